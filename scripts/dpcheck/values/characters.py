"""Characters that are not what they seem: hidden ones, look-alikes, text read in a wrong encoding. Knows no file."""

import re
import unicodedata
from typing import NamedTuple

# Letters of Cyrillic and Greek that look like Latin ones, and what they look like.
ALIKE = dict(zip("аеорсухіјѕԁԛԝһАВЕКМНОРСТУХІЈЅΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "aeopcyxijsdqwhABEKMHOPCTYXIJSABEZHIKMNOPTYXo"))
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_WORD = re.compile(r"[^\W\d_]+")
# UTF-8 that was read as Windows-1252: a lead byte, then continuation bytes. A letter followed by a no-break space
# and a punctuation mark is French, not a fault.
_AS_1252 = "".join(bytes([b]).decode("cp1252", "ignore") for b in range(0x80, 0xC0)) + "".join(
    map(chr, range(0x80, 0xA0))
)
MOJIBAKE = re.compile(
    "[\u00c2-\u00df]{0}|[\u00e0-\u00ef](?!\u00a0){0}{{2}}|[\u00f0-\u00f4]{0}{{3}}".format(f"[{re.escape(_AS_1252)}]")
)


# Control characters except tab and line feed; zero-width and bidirectional controls; no-break space; separators
# of lines and paragraphs; U+FFFD and noncharacters.
HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00a0\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffd-\uffff]"
)


# Characters that could control a terminal or change the direction of printed text.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")
_NAMED = {"\t": "\\t", "\n": "\\n", "\r": "\\r", "\0": "\\0"}


def escaped(text: str) -> str:
    """A text with each control and direction character written as an escape."""
    return _UNSAFE.sub(
        lambda m: _NAMED.get(m[0]) or (f"\\x{ord(m[0]):02x}" if m[0] < "\u0100" else f"\\u{ord(m[0]):04x}"), text
    )


# Where hidden characters are intended. No-break spaces: beside digits, typographic marks, one-letter words.
_SPACE_BESIDE = re.compile(r"[0-9.,;:!?%‰°€$£§№«»‹›“”„–—/-]")
_JOINED = re.compile(  # scripts in which joiners connect or separate letters, and emoji
    "[\u0600-\u08ff\u0900-\u109f\u1780-\u18af\u0e00-\u0eff\ufb50-\ufdff\ufe70-\ufefe\u2190-\u2bff\ufe0e\ufe0f]"
    "|[\U0001f000-\U0001faff]"
)
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe]")


def is_meant(line: str, at: int, declared: str = "") -> bool:
    """Whether the hidden character at ``at`` in a line is legitimate; ``declared`` are those the descriptor uses."""
    character, before, after = line[at], line[at - 1 : at] if at else "", line[at + 1 : at + 2]
    if character in declared:
        return True
    if character in "\u00a0\u202f":
        short = before.isalpha() and not line[at - 2 : at - 1].isalnum() if at > 1 else before.isalpha()
        return bool(before and after) and bool(_SPACE_BESIDE.match(before) or _SPACE_BESIDE.match(after) or short)
    if character in "\u200c\u200d":
        return bool(_JOINED.match(before))
    if character == "\u200b":
        return bool(re.match("[\u0e00-\u109f\u1780-\u17ff]", before))
    if character in "\u200e\u200f\u2066\u2067\u2068\u2069\u202a\u202b\u202c":
        return bool(_RIGHT_TO_LEFT.search(line))
    return False


class LookAlike(NamedTuple):
    """A word with a letter that only looks Latin: the word, its start, the letter, and the intended word."""

    word: str
    at: int
    letter: str
    meant: str

    @property
    def reason(self) -> str:
        """The description of the letter."""
        return f"the letter {self.letter} (U+{ord(self.letter):04X}) only looks like the Latin {ALIKE[self.letter]}"


def skeleton(text: str) -> str:
    """A text with each letter that looks like a Latin one as that Latin one."""
    return "".join(ALIKE.get(c, c) for c in text)


def look_alike(text: str) -> LookAlike | None:
    """The first word that mixes Latin letters with look-alikes; words in a single script are accepted."""
    if text.isascii():
        return None
    for match in _WORD.finditer(text):
        word = match.group()
        odd = next((c for c in word if c in ALIKE), None)
        if odd and _LATIN.search(word):
            return LookAlike(word, match.start(), odd, skeleton(word))
    return None


def repaired(text: str) -> str | None:
    """The original of a text that was read as Windows-1252 by mistake, or None."""
    try:
        return b"".join(c.encode("latin-1") if c < "\u0100" else c.encode("cp1252") for c in text).decode("utf-8")
    except UnicodeDecodeError:
        return None


def place(text: str, at: int) -> tuple[int, int]:
    """Line and column of a character."""
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def undecodable(data: bytes, encoding: str = "utf-8") -> tuple[int, int, str] | None:
    """Line, column and value of the first byte that is invalid in the encoding, or None."""
    try:
        data.decode(encoding)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(encoding, "replace")
        return *place(before, len(before)), f"the byte {data[error.start]:02X}"
    return None


def not_composed(line: str) -> int | None:
    """The column of the first character of a line that is not in normal form C, or None."""
    composed_line = unicodedata.normalize("NFC", line)
    if composed_line == line:
        return None
    return next((k for k, (a, b) in enumerate(zip(line, composed_line), 1) if a != b), len(composed_line))


def name_of(character: str) -> str:
    """The Unicode name of a character."""
    return unicodedata.name(character, "control character").lower()
