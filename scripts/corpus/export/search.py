"""The synonyms of every search: from search.yaml, abbreviations and labels of the records."""

import re
from collections.abc import Mapping
from pathlib import Path

import yaml

from corpus.derive.tables import Table
from corpus.model.records import LIST_SEPARATOR

_ALL = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))

SAME: list[list[str]] = _ALL["same"]
IGNORED: list[str] = _ALL["ignored"].split()
JOINED: str = _ALL["joined"]
IRREGULAR: dict[str, str] = _ALL["irregular"]
NEAR = ("exactMatch", "closeMatch")  # matches (SKOS) whose labels are used
_SHORT_IN_BRACKETS = re.compile(r"(.*\w)\s+\(([A-Z][A-Za-z]*[A-Z][A-Za-z-]*)\)")


def abbreviations(tables: Mapping[str, Table]) -> list[tuple[str, str]]:
    """The abbreviations in the records, as pairs of long and short form; a search for one finds the other."""
    actors = [r.values for r in tables["actors"].rows]
    pairs = {(r["name"], r["abbreviation"]) for r in actors if r["abbreviation"] not in (None, r["name"])}
    names = [m.values["label"] for m in tables["crosswalks"].rows if m.values["relation"] in NEAR]
    names += [name for r in tables["instruments"].rows for name in (r.values["title"], r.values["short_title"])]
    pairs |= {(found[1], found[2]) for found in (_SHORT_IN_BRACKETS.fullmatch(n or "") for n in names) if found}
    return sorted(pairs)


def groups(tables: Mapping[str, Table]) -> list[list[str]]:
    """Groups of synonyms from search.yaml, abbreviations and labels of terms; groups that share a word are merged."""
    terms = [r.values for r in tables["terms"].rows if r.values["alt_labels"]]
    labels = [[t["label"], *t["alt_labels"].split(LIST_SEPARATOR)] for t in terms]
    found: list[list[str]] = []
    for group in [*SAME, *map(list, abbreviations(tables)), *labels]:
        names = {w.casefold() for w in group}
        joined = [g for g in found if names & {w.casefold() for w in g}]
        found = [g for g in found if g not in joined]
        found.append(list({w.casefold(): w for g in [group, *joined] for w in g}.values()))
    return found
