"""The figures of the datasheet: how much the tables hold, as Markdown."""

from __future__ import annotations

from collections import Counter

from corpus.model.records import Corpus

from .tables import Table, cell


def counts(corpus: Corpus, tables: dict[str, Table]) -> str:
    """Counts, as Markdown: instances, instances by document, and columns that are empty in places."""
    table = tables["recommendations"]
    rows = [r.values for r in table.rows]
    once = sum(bool(r["count_once"]) for r in rows)
    review = Counter(r["review_status"] for r in rows)
    status = ", ".join(f"{n} {corpus.label('terms:review-status', code).lower()}" for code, n in sorted(review.items()))
    out = [f"{len(rows)} recommendations ({status}), of which {once} remain when the same request is counted once.\n"]
    out.append("\n| Document | Date | Recommendations | Passages |\n|---|---|---|---|\n")
    for source in (r.values for r in tables["sources"].rows):
        own = [
            sum(r.values["source"] == source["source_id"] for r in tables[name].rows)
            for name in ("recommendations", "passages")
        ]
        out.append(f"| {source['title']} | {source['date']} | {own[0]} | {own[1]} |\n")
    out.append("\n| Table | Rows |\n|---|---|\n")
    out.extend(f"| {name} | {len(t.rows)} |\n" for name, t in tables.items())
    empty = {f.name: sum(cell(r[f.name]) == "" for r in rows) for f in table.columns}
    out.append(
        "\nEmpty cells in recommendations: " + ", ".join(f"`{name}` {n}" for name, n in empty.items() if n) + ".\n"
    )
    return "".join(out)
