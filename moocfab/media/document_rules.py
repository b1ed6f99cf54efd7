"""The rules of files that learners download."""

from moocfab.diagnostics import Rule, Severity, Text

ERROR, WARNING = Severity.ERROR, Severity.WARNING

EMPTY = Rule(
    "MF6081", "empty-download", ERROR,
    Text("« {name} » est vide", "“{name}” is empty"),
    Text("exportez-le ou copiez-le de nouveau", "export or copy it again"),
    Text("L'apprenant téléchargerait un fichier qui ne s'ouvre pas.", "Learners would download a file that does not open."),
    "cours.pdf (0 octet)", "cours.pdf (340 ko)",
)  # fmt: skip
OTHER_CONTENT = Rule(
    "MF6082", "other-content", ERROR,
    Text("« {name} » ne contient pas ce que dit son nom : c'est {found}", "“{name}” does not hold what its name says: it is {found}"),
    Text("exportez-le de nouveau dans le format de son nom, ou renommez-le", "export it again in the format of its name, or rename it"),
    Text("L'ordinateur choisit par le nom le logiciel qui l'ouvre : il dirait que le fichier est abîmé.",
         "A computer chooses by its name what opens a file: it would say that it is damaged."),
    "cours.pdf, qui est une page web enregistrée sous ce nom", "cours.pdf, exporté en PDF",
)  # fmt: skip
BROKEN = Rule(
    "MF6083", "document-unreadable", WARNING,
    Text("« {name} » est abîmé : il ne peut pas être lu", "“{name}” is damaged: it cannot be read"),
    Text("ouvrez-le pour voir s'il est entier, et exportez-le de nouveau", "open it to see whether it is whole, and export it again"),
    Text("Certains lecteurs réparent un tel fichier, d'autres, sur téléphone surtout, n'en montrent rien.",
         "Some readers repair such a file, others, on phones above all, show nothing of it."),
    "cours.pdf (copie interrompue)", "cours.pdf",
)  # fmt: skip
PDF_LOCKED = Rule(
    "MF6084", "pdf-protected", WARNING,
    Text("le PDF « {name} » est protégé par un mot de passe ou des restrictions",
         "the PDF “{name}” is protected by a password or restrictions"),
    Text("exportez-le sans protection", "export it without protection"),
    Text("Qui n'a pas le mot de passe ne l'ouvre pas, et bien des lecteurs d'écran n'ont pas le droit d'en lire le texte (RGAA 13.3).",
         "Who lacks the password cannot open it, and many screen readers may not read its text (RGAA 13.3)."),
    "cours.pdf (chiffré)", "cours.pdf",
)  # fmt: skip
PDF_ACCESS = Rule(
    "MF6085", "pdf-accessibility", WARNING,
    Text("le PDF « {name} » n'a pas {missing} (RGAA 13.3)", "the PDF “{name}” has no {missing} (RGAA 13.3)"),
    Text("dans LibreOffice ou Word, donnez un titre (Propriétés) et une langue au document, puis exportez avec « PDF balisé » "
         "(ou « Balises de structure pour l'accessibilité »)",
         "in LibreOffice or Word give the document a title (Properties) and a language, then export it with “Tagged PDF” "
         "(or “Document structure tags for accessibility”)"),
    Text("Sans titre ni langue, un lecteur d'écran annonce un nom de fichier et lit avec la mauvaise voix ; sans balises, il ne sait "
         "pas ce qui est un titre, une liste ou un tableau.",
         "Without title and language a screen reader announces a file name and reads with the wrong voice; without tags it does not "
         "know what is a heading, a list or a table."),
    "cours.pdf, imprimé vers un PDF", "cours.pdf, exporté avec ses balises",
)  # fmt: skip
PDF_SCANNED = Rule(
    "MF6086", "pdf-without-text", WARNING,
    Text("le PDF « {name} » ne contient que des images de pages (RGAA 13.3)", "the PDF “{name}” holds pictures of pages only (RGAA 13.3)"),
    Text("passez-le par une reconnaissance de caractères, ou exportez le document d'origine",
         "recognise its text (OCR), or export the original document"),
    Text("On ne peut ni y chercher, ni en copier, ni l'entendre.", "It cannot be searched, copied from, or listened to."),
    "cours.pdf (numérisé)", "cours.pdf (exporté)",
)  # fmt: skip
PDF_ACTIVE = Rule(
    "MF6087", "pdf-active", WARNING,
    Text("le PDF « {name} » contient {what}", "the PDF “{name}” contains {what}"),
    Text("exportez-le sans, ou dites à côté du lien ce qu'il fait", "export it without, or say beside the link what it does"),
    Text("Les lecteurs des navigateurs n'exécutent pas ces programmes, et les antivirus s'en méfient.",
         "The readers of browsers do not run such programs, and virus scanners distrust them."),
    "formulaire.pdf (JavaScript)", "formulaire.pdf",
)  # fmt: skip
MACROS = Rule(
    "MF6088", "document-with-macros", WARNING,
    Text("le document « {name} » contient des macros", "the document “{name}” contains macros"),
    Text("enregistrez-le sans macros (.docx, .xlsx, .pptx)", "save it without macros (.docx, .xlsx, .pptx)"),
    Text("Office bloque les macros d'un fichier téléchargé, et bien des messageries refusent de tels fichiers.",
         "Office blocks the macros of a file that was downloaded, and many mail systems refuse such files."),
    "calculs.xlsm", "calculs.xlsx",
)  # fmt: skip
PROGRAM = Rule(
    "MF6089", "program-to-download", WARNING,
    Text("« {name} » est un programme", "“{name}” is a program"),
    Text("mettez un lien vers le site de son auteur", "link to its author's site"),
    Text("Navigateurs et antivirus bloquent un programme téléchargé d'une plateforme de cours, et il n'y est jamais à jour.",
         "Browsers and virus scanners block a program that comes from a course platform, and there it is never up to date."),
    "wireshark.exe", "un lien vers https://www.wireshark.org",
)  # fmt: skip

RULES = (EMPTY, OTHER_CONTENT, BROKEN, PDF_LOCKED, PDF_ACCESS, PDF_SCANNED, PDF_ACTIVE, MACROS, PROGRAM)
