"""Finds where a table begins: its header and comments, and if delimiter and spaces are as declared. Knows no types."""

import csv
from collections.abc import Iterator

from dpcheck.collector import Collector
from dpcheck.read.dialect import Dialect

from .part import Part
from .quotes import Cut
from .text import line_after

DELIMITERS = ",;\t|"
HEADS = 50  # rows that are searched for the header


def _records(part: Part, at: int = 0) -> Iterator[tuple[int, int, list[str]]]:
    """The records from a position on: start, end and cells; comments are records without cells."""
    text, d = part.text, part.dialect
    comments = {c.start for c in part.cuts if not c.is_row}

    def lines() -> Iterator[str]:
        nonlocal at
        for _ in range(1000):
            if at < len(text.data):
                start, at = at, line_after(text.data, at)
                yield text.data[start:at].decode("utf-8", "replace").replace("\0", "\ufffd")

    while at < len(text.data):
        begin = at
        if begin in comments:
            at = line_after(text.data, at)
            yield begin, at, []
        else:
            cells = next(csv.reader(lines(), **d.for_csv()), [])
            yield begin, at, cells or [""]


def find_header(problems: Collector, part: Part, first: Part | None, names: list[str]) -> bool:
    """Find header and body; False if there is no header."""
    d = part.dialect
    heads: list[list[str]] = []
    wanted = set(d.header_rows)
    last_comment, blank = max(d.comment_rows, default=0), None
    skipped: list[Cut] = []
    part.body, found_body = len(part.text.data), False
    for n, (begin, end, cells) in enumerate(_records(part), 1):
        if n in d.comment_rows or not cells:
            if found_body and cells:
                skipped.append(Cut(begin, end, begin, False))
        elif found_body:
            pass
        elif wanted and (n in wanted or (len(heads) < len(wanted) and n > max(wanted))):
            if not heads and cells == [""] and len(names) != 1:
                blank = begin if blank is None else blank
                continue
            if not heads:
                part.header_at = begin
                if blank is not None:
                    problems.add("T010.above-header", part.text.place(blank), number=n)
            heads.append(cells)
        elif wanted and n < max(wanted):
            pass
        else:
            part.body, found_body = begin, True
        if found_body and n >= last_comment:
            break
    part.cuts = sorted([*part.cuts, *skipped])
    part.has_header = bool(wanted)
    if heads:
        part.header = heads[0] if len(heads) == 1 else [d.header_join.join(filter(None, c)) for c in zip(*heads)]
    elif not wanted:
        part.header = first.header if first else next((c for _, _, c in _records(part, part.body) if c), [])
    if first is not None and wanted and not set(part.header) & {*first.header, *names}:
        part.header, part.body, part.has_header = first.header, part.header_at, False
    return bool(part.header)


def header_below(part: Part, names: list[str]) -> int | None:
    """The number of the row that is the real header, if the one that was read has no field name; else None."""
    if len(names) < 2 or set(part.header) & set(names):
        return None
    rows = zip(range(1, HEADS), _records(part))
    return next((n for n, (_, _, cells) in rows if len(set(cells) & set(names)) * 2 > len(names)), None)


def other_delimiter(header: list[str], named: bool, d: Dialect, names: list[str]) -> str | None:
    """The delimiter with which the header matches the schema, if it does not match with the declared one."""
    line = d.delimiter.join(header)
    if line.lower().startswith("sep=") and len(line) <= 5:
        return line[4:] or d.delimiter
    if len(header) == 1 and not named:
        return next((o for o in DELIMITERS if len(names) > 1 and line.count(o) == len(names) - 1), None)
    if (len(header) > 1 and set(header) & set(names)) or (len(names) == 1 and len(header) == 1):
        return None
    for other in DELIMITERS:
        parts = [c.strip('" ') for c in line.split(other)]
        known = len(set(parts) & set(names or parts)) > 1 and bool(names or len(header) == 1)
        if other != d.delimiter and len(parts) > 1 and known:
            return other
    return None


def report_delimiter(problems: Collector, part: Part, other: str) -> None:
    written = "\\t" if other == "\t" else other
    line = part.dialect.delimiter.join(part.header)
    separator = line.lower().startswith("sep=")
    extra = f', "headerRows": [{part.text.line_of(part.header_at) + 1}]' if separator else ""
    at = part.header_at if separator else part.text.data.index(other.encode("utf-8"), part.header_at)
    problems.add(
        "T009.note" if separator else "T009.delimiter", part.text.place(at),
        expected=repr(part.dialect.delimiter), actual=repr(other), delimiter=written, extra=extra,
    )  # fmt: skip


def is_spaced(part: Part) -> bool:
    """Whether every cell except the first of each row begins with a space."""
    rows = [cells for _, (_, _, cells) in zip(range(100), _records(part, part.body)) if len(cells) > 1]
    if len(rows) < 2 or not all(c.startswith(" ") for cells in rows for c in cells[1:]):
        return False
    delimiter, data = part.dialect.delimiter.encode("utf-8"), part.text.data
    return data.count(delimiter + b" ", part.body) >= 0.9 * data.count(delimiter, part.body)
