"""The house holds: arrows between packages point down, nothing turns in a circle, each risky thing has one door."""

from __future__ import annotations

import ast
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import moocfab

ROOT = Path(moocfab.__file__).parent

# From the ground up; a package imports from those before it and from itself.
FLOORS = (
    "diagnostics",
    "quantity",
    "errors",
    "reporting",
    "safe",
    "source",
    "targets",
    "prose",
    "kinds",
    "course",
    "media",
    "checks",
    "olx",
    "grading",
    "preview",
    "compare",
    "archive",
    "delivery",
    "publish",
    "catalogue",
    "preparation",
    "pipeline",
    "batch",
    "lsp",
    "cli",
    "__main__",
)

# What only some may import: libraries that parse, run, print or reach out.
LIBRARIES: Mapping[str, tuple[str, ...]] = {
    "yaml": ("moocfab.source",),
    "markdown_it": ("moocfab.source",),
    "mdit_py_plugins": ("moocfab.source",),
    "click": ("moocfab.cli", "moocfab.__main__"),
    "rich": ("moocfab.cli", "moocfab.reporting"),
    "ffmpeg": ("moocfab.media",),
    "imageio_ffmpeg": ("moocfab.media",),
    "av": ("moocfab.media",),
    "subprocess": ("moocfab.safe.process",),
    "multiprocessing": ("moocfab.safe.process", "moocfab.batch"),
    "tarfile": ("moocfab.safe.archives", "moocfab.archive"),
    "zipfile": ("moocfab.safe.archives",),
    "fsspec": ("moocfab.media.remote",),
    "pypdf": ("moocfab.safe.pdf",),
    "PIL": ("moocfab.safe.pictures", "moocfab.media.page"),
    "filelock": ("moocfab.safe.paths",),
    "socket": ("moocfab.publish", "moocfab.preview"),
    "urllib.request": ("moocfab.publish",),
    "http": ("moocfab.publish", "moocfab.preview"),
    "xblocks_contrib": ("moocfab.grading.capa",),
    "django": ("moocfab.grading.capa",),
    "pickle": (),
    "xml": (),
}

# The calls that read markup or addresses, or start a program, wherever their module was imported.
CALLS: Mapping[str, tuple[str, ...]] = {
    **{
        f"lxml.{module}.{call}": ("moocfab.safe.xml",)
        for module, calls in {
            "etree": "parse fromstring fromstringlist XML XMLID HTML iterparse XMLParser HTMLParser XMLPullParser",
            "html": "parse fromstring document_fromstring fragment_fromstring fragments_fromstring HTMLParser",
        }.items()
        for call in calls.split()
    },
    **{
        f"os.{call}": ("moocfab.safe.process", "moocfab.safe.launch")
        for call in ("system", "popen", "execv", "execvp", "posix_spawn")
    },
    **{f"urllib.parse.{call}": ("moocfab.safe.addresses",) for call in ("urlsplit", "urlparse")},
}


@dataclass(frozen=True, kw_only=True)
class Import:
    """One import of one module, with the line that makes it."""

    importer: str
    imported: str
    line: int


@dataclass(frozen=True, kw_only=True)
class House:
    """Every module of a package, parsed, by its dotted name."""

    trees: Mapping[str, ast.Module]
    packages: frozenset[str]

    def imports(self) -> Iterator[Import]:
        """All imports, those inside functions and of other distributions too."""
        for name, tree in self.trees.items():
            for node in ast.walk(tree):
                for imported in self._imported(name, node):
                    yield Import(importer=name, imported=imported, line=getattr(node, "lineno", 1))

    def _imported(self, importer: str, node: ast.AST) -> Iterator[str]:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = self._base(importer, node)
            yield from (self._module(base, alias.name) for alias in node.names)
        elif isinstance(node, ast.Call) and _called(node) in {"import_module", "__import__"} and node.args:
            yield _named(node.args[0])

    def _base(self, importer: str, node: ast.ImportFrom) -> str:
        if not node.level:
            return node.module or ""
        here = importer.split(".")
        kept = here[: len(here) - node.level + (importer in self.packages)]
        return ".".join([*kept, *([node.module] if node.module else [])])

    def _module(self, base: str, name: str) -> str:
        """`from a import b` names the module a.b where there is one, else something inside a."""
        return base if base in self.trees and f"{base}.{name}" not in self.trees else f"{base}.{name}"


def _called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def _named(argument: ast.expr) -> str:
    """The module that a dynamic import names, or the constant head of its name."""
    if isinstance(argument, ast.JoinedStr) and argument.values:
        argument = argument.values[0]
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        return argument.value.rstrip(".")
    return "?"


def read(root: Path) -> House:
    """Parse every Python file below the folder of a package."""
    trees: dict[str, ast.Module] = {}
    packages: set[str] = set()
    for path in sorted(root.rglob("*.py")):
        parts = (root.name, *path.relative_to(root).with_suffix("").parts)
        if parts[-1] == "__init__":
            parts = parts[:-1]
            packages.add(".".join(parts))
        trees[".".join(parts)] = ast.parse(path.read_text(encoding="utf-8"), filename=path.name)
    return House(trees=trees, packages=frozenset(packages))


def floor(module: str) -> int:
    """The height of a module of the house; the bare package lies under everything. ValueError: on no floor."""
    parts = module.split(".")
    return FLOORS.index(parts[1]) if len(parts) > 1 else -1


def homeless(house: House) -> list[str]:
    """Modules that stand on no floor of the list."""
    return [name for name in house.trees if len(name.split(".")) > 1 and name.split(".")[1] not in FLOORS]


def rising(house: House) -> list[str]:
    """Imports of a higher floor, and imports whose name cannot be read."""
    found = []
    for item in house.imports():
        if item.imported == "?":
            found.append(f"{item.importer}:{item.line} imports what cannot be read here")
        if item.imported.split(".")[0] != "moocfab" or item.imported not in house.trees:
            continue
        if floor(item.imported) > floor(item.importer):
            found.append(f"{item.importer}:{item.line} imports {item.imported}, which stands above it")
    return found


def circle(house: House) -> list[str]:
    """The modules of one circle of imports, in order; none where there is no circle."""
    graph: dict[str, set[str]] = {name: set() for name in house.trees}
    for item in house.imports():
        if item.imported in house.trees and item.imported != item.importer:
            graph[item.importer].add(item.imported)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def trespassing(house: House) -> list[str]:
    """Imports of a library, and calls, elsewhere than through their one door."""
    found = [
        f"{item.importer}:{item.line} imports {library}"
        for item in house.imports()
        for library, doors in LIBRARIES.items()
        if _within(item.imported, [library]) and not _within(item.importer, doors)
    ]
    for name, tree in house.trees.items():
        known = _aliases(tree)
        for node in ast.walk(tree):
            call = _dotted(node, known)
            if call in CALLS and not _within(name, CALLS[call]):
                found.append(f"{name}:{getattr(node, 'lineno', 1)} uses {call}")
    return found


def intimate(house: House, kinds: Iterable[str]) -> list[str]:
    """Imports of a kind from elsewhere than itself and the registry."""
    return [
        f"{item.importer}:{item.line} imports {item.imported}"
        for item in house.imports()
        for kind in kinds
        if _within(item.imported, [kind]) and not _within(item.importer, [kind, "moocfab.kinds.registry"])
    ]


def _within(module: str, prefixes: Iterable[str]) -> bool:
    return any(module == prefix or module.startswith(f"{prefix}.") for prefix in prefixes)


def _aliases(tree: ast.Module) -> dict[str, str]:
    """What each imported name stands for, with dots."""
    known: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                first = alias.name.partition(".")[0]
                known[alias.asname or first] = alias.name if alias.asname else first
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            known |= {a.asname or a.name: f"{node.module}.{a.name}" for a in node.names}
    return known


def _dotted(node: ast.AST, known: Mapping[str, str]) -> str:
    if isinstance(node, ast.Name):
        return known.get(node.id, "")
    if isinstance(node, ast.Attribute):
        head = _dotted(node.value, known)
        return f"{head}.{node.attr}" if head else ""
    return ""


@pytest.fixture(scope="module")
def house() -> House:
    return read(ROOT)


def test_every_module_is_examined(house: House) -> None:
    files = [Path(folder) / name for folder, _, names in os.walk(ROOT) for name in names if name.endswith(".py")]
    assert len(house.trees) == len(files) > 1
    assert "moocfab.diagnostics" in house.trees
    assert any(item.imported == "moocfab.diagnostics" for item in house.imports())


def test_every_folder_with_modules_is_a_package(house: House) -> None:
    folders = {name.rpartition(".")[0] for name in house.trees} - {""}
    assert folders <= house.packages


def test_every_module_stands_on_a_floor(house: House) -> None:
    assert homeless(house) == []


def test_no_import_points_up(house: House) -> None:
    assert rising(house) == []


def test_no_imports_turn_in_a_circle(house: House) -> None:
    assert circle(house) == []


def test_risky_things_pass_through_their_door(house: House) -> None:
    assert trespassing(house) == []


def test_kinds_are_imported_by_the_registry_alone(house: House) -> None:
    kinds = [f"moocfab.kinds.{page.parent.name}" for page in sorted((ROOT / "kinds").glob("*/page.fr.md"))]
    assert set(kinds) <= house.packages
    assert intimate(house, kinds) == []


def build(tmp_path: Path, files: Mapping[str, str]) -> House:
    """A made-up house with the given modules."""
    root = tmp_path / "moocfab"
    for name, text in {"__init__.py": "", **files}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return read(root)


@pytest.mark.parametrize(
    "text",
    [
        "from moocfab.course import load",
        "from moocfab import course",
        "import moocfab.course",
        "from ..course import load",
        "from .. import course",
        "def late():\n    from moocfab.course import load",
        "from importlib import import_module\nimport_module('moocfab.course')",
    ],
)
def test_rising_finds_an_arrow_up_however_it_is_written(tmp_path: Path, text: str) -> None:
    made = build(tmp_path, {"course/__init__.py": "load = 1", "source/__init__.py": "", "source/yaml.py": text})
    (found,) = rising(made)
    assert found.startswith("moocfab.source.yaml:")
    assert found.endswith("imports moocfab.course, which stands above it")


def test_rising_accepts_an_arrow_down_and_a_sister(tmp_path: Path) -> None:
    files = {
        "diagnostics/__init__.py": "from .model import Rule",
        "diagnostics/model.py": "Rule = 1",
        "source/__init__.py": "from moocfab.diagnostics import Rule\nfrom . import yaml",
        "source/yaml.py": "from moocfab import diagnostics",
    }
    made = build(tmp_path, files)
    assert rising(made) == []
    assert circle(made) == []


def test_rising_refuses_an_import_whose_name_it_cannot_read(tmp_path: Path) -> None:
    made = build(tmp_path, {"source/__init__.py": "import importlib\nimportlib.import_module(name)"})
    assert rising(made) == ["moocfab.source:2 imports what cannot be read here"]


def test_circle_finds_modules_that_import_each_other(tmp_path: Path) -> None:
    files = {"safe/__init__.py": "", "safe/a.py": "from moocfab.safe import b", "safe/b.py": "from .a import x"}
    assert set(circle(build(tmp_path, files))) == {"moocfab.safe.a", "moocfab.safe.b"}


def test_homeless_finds_a_package_outside_the_list(tmp_path: Path) -> None:
    assert homeless(build(tmp_path, {"utils/__init__.py": ""})) == ["moocfab.utils"]


@pytest.mark.parametrize(
    ("module", "text", "found"),
    [
        ("course/load", "import yaml", "imports yaml"),
        ("course/load", "from yaml.nodes import Node", "imports yaml"),
        ("kinds/text", "from markdown_it import MarkdownIt", "imports markdown_it"),
        ("pipeline", "import click", "imports click"),
        ("olx/write", "import imageio_ffmpeg", "imports imageio_ffmpeg"),
        ("media/encode", "import subprocess", "imports subprocess"),
        ("olx/read", "from lxml import etree\netree.fromstring(b'')", "uses lxml.etree.fromstring"),
        ("olx/read", "import lxml.etree\nlxml.etree.parse('a')", "uses lxml.etree.parse"),
        ("olx/read", "import lxml.etree as E\nE.XMLParser()", "uses lxml.etree.XMLParser"),
        ("prose/html", "from lxml.html import fragments_fromstring as f\nf('')", "uses lxml.html.fragments_fromstring"),
        ("media/probe", "import os\nos.system('')", "uses os.system"),
        ("course/links", "from urllib.parse import urlsplit\nurlsplit('')", "uses urllib.parse.urlsplit"),
    ],
)
def test_trespassing_finds_what_avoids_the_door(tmp_path: Path, module: str, text: str, found: str) -> None:
    made = build(tmp_path, {f"{module}.py": text})
    assert [line.split(" ", 1)[1] for line in trespassing(made)] == [found]


def test_trespassing_accepts_the_door_itself(tmp_path: Path) -> None:
    files = {
        "source/yaml.py": "import yaml",
        "cli/__init__.py": "import click",
        "safe/xml.py": "from lxml import etree\netree.fromstring(b'')",
        "olx/write.py": "from lxml import etree\netree.SubElement(etree.Element('a'), 'b')",
    }
    assert trespassing(build(tmp_path, files)) == []


def test_intimate_finds_a_kind_that_imports_another(tmp_path: Path) -> None:
    files = {
        "kinds/text/__init__.py": "",
        "kinds/quiz/__init__.py": "from moocfab.kinds.text import Spec",
        "kinds/registry.py": "from moocfab.kinds import text, quiz",
    }
    made = build(tmp_path, files)
    kinds = ["moocfab.kinds.text", "moocfab.kinds.quiz"]
    assert intimate(made, kinds) == ["moocfab.kinds.quiz:1 imports moocfab.kinds.text"]
