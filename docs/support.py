"""What moocfab does with each element on each target, in each notation; where it does not, why."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from moocfab import targets
from moocfab.diagnostics import Text
from moocfab.kinds import gift
from moocfab.kinds.contract import Kind
from moocfab.kinds.registry import KINDS
from moocfab.source.gift import parse
from moocfab.targets import Target

READ, WRITE, PREVIEW, GRADE = "read", "write", "preview", "grade"
YAML, DIRECTIVE, STUDIO, GIFT, OLX = "YAML", "directive", "Studio", "GIFT", "OLX"
NOTATIONS = (YAML, DIRECTIVE, STUDIO, GIFT, OLX)
CELLS = (*((notation, act) for notation in NOTATIONS for act in (READ, WRITE)), ("", PREVIEW), ("", GRADE))

GIFT_SAMPLE = """::un::Un bit ? {=deux ~trois}

::plusieurs::Lesquels ? {~%50%a ~%50%b ~%-100%c}

::nombre::Combien ? {#8}

::mot::Qui ? {=LAN =lan}

::paires::Reliez. {=a -> 1 =b -> 2 =c -> 3}

::trou::Un octet a {=huit ~sept} bits.

::liste::Un bit vaut {=deux} valeurs.

::ouverte::Pourquoi ? {}
"""
"""A question of each sort that GIFT has."""
# What Studio's notation can say, in a `quiz`.
STUDIO_SAYS = ("single_choice", "multiple_choice", "select", "numerical", "short_text", "together")

_SOURCE = Text(
    "la source est à son auteur : moocfab n'y écrit que les identifiants qui manquent (`moocfab check --fix`)",
    "the source is its author's: moocfab writes missing ids into it and nothing else (`moocfab check --fix`)",
)
_IN_A_QUIZ = Text(
    "en notation de Studio, cette question s'écrit dans un `quiz`",
    "in Studio's notation this question is written in a `quiz`",
)
_NOT_IN_STUDIO = Text("la notation de Studio ne sait pas le dire", "Studio's notation cannot say it")
_STUDIO_EDITOR = Text(
    "seul un `quiz` s'ouvre dans l'éditeur simple de Studio ; le reste, dans son éditeur avancé",
    "a `quiz` alone opens in Studio's simple editor; anything else opens in its advanced one",
)
_NOT_IN_GIFT = Text("GIFT n'a pas ce genre de question", "GIFT has no such question")
_NO_GIFT = Text(
    "moocfab n'écrit pas de GIFT : indices, essais et tolérances d'un problème n'y ont pas tous leur place",
    "moocfab writes no GIFT: hints, attempts and tolerances of a problem do not all have a place there",
)
_NO_MARK = Text("il ne donne pas de note", "it earns no points")
_UNPLAYED = {
    "lti": Text("la note vient de l'outil externe", "the score comes from the external tool"),
    "completion": Text(
        "un clic vaut le point : rien ne peut y être faux", "a click earns the point: nothing can be wrong"
    ),
    "open_response": Text("des personnes le notent", "people grade it"),
    "file_submission": Text("l'équipe le note", "the team grades it"),
    "drag_and_drop": Text(
        "un autre bloc que celui des problèmes le corrige : `check` vérifie que tout peut y être réussi",
        "another block than that of problems grades it: `check` makes sure that all of it can be got right",
    ),
}
_ONLY = {
    ("fun", "python"): Text(
        "un script que seul Python 2 lit est empaqueté, et dit invérifiable",
        "a script that only Python 2 reads is packaged, and said to be unverifiable",
    ),
}


@dataclass(frozen=True)
class Row:
    """An element on a target.

    Attributes:
        tag: what it becomes there, empty where the target lacks it.
        reasons: of what is not done.
        limits: of what is done within limits.
    """

    kind: Kind
    tag: str
    reasons: dict[tuple[str, str], Text] = field(default_factory=dict)
    limits: dict[tuple[str, str], Text] = field(default_factory=dict)

    def done(self, notation: str, act: str) -> bool:
        """Return whether moocfab does it."""
        return (notation, act) not in self.reasons


def rows(target: Target) -> list[Row]:
    """Return every element on a target."""
    return [_row(kind, target) for kind in KINDS.values()]


@cache
def gift_kinds() -> frozenset[str]:
    """Return the elements that questions of GIFT become."""
    found = parse(GIFT_SAMPLE, "sample.gift")
    return frozenset(gift.declared(question, found.places, "fr")[0].data["kind"] for question in found.questions)


def _row(kind: Kind, target: Target) -> Row:
    tag = kind.tags.get(target.importer, "")
    row = Row(kind, tag, {(notation, WRITE): _SOURCE for notation in (YAML, DIRECTIVE)})
    row.reasons[GIFT, WRITE] = _NO_GIFT
    if kind.name != "question_bank" and kind.name not in gift_kinds():
        row.reasons[GIFT, READ] = _NOT_IN_GIFT
    if kind.name != "quiz":
        row.reasons[STUDIO, READ] = _IN_A_QUIZ if kind.name in STUDIO_SAYS else _NOT_IN_STUDIO
        row.reasons[STUDIO, WRITE] = _STUDIO_EDITOR if tag == "problem" else row.reasons[STUDIO, READ]
    if not tag:
        lacks = Text(f"la plateforme ne l'a pas : {kind.instead.fr}", f"the platform has none: {kind.instead.en}")
        row.reasons.update(dict.fromkeys([(OLX, READ), (OLX, WRITE), ("", PREVIEW), ("", GRADE)], lacks))
    elif not _is_played(kind, tag):
        row.reasons["", GRADE] = _UNPLAYED.get(kind.name, _NO_MARK)
    elif limit := _ONLY.get((target.importer, kind.name)):
        row.limits["", GRADE] = limit
    return row


def _is_played(kind: Kind, tag: str) -> bool:
    """Return whether there is a problem to play: the element's own, or one that it holds."""
    holds = kind.holds is not Kind.holds
    return tag in ("problem", "*") or holds


def table(language: str) -> str:
    """Return the page: a table for each target, and below them why a cell is empty."""
    found = {name: rows(targets.load(name)) for name in targets.names()}
    every = [row for own in found.values() for row in own]
    columns = [cell for cell in CELLS if any(row.done(*cell) for row in every)]
    reasons: list[str] = []
    parts = [_INTRO[language]]
    for name, own in found.items():
        head = [*_HEAD[language], *(" ".join((*cell[:1], _WORDS[language][cell[1]])).strip() for cell in columns)]
        parts.append(f"## {targets.load(name).title.in_language(language)}\n")
        parts.append("| " + " | ".join(head) + " |\n" + "| --- " * len(head) + "|")
        parts[-1] += "".join(f"\n{_line(row, columns, language, reasons)}" for row in own) + "\n"
    parts.append(f"## {_WHY[language]}\n")
    parts += [f"{number}. {reason}" for number, reason in enumerate(reasons, start=1)]
    parts.append(f"\n## {_NOWHERE[language]}\n")
    for cell in CELLS:
        if cell not in columns:
            told = dict.fromkeys(row.reasons[cell].in_language(language) for row in every)
            parts.append(f"- {cell[0]} : {', '.join(told)}" if language == "fr" else f"- {cell[0]}: {', '.join(told)}")
    return "\n".join(parts) + "\n"


_INTRO = {
    "fr": """# Éléments, plateformes, notations

Ce que moocfab fait de chaque élément, sur chaque plateforme et dans chaque notation : le **lire**, l'**écrire**,
l'**afficher** dans un aperçu, **jouer** ses réponses avec `moocfab grade`. Là où il ne le fait pas, un numéro renvoie à
la raison.
""",
    "en": """# Elements, platforms, notations

What moocfab does with each element, on each platform and in each notation: **read** it, **write** it, **show** it in a
preview, **play** its answers with `moocfab grade`. Where it does not, a number leads to the reason.
""",
}
_HEAD = {"fr": ("élément", "devient"), "en": ("element", "becomes")}
_WORDS = {
    "fr": {READ: "lu", WRITE: "écrit", PREVIEW: "aperçu", GRADE: "joué"},
    "en": {READ: "read", WRITE: "written", PREVIEW: "preview", GRADE: "played"},
}
_YES = {"fr": "oui", "en": "yes"}
_WHY = {"fr": "Pourquoi une case est vide", "en": "Why a cell is empty"}
_NOWHERE = {"fr": "Ce qui ne s'écrit pour aucun élément", "en": "What is written for no element"}


def _line(row: Row, columns: list[tuple[str, str]], language: str, reasons: list[str]) -> str:
    tag = {"": "—", "*": "OLX"}.get(row.tag, f"`<{row.tag}>`")
    told = [_told(row, cell, language, reasons) for cell in columns]
    return "| " + " | ".join([f"[`{row.kind.name}`](elements/{row.kind.name}.md)", tag, *told]) + " |"


def _told(row: Row, cell: tuple[str, str], language: str, reasons: list[str]) -> str:
    """Return what a cell says: yes, the number of its reason, or both."""
    word = _YES[language] if row.done(*cell) else "—"
    reason = row.reasons.get(cell) or row.limits.get(cell)
    if reason is None:
        return word
    text = reason.in_language(language)
    if text not in reasons:
        reasons.append(text)
    return f"{word} ({reasons.index(text) + 1})"
