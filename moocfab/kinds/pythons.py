"""What one of Python 2.7 and 3 has and the other lacks, of what graders use.

Read in “What's New” of 3.0 to 3.13 (docs.python.org/3/whatsnew). A name that the script gives itself, or that it tries
under an `except` for its absence, is not lacking.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator, Mapping

Found = tuple[int, int, str]
"""1-based line and column, and what stands there."""

_NODES: Mapping[type[ast.AST], str] = {
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


class _Lacking:
    """What a Python lacks.

    Attributes:
        names: built-in names.
        modules: modules, and modules in packages.
        members: module to what it does not have there.
        methods: of built-in types.
        keywords: name of a function or method to keywords that it does not take there.
    """

    def __init__(
        self, *, names: str, modules: str, members: Mapping[str, str], methods: str, keywords: Mapping[str, str]
    ) -> None:
        self.names = frozenset(names.split())
        self.modules = frozenset(modules.split())
        self.members = {module: frozenset(words.split()) for module, words in members.items()}
        self.methods = frozenset(methods.split())
        self.keywords = {function: frozenset(words.split()) for function, words in keywords.items()}


# Dogwood's numpy is older than `isclose`.
_IN_2 = _Lacking(
    names="ascii breakpoint BlockingIOError BrokenPipeError ChildProcessError ConnectionError FileExistsError "
    "FileNotFoundError InterruptedError IsADirectoryError ModuleNotFoundError NotADirectoryError PermissionError "
    "ProcessLookupError RecursionError ResourceWarning StopAsyncIteration TimeoutError ExceptionGroup",
    modules="asyncio builtins collections.abc concurrent configparser contextvars dataclasses enum graphlib html "
    "http ipaddress pathlib queue reprlib secrets selectors statistics tomllib typing unittest.mock urllib.error "
    "urllib.parse urllib.request zoneinfo",
    members={
        "math": "cbrt comb dist exp2 gcd inf isclose isqrt lcm log2 nan nextafter perm prod sumprod tau ulp",
        "numpy": "isclose",
        "np": "isclose",
        "random": "choices randbytes",
        "functools": "cache cached_property lru_cache partialmethod singledispatch",
        "itertools": "accumulate batched pairwise zip_longest",
        "re": "fullmatch",
        "collections": "ChainMap",
        "contextlib": "ExitStack suppress",
        "json": "JSONDecodeError",
        "textwrap": "indent shorten",
        "time": "monotonic perf_counter process_time",
        "urllib": "error parse request",
    },
    methods="bit_count casefold format_map isascii isidentifier isprintable removeprefix removesuffix to_bytes",
    keywords={"open": "encoding errors newline closefd opener", "max": "default", "min": "default"},
)
_IN_3 = _Lacking(
    names="apply basestring buffer cmp coerce execfile file intern long raw_input reduce reload unichr unicode xrange",
    modules="ConfigParser HTMLParser Queue StringIO __builtin__ cPickle cStringIO commands exceptions httplib md5 sets "
    "sha thread urllib2 urlparse",
    members={
        "itertools": "ifilter ifilterfalse imap izip izip_longest",
        "string": "atof atoi atol find join joinfields letters lower lowercase maketrans replace split strip upper "
        "uppercase zfill",
        "sys": "maxint setdefaultencoding",
        "urllib": "quote unquote urlencode urlopen",
    },
    methods="has_key iteritems iterkeys itervalues viewitems viewkeys viewvalues",
    keywords={"sort": "cmp", "sorted": "cmp"},
)
_ABSENCE = frozenset(
    {"NameError", "ImportError", "ModuleNotFoundError", "AttributeError", "Exception", "BaseException"}
)


def only_in_3(tree: ast.Module, script: str) -> Iterator[Found]:
    """Yield what Python 2.7 cannot compile, or does not find."""
    yield from _tokens(script)
    imports = (node for node in tree.body if isinstance(node, ast.ImportFrom) and node.module == "__future__")
    printing = any(name.name == "print_function" for node in imports for name in node.names)
    for node in ast.walk(tree):
        what = _grammar(node)
        if what is None and not printing and _calls(node, "print") and isinstance(node, ast.Call) and node.keywords:
            what = "print(…, end=…)"
        if what:
            yield _place(node, what)
    yield from _absent(tree, _IN_2)


def only_in_2(tree: ast.Module) -> Iterator[Found]:
    """Yield what Python 3 compiles and does not find."""
    for node in ast.walk(tree):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.RShift) and getattr(node.left, "id", "") == "print":
            yield _place(node, "print >>")
    yield from _absent(tree, _IN_3)


def _place(node: ast.AST, what: str) -> Found:
    return getattr(node, "lineno", 1), getattr(node, "col_offset", 0) + 1, what


def _tokens(script: str) -> Iterator[Found]:
    """Yield what the tree does not keep: `1_000`, `rb"…"`."""
    for token in tokenize.generate_tokens(io.StringIO(script).readline):
        if token.type == tokenize.NUMBER and "_" in token.string:
            yield token.start[0], token.start[1] + 1, token.string
        if token.type == tokenize.STRING and re.match("rb", token.string, re.IGNORECASE):
            yield token.start[0], token.start[1] + 1, f"{token.string[:2]}…"


def _grammar(node: ast.AST) -> str | None:
    """Return what of Python 3's grammar a node is."""
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
    return _call(node) if isinstance(node, ast.Call) else None


def _call(node: ast.Call) -> str | None:
    """Return what of a call Python 2.7 does not take."""
    if any(isinstance(argument, ast.Starred) for argument in node.args[:-1]):
        return "f(*x, y)"
    if sum(keyword.arg is None for keyword in node.keywords) > 1:
        return "f(**x, **y)"
    return "super()" if _calls(node, "super") and not node.args else None


def _calls(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name


def _absent(tree: ast.Module, lacking: _Lacking) -> Iterator[Found]:
    """Yield the names that are not there, nor given by the script, nor tried for."""
    own = _bound(tree)
    tried = {id(inner) for node in ast.walk(tree) if _tries(node) for inner in ast.walk(node)}
    for node in ast.walk(tree):
        if id(node) not in tried and (what := _missing(node, lacking, own)):
            yield _place(node, what)


def _missing(node: ast.AST, lacking: _Lacking, own: frozenset[str]) -> str | None:
    if isinstance(node, ast.Import):
        return next((name.name for name in node.names if _within(name.name, lacking.modules)), None)
    if isinstance(node, ast.ImportFrom) and node.module:
        if _within(node.module, lacking.modules):
            return node.module
        members = lacking.members.get(node.module, frozenset())
        return next((f"{node.module}.{name.name}" for name in node.names if name.name in members), None)
    if isinstance(node, ast.Attribute):
        module = getattr(node.value, "id", "")
        if module not in own and node.attr in lacking.members.get(module, ()):
            return f"{module}.{node.attr}"
        return f".{node.attr}" if node.attr in lacking.methods - own else None
    if isinstance(node, ast.Name):
        return node.id if "*" not in own and node.id in lacking.names - own else None
    return _keyword(node, lacking, own) if isinstance(node, ast.Call) else None


def _keyword(node: ast.Call, lacking: _Lacking, own: frozenset[str]) -> str | None:
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if name in own:
        return None
    refused = lacking.keywords.get(name, frozenset())
    return next((f"{name}(…, {word.arg}=…)" for word in node.keywords if word.arg in refused), None)


def _within(module: str, modules: frozenset[str]) -> bool:
    parts = module.split(".")
    return any(".".join(parts[:count]) in modules for count in range(1, len(parts) + 1))


def _bound(tree: ast.Module) -> frozenset[str]:
    """Return every name that a script gives, `*` where it takes all of a module; a module keeps its own."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            found.add(node.id)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.arg):
            found.add(node.arg)
        elif isinstance(node, ast.ImportFrom):
            found.update(name.asname or name.name for name in node.names)
    return frozenset(found)


def _tries(node: ast.AST) -> bool:
    """Return whether a `try` catches the absence of a name."""
    if not isinstance(node, ast.Try):
        return False
    caught = {name for handler in node.handlers for name in _caught(handler)}
    return bool(caught & _ABSENCE)


def _caught(handler: ast.ExceptHandler) -> Iterator[str]:
    if handler.type is None:
        yield "BaseException"
    else:
        yield from (node.id for node in ast.walk(handler.type) if isinstance(node, ast.Name))
