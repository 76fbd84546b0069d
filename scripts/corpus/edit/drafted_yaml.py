"""A file of drafted records as YAML ready to edit, with the reasons as comments above each record."""

from typing import Any

from corpus.derive.examples import modeline
from corpus.model.schema import Schema
from corpus.model.yaml_reader import read_yaml

from .update import record_lines


def records_file(kind: Schema, head: str, records: list[dict[str, Any]], reasons: dict[str, list[str]]) -> str:
    """The text of a file with many records. Raises ValueError if it would not read back unchanged."""
    parts = [f"{modeline(kind)}\n# {head}"] + [
        "\n".join(record_lines(r, reasons.get(next(iter(r.values())), []))) for r in records
    ]
    text = parts[0] + "\n" + "\n\n".join(parts[1:]) + "\n"
    if (read_yaml(text).value or []) != records:
        raise ValueError("the proposals cannot be written as YAML")
    return text
