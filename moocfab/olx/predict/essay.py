"""What makes an open response assessment vanish (`openassessment/xblock/utils/xml.py` of edx-ora2)."""

from __future__ import annotations

from moocfab.olx.predict.fields import is_date
from moocfab.olx.predict.model import Lost
from moocfab.safe.xml import XML

_NUMBERS = (("assessment", "must_grade"), ("assessment", "must_be_graded_by"), ("option", "points"))
_DATES = ("submission_start", "submission_due", "start", "due")


def check(element: XML) -> None:
    """Read the parts that must be numbers, dates and names.

    Raises:
        Lost: one of them is not.
    """
    for part in element.iter():
        if not isinstance(part.tag, str):
            continue
        for tag, name in _NUMBERS:
            value = part.get(name)
            if part.tag == tag and value is not None and not value.strip().lstrip("+-").isdecimal():
                raise _wrong(name, value)
        for name in _DATES if part.tag in ("openassessment", "assessment") else ():
            value = part.get(name)
            if value and not is_date(value):
                raise _wrong(name, value)
        if part.tag in ("criterion", "option") and part.find("name") is None:
            raise Lost(f"un « {part.tag} » n'a pas de « name »", f"a “{part.tag}” has no “name”")


def _wrong(name: str, value: str) -> Lost:
    return Lost(f'« {name}="{value}" » ne se lit pas', f'“{name}="{value}"” cannot be read')
