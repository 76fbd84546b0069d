"""The workbook that an expert fills in: written with empty cells and drop-down lists, read back with every slip named.

Blind: what we coded is not in it. Only ``in_our_words`` is given, because it is to be judged.
"""

from __future__ import annotations

import difflib
import hashlib
import re
import zipfile
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from corpus.model.records import Corpus, Record
from corpus.model.schema import Field

RECORDS, CODES, LISTS, ABOUT = "Records", "Codes", "Lists", "Read me"
# What is coded, and how many cells it has; a cell of a list may also hold several codes, with semicolons.
ANSWERS = (
    ("form", 1),
    ("made_by", 2),
    ("addressed_to", 4),
    ("addressee_basis", 1),
    ("in_cooperation_with", 3),
    ("wording_strength", 1),
    ("type_of_action", 1),
    ("themes", 3),
    ("people_concerned", 3),
    ("exploitation_type", 4),
    ("specificity", 1),
    ("instruments", 3),
)
# The verdicts, with the question that leads to each; the first that applies is taken.
VERDICTS = {
    "unclear": "It cannot be understood alone.",
    "changes-addressee": "It asks somebody else than the document does.",
    "changes-strength": "It asks more firmly, or less firmly, than the document does.",
    "adds": "It says something that the document does not.",
    "drops": "It leaves out something on which the request depends.",
    "hard-to-read": "It asks the same, but has to be read twice.",
    "faithful": "None of these: it asks the same.",
}
BETWEEN = " – "  # code – label
MAX_BYTES, MAX_ROWS, MAX_NOTE, MAX_QUOTED = 20_000_000, 5_000, 400, 6

STEPS = (
    "Thank you. One row of the sheet Records is one request in a document. You need the documents; where each can be "
    "had stands on its page of the site.",
    "1. Read the request in its document: place, first words and last words say where it is. Read the heading above it "
    "and what stands around it as well.",
    "2. Code it, from left to right, before you look further. Choose from the list of each cell; the sheet Codes says "
    "what each code means, and the page to print has the rules. "
    "Leave a cell empty where there is nothing to say. If there are too few cells, put further codes into one of them, "
    "with semicolons between.",
    "3. Then go to the right and judge how we put the request (In our words): take the first judgement that applies. "
    "Say in a note what is wrong, in your own words.",
    "4. Rows that you leave empty are passed over. A row may have a judgement and no codes; with codes, it needs all "
    "that are marked with *.",
    "What we coded is not in this file: your answers are to be your own. Please do not look the records up before you "
    "have finished.",
)


@dataclass
class Answer:
    """What an expert said of one record: ``codes`` by field (empty where only judged), verdict, note."""

    record: Record
    row: int
    codes: dict[str, Any] = field(default_factory=dict)
    verdict: str | None = None
    note: str | None = None
    stale: bool = False  # the record has changed since the workbook was drawn

    @property
    def given(self) -> bool:
        return bool(self.codes or self.verdict)


@dataclass
class Choices:
    """The codes that one field may have, with their labels."""

    labels: dict[str, str]

    def shown(self) -> list[str]:
        return [f"{code}{BETWEEN}{label}" for code, label in self.labels.items()]

    def code(self, text: str) -> str | None:
        """The code that a cell means: the code itself, code and label, or a label that only one code has."""
        for candidate in (text, re.split(r"\s+[–-]\s+", text)[0]):
            if candidate in self.labels:
                return candidate
        same = [code for code, label in self.labels.items() if label.casefold() == text.casefold()]
        return same[0] if len(same) == 1 else None

    def nearest(self, text: str) -> str:
        """A hint that names the code most like a text."""
        names = {
            **{label.casefold(): code for code, label in self.labels.items()},
            **{code: code for code in self.labels},
        }
        close = difflib.get_close_matches(re.split(r"\s+[–-]\s+", text)[0].casefold(), names, n=1, cutoff=0.5)
        return f"did you mean {names[close[0]]}?" if close else f"see the sheet {CODES}"


def fields(corpus: Corpus) -> dict[str, Field]:
    """The coded fields, as a coding defines them."""
    kind = corpus.schemas.kinds["coding"]
    return {name: kind.field(name) for name, _ in ANSWERS}


def needed(corpus: Corpus) -> set[str]:
    """The coded fields without which nothing can be published."""
    kind = corpus.schemas.kinds["recommendation"]
    return {f.name for f in kind.fields if f.required} & {name for name, _ in ANSWERS}


def choices(corpus: Corpus) -> dict[str, Choices]:
    """The codes of every field with a list, by the field's name; of the verdict, by ``verdict``."""
    out = {}
    for name, f in fields(corpus).items():
        table = f.references or ("instruments" if name == "instruments" else "actors")
        keys = list(corpus.vocabularies[f.vocabulary]) if f.vocabulary else sorted(corpus.index(table))
        out[name] = Choices({key: corpus.label(table, key) for key in keys})
    return out | {"verdict": Choices(dict(VERDICTS))}


def headers(corpus: Corpus) -> list[tuple[str, str]]:
    """Every column of answers: its header and the field it belongs to."""
    must = needed(corpus)
    out = []
    for (name, cells), f in zip(ANSWERS, fields(corpus).values()):
        for n in range(1, cells + 1):
            out.append((f"{f.title}{f' {n}' if cells > 1 else ''}{' *' if n == 1 and name in must else ''}", name))
    return out


def check(record: Record) -> str:
    """A short hash of what the expert is shown, so that answers about an older state are noticed."""
    return hashlib.sha256(f"{record.get('span_fingerprint')}/{record.get('in_our_words')}".encode()).hexdigest()[:12]


def write(corpus: Corpus, records: list[Record], about: str, words: dict[str, str] | None = None) -> bytes:
    """The workbook for these records; ``words`` are the original words by record, from the expert's own copies."""
    out = BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    book.set_properties(
        {"title": "Records to code and judge", "created": datetime(2000, 1, 1)}
    )  # the same records give the same file
    top = book.add_format(
        {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#1d3557", "font_color": "#ffffff", "border": 1}
    )
    given = book.add_format(
        {"text_wrap": True, "valign": "top", "bg_color": "#f3f4f6", "border": 1, "border_color": "#d1d5db"}
    )
    open_ = book.add_format({"text_wrap": True, "valign": "top", "border": 1, "border_color": "#d1d5db"})
    plain, strong = (
        book.add_format({"text_wrap": True, "valign": "top"}),
        book.add_format({"bold": True, "text_wrap": True, "valign": "top"}),
    )

    sheets = {name: book.add_worksheet(name) for name in (ABOUT, RECORDS, CODES, LISTS)}
    sheets[LISTS].hide()
    sheet = sheets[ABOUT]
    sheet.set_column(0, 0, 110, plain)
    for n, line in enumerate((corpus.package.get("title", ""), about, *STEPS)):
        sheet.write_string(n, 0, line, strong if n == 0 else plain)

    lists = choices(corpus)
    ranges = {}
    for column, (name, choice) in enumerate(lists.items()):
        shown = list(choice.labels) if name == "verdict" else choice.shown()
        for n, entry in enumerate(shown):
            sheets[LISTS].write_string(n, column, entry)
        letter = xl_col_to_name(column)
        ranges[name] = f"={LISTS}!${letter}$1:${letter}${len(shown)}"

    _codes(corpus, sheets[CODES], lists, top, plain)

    columns: list[tuple[str, str, int]] = [
        ("Identifier", "", 17),
        ("Document", "", 22),
        ("Place", "", 24),
        ("First words", "", 16),
        ("Last words", "", 16),
    ]
    columns += [("Original words", "", 60)] if words is not None else []
    answers = headers(corpus)
    columns += [(header, name, 20) for header, name in answers]
    columns += [("In our words", "", 50), ("Judgement", "verdict", 18), ("Note", "note", 40), ("Check", "", 14)]
    sheet = sheets[RECORDS]
    sheet.freeze_panes(1, 1)
    sheet.set_landscape()
    for c, (header, name, width) in enumerate(columns):
        sheet.set_column(c, c, width, None, {"hidden": header == "Check"})
        sheet.write_string(0, c, header, top)
        if name in ranges:
            sheet.data_validation(1, c, len(records), c, _validation(corpus, name, ranges[name]))
    for n, r in enumerate(records, 1):
        texts = {
            "Identifier": r.id,
            "Document": corpus.label("sources", r.get("source")),
            "Place": r.get("place"),
            "First words": r.get("begins_with") or "",
            "Last words": r.get("ends_with") or "",
            "Original words": (words or {}).get(r.id, ""),
            "In our words": r.get("in_our_words"),
            "Check": check(r),
        }
        for c, (header, name, _) in enumerate(columns):
            if name:
                sheet.write_blank(n, c, None, open_)
            else:
                sheet.write_string(n, c, texts[header], given)
    sheets[ABOUT].activate()
    book.close()
    return out.getvalue()


def _validation(corpus: Corpus, name: str, source: str) -> dict[str, Any]:
    if name == "verdict":
        title, text, several = "Judgement", "Take the first that applies: " + ", ".join(VERDICTS), False
    else:
        f = fields(corpus)[name]
        published = {p.name: p for p in corpus.schemas.kinds["recommendation"].fields}.get(name, f)
        title, text, several = (
            f.title,
            published.description.split(". ")[0].replace(", by this coder", "").rstrip(".") + ".",
            f.is_list,
        )
    return {
        "validate": "list",
        "source": source,
        "input_title": title[:32],
        "input_message": text[:255],
        "error_type": "warning" if several else "stop",
        "error_title": "Not in the list",
        "error_message": f"Please choose from the list; the sheet {CODES} explains it.",
    }


def _codes(corpus: Corpus, sheet: Any, lists: dict[str, Choices], top: Any, plain: Any) -> None:
    """The sheet that says what every code means."""
    for c, (header, width) in enumerate((("Column", 22), ("Code", 30), ("Label", 34), ("Meaning", 70), ("Limits", 80))):
        sheet.set_column(c, c, width, plain)
        sheet.write_string(0, c, header, top)
    sheet.freeze_panes(1, 0)
    row, seen = 1, set()
    for name, choice in lists.items():
        f = fields(corpus).get(name)
        table = "verdict" if f is None else f.references or ("instruments" if name == "instruments" else "actors")
        if table in seen:
            continue
        seen.add(table)
        title = "Judgement" if f is None else {"actors": "Actors"}.get(table, f.title)
        for code, label in choice.labels.items():
            term = corpus.vocabularies.get(f.vocabulary, {}).get(code) if f is not None and f.vocabulary else None
            cells = (
                title,
                code,
                label if f is not None else "",
                label if f is None else term.get("definition", "") if term else "",
                term.get("scope_note", "") if term else "",
            )
            for c, text in enumerate(cells):
                sheet.write_string(row, c, text)
            row += 1


class NotAWorkbook(ValueError):
    """The file cannot be read as a workbook of this kit."""


def read(corpus: Corpus, path: Path) -> tuple[list[Answer], list[str]]:
    """Every row of a workbook, and what is wrong in it; raises NotAWorkbook where it is none of ours."""
    sheet = _sheet(path)
    rows = [list(r) for r in sheet.iter_rows(min_row=1, max_row=min(sheet.max_row or 1, MAX_ROWS), values_only=True)]
    columns: dict[str, int] = {}
    for c, header in enumerate(rows[0] if rows else []):
        columns.setdefault(_text(header).rstrip(" *"), c)
    expected = [
        "Identifier",
        *(h.rstrip(" *") for h, _ in headers(corpus)),
        "In our words",
        "Judgement",
        "Note",
        "Check",
    ]
    absent = [h for h in expected if h not in columns]
    if absent:
        raise NotAWorkbook(f"{path.name}: the sheet {RECORDS} has no column {', '.join(absent)}")
    reader = _Reader(corpus, columns)
    answers = [a for n, row in enumerate(rows[1:], 2) if (a := reader.row(n, row)) is not None]
    return answers, reader.problems


def _sheet(path: Path) -> Any:
    if not path.is_file():
        raise NotAWorkbook(f"there is no file {path}")
    if path.stat().st_size > MAX_BYTES:
        raise NotAWorkbook(f"{path.name} is larger than {MAX_BYTES // 1_000_000} MB")
    try:
        import openpyxl  # only whoever reads answers back needs it
        from openpyxl.utils.exceptions import InvalidFileException
    except ModuleNotFoundError:
        raise NotAWorkbook(
            "to read a workbook the Python package openpyxl is needed: run python scripts/setup.py review"
        ) from None
    try:
        book = openpyxl.load_workbook(path, data_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, SyntaxError) as error:
        raise NotAWorkbook(f"{path.name} cannot be read as a workbook (.xlsx): {error}") from None
    if RECORDS not in book.sheetnames:
        raise NotAWorkbook(f"{path.name} has no sheet {RECORDS}; draw one with: review.py draw")
    return book[RECORDS]


def _text(value: Any) -> str:
    """What a cell holds, as text; a number without a needless fraction."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return " ".join(str(value).split())


class _Reader:
    """Reads rows and remembers what is wrong in them."""

    def __init__(self, corpus: Corpus, columns: dict[str, int]):
        self.corpus, self.columns = corpus, columns
        self.problems: list[str] = []
        self.lists, self.needed, self.headers = choices(corpus), needed(corpus), headers(corpus)
        self.fields = fields(corpus)
        self.limits = {f.name: f.definition.get("maxItems") for f in corpus.schemas.kinds["recommendation"].fields}
        self.rows: dict[str, int] = {}

    def _problem(self, row: int, header: str, message: str) -> None:
        name = header.rstrip(" *")
        self.problems.append(
            f"sheet {RECORDS}, row {row}, column {xl_col_to_name(self.columns[name])} ({name}): {message}"
        )

    def _cell(self, row: list, header: str) -> str:
        c = self.columns.get(header.rstrip(" *"))
        return _text(row[c]) if c is not None and c < len(row) else ""

    def row(self, n: int, row: list) -> Answer | None:
        """The answer in a row; None where it is empty or cannot be told to belong to a record."""
        name = self._cell(row, "Identifier")
        if not name:
            if any(self._cell(row, h) for h, _ in self.headers) or self._cell(row, "Judgement"):
                self._problem(n, "Identifier", "this row has answers and no identifier")
            return None
        record = self.corpus.find("recommendations", name)
        if record is None:
            close = difflib.get_close_matches(name, self.corpus.index("recommendations"), n=1)
            self._problem(
                n, "Identifier", f"there is no recommendation {name}" + (f"; did you mean {close[0]}?" if close else "")
            )
            return None
        if name in self.rows:
            self._problem(n, "Identifier", f"{name} stands in row {self.rows[name]} already")
            return None
        self.rows[name] = n
        answer = Answer(record, n, stale=self._cell(row, "Check") != check(record))
        answer.codes = self._codes(n, row)
        text = self._cell(row, "Judgement")
        if text:
            answer.verdict = self.lists["verdict"].code(text.casefold())
            if answer.verdict is None:
                self._problem(n, "Judgement", f"there is no judgement {text}; {self.lists['verdict'].nearest(text)}")
        elif answer.codes:
            self._problem(n, "Judgement", "the row has codes and no judgement")
        answer.note = self._note(n, row)
        return answer

    def _codes(self, n: int, row: list) -> dict[str, Any]:
        found: dict[str, list[str]] = {}
        filled: set[str] = set()
        first: dict[str, str] = {}
        for header, name in self.headers:
            first.setdefault(name, header)
            text = self._cell(row, header)
            parts = (
                [p for p in map(str.strip, text.split(";")) if p]
                if self.fields[name].is_list
                else [text]
                if text
                else []
            )
            for part in parts:
                filled.add(name)
                code = self.lists[name].code(part)
                if code is None:
                    self._problem(n, header, f"there is no code {part}; {self.lists[name].nearest(part)}")
                elif code not in found.setdefault(name, []):
                    found[name].append(code)
        if not filled:
            return {}
        for name, header in first.items():
            if name in self.needed - filled:
                self._problem(n, header, "this cell is empty, though others of the row are filled")
            if (most := self.limits.get(name)) and len(found.get(name, ())) > most:
                self._problem(n, header, f"there are {len(found[name])} codes, and at most {most} are allowed")
        one: dict[str, Any] = {name: codes if self.fields[name].is_list else codes[0] for name, codes in found.items()}
        return {name: int(v) if self.fields[name].definition["type"] == "integer" else v for name, v in one.items()}

    def _note(self, n: int, row: list) -> str | None:
        note = self._cell(row, "Note")
        if len(note) > MAX_NOTE:
            self._problem(n, "Note", f"the note has {len(note)} characters, and at most {MAX_NOTE} are allowed")
        if quotes(note, self._cell(row, "Original words")):
            self._problem(
                n,
                "Note",
                f"the note repeats more than {MAX_QUOTED} words in a row of the document, which we may not publish; "
                "please say it in your own words",
            )
        return note or None


def quotes(note: str, original: str) -> bool:
    """Whether a note repeats more words in a row of the original than we allow."""
    said, source = (" ".join(re.findall(r"\w+", t.casefold())) for t in (note, original))
    words = said.split()
    size = MAX_QUOTED + 1
    return any(f" {' '.join(words[i : i + size])} " in f" {source} " for i in range(len(words) - size + 1))
