"""Renders templates with autoescape on: text of records is never HTML."""

import json
import posixpath
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode, urlsplit, urlunsplit

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from corpus.model.codebook import WORDS_IN_A_ROW
from corpus.model.dates import in_words


@dataclass(frozen=True)
class Page:
    """One page: its path below the site's address, title, description for search engines, HTML body.

    Title, description and headings are plain text: escape them before you put them into HTML.
    ``headings`` are (identifier, title) of the sections, for the table of contents; ``wide`` pages
    have none and use the whole width. ``data`` is JSON-LD for its head.
    """

    path: str
    title: str
    description: str
    html: str
    headings: tuple[tuple[str, str], ...] = ()
    wide: bool = False
    data: str | None = None


# Single pages, by name.
ONLY: dict[str, dict[str, str]] = yaml.safe_load(Path(__file__).with_name("pages.yaml").read_text(encoding="utf-8"))


class Templates:
    """Renders templates of this package; links in them are relative to their page."""

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
        self.environment.filters["begin"] = beginning
        self.environment.filters["digits"] = lambda n: f"{n:,}".replace(",", "\u202f")
        self.environment.filters |= {"shorten": shorten, "layer": layer_name}
        self.environment.tests["web"] = is_web

    def page(self, template: str, path: str, title: str, description: str, wide: bool = False, **values: Any) -> Page:
        """Render ``template`` as the page at ``path``; ``linked_data`` goes into its head."""
        data = as_script(values.pop("linked_data")) if "linked_data" in values else None
        headings: list[tuple[str, str]] = []

        def section(identifier: str, heading: str, search: bool = False) -> Markup:
            """A heading of second level; the search finds the text below it only if ``search`` is true."""
            headings.append((identifier, heading))
            return Markup('<h2 id="{}"{}>{}</h2>').format(identifier, Markup("") if search else UNSEARCHED, heading)

        html = self.render(template, path, section=section, title=title, description=description, **values)
        return Page(path, title, description, html, tuple(headings), wide, data)

    def only(self, name: str, **values: Any) -> Page:
        """The page of this name in pages.yaml."""
        about = ONLY[name]
        path = f"{about.get('folder', name)}/index.html"
        return self.page(f"{name}.html", path, about["title"], about["description"], **values)

    def render(self, template: str, path: str, **values: Any) -> Markup:
        """The HTML of ``template`` on the page at ``path``."""
        folder = posixpath.dirname(path)

        def href(target: str, **query: str | list[str]) -> str:
            """The relative address of a page or a place on it; characters with a meaning in addresses are encoded."""
            page, _, place = target.partition("#")
            address = quote(posixpath.relpath(page, folder or "."))
            return urlunsplit(("", "", address, urlencode(query, doseq=True), quote(place)))

        return Markup(self.environment.get_template(template).render(href=href, **values))


# Lists that repeat other pages are excluded from the search, which would otherwise find the same text many times.
UNSEARCHED = Markup(' data-search-exclude="true"')


def is_web(address: str | None) -> bool:
    """Whether an address may be a link: only http or https with a host."""
    try:
        parts = urlsplit(address or "")
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def as_script(data: Any) -> str:
    """JSON that is safe in a script element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def shorten(text: str, limit: int) -> str:
    """The text, cut at a word where it is longer than ``limit``."""
    if len(text) <= limit:
        return text
    return text[: limit - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"


def layer_name(title: str) -> str:
    """A layer in running text: "final list (Section 3)" for the title "Section 3: final list, drawn from …"."""
    head, _, rest = title.partition(": ")
    return f"{rest.partition(',')[0]} ({head})" if rest else title


def beginning(text: str) -> str:
    """The first words of a text, as many as may be quoted from any text."""
    words = text.split()
    return text if len(words) <= WORDS_IN_A_ROW else " ".join(words[:WORDS_IN_A_ROW]).rstrip(",;:") + "…"
