"""A question that a script grades, as OLX and back.

Facts, read in capa: the scripts of a problem are one, which is unescaped once more than XML does; `$names` are put
into what is shown before it is; a check function gets what is expected and the answer, a list of several inputs.
"""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from moocfab.kinds.contract import XML, Context
from moocfab.kinds.graders import definitions
from moocfab.kinds.python import variables
from moocfab.kinds.python.spec import Input, PythonSpec, script
from moocfab.kinds.question import Part, question, read_texts

_ENTITY = re.compile(r"&(?=(?:amp|lt|gt|apos|quot);)")
_READ = (("&lt;", "<"), ("&gt;", ">"), ("&apos;", "'"), ("&quot;", '"'), ("&amp;", "&"))
"""What capa makes of a script, in this order."""
_LABELLED = re.compile(r"\s*(.*?)\s*:\s*", re.DOTALL)


def content(spec: PythonSpec, context: Context) -> list[XML]:
    """Return the script, and the response with its question."""
    source = script(spec, context)
    code = source.text if source else ""
    box = etree.Element("script", type="loncapa/python")
    box.text = "\n{}\n".format(_ENTITY.sub("&amp;", code).strip("\n"))
    names = definitions(code).names
    shown = spec.model_copy(
        update={name: variables.marked(getattr(spec, name) or "", names) or None for name in ("ask", "explain")}
    )
    response, control = _checked(spec, context) if spec.check else _number(spec)
    return [box, *variables.restored(question(shown, context, response, control))]


def _number(spec: PythonSpec) -> tuple[XML, XML]:
    """Return the response for a number that the script computes."""
    response = etree.Element("numericalresponse", answer=spec.inputs[0].expect or "")
    if spec.tolerance is not None:
        etree.SubElement(response, "responseparam", type="tolerance", default=spec.tolerance)
    return response, _input(response, spec.inputs[0], "formulaequationinput")


def _checked(spec: PythonSpec, context: Context) -> tuple[XML, XML]:
    """Return the response that the function checks, and the input that the question names: none of several."""
    response = etree.Element("customresponse", cfn=spec.check or "")
    if len(spec.inputs) == 1:
        if spec.inputs[0].expect:
            response.set("expect", spec.inputs[0].expect)
        return response, _input(response, spec.inputs[0], "textline")
    for item in spec.inputs:
        # Dogwood reads a label out, and shows none.
        holder = response if context.target.labels == "element" else _named(response, item)
        line = etree.SubElement(holder, "textline", _size(item), label=item.label or "")
        if item.expect:
            line.set("correct_answer", item.expect)
    return response, etree.Element("textline")


def _input(response: XML, item: Input, form: str) -> XML:
    return etree.SubElement(_named(response, item) if item.label else response, form, _size(item))


def _named(response: XML, item: Input) -> XML:
    box = etree.SubElement(response, "div")
    box.text = f"{item.label} : "
    return box


def _size(item: Input) -> dict[str, str]:
    return {"size": str(item.size)} if item.size else {}


def read_part(part: Part) -> dict[str, Any] | None:
    """Return the fields of a question with a script."""
    response = part.response
    if len(part.scripts) != 1 or "python" not in (part.scripts[0].get("type") or ""):
        return None
    lines = [e for e in response.iter("textline", "formulaequationinput") if isinstance(e.tag, str)]
    fields: dict[str, Any] = {"script": _unescaped(part.scripts[0].text or "")}
    if response.tag == "customresponse" and response.get("cfn") and lines and response.find("answer") is None:
        fields["check"] = response.get("cfn")
        expected = response.get("expect") if len(lines) == 1 else None
    elif response.tag == "numericalresponse" and len(lines) == 1 and response.find("additional_answer") is None:
        expected = response.get("answer")
        tolerance = response.find("responseparam[@type='tolerance']")
        fields |= {"tolerance": tolerance.get("default", "")} if tolerance is not None else {}
    else:
        return None
    fields["inputs"] = [_read_input(line, expected, several=len(lines) > 1) for line in lines]
    names = definitions(fields["script"]).names
    texts = {name: variables.unescaped(text, names) for name, text in read_texts(part).items()}
    return {**texts, **fields}


def _unescaped(code: str) -> str:
    for written, meant in _READ:
        code = code.replace(written, meant)
    return code


def _read_input(line: XML, expected: str | None, *, several: bool) -> dict[str, Any]:
    holder = line.getparent()
    beside = _LABELLED.fullmatch(holder.text or "") if holder is not None and holder.tag in ("div", "p") else None
    found = {
        "label": (line.get("label") if several else None) or (beside[1] if beside else None),
        "expect": expected or line.get("correct_answer"),
        "size": line.get("size"),
    }
    return {name: value for name, value in found.items() if value}
