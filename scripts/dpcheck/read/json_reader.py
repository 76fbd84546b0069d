"""JSON to plain values, with the place of every node; duplicate keys and great depth are refused."""

import re
from bisect import bisect_right
from json import JSONDecodeError
from json.decoder import scanstring  # type: ignore[attr-defined]  # of the library, but not in its stubs
from typing import Any

from dpcheck.collector import excerpt

from .places import Fault, Mark, Reading

MAX_DEPTH = 64  # a descriptor needs ten levels
_SPACE = re.compile(r"[ \t\n\r]*")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?")
_WORDS = {"true": True, "false": False, "null": None}
_OTHER_WORDS = (
    (r"-?(?:NaN|Infinity|inf\b|nan\b)", "This number is not allowed in JSON.", "Write null, or text."),
    (r"//|/\*|#", "JSON has no comments.", "Delete the comment, or write it as a separate property."),
    (r"True\b|False\b|None\b", "This is Python, not JSON.", "Write true, false or null."),
)
_DIGITS = 400  # digits of a number: more than any program keeps


Path = tuple[str | int, ...]


class _Stop(Exception):
    """The rest of the file cannot be read in a meaningful way."""


class _Reader:
    def __init__(self, text: str):
        self.text = text
        self.reading = Reading()
        self.lines = [0, *(m.end() for m in re.finditer("\n", text))]

    def place(self, at: int) -> tuple[int, int]:
        line = bisect_right(self.lines, at)
        return line, at - self.lines[line - 1] + 1

    def refuse(self, kind: str, at: int, message: str, actual: str | None = None, hint: str | None = None) -> None:
        self.reading.faults.append(Fault(kind, *self.place(at), message, actual, hint))

    def stop(self, at: int, message: str, hint: str | None = None, kind: str = "syntax") -> _Stop:
        self.refuse(kind, at, message, self.text[at : at + 20].split("\n")[0] or "the end of the file", hint)
        return _Stop()

    def skip(self, at: int) -> int:
        match = _SPACE.match(self.text, at)
        return match.end() if match else at

    def string(self, at: int) -> tuple[str, int]:
        try:
            text, end = scanstring(self.text, at + 1, True)
            return str(text), int(end)
        except JSONDecodeError as error:
            raise self.stop(
                error.pos,
                "This text cannot be read.",
                "Close it with a quotation mark; write a line break as \\n and a backslash as \\\\.",
            ) from None

    def value(self, at: int, path: Path) -> tuple[Any, int]:
        """The value that begins at ``at``, and where it ends."""
        character = self.text[at : at + 1]
        if len(path) > MAX_DEPTH:
            raise self.stop(at, f"This is nested more than {MAX_DEPTH} levels deep.", kind="depth")
        value: Any
        if character in ("{", "["):
            value, end = self.object(at, path) if character == "{" else self.array(at, path)
        elif character == '"':
            value, end = self.string(at)
        else:
            value, end = self.plain(at)
        self.reading.marks[path] = Mark(*self.place(at), *self.place(end))
        return value, end

    def plain(self, at: int) -> tuple[Any, int]:
        for word, value in _WORDS.items():
            if self.text.startswith(word, at):
                return value, at + len(word)
        number = _NUMBER.match(self.text, at)
        if not number:
            hint = (
                "Use double quotation marks."
                if self.text[at : at + 1] == "'"
                else "Look here and just before: a comma too many or too few, a quotation mark, a bracket."
            )
            raise self.stop(at, *self.reason(at, hint))
        if number.end() - at > _DIGITS:
            raise self.stop(at, "This number has too many digits.")
        return (float if number[1] or number[2] else int)(number[0]), number.end()

    def reason(self, at: int, hint: str) -> tuple[str, str]:
        """What was read in place of a value or a key, and what to write instead."""
        for pattern, message, advice in _OTHER_WORDS:
            if re.compile(pattern).match(self.text, at):
                return message, advice
        return "A value is expected here.", hint

    def object(self, at: int, path: Path) -> tuple[dict[str, Any], int]:
        out: dict[str, Any] = {}
        at = self.skip(at + 1)
        if self.text[at : at + 1] == "}":
            return out, at + 1
        while True:
            if self.text[at : at + 1] != '"':
                message, advice = self.reason(at, "Remove the comma before a closing bracket.")
                raise self.stop(at, message.replace("A value", "A key in quotation marks"), advice)
            key, end = self.string(at)
            if key in out:
                self.refuse(
                    "duplicate-key",
                    at,
                    f"The key {excerpt(key)} appears twice.",
                    key,
                    f"The first is in line {self.reading.key_marks[(*path, key)].line}; keep one.",
                )
            else:
                self.reading.key_marks[(*path, key)] = Mark(*self.place(at), *self.place(end))
            end = self.skip(end)
            if self.text[end : end + 1] != ":":
                raise self.stop(end, "A colon is expected here.")
            value, end = self.value(self.skip(end + 1), (*path, key))
            out.setdefault(key, value)
            at, ended = self.next(end, "}")
            if ended:
                return out, at

    def array(self, at: int, path: Path) -> tuple[list[Any], int]:
        out: list[Any] = []
        at = self.skip(at + 1)
        if self.text[at : at + 1] == "]":
            return out, at + 1
        while True:
            value, end = self.value(at, (*path, len(out)))
            out.append(value)
            at, ended = self.next(end, "]")
            if ended:
                return out, at

    def next(self, at: int, closing: str) -> tuple[int, bool]:
        """The position after a value and its comma, and whether the value was the last."""
        at = self.skip(at)
        if self.text[at : at + 1] == closing:
            return at + 1, True
        if self.text[at : at + 1] != ",":
            raise self.stop(at, f"A comma or {closing} is expected here.")
        return self.skip(at + 1), False


def read_json(text: str) -> Reading:
    """Read one JSON document; never raises for what the text says.

    ``marks`` maps a path such as ``("resources", 0, "name")`` to the place of that value, ``key_marks``
    a path that ends in a key to the place of the key. The first of duplicate keys counts.
    """
    reader = _Reader(text)
    try:
        reader.reading.value, end = reader.value(reader.skip(0), ())
        end = reader.skip(end)
        if end < len(text):
            raise reader.stop(end, "There is something after the end of the document.")
    except _Stop:
        reader.reading.value = None
    return reader.reading
