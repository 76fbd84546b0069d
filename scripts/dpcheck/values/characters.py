"""Characters that are not what they seem: hidden ones, look-alikes, text read in a wrong encoding. Knows no file."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

# Letters of Cyrillic and Greek that look like Latin ones, and what they look like.
_ALIKE = dict(zip("аеорсухіјѕԁԛԝһАВЕКМНОРСТУХІЈЅΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "aeopcyxijsdqwhABEKMHOPCTYXIJSABEZHIKMNOPTYXo"))
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_WORD = re.compile(r"[^\W\d_]+")
# What UTF-8 looks like that was read as Windows-1252: a lead byte, then what follows it there.
_AS_1252 = "".join(bytes([b]).decode("cp1252", "ignore") for b in range(0x80, 0xC0)) + "".join(
    map(chr, range(0x80, 0xA0))
)
MOJIBAKE = re.compile(
    "[\u00c2-\u00df]{0}|[\u00e0-\u00ef]{0}{{2}}|[\u00f0-\u00f4]{0}{{3}}".format(f"[{re.escape(_AS_1252)}]")
)


# Control characters except tab and line feed; zero-width and bidirectional controls; no-break space; separators
# of lines and paragraphs; U+FFFD and what is no character at all.
HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00a0\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffd-\uffff]"
)


class LookAlike(NamedTuple):
    """A word in which a letter only looks Latin: the word, where it begins, the letter, and the word as it was meant."""

    word: str
    at: int
    letter: str
    meant: str

    @property
    def told(self) -> str:
        return f"the letter {self.letter} (U+{ord(self.letter):04X}) only looks like the Latin {_ALIKE[self.letter]}"


def skeleton(text: str) -> str:
    """A text with each letter that looks like a Latin one as that Latin one."""
    return "".join(_ALIKE.get(c, c) for c in text)


def look_alike(text: str) -> LookAlike | None:
    """The first word that mixes Latin letters with some that only look so; words of one script are left alone."""
    if text.isascii():
        return None
    for match in _WORD.finditer(text):
        word = match.group()
        odd = next((c for c in word if c in _ALIKE), None)
        if odd and _LATIN.search(word):
            return LookAlike(word, match.start(), odd, skeleton(word))
    return None


def repaired(text: str) -> str | None:
    """What a text was before it was read as Windows-1252, if it was."""
    try:
        return b"".join(c.encode("latin-1") if c < "\u0100" else c.encode("cp1252") for c in text).decode("utf-8")
    except UnicodeDecodeError:
        return None


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


def name_of(character: str) -> str:
    """What Unicode calls a character."""
    return unicodedata.name(character, "control character").lower()
