"""What is named in one place and referred to in another, and passages for some targets."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from moocfab import pipeline
from tests.prose.conftest import BASE, UNIT, Check, html

OTHER = "modules/1-premiers-pas/2-le-signal.md"
FIGURE = ":::{{figure}} images/chronogramme.svg\n:alt: Un signal\n:name: {name}\n:credit: {credit}\nLégende.\n:::\n"


def course(folder: Path, **texts: str) -> Path:
    """A course whose units `first` and `second`, tab `faq` and settings `settings` are other than the base's."""
    made = folder / "course"
    shutil.copytree(BASE, made)
    files = {"first": UNIT, "second": OTHER, "faq": "pages/faq.md"}
    for name, text in texts.items():
        if name == "settings":
            (made / "course.yml").write_text((made / "course.yml").read_text("utf-8") + text, "utf-8")
        elif name == "pages":
            settings = (made / "course.yml").read_text("utf-8")
            (made / "course.yml").write_text(settings.replace("pages:\n", f"pages:\n{text}\n"), "utf-8")
        else:
            head = "" if name == "faq" else f"---\ntitle: {name.capitalize()}\n---\n"
            (made / files[name]).write_text(f"{head}{text}\n", "utf-8")
    return made


def file(checked: pipeline.Checked, name: str, target: str = "fun") -> str:
    data = checked.packages[target].files[name]
    assert isinstance(data, bytes)
    return data.decode("utf-8")


def codes(checked: pipeline.Checked) -> list[str]:
    """The codes of what was found in texts; files that a text does not name are no matter here."""
    return [finding.rule.code for finding in checked.report if finding.rule.slug != "unused-file"]


def test_figures_are_numbered_over_the_course_and_found_from_anywhere(tmp_path: Path) -> None:
    checked = pipeline.check(
        course(
            tmp_path,
            first="Voir [](#fig-deux) et [le signal](#fig-un).\n\n" + FIGURE.format(name="fig-un", credit="IMT"),
            second=FIGURE.format(name="fig-deux", credit="IMT") + "\nVoir [](#fig-deux), puis [](#fig-un).",
            faq="La [](#fig-deux) répond.",
        )
    )
    assert codes(checked) == []
    first = file(checked, "html/premiers-pas-bienvenue-texte.html")
    assert '<a href="/jump_to_id/premiers-pas-le-signal#fig-deux">Figure\u00a02</a>' in first
    assert '<a href="#fig-un">le signal</a>' in first
    assert '<figure id="fig-un"' in first
    assert "<strong>Figure\u00a01.</strong> Légende." in first
    second = file(checked, "html/premiers-pas-le-signal-texte.html")
    assert '<a href="#fig-deux">Figure\u00a02</a>' in second
    assert '<a href="/jump_to_id/premiers-pas-le-signal#fig-deux">Figure\u00a02</a>' in file(checked, "tabs/faq.html")


def test_a_figure_that_a_target_lacks_has_no_number_there(tmp_path: Path) -> None:
    kept = f"::::{{only}} openedx\n{FIGURE.format(name='fig-un', credit='IMT')}::::\n\n"
    checked = pipeline.check(course(tmp_path, first=f"{kept}{FIGURE.format(name='fig-deux', credit='IMT')}"))
    assert "Figure\u00a01" in file(checked, "html/premiers-pas-bienvenue-texte.html", "fun")
    assert "Figure\u00a02" in file(checked, "html/premiers-pas-bienvenue-texte.html", "openedx")


@pytest.mark.parametrize("text", ["Voir [](#fig-rien).", "Voir [une figure](#fig-rien)."])
def test_a_name_that_nothing_has_is_told(checked: Check, text: str) -> None:
    assert "MF3051" in codes(checked(text, "fr"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Un [lien](rien.md) et du <b>gras</b>.", [(4, 11)]),
        (":::{note}\nUn [lien](rien.md).\n:::\n\nDu <b>gras</b>.", [(5, 11)]),
        ("Du <b>gras</b> et ![un signal](rien.svg).", [(4, 32)]),
        ('Un <a href="rien.md">lien</a>, un [lien](autre.md).', [(4, 13), (4, 42)]),
    ],
)
def test_an_address_beside_html_is_told_once_where_it_stands(
    checked: Check, text: str, found: list[tuple[int, int]]
) -> None:
    places = [
        (f.location.line, f.location.column) for f in checked(text, "fr").report if f.rule.code in ("MF3051", "MF1001")
    ]
    assert places == found


def test_a_heading_gives_its_words_to_a_link_without_text(checked: Check) -> None:
    found = checked("## Le débit binaire {#debit}\n\nVoir [](#debit).", "fr")
    assert codes(found) == []
    assert '<a href="#debit">Le débit binaire</a>' in html(found, "fun")


def test_a_term_leads_to_its_definition_on_another_page(tmp_path: Path) -> None:
    checked = pipeline.check(
        course(
            tmp_path,
            first="Le {term}`DÉBIT binaire` et les {term}`bauds <baud>`.",
            faq=":::{glossary}\nDébit binaire\n: En bit/s.\n\nBaud\n: Un symbole par seconde.\n:::",
        )
    )
    assert codes(checked) == []
    made = file(checked, "html/premiers-pas-bienvenue-texte.html")
    assert '<a href="/course/faq/#terme-debit-binaire">DÉBIT binaire</a>' in made
    assert '<a href="/course/faq/#terme-baud">bauds</a>' in made
    assert '<dt id="terme-debit-binaire"' in file(checked, "tabs/faq.html")


def test_the_page_of_credits_has_each_picture_once(tmp_path: Path) -> None:
    twice = FIGURE.format(name="fig-un", credit="IMT & Cie") + "\n" + FIGURE.format(name="fig-deux", credit="IMT & Cie")
    checked = pipeline.check(
        course(tmp_path, first=twice, pages="  - {title: Crédits, generated: credits}", faq="Rien à devoir.")
    )
    assert codes(checked) == []
    page = file(checked, "tabs/credits.html")
    assert page.count("<li>") == 1
    assert '<a href="/jump_to_id/premiers-pas-bienvenue">Figure\u00a01, First</a>' in page
    assert "IMT &amp; Cie" in page


@pytest.mark.parametrize(("link", "text"), [("[](#credits)", "Crédits"), ("[les crédits](#credits)", "les crédits")])
def test_the_page_of_credits_can_be_linked(tmp_path: Path, link: str, text: str) -> None:
    shown = FIGURE.format(name="fig-un", credit="IMT")
    checked = pipeline.check(
        course(tmp_path, first=f"{shown}\nVoir {link}.", pages="  - {title: Crédits, generated: credits}", faq=link)
    )
    assert codes(checked) == []
    leads = f'<a href="/course/credits/">{text}</a>'
    assert leads in file(checked, "html/premiers-pas-bienvenue-texte.html")
    assert leads in file(checked, "tabs/faq.html")


def test_elements_of_only_go_to_its_targets_alone(checked: Check) -> None:
    question = (
        ":::{single_choice}\n---\nid: q\nchoices:\n  - {text: un, correct: true}\n  - {text: deux}\n---\nUn ?\n:::\n"
    )
    found = checked(f"Avant.\n\n::::{{only}} openedx\nPour vous :\n\n{question}::::\n\nAprès.\n", "fr")
    assert codes(found) == []
    assert "problem/q.xml" in found.packages["openedx"].files
    assert "problem/q.xml" not in found.packages["fun"].files
    assert "Pour vous" not in html(found, "fun")
    names = [name for name in found.packages["openedx"].files if name.startswith("html/premiers-pas-bienvenue")]
    assert sorted(names) == [
        "html/premiers-pas-bienvenue-texte-suite.html", "html/premiers-pas-bienvenue-texte-suite.xml",
        "html/premiers-pas-bienvenue-texte.html", "html/premiers-pas-bienvenue-texte.xml",
    ]  # fmt: skip
    assert "html/q-suite.html" in found.packages["fun"].files


def test_a_run_for_one_target_or_for_the_team_makes_no_empty_text(checked: Check) -> None:
    question = (
        ":::{single_choice}\n---\nid: q\nchoices:\n  - {text: un, correct: true}\n  - {text: deux}\n---\nUn ?\n:::\n"
    )
    found = checked(f":::{{staff-note}}\nÀ revoir.\n:::\n\n{question}\n:::{{only}} fun\nPour FUN.\n:::\n", "fr")
    assert "html/q-suite.html" in found.packages["fun"].files
    assert "html/q-suite.html" not in found.packages["openedx"].files
    assert html(found, "fun") == ""


def test_a_host_of_the_course_may_be_framed(tmp_path: Path) -> None:
    frame = ":::{embed} https://a.ludi.exemple.org/x\n:title: Un jeu\n:::"
    settings = 'embed: {hosts: ["*.ludi.exemple.org"]}\n'
    assert codes(pipeline.check(course(tmp_path / "with", first=frame, settings=settings))) == []
    assert codes(pipeline.check(course(tmp_path / "without", first=frame))) == ["MF4021"]


def test_html_of_an_author_has_its_files_published_and_its_links_led(checked: Check) -> None:
    body = '<p><a href="2-le-signal.md">Le signal</a> <img src="images/chronogramme.svg" alt="Un signal"></p>'
    made = html(checked(f":::{{html}}\n:reason: essai\n{body}\n:::", "fr"), "fun")
    assert 'href="/jump_to_id/premiers-pas-le-signal"' in made
    assert 'src="/static/modules_1-premiers-pas_images_chronogramme.svg"' in made
