"""What a target asks of a course, beyond what all courses need; the figures stand in the target's data."""

from moocfab.diagnostics import Rule, Severity, Text

ERROR, WARNING = Severity.ERROR, Severity.WARNING

KEY = Rule(
    "MF7101", "course-key-characters", ERROR,
    Text("« {key}: {value} » ne peut pas figurer dans l'identifiant du cours", "“{key}: {value}” cannot be part of the course's key"),
    Text("n'écrivez que des lettres sans accent, des chiffres, et - _ . ~", "write only letters without accents, digits, and - _ . ~"),
    Text("L'identifiant du cours est son adresse : avec un accent ou une espace, la note de tous est nulle, ou l'import échoue.",
         "The course's key is its address: with an accent or a space everybody's grade is 0, or the import fails."),
    "org: École des Mines", "org: MinesTelecom",
)  # fmt: skip
ORG = Rule(
    "MF7102", "unknown-organisation", ERROR,
    Text("{target} ne connaît pas l'organisation « {value} »", "{target} does not know the organisation “{value}”"),
    Text("organisations connues : {known}", "known organisations: {known}"),
    Text("La plateforme range le cours chez l'établissement qui a ce code.", "The platform files the course under the school that has this code."),
    "org: MineTelecom", "org: MinesTelecom",
)  # fmt: skip
NUMBER = Rule(
    "MF7103", "number-convention", WARNING,
    Text("« number: {value} » ne suit pas l'usage de {target}", "“number: {value}” does not follow the usage of {target}"),
    Text("écrivez 5 ou 6 chiffres, suivis s'il le faut de lettres : 04901 ou 05008ENG",
         "write 5 or 6 digits, with letters after them if need be: 04901 or 05008ENG"),
    Text("C'est par ce numéro que la plateforme retrouve les sessions d'un même cours.",
         "By this number the platform finds the runs of one course."),
    'number: "RES1"', 'number: "04901"',
)  # fmt: skip
RUN = Rule(
    "MF7104", "run-convention", WARNING,
    Text("« run: {value} » ne suit pas l'usage de {target}", "“run: {value}” does not follow the usage of {target}"),
    Text("écrivez session01, SPOC_…, self-paced ou archive_ouvert", "write session01, SPOC_…, self-paced or archive_ouvert"),
    Text("Les équipes de la plateforme reconnaissent une session à ce nom.", "The platform's teams know a run by this name."),
    "run: printemps", "run: session01",
)  # fmt: skip
LANGUAGE = Rule(
    "MF7105", "language-not-on-target", WARNING,
    Text("{target} n'a pas la langue « {value} »", "{target} does not have the language “{value}”"),
    Text("langues possibles : {known}", "possible languages: {known}"),
    Text("Le catalogue ne saurait pas où ranger le cours.", "The catalogue would not know where to put the course."),
    "language: it", "language: fr",
)  # fmt: skip
NO_IMAGE = Rule(
    "MF7106", "no-course-image", WARNING,
    Text("le cours n'a pas d'image", "the course has no picture"),
    Text("ajoutez « image: images/vignette.png »{size}", "add “image: images/card.png”{size}"),
    Text("Sa carte, dans le catalogue, montrerait une image brisée.", "Its card in the catalogue would show a broken picture."),
    "title: Les bases des réseaux", "title: Les bases des réseaux\nimage: images/vignette.png",
)  # fmt: skip
SMALL_IMAGE = Rule(
    "MF7107", "small-course-image", WARNING,
    Text("l'image du cours a {own_width} × {own_height} pixels ; {target} en veut au moins {width} × {height}",
         "the course's picture has {own_width} × {own_height} pixels; {target} wants at least {width} × {height}"),
    Text("donnez une image plus grande", "give a larger picture"),
    Text("Agrandie par la plateforme, elle serait floue.", "Enlarged by the platform it would be blurred."),
    "image: images/petite.png", "image: images/vignette.png",
)  # fmt: skip
UNREADABLE_IMAGE = Rule(
    "MF7108", "unreadable-course-image", ERROR,
    Text("« {name} » n'est pas une image PNG ou JPEG", "“{name}” is no PNG or JPEG picture"),
    Text("enregistrez-la en PNG ou en JPEG", "save it as PNG or JPEG"),
    Text("Les plateformes ne montrent pas d'autre format dans leur catalogue.", "Platforms show no other format in their catalogue."),
    "image: images/vignette.svg", "image: images/vignette.png",
)  # fmt: skip
SLOGAN = Rule(
    "MF7109", "slogan-too-long", ERROR,
    Text("le slogan a {length} caractères ; {target} en admet {limit}", "the slogan has {length} characters; {target} allows {limit}"),
    Text("raccourcissez-le", "shorten it"),
    Text("Le portail le refuserait.", "The portal would refuse it."),
    "slogan: (130 caractères)", "slogan: Comprendre Internet, de la prise au nuage",
)  # fmt: skip
LONG_NAME = Rule(
    "MF7111", "name-too-long", ERROR,
    Text("l'identifiant « {name} » a {length} caractères ; {target} en admet {limit}",
         "the id “{name}” has {length} characters; {target} allows {limit}"),
    Text("donnez un « id: » plus court (il vient après le nom du module)", "give a shorter “id:” (it comes after the module's name)"),
    Text("Au-delà, la page de progression de tous les apprenants est en erreur.",
         "Beyond, the progress page fails for all learners."),
    "id: (90 caractères)", "id: decouvrir",
)  # fmt: skip
HEAVY_ARCHIVE = Rule(
    "MF7112", "heavy-archive", WARNING,
    Text("l'archive pèse {size} Mo ; {target} en admet {limit}", "the archive weighs {size} MB; {target} allows {limit}"),
    Text("mettez les films dans « video », et les gros documents en lien", "put films into “video”, and link to large documents"),
    Text("L'envoi serait refusé ou coupé avant la fin.", "The upload would be refused or cut before its end."),
    "des enregistrements de 80 Mo dans « file »", "les mêmes, en lien",
)  # fmt: skip
PORTAL = Rule(
    "MF7113", "missing-for-portal", WARNING,
    Text("le portail de {target} attend {what}", "the portal of {target} wants {what}"),
    Text("ajoutez {how}", "add {how}"),
    Text("Sans cela, la page du cours reste incomplète et son ouverture est retardée.",
         "Without it the course's page stays incomplete and its opening is delayed."),
    "about: {slogan: Comprendre Internet}", "about: {slogan: Comprendre Internet, overview: about/overview.md}",
)  # fmt: skip
MEDIA_URL = Rule(
    "MF7115", "bad-media-url", ERROR,
    Text("« {url} » n'est pas une adresse d'où servir des vidéos", "“{url}” is no address to serve videos from"),
    Text("écrivez une adresse en https://, sans « ? », sans « # » et sans identifiants : tous les apprenants la lisent",
         "write an address with https://, without “?”, “#” and credentials: every learner reads it"),
    Text("Le nom de chaque vidéo s'ajoute à cette adresse.", "The name of each video is added to this address."),
    "media: {url: media.exemple.org}", "media: {url: https://media.exemple.org/reseaux}",
)  # fmt: skip
FORMULA = Rule(
    "MF7116", "formula-in-title", WARNING,
    Text("la formule « {formula} » restera telle quelle dans ce titre", "the formula “{formula}” will stay as it is in this title"),
    Text("dites-la en mots, et donnez-la dans le texte", "say it in words, and give it in the text"),
    Text("Les plateformes ne composent les formules que dans les textes.", "Platforms typeset formulas in texts only."),
    "title: Le débit $D = R$", "title: Le débit",
)  # fmt: skip
CUTOFF_NAME = Rule(
    "MF7117", "cutoff-name", ERROR,
    Text("le nom de mention « {name} » porte un point ou un dollar", "the grade's name “{name}” has a dot or a dollar"),
    Text("retirez-le", "remove it"),
    Text("La base de données de la plateforme ne peut pas le garder : l'import s'arrête.",
         "The platform's store cannot hold it: the import stops."),
    "cutoffs: {A.: 90%, B: 70%}", "cutoffs: {A: 90%, B: 70%}",
)  # fmt: skip
EARLY = Rule(
    "MF7118", "date-too-early", ERROR,
    Text("{target} n'a pas de date avant {year}", "{target} has no date before {year}"),
    Text("corrigez l'année", "correct the year"),
    Text("Les pages du cours seraient en erreur.", "The course's pages would fail."),
    "start: 0227-01-18", "start: 2027-01-18",
)  # fmt: skip

RULES = (
    KEY, ORG, NUMBER, RUN, LANGUAGE, NO_IMAGE, SMALL_IMAGE, UNREADABLE_IMAGE, SLOGAN, LONG_NAME, HEAVY_ARCHIVE, PORTAL,
    MEDIA_URL, FORMULA, CUTOFF_NAME, EARLY,
)  # fmt: skip
