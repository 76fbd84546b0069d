"""The result of reading JSON or YAML: values, their places, and the faults that were refused. Knows no format."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple


class Mark(NamedTuple):
    """Place of a node: 1-based line and column (code points) of its first character and after its last one."""

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
    """The content of one file: ``value`` (None if unreadable), ``marks`` and ``key_marks`` by path, faults.

    ``whole_decimals`` is True if it has a number such as 1.0, an integer for JSON Schema but not for a table.
    """

    value: Any = None
    marks: dict[tuple[str | int, ...], Mark] = field(default_factory=dict)
    key_marks: dict[tuple[str | int, ...], Mark] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    whole_decimals: bool = False


@dataclass
class Document:
    """One JSON file. ``path`` is how it is shown."""

    path: str
    reading: Reading = field(default_factory=Reading)


@dataclass(frozen=True)
class Node:
    """A value in a document, with the path that leads to it."""

    document: Document
    path: tuple[str | int, ...]
    value: Any

    def at(self, *keys: str | int) -> Node:
        """The node below, with value None if it does not exist."""
        value = self.value
        for key in keys:
            inside = (
                key in value
                if isinstance(value, dict)
                else isinstance(value, list) and isinstance(key, int) and key < len(value)
            )
            value = value[key] if inside else None
        return Node(self.document, (*self.path, *keys), value)

    def items(self) -> list[Node]:
        """The nodes in a list; empty if this is not a list."""
        return [self.at(n) for n in range(len(self.value))] if isinstance(self.value, list) else []

    def place(self, key: bool = False) -> dict[str, Any]:
        """Path, line and column of the value, of its key, or of the nearest node above, for a problem."""
        marks, path = self.document.reading.marks, self.path
        mark = self.document.reading.key_marks.get(path) if key else None
        while mark is None and path not in marks and path:
            path = path[:-1]
        mark = mark or marks.get(path)
        return {"path": self.document.path, "line": mark.line if mark else 1, "column": mark.column if mark else 1}
