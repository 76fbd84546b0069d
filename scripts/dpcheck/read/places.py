"""What a reader of JSON or YAML hands on: values, the place of each, and what it refused. Knows no format."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple


class Mark(NamedTuple):
    """Place of a node: 1-based line and column (code points) of its first and behind its last character."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True)
class Fault:
    """Something the reader refuses; ``kind`` names the rule that reports it."""

    kind: str
    line: int
    column: int
    message: str
    actual: str | None = None
    hint: str | None = None


@dataclass
class Reading:
    """What one file says: ``value`` (None where unreadable), ``marks`` and ``key_marks`` by path, faults.

    ``whole_decimals`` tells whether some number in it is like 1.0: whole for JSON Schema, not for a table.
    """

    value: Any = None
    marks: dict[tuple[str | int, ...], Mark] = field(default_factory=dict)
    key_marks: dict[tuple[str | int, ...], Mark] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    whole_decimals: bool = False
