"""What hand-written pages may leave a place for: ``<!-- insert: name -->``."""
from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup

from .pages import Site


def _figures(site: Site, _: str) -> str:
    f = site.figures()
    parts = [
        (f["recommendations"], "recommendations"),
        (f["distinct"], "distinct requests"),
        (f["sources"], "documents"),
        (f["actors"], "actors"),
        (f["instruments"], "instruments"),
    ]
    items = Markup("").join(Markup("<li><strong>{}</strong> {}</li>").format(n, what) for n, what in parts)
    version = site.corpus.package["version"]
    return Markup('<ul class="figures">{}<li>version <strong>{}</strong></li></ul>').format(items, version)


def _downloads(site: Site, _: str) -> str:
    """A table of all tables with rows and columns, linked to their pages."""
    rows = Markup("").join(
        Markup('<tr><td><a href="tables/{}.html"><code>{}</code></a></td><td>{}</td><td>{}</td></tr>').format(t.name, t.path, len(t.rows), t.schema.description)
        for t in site.tables.values()
    )
    return Markup('<div class="wide"><table><thead><tr><th>File</th><th>Rows</th><th>One row is</th></tr></thead><tbody>{}</tbody></table></div>').format(rows)


# name -> function of the site and the path of the page
INSERTS: dict[str, Callable[[Site, str], str]] = {"figures": _figures, "downloads": _downloads}
