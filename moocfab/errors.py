"""Errors that end a piece of work; what an author can mend is a diagnostic instead."""

from __future__ import annotations

import errno

from moocfab.diagnostics import Text

REASONS = {
    errno.EACCES: Text("vous n'en avez pas le droit", "permission denied"),
    errno.EPERM: Text("vous n'en avez pas le droit", "permission denied"),
    errno.ENOSPC: Text("le disque est plein", "the disk is full"),
    errno.EDQUOT: Text("votre quota de disque est atteint", "your disk quota is used up"),
    errno.EROFS: Text("le disque est en lecture seule", "the disk is read-only"),
    errno.ENOENT: Text("ce fichier ou ce dossier n'existe pas", "there is no such file or folder"),
    errno.EEXIST: Text("un fichier de ce nom existe déjà", "a file of that name is there already"),
    errno.EISDIR: Text("c'est un dossier", "it is a folder"),
    errno.ENOTDIR: Text("ce n'est pas un dossier", "it is not a folder"),
    errno.ENOTEMPTY: Text("ce dossier n'est pas vide", "the folder is not empty"),
    errno.ELOOP: Text("ce lien tourne en rond", "the link leads in a circle"),
    errno.ENAMETOOLONG: Text("le nom est trop long", "the name is too long"),
    errno.EFBIG: Text("le fichier est trop gros pour ce disque", "the file is too large for this disk"),
    errno.EMFILE: Text("trop de fichiers sont ouverts", "too many files are open"),
    errno.EIO: Text("le disque ne répond plus comme il faut", "the disk fails"),
}


def reason(error: BaseException) -> Text:
    """Return why the system refused; in its own words where it seldom does."""
    number = getattr(error, "errno", None)
    own = getattr(error, "strerror", None) or str(error)
    return REASONS.get(number or 0, Text(own, own))


class MoocfabError(Exception):
    """Something went wrong that is not a bug of ours; its text is for the user, in one line."""

    def __init__(self, fr: str, en: str) -> None:
        super().__init__(en)
        self.fr = fr
        self.en = en

    def __reduce__(self) -> tuple[type[MoocfabError], tuple[str, ...]]:
        """Let another process have it too: what an executor far away raises comes back pickled."""
        return type(self), (self.fr, self.en)

    def text(self, language: str) -> str:
        """Return the message in `language` (`fr` or `en`)."""
        return self.fr if language == "fr" else self.en


class InputError(MoocfabError):
    """What was asked for cannot be read."""


class ToolError(MoocfabError):
    """A program, the disk or the environment failed."""


class Unwritable(ToolError):
    """A file or folder cannot be written.

    Attributes:
        why: the reason.
    """

    def __init__(self, path: object, why: Text) -> None:
        super().__init__(f"« {path} » ne peut pas être écrit : {why.fr}", f"“{path}” cannot be written: {why.en}")
        self.why = why


class PublishError(MoocfabError):
    """What was built could not be handed on."""


class Cancelled(MoocfabError):
    """The user stopped the work before its end."""

    def __init__(self) -> None:
        super().__init__("travail interrompu", "work interrupted")

    def __reduce__(self) -> tuple[type[MoocfabError], tuple[str, ...]]:
        return type(self), ()
