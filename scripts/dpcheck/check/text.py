"""The bytes of a table: encoding, hidden characters, line ends; what a program would not show."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

import pyarrow as pa

from dpcheck.collector import Found
from dpcheck.problem import ERROR, WARNING
from dpcheck.read.model import File
from dpcheck.values.characters import HIDDEN, MOJIBAKE, first_not_composed, name_of, repaired, undecodable

_ASCII = bytes(range(128))
_SEEN = bytes([9, 10, 13, *range(32, 127), *range(128, 256)])
LINE_END = re.compile("\r\n?|\n")
# Some scripts need them: joiners, marks of direction, no-break spaces and soft hyphens may be meant.
_MAY_BE_MEANT = frozenset("\u00a0\u00ad\u200c\u200d\u200e\u200f\u202f")
_LOST = "\ufffd"


@dataclass
class Text:
    """The text of one file. ``data`` is UTF-8 without byte order mark, whatever the file is in."""

    file: File
    data: bytes

    @cached_property
    def text(self) -> str:
        return self.data.decode("utf-8")

    @cached_property
    def lines(self) -> list[int]:
        """Where each physical line begins; LF, CRLF and CR end a line."""
        if b"\r" in self.data:
            return [0, *(m.end() for m in LINE_END.finditer(self.text))]
        return [0, *(m.end() for m in re.finditer("\n", self.text))]

    def place(self, at: int) -> tuple[int, int]:
        """Line and column of a character."""
        line = bisect_right(self.lines, at)
        return line, at - self.lines[line - 1] + 1


def read_text(found: Found, file: File, data: bytes, encoding: str) -> Text | None:
    """The text of a file, with everything said that is wrong with its bytes; None where it cannot be read."""
    path = file.shown
    if encoding == "utf-8" and data.startswith(b"\xef\xbb\xbf"):
        found.add(
            "T002", "This file begins with a byte order mark.", path, 1, 1, hint="Save the file as UTF-8 without BOM."
        )
        data = data[3:]
    text = Text(file, data)
    if encoding not in ("utf-8", "ascii"):
        text = _other_encoding(found, file, data, encoding)
        if text is None:
            return None
    elif not data.isascii():
        if encoding == "ascii" or not _is_utf8(data):
            if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
                found.add("T001", "This file is UTF-16.", path, 1, 1, expected=encoding, hint="Save the file as UTF-8.")
                return None
            _say_undecodable(found, path, data, encoding)
            text = Text(file, data.decode("utf-8", "replace").encode("utf-8"))
    _characters(found, text, data)
    _line_ends(found, text)
    return text


def _is_utf8(data: bytes) -> bool:
    """Whether bytes are UTF-8; Arrow looks without making a text of them."""
    offsets = pa.array([0, len(data)], pa.int64()).buffers()[1]
    try:
        pa.Array.from_buffers(pa.large_string(), 1, [None, offsets, pa.py_buffer(data)]).validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True


def _other_encoding(found: Found, file: File, data: bytes, encoding: str) -> Text | None:
    if encoding.startswith(("utf-16", "utf-32")) and b"\0" not in data:
        found.add(
            "T001",
            f"This file is not {encoding.upper()}.",
            file.shown,
            1,
            1,
            expected=encoding.upper(),
            actual="no NUL, which all text in it has",
            hint="Perhaps it is UTF-8?",
        )
        return None
    try:
        decoded = data.decode(encoding)
    except UnicodeError:
        _say_undecodable(found, file.shown, data, encoding)
        try:
            decoded = data.decode(encoding, "replace")
        except UnicodeError:
            return None
    return Text(file, decoded.encode("utf-8", "replace"))


def _say_undecodable(found: Found, path: str, data: bytes, encoding: str) -> None:
    """One finding for each line that cannot be read."""
    wide = encoding.startswith(("utf-16", "utf-32"))  # their bytes cannot be cut into lines
    for n, line in enumerate([data] if wide else data.split(b"\n"), 1):
        fault = None if not wide and line.isascii() else undecodable(line, encoding)
        if fault:
            found.add(
                "T001",
                f"This file is not {encoding.upper()}.",
                path,
                fault[0] if wide else n,
                fault[1],
                expected=encoding.upper(),
                actual=fault[2],
                hint="Save the file in that encoding, or name the right one in the descriptor.",
            )


def _characters(found: Found, text: Text, raw: bytes) -> None:
    """Hidden characters, normal form, text that was read in a wrong encoding."""
    high = text.data.translate(None, _ASCII)
    present = set(high.decode("utf-8")) if high else set()
    hidden = {c for c in present if HIDDEN.match(c)} | set(text.data.translate(None, _SEEN).decode("ascii"))
    if _LOST in present and b"\xef\xbf\xbd" in raw:
        for match in re.finditer(_LOST, text.text):
            found.add(
                "T007",
                "A character was lost here: U+FFFD stands in its place.",
                text.file.shown,
                *text.place(match.start()),
                actual="U+FFFD",
                hint="Take the text from where it came from again.",
                level=ERROR,
            )
    hidden.discard(_LOST)
    if hidden:
        for match in re.finditer("[" + re.escape("".join(sorted(hidden))) + "]", text.text):
            character = match.group()
            found.add(
                "T003",
                f"There is a hidden character here: {name_of(character)}.",
                text.file.shown,
                *text.place(match.start()),
                actual=f"U+{ord(character):04X}",
                hint="Delete it, or type a plain space.",
                level=WARNING if character in _MAY_BE_MEANT else ERROR,
            )
    # What is wrong stands side by side, so also in what is not ASCII alone, which is soon looked through.
    wrong = (
        {t for t in set(MOJIBAKE.findall(high.decode("utf-8"))) if repaired(t)}
        if any("\u00c2" <= c <= "\u00f4" for c in present)
        else ()
    )
    wrong = [t for t in wrong if t in text.text]
    if wrong:
        for match in re.finditer("|".join(map(re.escape, sorted(wrong, key=len, reverse=True))), text.text):
            right = repaired(match.group())
            if right:
                found.add(
                    "T007",
                    "This looks like UTF-8 that was read as Windows-1252.",
                    text.file.shown,
                    *text.place(match.start()),
                    actual=match.group(),
                    hint=f"Probably {right}.",
                )
    if any(
        unicodedata.combining(c) or unicodedata.normalize("NFC", c) != c or "\u1100" <= c <= "\u11ff" for c in present
    ):
        for n, line in enumerate(LINE_END.split(text.text), 1):
            column = None if line.isascii() else first_not_composed(line)
            if column:
                found.add(
                    "T006",
                    "This line is not in Unicode normal form C.",
                    text.file.shown,
                    n,
                    column,
                    hint="Type the accented letter again.",
                )


def _line_ends(found: Found, text: Text) -> None:
    data, path = text.data, text.file.shown
    if b"\r" in data:
        alone = data.count(b"\r") > data.count(b"\r\n")
        outside = (
            data
            if alone or data.count(b"\n") == data.count(b"\r\n") == data.count(b"\r") or b'"' not in data
            else b"\x01".join(data.split(b'"')[0::2])
        )
        lf, both = outside.count(b"\n"), outside.count(b"\r\n")
        if alone:
            for match in re.finditer("\r(?!\n)", text.text):
                found.add(
                    "T004",
                    "A carriage return alone ends a line for some programs and not for others.",
                    path,
                    *text.place(match.start()),
                    expected="LF or CRLF",
                    actual="CR",
                )
        elif 0 < both < lf:
            ends = [m.group() for m in LINE_END.finditer(text.text)]
            odd = "\r\n" if both * 2 <= lf else "\n"
            line = ends.index(odd)
            found.add(
                "T004",
                "This line ends in another way than most.",
                path,
                line + 1,
                text.lines[line + 1] - len(odd) - text.lines[line] + 1,
                expected="one kind of line end",
                actual={"\n": "LF", "\r\n": "CRLF"}[odd],
                hint="Save the file with LF line ends.",
            )
    if data and not data.endswith((b"\n", b"\r")):
        at = text.place(len(text.text))
        found.add(
            "T005",
            "The last line does not end with a line end.",
            path,
            *at,
            hint="Add a line end at the end of the file.",
        )
