"""What is wrong with a regular expression, told to those who wrote it."""

from __future__ import annotations

from moocfab.diagnostics import Text

_FAULTS = {
    "missing )": Text("une parenthèse n'est pas fermée", "a parenthesis is not closed"),
    "unbalanced parenthesis": Text("une parenthèse est fermée sans être ouverte", "a parenthesis closes none"),
    "unterminated character set": Text("un crochet n'est pas fermé", "a bracket is not closed"),
    "nothing to repeat": Text("il n'y a rien à répéter", "there is nothing to repeat"),
    "multiple repeat": Text("deux signes de répétition se suivent", "two signs of repetition follow each other"),
    "bad escape": Text("ce signe ne peut pas suivre « \\ »", "this sign may not follow “\\”"),
    "global flags": Text("ces options ne sont pas permises ici", "these flags are not allowed here"),
    "bad character range": Text("cet intervalle est à l'envers", "this range is the wrong way round"),
    "min repeat greater than max repeat": Text("le moins dépasse le plus", "the least is above the most"),
}
"""By how Python's message begins."""


def fault(error: Exception, *, before: int = 0) -> Text:
    """Return why an expression cannot be compiled, `before` characters of it being ours."""
    at = getattr(error, "pos", None)
    if at is None:
        return Text("elle est trop longue", "it is too long")
    said = str(getattr(error, "msg", ""))
    why = next((text for start, text in _FAULTS.items() if said.startswith(start)), Text("elle est fausse", said))
    sign = max(1, at + 1 - before)
    return Text(f"{why.fr}, au signe {sign}", f"{why.en}, at character {sign}")
