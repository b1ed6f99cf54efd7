"""What course.yml, module.yml and the YAML of units and assessments may say."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema, model_validator

from moocfab.course.extras import Certificates, EntranceExam, License, Tabs, Textbook, Topics, Update
from moocfab.kinds.fields import Groups, Id, Markdown, Model, Seconds, Share, SourcePath, UrlName, When, Words
from moocfab.kinds.problem import SHOW_ANSWER
from moocfab.source.validate import ValueProblem

Only = tuple[str, ...]


def _shaped(pattern: str, fr: str, en: str) -> Any:
    """Return what a text of the form `pattern` is checked by, and says where it has another."""

    def checked(value: str) -> str:
        if not re.fullmatch(pattern, value):
            raise ValueProblem(fr, en)
        return value

    return AfterValidator(checked)


_HOST = r"(\*\.)?([a-z0-9-]+\.)+[a-z]{2,}"
_LANGUAGE, _CODE = r"[a-z]{2}(-[A-Za-z]+)?", r"MF\d{4}"
Language = Annotated[
    str,
    _shaped(_LANGUAGE, "écrivez le code d'une langue : fr, en, de, es…", "write a language's code: fr, en, de, es…"),
    WithJsonSchema({"type": "string", "pattern": f"^{_LANGUAGE}$"}),
]
Code = Annotated[
    str,
    _shaped(_CODE, "écrivez le code d'un constat : MF6058", "write the code of a finding: MF6058"),
    WithJsonSchema({"type": "string", "pattern": f"^{_CODE}$"}),
]


Host = Annotated[
    str,
    _shaped(
        _HOST,
        "écrivez le nom d'un site, sans https:// ni chemin : videos.ecole.fr, ou *.ecole.fr",
        "write the name of a site, without https:// and path: videos.school.org, or *.school.org",
    ),
    WithJsonSchema({"type": "string", "pattern": f"^{_HOST}$"}),
]


class Dates(Model):
    """The dates of a run."""

    enrollment_start: When | None = None
    enrollment_end: When | None = None
    start: When | None = None
    end: When | None = None


class Teaser(Model):
    """The video that presents the course."""

    video: SourcePath
    captions: dict[str, SourcePath] = {}


class About(Model):
    """What the portal shows."""

    slogan: Words | None = None
    short_description: Words | None = None
    overview: SourcePath | None = None
    teaser: Teaser | None = None
    effort: Words | None = None
    duration: Words | None = None


class Assignment(Model):
    """A kind of graded work and its weight."""

    name: Words
    short: Words | None = None
    weight: Share
    drop: Annotated[int, Field(ge=0)] = 0


class Grading(Model):
    """How marks add up."""

    pass_: Share | None = Field(default=None, alias="pass")
    cutoffs: dict[str, Share] = {}
    grace: Seconds | None = None
    assignments: tuple[Assignment, ...] = ()


class Defaults(Model):
    """What every problem takes that says nothing else."""

    attempts: Annotated[int, Field(gt=0)] | None = None
    show_answer: SHOW_ANSWER | None = None


class Media(Model):
    """Where videos are served from, where the target needs an address."""

    url: str | None = None
    profile: str | None = None


class Cache(Model):
    """Where media are kept that were made: on this machine, and for the whole team."""

    folder: str | None = None
    shared: str | None = None
    endpoint: str | None = None


class TargetSettings(Model):
    """What differs for one target."""

    org: Words | None = None
    number: Words | None = None
    run: Words | None = None
    title: Words | None = None
    media: Media | None = None
    entrance_exam: EntranceExam | None = None
    settings: dict[str, Any] = {}


class ModuleReference(Model):
    """A module of the course, with what the course says of it."""

    source: SourcePath
    prefix: Id | None = None
    start: When | None = None
    only: Only = ()


def _module_reference(value: Any) -> Any:
    return {"source": value} if isinstance(value, str) else value


class PageReference(Model):
    """A page beside the course's text: of a file, or one that moocfab writes."""

    title: Words
    source: SourcePath | None = None
    generated: Literal["credits"] | None = None
    id: Id | None = None
    only: Only = ()

    @model_validator(mode="after")
    def _one_content(self) -> PageReference:
        if bool(self.source) == bool(self.generated):
            raise ValueProblem(
                "une page a un « source: » (son fichier) ou « generated: credits », l'un des deux",
                "a page has “source:” (its file) or “generated: credits”, one of both",
            )
        return self


class Ignore(Model):
    """A finding that the course silences, with its reason."""

    code: Code
    where: str | None = None
    reason: Annotated[Words, Field(min_length=1)]


class Checks(Model):
    """What the course says of checks."""

    ignore: tuple[Ignore, ...] = ()


def _targets(value: Any) -> Any:
    return {str(name): {} for name in value} if isinstance(value, list) else value


class Embedding(Model):
    """What frames may show."""

    hosts: tuple[Host, ...] = ()


class Maths(Model):
    """Macros for formulas."""

    macros: dict[str, str] = {}


class CourseFile(Model):
    """course.yml."""

    format: Literal[1]
    org: Words
    number: Words
    run: Words
    title: Words
    language: Language
    translation_of: SourcePath | None = None
    targets: Annotated[dict[str, TargetSettings], BeforeValidator(_targets), Field(min_length=1)]
    pacing: Literal["instructor", "self"] = "instructor"
    timezone: str | None = None
    dates: Dates = Dates()
    image: SourcePath | None = None
    media: Media = Media()
    cache: Cache = Cache()
    about: About = About()
    defaults: Defaults = Defaults()
    groups: dict[str, tuple[Words, ...]] = {}
    experiments: dict[str, tuple[Words, ...]] = {}
    grading: Grading = Grading()
    modules: Annotated[tuple[Annotated[ModuleReference, BeforeValidator(_module_reference)], ...], Field(min_length=1)]
    pages: tuple[PageReference, ...] = ()
    tabs: Tabs = {}
    updates: tuple[Update, ...] = ()
    handouts: SourcePath | None = None
    textbooks: tuple[Textbook, ...] = ()
    certificates: Certificates | None = None
    entrance_exam: EntranceExam | None = None
    license: License | None = None
    topics: Topics = ()
    settings: dict[str, Any] = {}
    math: Maths = Maths()
    embed: Embedding = Embedding()
    checks: Checks = Checks()


class Requires(Model):
    """What a learner must have done before a sequence opens."""

    sequence: Words
    score: Share = 1.0


class SequenceFile(Model):
    """A sequence of module.yml."""

    id: Id
    title: Words
    units: Annotated[tuple[SourcePath, ...], Field(min_length=1)]
    start: When | None = None
    due: When | None = None
    graded: Words | None = None
    visible: Literal["staff", "all"] | None = None
    hide_after_due: bool = False
    timed: Seconds | None = None
    groups: Groups = {}
    requires: Requires | None = None
    only: Only = ()
    status: Literal["draft", "ready"] = "ready"
    url_name: UrlName | None = None


class ModuleFile(Model):
    """module.yml."""

    title: Words
    id: Id | None = None
    start: When | None = None
    sequences: Annotated[tuple[SequenceFile, ...], Field(min_length=1)]
    visible: Literal["staff", "all"] | None = None
    owner: str | None = None
    only: Only = ()
    status: Literal["draft", "ready"] = "ready"
    url_name: UrlName | None = None


class UnitHead(Model):
    """The front matter of a unit."""

    title: Words
    id: Id | None = None
    duration: Seconds | None = None
    only: Only = ()
    groups: Groups = {}
    visible: Literal["staff", "all"] | None = None
    status: Literal["draft", "ready"] = "ready"
    url_name: UrlName | None = None


OF_ONE_PROBLEM = ("points", "hints", "randomize", "reset", "wait")
"""What an assessment says of its problem where it is one."""
OF_THE_UNIT = ("duration", "only", "status", "together", "intro")
"""What an assessment that is one problem says of its unit alone."""


class AssessmentFile(UnitHead):
    """An assessment in YAML, or a unit that is YAML as a whole; the elements themselves come later."""

    attempts: Annotated[int, Field(gt=0)] | None = None
    show_answer: SHOW_ANSWER | None = None
    intro: Markdown | None = None
    questions: list[dict[str, Any]] = []
    elements: list[dict[str, Any]] = []
    together: bool = False
    points: Annotated[float, Field(ge=0)] | None = None
    hints: tuple[Markdown, ...] = ()
    randomize: Literal["never", "always", "per_student", "on_reset"] | None = None
    reset: bool | None = None
    wait: Seconds | None = None

    @model_validator(mode="after")
    def _of_one_problem(self) -> AssessmentFile:
        alone = [name for name in OF_ONE_PROBLEM if name in self.model_fields_set]
        if alone and not self.together:
            named = ", ".join(alone)
            raise ValueProblem(
                f"« {named} » ne vaut que pour un fichier « together: true » ; écrivez-le sous chaque question",
                f"“{named}” is for a file with “together: true” only; write it under each question",
            )
        return self

    @model_validator(mode="after")
    def _something(self) -> AssessmentFile:
        if not self.questions and not self.elements:
            raise ValueProblem(
                "il n'y a rien sous « questions: » ; ajoutez une question par tiret",
                "there is nothing under “questions:”; add a question per dash",
            )
        return self


class BankFile(Model):
    """Questions in YAML that are drawn from; the elements themselves come later."""

    title: Words | None = None
    attempts: Annotated[int, Field(gt=0)] | None = None
    show_answer: SHOW_ANSWER | None = None
    questions: Annotated[list[dict[str, Any]], Field(min_length=1)]
