"""duckdb reads CSV, Parquet and NDJSON by itself: every cell equal to the CSVs."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import duckdb
from common import Truth, main


def problems(folder: Path) -> Iterator[str]:
    truth = Truth(folder)
    with truth.unpacked() as place, tempfile.TemporaryDirectory() as parquet:
        with zipfile.ZipFile(truth.file("-parquet.zip")) as z:
            z.extractall(parquet)
        for name in truth.tables:
            csv, pq = Path(place) / truth.name / truth.paths[name], Path(parquet) / truth.name / f"{name}.parquet"
            yield from truth.compare(
                "duckdb, CSV",
                name,
                _rows(f"read_csv('{csv}', header=true, all_varchar=true, delim=',', quote='\"', escape='\"')"),
            )
            yield from truth.compare("duckdb, Parquet", name, _rows(f"'{pq}'"))
    columns = ", ".join(f'"{c}"' for c in truth.types["recommendations"])
    yield from truth.compare(
        "duckdb, NDJSON",
        "recommendations",
        _rows(f"read_json('{folder / 'recommendations.ndjson'}', format='newline_delimited')", columns),
    )


def _rows(source: str, columns: str = "*") -> list[dict]:
    found = duckdb.sql(f"SELECT {columns} FROM {source}")
    return [dict(zip(found.columns, row)) for row in found.fetchall()]


if __name__ == "__main__":
    main(problems)
