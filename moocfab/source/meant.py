"""Words that people type for ours: in French, in English, in other tools."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection

_WORDS: dict[tuple[str, ...], str] = {
    ("ask", "prompts", "question", "text", "instructions"): "question enonce consigne intitule prompt stem ask texte",
    ("choices", "answers", "answer", "blanks"): "choix choice reponses answers options option propositions responses",
    ("answers", "answer", "choices", "range"): "reponse answer solution solutions valeur value correct_answer",
    ("answers", "items", "choices"): "choices choix elements",
    ("explain", "explanation", "feedback"): "explication explanation explications corrige general_feedback",
    ("feedback", "explain"): "retour commentaire comment",
    ("hints",): "indice indices hint aide",
    ("attempts",): "essais tentatives max_attempts tries",
    ("points",): "note bareme weight poids score",
    ("title",): "titre display_name name nom",
    ("correct",): "juste bon vrai right true",
    ("source", "url", "image"): "fichier file src adresse lien",
    ("captions",): "sous_titres subtitles",
    ("pick",): "nombre count tirage",
    ("due",): "echeance deadline",
    ("unit",): "unite",
    ("single_choice",): "qcm qcu choix_unique multiplechoice radio vrai_faux true_false",
    ("multiple_choice",): "choix_multiple choix_multiples qcm_multiple cases checkbox checkboxes",
    ("select",): "liste liste_deroulante dropdown deroulante",
    ("numerical",): "nombre numerique number numeric calcul",
    ("short_text",): "texte_court mot reponse_courte string short_answer text_input",
    ("cloze",): "texte_a_trous trous fill_in",
    ("open_response",): "essai dissertation essay redaction ora question_ouverte",
    ("file_submission",): "depot devoir upload",
    ("drag_and_drop",): "glisser_deposer glisser drag",
    ("question_bank",): "banque bank reserve tirage",
    ("discussion",): "forum",
    ("poll",): "sondage",
    ("survey",): "enquete questionnaire",
    ("word_cloud",): "nuage nuage_de_mots",
    ("image_click",): "image image_cliquable hotspot",
    ("text",): "texte html page",
}


def meant(name: str, known: Collection[str]) -> str | None:
    """Return the one of `known` that people mean by `name`, None where that cannot be told."""
    word = _folded(name)
    return next(
        (ours for names, words in _WORDS.items() if word in words.split() for ours in names if ours in known), None
    )


def _folded(name: str) -> str:
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", name) if not unicodedata.combining(sign))
    return plain.strip().lower().replace(" ", "_").replace("-", "_")
