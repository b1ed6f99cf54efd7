"""What can be wrong with a question for a number."""

from moocfab.diagnostics import Rule, Severity, Text

ERROR = Severity.ERROR

ONE_ANSWER = Rule(
    "MF4161", "numerical-answer", ERROR,
    Text("il faut l'un de « answer », « answers » ou « range », et un seul", "one of “answer”, “answers”, “range” is needed, and one only"),
    Text("écrivez par exemple « answer: 2.4 »", "write for instance “answer: 2.4”"),
    Text("Sans réponse attendue, personne ne peut avoir juste.", "Without an expected answer nobody can be right."),
    "answer: 2\nrange: {from: 1, to: 3}", "range: {from: 1, to: 3}",
)  # fmt: skip
RANGE_REVERSED = Rule(
    "MF4162", "range-reversed", ERROR,
    Text("l'intervalle de {start} à {end} est vide", "the range from {start} to {end} is empty"),
    Text("mettez le plus petit nombre après « from »", "put the smaller number after “from”"),
    Text("Aucune réponse ne serait juste.", "No answer would be right."),
    "range: {from: 3, to: 2}", "range: {from: 2, to: 3}",
)  # fmt: skip
TOLERANCE_OF_RANGE = Rule(
    "MF4163", "tolerance-of-range", ERROR,
    Text("« tolerance » n'a pas d'effet sur un intervalle", "“tolerance” has no effect on a range"),
    Text("élargissez l'intervalle", "widen the range"),
    Text("Les plateformes comparent aux deux bornes, sans tolérance.", "The platforms compare with both ends, without tolerance."),
    "range: {from: 2, to: 3}\ntolerance: 1%", "range: {from: 1.98, to: 3.03}",
)  # fmt: skip
NEAR_TOO_SMALL = Rule(
    "MF4164", "near-within-tolerance", ERROR,
    Text("« near: {near} » ne va pas plus loin que la tolérance", "“near: {near}” reaches no further than the tolerance"),
    Text("agrandissez « near », et donnez une tolérance qui n'est pas nulle", "enlarge “near”, and give a tolerance that is not zero"),
    Text("La moitié des points irait à des réponses qui les ont déjà tous, ou à aucune.",
         "Half of the points would go to answers that have all of them already, or to none."),
    "answer: 10\ntolerance: 10%\npartial: {near: 5%}", "answer: 10\ntolerance: 5%\npartial: {near: 10%}",
)  # fmt: skip
RIGHT_TWICE = Rule(
    "MF4165", "number-twice", ERROR,
    Text("{value} est déjà accepté par une autre réponse", "{value} is already accepted by another answer"),
    Text("retirez-le, ou réduisez la tolérance", "remove it, or lower the tolerance"),
    Text("La première réponse qui convient est la seule qui compte.", "The first answer that fits is the only one that counts."),
    "answers: [{value: 2}, {value: 2}]", "answers: [{value: 2}, {value: -2}]",
)  # fmt: skip
HALF_OF_RANGE = Rule(
    "MF4166", "half-of-range", ERROR,
    Text("avec un intervalle, « partial » ne connaît que « near »", "with a range, “partial” knows “near” only"),
    Text("retirez « answers » de « partial »", "remove “answers” from “partial”"),
    Text("Les plateformes n'y regardent pas la liste.", "The platforms do not look at the list there."),
    "range: {from: 2, to: 3}\npartial: {answers: [5]}", "range: {from: 2, to: 3}\npartial: {near: 10%}",
)  # fmt: skip
NO_PARTIAL = Rule(
    "MF4167", "partial-empty", ERROR,
    Text("« partial » ne dit pas ce qui donne la moitié", "“partial” does not say what earns half"),
    Text("écrivez « partial: {{near: 10%}} » ou « partial: {{answers: [100]}} »",
         "write “partial: {{near: 10%}}” or “partial: {{answers: [100]}}”"),
    Text("La plateforme montrerait une erreur à qui répond.", "The platform would show an error to who answers."),
    "partial: {}", "partial: {near: 10%}",
)  # fmt: skip

RULES = (ONE_ANSWER, RANGE_REVERSED, TOLERANCE_OF_RANGE, NEAR_TOO_SMALL, RIGHT_TWICE, HALF_OF_RANGE, NO_PARTIAL)
