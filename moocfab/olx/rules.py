"""The rules of the last step: what an archive would lose on its platform.

An author meets one only where an element is written as OLX by hand, or where moocfab is wrong.
"""

from moocfab.diagnostics import Rule, Severity, Text

_ERROR = Severity.ERROR
_REPORT = Text(
    "ce n'est pas une faute de votre cours, sauf dans un élément « raw » : signalez-le à l'équipe de moocfab",
    "your course is not at fault, but for a “raw” element: report it to moocfab's team",
)
_SILENT = Text(
    "La plateforme annoncerait un import réussi, et les apprenants ne verraient pas ce qui manque.",
    "The platform would say that the import went well, and learners would not see what is missing.",
)


def _rule(
    code: str, slug: str, message: Text, fails: str, passes: str, *, hint: Text = _REPORT, why: Text = _SILENT
) -> Rule:
    return Rule(code, slug, _ERROR, message, hint, why, fails, passes)


BROKEN_ARCHIVE = _rule(
    "MF7201", "broken-archive",
    Text("l'archive écrite ne se relit pas : {reason}", "the archive that was written cannot be read again: {reason}"),
    "cours.tar.gz coupé en deux", "cours.tar.gz entier",
    hint=Text("vérifiez le disque, puis relancez « moocfab build »", "check the disk, then run “moocfab build” again"),
)  # fmt: skip
MISSING_FILE = _rule(
    "MF7202", "file-not-packed",
    Text("« {name} » manque dans l'archive", "“{name}” is missing from the archive"),
    "une archive sans problem/q1.xml", "une archive avec problem/q1.xml",
)  # fmt: skip
CHANGED_FILE = _rule(
    "MF7203", "file-changed",
    Text("« {name} » n'est pas dans l'archive tel qu'il a été écrit", "“{name}” is not in the archive as it was written"),
    "un fichier modifié pendant la construction", "un fichier inchangé",
    hint=Text("ne modifiez rien pendant la construction, puis relancez « moocfab build »",
              "change nothing during the build, then run “moocfab build” again"),
)  # fmt: skip
UNKNOWN_FILE = _rule(
    "MF7204", "file-unknown",
    Text("personne n'a demandé « {name} », qui est dans l'archive", "nobody asked for “{name}”, which is in the archive"),
    "une archive avec problem/inconnu.xml", "une archive sans lui",
)  # fmt: skip
REFUSED = _rule(
    "MF7205", "import-refused",
    Text("la plateforme refuserait tout le cours : {reason}", "the platform would refuse the whole course: {reason}"),
    '<drag-and-drop-v2 url_name="d"/> dans un élément « raw », pour FUN', '<poll url_name="p"/>',
    why=Text("Un import refusé peut laisser la moitié du cours dans Studio.",
             "A refused import may leave half of the course in Studio."),
)  # fmt: skip
VANISHED = _rule(
    "MF7211", "block-vanishes",
    Text("{tag} « {name} » disparaîtrait à l'import : {reason}", "{tag} “{name}” would vanish at import: {reason}"),
    '<problem max_attempts="beaucoup">', '<problem max_attempts="2">',
)  # fmt: skip
EMPTY = _rule(
    "MF7212", "block-empty",
    Text("{tag} « {name} » arriverait vide", "{tag} “{name}” would arrive empty"),
    '<problem url_name="q1" weight="2"/> qui désigne problem/q1.xml', '<problem url_name="q1"/>',
)  # fmt: skip
EXTRA = _rule(
    "MF7213", "block-extra",
    Text("{tag} « {name} » arriverait ici sans avoir été demandé", "{tag} “{name}” would arrive here unasked"),
    "une unité avec un problème de trop", "une unité avec ses seuls éléments",
)  # fmt: skip
OUT_OF_ORDER = _rule(
    "MF7214", "block-order",
    Text("{tag} « {name} » n'arriverait pas à son rang", "{tag} “{name}” would not arrive at its rank"),
    "deux éléments échangés", "les éléments dans l'ordre du cours",
)  # fmt: skip
MOVED = _rule(
    "MF7215", "block-moved",
    Text("{tag} « {name} » arriverait ailleurs : dans {place}", "{tag} “{name}” would arrive elsewhere: in {place}"),
    "un problème dans une autre unité", "un problème dans son unité",
)  # fmt: skip
TWIN = _rule(
    "MF7216", "block-name-twice",
    Text("deux {tag} s'appellent « {name} » : il n'en resterait qu'un", "two {tag} are called “{name}”: only one would be left"),
    '<problem url_name="q1"> deux fois', '<problem url_name="q1"> et <problem url_name="q2">',
    hint=Text("donnez à l'un des deux un autre identifiant", "give one of the two another id"),
)  # fmt: skip
REPEATED = _rule(
    "MF7217", "block-repeated",
    Text("{tag} « {name} » arriverait plusieurs fois", "{tag} “{name}” would arrive several times"),
    'un <html url_name="a"/> deux fois dans une unité', 'un <html url_name="a"/>',
)  # fmt: skip
HIDDEN = _rule(
    "MF7218", "block-unknown",
    Text("la plateforme ne connaît pas {tag} : « {name} » n'y montrerait rien", "the platform does not know {tag}: “{name}” would show nothing"),
    '<machin url_name="m">', '<html url_name="m">',
)  # fmt: skip
CHANGED_FIELD = _rule(
    "MF7219", "field-changed",
    Text("{tag} « {name} » n'aurait pas son réglage « {field} »", "{tag} “{name}” would not have its setting “{field}”"),
    "un problème dont « max_attempts » s'est perdu", "un problème avec « max_attempts »",
)  # fmt: skip
LOST_TAB = _rule(
    "MF7231", "tab-lost",
    Text("la page « {slug} » n'arriverait pas", "the page “{slug}” would not arrive"),
    "un onglet sans tabs/faq.html", "un onglet avec tabs/faq.html",
)  # fmt: skip
UNKNOWN_TAB = _rule(
    "MF7232", "tab-extra",
    Text("la page « {slug} » arriverait sans avoir été demandée", "the page “{slug}” would arrive unasked"),
    "un onglet de trop", "les seuls onglets du cours",
)  # fmt: skip
COLLISION = _rule(
    "MF7241", "static-collision",
    Text("{files} auraient un même nom, « {name} » : un seul resterait", "{files} would have one name, “{name}”: only one would be left"),
    "static/images/a.png et static/images_a.png", "static/images_a.png",
)  # fmt: skip
RENAMED_ASSET = _rule(
    "MF7242", "static-renamed",
    Text("« {file} » s'appellerait « {name} » : les pages ne le trouveraient plus", "“{file}” would be called “{name}”: pages would not find it"),
    "static/mon image.png", "static/mon_image.png",
)  # fmt: skip
LOST_ASSET = _rule(
    "MF7243", "static-ignored",
    Text("la plateforme ne prendrait pas « {file} »", "the platform would not take “{file}”"),
    "static/notes.txt~", "static/notes.txt",
    hint=Text("donnez un autre nom à ce fichier", "give this file another name"),
)  # fmt: skip

RULES = (
    BROKEN_ARCHIVE, MISSING_FILE, CHANGED_FILE, UNKNOWN_FILE, REFUSED, VANISHED, EMPTY, EXTRA, OUT_OF_ORDER, MOVED, TWIN,
    REPEATED, HIDDEN, CHANGED_FIELD, LOST_TAB, UNKNOWN_TAB, COLLISION, RENAMED_ASSET, LOST_ASSET,
)  # fmt: skip
