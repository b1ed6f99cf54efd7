"""What the notation's definition says, in files, and what is read of them.

Written from https://docs.moodle.org/en/GIFT_format and the reader it describes; `--regenerate` writes the readings.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from moocfab.source.gift import Gift, parse
from moocfab.source.gift.model import Answer, Choices, Numbers, Pairs, Question, ShortAnswers, Text, TrueFalse

CORPUS = sorted((Path(__file__).parent / "corpus").glob("*.gift"))


def shown(gift: Gift, text: str) -> str:
    """Return what was read, a line for each thing."""
    return "\n\n".join("\n".join(lines(gift, question)) for question in gift.questions) + "\n"


def lines(gift: Gift, question: Question) -> list[str]:
    place = gift.places.location(question.start)
    found = [f"{place.line}:{place.column} {type(question.body).__name__}"]
    named = {"id": question.id, "title": question.title, "ask": question.ask, "after": question.after}
    found += [f"  {name}: {said(text)}" for name, text in named.items() if text]
    found += [f"  tag: {said(tag)}" for tag in question.tags]
    found += [f"  {line}" for line in answers(question)]
    found += [f"  explain: {said(question.explain)}"] if question.explain else []
    return found + ([f"  category: {question.category}"] if question.category else [])


def answers(question: Question) -> list[str]:
    match question.body:
        case Choices(single, found):
            return ["one of" if single else "all of", *map(answer, found)]
        case ShortAnswers(found):
            return [answer(each) for each in found]
        case TrueFalse(right, wrong, good):
            return [str(right), *(f"{name}: {said(text)}" for name, text in (("no", wrong), ("yes", good)) if text)]
        case Numbers(found, otherwise):
            numbers = [f"{100 * n.weight:g}% {n.low:g}..{n.high:g}{back(n.feedback)}" for n in found]
            return numbers + ([f"else{back(otherwise)}"] if otherwise else [])
        case Pairs(pairs):
            return [f"{said(pair.question) if pair.question else '—'} -> {said(pair.answer)}" for pair in pairs]
    return []


def answer(found: Answer) -> str:
    return f"{100 * found.weight:g}% {said(found.text)}{back(found.feedback)}"


def back(feedback: Text | None) -> str:
    return f" # {said(feedback)}" if feedback else ""


def said(text: Text) -> str:
    form = "" if text.format == "moodle" else f"[{text.format}] "
    return form + text.text.replace("\n", "⏎")


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_file_is_read_as_its_definition_says(path: Path, regenerate: bool) -> None:
    text = path.read_text("utf-8")
    gift = parse(text, path.name)
    assert gift.findings == ()
    expected = path.with_suffix(".txt")
    if regenerate:
        expected.write_text(shown(gift, text), encoding="utf-8")
    assert shown(gift, text) == expected.read_text("utf-8")


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_places_are_those_of_the_texts(path: Path) -> None:
    text = path.read_text("utf-8")
    texts = [t for question in parse(text, path.name).questions for t in (question.ask, question.title, question.id)]
    for found in filter(None, texts):
        if "\\" not in (written := text[found.start : found.end]) and "//" not in written:
            assert [line.strip() for line in written.split("\n")] == found.text.split("\n")
