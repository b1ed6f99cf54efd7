"""The rules of the cache that a team shares: what is wrong with its address, what it did not do."""

from moocfab.diagnostics import Rule, Severity, Text

ERROR, WARNING = Severity.ERROR, Severity.WARNING

UNKNOWN_PROTOCOL = Rule(
    "MF6101", "shared-cache-unknown-protocol", ERROR,
    Text("« {protocol}:// » : moocfab ne sait pas ce que c'est", "“{protocol}://”: moocfab does not know what that is"),
    Text("écrivez par exemple « s3://seau/dossier », « gs://seau/dossier », « sftp://serveur/dossier » ou le chemin d'un dossier",
         "write for example “s3://bucket/folder”, “gs://bucket/folder”, “sftp://server/folder” or the path of a folder"),
    Text("L'adresse d'un cache partagé commence par le nom de ce qui garde les fichiers.",
         "The address of a shared cache begins with the name of what keeps the files."),
    "cache: {shared: s4://equipe/medias}", "cache: {shared: s3://equipe/medias}",
)  # fmt: skip
PASSWORD = Rule(
    "MF6102", "shared-cache-password", ERROR,
    Text("cette adresse contient un mot de passe", "this address holds a password"),
    Text("retirez-le, changez-le, et donnez-le par l'environnement (pour S3 : AWS_ACCESS_KEY_ID et AWS_SECRET_ACCESS_KEY)",
         "remove it, change it, and give it through the environment (for S3: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY)"),
    Text("Un fichier versionné est lu par tous, et pour toujours.", "A file under version control is read by everybody, and for ever."),
    "cache: {shared: 'sftp://moi:secret@serveur/medias'}", "cache: {shared: sftp://serveur/medias}",
)  # fmt: skip
NOT_INSTALLED = Rule(
    "MF6103", "shared-cache-not-installed", WARNING,
    Text("le cache partagé « {address} » demande un paquet qui n'est pas installé ({detail}) ; la construction se fait sans lui",
         "the shared cache “{address}” needs a package that is not installed ({detail}); the build goes on without it"),
    Text("tapez : {command}", "type: {command}"),
    Text("Chaque sorte d'adresse a son paquet ; sans lui, ce que l'équipe a déjà converti est converti de nouveau.",
         "Each kind of address has its package; without it what the team converted is converted again."),
    "pip install moocfab", "pip install 'moocfab[s3]'",
)  # fmt: skip
SILENT = Rule(
    "MF6104", "shared-cache-unreachable", WARNING,
    Text("le cache partagé « {address} » ne répond pas ({detail}) ; la construction se fait sans lui",
         "the shared cache “{address}” does not answer ({detail}); the build goes on without it"),
    Text("vérifiez le réseau et l'adresse ; pour travailler sans lui : MOOCFAB_SHARED_CACHE=none",
         "check the network and the address; to work without it: MOOCFAB_SHARED_CACHE=none"),
    Text("Ce que l'équipe a déjà converti est converti de nouveau sur cette machine, et les autres ne profitent pas de ce qu'elle fait.",
         "What the team converted is converted again on this machine, and the others get nothing of what it makes."),
    "serveur éteint, réseau coupé", "serveur en marche",
)  # fmt: skip
REFUSED = Rule(
    "MF6105", "shared-cache-refused", WARNING,
    Text("le cache partagé « {address} » refuse l'accès ({detail}) ; la construction se fait sans lui",
         "the shared cache “{address}” refuses access ({detail}); the build goes on without it"),
    Text("donnez vos identifiants par l'environnement (pour S3 : AWS_ACCESS_KEY_ID et AWS_SECRET_ACCESS_KEY), ou demandez l'accès à votre équipe",
         "give your credentials through the environment (for S3: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY), or ask your team for access"),
    Text("Les identifiants ne sont jamais dans le cours : chacun a les siens.", "Credentials are never in the course: everybody has their own."),
    "AWS_ACCESS_KEY_ID absent", "export AWS_ACCESS_KEY_ID=… AWS_SECRET_ACCESS_KEY=…",
)  # fmt: skip
ABSENT = Rule(
    "MF6106", "shared-cache-missing", WARNING,
    Text("le cache partagé « {address} » n'existe pas ; la construction se fait sans lui",
         "there is no shared cache “{address}”; the build goes on without it"),
    Text("vérifiez l'adresse, montez le partage réseau, ou créez ce dossier ou ce seau une fois pour toutes",
         "check the address, mount the network share, or make this folder or bucket once and for all"),
    Text("moocfab ne crée pas le dossier de l'adresse : un partage réseau qui n'est pas monté serait pris pour un dossier vide.",
         "moocfab does not make the address's folder: a network share that is not mounted would be taken for an empty folder."),
    "cache: {shared: s3://equippe/medias}", "cache: {shared: s3://equipe/medias}",
)  # fmt: skip
DAMAGED = Rule(
    "MF6107", "shared-cache-damaged", WARNING,
    Text("le cache partagé a rendu autre chose que ce qui y a été mis pour « {name} » ({detail}) ; c'est refusé et refait",
         "the shared cache gave something else than what was put there for “{name}” ({detail}); that is refused and made again"),
    Text("si cela revient, vérifiez le disque qui porte le cache", "if this comes again, check the disk that holds the cache"),
    Text("Chaque fichier est comparé à son empreinte avant de servir.", "Every file is compared with its digest before it is used."),
    "un fichier tronqué ou remplacé", "le fichier qui a été déposé",
)  # fmt: skip
NOT_GIVEN = Rule(
    "MF6108", "shared-cache-not-written", WARNING,
    Text("ce qui a été converti n'a pas pu être déposé dans le cache partagé « {address} » ({detail})",
         "what was converted could not be put into the shared cache “{address}” ({detail})"),
    Text("demandez le droit d'y écrire, ou faites-y de la place : « moocfab clean --shared --cache-larger-than 500Go »",
         "ask for the right to write there, or make room: “moocfab clean --shared --cache-larger-than 500GB”"),
    Text("Le cours est complet ; les autres machines convertiront de nouveau.", "The course is complete; other machines will convert again."),
    "identifiants qui ne permettent que de lire", "identifiants qui permettent d'écrire",
)  # fmt: skip

RULES = (UNKNOWN_PROTOCOL, PASSWORD, NOT_INSTALLED, SILENT, REFUSED, ABSENT, DAMAGED, NOT_GIVEN)
