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


def _agreement(site: Site, _: str) -> str:
    """The figures of agreement between the two codings."""
    rows = Markup("").join(
        Markup("<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{:.3f}</td><td>{:.3f} – {:.3f}</td></tr>").format(
            r["variable"], r["measure"], r["compared"], f"{100 * r['identical']:.1f} %" if r["identical"] is not None else "", r["value"], r["low"], r["high"]
        )
        for r in (row.values for row in site.tables["agreement"].rows)
    )
    head = Markup("<thead><tr><th>Variable</th><th>Measure</th><th>Compared</th><th>Identical</th><th>Value</th><th>95 % interval</th></tr></thead>")
    return Markup('<div class="wide"><table>{}<tbody>{}</tbody></table></div>').format(head, rows)


# name -> function of the site and the path of the page
INSERTS: dict[str, Callable[[Site, str], str]] = {"agreement": _agreement, "figures": _figures, "downloads": _downloads}
