"""The rules of media: masters, captions, posters, and what becomes of them."""

from moocfab.diagnostics import Rule, Severity, Text

ERROR, WARNING = Severity.ERROR, Severity.WARNING

NOT_MEDIA = Rule(
    "MF6001", "not-a-video", ERROR,
    Text("« {name} » n'est pas une vidéo ({detail})", "“{name}” is no video ({detail})"),
    Text("vérifiez qu'elle se lit dans un lecteur, et exportez-la en MP4, MOV ou MKV",
         "check that a player shows it, and export it as MP4, MOV or MKV"),
    Text("Un fichier renommé, vide ou tronqué ne donne aucune image ; listes de lecture et formats rares ne sont jamais ouverts.",
         "A renamed, empty or truncated file gives no picture; playlists and rare formats are never opened."),
    ":::{video} media/notes-renommees.mp4", ":::{video} media/signal.mp4",
)  # fmt: skip
BROKEN_VIDEO = Rule(
    "MF6002", "broken-video", ERROR,
    Text("la vidéo « {name} » est abîmée : {detail}", "the video “{name}” is damaged: {detail}"),
    Text("exportez-la ou copiez-la de nouveau", "export or copy it again"),
    Text("Une copie interrompue ou un export qui a échoué laisse un fichier qui s'ouvre et s'arrête en route.",
         "A copy that was cut or an export that failed leaves a file that opens and then stops."),
    "signal.mp4 : 12 s lues sur 180 s", "signal.mp4 : 180 s",
)  # fmt: skip
NO_PICTURE = Rule(
    "MF6003", "no-picture", ERROR,
    Text("« {name} » n'a pas d'image animée", "“{name}” has no moving picture"),
    Text("donnez la vidéo, et non le son ou une image seule", "give the video, not its sound or a still picture alone"),
    Text("L'élément « video » montre une vidéo.", "The element “video” shows a video."),
    ":::{video} media/entretien.mp3", ":::{video} media/entretien.mp4",
)  # fmt: skip
BEYOND_LIMITS = Rule(
    "MF6006", "media-limits", ERROR,
    Text("« {name} » dépasse ce qui est admis ({detail})", "“{name}” is beyond what is allowed ({detail})"),
    Text("réduisez-la à 8192 × 4320 pixels et 12 heures au plus", "reduce it to 8192 × 4320 pixels and 12 hours at most"),
    Text("Une image démesurée épuise la mémoire de la machine qui la convertit.",
         "A picture beyond measure exhausts the memory of the machine that converts it."),
    "16000 × 16000", "1920 × 1080",
)  # fmt: skip
HIGH_DYNAMIC_RANGE = Rule(
    "MF6007", "high-dynamic-range", ERROR,
    Text("la vidéo « {name} » est en HDR", "the video “{name}” is HDR"),
    Text("exportez-la en SDR (Rec. 709)", "export it as SDR (Rec. 709)"),
    Text("Montrée telle quelle sur un écran ordinaire, une image HDR est terne et fausse.",
         "Shown as it is on an ordinary screen, an HDR picture is dull and wrong."),
    "Rec. 2100 HLG", "Rec. 709",
)  # fmt: skip
UNKNOWN_PROFILE = Rule(
    "MF6008", "unknown-profile", ERROR,
    Text("le profil « {name} » n'existe pas", "there is no profile “{name}”"),
    Text("profils possibles : {known}", "possible profiles: {known}"),
    Text("Le profil dit comment la vidéo est convertie.", "The profile says how the video is converted."),
    ":profile: diapos", ":profile: slides",
)  # fmt: skip
NO_ADDRESS = Rule(
    "MF6009", "no-media-address", ERROR,
    Text("la cible « {target} » a besoin de l'adresse où les vidéos seront déposées",
         "the target “{target}” needs the address where videos will be put"),
    Text("ajoutez « media: {{url: https://…}} » à course.yml", "add “media: {{url: https://…}}” to course.yml"),
    Text("Cette plateforme ne garde pas les vidéos : elle les lit à l'adresse écrite dans le cours.",
         "This platform does not keep videos: it reads them from the address written in the course."),
    "targets: [openedx]", "targets: [openedx]\nmedia: {url: https://media.exemple.org/cours}",
)  # fmt: skip
NOT_A_PICTURE = Rule(
    "MF6010", "poster-not-a-picture", ERROR,
    Text("« {name} » n'est pas une image lisible ({detail})", "“{name}” is no picture that can be read ({detail})"),
    Text("donnez un PNG, un JPEG ou un WebP de 40 millions de pixels au plus",
         "give a PNG, JPEG or WebP of 40 million pixels at most"),
    Text("L'affiche est montrée avant que la vidéo ne commence.", "The poster is shown before the video begins."),
    ":poster: affiche.pdf", ":poster: affiche.png",
)  # fmt: skip
LONG_VIDEO = Rule(
    "MF6011", "long-video", WARNING,
    Text("« {name} » dure {hours} h : pour tenir dans {limit} Go, son débit baisse à {rate} kbit/s",
         "“{name}” lasts {hours} h: to fit into {limit} GB its rate goes down to {rate} kbit/s"),
    Text("découpez-la en plusieurs vidéos", "cut it into several videos"),
    Text("Le service vidéo de la plateforme refuse un fichier plus gros.", "The platform's video service refuses a larger file."),
    "conference.mov (5 h)", "conference-1.mov (50 min)",
)  # fmt: skip
NOT_MADE = Rule(
    "MF6021", "media-not-made", ERROR,
    Text("« {name} » n'a pas pu être convertie : {detail}", "“{name}” could not be converted: {detail}"),
    Text("vérifiez qu'elle se lit jusqu'au bout dans un lecteur, et exportez-la de nouveau",
         "check that a player shows it to its end, and export it again"),
    Text("ffmpeg s'est arrêté sur cette vidéo, ou ce qu'il en a fait n'a pas la longueur ou la taille voulue.",
         "ffmpeg stopped at this video, or what it made has not the right length or size."),
    "signal.mp4 : Invalid data found", "signal.mp4",
)  # fmt: skip
CHANGED = Rule(
    "MF6022", "media-changed", ERROR,
    Text("« {name} » a changé pendant qu'elle était convertie", "“{name}” changed while it was converted"),
    Text("relancez la construction quand la copie est finie", "build again when the copy is finished"),
    Text("Ce qui a été fait d'un fichier en cours de copie ne vaut rien.", "What was made of a file that is being copied is worth nothing."),
    "signal.mp4 (12 Mo, puis 30 Mo)", "signal.mp4 (30 Mo)",
)  # fmt: skip
DAMAGED = Rule(
    "MF6023", "video-partly-damaged", WARNING,
    Text("la vidéo « {name} » est abîmée par endroits : des images ne peuvent pas être décodées",
         "the video “{name}” is damaged in places: some pictures cannot be decoded"),
    Text("regardez ce qui en a été fait, et exportez-la ou copiez-la de nouveau",
         "look at what was made of it, and export or copy it again"),
    Text("Les images abîmées sont converties telles quelles : l'apprenant les verrait se figer ou se brouiller.",
         "Damaged pictures are converted as they are: learners would see them freeze or break up."),
    "signal.mp4 : error while decoding MB 12 30", "signal.mp4",
)  # fmt: skip
NO_CUE = Rule(
    "MF6051", "captions-without-cue", ERROR,
    Text("ce fichier ne contient aucun sous-titre", "this file has no caption"),
    Text("donnez un fichier SRT ou VTT : « 00:00:01,000 --> 00:00:03,000 » puis le texte",
         "give an SRT or VTT file: “00:00:01,000 --> 00:00:03,000”, then the text"),
    Text("Un texte sans horaires ne peut pas être affiché avec la vidéo.", "A text without times cannot be shown with the video."),
    "Bonjour à tous", "1\n00:00:01,000 --> 00:00:03,000\nBonjour à tous",
)  # fmt: skip
BAD_TIMING = Rule(
    "MF6052", "captions-bad-timing", ERROR,
    Text("ces horaires ne sont pas lisibles : « {text} »", "these times cannot be read: “{text}”"),
    Text("en SRT, écrivez « 00:00:01,000 --> 00:00:03,000 » ; en VTT, « 00:00:01.000 --> 00:00:03.000 »",
         "in SRT write “00:00:01,000 --> 00:00:03,000”; in VTT “00:00:01.000 --> 00:00:03.000”"),
    Text("La plateforme laisse tomber sans rien dire un sous-titre dont elle ne lit pas les horaires.",
         "The platform drops without a word a caption whose times it cannot read."),
    "0:01 -> 0:03\nBonjour", "00:00:01,000 --> 00:00:03,000\nBonjour",
)  # fmt: skip
LOST_CUE = Rule(
    "MF6053", "captions-lost-cue", ERROR,
    Text("la plateforme ne lirait pas ce sous-titre : « {text} »", "the platform would not read this caption: “{text}”"),
    Text("donnez-lui un texte, et laissez une ligne vide après lui", "give it a text, and leave an empty line after it"),
    Text("Open edX laisse tomber sans rien dire ce que son lecteur (pysrt) ne comprend pas.",
         "Open edX drops without a word what its reader (pysrt) does not understand."),
    "00:00:01,000 --> 00:00:03,000", "00:00:01,000 --> 00:00:03,000\nBonjour",
)  # fmt: skip
BACKWARDS = Rule(
    "MF6054", "captions-backwards", ERROR,
    Text("ce sous-titre finit avant de commencer", "this caption ends before it begins"),
    Text("corrigez ses horaires", "correct its times"),
    Text("Il ne serait jamais affiché.", "It would never be shown."),
    "00:00:03,000 --> 00:00:01,000\nBonjour", "00:00:01,000 --> 00:00:03,000\nBonjour",
)  # fmt: skip
OVERLAP = Rule(
    "MF6055", "captions-overlap", WARNING,
    Text("ce sous-titre commence avant la fin de celui de la ligne {other}",
         "this caption begins before the end of that of line {other}"),
    Text("avancez la fin du premier", "end the first earlier"),
    Text("Selon le lecteur, l'un des deux n'est pas montré, ou ils se couvrent.",
         "Depending on the player one of the two is not shown, or they cover each other."),
    "00:00:01,000 --> 00:00:03,000\nUn\n\n00:00:02,000 --> 00:00:04,000\nDeux",
    "00:00:01,000 --> 00:00:02,000\nUn\n\n00:00:02,000 --> 00:00:04,000\nDeux",
)  # fmt: skip
CAPTIONS_TOO_LONG = Rule(
    "MF6056", "captions-beyond-video", WARNING,
    Text("les sous-titres vont jusqu'à {end} s, la vidéo ne dure que {seconds} s",
         "the captions go on to {end} s, the video only lasts {seconds} s"),
    Text("vérifiez qu'ils sont bien ceux de cette vidéo, dans cette version", "check that they are those of this video, in this version"),
    Text("Ce sont souvent les sous-titres d'une autre vidéo ou d'un autre montage.",
         "Often they are the captions of another video, or of another cut."),
    "00:09:58,000 --> 00:10:02,000\nAu revoir", "00:02:58,000 --> 00:03:00,000\nAu revoir",
)  # fmt: skip
LARGE_CUE = Rule(
    "MF6057", "captions-too-large", WARNING,
    Text("sous-titres de plus de {lines} lignes ou de {characters} caractères par ligne : {count} ; voici le premier",
         "captions of more than {lines} lines, or {characters} characters a line: {count}; this is the first"),
    Text("coupez-les, ou répartissez-les sur plusieurs", "cut them, or spread them over several"),
    Text("Un sous-titre trop long couvre l'image ou déborde (charte de l'Arcom, RGAA 4.2).",
         "A caption that is too long covers the picture or flows over (Arcom's charter, RGAA 4.2)."),
    "00:00:01,000 --> 00:00:06,000\nUne ligne qui en dit bien plus long que ce que l'on peut montrer d'un coup",
    "00:00:01,000 --> 00:00:06,000\nUne ligne qui dit\nce que l'on peut montrer",
)  # fmt: skip
FAST_CUE = Rule(
    "MF6058", "captions-too-fast", WARNING,
    Text("sous-titres trop rapides pour être lus : {count} ; le premier a {characters} caractères en {seconds} s",
         "captions too fast to be read: {count}; the first has {characters} characters in {seconds} s"),
    Text("raccourcissez-les ou laissez-les plus longtemps : 12 caractères pour 1 s, 20 pour 2 s, 36 pour 3 s, 60 pour 4 s",
         "shorten them or leave them longer: 12 characters for 1 s, 20 for 2 s, 36 for 3 s, 60 for 4 s"),
    Text("Qui ne peut pas lire à temps perd le fil (charte de l'Arcom, RGAA 4.2).",
         "Who cannot read in time loses the thread (Arcom's charter, RGAA 4.2)."),
    "00:00:01,000 --> 00:00:02,000\nQuarante caractères en une seule seconde",
    "00:00:01,000 --> 00:00:04,500\nQuarante caractères en une seule seconde",
)  # fmt: skip
HEAVY_CAPTIONS = Rule(
    "MF6059", "captions-too-heavy", ERROR,
    Text("les sous-titres pèsent {size} Mo ; la plateforme en accepte {limit}", "the captions weigh {size} MB; the platform takes {limit}"),
    Text("vérifiez que c'est bien le bon fichier", "check that it is the right file"),
    Text("Marsha refuse des sous-titres de plus de 1 Mio.", "Marsha refuses captions of more than 1 MiB."),
    "signal.fr.srt (3 Mo)", "signal.fr.srt (12 ko)",
)  # fmt: skip

RULES = (
    NOT_MEDIA, BROKEN_VIDEO, NO_PICTURE, BEYOND_LIMITS, HIGH_DYNAMIC_RANGE, UNKNOWN_PROFILE,
    NO_ADDRESS, NOT_A_PICTURE, LONG_VIDEO, NOT_MADE, CHANGED, DAMAGED, NO_CUE, BAD_TIMING, LOST_CUE, BACKWARDS, OVERLAP,
    CAPTIONS_TOO_LONG, LARGE_CUE, FAST_CUE, HEAVY_CAPTIONS,
)  # fmt: skip
BY_CODE = {rule.code: rule for rule in RULES}
