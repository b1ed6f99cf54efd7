"""What ends a piece of work, told in a line: the user's errors, the machine's, and bugs of ours."""

from __future__ import annotations

import platform
import sys
import tempfile
import time
import traceback
from pathlib import Path

from moocfab import __version__
from moocfab.cli.language import Say
from moocfab.cli.output import message
from moocfab.cli.status import Status
from moocfab.errors import InputError, MoocfabError, reason


def tell(error: Exception, say: Say) -> Status:
    """Say what ended the work; return the status that goes with it."""
    if isinstance(error, MoocfabError):
        message(say("Erreur : ", "Error: ") + error.text(say.language))
        return Status.USAGE if isinstance(error, InputError) else Status.ENVIRONMENT
    if isinstance(error, OSError):
        message(say("Erreur : ", "Error: ") + refusal(error, say))
        return Status.ENVIRONMENT
    written = write_traceback(error)
    message(
        say(
            f"moocfab a rencontré une erreur de sa part ({type(error).__name__}) : votre cours n'y est pour rien.\n"
            f"Envoyez s'il vous plaît ce fichier à ceux qui s'occupent de moocfab :\n  {written}",
            f"moocfab met a mistake of its own ({type(error).__name__}): your course is not to blame.\n"
            f"Please send this file to those who look after moocfab:\n  {written}",
        )
    )
    return Status.BUG


def refusal(error: OSError, say: Say) -> str:
    """Return what the system says, with the file's name where there is one."""
    why = reason(error).in_language(say.language)
    name = error.filename2 or error.filename
    if name is None:
        return why
    return say(f"{_shown(name)} : {why}", f"{_shown(name)}: {why}")


def write_traceback(error: BaseException) -> str:
    """Write the traceback where the user can find it; return that place."""
    from platformdirs import user_log_path

    name = f"bug-{time.strftime('%Y%m%d-%H%M%S')}-{type(error).__name__}.txt"
    text = (
        f"moocfab {__version__}, Python {platform.python_version()}, {platform.platform()}\n"
        f"{sys.argv[1:]}\n\n{''.join(traceback.format_exception(error))}"
    )
    for folder in (user_log_path("moocfab", appauthor=False), Path(tempfile.gettempdir())):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8", errors="backslashreplace")
        except OSError:
            continue
        return str(folder / name)
    return text


def _shown(name: object) -> str:
    return name.decode(errors="replace") if isinstance(name, bytes) else str(name)
