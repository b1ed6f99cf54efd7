"""A number as OLX and back.

Facts, read in capa and seen by running it: `partial_range` counts in tolerances, or in widths of a range; without a
tolerance capa takes 0.001 %. `additional_answer` is ignored by Dogwood, and compared without tolerance by
current Open edX: then a check function says the same on both.
"""

from __future__ import annotations

import ast
import re
from typing import Any

from lxml import etree

from moocfab.diagnostics import Text
from moocfab.kinds.contract import XML, Context
from moocfab.kinds.numbers import number_text, width
from moocfab.kinds.numerical.spec import Answer, NumericalSpec, accepted
from moocfab.kinds.question import DECIMAL_POINT, Part, question, says_point
from moocfab.prose.markdown import inline
from moocfab.safe.xml import fragments

DEFAULT_TOLERANCE = "0.001%"
_NOT_A_NUMBER = Text("Écrivez un nombre, par exemple 2.5.", "Write a number, such as 2.5.")

# Python 2.7 and 3: the same function is run by both platforms' graders. Its names carry the question's.
_CHECK = """
answers_{name} = {answers}
tolerance_{name} = {tolerance}
near_{name} = {near}
half_{name} = {half}


def within_{name}(number, value, width):
    if width.endswith("%"):
        return abs(number - value) <= abs(value) * float(width[:-1]) / 100.0 * 1.000000001
    return abs(number - value) <= float(width) * 1.000000001


def check_{name}(expect, given):
    try:
        number = float(given.replace(",", ".").replace(u"\\u2212", "-").replace(u"\\u00a0", "").replace(" ", ""))
    except ValueError:
        return {{"ok": False, "msg": {no_number}}}
    for value, feedback in answers_{name}:
        if within_{name}(number, value, tolerance_{name}):
            return {{"ok": True, "msg": feedback}}
    close = [value for value, feedback in answers_{name} if near_{name} and within_{name}(number, value, near_{name})]
    listed = [value for value in half_{name} if within_{name}(number, value, tolerance_{name})]
    if close or listed:
        return {{"ok": "partial", "msg": "", "grade_decimal": 0.5}}
    return {{"ok": False, "msg": ""}}
"""
_DATA = re.compile(r"^(answers|tolerance|near|half)_\w+ = (.*)$", re.MULTILINE)


def content(spec: NumericalSpec, context: Context) -> list[XML]:
    """Return the response with its question."""
    if needs_check(spec, context):
        return _checked(spec, context)
    response = etree.Element("numericalresponse", answer=_expected(spec))
    if spec.tolerance is not None and spec.range is None:
        etree.SubElement(response, "responseparam", type="tolerance", default=spec.tolerance)
    _add_partial(response, spec)
    answers = accepted(spec)
    for index, answer in enumerate(answers):
        holder = response if index == 0 else etree.SubElement(response, "additional_answer")
        if index:
            holder.set("answer", number_text(answer.value))
        if answer.feedback:
            hint = etree.SubElement(holder, "correcthint")
            context.inline(hint, answer.feedback, "answers", index, "feedback")
    # Dogwood shows a unit after a line of text only.
    form = "textline" if spec.unit and context.target.importer == "fun" else "formulaequationinput"
    control = _control(response, spec, form)
    return question(spec, context, response, control, DECIMAL_POINT if _says_point(spec, context) else None)


def needs_check(spec: NumericalSpec, context: Context) -> bool:
    """Return whether the target grades the answers right only by a function."""
    if len(spec.answers) < 2:
        return False
    return context.target.importer == "fun" or spec.tolerance is not None or spec.partial is not None


def _expected(spec: NumericalSpec) -> str:
    if spec.range is None:
        answers = accepted(spec)
        return number_text(answers[0].value) if answers else ""
    first = "(" if spec.range.open in ("from", "both") else "["
    last = ")" if spec.range.open in ("to", "both") else "]"
    return f"{first}{number_text(spec.range.start)},{number_text(spec.range.end)}{last}"


def _control(response: XML, spec: NumericalSpec, form: str) -> XML:
    control = etree.SubElement(response, form)
    if spec.unit:
        control.set("trailing_text", spec.unit)
    return control


def _says_point(spec: NumericalSpec, context: Context) -> bool:
    """Return whether learners may want to write a comma, and have to be told otherwise."""
    numbers = [answer.value for answer in accepted(spec)]
    numbers += [spec.range.start, spec.range.end] if spec.range else []
    return says_point(spec.ask, context) and (
        spec.tolerance not in (None, "0", "0%") or not all(n.is_integer() for n in numbers)
    )


def _add_partial(response: XML, spec: NumericalSpec) -> None:
    if spec.partial is None:
        return
    kinds = [("list", spec.partial.answers), ("close", spec.partial.near)]
    response.set("partial_credit", ",".join(kind for kind, given in kinds if given))
    if spec.partial.near:
        etree.SubElement(response, "responseparam", partial_range=f"{_times(spec):.10g}")
    if spec.partial.answers:
        values = ",".join(number_text(value) for value in spec.partial.answers)
        etree.SubElement(response, "responseparam", partial_answers=values)


def _times(spec: NumericalSpec) -> float:
    """Return how many tolerances, or widths of a range, `near` is."""
    near = spec.partial.near if spec.partial else None
    if spec.range is not None:
        size = spec.range.end - spec.range.start
    else:
        answers = accepted(spec)
        value = answers[0].value if answers else 0.0
        tolerance = spec.tolerance or DEFAULT_TOLERANCE
        if near and near.endswith("%") and tolerance.endswith("%"):
            return float(near[:-1]) / (float(tolerance[:-1]) or 1.0)
        size = width(tolerance, value)
        return width(near, value) / (size or 1.0)
    return width(near, size) / (size or 1.0)


def _checked(spec: NumericalSpec, context: Context) -> list[XML]:
    """Return a response that a function checks: in a line of text, which may have a comma."""
    name = re.sub(r"\W", "_", context.name)
    script = etree.Element("script", type="loncapa/python")
    answers = [(answer.value, _said(answer, index, context)) for index, answer in enumerate(spec.answers)]
    script.text = _CHECK.format(
        name=name,
        answers="[{}]".format(", ".join(f"({number_text(value)}, {_literal(said)})" for value, said in answers)),
        tolerance=_literal(spec.tolerance or DEFAULT_TOLERANCE),
        near=_literal(spec.partial.near or "" if spec.partial else ""),
        half="[{}]".format(", ".join(map(number_text, spec.partial.answers if spec.partial else ()))),
        no_number=_literal(_NOT_A_NUMBER.for_learners(context.language)),
    )
    response = etree.Element("customresponse", cfn=f"check_{name}", expect=number_text(spec.answers[0].value))
    control = _control(response, spec, "textline")
    return [script, *question(spec, context, response, control)]


def _said(answer: Answer, index: int, context: Context) -> str:
    if not answer.feedback:
        return ""
    box = context.inline(etree.Element("span"), answer.feedback, "answers", index, "feedback")
    return etree.tostring(box, encoding="unicode", with_tail=False)


def _literal(text: str) -> str:
    """Return a text as a literal of Python 2 and 3, in ASCII; without `&`, since capa unescapes a script once more."""
    for sign, written in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("&", "\\u0026")):
        text = text.replace(sign, written)
    return 'u"{}"'.format(text.encode("ascii", "backslashreplace").decode("ascii"))


def read_part(part: Part) -> dict[str, Any] | None:
    """Return the fields of a question for a number."""
    response = part.response
    control = next((child for child in response if child.tag in ("formulaequationinput", "textline")), None)
    if control is None:
        return None
    plain = response.tag == "numericalresponse" and not part.scripts
    try:
        fields = _read_response(response) if plain else _read_script(part)
    except (ValueError, SyntaxError):
        return None
    if fields is None:
        return None
    if control.get("trailing_text"):
        fields["unit"] = control.get("trailing_text")
    return fields


def _read_response(response: XML) -> dict[str, Any] | None:
    expected = response.get("answer", "").strip()
    found = re.fullmatch(r"([\[(])([^,]*),([^,]*)([\])])", expected)
    fields: dict[str, Any] = {}
    if found:
        ends = {"(]": "from", "[)": "to", "()": "both"}.get(found.group(1) + found.group(4))
        fields["range"] = {"from": found.group(2).strip(), "to": found.group(3).strip()}
        if ends:
            fields["range"]["open"] = ends
    else:
        fields.update(_read_answers(response, expected))
    tolerance = response.find("responseparam[@type='tolerance']")
    if tolerance is not None and not found:
        fields["tolerance"] = tolerance.get("default", "").strip()
    partial = _read_partial(response, fields)
    return {**fields, "partial": partial} if partial else fields


def _read_answers(response: XML, expected: str) -> dict[str, Any]:
    answers: list[dict[str, Any]] = []
    for holder in (response, *response.iterfind("additional_answer")):
        value = expected if holder is response else holder.get("answer") or (holder.text or "").strip()
        hint = holder.find("correcthint")
        answers.append({"value": value, **({"feedback": inline(hint)} if hint is not None else {})})
    return {"answer": expected} if len(answers) == 1 and set(answers[0]) == {"value"} else {"answers": answers}


def _read_partial(response: XML, fields: dict[str, Any]) -> dict[str, Any]:
    kinds = [kind.strip().lower() for kind in response.get("partial_credit", "").split(",")]
    partial: dict[str, Any] = {}
    if "close" in kinds:
        times = response.find("responseparam[@partial_range]")
        partial["near"] = _near(float(times.get("partial_range", "2")) if times is not None else 2.0, fields)
    values = response.find("responseparam[@partial_answers]")
    if "list" in kinds and values is not None:
        partial["answers"] = values.get("partial_answers", "").split(",")
    return partial


def _near(times: float, fields: dict[str, Any]) -> str:
    if "range" in fields:
        return f"{times * 100:.10g}%"
    tolerance = fields.get("tolerance", DEFAULT_TOLERANCE)
    percent = tolerance.endswith("%")
    return f"{times * float(tolerance.removesuffix('%')):.10g}{'%' if percent else ''}"


def _read_script(part: Part) -> dict[str, Any] | None:
    """Return what a check function of ours accepts; None where it is another's."""
    if part.response.tag != "customresponse" or len(part.scripts) != 1:
        return None
    found = dict(_DATA.findall(part.scripts[0].text or ""))
    if set(found) != {"answers", "tolerance", "near", "half"}:
        return None
    data = {name: ast.literal_eval(text) for name, text in found.items()}
    answers = [{"value": value, **({"feedback": _unsaid(said)} if said else {})} for value, said in data["answers"]]
    fields: dict[str, Any] = {"answers": answers}
    if data["tolerance"] != DEFAULT_TOLERANCE:
        fields["tolerance"] = data["tolerance"]
    partial = {
        **({"near": data["near"]} if data["near"] else {}),
        **({"answers": data["half"]} if data["half"] else {}),
    }
    return {**fields, "partial": partial} if partial else fields


def _unsaid(html: str) -> str:
    found = fragments(html)
    return inline(found[0]) if found else ""
