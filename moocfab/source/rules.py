"""The rules of syntax and schema: what can be wrong before anything has a meaning."""

from moocfab.diagnostics import Rule, Severity, Text

ERROR, WARNING = Severity.ERROR, Severity.WARNING

MISSING_FILE = Rule(
    "MF1001", "missing-file", ERROR,
    Text("le fichier « {name} » n'existe pas{guess}", "the file “{name}” does not exist{guess}"),
    Text("vérifiez le nom (majuscules et accents comptent), ou ajoutez le fichier",
         "check the name (case and accents count), or add the file"),
    Text("Le cours nomme un fichier qui n'est pas là : ce qu'il devait montrer manquerait.",
         "The course names a file that is not there: what it should show would be missing."),
    "units: [1-bienvenu.md]", "units: [1-bienvenue.md]",
)  # fmt: skip
NOT_UTF8 = Rule(
    "MF1002", "not-utf8", ERROR,
    Text("le fichier n'est pas en UTF-8 (octet {byte} illisible)", "the file is not UTF-8 (byte {byte})"),
    Text("enregistrez-le « en UTF-8 » dans votre éditeur", "save it as UTF-8 in your editor"),
    Text("Un fichier dans un autre codage perd ses accents une fois importé.",
         "A file in another encoding loses its accents once imported."),
    "caf\\xe9", "café",
)  # fmt: skip
EMPTY_FILE = Rule(
    "MF1003", "empty-file", ERROR,
    Text("le fichier est vide", "the file is empty"),
    Text("écrivez son contenu, ou retirez-le du cours", "write it, or remove it from the course"),
    Text("Un fichier vide est presque toujours un oubli.", "An empty file is nearly always an oversight."),
    "", "title: Le signal",
)  # fmt: skip
TOO_LARGE = Rule(
    "MF1004", "file-too-large", ERROR,
    Text("le fichier pèse {size} Mo ; un texte de cours en compte au plus {limit}",
         "the file weighs {size} MB; a course text has {limit} at most"),
    Text("découpez-le", "split it"),
    Text("Un texte de cours aussi lourd est une erreur ou une attaque.",
         "A course text this heavy is a mistake or an attack."),
    "modules/1/page.md (12 Mo)", "modules/1/page.md (12 ko)",
)  # fmt: skip
OUTSIDE = Rule(
    "MF1005", "outside-root", ERROR,
    Text("« {name} » sort du dossier du cours", "“{name}” leaves the course's folder"),
    Text("copiez le fichier dans le cours, ou placez moocfab.yml à la racine commune",
         "copy the file into the course, or put moocfab.yml at the common root"),
    Text("Rien n'est lu hors de la racine : un cours doit se construire ailleurs que sur votre machine.",
         "Nothing outside the root is read: a course must build on other machines than yours."),
    "image: ../../photo.jpg", "image: images/photo.jpg",
)  # fmt: skip
UNREADABLE = Rule(
    "MF1006", "unreadable-file", ERROR,
    Text("« {name} » ne peut pas être lu : {reason}", "“{name}” cannot be read: {reason}"),
    Text("vérifiez que c'est un fichier et que vous en avez les droits",
         "check that it is a file and that you may read it"),
    Text("Le système refuse la lecture.", "The system refuses to read it."),
    "units: [dossier]", "units: [1-page.md]",
)  # fmt: skip
LFS_POINTER = Rule(
    "MF1007", "lfs-pointer-file", WARNING,
    Text("« {name} » n'est qu'un pointeur Git LFS : le vrai fichier n'est pas là", "“{name}” is a Git LFS pointer only: the real file is not there"),
    Text("lancez « git lfs pull » dans le dépôt", "run “git lfs pull” in the repository"),
    Text("La vérification continue sans lui ; l'archive, elle, en a besoin.",
         "Checking goes on without it; the archive needs it."),
    "version https://git-lfs.github.com/spec/v1", "l'image elle-même",
)  # fmt: skip
POINTER_IN_BUILD = Rule(
    "MF1008", "lfs-pointer-in-build", ERROR,
    Text("« {name} » n'est qu'un pointeur Git LFS : le cours ne peut pas être construit sans le vrai fichier",
         "“{name}” is a Git LFS pointer only: the course cannot be built without the real file"),
    Text("lancez « git lfs pull » dans le dépôt", "run “git lfs pull” in the repository"),
    Text("La vérification se passe de ce fichier ; l'archive montrerait le pointeur à sa place.",
         "Checking does without this file; the archive would show the pointer in its place."),
    "version https://git-lfs.github.com/spec/v1", "l'image elle-même",
)  # fmt: skip
NOT_YAML = Rule(
    "MF1010", "yaml-syntax", ERROR,
    Text("ce n'est pas du YAML : {problem}", "this is not YAML: {problem}"),
    Text("vérifiez l'alignement, les guillemets et les crochets de cette ligne et de la précédente",
         "check the alignment, quotes and brackets of this line and the one before"),
    Text("Le fichier ne peut pas être lu tant que sa syntaxe n'est pas juste.",
         "The file cannot be read until its syntax is right."),
    "title: [Le signal", "title: Le signal",
)  # fmt: skip
DUPLICATE_KEY = Rule(
    "MF1011", "duplicate-key", ERROR,
    Text("« {key} » est déjà donné ligne {line}", "“{key}” is already given on line {line}"),
    Text("gardez l'un des deux", "keep one of the two"),
    Text("De deux valeurs pour une même clé, l'une serait perdue sans bruit.",
         "Of two values for one key, one would be lost in silence."),
    "title: Un\ntitle: Deux", "title: Un",
)  # fmt: skip
TAB = Rule(
    "MF1012", "yaml-tab", ERROR,
    Text("une tabulation sert de marge", "a tab is used as indentation"),
    Text("remplacez-la par des espaces (deux par niveau)", "replace it by spaces (two for each level)"),
    Text("YAML refuse les tabulations en début de ligne.", "YAML refuses tabs at the beginning of a line."),
    "about:\n\tslogan: Bonjour", "about:\n  slogan: Bonjour",
)  # fmt: skip
UNQUOTED_COLON = Rule(
    "MF1013", "yaml-colon", ERROR,
    Text("un deux-points suivi d'une espace au milieu d'un texte sans guillemets",
         "a colon followed by a space within an unquoted text"),
    Text("mettez le texte entre guillemets : \"…\"", "put the text between quotes: \"…\""),
    Text("YAML lit « Cours : intro » comme une clé et sa valeur.",
         "YAML reads “Course : intro” as a key and its value."),
    "title: Cours : intro", 'title: "Cours : intro"',
)  # fmt: skip
ALIAS = Rule(
    "MF1014", "yaml-alias", ERROR,
    Text("les ancres et alias (&, *) de YAML ne sont pas admis", "YAML's anchors and aliases (&, *) are not allowed"),
    Text("recopiez la valeur, ou mettez entre guillemets un texte qui commence par & ou *",
         "write the value again, or quote a text that begins with & or *"),
    Text("Un alias cache ce qu'on lit et peut faire grossir un fichier sans limite.",
         "An alias hides what one reads and can make a file grow without limit."),
    "a: &x 1\nb: *x", "a: 1\nb: 1",
)  # fmt: skip
TOO_DEEP = Rule(
    "MF1015", "yaml-too-deep", ERROR,
    Text("plus de {depth} niveaux emboîtés", "more than {depth} nested levels"),
    Text("simplifiez cette partie", "simplify this part"),
    Text("Aucun cours n'a besoin d'une telle profondeur.", "No course needs such a depth."),
    "[[[[…]]]]", "[1, 2]",
)  # fmt: skip
TYPED_KEY = Rule(
    "MF1016", "yaml-key", ERROR,
    Text("une clé doit être un mot ou un texte", "a key must be a word or a text"),
    Text("mettez la valeur entre guillemets si elle commence par ? , [ ou {{",
         "quote the value if it begins with ? , [ or {{"),
    Text("YAML lit ici une clé composée, qu'aucun fichier de cours n'emploie.",
         "YAML reads a compound key here, which no course file uses."),
    "{a: b}: c", "a: c",
)  # fmt: skip
UNQUOTED = Rule(
    "MF1017", "yaml-unquoted", ERROR,
    Text("ce texte commence par un signe que YAML réserve, ou continue après ses guillemets",
         "this text begins with a sign that YAML reserves, or goes on after its quotes"),
    Text("mettez le texte entier entre guillemets : \"…\"", "put the whole text between quotes: \"…\""),
    Text("@ ` % ! & * > | - [ {{ et les guillemets ont un sens pour YAML au début d'une valeur.",
         "@ ` % ! & * > | - [ {{ and quotes mean something to YAML where a value begins."),
    "ask: [lien](a.md) vers quoi ?", 'ask: "[lien](a.md) vers quoi ?"',
)  # fmt: skip
COMMA = Rule(
    "MF1018", "yaml-decimal-comma", ERROR,
    Text("« {number} » entre accolades est lu comme deux valeurs", "“{number}” within braces is read as two values"),
    Text("écrivez « {point} », ou « \"{number}\" » entre guillemets", "write “{point}”, or “\"{number}\"” between quotes"),
    Text("Entre accolades ou crochets, la virgule sépare.", "Within braces or brackets a comma separates."),
    "{kind: numerical, answer: 2,4}", "{kind: numerical, answer: 2.4}",
)  # fmt: skip
HASH = Rule(
    "MF1019", "yaml-hash", WARNING,
    Text("ce qui suit « # » est un commentaire : la valeur est vide", "what follows “#” is a comment: the value is empty"),
    Text("mettez le texte entre guillemets, ou une espace après « # » si c'est bien un commentaire",
         "put the text between quotes, or a space after “#” if it is a comment"),
    Text("YAML ne lit pas ce qui suit un dièse.", "YAML does not read what follows a hash."),
    "slogan: #1 des cours de réseaux", 'slogan: "#1 des cours de réseaux"',
)  # fmt: skip
UNKNOWN_KEY = Rule(
    "MF2001", "unknown-key", ERROR,
    Text("« {key} » n'est pas connu ici{guess}", "“{key}” is not known here{guess}"),
    Text("clés possibles : {known}", "possible keys: {known}"),
    Text("Une clé inconnue est le plus souvent une faute de frappe ; la laisser passer perdrait sa valeur.",
         "An unknown key is mostly a slip of the keyboard; its value would be lost."),
    "titel: Le signal", "title: Le signal",
)  # fmt: skip
MISSING_KEY = Rule(
    "MF2002", "missing-key", ERROR,
    Text("il manque « {key} »", "“{key}” is missing"),
    Text("ajoutez la ligne « {key}: … »", "add the line “{key}: …”"),
    Text("Sans cette valeur, l'élément ne peut pas être construit.", "Without this value it cannot be built."),
    "kind: numerical\nask: Combien ?", "kind: numerical\nask: Combien ?\nanswer: 3",
)  # fmt: skip
WRONG_VALUE = Rule(
    "MF2003", "wrong-value", ERROR,
    Text("« {key} » : {problem}", "“{key}”: {problem}"),
    Text("{hint}", "{hint}"),
    Text("La valeur n'est pas de la forme attendue.", "The value has not the expected form."),
    "attempts: beaucoup", "attempts: 3",
)  # fmt: skip
UNKNOWN_KIND = Rule(
    "MF2004", "unknown-kind", ERROR,
    Text("« {kind} » n'est pas un genre d'élément{guess}", "“{kind}” is not a kind of element{guess}"),
    Text("genres possibles : {known}", "possible kinds: {known}"),
    Text("Chaque élément est d'un des genres que moocfab connaît.", "Each element is of a kind that moocfab knows."),
    "kind: numeric", "kind: numerical",
)  # fmt: skip
NO_HEADER = Rule(
    "MF2010", "unit-without-header", ERROR,
    Text("l'unité ne commence pas par son titre, entre deux lignes « --- »",
         "the unit does not begin with its title, between two lines “---”"),
    Text("écrivez trois lignes au-dessus du texte : « --- », « title: … », « --- »",
         "write three lines above the text: “---”, “title: …”, “---”"),
    Text("Le titre est ce que l'apprenant voit dans le plan du cours.",
         "The title is what learners see in the course's outline."),
    "Un signal porte une information.", "---\ntitle: Le signal\n---\nUn signal porte une information.",
)  # fmt: skip
UNKNOWN_DIRECTIVE = Rule(
    "MF2005", "unknown-directive", ERROR,
    Text("« {{{name}}} » n'est pas une directive connue{guess}", "“{{{name}}}” is not a known directive{guess}"),
    Text("directives possibles : {known}", "possible directives: {known}"),
    Text("Une directive inconnue serait perdue.", "An unknown directive would be lost."),
    ":::{figur} a.png", ":::{figure} a.png",
)  # fmt: skip
UNCLOSED_DIRECTIVE = Rule(
    "MF2006", "unclosed-directive", ERROR,
    Text("la directive « {{{name}}} » n'est pas fermée", "the directive “{{{name}}}” is not closed"),
    Text("ajoutez une ligne « {fence} » à sa fin ; si elle doit en contenir une autre, ouvrez-la et fermez-la par « {fence}: »",
         "add a line “{fence}” at its end; if it is to hold another, open and close it by “{fence}:”"),
    Text("Tout ce qui suit serait pris dans la directive.", "All that follows would be taken into it."),
    ":::{note}\nTexte", ":::{note}\nTexte\n:::",
)  # fmt: skip
MISPLACED_DIRECTIVE = Rule(
    "MF2007", "misplaced-directive", ERROR,
    Text("« {{{name}}} » ne peut pas se trouver ici", "“{{{name}}}” cannot stand here"),
    Text("placez-la au premier niveau de l'unité, hors des encadrés et des listes",
         "put it at the unit's top level, outside of callouts and lists"),
    Text("Un élément n'a sa place que dans une unité, ou dans un élément qui en contient d'autres.",
         "An element stands in a unit, or in an element that holds others."),
    "::::{note}\n:::{video} a.mp4\n:::\n::::", ":::{video} a.mp4\n:::",
)  # fmt: skip
REMOVED_HTML = Rule(
    "MF2008", "html-removed", WARNING,
    Text("le HTML « {removed} » n'est pas admis et a été retiré", "the HTML “{removed}” is not allowed and was removed"),
    Text("écrivez-le en Markdown ou avec une directive", "write it in Markdown or with a directive"),
    Text("Scripts et gestionnaires d'événements sont dangereux pour les apprenants.",
         "Scripts and event handlers are dangerous for learners."),
    '<a onclick="x()">ici</a>', "[ici](https://exemple.org)",
)  # fmt: skip
STRAY_FENCE = Rule(
    "MF2009", "stray-fence", ERROR,
    Text("« {text} » n'ouvre ni ne ferme aucune directive", "“{text}” neither opens nor closes a directive"),
    Text("écrivez « {opening} », le nom entre accolades, et fermez par autant de deux-points ; il en faut davantage à ce qui contient d'autres directives",
         "write “{opening}”, the name in braces, and close by as many colons; what holds other directives needs more of them"),
    Text("Une directive s'écrit avec des deux-points et son nom entre accolades ; les accents graves sont du code.",
         "A directive is written with colons and its name in braces; backticks are code."),
    "::: note\nTexte\n:::", ":::{note}\nTexte\n:::",
)  # fmt: skip

RULES = (
    MISSING_FILE, NOT_UTF8, EMPTY_FILE, TOO_LARGE, OUTSIDE, UNREADABLE, NOT_YAML, DUPLICATE_KEY, TAB,
    UNQUOTED_COLON, ALIAS, TOO_DEEP, TYPED_KEY, UNQUOTED, COMMA, HASH, UNKNOWN_KEY, MISSING_KEY, WRONG_VALUE, UNKNOWN_KIND,
    NO_HEADER, UNKNOWN_DIRECTIVE, UNCLOSED_DIRECTIVE, MISPLACED_DIRECTIVE, REMOVED_HTML, STRAY_FENCE, LFS_POINTER, POINTER_IN_BUILD,
)  # fmt: skip
