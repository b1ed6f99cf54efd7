"""What can be wrong with GIFT: where Moodle refuses a question, drops a part of it or takes it for another."""

from moocfab.diagnostics import Rule, Severity, Text

ERROR, WARNING = Severity.ERROR, Severity.WARNING

OPEN = Rule(
    "MF1301", "gift-brace-open", ERROR,
    Text("« {{ » n'est pas refermé{blank}", "“{{” is not closed{blank}"),
    Text("fermez les réponses par « }} », sans ligne vide avant ; une accolade du texte s'écrit « \\{{ »",
         "close the answers by “}}”, without an empty line before; a brace of the text is written “\\{{”"),
    Text("Une ligne vide termine la question : la suite serait prise pour une autre.",
         "An empty line ends the question: what follows would be taken for another."),
    "Combien ?{=2\n\n~3}", "Combien ?{=2\n~3}",
)  # fmt: skip
CLOSE = Rule(
    "MF1302", "gift-brace-close", ERROR,
    Text("« }} » ne ferme rien", "“}}” closes nothing"),
    Text("ouvrez les réponses par « {{ » ; une accolade du texte s'écrit « \\}} »",
         "open the answers by “{{”; a brace of the text is written “\\}}”"),
    Text("Moodle refuse la question.", "Moodle refuses the question."),
    "Combien ? =2 ~3}", "Combien ?{=2 ~3}",
)  # fmt: skip
EXTRA = Rule(
    "MF1303", "gift-brace-extra", ERROR,
    Text("« {brace} » de trop dans la question", "“{brace}” too many in the question"),
    Text("séparez deux questions par une ligne vide ; une accolade du texte s'écrit « \\{brace} »",
         "put an empty line between two questions; a brace of the text is written “\\{brace}”"),
    Text("Les réponses vont de la première « { » à la première « } » : le reste serait affiché tel quel.",
         "The answers go from the first “{” to the first “}”: the rest would be shown as it is."),
    "Un ?{=1}\nDeux ?{=2}", "Un ?{=1}\n\nDeux ?{=2}",
)  # fmt: skip
NOT_READ = Rule(
    "MF1304", "gift-answers-without-braces", ERROR,
    Text("« {mark} » hors d'accolades : ce texte n'aurait pas de réponse", "“{mark}” outside of braces: this text would have no answer"),
    Text("mettez les réponses entre « {{ » et « }} » ; dans un texte à lire, écrivez « \\{mark} »",
         "put the answers between “{{” and “}}”; in a text to be read write “\\{mark}”"),
    Text("Sans accolades, Moodle prend la question pour un texte à lire, sans le dire.",
         "Without braces Moodle takes the question for a text to be read, without a word."),
    "Combien ?\n=2\n~3", "Combien ?{\n=2\n~3\n}",
)  # fmt: skip
TITLE_OPEN = Rule(
    "MF1305", "gift-title-open", ERROR,
    Text("le titre ouvert par « :: » n'est pas refermé", "the title opened by “::” is not closed"),
    Text("écrivez « ::titre:: », puis la question", "write “::title::”, then the question"),
    Text("Le début de la question passerait dans le titre, ou le titre dans la question.",
         "The question's beginning would be in the title, or the title in the question."),
    "::Débit Combien ?{=2}", "::Débit:: Combien ?{=2}",
)  # fmt: skip
CATEGORY = Rule(
    "MF1306", "gift-category", ERROR,
    Text("cette ligne « $ » ne se lit pas : {problem}", "this “$” line cannot be read: {problem}"),
    Text("écrivez « $CATEGORY: nom » seul entre deux lignes vides", "write “$CATEGORY: name” alone between two empty lines"),
    Text("Ce qui suit la catégorie sans ligne vide disparaît dans son nom.",
         "What follows a category without an empty line vanishes in its name."),
    "$CATEGORY: Réseaux\nCombien ?{=2}", "$CATEGORY: Réseaux\n\nCombien ?{=2}",
)  # fmt: skip
NO_TEXT = Rule(
    "MF1307", "gift-no-question", ERROR,
    Text("il n'y a pas de question", "there is no question"),
    Text("écrivez ce qui est demandé avant « {{ »", "write what is asked before “{{”"),
    Text("L'apprenant verrait des réponses à rien.", "Learners would see answers to nothing."),
    "::Débit:: {=2}", "::Débit:: Combien ?{=2}",
)  # fmt: skip
STRAY = Rule(
    "MF1308", "gift-stray-text", ERROR,
    Text("« {text} » n'est précédé ni de « = » ni de « ~ »", "“{text}” has neither “=” nor “~” before it"),
    Text("marquez une bonne réponse « = », une mauvaise « ~ »", "mark a right answer “=”, a wrong one “~”"),
    Text("Moodle en fait une mauvaise réponse, ou s'arrête.", "Moodle makes a wrong answer of it, or stops."),
    "Combien ?{2 ~3}", "Combien ?{=2 ~3}",
)  # fmt: skip
EMPTY = Rule(
    "MF1309", "gift-empty-answer", ERROR,
    Text("une réponse est vide", "an answer is empty"),
    Text("écrivez-la, ou retirez « {mark} »", "write it, or remove “{mark}”"),
    Text("L'apprenant verrait un choix sans texte.", "Learners would see a choice without a text."),
    "Combien ?{=2 ~ ~3}", "Combien ?{=2 ~4 ~3}",
)  # fmt: skip
FEW = Rule(
    "MF1310", "gift-too-few", ERROR,
    Text("il faut au moins deux réponses", "at least two answers are needed"),
    Text("ajoutez-en : « ~ » pour une mauvaise, « = » pour une bonne ou une paire « a -> b »",
         "add some: “~” for a wrong one, “=” for a right one or for a pair “a -> b”"),
    Text("Moodle refuse la question.", "Moodle refuses the question."),
    "Combien ?{~2}", "Combien ?{=2 ~3}",
)  # fmt: skip
NO_RIGHT = Rule(
    "MF1311", "gift-no-right-answer", ERROR,
    Text("aucune réponse n'est juste", "no answer is right"),
    Text("marquez la bonne « = », ou plusieurs par des poids : « ~%50%… »",
         "mark the right one “=”, or several by weights: “~%50%…”"),
    Text("Personne ne pourrait avoir juste.", "Nobody could be right."),
    "Combien ?{~2 ~3}", "Combien ?{=2 ~3}",
)  # fmt: skip
WEIGHT = Rule(
    "MF1312", "gift-weight", ERROR,
    Text("« {text} » n'est pas un poids ici", "“{text}” is no weight here"),
    Text("écrivez « ~%50%réponse » parmi des choix, « =%50%réponse » pour un texte ou un nombre, de -100 à 100 avec un point",
         "write “~%50%answer” among choices, “=%50%answer” for a text or a number, from -100 to 100 with a point"),
    Text("Moodle l'afficherait avec la réponse.", "Moodle would show it with the answer."),
    "Lesquels ?{~%50 un ~%50%deux}", "Lesquels ?{~%50%un ~%50%deux}",
)  # fmt: skip
SUM = Rule(
    "MF1313", "gift-weight-sum", ERROR,
    Text("les poids des bonnes réponses font {total} % et non 100 %", "the right answers' weights make {total} %, not 100 %"),
    Text("ajustez-les, par exemple 33.333 pour trois réponses", "adjust them, for instance 33.333 for three answers"),
    Text("Moodle refuse la question : personne n'aurait tous les points.",
         "Moodle refuses the question: nobody would get all points."),
    "Lesquels ?{~%50%un ~%20%deux}", "Lesquels ?{~%50%un ~%50%deux}",
)  # fmt: skip
PAIR = Rule(
    "MF1314", "gift-pair", ERROR,
    Text("« {text} » n'est pas une paire « a -> b »", "“{text}” is no pair “a -> b”"),
    Text("écrivez « =question -> réponse » ; pour une réponse sans question : « = -> réponse »",
         "write “=question -> answer”; for an answer without question: “= -> answer”"),
    Text("Moodle refuse la question.", "Moodle refuses the question."),
    "Associez.{=France->Paris =Italie}", "Associez.{=France->Paris =Italie->Rome}",
)  # fmt: skip
NUMBER = Rule(
    "MF1315", "gift-number", ERROR,
    Text("« {text} » n'est pas un nombre lisible", "“{text}” is no number that can be read"),
    Text("écrivez {{#2.5}}, {{#2.5:0.1}} (écart) ou {{#2..3}} (intervalle), avec un point",
         "write {{#2.5}}, {{#2.5:0.1}} (tolerance) or {{#2..3}} (range), with a point"),
    Text("Moodle refuse la question, ou calcule avec zéro.", "Moodle refuses the question, or calculates with zero."),
    "Pi ?{#3,14}", "Pi ?{#3.14}",
)  # fmt: skip
TRUE_FALSE = Rule(
    "MF1316", "gift-true-false", ERROR,
    Text("« {text} » serait un mot à taper", "“{text}” would be a word to type"),
    Text("pour vrai ou faux écrivez {{T}} ou {{F}} ; pour un mot, {{={text}}}",
         "for true or false write {{T}} or {{F}}; for a word, {{={text}}}"),
    Text("GIFT ne connaît que T, TRUE, F et FALSE, en majuscules.", "GIFT knows T, TRUE, F and FALSE only, in capitals."),
    "Un octet a huit bits.{vrai}", "Un octet a huit bits.{T}",
)  # fmt: skip
IN_TAG = Rule(
    "MF1317", "gift-mark-in-tag", ERROR,
    Text("« {mark} » coupe une balise HTML", "“{mark}” cuts an HTML tag"),
    Text("écrivez « \\{mark} » dans la balise", "write “\\{mark}” in the tag"),
    Text("Chaque « = » et « ~ » entre accolades commence une réponse.", "Each “=” and “~” between braces begins an answer."),
    'Où ?{~<a href="x">ici</a> =là}', 'Où ?{~<a href\\="x">ici</a> =là}',
)  # fmt: skip
CUTS = Rule(
    "MF1318", "gift-mark-cuts", WARNING,
    Text("« {mark} » commence ici une réponse", "“{mark}” begins an answer here"),
    Text("si ce signe est du texte, écrivez « \\{mark} » ; sinon mettez une espace avant lui",
         "if this sign is text, write “\\{mark}”; else put a space before it"),
    Text("Chaque « = » et « ~ » entre accolades commence une réponse, même au milieu d'un mot.",
         "Each “=” and “~” between braces begins an answer, even within a word."),
    "Que dire ?{ =x=2 ~rien }", "Que dire ?{ =x\\=2 ~rien }",
)  # fmt: skip
LONELY = Rule(
    "MF1319", "gift-lonely-comment", WARNING,
    Text("« {text} » n'est celui d'aucune question", "“{text}” is no question's"),
    Text("retirez la ligne vide qui le sépare de sa question, ou retirez-le s'il est de trop",
         "remove the empty line between it and its question, or remove it where it is one too many"),
    Text("Moodle ne lit un identifiant que dans la question même, et un seul.",
         "Moodle reads an id in the question itself only, and only one."),
    "// [id:debit]\n\nCombien ?{=2}", "// [id:debit]\nCombien ?{=2}",
)  # fmt: skip
NEWLINE = Rule(
    "MF1320", "gift-newline-in-formula", WARNING,
    Text("« {text} » : « \\n » va à la ligne, et « {rest} » reste", "“{text}”: “\\n” begins a new line, and “{rest}” is left"),
    Text("écrivez « \\\\{name} »", "write “\\\\{name}”"),
    Text("En GIFT « \\n » est un saut de ligne, même au début d'une commande de formule.",
         "In GIFT “\\n” is a new line, even where a formula's command begins."),
    "Que dit \\(a \\neq b\\) ?{T}", "Que dit \\(a \\\\neq b\\) ?{T}",
)  # fmt: skip

RULES = (
    OPEN, CLOSE, EXTRA, NOT_READ, TITLE_OPEN, CATEGORY, NO_TEXT, STRAY, EMPTY, FEW, NO_RIGHT, WEIGHT, SUM, PAIR, NUMBER,
    TRUE_FALSE, IN_TAG, CUTS, LONELY, NEWLINE,
)  # fmt: skip
