"""The recipes for SQLite on the page "Get the data" run as they stand there, count what the CSV has, and find."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from common import Truth, distinct_by_theme, main, recipes, same_counts


def problems(folder: Path) -> Iterator[str]:
    truth = Truth(folder)
    count, count_all, find = recipes("SQLite")
    db = sqlite3.connect(f"file:{truth.file('.sqlite')}?mode=ro", uri=True)
    rows = truth.tables["recommendations"]
    yield from same_counts("SQLite", dict(db.execute(count).fetchall()), distinct_by_theme(rows))
    requests = {r["recommendation_id"]: r["same_request_id"] for r in rows}
    pairs = {
        (t["code"], requests[t["recommendation_id"]])
        for t in truth.tables["recommendation_terms"]
        if t["vocabulary"] == "theme"
    }
    yield from same_counts("SQLite", dict(db.execute(count_all).fetchall()), dict(Counter(code for code, _ in pairs)))
    found, texts = (
        {row[0] for row in db.execute(find)},
        {r["recommendation_id"]: r["in_our_words"].lower() for r in rows},
    )
    if not found or not {k for k, t in texts.items() if " labour " in t} <= found:
        yield f"the full-text recipe finds {len(found)} rows"
    db.close()


if __name__ == "__main__":
    main(problems)
