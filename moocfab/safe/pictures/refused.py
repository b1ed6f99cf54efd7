"""Why a file is no picture."""

from moocfab.diagnostics import Text


class NotAPicture(Exception):
    """A file that is no picture of an allowed format and size."""

    def __init__(self, why: Text) -> None:
        super().__init__(why.en)
        self.why = why
