"""What helps to write records: schemas for editors, commented examples, settings, hooks, and the check of addresses."""

from __future__ import annotations

import io
import json
import re
import urllib.error
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from corpus.commands.editor import PAGE
from corpus.commands.links import addresses, ask
from corpus.derive.completion import CHOICES, all_choices, choices, file_schema, settings
from corpus.derive.examples import example, examples_page
from corpus.model.records import Corpus, read_corpus
from corpus.model.schema import load_schemas
from corpus.model.yaml_reader import read_yaml
from helpers import ROOT, run

KINDS = load_schemas(ROOT / "schemas").kinds


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return read_corpus(ROOT)


def with_choices(corpus: Corpus) -> Registry:
    """What resolves the references of a schema for editors."""
    return Registry().with_resource(CHOICES, Resource(all_choices(corpus), DRAFT202012))


@pytest.mark.data
@pytest.mark.parametrize("name", KINDS)
def test_an_example_has_every_field_and_keeps_the_schema(name: str, corpus: Corpus) -> None:
    kind = KINDS[name]
    text = example(kind, corpus)
    reading = read_yaml(text)
    assert reading.faults == []
    records = reading.value if kind.records["many"] else [reading.value]
    assert [list(r) for r in records] == [list(kind.validation["properties"])]
    assert [e.message for r in records for e in Draft202012Validator(kind.validation).iter_errors(r)] == []
    for f in kind.fields:
        if f.name in kind.validation["properties"]:
            later = ", except in a proposal" if f.definition.get("x-optional") == "proposed" else ""
            state = f"required{later}" if f.required else "optional"
            assert f"{f.title} ({state})" in " ".join(text.replace("#", " ").split())
    comments = [line for line in text.split("\n") if "#" in line and not line.lstrip().startswith("#")]
    assert [
        c for c in comments if not re.search(r"['\"].*#.*['\"]|https?://", c)
    ] == []  # comments stand on their own lines


@pytest.mark.data
def test_the_page_of_examples_is_fresh(corpus: Corpus) -> None:
    assert (ROOT / PAGE).read_text(encoding="utf-8") == examples_page(corpus), "run scripts/editor.py --examples"


@pytest.mark.data
@pytest.mark.parametrize("name", KINDS)
def test_every_record_keeps_the_schema_of_the_editor(name: str, corpus: Corpus) -> None:
    kind = corpus.schemas.kinds[name]
    schema = file_schema(kind)
    Draft202012Validator.check_schema(schema)
    whole = Draft202012Validator(schema, registry=with_choices(corpus))
    files = [f for f in corpus.files if f.kind and f.kind.name == name and f.reading.value is not None]
    assert [(f.path, e.message) for f in files for e in whole.iter_errors(f.reading.value)] == []


@pytest.mark.data
def test_completion_offers_identifiers_and_codes_with_labels(corpus: Corpus) -> None:
    recommendation = file_schema(corpus.schemas.kinds["recommendation"])["items"]["properties"]
    offered = {f"{CHOICES}#/$defs/{name}": values for name, values in all_choices(corpus)["$defs"].items()}
    action = offered[recommendation["type_of_action"]["$ref"]]
    asked = offered[recommendation["addressed_to"]["items"]["$ref"]]
    assert set(action["enum"]) == set(corpus.vocabularies["type-of-action"])
    assert dict(zip(asked["enum"], asked["enumDescriptions"])) == choices("actors", corpus)
    assert len(action["enum"]) == len(action["enumDescriptions"]) and all(action["enumDescriptions"])
    assert all(isinstance(n, int) for n in offered[recommendation["specificity"]["$ref"]]["enum"])
    assert "\\Z" not in str(recommendation)  # editors read patterns as JavaScript does
    wrong = {"type_of_action": "no-such-code"}
    assert any(
        "no-such-code" in e.message
        for e in Draft202012Validator({"properties": recommendation}, registry=with_choices(corpus)).iter_errors(wrong)
    )


def test_the_command_writes_a_schema_for_each_kind_and_the_build_keeps_them_fresh(good: Path) -> None:
    assert run("editor", root=good).code == 0
    names = {p.name for p in (good / "schemas/editor").iterdir()}
    assert names == {CHOICES, *(f"{n}.schema.json" for n in KINDS)}
    run("build", root=good)
    actor = good / "data/records/actors/asa-holm.yaml"
    actor.write_text(actor.read_text(encoding="utf-8").replace("label: ", "label: Dr "), encoding="utf-8")
    assert f"not up to date: schemas/editor/{CHOICES}" in run("build", "--check", root=good).out


@pytest.mark.data
def test_the_settings_name_every_kind(corpus: Corpus) -> None:
    said = json.loads((ROOT / ".vscode/settings.json").read_text(encoding="utf-8"))
    assert said["yaml.schemas"] == settings(corpus)
    for pattern in said["yaml.schemas"].values():
        assert list(ROOT.glob(pattern)) or pattern.endswith("retired.yaml")
    for name in ("extensions.json", "tasks.json"):
        json.loads((ROOT / ".vscode" / name).read_text(encoding="utf-8"))


def test_hooks_call_what_a_person_and_the_workflows_call() -> None:
    repos = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"]
    assert [r["repo"] for r in repos] == ["local"]
    for hook in repos[0]["hooks"]:
        assert hook["pass_filenames"] is False
        program, target, *_ = hook["entry"].split()
        if hook["language"] == "python":  # a Python of its own, which finds the environment of the project
            assert program == "python" and (ROOT / target).is_file()
        else:
            assert (hook["language"], program) == ("system", "make")
            assert re.search(rf"^{target}: .*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    files = {hook["id"]: re.compile(hook["files"]) for hook in repos[0]["hooks"]}
    assert [i for i, f in files.items() if f.search("data/records/actors/odihr.yaml")] == ["format", "validate"]
    assert [i for i, f in files.items() if f.search("scripts/build.py")] == ["lint"]


# Addresses


def test_addresses_are_found_with_their_place(good: Path) -> None:
    path = good / "data/records/actors/harbour-guild.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("https://guild.example.org/\n", "https://www.osce.org/odihr\n"),
        encoding="utf-8",
    )
    assert [a for a in addresses(good) if "actors/harbour" in a[1]] == [
        ("https://www.osce.org/odihr", "data/records/actors/harbour-guild.yaml:7")
    ]


@pytest.mark.parametrize(
    ("error", "verdict"),
    [(404, "wrong"), (410, "wrong"), (403, "doubtful"), (503, "doubtful"), (TimeoutError("slow"), "doubtful")],
)
def test_an_address_that_fails(error: int | Exception, verdict: str) -> None:
    def opener(request, timeout):
        raise urllib.error.HTTPError("x", error, "", {}, io.BytesIO()) if isinstance(error, int) else error

    assert ask("https://www.osce.org/", 1, opener)[0] == verdict
