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
DOLBY_VISION = Rule(
    "MF6007", "dolby-vision-only", ERROR,
    Text("la vidéo « {name} » est en Dolby Vision, sous une forme que seuls ses lecteurs comprennent",
         "the video “{name}” is Dolby Vision, in a form that only its own players understand"),
    Text("exportez-la en HDR (HLG ou HDR10) ou en SDR (Rec. 709)", "export it as HDR (HLG or HDR10) or as SDR (Rec. 709)"),
    Text("Ses couleurs seraient vertes et violettes. Le HDR des téléphones (HLG, HDR10, Dolby Vision 8.4) est converti sans rien demander.",
         "Its colours would be green and purple. The HDR of phones (HLG, HDR10, Dolby Vision 8.4) is converted as it is."),
    "Dolby Vision 5 (dvh1)", "Dolby Vision 8.4 (hvc1)",
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
    Text("« {name} » dure {hours} h : pour tenir dans {limit}, son débit baisse à {rate} kbit/s",
         "“{name}” lasts {hours} h: to fit into {limit} its rate goes down to {rate} kbit/s"),
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
NOT_KEPT = Rule(
    "MF6024", "media-not-kept", ERROR,
    Text("ce qui est fait de « {name} » ne peut pas être gardé dans le cache, « {place} » : {detail}",
         "what is made of “{name}” cannot be kept in the cache, “{place}”: {detail}"),
    Text("faites de la place (« moocfab clean --cache-larger-than 20Go »), ou donnez un autre dossier : MOOCFAB_CACHE=…",
         "make room (“moocfab clean --cache-larger-than 20GB”), or give another folder: MOOCFAB_CACHE=…"),
    Text("Tout ce qui est fait d'une vidéo passe par le cache des médias ; « moocfab doctor » dit où il est.",
         "All that is made of a video goes through the cache of media; “moocfab doctor” says where that is."),
    "un disque plein, ou en lecture seule", "un disque où il reste de la place",
)  # fmt: skip
VANISHED = Rule(
    "MF6025", "media-vanished", ERROR,
    Text("« {name} » a disparu pendant sa conversion", "“{name}” vanished while it was converted"),
    Text("rebranchez le disque ou le partage réseau qui la porte, puis relancez la construction",
         "connect the disk or the network share that holds it again, then build again"),
    Text("Un partage réseau coupé, un disque débranché : les autres médias, eux, sont faits.",
         "A network share that was cut, a disk that was unplugged: the other media are made."),
    "/mnt/nas/signal.mp4 (partage démonté)", "/mnt/nas/signal.mp4",
)  # fmt: skip
NOT_SOUND = Rule(
    "MF6041", "not-a-recording", ERROR,
    Text("« {name} » n'est pas un enregistrement ({detail})", "“{name}” is no recording ({detail})"),
    Text("vérifiez qu'on l'entend dans un lecteur, et exportez-le en WAV, FLAC, MP3, M4A ou OGG",
         "check that a player plays it, and export it as WAV, FLAC, MP3, M4A or OGG"),
    Text("Un fichier renommé, vide ou sans piste de son ne donne rien à entendre.",
         "A file that is renamed, empty or without a track of sound gives nothing to hear."),
    ":::{audio} media/notes-renommees.wav", ":::{audio} media/entretien.wav",
)  # fmt: skip
FILM_HEARD = Rule(
    "MF6042", "recording-of-a-video", WARNING,
    Text("« {name} » est une vidéo : on n'en entendra que le son", "“{name}” is a video: only its sound will be heard"),
    Text("pour montrer aussi l'image, écrivez « {{video}} » ; sinon n'en gardez que le son",
         "to show its picture too write “{{video}}”; else keep its sound alone"),
    Text("« audio » n'a pas d'image : ce qui s'y voit serait perdu.", "“audio” has no picture: what is seen there would be lost."),
    ":::{audio} media/entretien.mp4", ":::{audio} media/entretien.wav",
)  # fmt: skip
BROKEN_SOUND = Rule(
    "MF6043", "broken-recording", ERROR,
    Text("l'enregistrement « {name} » est abîmé : {detail}", "the recording “{name}” is damaged: {detail}"),
    Text("exportez-le ou copiez-le de nouveau", "export or copy it again"),
    Text("Une copie interrompue laisse un fichier qui s'ouvre et s'arrête en route.",
         "A copy that was cut leaves a file that opens and then stops."),
    "entretien.wav : 12 s lues sur 180 s", "entretien.wav : 180 s",
)  # fmt: skip
HEAVY_RECORDING = Rule(
    "MF6044", "heavy-recording", WARNING,
    Text("« {name} » dure {minutes} min et pèsera {size} Mo dans l'archive ; {target} en conseille {limit} au plus par fichier",
         "“{name}” lasts {minutes} min and will weigh {size} MB in the archive; {target} advises {limit} at most for a file"),
    Text("découpez-le en plusieurs enregistrements, ou faites-en une vidéo", "cut it into several recordings, or make it a video"),
    Text("Un enregistrement est un fichier du cours : long, il alourdit l'import et se charge mal sur un téléphone.",
         "A recording is a file of the course: a long one weighs on the import and loads badly on a phone."),
    "conference.wav (50 min)", "conference-1.wav (15 min)",
)  # fmt: skip
TRANSCRIPT_TOO_LONG = Rule(
    "MF6045", "transcript-beyond-recording", WARNING,
    Text("la transcription va jusqu'à {end} s, l'enregistrement ne dure que {seconds} s",
         "the transcript goes on to {end} s, the recording only lasts {seconds} s"),
    Text("vérifiez que c'est bien celle de cet enregistrement, dans cette version",
         "check that it is that of this recording, in this version"),
    Text("C'est souvent la transcription d'un autre enregistrement ou d'un autre montage.",
         "Often it is the transcript of another recording, or of another cut."),
    "00:09:58,000 --> 00:10:02,000\nAu revoir", "00:02:58,000 --> 00:03:00,000\nAu revoir",
)  # fmt: skip

RULES = (
    NOT_MEDIA, BROKEN_VIDEO, NO_PICTURE, BEYOND_LIMITS, DOLBY_VISION, UNKNOWN_PROFILE,
    NO_ADDRESS, NOT_A_PICTURE, LONG_VIDEO, NOT_MADE, CHANGED, DAMAGED, NOT_KEPT, VANISHED, NOT_SOUND, FILM_HEARD, BROKEN_SOUND,
    HEAVY_RECORDING, TRANSCRIPT_TOO_LONG,
)  # fmt: skip
