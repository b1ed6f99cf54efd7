"""The rules of what a team decides: moocfab.yml, its targets, and the names that `only` gives."""

from moocfab.diagnostics import Rule, Severity, Text

ERROR, WARNING = Severity.ERROR, Severity.WARNING

UNKNOWN_BASE = Rule(
    "MF3101", "unknown-base-target", ERROR,
    Text("« extends: {name} » : cette cible n'existe pas{guess}", "“extends: {name}”: there is no such target{guess}"),
    Text("cibles possibles : {known}", "possible targets: {known}"),
    Text("Une cible d'équipe reprend tout d'une autre et n'en change que quelques valeurs.",
         "A team's target takes all of another and changes a few values only."),
    "targets:\n  ecole-blanche: {extends: funn}", "targets:\n  ecole-blanche: {extends: fun}",
)  # fmt: skip
TARGET_CIRCLE = Rule(
    "MF3102", "target-circle", ERROR,
    Text("la cible « {name} » se fonde sur elle-même{through}", "the target “{name}” extends itself{through}"),
    Text("écrivez ici « extends: fun » ou « extends: openedx »", "write “extends: fun” or “extends: openedx” here"),
    Text("Une cible part toujours d'une plateforme que moocfab connaît.",
         "A target always begins with a platform that moocfab knows."),
    "targets:\n  a: {extends: b}\n  b: {extends: a}", "targets:\n  a: {extends: fun}\n  b: {extends: a}",
)  # fmt: skip
UNKNOWN_ONLY = Rule(
    "MF3103", "unknown-only", ERROR,
    Text("« only: » nomme la cible « {name} », qui n'existe pas{guess}", "“only:” names the target “{name}”, which does not exist{guess}"),
    Text("cibles possibles : {known}", "possible targets: {known}"),
    Text("Ce qui n'est que pour une cible mal écrite ne va nulle part, sans que personne ne le voie.",
         "What is for a mistyped target only goes nowhere, and nobody sees it."),
    "only: [funn]", "only: [fun]",
)  # fmt: skip
UNKNOWN_PRESET = Rule(
    "MF3104", "unknown-base-profile", ERROR,
    Text("« extends: {name} » : ce profil de médias n'existe pas{guess}", "“extends: {name}”: there is no such media profile{guess}"),
    Text("profils possibles : {known}", "possible profiles: {known}"),
    Text("Un profil d'équipe reprend tout d'un autre et n'en change que quelques valeurs.",
         "A team's profile takes all of another and changes a few values only."),
    "presets:\n  atelier: {extends: camra}", "presets:\n  atelier: {extends: camera}",
)  # fmt: skip
NESTED_COURSE = Rule(
    "MF3105", "course-inside-course", ERROR,
    Text("ce cours est dans le dossier d'un autre, « {other} »", "this course lies in the folder of another, “{other}”"),
    Text("mettez les deux dossiers côte à côte", "put the two folders side by side"),
    Text("Deux cours l'un dans l'autre se disputent leurs fichiers et leur dossier « build ».",
         "Two courses, one inside the other, quarrel over their files and their folder “build”."),
    "cours/course.yml et cours/autre/course.yml", "cours/course.yml et autre/course.yml",
)  # fmt: skip

RULES = (UNKNOWN_BASE, TARGET_CIRCLE, UNKNOWN_ONLY, UNKNOWN_PRESET, NESTED_COURSE)
