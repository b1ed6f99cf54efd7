"""Every rule, every kind and every page directive there is, each once, and the page that explains it."""

from __future__ import annotations

import difflib
import string
from collections.abc import Iterator, Mapping
from importlib import resources
from typing import Any

from moocfab import prose
from moocfab.checks import rules as checks
from moocfab.checks.target_rules import rules as target_rules
from moocfab.course import rules as course
from moocfab.course import shared_rules as shared
from moocfab.course import team_rules as team
from moocfab.course import translation_rules as translation
from moocfab.diagnostics import Rule, Text
from moocfab.grading import rules as grading
from moocfab.kinds import registry as kinds
from moocfab.media import document_rules as documents
from moocfab.media import rules as media
from moocfab.media import shared_rules as shared_cache
from moocfab.media.captions import rules as captions
from moocfab.olx import rules as olx
from moocfab.olx.beside import rules as beside
from moocfab.reporting.view import SEVERITIES
from moocfab.source import gift
from moocfab.source import rules as source

RULES: tuple[Rule, ...] = (
    *source.RULES,
    *gift.RULES,
    *course.RULES,
    *team.RULES,
    *shared.RULES,
    *translation.RULES,
    *checks.RULES,
    *target_rules.RULES,
    *prose.RULES,
    *kinds.RULES,
    *media.RULES,
    *documents.RULES,
    *captions.RULES,
    *shared_cache.RULES,
    *olx.RULES,
    *beside.RULES,
    *grading.RULES,
)
CODES = frozenset(rule.code for rule in RULES)
KINDS = tuple(kinds.KINDS)
DIRECTIVES = tuple(dict.fromkeys(directive.page for directive in prose.DIRECTIVES.values()))
"""The pages of the page directives; one page may be of several."""

_WHY = Text("Pourquoi", "Why")
_DO = Text("Que faire", "What to do")
_FAILS = Text("Ce qui ne va pas", "What fails")
_PASSES = Text("Ce qui va", "What passes")


def rule(name: str) -> Rule | None:
    """Return the rule whose code (`MF3012`, `mf3012`, `3012`) or slug is `name`."""
    wanted = name.strip().lower()
    return next((r for r in RULES if wanted in (r.code.lower(), r.code.lower().removeprefix("mf"), r.slug)), None)


def page_of(name: str) -> str:
    """Return the name of the page of a page directive, empty where there is none of that name."""
    return prose.DIRECTIVES[name].page if name in prose.DIRECTIVES else name if name in DIRECTIVES else ""


def explain(name: str, language: str) -> str | None:
    """Return the page of a rule, a kind or a page directive as Markdown, None where there is none of that name."""
    if name in KINDS:
        return resources.files(f"moocfab.kinds.{name}").joinpath(f"page.{language}.md").read_text("utf-8")
    if page_of(name):
        return resources.files("moocfab.prose").joinpath("pages", f"{page_of(name)}.{language}.md").read_text("utf-8")
    found = rule(name)
    return page(found, language) if found else None


def page(rule: Rule, language: str) -> str:
    """Return the page of a rule: what, why, what fails and what passes."""
    severity = SEVERITIES[rule.severity].in_language(language)
    parts = [
        f"# {rule.code} {rule.slug} ({severity})",
        f"{_sentence(rule.message, language)}.",
        f"## {_WHY.in_language(language)}\n\n{rule.why.in_language(language)}",
    ]
    if rule.hint.in_language(language):
        parts.append(f"## {_DO.in_language(language)}\n\n{_sentence(rule.hint, language)}.")
    parts += [
        f"## {title.in_language(language)}\n\n{_indented(example)}"
        for title, example in ((_FAILS, rule.fails), (_PASSES, rule.passes))
        if example
    ]
    return "\n\n".join(parts) + "\n"


def near(name: str) -> list[str]:
    """Return names of rules, kinds and page directives that resemble `name`."""
    names = {
        key.lower(): key for key in (*KINDS, *prose.DIRECTIVES, *(r.code for r in RULES), *(r.slug for r in RULES))
    }
    return [names[key] for key in difflib.get_close_matches(name.lower(), names, n=3)]


def index(language: str) -> Iterator[tuple[str, str]]:
    """Yield each kind, each page directive and each code with a line that says what it is."""
    for name in (*KINDS, *DIRECTIVES):
        title = (explain(name, language) or "").partition("\n")[0]
        yield name, title.lstrip("# ").partition(":")[2].strip()
    for item in sorted(RULES, key=lambda rule: rule.code):
        yield item.code, _blanks(item.message, language)


def _sentence(text: Text, language: str) -> str:
    filled = _blanks(text, language)
    return filled[:1].upper() + filled[1:]


def _blanks(text: Text, language: str) -> str:
    """Return a format with `…` where a finding's values stand."""
    return _Blanks().vformat(text.in_language(language), (), {})


class _Blanks(string.Formatter):
    def get_field(self, field_name: str, args: Any, kwargs: Mapping[str, Any]) -> Any:
        return "…", field_name

    def format_field(self, value: Any, format_spec: str) -> str:
        return str(value)


def _indented(example: str) -> str:
    return "\n".join(f"    {line}".rstrip() for line in example.splitlines())
