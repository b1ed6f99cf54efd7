"""`quiz`: a problem in Studio's own notation, one or several questions."""

from __future__ import annotations

from moocfab.kinds.problem import written_kind
from moocfab.kinds.quiz.checks import check
from moocfab.kinds.quiz.olx import write
from moocfab.kinds.quiz.preview import preview
from moocfab.kinds.quiz.read import read
from moocfab.kinds.quiz.spec import QuizSpec
from moocfab.source.studio import RULES

KIND = written_kind(
    "quiz", QuizSpec, write, read, preview, check=check, rules=RULES, body="quiz", offered={"markdown": "quiz"}
)
