"""The rules that span elements."""

from moocfab.diagnostics import Rule, Severity, Text

ERROR, WARNING = Severity.ERROR, Severity.WARNING

USELESS_IGNORE = Rule(
    "MF3061", "useless-ignore", WARNING,
    Text("« ignore » de {code} ne fait taire aucun constat", "“ignore” of {code} silences no finding"),
    Text("retirez-le, ou corrigez « where: »", "remove it, or correct “where:”"),
    Text("Un silence qui ne sert plus cacherait le prochain constat du même code.",
         "A silence that is of no more use would hide the next finding of its code."),
    "ignore: [{code: MF6058, where: media/parti.fr.srt, reason: texte dit très vite}]",
    "ignore: [{code: MF6058, where: media/interview.fr.srt, reason: texte dit très vite}]",
)  # fmt: skip
REFUSED_IGNORE = Rule(
    "MF3062", "refused-ignore", ERROR,
    Text("{code} ne peut pas être passé sous silence", "{code} cannot be silenced"),
    Text("corrigez ce que {code} signale, puis retirez cet « ignore »", "mend what {code} tells, then remove this “ignore”"),
    Text("Ce qui n'a pas pu être lu manquerait dans l'archive sans que personne ne le voie.",
         "What could not be read would be missing from the archive without anybody seeing it."),
    "ignore: [{code: MF2001, reason: on verra}]", "ignore: []",
)  # fmt: skip
OUTSIDE_RUN = Rule(
    "MF3063", "date-outside-run", WARNING,
    Text("« {name} » ({date}) tombe hors de la session, du {start} au {end}",
         "“{name}” ({date}) falls outside of the run, from {start} to {end}"),
    Text("rapprochez cette date, ou déplacez le début ou la fin du cours", "move this date, or the course's start or end"),
    Text("Avant le début ou après la fin, le cours est fermé : personne ne pourrait répondre.",
         "Before its start and after its end the course is closed: nobody could answer."),
    "due: +40w", "due: +4w",
)  # fmt: skip
TWIN_ASSIGNMENTS = Rule(
    "MF3064", "assignment-twice", ERROR,
    Text("le travail noté « {name} » est déclaré deux fois", "the assignment “{name}” is declared twice"),
    Text("gardez-en un, ou donnez-leur deux noms", "keep one, or give them two names"),
    Text("La plateforme n'en compterait qu'un, et les poids ne feraient plus 100 %.",
         "The platform would count one only, and weights would no more make 100 %."),
    "assignments: [{name: Quiz, weight: 50%}, {name: Quiz, weight: 50%}]",
    "assignments: [{name: Quiz, weight: 50%}, {name: Examen, weight: 50%}]",
)  # fmt: skip
CUTOFFS = Rule(
    "MF3065", "cutoffs", ERROR,
    Text("seuils de réussite : {problem}", "grade cutoffs: {problem}"),
    Text("donnez soit « pass: 50% », soit des lettres de la meilleure à la moindre : « cutoffs: {{A: 90%, B: 70%}} »",
         "give either “pass: 50%” or letters from best to least: “cutoffs: {{A: 90%, B: 70%}}”"),
    Text("Des seuils dans le désordre donnent aux apprenants une mention fausse.",
         "Cutoffs out of order give learners a wrong grade."),
    "cutoffs: {A: 50%, B: 70%}", "cutoffs: {A: 90%, B: 70%}",
)  # fmt: skip
EMPTY_UNIT = Rule(
    "MF3066", "empty-unit", ERROR,
    Text("l'unité « {title} » est vide", "the unit “{title}” is empty"),
    Text("écrivez son texte sous l'en-tête, ou retirez-la de module.yml", "write its text below the header, or remove it from module.yml"),
    Text("Un apprenant tomberait sur une page blanche.", "A learner would meet a blank page."),
    "---\ntitle: Le signal\n---", "---\ntitle: Le signal\n---\nUn signal est…", from_absence=True,
)  # fmt: skip
EMPTY_EDITION = Rule(
    "MF3067", "nothing-for-target", ERROR,
    Text("rien du cours ne va à la cible « {target} »", "nothing of the course goes to the target “{target}”"),
    Text("retirez cette cible, ou revoyez les « only: » et les « status: draft »",
         "remove this target, or review “only:” and “status: draft”"),
    Text("Son archive serait un cours vide.", "Its archive would be an empty course."),
    "targets: [fun, openedx], et « only: [fun] » partout", "targets: [fun]", from_absence=True,
)  # fmt: skip
UNUSED_FILE = Rule(
    "MF3068", "unused-file", WARNING,
    Text("aucun texte du cours ne nomme ce fichier", "no text of the course names this file"),
    Text("nommez-le dans une unité, un module ou course.yml, ou supprimez-le",
         "name it in a unit, a module or course.yml, or delete it"),
    Text("C'est le plus souvent une unité oubliée dans module.yml ou une image qui ne sert plus.",
         "It is mostly a unit that module.yml forgot, or a picture of no more use."),
    "modules/1/3-oubliee.md", "units: [1-a.md, 2-b.md, 3-oubliee.md]",
)  # fmt: skip
TWIN_FILES = Rule(
    "MF3069", "twin-files", ERROR,
    Text("ce fichier et « {other} » ne diffèrent que par les majuscules ou la forme des accents",
         "this file and “{other}” differ in case or in the form of accents only"),
    Text("renommez l'un des deux", "rename one of the two"),
    Text("Sur Windows et macOS l'un des deux écrase l'autre.", "On Windows and macOS one of the two replaces the other."),
    "images/Schema.png et images/schema.png", "images/schema-1.png et images/schema-2.png",
)  # fmt: skip
UNKNOWN_GROUP = Rule(
    "MF3070", "unknown-group", ERROR,
    Text("course.yml ne déclare pas « {name} » sous « groups: »{guess}", "course.yml declares no “{name}” under “groups:”{guess}"),
    Text("déclarés : {known}", "declared: {known}"),
    Text("Un groupe qui n'existe pas cache le contenu à tous, ou à personne, selon la plateforme.",
         "A group that does not exist hides the content from all, or from nobody, as the platform has it."),
    "groups: {Mentorat: [avecc]}", "groups: {Mentorat: [avec]}",
)  # fmt: skip
SECOND_GROUPING = Rule(
    "MF3071", "second-grouping", ERROR,
    Text("« {name} » est une seconde répartition en groupes ; les plateformes n'en relient qu'une aux cohortes",
         "“{name}” is a second grouping; the platforms tie one only to cohorts"),
    Text("réunissez les groupes sous un seul nom, ou tirez au sort avec « experiments: »",
         "gather the groups under one name, or draw with “experiments:”"),
    Text("Un apprenant n'est que dans une cohorte : ce qui dépend de la seconde répartition ne serait vu de personne.",
         "A learner is in one cohort only: what hangs on the second grouping would be seen by nobody."),
    "groups: {Mentorat: [avec, sans], Ville: [Brest, Nantes]}", "groups: {Mentorat: [avec, sans]}",
)  # fmt: skip
NOBODY = Rule(
    "MF3072", "seen-by-nobody", ERROR,
    Text("personne ne verra ceci : ce qui le contient est réservé à « {outer} »",
         "nobody will see this: what holds it is reserved to “{outer}”"),
    Text("donnez un groupe que ce qui le contient admet aussi", "give a group that what holds it admits too"),
    Text("Un apprenant doit être des deux groupes à la fois, ce qui est impossible.",
         "A learner would have to be in both groups at once, which cannot be."),
    "la séquence : groups: {Mentorat: [avec]}\nson unité : groups: {Mentorat: [sans]}",
    "la séquence : groups: {Mentorat: [avec, sans]}\nson unité : groups: {Mentorat: [sans]}",
)  # fmt: skip
LACKING = Rule(
    "MF3073", "setting-not-on-target", ERROR,
    Text("la plateforme « {target} » n'a pas « {field} »", "the platform “{target}” has no “{field}”"),
    Text("{instead}", "{instead}"),
    Text("Le réglage serait perdu sans que personne ne le voie.", "The setting would be lost without anybody seeing it."),
    "targets: [fun]\nhide_after_due: true", "targets: [openedx]\nhide_after_due: true",
)  # fmt: skip
UNKNOWN_REQUIRED = Rule(
    "MF3074", "unknown-prerequisite", ERROR,
    Text("« requires: » nomme « {name} », qui n'est pas une autre séquence du cours",
         "“requires:” names “{name}”, which is no other sequence of the course"),
    Text("donnez l'« id: » d'une séquence de ce module ; possibles : {known}", "give the “id:” of a sequence of this module; possible: {known}"),
    Text("Un prérequis qui n'existe pas ne s'obtient pas.", "A prerequisite that does not exist cannot be met."),
    "requires: {sequence: quizz}", "requires: {sequence: quiz}", from_absence=True,
)  # fmt: skip
NO_CAPTIONS = Rule(
    "MF3075", "video-without-captions", WARNING,
    Text("la vidéo « {name} » n'a pas de sous-titres en « {language} » (RGAA 4.1)",
         "the video “{name}” has no captions in “{language}” (RGAA 4.1)"),
    Text("ajoutez « captions: {{{language}: fichier.srt}} »", "add “captions: {{{language}: file.srt}}”"),
    Text("Qui n'entend pas la vidéo n'en saurait rien ; FUN demande des sous-titres pour chaque vidéo.",
         "Who cannot hear the video would learn nothing of it; FUN asks for captions on every video."),
    ":::{video} media/signal.mov\n:id: signal\n:::",
    ":::{video} media/signal.mov\n:id: signal\n:captions: {fr: media/signal.fr.srt}\n:::",
)  # fmt: skip
PLACEHOLDER = Rule(
    "MF3076", "placeholder", WARNING,
    Text("« {text} » : ce texte semble provisoire", "“{text}”: this text looks provisional"),
    Text("écrivez le texte définitif", "write the final text"),
    Text("Un texte laissé à écrire se voit des apprenants.", "A text left to be written is seen by learners."),
    "Lorem ipsum dolor sit amet.", "Un signal est une grandeur qui varie.",
)  # fmt: skip
UNKNOWN_IGNORE = Rule(
    "MF3077", "ignore-of-no-code", WARNING,
    Text("« ignore » de {code} : aucun constat n'a ce code", "“ignore” of {code}: no finding has this code"),
    Text("recopiez le code que la vérification affiche ; « moocfab explain » en donne la liste",
         "copy the code that the check shows; “moocfab explain” lists them"),
    Text("Un silence au code mal recopié ne fait rien taire, et personne ne sait ce qu'il devait taire.",
         "A silence with a mistyped code silences nothing, and nobody knows what it was for."),
    "ignore: [{code: MF9998, reason: texte dit très vite}]", "ignore: [{code: MF6058, reason: texte dit très vite}]",
)  # fmt: skip

RULES = (
    USELESS_IGNORE, REFUSED_IGNORE, OUTSIDE_RUN, TWIN_ASSIGNMENTS, CUTOFFS, EMPTY_UNIT, EMPTY_EDITION, UNUSED_FILE,
    TWIN_FILES, UNKNOWN_GROUP, SECOND_GROUPING, NOBODY, LACKING, UNKNOWN_REQUIRED, NO_CAPTIONS, PLACEHOLDER,
    UNKNOWN_IGNORE,
)  # fmt: skip
