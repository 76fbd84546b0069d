"""The package as others see it, and the definitions behind it: frictionless, the official profile, JSON Schema."""

from __future__ import annotations

import csv
import importlib.util
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from jsonschema.validators import validator_for

from corpus.model.records import Corpus, read_corpus
from corpus.model.schema import TABLE_ORDER, load_schemas
from helpers import ROOT

pytestmark = pytest.mark.data

SCHEMAS = sorted((ROOT / "schemas").glob("[rt]*/*.schema.json"))
LOADED = load_schemas(ROOT / "schemas")
RESOLVED = sorted({id(s): s for s in (*LOADED.kinds.values(), *LOADED.tables.values())}.values(), key=lambda s: s.path)


@pytest.fixture(scope="module")
def descriptor() -> dict:
    return json.loads((ROOT / "datapackage.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return read_corpus(ROOT)


def resources(descriptor: dict) -> dict[str, dict]:
    return {r["name"]: r for r in descriptor["resources"]}


# As others see it


def test_frictionless_finds_nothing_wrong() -> None:
    command = [sys.executable, "-m", "frictionless", "validate", "datapackage.json", "--json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    report = json.loads(done.stdout)
    assert [(t["name"], e["message"]) for t in report["tasks"] for e in t["errors"]] + report["errors"] == []
    assert done.returncode == 0 and report["valid"] is True
    assert len(report["tasks"]) == len(LOADED.tables)


def against_profile(document: dict, name: str) -> list[str]:
    """What the official profile says; dplib carries it (its own checker asks the network)."""
    folder = Path(importlib.util.find_spec("dplib").submodule_search_locations[0]) / "profiles" / "2.0"
    profile = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    return [e.message for e in validator_for(profile)(profile).iter_errors(document)]


def test_the_official_profile_is_kept(descriptor: dict) -> None:
    assert against_profile(descriptor, "datapackage") == []
    for r in descriptor["resources"]:
        assert against_profile(r, "dataresource") == [] == against_profile(r["schema"], "tableschema")
    assert descriptor["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert {r["schema"]["$schema"] for r in descriptor["resources"]} == {
        "https://datapackage.org/profiles/2.0/tableschema.json"
    }


def test_the_official_profile_can_fail(descriptor: dict) -> None:
    assert against_profile(descriptor | {"licenses": []}, "datapackage")
    broken = json.loads(json.dumps(descriptor))
    broken["resources"][0]["schema"]["fields"][0]["type"] = "words"
    assert against_profile(broken, "datapackage")


def test_nothing_in_the_descriptor_changes_by_itself(descriptor: dict) -> None:
    text = json.dumps(descriptor)
    day = re.search(r"(?m)^## [0-9.]+ – (\S+)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))[1]
    assert "id" not in descriptor and descriptor["created"] == f"{day}T00:00:00Z"
    assert "fieldsMatch" not in text  # frictionless and the profile disagree on its form
    assert {f["type"] for r in descriptor["resources"] for f in r["schema"]["fields"]} <= {
        "string",
        "integer",
        "number",
        "boolean",
        "date",
    }
    names = [r["name"] for r in descriptor["resources"]]
    assert names == [t for t in TABLE_ORDER if t in LOADED.tables] + [t for t in LOADED.tables if t not in TABLE_ORDER]
    for r in descriptor["resources"]:
        assert (ROOT / r["path"]).stat().st_size == r["bytes"]


def test_foreign_keys_lead_somewhere(descriptor: dict) -> None:
    by_name = resources(descriptor)
    keys = 0
    for r in descriptor["resources"]:
        names = [f["name"] for f in r["schema"]["fields"]]
        assert len(names) == len(set(names))
        assert set(r["schema"]["primaryKey"]) <= set(names)
        for key in r["schema"].get("foreignKeys", []):
            target = by_name[key["reference"]["resource"] or r["name"]]
            assert set(key["fields"]) <= set(names)
            assert key["reference"]["fields"] == target["schema"]["primaryKey"][: len(key["fields"])]
            assert len(key["fields"]) == len(target["schema"]["primaryKey"])  # the whole key, so that it is one row
            keys += 1
    assert keys > 30


def test_every_reference_to_a_table_is_a_foreign_key(descriptor: dict) -> None:
    by_name = resources(descriptor)
    for name, schema in LOADED.tables.items():
        found = {tuple(k["fields"]) for k in by_name[name]["schema"].get("foreignKeys", [])}
        for f in schema.columns:
            if f.references and not f.vocabulary:
                assert f.name.endswith("_id")
            if f.references and not f.vocabulary and not f.is_list:
                assert (f.name,) in found, f"{name}.{f.name}"


def test_codes_are_those_of_the_vocabularies(descriptor: dict, corpus: Corpus) -> None:
    by_name = resources(descriptor)
    seen = set()
    for name, schema in LOADED.tables.items():
        fields = {f["name"]: f for f in by_name[name]["schema"]["fields"]}
        for f in schema.columns:
            here = fields[f.name]
            if f.vocabulary and not f.is_list:
                terms = corpus.vocabularies[f.vocabulary]
                codes = [int(c) if f.definition["type"] == "integer" else c for c in terms]
                assert here["constraints"]["enum"] == codes
                assert here["categories"] == [{"value": v, "label": terms[str(v)].get("label")} for v in codes]
                seen.add(f.vocabulary)
            else:
                assert "categories" not in here
    assert {"theme", "type-of-action", "wording-strength", "pillar", "specificity"} <= seen


def test_every_vocabulary_named_in_a_definition_exists(corpus: Corpus) -> None:
    named = {
        f.vocabulary
        for s in RESOLVED
        for f in (*s.fields, *(g for f in s.fields for g in f.item_fields))
        if f.vocabulary
    }
    assert named <= corpus.vocabularies.keys()
    assert set(corpus.vocabularies) == set(corpus.vocabularies["vocabulary"])


# The definitions


@pytest.mark.parametrize("path", SCHEMAS, ids=lambda p: p.name.removesuffix(".schema.json"))
def test_a_schema_keeps_to_json_schema_and_the_dialect(path: Path) -> None:
    document = json.loads(path.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(document)
    dialect = json.loads((ROOT / "schemas" / "dialect.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(dialect)
    assert [e.message for e in Draft202012Validator(dialect).iter_errors(document)] == []


@pytest.mark.parametrize(
    "fault",
    [
        {"oneOf": [{"type": "string"}]},
        {"type": ["string", "null"]},
        {"pattern": "^[a-z]+$"},
        {"description": ""},
        {"title": None},
        {"unknown": 1},
    ],
)
def test_the_dialect_can_fail(fault: dict) -> None:
    dialect = json.loads((ROOT / "schemas" / "dialect.schema.json").read_text(encoding="utf-8"))
    document = json.loads((ROOT / "schemas" / "records" / "actor.schema.json").read_text(encoding="utf-8"))
    document["properties"]["label"] |= fault
    assert not Draft202012Validator(dialect).is_valid(document)


@pytest.mark.parametrize("schema", RESOLVED, ids=lambda s: s.name)
def test_every_field_explains_itself(schema) -> None:
    Draft202012Validator.check_schema(schema.definition)
    assert schema.title and schema.description.endswith(".")
    assert set(schema.definition["required"]) <= {f.name for f in schema.fields}
    if schema.table:
        assert set(schema.table["key"]) <= {f.name for f in schema.stored}
    for f in (*schema.fields, *(g for whole in schema.fields for g in whole.item_fields)):
        assert f.title and f.description and f.examples, f"{schema.name}.{f.name}"
        validator = Draft202012Validator(f.definition, format_checker=Draft202012Validator.FORMAT_CHECKER)
        for example in f.examples:
            if f.is_list and f.definition.get("readOnly"):
                continue
            assert [e.message for e in validator.iter_errors(example)] == [], f"{schema.name}.{f.name}: {example}"


def test_every_column_is_described_and_says_what_it_joins(descriptor: dict) -> None:
    for resource in descriptor["resources"]:
        described = {f["name"]: f["description"] for f in resource["schema"]["fields"]}
        assert {n: d for n, d in described.items() if len(d) < 20} == {}, resource["name"]
        for key in resource["schema"].get("foreignKeys", []):
            other = key["reference"]["resource"] or resource["name"]
            for here, there in zip(key["fields"], key["reference"]["fields"]):
                assert f"oins {other}.{there}" in described[here], f"{resource['name']}.{here}"
    for schema in LOADED.tables.values():  # lists refer too, and have no foreign key
        for column in schema.columns:
            if column.references and not column.labels:
                assert re.search(r"[Jj]oins [a-z_]+\.[a-z_]+", column.description), f"{schema.name}.{column.name}"


def test_examples_in_the_descriptor_are_values_of_rows(descriptor: dict) -> None:
    seen = 0
    for resource in descriptor["resources"]:
        with (ROOT / resource["path"]).open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        for f in resource["schema"]["fields"]:
            filled = {r[f["name"]] for r in rows} - {""}
            assert f.get("example") in (filled or {None}), f"{resource['name']}.{f['name']}"
            seen += bool(filled)
    assert seen > 300  # the files were read


def test_examples_of_codes_are_codes(corpus: Corpus) -> None:
    for schema in RESOLVED:
        for f in (*schema.fields, *(g for whole in schema.fields for g in whole.item_fields)):
            if f.vocabulary:
                for example in f.examples:
                    for code in example if isinstance(example, list) else [example]:
                        assert str(code) in corpus.vocabularies[f.vocabulary], f"{schema.name}.{f.name}: {code}"


def test_link_tables_are_filled_completely() -> None:
    """Every column of a link table is filled by its lists or by a function; every list names a table that exists."""
    for kind in LOADED.kinds.values():
        for f in kind.fields:
            if f.table:
                columns = {c.name for c in LOADED.tables[f.table["table"]].stored}
                given = set(f.table["fill"]) | {g.name for g in f.item_fields}
                assert given <= columns, f"{kind.name}.{f.name}: {given - columns}"
                for how in f.table["fill"].values():
                    assert how.get("record") in (None, *(x.name for x in kind.fields))


# The formats

FORMATS = json.loads((ROOT / "schemas" / "formats.schema.json").read_text(encoding="utf-8"))["$defs"]


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_takes_what_is_right_and_refuses_what_is_wrong(name: str) -> None:
    checker = Draft202012Validator(FORMATS[name], format_checker=Draft202012Validator.FORMAT_CHECKER)
    assert FORMATS[name]["x-format"] == name
    assert [x for x in FORMATS[name]["examples"] if not checker.is_valid(x)] == []
    assert [x for x in FORMATS[name]["x-counter-examples"] if checker.is_valid(x)] == []


def test_every_format_is_used_and_defined_once() -> None:
    text = "".join(p.read_text(encoding="utf-8") for p in SCHEMAS)
    assert [name for name in FORMATS if f'/$defs/{name}"' not in text] == []
    assert '"pattern"' not in text
    rules = [(f.get("pattern"), f.get("format")) for f in FORMATS.values()]
    assert len(set(rules)) == len(rules)
