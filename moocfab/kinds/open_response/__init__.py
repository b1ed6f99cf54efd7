"""`open_response`: a text or a file that peers, oneself or the team judge with a rubric (ORA)."""

from __future__ import annotations

from html import escape

from moocfab.diagnostics import Text
from moocfab.kinds.contract import Context, Kind
from moocfab.kinds.open_response import olx
from moocfab.kinds.open_response.checks import check
from moocfab.kinds.open_response.rules import RULES
from moocfab.kinds.open_response.spec import Criterion, OpenResponseSpec


def preview(spec: OpenResponseSpec, context: Context) -> str:
    """Return the prompts with their inputs, and the rubric."""
    french = context.language == "fr"
    parts = [f"<p><strong>{escape(str(spec.title))}</strong></p>"] if spec.title else []
    label = "Votre réponse" if french else "Your answer"
    for index, prompt in enumerate(spec.prompts):
        parts.append(context.html(prompt, "prompts", index))
        parts.append(f'<p><textarea aria-label="{label} {index + 1}"></textarea></p>')
    if spec.response != "text":
        file = "Fichier\u00a0:" if french else "File:"
        parts.append(f'<p><label>{file} <input type="file"/></label></p>')
    return "".join([*parts, *(_criterion(criterion, french=french) for criterion in spec.rubric)])


def _criterion(criterion: Criterion, *, french: bool) -> str:
    levels = "".join(
        f"<li>{escape(str(o.label))} ({o.points}{' pt' if french else ' p.'}) {escape(str(o.explanation))}</li>"
        for o in criterion.options
    )
    return f"<p><em>{escape(str(criterion.name))}</em> {escape(str(criterion.prompt))}</p><ul>{levels}</ul>"


_TEAMS = Text("les équipes se règlent sur la plateforme", "teams are set up on the platform")
_AGAIN = Text(
    "FUN ne sait pas reprendre une réponse ; réglez-le dans Studio", "FUN cannot take an answer back; set it in Studio"
)

KIND = Kind(
    name="open_response",
    spec=OpenResponseSpec,
    tags={"fun": "openassessment", "openedx": "openassessment"},
    write=olx.write,
    read=olx.read,
    preview=preview,
    check=check,
    dates=(
        ("start",), ("due",), ("steps", "peer", "start"), ("steps", "peer", "due"), ("steps", "self", "start"),
        ("steps", "self", "due"),
    ),
    body="prompts",
    rules=RULES,
    offered={
        "openassessment": {
            "title": "title", "submission_start": "start", "submission_due": "due", "allow_latex": "latex",
            "text_response": "response", "file_upload_response": "response", "file_upload_type": "files",
            "white_listed_file_types": "files", "allow_multiple_files": "files", "leaderboard_show": "leaderboard",
            "group_access": "groups",
        }
    },
    not_offered={
        "openassessment": {
            "allow_file_upload": Text("remplacé par `file_upload_response`", "replaced by `file_upload_response`"),
            "date_config_type": Text("les dates sont celles qu'on écrit", "dates are those that are written"),
            "prompts_type": Text("moocfab prend ce que demande la consigne", "moocfab takes what the prompt asks for"),
            "text_response_editor": Text("l'éditeur simple est partout", "the plain editor is everywhere"),
            "show_rubric_during_response": Text("dites-les dans la consigne", "say them in the prompt"),
            "allow_learner_resubmissions": _AGAIN, "resubmissions_grace_period": _AGAIN,
            "teams_enabled": _TEAMS, "selected_teamset_id": _TEAMS,
        }
    },
)  # fmt: skip
