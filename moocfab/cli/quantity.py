"""Quantities as people read them."""

from __future__ import annotations

from moocfab.cli.language import Say


def size(count: int, say: Say) -> str:
    """Return a number of bytes in the largest unit that leaves a whole one: `1,2 Mo`."""
    unit = say("octets", "bytes")
    value = float(count)
    for larger in (say("ko", "kB"), say("Mo", "MB"), say("Go", "GB"), say("To", "TB")):
        if value < 1000:
            break
        value, unit = value / 1000, larger
    text = f"{value:.1f}".removesuffix(".0") if value < 10 else f"{value:.0f}"
    return f"{text.replace('.', say(',', '.'))} {unit}"


def duration(seconds: float) -> str:
    """Return a time as people say it: `40 s`, `3 min`, `1 h 20`."""
    whole = max(1, round(seconds))
    if whole < 90:
        return f"{whole} s"
    minutes = round(whole / 60)
    if minutes < 90:
        return f"{minutes} min"
    return f"{minutes // 60} h {minutes % 60:02}"
