"""What can be wrong with what course.yml says of the course's page."""

from moocfab.diagnostics import Rule, Severity, Text

ERROR = Severity.ERROR

UNKNOWN_SETTING = Rule(
    "MF7251", "unknown-setting", ERROR,
    Text("{target} n'a pas de réglage « {name} »{guess}", "{target} has no setting “{name}”{guess}"),
    Text("prenez le nom que Studio montre dans ses paramètres avancés (en anglais, avec des _), ou retirez-le",
         "take the name that Studio shows in its advanced settings (with _), or remove it"),
    Text("La plateforme l'ignorerait sans un mot.", "The platform would ignore it without a word."),
    "settings: {show_calculater: true}", "settings: {show_calculator: true}",
)  # fmt: skip
OWN_SETTING = Rule(
    "MF7252", "setting-said-elsewhere", ERROR,
    Text("« {name} » est écrit par moocfab", "“{name}” is written by moocfab"),
    Text("dites-le par « {instead} »", "say it by “{instead}”"),
    Text("Deux endroits qui disent la même chose finissent par se contredire.",
         "Two places that say the same end up saying different things."),
    "settings: {start: 2027-01-18}", "dates: {start: 2027-01-18}",
)  # fmt: skip
SECRET_SETTING = Rule(
    "MF7253", "secret-setting", ERROR,
    Text("« {name} » est un secret, qui n'a pas sa place dans un cours", "“{name}” is a secret, which has no place in a course"),
    Text("entrez-le dans Studio, Paramètres avancés ; si une vraie valeur était ici, changez-la",
         "enter it in Studio, Advanced settings; if a real value stood here, change it"),
    Text("Un cours se partage, s'archive et s'exporte : le secret partirait avec lui.",
         "A course is shared, kept and exported: the secret would go with it."),
    "settings: {lti_passports: ['outil:cle:secret']}", "settings: {show_calculator: true}",
)  # fmt: skip
SETTING_TYPE = Rule(
    "MF7254", "setting-of-wrong-type", ERROR,
    Text("« {name} » ne peut pas valoir cela : la plateforme attend {expected}", "“{name}” cannot be that: the platform expects {expected}"),
    Text("corrigez la valeur", "correct the value"),
    Text("La plateforme refuserait tout le cours.", "The platform would refuse the whole course."),
    "settings: {advertised_start: 12}", 'settings: {advertised_start: "Bientôt"}',
)  # fmt: skip
PLAIN_KEY = Rule(
    "MF7255", "name-with-a-dot", ERROR,
    Text("{target} ne peut pas garder le nom « {name} » : il contient un point ou un dollar",
         "{target} cannot hold the name “{name}”: it has a dot or a dollar sign"),
    Text("retirez le point et le dollar : « Semaine 1, introduction »", "remove the dot and the dollar sign: “Week 1, introduction”"),
    Text("L'import de tout le cours échouerait.", "The import of the whole course would fail."),
    "topics: [Semaine 1. Introduction]", "topics: ['Semaine 1, introduction']",
)  # fmt: skip
LICENSE_HIDDEN = Rule(
    "MF7256", "license-not-shown", Severity.INFO,
    Text("{target} ne montre pas la licence du cours", "{target} does not show the course's licence"),
    Text("dites-la aussi dans une page", "say it in a page too"),
    Text("Les apprenants ne sauraient pas ce qu'ils ont le droit de faire du cours.",
         "Learners would not know what they may do with the course."),
    "targets: [fun]\nlicense: CC BY 4.0", "targets: [openedx]\nlicense: CC BY 4.0",
)  # fmt: skip
NO_ENTRANCE_EXAM = Rule(
    "MF7257", "entrance-exam-not-on-target", ERROR,
    Text("{target} n'importe pas un cours avec un examen d'entrée", "{target} does not import a course with an entrance exam"),
    Text("retirez « entrance_exam », et ouvrez les modules suivants à une date ; ou gardez-le pour les autres plateformes, dans « targets: »",
         "remove “entrance_exam”, and open the modules after it at a date; or keep it for the other platforms, in “targets:”"),
    Text("L'import finirait par une erreur, la moitié du cours dans Studio.",
         "The import would end in an error, half of the course in Studio."),
    "targets: [fun]\nentrance_exam: {module: modules/1-test}",
    "targets: {fun: {}, openedx: {entrance_exam: {module: modules/1-test}}}",
)  # fmt: skip
UNKNOWN_EXAM = Rule(
    "MF7258", "entrance-exam-unknown", ERROR,
    Text("« {module} » n'est pas un module de ce cours", "“{module}” is no module of this course"),
    Text("modules du cours : {known}", "the course's modules: {known}"),
    Text("Sans son module, l'examen d'entrée fait échouer l'import.", "Without its module the entrance exam makes the import fail."),
    "entrance_exam: {module: modules/0-tset}", "entrance_exam: {module: modules/0-test}",
)  # fmt: skip
UNGRADED_EXAM = Rule(
    "MF7259", "entrance-exam-ungraded", ERROR,
    Text("aucune séquence de l'examen d'entrée n'est notée", "no sequence of the entrance exam is graded"),
    Text("dans son module.yml, ajoutez « graded: » à une séquence, avec un travail de course.yml (son « weight » peut être 0%)",
         "in its module.yml, add “graded:” to a sequence, with an assignment of course.yml (its “weight” may be 0%)"),
    Text("La plateforme ne compte que des points notés : personne ne réussirait l'examen, et le reste du cours ne s'ouvrirait jamais.",
         "The platform counts graded points only: nobody would pass the exam, and the rest of the course would never open."),
    "sequences: [{id: test, title: Test, units: [test.yml]}]",
    "sequences: [{id: test, title: Test, graded: Test, units: [test.yml]}]",
)  # fmt: skip

RULES = (
    UNKNOWN_SETTING, OWN_SETTING, SECRET_SETTING, SETTING_TYPE, PLAIN_KEY, LICENSE_HIDDEN, NO_ENTRANCE_EXAM,
    UNKNOWN_EXAM, UNGRADED_EXAM,
)  # fmt: skip
