"""Records that people write in YAML, read once, with the place of every value."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from dpcheck.read.places import Mark, Reading

from .schema import NAMES, TERMS, Field, Schema, Schemas, load_schemas
from .yaml_reader import read_yaml

LIST_SEPARATOR = "; "  # between the entries of a list in one cell
Written = tuple[tuple[Any, ...], Field, Any]  # the path of a value in its record, its field, and the value


@dataclass
class SourceFile:
    """One YAML file under data/records: its path below the repository, bytes, text and reading."""

    path: str
    data: bytes
    kind: Schema | None
    text: str | None = None
    reading: Reading = field(default_factory=Reading)


@dataclass
class Record:
    """One record: its kind, its values (including those from its path) and its place."""

    kind: Schema
    value: dict[str, Any]
    file: SourceFile
    base: tuple[Any, ...]  # path of the record in its file: () or (index,)

    @cached_property
    def id(self) -> str:
        """The key as text, or '' if it cannot be read."""
        table = self.kind.table
        parts = [self.value.get(k) for k in table["key"]] if table else [self.kind.name]
        return "/".join(map(str, parts)) if all(p is not None for p in parts) else ""

    @property
    def proposed(self) -> bool:
        """Whether this is a proposed recommendation, which the tables leave out."""
        return self.value.get("review_status") == "proposed"

    def get(self, name: str, default: Any = None) -> Any:
        return self.value.get(name, default)

    def items(self, name: str) -> list[Any]:
        """A list field, empty if it is absent."""
        return self.value.get(name) or []

    def written(self) -> Iterator[Written]:
        """Every single value that a person wrote or that comes from the path."""
        return _written(self.value, self.kind.fields, ())

    def mark(self, *path: str | int) -> Mark:
        """The place of a value of this record, or of the nearest value around it that has a place."""
        full = (*self.base, *path)
        while full and full not in self.file.reading.marks:
            full = full[:-1]
        return self.file.reading.marks.get(full, Mark(1, 1, 1, 1))


def _written(value: dict[str, Any], fields: list[Field], base: tuple[Any, ...]) -> Iterator[Written]:
    for f in fields:
        if f.name not in value or f.derived:
            continue
        path = (*base, f.name)
        if f.item_fields:
            for n, item in enumerate(value[f.name]):
                yield from _written(item, f.item_fields, (*path, n))
        elif f.is_list:
            yield from (((*path, n), f.item, item) for n, item in enumerate(value[f.name]))
        else:
            yield path, f, value[f.name]


@dataclass
class Row:
    """One row of a table and its origin: the record and the path of the value in it.

    ``values`` are by field: keys and codes, but labels for lists. ``cells`` are by column, as published.
    """

    values: dict[str, Any]
    record: Record
    path: tuple[Any, ...] = ()
    cells: dict[str, Any] = field(default_factory=dict)

    @property
    def origin(self) -> str:
        """File and line of the value in the record."""
        return f"{self.record.file.path}:{self.record.mark(*self.path).line}"


@dataclass(repr=False)  # its printed form would repeat every record several times
class Corpus:
    """All records of a repository, with look-ups. ``root`` is its folder."""

    root: Path
    schemas: Schemas
    files: list[SourceFile]
    records: list[Record]

    def of(self, kind: str) -> list[Record]:
        """The records of a kind, in the order of files and of places in them."""
        return self._by_kind.get(kind, [])

    def of_source(self, kind: str, source: str) -> list[Record]:
        """The passages or recommendations of a source."""
        return [r for r in self.of(kind) if r.get("source") == source]

    @property
    def published(self) -> list[Record]:
        """The recommendations in the tables."""
        return [r for r in self.of("recommendation") if not r.proposed]

    @cached_property
    def _by_kind(self) -> dict[str, list[Record]]:
        out: dict[str, list[Record]] = {}
        for record in self.records:
            out.setdefault(record.kind.name, []).append(record)
        return out

    @cached_property
    def _by_table(self) -> dict[str, dict[str, Record]]:
        return {
            table: {r.id: r for r in reversed(self.of(kind.name)) if r.id}
            for table, kind in self.schemas.kind_of_table.items()
        }

    def index(self, table: str) -> dict[str, Record]:
        """The records behind a table by key (the first of duplicate keys)."""
        return self._by_table.get(table, {})

    def find(self, table: str, key: str | None) -> Record | None:
        return self.index(table).get(key) if key else None

    @cached_property
    def vocabularies(self) -> dict[str, dict[str, Record]]:
        """Terms by vocabulary and code, in the order of rank."""
        out: dict[str, dict[str, Record]] = {}

        def order(term: Record) -> tuple[Any, int]:
            return term.get("vocabulary"), term.get("rank") if isinstance(term.get("rank"), int) else 0

        for term in sorted(self.of("term"), key=order):
            out.setdefault(term.get("vocabulary"), {}).setdefault(str(term.get("code")), term)
        return out

    def label(self, reference: str, key: str) -> str:
        """The label of a key of a table or a code of a vocabulary (``terms:x``)."""
        if reference.startswith(TERMS):
            term = self.vocabularies.get(reference[len(TERMS) :], {}).get(str(key))
            return term.get("label", str(key)) if term else str(key)
        record = self.find(reference, key)
        if record is None:
            return str(key)
        return next((record.get(n) for n in NAMES if record.get(n)), str(key))

    @cached_property
    def package(self) -> dict[str, Any]:
        """The content of data/records/package.yaml ({} if it cannot be read)."""
        found = self.of("package")
        return found[0].value if found else {}


def read_corpus(root: Path) -> Corpus:
    """Read every schema and record of the repository at ``root``.

    Raises OSError if a file cannot be read, and ValueError if a schema is broken. Errors inside a YAML
    file are kept in its reading for the rules to report.
    """
    schemas = load_schemas(root / "schemas")
    folder = root / "data" / "records"
    if not folder.is_dir():
        raise FileNotFoundError(f"there is no folder {folder}")
    by_file: dict[Path, Schema] = {}
    for kind in schemas.kinds.values():
        for path in folder.glob(kind.records["files"]):
            by_file[path] = kind
    files, records = [], []
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        file = SourceFile(path.relative_to(root).as_posix(), path.read_bytes(), by_file.get(path))
        files.append(file)
        if file.kind is None:
            continue
        try:
            file.text = file.data.decode("utf-8-sig")
        except UnicodeDecodeError:
            continue
        file.reading = read_yaml(file.text)
        records.extend(_records(file, path))
    return Corpus(root, schemas, files, records)


def _records(file: SourceFile, path: Path) -> list[Record]:
    """The records of one file; the schema rules report what is not a mapping."""
    kind, value = file.kind, file.reading.value
    assert kind is not None
    values: Any = [((), value)]
    if kind.records["many"]:
        values = [((n,), entry) for n, entry in enumerate(value)] if isinstance(value, list) else []
    given = {f.name: path.parent.name if f.from_path == "folder" else path.stem for f in kind.fields if f.from_path}
    # The path takes precedence over the content of the file.
    return [Record(kind, v | given, file, base) for base, v in values if isinstance(v, dict)]
