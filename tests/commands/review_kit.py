"""What tests of the kit for experts share: repositories to draw from, and a workbook filled as an expert would."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import openpyxl

from corpus.coding import kit
from corpus.commands.cli import run
from corpus.derive.tables import build_tables
from corpus.model.records import read_corpus
from corpus.site.inserts import INSERTS
from corpus.site.lookup import Site
from helpers import ROOT

EXPERT = "expert-of-this-test"


def made(root: Path, records: Path) -> Path:
    shutil.copytree(records, root / "data" / "records")
    shutil.copytree(ROOT / "schemas", root / "schemas")
    (root / "docs").mkdir()
    shutil.copy(ROOT / "docs" / "codebook.md", root / "docs")
    return root


def review(root: Path, *arguments) -> int:
    return run("review", ["--root", str(root), *map(str, arguments)])


def drawn(root: Path, tmp_path: Path, size: int = 6) -> Path:
    assert review(root, "draw", "--size", size, "--out", tmp_path / "kit") == 0
    return tmp_path / "kit" / "review.xlsx"


def fill(root: Path, path: Path, changes: dict[int, dict[str, object]] | None = None, rows: int = 99) -> list:
    """Fill the first rows as published; ``changes`` by number of row and header. Returns the records of all rows."""
    corpus = read_corpus(root)
    asked = kit.Kit(corpus)
    lists, headers = asked.lists, asked.headers
    book = openpyxl.load_workbook(path)
    sheet = book["Records"]
    column = {c.value: c.column for c in sheet[1]}
    records = []
    for n in range(2, sheet.max_row + 1):
        record = corpus.find("recommendations", sheet.cell(n, 1).value)
        records.append(record)
        if n - 1 > rows:
            continue
        used: Counter = Counter()
        for header, name in headers:
            values = (
                [c["instrument_id"] for c in record.items("citations")] if name == "instruments" else record.get(name)
            )
            values = values if isinstance(values, list) else [values] if values is not None else []
            cells = kit.CELLS[name]
            i = used[name]
            used[name] += 1
            mine = values[i:] if i == cells - 1 else values[i : i + 1]  # what is left goes into the last cell
            shown = [
                f"{v} – {lists[name][str(v)]}" if n % 2 else v for v in mine
            ]  # as chosen from the list, or as typed
            if shown:
                sheet.cell(n, column[header]).value = shown[0] if len(shown) == 1 else "; ".join(map(str, shown))
        sheet.cell(n, column["Judgement"]).value = "faithful"
        for header, value in (changes or {}).get(n, {}).items():
            sheet.cell(n, column[header]).value = value
    book.save(path)
    return records


def texts(root: Path) -> dict[str, str]:
    return {
        p.relative_to(root).as_posix(): p.read_text(encoding="utf-8") for p in sorted((root / "data").rglob("*.yaml"))
    }


def other(corpus, record, field: str) -> str:
    """A code that a record does not have."""
    return next(
        c
        for c in corpus.vocabularies[corpus.schemas.kinds["recommendation"].field(field).vocabulary]
        if c != str(record.get(field))
    )


def agreement_page(corpus) -> str:
    return str(INSERTS["agreement"](Site(corpus, build_tables(corpus)), "reliability.html"))
