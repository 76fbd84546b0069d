"""Checks the bytes of a table for what programs do not show: encoding, hidden characters, line ends."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import islice
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from dpcheck.collector import Collector
from dpcheck.problem import ERROR, WARNING
from dpcheck.values.characters import HIDDEN, MOJIBAKE, is_meant, name_of, not_composed, place, repaired, undecodable

_ASCII = bytes(range(128))
_HIGH = bytes(range(128, 256))
_VISIBLE = bytes([9, 10, 13, *range(32, 127)])
_LOST = "\ufffd"
WINDOWS = "windows-1252"  # the encoding assumed for text that is not UTF-8
LINE_END = re.compile(rb"\r\n?|\n")


def line_after(data: bytes, at: int) -> int:
    """Where the next line begins."""
    match = LINE_END.search(data, at)
    return match.end() if match else len(data)


@dataclass
class Text:
    """The text of one file, shown as ``path``: UTF-8 without byte order mark, whatever the encoding of the file.

    ``again`` reads the bytes once more after they were released.
    """

    path: str
    held: bytes | None
    again: Callable[[], bytes] | None = None
    fixed: dict[str, Any] | None = None  # the one place reported for all of it, if it is not a file
    declared: str = field(default="", repr=False)  # characters that the descriptor uses

    @property
    def data(self) -> bytes:
        """The bytes."""
        if self.held is None:
            assert self.again
            self.held = self.again()
        return self.held

    def release(self) -> None:
        """Release the bytes until they are needed again: most tables have no fault that needs them."""
        self.held = None if self.again else self.held

    @cached_property
    def ends(self) -> memoryview:
        """The position of the last character of each line end; LF, CRLF and CR end a line."""
        flat = pa.Array.from_buffers(pa.uint8(), len(self.data), [None, pa.py_buffer(self.data)])
        is_end = pc.equal(flat, pa.scalar(10, pa.uint8()))
        if b"\r" in self.data and self.data.count(b"\r") != self.data.count(b"\r\n"):
            alone = pc.equal(flat, pa.scalar(13, pa.uint8()))
            followed = pa.concat_arrays([is_end.slice(1), pa.array([False])])
            is_end = pc.or_(is_end, pc.and_not(alone, followed))
        at = pc.indices_nonzero(is_end)
        return memoryview(at.buffers()[1])[: 8 * len(at)].cast("Q")

    def start(self, line: int) -> int:
        """The position where a line (from 1) begins; the end of the text for lines after the last."""
        return 0 if line < 2 else self.ends[line - 2] + 1 if line - 2 < len(self.ends) else len(self.data)

    def line_of(self, at: int) -> int:
        """The line that holds a byte."""
        return bisect_left(self.ends, at) + 1

    def place(self, at: int) -> dict[str, Any]:
        """Path, line and column of a byte."""
        if self.fixed is not None:
            return self.fixed
        line = self.line_of(at)
        before = self.data[self.start(line) : at].decode("utf-8", "replace")
        return {"path": self.path, "line": line, "column": len(before) + 1}


def read_text(
    problems: Collector,
    path: str,
    data: bytes,
    encoding: str,
    detect: bool,
    declared: str,
    fixed: dict[str, Any] | None = None,
    again: Callable[[], bytes] | None = None,
) -> Text | None:
    """The text of a file, after reporting what is wrong with its bytes; None if it cannot be read.

    ``detect`` allows detecting an encoding other than UTF-8, because the descriptor names none;
    ``again`` reads the same bytes once more.
    """
    start = {"path": path, "line": 1, "column": 1} if fixed is None else fixed
    if encoding == "utf-8" and data.startswith(b"\xef\xbb\xbf"):
        problems.add("T002.mark", start)
        data, again = data[3:], None
    raw, lost = data, False
    wide = encoding.startswith(("utf-16", "utf-32"))
    if encoding in ("utf-8", "ascii") and (guessed := _wide_encoding(data)):
        level, expected = WARNING if detect else ERROR, encoding.upper()
        problems.add("T001.wide", start, name=guessed.upper(), guessed=guessed, expected=expected, level=level)
        encoding, wide = guessed, True
    elif encoding not in ("utf-8", "ascii") and not wide and not data.isascii() and _is_utf8(data):
        decoded = data.decode("utf-8")
        line, column = place(decoded, next(n for n, c in enumerate(decoded) if not c.isascii()))
        at = {"path": path, "line": line, "column": column} if fixed is None else fixed
        problems.add("T001.other", at, name=encoding.upper(), expected=encoding.upper())
        data, encoding = data.removeprefix(b"\xef\xbb\xbf"), "utf-8"
    if encoding in ("utf-8", "ascii"):
        if not data.isascii() and (encoding == "ascii" or not _is_utf8(data)):
            if encoding != "ascii" and not _mostly_utf8(data) and not undecodable(data, WINDOWS):
                _report_encoding(problems, path, data, detect)
                data = data.decode(WINDOWS).encode("utf-8")
            else:
                _report_undecodable(problems, path, data, encoding)
                data, lost = data.decode("utf-8", "replace").encode("utf-8"), True
    elif wide and b"\0" not in data:
        problems.add("T001.not-wide", start, expected=encoding.upper())
        return None
    else:
        try:
            data = data.decode(encoding).encode("utf-8", "replace")
        except UnicodeError:
            _report_undecodable(problems, path, data, encoding)
            try:
                data, lost = data.decode(encoding, "replace").encode("utf-8", "replace"), True
            except UnicodeError:
                return None
        data = data.removeprefix(b"\xef\xbb\xbf")
    text = Text(path, data, again if data is raw else None, fixed, declared)
    _characters(problems, text, lost and _LOST.encode() not in raw)
    _line_ends(problems, text)
    return text


def _is_utf8(data: bytes) -> bool:
    """Whether bytes are UTF-8; Arrow checks without decoding them."""
    offsets = pa.array([0, len(data)], pa.int64()).buffers()[1]
    try:
        pa.Array.from_buffers(pa.large_string(), 1, [None, offsets, pa.py_buffer(data)]).validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16, detected by its mark or by the NUL bytes of Latin text."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    head = data[:4000]
    if len(head) > 3 and head.count(0) * 5 > len(head) * 2:
        return "utf-16-le" if head[1::2].count(0) > head[0::2].count(0) else "utf-16-be"
    return None


def _mostly_utf8(data: bytes) -> bool:
    """Whether a character beyond ASCII is valid UTF-8: then invalid bytes are a fault, not another encoding."""
    return bool(re.search(rb"[\xc3-\xdf][\x80-\xbf](?![\x80-\xff])|[\xe1-\xef][\x80-\xbf]{2}", data))


def _report_encoding(problems: Collector, path: str, data: bytes, detect: bool) -> None:
    wrong = [(n, line) for n, line in enumerate(LINE_END.split(data), 1) if not line.isascii()]
    _, column, actual = undecodable(wrong[0][1]) or (1, 1, "")
    place, level = {"path": path, "line": wrong[0][0], "column": column}, WARNING if detect else ERROR
    problems.add("T001.guessed", place, guessed=WINDOWS, lines=len(wrong), actual=actual, level=level)


def _report_undecodable(problems: Collector, path: str, data: bytes, encoding: str) -> None:
    """One problem for each line that cannot be read."""
    wide = encoding.startswith(("utf-16", "utf-32"))  # bytes in these encodings cannot be split into lines
    for n, line in enumerate([data] if wide else LINE_END.split(data), 1):
        fault = None if not wide and line.isascii() else undecodable(line, encoding)
        if fault:
            place = {"path": path, "line": fault[0] if wide else n, "column": fault[1]}
            problems.add("T001.undecodable", place, expected=encoding.upper(), actual=fault[2])


def _each(text: Text, characters: Iterator[str] | set[str] | list[str]) -> Iterator[tuple[int, str]]:
    """Each place of one of these texts, and which it is."""
    wanted = sorted(characters, key=len, reverse=True)
    if wanted:
        for match in re.finditer(b"|".join(re.escape(c.encode("utf-8")) for c in wanted), text.data):
            yield match.start(), match.group().decode("utf-8")


def _characters(problems: Collector, text: Text, lost_here: bool) -> None:
    """Report hidden characters, text not in normal form, and text read in a wrong encoding."""
    odd = text.data.translate(None, _VISIBLE)
    high = odd.translate(None, _ASCII)
    present = set(high.decode("utf-8"))
    hidden = {c for c in present if HIDDEN.match(c)} | set(odd.translate(None, _HIGH).decode("ascii"))
    if _LOST in present and not lost_here:
        for at, _ in _each(text, {_LOST}):
            problems.add("T007.lost", partial(text.place, at))
    hidden.discard(_LOST)
    for at, character in _each(text, hidden):
        begin = max(text.data.rfind(b"\n", max(0, at - 400), at) + 1, at - 400)
        window = text.data[begin : at + 400].split(b"\n")[0].decode("utf-8", "ignore")
        before = len(text.data[begin:at].decode("utf-8", "ignore"))
        if before < len(window) and window[before] == character:
            misread = character < "\u00c0" and any(
                m.start() < before < m.end() and repaired(m.group()) for m in MOJIBAKE.finditer(window)
            )
            if misread or is_meant(window, before, text.declared):
                continue
        number = f"U+{ord(character):04X}"
        what = "space" if character == "\u00a0" else "byte" if "\u0080" <= character < "\u00a0" else "hidden"
        meant = character.encode("latin-1", "replace").decode("cp1252", "replace")
        problems.add(f"T003.{what}", partial(text.place, at), name=name_of(character), meant=meant, actual=number)
    # Faulty characters are adjacent, so it is enough to search the text without ASCII, which is short.
    likely = any("\u00c2" <= c <= "\u00f4" for c in present)
    wrong = {t for t in MOJIBAKE.findall(high.decode("utf-8")) if repaired(t)} if likely else set()
    for at, match in _each(text, wrong):
        meant = repaired(match) or ""
        shown = name_of(meant) if HIDDEN.match(meant) else meant
        problems.add("T007.misread", partial(text.place, at), actual=match, meant=shown)
    if any(
        unicodedata.combining(c) or unicodedata.normalize("NFC", c) != c or "\u1100" <= c <= "\u11ff" for c in present
    ):
        for line in re.finditer(rb"[^\r\n]*[\x80-\xff][^\r\n]*", text.data):
            decoded = line.group().decode("utf-8")
            if column := not_composed(decoded):
                at = line.start() + len(decoded[: column - 1].encode("utf-8"))
                problems.add("T006.decomposed", partial(text.place, at))


def _line_ends(problems: Collector, text: Text) -> None:
    data = text.data
    if b"\r" in data:
        alone = data.count(b"\r") > data.count(b"\r\n")
        same = alone or data.count(b"\n") == data.count(b"\r\n") == data.count(b"\r")
        outside = data if same else b"\x01".join(data.split(b'"')[0::2])
        lf, both = outside.count(b"\n"), outside.count(b"\r\n")
        if alone:
            only = b"\n" not in data
            for match in islice(re.finditer(rb"\r(?!\n)", data), 1 if only else None):
                problems.add("T004.all-alone" if only else "T004.alone", partial(text.place, match.start()))
        elif 0 < both < lf and (odd := re.search(rb"\r\n" if both * 2 <= lf else rb"(?<!\r)\n", data)):
            problems.add("T004.mixed", text.place(odd.start()), actual="CRLF" if both * 2 <= lf else "LF")
    if data and not data.endswith((b"\n", b"\r")) and text.fixed is None:
        problems.add("T005.cut", partial(text.place, len(data)))
