"""Numbers and sizes as each language writes them: the one place that does."""

from __future__ import annotations

from moocfab.diagnostics import Text

_UNITS = (Text("octets", "bytes"), Text("ko", "kB"), Text("Mo", "MB"), Text("Go", "GB"), Text("To", "TB"))


def number(value: float, digits: int = 1, *, zeros: bool = False, sign: bool = False) -> Text:
    """Return a number: `2,5`, `2.5`.

    Args:
        value: to be written.
        digits: of its fraction, at most.
        zeros: whether those at the end stay, as in a column.
        sign: whether `+` stands before what is not negative.
    """
    en = f"{value:{'+' if sign else ''}.{digits}f}"
    if digits and not zeros:
        en = en.rstrip("0").rstrip(".")
    return Text(en.replace(".", ",").replace("-", "−"), en)


def size(count: int) -> Text:
    """Return a number of bytes in the largest unit that leaves a whole one: `1,2 Mo`, `1.2 MB`."""
    value, units = float(count), iter(_UNITS)
    unit = next(units)
    while round(value) >= 1000 and unit != _UNITS[-1]:
        value, unit = value / 1000, next(units)
    shown = number(value, 1 if round(value, 1) < 10 else 0)
    return Text(f"{shown.fr} {unit.fr}", f"{shown.en} {unit.en}")
