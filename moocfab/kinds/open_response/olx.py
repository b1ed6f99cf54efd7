"""An open response assessment as OLX.

Form seen to work: open-response, ora-file and ora-staff of the reference courses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, Literal

from lxml import etree

from moocfab.diagnostics import Text
from moocfab.kinds.contract import XML, Block, Context, attributes, says_more, valid
from moocfab.kinds.open_response.spec import Criterion, Dated, Example, OpenResponseSpec
from moocfab.prose.markdown import blocks, plain_markdown
from moocfab.safe.xml import fragments

# Without these, learners read the platform's English ones.
_PROMPT = Text(
    "Que diriez-vous à l'auteur pour l'aider à progresser ?", "What would you tell the author to help them improve?"
)
_BEGINNING = Text("J'ai remarqué que…", "I noticed that…")
_DATE = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(:\d{2})?(Z|[+-]\d{2}:?\d{2})?)?")
_RESPONSES = {"text": ("required", None), "file": ("optional", "required"), "both": ("required", "required")}
_FEEDBACK = {"no": None, "optional": "optional", "required": "required"}


def has_html_prompts(context: Context) -> bool:
    """Return whether the target's prompts may be HTML."""
    return "prompts_type" in context.target.blocks["openassessment"].fields


def markup(nodes: Iterable[XML]) -> list[str]:
    """Return the tags of a text that a plain one cannot have."""
    found = [str(part.tag) for node in nodes for part in node.iter()]
    return list(dict.fromkeys(tag for tag in found if tag not in ("p", "br")))


def write(spec: OpenResponseSpec, context: Context) -> Block:
    """Return the block, which stands inline."""
    known = context.target.blocks["openassessment"].fields
    values = {name: value for name, value in _attributes(spec, context).items() if name in known}
    element = etree.Element("openassessment", {"xblock-family": "xblock.v1", **values})
    etree.SubElement(element, "title").text = context.title
    _steps(etree.SubElement(element, "assessments"), spec, context)
    prompts = etree.SubElement(element, "prompts")
    for index, text in enumerate(spec.prompts):
        nodes = context.nodes(text, "prompts", index)
        shown = _html(nodes) if values.get("prompts_type") == "html" else _plain(nodes)
        etree.SubElement(etree.SubElement(prompts, "prompt"), "description").text = shown
    _rubric(etree.SubElement(element, "rubric"), spec, context)
    return Block(element)


def _attributes(spec: OpenResponseSpec, context: Context) -> dict[str, str]:
    text, upload = _RESPONSES[spec.response]
    html = any(markup(context.nodes(prompt, "prompts", index)) for index, prompt in enumerate(spec.prompts))
    types = spec.files.types if spec.files else "pdf-and-image"
    custom = not isinstance(types, str)
    several = {"one": False, "several": True}.get(str(spec.files.count if spec.files else None))
    files = {
        "file_upload_response": upload,
        "file_upload_type": "custom" if custom else types,
        "white_listed_file_types": ",".join(str(kind) for kind in types) if custom else None,
        "allow_multiple_files": None if several is None else str(several),
    }
    return attributes(
        submission_start=_date(spec.start, "start", context, "start"),
        submission_due=_date(spec.due, "end", context, "due"),
        allow_latex=str(spec.latex),
        text_response=text,
        text_response_editor="text",
        prompts_type="html" if html else "text",
        leaderboard_show=spec.leaderboard,
        **(files if upload else {}),
    )


def _steps(parent: XML, spec: OpenResponseSpec, context: Context) -> None:
    steps = spec.steps
    if steps.training:
        training = etree.SubElement(parent, "assessment", name="student-training")
        for example in steps.training:
            _example(etree.SubElement(training, "example"), example, context)
    if steps.peer:
        numbers = {"must_grade": str(steps.peer.must_grade), "must_be_graded_by": str(steps.peer.graded_by)}
        values = {"name": "peer-assessment", **numbers, **_span(steps.peer, "peer", context)}
        etree.SubElement(parent, "assessment", values)
    if steps.self_:
        etree.SubElement(parent, "assessment", {"name": "self-assessment", **_span(steps.self_, "self", context)})
    if steps.staff:
        etree.SubElement(parent, "assessment", name="staff-assessment", required="True")


def _span(step: Dated, name: str, context: Context) -> dict[str, str]:
    return attributes(
        start=_date(step.start, "start", context, "steps", name, "start"),
        due=_date(step.due, "end", context, "steps", name, "due"),
    )


def _date(text: str | None, role: Literal["start", "end"], context: Context, *steps: str) -> str | None:
    moment: datetime | None = context.moment(text, role, *steps) if text else None
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S+00:00") if moment else None


def _example(parent: XML, example: Example, context: Context) -> None:
    answer = etree.SubElement(parent, "answer")
    for text in example.answer:
        etree.SubElement(answer, "part").text = _plain(context.nodes(text))
    for criterion, option in example.scores.items():
        etree.SubElement(parent, "select", criterion=str(criterion), option=str(option))


def _rubric(parent: XML, spec: OpenResponseSpec, context: Context) -> None:
    for criterion in spec.rubric:
        _criterion(parent, criterion)
    prompt, beginning = _PROMPT.for_learners(context.language), _BEGINNING.for_learners(context.language)
    etree.SubElement(parent, "feedbackprompt").text = str(spec.feedback or prompt)
    etree.SubElement(parent, "feedback_default_text").text = str(spec.opening or beginning)


def _criterion(parent: XML, criterion: Criterion) -> None:
    element = etree.SubElement(parent, "criterion", attributes(feedback=_FEEDBACK[criterion.feedback]))
    _texts(element, name=criterion.kept_as, label=criterion.name, prompt=criterion.prompt)
    for option in criterion.options:
        level = etree.SubElement(element, "option", points=str(option.points))
        _texts(level, name=option.name, label=option.label, explanation=option.explanation)


def _texts(parent: XML, **texts: str) -> None:
    for tag, text in texts.items():
        etree.SubElement(parent, tag).text = str(text)


def _plain(nodes: Iterable[XML]) -> str:
    return "\n\n".join(" ".join("".join(str(part) for part in node.itertext()).split()) for node in nodes)


def _html(nodes: Iterable[XML]) -> str:
    return "\n".join(etree.tostring(node, encoding="unicode", with_tail=False) for node in nodes)


_KNOWN = {
    "url_name", "xblock-family", "display_name", "submission_start", "submission_due", "allow_latex", "text_response",
    "text_response_editor", "prompts_type", "file_upload_response", "file_upload_type", "white_listed_file_types",
    "allow_multiple_files", "leaderboard_show",
}  # fmt: skip


def read(element: XML, _content: str | None) -> dict[str, Any] | None:
    """Return the fields of an open response assessment, None where they would lose something of it."""
    known = not says_more(element, _KNOWN)
    rubric, plain = element.find("rubric"), element.get("text_response_editor", "text") == "text"
    if element.tag != "openassessment" or not known or not plain or rubric is None:
        return None
    html = element.get("prompts_type") == "html"
    steps, files = _read_steps(element), _read_files(element)
    if steps is None or files is None:
        return None
    fields = {
        "title": element.findtext("title"),
        "prompts": [_read_text(text.text or "", html=html) for text in element.iterfind("prompts/prompt/description")],
        "start": _read_date(element.get("submission_start")),
        "due": _read_date(element.get("submission_due")),
        "steps": steps,
        "rubric": [_read_criterion(criterion) for criterion in rubric.iterfind("criterion")],
        "feedback": _own(rubric.findtext("feedbackprompt")),
        "opening": _own(rubric.findtext("feedback_default_text")),
        "latex": element.get("allow_latex", "").lower() == "true",
        "leaderboard": element.get("leaderboard_show"),
        **files,
    }
    return valid(OpenResponseSpec, {name: value for name, value in fields.items() if value})


def _own(prompt: str | None) -> str | None:
    """Return a text beside the comment on the whole that is none of ours."""
    return None if any(prompt in (ours.fr, ours.en) for ours in (_PROMPT, _BEGINNING)) else prompt


def _read_text(text: str, *, html: bool = False) -> str:
    return blocks(fragments(text)) if html else "\n\n".join(plain_markdown(part) for part in text.split("\n\n"))


def _read_files(element: XML) -> dict[str, Any] | None:
    """Return how learners answer, None where it is a way of its own."""
    text, upload = element.get("text_response") or "required", element.get("file_upload_response") or None
    response = next((name for name, form in _RESPONSES.items() if form == (text, upload)), None)
    if response is None or upload is None:
        return None if response is None else {"response": response}
    types: Any = element.get("file_upload_type", "pdf-and-image")
    if types == "custom":
        types = [kind.strip() for kind in element.get("white_listed_file_types", "").split(",")]
    files: dict[str, Any] = {"types": types}
    if several := element.get("allow_multiple_files"):
        files["count"] = "several" if several.lower() == "true" else "one"
    return {"response": response, "files": files}


def _read_steps(element: XML) -> dict[str, Any] | None:
    steps: dict[str, Any] = {}
    for step in element.iterfind("assessments/assessment"):
        match step.get("name"):
            case "student-training":
                steps["training"] = [_read_example(example) for example in step.iterfind("example")]
            case "peer-assessment" if step.get("enable_flexible_grading", "False") == "False":
                numbers = {"must_grade": step.get("must_grade"), "graded_by": step.get("must_be_graded_by")}
                steps["peer"] = {**{k: v for k, v in numbers.items() if v}, **_read_span(step)}
            case "self-assessment":
                steps["self"] = _read_span(step)
            case "staff-assessment" if step.get("required", "").lower() == "true":
                steps["staff"] = True
            case _:
                return None
    return steps


def _read_span(step: XML) -> dict[str, Any]:
    return {name: value for name in ("start", "due") if (value := _read_date(step.get(name)))}


def _read_date(text: str | None) -> str | None:
    """Return a date with its offset: the platforms read one without as UTC, and a day as its midnight."""
    match = _DATE.fullmatch(text or "")
    if match is None:
        return text
    day, hour, seconds, offset = match.groups()
    return f"{day}T{hour or '00:00'}{seconds or ':00'}{(offset or 'Z').replace('Z', '+00:00')}"


def _read_example(example: XML) -> dict[str, Any]:
    parts = [part.text or "" for part in example.iterfind("answer/part")] or [example.findtext("answer") or ""]
    scores = {select.get("criterion"): select.get("option") for select in example.iterfind("select")}
    return {"answer": [_read_text(part) for part in parts], "scores": scores}


def _read_criterion(element: XML) -> dict[str, Any]:
    found = {**_read_named(element, "name"), "prompt": element.findtext("prompt")}
    if element.get("feedback", "disabled") != "disabled":
        found["feedback"] = element.get("feedback")
    found["options"] = [
        {**_read_named(option, "label"), "points": option.get("points"), "explanation": option.findtext("explanation")}
        for option in element.iterfind("option")
    ]
    for part in (found, *found["options"]):
        for name in [name for name, value in part.items() if value is None]:
            del part[name]
    return found


def _read_named(element: XML, field: str) -> dict[str, Any]:
    name = element.findtext("name") or ""
    label = element.findtext("label") or name
    return {field: label} if label == name else {field: label, "key": name}
