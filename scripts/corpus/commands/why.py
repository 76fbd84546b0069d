"""Explain one cell of a table: what the column means, its value, where that comes from, and how it is known."""

import argparse
from collections.abc import Iterable

from corpus.derive.derived import COLUMNS, sentence
from corpus.derive.tables import Table, build_tables, cell
from corpus.model.records import Corpus, Row
from corpus.model.schema import Field

from .cli import check_named
from .sound import read_sound


def main(args: argparse.Namespace) -> int:
    corpus = read_sound(args.root)
    tables = build_tables(corpus)
    table = tables[_known("table", args.table.replace("-", "_"), tables)]
    rows = {"/".join(cell(row.cells[k]) for k in table.key): row for row in table.rows}
    record = corpus.find(table.name, args.key)
    instead = "Its record is only proposed, so it is not in any table." if record and record.proposed else ""
    row = rows[_known(f"row of {table.name}", args.key, rows, instead)]
    columns = {f.name: f for f in table.columns}
    if args.column is None:
        for f in table.columns:
            if row.cells[f.name] is not None:
                print(f"{f.name}: {cell(row.cells[f.name])}  ({_origin(table, row, f.of)})")
        return 0
    f = columns[_known(f"column of {table.name}", args.column, columns)]
    value = cell(row.cells[f.name])
    label = corpus.label(f.references, value) if f.references and value and not f.is_list else value
    print(f"{f.title}. {f.description}")
    print(f"value: {value or 'empty'}" + (f" ({label})" if label != value else ""))
    print(f"comes from: {_origin(table, row, f.of)}")
    for line in _facts(corpus, tables, table, row, f.of):
        print(f"known from: {line}")
    return 0


def _known(what: str, name: str, names: Iterable[str], instead: str = "") -> str:
    """The name; raises CannotRun if it does not exist."""
    names = list(names)
    few = f"They are: {', '.join(names)}." if len(names) < 50 else ""
    check_named(name, () if instead and name not in names else names, f"there is no {what} {name}.", instead or few)
    return name


def _origin(table: Table, row: Row, f: Field) -> str:
    """The origin of a cell: the place in a record, or the method that derives it."""
    if method := COLUMNS.get((table.name, f.name)):
        name = f"{method.__module__}.{method.__qualname__}"
        return f"{name}: {sentence(table.name, f.name)} Record: {row.origin}"
    record, path = row.record, (*row.path, f.name)
    how = record.kind.field(str(row.path[0])).table["fill"].get(f.name, {}) if len(row.path) > 1 else {}
    if "constant" in how:
        path = row.path[:1]
    elif "record" in how:
        path = (how["record"],)
    own = next((x for x in record.kind.fields if (x.name,) == path), None)
    if own and own.from_path:
        return f"the path of {record.file.path}"
    return f"{record.file.path}:{record.mark(*path).line}"


def _facts(corpus: Corpus, tables: dict[str, Table], table: Table, row: Row, f: Field) -> Iterable[str]:
    """Each source of a fact, with the place where the record names it."""
    for fact in tables["fact_sources"].rows:
        v = fact.values
        if (v["record_table"], v["record_id"], v["field"]) == (table.name, row.record.id, f.name):
            basis = corpus.label("terms:fact-basis", v["basis"])
            yield "; ".join(x for x in (basis, v["address"], v["note"]) if x) + f" ({fact.origin})"
