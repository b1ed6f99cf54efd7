"""What can be wrong with a question for a word."""

from moocfab.diagnostics import Rule, Severity, Text

ERROR, WARNING = Severity.ERROR, Severity.WARNING

BAD_REGEXP = Rule(
    "MF4181", "bad-regexp", ERROR,
    Text("cette expression régulière ne se lit pas ({problem})", "this regular expression cannot be read ({problem})"),
    Text("corrigez-la, ou retirez « regexp: true » si la réponse est un texte ordinaire",
         "correct it, or remove “regexp: true” if the answer is an ordinary text"),
    Text("Chaque réponse d'un apprenant finirait sur une erreur.", "Every learner's answer would end in an error."),
    "regexp: true\nanswers: ['(a']", "regexp: true\nanswers: ['(a)']",
)  # fmt: skip
REGEXP_LATER = Rule(
    "MF4182", "regexp-not-there", ERROR,
    Text("« {part} » n'existe pas dans les expressions régulières de {target} (Python {python})",
         "“{part}” does not exist in the regular expressions of {target} (Python {python})"),
    Text("écrivez l'expression sans cela", "write the expression without it"),
    Text("Le correcteur de la plateforme lit l'expression avec son propre Python.",
         "The platform's grader reads the expression with its own Python."),
    "regexp: true\nanswers: ['a++b']", "regexp: true\nanswers: ['a+b']",
)  # fmt: skip
ALREADY = Rule(
    "MF4183", "text-twice", ERROR,
    Text("« {value} » est déjà parmi les réponses", "“{value}” is already among the answers"),
    Text("retirez l'une des deux, ou ajoutez « case_sensitive: true » si seules les majuscules les distinguent",
         "remove one of the two, or add “case_sensitive: true” if only capitals tell them apart"),
    Text("La première réponse qui convient est la seule qui compte : une réponse juste n'est jamais fausse.",
         "The first answer that fits is the only one that counts: a right answer is never wrong."),
    "answers: [LAN]\nwrong: [{value: lan, feedback: Non.}]", "answers: [LAN]\nwrong: [{value: wan, feedback: Non.}]",
)  # fmt: skip
OR_IN_ANSWER = Rule(
    "MF4184", "answer-with-or", ERROR,
    Text("« _or_ » coupe la réponse en deux sur la plateforme", "“_or_” cuts the answer in two on the platform"),
    Text("écrivez les réponses dans la liste, ou autrement", "write the answers in the list, or otherwise"),
    Text("Une ancienne notation sépare ainsi les réponses possibles.", "An old notation separates possible answers so."),
    "answers: [un_or_deux]", "answers: [un, deux]",
)  # fmt: skip
NOT_TYPED = Rule(
    "MF4185", "answer-not-typable", WARNING,
    Text("« {value} » contient {sign}, que les apprenants ne taperont pas", "“{value}” contains {sign}, which learners will not type"),
    Text("ajoutez aussi « {typed} » aux réponses", "add “{typed}” to the answers too"),
    Text("La plateforme compare signe à signe ; un clavier donne l'apostrophe droite et l'espace simple.",
         "The platform compares sign by sign; keyboards give the straight apostrophe and the plain space."),
    "answers: [l’eau]", "answers: [l’eau, l'eau]",
)  # fmt: skip

RULES = (BAD_REGEXP, REGEXP_LATER, ALREADY, OR_IN_ANSWER, NOT_TYPED)
