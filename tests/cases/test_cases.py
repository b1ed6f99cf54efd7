"""Each case differs from one valid course by what its folder holds, and yields just what it expects.

`tests/cases/<CODE>-<slug>/X` replaces or adds the file X of `base/`, an empty `X.absent` removes it.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from moocfab import catalogue, pipeline
from moocfab.diagnostics import Diagnostic, Severity

HERE = Path(__file__).parent
BASE = HERE / "base"
EXPECTED = "expected.txt"
CASES = sorted(path for path in HERE.glob("MF*") if path.is_dir())
# What a course's folder alone cannot show: five megabytes, a build, modules and courses that lie beside it.
# They are shown in test_folder, test_pipeline, test_shared and test_translation.
ELSEWHERE = {"MF1004", "MF1008", "MF3202", "MF3211", "MF3222", "MF3223", "MF3224", "MF3225", "MF3226"}
WORDS = {Severity.ERROR: "erreur", Severity.WARNING: "avertissement", Severity.INFO: "info"}


def made(case: Path, folder: Path) -> Path:
    """Return the course of a case, made in `folder`."""
    course = folder / "course"
    shutil.copytree(BASE, course, symlinks=True)
    for path in sorted(case.rglob("*")):
        place = course / path.relative_to(case)
        if path == case / EXPECTED or (path.is_dir() and not path.is_symlink()):
            continue
        if path.suffix == ".absent":
            remove(place.with_suffix(""))
        else:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.unlink(missing_ok=True)
            shutil.copy2(path, place, follow_symlinks=False)
    return course


def remove(path: Path) -> None:
    """Remove a file or a folder, which must be there."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()


def lines(course: Path) -> list[str]:
    """Return the findings of a course, a line each, paths from the course's folder."""
    return [short(finding, course) for finding in pipeline.check(course).report]


def short(finding: Diagnostic, course: Path) -> str:
    line = f"{finding.location}: {WORDS[finding.severity]} {finding.rule.code} {finding.message()}"
    return line.replace(f"{course.as_posix()}/", "").replace(course.as_posix(), "course")


def test_base_has_no_findings(tmp_path: Path) -> None:
    checked = pipeline.check(made(BASE, tmp_path))
    assert [finding.message() for finding in checked.report] == []
    assert set(checked.packages) == {"fun", "openedx"}


def test_there_are_cases() -> None:
    assert CASES


def test_every_rule_on_sources_has_a_case() -> None:
    shown = {case.name[:6] for case in CASES} | ELSEWHERE
    wanted = {rule.code for rule in catalogue.RULES if re.match("MF(?:[123]|40)", rule.code)}
    assert sorted(wanted - shown) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case_yields_what_it_expects(case: Path, tmp_path: Path, regenerate: bool) -> None:
    found = lines(made(case, tmp_path))
    if regenerate:
        (case / EXPECTED).write_text("".join(f"{line}\n" for line in found), encoding="utf-8")
    assert found == (case / EXPECTED).read_text("utf-8").splitlines()
    assert any(f" {case.name[:6]} " in line for line in found)
