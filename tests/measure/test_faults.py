"""The fault run counts what the command would say, and its list is what the page says it is."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from functools import cache
from pathlib import Path

import mutation
import pytest
from error_detection import FIRST, MUTATION, PAGE, from_csv, page, share
from faults.kinds import KINDS
from faults.run import Bench, faults

from cases import RULES
from corpus.rules import registry
from helpers import ROOT, contents, run


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return Bench(tmp_path_factory.mktemp("faults") / "copy")


@pytest.mark.data
@pytest.mark.parametrize(
    "name", ["actor-misspelt", "other-theme", "id-changed", "cut-off", "file-renamed", "table-cell", "stray-record"]
)
def test_what_is_counted_is_what_the_command_says(bench: Bench, name: str, tmp_path: Path) -> None:
    before = contents(bench.root)
    fault = next(faults(bench, KINDS[name], 1))
    quick = [(p.code, p.path, p.line, p.message) for p in bench.findings(fault)]
    assert contents(bench.root) == before
    for path, data in fault.files.items():
        (bench.root / path).unlink(missing_ok=True) if data is None else (bench.root / path).write_bytes(data)
    try:
        told = json.loads(run("validate", "--format", "json", root=bench.root).out)["problems"]
    finally:
        for path in fault.files:
            (bench.root / path).write_bytes(before[path]) if path in before else (bench.root / path).unlink()
    stale = () if name.startswith("table-") else ("P001",)
    assert quick == [(p["code"], p["path"], p["line"], p["message"]) for p in told if p["code"] not in stale]
    assert quick or not KINDS[name].apart


def test_every_kind_explains_itself() -> None:
    assert len({k.told for k in KINDS.values()}) == len(KINDS) >= 60
    assert all(k.told[0].isupper() or k.told.startswith("addressees_changed") for k in KINDS.values())
    assert all(k.told.endswith(".") for k in KINDS.values())
    assert 10 < sum(not k.apart for k in KINDS.values()) < len(KINDS) / 2


def test_the_page_is_what_the_runs_left() -> None:
    text = (ROOT / PAGE).read_text(encoding="utf-8")
    assert page(text) == text
    first = from_csv(ROOT / FIRST)
    assert first.keys() == KINDS.keys()  # the list is the one that was run first
    assert sum(c.made > 0 for c in first.values()) >= 60 and sum(c.made for c in first.values()) >= 2000


def mutants_published() -> list[dict[str, str]]:
    with (ROOT / MUTATION).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def names_of_mutants() -> frozenset[str]:
    return frozenset(m.name for module in mutation.MODULES for m in mutation.mutants(module))


def names_of_code_that_is_gone(published: list[dict[str, str]]) -> list[str]:
    """Published mutants whose function is gone; of those that survived also where the change is gone."""
    exist = names_of_mutants()
    functions = {name.split(":")[0] for name in exist}
    return [
        r["mutant"]
        for r in published
        if r["mutant"].split(":")[0] not in functions or r["killed"] == "false" and r["mutant"] not in exist
    ]


def test_the_published_mutants_are_of_code_that_exists() -> None:
    """Where this fails, the rules were rewritten since they were measured: run `make mutation`."""
    published = mutants_published()
    assert len(published) == mutation.SAMPLE
    assert names_of_code_that_is_gone(published) == []


@pytest.mark.parametrize("module", [m for m in mutation.MODULES if next(mutation.mutants(m), None)])
def test_a_mutant_takes_the_place_of_its_rule(module: str) -> None:
    mutant, before = next(mutation.mutants(module)), dict(registry.REGISTRY)
    try:
        mutation.load(mutant)
        changed = {code for code, rule in registry.REGISTRY.items() if rule.check is not before[code].check}
    finally:
        registry.REGISTRY.update(before)
    assert changed == set(mutant.codes)


def test_a_rule_that_is_not_changed_is_not_killed(tmp_path: Path) -> None:
    ranks = next(m for m in mutation.mutants("terms") if m.codes == ("K007",))
    same = replace(ranks, change=lambda node: None)
    cases = [case for case in RULES if case.code == "K007"]
    assert cases and not mutation.killed(same, mutation.prepared(tmp_path), cases)


def test_a_mutant_of_a_function_that_is_gone_is_noticed() -> None:
    gone = [{"mutant": "bytes.no_such_rule: 0 → 1", "killed": "true"}]
    assert names_of_code_that_is_gone(gone) == ["bytes.no_such_rule: 0 → 1"]
    shown = min(names_of_mutants())
    assert names_of_code_that_is_gone([{"mutant": shown, "killed": "false"}]) == []
    assert names_of_code_that_is_gone([{"mutant": f"{shown} + 1", "killed": "false"}]) == [f"{shown} + 1"]


def test_every_reason_is_of_a_mutant_that_survives() -> None:
    survivors = {r["mutant"]: r["why_not"] for r in mutants_published() if r["killed"] == "false"}
    assert {name: why for name, why in mutation.REASONS.items() if survivors.get(name) != why} == {}


def test_shares_are_never_rounded_to_all_or_none() -> None:
    assert [share(*x) for x in ((0, 9), (9, 9), (1, 2), (1999, 2000), (1, 5000), (0, 0))] == [
        "0 %",
        "100 %",
        "50.0 %",
        "99.9 %",
        "0.1 %",
        "–",
    ]
