"""Names stay: inserting, moving within a module, renumbering and retitling change no url_name."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moocfab.course import load
from moocfab.course.identity import derived

COURSE = """\
format: 1
org: MinesTelecom
number: "04901"
run: session01
title: Les bases
language: fr
targets: [fun]
modules: [{}]
"""
CHOICES = "choices: [{text: a}, {text: b, correct: true}]"
WORDS = st.text("abcéœ 2-", min_size=1, max_size=12).filter(lambda text: bool(derived(f"x{text}")))


@dataclass(frozen=True)
class Item:
    """A unit: its file's name without number, its title, its ids; `yaml` for an assessment."""

    name: str
    title: str
    ids: tuple[str, ...]
    yaml: bool = False

    @property
    def text(self) -> str:
        if self.yaml:
            items = "".join(f"  - {{id: {key}, kind: single_choice, ask: Un ?, {CHOICES}}}\n" for key in self.ids)
            return f'title: "{self.title}"\nquestions:\n{items}'
        parts = [f":::{{single_choice}}\n---\nid: {key}\n{CHOICES}\n---\nUn ?\n:::\n\nSuite.\n" for key in self.ids]
        return f'---\ntitle: "{self.title}"\n---\nDébut.\n\n' + "\n".join(parts)


@dataclass(frozen=True)
class Plan:
    """A module: units by sequence, the numbers before its files, its own number and title."""

    sequences: tuple[tuple[Item, ...], ...]
    number: int = 1
    titles: str = "Titre"
    numbers: tuple[int, ...] = field(default_factory=lambda: tuple(range(1, 40)))

    def write(self, folder: Path) -> Path:
        base = folder / "modules" / f"{self.number}-module"
        base.mkdir(parents=True)
        numbers = iter(self.numbers)
        listed = []
        for index, items in enumerate(self.sequences):
            files = [f"{next(numbers)}-{item.name}.{'yml' if item.yaml else 'md'}" for item in items]
            for file, item in zip(files, items, strict=True):
                (base / file).write_text(item.text, encoding="utf-8")
            quoted = ", ".join(f'"{file}"' for file in files)
            listed.append(f'  - {{id: s{index}, title: "{self.titles}", units: [{quoted}]}}\n')
        (base / "module.yml").write_text(f'title: "{self.titles}"\nsequences:\n{"".join(listed)}', encoding="utf-8")
        (folder / "course.yml").write_text(COURSE.format(f"modules/{base.name}"), encoding="utf-8")
        return folder


def named(folder: Path) -> dict[str, list[str]]:
    """What is called how: a unit by its file without number, its own name and those of its elements."""
    course, findings = load(folder)
    assert course is not None
    assert findings == []
    found = {
        unit.file.rpartition("/")[2].partition("-")[2]: [unit.name, *(element.name for element in unit.elements)]
        for _, _, unit in course.units()
    }
    modules = {module.name: [sequence.name for sequence in module.sequences] for module in course.modules}
    return {**found, **{f"module {name}": names for name, names in modules.items()}}


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    names = draw(st.lists(WORDS, min_size=2, max_size=6, unique_by=lambda name: derived(f"x{name}")))
    counter = iter(range(99))
    items = [
        Item(f"x{name}", draw(WORDS), tuple(f"q{next(counter)}" for _ in range(draw(st.integers(int(yaml), 2)))), yaml)
        for name, yaml in zip(names, draw(st.lists(st.booleans(), min_size=6, max_size=6)), strict=False)
    ]
    cut = draw(st.integers(1, len(items) - 1))
    return Plan((tuple(items[:cut]), tuple(items[cut:])))


def inserted(plan: Plan, seed: random.Random) -> Plan:
    first, *rest = plan.sequences
    place = seed.randrange(len(first) + 1)
    return replace(
        plan, sequences=((*first[:place], Item("nouvelle", "Nouvelle", ("nouveau",)), *first[place:]), *rest)
    )


def moved(plan: Plan, seed: random.Random) -> Plan:
    items = [item for sequence in plan.sequences for item in sequence]
    seed.shuffle(items)
    cut = seed.randrange(1, len(items))
    return replace(plan, sequences=(tuple(items[:cut]), tuple(items[cut:])))


def renumbered(plan: Plan, seed: random.Random) -> Plan:
    return replace(plan, number=seed.randrange(100), numbers=tuple(seed.sample(range(1000), 40)))


def retitled(plan: Plan, seed: random.Random) -> Plan:
    changed = tuple(tuple(replace(item, title=f"T{seed.random()}") for item in items) for items in plan.sequences)
    return replace(plan, titles="Autre", sequences=changed)


@pytest.mark.parametrize("change", [inserted, moved, renumbered, retitled])
@given(plans(), st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_no_change_of_order_number_or_title_changes_a_name(
    tmp_path_factory: pytest.TempPathFactory,
    change: Callable[[Plan, random.Random], Plan],
    plan: Plan,
    seed: random.Random,
) -> None:
    before = named(plan.write(tmp_path_factory.mktemp("before")))
    after = named(change(plan, seed).write(tmp_path_factory.mktemp("after")))
    assert {name: after.get(name) for name in before} == before
    assert len(after) == len(before) + (change is inserted)


def test_id_of_a_unit_survives_a_renaming_and_a_move(tmp_path: Path) -> None:
    item = Item("un", 'T"\nid: "fixe', ("q0",))
    plan = Plan(((item,), (Item("deux", "D", ()),)))
    before = named(plan.write(tmp_path / "a"))
    after = named(
        replace(plan, sequences=((Item("b", "B", ()),), (replace(item, name="autre"),))).write(tmp_path / "b")
    )
    assert before["un.md"] == after["autre.md"] == ["fixe", "fixe-texte", "q0", "q0-suite"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("1-premiers-pas", "premiers-pas"),
        ("01_Œuvre d'été", "oeuvre-d-ete"),
        ("12. Réseaux", "reseaux"),
        ("2027", "2027"),
        ("1-", ""),
        ("E\u0301te\u0301", "ete"),
        ("a" * 60, "a" * 40),
        ("網路", ""),
    ],
)
def test_derived_name(name: str, expected: str) -> None:
    assert derived(name) == expected
