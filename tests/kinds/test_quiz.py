"""`quiz`: positions in the author's file, files of the course, what is left out, what is read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from moocfab.course.elements import Reader
from moocfab.course.surroundings import Surroundings, of_element
from moocfab.diagnostics import Diagnostic
from moocfab.kinds.contract import XML, Kind, Spec
from moocfab.kinds.quiz import KIND
from moocfab.kinds.quiz.markup import fault
from moocfab.kinds.quiz.read import said, same
from moocfab.kinds.quiz.spec import QuizSpec
from moocfab.safe.xml import parse, serialize
from moocfab.source.studio import Notation
from moocfab.source.studio import parse as parse_notation
from moocfab.source.studio import write as write_notation
from moocfab.source.yaml import parse as parse_yaml
from tests.source.test_studio import NOTATIONS

Around = Callable[[Kind, Spec, str, str], Surroundings]
RIGHT = ">>Combien ?<<\n( ) une\n(x) deux"


def places(findings: list[Diagnostic]) -> list[tuple[int, int, int, str]]:
    return [(f.location.line, f.location.column, f.location.length, f.rule.slug) for f in findings]


def found(text: str, around: Around, target: str = "openedx") -> list[str]:
    spec = QuizSpec(quiz=text)
    context = around(KIND, spec, target, "fr")
    KIND.check(spec, context)
    KIND.write(spec, context)
    return [finding.rule.slug for finding in context.site.findings]


def written(text: str, around: Around, target: str) -> XML:
    spec = QuizSpec(quiz=text)
    return KIND.write(spec, around(KIND, spec, target, "fr")).element


def of_yaml(text: str, site: Surroundings) -> list[tuple[int, int, int, str]]:
    reader = Reader("essai", site.file, "quiz.yml", [])
    sourced, _ = parse_yaml(text, "quiz.yml")
    assert sourced is not None
    element = reader.one(sourced.data, sourced.origin)
    assert element is not None
    context = of_element(site.site, element)
    KIND.check(element.spec, context)
    return places(context.site.findings)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "id: a\nquiz: |\n  >>R&D ?<<\n  (x) un\n  ( ) **deux**\n",
            [(3, 6, 1, "quiz-markup"), (5, 7, 8, "quiz-markdown")],
        ),
        (
            "quiz: |\n\n      >>R&D ?<<\n       (x) un\n      ( ) <i>a\nid: a\n",
            [(3, 10, 1, "quiz-markup"), (5, 11, 1, "quiz-markup")],
        ),
        (
            "quiz: |2\n    (x) a & b {{c & d}}\nid: a\n",
            [(2, 5, 19, "quiz-no-label"), (2, 11, 1, "quiz-markup"), (2, 19, 1, "quiz-markup")],
        ),
        ('id: a\nquiz: ">>R&D ?<<"\n', [(2, 8, 9, "quiz-no-answer"), (2, 11, 1, "quiz-markup")]),
        ("id: a\nquiz: = a & b\n", [(2, 9, 5, "quiz-no-label"), (2, 11, 1, "quiz-markup")]),
    ],
)
def test_finding_stands_where_the_author_wrote_it_in_yaml(
    text: str, expected: list[tuple[int, int, int, str]], around: Around
) -> None:
    site = around(KIND, QuizSpec(quiz=RIGHT), "openedx", "fr")
    assert sorted(of_yaml(text, site)) == expected


def test_finding_stands_where_the_author_wrote_it_in_a_directive(
    placed: Callable[[str, str], list[Surroundings]],
) -> None:
    text = "Avant.\n\n:::{quiz}\n:id: a\n\n>>R&D ?||Le $x$.<<\n( ) une {{a & b,\n   c & d}}\n (x) <b>deux\n:::\n"
    context = placed(text, "openedx")[-1]
    assert context.element is not None
    KIND.check(context.element.spec, context)
    assert sorted(places(context.site.findings)) == [
        (6, 4, 1, "quiz-markup"),
        (6, 13, 3, "quiz-markdown"),
        (7, 13, 1, "quiz-markup"),
        (9, 6, 1, "quiz-markup"),
    ]


def test_picture_is_published_in_the_problem_and_in_its_notation(around: Around) -> None:
    element = written(f'<img src="/images/vignette.png" alt="Un bit"/>\n{RIGHT}', around, "openedx")
    assert [image.get("src") for image in element.iter("img")] == ["/static/images_vignette.png"]
    assert '<img src="/static/images_vignette.png" alt="Un bit"/>' in (element.get("markdown") or "")


@pytest.mark.parametrize("address", ["https://a.org/b.png", "/static/b.png", "data:image/png;base64,AA", "$image"])
def test_address_from_elsewhere_is_left_alone(address: str, around: Around) -> None:
    element = written(f'<img src="{address}" alt="b"/>\n{RIGHT}', around, "openedx")
    assert [image.get("src") for image in element.iter("img")] == [address]


def test_option_that_an_apostrophe_would_cut_has_another_in_the_problem_and_in_its_notation(around: Around) -> None:
    element = written(">>L'eau ?<<\n[[l'été, (l'ami)]]\n[[\nl'été {{L'été.}}\n(oui)\n]]", around, "fun")
    assert element.get("markdown") == ">>L'eau ?<<\n[[l’été, (l'ami)]]\n[[\nl’été {{L'été.}}\n(oui)\n]]"
    assert [option.text for option in element.iter("option")] == ["l’été", "l'ami", "l’été", "oui"]


@pytest.mark.parametrize("option", ["R&amp;D", '"a"', "a &lt; b"])
def test_option_that_the_page_of_dogwood_would_cut_is_an_error_there(option: str, around: Around) -> None:
    text = f">>Q<<\n[[\n({option})\nb\n]]"
    assert found(text, around, "fun") == ["quiz-markup"]
    assert found(text, around, "openedx") == []


def test_missing_picture_is_found_where_it_is_named(placed: Callable[[str, str], list[Surroundings]]) -> None:
    context = placed(f':::{{quiz}}\n:id: a\n<img src="absent.png" alt="b"/>\n{RIGHT}\n:::\n', "openedx")[-1]
    assert context.element is not None
    KIND.write(context.element.spec, context)
    assert [str(finding.location).partition(":")[2] for finding in context.site.findings] == ["3:11"]


@pytest.mark.parametrize(
    ("text", "fun", "openedx"),
    [
        (RIGHT, True, True),
        (RIGHT.replace(" ?<<", " ?||Comptez.<<"), False, True),
        (RIGHT.replace(">>Combien", ">>Combien\nde bits"), False, True),
        (f"{RIGHT}\n\n---\n\n{RIGHT}", False, True),
        (">>Combien ?<<\n= 1\nor= 2", False, True),
        (">>Combien ?<<\n= [1,2] {{Oui.}}", True, False),
        (f"<b>Attention</b> au bit.\n{RIGHT}", True, False),
    ],
)
def test_notation_goes_along_where_the_editor_makes_the_same_problem(
    text: str, fun: bool, openedx: bool, around: Around
) -> None:
    for target, goes in (("fun", fun), ("openedx", openedx)):
        assert (written(text, around, target).get("markdown") == text) is goes
        assert ("quiz-not-editable" in found(text, around, target)) is not goes


def test_second_number_is_an_error_on_dogwood_which_grades_it_wrong(around: Around) -> None:
    text = ">>Combien ?<<\n= 1\nor= 2"
    assert "quiz-ignored" in found(text, around, "fun")
    assert found(text, around, "openedx") == []


def test_solution_never_stands_in_a_response_on_dogwood(around: Around) -> None:
    element = written(f"{RIGHT}\n[explanation]\nUn bit.\n[explanation]", around, "fun")
    assert [child.tag for child in element] == ["p", "multiplechoiceresponse", "solution"]
    assert element.find("multiplechoiceresponse/choicegroup[@label='Combien ?']") is not None


def test_question_names_its_input_on_current_open_edx(around: Around) -> None:
    element = written(f"{RIGHT}\n\n>>Qui ?||Un nom.<<\n= moi", around, "openedx")
    assert [[child.tag for child in response] for response in element] == [
        ["label", "choicegroup"],
        ["label", "description", "textline"],
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a & b", (2, "un « & » seul, ou un nom inconnu après lui")),
        ("&nbsp;", (0, "un « & » seul, ou un nom inconnu après lui")),
        ("1 < 2", (2, "un « < » seul")),
        ("<b>a<i>b</b>", (8, "« </b> » ne ferme rien")),
        ('a <b title="x>y">b', (2, "« <b> » n'est pas fermé")),
        ("<b a=1/>", (0, "une balise est mal écrite")),
    ],
)
def test_fault_says_where_the_text_is_no_xml(text: str, expected: tuple[int, str]) -> None:
    begin, problem = fault(text)
    assert (begin, problem.fr) == expected


@pytest.mark.parametrize("text", ["2 $ et 3 $", "a * b ** c", r"\(x\)", "[a] (b)", "&#36;x&#36;", "3$", "fin`"])
def test_text_that_only_looks_like_markdown_is_fine(text: str, around: Around) -> None:
    assert found(f"Voici {text}\n{RIGHT}", around) == []


OLX = (
    '<problem><multiplechoiceresponse><label>Q</label><choicegroup type="MultipleChoice">'
    '<choice correct="true">a</choice></choicegroup></multiplechoiceresponse></problem>'
)


@pytest.mark.parametrize(
    "olx",
    [
        OLX.replace('type="M', 'answer-pool="3" type="M'),
        OLX.replace("<multiplechoiceresponse>", '<multiplechoiceresponse partial_credit="points">'),
        OLX.replace("<problem>", "<problem><script>a = 1</script>"),
        OLX.replace("</problem>", "<customresponse/></problem>"),
        "<problem><stringresponse answer='a' type='cs'><textline/></stringresponse></problem>",
        "<problem><p>Texte.</p></problem>",
        "<html/>",
    ],
)
def test_problem_that_the_notation_cannot_say_is_not_read(olx: str) -> None:
    assert KIND.read(parse(olx), None) is None


def test_problem_is_read_as_it_is_not_as_a_stale_notation_says() -> None:
    stale = OLX.replace("<problem>", '<problem markdown="&gt;&gt;Q&lt;&lt;&#10;( ) a&#10;(x) b">')
    assert KIND.read(parse(stale), None) == {"quiz": ">>Q<<\n\n(x) a\n"}
    fresh = OLX.replace("<problem>", '<problem markdown="&gt;&gt;Q&lt;&lt;&#10;(X)a">')
    assert KIND.read(parse(fresh), None) == {"quiz": ">>Q<<\n(X)a"}


@pytest.mark.parametrize("target", ["fun", "openedx"])
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(notation=NOTATIONS)
def test_problem_is_read_as_the_notation_that_made_it(target: str, notation: Notation, around: Around) -> None:
    text = write_notation(notation).rstrip().replace("'", "’")
    notation = parse_notation(text)
    element = parse(serialize(written(text, around, target)))
    own = element.get("markdown")
    element.attrib.pop("markdown", "")
    assert own in (None, text)
    made = said(element)
    assert made is not None
    assert same(made, notation)
    again = KIND.read(element, None)
    assert again is None or same(parse_notation(again["quiz"]), notation)
    if own:
        element.set("markdown", own)
        assert KIND.read(element, None) == {"quiz": text}


def test_settings_are_read(around: Around) -> None:
    spec = QuizSpec(quiz=RIGHT, title="Bits", attempts=2, points=3)
    element = KIND.write(spec, around(KIND, spec, "fun", "fr")).element
    assert KIND.read(element, None) == {"quiz": RIGHT, "title": "Bits", "attempts": 2, "points": 3.0}


@pytest.mark.parametrize("target", ["fun", "openedx"])
def test_problem_of_a_reference_form_is_what_it_was(target: str, around: Around) -> None:
    """Written OLX is XML that says the same when it is read from its bytes."""
    text = (Path(__file__).parents[1] / "golden" / target / "quiz" / "fr-2.xml").read_text("utf-8")
    element = parse(text)
    notation = said(element)
    assert notation is not None
    assert said(parse(serialize(written(element.get("markdown") or "", around, target)))) == notation
