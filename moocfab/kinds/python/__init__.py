"""`python`: a question that a script grades, or whose values it draws."""

from __future__ import annotations

from html import escape

from moocfab.kinds.contract import Context
from moocfab.kinds.graders import definitions, overwriting, trouble
from moocfab.kinds.python import variables
from moocfab.kinds.python.olx import content, read_part
from moocfab.kinds.python.rules import (
    LACKING,
    NO_FUNCTION,
    NO_LABEL,
    OTHER_PYTHON,
    OVERWRITES,
    RULES,
    TOLERANCE_OF_CHECK,
    UNGRADED,
    UNKNOWN_VARIABLE,
)
from moocfab.kinds.python.spec import PythonSpec, script
from moocfab.kinds.question import question_kind
from moocfab.source.validate import guess


def check(spec: PythonSpec, context: Context) -> None:
    """Report what the platform's graders could not run, or would get wrong."""
    _check_version(spec, context)
    _check_inputs(spec, context)
    _check_script(spec, context)


def _check_version(spec: PythonSpec, context: Context) -> None:
    python = context.target.grader_python
    if spec.python and not python.startswith(f"{spec.python}."):
        place, target = context.at("python"), context.target.title
        context.report(OTHER_PYTHON.at(place, wanted=spec.python, target=target, python=python))


def _check_inputs(spec: PythonSpec, context: Context) -> None:
    if spec.check is None and (len(spec.inputs) != 1 or not spec.inputs[0].expect):
        context.report(UNGRADED.at(context.at("inputs")))
    if spec.check and spec.tolerance is not None:
        context.report(TOLERANCE_OF_CHECK.at(context.at("tolerance")))
    for index, item in enumerate(spec.inputs):
        if len(spec.inputs) > 1 and not item.label:
            context.report(NO_LABEL.at(context.at("inputs", index)))


def _check_script(spec: PythonSpec, context: Context) -> None:
    source = script(spec, context)
    if source is None:
        return
    python, target = context.target.grader_python, context.target.title
    found = trouble(source.text, python)
    if found and (spec.python is None or python.startswith(f"{spec.python}.")):
        place = source.place(found.line, found.column, 1)
        context.report(LACKING.at(place, what=found.what, target=target, python=python))
    for name in overwriting(source.text):
        context.report(OVERWRITES.at(context.at("script"), name=name))
    known = definitions(source.text)
    if spec.check and not known.functions.get(spec.check):
        context.report(NO_FUNCTION.at(context.at("check"), name=spec.check))
    for field in ("ask", "explain"):
        _check_variables(spec, field, known.names, context)
    for index, item in enumerate(spec.inputs):
        for name in variables.unknown(variables.marked(item.expect or "", known.names)):
            context.report(
                UNKNOWN_VARIABLE.at(context.at("inputs", index, "expect"), name=name, guess=guess(name, known.names))
            )


def _check_variables(spec: PythonSpec, field: str, names: frozenset[str], context: Context) -> None:
    text: str = getattr(spec, field) or ""
    for name in variables.unknown(context.plain(variables.marked(text, names))):
        before = text[: text.find(f"${name}")]
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        place = context.within(line, column, len(name) + 1, field)
        context.report(UNKNOWN_VARIABLE.at(place, name=name, guess=guess(name, names)))


def defines(spec: PythonSpec, context: Context) -> frozenset[str]:
    """Return the names that the script gives to its problem."""
    source = script(spec, context)
    return definitions(source.text).names if source else frozenset()


def control(spec: PythonSpec, context: Context) -> str:
    """Return the inputs."""
    asked = escape(context.plain(spec.ask))
    return "".join(
        f'<p>{escape(item.label or "")} <input type="text" size="{item.size or 20}"'
        f' aria-label="{escape(item.label or asked)}"/></p>'
        for item in spec.inputs
    )


KIND = question_kind("python", PythonSpec, content, read_part, control, check, RULES, scripted=True, defines=defines)
