"""A new field of a known format is checked from the moment it is defined, with no edit but its own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from helpers import run

RECORD = "data/records/instruments/river-charter.yaml"


def define(root: Path, name: str, **definition: object) -> None:
    """Add one field to the definition of instruments."""
    path = root / "schemas" / "records" / "instrument.schema.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    words = {"title": "New field", "description": "A field that nobody has written a rule for."}
    schema["properties"][name] = words | definition
    path.write_text(json.dumps(schema, indent=2), encoding="utf-8")


def problems(root: Path, *lines: str) -> list[tuple]:
    """What is reported once the record has these lines more."""
    path = root / RECORD
    path.write_text("".join(f"{line}\n" for line in [path.read_text(encoding="utf-8").rstrip("\n"), *lines]))
    report = json.loads(run("validate", "--format", "json", root=root).out)
    return [(p["code"], p["level"], p["path"], p["line"], p["column"], p["field"]) for p in report["problems"]]


def reference(name: str) -> str:
    return f"../formats.schema.json#/$defs/{name}"


@pytest.fixture
def last_line(good: Path) -> int:
    return (good / RECORD).read_text(encoding="utf-8").count("\n")


def test_a_new_date_field_knows_the_calendar(good: Path, last_line: int) -> None:
    define(good, "signed", **{"$ref": reference("edtf"), "examples": ["2008-02-29"]})
    line = last_line + 1
    assert problems(good, 'signed: "2008-02-31"') == [("R003", "error", RECORD, line, 9, "signed")]


def test_a_new_list_of_countries_knows_the_codes(good: Path, last_line: int) -> None:
    items = {"$ref": reference("country")}
    define(good, "signatories", type="array", items=items, examples=[["AT", "GB"]], uniqueItems=True)
    line = last_line + 1
    assert problems(good, "signatories: [AT, UK]") == [("R008", "error", RECORD, line, 19, "signatories")]


def test_a_new_date_field_is_in_the_table(good: Path) -> None:
    define(good, "signed", **{"$ref": reference("edtf"), "examples": ["2008-02-29"]})
    assert {code for code, *_ in problems(good, 'signed: "2008-02-29"')} == {"P001"}
    assert run("build", root=good).code == 0
    assert problems(good) == []
    header, *rows = (good / "data/tables/instruments.csv").read_text(encoding="utf-8").splitlines()
    assert header.endswith(",signed") and any(row.endswith(",2008-02-29") for row in rows)
