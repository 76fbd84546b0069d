"""pandas reads CSV, Excel, Parquet, JSON and SQLite: every cell equal to the CSVs."""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pyarrow as pa
from common import Truth, main

# Apache Arrow may abort at exit where its threads read from a Python object
# (https://github.com/apache/arrow/issues/50482): one thread.
pa.set_cpu_count(1)


def problems(folder: Path) -> Iterator[str]:
    truth = Truth(folder)
    # An empty cell is empty, and nothing else is: by default pandas takes "None" and "NA" (Namibia) for empty.
    how = {"keep_default_na": False, "na_values": [""]}
    sheets = pd.read_excel(truth.file(".xlsx"), sheet_name=None, dtype=object, **how)
    db = sqlite3.connect(truth.file(".sqlite"))
    with zipfile.ZipFile(truth.archive) as z, zipfile.ZipFile(truth.file("-parquet.zip")) as p:
        for name in truth.tables:
            path = f"{truth.name}/{truth.paths[name]}"
            yield from truth.compare(
                "pandas, CSV", name, _rows(pd.read_csv(io.BytesIO(z.read(path)), dtype=str, **how))
            )
            yield from truth.compare("pandas, Excel", name, _rows(sheets[name]))
            yield from truth.compare(
                "pandas, Parquet",
                name,
                _rows(pd.read_parquet(io.BytesIO(p.read(f"{truth.name}/{name}.parquet")), use_threads=False)),
            )
            yield from truth.compare(
                "pandas, SQLite",
                name,
                _rows(pd.read_sql_query(f'SELECT * FROM "{name}" ORDER BY rowid', db, dtype=object)),
            )
    db.close()
    columns = list(truth.types["recommendations"])
    lines = pd.read_json(folder / "recommendations.ndjson", lines=True, dtype=False, convert_dates=False)
    yield from truth.compare("pandas, NDJSON", "recommendations", _rows(lines[columns]))
    table = pd.json_normalize(json.loads(truth.file(".json").read_text(encoding="utf-8"))["recommendations"])
    yield from truth.compare("pandas, JSON", "recommendations", _rows(table[columns]))
    # The line of the page "Get the data": plain read_csv, then count_once is boolean.
    plain = pd.read_csv(folder / "recommendations.csv")
    if plain.count_once.dtype != bool or len(plain) != len(truth.tables["recommendations"]):
        yield "plain read_csv does not give count_once as a boolean"


def _rows(frame: pd.DataFrame) -> list[dict]:
    return frame.astype(object).where(frame.notna(), None).to_dict("records")


if __name__ == "__main__":
    main(problems)
