"""Scripts of graders: whether the platform's Python understands them.

Dogwood runs Python 2.7, current Open edX Python 3; a script that its Python cannot compile makes the page of the
problem an error.
"""

from __future__ import annotations

import ast
import warnings
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


def _name(node: ast.AST) -> str | None:
    if type(node) in _NODES:
        return _NODES[type(node)]
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
