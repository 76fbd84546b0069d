"""Pages that bring together what tables say: how we know, slips of the documents, coverage, earlier commitments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from .lookup import Site
from .render import Page

FACTS = "Where facts come from that the documents do not state: field by field, by how well they are founded."
ERRATA = "Misprints, contradictions and doubtful places that we noticed in the documents."
TITLES = {"sources": "Documents", "actors": "Actors", "meetings": "Meetings", "instruments": "Instruments"}
EARLIER = "What treaties adopted before the requests to States already said, by topic."
COVERAGE = "Meetings and documents that we know of, and whether they are coded."


def reference(site: Site) -> Iterator[Page]:
    """How we know, errata, coverage, earlier commitments."""
    page = site.templates.page
    yield page(
        "facts.html",
        "how-we-know/index.html",
        "How we know",
        FACTS,
        bases=_codes(site, "fact-basis", "basis"),
        groups=list(_facts(site)),
        titles=TITLES,
    )
    errata = {key: site.where("source_errata", "source", key) for key in site.rows["sources"]}
    yield page(
        "errata.html",
        "errata/index.html",
        "Slips of the documents",
        ERRATA,
        groups={k: v for k, v in errata.items() if v},
        total=sum(map(len, errata.values())),
    )
    yield page(
        "coverage.html", "coverage/index.html", "Coverage", COVERAGE, groups=site.records_by("coverage", "status")
    )
    yield page(
        "earlier-commitments.html",
        "earlier-commitments/index.html",
        "Already in a treaty?",
        EARLIER,
        matrix=_answers_by_topic(site),
    )


def _answers_by_topic(site: Site) -> list[tuple[str, list[tuple[str, dict[str, int]]]]]:
    """For each pillar its themes, and for each of these how many requests that were compared have which answer."""
    answers = {
        a: set(site.uses.get(("earlier-commitment", a), ())) for a in site.corpus.vocabularies["earlier-commitment"]
    }
    out = []
    for pillar, codes in site.terms_by_pillar():
        rows = [
            (c, {a: len(ids.intersection(site.uses.get(("theme", c), ()))) for a, ids in answers.items()})
            for c in codes
        ]
        out.append((pillar, [(code, row) for code, row in rows if any(row.values())]))
    return [(pillar, rows) for pillar, rows in out if rows]


def _codes(site: Site, vocabulary: str, column: str) -> list[str]:
    """The codes that sources of facts carry, in the order of the vocabulary."""
    used = {r.values[column] for r in site.tables["fact_sources"].rows}
    return [code for code in site.corpus.vocabularies.get(vocabulary, {}) if code in used]


def _facts(site: Site) -> Iterator[tuple[str, dict[str, Counter], list[str], list[dict]]]:
    """For each table of records: bases by field, the records, and the facts that nobody found."""
    rows = [r.values for r in site.tables["fact_sources"].rows]
    for table in dict.fromkeys(r["record_table"] for r in rows):
        own = [r for r in rows if r["record_table"] == table]
        by_field: dict[str, Counter] = {}
        for r in own:
            by_field.setdefault(r["field"], Counter())[r["basis"]] += 1
        records = sorted({r["record_id"] for r in own}, key=lambda key: site.corpus.label(table, key).casefold())
        yield table, dict(sorted(by_field.items())), records, [r for r in own if r["basis"] == "unknown"]
