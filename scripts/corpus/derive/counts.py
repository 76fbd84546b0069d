"""The figures in guides and the datasheet, as Markdown: counts of rows and of distinct requests."""

from collections import Counter

from corpus.model.dates import in_words
from corpus.model.records import Corpus

from .relations import MERGES
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
    requests, passages = (
        Counter(r.values["source"] for r in tables[name].rows) for name in ("recommendations", "passages")
    )
    for source in (r.values for r in tables["sources"].rows):
        key, title, date = source["source_id"], source["title"], source["date"]
        out.append(f"| {title} | {in_words(date)} | {requests[key]} | {passages[key]} |\n")
    out.append("\n| Table | Rows |\n|---|---|\n")
    out.extend(f"| {name} | {len(t.rows)} |\n" for name, t in tables.items())
    out.append("\n| Column of recommendations | Empty cells |\n|---|---|\n")
    names = {f.name for f in table.columns}
    for f in table.columns:
        empty = sum(cell(r.cells[f.name]) == "" for r in table.rows)
        if empty and f.name.removesuffix("_id").removesuffix("_code") not in names - {f.name}:  # else its label counts
            out.append(f"| {f.title} (`{f.name}`) | {empty} |\n")
    return "".join(out)


def counting(corpus: Corpus, tables: dict[str, Table]) -> str:
    """A sentence with the number of distinct requests."""
    rows = [r.values for r in tables["recommendations"].rows]
    once = sum(bool(r["count_once"]) for r in rows)
    links = [r.values for r in tables["recommendation_relations"].rows]
    merging = len({x["recommendation_id"] for x in links if x["relation"] == MERGES})
    return (
        f"**{once} different requests** in {len(rows)} recommendations: {len(rows) - once} repeat what another "
        f"asks. {merging} combine several others; each of the combined requests is counted on its own.\n"
    )
