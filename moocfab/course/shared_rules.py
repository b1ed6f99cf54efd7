"""The rules of modules that several courses share, and of the lock that keeps them as they were."""

from moocfab.diagnostics import Rule, Severity, Text

ERROR, WARNING = Severity.ERROR, Severity.WARNING

MODULE_TWICE = Rule(
    "MF3201", "module-twice", ERROR,
    Text("le module « {name} » est déjà dans le cours, à {other}", "the module “{name}” is in the course already, at {other}"),
    Text("retirez l'une des deux lignes", "remove one of the two lines"),
    Text("Un module ne peut être qu'une fois dans un cours : ses identifiants y seraient deux fois.",
         "A module can be in a course once only: its ids would be there twice."),
    "modules: [modules/1-signal, modules/1-signal]", "modules: [modules/1-signal]",
)  # fmt: skip
COLLISION = Rule(
    "MF3202", "shared-name-collision", ERROR,
    Text("« {name} » du module partagé « {module} » ({inside}) sert déjà à {outside}",
         "“{name}” of the shared module “{module}” ({inside}) is already used at {outside}"),
    Text("donnez au module partagé un autre « prefix: » dans course.yml", "give the shared module another “prefix:” in course.yml"),
    Text("Deux éléments d'un même nom, et la plateforme en perd un. Le préfixe d'un module partagé sépare ses noms de ceux du cours.",
         "Of two elements with one name the platform loses one. A shared module's prefix keeps its names apart from the course's."),
    "- {source: ../../communs/modules/utiliser-fun}", "- {source: ../../communs/modules/utiliser-fun, prefix: fun}",
)  # fmt: skip
LOCK_DIFFERS = Rule(
    "MF3211", "lock-differs", ERROR,
    Text("le module partagé « {name} » n'est plus celui que retient moocfab.lock", "the shared module “{name}” is no more the one that moocfab.lock holds"),
    Text("pour garder l'ancien, revenez à {revision} ; pour prendre le nouveau, tapez « moocfab lock »",
         "to keep the former one, go back to {revision}; to take the new one, type “moocfab lock”"),
    Text("Le verrou promet qu'une session se refait telle qu'elle était, même si d'autres ont changé le module.",
         "The lock promises that a run is built again as it was, even where others changed the module."),
    "un module partagé modifié depuis « moocfab lock »", "le même, après « moocfab lock »",
)  # fmt: skip
LOCK_STALE = Rule(
    "MF3212", "lock-stale", WARNING,
    Text("moocfab.lock et le cours ne parlent pas des mêmes modules partagés : {names}",
         "moocfab.lock and the course speak of other shared modules: {names}"),
    Text("tapez « moocfab lock » dans le dossier du cours", "type “moocfab lock” in the course's folder"),
    Text("Un module que le verrou ne connaît pas peut changer sans que personne ne le voie.",
         "A module that the lock does not know may change and nobody sees it."),
    "un module ajouté à course.yml après « moocfab lock »", "le même, après « moocfab lock »",
)  # fmt: skip

RULES = (MODULE_TWICE, COLLISION, LOCK_DIFFERS, LOCK_STALE)
