"""What a descriptor says, once it is known to be well-formed: resources, fields and keys."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from .dialect import Dialect
from .documents import Node

CSV_FORMATS = ("csv", "tsv", "txt", "tab")


@dataclass
class Field:
    """One field of a schema. ``missing`` are the texts that stand for nothing."""

    name: str
    node: Node
    type: str
    format: str
    constraints: dict
    missing: tuple[str, ...]
    pattern: str | None = None  # where the engine can run it

    def get(self, name: str, default=None):
        """A property that is as it should be (its type has been checked)."""
        value = self.node.value.get(name, default)
        return default if value is None else value


@dataclass
class ForeignKey:
    """Fields whose values stand among those of ``target_fields`` in another resource (or this one)."""

    node: Node
    fields: list[str]
    target: str
    target_fields: list[str]


@dataclass
class Schema:
    """The fields and keys of a table; ``match`` is how header and fields must agree."""

    node: Node
    fields: list[Field]
    match: str = "exact"
    primary_key: list[str] = field(default_factory=list)
    unique_keys: list[list[str]] = field(default_factory=list)
    foreign_keys: list[ForeignKey] = field(default_factory=list)
    complete: bool = True  # False where a field has no name, or that of another

    def by_name(self) -> dict[str, Field]:
        """The first field of each name."""
        out: dict[str, Field] = {}
        for f in self.fields:
            out.setdefault(f.name, f)
        return out


@dataclass
class File:
    """A file of a resource: how it is shown, and where it is."""

    shown: str
    path: Path


@dataclass
class Resource:
    """A resource with its files, as far as they may be read."""

    name: str
    node: Node
    files: list[File]
    tabular: bool
    dialect: Dialect | None
    encoding: str
    schema: Schema | None
