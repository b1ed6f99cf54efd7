"""The page around a text: as wide as the platform's, with as little style as it leaves to courses."""

from __future__ import annotations

from moocfab import targets
from moocfab.course.skeleton import templates


def shell(body: str, *, title: str, language: str, importer: str) -> str:
    """Return a page with `body`, HTML that a course has rendered.

    Args:
        body: the text's HTML, trusted as it is: `render` has cleaned it.
        title: of the page.
        language: of the page.
        importer: name of the target whose column is as wide.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=FileSystemLoader(templates() / "preview"), undefined=StrictUndefined, autoescape=True
    )
    template = environment.get_template("page.html.jinja")
    width = targets.load(importer).pictures.width
    return template.render(body=Markup(body), title=title, language=language, width=width)
