"""`quiz`: a problem in Studio's own notation, one or several questions."""

from __future__ import annotations

from moocfab.kinds.contract import Kind
from moocfab.kinds.problem import NOT_OFFERED, OFFERED, SHOW_ANSWER_LATER
from moocfab.kinds.quiz.checks import check
from moocfab.kinds.quiz.olx import write
from moocfab.kinds.quiz.preview import preview
from moocfab.kinds.quiz.read import read
from moocfab.kinds.quiz.spec import QuizSpec
from moocfab.source.studio import RULES

KIND = Kind(
    name="quiz",
    spec=QuizSpec,
    tags={"fun": "problem", "openedx": "problem"},
    write=write,
    read=read,
    preview=preview,
    check=check,
    body="quiz",
    rules=(SHOW_ANSWER_LATER, *RULES),
    offered={"problem": {**OFFERED["problem"], "markdown": "quiz"}},
    not_offered={"problem": {name: why for name, why in NOT_OFFERED["problem"].items() if name != "markdown"}},
)
