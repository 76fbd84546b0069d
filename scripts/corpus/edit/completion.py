"""What helps a person to write records: schemas that offer ids and codes, and a commented example of each kind.

Both follow from the definitions in ``schemas/``; nothing about a field is said here.
"""

from __future__ import annotations

import json
import textwrap
from typing import Any

import yaml

from corpus.model.records import Corpus
from corpus.model.schema import TERMS, Field, Schema

FOLDER = "build/editor"


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


def modeline(kind: Schema) -> str:
    """The first line of a record file, by which an editor with the YAML language server knows its schema."""
    return f"# yaml-language-server: $schema={'../' * (2 + kind.records['files'].count('/'))}{FOLDER}/{kind.name}.schema.json"


# Commented examples


def example(kind: Schema) -> str:
    """A record of a kind with every field: above each what it holds, and whether it must be there."""
    many = kind.records["many"]
    lines = [modeline(kind), *_comment(kind.description, ""), ""]
    body: list[str] = []
    for f in Schema(kind.name, kind.path, kind.validation).fields:
        body += _field(f)
    if many:
        first = next(n for n, line in enumerate(body) if not line.startswith("#"))
        comments, body = body[:first], body[first:]
        lines += [*comments, *(("- " if n == 0 else "  " if line else "") + line for n, line in enumerate(body))]
    else:
        lines += body
    return "\n".join(lines) + "\n"


def _about(f: Field) -> list[str]:
    return _comment(f"{f.title} ({'required' if f.required else 'optional'}). {f.description}", "")


def _field(f: Field) -> list[str]:
    out = _about(f)
    if not f.is_list or not f.item_fields:
        return out + [f"{f.name}: {_flow(f.examples[0])}"]
    given = f.examples[0][0] if f.examples and f.examples[0] else {}
    out.append(f"{f.name}:")
    item: list[str] = []
    for inner in f.item_fields:
        value = given.get(inner.name, inner.examples[0] if inner.examples else "")
        item += _about(inner) + [f"{inner.name}: {_flow(value)}"]
    first = next(n for n, line in enumerate(item) if not line.startswith("#"))
    out += [f"  {line}" for line in item[:first]]
    return out + [("  - " if n == 0 else "    ") + line for n, line in enumerate(item[first:])]


def _comment(text: str, indent: str) -> list[str]:
    return textwrap.wrap(
        text,
        110,
        initial_indent=f"{indent}# ",
        subsequent_indent=f"{indent}# ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _flow(value: Any) -> str:
    """A value on one line, quoted where a reader of YAML could take it for something else."""
    if isinstance(value, str):
        text = yaml.safe_dump(value, width=10_000, allow_unicode=True).removesuffix("\n").removesuffix("\n...")
        return json.dumps(value, ensure_ascii=False) if text.startswith("'") or value.lower() in ("y", "n") else text
    return (
        yaml.safe_dump(value, width=10_000, allow_unicode=True, default_flow_style=True)
        .removesuffix("\n")
        .removesuffix("\n...")
    )


def examples_page(corpus: Corpus) -> str:
    """The page of examples: Markdown."""
    out = [
        "<!-- Written by scripts/editor.py --examples from schemas/; edit those, not this page. -->",
        "# Example records",
        "",
        "One record of each kind with all its fields, each explained. The values show the form; they need not belong together.",
        "Copy what you need and leave out what you do not know: an empty field is never written. The rules of the",
        "[validator](rules/index.md) ask for more than the form.",
        "",
    ]
    for kind in corpus.schemas.kinds.values():
        where = f"In `data/records/`: `{kind.records['files']}`" + (
            ", a list of such records." if kind.records["many"] else "."
        )
        out += [f"## {kind.title}", "", where, "", "```yaml", example(kind).rstrip("\n"), "```", ""]
    return "\n".join(out).rstrip("\n") + "\n"
