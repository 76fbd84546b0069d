"""The outline of a document, and repeated requests, for the pages of records."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain

from corpus.derive.relations import MERGES

from .lookup import Site


@dataclass
class Section:
    """A heading (its depth and passage; None before the first) and the passages and recommendations below it."""

    depth: int
    passage: dict | None
    types: Counter = field(default_factory=Counter)
    recommendations: list[dict] = field(default_factory=list)


def outline(site: Site, source: str) -> list[Section]:
    """The sections of a document, in order."""
    passages = sorted(site.where("passages", "source", source), key=lambda p: p["start"])
    by_id = {p["passage_id"]: p for p in passages}
    sections: dict[str | None, Section] = {None: Section(0, None)}

    def heads(passage: dict) -> list[str]:
        out, above = [], passage["under"]
        while above in by_id and above not in out:
            out.append(above)
            above = by_id[above]["under"]
        return out

    for p in passages:
        if p["passage_type"] == "heading":
            sections[p["passage_id"]] = Section(len(heads(p)), p)
            continue
        here = sections[next((h for h in heads(p) if h in sections), None)]
        here.types[p["passage_type"]] += 1
        own = site.where("recommendations", "passage", p["passage_id"])
        here.recommendations += sorted(own, key=lambda r: r["span_start"])
    return [s for s in sections.values() if s.passage or s.types]


def chronological(site: Site, rows: Iterable[dict]) -> list[dict]:
    """Recommendations in the order in which they were made and written down."""
    laid = (r.values for r in site.tables["source_layers"].rows)
    layers = {(r["source"], r["layer"]): r["drafting_order"] for r in laid}

    def when(row: dict) -> tuple:
        layer = layers[row["source"], site.rows["passages"][row["passage"]]["layer"]]
        return (row["date_earliest"] or "", layer, row["source"], row["span_start"], row["recommendation_id"])

    return sorted(rows, key=when)


def repeated(site: Site) -> dict[str, list[dict]]:
    """The repeated requests: their rows in the order in which they were made, by same_request_id."""
    found: dict[str, list[dict]] = {}
    for row in chronological(site, site.rows["recommendations"].values()):
        found.setdefault(row["same_request_id"], []).append(row)
    return {key: rows for key, rows in sorted(found.items()) if len(rows) > 1}


def merged_in(site: Site, rows: list[dict]) -> list[dict]:
    """The recommendations that combine some of these with others."""
    own = {r["recommendation_id"] for r in rows}
    links = (site.where("recommendation_relations", "origin_id", key, relation=MERGES) for key in own)
    return [r for r in site.recommendations(chain(*links)) if r["recommendation_id"] not in own]
