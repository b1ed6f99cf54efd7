"""`file_submission`: a file that learners hand in and the team marks (edx_sga)."""

from __future__ import annotations

from html import escape
from typing import Annotated, Any

from lxml import etree
from pydantic import Field

from moocfab.diagnostics import Rule, Severity, Text
from moocfab.kinds.contract import XML, Block, Context, Kind, Spec, attributes, renamed, says_more, valid
from moocfab.kinds.fields import Markdown
from moocfab.kinds.problem import inner


class FileSubmissionSpec(Spec):
    """Fields of `file_submission`: it is marked out of `points`, and counts for `worth` in its sequence."""

    points: Annotated[int, Field(ge=1)]
    worth: Annotated[float, Field(ge=0)] | None = None
    instructions: Markdown | None = None
    solution: Markdown | None = None


SOLUTION_LOST = Rule(
    "MF4481", "solution-not-on-target", Severity.ERROR,
    Text("{target} n'a pas de « solution » pour un dépôt de fichier",
         "{target} has no “solution” for a file submission"),
    Text("donnez la solution dans un texte que « start: » n'ouvre qu'après l'échéance, ou ajoutez « only: [openedx] »",
         "give the solution in a text that “start:” opens after the due date only, or add “only: [openedx]”"),
    Text("Avec elle, le dépôt disparaîtrait à l'import, sans un mot.",
         "With it the submission would vanish at import, without a word."),
    "kind: file_submission\npoints: 20\nsolution: Voir le corrigé.", "kind: file_submission\npoints: 20",
)  # fmt: skip


def check(spec: FileSubmissionSpec, context: Context) -> None:
    """Report a solution that the target cannot hold."""
    if spec.solution and not _has_solution(context):
        context.report(SOLUTION_LOST.at(context.at("solution"), target=context.target.title))


def _has_solution(context: Context) -> bool:
    return "solution" in context.target.blocks["edx_sga"].fields


def write(spec: FileSubmissionSpec, context: Context) -> Block:
    """Return the block, which stands inline; form seen to work: file-submission of the reference courses.

    It shows no instructions: they are a text before it.
    """
    values = attributes(display_name=spec.title, points=spec.points, weight=spec.worth)
    element = etree.Element("edx_sga", {"xblock-family": "xblock.v1", **values})
    if spec.solution and _has_solution(context):
        etree.SubElement(element, "solution").extend(context.nodes(spec.solution, "solution"))
    return Block(element, before=context.html(spec.instructions, "instructions") if spec.instructions else None)


_READ = {"display_name": "title", "points": "points", "weight": "worth"}


def read(element: XML, _content: str | None) -> dict[str, Any] | None:
    """Return the fields of a file submission, None where they would lose something of it."""
    known = {*_READ, "url_name", "xblock-family"}
    if element.tag != "edx_sga" or says_more(element, known):
        return None
    fields = {"points": 100, **renamed(element, _READ)}
    solution = element.find("solution")
    if solution is not None:
        fields["solution"] = inner(solution)
    return valid(FileSubmissionSpec, fields)


def preview(spec: FileSubmissionSpec, context: Context) -> str:
    """Return the instructions and the button."""
    french = context.language == "fr"
    title = f"<p><strong>{escape(str(spec.title))}</strong></p>" if spec.title else ""
    text = context.html(spec.instructions, "instructions") if spec.instructions else ""
    label, of = ("Fichier à déposer", "sur") if french else ("File to hand in", "out of")
    return f'{title}{text}<p><label>{label} ({of} {spec.points}) <input type="file"/></label></p>'


_GIVEN = Text("la note se donne sur la plateforme", "the mark is given on the platform")
_AFTERWARDS = Text(
    "la solution paraît une fois l'échéance passée : avant, on la rendrait",
    "the solution shows once the due date has passed: before, it would be handed in",
)

KIND = Kind(
    name="file_submission",
    spec=FileSubmissionSpec,
    tags={"fun": "edx_sga", "openedx": "edx_sga"},
    write=write,
    read=read,
    preview=preview,
    check=check,
    body="instructions",
    before="instructions",
    rules=(SOLUTION_LOST,),
    offered={"edx_sga": {"points": "points", "weight": "worth", "solution": "solution"}},
    not_offered={"edx_sga": {"staff_score": _GIVEN, "comment": _GIVEN, "showanswer": _AFTERWARDS}},
)
