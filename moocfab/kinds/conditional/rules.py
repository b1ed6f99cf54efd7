"""What can be wrong with a condition."""

from moocfab.diagnostics import Rule, Severity, Text

UNKNOWN = Rule(
    "MF4541", "condition-on-nothing", Severity.ERROR,
    Text("aucune autre question n'a l'identifiant « {name} » sur cette plateforme",
         "no other question has the id “{name}” on this platform"),
    Text("donnez l'« id: » d'une question qui va aux mêmes plateformes et n'est pas elle-même cachée là",
         "give the “id:” of a question that goes to the same platforms and is not hidden there itself"),
    Text("Une condition sur ce qui n'existe pas casse la page, ou cache l'élément pour toujours.",
         "A condition on what does not exist breaks the page, or hides the element for ever."),
    "when: {elements: [valeur-bit], state: correct}", "when: {elements: [valeurs-bit], state: correct}",
    from_absence=True,
)  # fmt: skip
NOT_ASKED = Rule(
    "MF4542", "condition-on-no-question", Severity.ERROR,
    Text("« {name} » n'est pas une question à laquelle on répond", "“{name}” is no question that is answered"),
    Text("donnez l'« id: » d'une question", "give the “id:” of a question"),
    Text("La plateforme ne demande qu'à une question si l'on y a répondu, et juste.",
         "The platform can ask only a question whether it was answered, and rightly."),
    "when: {elements: [forum-signal], state: answered}", "when: {elements: [valeurs-bit], state: answered}",
)  # fmt: skip
BRACES = Rule(
    "MF4543", "condition-message", Severity.ERROR,
    Text("« message » contient une accolade", "“message” has a brace in it"),
    Text("seul « {{link}} », le lien vers la question, peut y figurer entre accolades",
         "only “{{link}}”, the link to the question, may stand in braces there"),
    Text("La plateforme complète les accolades du message ; d'autres que {link} sont une erreur.",
         "The platform fills in the message's braces; others than {link} are an error."),
    "message: Répondez d'abord {ici}.", "message: Répondez d'abord à {link}.",
)  # fmt: skip

RULES = (UNKNOWN, NOT_ASKED, BRACES)
