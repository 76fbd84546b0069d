"""Templates with autoescape on: whatever a record says stays text."""
from __future__ import annotations

import posixpath
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ..dates import in_words


@dataclass(frozen=True)
class Page:
    """One page: its path below the site's address, title, description for search engines, HTML body.

    ``headings`` are (identifier, title) of the sections, for the table of contents.
    """

    path: str
    title: str
    description: str
    html: str
    headings: tuple[tuple[str, str], ...] = ()


class Templates:
    """Renders templates of this package; links in them are relative to the page they stand on."""

    def __init__(self, **shared: Any):
        self.environment = Environment(
            loader=FileSystemLoader(Path(__file__).parent / "templates"),
            autoescape=True,
            undefined=StrictUndefined,  # a misspelt name fails the build
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.environment.globals.update(shared)
        self.environment.filters["date"] = in_words
        self.environment.filters["digits"] = lambda n: f"{n:,}".replace(",", "\u202f")

    def page(self, template: str, path: str, title: str, description: str, **values: Any) -> Page:
        """Render ``template`` as the page at ``path``."""
        folder = posixpath.dirname(path)
        headings: list[tuple[str, str]] = []

        def href(target: str) -> str:
            return posixpath.relpath(target, folder or ".")

        def section(identifier: str, heading: str) -> Markup:
            headings.append((identifier, heading))
            return Markup('<h2 id="{}">{}</h2>').format(identifier, heading)

        html = self.environment.get_template(template).render(href=href, section=section, title=title, description=description, **values)
        return Page(path, title, description, html, tuple(headings))


def shorten(text: str, limit: int) -> str:
    """The text, cut at a word where it is longer than ``limit``."""
    if len(text) <= limit:
        return text
    return text[: limit - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"
