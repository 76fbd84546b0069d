"""One file of a table as it was read: its columns, and where each row and cell of it is. Knows no schema."""

import re
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

import pyarrow as pa

from dpcheck.read.dialect import Dialect

from .quotes import Cut
from .rows import Aside, Rows
from .text import Text


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
    blank: set[int] = field(default_factory=set)  # positions of rows in which every cell is empty
    sound: bool = True  # False where not all rows could be had

    @cached_property
    def rows(self) -> Rows:
        """Where the rows are."""
        return Rows(
            self.text, self.body, self.regular, self.longer, self.uneven, [c for c in self.cuts if c.end > self.body]
        )

    @property
    def size(self) -> int:
        """How many positions there are."""
        return self.regular + (len(self.rows.aside) if self.uneven or any(c.is_row for c in self.cuts) else 0)

    @property
    def doubtful(self) -> list[int]:
        """Positions of rows whose cells are not known, or all empty."""
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
