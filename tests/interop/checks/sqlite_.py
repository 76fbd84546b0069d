"""sqlite3 reads the database: every cell equal to the CSVs, keys hold, search finds."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from common import Truth, main


def problems(folder: Path) -> Iterator[str]:
    truth = Truth(folder)
    db = sqlite3.connect(f"file:{truth.file('.sqlite')}?mode=ro", uri=True)
    try:
        yield from _all(truth, db)
    finally:
        db.close()


def _all(truth: Truth, db: sqlite3.Connection) -> Iterator[str]:
    if db.execute("PRAGMA integrity_check").fetchone() != ("ok",):
        yield "integrity_check is not ok"
    yield from (f"foreign key: {row}" for row in db.execute("PRAGMA foreign_key_check"))
    for resource in truth.descriptor["resources"]:
        name = resource["name"]
        db.row_factory = sqlite3.Row
        yield from truth.compare("SQLite", name, map(dict, db.execute(f'SELECT * FROM "{name}" ORDER BY rowid')))
        db.row_factory = None
        key = [r[1] for r in sorted(db.execute(f'PRAGMA table_info("{name}")'), key=lambda r: r[5]) if r[5]]
        if key != resource["schema"]["primaryKey"]:
            yield f"{name} has the primary key {key}"
        keys = {(r[3], r[2], r[4]) for r in db.execute(f'PRAGMA foreign_key_list("{name}")')}
        want = set()
        for k in resource["schema"].get("foreignKeys", []):
            target = k["reference"]["resource"] or resource["name"]
            want |= {(here, target, there) for here, there in zip(k["fields"], k["reference"]["fields"])}
        if keys != want:
            yield f"{name} has the foreign keys {sorted(keys)}, the descriptor {sorted(want)}"
    db.execute("SELECT count(*) FROM recommendations_fts").fetchone()
    found = db.execute(
        "SELECT count(*) FROM recommendations_fts WHERE recommendations_fts MATCH 'in_our_words : trafficking'"
    ).fetchone()[0]
    if found < sum("trafficking " in r["in_our_words"] for r in truth.tables["recommendations"]):
        yield f"full-text search finds {found} rows"


if __name__ == "__main__":
    main(problems)
