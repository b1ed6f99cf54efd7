"""What can be wrong with a drag-and-drop problem."""

from moocfab.diagnostics import Rule, Severity, Text

UNKNOWN_ZONE = Rule(
    "MF4441", "unknown-zone", Severity.ERROR,
    Text("« {zone} » n'est pas une zone de cette image", "“{zone}” is no zone of this picture"),
    Text("zones déclarées : {known}", "declared zones: {known}"),
    Text("Personne ne pourrait bien placer cette étiquette.", "Nobody could put this item where it belongs."),
    "items: [{text: Commutateur, zones: [centr]}]", "items: [{text: Commutateur, zones: [centre]}]",
)  # fmt: skip
SAME_TWICE = Rule(
    "MF4442", "same-zone-or-item", Severity.ERROR,
    Text("« {name} » figure deux fois", "“{name}” stands twice"),
    Text("changez l'un des deux ; à deux étiquettes semblables, donnez chacune sa clé : « key: 1 », « key: 2 »",
         "change one of the two; to two items alike give each its key: “key: 1”, “key: 2”"),
    Text("La plateforme confondrait l'un avec l'autre.", "The platform would take one for the other."),
    "zones: [{id: a, …}, {id: a, …}]", "zones: [{id: a, …}, {id: b, …}]",
)  # fmt: skip
TOO_FULL = Rule(
    "MF4443", "zone-too-full", Severity.ERROR,
    Text("{count} étiquettes ne vont que dans « {zone} », qui n'en prend que {limit}",
         "{count} items go to “{zone}” only, which takes {limit}"),
    Text("augmentez « per_zone », ou ajoutez une zone à ces étiquettes", "raise “per_zone”, or give these items a further zone"),
    Text("Personne ne pourrait finir l'exercice.", "Nobody could finish the problem."),
    "per_zone: 1", "per_zone: 2",
)  # fmt: skip
NOTHING_TO_PLACE = Rule(
    "MF4444", "no-item-has-a-zone", Severity.ERROR,
    Text("aucune étiquette n'a de zone", "no item has a zone"),
    Text("donnez « zones: » à celles qui ont leur place sur l'image", "give “zones:” to those that belong on the picture"),
    Text("Il n'y aurait rien à réussir.", "There would be nothing to get right."),
    "items: [{text: Commutateur}]", "items: [{text: Commutateur, zones: [centre]}]",
)  # fmt: skip
ATTEMPTS_UNUSED = Rule(
    "MF4445", "attempts-in-standard-mode", Severity.WARNING,
    Text("« attempts » est sans effet : chaque geste est corrigé aussitôt", "“attempts” has no effect: each move is graded at once"),
    Text("ajoutez « mode: assessment », ou retirez « attempts »", "add “mode: assessment”, or remove “attempts”"),
    Text("Un réglage sans effet trompe qui relit le cours.", "A setting without effect misleads who reads the course again."),
    "attempts: 2", "attempts: 2\nmode: assessment",
)  # fmt: skip
OUTSIDE = Rule(
    "MF4446", "zone-outside", Severity.ERROR,
    Text("cette zone sort de l'image, qui fait {width} × {height} pixels", "this zone leaves the picture, which is {width} × {height} pixels"),
    Text("écrivez « at: [gauche, haut, largeur, hauteur] », en pixels de l'image", "write “at: [left, top, width, height]”, in pixels of the picture"),
    Text("Une partie de la zone serait hors de portée.", "Part of the zone would be out of reach."),
    "at: [0, 0, 9000, 90]", "at: [0, 0, 90, 90]",
)  # fmt: skip

RULES = (UNKNOWN_ZONE, SAME_TWICE, TOO_FULL, NOTHING_TO_PLACE, ATTEMPTS_UNUSED, OUTSIDE)
