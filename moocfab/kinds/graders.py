"""Scripts of graders: whether the platform's Python understands them.

Dogwood runs Python 2.7, current Open edX Python 3; a script that its Python cannot compile makes the page of the
problem an error.
"""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from moocfab.diagnostics import Text


class Trouble(NamedTuple):
    """What the platform's Python does not understand: 1-based line and column in the script, and what stands there."""

    line: int
    column: int
    what: Text


def trouble(script: str, python: str) -> Trouble | None:
    """Return the first thing in `script` that the Python of version `python` (`2.7`, `3.11`) cannot compile."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(script)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        if python.startswith("2"):
            return None
        line, column = getattr(error, "lineno", None) or 1, getattr(error, "offset", None) or 1
        return Trouble(
            line, column, Text("du code que Python 3 ne comprend pas", "code that Python 3 does not understand")
        )
    return _modern(tree) if python.startswith("2") else None


def overwriting(script: str) -> list[str]:
    """Return the variables of a script that current Open edX takes for the learner's answer."""
    try:
        tree = ast.parse(script)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []
    names = (node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store))
    own = {
        node.id
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Name)
    }
    return sorted({name for name in names if name in ("ans", "expect")} - own)


@dataclass(frozen=True)
class Definitions:
    """What a script defines at its top level.

    Attributes:
        names: of variables, functions and what is imported.
        functions: name to whether it takes two arguments: what is expected, and the answer.
    """

    names: frozenset[str]
    functions: Mapping[str, bool]


def definitions(script: str) -> Definitions:
    """Return what a script defines, as far as it can be told of one that only Python 2 reads."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            body = ast.parse(script).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        functions = dict.fromkeys(re.findall(r"^def\s+(\w+)", script, re.MULTILINE), True)
        stored = re.findall(r"^(\w+)\s*=(?!=)", script, re.MULTILINE)
        return Definitions(frozenset({*functions, *stored}), functions)
    functions = {node.name: _takes_two(node.args) for node in body if isinstance(node, ast.FunctionDef)}
    names = {name for node in body for name in _defined(node)}
    return Definitions(frozenset(names), functions)


def _takes_two(arguments: ast.arguments) -> bool:
    positional = len(arguments.posonlyargs) + len(arguments.args)
    needed = positional - len(arguments.defaults)
    return needed <= 2 and (positional >= 2 or arguments.vararg is not None)


def _defined(node: ast.AST) -> Iterator[str]:
    """Yield the names that a statement gives to its module, those within functions and classes left out."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield node.name
        return
    if isinstance(node, ast.Lambda | ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp):
        return
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        yield node.id
    if isinstance(node, ast.alias):
        yield node.asname or node.name.partition(".")[0]
    for child in ast.iter_child_nodes(node):
        yield from _defined(child)


def _modern(tree: ast.Module) -> Trouble | None:
    """Return the first node that only Python 3 has."""
    imports = (node for node in tree.body if isinstance(node, ast.ImportFrom) and node.module == "__future__")
    printing = any(name.name == "print_function" for node in imports for name in node.names)
    found = []
    for node in ast.walk(tree):
        what = _name(node)
        if what is None and not printing and _prints_with_options(node):
            what = "print(…, end=…)"
        if what:
            found.append((getattr(node, "lineno", 1), getattr(node, "col_offset", 0) + 1, what))
    if not found:
        return None
    line, column, what = min(found)
    return Trouble(line, column, Text(f"« {what} »", f"“{what}”"))


_NODES: dict[type[ast.AST], str] = {
    ast.JoinedStr: 'f"…"',
    ast.AnnAssign: "x: int = …",
    ast.NamedExpr: ":=",
    ast.Nonlocal: "nonlocal",
    ast.YieldFrom: "yield from",
    ast.AsyncFunctionDef: "async",
    ast.Await: "await",
    ast.MatMult: "@",
    ast.Match: "match",
    ast.TryStar: "except*",
}


# What the library of Python 2.7 lacks, of what graders use; Dogwood's numpy is older than `isclose`.
_MODULES = frozenset(
    {"statistics", "pathlib", "enum", "typing", "dataclasses", "asyncio", "secrets", "zoneinfo", "builtins"}
)
_MEMBERS: Mapping[str, frozenset[str]] = {
    "math": frozenset({"isclose", "inf", "nan", "tau", "gcd", "lcm", "log2", "prod", "comb", "perm", "dist", "isqrt"}),
    "numpy": frozenset({"isclose"}),
    "np": frozenset({"isclose"}),
    "random": frozenset({"choices"}),
    "functools": frozenset({"lru_cache", "cache", "singledispatch"}),
    "re": frozenset({"fullmatch"}),
}


def _lacking(node: ast.AST) -> str | None:
    """Return the name of what Python 2.7 does not find."""
    if isinstance(node, ast.Import):
        return next((name.name for name in node.names if name.name.partition(".")[0] in _MODULES), None)
    if isinstance(node, ast.ImportFrom) and node.module:
        if node.module.partition(".")[0] in _MODULES:
            return node.module
        members = _MEMBERS.get(node.module, frozenset())
        return next((f"{node.module}.{name.name}" for name in node.names if name.name in members), None)
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        name = node.value.id
        return f"{name}.{node.attr}" if node.attr in _MEMBERS.get(name, ()) else None
    return None


def _name(node: ast.AST) -> str | None:
    if type(node) in _NODES:
        return _NODES[type(node)]
    if found := _lacking(node):
        return found
    if isinstance(node, ast.FunctionDef):
        arguments = node.args
        if node.returns or any(a.annotation for a in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)):
            return "def f(x: int) -> int"
        return "def f(*, x)" if arguments.kwonlyargs or arguments.posonlyargs else None
    if isinstance(node, ast.Raise) and node.cause:
        return "raise … from …"
    if isinstance(node, ast.Dict) and None in node.keys:
        return "{**x}"
    if isinstance(node, ast.ClassDef) and node.keywords:
        return "class A(metaclass=…)"
    if isinstance(node, ast.List | ast.Tuple | ast.Set) and any(isinstance(e, ast.Starred) for e in node.elts):
        return "[*x]"
    return None


def _prints_with_options(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "print"
        and bool(node.keywords)
    )
