"""From text to columns: Arrow reads what is regular; the rest is read record by record, with everything said that is not."""

from __future__ import annotations

import csv
import io
import re
from array import array
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from dpcheck.collector import Found, shown
from dpcheck.read.dialect import Dialect

from .text import Text

BLOCK = 1 << 22  # bytes that Arrow reads at once; a longer record is read by Python
DELIMITERS = ",;\t|"


@dataclass
class Part:
    """The table in one file. ``columns`` hold text, and null where a row is too short."""

    text: Text
    dialect: Dialect
    header: list[str] = field(default_factory=list)
    header_starts: list[int] = field(default_factory=list)  # of its cells, in the text
    columns: list[pa.ChunkedArray] = field(default_factory=list)
    count: int = 0
    body: int = 0  # where the first row begins
    starts: array | None = None  # the first line of each row, where they are not one line each
    uneven: set[int] = field(default_factory=set)  # rows (from 0 on) with too many or too few cells
    sound: bool = True  # False where broken quoting makes the cells doubtful

    def line(self, row: int) -> int:
        """The physical line in which a row (from 1 on) begins."""
        if self.starts is not None:
            return self.starts[row - 1]
        return self.text.place(self.body)[0] + row - 1

    def place(self, row: int, column: int) -> tuple[int, int]:
        """Line and column of a cell: row from 1 on, column from 0 on."""
        begin = self.text.lines[self.line(row) - 1]
        starts = cell_starts(self.text.text, begin, self.dialect)
        return self.text.place(starts[min(column, len(starts) - 1)])


def cell_starts(text: str, at: int, d: Dialect) -> list[int]:
    """Where each cell of the record begins that begins at ``at``, as Python's csv would read it."""
    starts, end = [], len(text)
    while True:
        while d.skip_space and text[at : at + 1] == " ":
            at += 1
        starts.append(at)
        if d.quote and text[at : at + 1] == d.quote:
            at += 1
            while at < end:
                if text[at] == d.escape:
                    at += 2
                elif text[at] != d.quote:
                    at += 1
                elif d.double and text[at + 1 : at + 2] == d.quote:
                    at += 2
                else:
                    at += 1
                    break
        while at < end and text[at] != d.delimiter and text[at] not in "\r\n":
            at += 2 if text[at] == d.escape else 1
        if at >= end or text[at] != d.delimiter:
            return starts
        at += 1


def read_part(found: Found, text: Text, dialect: Dialect, names: list[str], first: Part | None) -> Part | None:
    """The table in a text; ``names`` are the fields of the schema, ``first`` the first file of the same resource."""
    part = Part(text, dialect)
    if text.data[:1] in b"\r\n\t " and not text.data.strip():  # looked at first: to strip copies
        found.add("T012", "This file is empty: it has no header.", text.file.shown, 1, 1, level="error")
        return None
    quotes = _Quotes(text, dialect)
    if dialect.plain and not quotes.broken and dialect.delimiter.isascii() and _by_arrow(part, quotes, first):
        pass
    else:
        for at in quotes.faults():
            found.add(
                "T008",
                "The quotation of this cell is broken.",
                text.file.shown,
                *text.place(at),
                expected="a cell in quotation marks, with each mark inside it doubled",
                hint="Put the whole cell in quotation marks and double those inside.",
            )
        _by_python(found, part, first, quotes.broken)
    if len(part.header) == 1 and (len(names) > 1 or not names):
        other = next(
            (
                d
                for d in DELIMITERS
                if d != dialect.delimiter
                and len({c.strip('"') for c in part.header[0].split(d)} & set(names or part.header[0].split(d))) > 1
            ),
            None,
        )
        if other:
            named = "chr(9)" if other == "\t" else f'"{other}"'
            found.add(
                "T009",
                "This table is not written with the delimiter that is declared.",
                text.file.shown,
                1,
                part.header[0].index(other) + 1,
                expected=repr(dialect.delimiter),
                actual=repr(other),
                hint=f'Declare "dialect": {{"delimiter": {named}}}, or write the table anew.',
            )
            return None
    if not part.count and part.sound:
        found.add("T012", "This table has a header and no rows.", text.file.shown, 1, 1)
    return part


class _Quotes:
    """Quotation in a whole text, by splitting it at the quotation marks: every second piece is inside them."""

    def __init__(self, text: Text, dialect: Dialect):
        self.text, self.dialect, self.broken, self.inside_break = text, dialect, False, False
        quote = (dialect.quote or "").encode("utf-8")
        if not quote or quote not in text.data or dialect.escape or not dialect.double:
            return
        pieces = text.data.split(quote)
        edge = b"\r\n" + dialect.delimiter.encode("utf-8")
        outside = [p.rstrip(b" ") for p in pieces[0::2]] if dialect.skip_space else pieces[0::2]
        allowed = {b"", *(edge[n : n + 1] for n in range(len(edge)))}
        self.broken = (
            len(pieces) % 2 == 0 or not {p[:1] for p in outside[1:]} | {p[-1:] for p in outside[:-1]} <= allowed
        )
        inside = b"".join(pieces[1::2])
        self.inside_break = b"\n" in inside or b"\r" in inside

    def faults(self) -> list[int]:
        """Where cells begin whose quotation is broken: after each the next line is taken to be sound."""
        if not self.broken:
            return []
        q, d = re.escape(self.dialect.quote), re.escape(self.dialect.delimiter)
        space = " *" if self.dialect.skip_space else ""
        cell = re.compile(rf"{space}{q}[^{q}]*(?:{q}{q}[^{q}]*)*{q}(?=[{d}\r\n]|\Z)|[^{q}{d}\r\n]*(?=[{d}\r\n]|\Z)")
        text, at, out = self.text.text, 0, []
        while at <= len(text):
            match = cell.match(text, at)
            if match:
                at = match.end() + 1
                continue
            out.append(at)
            line = re.compile("\r\n?|\n").search(text, at)
            if not line:
                break
            at = line.end()
        return out


def _by_arrow(part: Part, quotes: _Quotes, first: Part | None) -> bool:
    """Read a regular table; False where it is not regular."""
    data, d = part.text.data, part.dialect
    if b"\r" in data and data.count(b"\r") != data.count(b"\r\n"):
        return False
    if data[:1] in (b"\r", b"\n"):
        return False
    end = data.find(b"\n") + 1 or len(data)
    head = data[:end]
    if d.quote and head.count(d.quote.encode()) % 2:  # a line break in the header
        return False
    header = next(csv.reader([head.decode("utf-8")], **d.for_csv()))
    if first is not None and header != first.header:
        return False
    columns = [str(n) for n in range(len(header))]
    if end < len(data):
        try:
            table = pa.csv.read_csv(
                pa.BufferReader(pa.py_buffer(data).slice(end)),
                read_options=pa.csv.ReadOptions(use_threads=False, column_names=columns, block_size=BLOCK),
                parse_options=pa.csv.ParseOptions(
                    delimiter=d.delimiter,
                    quote_char=d.quote or False,
                    double_quote=True,
                    newlines_in_values=quotes.inside_break,
                    ignore_empty_lines=False,
                ),
                convert_options=pa.csv.ConvertOptions(
                    check_utf8=False, column_types={c: pa.string() for c in columns}, strings_can_be_null=False
                ),
            )
        except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
            return False
        if _has_blank_row(table.columns):
            return False
        part.columns, part.count = table.columns, table.num_rows
    else:
        part.columns = [pa.chunked_array([], pa.string()) for _ in columns]
    text = head.decode("utf-8")
    part.header, part.header_starts, part.body = header, cell_starts(text, 0, d), len(text)
    if quotes.inside_break:
        part.starts = _row_lines(part)
    return True


def _has_blank_row(columns: list[pa.ChunkedArray]) -> bool:
    blank = pc.equal(columns[0], "")
    for column in columns[1:]:
        if not pc.any(blank).as_py():
            return False
        blank = pc.and_(blank, pc.equal(column, ""))
    return bool(pc.any(blank).as_py())


def _records(text: str, dialect: Dialect):
    """Each record with its first line; comments and the lines of the dialect's commentRows are left out."""
    lines = io.StringIO(text, newline="")
    skipped = set(dialect.comment_rows)
    numbers: list[int] = []  # of the lines that csv has taken

    def wanted():
        for n, line in enumerate(lines, 1):
            if n in skipped or (dialect.comment and line.startswith(dialect.comment)):
                continue
            numbers.append(n)
            yield line

    reader = csv.reader(wanted(), **dialect.for_csv())
    while True:
        taken = len(numbers)
        try:
            record = next(reader)
        except StopIteration:
            return
        yield numbers[taken], record


def _row_lines(part: Part) -> array:
    lines = array("L", (line for line, _ in _records(part.text.text, part.dialect)))
    return lines[1:]


def _by_python(found: Found, part: Part, first: Part | None, broken: bool) -> None:
    """Read a table record by record, and say what is not regular."""
    text, d, path = part.text.text, part.dialect, part.text.file.shown
    rows, starts, heads, number, width = [], array("L"), [], 0, None
    whole_header = set(d.header_rows)
    for line, record in _records(text.replace("\0", "\ufffd"), d):
        number += 1
        if whole_header and number <= max(whole_header):
            if number in whole_header:
                heads.append(record)
                if len(heads) == 1:
                    part.header_starts = cell_starts(text, part.text.lines[line - 1], d)
            if number == max(whole_header):
                part.header = (
                    [d.header_join.join(filter(None, cells)) for cells in zip(*heads)]
                    if len(heads) > 1
                    else heads[0]
                    if heads
                    else []
                )
                width = len(part.header)
            continue
        if width is None:  # no header: the first row says how wide the table is, or the first file
            width = len(first.columns) if first else len(record)
        if not rows and first is not None and record == first.header and first.header:
            continue
        if not part.body:
            part.body = part.text.lines[line - 1]
        starts.append(line)
        rows.append(record)
        row = len(rows)
        if not any(record):
            found.add("T010", "This row is blank.", path, line, 1, row=row, hint="Delete it.")
            rows[-1] = [None] * width
        elif len(record) != width:
            if not broken:
                more = len(record) > width
                begin = cell_starts(text, part.text.lines[line - 1], d)
                at = part.text.place(begin[min(width, len(begin) - 1)])
                found.add(
                    "T011",
                    f"This row has {len(record)} cells, the header {width}.",
                    path,
                    *at,
                    row=row,
                    expected=f"{width} cells",
                    actual=shown(record[width] if more else f"{len(record)} cells"),
                    hint="Is there a comma in a cell without quotation marks?" if more and d.delimiter == "," else None,
                )
            part.sound &= not broken
            part.uneven.add(row - 1)
            rows[-1] = (record + [None] * width)[:width]
    part.count, part.starts = len(rows), starts
    part.columns = [
        pa.chunked_array([pa.array(column, pa.large_string())]).cast(pa.string())
        if rows
        else pa.chunked_array([], pa.string())
        for column in (zip(*rows) if rows else [()] * (width or 0))
    ]
