"""Pages that bring together what tables say: how we know, slips of the documents, coverage, earlier commitments."""

from collections import Counter
from collections.abc import Iterator

from .lookup import Site
from .render import ONLY, Page

LISTS = ("sources", "actors", "meetings", "instruments")  # the tables of records whose list is a page of its own


def reference(site: Site) -> Iterator[Page]:
    """How we know, errata, coverage, earlier commitments."""
    page = site.templates.only
    titles = {table: ONLY[table]["title"] for table in LISTS}
    yield page("facts", bases=_codes(site, "fact-basis", "basis"), groups=list(_facts(site)), titles=titles)
    errata = {key: site.where("source_errata", "source", key) for key in site.rows["sources"]}
    yield page("errata", groups={k: v for k, v in errata.items() if v}, total=sum(map(len, errata.values())))
    yield page("coverage", groups=site.records_by("coverage", "status"))
    yield page("earlier-commitments", matrix=_answers_by_topic(site))


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
