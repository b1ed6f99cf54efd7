"""What can be wrong with a question for a formula."""

from moocfab.diagnostics import Rule, Severity, Text

ERROR = Severity.ERROR

UNREADABLE = Rule(
    "MF4361", "formula-unreadable", ERROR,
    Text("les plateformes ne lisent pas cette formule : {problem}", "the platforms do not read this formula: {problem}"),
    Text("écrivez par exemple 2.5*R*log2(V), avec * entre deux facteurs et ^ pour une puissance",
         "write for instance 2.5*R*log2(V), with * between factors and ^ for a power"),
    Text("Une réponse attendue que le correcteur ne lit pas met en erreur toutes celles des apprenants.",
         "An expected answer that the grader cannot read makes an error of every learner's."),
    "answer: 2R(V + 1", "answer: 2*R*(V + 1)",
)  # fmt: skip
UNKNOWN_NAME = Rule(
    "MF4362", "formula-unknown-name", ERROR,
    Text("« {name} » n'est ni une variable déclarée, ni une fonction connue{guess}",
         "“{name}” is neither a declared variable nor a known function{guess}"),
    Text("déclarez-le : « variables: {{{name}: {{from: 1, to: 10}}}} »", "declare it: “variables: {{{name}: {{from: 1, to: 10}}}}”"),
    Text("Le correcteur ne connaît que les variables déclarées, e, pi, i, j et ses fonctions (sqrt, ln, log2, log10, exp, sin…).",
         "The grader knows the declared variables, e, pi, i, j and its functions (sqrt, ln, log2, log10, exp, sin…) only."),
    "answer: R*log(V)\nvariables: {R: {from: 1, to: 9}, V: {from: 2, to: 8}}",
    "answer: R*log2(V)\nvariables: {R: {from: 1, to: 9}, V: {from: 2, to: 8}}",
)  # fmt: skip
BAD_VARIABLE = Rule(
    "MF4363", "formula-variable-name", ERROR,
    Text("« {name} » ne peut pas être le nom d'une variable : {problem}", "“{name}” cannot be a variable's name: {problem}"),
    Text("prenez une lettre, suivie au besoin de lettres, de chiffres et de _", "take a letter, then letters, digits and _ if needed"),
    Text("Le correcteur ne lirait pas ce nom dans la réponse.", "The grader would not read this name in an answer."),
    "variables: {Δt: {from: 1, to: 10}}", "variables: {dt: {from: 1, to: 10}}",
)  # fmt: skip
EMPTY_RANGE = Rule(
    "MF4364", "formula-range", ERROR,
    Text("la variable « {name} » n'a pas de place entre {start} et {end}", "the variable “{name}” has no room between {start} and {end}"),
    Text("mettez le plus petit nombre après « from », et un plus grand après « to »", "put the smaller number after “from”, a greater one after “to”"),
    Text("Les formules sont comparées pour des valeurs tirées entre les deux : une seule valeur ne les distingue pas.",
         "Formulas are compared for values drawn between both: one value does not tell them apart."),
    "variables: {R: {from: 10, to: 10}}", "variables: {R: {from: 1, to: 10}}",
)  # fmt: skip
FACTORIAL = Rule(
    "MF4365", "formula-factorial", ERROR,
    Text("« {name} » n'a pas de valeur pour les nombres tirés, qui ne sont pas entiers", "“{name}” has no value for the numbers drawn, which are not whole"),
    Text("posez la question pour un nombre donné, avec « kind: numerical »", "ask it for a given number, with “kind: numerical”"),
    Text("Toute réponse donnerait une erreur.", "Every answer would be an error."),
    "answer: fact(n)/2", "answer: n*(n - 1)/2",
)  # fmt: skip

RULES = (UNREADABLE, UNKNOWN_NAME, BAD_VARIABLE, EMPTY_RANGE, FACTORIAL)
