"""Finds comments, and lines with broken quotation, in the bytes of a table. Knows no columns."""

import re
from typing import NamedTuple

from dpcheck.read.dialect import Dialect

from .text import line_after

CHUNK = 1 << 23  # bytes that are searched at a time
FAULTS = 10_000  # the search ends after this many faulty lines


class Cut(NamedTuple):
    """A part of the text that is taken out: a comment, or a row that cannot be read, with the faulty cell."""

    start: int
    end: int
    cell: int
    is_row: bool


def comment_lines(data: bytes, dialect: Dialect) -> list[Cut]:
    """The lines outside quotation marks that begin with the comment mark."""
    quote, mark = (dialect.quote or "").encode("utf-8"), (dialect.comment or "").encode("utf-8")
    cuts, inside, counted, at = [], False, 0, 0
    for match in re.finditer(rb"(?:\A|(?<=[\r\n]))" + re.escape(mark), data):
        at = match.start()
        if at < counted:
            continue
        if quote:
            inside ^= bool(data.count(quote, counted, at) % 2)
        counted = at
        if not inside:
            counted = line_after(data, at)
            cuts.append(Cut(at, counted, at, False))
    return cuts


def faulty_lines(data: bytes, dialect: Dialect, between: list[Cut]) -> tuple[list[Cut], bool]:
    """Lines with broken quotation, each taken to end at its line end, and whether the list is complete.

    ``between`` are the comments, which have no quotation.
    """
    quote = (dialect.quote or "").encode("utf-8")
    if not quote or quote not in data or dialect.escape or not dialect.double:
        return [], True
    edge = b"\r\n" + dialect.delimiter.encode("utf-8")[:1]
    edges = {b"", *(edge[n : n + 1] for n in range(len(edge)))}
    befores = edges | {dialect.delimiter.encode("utf-8")[-1:]} | ({b" "} if dialect.skip_space else set())
    record = _record(dialect)
    comments = {c.start: c.end for c in between}
    cuts: list[Cut] = []
    safe, at, inside = 0, 0, False
    until = data.find(b"\n", data.rfind(quote)) + 1 or len(data)  # no quotation mark follows, so the search ends here
    while at < len(data):
        end = data.find(b"\n", at + CHUNK) + 1 or len(data)
        pieces = data[at:end].split(quote)
        outside = pieces[1::2] if inside else pieces[0::2]
        firsts = {p[:1] for p in (outside if inside else outside[1:])}
        lasts_of = outside[:-1] if len(pieces) % 2 == (0 if inside else 1) else outside
        fits = firsts <= edges and {p[-1:] for p in lasts_of} <= befores
        now_inside = inside ^ (len(pieces) % 2 == 0)
        if fits and not (now_inside and end == len(data)):
            at, inside = end, now_inside
            safe = safe if inside else at
            continue
        at = safe  # check each record from the last sound place
        while at < end:
            mark = data.find(quote, at)
            if mark < 0 or mark >= end:
                at = max(at, end)
                break
            begin = max(data.rfind(b"\n", at, mark), data.rfind(b"\r", at, mark), at - 1) + 1
            match = None if begin in comments else record.match(data, begin, until)
            if begin in comments or match:
                at = match.end() if match else comments[begin]
                continue
            at = line_after(data, begin)
            cuts.append(Cut(begin, at, _cell_at_fault(data, begin, at, dialect), True))
            if len(cuts) >= FAULTS:
                return cuts, False
        safe, inside = at, False
    return cuts, True


def _pieces(d: Dialect) -> tuple[bytes, bytes, bytes]:
    q, delimiter = re.escape((d.quote or "").encode("utf-8")), re.escape(d.delimiter.encode("utf-8"))
    space = b" *" if d.skip_space else b""
    quoted = space + q + b"[^" + q + b"]*(?:" + q + q + b"[^" + q + b"]*)*" + q
    plain = b"(?:(?!" + delimiter + b")[^" + q + b"\r\n])*"
    return quoted, plain, delimiter


def _record(d: Dialect) -> re.Pattern[bytes]:
    quoted, plain, delimiter = _pieces(d)
    cell = b"(?:" + quoted + b"(?=" + delimiter + rb"|[\r\n]|\Z)|" + plain + b"(?=" + delimiter + rb"|[\r\n]|\Z))"
    return re.compile(cell + b"(?:" + delimiter + cell + rb")*(?:\r\n?|\n|\Z)")


def _cell_at_fault(data: bytes, begin: int, end: int, d: Dialect) -> int:
    quoted, plain, delimiter = _pieces(d)
    cell = re.compile(b"(?:" + quoted + b"|" + plain + b")(?=(" + delimiter + rb")|[\r\n]|\Z)")
    at = begin
    while at < end and (match := cell.match(data, at, end)) and match[1]:
        at = match.end() + len(match[1])
    return at
