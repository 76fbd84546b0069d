"""The table of all recommendations that readers narrow down: what each row answers to, and what can be chosen."""

import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from corpus.derive.descriptor import field_type
from corpus.derive.tables import to_csv
from corpus.export.material import reading
from corpus.export.search import NEAR
from corpus.model.records import Record

from .followed import WAYS, ways
from .lookup import Site

UNKNOWN = "unknown"  # stands for "not named" and "not known"
# vocabulary -> the filter that has its codes
VOCABULARIES = {
    "theme": "theme",
    "type-of-action": "action",
    "wording-strength": "strength",
    "specificity": "specificity",
    "people-concerned": "people",
    "exploitation-type": "exploitation",
    "addressee-basis": "basis",
    "how-recorded": "how",
    "earlier-commitment": "treaty",
}


@dataclass(frozen=True)
class Option:
    """One box to tick: value, label, number of recommendations, and other names by which it is found in the list."""

    value: str
    label: str
    n: int
    also: str = ""


@dataclass(frozen=True)
class Group:
    """Options that belong together, below one that stands for all of them (or none)."""

    head: Option | None
    options: list[Option]


@dataclass(frozen=True)
class Filter:
    """One list to choose from: name in the address, label, groups, what readers must know of it, and whether a
    search for words finds a recommendation by the labels it has here (which its row does not show in full)."""

    name: str
    label: str
    groups: list[Group]
    note: str = ""
    found: bool = False

    @property
    def size(self) -> int:
        return sum(len(g.options) for g in self.groups)


def tokens(site: Site, row: dict, record: Record) -> dict[str, list[str]]:
    """The values of each filter that a recommendation answers to."""
    find = site.corpus.find

    def actors(names: list[str]) -> list[str]:
        kinds = {a.get("actor_type") for a in (find("actors", n) for n in names) if a}
        return [*names, *(f"type:{t}" for t in sorted(kinds))] or [UNKNOWN]

    themes = [site.corpus.vocabularies.get("theme", {}).get(t) for t in record.items("themes")]
    pillars = dict.fromkeys(t.get("broader") for t in themes if t and t.get("broader"))
    return {
        "theme": [*record.items("themes"), *(f"pillar:{p}" for p in pillars)],
        "by": actors(record.items("made_by")),
        "to": actors(record.items("addressed_to")),
        "basis": [row["addressee_basis"]],
        "meeting": [row["meeting"] or UNKNOWN],
        "session": [row["session"]] if row["session"] else [],
        "year": [str(row["year"] or UNKNOWN)],
        "action": [row["type_of_action"]],
        "strength": [row["wording_strength"]],
        "specificity": [str(row["specificity"])],
        "people": record.items("people_concerned"),
        "exploitation": record.items("exploitation_type"),
        "instrument": list(dict.fromkeys(c["instrument_id"] for c in record.items("citations"))),
        "how": [row["how_recorded"] or UNKNOWN],
        "treaty": [row["in_earlier_treaty"]] if row["in_earlier_treaty"] else [],
        "source": [row["source"]],
        "way": [way] if (way := ways(site).get(row["recommendation_id"])) else [],
    }


def filters(site: Site, rows: Iterable[dict[str, list[str]]]) -> list[Filter]:
    """What can be chosen, with the number of recommendations behind each; ``rows`` are the tokens of all."""
    count: dict[str, Counter] = {}
    for values in rows:
        for name, found in values.items():
            count.setdefault(name, Counter()).update(set(found))
    label, vocabularies = site.corpus.label, site.corpus.vocabularies

    def options(
        name: str, reference: str, values: Iterable[str], also: Callable[[str], str] = lambda _: ""
    ) -> list[Option]:
        return [
            Option(v, label(reference, v), count[name][v], also(v)) for v in values if count.get(name, Counter())[v]
        ]

    def coded(name: str, title: str, vocabulary: str, note: str = "", found: bool = False) -> Filter:
        terms = options(
            name,
            f"terms:{vocabulary}",
            vocabularies.get(vocabulary, {}),
            lambda v: _names_elsewhere(site, vocabulary, v),
        )
        return Filter(name, title, [Group(None, [*terms, *unknown(name, "Not known")])], note, found)

    def unknown(name: str, title: str) -> list[Option]:
        n = count.get(name, Counter())[UNKNOWN]
        return [Option(UNKNOWN, title, n)] if n else []

    def by_name(name: str, table: str) -> list[Option]:
        found = options(
            name, table, [v for v in count.get(name, ()) if v in site.rows[table]], lambda v: _names(site, table, v)
        )
        return sorted(found, key=lambda o: o.label.casefold())

    def themes() -> list[Group]:
        groups = []
        for pillar, codes in site.terms_by_pillar():
            head = Option(f"pillar:{pillar}", label("terms:pillar", pillar), count["theme"][f"pillar:{pillar}"])
            groups.append(
                Group(head, options("theme", "terms:theme", codes, lambda v: _names_elsewhere(site, "theme", v)))
            )
        return [g for g in groups if g.options]

    def actors(name: str) -> list[Group]:
        found = by_name(name, "actors")
        groups = [Group(None, unknown(name, "Not named in the document"))]
        for kind in vocabularies.get("actor-type", {}):
            head = Option(f"type:{kind}", label("terms:actor-type", kind), count[name][f"type:{kind}"])
            groups.append(Group(head, [o for o in found if site.rows["actors"][o.value]["actor_type"] == kind]))
        return [g for g in groups if g.options]

    levels = options("specificity", "terms:specificity", vocabularies.get("specificity", {}))
    numbered = [Option(o.value, f"{o.value} – {o.label}", o.n) for o in levels]
    steps = [Option(way, name, count["way"][way]) for way, name in WAYS.items() if count.get("way", Counter())[way]]
    years = [Option(y, y, n) for y, n in sorted(count.get("year", Counter()).items()) if y != UNKNOWN]
    return [
        f
        for f in (
            Filter("theme", "Topic", themes(), found=True),
            Filter("by", "Who asked", actors("by")),
            Filter("to", "Who was asked", actors("to")),
            coded("basis", "How the addressee is known", "addressee-basis"),
            Filter(
                "meeting", "Meeting", [Group(None, [*by_name("meeting", "meetings"), *unknown("meeting", "Not known")])]
            ),
            Filter("session", "Session", [Group(None, by_name("session", "meetings"))]),
            Filter("year", "Year", [Group(None, [*years, *unknown("year", "Year uncertain")])]),
            coded("action", "Action", "type-of-action"),
            coded(
                "strength",
                "Wording",
                "wording-strength",
                "Compare only within documents written by those who made the requests.",
            ),
            Filter("specificity", "Specificity", [Group(None, numbered)]),
            coded("people", "People concerned", "people-concerned", found=True),
            coded("exploitation", "Form of exploitation", "exploitation-type", found=True),
            Filter("instrument", "Instrument", [Group(None, by_name("instrument", "instruments"))], found=True),
            coded("how", "How recorded", "how-recorded"),
            coded(
                "treaty",
                "Already in a treaty?",
                "earlier-commitment",
                "Only requests to States, in the texts compared. “None found” does not mean new.",
            ),
            Filter("source", "Document", [Group(None, by_name("source", "sources"))]),
            Filter(
                "way", "What became of it", [Group(None, steps)], "Requests recorded by note-takers, and later lists."
            ),
        )
        if f.size
    ]


def _names(site: Site, table: str, key: str) -> str:
    """Other names of a record: in full, abbreviated, by its symbol."""
    row = site.rows[table][key]
    return " ".join(str(row[n]) for n in ("name", "title", "abbreviation", "symbol") if row.get(n))


def _names_elsewhere(site: Site, vocabulary: str, code: str) -> str:
    """What other schemes call a term."""
    found = site.where("crosswalks", "code", code, vocabulary=vocabulary)
    return " ".join(dict.fromkeys(m["label"] for m in found if m["label"] and m["relation"] in NEAR))


def orders(site: Site, row: dict) -> dict[str, str | int]:
    """What a row is sorted by where that is not the text of its cell."""
    strength = site.corpus.vocabularies.get("wording-strength", {}).get(row["wording_strength"])
    return {"date": row["date_earliest"] or "", "strength": strength.get("rank") if strength else ""}


def rows_script(site: Site) -> str:
    """A script with the rows of recommendations.csv as they stand there, for the downloads of a selection.

    It is a script because a page opened from a folder may load one, and nothing else.
    """
    table, package = site.tables["recommendations"], site.corpus.package
    makers = ", ".join(c["title"] for c in package["contributors"])
    names = [f.name for f in table.columns]
    head = to_csv(names, []).decode("utf-8")
    value = {
        "head": head,
        "lines": {
            r.values["recommendation_id"]: to_csv(names, [r.cells]).decode("utf-8")[len(head) :] for r in table.rows
        },
        "columns": [{"title": f.title, "type": field_type(f)} for f in table.columns],
        "shown": [names.index(c.name) for c in reading(table)],  # in a workbook
        "title": package["title"],
        "about": [
            f"Version {package['version']}. Each request is in our words, not those of the document.",
            "Not adopted by the OSCE, not an OSCE publication. Drafted by a language model: check before quoting.",
            "The same request often appears more than once: count the different values of “Same request”.",
            f"Cite: {makers}: {package['title']}, version {package['version']}, and the recommendation's identifier.",
            f"Licence: {package['licenses'][0]['title']}. It does not cover the documents.",
        ],
    }
    return f"our.published = {json.dumps(value, ensure_ascii=False, separators=(',', ':'))};\n"
