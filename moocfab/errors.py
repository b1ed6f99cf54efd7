"""Errors that end a piece of work; what an author can mend is a diagnostic instead."""


class MoocfabError(Exception):
    """Something went wrong that is not a bug of ours; its text is for the user, in one line."""

    def __init__(self, fr: str, en: str) -> None:
        super().__init__(en)
        self.fr = fr
        self.en = en

    def text(self, language: str) -> str:
        """Return the message in `language` (`fr` or `en`)."""
        return self.fr if language == "fr" else self.en


class InputError(MoocfabError):
    """What was asked for cannot be read."""


class ToolError(MoocfabError):
    """A program, the disk or the environment failed."""


class PublishError(MoocfabError):
    """What was built could not be handed on."""


class Cancelled(MoocfabError):
    """The user stopped the work before its end."""

    def __init__(self) -> None:
        super().__init__("travail interrompu", "work interrupted")
