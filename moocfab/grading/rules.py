"""What playing answers can show."""

from __future__ import annotations

from moocfab.diagnostics import Rule, Severity, Text

_QUIZ = "kind: numerical\nask: Combien font 3 × 0,8 ?\nanswer: {}"

NOT_SHOWN = Rule(
    "MF4701", "problem-not-gradable", Severity.ERROR,
    Text("sur {target}, ce problème ne s'affiche pas ou ne se corrige pas : {reason}", "on {target}, this problem cannot be shown or graded: {reason}"),
    Text("corrigez ce que dit le correcteur", "mend what the grader says"),
    Text("L'apprenant verrait une erreur à la place du problème ou de sa note.", "The learner would see an error in place of the problem or of the mark."),
    _QUIZ.format('"2,4"'), _QUIZ.format("2.4"),
)  # fmt: skip
RIGHT_REFUSED = Rule(
    "MF4702", "right-answer-refused", Severity.ERROR,
    Text("sur {target}, la bonne réponse « {answer} » obtient {earned} sur {possible}", "on {target}, the right answer “{answer}” earns {earned} of {possible}"),
    Text("corrigez la réponse ou la façon de la corriger", "mend the answer or how it is graded"),
    Text("Un apprenant qui sait la réponse n'aurait pas tous ses points.", "A learner who knows the answer would not get all points."),
    "kind: raw\nolx: |\n  <problem><numericalresponse answer=\"4\"><additional_answer answer=\"-2\"/><textline/></numericalresponse></problem>",
    "kind: raw\nolx: |\n  <problem><numericalresponse answer=\"4\"><textline/></numericalresponse></problem>",
)  # fmt: skip
WRONG_ACCEPTED = Rule(
    "MF4703", "answer-earns-otherwise", Severity.ERROR,
    Text("sur {target}, la réponse « {answer} » obtient {earned} sur {possible} ; elle devrait obtenir {meant}", "on {target}, the answer “{answer}” earns {earned} of {possible}; it should earn {meant}"),
    Text("corrigez les choix, la tolérance ou les points partiels", "mend the choices, the tolerance or the partial credit"),
    Text("La note ne serait pas celle que vous avez voulue.", "The mark would not be the one that you meant."),
    "kind: short_text\nask: Quelle couche route ?\nregexp: true\nanswers: [réseau.*, .*]", "kind: short_text\nask: Quelle couche route ?\nregexp: true\nanswers: [réseau.*]",
)  # fmt: skip
FEEDBACK_MISSING = Rule(
    "MF4704", "feedback-not-shown", Severity.ERROR,
    Text("sur {target}, la réponse « {answer} » n'affiche pas le commentaire « {feedback} »", "on {target}, the answer “{answer}” does not show the feedback “{feedback}”"),
    Text("vérifiez à quelle réponse ce commentaire est attaché", "check to which answer this feedback belongs"),
    Text("L'apprenant ne lirait pas ce que vous avez écrit pour lui.", "The learner would not read what you wrote."),
    "answers: [{value: LAN}, {value: lan, feedback: Oui}]", "answers: [{value: LAN, feedback: Oui}]",
)  # fmt: skip
ANYTHING_RIGHT = Rule(
    "MF4705", "anything-is-right", Severity.WARNING,
    Text("sur {target}, n'importe quelle réponse (« {answer} ») a tous les points", "on {target}, any answer (“{answer}”) earns all points"),
    Text("vérifiez la fonction qui corrige ; aucune variable du script ne doit s'appeler « ans » ou « expect »", "check the grading function; no variable of the script may be called “ans” or “expect”"),
    Text("La question ne mesurerait rien.", "The question would measure nothing."),
    "def check(expect, ans):\n    return True", "def check(expect, ans):\n    return ans == expect",
)  # fmt: skip
UNVERIFIABLE = Rule(
    "MF4706", "cannot-be-played", Severity.INFO,
    Text("ce problème ne peut pas être vérifié ici pour {target} : {reason}", "this problem cannot be verified here for {target}: {reason}"),
    Text("essayez-le dans Studio, ou donnez des réponses à jouer avec « --answers »", "try it in Studio, or give answers to play with “--answers”"),
    Text("Il est lu et empaqueté tel quel ; seule la plateforme peut dire s'il se corrige.", "It is read and packaged as it is; only the platform can tell whether it grades."),
    "print 'python 2'", "print('python 2 et 3')",
)  # fmt: skip
NO_GRADER = Rule(
    "MF4707", "grader-not-installed", Severity.WARNING,
    Text("ce problème a un script : le vérifier demande le correcteur d'Open edX", "this problem has a script: verifying it takes Open edX's grader"),
    Text("installez-le (530 Mo) : pip install 'moocfab[grade]'", "install it (530 MB): pip install 'moocfab[grade]'"),
    Text("Sans lui, seuls les problèmes sans script sont joués.", "Without it, only problems without a script are played."),
    "moocfab grade cours", "pip install 'moocfab[grade]'\nmoocfab grade cours",
)  # fmt: skip
SCRIPT = Rule(
    "MF4708", "script-not-for-there", Severity.ERROR,
    Text("{target} corrige avec Python {version} : il ne comprend pas {what}", "{target} grades with Python {version}: it does not understand {what}"),
    Text("écrivez-le autrement", "write it otherwise"),
    Text("Le problème afficherait une erreur à la place de la question.", "The problem would show an error in place of the question."),
    'titre = f"Question {n}"', 'titre = "Question %d" % n',
)  # fmt: skip
DISAGREE = Rule(
    "MF4709", "graders-disagree", Severity.ERROR,
    Text("la réponse « {answer} » obtient {real} du correcteur d'Open edX et {ours} du nôtre", "the answer “{answer}” earns {real} from Open edX's grader and {ours} from ours"),
    Text("signalez-le aux auteurs de moocfab ; c'est le correcteur d'Open edX qui a raison", "tell the authors of moocfab; Open edX's grader is right"),
    Text("Les deux correcteurs doivent dire la même chose.", "Both graders have to say the same."),
    "kind: numerical", "kind: single_choice",
)  # fmt: skip
NO_SUCH_PROBLEM = Rule(
    "MF4710", "answers-without-problem", Severity.WARNING,
    Text("le fichier de réponses nomme « {name} », que le cours n'a pas", "the file of answers names “{name}”, which the course has not"),
    Text("écrivez le url_name d'un problème", "write the url_name of a problem"),
    Text("Ces réponses n'ont pas été jouées.", "These answers were not played."),
    '{"p-absent": {"right": ["choice_0"]}}', '{"p-question": {"right": ["choice_0"]}}',
)  # fmt: skip
RULES = (
    NOT_SHOWN, RIGHT_REFUSED, WRONG_ACCEPTED, FEEDBACK_MISSING, ANYTHING_RIGHT, UNVERIFIABLE, NO_GRADER, SCRIPT,
    DISAGREE, NO_SUCH_PROBLEM,
)  # fmt: skip
