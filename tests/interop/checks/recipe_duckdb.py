"""The recipe for DuckDB on the page "Get the data" runs as it stands there and counts what the CSV has."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import duckdb
from common import Truth, distinct_by_theme, main, recipes, same_counts


def problems(folder: Path) -> Iterator[str]:
    [code] = recipes("DuckDB")
    os.chdir(folder)
    yield from same_counts(
        "DuckDB", dict(duckdb.sql(code).fetchall()), distinct_by_theme(Truth(folder).tables["recommendations"])
    )


if __name__ == "__main__":
    main(problems)
