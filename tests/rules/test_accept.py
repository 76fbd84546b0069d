"""`pytest --accept` writes what fixtures expect, and refuses what their folders do not say."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
import yaml

from cases import PACKAGES, RULES, Case, bench_of, changed, problems_of, read, written
from helpers import GOOD, ROOT, run

ASKED = [c for c in RULES if any("-r0" in str(e.get("record")) for e in c.change["edits"])]


def copied(case: Case, folder: Path) -> Case:
    """The same case, in a file of its own."""
    file = folder / case.name / "change.yaml"
    file.parent.mkdir(parents=True)
    shutil.copy(case.file, file)
    return read(file, case.pinned)


def problem(case: Case, **other: object) -> dict:
    return dict.fromkeys(case.pinned) | case.expected[0] | other


@pytest.mark.parametrize("case", [*RULES, *PACKAGES], ids=lambda c: c.name)
def test_what_is_written_is_what_is_read(case: Case) -> None:
    change = yaml.safe_load(f"why: x\nexpect:{written(case.expected, case.keys)}")
    assert Case(case.file, change, case.pinned).expected == case.expected


def test_a_place_that_moved_is_written_and_nothing_else(tmp_path: Path) -> None:
    case = copied(next(c for c in RULES if c.name == "K003-number"), tmp_path)
    before = case.file.read_text(encoding="utf-8")
    again = case.accepted([problem(case, line=90)])
    assert again.expected[0]["line"] == 90
    after = case.file.read_text(encoding="utf-8")
    assert after.split("expect:")[0] == before.split("expect:")[0]
    assert after == before.replace("line: 89", "line: 90")


def test_what_is_right_already_is_left_alone(tmp_path: Path) -> None:
    case = copied(RULES[0], tmp_path)
    before = case.file.stat().st_mtime_ns
    assert case.accepted([problem(case)]) is case
    assert case.file.stat().st_mtime_ns == before


def test_keys_behind_what_is_expected_stay(tmp_path: Path) -> None:
    case = copied(next(c for c in RULES if c.name == "K003-number"), tmp_path)
    case.file.write_text(case.file.read_text(encoding="utf-8") + "build: false\n", encoding="utf-8")
    again = read(case.file, case.pinned).accepted([problem(case, line=90)])
    assert again.change["build"] is False
    assert again.expected[0]["line"] == 90


@pytest.mark.parametrize(
    ("name", "problems"),
    [
        ("K003-number", [{"code": "K002"}]),
        ("K003-number", [{}, {"code": "S003"}]),
        ("K003-number", []),
        ("OK-tabs", [{"code": "V001"}]),
    ],
)
def test_problems_of_another_rule_are_refused(name: str, problems: list[dict], tmp_path: Path) -> None:
    case = copied(next(c for c in (*RULES, *PACKAGES) if c.name == name), tmp_path)
    before = case.file.read_bytes()
    anywhere = dict.fromkeys(case.pinned) | {"code": case.code, "path": "x.csv", "line": 1}
    with pytest.raises(ValueError, match=f"{name}: not accepted"):
        case.accepted([anywhere | p for p in problems])
    assert case.file.read_bytes() == before


def test_a_required_field_costs_one_accepted_run(tmp_path: Path) -> None:
    """As docs/developing.md says: a scalar is added to recommendations, and no fixture is edited by hand."""
    root = tmp_path / "good"
    shutil.copytree(ROOT / "schemas", root / "schemas", ignore=shutil.ignore_patterns("editor"))
    shutil.copytree(GOOD / "data", root / "data")
    schema = root / "schemas" / "records" / "recommendation.schema.json"
    document = json.loads(schema.read_text(encoding="utf-8"))
    fields = list(document["properties"].items())
    at = [name for name, _ in fields].index("in_our_words") + 1
    new = {"type": "string", "title": "Urgency", "description": "How soon it is asked for.", "examples": ["soon"]}
    document["properties"] = dict([*fields[:at], ("urgency", new), *fields[at:]])
    document["required"].append("urgency")
    schema.write_text(json.dumps(document), encoding="utf-8")
    for file in root.glob("data/records/sources/*/recommendations.yaml"):
        text = file.read_text(encoding="utf-8")
        file.write_text(re.sub(r"(?m)^(  in_our_words: .*\n)", r"\1  urgency: soon\n", text), encoding="utf-8")
    assert run("build", root=root).code == 0
    bench = bench_of(root, tmp_path)
    moved = 0
    for case in (copied(c, tmp_path) for c in ASKED[::3]):
        with changed(bench, case) as folder:
            problems = problems_of(case, folder)
        again = case.accepted(problems)
        again.check(problems)
        moved += again is not case
    assert moved >= 3
