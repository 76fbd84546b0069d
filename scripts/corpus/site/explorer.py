"""The table of all recommendations that readers can filter: the filter values of each row, and all options."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from corpus.derive.descriptor import field_type
from corpus.derive.tables import to_csv
from corpus.export import reading
from corpus.export.search import NEAR
from corpus.model.records import Record

from .followed import WAYS, ways
from .lookup import Site

UNKNOWN = "unknown"  # means "not named" and "not known"
FILTERS: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
# vocabulary -> the filter with its codes
VOCABULARIES: dict[str, str] = {f["vocabulary"]: f["name"] for f in FILTERS if "vocabulary" in f}


@dataclass(frozen=True)
class Option:
    """One box to tick: value, label, number of recommendations, and other names that find it in the list."""

    value: str
    label: str
    n: int
    also: str = ""


@dataclass(frozen=True)
class Group:
    """Options that belong together, below one for all of them (or none)."""

    head: Option | None
    options: list[Option]


@dataclass(frozen=True)
class Filter:
    """One list to choose from: name in the address, label, groups, a note for readers, and whether a search
    for words finds a recommendation by these labels (which its row does not show in full)."""

    name: str
    label: str
    groups: list[Group]
    note: str = ""
    found: bool = False

    @property
    def size(self) -> int:
        return sum(len(g.options) for g in self.groups)


def tokens(site: Site, row: dict) -> dict[str, list[str]]:
    """The values of each filter that apply to a recommendation."""
    record, schema = (
        site.corpus.index("recommendations")[row["recommendation_id"]],
        site.tables["recommendations"].schema,
    )

    def actors(role: str) -> list[str]:
        kinds = {site.rows["actors"][a]["actor_type"] for a in record.items(role)}
        return [*record.items(role), *(f"type:{t}" for t in sorted(kinds))] or [UNKNOWN]

    def values(about: dict[str, Any]) -> list[str]:
        name = about["column"]
        if schema.field(name).is_list:
            return record.items(name)
        return [str(row[name])] if row[name] is not None else [UNKNOWN] * ("unknown" in about)

    pillars = dict.fromkeys(
        p for t in record.items("themes") if (p := site.corpus.vocabularies["theme"][t].get("broader"))
    )
    found = {
        "theme": [*record.items("themes"), *(f"pillar:{p}" for p in pillars)],
        "by": actors("made_by"),
        "to": actors("addressed_to"),
        "year": [*([str(row["year_best"])] if row["year_best"] else []), *([] if row["year"] else [UNKNOWN])],
        "instrument": list(dict.fromkeys(c["instrument_id"] for c in record.items("citations"))),
        "way": [way] if (way := ways(site).get(record.id)) else [],
    }
    return {f["name"]: values(f) if "column" in f else found[f["name"]] for f in FILTERS}


def filters(site: Site, rows: Iterable[dict[str, list[str]]]) -> list[Filter]:
    """All options, each with its number of recommendations; ``rows`` are the tokens of all rows."""
    count: dict[str, Counter] = defaultdict(Counter)
    for values in rows:
        for name, found in values.items():
            count[name].update(set(found))
    made = (
        Filter(f["name"], f["label"], _groups(site, f, count[f["name"]]), f.get("note", ""), f.get("found", False))
        for f in FILTERS
    )
    return [f for f in made if f.size]


def _groups(site: Site, about: dict[str, Any], n: Counter) -> list[Group]:
    """The options of a filter that occur, grouped if it has group heads; ``n`` counts by value."""
    labels = _labels(site, about, n).items()
    options = {value: Option(value, label, n[value], also) for value, (label, also) in labels if n[value]}
    unknown = [Option(UNKNOWN, about.get("unknown", "Not known"), n[UNKNOWN])] if n[UNKNOWN] else []
    if "heads" not in about:
        return [Group(None, [*options.values(), *unknown])]
    vocabulary, kinds = "pillar", site.terms_by_pillar()
    if about["heads"] == "type":
        vocabulary, of = "actor-type", {key: site.rows["actors"][key]["actor_type"] for key in options}
        kinds = [(kind, [key for key in options if of[key] == kind]) for kind in site.corpus.vocabularies[vocabulary]]
    groups = [Group(None, unknown)]
    for kind, members in kinds:
        value = f"{about['heads']}:{kind}"
        head = Option(value, site.corpus.label(f"terms:{vocabulary}", kind), n[value])
        groups.append(Group(head, [options[key] for key in members if key in options]))
    return [g for g in groups if g.options]


def _labels(site: Site, about: dict[str, Any], n: Counter) -> dict[str, tuple[str, str]]:
    """Label and other names of every option of a filter, in order, except "unknown"."""
    if vocabulary := about.get("vocabulary"):
        terms = site.corpus.vocabularies.get(vocabulary, {}).items()
        if about.get("numbered"):
            return {code: (f"{code} – {term.get('label')}", "") for code, term in terms}
        return {code: (term.get("label"), _names_elsewhere(site, vocabulary, term)) for code, term in terms}
    if table := about.get("table"):
        names = {key: site.corpus.label(table, key) for key in n if key in site.rows[table]}
        return {key: (names[key], _names(site, table, key)) for key in sorted(names, key=lambda k: names[k].casefold())}
    values = WAYS if about["name"] == "way" else {year: year for year in sorted(n) if year != UNKNOWN}
    return {value: (label, "") for value, label in values.items()}


def _names(site: Site, table: str, key: str) -> str:
    """Other names of a record: in full, abbreviated, by its symbol."""
    row = site.rows[table][key]
    return " ".join(str(row[n]) for n in ("name", "title", "abbreviation", "symbol") if row.get(n))


def _names_elsewhere(site: Site, vocabulary: str, term: Record) -> str:
    """The names of a term in other schemes and languages."""
    found = site.where("crosswalks", "code", term.get("code"), vocabulary=vocabulary)
    names = [m["label"] for m in found if m["label"] and m["relation"] in NEAR]
    return " ".join(dict.fromkeys([*names, *(x["label"] for x in term.items("other_labels"))]))


def rows_script(site: Site) -> str:
    """A script with the unchanged rows of recommendations.csv, for downloading a selection.

    It is a script because a page opened from a folder can load scripts, but no other files.
    """
    table = site.tables["recommendations"]
    names = [f.name for f in table.columns]
    head = to_csv(names, []).decode("utf-8")
    value = {
        "head": head,
        "lines": {r.record.id: to_csv(names, [r.cells]).decode("utf-8")[len(head) :] for r in table.rows},
        "names": names,
        "columns": [  # of a workbook
            vars(c) | {"of": None, "name": c.of.name, "type": field_type(c.of)} for c in reading.columns(table)
        ],
        "printed": reading.PRINTED,
        "foot": reading.foot(site.material),
        "about": list(reading.read_me(site.material, "{selection}")),
        "explained": reading.explained(site.material),
    }
    return f"our.published = {json.dumps(value, ensure_ascii=False, separators=(',', ':'))};\n"
