"""Texts for readers have no phrase that is always wrong: pages, fields, terms, rules, help and messages."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from helpers import ROOT

PHRASES = yaml.safe_load(Path(__file__).with_name("prose.yaml").read_text(encoding="utf-8"))
BUILT = "docs/example-records.md"  # of texts that are checked where they are written
NOT_PROSE = re.compile(r"`[^`]*`|\]\([^)]*\)|\{ #[^}]*\}|<[^>]*>")
WITH_PROSE = ("title", "description", "label", "definition", "scope_note", "note")


def values(node: object, name: str = "") -> Iterator[tuple[str, str]]:
    """Every text in JSON or YAML, with the name of its field."""
    if isinstance(node, str):
        yield name, node
    pairs = node.items() if isinstance(node, dict) else ((name, n) for n in node) if isinstance(node, list) else ()
    for key, inner in pairs:
        yield from values(inner, str(key))


def constants(path: Path) -> Iterator[str]:
    """Messages in Python; docstrings only where they are printed: of rules and of commands."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    printed = path.parent.name in ("rules", "commands", "derive") or path.name in ("setup.py", "command.py")
    hidden = set()
    for node in ast.walk(tree):
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)) and ast.get_docstring(node):
            is_rule = isinstance(node, ast.FunctionDef) and bool(node.decorator_list)
            if not (printed and (is_rule or isinstance(node, ast.Module))):
                hidden.add(node.body[0].value)  # type: ignore[attr-defined]  # a docstring
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in hidden:
            yield node.value


def texts() -> Iterator[tuple[str, str]]:
    """Every text for readers, with the file it is in."""
    for path in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))):
        if path != ROOT / BUILT:
            yield path.name, NOT_PROSE.sub("", path.read_text(encoding="utf-8"))
    structured = [*(ROOT / "schemas").glob("*.json"), *(ROOT / "schemas").glob("[rt]*/*.json")]
    structured += [*(ROOT / "data/records/vocabularies").glob("*.yaml"), ROOT / "data/records/package.yaml"]
    for path in sorted(structured):
        read = json.loads if path.suffix == ".json" else yaml.safe_load
        yield from (
            (path.name, text) for name, text in values(read(path.read_text(encoding="utf-8"))) if name in WITH_PROSE
        )
    for path in sorted((ROOT / "scripts").rglob("*.yaml")):
        yield from ((path.name, text) for _, text in values(yaml.safe_load(path.read_text(encoding="utf-8"))))
    for path in sorted((ROOT / "scripts").rglob("*.py")):
        yield from ((path.name, text) for text in constants(path))
    for line in re.findall(r"(?m)^[a-z-]+:.*## (.*)$", (ROOT / "Makefile").read_text(encoding="utf-8")):
        yield "Makefile", line


@pytest.fixture(scope="module")
def prose() -> list[tuple[str, str]]:
    return list(texts())


@pytest.mark.data
@pytest.mark.parametrize("entry", PHRASES, ids=lambda e: e["write"])
def test_no_phrase_that_is_always_wrong(prose: list[tuple[str, str]], entry: dict[str, str]) -> None:
    phrase = re.compile(entry["phrase"], re.IGNORECASE)
    assert phrase.search(entry["like"]), "the sample does not have the phrase"
    found = [
        f"{name}: …{text[max(0, m.start() - 30) : m.end() + 30]}…".replace("\n", " ")
        for name, text in prose
        for m in phrase.finditer(text)
        if " " in text
    ]
    assert found == [], f"write instead: {entry['write']}"


@pytest.mark.data
def test_all_kinds_of_text_are_read(prose: list[tuple[str, str]]) -> None:
    read = {name for name, _ in prose}
    assert read > {
        "README.md", "method.md", "recommendation.schema.json", "edtf.py", "theme.yaml", "values.yaml", "Makefile",
        "validate.py", "facts.py", "setup.py", "options.yaml",
    }  # fmt: skip
