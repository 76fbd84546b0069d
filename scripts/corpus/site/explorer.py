"""The table of all recommendations that readers narrow down: what each row answers to, and what can be chosen."""
from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from ..records import Record
from .lookup import Site

UNNAMED = "unnamed"


@dataclass(frozen=True)
class Choice:
    """One list to choose from: name, label, and options (value, label, number) below a heading or below none ('')."""

    name: str
    label: str
    groups: dict[str, list[tuple[str, str, int]]]


def tokens(site: Site, row: dict, record: Record) -> dict[str, list[str]]:
    """The values of each list that a recommendation answers to."""
    makers = record.items("made_by")
    types = {site.corpus.find("actors", a).get("actor_type") for a in makers if site.corpus.find("actors", a)}
    return {
        "theme": record.items("themes"),
        "action": [row["type_of_action"]],
        "by": [*makers, *(f"type:{t}" for t in sorted(types))] or [UNNAMED],
        "to": record.items("addressed_to"),
        "source": [row["source"]],
    }


def choices(site: Site, rows: list[dict[str, list[str]]]) -> list[Choice]:
    """What can be chosen, with the number of recommendations behind each."""
    count = {name: Counter(v for t in rows for v in set(t[name])) for name in ("theme", "action", "by", "to", "source")}
    label = site.corpus.label

    def options(name: str, reference: str, values) -> list[tuple[str, str, int]]:
        return [(v, label(reference, v), count[name][v]) for v in values if count[name][v]]

    def by_name(name: str) -> list[tuple[str, str, int]]:
        return sorted(options(name, "actors", list(count[name])), key=lambda o: o[1].casefold())

    vocabularies = site.corpus.vocabularies
    types = [(f"type:{t}", label("terms:actor-type", t), count["by"][f"type:{t}"]) for t in vocabularies.get("actor-type", {}) if count["by"][f"type:{t}"]]
    makers = [o for o in by_name("by") if o[0] in site.rows["actors"]]
    themes = {label("terms:pillar", pillar): options("theme", "terms:theme", codes) for pillar, codes in site.terms_by_pillar()}
    unnamed = [(UNNAMED, "Not named in the document", count["by"][UNNAMED])] if count["by"][UNNAMED] else []
    return [
        Choice("theme", "Theme", {k: v for k, v in themes.items() if v}),
        Choice("by", "Asked by", {"": unnamed, "Any": types, "Actors": makers}),
        Choice("to", "Asked of", {"": by_name("to")}),
        Choice("action", "Action", {"": options("action", "terms:type-of-action", vocabularies.get("type-of-action", {}))}),
        Choice("source", "Document", {"": [(s, s, n) for s, n in sorted(count["source"].items())]}),
    ]
