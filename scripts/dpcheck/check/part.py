"""One file of a table as it was read: its columns, and the place of each row and cell. Rows are regular
or set aside; comments are not rows. Knows no schema."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import Any, NamedTuple

import pyarrow as pa

from dpcheck.read.dialect import Dialect

from .quotes import Cut
from .text import Text


class Aside(NamedTuple):
    """A row that cannot be divided into cells: its number, from 0, and its text."""

    row: int
    text: bytes

    @property
    def breaks(self) -> int:
        """The number of line breaks in it."""
        return self.text.count(b"\n") + self.text.count(b"\r") - self.text.count(b"\r\n")


class _Lines:
    """Counts rows that take one line each, except some that take more."""

    def __init__(self, longer: Sequence[tuple[int, int]]):
        self.rows = [row for row, _ in longer]
        self.extra = list(accumulate((extra for _, extra in longer), initial=0))
        self.begins = [row + before for row, before in zip(self.rows, self.extra)]

    def line(self, row: int) -> int:
        return row + self.extra[bisect_right(self.rows, row - 1)]

    def row(self, line: int) -> int:
        return line - self.extra[bisect_right(self.begins, line - 1)]


class Rows:
    """Numbers and lines of rows. ``longer`` are regular rows with line breaks in cells, and the number of breaks;

    ``uneven`` rows are numbered without the ``broken`` ones, which the reader has not seen.
    """

    def __init__(
        self, text: Text, body: int, regular: int, longer: list[tuple[int, int]], uneven: list[Aside], cuts: list[Cut]
    ):
        self.text, self.base, self.regular = text, text.line_of(body), regular
        self.comments: list[tuple[int, int]] = []  # the line of each, and the lines up to its end
        total, broken = 0, [c for c in cuts if c.is_row]
        for c in cuts:
            if not c.is_row:
                total += text.line_of(c.end - 1) - text.line_of(c.start) + 1
                self.comments.append((text.line_of(c.start), total))
        shift = [a.row - n for n, a in enumerate(uneven)]
        read = sorted(
            [(p + bisect_right(shift, p), n) for p, n in longer] + [(a.row, a.breaks) for a in uneven if a.breaks]
        )
        lines = _Lines(read)
        before: list[int] = []  # the number of rows read before each broken row
        for n, c in enumerate(broken):
            line = text.line_of(c.start)
            before.append(lines.row(line - self.base - n - self._comment_lines(line)))
        self.aside = sorted(
            [Aside(a.row + bisect_right(before, a.row), a.text) for a in uneven]
            + [Aside(b + n, text.data[c.start : c.end].rstrip(b"\r\n")) for n, (b, c) in enumerate(zip(before, broken))]
        )
        self.lines = _Lines([(row + bisect_right(before, row), n) for row, n in read])

    def _comment_lines(self, line: int) -> int:
        n = bisect_right(self.comments, (line, 1 << 62))
        return self.comments[n - 1][1] if n else 0

    @cached_property
    def _shift(self) -> list[int]:
        return [a.row - n for n, a in enumerate(self.aside)]

    def number(self, position: int) -> int:
        """The number of a row, from 1 on, by its position: the regular rows, then those set aside."""
        if position >= self.regular:
            return self.aside[position - self.regular].row + 1
        return position + bisect_right(self._shift, position) + 1

    def line(self, number: int) -> int:
        """The physical line in which a row begins."""
        moved = line = self.base + self.lines.line(number - 1)
        while (again := line + self._comment_lines(moved)) != moved:
            moved = again
        return moved


@dataclass
class Part:
    """The table in one file. ``columns`` hold the regular rows, then those that are set aside, null where too short."""

    text: Text
    dialect: Dialect
    header: list[str] = field(default_factory=list)
    has_header: bool = True
    header_at: int = 0  # where the header begins
    body: int = 0  # where the first row begins
    columns: list[pa.ChunkedArray] = field(default_factory=list)
    count: int = 0
    regular: int = 0
    longer: list[tuple[int, int]] = field(default_factory=list)  # regular rows with line breaks in cells
    uneven: list[Aside] = field(default_factory=list)
    cuts: list[Cut] = field(default_factory=list)  # what was taken out of the text before it was read
    blank: set[int] = field(default_factory=set)  # positions of rows whose cells are all empty
    sound: bool = True  # False if some rows could not be read

    @cached_property
    def rows(self) -> Rows:
        """The places of the rows."""
        return Rows(
            self.text, self.body, self.regular, self.longer, self.uneven, [c for c in self.cuts if c.end > self.body]
        )

    @property
    def size(self) -> int:
        """The number of positions."""
        return self.regular + (len(self.rows.aside) if self.uneven or any(c.is_row for c in self.cuts) else 0)

    @property
    def doubtful(self) -> list[int]:
        """Positions of rows whose cells are unknown or all empty."""
        return [*self.blank, *range(self.regular, self.size)]

    def place(self, position: int, column: int) -> dict[str, Any]:
        """Path, line, column and row of a cell: position and column from 0 on."""
        number = self.rows.number(position)
        start = self.text.start(self.rows.line(number))
        end = self.text.start(self.rows.line(number + 1)) if number < self.count else len(self.text.data)
        record = self.text.data[start:end].decode("utf-8", "replace")
        starts = cell_starts(record, self.dialect)
        at = starts[min(column, len(starts) - 1)]
        return {**self.text.place(start + len(record[:at].encode("utf-8"))), "row": number}

    def header_place(self, column: int) -> dict[str, Any]:
        """Path, line and column of a name in the header."""
        line = self.text.line_of(self.header_at)
        end = self.body if self.body > self.header_at else len(self.text.data)
        record = self.text.data[self.header_at : max(end, self.text.start(line + 1))].decode("utf-8", "replace")
        starts = cell_starts(record, self.dialect)
        at = starts[column] if column < len(starts) else 0
        return self.text.place(self.header_at + len(record[:at].encode("utf-8")))


@lru_cache(maxsize=64)
def _cell(d: Dialect) -> re.Pattern[str]:
    """One cell and the delimiter behind it."""
    end, space = re.escape(d.delimiter), " *" if d.skip_space else ""
    any_escape = re.escape(d.escape) + r"[\s\S]|" if d.escape else ""
    quoted = ""
    if d.quote:
        q, twice = re.escape(d.quote), re.escape(d.quote * 2) + "|" if d.double else ""
        quoted = rf"(?:{q}(?:{any_escape}{twice}[^{q}{re.escape(d.escape or '')}])*(?:{q}|\Z))?"
    return re.compile(rf"{space}(?=({quoted}(?:{any_escape}(?!{end})[^\r\n])*))\1({end})?")


@lru_cache(maxsize=256)
def cell_starts(record: str, d: Dialect) -> list[int]:
    """Where each cell of a record begins, as Python's csv would read it."""
    starts, at, cell = [], 0, _cell(d)
    while True:
        match = cell.match(record, at)
        assert match
        starts.append(match.start(1))
        if not match[2]:
            return starts
        at = match.end()
