"""From text to columns: irregular rows are reported and set aside, and Arrow reads the rest. Knows no types."""

import csv
import re
from collections import Counter
from dataclasses import replace
from functools import partial, reduce
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from dpcheck.collector import Collector, counted
from dpcheck.read.dialect import Dialect

from .head import find_header, header_below, is_spaced, other_delimiter, report_delimiter
from .part import Aside, Part
from .quotes import comment_lines, faulty_lines
from .text import Text

BLOCK = 1 << 22  # bytes that Arrow reads at a time, unless a record is longer
ASIDE = 10_000  # the most rows set aside whose cells are kept, since keys may refer to them


def read_part(problems: Collector, text: Text, dialect: Dialect, names: list[str], first: Part | None) -> Part | None:
    """The table in a text; ``names`` are the fields of the schema, ``first`` the first file of the same resource."""
    part = Part(text, dialect)
    if not text.data or text.data.isspace():
        problems.add("T012.empty", text.place(0))
        return None
    comments = comment_lines(text.data, dialect) if dialect.comment else []
    faults, part.sound = faulty_lines(text.data, dialect, comments)
    part.cuts = sorted([*comments, *faults])
    if not find_header(problems, part, first, names):
        return None
    if other := other_delimiter(part.header, part.has_header, dialect, names):
        report_delimiter(problems, part, other)
        return None
    for cut in part.cuts:
        if cut.is_row:
            problems.add("T008.broken", partial(text.place, cut.cell))
    if part.has_header and any(c.is_row and c.start == part.header_at for c in part.cuts):
        return None
    if part.has_header and (number := header_below(part, names)):
        problems.add("H001.below", part.text.place(part.header_at), number=number)
        return None
    dialect = part.dialect
    if dialect.delimiter != " " and not dialect.skip_space and is_spaced(part):
        problems.add("V009.behind-delimiters", partial(text.place, part.body))
        part.dialect = replace(dialect, skip_space=True)
    _read(problems, part, len(part.header))
    if not part.count and part.sound:
        problems.add("T012.no-rows", partial(text.place, part.header_at))
    return part


def _read(problems: Collector, part: Part, width: int) -> None:
    """Read all rows: the regular ones by Arrow, the others set aside."""
    d, text = part.dialect, part.text
    cuts = [c for c in part.cuts if c.end > part.body]
    pieces, at = [], part.body
    for c in cuts:
        pieces.append(text.data[max(at, part.body) : c.start])
        at = c.end
    data = b"".join([*pieces, text.data[at:]]) if cuts else text.data
    begin = 0 if cuts else part.body
    if b"\r" in data and b"\n" not in data:
        data = data.replace(b"\r", b"\n")
    delimiter = d.delimiter
    if not delimiter.isascii():  # Arrow accepts only ASCII delimiters
        data, delimiter, begin = data[begin:].replace(delimiter.encode("utf-8"), b"\x1f"), "\x1f", 0
    if d.skip_space:
        data, begin = _without_spaces(data[begin:], d), 0
    uneven: list[Aside] = []
    more = 0

    def invalid(row: Any) -> str:
        nonlocal more
        if len(uneven) < ASIDE:
            uneven.append(Aside(row.number - 1, row.text.encode("utf-8", "replace")))
        else:
            more += 1
        return "skip"

    names = [str(n) for n in range(width)]
    table, quoted = None, d.quote is not None and d.quote.encode() in data
    if begin < len(data):
        for block in (BLOCK, min(len(data) + 1, (1 << 31) - 1)):
            uneven.clear()
            try:
                table = pa.csv.read_csv(
                    pa.BufferReader(pa.py_buffer(data).slice(begin)),
                    read_options=pa.csv.ReadOptions(use_threads=False, column_names=names, block_size=block),
                    parse_options=pa.csv.ParseOptions(
                        delimiter=delimiter,
                        quote_char=d.quote if quoted else False,
                        double_quote=d.double,
                        escape_char=d.escape or False,
                        newlines_in_values=quoted or bool(d.escape),
                        ignore_empty_lines=False,
                        invalid_row_handler=invalid,
                    ),
                    convert_options=pa.csv.ConvertOptions(
                        check_utf8=False, column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False
                    ),
                )
                break
            except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
                continue
        if table is None:
            problems.add("T008.no-cells", text.place(part.body))
            part.sound = False
    part.columns = list(table.columns) if table else [pa.chunked_array([], pa.string()) for _ in names]
    part.regular = table.num_rows if table else 0
    if delimiter != d.delimiter:
        part.columns = [pc.replace_substring(c, "\x1f", d.delimiter) for c in part.columns]
    part.sound &= not more
    part.longer, part.uneven = _line_breaks(part.columns) if quoted or d.escape else [], uneven
    broken = [c for c in cuts if c.is_row]
    part.count = part.regular + len(uneven) + len(broken) + more
    if uneven or broken:
        aside = [_cells(a.text, d) for a in part.rows.aside]
        part.columns = [
            pa.chunked_array([*c.chunks, pa.array([r[n] if n < len(r) else None for r in aside], pa.string())])
            for n, c in enumerate(part.columns)
        ]
        _report_uneven(problems, part, aside, {c.start for c in broken}, more, width)
    _blank_rows(problems, part)


def _without_spaces(data: bytes, d: Dialect) -> bytes:
    """The text without spaces after delimiters and at the start of lines, except inside quotation marks."""
    spaces = re.compile(b"(^|[\r\n]|" + re.escape(d.delimiter.encode("utf-8")) + b") +", re.M)
    if not d.quote:
        return spaces.sub(rb"\1", data)
    quote = d.quote.encode("utf-8")
    pieces = data.split(quote)
    pieces[0::2] = [spaces.sub(rb"\1", p) for p in pieces[0::2]]
    return quote.join(pieces)


def _line_breaks(columns: list[pa.ChunkedArray]) -> list[tuple[int, int]]:
    """The rows whose cells hold line breaks, and how many."""
    counts = []
    for column in columns:
        if any(pc.any(pc.match_substring(column, end)).as_py() for end in "\r\n"):
            lf, cr, both = (pc.count_substring(column, end) for end in ("\n", "\r", "\r\n"))
            counts.append(pc.subtract(pc.add(lf, cr), both))
    if not counts:
        return []
    total = reduce(pc.add, counts)
    rows = pc.indices_nonzero(total)
    return list(zip(rows.to_pylist(), pc.take(total, rows).to_pylist()))


def _cells(text: bytes, d: Dialect) -> list[str]:
    return next(csv.reader([text.decode("utf-8", "replace").replace("\0", "\ufffd")], **d.for_csv()), [])


def _report_uneven(
    problems: Collector, part: Part, aside: list[list[str]], broken: set[int], more: int, width: int
) -> None:
    """Report rows whose number of cells differs from the header."""
    rows = [
        (n, cells)
        for n, cells in enumerate(aside)
        if len(cells) != width and part.text.start(part.rows.line(part.rows.aside[n].row + 1)) not in broken
    ]
    lengths = Counter(len(cells) for _, cells in rows)
    usual, times = lengths.most_common(1)[0] if lengths else (0, 0)
    if times > 2 and (times + more) * 2 > part.count:
        at = partial(part.header_place, max(0, width - 1))
        problems.add("T011.header", at, width=width, times=times + more, rows=part.count, usual=usual)
        return
    for n, cells in rows:
        longer, count, expected = len(cells) > width, counted(len(cells), "cell"), counted(width, "cell")
        wording = "comma" if longer and part.dialect.delimiter == "," else "row"
        at, actual = partial(part.place, part.regular + n, width), cells[width] if longer else count
        problems.add(f"T011.{wording}", at, count=count, width=width, expected=expected, actual=actual)
    problems.omit("T011", more)


def _blank_rows(problems: Collector, part: Part) -> None:
    """Report rows without a value in tables of several columns; in one column, an empty line is a missing value."""
    if len(part.columns) < 2 or not part.regular:
        return
    blank = None
    for column in part.columns:
        here = pc.equal(column, "")
        blank = here if blank is None else pc.and_(blank, here)
        if not pc.any(blank).as_py():
            return
    for position in pc.indices_nonzero(blank).to_pylist():
        if position < part.regular:
            part.blank.add(position)
            problems.add("T010.blank", partial(part.place, position, 0))


def report_swallowed(problems: Collector, part: Part, typed: bool) -> None:
    """Report cells whose lines look like rows of the table: an open quotation mark may have swallowed them."""
    width, delimiter = len(part.columns), part.dialect.delimiter
    lines = 3 if typed or width > 2 else 6
    if width < 2 or not part.longer:
        return
    for n, column in enumerate(part.columns):
        rows = pc.indices_nonzero(pc.greater_equal(pc.count_substring(column, "\n"), lines))
        seen = set()
        for position, text in zip(rows.to_pylist(), pc.take(column, rows).to_pylist()):
            inner = text.split("\n")[1:-1]
            if text in seen or not all(line.count(delimiter) == width - 1 for line in inner):
                continue
            if typed and not all(any(ch.isdigit() for ch in line) for line in inner):
                continue
            seen.add(text)
            problems.add("T008.swallowed", partial(part.place, position, n), lines=len(inner) + 1)
