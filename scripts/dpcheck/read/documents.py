"""A JSON file of a package: its value, and the place of each node for whoever complains of one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from .places import Reading


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
        """The node below, with value None where there is none."""
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
        """The nodes in a list; none where this is not a list."""
        return [self.at(n) for n in range(len(self.value))] if isinstance(self.value, list) else []

    def place(self, key: bool = False) -> dict[str, Any]:
        """Path, line and column of the value, of its key, or of what is nearest above, for a finding."""
        marks, path = self.document.reading.marks, self.path
        mark = self.document.reading.key_marks.get(path) if key else None
        while mark is None and path not in marks and path:
            path = path[:-1]
        mark = mark or marks.get(path)
        return {"path": self.document.path, "line": mark.line if mark else 1, "column": mark.column if mark else 1}
