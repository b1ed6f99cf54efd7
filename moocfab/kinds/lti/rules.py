"""What can be wrong with a tool that is launched by LTI."""

from moocfab.diagnostics import Rule, Severity, Text

SECRET = Rule(
    "MF4281", "secret-in-course", Severity.ERROR,
    Text("« {field} » a l'air d'un secret, et un secret n'a pas sa place dans un cours",
         "“{field}” looks like a secret, and a secret has no place in a course"),
    Text("n'écrivez ici qu'un nom, par exemple « exerciseur » ; clé et secret se donnent dans Studio, puis changez ce secret",
         "write but a name here, such as “quizmaster”; key and secret are given in Studio; then change this secret"),
    Text("Un cours se partage, s'archive et s'exporte : le secret partirait avec lui.",
         "A course is shared, kept and exported: the secret would go with it."),
    "credentials: exerciseur:cle123:5f2a9c", "credentials: exerciseur",
)  # fmt: skip
NOT_MARSHA = Rule(
    "MF4282", "not-marsha-address", Severity.ERROR,
    Text("« {credentials} » est l'accès de Marsha, et « {url} » n'est pas une adresse de Marsha",
         "“{credentials}” are Marsha's credentials, and “{url}” is no address of Marsha's"),
    Text("attendu : {expected}, l'identifiant en minuscules ; pour une vidéo, le genre « video » suffit",
         "expected: {expected}, the id in lower case; for a video the kind “video” will do"),
    Text("L'apprenant verrait une erreur à la place du contenu.", "The learner would see an error in place of the content."),
    "credentials: marsha\nurl: https://marsha.education/videos/12",
    "credentials: marsha\nurl: https://marsha.education/lti/documents/3f2b8c54-0d3e-5a7c-9b61-7d1c0a4e9f12",
)  # fmt: skip
NO_EFFECT = Rule(
    "MF4283", "lti-option-lost", Severity.WARNING,
    Text("« {field} » est sans effet : {reason}", "“{field}” has no effect: {reason}"),
    Text("retirez-le, ou {instead}", "remove it, or {instead}"),
    Text("Un réglage sans effet trompe qui relit le cours.", "A setting without effect misleads who reads the course again."),
    "points: 5", "points: 5\ngraded: true",
)  # fmt: skip
NOT_SECURE = Rule(
    "MF4284", "lti-not-secure", Severity.WARNING,
    Text("une adresse en http:// ne s'affiche pas dans un cadre", "an http:// address does not show in a frame"),
    Text("prenez l'adresse en https://, ou « open: window »", "take the https:// address, or “open: window”"),
    Text("Les navigateurs bloquent un cadre non chiffré dans une page chiffrée.",
         "Browsers block a frame without encryption in an encrypted page."),
    "url: http://outil.exemple.org/lti", "url: https://outil.exemple.org/lti",
)  # fmt: skip

RULES = (SECRET, NOT_MARSHA, NO_EFFECT, NOT_SECURE)
