"""Markdown to HTML: the only door to the Markdown library.

CommonMark with tables, footnotes, definition lists, attributes, task lists, highlighted code and
mathematics; what needs a meaning (directives, addresses) is asked of `Hooks`.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from functools import cache
from typing import Any, Protocol

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_block_plugin, attrs_plugin
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.tasklists import tasklists_plugin

from moocfab.source.directives import Directive, read


class Hooks(Protocol):
    """What the text's surroundings know. Lines are 0-based, counted from the text's first."""

    def image(self, address: str, line: int) -> str:
        """Return the published address of an image."""

    def link(self, address: str, line: int) -> tuple[str, str]:
        """Return the published address that a link leads to, and the text of a link without one."""

    def directive(self, directive: Directive, line: int) -> str:
        """Return the HTML of a directive."""

    def raw_html(self, line: int) -> None:
        """Take note that HTML was written as it is."""


def to_html(text: str, hooks: Hooks, *, path: str = "", line: int = 1) -> str:
    """Return `text` as HTML; `path` and `line` say where it stands, for directives inside."""
    parser = _parser()
    tokens = parser.parse(text, {})
    _resolve(tokens, hooks, 0)
    environment = {"hooks": hooks, "path": path, "line": line}
    rendered: str = parser.renderer.render(tokens, parser.options, environment)
    return rendered


@cache
def _parser() -> MarkdownIt:
    parser = (
        MarkdownIt("commonmark", {"html": True, "highlight": _highlight})
        .enable(["table", "strikethrough"])
        .use(footnote_plugin)
        .use(deflist_plugin)
        .use(attrs_plugin)
        .use(attrs_block_plugin)
        .use(tasklists_plugin)
        .use(dollarmath_plugin, allow_labels=False, double_inline=True)
        .use(colon_fence_plugin)
    )
    renderer: Any = parser.renderer
    rules = renderer.rules
    rules["math_inline"] = lambda tokens, index, *_: _math(tokens[index].content, "\\(", "\\)")
    rules["math_inline_double"] = lambda tokens, index, *_: _math(tokens[index].content, "\\[", "\\]")
    rules["math_block"] = lambda tokens, index, *_: "<p>" + _math(tokens[index].content, "\\[", "\\]") + "</p>\n"
    rules["colon_fence"] = _directive
    return parser


def _math(source: str, before: str, after: str) -> str:
    return f"{before}{html.escape(source.strip(), quote=False)}{after}"


def _directive(tokens: Sequence[Token], index: int, _options: Any, environment: dict[str, Any]) -> str:
    token = tokens[index]
    first = token.map[0] if token.map else 0
    head = f"{token.markup}{token.info.strip()}"
    if not token.info.strip().startswith("{"):
        return f"<div>{to_html(token.content, environment['hooks'], **_place(environment, first + 1))}</div>\n"
    lines = [head, *token.content.split("\n")]
    directive, _ = read(lines, environment["path"], environment["line"] + first)
    hooks: Hooks = environment["hooks"]
    return hooks.directive(directive, first)


def _place(environment: dict[str, Any], offset: int) -> dict[str, Any]:
    return {"path": environment["path"], "line": environment["line"] + offset}


def _highlight(code: str, language: str, _attributes: str) -> str:
    """Return `code` coloured by inline styles, since no style sheet reaches the platform."""
    if not language:
        return ""
    from pygments import highlight
    from pygments.formatters import HtmlFormatter
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        lexer = get_lexer_by_name(language)
    except ClassNotFound:
        return ""
    formatted: str = highlight(code, lexer, HtmlFormatter(noclasses=True, nowrap=True))
    return formatted


def _resolve(tokens: Sequence[Token], hooks: Hooks, line: int) -> None:
    """Ask for every address, in the order of the text."""
    for index, token in enumerate(tokens):
        if token.map:
            line = token.map[0]
        if token.type in ("html_block", "html_inline"):
            hooks.raw_html(line)
        elif token.type == "image":
            token.attrs["src"] = hooks.image(str(token.attrs.get("src", "")), line)
        elif token.type == "link_open":
            address, name = hooks.link(str(token.attrs.get("href", "")), line)
            token.attrs["href"] = address
            if name and tokens[index + 1].type == "link_close":
                token.meta = {**token.meta, "name": name}
                tokens[index + 1].meta = {"name": name}
        elif token.type == "softbreak":
            line += 1
        if token.children:
            _resolve(token.children, hooks, line)
            _name_empty_links(token)


def _name_empty_links(token: Token) -> None:
    """Give `[](page.md)` the title of what it leads to."""
    named: list[Token] = []
    for child in token.children or []:
        if child.type == "link_close" and child.meta.get("name"):
            text = Token("text", "", 0)
            text.content = str(child.meta["name"])
            named.append(text)
        named.append(child)
    token.children = named
