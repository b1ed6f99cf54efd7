"""The rules of modules that several courses share, and of the lock that keeps them as they were."""

from moocfab import __version__
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
ADDRESS = Rule(
    "MF3203", "module-from-address", ERROR,
    Text("« {source} » est une adresse : un module est un dossier", "“{source}” is an address: a module is a folder"),
    Text("prenez ce dépôt à côté du cours, « git submodule add {source} communs/NOM » à la racine commune, puis nommez son dossier : ../communs/NOM",
         "take that repository beside the course, “git submodule add {source} shared/NAME” at the common root, then name its folder: ../shared/NAME"),
    Text("moocfab ne va rien chercher sur le réseau : un cours se construit de ce qui est là, à une révision que Git retient.",
         "moocfab fetches nothing from the network: a course is built from what is there, at a revision that Git keeps."),
    "- {source: https://gitlab.exemple.org/communs/unites.git}", "- {source: ../communs/unites, prefix: unites}",
)  # fmt: skip
LOCK_DIFFERS = Rule(
    "MF3211", "lock-differs", ERROR,
    Text("« {name} », que le cours partage, n'est plus tel que le retient moocfab.lock",
         "“{name}”, which the course shares, is no more as moocfab.lock holds it"),
    Text("pour garder l'ancien, revenez à {revision} ; pour prendre le nouveau, tapez « moocfab lock »",
         "to keep the former one, go back to {revision}; to take the new one, type “moocfab lock”"),
    Text("Le verrou promet qu'une session se refait telle qu'elle était, même si d'autres ont changé ce qu'elle partage.",
         "The lock promises that a run is built again as it was, even where others changed what it shares."),
    "un module partagé modifié depuis « moocfab lock »", "le même, après « moocfab lock »",
)  # fmt: skip
LOCK_STALE = Rule(
    "MF3212", "lock-stale", WARNING,
    Text("moocfab.lock et le cours ne parlent pas des mêmes modules et fichiers partagés : {names}",
         "moocfab.lock and the course speak of other shared modules and files: {names}"),
    Text("tapez « moocfab lock » dans le dossier du cours", "type “moocfab lock” in the course's folder"),
    Text("Ce que le verrou ne connaît pas peut changer sans que personne ne le voie.",
         "What the lock does not know may change and nobody sees it."),
    "un module ajouté à course.yml après « moocfab lock »", "le même, après « moocfab lock »",
)  # fmt: skip

LOCK_OTHER_VERSION = Rule(
    "MF3213", "lock-other-version", WARNING,
    Text("moocfab.lock a été écrit par moocfab {then}, et voici moocfab {now}", "moocfab.lock was written by moocfab {then}, and this is moocfab {now}"),
    Text("pour refaire la session telle qu'elle était : « pip install moocfab=={then} » ; sinon tapez « moocfab lock »",
         "to build the run again as it was: “pip install moocfab=={then}”; else type “moocfab lock”"),
    Text("Une autre version peut écrire la même source autrement.", "Another version may write the same source in another way."),
    'moocfab: "0.0.1"', f'moocfab: "{__version__}"',
)  # fmt: skip

RULES = (MODULE_TWICE, COLLISION, ADDRESS, LOCK_DIFFERS, LOCK_STALE, LOCK_OTHER_VERSION)
