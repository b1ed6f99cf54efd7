"""2,000 GIFT questions of every type: the reader's processor time, against bare patterns over the same text."""

from __future__ import annotations

import re
import statistics
import time
from collections.abc import Callable

from moocfab.source.gift import parse

QUESTIONS = 2_000
GOAL = 0.100
ROUNDS = 15
TYPES = (
    "{{\n\t=deux #Oui, 0 ou 1.\n\t~une #Non.\n\t~trois\n\t~quatre\n\t####Un bit vaut 0 ou 1.\n}}",
    "{{\n\t~%50%un\n\t~%50%deux #Aussi.\n\t~%-50%trois\n\t~%-50%quatre\n}}",
    "{{T#Si : relisez.#Oui.}}",
    "{{=réseau local =%50%réseau#Lequel ? =LAN}}",
    "{{#=2.4:0.1#Bien. =%50%2.4:0.5 ~#Revoyez la formule.}}",
    "{{\n\t=la couche {number} -> le câble\n\t=la carte -> le pilote\n\t=le paquet -> le routeur\n}}",
    "{{=huit ~sept ~neuf}} bits, et $x \\= 2$.",
    "{{}}",
)
_BLOCKS = re.compile(r"\n\s*\n")
_MARKS = re.compile(r"(?<!\\)(?:::|[{}=~#])|//[^\n]*")


def bank(count: int) -> str:
    """Return a file of `count` questions with ids, titles and answers of every type in turn."""
    return "\n\n".join(
        f"// question: {number} [id:q{number}]\n::Question {number}::Combien de valeurs un bit peut-il prendre ? "
        + TYPES[number % len(TYPES)].format(number=number)
        for number in range(count)
    )


def bare(text: str) -> None:
    """Do what any reader has to: cut the file into questions, find their marks."""
    for block in _BLOCKS.split(text):
        _MARKS.findall(block)


def seconds(work: Callable[[], object]) -> float:
    """Return the processor time that `work` takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> bool:
    """Measure, print, and return whether the goal is met."""
    text = bank(QUESTIONS)
    found = parse(text, "banque.gift")
    if len(found.questions) != QUESTIONS or found.findings:
        raise ValueError(found.findings[:3])
    works = {"bare patterns": lambda: bare(text), "moocfab.source.gift": lambda: parse(text, "banque.gift")}
    times: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(ROUNDS):
        for name, work in works.items():
            times[name].append(seconds(work))
    print(f"{QUESTIONS} GIFT questions, ms of processor time (least, median, most), ratio to bare patterns")
    base = statistics.median(times["bare patterns"])
    for name, taken in times.items():
        middle = statistics.median(taken)
        figures = f"{min(taken) * 1000:7.1f} {middle * 1000:7.1f} {max(taken) * 1000:7.1f}"
        print(f"  {name:<36} {figures}  ×{middle / base:.1f}")
    met = statistics.median(times["moocfab.source.gift"]) <= GOAL
    print(f"  goal ≤ {GOAL * 1000:.0f}: {'met' if met else 'MISSED'}")
    return met


if __name__ == "__main__":
    raise SystemExit(not main())
