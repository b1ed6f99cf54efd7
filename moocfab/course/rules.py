"""The rules of structure: ids, names, dates, grading, references."""

from moocfab.diagnostics import Rule, Severity, Text

ERROR, WARNING = Severity.ERROR, Severity.WARNING

NO_COURSE = Rule(
    "MF3001", "no-course-file", ERROR,
    Text("ce dossier n'a pas de « course.yml »", "this folder has no “course.yml”"),
    Text("donnez le dossier d'un cours, ou créez-en un avec « moocfab new DOSSIER »",
         "give a course's folder, or make one by “moocfab new FOLDER”"),
    Text("course.yml est ce qui fait d'un dossier un cours.", "course.yml is what makes a folder a course."),
    "moocfab build photos/", "moocfab build courses/bases-reseaux/",
)  # fmt: skip
MISSING_ID = Rule(
    "MF3011", "missing-id", ERROR,
    Text("cet élément « {kind} » n'a pas d'identifiant", "this “{kind}” element has no id"),
    Text("ajoutez « id: un-nom » (en directive : « :id: un-nom » ; en GIFT : « // [id:un-nom] »)",
         "add “id: a-name” (in a directive: “:id: a-name”; in GIFT: “// [id:a-name]”)"),
    Text("Les réponses des apprenants sont rangées sous l'identifiant : il doit être écrit, une fois pour toutes.",
         "Learners' answers are kept under the id: it must be written, once and for all."),
    "- kind: numerical\n  ask: Combien ?\n  answer: 3", "- id: combien\n  kind: numerical\n  ask: Combien ?\n  answer: 3",
)  # fmt: skip
DUPLICATE_ID = Rule(
    "MF3012", "duplicate-id", ERROR,
    Text("« {name} » sert déjà à {other}", "“{name}” is already used at {other}"),
    Text("donnez à l'un des deux un autre identifiant", "give one of the two another id"),
    Text("De deux éléments d'un même nom, la plateforme en perd un sans le dire.",
         "Of two elements with one name the platform loses one without a word."),
    "- id: debit\n…\n- id: debit", "- id: debit\n…\n- id: debit-2",
)  # fmt: skip
UNNAMED = Rule(
    "MF3013", "no-derived-name", ERROR,
    Text("du nom « {name} » on ne peut tirer aucun identifiant", "no id can be derived from the name “{name}”"),
    Text("donnez un « id: »", "give an “id:”"),
    Text("Un nom sans lettre latine ni chiffre ne donne pas d'identifiant.",
         "A name without Latin letters or digits gives no id."),
    "units: [1-.md]", "units: [1-bienvenue.md]",
)  # fmt: skip
UNKNOWN_TARGET = Rule(
    "MF3021", "unknown-target", ERROR,
    Text("la cible « {name} » n'existe pas", "there is no target “{name}”"),
    Text("cibles possibles : {known}", "possible targets: {known}"),
    Text("Une cible est une plateforme que moocfab connaît.", "A target is a platform that moocfab knows."),
    "targets: [funn]", "targets: [fun]",
)  # fmt: skip
BAD_DATE = Rule(
    "MF3031", "bad-date", ERROR,
    Text("la date « {text} » n'existe pas, ou n'a rien à partir de quoi compter",
         "the date “{text}” does not exist, or has nothing to count from"),
    Text("donnez une date du calendrier, et « start: » au cours pour les dates relatives",
         "give a calendar date, and the course a “start:” for relative dates"),
    Text("Une date qui n'en est pas une fait disparaître la séquence à l'import.",
         "A date that is none makes its sequence vanish at import."),
    "due: 2027-02-30", "due: 2027-02-28",
)  # fmt: skip
DATE_ORDER = Rule(
    "MF3032", "date-order", ERROR,
    Text("« {late} » ({late_date}) vient avant « {early} » ({early_date})",
         "“{late}” ({late_date}) comes before “{early}” ({early_date})"),
    Text("corrigez l'une des deux dates", "correct one of the two dates"),
    Text("Des dates dans le désordre ferment le cours ou ses exercices aux apprenants.",
         "Dates out of order close the course or its exercises to learners."),
    "start: 2027-03-01\nend: 2027-02-01", "start: 2027-02-01\nend: 2027-03-01",
)  # fmt: skip
UNKNOWN_ZONE = Rule(
    "MF3033", "unknown-timezone", ERROR,
    Text("« {name} » n'est pas un fuseau horaire", "“{name}” is no time zone"),
    Text("écrivez par exemple Europe/Paris", "write for instance Europe/Paris"),
    Text("Les dates du cours sont celles de ce fuseau.", "The course's dates are those of this zone."),
    "timezone: Paris", "timezone: Europe/Paris",
)  # fmt: skip
NO_START = Rule(
    "MF3034", "no-start", WARNING,
    Text("le cours n'a pas de date de début", "the course has no start date"),
    Text("ajoutez « dates: {{start: 2027-01-18 09:00}} »", "add “dates: {{start: 2027-01-18 09:00}}”"),
    Text("Sans début, la plateforme met le cours en 2030.", "Without a start the platform puts the course in 2030."),
    "dates: {}", "dates: {start: 2027-01-18 09:00}",
)  # fmt: skip
NO_SUCH_HOUR = Rule(
    "MF3035", "no-such-hour", ERROR,
    Text("{date} n'existe pas : les horloges du fuseau {zone} sautent cette heure-là", "{date} does not exist: the clocks of {zone} skip that hour"),
    Text("écrivez {real}, ou une heure d'avant", "write {real}, or an hour before"),
    Text("Au passage à l'heure d'été, une heure manque ; chacun la comprendrait à sa façon.",
         "When clocks go forward an hour is missing; everybody would read it in another way."),
    "due: 2027-03-28 02:30", "due: 2027-03-28 03:30",
)  # fmt: skip
HOUR_TWICE = Rule(
    "MF3037", "hour-twice", WARNING,
    Text("{date} existe deux fois : les horloges du fuseau {zone} reculent cette nuit-là ; moocfab prend la première",
         "{date} is there twice: the clocks of {zone} go back that night; moocfab takes the first"),
    Text("écrivez « {first} » pour la première, « {second} » pour la seconde, ou une heure qui n'est qu'une fois",
         "write “{first}” for the first, “{second}” for the second, or an hour that is there once"),
    Text("Au passage à l'heure d'hiver, une heure revient ; qui lit la date ne sait pas laquelle des deux ferme le travail.",
         "When clocks go back an hour comes again; who reads the date cannot know which of the two closes the work."),
    "due: 2027-10-31 02:30", "due: 2027-10-31 02:30+02:00",
)  # fmt: skip
SELF_PACED_DUE = Rule(
    "MF3036", "due-without-effect", WARNING,
    Text("« {key}: {text} » n'a pas d'effet sur « {target} » dans un cours où chacun suit son rythme (pacing: self)",
         "“{key}: {text}” has no effect on “{target}” in a course at everybody's own pace (pacing: self)"),
    Text("{instead}", "{instead}"),
    Text("Les dates communes n'y ouvrent et n'y ferment rien ; Open edX actuel sait y compter des semaines depuis "
         "l'inscription, là où le site l'a permis.",
         "Common dates open and close nothing there; current Open edX can count weeks from enrolment, where the site "
         "allows it."),
    "pacing: self\ndue: 2027-02-01", "pacing: self\ndue: +2w",
)  # fmt: skip
WEIGHTS = Rule(
    "MF3041", "weights-sum", ERROR,
    Text("les poids font {total} % et non 100 %", "the weights make {total} %, not 100 %"),
    Text("ajustez-les", "adjust them"),
    Text("Qui a tout juste n'aurait pas 100 %.", "Who has all right would not get 100 %."),
    "assignments: [{name: Quiz, weight: 40%}]", "assignments: [{name: Quiz, weight: 100%}]",
)  # fmt: skip
UNKNOWN_ASSIGNMENT = Rule(
    "MF3042", "unknown-assignment", ERROR,
    Text("« graded: {name} » : course.yml ne déclare pas ce travail noté",
         "“graded: {name}”: course.yml declares no such assignment"),
    Text("travaux notés déclarés : {known}", "declared assignments: {known}"),
    Text("Les points de cette séquence ne compteraient pas.", "The points of this sequence would not count."),
    "graded: Quizz", "graded: Quiz",
)  # fmt: skip
UNUSED_ASSIGNMENT = Rule(
    "MF3043", "unused-assignment", ERROR,
    Text("aucune séquence ne porte « graded: {name} »", "no sequence says “graded: {name}”"),
    Text("ajoutez-le à une séquence, ou retirez ce travail noté", "add it to a sequence, or remove this assignment"),
    Text("Son poids manquerait à toutes les notes.", "Its weight would be missing from all grades."),
    "assignments: [{name: Quiz, weight: 50%}, {name: Examen, weight: 50%}]", "assignments: [{name: Quiz, weight: 100%}]",
    from_absence=True,
)  # fmt: skip
DROP_ALL = Rule(
    "MF3044", "drop-count", ERROR,
    Text("« drop: {drop} », mais « {name} » n'a que {count} séquence(s) : aucune ne compterait",
         "“drop: {drop}”, but “{name}” has only {count} sequence(s): none would count"),
    Text("baissez « drop »", "lower “drop”"),
    Text("Une note sans travail est nulle pour tous.", "A grade without work is zero for all."),
    "{name: Quiz, weight: 100%, drop: 3}", "{name: Quiz, weight: 100%, drop: 1}", from_absence=True,
)  # fmt: skip
BROKEN_LINK = Rule(
    "MF3051", "broken-link", ERROR,
    Text("le lien « {address} » ne mène à rien dans le cours", "the link “{address}” leads nowhere in the course"),
    Text("vérifiez le nom du fichier, relatif à celui-ci", "check the file's name, relative to this one"),
    Text("Les apprenants tomberaient sur une erreur.", "Learners would meet an error."),
    "[suite](2-le-signa.md)", "[suite](2-le-signal.md)",
)  # fmt: skip
TWIN_ASSETS = Rule(
    "MF3052", "asset-collision", ERROR,
    Text("« {name} » et « {other} » auront le même nom sur la plateforme", "“{name}” and “{other}” will have one name on the platform"),
    Text("renommez l'un des deux", "rename one of the two"),
    Text("L'un des deux fichiers serait perdu à l'import.", "One of the two files would be lost at import."),
    "images/a.png et images_a.png", "images/a.png et images/b.png",
)  # fmt: skip
HEAVY_ASSET = Rule(
    "MF7110", "heavy-asset", WARNING,
    Text("« {name} » pèse {size} Mo ; {target} en conseille {limit} au plus", "“{name}” weighs {size} MB; {target} advises {limit} at most"),
    Text("compressez-le, ou mettez-le en lien", "compress it, or link to it"),
    Text("Un gros fichier alourdit l'import et se charge mal sur un téléphone.",
         "A large file weighs on the import and loads badly on a phone."),
    "[Le polycopié](cours-300-dpi.pdf)", "[Le polycopié](cours.pdf)",
)  # fmt: skip
NOT_HERE = Rule(
    "MF3053", "link-not-on-target", ERROR,
    Text("« {address} » existe, mais n'est pas une page du cours pour toutes ses plateformes",
         "“{address}” exists, but is no page of the course for all of its platforms"),
    Text("ajoutez ce fichier à un module, ou donnez le même « only: » au passage qui le cite",
         "add this file to a module, or give the same “only:” to the passage that names it"),
    Text("Le lien mènerait à une page que cette plateforme n'a pas.", "The link would lead to a page that this platform lacks."),
    "[suite](3-brouillon.md)", "[suite](2-le-signal.md)", from_absence=True,
)  # fmt: skip
NOT_A_PICTURE = Rule(
    "MF3054", "not-a-picture", ERROR,
    Text("« {name} » n'est pas une image dont on puisse lire la taille : {why}", "“{name}” is no picture whose size can be read: {why}"),
    Text("prenez une image PNG, JPEG, WebP, GIF ou SVG", "take a PNG, JPEG, WebP, GIF or SVG picture"),
    Text("La plateforme demande sa taille pour y placer ce que l'apprenant touche.",
         "The platform wants its size to place what learners touch."),
    "image: reseau.pdf", "image: reseau.png",
)  # fmt: skip
NO_BANK = Rule(
    "MF3055", "no-question-file", ERROR,
    Text("« {name} » n'est ni un fichier de questions ni un dossier qui en contient",
         "“{name}” is neither a file of questions nor a folder that holds some"),
    Text("nommez un fichier .gift ou .yml, ou un dossier où ils se trouvent directement",
         "name a .gift or .yml file, or a folder in which they stand directly"),
    Text("Les questions à tirer au sort se lisent dans ces fichiers seulement.",
         "Questions to be drawn are read from these files only."),
    "source: banques/unites.txt", "source: banques/unites.gift",
)  # fmt: skip
NESTED = Rule(
    "MF3056", "nested-too-deep", ERROR,
    Text("plus de {limit} éléments l'un dans l'autre", "more than {limit} elements in one another"),
    Text("sortez-en ce qui peut se suivre", "take out what can stand in a row"),
    Text("C'est presque toujours une fermeture oubliée, et personne ne s'y retrouverait.",
         "It is nearly always a closing mark that was forgotten, and nobody would find their way."),
    "huit « conditional » l'un dans l'autre, puis un neuvième", "deux « conditional » à la suite",
)  # fmt: skip
BAD_PICTURE = Rule(
    "MF3057", "picture-not-shown", ERROR,
    Text("« {name} » ne peut pas être montrée : {why}", "“{name}” cannot be shown: {why}"),
    Text("ouvrez-la dans un logiciel d'images et enregistrez-la de nouveau, en PNG, JPEG, WebP, GIF ou SVG",
         "open it in a picture editor and save it again, as PNG, JPEG, WebP, GIF or SVG"),
    Text("L'apprenant verrait une image brisée.", "Learners would see a broken picture."),
    "![Un commutateur](images/commutateur.heic)", "![Un commutateur](images/commutateur.jpg)",
)  # fmt: skip
DRAWING_CLEANED = Rule(
    "MF3058", "drawing-cleaned", WARNING,
    Text("moocfab a retiré du dessin « {name} » : {taken}", "moocfab removed from the drawing “{name}”: {taken}"),
    Text("vérifiez qu'il est encore lisible ; à l'export, choisissez « SVG simple », textes en texte et images incorporées",
         "check that it can still be read; when you export, choose “plain SVG”, text as text and pictures embedded"),
    Text("Un dessin ouvert à part est une page de la plateforme : ses programmes y agiraient au nom de l'apprenant, et ce "
         "qu'il va chercher ailleurs ne serait pas montré.",
         "A drawing that is opened by itself is a page of the platform: its programs would act there in the learner's name, "
         "and what it fetches from elsewhere would not be shown."),
    '<svg xmlns="http://www.w3.org/2000/svg"><script>…</script></svg>', '<svg xmlns="http://www.w3.org/2000/svg"><path d="…"/></svg>',
)  # fmt: skip
CARD_CUT = Rule(
    "MF3059", "card-cut", WARNING,
    Text("l'image du cours perd {share} % de sa surface pour tenir dans la vignette ({target} : {width} × {height})",
         "the course's picture loses {share} % of its surface to fit the card ({target}: {width} × {height})"),
    Text("donnez une image de ces proportions, où rien d'important n'est au bord",
         "give a picture of these proportions, with nothing important at its edge"),
    Text("Ce qui dépasse est coupé, autant de chaque côté : un visage ou un titre peut disparaître.",
         "What goes beyond is cut off, the same on both sides: a face or a title may disappear."),
    "image: images/portrait.jpg", "image: images/vignette.jpg",
)  # fmt: skip

RULES = (
    NO_COURSE, MISSING_ID, DUPLICATE_ID, UNNAMED, UNKNOWN_TARGET, BAD_DATE, DATE_ORDER, UNKNOWN_ZONE, NO_START,
    NO_SUCH_HOUR, HOUR_TWICE, SELF_PACED_DUE,
    WEIGHTS, UNKNOWN_ASSIGNMENT, UNUSED_ASSIGNMENT, DROP_ALL, BROKEN_LINK, TWIN_ASSETS, NOT_HERE, NOT_A_PICTURE, HEAVY_ASSET,
    NO_BANK, NESTED, BAD_PICTURE, DRAWING_CLEANED, CARD_CUT,
)  # fmt: skip
