"""Fields of `quiz`."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator

from moocfab.kinds.fields import Words
from moocfab.kinds.problem import SettingsSpec


class QuizSpec(SettingsSpec):
    """A problem in Studio's notation; explanations and hints stand in it."""

    quiz: Annotated[Words, AfterValidator(str.rstrip), "studio"]
