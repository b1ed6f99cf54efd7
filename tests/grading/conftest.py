"""Questions made at random, over all kinds that are graded, each with answers of which we know what they earn."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from moocfab.course.surroundings import Surroundings
from moocfab.diagnostics import Location, Severity
from moocfab.grading.model import Answer
from moocfab.grading.problems import Problem
from moocfab.kinds.contract import Kind, Spec
from moocfab.kinds.registry import KINDS
from moocfab.safe.xml import parse, serialize

WORDS = (
    "réseau local", "câble croisé", "l'hôte", "débit <utile>", "TCP & UDP", "trame 802.11", "passerelle", "Wi‑Fi",
    "« paquet »", "ARP", "adresse MAC", "port n° 80", "10 Mbit/s", "commutateur", "sous-réseau /24",
)  # fmt: skip
PLAIN = ("la trame", "le débit", "un paquet", "l'adresse", "le port")
FORMULAS = ("a*b", "(a+b)^2", "a/(b+1)", "sqrt(a)+b", "a*ln(b+1)", "2*a-b/3", "a^2+b^2", "a*exp(-b)")
PATTERNS = {"colou?r": "colour", "19[0-9]{2}": "1984", "(le |la )?trame": "la trame", r"\d+ ?km": "12 km"}


@dataclass(frozen=True)
class Question:
    """A question: its kind, its fields, and answers to its inputs with the share that each set earns."""

    kind: str
    fields: dict[str, Any]
    expected: tuple[tuple[tuple[Answer, ...], float], ...]


def single(rng: random.Random) -> Question:
    texts = rng.sample(WORDS, rng.randint(2, 6))
    right = rng.randrange(len(texts))
    choices = [{"text": text, "correct": index == right, **said(rng)} for index, text in enumerate(texts)]
    more: dict[str, Any] = rng.choice([{}, {"shuffle": True}, {"pool": 2}])
    expected = [((f"choice_{index}",), float(index == right)) for index in range(len(texts))]
    return Question("single_choice", {"ask": "Quel mot ?", "choices": choices, **more}, tuple(expected))


def boxes(rng: random.Random) -> Question:
    texts = rng.sample(WORDS, rng.randint(2, 7))
    right = set(rng.sample(range(len(texts)), rng.randint(1, len(texts))))
    credit = rng.choice([None, "edc", "halves"])
    choices = [{"text": text, "correct": index in right} for index, text in enumerate(texts)]
    expected = []
    for _ in range(4):
        ticked = set(rng.sample(range(len(texts)), rng.randint(1, len(texts))))
        errors = len(ticked ^ right)
        if credit == "edc":
            share = 1 - errors / len(texts)
        elif credit == "halves":
            share = {0: 1.0, 1: 0.5 * (len(texts) > 2), 2: 0.25 * (len(texts) > 4)}.get(errors, 0.0)
        else:
            share = float(not errors)
        expected.append((([f"choice_{index}" for index in sorted(ticked)],), share))
    fields = {"ask": "Quels mots ?", "choices": choices, **({"partial_credit": credit} if credit else {})}
    return Question("multiple_choice", fields, tuple(expected))


def select(rng: random.Random) -> Question:
    texts = rng.sample([word for word in WORDS if not set(word) & set("'&<")], rng.randint(2, 6))
    right = rng.randrange(len(texts))
    choices = [{"text": text, "correct": index == right, **said(rng)} for index, text in enumerate(texts)]
    expected = [((text,), float(index == right)) for index, text in enumerate(texts)]
    return Question("select", {"ask": "Lequel ?", "choices": choices}, tuple(expected))


def number(rng: random.Random) -> Question:
    value = rng.choice([rng.randint(-50, 500), round(rng.uniform(-5, 5), 3) or 1.5])
    width = rng.choice([None, "1%", "5%", 0.5, 2])
    distance = abs(value) * float(width[:-1]) / 100 if isinstance(width, str) else width or 0.0
    expected: list[tuple[tuple[Answer, ...], float]] = [
        ((str(value),), 1.0),
        ((f"{value + 3 * distance + 1:.9g}",), 0.0),
    ]
    if distance:
        expected.append(((f"{value - distance * 0.95:.9g}",), 1.0))
    more = {"tolerance": width} if width is not None else {}
    return Question("numerical", {"ask": "Combien ?", "answer": value, **more}, tuple(expected))


def interval(rng: random.Random) -> Question:
    low, width = rng.randint(-20, 20), rng.randint(1, 9)
    high, open_ = low + width, rng.choice([None, "from", "to", "both"])
    expected: list[tuple[tuple[Answer, ...], float]] = [
        ((str(low + width / 2),), 1.0),
        ((str(low),), float(open_ not in ("from", "both"))),
        ((str(high),), float(open_ not in ("to", "both"))),
        ((str(high + 0.5),), 0.0),
    ]
    limits = {"from": low, "to": high, **({"open": open_} if open_ else {})}
    return Question("numerical", {"ask": "Entre combien ?", "range": limits}, tuple(expected))


def partial(rng: random.Random) -> Question:
    value = rng.randint(2, 90) * 10
    other = value * 7
    fields = {
        "ask": "À peu près ?", "answer": value, "tolerance": "1%", "partial": {"near": "10%", "answers": [other]},
    }  # fmt: skip
    shares = ((value, 1.0), (value * 1.05, 0.5), (other, 0.5), (value * 3, 0.0))
    return Question("numerical", fields, tuple(((f"{given:.9g}",), share) for given, share in shares))


def short(rng: random.Random) -> Question:
    first, second, wrong = rng.sample(WORDS, 3)
    sensitive = rng.random() < 0.5
    fields = {
        "ask": "Quel nom ?", "answers": [first, {"value": second, "feedback": "Bien vu"}],
        "wrong": [{"value": wrong, "feedback": "Presque"}], "case_sensitive": sensitive,
    }  # fmt: skip
    folded = float(not sensitive or first.swapcase() == first)
    expected = (((first,), 1.0), ((second,), 1.0), ((wrong,), 0.0), ((first.swapcase(),), folded))
    return Question("short_text", fields, expected)


def pattern(rng: random.Random) -> Question:
    regexp = rng.choice(list(PATTERNS))
    expected = (((PATTERNS[regexp],), 1.0), (("rien de tel",), 0.0))
    return Question("short_text", {"ask": "Quel mot ?", "answers": [regexp], "regexp": True}, expected)


def formula(rng: random.Random) -> Question:
    right = rng.choice(FORMULAS)
    fields = {
        "ask": "Quelle formule de a et b ?", "answer": right, "samples": rng.randint(2, 12), "case_sensitive": True,
        "variables": {"a": {"from": 1, "to": 4}, "b": {"from": 2, "to": 5}},
    }  # fmt: skip
    return Question("formula", fields, (((right,), 1.0), ((f"{right}+0",), 1.0), ((f"{right}+1",), 0.0)))


def together(rng: random.Random) -> Question:
    parts = [rng.choice([single, select, number, short])(rng) for _ in range(rng.randint(2, 4))]
    best = [next(answers for answers, share in part.expected if share == 1) for part in parts]
    expected: list[tuple[tuple[Answer, ...], float]] = [(tuple(answer for own in best for answer in own), 1.0)]
    for index, part in enumerate(parts):
        answers, share = part.expected[-1]
        given = [*best[:index], answers, *best[index + 1 :]]
        expected.append((tuple(answer for own in given for answer in own), (len(parts) - 1 + share) / len(parts)))
    questions = [{"kind": part.kind, "name": f"n{index}", **part.fields} for index, part in enumerate(parts)]
    return Question("together", {"questions": questions}, tuple(expected))


def notation(rng: random.Random) -> Question:
    texts = rng.sample(["routeur", "concentrateur", "répéteur", "pont", "commutateur"], 4)
    right = rng.randrange(4)
    lines = [f"({'x' if index == right else ' '}) {text}" for index, text in enumerate(texts)]
    quiz = ">>Quel appareil ?<<\n\n" + "\n".join(lines) + f"\n\n>>Combien ?<<\n\n= {right + 3} +- 1\n"
    good, number_ = f"choice_{right}", str(right + 3)
    bad = f"choice_{(right + 1) % 4}"
    return Question("quiz", {"quiz": quiz}, (((good, number_), 1.0), ((bad, number_), 0.5), ((bad, "99"), 0.0)))


def click(rng: random.Random) -> Question:
    left, top = rng.randint(0, 40), rng.randint(0, 20)
    right, bottom = left + rng.randint(20, 40), top + rng.randint(20, 40)
    fields = {
        "ask": "Où ?", "image": "/images/vignette.png", "alt": "Un carré",
        "regions": [{"rectangle": [left, top, right, bottom]}],
    }  # fmt: skip
    middle = f"[{(left + right) // 2},{(top + bottom) // 2}]"
    return Question("image_click", fields, (((middle,), 1.0), ((f"[{right + 30},{bottom + 30}]",), 0.0)))


def cloze(rng: random.Random) -> Question:
    parts = {f"b{index}": rng.choice([select, number, short])(rng) for index in range(rng.randint(1, 4))}
    best = {name: next(answers for answers, share in part.expected if share == 1) for name, part in parts.items()}
    expected: list[tuple[tuple[Answer, ...], float]] = [(tuple(own[0] for own in best.values()), 1.0)]
    for name, part in parts.items():
        for answers, share in part.expected:
            given = {**best, name: answers}
            earned = (len(parts) - 1 + share) / len(parts)
            expected.append((tuple(own[0] for own in given.values()), earned))
    blanks = {
        name: {"kind": part.kind, "label": name, **{k: v for k, v in part.fields.items() if k != "ask"}}
        for name, part in parts.items()
    }
    text = "Complétez : " + ", puis ".join(f"{rng.choice(PLAIN)} [{name}]" for name in parts) + "."
    return Question("cloze", {"text": text, "blanks": blanks}, tuple(expected))


def drawn(rng: random.Random) -> Question:
    """Values of a script, without chance, so that what is right is known."""
    first, second = rng.randint(2, 30), rng.randint(2, 30)
    script = f"a = {first}\nb = {second}\nproduit = a * b\n"
    right = first * second
    expected = (((str(right),), 1.0), ((f"{right}.0",), 1.0), ((str(right + 1),), 0.0))
    return Question(
        "python", {"ask": "Que vaut $a × $b ?", "script": script, "inputs": [{"expect": "$produit"}]}, expected
    )


def checked(rng: random.Random) -> Question:
    """A function of its author's that sees one or two answers, and may give a part."""
    total = rng.randint(5, 60)
    if rng.random() < 0.5:
        script = (
            "def proche(expect, ans):\n    try:\n        ecart = abs(float(ans) - float(expect))\n"
            "    except ValueError:\n        return False\n    if ecart == 0:\n        return True\n"
            "    return {'ok': 'partial', 'grade_decimal': 0.5, 'msg': 'Presque'} if ecart <= 1 else False\n"
        )
        asked = {"inputs": [{"expect": str(total)}], "check": "proche"}
        shares = ((str(total), 1.0), (str(total + 1), 0.5), (str(total + 2), 0.0), ("rien", 0.0))
        return Question("python", {"ask": "Combien ?", "script": script, **asked}, tuple(((a,), s) for a, s in shares))
    script = (
        "def somme(expect, ans):\n    try:\n        return int(ans[0]) + int(ans[1]) == "
        f"{total}\n    except ValueError:\n        return False\n"
    )
    one = rng.randint(0, total)
    inputs = [{"label": "un", "expect": str(one)}, {"label": "autre", "expect": str(total - one)}]
    pairs = (
        ((str(one), str(total - one)), 1.0),
        (("0", str(total)), 1.0),
        (("0", str(total + 1)), 0.0),
        (("a", "b"), 0.0),
    )
    return Question("python", {"ask": "Deux nombres ?", "script": script, "inputs": inputs, "check": "somme"}, pairs)


MAKERS = (
    single, boxes, select, number, interval, partial, short, pattern, formula, together, notation, click, cloze, drawn,
    checked,
)  # fmt: skip


def said(rng: random.Random) -> dict[str, str]:
    return {"feedback": f"À cause de {rng.choice(WORDS)}."} if rng.random() < 0.4 else {}


def questions(count: int) -> Iterator[Question]:
    """The same questions every time, each kind in turn."""
    rng = random.Random(20261125)
    for index in range(count):
        yield MAKERS[index % len(MAKERS)](rng)


Corpus = Callable[[int, str], list[tuple[Question, Problem]]]


@pytest.fixture(scope="session")
def corpus(around: Callable[[Kind, Spec, str, str], Surroundings]) -> Corpus:
    """Return what makes so many questions into problems of a target, as a course would."""

    def made(count: int, target: str) -> list[tuple[Question, Problem]]:
        found = []
        for index, question in enumerate(questions(count)):
            kind = KINDS[question.kind]
            spec = kind.spec.model_validate({**question.fields, "id": f"q-{index}", "title": "Question"})
            context = around(kind, spec, target, "fr")
            kind.check(spec, context)
            element = kind.write(spec, context).element
            errors = [f for f in context.site.findings if f.severity is Severity.ERROR]
            assert [finding.message("en") for finding in errors] == [], question
            place = Location(f"q-{index}")
            found.append((question, Problem(f"q-{index}", parse(serialize(element)), place)))
        return found

    return made
