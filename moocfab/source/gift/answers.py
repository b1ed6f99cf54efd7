"""What stands between a question's braces."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from moocfab.source.gift.model import (
    Answer,
    Body,
    Choices,
    Essay,
    Format,
    Number,
    Numbers,
    Pair,
    Pairs,
    ShortAnswers,
    Text,
    TrueFalse,
)
from moocfab.source.gift.rules import (
    CUTS,
    EMPTY,
    FEW,
    IN_TAG,
    NO_RIGHT,
    NUMBER,
    PAIR,
    STRAY,
    SUM,
    TRUE_FALSE,
    WEIGHT,
)
from moocfab.source.gift.text import Source

_MARKS, _EQUALS = re.compile("[=~]"), re.compile("=")
_WEIGHT = re.compile(r"%(-?(?:100|\d{1,2})(?:\.\d+)?)%")
_LIKE_WEIGHT = re.compile(r"%\s*[-+]?\d[\d.,]*\s*%?")
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_OPEN_TAG, _TAG_CLOSES = re.compile(r"</?[A-Za-z][^<>]*\Z"), re.compile(r"[^<>]*>")
_BOOLEANS = {"T": True, "TRUE": True, "F": False, "FALSE": False}
_LIKE_BOOLEAN = frozenset({"t", "f", "v", "true", "false", "vrai", "faux", "wahr", "falsch", "verdadero", "falso"})
_ROUNDING = 0.015
"""How far weights may miss 100 %: people write 33.33 three times."""


class _Piece(NamedTuple):
    """An answer with its mark at `mark`, from `start` to `end`."""

    sign: str
    mark: int
    start: int
    end: int


def body(source: Source, start: int, end: int, form: Format) -> Body | None:
    """Return what is answered between braces, general feedback left out; None where it cannot be read."""
    start, end = source.stripped(start, end)
    mask = source.mask
    if start == end:
        return Essay()
    if mask[start] == "#":
        return _numbers(source, start + 1, end, form)
    if mask.find("~", start, end) >= 0:
        return _choices(source, start, end, form)
    if mask.find("=", start, end) >= 0 and mask.find("->", start, end) >= 0:
        return _pairs(source, start, end, form)
    return _true_false(source, start, end, form) or _short(source, start, end, form)


def _pieces(source: Source, start: int, end: int, marks: re.Pattern[str]) -> list[_Piece]:
    """Return the answers of a place; the first has no sign where text stands before the first mark."""
    found = [match.start() for match in marks.finditer(source.mask, start, end)]
    first = [] if found and found[0] == start else [_Piece("", start, start, found[0] if found else end)]
    stops = [*found[1:], end][: len(found)]
    pieces = [_Piece(source.mask[at], at, at + 1, stop) for at, stop in zip(found, stops, strict=True)]
    if source.mask.find("<", start, end) < 0 or not _cut_tags(source, pieces, start):
        _check_cuts(source, pieces)
    return first + pieces


def _cut_tags(source: Source, pieces: Iterable[_Piece], start: int) -> bool:
    """Report marks within HTML tags; return whether there are any."""
    before = source.errors
    for piece in pieces:
        if _OPEN_TAG.search(source.text, start, piece.mark) and _TAG_CLOSES.match(source.text, piece.mark):
            source.report(IN_TAG, piece.mark, mark=piece.sign)
        start = piece.start
    return source.errors > before


def _check_cuts(source: Source, pieces: list[_Piece]) -> None:
    """Report an `=` within a word where the other answers have a space or a new line before them."""
    close = [piece for piece in pieces[1:] if not source.text[piece.mark - 1].isspace()]
    if len(close) < len(pieces) - 1 or (pieces and source.text[pieces[0].mark - 1].isspace()):
        for piece in close:
            if piece.sign == "=" and source.text[piece.mark - 1] not in "=~":
                source.report(CUTS, piece.mark, mark=piece.sign)


def _weighed(source: Source, piece: _Piece, default: float, *, allowed: bool) -> tuple[int, float]:
    """Return where the answer begins behind its weight, and that weight."""
    start = source.mask.find("%", piece.start, piece.end)
    if start < 0 or start > source.stripped(piece.start, piece.end)[0]:
        return piece.start, default
    match = _WEIGHT.match(source.mask, start, piece.end)
    if match and allowed:
        return match.end(), float(match.group(1)) / 100
    like = _LIKE_WEIGHT.match(source.mask, start, piece.end)
    if like:
        source.report(WEIGHT, start, like.end(), text=like.group().strip())
    return piece.start, default


def _answer(source: Source, piece: _Piece, start: int, weight: float, form: Format) -> Answer:
    """Return an answer whose text begins at `start`, its feedback behind the first `#`."""
    hash_ = source.mask.find("#", start, piece.end)
    if hash_ < 0:
        text, feedback = source.read(start, piece.end, form), None
    else:
        text, feedback = source.read(start, hash_, form), source.optional(hash_ + 1, piece.end, form)
    if not text.text.strip():
        source.report(EMPTY, piece.mark, mark=piece.sign or "#")
    return Answer(text, weight, feedback, piece.mark)


def _choices(source: Source, start: int, end: int, form: Format) -> Choices:
    before = source.errors
    pieces = _pieces(source, start, end, _MARKS)
    single = any(piece.sign == "=" for piece in pieces)
    answers = []
    for piece in pieces:
        if not piece.sign:
            _report_stray(source, piece)
            continue
        at, weight = _weighed(source, piece, float(piece.sign == "="), allowed=piece.sign == "~")
        answers.append(_answer(source, piece, at, weight, form))
    if len(pieces) < 2:
        source.report(FEW, start, end)
    elif not single and source.errors == before:
        total = sum(answer.weight for answer in answers if answer.weight > 0)
        if not total:
            source.report(NO_RIGHT, start, end)
        elif abs(total - 1) > _ROUNDING:
            source.report(SUM, start, end, total=f"{100 * total:g}")
    return Choices(single, tuple(answers))


def _report_stray(source: Source, piece: _Piece) -> None:
    place = source.stripped(piece.start, piece.end)
    source.report(STRAY, *place, text=_line(source.text[slice(*place)]))


def _line(text: str) -> str:
    """Return a text on one line, shortened."""
    joined = " ".join(text.split())
    return joined if len(joined) <= 40 else f"{joined[:39]}…"


def _pairs(source: Source, start: int, end: int, form: Format) -> Pairs:
    pairs = []
    pieces = _pieces(source, start, end, _EQUALS)
    for piece in pieces:
        if not piece.sign:
            _report_stray(source, piece)
            continue
        arrow = source.mask.find("->", piece.start, piece.end)
        if arrow < 0:
            place = source.stripped(piece.mark, piece.end)
            source.report(PAIR, *place, text=_line(source.text[slice(*place)]))
            continue
        answer = source.read(arrow + 2, piece.end, "plain")
        # What is chosen is a plain text: no format stands before it.
        if not answer.text:
            source.report(EMPTY, arrow, arrow + 2, mark="->")
        pairs.append(Pair(source.optional(piece.start, arrow, form), answer, piece.mark))
    asked = sum(pair.question is not None for pair in pairs)
    if len(pieces) < 2 or (not asked and len(pairs) == len(pieces)):
        source.report(FEW, start, end)
    return Pairs(tuple(pairs))


def _true_false(source: Source, start: int, end: int, form: Format) -> TrueFalse | None:
    cuts = [match.start() for match in re.finditer("#", source.mask[start:end])][:2]
    stops = [start + cut for cut in cuts]
    word = source.text[slice(*source.stripped(start, stops[0] if stops else end))]
    if word not in _BOOLEANS:
        if word.lower() in _LIKE_BOOLEAN:
            source.report(TRUE_FALSE, start, start + len(word), text=word)
        return None
    bounds = [*stops, end]
    said = [source.optional(at + 1, stop, form) for at, stop in pairwise(bounds)]
    wrong, right = (*said, None, None)[:2]
    return TrueFalse(_BOOLEANS[word], wrong, right)


def _short(source: Source, start: int, end: int, form: Format) -> ShortAnswers:
    answers = []
    for piece in _pieces(source, start, end, _EQUALS):
        at, weight = _weighed(source, piece, 1.0, allowed=True)
        answers.append(_answer(source, piece, at, weight, form))
    if all(answer.weight < 1 for answer in answers):
        source.report(NO_RIGHT, start, end)
    return ShortAnswers(tuple(answers))


def _numbers(source: Source, start: int, end: int, form: Format) -> Numbers:
    wrong = source.mask.find("~", start, end)
    otherwise = None
    if wrong >= 0:
        otherwise = _otherwise(source, wrong, end, form)
        end = wrong
    before = source.errors
    start, end = source.stripped(start, end)
    pieces = _pieces(source, start, end, _EQUALS) if start < end else []
    answers = []
    for piece in pieces:
        at, weight = _weighed(source, piece, 1.0, allowed=True)
        answer = _answer(source, piece, at, weight, form)
        if answer.text.text == "*":
            otherwise = otherwise or answer.feedback
            if weight > 0:
                source.report(NUMBER, answer.text.start, answer.text.end, text="*")
            continue
        number = _number(answer)
        if number is None and answer.text.text:
            source.report(NUMBER, answer.text.start, answer.text.end, text=_line(answer.text.text))
        elif number is not None:
            answers.append(number)
    if source.errors == before and all(answer.weight < 1 for answer in answers):
        source.report(NO_RIGHT, max(0, start - 1), end)
    return Numbers(tuple(answers), otherwise)


def _otherwise(source: Source, start: int, end: int, form: Format) -> Text | None:
    """Return what `~#…` says of any other number; what else stands there is stray."""
    hash_ = source.mask.find("#", start, end)
    place = source.stripped(start + 1, end if hash_ < 0 else hash_)
    if place[0] < place[1]:
        source.report(STRAY, *place, text=_line(source.text[slice(*place)]))
    return None if hash_ < 0 else source.optional(hash_ + 1, end, form)


def _number(answer: Answer) -> Number | None:
    """Return `value`, `value:tolerance` or `low..high` as numbers."""
    text = answer.text.text
    low, dots, high = text.partition("..")
    if dots:
        numbers = _floats((low, high))
        if numbers is None or numbers[0] > numbers[1]:
            return None
        return Number(*numbers, None, 0.0, answer.weight, answer.feedback, answer.text)
    value, colon, width = text.partition(":")
    numbers = _floats((value, width) if colon else (value, "0"))
    if numbers is None or numbers[1] < 0:
        return None
    at, tolerance = numbers
    return Number(at - tolerance, at + tolerance, at, tolerance, answer.weight, answer.feedback, answer.text)


def _floats(texts: tuple[str, str]) -> tuple[float, float] | None:
    found = tuple(_each(texts))
    return (found[0], found[1]) if len(found) == 2 else None


def _each(texts: Iterable[str]) -> Iterator[float]:
    for text in texts:
        if _NUMBER.fullmatch(text.strip()) and math.isfinite(float(text)):
            yield float(text)
