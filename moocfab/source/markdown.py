"""Markdown to HTML: the only door to the Markdown library.

CommonMark with tables, footnotes, definition lists, attributes, task lists, highlighted code and
mathematics; what needs a meaning (directives, addresses) is asked of `Hooks`.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_block_plugin, attrs_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.myst_role import myst_role_plugin
from mdit_py_plugins.tasklists import tasklists_plugin

from moocfab.diagnostics import Diagnostic
from moocfab.source.directives import Directive, extent, read

ATTRIBUTES = ("id", "class", "lang", "dir", "title", "width", "height", "start")
FIT = "max-width: 100%; height: auto; background: #fff; forced-color-adjust: none"
"""The style of a picture: never wider than the screen; drawn for white paper, it keeps it in a dark theme."""
CELL = "border: 1px solid #767676; padding: 0.4em 0.8em; text-align: left"
"""The style of a table's cells."""
CODE = "overflow-x: auto; padding: 0.75em 1em; border: 1px solid #ccc; background: #f7f7f7; color: #222"
"""The style of a block of code."""
STYLE = "xcode"
"""Colours of code, none of which is too pale to be read on that ground."""
_FENCE = re.compile(r"(:{3,})[ \t]*(.*?)[ \t]*$")
# One line without a mark that Markdown could take for its own: most choices, hints and feedbacks.
_PLAIN = re.compile(r"[^\W\d_](?:[^\W_]|[ ,;.?%/='’«»()\u00a0\u202f-])*(?<![ \u00a0\u202f])")
_ANCHOR = re.compile(r"[ \t]*\{#([A-Za-z][\w-]*)\}$")
_BOX = re.compile(r'<input class="task-list-item-checkbox"(?: checked="checked")? disabled="disabled" type="checkbox">')


class Hooks:
    """What the text's surroundings know; these know nothing. Lines are 0-based, counted from the text's first."""

    name: str = ""
    """What makes the anchors of this text differ from those of others on its page."""

    def image(self, address: str, alt: str, line: int) -> str:
        """Return the published address of an image."""
        return address

    def link(self, address: str, text: str, line: int) -> tuple[str, str]:
        """Return the published address that a link leads to, and the text of a link without one."""
        return address, ""

    def math(self, source: str) -> str:
        """Return a formula as the platform typesets it."""
        return source

    def directive(self, directive: Directive, line: int) -> str:
        """Return the HTML of a directive."""
        return ""

    def heading(self, level: int, line: int) -> None:
        """Take note of a heading."""

    def table(self, headers: Sequence[str], line: int) -> None:
        """Take note of a table by the texts of its first row."""

    def row(self, cells: int, columns: int, line: int) -> None:
        """Take note of a table's row with more cells than there are columns, which are lost."""

    def unclosed(self, directive: Directive, fence: str) -> None:
        """Take note of a directive without an end."""

    def stray(self, text: str, line: int) -> None:
        """Take note of a line that looks like a fence and is none."""

    def role(self, name: str, content: str, line: int) -> str:
        """Return the HTML of ``{name}`content` ``."""
        return html.escape(content)

    def raw_html(self, written: str, line: int) -> None:
        """Take note of HTML that was written as it is."""

    def refused(self, attributes: Sequence[str], line: int) -> None:
        """Take note of attributes that are not allowed and were left out."""

    def report(self, finding: Diagnostic) -> None:
        """Take a finding."""


def to_html(text: str, hooks: Hooks, *, path: str = "", line: int = 1) -> str:
    """Return `text` as HTML; `path` and `line` say where it stands, for directives inside."""
    if _PLAIN.fullmatch(text):
        return f"<p>{text}</p>\n"
    parser = _parser()
    tokens = parser.parse(text, {})
    _Resolver(hooks, text.split("\n")).all(tokens, 0)
    environment = {"hooks": hooks, "path": path, "line": line, "docId": hooks.name}
    rendered: str = parser.renderer.render(tokens, parser.options, environment)
    return rendered


@cache
def _parser() -> MarkdownIt:
    parser = (
        MarkdownIt("commonmark", {"html": True, "highlight": _highlight})
        .enable(["table", "strikethrough"])
        .use(footnote_plugin)
        .use(deflist_plugin)
        .use(attrs_plugin, spans=True, allowed=ATTRIBUTES)
        .use(attrs_block_plugin, allowed=ATTRIBUTES)
        .use(tasklists_plugin, label=True)
        .use(myst_role_plugin)
        # French writes « 5 $ »: a dollar beside a digit or a space is money.
        .use(dollarmath_plugin, allow_labels=False, allow_space=False, allow_digits=False, double_inline=True)
    )
    parser.block.ruler.before(
        "fence", "colon_fence", _colon_fence, {"alt": ["paragraph", "reference", "blockquote", "list", "footnote_def"]}
    )
    renderer: Any = parser.renderer
    rules = renderer.rules
    rules["math_inline"] = lambda tokens, index, _, env: _math(tokens[index].content, env, "\\(", "\\)")
    rules["math_inline_double"] = lambda tokens, index, _, env: _math(tokens[index].content, env, "\\[", "\\]")
    rules["math_block"] = lambda tokens, index, _, env: _math(tokens[index].content, env, "<p>\\[", "\\]</p>\n")
    rules["colon_fence"] = _directive
    rules["footnote_anchor"] = _back
    rules["myst_role"] = lambda tokens, index, _options, _env: tokens[index].meta["html"]
    rules["table_open"] = lambda tokens, index, _options, _env: _table(
        tokens[index].meta["headers"], tokens[index].attrs
    )
    rules["table_close"] = lambda _tokens, _index, _options, _env: "</table></div>\n"
    for name in ("fence", "code_block"):
        rules[name] = _focusable(rules[name])
    return parser


def _colon_fence(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a directive, or a line of colons that is none; it ends where `directives.extent` says."""
    if state.is_code_block(start):
        return False
    opening = _FENCE.fullmatch(state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]])
    if not opening:
        return False
    if silent:
        return True
    fence, info = opening.groups()
    indent = state.sCount[start]
    lines = [opening.group(0), *state.getLines(start + 1, end, indent, False).split("\n")][: end - start]
    last, closed = extent(lines, 0, fence) if info.startswith("{") else (0, True)
    state.line = start + last + 1
    token = state.push("colon_fence", "code", 0)
    token.markup, token.info, token.map = fence, info, [start, state.line]
    token.meta = {"lines": lines[: state.line - start], "closed": closed}
    return True


def _math(source: str, environment: dict[str, Any], before: str, after: str) -> str:
    hooks: Hooks = environment["hooks"]
    return f"{before}{html.escape(hooks.math(source.strip()), quote=False)}{after}"


def _directive(tokens: Sequence[Token], index: int, _options: Any, environment: dict[str, Any]) -> str:
    token = tokens[index]
    hooks: Hooks = environment["hooks"]
    first = token.map[0] if token.map else 0
    lines: list[str] = token.meta["lines"]
    try:
        directive, findings = read(lines, environment["path"], environment["line"] + first)
    except ValueError:
        hooks.stray(lines[0], first)
        return ""
    for finding in findings:
        hooks.report(finding)
    if not token.meta["closed"]:
        hooks.unclosed(directive, token.markup)
    return hooks.directive(directive, first)


def scrolling(rows: str, headers: Sequence[str]) -> str:
    """Return the rows of a table in a table that scrolls alone, by keyboard too, where the screen is too narrow."""
    return f"{_table(headers, {})}{rows}</table></div>\n"


def _table(headers: Sequence[str], attributes: Mapping[str, str | int | float]) -> str:
    """Return the start of a table, in what scrolls it, called by its headers."""
    name = html.escape(", ".join(header for header in headers if header))
    own = "".join(f' {key}="{html.escape(str(value))}"' for key, value in attributes.items())
    around = f'<div role="group" aria-label="{name}" tabindex="0" style="overflow-x: auto; margin: 1em 0">'
    return f'{around}<table style="border-collapse: collapse"{own}>\n'


def _focusable(rule: Callable[..., str]) -> Callable[..., str]:
    """Return the rule of a block of code that scrolls alone, by keyboard too, where the screen is too narrow."""
    return lambda *given: rule(*given).replace("<pre", f'<pre tabindex="0" style="{CODE}"', 1)


def _back(tokens: Sequence[Token], index: int, _options: Any, environment: dict[str, Any]) -> str:
    """Return the link from a footnote to its call, with a name for who cannot see the arrow."""
    meta = tokens[index].meta
    call = f"{environment['docId']}-{meta['id'] + 1}" + (f":{meta['subId']}" if meta.get("subId", 0) > 0 else "")
    return f' <a href="#fnref-{call}" class="footnote-backref" aria-label="↑ {meta["id"] + 1}">↩︎</a>'


def _highlight(code: str, language: str, _attributes: str) -> str:
    """Return `code` coloured by inline styles, since no style sheet reaches the platform."""
    if not language:
        return ""
    from pygments import highlight

    lexer, formatter = _highlighting(language)
    if lexer is None:
        return ""
    formatted: str = highlight(code, lexer, formatter)
    return formatted


@cache
def _highlighting(language: str) -> tuple[Any, Any]:
    """Return the lexer and the formatter for a language, which cost more to make than to use."""
    from pygments.formatters import HtmlFormatter
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        return get_lexer_by_name(language), HtmlFormatter(noclasses=True, nowrap=True, style=STYLE)
    except ClassNotFound:
        return None, None


class _Resolver:
    """Asks for every address and tells what there is, in the order of the text."""

    def __init__(self, hooks: Hooks, lines: Sequence[str]) -> None:
        self.hooks = hooks
        self.lines = lines

    def all(self, tokens: Sequence[Token], line: int) -> None:
        """Resolve tokens, the first of which stands on `line`."""
        columns = 0
        for index, token in enumerate(tokens):
            if token.map:
                line = token.map[0]
            if token.type == "table_open":
                columns = self.table(tokens[index:], line)
            elif token.type == "tr_open":
                self.row(columns, line)
            self.one(tokens, index, line)
            if token.type in ("softbreak", "hardbreak"):
                line += 1
            if token.children:
                self.all(token.children, line)
                _name_empty_links(token)

    def one(self, tokens: Sequence[Token], index: int, line: int) -> None:
        """Resolve one token."""
        token, hooks = tokens[index], self.hooks
        if token.meta.get("insecure_attrs"):
            hooks.refused(sorted(token.meta["insecure_attrs"]), line)
        if token.type in ("html_block", "html_inline"):
            if not _BOX.fullmatch(token.content) and token.content not in ("<label>", "</label>"):
                hooks.raw_html(token.content, line)
        elif token.type == "image":
            token.attrs["src"] = hooks.image(str(token.attrs.get("src", "")), token.content, line)
            token.attrs["style"] = FIT
        elif token.type == "link_open":
            self.link(tokens, index, line)
        elif token.type == "heading_open":
            hooks.heading(int(token.tag[1:]), line)
            _anchor(token, tokens[index + 1])
        elif token.type in ("th_open", "td_open"):
            aligned = str(token.attrs.get("style", "")).replace(":", ": ")
            token.attrs["style"] = f"{CELL.rpartition(';')[0]}; {aligned}" if aligned else CELL
            if token.type == "th_open":
                token.attrSet("scope", "col")
        elif token.type == "myst_role":
            token.meta["html"] = hooks.role(token.meta["name"], token.content, line)
        elif token.type == "fence" and token.info.strip().startswith("{"):
            hooks.stray(token.markup + token.info, line)

    def link(self, tokens: Sequence[Token], index: int, line: int) -> None:
        """Resolve a link, whose text is what stands up to its end."""
        end = next(n for n in range(index, len(tokens)) if tokens[n].type == "link_close")
        text = "".join(inner.content for inner in tokens[index + 1 : end])
        address, name = self.hooks.link(str(tokens[index].attrs.get("href", "")), text, line)
        tokens[index].attrs["href"] = address
        if name and end == index + 1:
            tokens[end].meta = {"name": name}

    def table(self, tokens: Sequence[Token], line: int) -> int:
        """Tell the headers of a table; return how many columns it has."""
        end = next(n for n, token in enumerate(tokens) if token.type == "tr_close")
        headers = [tokens[n + 1].content for n in range(end) if tokens[n].type == "th_open"]
        tokens[0].meta["headers"] = headers
        self.hooks.table(headers, line)
        return len(headers)

    def row(self, columns: int, line: int) -> None:
        """Tell a row that has more cells than its table has columns."""
        cells = escapedSplit(self.lines[line].strip().strip("|")) if line < len(self.lines) else []
        if columns and len(cells) > columns:
            self.hooks.row(len(cells), columns, line)


def _anchor(heading: Token, inline: Token) -> None:
    """Take `{#name}` at a heading's end for its anchor."""
    last = inline.children[-1] if inline.children else None
    match = _ANCHOR.search(last.content) if last and last.type == "text" else None
    if last and match:
        heading.attrSet("id", match.group(1))
        last.content = last.content[: match.start()]


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
