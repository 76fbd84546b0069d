"""Rules on bytes: what every file that people edit must be made of."""

import unicodedata
from collections.abc import Iterator

from corpus.model.records import SourceFile
from dpcheck.problem import Problem
from dpcheck.values import characters
from dpcheck.values.characters import HIDDEN, name_of, place

from .context import Context, Problems
from .registry import rule


@rule("B001", "error", "bytes", each="file", hint="Save the file as UTF-8.")
def encoding(ctx: Context, file: SourceFile) -> Problems:
    """Every file is UTF-8.

    Other encodings turn names with accents into other characters on other people's machines.

    **Bad:** a file saved as Windows-1252, in which *é* is the single byte E9.
    **Good:** the same file saved as UTF-8 (in the editor: *Save with encoding*).
    """
    if fault := characters.undecodable(file.data):
        line, column, actual = fault
        yield Problem("This file is not UTF-8.", file.path, line, column, expected="UTF-8", actual=actual)


@rule("B002", "error", "bytes", each="file", hint="Save the file as UTF-8 without BOM.")
def byte_order_mark(ctx: Context, file: SourceFile) -> Problems:
    """No file begins with a byte order mark.

    Some programs take the mark for a character and then do not recognise the first key or column.

    **Bad:** a file saved as *UTF-8 with BOM*.
    **Good:** the same file saved as *UTF-8*.
    """
    if file.data.startswith(b"\xef\xbb\xbf"):
        yield Problem("This file begins with a byte order mark.", file.path, 1, 1)


@rule("B003", "error", "bytes", each="file")
def hidden_characters(ctx: Context, file: SourceFile) -> Problems:
    """No file contains invisible characters.

    Zero-width and direction characters, no-break spaces and control characters usually come from copy and
    paste. They make two words differ that look the same. U+FFFD marks a character that was lost.

    **Bad:** `label: Norway` with a zero-width space between *r* and *w*.
    **Good:** `label: Norway`, typed by hand.
    """
    text = (file.text or "").replace("\r", " ")
    for match in HIDDEN.finditer(text):
        what, actual = name_of(match.group()), f"U+{ord(match.group()):04X}"
        message, hint = f"There is a hidden character here: {what}.", "Delete it, or type a plain space."
        yield Problem(message, file.path, *place(text, match.start()), actual=actual, hint=hint)
    if not HIDDEN.search(text):  # an escape such as "\\u200b" brings one in unseen
        for path, value in _texts(file.reading.value, ()):
            for character in HIDDEN.findall(value):
                mark, actual = file.reading.marks[path], f"U+{ord(character):04X}"
                message, hint = f"This value has a hidden character: {name_of(character)}.", "Delete its escape."
                yield Problem(message, file.path, mark.line, mark.column, actual=actual, hint=hint)


def _texts(value: object, path: tuple) -> Iterator[tuple[tuple, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, (dict, list)):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _texts(item, (*path, key))


@rule("B004", "error", "bytes", each="file", hint="Save the file with LF line ends.")
def line_ends(ctx: Context, file: SourceFile) -> Problems:
    """Lines end with LF only.

    Files with mixed line ends show every line as changed when somebody edits one.

    **Bad:** a file saved with Windows line ends (CRLF).
    **Good:** the same file saved with LF; with `.editorconfig`, most editors do so.
    """
    at = file.data.find(b"\r")
    if at >= 0:
        line = file.data.count(b"\n", 0, at) + 1
        yield Problem("This file has line ends other than LF.", file.path, line, expected="LF", actual="CR or CRLF")


@rule("B005", "error", "bytes", each="file", hint="Add a line end at the end of the file.")
def final_newline(ctx: Context, file: SourceFile) -> Problems:
    """Every file ends with a line end.

    Without it, the next person who adds a line also changes the last one.

    **Bad:** the file stops after its last character.
    **Good:** the file ends with a line feed.
    """
    if file.data and not file.data.endswith((b"\n", b"\r")):  # B004 speaks of CR
        yield Problem("The last line does not end with a line feed.", file.path, file.data.count(b"\n") + 1)


@rule("B006", "error", "bytes", each="file", hint="Type the accented letter again.")
def composed(ctx: Context, file: SourceFile) -> Problems:
    """Text is in Unicode normal form C.

    The same letter can be one character or two (a letter and its accent). Programs that compare
    text treat the two forms as different words.

    **Bad:** *é* as *e* followed by U+0301.
    **Good:** *é* as the single character U+00E9.
    """
    text = file.text or ""
    if unicodedata.is_normalized("NFC", text):
        return
    for n, line in enumerate(text.split("\n"), 1):
        if column := characters.first_not_composed(line):
            yield Problem("This line is not in Unicode normal form C.", file.path, n, column)


@rule("B007", "warning", "bytes", each="file", hint="Delete the space.")
def trailing_space(ctx: Context, file: SourceFile) -> Problems:
    """No line ends with a space.

    Spaces at line ends are invisible and make changes look larger than they are.

    **Bad:** `label: Norway` followed by two spaces.
    **Good:** `label: Norway`.
    """
    for n, line in enumerate((file.text or "").split("\n"), 1):
        column = len(line.rstrip("\r").rstrip(" \t")) + 1
        if column <= len(line.rstrip("\r")):
            yield Problem("This line ends with a space.", file.path, n, column)


@rule("B008", "error", "bytes", each="file")
def no_mojibake(ctx: Context, file: SourceFile) -> Problems:
    """No text was damaged by a wrong encoding.

    If UTF-8 is read as Windows-1252, each accented letter becomes two or three characters.

    **Bad:** `label: Ã…sa`.
    **Good:** `label: Åsa`.
    """
    if file.text and not file.text.isascii():
        for match in characters.MOJIBAKE.finditer(file.text):
            if right := characters.repaired(match.group()):
                message, hint = "This looks like UTF-8 that was read as Windows-1252.", f"Probably {right}."
                where = place(file.text, match.start())
                yield Problem(message, file.path, *where, actual=match.group(), hint=hint)


@rule("B009", "error", "bytes", each="file")
def no_look_alikes(ctx: Context, file: SourceFile) -> Problems:
    """No word mixes Latin letters with letters of another script that look the same.

    Otherwise two words that look the same differ, and a search for one does not find the other.
    Words in one script throughout are not reported.

    **Bad:** `label: Nоrway` with a Cyrillic *о*.
    **Good:** `label: Norway`, typed on a Latin keyboard.
    """
    if file.text and not file.text.isascii():
        for n, line in enumerate(file.text.split("\n"), 1):
            if odd := characters.look_alike(line):
                message, hint = f"In {odd.word} {odd.reason}.", f"Type {odd.meant} again."
                yield Problem(message, file.path, n, odd.at + 1, actual=odd.word, hint=hint)
