"""Tables from records: one generic walk over the schemas, then the derived columns."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corpus.model.records import LIST_SEPARATOR, Corpus, Record, Row
from corpus.model.schema import Column, Field, Schema

from . import derived

INFERRED = " (inferred)"  # follows the label of an addressee whom the document does not name
UNSPECIFIED = "everyone"  # the record used if no addressee is named or can be inferred


@dataclass
class Table:
    """One table: its definition and its rows, sorted by key."""

    schema: Schema
    rows: list[Row] = field(default_factory=list)

    @property
    def name(self) -> str:
        return str(self.schema.table["name"])

    @property
    def path(self) -> str:
        return str(self.schema.table["path"])

    @property
    def key(self) -> list[str]:
        return self.schema.key

    @property
    def columns(self) -> list[Column]:
        return self.schema.columns

    def csv(self) -> bytes:
        """The table as CSV (RFC 4180 but LF; UTF-8 without BOM)."""
        return to_csv([c.name for c in self.columns], (r.cells for r in self.rows))


def to_csv(names: list[str], rows: Iterable[dict[str, Any]]) -> bytes:
    """Rows as CSV bytes: header, LF, quotes only where needed, empty for None, true/false."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([cell(row.get(n)) for n in names] for row in rows)
    return out.getvalue().encode("utf-8")


def cell(value: Any) -> str:
    """A value as written in a CSV file; lists as readable text."""
    if value is None:
        return ""
    if isinstance(value, list):
        return LIST_SEPARATOR.join(map(str, value))
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def build_tables(corpus: Corpus) -> dict[str, Table]:
    """All tables of the package, by name, in the order of the package.

    Raises KeyError, TypeError or ValueError if records are not valid: validate first.
    Proposed recommendations and rows that depend on them are left out.
    """
    tables = {name: Table(schema) for name, schema in corpus.schemas.tables.items()}
    for kind in corpus.schemas.kinds.values():
        own = tables[kind.table["name"]] if kind.table else None
        for record in corpus.of(kind.name):
            if record.proposed:
                continue
            if own is not None:
                own.rows.append(Row({f.name: record.get(f.name) for f in kind.stored}, record))
            for f in kind.fields:
                if f.table:
                    tables[f.table["table"]].rows.extend(_link_rows(record, f))
    context = derived.Context(corpus)
    for table in tables.values():
        derived.fill(table.name, table.rows, context)
        for row in table.rows:
            row.cells = {c.name: _shown(c, row.values, corpus) for c in table.columns}
            read = {c.of.name: row.cells[c.name] for c in reversed(table.columns)}  # labels come before keys
            row.values = {f.name: read[f.name] if f.is_list else row.values.get(f.name) for f in table.schema.stored}
        types = {f.name: f.definition["type"] for f in table.schema.stored}
        keys = [(k, types[k] == "integer") for k in table.schema.table["key"]]
        table.rows.sort(key=lambda r: [r.values.get(k) if number else str(r.values.get(k)) for k, number in keys])
    return tables


def _shown(column: Column, values: dict[str, Any], corpus: Corpus) -> Any:
    """The cell for the value of a field: the value or its label; a list becomes one text.

    The label of an inferred value says that it is inferred.
    """
    value = values.get(column.of.name)
    if column.labels and value is not None:
        inferred = any(values[name] == code for name, code in column.of.inferred.items())
        labels = (
            corpus.label(column.of.references or "", v) + INFERRED * (inferred and v != UNSPECIFIED)
            for v in (value if column.is_list else [value])
        )
        value = list(dict.fromkeys(labels))
    return cell(value) or None if isinstance(value, list) else value


def _link_rows(record: Record, f: Field) -> Iterable[Row]:
    """The rows of a link table from one list of one record."""
    for n, item in enumerate(record.items(f.name)):
        values = dict(item) if isinstance(item, dict) else {}
        for column, how in f.table["fill"].items():
            if "record" in how:
                values[column] = record.get(how["record"])
            elif "constant" in how:
                values[column] = how["constant"]
            elif "index" in how:
                values[column] = n + how["index"]
            else:
                values[column] = item
        yield Row(values, record, (f.name, n))


def write_all(files: dict[Path, bytes]) -> None:
    """Write all files or none: first each beside its place, then all are moved into place.

    Links are followed. Raises OSError; no file has changed then, unless a move itself failed.
    """
    staged = []
    try:
        for path, data in files.items():
            path = path.resolve() if path.is_symlink() else path
            if path.is_dir():  # the move would fail after others have succeeded
                raise IsADirectoryError(f"{path} is a folder where a file should be written")
            if path.exists() and not path.is_file():  # such as /dev/null, which a file would replace
                raise FileExistsError(17, "this is a device or a pipe, not a file", str(path))
            if path.exists() and not path.stat().st_mode & 0o222:  # a move would overwrite it nevertheless
                raise PermissionError(13, "the file is read-only", str(path))
            path.parent.mkdir(parents=True, exist_ok=True)
            temporary = path.with_name(path.name + ".new")
            staged.append((temporary, path))
            temporary.write_bytes(data)
        for temporary, path in staged:
            temporary.replace(path)
    finally:
        for temporary, _ in staged:
            temporary.unlink(missing_ok=True)
