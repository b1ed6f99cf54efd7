"""What can be wrong with OLX that an author gives as it is."""

from moocfab.diagnostics import Rule, Severity, Text

ERROR, WARNING = Severity.ERROR, Severity.WARNING

MALFORMED = Rule(
    "MF4301", "raw-malformed", ERROR,
    Text("ce n'est pas du XML bien formé : {problem}", "this is not well-formed XML: {problem}"),
    Text("fermez chaque balise ; écrivez &amp; pour &, &lt; pour <, &#160; pour &nbsp;",
         "close every tag; write &amp; for &, &lt; for <, &#160; for &nbsp;"),
    Text("La plateforme perdrait l'unité entière sans le dire.", "The platform would lose the whole unit without a word."),
    "olx: <problem><p>Vrai & faux</problem>", "olx: <problem><p>Vrai &amp; faux</p></problem>",
)  # fmt: skip
UNKNOWN_TAG = Rule(
    "MF4302", "raw-unknown-block", ERROR,
    Text("{target} n'a pas de composant <{tag}>", "{target} has no component <{tag}>"),
    Text("le plus proche : {nearest}", "the nearest: {nearest}"),
    Text("Sur FUN, un composant inconnu interrompt l'import au milieu ; ailleurs, il ne montre rien.",
         "On FUN an unknown component stops the import half-way; elsewhere it shows nothing."),
    "olx: <drag-and-drop-v2/>\nonly: [fun]", "olx: <drag-and-drop-v2/>\nonly: [openedx]",
)  # fmt: skip
NO_COMPONENT = Rule(
    "MF4303", "raw-container", ERROR,
    Text("<{tag}> n'est pas un composant : il ne tient pas dans une unité", "<{tag}> is no component: it does not stand in a unit"),
    Text("donnez les composants un par un, et la structure dans module.yml",
         "give the components one by one, and the structure in module.yml"),
    Text("La plateforme perd ce qui n'est pas à sa place.", "The platform loses what is out of place."),
    'olx: <vertical><html url_name="a"/></vertical>', "olx: <html>Bonjour</html>",
)  # fmt: skip
OTHER_NAME = Rule(
    "MF4304", "raw-other-name", ERROR,
    Text("url_name=\"{name}\" n'est pas le nom de l'élément (« {expected} »)", "url_name=\"{name}\" is not the element's name (“{expected}”)"),
    Text("retirez-le du XML ; pour le garder, écrivez « url_name: {name} » sur l'élément",
         "take it out of the XML; to keep it, write “url_name: {name}” on the element"),
    Text("Un seul nom désigne l'élément, dans les contrôles comme sur la plateforme.",
         "One name denotes the element, in the checks as on the platform."),
    'id: a\nolx: <problem url_name="b"/>', "id: a\nolx: <problem/>",
)  # fmt: skip
POINTER = Rule(
    "MF4305", "raw-pointer", ERROR,
    Text("<{tag} url_name=\"{name}\"/> renvoie à un fichier qui n'est pas là",
         "<{tag} url_name=\"{name}\"/> points to a file that is not there"),
    Text("écrivez le composant lui-même, avec son contenu", "write the component itself, with its content"),
    Text("Sans son fichier, le composant disparaît à l'import.", "Without its file the component vanishes at import."),
    'olx: <problem url_name="a"/>', 'olx: <problem url_name="a"><p>…</p></problem>',
)  # fmt: skip
UNNAMED_CHILD = Rule(
    "MF4306", "raw-child-without-name", ERROR,
    Text("ce <{tag}> n'a pas d'url_name que la plateforme sache lire", "this <{tag}> has no url_name that the platform can read"),
    Text("ajoutez url_name=\"un-nom\", unique dans le cours, fait de lettres sans accent, de chiffres et de _ - . ~",
         "add url_name=\"a-name\", unique in the course, made of letters without accents, digits and _ - . ~"),
    Text("Sans nom écrit, la plateforme en invente un autre à chaque import, et les notes se perdent.",
         "Without a written name the platform makes up another at each import, and grades are lost."),
    'olx: <library_content><problem><p>…</p></problem></library_content>',
    'olx: <library_content><problem url_name="a"><p>…</p></problem></library_content>',
)  # fmt: skip
UNKNOWN_ATTRIBUTE = Rule(
    "MF4307", "raw-unknown-attribute", WARNING,
    Text("<{tag}> ne connaît pas l'attribut « {name} »{guess}", "<{tag}> does not know the attribute “{name}”{guess}"),
    Text("corrigez-le ou retirez-le", "correct or remove it"),
    Text("La plateforme l'ignore sans le dire.", "The platform ignores it without a word."),
    'olx: <lti_consumer lauch_url="https://…"/>', 'olx: <lti_consumer launch_url="https://…"/>',
)  # fmt: skip
DOTTED_ATTRIBUTE = Rule(
    "MF4308", "raw-attribute-name", ERROR,
    Text("l'attribut « {name} » porte un point, un dollar ou un préfixe", "the attribute “{name}” has a dot, a dollar or a prefix"),
    Text("retirez-le", "remove it"),
    Text("La base de données de FUN ne peut pas le garder : l'import s'arrête.",
         "FUN's store cannot hold it: the import stops."),
    'olx: <html x.y="1">Bonjour</html>', "olx: <html>Bonjour</html>",
)  # fmt: skip
CHILD_IN_XBLOCK = Rule(
    "MF4309", "raw-child-in-xblock", ERROR,
    Text("<{tag}> ne peut rien contenir sur {target}", "<{tag}> can hold nothing on {target}"),
    Text("dites tout par ses attributs", "say all by its attributes"),
    Text("Un élément à l'intérieur interrompt l'import.", "An element inside stops the import."),
    'olx: <libcast_xblock video_id="a"><p/></libcast_xblock>', 'olx: <libcast_xblock video_id="a"/>',
)  # fmt: skip
UNLISTED_FILE = Rule(
    "MF4310", "raw-unlisted-file", ERROR,
    Text("« {address} » n'est pas dans « files: »", "“{address}” is not in “files:”"),
    Text("ajoutez le fichier à « files: », et écrivez /static/ suivi de son chemin tel qu'il y est",
         "add the file to “files:”, and write /static/ followed by its path as it stands there"),
    Text("Le fichier ne serait pas dans l'archive.", "The file would not be in the archive."),
    'olx: <html><img src="/static/a.png" alt="…"/></html>',
    'olx: <html><img src="/static/a.png" alt="…"/></html>\nfiles: [a.png]',
)  # fmt: skip
LABEL = Rule(
    "MF4311", "raw-label", WARNING,
    Text("<label> ne nomme pas la réponse sur {target}", "<label> does not name the answer on {target}"),
    Text("mettez la question dans un <p>, et répétez-la en label=\"…\" sur le champ de réponse",
         "put the question in a <p>, and repeat it as label=\"…\" of the input"),
    Text("Un lecteur d'écran ne dirait pas à quoi l'apprenant répond (RGAA 11.1).",
         "A screen reader would not say what the learner answers (RGAA 11.1)."),
    "<label>Combien ?</label>", '<p>Combien ?</p> … <textline label="Combien ?"/>',
)  # fmt: skip
DOLLARS = Rule(
    "MF4312", "raw-dollar-formula", WARNING,
    Text("la formule « {formula} » restera telle quelle", "the formula “{formula}” will stay as it is"),
    Text("dans du XML, écrivez \\(…\\) ou \\[…\\]", "in XML write \\(…\\) or \\[…\\]"),
    Text("La plateforme ne compose que \\(…\\) et \\[…\\].", "The platform typesets \\(…\\) and \\[…\\] only."),
    "olx: <html>$D = R$</html>", "olx: <html>\\(D = R\\)</html>",
)  # fmt: skip
SCRIPT = Rule(
    "MF4313", "raw-script", ERROR,
    Text("ce correcteur tient {what} ; {target} exécute Python {python}", "this grader holds {what}; {target} runs Python {python}"),
    Text("récrivez-le pour Python {python}", "write it again for Python {python}"),
    Text("Le problème ne s'ouvrirait pas : une erreur à la place de la page.",
         "The problem would not open: an error in place of the page."),
    'print(f"{x}")', 'print("%s" % x)',
)  # fmt: skip
RELATIVE = Rule(
    "MF4314", "raw-relative-address", ERROR,
    Text("« {address} » ne mène à rien sur la plateforme", "“{address}” leads nowhere on the platform"),
    Text("ajoutez le fichier à « files: » et écrivez /static/{address} ; vers une unité : /jump_to_id/ et son nom",
         "add the file to “files:” and write /static/{address}; to a unit: /jump_to_id/ and its name"),
    Text("Une adresse relative part de la page de la plateforme, pas de votre dossier.",
         "A relative address starts from the platform's page, not from your folder."),
    'olx: <html><img src="a.png" alt="…"/></html>',
    'olx: <html><img src="/static/a.png" alt="…"/></html>\nfiles: [a.png]',
)  # fmt: skip
TOOL = Rule(
    "MF4315", "raw-tool", ERROR,
    Text("<{tag}> ne pourra pas être lancé : {problem}", "<{tag}> cannot be launched: {problem}"),
    Text("corrigez cet attribut", "correct this attribute"),
    Text("L'apprenant verrait une erreur, ou le composant disparaîtrait à l'import.",
         "The learner would see an error, or the component would vanish at import."),
    'olx: <lti_consumer lti_id="" launch_url="https://…"/>', 'olx: <lti_consumer lti_id="outil" launch_url="https://…"/>',
)  # fmt: skip
BY_HAND = Rule(
    "MF4316", "raw-set-up-by-hand", WARNING,
    Text("après l'import, il restera à régler <{tag}> sur la plateforme", "after the import <{tag}> remains to be set up on the platform"),
    Text("todo.md dira comment", "todo.md will say how"),
    Text("Tant que ce n'est pas fait, les apprenants n'y ont pas accès.", "Until it is done learners have no access to it."),
    "olx: <password_container/>", "olx: <html>Bonjour</html>",
)  # fmt: skip
SCRIPT_NAME = Rule(
    "MF4317", "raw-script-name", ERROR,
    Text("une variable « {name} » de ce script remplacera la réponse de l'apprenant", "a variable “{name}” of this script will replace the learner's answer"),
    Text("donnez-lui un autre nom", "give it another name"),
    Text("Toutes les réponses deviendraient justes, ou toutes fausses.", "All answers would become right, or all wrong."),
    "ans = 42", "reponse = 42",
)  # fmt: skip

RULES = (
    MALFORMED, UNKNOWN_TAG, NO_COMPONENT, OTHER_NAME, POINTER, UNNAMED_CHILD, UNKNOWN_ATTRIBUTE, DOTTED_ATTRIBUTE,
    CHILD_IN_XBLOCK, UNLISTED_FILE, LABEL, DOLLARS, SCRIPT, RELATIVE, TOOL, BY_HAND, SCRIPT_NAME,
)  # fmt: skip
