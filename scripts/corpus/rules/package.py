"""Rules on the package: tables, descriptor and files."""

import csv
import io
from dataclasses import replace
from os.path import commonprefix

from corpus.derive.built import package_files
from corpus.derive.tables import Table
from corpus.model.published import PUBLISHED
from dpcheck.problem import Problem

from .context import Package, Problems
from .registry import rule

SHOWN, BEFORE = 120, 30  # characters shown of a line, and before the first difference


@rule("P001")
def fresh_tables(package: Package) -> Problems:
    if package.tables is None:
        return
    hint = "Run scripts/build.py; edit data/records/, never the tables."
    tables = {t.path: t for t in package.tables.values()}
    for path, data in package_files(package.corpus, package.tables).items():
        file = package.corpus.root / path
        actual = file.read_bytes() if file.is_file() else None
        if actual is None:
            yield Problem("This file has not been built.", path, level=package.stale, hint=hint)
        elif actual != data:
            yield replace(_difference(tables.get(path), path, data, actual, hint), level=package.stale)


def _difference(table: Table | None, path: str, data: bytes, actual: bytes, hint: str) -> Problem:
    """The first line in which a built file differs, and the record that its row comes from."""
    want, have = data.decode("utf-8").split("\n"), actual.decode("utf-8", "replace").split("\n")
    line = next((n for n, (a, b) in enumerate(zip(want, have), 1) if a != b), None)
    if line is None:  # all lines are right, but line ends at the end of the file differ
        message, expected = "This file does not end correctly.", "one line end after the last line"
        return Problem(message, path, len(have), expected=expected, hint=hint)
    row, field, record = None, None, None
    if table is not None and 2 <= line <= len(table.rows) + 1:  # our cells have no line ends
        origin, row = table.rows[line - 2], line - 1
        record, field = origin.record.id, _column(table, want[line - 1], have[line - 1])
        hint = f"The row comes from {origin.origin}. {hint}"
    words = _apart(*(x[line - 1] or "nothing" for x in (want, have)))
    return Problem("This file does not match the records.", path, line, 1, field, record, row, *words, hint)


def _apart(want: str, have: str) -> tuple[str, str]:
    """Two different lines, cut to show the difference: rows are long, and often begin alike."""
    first = len(commonprefix((want, have)))
    start = first - BEFORE if first > SHOWN // 2 else 0
    end = start + SHOWN
    a, b = ("…" * bool(start) + line[start:end] + "…" * (len(line) > end) for line in (want, have))
    return a, b


def _column(table: Table, want: str, have: str) -> str | None:
    a, b = (next(csv.reader(io.StringIO(x)), []) for x in (want, have))
    return next((c.name for c, x, y in zip(table.columns, a, b) if x != y), None)


@rule("P002")
def no_stray_files(package: Package) -> Problems:
    root = package.corpus.root
    expected = {t["path"] for s in package.corpus.schemas.tables.values() if (t := s.table)}
    for file in package.corpus.files:
        if file.kind is None and file.path != PUBLISHED and not file.path.endswith("/README.md"):
            hint = "Move the file to the folder of its kind, or delete it."
            if file.path.endswith(".yml"):
                hint = f"Name it {file.path.rpartition('/')[2][:-4]}.yaml: only files with this ending are read."
            yield Problem("No kind of record belongs in this place.", file.path, hint=hint)
    for found in sorted(p for p in (root / "data").rglob("*") if p.is_file() and p.name != "README.md"):
        path = found.relative_to(root).as_posix()
        if not path.startswith("data/records/") and path not in expected:
            yield Problem("This file is not part of the package.", path, hint="Delete it.")
