"""The rules of translations: courses with the same ids as another, in another language."""

from moocfab.diagnostics import Rule, Severity, Text

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

NO_ORIGINAL = Rule(
    "MF3221", "no-original", ERROR,
    Text("« translation_of: {name} » ne mène à aucun autre cours lisible", "“translation_of: {name}” leads to no other course that can be read"),
    Text("donnez le dossier du cours d'origine, sous la même racine (celle de moocfab.yml)",
         "give the folder of the original course, below the same root (that of moocfab.yml)"),
    Text("Une traduction se compare au cours dont elle vient.", "A translation is compared with the course that it comes from."),
    "translation_of: ../bases-reseau", "translation_of: ../bases-reseaux",
)  # fmt: skip
NOT_TRANSLATED = Rule(
    "MF3222", "not-translated", WARNING,
    Text("« {name} » ({other}) n'a pas de traduction ici", "“{name}” ({other}) has no translation here"),
    Text("traduisez-le sous le même identifiant, ou taisez ce constat dans « checks: »",
         "translate it under the same id, or silence this finding in “checks:”"),
    Text("Les deux cours ne disent plus la même chose.", "The two courses say the same no more."),
    "l'original : units: [1-a.md, 2-b.md]\nla traduction : units: [1-a.md]", "la traduction : units: [1-a.md, 2-b.md]",
)  # fmt: skip
NOT_IN_ORIGINAL = Rule(
    "MF3223", "not-in-original", WARNING,
    Text("« {name} » n'existe pas dans le cours d'origine", "“{name}” is not in the original course"),
    Text("donnez-lui par « id: » l'identifiant de ce qu'il traduit, ou taisez ce constat dans « checks: »",
         "give it by “id:” the id of what it translates, or silence this finding in “checks:”"),
    Text("Une traduction garde les identifiants : c'est par eux que l'on sait ce qui traduit quoi.",
         "A translation keeps the ids: by them one knows what translates what."),
    "1-welcome.md, traduction de 1-bienvenue.md", "1-welcome.md, avec « id: premiers-pas-bienvenue »",
)  # fmt: skip
OTHER_STRUCTURE = Rule(
    "MF3224", "other-structure", WARNING,
    Text("« {name} » n'est pas fait comme dans le cours d'origine ({other}) : {what}",
         "“{name}” is not made as in the original course ({other}): {what}"),
    Text("reprenez la structure de l'original : mêmes éléments, mêmes choix, mêmes réponses",
         "take the structure of the original: same elements, same choices, same answers"),
    Text("Un choix de trop ou une autre bonne réponse dans une langue : les deux cours ne notent plus pareil.",
         "A choice too many or another right answer in one language: the two courses grade alike no more."),
    "- kind: numerical\n  answer: 2.5", "- kind: numerical\n  answer: 2.4",
)  # fmt: skip
BEHIND = Rule(
    "MF3225", "translation-behind", WARNING,
    Text("l'original de ce fichier ({other}) a changé depuis sa traduction", "the original of this file ({other}) changed since it was translated"),
    Text("reportez ce qui a changé, puis tapez « moocfab translated » suivi du nom de ce fichier",
         "carry over what changed, then type “moocfab translated” and this file's name"),
    Text("Qui lit la traduction lit l'ancien cours.", "Whoever reads the translation reads the former course."),
    "un original modifié après « moocfab translated »", "la traduction reprise, puis « moocfab translated 1-a.md »",
)  # fmt: skip
UNRECORDED = Rule(
    "MF3226", "translation-unrecorded", INFO,
    Text("on ne sait pas de quel état de l'original ({other}) ce fichier est la traduction",
         "nobody knows which state of the original ({other}) this file translates"),
    Text("s'il est à jour, tapez « moocfab translated » suivi de son nom", "if it is up to date, type “moocfab translated” and its name"),
    Text("« moocfab translated » retient l'état qui a été traduit ; « check » dit ensuite ce qui prend du retard.",
         "“moocfab translated” holds the state that was translated; “check” then tells what lags behind."),
    "une traduction neuve", "la même, après « moocfab translated 1-a.md »",
)  # fmt: skip

RULES = (NO_ORIGINAL, NOT_TRANSLATED, NOT_IN_ORIGINAL, OTHER_STRUCTURE, BEHIND, UNRECORDED)
