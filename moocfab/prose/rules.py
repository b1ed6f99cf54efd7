"""The rules of running text: accessibility, and what Markdown would lose."""

from moocfab.diagnostics import Rule, Severity, Text

ERROR, WARNING = Severity.ERROR, Severity.WARNING

IMAGE_ALT = Rule(
    "MF4011", "image-without-alt", WARNING,
    Text("l'image « {name} » n'a pas de texte de remplacement (RGAA 1.1)", "the image “{name}” has no text alternative (RGAA 1.1)"),
    Text("écrivez « ![ce que montre l'image]({name}) », ou la directive « figure » avec « :decorative: true »",
         "write “![what the image shows]({name})”, or the directive “figure” with “:decorative: true”"),
    Text("Qui n'y voit pas n'a que ce texte pour savoir ce que montre l'image.",
         "Who cannot see it has only this text to know what the picture shows."),
    "![](images/reseau.png)", "![Trois machines reliées à un commutateur](images/reseau.png)",
)  # fmt: skip
HEADING_ORDER = Rule(
    "MF4012", "heading-order", WARNING,
    Text("un titre de niveau {level} {after} (RGAA 9.1)", "a heading of level {level} {after} (RGAA 9.1)"),
    Text("écrivez « {marks} »", "write “{marks}”"),
    Text("Les lecteurs d'écran parcourent une page par ses titres : un niveau sauté semble un passage manquant.",
         "Screen readers go through a page by its headings: a level that is skipped looks like a missing passage."),
    "## Le signal\n#### Le débit", "## Le signal\n### Le débit",
)  # fmt: skip
LINK_TEXT = Rule(
    "MF4013", "link-text", WARNING,
    Text("le lien « {text} » ne dit pas où il mène (RGAA 6.1)", "the link “{text}” does not say where it leads (RGAA 6.1)"),
    Text("mettez dans les crochets le nom de la page ou du document", "put the name of the page or document between the brackets"),
    Text("Les lecteurs d'écran lisent les liens hors de leur phrase.", "Screen readers read links without their sentence."),
    "[cliquez ici](https://www.imt.fr)", "[le site de l'école](https://www.imt.fr)",
)  # fmt: skip
TABLE_HEADERS = Rule(
    "MF4014", "table-without-headers", WARNING,
    Text("ce tableau n'a pas d'en-têtes (RGAA 5.7)", "this table has no headers (RGAA 5.7)"),
    Text("nommez les colonnes sur sa première ligne", "name the columns in its first row"),
    Text("Sans en-têtes, une cellule lue à voix haute ne dit pas de quoi elle parle.",
         "Without headers a cell that is read aloud does not say what it is about."),
    "| | |\n| --- | --- |\n| débit | bit/s |", "| grandeur | unité |\n| --- | --- |\n| débit | bit/s |",
)  # fmt: skip
LOST_CELLS = Rule(
    "MF4015", "table-row-too-long", ERROR,
    Text("cette ligne a {cells} cellules pour {columns} colonnes : la fin serait perdue",
         "this row has {cells} cells for {columns} columns: its end would be lost"),
    Text("ajoutez une colonne, ou écrivez « \\| » pour un trait dans le texte ou une formule",
         "add a column, or write “\\|” for a bar in a text or formula"),
    Text("Markdown oublie sans bruit ce qui dépasse.", "Markdown forgets what is too much without a word."),
    "| module |\n| --- |\n| $|z|$ |", "| module |\n| --- |\n| $\\|z\\|$ |",
)  # fmt: skip
UNKNOWN_ROLE = Rule(
    "MF4016", "unknown-role", ERROR,
    Text("« {{{name}}} » n'existe pas dans une phrase", "there is no “{{{name}}}” inside a sentence"),
    Text("seul « {{term}}`mot` » existe ; pour montrer des accolades, écrivez « \\{{{name}}} »",
         "there is “{{term}}`word`” only; to show braces write “\\{{{name}}}”"),
    Text("Ce qui suit les accolades doit avoir un sens, sinon l'apprenant lirait les accolades.",
         "What follows the braces must have a meaning; else learners would read the braces."),
    "un {terme}`baud`", "un {term}`baud`",
)  # fmt: skip

RULES = (IMAGE_ALT, HEADING_ORDER, LINK_TEXT, TABLE_HEADERS, LOST_CELLS, UNKNOWN_ROLE)
