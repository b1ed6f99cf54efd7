"""What can be wrong with an experiment's arms."""

from moocfab.diagnostics import Rule, Severity, Text

UNKNOWN = Rule(
    "MF4521", "unknown-experiment", Severity.ERROR,
    Text("course.yml ne déclare pas l'expérience « {name} »{guess}", "course.yml declares no experiment “{name}”{guess}"),
    Text("ajoutez-la à « experiments: », avec ses groupes ; expériences déclarées : {known}",
         "add it to “experiments:”, with its groups; declared experiments: {known}"),
    Text("Sans sa répartition, le bloc casse la page de progression.", "Without its partition the block breaks the progress page."),
    "experiment: Intro", "experiment: Introduction",
)  # fmt: skip
ARMS = Rule(
    "MF4522", "split-arms", Severity.ERROR,
    Text("les versions sont {arms}, les groupes de « {name} » {groups}", "the arms are {arms}, the groups of “{name}” {groups}"),
    Text("donnez à chaque groupe sa version, sous son nom", "give each group its arm, under its name"),
    Text("Un groupe sans version ne verrait rien, et casserait la page de l'équipe.",
         "A group without an arm would see nothing, and break the staff's page."),
    "arms: {courte: […]}", "arms: {courte: […], longue: […]}",
)  # fmt: skip
SAME_ARM = Rule(
    "MF4523", "split-arm-name", Severity.ERROR,
    Text("« {name} » et un autre groupe donnent le même identifiant, ou aucun", "“{name}” and another group give the same id, or none"),
    Text("renommez le groupe dans course.yml", "rename the group in course.yml"),
    Text("La version d'un groupe porte son nom sans accents ni majuscules ; de deux du même nom, une est perdue.",
         "A group's arm is called as it is, without accents and capitals; of two with one name, one is lost."),
    "experiments: {Introduction: [A, a]}", "experiments: {Introduction: [courte, longue]}",
)  # fmt: skip

RULES = (UNKNOWN, ARMS, SAME_ARM)
