"""The functions and constants that learners may write in an answer, as Open edX's calculator has them.

Names and domains: `openedx-calc`, `calc/calc.py` (DEFAULT_FUNCTIONS, DEFAULT_VARIABLES). A root, a logarithm, an
arc sine, an arc cosine and an area tangent leave the real numbers where they must; the others give no number.
"""

from __future__ import annotations

import cmath
import math
from collections.abc import Callable, Mapping

Number = int | float | complex
Function = Callable[[Number], Number]

CONSTANTS: Mapping[str, Number] = {"i": 1j, "j": 1j, "e": math.e, "pi": math.pi}
_MOST = 300
"""Beyond the largest factorial that a float can hold."""


def _made(real: Callable[[float], float], wide: Callable[[complex], complex], *, leaves: bool) -> Function:
    """Return a function of real numbers that goes on with complex ones, of itself (`leaves`) or where given one."""

    def call(value: Number) -> Number:
        if isinstance(value, complex):
            return wide(value)
        try:
            return real(value)
        except ValueError:
            return wide(value) if leaves else math.nan

    return call


def _logarithm(base: float) -> Function:
    def call(value: Number) -> Number:
        if value == 0:
            return -math.inf
        if not isinstance(value, complex) and value > 0:
            return {2.0: math.log2, 10.0: math.log10}.get(base, math.log)(value)
        return cmath.log(value) / math.log(base)

    return call


def _factorial(value: Number) -> Number:
    if not isinstance(value, int) or not 0 <= value <= _MOST:
        raise ValueError("factorial")
    return math.factorial(value)


def _arccot(value: Number) -> Number:
    half = -math.pi / 2 if complex(value).real < 0 else math.pi / 2
    return half - _DIRECT["arctan"](value)


_DIRECT: Mapping[str, Function] = {
    "sin": _made(math.sin, cmath.sin, leaves=False),
    "cos": _made(math.cos, cmath.cos, leaves=False),
    "tan": _made(math.tan, cmath.tan, leaves=False),
    "sinh": _made(math.sinh, cmath.sinh, leaves=False),
    "cosh": _made(math.cosh, cmath.cosh, leaves=False),
    "tanh": _made(math.tanh, cmath.tanh, leaves=False),
    "exp": _made(math.exp, cmath.exp, leaves=False),
    "sqrt": _made(math.sqrt, cmath.sqrt, leaves=True),
    "arcsin": _made(math.asin, cmath.asin, leaves=True),
    "arccos": _made(math.acos, cmath.acos, leaves=True),
    "arctan": _made(math.atan, cmath.atan, leaves=False),
    "arcsinh": _made(math.asinh, cmath.asinh, leaves=False),
    "arccosh": _made(math.acosh, cmath.acosh, leaves=False),
    "arctanh": _made(math.atanh, cmath.atanh, leaves=True),
    "ln": _logarithm(math.e),
    "log2": _logarithm(2.0),
    "log10": _logarithm(10.0),
    "abs": abs,
    "fact": _factorial,
    "factorial": _factorial,
    "arccot": _arccot,
}


def _inverse(name: str) -> Function:
    return lambda value: 1 / _DIRECT[name](value)


def _of_inverse(name: str) -> Function:
    return lambda value: _DIRECT[name](1 / value)


FUNCTIONS: Mapping[str, Function] = {
    **_DIRECT,
    **{name: _inverse(of) for name, of in {"sec": "cos", "csc": "sin", "cot": "tan"}.items()},
    **{name: _inverse(of) for name, of in {"sech": "cosh", "csch": "sinh", "coth": "tanh"}.items()},
    **{name: _of_inverse(of) for name, of in {"arcsec": "arccos", "arccsc": "arcsin"}.items()},
    **{
        name: _of_inverse(of) for name, of in {"arcsech": "arccosh", "arccsch": "arcsinh", "arccoth": "arctanh"}.items()
    },
}
