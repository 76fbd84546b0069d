"""Characters that are not what they seem: letters that look like Latin ones, and text that was read in a wrong encoding."""

from __future__ import annotations

import re
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
