"""Figures and terms of shared modules: each module's behind its prefix, its own links still lead there."""

from __future__ import annotations

import shutil
from pathlib import Path

from moocfab import pipeline

BASE = Path(__file__).parents[1] / "cases" / "base"
MODULE = "title: Un module\nsequences:\n  - {id: lire, title: Lire, units: [texte.md, suite.md]}\n"
TEXT = """\
---
title: Texte
---
Voir [](#fig-reseau), [le réseau](suite.md#fig-reseau), le {term}`débit` et les {term}`bauds <baud>`.

:::{glossary}
Débit
: En bit/s.

Baud
: Un symbole par seconde.
:::
"""
NEXT = """\
---
title: Suite
---
## Plus loin {#plus}

:::{figure} ecran.svg
:alt: Un réseau
:name: fig-reseau
Le réseau.
:::

Voir [](#fig-reseau), [](#plus) et le {term}`débit`.

:::{conditional}
---
id: apres
when: {elements: [essai]}
---
Bravo.
:::

:::{quiz}
:id: essai
>>Prêt ?<<
(x) oui
( ) non
:::
"""


def school(tmp_path: Path, *references: str, text: str = "") -> Path:
    """A course with two shared modules that have the same figures, terms and ids; `text` is added to a page of it."""
    course = tmp_path / "courses" / "c"
    shutil.copytree(BASE, course)
    (tmp_path / "moocfab.yml").write_text("", "utf-8")
    for name in ("un", "deux"):
        module = tmp_path / "communs" / name
        module.mkdir(parents=True)
        shutil.copy2(BASE / "modules/1-premiers-pas/images/chronogramme.svg", module / "ecran.svg")
        for file, content in (("module.yml", MODULE), ("texte.md", TEXT), ("suite.md", NEXT)):
            (module / file).write_text(content, "utf-8")
    settings = (course / "course.yml").read_text("utf-8")
    lines = "".join(f"  - {reference}\n" for reference in references)
    (course / "course.yml").write_text(settings.replace("premiers-pas\n", f"premiers-pas\n{lines}"), "utf-8")
    page = course / "modules/1-premiers-pas/1-bienvenue.md"
    page.write_text(f"{page.read_text('utf-8')}\n{text}\n", "utf-8")
    return course


def page(checked: pipeline.Checked, name: str) -> str:
    data = checked.packages["openedx"].files[f"html/{name}.html"]
    assert isinstance(data, bytes)
    return data.decode("utf-8")


def test_two_modules_with_the_same_names_live_in_one_course_behind_their_prefixes(tmp_path: Path) -> None:
    both = [f"{{source: ../../communs/{name}, prefix: {prefix}}}" for name, prefix in (("un", "a"), ("deux", "b"))]
    checked = pipeline.check(school(tmp_path, *both, text="Voir [](#b-fig-reseau) et le {term}`débit <a-débit>`."))
    assert [f"{finding.location} {finding.message()}" for finding in checked.report] == []
    for prefix, module, number in (("a", "un", 1), ("b", "deux", 2)):
        here, there = f"{prefix}-{module}-texte", f"{prefix}-{module}-suite"
        text, after = page(checked, f"{here}-texte"), page(checked, f"{there}-texte")
        figure = f"/jump_to_id/{there}#{prefix}-fig-reseau"
        assert f'<a href="{figure}">Figure\u00a0{number}</a>' in text
        assert f'<a href="{figure}">le réseau</a>' in text
        assert f'<a href="#terme-{prefix}-debit">débit</a>' in text
        assert f'<dt id="terme-{prefix}-baud"' in text
        assert f'<figure id="{prefix}-fig-reseau"' in after
        assert f'<a href="#{prefix}-fig-reseau">Figure\u00a0{number}</a>' in after
        assert '<a href="#plus">Plus loin</a>' in after
        assert f'<a href="/jump_to_id/{here}#terme-{prefix}-debit">débit</a>' in after
        unit = checked.packages["openedx"].files[f"conditional/{prefix}-apres.xml"]
        assert isinstance(unit, bytes)
        assert f"type@problem+block@{prefix}-essai".encode() in unit
    own = page(checked, "premiers-pas-bienvenue-texte")
    assert '<a href="/jump_to_id/b-deux-suite#b-fig-reseau">Figure\u00a02</a>' in own
    assert '<a href="/jump_to_id/a-un-texte#terme-a-debit">débit</a>' in own


def test_without_a_prefix_a_figure_and_a_term_that_collide_are_told_where_the_module_is_named(tmp_path: Path) -> None:
    course = school(tmp_path, "../../communs/deux", "../../communs/un")
    found = [
        f for f in pipeline.check(course, only=["openedx"]).report if f.rule.code in ("MF3202", "MF4002", "MF4062")
    ]
    assert {(f.location.line, f.rule.code) for f in found} == {(29, "MF3202")}
    assert {str(f.values["name"]) for f in found} >= {"fig-reseau", "Débit", "Baud", "essai"}
    figure = next(f for f in found if f.values["name"] == "fig-reseau")
    assert str(figure.values["inside"]).endswith("communs/un/suite.md:8:8")
    assert str(figure.values["outside"]).endswith("communs/deux/suite.md:8:8")


def test_a_term_that_is_not_there_is_guessed_as_the_module_calls_it(tmp_path: Path) -> None:
    course = school(tmp_path, "{source: ../../communs/deux, prefix: b}")
    text = tmp_path / "communs/deux/texte.md"
    text.write_text(text.read_text("utf-8").replace("`débit`", "`débi`"), "utf-8")
    (finding,) = [f for f in pipeline.check(course, only=["openedx"]).report if f.rule.code == "MF4063"]
    assert "« Débit »" in finding.message("fr")
