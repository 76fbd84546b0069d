"""Where the rows of a table are in its text: regular rows, rows set aside, and comments. Knows no columns."""

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from .quotes import Cut
from .text import Text


class Aside(NamedTuple):
    """A row whose cells nobody can tell apart: its number from 0 on, and its text."""

    row: int
    text: bytes

    @property
    def breaks(self) -> int:
        """Line breaks in it."""
        return self.text.count(b"\n") + self.text.count(b"\r") - self.text.count(b"\r\n")


class _Lines:
    """Rows that take one line each, but for some that take more."""

    def __init__(self, longer: Sequence[tuple[int, int]]):
        self.rows = [row for row, _ in longer]
        self.extra = list(accumulate((extra for _, extra in longer), initial=0))
        self.begins = [row + before for row, before in zip(self.rows, self.extra)]

    def line(self, row: int) -> int:
        return row + self.extra[bisect_right(self.rows, row - 1)]

    def row(self, line: int) -> int:
        return line - self.extra[bisect_right(self.begins, line - 1)]


class Rows:
    """Numbers and lines of rows. ``longer`` are regular rows with line breaks in cells, and how many;

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
        before: list[int] = []  # for each broken row, how many rows were read before it
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
        line = self.base + self.lines.line(number - 1)
        for begin, _ in self.comments[:1]:
            if begin <= line:
                break
        else:
            return line
        moved = line
        while (again := line + self._comment_lines(moved)) != moved:
            moved = again
        return moved
