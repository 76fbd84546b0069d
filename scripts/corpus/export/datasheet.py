"""The datasheet (Gebru et al., Datasheets for Datasets, 2021): docs/datasheet.md with the figures of the tables."""

from __future__ import annotations

import re
from collections import Counter

from corpus.derive.tables import Table, cell
from corpus.model.records import Corpus

from . import blocks
from .material import MAIN, Material

PAGE = "docs/datasheet.md"


def files(m: Material) -> dict[str, bytes]:
    """``datasheet.txt``: the page, or the figures alone where a repository has no such page.

    It is text so that MkDocs does not take it for a page.
    """
    path, parts = m.corpus.root / PAGE, {"figures": lambda: figures(m.corpus, m.tables)}
    text = blocks.fill(path.read_text(encoding="utf-8"), parts) if path.is_file() else parts["figures"]()
    # Links to pages of the site lead nowhere from a file that was saved: their words stay.
    alone = re.sub(r"\[([^\]]+)\]\([^)]+\.md\)", r"\1", blocks.without_marks(text))
    return {"datasheet.txt": alone.encode()}


def figures(corpus: Corpus, tables: dict[str, Table]) -> str:
    """Counts, as Markdown: instances, instances by document, and columns that are empty in places."""
    table = tables[MAIN]
    rows = [r.values for r in table.rows]
    once = sum(bool(r["count_once"]) for r in rows)
    review = Counter(r["review_status"] for r in rows)
    status = ", ".join(f"{n} {corpus.label('terms:review-status', code).lower()}" for code, n in sorted(review.items()))
    out = [f"{len(rows)} recommendations ({status}), of which {once} remain when the same request is counted once.\n"]
    out.append("\n| Document | Date | Recommendations | Passages |\n|---|---|---|---|\n")
    for source in (r.values for r in tables["sources"].rows):
        own = [sum(r.values["source"] == source["source_id"] for r in tables[name].rows) for name in (MAIN, "passages")]
        out.append(f"| {source['title']} | {source['date']} | {own[0]} | {own[1]} |\n")
    out.append("\n| Table | Rows |\n|---|---|\n")
    out.extend(f"| {name} | {len(t.rows)} |\n" for name, t in tables.items())
    empty = {f.name: sum(cell(r[f.name]) == "" for r in rows) for f in table.columns}
    out.append(
        "\nEmpty cells in recommendations: " + ", ".join(f"`{name}` {n}" for name, n in empty.items() if n) + ".\n"
    )
    return "".join(out)
