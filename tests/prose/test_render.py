"""Markdown as it reaches the platform, and what is told of it; through a whole course, since addresses need one."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pygments.styles import get_style_by_name

from moocfab import pipeline
from moocfab.source import markdown

BASE = Path(__file__).parents[1] / "cases" / "base"
UNIT = "modules/1-premiers-pas/1-bienvenue.md"
FIRST_LINE = 4
Render = Callable[[str], tuple[str, list[str]]]


@pytest.fixture
def render(tmp_path: Path) -> Render:
    def rendered(text: str) -> tuple[str, list[str]]:
        course = tmp_path / "course"
        shutil.copytree(BASE, course, dirs_exist_ok=True)
        (course / UNIT).write_text(f"---\ntitle: Bienvenue\n---\n{text}\n", encoding="utf-8")
        checked = pipeline.check(course)
        found = [
            f"{f.location.line - FIRST_LINE + 1}:{f.location.column} {f.rule.code}"
            for f in checked.report
            if f.location.path.endswith(UNIT)
        ]
        content = checked.packages["fun"].files["html/premiers-pas-bienvenue-texte.html"]
        assert isinstance(content, bytes)
        return content.decode("utf-8"), found

    return rendered


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("~~non~~ **oui**", "<p><s>non</s> <strong>oui</strong></p>"),
        ("Terme\n: Ce qu'il veut dire.", "<dl>\n<dt>Terme</dt>\n<dd>Ce qu'il veut dire.</dd>\n</dl>"),
        ("Du [cloud]{lang=en}.", '<p>Du <span lang="en">cloud</span>.</p>'),
        ("## Le débit {#debit}", '<h2 id="debit">Le débit</h2>'),
        ("{#debit}\n## Le débit", '<h2 id="debit">Le débit</h2>'),
        ("Le débit $a<b$ et $$x$$.", "<p>Le débit \\(a&lt;b\\) et \\[x\\].</p>"),
        ("$$\nx\n$$", "<p>\\[x\\]</p>"),
        ("De 5$ à 6$, ou 5 $ à 6 $.", "<p>De 5$ à 6$, ou 5 $ à 6 $.</p>"),
        ("```\na < b\n```", "<code>a &lt; b\n</code></pre>"),
        ("&eacute;&nbsp;& <", "<p>é\u00a0&amp; &lt;</p>"),
        ("| a |\n| --- |\n| 1 |", 'scope="col">a</th>'),
        ("- [x] fait", 'checked="checked" disabled="disabled" type="checkbox"'),
        (
            "```python\nprint(1)\n```",
            '<span style="color: #A90D91">print</span>(<span style="color: #1C01CE">1</span>)',
        ),
        ("Un mot[^n].\n\n[^n]: La note.", 'aria-label="↑ 1"'),
        ("voir <https://www.imt.fr>", '<a href="https://www.imt.fr">https://www.imt.fr</a>'),
        (":::{note} Titre\nTexte\n:::", "<strong>Note : Titre</strong>"),
        ("::::{note}\n:::{exemple}\nUn.\n:::\n::::", "<strong>Exemple</strong>"),
        (":::{note}\n```text\n:::\n```\nAprès.\n:::", "<p>Après.</p>\n</div>"),
        ("1. un\n\n   :::{note}\n   Deux.\n   :::", "<p>Deux.</p>"),
    ],
)
def test_markdown_becomes_html_without_findings(render: Render, text: str, html: str) -> None:
    made, found = render(text)
    assert html in made
    assert found == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Un\nmot ![](images/chronogramme.svg)", ["2:9 MF4011"]),
        ("# Titre", ["1:1 MF4012"]),
        ("## Un\n\n#### Deux", ["3:1 MF4012"]),
        ("Voir [ici](https://www.imt.fr).", ["1:12 MF4013"]),
        ("Voir [](https://www.imt.fr).", ["1:9 MF4013"]),
        ("| | |\n| --- | --- |\n| a | b |", ["1:1 MF4014"]),
        ("| a |\n| --- |\n| $|z|$ |", ["3:1 MF4015"]),
        ("Un texte\net [un lien](2-le-signa.md)", ["2:14 MF3051"]),
        ("Voir [le signal](2-le-signal.md#rien)", ["1:18 MF3051"]),
        ("![Un schéma](images/absent.png)", ["1:14 MF1001"]),
        ("::: note\nTexte\n:::", ["1:1 MF2009"]),
        ("::: note\nTexte\n:::\n\n:::", ["1:1 MF2009", "5:1 MF2009"]),
        ("```{note}\nTexte\n```", ["1:1 MF2009"]),
        ("::::{note}\n:::{exemple}\nUn.\n::::", ["2:1 MF2006"]),
        (":::{note}\nUn.", ["1:1 MF2006"]),
        (":::{notte}\nUn.\n:::", ["1:1 MF2005"]),
        ("::::{note}\n:::{single_choice}\n:id: x\nUn ?\n:::\n::::", ["2:1 MF2007"]),
        ("- a\n\n  :::{single_choice}\n  :id: x\n  Un ?\n  :::", ["3:1 MF2007"]),
        (":::{note}\n---\ntitle: a: b\n---\nUn.\n:::", ["3:9 MF1013"]),
        (":::{note}\n:titre: a\nUn.\n:::", ["2:2 MF2001"]),
        (":::{figure} images/chronogramme.svg\nUn signal.\n:::", ["1:1 MF4001"]),
        ("![x](images/chronogramme.svg){onclick=alert}", ["1:31 MF2008"]),
        ("Un <b onclick='x()'>mot</b>.", ["1:7 MF2008"]),
        ("Un\n\n<script>alert(1)</script>", ["3:1 MF2008"]),
        ("[x](https://a.fr){lang=en style=color}", ["1:27 MF2008"]),
        ("<iframe src='https://ailleurs.example/x' title='x'></iframe>", ["1:1 MF2008"]),
    ],
)
def test_what_is_wrong_is_told_in_its_place(render: Render, text: str, found: list[str]) -> None:
    assert render(text)[1] == found


def test_directives_nested_without_end_are_refused_not_followed(render: Render) -> None:
    depth = 60
    text = "\n".join(":" * (depth + 3 - n) + "{note}" for n in range(depth))
    closing = "\n".join(":" * (n + 4) for n in range(depth))
    _, found = render(f"{text}\nUn.\n{closing}")
    assert found == ["17:1 MF1015"]


def test_footnotes_of_two_texts_have_anchors_of_their_own(render: Render) -> None:
    made, _ = render("Un[^a].\n\n:::{note}\nDeux[^a].\n\n[^a]: La seconde.\n:::\n\n[^a]: La première.")
    anchors = [part.split('"')[0] for part in made.split('id="')[1:]]
    assert len(anchors) == len(set(anchors)) == 4


def test_nothing_dangerous_is_left(render: Render) -> None:
    made, _ = render(
        "<img src=x onerror=alert(1)> <a href='JaVaScript:alert(1)'>un lien</a> [un autre](javascript:alert(1))\n\n"
        "<svg onload=alert(1)></svg><style>*{}</style><form action='/x'></form>\n\n{onclick=x}\nUn paragraphe."
    )
    for word in ("onerror", "onload", "onclick", "<svg", "<style", "<form", 'href="javascript', "href='javascript"):
        assert word.lower() not in made.lower()


def test_no_colour_of_code_is_too_pale() -> None:
    ground = markdown.CODE.partition("background: #")[2][:6]
    colours = {colour["color"] for _, colour in get_style_by_name(markdown.STYLE) if colour["color"]}
    assert colours
    assert [colour for colour in colours if contrast(colour, ground) < 4.5] == []


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, as WCAG 2.1 defines it (https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
