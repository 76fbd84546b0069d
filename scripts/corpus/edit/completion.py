"""Schemas for editors, which offer every identifier and code. They follow from the definitions in ``schemas/``."""

from __future__ import annotations

from typing import Any

from corpus.derive.examples import FOLDER
from corpus.model.records import Corpus
from corpus.model.schema import TERMS, Schema


def schemas(corpus: Corpus) -> dict[str, dict[str, Any]]:
    """For each kind of record, by name, the JSON Schema of one of its files, with every id and code that exists."""
    return {kind.name: file_schema(kind, corpus) for kind in corpus.schemas.kinds.values()}


def file_schema(kind: Schema, corpus: Corpus) -> dict[str, Any]:
    document = _with_choices(kind.validation, corpus)
    if not kind.records["many"]:
        return document
    head = {"$schema": document.pop("$schema"), "title": f"{kind.title}: a list", "description": kind.description}
    return head | {"type": "array", "items": document}


def _with_choices(node: Any, corpus: Corpus) -> Any:
    """A copy in which every reference lists what it may name, each with its label."""
    if isinstance(node, list):
        return [_with_choices(x, corpus) for x in node]
    if not isinstance(node, dict):
        return node
    out = {k: _with_choices(v, corpus) for k, v in node.items() if not k.startswith("x-")}
    target = node.get("x-references")
    if isinstance(target, str) and (found := choices(target, corpus)):
        integer = node.get("type") == "integer"
        out |= {"enum": [int(k) if integer else k for k in found], "enumDescriptions": list(found.values())}
    return out


def choices(target: str, corpus: Corpus) -> dict[str, str]:
    """Keys of a table or codes of a vocabulary, each with what a person reads for it."""
    if target.startswith(TERMS):
        terms = corpus.vocabularies.get(target[len(TERMS) :], {})
        return {code: f"{t.get('label')}: {t.get('definition')}" for code, t in terms.items()}
    if target == "recommendations":
        return {key: r.get("in_our_words", "") for key, r in sorted(corpus.index(target).items())}
    return {key: corpus.label(target, key) for key in sorted(corpus.index(target))}


def settings(corpus: Corpus) -> dict[str, str]:
    """Which schema belongs to which files, as the setting ``yaml.schemas`` of an editor says it."""
    return {
        f"./{FOLDER}/{kind.name}.schema.json": f"data/records/{kind.records['files']}"
        for kind in corpus.schemas.kinds.values()
    }
