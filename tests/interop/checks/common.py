"""What the checks share: the CSVs of the archive as truth, and comparing what a reader found with them."""

from __future__ import annotations

import csv
import datetime
import io
import json
import math
import re
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any


class Truth:
    """The package in a folder of downloads: descriptor and tables, read from the archive of the CSVs.

    ``tables`` has rows of cells as text by table name; ``types`` the type of each column.
    """

    def __init__(self, folder: Path):
        self.folder = folder
        self.archive = next(p for p in sorted(folder.glob("*.zip")) if not p.stem.endswith("-parquet"))
        self.name = self.archive.stem
        with zipfile.ZipFile(self.archive) as z:
            self.descriptor = json.loads(z.read(f"{self.name}/datapackage.json"))
            self.tables, self.types, self.keys, self.paths = {}, {}, {}, {}
            for resource in self.descriptor["resources"]:
                name = resource["name"]
                text = z.read(f"{self.name}/{resource['path']}").decode("utf-8")
                self.tables[name] = list(csv.DictReader(io.StringIO(text, newline="")))
                self.types[name] = {f["name"]: f["type"] for f in resource["schema"]["fields"]}
                self.keys[name] = resource["schema"]["primaryKey"]
                self.paths[name] = resource["path"]

    def file(self, ending: str) -> Path:
        """The download named after the package, with this ending."""
        return self.folder / (self.name + ending)

    def compare(
        self, what: str, table: str, found: Iterable[dict[str, Any]], want: list[dict[str, str]] | None = None
    ) -> Iterator[str]:
        """A problem for the first cell of a table (or of some rows of it) that a reader found to be another."""
        rows, types = [dict(r) for r in found], self.types[table]
        want = self.tables[table] if want is None else want
        if len(rows) != len(want):
            yield f"{what}: {table} has {len(rows)} rows, the CSV {len(want)}"
            return
        for number, (a, b) in enumerate(zip(want, rows), 1):
            if list(a) != list(b):
                yield f"{what}: {table} has columns {list(b)}, the CSV {list(a)}"
                return
            for column, cell in a.items():
                if _text(cell, types[column]) != _text(b[column], types[column]):
                    yield f"{what}: {table}, row {number}, {column}: {b[column]!r}, in the CSV {cell!r}"
                    return

    def unpacked(self) -> tempfile.TemporaryDirectory:
        """A temporary folder with the archive in it, unpacked."""
        folder = tempfile.TemporaryDirectory()
        with zipfile.ZipFile(self.archive) as z:
            z.extractall(folder.name)
        return folder


PAGE = Path(__file__).resolve().parents[3] / "docs" / "get-the-data.md"


def recipes(heading: str) -> list[str]:
    """The blocks of code below a heading of the page "Get the data"."""
    text = PAGE.read_text(encoding="utf-8")
    found = re.search(rf"^### {re.escape(heading)}\n(.*?)(?=^##|\Z)", text, re.S | re.M)
    blocks = re.findall(r"^```\w*\n(.*?)^```", found[1], re.S | re.M) if found else []
    if not blocks:
        raise ValueError(f"the page has no code below {heading}")
    return blocks


def distinct_by_theme(rows: Iterable[dict[str, str]]) -> dict[str, int]:
    """What each recipe counts: the different requests among the rows of each theme."""
    return dict(Counter(theme for theme, _ in {(r["theme"], r["same_request_id"]) for r in rows}))


def same_counts(what: str, found: dict[str, int], want: dict[str, int]) -> Iterator[str]:
    """A problem where a recipe gives other numbers than the CSV has."""
    if found != want:
        yield f"{what}: {dict(sorted(set(found.items()) ^ set(want.items())))} differ from the CSV"


def _text(value: Any, kind: str) -> str:
    """A value of a reader as it would stand in a CSV, by the type of its column."""
    if (
        value is None
        or value == ""
        or (isinstance(value, float) and math.isnan(value))
        or type(value).__name__ in ("NaTType", "NAType")
    ):
        return ""
    if kind == "boolean":
        return {"true": "true", "1": "true", "1.0": "true", "false": "false", "0": "false", "0.0": "false"}.get(
            str(value).lower(), str(value)
        )
    if kind == "integer":
        return str(int(value)) if float(value) == int(float(value)) else str(value)
    if kind == "number":
        return repr(float(value))
    if isinstance(value, (datetime.date, datetime.datetime)):
        return value.isoformat()[:10]
    return str(value)


def main(problems: Callable[[Path], Iterator[str]]) -> None:
    """Run a check on the folder named on the command line: exit 1 with the problems, else 0."""
    found = list(problems(Path(sys.argv[1]).resolve()))
    for problem in found[:5]:
        print(problem)
    sys.exit(bool(found))
