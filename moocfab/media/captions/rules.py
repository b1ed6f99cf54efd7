"""The rules of captions."""

from moocfab.diagnostics import Rule, Severity, Text

ERROR, WARNING = Severity.ERROR, Severity.WARNING

NO_CUE = Rule(
    "MF6051", "captions-without-cue", ERROR,
    Text("ce fichier ne contient aucun sous-titre", "this file has no caption"),
    Text("donnez un fichier SRT, VTT, ASS, SBV ou sjson ; en SRT : « 00:00:01,000 --> 00:00:03,000 », puis le texte",
         "give an SRT, VTT, ASS, SBV or sjson file; in SRT: “00:00:01,000 --> 00:00:03,000”, then the text"),
    Text("Un texte sans horaires ne peut pas être affiché avec la vidéo.", "A text without times cannot be shown with the video."),
    "Bonjour à tous", "1\n00:00:01,000 --> 00:00:03,000\nBonjour à tous",
)  # fmt: skip
BAD_TIMING = Rule(
    "MF6052", "captions-bad-timing", ERROR,
    Text("ces horaires ne sont pas lisibles : « {text} »", "these times cannot be read: “{text}”"),
    Text("écrivez-les ainsi : « {how} » ; « moocfab check --fix » le fait là où il n'y a qu'une façon de les lire",
         "write them like this: “{how}”; “moocfab check --fix” does it where they can be read in one way only"),
    Text("La plateforme laisse tomber sans rien dire un sous-titre dont elle ne lit pas les horaires.",
         "The platform drops without a word a caption whose times it cannot read."),
    "0:01 -> 0:03\nBonjour", "00:00:01,000 --> 00:00:03,000\nBonjour",
)  # fmt: skip
LOST_CUE = Rule(
    "MF6053", "captions-lost-cue", ERROR,
    Text("ce sous-titre n'a pas de texte", "this caption has no text"),
    Text("donnez-lui un texte, ou retirez-le avec ses horaires", "give it a text, or remove it with its times"),
    Text("La plateforme ne montrerait rien à ce moment : son texte a été oublié ou perdu.",
         "The platform would show nothing at that moment: its text was forgotten or lost."),
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
    Text("avancez la fin du premier ; « moocfab check --fix » le fait là où elle dépasse de moins d'une seconde",
         "end the first earlier; “moocfab check --fix” does it where it goes on for less than a second"),
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
    Text("les sous-titres pèsent {size} ; la plateforme en accepte {limit}", "the captions weigh {size}; the platform takes {limit}"),
    Text("vérifiez que c'est bien le bon fichier", "check that it is the right file"),
    Text("Marsha refuse des sous-titres de plus de 1 Mio.", "Marsha refuses captions of more than 1 MiB."),
    "signal.fr.srt (3 Mo)", "signal.fr.srt (12 ko)",
)  # fmt: skip
NO_END = Rule(
    "MF6060", "captions-no-end", ERROR,
    Text("ce sous-titre n'a pas de fin : « {text} »", "this caption has no end: “{text}”"),
    Text("écrivez ses deux horaires, ainsi : « {how} »", "write both its times, like this: “{how}”"),
    Text("La plateforme laisse tomber sans rien dire un sous-titre dont elle ne sait pas quand il s'en va.",
         "The platform drops without a word a caption of which it does not know when it goes."),
    "00:00:01,000 -->\nBonjour", "00:00:01,000 --> 00:00:03,000\nBonjour",
)  # fmt: skip
ENCODING = Rule(
    "MF6061", "captions-encoding", ERROR,
    Text("ces sous-titres sont en {encoding}, et non en UTF-8", "these captions are {encoding}, and not UTF-8"),
    Text("tapez « moocfab check --fix », ou enregistrez-les « en UTF-8 »", "type “moocfab check --fix”, or save them as UTF-8"),
    Text("Les plateformes ne lisent que l'UTF-8 : elles laissent tomber le fichier sans rien dire, ou en abîment les accents.",
         "The platforms read UTF-8 only: they drop the file without a word, or spoil its accents."),
    "\\xc9t\\xe9", "Été",
)  # fmt: skip
GARBLED = Rule(
    "MF6062", "captions-garbled", WARNING,
    Text("des caractères sont abîmés : « {text} »", "characters are spoilt: “{text}”"),
    Text("tapez « moocfab check --fix » ; si ces signes restent, exportez le fichier de nouveau, en UTF-8",
         "type “moocfab check --fix”; where these signs stay, export the file again, as UTF-8"),
    Text("Ce texte a été lu dans un codage et enregistré dans un autre : l'apprenant verrait ces signes.",
         "This text was read in one encoding and saved in another: learners would see these signs."),
    "Ã‰tÃ©", "Été",
)  # fmt: skip
OUT_OF_ORDER = Rule(
    "MF6063", "captions-out-of-order", WARNING,
    Text("sous-titres qui ne sont pas dans l'ordre : {count} ; celui-ci commence avant celui de la ligne {other}",
         "captions that are not in order: {count}; this one begins before that of line {other}"),
    Text("vérifiez ses horaires ; s'ils sont bons, ne changez rien : moocfab les remet dans l'ordre",
         "check its times; if they are right, change nothing: moocfab puts them in order"),
    Text("C'est souvent une faute de frappe dans un horaire, ou deux fichiers mis bout à bout.",
         "Often it is a mistyped time, or two files put one after the other."),
    "00:00:05,000 --> 00:00:06,000\nDeux\n\n00:00:01,000 --> 00:00:02,000\nUn",
    "00:00:01,000 --> 00:00:02,000\nUn\n\n00:00:05,000 --> 00:00:06,000\nDeux",
)  # fmt: skip
ROLLING = Rule(
    "MF6064", "captions-rolling", WARNING,
    Text("sous-titres défilants, qui répètent celui d'avant : {count} ; moocfab ne garde chaque ligne qu'une fois",
         "rolling captions, which repeat the one before: {count}; moocfab keeps each line once"),
    Text("relisez-les : une machine les a écrits, sans ponctuation ni noms propres", "proofread them: a machine wrote them, without punctuation or names"),
    Text("YouTube écrit ainsi ses sous-titres automatiques ; tels quels, chaque phrase serait lue deux ou trois fois.",
         "YouTube writes automatic captions so; as they are, each sentence would be read two or three times."),
    "00:00:01.000 --> 00:00:03.000\nbonjour\n\n00:00:03.000 --> 00:00:05.000\nbonjour\nà tous",
    "00:00:01.000 --> 00:00:03.000\nBonjour\n\n00:00:03.000 --> 00:00:05.000\nà tous",
)  # fmt: skip
MARKUP = Rule(
    "MF6065", "captions-markup", WARNING,
    Text("mises en forme que les lecteurs ne montrent pas : {count} ; ici « {text} », que moocfab retire",
         "marks that players do not show: {count}; here “{text}”, which moocfab removes"),
    Text("si une couleur ou une place dit qui parle, écrivez-le : « — Anne : bonjour »",
         "where a colour or a place says who speaks, write it: “Anne: hello”"),
    Text("Les lecteurs de FUN et d'Open edX montrent le gras, l'italique et le souligné, rien d'autre.",
         "The players of FUN and Open edX show bold, italics and underlining, nothing else."),
    "{\\an8}<font color=red>Bonjour</font>", "— Anne : bonjour",
)  # fmt: skip
LIKE_MARKUP = Rule(
    "MF6066", "captions-like-markup", WARNING,
    Text("textes que les lecteurs prennent pour une balise et cachent : {count} ; ici « {text} »",
         "texts that players take for a tag and hide: {count}; here “{text}”"),
    Text("écrivez-le sans chevrons", "write it without angle brackets"),
    Text("Entre chevrons, un mot est lu comme une balise HTML : l'apprenant ne le verrait pas.",
         "Between angle brackets a word is read as an HTML tag: learners would not see it."),
    "On inclut <stdio.h>", "On inclut stdio.h",
)  # fmt: skip
BRIEF_CUE = Rule(
    "MF6067", "captions-too-brief", WARNING,
    Text("sous-titres qui ne font que clignoter : {count} ; celui-ci dure {seconds} s",
         "captions that only flicker: {count}; this one lasts {seconds} s"),
    Text("laissez-les une demi-seconde au moins, ou joignez-les au suivant", "leave them half a second at least, or join them to the next"),
    Text("On n'a pas le temps de le voir venir.", "One has no time to see it come."),
    "00:00:01,000 --> 00:00:01,200\nOui", "00:00:01,000 --> 00:00:02,000\nOui",
)  # fmt: skip
LASTING_CUE = Rule(
    "MF6068", "captions-lasting", WARNING,
    Text("sous-titres qui restent trop longtemps : {count} ; celui-ci dure {seconds} s",
         "captions that stay too long: {count}; this one lasts {seconds} s"),
    Text("arrêtez-le quand la parole s'arrête, ou coupez-le ; un bruit s'écrit entre crochets : [musique]",
         "end it when speech ends, or cut it; write a sound in brackets: [music]"),
    Text("Un sous-titre qui reste fait croire qu'on parle encore ; on le relit.", "A caption that stays makes one believe that somebody still speaks; one reads it again."),
    "00:00:01,000 --> 00:00:31,000\nBonjour", "00:00:01,000 --> 00:00:03,000\nBonjour",
)  # fmt: skip
OTHER_LANGUAGE = Rule(
    "MF6069", "captions-other-language", WARNING,
    Text("ces sous-titres, annoncés en « {declared} », semblent être en « {seen} »",
         "these captions, declared as “{declared}”, seem to be “{seen}”"),
    Text("vérifiez le fichier, ou écrivez « captions: {{{seen}: …}} »", "check the file, or write “captions: {{{seen}: …}}”"),
    Text("L'apprenant choisit ses sous-titres par leur langue, et un lecteur d'écran la prononce.",
         "Learners choose captions by their language, and a screen reader pronounces it."),
    "captions: {en: signal.fr.srt}", "captions: {fr: signal.fr.srt}",
)  # fmt: skip
CAPTIONS_TOO_SHORT = Rule(
    "MF6070", "captions-stop-early", WARNING,
    Text("les sous-titres s'arrêtent à {end} s, la vidéo dure {seconds} s", "the captions stop at {end} s, the video lasts {seconds} s"),
    Text("complétez-les ; s'il n'y a plus que de la musique, dites-le d'un dernier sous-titre : [musique]",
         "complete them; if only music follows, say so with a last caption: [music]"),
    Text("Un fichier incomplet, ou d'un autre montage, laisse la fin sans sous-titres.",
         "A file that is incomplete, or of another cut, leaves the end without captions."),
    "00:02:58,000 --> 00:03:00,000\nContinuons", "00:09:58,000 --> 00:10:00,000\nAu revoir",
)  # fmt: skip
BAD_SJSON = Rule(
    "MF6071", "captions-bad-sjson", ERROR,
    Text("ce fichier n'est pas une transcription d'Open edX (sjson)", "this file is no transcript of Open edX (sjson)"),
    Text("donnez le fichier .srt dont il vient, ou exportez-le de nouveau", "give the .srt file that it comes from, or export it again"),
    Text("Il faut trois listes de même longueur : « start », « end » et « text ».", "It takes three lists of the same length: “start”, “end” and “text”."),
    '{"start": [0], "end": [], "text": ["Bonjour"]}', '{"start": [0], "end": [2000], "text": ["Bonjour"]}',
)  # fmt: skip
SHIFTED = Rule(
    "MF6072", "captions-shifted", WARNING,
    Text("ces sous-titres ne suivent pas la parole : ils iraient avec {offset} s",
         "these captions do not follow the speech: they would with {offset} s"),
    Text("ajoutez {offset} s à tous leurs horaires (dans Aegisub ou Subtitle Edit, « décaler »), ou donnez ceux de ce montage",
         "add {offset} s to all their times (“shift” in Aegisub or Subtitle Edit), or give those of this cut"),
    Text("Les silences de la vidéo et les débuts des sous-titres sont les mêmes, mais pas en même temps : un générique a été ajouté ou coupé.",
         "The silences of the video and the beginnings of the captions are the same, but not at the same time: titles were added or cut."),
    "00:00:05,000 --> 00:00:07,000\nBonjour", "00:00:01,000 --> 00:00:03,000\nBonjour",
)  # fmt: skip
STRETCHED = Rule(
    "MF6073", "captions-stretched", WARNING,
    Text("ces sous-titres sont faits pour une autre cadence d'images ({rates}) : ils s'écartent peu à peu de la parole",
         "these captions are made for another frame rate ({rates}): they drift away from the speech"),
    Text("multipliez tous leurs horaires par {factor}, puis ajoutez {offset} s (dans Subtitle Edit, « changer la cadence »)",
         "multiply all their times by {factor}, then add {offset} s (“change frame rate” in Subtitle Edit)"),
    Text("Un film converti de 24 à 25 images par seconde est plus court : ses sous-titres aussi doivent l'être.",
         "A film that was converted from 24 to 25 frames a second is shorter: its captions have to be, too."),
    "00:10:25,000 --> 00:10:27,000\nAu revoir", "00:10:00,000 --> 00:10:02,000\nAu revoir",
)  # fmt: skip
NOT_CAPTIONED = Rule(
    "MF6074", "speech-without-captions", WARNING,
    Text("on semble parler de {start} à {end}, sans sous-titres (passages : {count})",
         "somebody seems to speak from {start} to {end}, without captions (passages: {count})"),
    Text("écrivez ce qui s'y dit ; pour un bruit ou de la musique, un sous-titre entre crochets suffit : [musique]",
         "write what is said there; for noise or music a caption in brackets is enough: [music]"),
    Text("Qui n'entend pas perd tout ce passage (RGAA 4.1).", "Who does not hear loses all of this passage (RGAA 4.1)."),
    "00:00:01,000 --> 00:00:03,000\nBonjour\n\n00:01:30,000 --> 00:01:32,000\nVoilà",
    "00:00:01,000 --> 00:00:03,000\nBonjour\n\n00:00:04,000 --> 00:00:07,000\nAujourd'hui…",
)  # fmt: skip
LANGUAGE = Rule(
    "MF6075", "captions-language", ERROR,
    Text("« {language} » n'est pas un code de langue", "“{language}” is no code of a language"),
    Text("écrivez un code de deux lettres : « captions: {{fr: …, en: …}} »", "write a code of two letters: “captions: {{fr: …, en: …}}”"),
    Text("Les plateformes rangent les sous-titres par code de langue ; un autre mot ne serait proposé à personne.",
         "The platforms keep captions by code of their language; another word would be offered to nobody."),
    "captions: {français: signal.srt}", "captions: {fr: signal.srt}",
)  # fmt: skip

RULES = (
    NO_CUE, BAD_TIMING, LOST_CUE, BACKWARDS, OVERLAP, CAPTIONS_TOO_LONG, LARGE_CUE, FAST_CUE, HEAVY_CAPTIONS, NO_END,
    ENCODING, GARBLED, OUT_OF_ORDER, ROLLING, MARKUP, LIKE_MARKUP, BRIEF_CUE, LASTING_CUE, OTHER_LANGUAGE,
    CAPTIONS_TOO_SHORT, BAD_SJSON, SHIFTED, STRETCHED, NOT_CAPTIONED,
    LANGUAGE,
)  # fmt: skip
BY_CODE = {rule.code: rule for rule in RULES}
