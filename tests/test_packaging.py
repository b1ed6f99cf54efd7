"""The wheel holds all that moocfab needs, and works where nothing of this repository is."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Mapping
from configparser import ConfigParser
from email.parser import Parser
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def run(command: list[str | Path], *, cwd: Path, env: Mapping[str, str] | None = None) -> str:
    """What a command prints; the test fails with all of it where the command fails."""
    done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, check=False, timeout=240)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def build_wheel(folder: Path) -> Path:
    run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder], cwd=ROOT)
    (wheel,) = folder.glob("moocfab-*.whl")
    return wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_wheel(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def names(wheel: Path) -> frozenset[str]:
    with zipfile.ZipFile(wheel) as archive:
        return frozenset(archive.namelist())


def read(wheel: Path, name: str) -> str:
    with zipfile.ZipFile(wheel) as archive:
        (path,) = (path for path in archive.namelist() if path.endswith(f".dist-info/{name}"))
        return archive.read(path).decode("utf-8")


def files(folder: Path) -> set[str]:
    """The files of a folder of the repository, relative to it, but for what Python compiles."""
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_wheel_holds_every_file_of_the_package_and_of_the_templates_and_nothing_else(names: frozenset[str]) -> None:
    expected = {f"moocfab/{name}" for name in files(ROOT / "moocfab")}
    expected |= {f"moocfab/templates/{name}" for name in files(ROOT / "templates")}
    assert {name for name in names if ".dist-info/" not in name} == expected


@pytest.mark.parametrize("folder", ["targets", "kinds", "templates"])
def test_wheel_holds_data_beside_the_modules(names: frozenset[str], folder: str) -> None:
    data = {name for name in names if name.startswith(f"moocfab/{folder}/") and not name.endswith(".py")}
    wanted = {
        "targets": {"moocfab/targets/fun.toml", "moocfab/targets/openedx.toml"},
        "kinds": {
            f"moocfab/kinds/{kind.parent.name}/page.{language}.md"
            for kind in (ROOT / "moocfab" / "kinds").glob("*/__init__.py")
            for language in ("fr", "en")
        },
        "templates": {f"moocfab/templates/{name}" for name in files(ROOT / "templates")},
    }[folder]
    assert wanted
    assert wanted <= data


def test_wheel_declares_command_licence_python_and_types(wheel: Path, names: frozenset[str]) -> None:
    commands = ConfigParser()
    commands.read_string(read(wheel, "entry_points.txt"))
    assert dict(commands["console_scripts"]) == {"moocfab": "moocfab.cli:main"}
    metadata = Parser().parsestr(read(wheel, "METADATA"))
    assert metadata["License-Expression"] == "MIT"
    assert metadata["Requires-Python"] == ">=3.11"
    assert "moocfab/py.typed" in names


def test_wheel_is_the_same_bytes_every_time(wheel: Path, tmp_path: Path) -> None:
    assert build_wheel(tmp_path).read_bytes() == wheel.read_bytes()


def locked(folder: Path) -> Path:
    """The versions of requirements.lock as a constraint, so that the wheel's own dependencies alone are installed."""
    names = re.findall(r"^[\w.-]+==[^\s;\\]+", (ROOT / "requirements.lock").read_text("utf-8"), re.MULTILINE)
    assert len(names) > 30
    made = folder / "constraints.txt"
    made.write_text("\n".join(names), "utf-8")
    return made


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment that was empty, with the wheel and the wheels that pip brings for it, which the locks name."""
    folder = tmp_path_factory.mktemp("environment") / "venv"
    venv.create(folder, symlinks=os.name != "nt")
    scheme = {"base": str(folder), "platbase": str(folder)}
    python = Path(sysconfig.get_path("scripts", "venv", scheme)) / Path(sys.executable).name
    pip: list[str | Path] = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        python,
        "install",
        "--quiet",
        "--disable-pip-version-check",
    ]
    run([*pip, "--only-binary", ":all:", "--constraint", locked(folder), wheel], cwd=folder)
    return python


def clean_environment(home: Path) -> dict[str, str]:
    """No PYTHONPATH, no setting of moocfab, a home of its own."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TMPDIR") if name in os.environ}
    return {**kept, "HOME": str(home), "XDG_CACHE_HOME": str(home / "cache"), "LANG": "C.UTF-8"}


def test_installed_wheel_is_what_is_imported(installed: Path, tmp_path: Path) -> None:
    code = "import sys, moocfab, pydantic; print(moocfab.__file__, pydantic.__file__, *sys.path[1:], sep='\\n')"
    found = run([installed, "-c", code], cwd=tmp_path, env=clean_environment(tmp_path)).splitlines()
    here = installed.parent.parent
    assert all(Path(name).is_relative_to(here) for name in found[:2])
    assert not any(Path(name).is_relative_to(ROOT) for name in found)


def test_installed_command_makes_a_course_and_builds_it(installed: Path, tmp_path: Path) -> None:
    command, env = installed.with_name(f"moocfab{installed.suffix}"), clean_environment(tmp_path)
    run([command, "new", "cours"], cwd=tmp_path, env=env)
    archives = run([command, "build", "cours"], cwd=tmp_path, env=env).splitlines()
    assert [Path(name).parent.name for name in archives] == ["fun", "openedx"]
    assert all((tmp_path / name).is_file() for name in archives)
    assert run([command, "explain", "single_choice"], cwd=tmp_path, env=env).startswith("# `single_choice`")
