"""What Studio reads otherwise than its author means, or not at all."""

from moocfab.diagnostics import Rule, Severity, Text

NO_INPUT = Rule(
    "MF4221",
    "quiz-no-answer",
    Severity.ERROR,
    Text("aucune réponse n'est demandée", "no answer is asked for"),
    Text(
        "écrivez des choix « ( ) » ou « [ ] », une liste « [[ ]] » ou une réponse « = »",
        "write choices “( )” or “[ ]”, a list “[[ ]]” or an answer “= ”",
    ),
    Text("Un problème sans réponse ne peut pas être noté.", "A problem without an answer cannot be graded."),
    ">>Quelle est la capitale ?<<",
    ">>Quelle est la capitale ?<<\n= Paris",
)
NO_RIGHT = Rule(
    "MF4222",
    "quiz-no-right-choice",
    Severity.ERROR,
    Text("aucun choix n'est marqué juste", "no choice is marked right"),
    Text(
        "marquez le bon choix : « (x) », « [x] », ou entre parenthèses dans une liste « [[a, (b)]] »",
        "mark the right choice: “(x)”, “[x]”, or in parentheses in a list “[[a, (b)]]”",
    ),
    Text("Sans bon choix, personne ne peut avoir juste.", "Without a right choice nobody can be right."),
    ">>Combien ?<<\n( ) une\n( ) deux",
    ">>Combien ?<<\n( ) une\n(x) deux",
)
SEVERAL_RIGHT = Rule(
    "MF4223",
    "quiz-several-right-options",
    Severity.ERROR,
    Text("{count} options de la liste sont marquées justes", "{count} options of the list are marked right"),
    Text("n'en mettez qu'une entre parenthèses", "put only one in parentheses"),
    Text(
        "Sur une ligne, Studio ne garde que la première ; sur plusieurs, la plateforme ne peut pas montrer le problème.",
        "On one line Studio keeps the first only; on several the platform cannot show the problem.",
    ),
    ">>Combien ?<<\n[[(une), (deux), trois]]",
    ">>Combien ?<<\n[[une, (deux), trois]]",
)
SEVERAL_RIGHT_RADIO = Rule(
    "MF4224",
    "quiz-several-right-choices",
    Severity.WARNING,
    Text(
        "{count} choix « (x) » : chacun d'eux suffit pour avoir juste",
        "{count} choices “(x)”: any of them is enough to be right",
    ),
    Text("pour qu'il faille les cocher tous, écrivez « [x] »", "if all are to be ticked, write “[x]”"),
    Text("Les boutons « ( ) » ne laissent choisir qu'une réponse.", "Buttons “( )” let one answer be chosen only."),
    ">>Lesquels ?<<\n(x) un\n(x) deux\n( ) trois",
    ">>Lesquels ?<<\n[x] un\n[x] deux\n[ ] trois",
)
EMPTY_CHOICE = Rule(
    "MF4225",
    "quiz-empty-choice",
    Severity.ERROR,
    Text("le choix ou la réponse est vide", "the choice or the answer is empty"),
    Text("écrivez son texte sur la même ligne, ou retirez-la", "write its text on the same line, or remove it"),
    Text(
        "Studio refuse un choix vide, et prend pour réponse la ligne qui suit un « = » seul.",
        "Studio refuses an empty choice, and takes the line after a lone “=” for the answer.",
    ),
    ">>Combien ?<<\n( )\n(x) deux",
    ">>Combien ?<<\n( ) une\n(x) deux",
)
MARK = Rule(
    "MF4226",
    "quiz-choice-mark",
    Severity.ERROR,
    Text("Studio lit « {mark} » comme le début d'un choix", "Studio reads “{mark}” as the beginning of a choice"),
    Text(
        "pour un texte, commencez la ligne par un mot ou écrivez « {escaped} » ; pour un choix, écrivez {known}",
        "for a text begin the line with a word or write “{escaped}”; for a choice write {known}",
    ),
    Text(
        "Une ligne qui commence par une parenthèse de trois signes au plus, ou un crochet d'un signe au plus, "
        "est un choix.",
        "A line that begins with parentheses around three characters or fewer, or brackets around one or none, "
        "is a choice.",
    ),
    "(1) Lisez le texte.\n\n>>Combien ?<<\n( ) une\n(x) deux",
    "1. Lisez le texte.\n\n>>Combien ?<<\n( ) une\n(x) deux",
)
LONE_FEEDBACK = Rule(
    "MF4227",
    "quiz-lone-feedback",
    Severity.ERROR,
    Text("une indication « {{{{…}}}} » seule sur sa ligne", "a feedback “{{{{…}}}}” alone on its line"),
    Text(
        "écrivez-la sur la ligne du choix qu'elle commente ; seul « {{{{ ((A C)) texte }}}} » a sa ligne, parmi des « [ ] »",
        "write it on the line of its choice; only “{{{{ ((A C)) text }}}}” has its own line, among “[ ]”",
    ),
    Text(
        "Studio en fait une case à cocher de plus, ou refuse le problème.",
        "Studio makes a further tick box of it, or refuses the problem.",
    ),
    ">>Combien ?<<\n( ) une\n(x) deux\n{{Oui.}}",
    ">>Combien ?<<\n( ) une\n(x) deux {{Oui.}}",
)
FEEDBACK = Rule(
    "MF4228",
    "quiz-feedback-shown",
    Severity.ERROR,
    Text("l'indication s'afficherait telle quelle : {problem}", "the feedback would be shown as it is: {problem}"),
    Text("écrivez « {form} »", "write “{form}”"),
    Text(
        "Ce que Studio ne reconnaît pas reste dans le texte du choix, où l'apprenant le lit avant de répondre.",
        "What Studio does not recognise stays in the choice's text, where learners read it before they answer.",
    ),
    ">>Lesquels ?<<\n[x] un {{Bien.}}\n[ ] deux",
    ">>Lesquels ?<<\n[x] un {{selected: Bien.}}\n[ ] deux",
)
UNCLOSED = Rule(
    "MF4229",
    "quiz-unclosed",
    Severity.ERROR,
    Text("« {opening} » n'est pas fermé par « {closing} »", "“{opening}” is not closed by “{closing}”"),
    Text("ajoutez « {closing} »{but}", "add “{closing}”{but}"),
    Text(
        "Studio affiche alors les signes et leur contenu, explication comprise.",
        "Studio then shows the marks and what they hold, an explanation too.",
    ),
    ">>Combien ?<<\n(x) une\n( ) deux\n[explanation]\nIl y en a une.",
    ">>Combien ?<<\n(x) une\n( ) deux\n[explanation]\nIl y en a une.\n[explanation]",
)
INSIDE = Rule(
    "MF4230",
    "quiz-inside",
    Severity.ERROR,
    Text("{where}, Studio lit « {mark} » comme {what}", "{where}, Studio reads “{mark}” as {what}"),
    Text("écrivez « {escaped} »", "write “{escaped}”"),
    Text(
        "Studio cherche les marques partout, même dans une explication ou du code.",
        "Studio looks for marks everywhere, even in an explanation or in code.",
    ),
    ">>Combien ?<<\n(x) une\n( ) deux\n[explanation]\n= 1 + 0\n[explanation]",
    ">>Combien ?<<\n(x) une\n( ) deux\n[explanation]\nsoit 1 + 0\n[explanation]",
)
STRAY = Rule(
    "MF4231",
    "quiz-stray-mark",
    Severity.ERROR,
    Text("Studio ne lit pas « {mark} » ici : {problem}", "Studio does not read “{mark}” here: {problem}"),
    Text("{mend}", "{mend}"),
    Text(
        "La ligne serait affichée comme du texte, ou prise pour une réponse.",
        "The line would be shown as text, or taken for an answer.",
    ),
    ">>La capitale ?<<\n= Paris\nou bien :\nor= paris",
    ">>La capitale ?<<\n= Paris\nor= paris",
)
NUMBER = Rule(
    "MF4232",
    "quiz-number",
    Severity.ERROR,
    Text("« {text} » : {problem}", "“{text}”: {problem}"),
    Text("{mend}", "{mend}"),
    Text(
        "La plateforme calcule la réponse attendue ; si elle ne peut pas, chaque réponse est une erreur.",
        "The platform computes the expected answer; where it cannot, every answer is an error.",
    ),
    ">>Pi ?<<\n= 3,14",
    ">>Pi ?<<\n= 3.14",
)
REGEXP = Rule(
    "MF4233",
    "quiz-regexp",
    Severity.ERROR,
    Text("l'expression régulière « {text} » : {problem}", "the regular expression “{text}”: {problem}"),
    Text("{mend}", "{mend}"),
    Text(
        "Une expression fausse fait une erreur de chaque réponse ; une expression trop large les accepte toutes.",
        "A wrong expression makes an error of every answer; one that is too wide takes them all.",
    ),
    ">>Qui ?<<\n= |Dupon(t|d",
    ">>Qui ?<<\n= |Dupon(t|d)",
)
IGNORED = Rule(
    "MF4234",
    "quiz-ignored",
    Severity.ERROR,
    Text("Studio oublie « {text} » : {problem}", "Studio drops “{text}”: {problem}"),
    Text("{mend}", "{mend}"),
    Text("Studio ne dit rien de ce qu'il laisse de côté.", "Studio does not tell what it leaves out."),
    ">>Combien ?<<\n= 5\nnot= 6 {{Presque.}}",
    ">>Combien ?<<\n= 5",
)
NO_LABEL = Rule(
    "MF4235",
    "quiz-no-label",
    Severity.WARNING,
    Text("la réponse n'a pas de question « >>…<< »", "the answer has no question “>>…<<”"),
    Text("entourez la question : >>Combien ?<<", "put the question between marks: >>How many?<<"),
    Text(
        "Sans elle, un lecteur d'écran n'annonce pas ce qui est demandé (RGAA 11.1).",
        "Without it a screen reader does not say what is asked (RGAA 11.1).",
    ),
    "Combien ?\n(x) une\n( ) deux",
    ">>Combien ?<<\n(x) une\n( ) deux",
)
TWO_LABELS = Rule(
    "MF4236",
    "quiz-two-labels",
    Severity.WARNING,
    Text("deux questions « >>…<< » pour une réponse", "two questions “>>…<<” for one answer"),
    Text(
        "gardez la première ; séparez par « --- » les questions d'un problème",
        "keep the first; put “---” between the questions of a problem",
    ),
    Text("La plateforme n'en relie qu'une à la réponse.", "The platform ties only one of them to the answer."),
    ">>Comptez.<<\n>>Combien ?<<\n(x) une\n( ) deux",
    ">>Combien ?<<\nComptez.\n(x) une\n( ) deux",
)
MARKUP = Rule(
    "MF4237",
    "quiz-markup",
    Severity.ERROR,
    Text("le texte n'est pas du HTML correct : {problem}", "the text is not well-formed HTML: {problem}"),
    Text(
        "écrivez &lt; pour « < », &amp; pour « & », &quot; pour un guillemet droit dans une réponse ; fermez chaque balise",
        "write &lt; for “<”, &amp; for “&”, &quot; for a straight quote in an answer; close every tag",
    ),
    Text(
        "La notation de Studio contient du HTML ; mal formé, le problème disparaît à l'import.",
        "Studio's notation holds HTML; where it is malformed the problem vanishes on import.",
    ),
    ">>Que fait le R&D ?<<\n(x) des recherches\n( ) rien",
    ">>Que fait le R&amp;D ?<<\n(x) des recherches\n( ) rien",
)
MARKDOWN = Rule(
    "MF4238",
    "quiz-markdown",
    Severity.WARNING,
    Text("« {text} » s'affiche tel quel", "“{text}” is shown as it is"),
    Text("dans cette notation, écrivez {mend}", "in this notation write {mend}"),
    Text("La notation de Studio ne connaît pas Markdown.", "Studio's notation does not know Markdown."),
    ">>Le **bon** choix ?<<\n(x) une\n( ) deux",
    ">>Le <b>bon</b> choix ?<<\n(x) une\n( ) deux",
)
REMOVED = Rule(
    "MF4239",
    "quiz-html",
    Severity.ERROR,
    Text("{removed} n'a pas sa place dans un quiz", "{removed} has no place in a quiz"),
    Text("retirez-le, ou écrivez le problème avec le genre « raw »", "remove it, or write the problem as kind “raw”"),
    Text(
        "Un script agirait chez l'apprenant ou sur le serveur.", "A script would act at the learner's or on the server."
    ),
    ">>Combien ?<<\n<script>alert(1)</script>\n(x) une\n( ) deux",
    ">>Combien ?<<\n(x) une\n( ) deux",
)
NOT_IN_STUDIO = Rule(
    "MF4240",
    "quiz-not-editable",
    Severity.INFO,
    Text(
        "pour « {target} », le problème ne s'ouvrira pas dans l'éditeur simple de Studio : {what}",
        "for “{target}” the problem will not open in Studio's simple editor: {what}",
    ),
    Text("", ""),
    Text(
        "L'éditeur de cette plateforme en ferait un autre problème ; l'apprenant, lui, voit le bon.",
        "This platform's editor would make another problem of it; learners do see the right one.",
    ),
    ">>Combien ?||Comptez.<<\n(x) une\n( ) deux",
    ">>Combien ?<<\n(x) une\n( ) deux",
)
RULES = (
    NO_INPUT,
    NO_RIGHT,
    SEVERAL_RIGHT,
    SEVERAL_RIGHT_RADIO,
    EMPTY_CHOICE,
    MARK,
    LONE_FEEDBACK,
    FEEDBACK,
    UNCLOSED,
    INSIDE,
    STRAY,
    NUMBER,
    REGEXP,
    IGNORED,
    NO_LABEL,
    TWO_LABELS,
    MARKUP,
    MARKDOWN,
    REMOVED,
    NOT_IN_STUDIO,
)
