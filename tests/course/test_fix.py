"""`check --fix`: ids are written where they are missing or doubled, nothing else changes."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moocfab import pipeline
from moocfab.course import Course, load
from moocfab.course.fix import fix

BASE = Path(__file__).parents[1] / "cases" / "base"
MODULE = "modules/1-premiers-pas/"
CHOICES = "choices: [{text: a}, {text: b, correct: true}]"
Make = Callable[[str, bytes], Path]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    def made(file: str, data: bytes) -> Path:
        shutil.copytree(BASE, tmp_path / "course", dirs_exist_ok=True)
        (tmp_path / "course" / file).write_bytes(data)
        return tmp_path / "course"

    return made


def values(course: Course | None) -> list[object]:
    """What a course says, ids apart."""
    assert course is not None
    return [
        (unit.head.title, [(item.kind.name, item.spec.model_copy(update={"id": None})) for item in unit.elements])
        for _, _, unit in course.units()
    ]


ITEM = f"kind: single_choice\n    ask: Un ?\n    {CHOICES}\n"
HEAD = "---\ntitle: S\n---\n:::{single_choice}\n"
FORMS = [
    ("quiz-signal.yml", f"title: Q\nquestions:\n  - {ITEM} # un\n",
     "  - kind:", "  - id: premiers-pas-quiz-signal-single-choice\n    kind:"),
    ("quiz-signal.yml", f"title: Q\nquestions:\n  - {{kind: single_choice, title: Débit, ask: Un ?, {CHOICES}}}\n",
     "{kind:", "{id: debit, kind:"),
    ("quiz-signal.yml",
     f"title: Q\nquestions:\n  - {{\n    kind: single_choice, title: Débit, ask: Un ?,\n    {CHOICES} }}\n",
     "    kind:", "    id: debit, kind:"),
    ("quiz-signal.yml", f"title: Q\nquestions:\n-\n    # une note\n    title: Débit\n    {ITEM}",
     "    title: Débit", "    id: debit\n    title: Débit"),
    ("2-le-signal.md", f"{HEAD}---\n# une note\n{CHOICES}\n---\nUn ?\n:::\n",
     "# une note\n", "# une note\nid: premiers-pas-le-signal-single-choice\n"),
    ("2-le-signal.md", f"{HEAD}---\n{{{CHOICES}}}\n---\nUn ?\n:::\n",
     "{choices", "{id: premiers-pas-le-signal-single-choice, choices"),
    ("2-le-signal.md", f"{HEAD}:{CHOICES}\n:title: Débit\nUn ?\n:::\n",
     ":choices:", ":id: debit\n:choices:"),
]  # fmt: skip


@pytest.mark.parametrize("marked", [False, True], ids=["plain", "marked"])
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize(("file", "text", "old", "new"), FORMS)
def test_id_is_written_and_nothing_else(
    make: Make, file: str, text: str, old: str, new: str, end: str, marked: bool
) -> None:
    mark = b"\xef\xbb\xbf" if marked else b""
    course = make(MODULE + file, mark + text.replace("\n", end).encode())
    before, others = load(course)[0], {path: path.read_bytes() for path in course.rglob("*") if path.is_file()}
    written = fix(course)
    path = course / MODULE / file
    assert path.read_bytes() == mark + text.replace(old, new, 1).replace("\n", end).encode()
    assert len(written) == bool(old)
    changed = [path for path, data in others.items() if path.read_bytes() != data]
    assert {item.as_posix().removeprefix(f"{course.as_posix()}/{MODULE}") for item in changed} <= {
        file,
        "quiz-signal.yml",
    }
    assert values(load(course)[0]) == values(before)
    assert not any(finding.rule.code in ("MF3011", "MF3012") for finding in pipeline.check(course).report)
    assert fix(course) == []


def test_second_of_two_gets_another_id(make: Make) -> None:
    text = (BASE / MODULE / "quiz-signal.yml").read_text("utf-8").replace("id: symbole", "id: 'valeurs-bit' # copie")
    course = make(MODULE + "quiz-signal.yml", text.encode())
    (written,) = fix(course)
    assert (written.id, written.location.line, written.location.column) == ("valeurs-bit-2", 4, 9)
    changed = text.replace("'valeurs-bit' # copie", "valeurs-bit-2 # copie")
    assert (course / MODULE / "quiz-signal.yml").read_text("utf-8") == changed


def test_alternatives_under_only_keep_their_id(make: Make) -> None:
    choice = f"    kind: single_choice\n    ask: Un ?\n    {CHOICES}\n"
    text = f"title: Q\nquestions:\n  - id: q\n    only: [fun]\n{choice}  - id: q\n    only: [openedx]\n{choice}"
    assert fix(make(MODULE + "quiz-signal.yml", text.encode())) == []


def test_rights_of_a_file_are_kept(make: Make) -> None:
    course = make(MODULE + "quiz-signal.yml", f"title: Q\nquestions:\n  - {ITEM}".encode())
    path = course / MODULE / "quiz-signal.yml"
    path.chmod(0o640)
    assert fix(course)
    assert path.stat().st_mode & 0o777 == 0o640


@given(
    st.lists(st.tuples(st.sampled_from(["", "un", "deux"]), st.sampled_from(["", "Débit", "Un", "Œuf"])), max_size=6),
    st.sampled_from(["\n", "\r\n"]),
    st.booleans(),
)
@settings(max_examples=60, deadline=None)
def test_fixing_twice_is_fixing_once(
    tmp_path_factory: pytest.TempPathFactory, items: list[tuple[str, str]], end: str, flow: bool
) -> None:
    course = tmp_path_factory.mktemp("fix") / "course"
    shutil.copytree(BASE, course)
    parts = [
        {key: value for key, value in (("id", name), ("title", title)) if value}
        | {"kind": "single_choice", "ask": "Un ?"}
        for name, title in [*items, ("", "")]
    ]
    if flow:
        listed = [f"  - {{{', '.join(f'{k}: {v}' for k, v in part.items())}, {CHOICES}}}\n" for part in parts]
    else:
        listed = ["  - " + "    ".join(f"{k}: {v}\n" for k, v in part.items()) + f"    {CHOICES}\n" for part in parts]
    path = course / MODULE / "quiz-signal.yml"
    path.write_bytes(("title: Q\nquestions:\n" + "".join(listed)).replace("\n", end).encode())
    before = values(load(course)[0])
    assert fix(course)
    once = path.read_bytes()
    assert fix(course) == []
    assert path.read_bytes() == once
    assert values(load(course)[0]) == before
    assert not any(finding.rule.code in ("MF3011", "MF3012") for finding in pipeline.check(course).report)


def test_gift_questions_get_their_ids_as_comments(make: Make) -> None:
    bank = b"id: tirage, kind: question_bank, source: banque.gift, pick: 1"
    course = make(MODULE + "quiz-signal.yml", b"title: Quiz\nquestions:\n  - {" + bank + b"}\n")
    gift = course / MODULE / "banque.gift"
    gift.write_bytes(
        b"// question: 12\r\n::D\xc3\xa9bit::Combien ?{#2}\r\n\r\n\tUn octet a huit bits.{T}\r\n\r\n"
        b"// [id:debit]\r\nEncore ?{T}\r\n\r\n// [id:debit]\r\nEncore une fois ?{F}\r\n"
    )
    assert [written.id for written in fix(course)] == ["debit-2", "question", "debit-3"]
    assert gift.read_bytes() == (
        b"// [id:debit-2]\r\n// question: 12\r\n::D\xc3\xa9bit::Combien ?{#2}\r\n\r\n"
        b"// [id:question]\r\n\tUn octet a huit bits.{T}\r\n\r\n"
        b"// [id:debit]\r\nEncore ?{T}\r\n\r\n// [id:debit-3]\r\nEncore une fois ?{F}\r\n"
    )
    assert fix(course) == []
    assert [finding.rule.code for finding in pipeline.check(course).report] == []
