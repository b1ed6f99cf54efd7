"""What makes an open response assessment vanish, after `openassessment/xblock/utils/xml.py` of edx-ora2."""

from __future__ import annotations

from moocfab.olx.predict.fields import is_date
from moocfab.olx.predict.model import Lost
from moocfab.safe.xml import XML

_FEEDBACK = ("disabled", "optional", "required")


def check(element: XML) -> None:
    """Read what must be a number, a date or a name; without a rubric current Open edX takes its own example.

    Raises:
        Lost: a part is missing or cannot be read.
    """
    rubric = element.find("rubric")
    if rubric is None:
        return
    _need(element, "title", "assessments")
    _dates(element, "submission_start", "submission_due")
    _numbers(element, "leaderboard_show")
    for prompt in element.findall("prompts/prompt"):
        _need(prompt, "description")
    for criterion in rubric.findall("criterion"):
        _criterion(criterion)
    for step in element.findall("assessments/assessment"):
        _step(step)


def _criterion(criterion: XML) -> None:
    _need(criterion, "name", "prompt")
    feedback = criterion.get("feedback", "disabled")
    if feedback not in _FEEDBACK:
        raise _wrong("feedback", feedback)
    for option in criterion.findall("option"):
        _need(option, "name", "explanation")
        if "points" not in option.attrib:
            raise _missing("option", "points")
        _numbers(option, "points")


def _step(step: XML) -> None:
    name = step.get("name")
    if name is None:
        raise _missing("assessment", "name")
    _dates(step, "start", "due")
    _numbers(step, "must_grade", "must_be_graded_by")
    if "required" in step.attrib and name != "staff-assessment":
        raise _wrong("required", step.get("required", ""))
    for example in step.findall("example") if name == "student-training" else ():
        if len(example.findall("answer")) != 1:
            raise _missing("example", "answer")
        for select in example.findall("select"):
            for attribute in ("criterion", "option"):
                if attribute not in select.attrib:
                    raise _missing("select", attribute)


def _need(parent: XML, *names: str) -> None:
    for name in names:
        if parent.find(name) is None:
            raise _missing(str(parent.tag), name)


def _numbers(element: XML, *names: str) -> None:
    for name in names:
        value = element.get(name)
        if value is not None and not value.strip().lstrip("+-").isdecimal():
            raise _wrong(name, value)


def _dates(element: XML, *names: str) -> None:
    for name in names:
        value = element.get(name)
        if value and not is_date(value):
            raise _wrong(name, value)


def _missing(parent: str, name: str) -> Lost:
    return Lost(f"« {parent} » n'a pas de « {name} »", f"“{parent}” has no “{name}”")


def _wrong(name: str, value: str) -> Lost:
    return Lost(f'« {name}="{value}" » ne se lit pas', f'“{name}="{value}"” cannot be read')
