"""The content of a well-formed descriptor: resources, fields and keys."""

import re
from dataclasses import dataclass, field
from typing import Any

from dpcheck.wordlists import load

from .dialect import Dialect
from .folder import Folder, compression_of, decompressed
from .places import Node

# How the rows of a resource are written, by its format, media type or file name ending.
DELIMITED, JSON, LINES, OTHER = "delimited", "json", "lines", "other"
PLAIN = ("", "txt", "text", "dat", "data", "asc", "prn", "tbl")  # may hold a table, if the descriptor says so
_KINDS = load(__file__, "kinds.yaml")


def kind_of(name: str) -> str | None:
    """How rows are written in a format, which may be a file name ending or media type; None if unknown."""
    return next((kind for kind, regex in _KINDS.items() if re.fullmatch(regex, name)), None)


@dataclass
class Field:
    """One field of a schema. ``missing`` are the texts for missing values; ``key`` is its name, made unique."""

    name: str
    node: Node
    type: str
    format: str
    constraints: dict[str, Any]
    missing: tuple[str, ...]
    pattern: str | None = None  # where the engine can run it
    key: str = ""

    def __post_init__(self) -> None:
        self.key = self.key or self.name

    def get(self, name: str, default: Any = None) -> Any:
        """A property whose type has been checked."""
        value = self.node.value.get(name, default)
        return default if value is None else value


@dataclass
class ForeignKey:
    """Fields whose values must occur in ``target_fields`` of another resource (or this one)."""

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
    complete: bool = True  # False where a field has no name

    def by_name(self) -> dict[str, Field]:
        """The first field of each name."""
        return {f.name: f for f in reversed(self.fields)}


@dataclass
class File:
    """A file of a resource: its name for messages, its place, and its compression."""

    label: str
    folder: Folder
    path: str
    compression: str | None = None
    inner: str | None = None

    def stored(self) -> bytes:
        """Its bytes as they are stored."""
        return self.folder.read(self.path)

    def content(self, stored: bytes | None = None) -> bytes:
        """Its bytes without compression; raises :class:`dpcheck.read.folder.Unreadable`."""
        data = self.stored() if stored is None else stored
        compression = compression_of(self.path, self.compression, data)
        return decompressed(data, compression, self.inner) if compression else data


@dataclass
class Resource:
    """A resource with those of its files that may be read.

    ``kind`` is how its rows are written: ``delimited``, ``json``, ``lines`` (one JSON value each), or empty if it is
    not read.
    """

    name: str
    node: Node
    files: list[File]
    kind: str
    dialect: Dialect
    encoding: str
    detect: bool  # whether another encoding may be detected
    schema: Schema | None
    complete: bool  # whether all its files may be read
