"""Look-ups for the pages, each computed once: rows by reference, counts, groups, orders."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from anchoring.fragment import fragment_link
from corpus.derive.tables import UNSPECIFIED, Table
from corpus.export import reading
from corpus.export.citation import apa
from corpus.export.downloads import material
from corpus.export.material import Material
from corpus.model.records import Corpus
from corpus.model.schema import TERMS

from .render import Templates, beginning, is_web


@dataclass(frozen=True)
class Group:
    """Rows that belong together: identifier, title, and the page of their common property (or None)."""

    id: str
    title: str
    page: str | None
    rows: list[dict]


class Site:
    """Look-ups over records and tables, and the templates that use them."""

    def __init__(self, corpus: Corpus, tables: dict[str, Table]):
        self.corpus, self.tables = corpus, tables
        self.rows: dict[str, dict[str, dict]] = {
            name: {"/".join(str(r.values[k]) for k in t.schema.table["key"]): r.values for r in t.rows}
            for name, t in tables.items()
            if name in corpus.schemas.kind_of_table
        }
        self.links = {name: self._link(name) for name in tables}
        self.templates = Templates(site=self, corpus=corpus, label=corpus.label, package=corpus.package)

    def _link(self, name: str) -> dict[tuple[str, str], list[dict]]:
        """Rows of a table by (column, value), for every column that refers to something."""
        out: dict[tuple[str, str], list[dict]] = defaultdict(list)
        table = self.tables[name]
        for f in table.schema.stored:
            if f.references or f.name in ("record_id", "code"):
                for row in table.rows:
                    if row.values.get(f.name) is not None:
                        out[f.name, str(row.values[f.name])].append(row.values)
        return out

    def where(self, table: str, column: str, value: str, **also: object) -> list[dict]:
        """The rows of a table with a value in a column (and the values of ``also`` in other columns)."""
        rows = self.links[table].get((column, str(value)), [])
        return [r for r in rows if all(r.get(k) == v for k, v in also.items())]

    # Citing

    @cached_property
    def material(self) -> Material:
        """The material for naming and citing the package, without files."""
        return material(self.corpus, self.tables, built={})

    def cite(self) -> str:
        """A reference to the data set."""
        return apa(self.material)

    def cite_recommendation(self, key: str) -> str:
        """A reference to one recommendation, which begins with its first words and names its document."""
        row = self.rows["recommendations"][key]
        document = self.corpus.label("sources", row["source"])
        part = f"“{beginning(row['in_our_words'])}” ({key}, in our words, from the document “{document}”)"
        return apa(self.material, part, self.material.permalink(f"recommendations/{key}.html"))

    caveat = (
        "In our words, not those of the documents. Not adopted by the OSCE, not affiliated with the OSCE. "
        "Drafted by a language model: check before quoting."
    )

    # Recommendations

    def recommendations(self, rows: Iterable[dict]) -> list[dict]:
        """The recommendations that link rows name, each once, in the order of their identifiers."""
        names = sorted({r["recommendation_id"] for r in rows if r.get("recommendation_id")})
        return [self.rows["recommendations"][n] for n in names]

    def maker(self, row: dict) -> str:
        """Who asked; if nobody is named, a text that says this and who recorded the request."""
        by = row["recorded_by"]
        return str(reading.text("made_by", row | {"recorded_by": self.corpus.label("actors", by) if by else None}))

    def in_office(self, person: dict) -> list[dict]:
        """The requests of the body that a person is part of, during the person's term."""
        term = person["active_from"], person["active_until"]
        if person["actor_type"] != "person" or not (person["parent"] and all(term)):
            return []
        made = (r for r in self.of_actor(person["parent"], "made-by") if r["date_earliest"])
        return [r for r in made if term[0] <= r["date_earliest"] and r["date_latest"] <= term[1] + "~"]

    def asked_of_or_by(self, actor: str) -> list[tuple[str, dict[str, str], list[dict]]]:
        """The requests by and to an actor: headings, filters of the table (empty without any), rows."""
        found = [
            ("Requests made", {"by": actor}, self.of_actor(actor, "made-by")),
            ("Requests made in office", {}, self.in_office(self.rows["actors"][actor])),
            ("Requests made on its behalf", {}, self.of_actor(actor, "on-behalf-of")),
            ("Requests addressed to it", {"to": actor}, self.of_actor(actor, "addressed-to")),
        ]
        return [part for part in found if part[2]]

    def of_actor(self, actor: str, role: str) -> list[dict]:
        """The recommendations in which an actor has a role."""
        return self.recommendations(self.where("recommendation_actors", "actor_id", actor, role=role))

    @cached_property
    def compared(self) -> list[str]:
        """The instruments whose texts were compared with requests, the oldest first."""
        found = {i for s in self.corpus.of("source") for i in s.items("compared_with")}
        return sorted(found, key=lambda i: (self.rows["instruments"][i]["adopted"] or "", i))

    def compared_with(self, instrument: str) -> list[str]:
        """The documents whose requests were compared with the text of an instrument."""
        return [s.id for s in self.corpus.of("source") if instrument in s.items("compared_with")]

    def provisions(self, instrument: str) -> list[dict]:
        """The provisions of an instrument, in order."""
        found = self.where("provisions", "instrument_id", instrument)
        return sorted(found, key=lambda p: [(int(n or 0), a) for n, a in re.findall(r"(\d*)([a-z]*)", p["pinpoint"])])

    def asked_again(self, instrument: str) -> list[dict]:
        """The requests that a provision of an instrument already says, wholly or in part."""
        keys = [p["provision_id"] for p in self.where("provisions", "instrument_id", instrument)]
        return self.recommendations(e for k in keys for e in self.where("earlier_commitments", "provision_id", k))

    def distinct(self, rows: Iterable[dict]) -> int:
        """How many distinct requests rows hold."""
        return len({r["same_request_id"] for r in rows})

    @cached_property
    def uses(self) -> dict[tuple[str, str], list[str]]:
        """Which recommendations carry which term: (vocabulary, code) -> identifiers."""
        out: dict[tuple[str, str], list[str]] = defaultdict(list)
        for f in self.tables["recommendations"].schema.stored:
            if f.vocabulary and not f.is_list and f.name != "theme":
                for key, row in self.rows["recommendations"].items():
                    if row.get(f.name) is not None:
                        out[f.vocabulary, str(row[f.name])].append(key)
        for term in self.tables["recommendation_terms"].rows:
            out[term.values["vocabulary"], str(term.values["code"])].append(term.values["recommendation_id"])
        return out

    def neighbours(self, row: dict) -> tuple[str | None, str | None]:
        """The recommendations before and behind this one in its document."""
        order = self._orders[row["source"]]
        n = order.index(row["recommendation_id"])
        return (order[n - 1] if n else None, order[n + 1] if n + 1 < len(order) else None)

    @cached_property
    def _orders(self) -> dict[str, list[str]]:
        out: dict[str, list[str]] = defaultdict(list)
        rows = self.rows["recommendations"].values()
        for row in sorted(rows, key=lambda r: (r["span_start"], r["recommendation_id"])):
            out[row["source"]].append(row["recommendation_id"])
        return out

    @cached_property
    def document_links(self) -> dict[str, str]:
        """Links to the words of recommendations in documents on the web, if these words find only that place."""
        out: dict[str, str] = {}
        for key, source in self.rows["sources"].items():
            if is_web(source["address"]):
                out |= {
                    r["recommendation_id"]: fragment_link(source["address"], r["text_fragment"])
                    for r in self.where("recommendations", "source", key)
                    if r["text_fragment"]
                }
        return out

    def printed(self, row: dict) -> list[dict]:
        """The names of askers and addressees, as printed in its passage and the headings above."""
        roles = self.where("recommendation_actors", "recommendation_id", row["recommendation_id"])
        own = {r["actor_id"] for r in roles}
        found: dict[tuple[str, str], dict] = {}
        passage: str | None = row["passage"]
        while passage:
            for name in self.where("actor_names", "passage_id", passage):
                if name["actor_id"] in own:
                    found.setdefault((name["actor_id"], name["as_printed"]), name)
            passage = self.rows["passages"][passage]["under"]
        return list(found.values())

    # Groups

    def grouped(self, table: str, column: str, rows: Iterable[dict]) -> list[Group]:
        """Rows of a table by a column of keys or codes, in the order of the records or of the vocabulary."""
        reference = self.tables[table].schema.field(column).references or ""
        order = self.rows.get(reference) or self.corpus.vocabularies.get(reference.removeprefix(TERMS), {})
        found: dict[str, list[dict]] = {key: [] for key in order}
        for row in rows:
            found.setdefault(row[column], []).append(row)
        label, folder = self.corpus.label, reference.replace(":", "/")
        return [Group(key, label(reference, key), f"{folder}/{key}.html", own) for key, own in found.items() if own]

    def by_layer(self, source: str) -> list[Group]:
        """The recommendations of a document by layer, both in the order of the document."""
        titles = {row["layer"]: row["title"] for row in self.where("source_layers", "source", source)}
        found: dict[str, list[dict]] = defaultdict(list)
        for row in (self.rows["recommendations"][key] for key in self._orders.get(source, [])):
            found[self.rows["passages"][row["passage"]]["layer"]].append(row)
        return [Group(layer, titles.get(layer, layer), None, rows) for layer, rows in found.items()]

    def records_by(self, table: str, column: str) -> list[Group]:
        """The records of a table by a coded column, in the order of its vocabulary, each group by name."""

        def name(row: dict) -> str:
            return (row.get("name") or row.get("title") or "").casefold().lstrip("[\"'")

        return self.grouped(table, column, sorted(self.rows[table].values(), key=name))

    def terms_by_pillar(self) -> list[tuple[str, list[str]]]:
        """The codes of the themes below each pillar, in the order of both vocabularies."""
        below: dict[str, list[str]] = {code: [] for code in self.corpus.vocabularies.get("pillar", {})}
        for code, term in self.corpus.vocabularies.get("theme", {}).items():
            below.setdefault(term.get("broader"), []).append(code)
        return [(pillar, codes) for pillar, codes in below.items() if codes]

    # Actors and meetings

    @cached_property
    def roles(self) -> Counter[tuple[str, str]]:
        """How many recommendations have an actor in a role: (actor, role) -> number."""
        rows = (r.values for r in self.tables["recommendation_actors"].rows)
        seen = {(r["actor_id"], r["role"], r["recommendation_id"]) for r in rows}
        return Counter((actor, role) for actor, role, _ in seen)

    def foremost(self, role: str, limit: int) -> list[tuple[str, int]]:
        """The actors with most recommendations in a role, with numbers; "not specified" does not count as an actor."""
        found = [(actor, n) for (actor, r), n in self.roles.items() if r == role and actor != UNSPECIFIED]
        return sorted(found, key=lambda item: (-item[1], self.corpus.label("actors", item[0])))[:limit]

    def adopted_by(self, actor: str) -> list[str]:
        """The instruments that an actor adopted, by date."""
        found = [r for r in self.corpus.of("instrument") if actor in r.items("adopted_by")]
        return [r.id for r in sorted(found, key=lambda r: (r.get("adopted") or "", r.id))]

    def meeting_tree(self) -> list[tuple[int, dict]]:
        """All meetings with their depth: parts follow their meeting, otherwise by date."""
        meetings = self.rows["meetings"]
        below: dict[str | None, list[dict]] = defaultdict(list)
        for row in meetings.values():
            below[row["parent"] if row["parent"] in meetings else None].append(row)

        def first_day(row: dict) -> str:
            return min([row["date_earliest"] or "9"] + [first_day(r) for r in below[row["meeting_id"]]])

        def walk(parent: str | None, depth: int) -> list[tuple[int, dict]]:
            rows = sorted(below[parent], key=lambda r: (first_day(r), r["name"]))
            return [item for r in rows for item in [(depth, r), *walk(r["meeting_id"], depth + 1)]]

        return walk(None, 0)

    def made_at(self, meeting: str) -> list[dict]:
        """The recommendations made at a meeting or at a part of it."""
        inside, stack = set(), [meeting]
        while stack:
            here = stack.pop()
            if here not in inside:
                inside.add(here)
                stack += [m["meeting_id"] for m in self.where("meetings", "parent", here)]
        return [r for r in self.rows["recommendations"].values() if r["session"] in inside or r["meeting"] in inside]

    # First page

    def figures(self) -> dict[str, int]:
        """Counts for the first page."""
        recommendations = self.rows["recommendations"].values()
        return {
            "sources": len(self.rows["sources"]),
            "recommendations": len(recommendations),
            "distinct": self.distinct(recommendations),
            "reviewed": sum(r["review_status"] == "human-reviewed" for r in recommendations),
        }
