"""Whether an answer is a number for Studio, and whether the platform can compute it."""

from __future__ import annotations

import re

from moocfab.diagnostics import Text
from moocfab.source.studio import rules
from moocfab.source.studio.layout import Notes
from moocfab.source.studio.model import Place

_LETTER = re.compile("[a-df-z]", re.IGNORECASE)
_LEADING = re.compile(r"\s*[+-]?(\d|\.\d)")
_COMPUTED = re.compile(r"[\d.eE+\-*/^()%|]+")
_COMMA = re.compile(r"[+-]?\d+,\d+%?")


def is_number(text: str) -> bool:
    """Return whether Studio makes a numerical answer of `= text`: no letter but `e`, a number first."""
    return not _LETTER.search(text) and begins_as_number(text)


def begins_as_number(text: str) -> bool:
    """Return whether the text begins with a number, which is enough for Dogwood's editor."""
    return bool(_LEADING.match(text))


def is_range(text: str) -> bool:
    """Return whether Studio takes `= text` for a range: `[1, 5)`."""
    return len(text) > 1 and text[0] in "[(" and text[-1] in "])"


def check_range(text: str, place: Place, notes: Notes) -> None:
    """Report a range that no number is in, or that is none."""
    bounds = text[1:-1].split(",")
    if len(bounds) != 2 or not all(_computable(bound) for bound in bounds):
        _report(
            text,
            place,
            notes,
            Text("ce n'est pas un intervalle", "this is not a range"),
            Text(
                "écrivez deux nombres séparés d'une virgule, avec un point décimal : [1.5, 5)",
                "write two numbers with a comma between them: [1.5, 5)",
            ),
        )
        return
    low, high = (_value(bound) for bound in bounds)
    if low is not None and high is not None and low > high:
        problem = Text("l'intervalle est à l'envers", "the range is the wrong way round")
        _report(text, place, notes, problem, Text("écrivez le plus petit d'abord", "write the smaller one first"))


def check_number(text: str, place: Place, notes: Notes) -> None:
    """Report a number, or a tolerance, that the platform cannot compute."""
    squeezed = re.sub(r"\s+", "", text)
    if _COMMA.fullmatch(squeezed):
        problem = Text("la plateforme ne lit pas la virgule décimale", "the platform does not read a decimal comma")
        point = squeezed.replace(",", ".")
        _report(text, place, notes, problem, Text(f"écrivez {point}", f"write {point}"))
    elif not _computable(squeezed):
        problem = Text("ce n'est pas un nombre", "this is not a number")
        mend = Text(
            "écrivez le nombre seul, ou « s= » devant un texte", "write the number alone, or “s=” before a text"
        )
        _report(text, place, notes, problem, mend)


def _report(text: str, place: Place, notes: Notes, problem: Text, mend: Text) -> None:
    notes.report(rules.NUMBER, place, text=text, problem=problem, mend=mend)


def _computable(text: str) -> bool:
    squeezed = re.sub(r"\s+", "", text)
    return (
        bool(_COMPUTED.fullmatch(squeezed))
        and any(character.isdigit() for character in squeezed)
        and squeezed[-1] not in "+-*/^(eE"
        and squeezed.count("(") == squeezed.count(")")
    )


def _value(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
