"""Reads a filled workbook and reports every error in it. Knows the questions of a kit, not the use of the answers."""

import difflib
import re
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from corpus.model.codebook import WORDS_IN_A_ROW
from corpus.model.records import Corpus, Record

from .kit import RECORDS, Kit, check

MAX_BYTES, MAX_ROWS, MAX_NOTE = 20_000_000, 5_000, 400


@dataclass
class Answer:
    """An expert's answers about one record: ``codes`` by field (empty if only judged), verdict, note."""

    record: Record
    row: int
    codes: dict[str, Any] = field(default_factory=dict)
    verdict: str | None = None
    note: str | None = None
    stale: bool = False  # the record has changed since the workbook was made

    @property
    def given(self) -> bool:
        return bool(self.codes or self.verdict)


class NotAWorkbook(ValueError):
    """The file cannot be read as a workbook of this kit."""


def read(corpus: Corpus, path: Path) -> tuple[list[Answer], list[str]]:
    """All answers in a workbook, and the errors in it; raises NotAWorkbook if the file is not one of ours."""
    sheet = _sheet(path)
    rows = list(sheet.iter_rows(min_row=1, max_row=min(sheet.max_row or 1, MAX_ROWS), values_only=True))
    heads = [_bare(_text(cell)) for cell in rows[0]] if rows else []
    reader = _Reader(corpus, heads)
    expected = ["Identifier", *(_bare(h) for h, _ in reader.kit.headers), "In our words", "Judgement", "Note", "Check"]
    if absent := [h for h in expected if h not in heads]:
        raise NotAWorkbook(f"{path.name}: the sheet {RECORDS} has no column {', '.join(absent)}")
    answers = [a for n, row in enumerate(rows[1:], 2) if (a := reader.answer(n, row)) is not None]
    return answers, reader.problems


def _sheet(path: Path) -> Any:
    if not path.is_file():
        raise NotAWorkbook(f"there is no file {path}")
    if path.stat().st_size > MAX_BYTES:
        raise NotAWorkbook(f"{path.name} is larger than {MAX_BYTES // 1_000_000} MB")
    try:
        import openpyxl  # only needed to read answers
        from openpyxl.utils.exceptions import InvalidFileException
    except ModuleNotFoundError:
        needed = "reading a workbook needs the Python package openpyxl: run python scripts/setup.py review"
        raise NotAWorkbook(needed) from None
    try:
        book = openpyxl.load_workbook(path, data_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, SyntaxError) as error:
        raise NotAWorkbook(f"{path.name} cannot be read as a workbook (.xlsx): {error}") from None
    if RECORDS not in book.sheetnames:
        raise NotAWorkbook(f"{path.name} has no sheet {RECORDS}; draw one with: review.py draw")
    return book[RECORDS]


def _text(value: Any) -> str:
    """The value of a cell as text; whole numbers have no fraction."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else " ".join(str(value).split())


def _bare(header: str) -> str:
    return header.rstrip(" *")


class _Reader:
    """Reads rows and collects the errors in them."""

    def __init__(self, corpus: Corpus, heads: list[str]):
        self.corpus, self.heads, self.kit = corpus, heads, Kit(corpus)
        self.problems: list[str] = []
        self.rows: dict[str, int] = {}

    def answer(self, n: int, row: tuple[Any, ...]) -> Answer | None:
        """The answer in a row; None if it is empty or belongs to no known record."""
        cells = dict(zip(reversed(self.heads), reversed([_text(c) for c in row])))  # the first of two columns counts
        name = cells["Identifier"]

        def problem(header: str, message: str) -> None:
            column = f"{xl_col_to_name(self.heads.index(_bare(header)))} ({_bare(header)})"
            self.problems.append(f"sheet {RECORDS}, row {n}, column {column}: {message}")

        record = self.corpus.find("recommendations", name)
        if not name:
            if any(cells[_bare(h)] for h, _ in self.kit.headers) or cells["Judgement"]:
                problem("Identifier", "this row has answers but no identifier")
        elif record is None:
            close = difflib.get_close_matches(name, self.corpus.index("recommendations"), n=1)
            problem("Identifier", f"there is no recommendation {name}{f'; did you mean {close[0]}?' if close else ''}")
        elif self.rows.setdefault(name, n) != n:
            problem("Identifier", f"{name} is already in row {self.rows[name]}")
        else:
            codes, text, verdicts = self._codes(cells, problem), cells["Judgement"], self.kit.lists["verdict"]
            answer = Answer(record, n, codes, verdicts.code(text.casefold()), cells["Note"] or None)
            answer.stale = cells["Check"] != check(record)
            if text and answer.verdict is None:
                problem("Judgement", f"there is no judgement {text}; {verdicts.nearest(text)}")
            elif codes and not text:
                problem("Judgement", "this row has codes but no judgement")
            if len(cells["Note"]) > MAX_NOTE:
                problem("Note", f"the note has {len(cells['Note'])} characters, and at most {MAX_NOTE} are allowed")
            elif quotes(cells["Note"], cells.get("Original words", "")):
                repeats = f"the note repeats more than {WORDS_IN_A_ROW} words in a row of the document"
                problem("Note", f"{repeats}, which we may not publish; please say it in your own words")
            return answer
        return None

    def _codes(self, cells: dict[str, str], problem: Any) -> dict[str, Any]:
        """The codes of a row by field; invalid, surplus or missing codes are reported to ``problem``."""
        found: dict[str, list[str]] = {}
        filled: set[str] = set()
        for header, name in self.kit.headers:
            text, choices = cells[_bare(header)], self.kit.lists[name]
            for part in filter(None, map(str.strip, text.split(";") if self.kit.fields[name].is_list else [text])):
                filled.add(name)
                code = choices.code(part)
                if code is None:
                    problem(header, f"there is no code {part}; {choices.nearest(part)}")
                elif code not in found.setdefault(name, []):
                    found[name].append(code)
        if not filled:
            return {}
        first = {name: header for header, name in reversed(self.kit.headers)}
        for name in self.kit.fields:
            if name in self.kit.needed - filled:
                problem(first[name], "this cell is empty, but others in the row are filled")
            most = self.kit.published[name].definition.get("maxItems") if name in self.kit.published else None
            if most and len(found.get(name, ())) > most:
                problem(first[name], f"there are {len(found[name])} codes, but at most {most} are allowed")
        types = {name: (f.is_list, f.definition["type"] == "integer") for name, f in self.kit.fields.items()}
        return {n: codes if types[n][0] else int(codes[0]) if types[n][1] else codes[0] for n, codes in found.items()}


def quotes(note: str, original: str) -> bool:
    """Whether a note repeats more consecutive words of the original than we allow."""
    said, source = (" ".join(re.findall(r"\w+", t.casefold())) for t in (note, original))
    words = said.split()
    size = WORDS_IN_A_ROW + 1
    return any(f" {' '.join(words[i : i + size])} " in f" {source} " for i in range(len(words) - size + 1))
