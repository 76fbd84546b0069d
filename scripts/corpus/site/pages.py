"""All generated pages of the site, from records, tables, definitions and rules."""
from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from ..descriptor import field_type
from ..records import Corpus
from ..rules import REGISTRY, STAGES
from ..tables import Row, Table, cell
from .markdown import markdown
from .render import Page, Templates, shorten

# record table -> what its list page says
LISTS = {
    "sources": ("Documents", "The documents from which recommendations were taken, and how to obtain them."),
    "actors": ("Actors", "Who asks, is asked, takes part or is named."),
    "meetings": ("Meetings", "Where the recommendations were made, and the meetings that the documents name."),
    "instruments": ("Instruments", "Treaties, decisions, plans, reports and other texts that the documents cite."),
}
FREQUENT = 5


class Site:
    """What the pages are made of, looked up once."""

    def __init__(self, corpus: Corpus, tables: dict[str, Table]):
        self.corpus, self.tables = corpus, tables
        self.rows: dict[str, dict[str, dict]] = {
            name: {self._key(t, r): r.values for r in t.rows} for name, t in tables.items() if name in corpus.schemas.kind_of_table
        }
        self.templates = Templates(site=self, corpus=corpus, label=corpus.label, package=corpus.package)
        self.links = {name: self._group(name) for name in tables}

    def _key(self, table: Table, row: Row) -> str:
        return "/".join(str(row.values[k]) for k in table.key)

    def _group(self, name: str) -> dict[tuple[str, str], list[dict]]:
        """Rows of a table by (column, value), for every column that refers to something."""
        out: dict[tuple[str, str], list[dict]] = defaultdict(list)
        table = self.tables[name]
        for f in table.columns:
            if f.references or f.name in ("record_id", "code"):
                for row in table.rows:
                    if row.values.get(f.name) is not None:
                        out[f.name, str(row.values[f.name])].append(row.values)
        return out

    def where(self, table: str, column: str, value: str, **also: object) -> list[dict]:
        """The rows of a table whose column has a value (and whose other columns have the values in ``also``)."""
        return [r for r in self.links[table].get((column, str(value)), []) if all(r.get(k) == v for k, v in also.items())]

    def recommendations(self, rows: list[dict]) -> list[dict]:
        """The recommendations that link rows name, each once, in the order of their identifiers."""
        names = sorted({r["recommendation_id"] for r in rows if r.get("recommendation_id")})
        return [self.rows["recommendations"][n] for n in names]

    def cluster(self, row: dict) -> list[dict]:
        """All recommendations that ask the same as this one, itself included."""
        return self.where("recommendations", "same_request_id", row["same_request_id"])

    def figures(self) -> dict[str, int]:
        """Counts for the first page."""
        recommendations = self.rows["recommendations"].values()
        return {
            "sources": len(self.rows["sources"]),
            "recommendations": len(self.rows["recommendations"]),
            "distinct": sum(r["count_once"] for r in recommendations),
            "actors": len(self.rows["actors"]),
            "instruments": len(self.rows["instruments"]),
            "meetings": len(self.rows["meetings"]),
        }


def pages(corpus: Corpus, tables: dict[str, Table]) -> Iterator[Page]:
    """Every generated page."""
    site = Site(corpus, tables)
    yield from _recommendations(site)
    for table in LISTS:
        yield from _records(site, table)
    yield from _terms(site)
    yield from _tables(site)
    yield from _rules(site)


def _recommendations(site: Site) -> Iterator[Page]:
    rows = site.rows["recommendations"]
    yield site.templates.page("recommendations.html", "recommendations/index.html", "All recommendations", "Every recommendation of the package in one table.", rows=list(rows.values()))
    for key, row in rows.items():
        title = f"{key}: {shorten(row['in_our_words'], 70)}"
        yield site.templates.page("recommendation.html", f"recommendations/{key}.html", title, shorten(row["in_our_words"], 155), row=row, record=site.corpus.find("recommendations", key))


def _records(site: Site, table: str) -> Iterator[Page]:
    title, description = LISTS[table]
    rows = site.rows[table]
    yield site.templates.page("records.html", f"{table}/index.html", title, description, table=table, rows=rows)
    for key, row in rows.items():
        name = site.corpus.label(table, key)
        record = site.corpus.find(table, key)
        yield site.templates.page(f"{table[:-1]}.html", f"{table}/{key}.html", name, f"{title}: {shorten(row.get('name') or row['title'], 140)}",
                                  key=key, row=row, record=record, facts=site.where("fact_sources", "record_id", key, record_table=table))


def _terms(site: Site) -> Iterator[Page]:
    vocabularies = site.corpus.vocabularies
    yield site.templates.page("vocabularies.html", "terms/index.html", "Vocabularies", "The codes of the tables and what they mean.", vocabularies=vocabularies)
    uses = _uses(site)
    for name, terms in vocabularies.items():
        about = vocabularies.get("vocabulary", {}).get(name)
        yield site.templates.page("vocabulary.html", f"terms/{name}/index.html", about.get("label") if about else name, f"Vocabulary {name}: its codes and what they mean.", name=name, terms=terms, about=about, uses=uses)
        for code, term in terms.items():
            rows = [site.rows["recommendations"][k] for k in uses.get((name, code), [])]
            yield site.templates.page("term.html", f"terms/{name}/{code}.html", term.get("label"), shorten(term.get("definition"), 155), name=name, code=code, term=term, rows=rows,
                                      matches=site.where("crosswalks", "code", code, vocabulary=name))


def _uses(site: Site) -> dict[tuple[str, str], list[str]]:
    """Which recommendations carry which term: (vocabulary, code) -> identifiers."""
    out: dict[tuple[str, str], list[str]] = defaultdict(list)
    for f in site.tables["recommendations"].columns:
        if f.vocabulary and not f.is_list and f.name != "theme":
            for key, row in site.rows["recommendations"].items():
                if row.get(f.name) is not None:
                    out[f.vocabulary, str(row[f.name])].append(key)
    for row in site.tables["recommendation_terms"].rows:
        out[row.values["vocabulary"], str(row.values["code"])].append(row.values["recommendation_id"])
    return out


def _tables(site: Site) -> Iterator[Page]:
    yield site.templates.page("tables.html", "tables/index.html", "Tables", "Every table of the package.", tables=list(site.tables.values()))
    for table in site.tables.values():
        columns = [column_facts(table, f) for f in table.columns]
        yield site.templates.page("table.html", f"tables/{table.name}.html", f"{table.schema.title} ({table.name})", shorten(table.schema.description, 155), table=table, columns=columns)


def column_facts(table: Table, f) -> dict:
    """What the page of a table says of one column."""
    values = [cell(r.values.get(f.name)) for r in table.rows]
    filled = [v for v in values if v]
    common = Counter(filled).most_common(FREQUENT)
    constraints = {k: v for k, v in f.definition.items() if k in ("pattern", "minimum", "maximum", "maxLength", "enum", "maxItems", "minItems")}
    return {
        "field": f,
        "type": "readable list" if f.is_list else field_type(f),
        "key": f.name in table.key,
        "constraints": constraints,
        "example": "; ".join(map(str, f.examples[0])) if f.is_list and f.examples else cell(f.examples[0] if f.examples else None),
        "filled": f"{round(100 * len(filled) / len(values))} %" if values else None,
        "frequent": [(v, n) for v, n in common if n > 1 and len(v) <= 60],
    }


def _rules(site: Site) -> Iterator[Page]:
    rules = list(REGISTRY.values())
    yield site.templates.page("rules.html", "rules/index.html", "Rules", "What the validator checks, stage by stage.", rules=rules, stages=STAGES)
    for r in rules:
        yield site.templates.page("rule.html", f"rules/{r.code}.html", f"{r.code}: {r.title.replace('`', '')}", r.title.replace("`", ""), rule=r, stage=STAGES[r.stage], body=markdown(r.page))


