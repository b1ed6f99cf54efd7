"""Click's own strings in French."""

from __future__ import annotations

import gettext
import sys
from collections.abc import Mapping

import click.core
import click.shell_completion  # noqa: F401  which is loaded late, and has strings too

MESSAGES: Mapping[str, str] = {
    "(Did you mean one of: {possibilities}?)": "(Vouliez-vous dire : {possibilities} ?)",
    "(dynamic)": "(calculé)",
    "Aborted!": "Abandon.",
    "Argument {name!r} takes {nargs} values.": "L'argument {name!r} prend {nargs} valeurs.",
    "Arguments take exactly one parameter declaration, got {length}: {decls}.": (
        "Un argument se déclare une seule fois ({length} : {decls})."
    ),
    "Boolean option {decl!r} cannot use the same flag for true/false.": (
        "L'option {decl!r} ne peut pas servir au oui et au non."
    ),
    "Choice({choices})": "Choix({choices})",
    "Choose from:\n\t{choices}": "Au choix :\n\t{choices}",
    "Commands": "Commandes ",
    "Confirm the action without prompting.": "Confirme sans demander.",
    "Could not determine name for option with declarations {decls!r}": "Option sans nom : {decls!r}",
    "Could not open file {filename!r}: {message}": "Impossible d'ouvrir {filename!r} : {message}",
    "Couldn't detect Bash version, shell completion is not supported.": (
        "La version de Bash est inconnue : la complétion n'est pas possible."
    ),
    "DeprecationWarning: The command {name!r} is deprecated.{extra_message}": (
        "La commande {name!r} va disparaître.{extra_message}"
    ),
    "DeprecationWarning: The {param_type} {name!r} is deprecated.{extra_message}": (
        "{param_type} {name!r} va disparaître.{extra_message}"
    ),
    "Did you mean {possibility}?": "Vouliez-vous dire {possibility} ?",
    "Do you want to continue?": "Continuer ?",
    "Error: The two entered values do not match.": "Erreur : les deux valeurs diffèrent.",
    "Error: invalid input": "Erreur : saisie incorrecte",
    "Error: {message}": "Erreur : {message}",
    "Got unexpected extra argument ({args})": "Argument en trop : {args}",
    "Got unexpected extra arguments ({args})": "Arguments en trop : {args}",
    "Invalid start character for option ({option})": "Une option ne commence pas ainsi ({option})",
    "Invalid value for {param_hint}: {message}": "Valeur incorrecte pour {param_hint} : {message}",
    "Invalid value: {message}": "Valeur incorrecte : {message}",
    "Missing argument": "Il manque l'argument",
    "Missing command.": "Il manque une commande.",
    "Missing option": "Il manque l'option",
    "Missing parameter": "Il manque un paramètre",
    "Missing parameter: {param_name}": "Il manque le paramètre {param_name}",
    "Missing {param_type}": "Il manque {param_type}",
    "Name '{name}' defined twice": "Le nom « {name} » est déclaré deux fois",
    "No options defined but a name was passed ({name}). Did you mean to declare an argument instead? Did you mean to "
    "pass '--{name}'?": "Option sans tiret : {name}. Est-ce un argument ? Ou bien « --{name} » ?",
    "No such command {name!r}.": "Il n'y a pas de commande {name!r}.",
    "No such option {name!r}.": "Il n'y a pas d'option {name!r}.",
    "Option {name!r} does not take a value.": "L'option {name!r} ne prend pas de valeur.",
    "Option {name!r} requires an argument.": "L'option {name!r} attend une valeur.",
    "Option {name!r} requires {nargs} arguments.": "L'option {name!r} attend {nargs} valeurs.",
    "Options": "Options ",
    "Positional arguments": "Arguments ",
    "Press any key to continue...": "Appuyez sur une touche pour continuer…",
    "Repeat for confirmation": "Encore une fois, pour confirmer",
    "Shell completion is not supported for Bash versions older than 4.4.": (
        "La complétion demande Bash 4.4 ou plus récent."
    ),
    "Show the version and exit.": "Affiche la version.",
    "Show this message and exit.": "Affiche cette aide.",
    "Takes {nargs} values but 1 was given.": "Il faut {nargs} valeurs ; il y en a une.",
    "Takes {nargs} values but {len} were given.": "Il faut {nargs} valeurs ; il y en a {len}.",
    "Try '{command} {option}' for help.": "Pour de l'aide : {command} {option}",
    "Unknown color {colour!r}": "Couleur inconnue : {colour!r}",
    "Unknown standard stream '{name}'": "Flux inconnu : {name}",
    "Usage:": "Usage :",
    "Value must be an iterable.": "Une suite de valeurs est attendue.",
    "Windows error: {error}": "Erreur de Windows : {error}",
    "d": "j",
    "default: {default}": "par défaut : {default}",
    "deprecated": "va disparaître",
    "directory": "dossier",
    "env var: {var}": "variable : {var}",
    "file": "fichier",
    "path": "chemin",
    "unknown error": "erreur inconnue",
    "{editor}: Editing failed": "{editor} : échec",
    "{editor}: Editing failed: {e}": "{editor} : échec : {e}",
    "{len_type} values are required, but {len_value} was given.": "Il faut {len_type} valeurs ; il y en a {len_value}.",
    "{len_type} values are required, but {len_value} were given.": (
        "Il faut {len_type} valeurs ; il y en a {len_value}."
    ),
    "{name} {filename!r} does not exist.": "Le {name} {filename!r} n'existe pas.",
    "{name} {filename!r} is a directory.": "{filename!r} est un dossier ; un {name} est attendu.",
    "{name} {filename!r} is a file.": "{filename!r} est un fichier ; un {name} est attendu.",
    "{name} {filename!r} is not executable.": "Le {name} {filename!r} ne peut pas être exécuté.",
    "{name} {filename!r} is not readable.": "Le {name} {filename!r} ne peut pas être lu.",
    "{name} {filename!r} is not writable.": "Le {name} {filename!r} ne peut pas être écrit.",
    "{value!r} does not match the format {format}.": "{value!r} n'est pas de la forme {format}.",
    "{value!r} does not match the formats {formats}.": "{value!r} n'est d'aucune des formes {formats}.",
    "{value!r} is not a valid UUID.": "{value!r} n'est pas un UUID.",
    "{value!r} is not a valid boolean. Recognized values: {states}": "{value!r} n'est ni oui ni non ({states}).",
    "{value!r} is not a valid {number_type}.": "{value!r} n'est pas un nombre ({number_type}).",
    "{value!r} is not one of {choices}.": "{value!r} n'est pas possible ; au choix : {choices}.",
    "{value!r} is not {choice}.": "{value!r} n'est pas possible ; écrivez {choice}.",
    "{value} is not in the range {range}.": "{value} est hors de l'intervalle {range}.",
    "%(prog)s, version %(version)s": "%(prog)s %(version)s",
}


def install(language: str) -> None:
    """Have click speak `language`: it binds gettext's functions by name in each of its modules."""
    french = language == "fr"
    for name, module in list(sys.modules.items()):
        if name.startswith("click."):
            if hasattr(module, "_"):
                vars(module)["_"] = translated if french else gettext.gettext
            if hasattr(module, "ngettext"):
                vars(module)["ngettext"] = translated_plural if french else gettext.ngettext


def translated(message: str) -> str:
    """Return a message of click's in French."""
    return MESSAGES.get(message, message)


def translated_plural(one: str, several: str, count: int) -> str:
    """Return a message of click's in French, in the form that goes with `count` (0 is singular)."""
    return translated(one if count < 2 else several)
