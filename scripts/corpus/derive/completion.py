"""Schemas for editors, which offer every identifier and code. They are built from the definitions in ``schemas/``."""

from typing import Any

from corpus.model.records import Corpus
from corpus.model.schema import TERMS, Schema

from .descriptor import to_json
from .examples import FOLDER

CHOICES = "choices.schema.json"  # the choices for references, in their own file: only they change with the records


def editor_files(corpus: Corpus) -> dict[str, bytes]:
    """By path: the JSON Schema of the files of each kind of record, and the choices that the schemas refer to."""
    files = {f"{kind.name}.schema.json": file_schema(kind) for kind in corpus.schemas.kinds.values()}
    files[CHOICES] = all_choices(corpus)
    return {f"{FOLDER}/{name}": to_json(schema, 1) for name, schema in files.items()}


def file_schema(kind: Schema) -> dict[str, Any]:
    """The JSON Schema of one file of records of a kind."""
    document = _with_choices(kind.validation)
    if not kind.records["many"]:
        return dict(document)
    head = {"$schema": document.pop("$schema"), "title": f"{kind.title}: a list", "description": kind.description}
    return head | {"type": "array", "items": document}


def _with_choices(node: Any) -> Any:
    """A copy in which every reference to records or codes points to its choices."""
    if isinstance(node, list):
        return [_with_choices(x) for x in node]
    if not isinstance(node, dict):
        return node
    out = {k: _with_choices(v) for k, v in node.items() if not k.startswith("x-")}
    target = node.get("x-references")
    return out | {"$ref": f"{CHOICES}#/$defs/{_name(target)}"} if isinstance(target, str) else out


def all_choices(corpus: Corpus) -> dict[str, Any]:
    """For each table or vocabulary that a field refers to: its keys or codes, each with its label."""
    fields = [f for kind in corpus.schemas.kinds.values() for f in kind.fields]
    defs: dict[str, Any] = {}
    for target in sorted({f.references for own in fields for f in (own, *own.item_fields) if f.references}):
        found = choices(target, corpus)
        keys = [int(k) for k in found] if found and all(map(str.isdigit, found)) else list(found)
        defs[_name(target)] = {"enum": keys, "enumDescriptions": list(found.values())} if found else {}
    return {"title": "What references may name", "$defs": defs}


def _name(target: str) -> str:
    return target.replace(":", "-")


def choices(target: str, corpus: Corpus) -> dict[str, str]:
    """Keys of a table or codes of a vocabulary, each with its label."""
    if target.startswith(TERMS):
        terms = corpus.vocabularies.get(target[len(TERMS) :], {})
        return {code: f"{t.get('label')}: {t.get('definition')}" for code, t in terms.items()}
    if target == "recommendations":
        found = sorted(corpus.index(target).items())
        return {key: f"{r.get('in_our_words', '')} ({r.get('place', '')})" for key, r in found}
    return {key: corpus.label(target, key) for key in sorted(corpus.index(target))}


def settings(corpus: Corpus) -> dict[str, str]:
    """The files of each schema, in the form of the editor setting ``yaml.schemas``."""
    return {
        f"./{FOLDER}/{kind.name}.schema.json": f"data/records/{kind.records['files']}"
        for kind in corpus.schemas.kinds.values()
    }
