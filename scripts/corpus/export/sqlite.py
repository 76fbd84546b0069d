"""One SQLite database: tables with keys, checks and indexes, views, full-text search, a dictionary.

Beside it metadata for Datasette (https://docs.datasette.io/en/stable/metadata.html).
"""

import sqlite3
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from corpus.derive.descriptor import field_type, filled, to_json
from corpus.derive.tables import Table, to_csv
from corpus.model.schema import NAMES, Field

from .material import DICTIONARY, MAIN, Material, dictionary
from .search import groups
from .words import lookup

# SQLite has neither booleans nor dates: they are 0 and 1, and text that sorts by time.
TYPES = {"string": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "INTEGER", "date": "TEXT"}
# The views of views.sql, which are downloads too.
VIEWS = {
    "edges": "Who asked whom: one row per maker and addressee of a recommendation.",
    "who_took_up_whom": "Each recommendation with each earlier one from which it derives: both texts and makers.",
}


def files(m: Material) -> dict[str, bytes]:
    """``<package>.sqlite``, its views as CSV, and ``<package>.datasette.json``."""
    return {**database(m), f"{m.name}.datasette.json": to_json(datasette(m))}


def database(m: Material) -> dict[str, bytes]:
    """The database file, and a CSV of each view. Raises ValueError where a row refers to a key that no row has."""
    with tempfile.TemporaryDirectory() as folder:  # Python 3.10 cannot serialise a database in memory
        path = Path(folder) / "data.sqlite"
        db = sqlite3.connect(path)
        try:
            db.execute("PRAGMA page_size = 4096")
            db.execute("PRAGMA journal_mode = OFF")
            for table in m.tables.values():
                _fill(db, m, table)
            db.execute(f'CREATE TABLE data_dictionary ({_names(DICTIONARY)}, PRIMARY KEY ("table", "column"))')
            _insert(db, "data_dictionary", [list(d.values()) for d in dictionary(m)])
            db.executescript(Path(__file__).with_name("views.sql").read_text(encoding="utf-8"))
            _search(db, m)
            broken = db.execute("PRAGMA foreign_key_check").fetchone()
            if broken:
                raise ValueError(f"table {broken[0]}, row {broken[1]}: no such key in {broken[2]}")
            db.commit()
            views = {f"{name}.csv": _csv(db, name) for name in VIEWS}
        finally:
            db.close()
        return {f"{m.name}.sqlite": path.read_bytes(), **views}


def _csv(db: sqlite3.Connection, view: str) -> bytes:
    found = db.execute(f"SELECT * FROM {view}")
    names = [column[0] for column in found.description]
    return to_csv(names, (dict(zip(names, row)) for row in found))


def _fill(db: sqlite3.Connection, m: Material, table: Table) -> None:
    lines = [_column(m, f, f.name in table.key) for f in table.columns]
    lines.append(f"PRIMARY KEY ({_names(table.key)})")
    for here, other, there in m.joins(table):
        lines.append(f'FOREIGN KEY ({_names(here)}) REFERENCES "{other.name}" ({_names(there)})')
    db.execute(f'CREATE TABLE "{table.name}" (\n  ' + ",\n  ".join(lines) + "\n)")
    _insert(db, table.name, [[r.cells[f.name] for f in table.columns] for r in table.rows])
    # Keys that are not a prefix of the primary key get their own index, as do codes, which people filter by.
    indexed = [here for here, _, _ in m.joins(table)]
    indexed += [[f.name] for f in table.columns if f.vocabulary and not f.is_list]
    for columns in {tuple(c): None for c in indexed if table.key[: len(c)] != list(c)}:
        db.execute(f'CREATE INDEX "{table.name}_{"_".join(columns)}" ON "{table.name}" ({_names(columns)})')


def _column(m: Material, f: Field, key: bool) -> str:
    kind, allowed = field_type(f), list(map(_text, f.definition.get("enum", ())))
    if kind == "boolean":
        allowed = ["0", "1"]
    elif f.vocabulary and not f.is_list:
        codes = m.corpus.vocabularies.get(f.vocabulary, {})
        allowed = list(codes if kind == "integer" else map(_text, codes))
    check = f' CHECK ("{f.name}" IN ({", ".join(allowed)}))' if allowed else ""
    return f'"{f.name}" {TYPES[kind]}{" NOT NULL" * (f.required or key)}{check}'


def _search(db: sqlite3.Connection, m: Material) -> None:
    """Fill the search tables of views.sql: the full-text index, and the words that the view ``search`` looks up."""
    names = [column[0] for column in db.execute(f"SELECT * FROM {MAIN}_fts LIMIT 0").description]
    rows = [[str(r.cells[c] or "") for c in names] for r in m.tables[MAIN].rows]  # in rowid order
    asked, found = lookup({r.record.id: row for r, row in zip(m.tables[MAIN].rows, rows)}, groups(m.tables))
    for table, own in ((f"{MAIN}_fts", rows), ("search_words", sorted(asked)), ("search_keys", sorted(found))):
        _insert(db, table, own)


def _insert(db: sqlite3.Connection, table: str, rows: Sequence[Sequence[Any]]) -> None:
    if rows:
        db.executemany(f'INSERT INTO "{table}" VALUES ({", ".join("?" * len(rows[0]))})', rows)


def _names(columns: Any) -> str:
    return ", ".join(f'"{c}"' for c in columns)


def _text(value: Any) -> str:
    return "'" + str(value).replace("'", "''") + "'"


def datasette(m: Material) -> dict[str, Any]:
    """Metadata for Datasette: descriptions of the package, each table and each column."""
    p = m.package
    tables: dict[str, Any] = {name: {"description": description} for name, description in VIEWS.items()}
    tables |= {name: {"hidden": True} for name in ("search_words", "search_keys")}
    tables["search"] = {"description": "Which word or name finds which recommendation, as in the search of the site."}
    for table in m.tables.values():
        columns = {f.name: f.description for f in table.columns}
        about = {
            "title": table.schema.title,
            "description": table.schema.description,
            "columns": columns,
            "label_column": next((name for name in NAMES if name in columns), None),
        }
        tables[table.name] = filled(about)
    tables[MAIN] |= {
        "facets": ["theme", "type_of_action", "meeting"],
        "fts_table": f"{MAIN}_fts",
        "label_column": "in_our_words",
    }
    head = {
        "title": p["title"],
        "description": p["description"],
        "license": m.licence["title"],
        "license_url": m.licence["path"],
    }
    return {**head, "databases": {m.name: {"description": f"Version {p['version']}", "tables": tables}}}
