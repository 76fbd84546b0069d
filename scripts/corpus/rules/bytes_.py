"""Stage bytes: what every file that people edit must be made of."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from ..characters import MOJIBAKE, look_alike, repaired
from . import Context, Finding, rule

# Control characters except tab and line feed; zero-width and bidirectional controls; no-break space; separators
# of lines and paragraphs; U+FFFD and what is no character at all.
HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00a0\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffd-\uffff]"
)


def place(text: str, at: int) -> tuple[int, int]:
    """Line and column of a character."""
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def undecodable(data: bytes, encoding: str = "utf-8") -> tuple[int, int, str] | None:
    """Line, column and value of the first byte that is not in the encoding, if there is one."""
    try:
        data.decode(encoding)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(encoding, "replace")
        return *place(before, len(before)), f"the byte {data[error.start]:02X}"
    return None


def first_not_composed(line: str) -> int | None:
    """The column of the first character of a line that is not in normal form C, if there is one."""
    composed_line = unicodedata.normalize("NFC", line)
    if composed_line == line:
        return None
    return next((k for k, (a, b) in enumerate(zip(line, composed_line), 1) if a != b), len(composed_line))


@rule("B001", "error", "bytes")
def encoding(ctx: Context) -> Iterator[Finding]:
    """Every file is UTF-8.

    Other encodings turn names with accents into other characters on other people's machines.

    **Bad:** a file saved as Windows-1252, in which *é* is the single byte E9.

    **Good:** the same file saved as UTF-8 (in the editor: *Save with encoding*).
    """
    for file in ctx.corpus.files:
        if fault := undecodable(file.data):
            line, column, actual = fault
            yield Finding(
                "This file is not UTF-8.",
                file.path,
                line,
                column,
                expected="UTF-8",
                actual=actual,
                hint="Save the file as UTF-8.",
            )


@rule("B002", "error", "bytes")
def byte_order_mark(ctx: Context) -> Iterator[Finding]:
    """No file begins with a byte order mark.

    Some programs take the mark for a character and then do not know the first key or column.

    **Bad:** a file saved as *UTF-8 with BOM*.

    **Good:** the same file saved as *UTF-8*.
    """
    for file in ctx.corpus.files:
        if file.data.startswith(b"\xef\xbb\xbf"):
            yield Finding(
                "This file begins with a byte order mark.", file.path, 1, 1, hint="Save the file as UTF-8 without BOM."
            )


@rule("B003", "error", "bytes")
def hidden_characters(ctx: Context) -> Iterator[Finding]:
    """No file holds characters that cannot be seen.

    Zero-width and direction characters, no-break spaces and control characters usually arrive by
    copy and paste; they make two equal-looking words different. U+FFFD stands where a character was lost.

    **Bad:** `label: Norway` with a zero-width space between *r* and *w*.

    **Good:** `label: Norway`, typed by hand.
    """
    for file in ctx.corpus.files:
        text = (file.text or "").replace("\r", " ")
        for match in HIDDEN.finditer(text):
            line, column = place(text, match.start())
            character = match.group()
            yield Finding(
                f"There is a hidden character here: {name_of(character)}.",
                file.path,
                line,
                column,
                actual=f"U+{ord(character):04X}",
                hint="Delete it, or type a plain space.",
            )
        if not HIDDEN.search(text):  # an escape such as "\\u200b" brings one in unseen
            for path, value in _texts(file.reading.value, ()):
                for character in HIDDEN.findall(value):
                    mark = file.reading.marks[path]
                    yield Finding(
                        f"This value holds a hidden character: {name_of(character)}.",
                        file.path,
                        mark.line,
                        mark.column,
                        actual=f"U+{ord(character):04X}",
                        hint="Delete its escape.",
                    )


def name_of(character: str) -> str:
    """What Unicode calls a character."""
    return unicodedata.name(character, "control character").lower()


def _texts(value: object, path: tuple) -> Iterator[tuple[tuple, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, (dict, list)):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _texts(item, (*path, key))


@rule("B004", "error", "bytes")
def line_ends(ctx: Context) -> Iterator[Finding]:
    """Lines end with LF alone.

    Files with mixed line ends show every line as changed when somebody edits one.

    **Bad:** a file saved with Windows line ends (CRLF).

    **Good:** the same file saved with LF; `.editorconfig` tells most editors to do so.
    """
    for file in ctx.corpus.files:
        at = file.data.find(b"\r")
        if at >= 0:
            line = file.data.count(b"\n", 0, at) + 1
            yield Finding(
                "This file has line ends other than LF.",
                file.path,
                line,
                None,
                expected="LF",
                actual="CR or CRLF",
                hint="Save the file with LF line ends.",
            )


@rule("B005", "error", "bytes")
def final_newline(ctx: Context) -> Iterator[Finding]:
    """Every file ends with a line end.

    Without it the next person who adds a line changes the last one too.

    **Bad:** the file stops behind its last character.

    **Good:** the file ends with a line feed.
    """
    for file in ctx.corpus.files:
        if file.data and not file.data.endswith((b"\n", b"\r")):  # B004 speaks of CR
            yield Finding(
                "The last line does not end with a line feed.",
                file.path,
                file.data.count(b"\n") + 1,
                None,
                hint="Add a line end at the end of the file.",
            )


@rule("B006", "error", "bytes")
def composed(ctx: Context) -> Iterator[Finding]:
    """Text is in Unicode normal form C.

    The same letter can be one character or two (a letter and its accent); programs that compare
    text take them for different words.

    **Bad:** *é* as *e* followed by U+0301.

    **Good:** *é* as the single character U+00E9.
    """
    for file in ctx.corpus.files:
        text = file.text or ""
        if unicodedata.is_normalized("NFC", text):
            continue
        for n, line in enumerate(text.split("\n"), 1):
            if column := first_not_composed(line):
                yield Finding(
                    "This line is not in Unicode normal form C.",
                    file.path,
                    n,
                    column,
                    hint="Type the accented letter again.",
                )


@rule("B007", "warning", "bytes")
def trailing_space(ctx: Context) -> Iterator[Finding]:
    """No line ends with a space.

    Spaces at the end cannot be seen and make changes look larger than they are.

    **Bad:** `label: Norway` followed by two spaces.

    **Good:** `label: Norway`.
    """
    for file in ctx.corpus.files:
        for n, line in enumerate((file.text or "").split("\n"), 1):
            bare = line.rstrip("\r")
            if bare != bare.rstrip(" \t"):
                yield Finding(
                    "This line ends with a space.", file.path, n, len(bare.rstrip(" \t")) + 1, hint="Delete the space."
                )


@rule("B008", "error", "bytes")
def no_mojibake(ctx: Context) -> Iterator[Finding]:
    """No text was read in a wrong encoding on its way here.

    Where UTF-8 is read as Windows-1252, each accented letter becomes two or three characters.

    **Bad:** `label: Ã…sa`.

    **Good:** `label: Åsa`.
    """
    for file in ctx.corpus.files:
        if file.text and not file.text.isascii():
            for match in MOJIBAKE.finditer(file.text):
                if right := repaired(match.group()):
                    line, column = place(file.text, match.start())
                    yield Finding(
                        "This looks like UTF-8 that was read as Windows-1252.",
                        file.path,
                        line,
                        column,
                        actual=match.group(),
                        hint=f"Probably {right}.",
                    )


@rule("B009", "error", "bytes")
def no_look_alikes(ctx: Context) -> Iterator[Finding]:
    """No word mixes Latin letters with letters of another script that look the same.

    Two words that look equal are then different, and a search for one does not find the other.
    Words that are of one script throughout are left alone.

    **Bad:** `label: Nоrway` with a Cyrillic *о*.

    **Good:** `label: Norway`, typed on a Latin keyboard.
    """
    for file in ctx.corpus.files:
        if file.text and not file.text.isascii():
            for n, line in enumerate(file.text.split("\n"), 1):
                if odd := look_alike(line):
                    yield Finding(
                        f"In {odd.word} {odd.told}.",
                        file.path,
                        n,
                        odd.at + 1,
                        actual=odd.word,
                        hint=f"Type {odd.meant} again.",
                    )
