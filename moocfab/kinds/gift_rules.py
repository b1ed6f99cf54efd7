"""What a GIFT question loses, or gets, where it becomes one of our kinds."""

from moocfab.diagnostics import Rule, Severity, Text

WEIGHT_LOST = Rule(
    "MF4345", "gift-weight-lost", Severity.WARNING,
    Text("« {text} » rapportera {share} % et non {weight} %", "“{text}” will earn {share} %, not {weight} %"),
    Text("donnez-lui 0 % ou 100 % si cela ne convient pas ; entre plusieurs bons choix, les parts sont égales",
          "give it 0 % or 100 % where that does not fit; right choices have equal shares"),
    Text("Les plateformes ne savent pas donner cette part des points.",
          "The platforms cannot give this share of the points."),
    "Qui ?{=elle ~%33%lui ~eux}", "Qui ?{=elle ~lui ~eux}",
)  # fmt: skip
FEEDBACK_LOST = Rule(
    "MF4346", "gift-feedback-lost", Severity.WARNING,
    Text("« {text} » ne sera pas montré : {why}", "“{text}” will not be shown: {why}"),
    Text("dites-le dans le retour général, après « #### »", "say it in the general feedback, after “####”"),
    Text("Les plateformes n'ont pas de place pour ce retour.", "The platforms have no room for this feedback."),
    "Combien ?{#12 ~#Non.}", "Combien ?{#12 ####Douze.}",
)  # fmt: skip
SEVERAL_RIGHT = Rule(
    "MF4347", "gift-several-right", Severity.ERROR,
    Text("deuxième bonne réponse d'un choix unique", "second right answer where one is chosen"),
    Text("donnez des poids, « ~%50%… », pour des cases à cocher ; ou marquez les autres « ~ »",
          "give weights, “~%50%…”, for boxes to tick; or mark the others “~”"),
    Text("Les plateformes veulent une seule bonne réponse parmi des boutons.",
          "The platforms want one right answer among radio buttons."),
    "Qui ?{=elle =lui ~eux}", "Qui ?{~%50%elle ~%50%lui ~eux}",
)  # fmt: skip
NUMBERS_DIFFER = Rule(
    "MF4348", "gift-numbers-differ", Severity.ERROR,
    Text("« {text} » n'a pas le même écart que la première réponse", "“{text}” has not the first answer's tolerance"),
    Text("donnez le même écart à toutes, ou une seule réponse", "give all the same tolerance, or one answer only"),
    Text("Une question numérique a un seul écart, ou un seul intervalle.",
          "A numerical question has one tolerance, or one range."),
    "Combien ?{#=12:1 =20:2}", "Combien ?{#=12:1 =20:1}",
)  # fmt: skip
ESSAY = Rule(
    "MF4349", "gift-essay", Severity.WARNING,
    Text("cette question ouverte devient une réponse rédigée que l'équipe note, sur un point",
         "this open question becomes a written response that the team marks, for one point"),
    Text("pour une autre grille, ou une évaluation par les pairs, écrivez-la dans l'unité avec « kind: open_response »",
         "for another rubric, or peers that judge, write it in the unit as “kind: open_response”"),
    Text("GIFT ne dit pas comment une réponse rédigée est notée ; il faudra noter celle de chaque apprenant qui la tire.",
         "GIFT does not say how a written response is marked; each learner's who draws it will have to be marked."),
    "Racontez votre semaine.{}", "Combien de jours ?{#7}",
)  # fmt: skip
COUNTED = Rule(
    "MF4350", "gift-partial-counted-otherwise", Severity.INFO,
    Text("« {text} » coché coûtera {share} % et non {weight} %", "“{text}” ticked will cost {share} %, not {weight} %"),
    Text("rien à faire si cela convient ; sinon écrivez la question en YAML, avec « partial_credit: halves » ou sans",
         "nothing to do where that fits; else write the question in YAML, with “partial_credit: halves” or without"),
    Text("Les plateformes comptent chaque case bien cochée ou bien laissée vide pour autant : tout juste vaut 100 %, "
         "mais une erreur ne coûte pas ce que Moodle lui fait coûter.",
         "The platforms count each box rightly ticked or rightly left for as much: all right is 100 %, but a mistake "
         "does not cost what Moodle makes it cost."),
    "Lesquels ?{~%50%un ~%50%deux ~%-50%trois}", "Lequel ?{=un ~deux}",
)  # fmt: skip
RULES = (WEIGHT_LOST, FEEDBACK_LOST, SEVERAL_RIGHT, NUMBERS_DIFFER, ESSAY, COUNTED)
