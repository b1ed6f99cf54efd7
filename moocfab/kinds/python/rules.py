"""What can be wrong with a question that a script grades."""

from moocfab.diagnostics import Rule, Severity, Text

ERROR = Severity.ERROR

LACKING = Rule(
    "MF4381", "python-not-there", ERROR,
    Text("ce script emploie {what} ; {target} exécute Python {python}", "this script uses {what}; {target} runs Python {python}"),
    Text("récrivez cette ligne pour Python {python}", "write this line again for Python {python}"),
    Text("Le problème ne s'ouvrirait pas : une erreur à la place de la page.",
         "The problem would not open: an error in place of the page."),
    'texte = f"{x} bits"', 'texte = "%s bits" % x',
)  # fmt: skip
NO_FUNCTION = Rule(
    "MF4382", "python-no-function", ERROR,
    Text("le script ne définit pas « def {name}(attendu, reponse): »", "the script does not define “def {name}(expected, answer):”"),
    Text("définissez cette fonction, de deux arguments, hors de toute autre", "define this function, of two arguments, outside of any other"),
    Text("La plateforme l'appelle avec la réponse attendue et celle de l'apprenant ; sans elle, toute réponse donne une erreur.",
         "The platform calls it with the expected answer and the learner's; without it every answer is an error."),
    "script: |\n  def verif(reponse):\n    return reponse == '3'\ncheck: verif",
    "script: |\n  def verif(attendu, reponse):\n    return reponse == '3'\ncheck: verif",
)  # fmt: skip
OVERWRITES = Rule(
    "MF4383", "python-overwrites-answer", ERROR,
    Text("une variable « {name} » de ce script remplacera la réponse de l'apprenant", "a variable “{name}” of this script will replace the learner's answer"),
    Text("donnez-lui un autre nom", "give it another name"),
    Text("Toutes les réponses deviendraient justes, ou toutes fausses.", "All answers would become right, or all wrong."),
    "ans = 42", "reponse = 42",
)  # fmt: skip
UNKNOWN_VARIABLE = Rule(
    "MF4384", "python-unknown-variable", ERROR,
    Text("« ${name} » : le script ne définit pas « {name} »{guess}", "“${name}”: the script does not define “{name}”{guess}"),
    Text("définissez-la en dehors des fonctions, ou écrivez \\$ pour un dollar", "define it outside of functions, or write \\$ for a dollar"),
    Text("Les apprenants liraient « ${name} » au lieu d'une valeur.", "Learners would read “${name}” in place of a value."),
    "script: a = 2\nask: Combien vaut $b ?", "script: a = 2\nask: Combien vaut $a ?",
)  # fmt: skip
NO_LABEL = Rule(
    "MF4385", "python-input-without-label", ERROR,
    Text("cette saisie n'a pas de « label »", "this input has no “label”"),
    Text("dites ce qu'il faut y écrire : « label: Premier nombre »", "say what to write in it: “label: First number”"),
    Text("De plusieurs champs sans nom, qui n'y voit pas ne sait pas lequel est lequel (RGAA 11.1).",
         "Of several inputs without a name, who cannot see does not know which is which (RGAA 11.1)."),
    "inputs: [{label: Premier}, {}]", "inputs: [{label: Premier}, {label: Second}]",
)  # fmt: skip
UNGRADED = Rule(
    "MF4386", "python-ungraded", ERROR,
    Text("rien ne dit quelle réponse est juste", "nothing says which answer is right"),
    Text("nommez la fonction qui vérifie (« check: verif »), ou donnez une seule saisie et sa valeur (« inputs: [{{expect: $total}}] »)",
         "name the function that checks (“check: verif”), or give one input and its value (“inputs: [{{expect: $total}}]”)"),
    Text("Sans fonction, la réponse est comparée comme un nombre à la valeur d'une seule saisie.",
         "Without a function the answer is compared as a number with the value of a single input."),
    "script: total = 4", "script: total = 4\ninputs: [{expect: $total}]",
)  # fmt: skip
OTHER_PYTHON = Rule(
    "MF4387", "python-version", ERROR,
    Text("ce script est écrit pour Python {wanted} ; {target} exécute Python {python}", "this script is written for Python {wanted}; {target} runs Python {python}"),
    Text("écrivez une seconde question pour {target}, chacune avec « only: »", "write a second question for {target}, each with “only:”"),
    Text("D'une version à l'autre le même script peut donner autre chose, ou une erreur.",
         "From one version to the other a script may give another result, or an error."),
    "python: 3\nscript: graders/tirage.py", "python: 3\nscript: graders/tirage.py\nonly: [openedx]",
)  # fmt: skip
TOLERANCE_OF_CHECK = Rule(
    "MF4388", "python-tolerance", ERROR,
    Text("« tolerance » n'a pas d'effet quand une fonction vérifie", "“tolerance” has no effect where a function checks"),
    Text("comparez dans la fonction : abs(x - attendu) < 0.01", "compare in the function: abs(x - expected) < 0.01"),
    Text("C'est la fonction seule qui dit ce qui est juste.", "The function alone says what is right."),
    "check: verif\ntolerance: 1%", "check: verif",
)  # fmt: skip

RULES = (
    LACKING, NO_FUNCTION, OVERWRITES, UNKNOWN_VARIABLE, NO_LABEL, UNGRADED, OTHER_PYTHON, TOLERANCE_OF_CHECK,
)  # fmt: skip
