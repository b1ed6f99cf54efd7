"""What can be wrong with a video."""

from moocfab.diagnostics import Rule, Severity, Text
from moocfab.kinds.marsha import SAME_VIDEO

NO_PLAYER = Rule(
    "MF4241", "video-without-player", Severity.ERROR,
    Text("{target} n'a pas de lecteur pour « {source} »", "{target} has no player for “{source}”"),
    Text("{instead}", "{instead}"),
    Text("L'apprenant n'aurait pas de vidéo.", "The learner would have no video."),
    ":::{video} libcast: 0sqmLiEuLpGJ\n:id: signal\n:::", ":::{video} libcast: 0sqmLiEuLpGJ\n:id: signal\n:only: [fun]\n:::",
)  # fmt: skip
NOT_CARRIED = Rule(
    "MF4242", "video-option-lost", Severity.WARNING,
    Text("« {field} » est sans effet pour cette vidéo sur {target}", "“{field}” has no effect on this video on {target}"),
    Text("{instead}", "{instead}"),
    Text("Le lecteur de la plateforme ne connaît pas ce réglage.", "The platform's player does not know this setting."),
    ":::{video} https://youtu.be/kpYumMpjHHI\n:id: signal\n:download: true\n:::",
    ":::{video} https://youtu.be/kpYumMpjHHI\n:id: signal\n:::",
)  # fmt: skip
END_FIRST = Rule(
    "MF4243", "video-end-before-start", Severity.ERROR,
    Text("la vidéo finirait à {end} s, avant son début ({start} s)", "the video would end at {end} s, before its start ({start} s)"),
    Text("corrigez « start » ou « end »", "correct “start” or “end”"),
    Text("Il n'y aurait rien à voir.", "There would be nothing to see."),
    ":start: 2:00\n:end: 1:30", ":start: 1:30\n:end: 2:00",
)  # fmt: skip
NOT_SRT = Rule(
    "MF4244", "caption-not-srt", Severity.ERROR,
    Text("« {file} » : pour une vidéo déjà en ligne, {target} ne lit que des sous-titres .srt",
         "“{file}”: for a video that is online already, {target} reads .srt captions only"),
    Text("donnez un fichier .srt en UTF-8", "give an .srt file in UTF-8"),
    Text("Un autre format est perdu à l'import, sans message.", "Another format is lost at import, without a word."),
    ":::{video} https://youtu.be/kpYumMpjHHI\n:captions: {fr: signal.vtt}\n:::",
    ":::{video} https://youtu.be/kpYumMpjHHI\n:captions: {fr: signal.srt}\n:::",
)  # fmt: skip

RULES = (NO_PLAYER, NOT_CARRIED, END_FIRST, NOT_SRT, SAME_VIDEO)
