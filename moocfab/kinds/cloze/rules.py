"""What can be wrong with a text with blanks."""

from moocfab.diagnostics import Rule, Severity, Text

ERROR = Severity.ERROR

UNPLACED = Rule(
    "MF4421", "blank-not-in-text", ERROR,
    Text("le texte n'a pas de trou [{name}]{guess}", "the text has no blank [{name}]{guess}"),
    Text("écrivez [{name}] dans le texte, hors d'une formule ou d'un code, sans « ( », « [ » ni « : » juste après",
         "write [{name}] in the text, outside of formulas and code, with no “(”, “[” or “:” right after it"),
    Text("L'apprenant ne pourrait pas y répondre.", "Learners could not answer it."),
    "text: Il va à Paris.\nblanks: {ville: {kind: short_text, answers: [Paris]}}",
    "text: Il va à [ville].\nblanks: {ville: {kind: short_text, answers: [Paris]}}",
)  # fmt: skip
TWICE = Rule(
    "MF4422", "blank-twice", ERROR,
    Text("le trou [{name}] est deux fois dans le texte", "the blank [{name}] stands twice in the text"),
    Text("donnez un autre nom au second, et déclarez-le aussi", "give the second another name, and declare it too"),
    Text("Chaque trou est une question de l'exercice, qui compte une fois.", "Each blank is a question of the problem, which counts once."),
    "text: De [ville] à [ville].", "text: De [depart] à [arrivee].",
)  # fmt: skip

RULES = (UNPLACED, TWICE)
