"""Studio's notation: what it says, where, and what is odd in it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

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


ODD: list[tuple[str, str, int, int]] = [
    ("texte", "quiz-no-answer", 1, 1),
    ("", "quiz-no-answer", 1, 1),
    (">>Q<<\n= a\n---", "quiz-stray-mark", 3, 1),
    (">>Q<<\n\n ( ) a\n ( ) b", "quiz-no-right-choice", 3, 2),
    (">>Q<<\n[ ] a", "quiz-no-right-choice", 2, 1),
    (">>Q<< [[a, b]]", "quiz-no-right-choice", 1, 7),
    (">>Q<<\n[[\n(a)\n(b)\n]]", "quiz-several-right-options", 2, 1),
    (">>Q<<\n(x) a\n(x) b", "quiz-several-right-choices", 2, 1),
    (">>Q<<\n(x) a\n( )", "quiz-empty-choice", 3, 1),
    (">>Q<<\n[x] a\n[ ]  ", "quiz-empty-choice", 3, 1),
    (">>Q<<\n[[a, , (b)]]", "quiz-empty-choice", 2, 6),
    (">>Q<<\n[[\n(a)\n{{h}}\n]]", "quiz-empty-choice", 4, 1),
    (">>Q<<\n=\n5", "quiz-empty-choice", 2, 1),
    (">>Q<<\n= a\nor=", "quiz-empty-choice", 3, 1),
    (">> <<\n= a", "quiz-empty-choice", 1, 4),
    (">>Q<<\n= a\n||||", "quiz-empty-choice", 3, 1),
    (">>Q<<\n(x) a\n(12) b", "quiz-choice-mark", 3, 1),
    ("(cf. 1) a\n(a) b\n>>Q<<\n= a", "quiz-choice-mark", 2, 1),
    ("[1] Un livre.\n>>Q<<\n= a", "quiz-choice-mark", 1, 1),
    (">>Q<<\n(x) a\n {{h}}", "quiz-lone-feedback", 3, 2),
    (">>Q<<\n(x) a\n{{ ((A B)) h }}", "quiz-lone-feedback", 3, 1),
    (">>Q<<\n[x] a\n{{h}}", "quiz-lone-feedback", 3, 1),
    (">>Q<<\n(x) a {{}}", "quiz-feedback-shown", 2, 7),
    (">>Q<<\n(x) a {{L::}}", "quiz-feedback-shown", 2, 7),
    (">>Q<<\n(x) a {{h}} {{i}}", "quiz-feedback-shown", 2, 13),
    (">>Q<<\n[x] a {{h}}", "quiz-feedback-shown", 2, 7),
    (">>Q<<\n[x] a {{selected: b, unselected: c}}", "quiz-feedback-shown", 2, 7),
    (">>Q<<\n[x] a {{{selected: b}, {unselected: c}}}", "quiz-feedback-shown", 2, 7),
    (">>Q<<\n[[(a) {{h}}, b]]", "quiz-feedback-shown", 2, 7),
    (">>Q<<\n= a {{h}} b", "quiz-feedback-shown", 2, 7),
    (">>Q\n(x) a", "quiz-unclosed", 1, 1),
    (">>Q<<\n(x) a {{h", "quiz-unclosed", 2, 7),
    (">>Q<<\n(x) a {{h\n( ) b {{i}}", "quiz-unclosed", 2, 7),
    (">>Q<<\n = a {{\n(x) a\n}}", "quiz-unclosed", 2, 6),
    (">>Q<<\n[[a, (b)", "quiz-unclosed", 2, 1),
    (">>Q<<\n= a\n||h", "quiz-unclosed", 3, 1),
    (">>Q<<\n= a\n[explanation]\nb", "quiz-unclosed", 3, 1),
    (">>Q<<\n= a\n[explanation]\nb[0]\n[explanation]", "quiz-unclosed", 3, 1),
    (">>Q<<\n= a\n[code]\nb", "quiz-unclosed", 3, 1),
    (">>Q<<\n= a\n[code]\n b >> c << d\n[/code]", "quiz-inside", 4, 7),
    (">>Q<<\n= a\n[explanation]\n(x) c\n[explanation]", "quiz-inside", 4, 1),
    (">>Q<<\n(x) a >>R<<", "quiz-inside", 2, 7),
    (">>Q [[a]]<<\n= a", "quiz-inside", 1, 5),
    (">>Q<<\n = a", "quiz-stray-mark", 2, 2),
    (">>Q<<\n= a\n or= b", "quiz-stray-mark", 3, 2),
    (">>Q<<\n= a\n(  x  ) b", "quiz-stray-mark", 3, 1),
    (">>Q<<\n= a\n[ x ] b", "quiz-stray-mark", 3, 1),
    (">>Q<<\n= a\n[/explanation]", "quiz-stray-mark", 3, 1),
    (">>Q<<\n= a\n==== ", "quiz-stray-mark", 3, 1),
    ("---\n>>Q<<\n= a", "quiz-stray-mark", 1, 1),
    (">>Q<<\n= 3,14", "quiz-number", 2, 3),
    (">>Q<<\n= 5 €", "quiz-number", 2, 3),
    (">>Q<<\n= 12 km", "quiz-number", 2, 3),
    (">>Q<<\n= 5 +- peu", "quiz-number", 2, 3),
    (">>Q<<\n= [5,1]", "quiz-number", 2, 3),
    (">>Q<<\n= [1;5]", "quiz-number", 2, 3),
    (">>Q<<\n= |a(", "quiz-regexp", 2, 3),
    (">>Q<<\n= |a|b", "quiz-regexp", 2, 3),
    (">>Q<<\n= |^a$\nor= b", "quiz-regexp", 3, 5),
    (">>Q<<\n= 5\nor= cinq", "quiz-ignored", 3, 5),
    (">>Q<<\n= 5\nor= [1,2]", "quiz-ignored", 3, 5),
    (">>Q<<\n= 5\nnot= 6 {{h}}", "quiz-ignored", 3, 6),
    (">>Q<<\n= a\n||h|| i||", "quiz-ignored", 3, 7),
    (">>Q||d||e<<\n= a", "quiz-ignored", 1, 9),
    (">>Q<<\n[x] a\n{{ ((A C)) h }}", "quiz-ignored", 3, 12),
    ("= a", "quiz-no-label", 1, 3),
    (">>Q<<\n>>R<<\n= a", "quiz-two-labels", 2, 3),
]


@pytest.mark.parametrize(("text", "slug", "line", "column"), ODD, ids=[case[0] for case in ODD])
def test_odd_notation_is_found_where_it_stands(text: str, slug: str, line: int, column: int) -> None:
    places = [(f.rule.slug, f.place.line, f.place.column) for f in parse(text).misread]
    assert (slug, line, column) in places


@pytest.mark.parametrize(
    "text",
    [
        ">>Combien (1) ?<<\n= 1",
        "Si a >> b, alors\n>>Q<<\n= a",
        r"Avec \(\frac{{a}}{b}\)." + "\n>>Q<<\n= a",
        "Lisez [[ceci.\n>>Q<<\n= a",
        "Le premier (a) et [b].\n>>Q<<\n= a",
        "Un résultat = 5.\n>>Q<<\n= a",
        "a || b\n>>Q<<\n= a",
        ">>Q<<\ns= 3,14",
        ">>Q<<\n= 1.5e-3 +- 2%",
        r">>Q<<" + "\n" + r"= |(a(b|c)|[|]\|)+",
        ">>Q<<\n= |^a$\nor= ^(b|c)$",
        ">>Q<<\n[x] a {{selected: choisi, donc selected}}",
    ],
)
def test_ordinary_text_is_not_odd(text: str) -> None:
    assert rules(parse(text)) == []


# Words without marks, and marks alone: what comes of them is known, and anything may come of them.
WORDS = st.sampled_from(["un", "deux bits", "<b>trois</b>", "R&amp;D", "l'été", "a, b", "(5)", "a = b", "x"])
MARKS = st.sampled_from(
    [">>", "<<", "||", "( )", "(x)", "(x@)", "[ ]", "[x]", "[[", "]]", "{{", "}}", "= ", "or= ", "not= ", "s= ", "::",
     "((A B))", "selected:", "---", "====", "[explanation]", "[/explanation]", "[code]", "+-", "\n", "\n\n", " ", "&",
     "<", "é", "5", "[1,2)", "\r\n", "\t", "|"]
)  # fmt: skip
HINTS = st.builds(Hint, WORDS, st.sampled_from(["", "Bravo"]))
OPTIONAL = st.none() | HINTS
PLAIN_HINTS = st.none() | st.builds(Hint, WORDS)
TEXTS = st.sampled_from(["Paris", "réseau local", "l'été", "R&amp;D"])
NUMBERS = st.sampled_from(["5", "-2.5", "1e3", "5*2", "0"])
CHOICES = st.lists(st.builds(Choice, WORDS, st.booleans(), st.booleans(), OPTIONAL), min_size=1, max_size=4)
OPTIONS = st.lists(st.builds(Choice, TEXTS, st.booleans(), st.just(False), OPTIONAL), min_size=1, max_size=4)
BOXES = st.lists(st.builds(Check, WORDS, st.booleans(), PLAIN_HINTS, PLAIN_HINTS), min_size=1, max_size=4)
INPUTS = st.one_of(
    st.builds(Radio, CHOICES.map(tuple), st.booleans()),
    st.builds(Select, OPTIONS.map(tuple)),
    st.builds(Checks, BOXES.map(tuple), st.lists(st.builds(Compound, st.just("A"), WORDS), max_size=2).map(tuple)),
    st.builds(Number, NUMBERS, st.sampled_from(["", "0.1", "10%"]), OPTIONAL,
              st.lists(st.builds(Answer, NUMBERS, OPTIONAL), max_size=2).map(tuple)),
    st.builds(Number, st.sampled_from(["[1,2)", "(0, 5]"])),
    st.builds(Line, TEXTS, st.booleans(), OPTIONAL, st.lists(st.builds(Answer, TEXTS, OPTIONAL), max_size=2).map(tuple),
              st.lists(st.builds(Answer, TEXTS, OPTIONAL), max_size=2).map(tuple)),
)  # fmt: skip
QUESTIONS = st.builds(
    lambda label, part, explained: Question((label, part, *([Explanation((Prose(explained),))] if explained else []))),
    st.builds(Label, WORDS, st.sampled_from(["", "Un nombre."])),
    INPUTS,
    st.sampled_from(["", "Parce que.", "Un.\n\nDeux."]),
)
NOTATIONS = st.builds(
    Notation, st.lists(QUESTIONS, min_size=1, max_size=3).map(tuple), st.lists(st.builds(Hint, WORDS)).map(tuple)
)


@given(NOTATIONS)
def test_written_notation_is_read_as_the_same(notation: Notation) -> None:
    assert parse(write(notation)) == notation


@given(st.lists(MARKS | WORDS, max_size=30).map("".join) | st.text(max_size=60))
def test_any_text_is_read_and_its_places_lie_in_it(text: str) -> None:
    notation = parse(text)
    lines = text.replace("\r\n", "\n").split("\n")
    for place in (*(f.place for f in notation.misread), *(d.place for d in notation.differences)):
        assert 1 <= place.line <= len(lines)
        assert 1 <= place.column <= len(lines[place.line - 1]) + 1


@pytest.mark.parametrize("mark", [">>", "{{", "[[", "||", "[explanation]", "[code]", "(x) a {{", "= a\nor=", "---"])
def test_long_text_of_open_marks_is_read_in_time(mark: str) -> None:
    started = time.process_time()
    parse(f"{mark}\n" * 20_000)
    assert time.process_time() - started < 5
