"""What to type in place of a value that has not the form of its key, by pydantic's types of errors."""

from __future__ import annotations

from collections.abc import Mapping

from moocfab.diagnostics import Text

NONE = Text("", "")
_TEXT = Text(
    "écrivez-le sur la ligne, entre guillemets : clé: \"mon texte\"",
    "write it on the line, in quotes: key: \"my text\"",
)  # fmt: skip
_WHOLE = Text("écrivez ses chiffres seuls, sans unité : 3", "write its digits alone, without unit: 3")
_NUMBER = Text("écrivez ses chiffres seuls, sans unité : 2.5", "write its digits alone, without unit: 2.5")
_TRUTH = Text("sans guillemets ni autre mot", "without quotes or another word")
_LIST = Text(
    "écrivez-la entre crochets, [un, deux], ou un élément par ligne après « - »",
    "write it in brackets, [one, two], or an item a line after “- ”",
)
_KEYS = Text(
    "écrivez-les dessous, décalées de deux espaces, ou entre accolades sur la ligne : {clé: valeur}",
    "write them below, two spaces further right, or in braces on the line: {key: value}",
)
_BOUND = Text("changez ce nombre", "change the number")
_ONE = Text("écrivez l'une d'elles telle quelle", "write one of them as it stands")
_MORE = Text("ajoutez ce qui manque, ou retirez la clé", "add what is missing, or remove the key")
_FORM = Text("« moocfab schema » montre la forme de chaque clé", "“moocfab schema” shows each key's form")
_KIND = Text("ajoutez « kind: single_choice », par exemple", "add “kind: single_choice”, for instance")
_LESS = Text("raccourcissez", "shorten it")

HINTS: Mapping[str, Text] = {
    "string_type": _TEXT,
    "string_too_short": _MORE,
    "string_too_long": _LESS,
    "string_pattern_mismatch": _FORM,
    **dict.fromkeys(("int_type", "int_parsing", "int_from_float", "int_parsing_size"), _WHOLE),
    **dict.fromkeys(("float_type", "float_parsing", "finite_number"), _NUMBER),
    **dict.fromkeys(("bool_type", "bool_parsing"), _TRUTH),
    **dict.fromkeys(("greater_than", "greater_than_equal", "less_than", "less_than_equal"), _BOUND),
    **dict.fromkeys(("list_type", "tuple_type"), _LIST),
    **dict.fromkeys(("dict_type", "model_type", "model_attributes_type"), _KEYS),
    "too_short": _MORE,
    "too_long": _LESS,
    **dict.fromkeys(("literal_error", "enum", "union_tag_invalid"), _ONE),
    "none_required": Text("retirez cette valeur", "remove the value"),
    "union_tag_not_found": _KIND,
}  # fmt: skip
"""One for each of our messages; what a validator of ours says names what to type already."""
