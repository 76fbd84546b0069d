"""Rules on bytes: encoding, characters and line ends of every file that people edit."""

import unicodedata
from collections.abc import Iterator

from corpus.model.records import SourceFile
from dpcheck.problem import Problem
from dpcheck.values import characters
from dpcheck.values.characters import HIDDEN, name_of, place

from .context import Context, Problems
from .registry import rule


@rule("B001", each="file", hint="Save the file as UTF-8.")
def encoding(ctx: Context, file: SourceFile) -> Problems:
    if fault := characters.undecodable(file.data):
        line, column, actual = fault
        yield Problem("This file is not UTF-8.", file.path, line, column, expected="UTF-8", actual=actual)


@rule("B002", each="file", hint="Save the file as UTF-8 without BOM.")
def byte_order_mark(ctx: Context, file: SourceFile) -> Problems:
    if file.data.startswith(b"\xef\xbb\xbf"):
        yield Problem("This file begins with a byte order mark.", file.path, 1, 1)


@rule("B003", each="file")
def hidden_characters(ctx: Context, file: SourceFile) -> Problems:
    text = (file.text or "").replace("\r", " ")
    for match in HIDDEN.finditer(text):
        what, actual = name_of(match.group()), f"U+{ord(match.group()):04X}"
        message, hint = f"There is a hidden character here: {what}.", "Delete it, or type a plain space."
        yield Problem(message, file.path, *place(text, match.start()), actual=actual, hint=hint)
    if not HIDDEN.search(text):  # an escape such as "\\u200b" adds one invisibly
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


@rule("B004", each="file", hint="Save the file with LF line ends.")
def line_ends(ctx: Context, file: SourceFile) -> Problems:
    at = file.data.find(b"\r")
    if at >= 0:
        line = file.data.count(b"\n", 0, at) + 1
        yield Problem("This file has line ends other than LF.", file.path, line, expected="LF", actual="CR or CRLF")


@rule("B005", each="file", hint="Add a line end at the end of the file.")
def final_newline(ctx: Context, file: SourceFile) -> Problems:
    if file.data and not file.data.endswith((b"\n", b"\r")):  # B004 reports CR
        yield Problem("The last line does not end with a line feed.", file.path, file.data.count(b"\n") + 1)


@rule("B006", each="file", hint="Type the accented letter again.")
def composed(ctx: Context, file: SourceFile) -> Problems:
    text = file.text or ""
    if unicodedata.is_normalized("NFC", text):
        return
    for n, line in enumerate(text.split("\n"), 1):
        if column := characters.not_composed(line):
            yield Problem("This line is not in Unicode normal form C.", file.path, n, column)


@rule("B007", each="file", hint="Delete the space.")
def trailing_space(ctx: Context, file: SourceFile) -> Problems:
    for n, line in enumerate((file.text or "").split("\n"), 1):
        column = len(line.rstrip("\r").rstrip(" \t")) + 1
        if column <= len(line.rstrip("\r")):
            yield Problem("This line ends with a space.", file.path, n, column)


@rule("B008", each="file")
def no_mojibake(ctx: Context, file: SourceFile) -> Problems:
    if file.text and not file.text.isascii():
        for match in characters.MOJIBAKE.finditer(file.text):
            if right := characters.repaired(match.group()):
                message, hint = "This looks like UTF-8 that was read as Windows-1252.", f"Probably {right}."
                where = place(file.text, match.start())
                yield Problem(message, file.path, *where, actual=match.group(), hint=hint)


@rule("B009", each="file")
def no_look_alikes(ctx: Context, file: SourceFile) -> Problems:
    if file.text and not file.text.isascii():
        for n, line in enumerate(file.text.split("\n"), 1):
            if odd := characters.look_alike(line):
                message, hint = f"In {odd.word} {odd.reason}.", f"Type {odd.meant} again."
                yield Problem(message, file.path, n, odd.at + 1, actual=odd.word, hint=hint)
