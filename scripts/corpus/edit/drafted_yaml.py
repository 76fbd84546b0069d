"""Records as YAML ready to edit: one field a line, reasons as comments above each record."""

import json
from collections.abc import Sequence
from typing import Any

from corpus.derive.examples import modeline
from corpus.model.schema import Schema
from corpus.model.yaml_reader import read_yaml

from .update import scalar


def _item(value: Any) -> str:
    """A value inside a list on one line."""
    text = scalar(value)
    return (
        json.dumps(value, ensure_ascii=False)
        if isinstance(value, str) and text == value and any(c in value for c in ",[]{}")
        else text
    )


def record_lines(values: dict[str, Any], reasons: Sequence[str] = ()) -> list[str]:
    """The lines of one record in a list of records, its reasons as comments before it."""
    out = []
    for name, value in values.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            out += [f"{name}:", *(f"  {line}" for entry in value for line in record_lines(entry))]
        elif isinstance(value, list):
            out.append(f"{name}: [{', '.join(map(_item, value))}]")
        else:
            out.append(f"{name}: {scalar(value)}")
    return [f"# {' '.join(r.split())}" for r in reasons] + [
        f"{'  ' if n else '- '}{line}" for n, line in enumerate(out)
    ]


def records_file(kind: Schema, head: str, records: list[dict[str, Any]], reasons: dict[str, list[str]]) -> str:
    """The text of a file with many records. Raises ValueError where it would not read back as it was written."""
    parts = [f"{modeline(kind)}\n# {head}"] + [
        "\n".join(record_lines(r, reasons.get(next(iter(r.values())), []))) for r in records
    ]
    text = parts[0] + "\n" + "\n\n".join(parts[1:]) + "\n"
    if (read_yaml(text).value or []) != records:
        raise ValueError("the proposals cannot be written as YAML")
    return text
