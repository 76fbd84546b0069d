"""What became of noted requests: computed here again from the published CSVs, in another way."""

from __future__ import annotations

import csv
import itertools

import pytest

from helpers import ROOT

pytestmark = pytest.mark.data

CLOSEST = ["restates", "elaborates", "consolidates", "follows-up"]
OUTCOME = dict(zip(CLOSEST, ["kept", "elaborated", "merged", "recalled"]))


def rows(path: str) -> list[dict[str, str]]:
    with (ROOT / "data" / path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


MAIN = {r["recommendation_id"]: r for r in rows("recommendations.csv")}
LAYER = {r["passage_id"]: r["layer"] for r in rows("audit/passages.csv")}
ORDER = {(r["source_id"], r["layer"]): int(r["drafting_order"]) for r in rows("tables/source_layers.csv")}
TRACES = {(r["recommendation_id"], r["layer"]): r for r in rows("tables/request_traces.csv")}


def layer(name: str) -> str:
    return LAYER[MAIN[name]["passage_id"]]


def order(name: str) -> int:
    return ORDER[MAIN[name]["source_id"], layer(name)]


def closest_ways() -> dict[tuple[str, str], int]:
    """For each pair of recommendations of a document the loosest relation on the closest way between them.

    The widest paths between all pairs (the algorithm of Floyd and Warshall with max and min exchanged).
    """
    ways: dict[tuple[str, str], int] = {}
    for r in rows("tables/recommendation_relations.csv"):
        derived, origin, n = r["recommendation_id"], r["origin_id"], CLOSEST.index(r["relation_code"])
        if MAIN[derived]["source_id"] != MAIN[origin]["source_id"]:
            continue
        both = (
            [(origin, derived), (derived, origin)]
            if n == 0 and order(derived) == order(origin)
            else [(origin, derived)]
        )
        for pair in both:
            ways[pair] = min(n, ways.get(pair, n))
    names = sorted({name for pair in ways for name in pair})
    for through, a, b in itertools.product(names, names, names):
        if a != b and (a, through) in ways and (through, b) in ways:
            loosest = max(ways[a, through], ways[through, b])
            ways[a, b] = min(loosest, ways.get((a, b), loosest))
    return ways


WAYS = closest_ways()


def test_each_request_of_the_first_layer_has_a_row_for_each_later_one() -> None:
    due = set()
    for name in MAIN:
        source = MAIN[name]["source_id"]
        used = {layer(n) for n in MAIN if MAIN[n]["source_id"] == source}
        if order(name) == 1 and len(used) > 1:
            due |= {(name, other) for other in used if ORDER[source, other] > 1}
    assert TRACES.keys() == due
    assert len(due) == 276


@pytest.mark.parametrize("later", sorted({layer for _, layer in TRACES}))
def test_what_is_reached_follows_from_the_relations(later: str) -> None:
    for (name, where), row in TRACES.items():
        if where != later:
            continue
        found = {b: n for (a, b), n in WAYS.items() if a == name and layer(b) == later}
        assert row["reached"] == str(bool(found)).lower(), name
        assert row["reached_as_id"] == "; ".join(sorted(found)), name
        relation = CLOSEST[min(found.values())] if found else ""
        assert row["relation_code"] == relation, name
        assert row["outcome_code"] == (
            "not-taken" if not found else "split" if len(found) > 1 else OUTCOME[relation]
        ), name


def test_addressees_are_added_where_the_later_item_names_others() -> None:
    actors: dict[str, list[str]] = {}
    label = {r["actor_id"]: r["label"] for r in rows("tables/actors.csv")}
    for r in rows("tables/recommendation_actors.csv"):
        if r["role_code"] == "addressed-to":
            actors.setdefault(r["recommendation_id"], []).append(r["actor_id"])
    for (name, _), row in TRACES.items():
        there = {a for n in row["reached_as_id"].split("; ") if n for a in actors[n]}
        added = {label[a] for a in there - set(actors[name]) - {"everyone"}}
        assert set(filter(None, row["addressees_added"].split("; "))) == added, name
        assert row["addressees_changed"] == (str(bool(added)).lower() if row["reached_as_id"] else ""), name


def test_an_item_that_names_nobody_is_traced_to_the_makers_of_its_origins() -> None:
    seen = 0
    for name, row in MAIN.items():
        origins = [a for (a, b) in WAYS if b == name and order(a) < order(name)]
        makers = {m for a in origins for m in MAIN[a]["made_by"].split("; ") if m}
        assert set(filter(None, row["traced_to"].split("; "))) == (set() if row["made_by"] else makers), name
        seen += bool(row["traced_to"])
    assert seen > 30


def test_taken_up_by_is_the_other_end_of_the_relations() -> None:
    due: dict[str, set[str]] = {}
    for r in rows("tables/recommendation_relations.csv"):
        derived, origin = r["recommendation_id"], r["origin_id"]
        if MAIN[derived]["source_id"] == MAIN[origin]["source_id"] and order(derived) > order(origin):
            due.setdefault(origin, set()).add(derived)
    assert {n: set(r["taken_up_by_id"].split("; ")) for n, r in MAIN.items() if r["taken_up_by_id"]} == due
