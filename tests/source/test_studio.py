"""Studio's notation: what it says, where, and what is odd in it."""

from __future__ import annotations

import pytest

from moocfab.source.studio import Notation, Place, parse, write
from moocfab.source.studio.model import (
    Answer,
    Check,
    Checks,
    Choice,
    Code,
    Compound,
    Explanation,
    Heading,
    Hint,
    Label,
    Line,
    Number,
    Part,
    Prose,
    Question,
    Radio,
    Select,
)

UNE_DEUX = (Choice("une"), Choice("deux", correct=True))

PARTS: list[tuple[str, str, Part]] = [
    ("label", ">>Combien ?<<", Label("Combien ?")),
    ("label with description", ">>Combien ?||Comptez.<<", Label("Combien ?", "Comptez.")),
    ("label with empty description", ">>Combien ?||<<", Label("Combien ?")),
    ("label over lines", ">>Combien\nde bits ?<<", Label("Combien\nde bits ?")),
    ("label with a tag", ">>Un <b>bit</b><<", Label("Un <b>bit</b>")),
    ("heading", "Le signal\n=========", Heading("Le signal")),
    ("prose", "Un <i>signal</i>.\nDeux lignes.", Prose("Un <i>signal</i>.\nDeux lignes.")),
    ("radio", "( ) une\n(x) deux", Radio(UNE_DEUX)),
    ("radio in capitals, tight", "()une\n(X)deux", Radio(UNE_DEUX)),
    ("radio with empty lines", "( ) une\n\n   \n  (x) deux", Radio(UNE_DEUX)),
    ("radio shuffled", "(!) une\n(x) deux", Radio(UNE_DEUX, shuffle=True)),
    ("radio fixed", "( ) une\n(x@) deux", Radio((Choice("une"), Choice("deux", correct=True, fixed=True)))),
    ("radio feedback", "(x) deux {{Oui.}}", Radio((Choice("deux", correct=True, hint=Hint("Oui.")),))),
    ("radio titled", "(x) deux {{Bravo:: Oui.}}", Radio((Choice("deux", correct=True, hint=Hint("Oui.", "Bravo")),))),
    ("feedback over lines", "(x) deux {{Oui,\n   deux.}}", Radio((Choice("deux", True, hint=Hint("Oui,\n   deux.")),))),
    ("checks", "[ ] une\n[x] deux", Checks((Check("une"), Check("deux", correct=True)))),
    ("checks in capitals", "[]une\n[X]deux", Checks((Check("une"), Check("deux", correct=True)))),
    ("check ticked", "[x] une {{selected: Oui.}}", Checks((Check("une", True, Hint("Oui.")),))),
    ("check in both", "[x] a {{ S: Oui. }, { U: Non. }}", Checks((Check("a", True, Hint("Oui."), Hint("Non.")),))),
    (
        "check in both, upright",
        "[ ] a {{unselected: Bien.}, {selected: Non.}}",
        Checks((Check("a", False, Hint("Non."), Hint("Bien.")),)),
    ),
    (
        "compound",
        "[x] a\n[ ] b\n{{ ((A B)) Les deux ! }}",
        Checks((Check("a", correct=True), Check("b")), (Compound("A B", "Les deux !"),)),
    ),
    ("select on one line", "[[une, (deux)]]", Select(UNE_DEUX, one_line=True)),
    ("select on lines", "[[\n  une\n  (deux)\n]]", Select(UNE_DEUX)),
    (
        "select with feedback",
        "[[\nune {{Non.}}\n(deux) {{Oui:: Bien.}}\n]]",
        Select((Choice("une", hint=Hint("Non.")), Choice("deux", True, hint=Hint("Bien.", "Oui")))),
    ),
    ("select with a comma", "[[\nune, seule\n(deux)\n]]", Select((Choice("une, seule"), Choice("deux", True)))),
    ("number", "= 5", Number("5")),
    ("number with spaces", "= 1 000", Number("1000")),
    ("number computed", "= 5*2 +- 10", Number("5*2", "10")),
    ("number within percents", "=5 +- 10%", Number("5", "10%")),
    ("number with exponent", "= 1.5e3", Number("1.5e3")),
    ("number with feedback", "= 5 {{Cinq.}}", Number("5", hint=Hint("Cinq."))),
    ("several numbers", "= 5\nor= 6 {{Six.}}", Number("5", others=(Answer("6", Hint("Six.")),))),
    ("range", "= [1,5)", Number("[1,5)")),
    ("range with feedback", "= (1,5] {{Bien.}}", Number("(1,5]", hint=Hint("Bien."))),
    ("text", "= Paris", Line("Paris")),
    ("number as text", "s= 12", Line("12")),
    ("letter as text", "= e", Line("e")),
    ("texts", "= Paris\n\nor= Paname {{Oui.}}", Line("Paris", others=(Answer("Paname", Hint("Oui.")),))),
    ("wrong texts", "= Paris\nnot= Lyon {{Non:: Loin.}}", Line("Paris", wrong=(Answer("Lyon", Hint("Loin.", "Non")),))),
    ("pattern", "=| ^Pari(s|gi)$\nor= ^Paname$", Line("^Pari(s|gi)$", regexp=True, others=(Answer("^Paname$"),))),
    ("explanation", "[explanation]\nUn.\n\nDeux.\n[explanation]", Explanation((Prose("Un.\n\nDeux."),))),
    ("explanation closed", "[Explanation]Un.[/explanation]", Explanation((Prose("Un."),))),
    ("heading in explanation", "[explanation]\nOui\n==\n[explanation]", Explanation((Heading("Oui"),))),
    ("code", "[code]\na = 1\n  b\n[/code]", Code("a = 1\n  b\n")),
]


def rules(notation: Notation) -> list[str]:
    return [finding.rule.slug for finding in notation.misread]


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in PARTS], ids=[case[0] for case in PARTS])
def test_mark_means(text: str, expected: Part) -> None:
    assert parse(text).questions == (Question((expected,)),)


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in PARTS], ids=[case[0] for case in PARTS])
def test_part_is_written_and_read_again(text: str, expected: Part) -> None:
    notation = Notation((Question((expected,)),))
    assert parse(write(notation)) == notation


def test_line_ends_of_windows_are_those_of_others() -> None:
    text = ">>Combien ?<<\n( ) une {{Non,\n deux.}}\n(x) deux\n\n---\n\n>>Qui ?<<\n= moi\nor= toi"
    assert parse(text.replace("\n", "\r\n")) == parse(text)


def test_three_hyphens_separate_questions() -> None:
    notation = parse(">>Un ?<<\n= 1\n\n---\n\n>>Deux ?<<\n= 2")
    assert notation.questions == (Question((Label("Un ?"), Number("1"))), Question((Label("Deux ?"), Number("2"))))


def test_hints_are_taken_out_of_a_group() -> None:
    notation = parse(">>Combien ?<<\n( ) une\n\n||un|| \n||deux||\n(x) deux")
    assert notation.hints == (Hint("un"), Hint("deux"))
    assert notation.questions == (Question((Label("Combien ?"), Radio(UNE_DEUX))),)


def test_list_stands_in_its_sentence() -> None:
    notation = parse("Le bit vaut [[0, (1)]] ici.")
    select = Select((Choice("0"), Choice("1", correct=True)), one_line=True)
    assert notation.questions == (Question((Prose("Le bit vaut "), select, Prose(" ici."))),)


def test_places_are_those_of_the_text() -> None:
    notation = parse("\n>>Combien ?<< [[a, (b)]]\n  [x] un {{selected: Oui.}}\nsuite\n= 5 +- 1")
    label, select, checks, prose, number = notation.questions[0].parts
    assert label.place == Place(2, 3, 9)
    assert select.place == Place(2, 15, 10)
    assert isinstance(select, Select)
    assert [choice.place for choice in select.choices] == [Place(2, 17, 1), Place(2, 21, 1)]
    assert isinstance(checks, Checks)
    assert checks.choices[0].place == Place(3, 7, 21)
    assert checks.choices[0].selected == Hint("Oui.")
    assert (checks.choices[0].selected or Hint("")).place == Place(3, 22, 4)
    assert prose.place == Place(4, 1, 1)
    assert number.place == Place(5, 3, 6)
