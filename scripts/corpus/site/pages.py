"""All generated pages of the site, from records, tables, definitions and rules."""

from collections import Counter
from collections.abc import Iterator

import markdown  # comes with MkDocs
from markupsafe import Markup

from corpus.derive.derived import sentence
from corpus.derive.descriptor import example, field_type
from corpus.derive.tables import Table, cell
from corpus.export.schema_org import recommendation
from corpus.model.dates import in_words
from corpus.model.records import Record
from corpus.rules.registry import REGISTRY, STAGES
from dpcheck.catalogue import REGISTRY as GENERAL

from .charts import figures
from .explorer import VOCABULARIES, filters, tokens
from .followed import followed
from .lookup import Site
from .outline import chronological, merged_in, outline, repeated
from .render import ONLY, Page, shorten

FREQUENT = 5
CONSTRAINTS = ("pattern", "minimum", "maximum", "maxLength", "enum", "maxItems", "minItems")  # shown on pages
LISTS = ("sources", "actors", "meetings", "instruments")  # the tables of records whose list is a page of its own


def pages(site: Site) -> Iterator[Page]:
    """Every generated page."""
    yield from _recommendations(site)
    yield from _requests(site)
    for table in LISTS:
        yield from _records(site, table)
    yield from _terms(site)
    yield from _briefs(site)
    yield from _tables(site)
    yield from _rules(site)
    yield from _reference(site)
    yield site.templates.only("followed", all=followed(site), tokens=tokens)
    yield site.templates.only("pictures", figures=figures.all_figures(site))


def _recommendations(site: Site) -> Iterator[Page]:
    page, rows = site.templates.page, site.rows["recommendations"]
    records = {key: record for key in rows if (record := site.corpus.find("recommendations", key))}
    entries = [(row, tokens(site, row)) for row in rows.values()]
    options = filters(site, [t for _, t in entries])
    yield site.templates.only("recommendations", wide=True, entries=entries, filters=options)
    for key, row in rows.items():
        title = f"{shorten(row['in_our_words'], 50)} ({key})"
        labels = [site.corpus.label("terms:theme", code) for code in records[key].items("themes")]
        when = f", {in_words(row['date'])}" if row["date"] else ""
        asked = f"{site.maker(row)} to {row['addressed_to']}{when}: {row['in_our_words']}"
        yield page(
            "recommendation.html",
            f"recommendations/{key}.html",
            title,
            shorten(asked, 155),
            wide=True,
            linked_data=recommendation(site.material, row, labels),
            row=row,
            record=records[key],
            drawing=figures.relations_of(site, key),
            way=next((f.way_of(key) for f in followed(site) if f.source == row["source"]), []),
            meanings=_meanings(row, records[key]),
        )


def _meanings(row: dict, record: Record) -> list[tuple[str, object]]:
    """The codes of a recommendation by vocabulary, in the order in which its page shows them."""
    single = ("type-of-action", "wording-strength", "specificity", "form", "how-recorded")
    found = {"theme": record.items("themes"), **{v: [row[v.replace("-", "_")]] for v in single}}
    found |= {v: record.items(v.replace("-", "_")) for v in ("people-concerned", "exploitation-type")}
    return [(vocabulary, code) for vocabulary, codes in found.items() for code in codes]


def _requests(site: Site) -> Iterator[Page]:
    page, requests = site.templates.page, repeated(site)
    yield site.templates.only("requests", requests=requests)
    for key, rows in requests.items():
        row = site.rows["recommendations"][key]
        yield page(
            "request.html",
            f"requests/{key}.html",
            f"{key}, asked {len(rows)} times",
            shorten(row["in_our_words"], 155),
            key=key,
            row=row,
            rows=rows,
            merged=merged_in(site, rows),
            drawing=figures.linked_requests(
                site, f"How the request of {key} was taken up", [r["recommendation_id"] for r in rows]
            ),
        )


def _records(site: Site, table: str) -> Iterator[Page]:
    title, rows = ONLY[table]["title"], site.rows[table]
    yield site.templates.only(table, rows=rows)
    for key, row in rows.items():
        full = row.get("name") or row["title"]
        yield site.templates.page(
            f"{table[:-1]}.html",
            f"{table}/{key}.html",
            site.corpus.label(table, key),
            f"{title}: {shorten(full, 140)}",
            key=key,
            row=row,
            record=site.corpus.find(table, key),
            followed=followed(site) if table == "actors" else None,
            facts=site.where("fact_sources", "record_id", key, record_table=table),
            sections=outline(site, key) if table == "sources" else None,
            drawing=figures.share_bars(site, key) if table == "sources" else None,
        )


def _terms(site: Site) -> Iterator[Page]:
    page, vocabularies = site.templates.page, site.corpus.vocabularies
    yield site.templates.only("vocabularies", vocabularies=vocabularies)
    for name, terms in vocabularies.items():
        about = vocabularies.get("vocabulary", {}).get(name)
        title = about.get("label") if about else name
        yield page(
            "vocabulary.html",
            f"terms/{name}/index.html",
            f"{title} (vocabulary)",
            f"Vocabulary {name}: its codes and what they mean.",
            label_of_all=title,
            name=name,
            terms=terms,
            about=about,
        )
        for code, term in terms.items():
            rows = [site.rows["recommendations"][k] for k in sorted(site.uses.get((name, code), []))]
            yield page(
                "term.html",
                f"terms/{name}/{code}.html",
                f"{term.get('label')} ({title})",
                shorten(term.get("definition"), 155),
                name=name,
                code=code,
                term=term,
                rows=rows,
                matches=site.where("crosswalks", "code", code, vocabulary=name),
                narrow=(VOCABULARIES[name], code) if name in VOCABULARIES else None,
            )


def _briefs(site: Site) -> Iterator[Page]:
    """A page to print for each topic and actor that has requests."""
    found = []
    for code, term in site.corpus.vocabularies.get("theme", {}).items():
        rows = [site.rows["recommendations"][k] for k in site.uses.get(("theme", code), ())]
        sections = [("Requests", {"theme": code}, rows)] if rows else []
        found.append(("topic", code, f"terms/theme/{code}.html", term.get("label"), term.get("definition"), sections))
    for key, row in site.rows["actors"].items():
        about = f"{site.corpus.label('terms:actor-type', row['actor_type'])}. {row['note'] or ''}"
        found.append(("actor", key, f"actors/{key}.html", row["name"], about, site.asked_of_or_by(key)))
    for kind, key, back, name, about, sections in found:
        if sections:
            ways = {"received" if "addressed" in h else "made" for h, _, _ in sections} if kind == "actor" else ()
            heading = f"{name}: requests {' and '.join(sorted(ways))}".rstrip()
            yield site.templates.page(
                "brief.html",
                f"briefs/{kind}-{key}.html",
                f"{name}: brief to print",
                f"{heading}, by date, on one page to print.",
                name=name,
                heading=heading,
                about=about,
                back=back,
                sections=[(heading, narrow, chronological(site, rows)) for heading, narrow, rows in sections],
            )


def _tables(site: Site) -> Iterator[Page]:
    tables = list(site.tables.values())
    yield site.templates.only("tables", tables=tables, drawing=figures.keys(site), links=figures.key_list(site))
    told = {term.get("vocabulary") for term in site.corpus.of("term") if term.get("counter_example")}
    for table in tables:
        columns = [column_facts(table, f) for f in table.columns]
        yield site.templates.page(
            "table.html",
            f"tables/{table.name}.html",
            f"{table.schema.title} ({table.name})",
            shorten(table.schema.description, 155),
            table=table,
            columns=columns,
            told=told,
        )


def column_facts(table: Table, f) -> dict:
    """The texts about one column on the page of its table."""
    values = [cell(r.cells[f.name]) for r in table.rows]
    filled = [v for v in values if v]
    common = Counter(filled).most_common(FREQUENT)
    return {
        "field": f,
        "type": "string: list separated by “; ”" if f.is_list else field_type(f),
        "key": f.name in table.key,
        "derivation": sentence(table.name, f.of.name),
        "constraints": {k: v for k, v in f.definition.items() if k in CONSTRAINTS},
        "example": example(table, f),
        "number": len(filled),
        "filled": f"{100 * len(filled) // len(values)} %" if values else None,
        "frequent": [(v, n) for v, n in common if n > 1 and len(v) <= 60],
    }


def _rules(site: Site) -> Iterator[Page]:
    stages = STAGES | GENERAL.stages
    rules = sorted((REGISTRY | GENERAL).values(), key=lambda r: (list(stages).index(r.stage), r.code))
    yield site.templates.only("rules", rules=rules, stages=stages)
    for r in rules:
        title = r.title.replace("`", "")
        yield site.templates.page(
            "rule.html",
            f"rules/{r.code}.html",
            f"{r.code}: {title}",
            title,
            rule=r,
            stage=stages[r.stage],
            body=Markup(markdown.markdown(r.page)),  # our own text; text of records is escaped
        )


def _reference(site: Site) -> Iterator[Page]:
    """Pages that combine tables: sources for added facts, errata, coverage, earlier commitments."""
    page = site.templates.only
    titles = {table: ONLY[table]["title"] for table in LISTS}
    used = (r.values["basis"] for r in site.tables["fact_sources"].rows)
    bases = dict(figures.terms_used(site, "fact-basis", used))
    yield page("facts", bases=bases, groups=list(_facts(site)), titles=titles)
    errata = {key: site.where("source_errata", "source", key) for key in site.rows["sources"]}
    yield page("errata", groups={k: v for k, v in errata.items() if v}, total=sum(map(len, errata.values())))
    yield page("coverage", groups=site.records_by("coverage", "status"))
    yield page("earlier-commitments", matrix=_answers_by_topic(site))


def _answers_by_topic(site: Site) -> list[tuple[str, list[tuple[str, dict[str, int]]]]]:
    """The themes of each pillar, and for each theme the number of compared requests per answer."""
    commitment, out = "earlier-commitment", []
    answers = {a: set(site.uses.get((commitment, a), ())) for a in site.corpus.vocabularies[commitment]}
    for pillar, codes in site.terms_by_pillar():
        uses = {code: site.uses.get(("theme", code), ()) for code in codes}
        rows = [(code, {a: len(ids.intersection(own)) for a, ids in answers.items()}) for code, own in uses.items()]
        out.append((pillar, [(code, row) for code, row in rows if any(row.values())]))
    return [(pillar, rows) for pillar, rows in out if rows]


def _facts(site: Site) -> Iterator[tuple[str, dict[str, Counter], list[str], list[dict]]]:
    """For each table of records: bases by field, the records, and the facts that were not found."""
    rows = [r.values for r in site.tables["fact_sources"].rows]
    for table in dict.fromkeys(r["record_table"] for r in rows):
        own = [r for r in rows if r["record_table"] == table]
        by_field: dict[str, Counter] = {}
        for r in own:
            by_field.setdefault(r["field"], Counter())[r["basis"]] += 1
        records = sorted({r["record_id"] for r in own}, key=lambda key: site.corpus.label(table, key).casefold())
        yield table, dict(sorted(by_field.items())), records, [r for r in own if r["basis"] == "unknown"]
