"""A commented example of each kind of record, for people who write records. Built from the definitions."""

import json
import textwrap
from typing import Any

import yaml

from corpus.model.records import Corpus, SourceFile
from corpus.model.schema import Field, Schema

FOLDER = "schemas/editor"  # the schemas for editors
MODELINE = "# yaml-language-server:"
NOT_EDITED = "data/records/codings/"  # never edited
MOST_CODES = 30  # the most codes of a vocabulary that are listed beside a field


def modeline(kind: Schema) -> str:
    """The first line of a record file, which names its schema for editors with the YAML language server."""
    up = "../" * (2 + kind.records["files"].count("/"))
    return f"{MODELINE} $schema={up}{FOLDER}/{kind.name}.schema.json"


def modeline_due(corpus: Corpus, file: SourceFile) -> str | None:
    """The required first line that a record file lacks; None if it has it or needs none."""
    if file.kind is None or file.text is None or file.path.startswith(NOT_EDITED):
        return None
    line, first = modeline(file.kind), file.text.partition("\n")[0].rstrip()
    named = first.startswith(MODELINE) or (corpus.root / FOLDER).is_dir()
    return line if named and first != line else None


def example(kind: Schema, corpus: Corpus) -> str:
    """A record of a kind with every field; comments give its content, its codes, and whether it is required."""
    fields = Schema(kind.name, kind.path, kind.validation).fields
    body = [line for f in fields for line in _field(f, corpus)]
    lines = [modeline(kind), *_comment(kind.description), "", *(_as_entry(body) if kind.records["many"] else body)]
    return "\n".join(lines) + "\n"


def _as_entry(lines: list[str]) -> list[str]:
    """The lines of a record as an entry of a list: with a dash before the first line that is not a comment."""
    first = next(n for n, line in enumerate(lines) if not line.startswith("#"))
    return lines[:first] + [("  " if n else "- ") + line for n, line in enumerate(lines[first:])]


def meaning(f: Field, corpus: Corpus) -> str:
    """What a field holds, with its codes where they are few."""
    codes = list(corpus.vocabularies.get(f.vocabulary or "", {})) or f.definition.get("enum", [])
    listed = f" One of: {', '.join(map(str, codes))}." if 1 < len(codes) <= MOST_CODES else ""
    return f"{f.description}{listed}"


def _about(f: Field, corpus: Corpus) -> list[str]:
    later = f.definition.get("x-optional") == "proposed"
    state = "required, except in a proposal" if later else "required" if f.required else "optional"
    return _comment(f"{f.title} ({state}). {meaning(f, corpus)}")


def _field(f: Field, corpus: Corpus) -> list[str]:
    out = _about(f, corpus)
    if not f.is_list or not f.item_fields:
        return out + [f"{f.name}: {_flow(f.examples[0])}"]
    given = f.examples[0][0] if f.examples and f.examples[0] else {}
    item: list[str] = []
    for inner in f.item_fields:
        value = given.get(inner.name, inner.examples[0] if inner.examples else "")
        item += _about(inner, corpus) + [f"{inner.name}: {_flow(value)}"]
    return [*out, f"{f.name}:", *(f"  {line}" for line in _as_entry(item))]


def _comment(text: str) -> list[str]:
    wrapped = textwrap.wrap(text, 108, break_long_words=False, break_on_hyphens=False)
    return [f"# {line}" for line in wrapped]


def _flow(value: Any) -> str:
    """A value on one line, quoted if a reader of YAML could misread it."""
    if isinstance(value, str):
        text = _dumped(value)
        return json.dumps(value, ensure_ascii=False) if text.startswith("'") or value.lower() in ("y", "n") else text
    return _dumped(value, default_flow_style=True)


def _dumped(value: Any, **more: Any) -> str:
    return str(yaml.safe_dump(value, width=10_000, allow_unicode=True, **more)).removesuffix("\n").removesuffix("\n...")


def examples_page(corpus: Corpus) -> str:
    """The page of examples: Markdown."""
    out = [
        "<!-- Built by scripts/build.py from schemas/; edit those, not this page. -->",
        "# Example records",
        "",
        "One record of each kind with all its fields, each explained. The values show the form only; they are not one",
        "real record. Copy what you need and leave out what you do not know: an empty field is never written. The",
        "[validator](../scripts/corpus/rules#rules/index.md) also checks rules that are not shown here. EDTF is a",
        "notation for dates: `2003`, `2003-12`, or `[2003..2004]` for a date between the two.",
        "",
    ]
    for kind in corpus.schemas.kinds.values():
        where = f"In `data/records/`: `{kind.records['files']}`{', a list of such records' * kind.records['many']}."
        out += [f"## {kind.title}", "", where, "", "```yaml", example(kind, corpus).rstrip("\n"), "```", ""]
    return "\n".join(out).rstrip("\n") + "\n"
