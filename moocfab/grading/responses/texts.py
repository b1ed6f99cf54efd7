"""Short texts: `stringresponse`, with or without case, plain or as regular expressions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from moocfab.grading.model import XML, Answer, Broken, Mark, Try, said
from moocfab.grading.pattern import sample
from moocfab.source.patterns import fault

INPUTS = ("textline",)
_NEVER_MEANT = "☂ moocfab ☂"
"""What no author means, yet a pattern such as `.*` takes."""


@dataclass(frozen=True)
class _Question:
    response: XML
    answers: tuple[str, ...]
    old: bool
    regexp: bool
    folded: bool

    @classmethod
    def of(cls, response: XML) -> _Question:
        answer, words = str(response.get("answer")), str(response.get("type", "")).lower().split(" ")
        old = "_or_" in answer.lower()
        more = [str(item.get("answer") or item.text or "") for item in response.iterfind("additional_answer")]
        answers = answer.split("_or_") if old else [answer, *more]
        return cls(response, tuple(a.strip() for a in answers), old, "regexp" in words and not old, "ci" in words)

    @property
    def flags(self) -> int:
        return re.IGNORECASE if self.folded else 0

    def takes(self, answers: Sequence[str], given: str) -> bool:
        """Return whether a text is one of `answers`; several patterns are one, its ends bound to the outer two."""
        if not given:
            return False
        if self.regexp:
            try:
                return re.search(f"^{'|'.join(answers)}$", given, self.flags) is not None
            except re.error as error:
                raise _broken(error, before=1) from None
        if self.folded:
            return given.lower() in [answer.lower() for answer in answers]
        return given in answers

    def hint(self, given: str) -> str:
        """Return what is said of a text: of the answer, a further one, a wrong one, a wrong pattern."""
        response = self.response
        if self.takes([str(response.get("answer")).strip()], given):
            return said(response.find("correcthint")) or ""
        for tag, regexp in (("additional_answer", self.regexp), ("stringequalhint", False), ("regexphint", True)):
            for item in response.findall(tag):
                if self.meets(str(item.get("answer", "")).strip(), given, regexp=regexp):
                    return said(item.find("correcthint") if tag == "additional_answer" else item) or ""
        return ""

    def meets(self, wanted: str, given: str, *, regexp: bool) -> bool:
        if not wanted:
            return False
        if regexp:
            try:
                return re.search(f"^{wanted}$", given, self.flags) is not None
            except re.error:
                return False
        return wanted.lower() == given.lower() if self.folded else wanted == given


def grade(response: XML, answers: Sequence[Answer]) -> list[Mark]:
    """Return the mark of the text."""
    question = _Question.of(response)
    given = str(answers[0])
    right = question.takes(question.answers, given.strip())
    return [Mark(float(right), feedback=question.hint(given))]


def tries(response: XML) -> list[list[Try]]:
    """Return each right text and each that is said to be wrong, then what nobody means."""
    question = _Question.of(response)
    found = [*_right(question), *_wrong(question), Try(_NEVER_MEANT, 0.0)]
    return [list({str(item.answer): item for item in reversed(found)}.values())[::-1]]


def _right(question: _Question) -> Iterator[Try]:
    hints = [said(question.response.find("correcthint"))]
    hints += [said(item.find("correcthint")) for item in question.response.iterfind("additional_answer")]
    for index, answer in enumerate(question.answers):
        text: str | None = answer
        if question.regexp:
            try:
                text = sample(answer, question.flags)
            except re.error as error:
                raise _broken(error) from None
        if text:
            yield Try(text, 1.0, hints[index] if not question.old and index < len(hints) else None)
    if not question.regexp:
        # Some letters come back as others (ß, SS, ss): these say nothing of the question.
        others = {a.swapcase() for a in question.answers if a and a.swapcase().lower() == a.lower()}
        yield from (Try(other, float(question.folded)) for other in sorted(others - set(question.answers)))


def _wrong(question: _Question) -> Iterator[Try]:
    for tag in ("stringequalhint", "regexphint"):
        for item in question.response.iterfind(tag):
            wanted = str(item.get("answer", "")).strip()
            text: str | None = wanted
            if tag == "regexphint":
                try:
                    text = sample(wanted, question.flags)
                except re.error:
                    text = None
            if text:
                yield Try(text, 0.0, said(item))


def _broken(error: re.error, *, before: int = 0) -> Broken:
    why = fault(error, before=before)
    return Broken(f"expression régulière : {why.fr}", f"regular expression: {why.en}")
