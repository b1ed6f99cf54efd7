"""`file`: a file to download, with its type and size."""

from html import escape
from pathlib import PurePosixPath

from moocfab import quantity
from moocfab.prose.contract import Options, Page, PageDirective, Render
from moocfab.source.directives import Directive


class FileOptions(Options):
    """Options of `file`."""

    source: str
    title: str = ""


def html(directive: Directive, options: FileOptions, page: Page, render: Render) -> str:
    """Return the link, with the body under it."""
    location = directive.origin.at("")
    address = page.download(options.source, location)
    path = PurePosixPath(options.source)
    size = page.asset_size(options.source, location)
    details = ", ".join(part for part in (path.suffix[1:].upper(), shown_size(size, page.language)) if part)
    title = f"{options.title or path.name} ({details})" if details else options.title or path.name
    body = render(directive.body, directive.body_line) if directive.body else ""
    return f'<p><a href="{escape(address)}" download="">{escape(title)}</a></p>\n{body}'


def shown_size(size: int | None, language: str) -> str:
    """Return a number of bytes as people write it."""
    return "" if size is None else quantity.size(size).in_language(language)


DIRECTIVE = PageDirective(("file",), FileOptions, html, "file", argument="source")
