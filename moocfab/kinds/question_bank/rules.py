"""What can be wrong with a draw."""

from moocfab.diagnostics import Rule, Severity, Text

PICK = Rule(
    "MF4341", "bank-pick", Severity.ERROR,
    Text("« pick: {pick} », mais il n'y a que {count} question(s) à tirer", "“pick: {pick}”, but there are only {count} question(s) to draw"),
    Text("baissez « pick », ou ajoutez des questions", "lower “pick”, or add questions"),
    Text("Chaque apprenant aurait moins de questions que prévu.", "Every learner would have fewer questions than meant."),
    "source: banques/unites.gift (trois questions)\npick: 5", "source: banques/unites.gift (trois questions)\npick: 2",
)  # fmt: skip
RESAMPLE = Rule(
    "MF4342", "bank-resample-lost", Severity.WARNING,
    Text("« resample » : sur {target}, un apprenant garde les questions qu'il a tirées",
         "“resample”: on {target} learners keep the questions that they drew"),
    Text("retirez « resample »", "remove “resample”"),
    Text("Cette plateforme n'a pas de bouton pour tirer de nouvelles questions.",
         "This platform has no button for drawing other questions."),
    "kind: question_bank\npick: 2\nresample: true", "kind: question_bank\npick: 2",
)  # fmt: skip
NOT_A_PROBLEM = Rule(
    "MF4343", "bank-not-a-question", Severity.ERROR,
    Text("ceci n'est pas une question que la plateforme corrige : on ne peut pas le tirer au sort",
         "this is no question that the platform grades: it cannot be drawn"),
    Text("placez-le dans l'unité, à côté de la réserve", "put it into the unit, beside the bank"),
    Text("Qui le tirerait aurait une question de moins que les autres.", "Who drew it would have one question less than the others."),
    "Lisez bien.\n\nCombien ?{=2 ~3}", "Combien ?{=2 ~3}",
)  # fmt: skip
POINTS = Rule(
    "MF4344", "bank-points-differ", Severity.WARNING,
    Text("les questions ne valent pas toutes autant de points ({points})", "the questions are not all worth the same ({points} points)"),
    Text("donnez à chacune le même « points: »", "give each the same “points:”"),
    Text("Selon le tirage, le même travail serait noté sur plus ou moins de points.",
         "Depending on the draw the same work would count for more or fewer points."),
    "questions: [{id: a, points: 2, …}, {id: b, …}]", "questions: [{id: a, points: 2, …}, {id: b, points: 2, …}]",
)  # fmt: skip

RULES = (PICK, RESAMPLE, NOT_A_PROBLEM, POINTS)
