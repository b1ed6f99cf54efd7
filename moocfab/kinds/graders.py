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
from moocfab.kinds.pythons import only_in_2, only_in_3


class Trouble(NamedTuple):
    """What the platform's Python does not understand: 1-based line and column in the script, and what stands there."""

    line: int
    column: int
    what: Text


def trouble(script: str, python: str) -> Trouble | None:
    """Return the first thing in `script` that the Python of version `python` (`2.7`, `3.11`) cannot compile or find."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(script)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        if python.startswith("2"):
            return None
        line, column = getattr(error, "lineno", None) or 1, getattr(error, "offset", None) or 1
        return Trouble(line, column, Text("du code qui n'est pas du Python 3", "code that is no Python 3"))
    found = only_in_3(tree, script) if python.startswith("2") else only_in_2(tree)
    line, column, what = min(found, default=(0, 0, ""))
    return Trouble(line, column, Text(f"« {what} »", f"“{what}”")) if what else None


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
