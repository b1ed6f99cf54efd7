"""The kinds there are: one line each."""

from __future__ import annotations

from moocfab.kinds import (
    annotation,
    cloze,
    completion,
    conditional,
    discussion,
    drag_and_drop,
    file_submission,
    formula,
    image_click,
    lti,
    multiple_choice,
    numerical,
    open_response,
    password,
    poll,
    python,
    question_bank,
    quiz,
    raw,
    select,
    short_text,
    single_choice,
    split,
    survey,
    text,
    together,
    video,
    word_cloud,
)
from moocfab.kinds.contract import Kind

# Kinds whose problem is one question: they may also stand together in one problem.
QUESTIONS = (
    single_choice.KIND,
    multiple_choice.KIND,
    select.KIND,
    numerical.KIND,
    short_text.KIND,
    formula.KIND,
    image_click.KIND,
    python.KIND,
)
KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        text.KIND,
        video.KIND,
        *QUESTIONS,
        together.kind(*QUESTIONS),
        cloze.kind(numerical.KIND, select.KIND, short_text.KIND),
        quiz.KIND,
        discussion.KIND,
        lti.KIND,
        poll.KIND,
        survey.KIND,
        word_cloud.KIND,
        completion.KIND,
        open_response.KIND,
        file_submission.KIND,
        drag_and_drop.KIND,
        question_bank.KIND,
        split.KIND,
        conditional.KIND,
        password.KIND,
        annotation.KIND,
        raw.KIND,
    )
}
RULES = tuple(dict.fromkeys(rule for kind in KINDS.values() for rule in kind.rules))
