"""The words that every search takes for the same: of search.yaml, and what the records abbreviate."""

import re
from collections.abc import Mapping
from pathlib import Path

import yaml

from corpus.derive.tables import Table

_ALL = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))

SAME: list[list[str]] = _ALL["same"]
IGNORED: list[str] = _ALL["ignored"].split()
NEAR = ("exactMatch", "closeMatch")  # a match that may be found under its name elsewhere (SKOS)
_SHORT_IN_BRACKETS = re.compile(r"(.*\w)\s+\(([A-Z][A-Za-z]*[A-Z][A-Za-z-]*)\)")


def abbreviations(tables: Mapping[str, Table]) -> list[tuple[str, str]]:
    """What the records abbreviate, as pairs of long and short; a search for one finds the other."""
    actors = [r.values for r in tables["actors"].rows]
    pairs = {(r["name"], r["abbreviation"]) for r in actors if r["abbreviation"] not in (None, r["name"])}
    names = [m.values["label"] for m in tables["crosswalks"].rows if m.values["relation"] in NEAR]
    names += [name for r in tables["instruments"].rows for name in (r.values["title"], r.values["short_title"])]
    pairs |= {(found[1], found[2]) for found in (_SHORT_IN_BRACKETS.fullmatch(n or "") for n in names) if found}
    return sorted(pairs)


def groups(tables: Mapping[str, Table]) -> list[list[str]]:
    """What means the same: search.yaml and the abbreviations, those that share a word in one group."""
    found: list[list[str]] = []
    for group in [*SAME, *map(list, abbreviations(tables))]:
        names = {w.casefold() for w in group}
        joined = [g for g in found if names & {w.casefold() for w in g}]
        found = [g for g in found if g not in joined]
        found.append(list(dict.fromkeys(w for g in [*joined, group] for w in g)))
    return found


def also_called(text: str, same: list[list[str]]) -> str:
    """The words that mean the same as words of a text and are not in it; ``same`` is what :func:`groups` gives."""
    out: list[str] = []
    for group in same:
        here = [w for w in group if re.search(rf"\b{re.escape(w)}s?\b", text, re.IGNORECASE)]
        out += [w for w in group if here and w not in here]
    return "; ".join(dict.fromkeys(out))
