"""What can be wrong with the regions of a picture."""

from moocfab.diagnostics import Rule, Severity, Text

ERROR = Severity.ERROR

OUTSIDE = Rule(
    "MF4401", "region-outside", ERROR,
    Text("cette zone sort de l'image, qui fait {width} × {height} pixels", "this region leaves the picture, which is {width} × {height} pixels"),
    Text("comptez les pixels depuis le coin en haut à gauche de l'image", "count pixels from the picture's upper left corner"),
    Text("Personne ne pourrait cliquer hors de l'image.", "Nobody could click outside of the picture."),
    "regions: [{rectangle: [0, 0, 9000, 9000]}]", "regions: [{rectangle: [0, 0, 90, 90]}]",
)  # fmt: skip
FLAT = Rule(
    "MF4402", "region-too-small", ERROR,
    Text("cette zone est trop petite : {width} × {height} pixels une fois montrée", "this region is too small: {width} × {height} pixels when shown"),
    Text("agrandissez-la : {least} pixels de côté au moins", "enlarge it: {least} pixels a side at least"),
    Text("Il faut pouvoir y mettre la souris, ou le doigt.", "A mouse, or a finger, must fit into it."),
    "regions: [{rectangle: [10, 10, 12, 40]}]", "regions: [{rectangle: [10, 10, 40, 40]}]",
)  # fmt: skip
HOLLOW = Rule(
    "MF4403", "polygon-hollow", ERROR,
    Text("le point {number} est en creux : la plateforme compterait juste ce qui est autour", "point {number} makes a hollow: the platform would take what is around it for right"),
    Text("partagez la zone en plusieurs polygones sans creux", "split the region into several polygons without hollows"),
    Text("Les plateformes tendent un fil autour des points : un creux est dans la zone.",
         "The platforms stretch a string around the points: a hollow is inside the region."),
    "polygon: [[0, 0], [90, 0], [90, 90], [45, 20]]", "polygon: [[0, 0], [90, 0], [90, 90], [0, 90]]",
)  # fmt: skip

RULES = (OUTSIDE, FLAT, HOLLOW)
