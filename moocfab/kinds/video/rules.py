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
NOTHING_TO_READ = Rule(
    "MF4246", "transcript-without-captions", Severity.WARNING,
    Text("« transcript: page » fait un texte des sous-titres, et cette vidéo n'en a pas",
         "“transcript: page” makes a text of the captions, and this video has none"),
    Text("ajoutez « captions: {{{language}: …}} »", "add “captions: {{{language}: …}}”"),
    Text("Il n'y aurait rien à lire sous la vidéo.", "There would be nothing to read under the video."),
    ":::{video} https://youtu.be/kpYumMpjHHI\n:transcript: page\n:::",
    ":::{video} https://youtu.be/kpYumMpjHHI\n:transcript: page\n:captions: {fr: signal.srt}\n:::",
)  # fmt: skip

RULES = (NO_PLAYER, NOT_CARRIED, END_FIRST, NOTHING_TO_READ, SAME_VIDEO)
