from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Command


def test_add_prints_what_it_wrote(moocfab: Command, course: Path) -> None:
    ran = moocfab("add", "module", "Semaine suivante", "cours")
    assert ran.status == 0
    assert ran.out.splitlines()[0].endswith("-semaine-suivante/module.yml")
    assert ran.err == "Ajouté dans cours/course.yml.\n"
    ran = moocfab("add", "unit", "Le débit", "cours", "--module", "semaine-suivante")
    assert ran.out.endswith("/2-le-debit.md\n")
    assert moocfab("check", "cours").status == 0


def test_add_without_module_says_what_is_missing(moocfab: Command, course: Path) -> None:
    ran = moocfab("add", "unit", "Le débit", "cours")
    assert (ran.status, ran.out) == (2, "")
    assert "--module" in ran.err
