"""What can be wrong with an open response assessment."""

from moocfab.diagnostics import Rule, Severity, Text

ERROR, WARNING = Severity.ERROR, Severity.WARNING

DATE_ORDER = Rule(
    "MF4461", "step-date-order", ERROR,
    Text("« {late} » ({late_date}) vient avant « {early} » ({early_date})",
         "“{late}” ({late_date}) comes before “{early}” ({early_date})"),
    Text("donnez aux étapes des dates dans leur ordre : le dépôt, puis les pairs, puis soi-même",
         "give the steps dates in their order: the submission, then peers, then oneself"),
    Text("Une étape qui commence avant le dépôt met l'unité en erreur pour tous les apprenants, sans un mot à l'import.",
         "A step that begins before the submission breaks the unit for all learners, without a word at import."),
    "start: +1w\nsteps: {self: {start: +0w}}", "start: +1w\nsteps: {self: {start: +2w}}",
)  # fmt: skip
UNKNOWN_MARK = Rule(
    "MF4462", "training-mark-unknown", ERROR,
    Text("l'exemple doit donner une note à chaque critère : {problem}", "the example must mark every criterion: {problem}"),
    Text("critères et niveaux : {known}", "criteria and levels: {known}"),
    Text("L'entraînement compare l'apprenant à ces notes : avec une note inconnue, personne ne le passe.",
         "Training compares learners with these marks: with an unknown one nobody passes it."),
    "scores: {Clarté: Parfait}", "scores: {Clarté: Oui}",
)  # fmt: skip
SAME_NAME = Rule(
    "MF4463", "same-criterion-twice", ERROR,
    Text("« {name} » figure deux fois dans la grille", "“{name}” stands twice in the rubric"),
    Text("changez l'un des deux noms", "change one of the two names"),
    Text("Les notes sont rangées sous ce nom : la plateforme ne saurait pas lesquelles sont de qui.",
         "Marks are kept under this name: the platform could not tell them apart."),
    "rubric: [{name: Clarté, …}, {name: Clarté, …}]", "rubric: [{name: Clarté, …}, {name: Exemples, …}]",
)  # fmt: skip
COUNT_LOST = Rule(
    "MF4464", "file-count-lost", WARNING,
    Text("{target} ne règle pas le nombre de fichiers", "{target} has no setting for the number of files"),
    Text("retirez « count », ou dites dans la consigne combien de fichiers déposer",
         "remove “count”, or say in the prompt how many files to hand in"),
    Text("Le réglage serait perdu.", "The setting would be lost."),
    "files: {count: one}", "files: {types: image}",
)  # fmt: skip
TOO_FEW_GRADED = Rule(
    "MF4465", "too-few-peers", ERROR,
    Text("chacun évalue {must_grade} copie(s) mais doit en recevoir {graded_by}",
         "each judges {must_grade} but must be judged by {graded_by}"),
    Text("« must_grade » doit être au moins « graded_by »", "“must_grade” must be at least “graded_by”"),
    Text("Il n'y aurait jamais assez d'évaluations pour tous ; Studio refuse ce réglage.",
         "There would never be enough judgements for all; Studio refuses this setting."),
    "peer: {must_grade: 2, graded_by: 3}", "peer: {must_grade: 3, graded_by: 2}",
)  # fmt: skip
NO_OPTIONS = Rule(
    "MF4466", "criterion-without-levels", ERROR,
    Text("le critère « {name} » n'a pas de niveaux", "the criterion “{name}” has no levels"),
    Text("donnez des « options: », ou « feedback: required » à un critère qui ne demande qu'un commentaire (pas à tous)",
         "give “options:”, or “feedback: required” to a criterion that asks for a comment only (not to all)"),
    Text("Sans niveaux il n'y a rien à noter, et l'évaluation ne s'enregistre pas.",
         "Without levels there is nothing to mark, and the judgement is not kept."),
    "rubric: [{name: Clarté}]",
    "rubric: [{name: Clarté, options: [{label: Non, points: 0}, {label: Oui, points: 2}]}]",
)  # fmt: skip
FILES_UNUSED = Rule(
    "MF4467", "files-without-upload", WARNING,
    Text("« files » est sans effet : la réponse est un texte", "“files” has no effect: the response is a text"),
    Text("ajoutez « response: both » ou « response: file »", "add “response: both” or “response: file”"),
    Text("Un réglage sans effet trompe qui relit le cours.", "A setting without effect misleads who reads the course again."),
    "files: {types: image}", "response: both\nfiles: {types: image}",
)  # fmt: skip
PLAIN_PROMPT = Rule(
    "MF4468", "prompt-markup-lost", WARNING,
    Text("{target} montre la consigne en texte simple : {lost} serait perdu", "{target} shows the prompt as plain text: {lost} would be lost"),
    Text("écrivez la consigne sans mise en forme, et le reste dans le texte qui précède",
         "write the prompt without markup, and the rest in the text before it"),
    Text("Une image ou un lien disparaîtrait de la consigne.", "A picture or a link would vanish from the prompt."),
    "prompts: [\"Commentez [ce schéma](/files/schema.pdf).\"]", "prompts: [Commentez le schéma ci-dessus.]",
)  # fmt: skip

RULES = (
    DATE_ORDER, UNKNOWN_MARK, SAME_NAME, COUNT_LOST, TOO_FEW_GRADED, NO_OPTIONS, FILES_UNUSED, PLAIN_PROMPT,
)  # fmt: skip
