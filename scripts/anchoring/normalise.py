"""Normalised text: the letters and digits of a document. Knows characters and hashes, must not know records or files.

For each character: NFKD, lower case, NFKD again, keep Unicode categories L and N. The rule works
character by character, so positions map back exactly and JavaScript gives the same
(``c.normalize("NFKD").toLowerCase().normalize("NFKD")``, filtered by ``/[\\p{L}\\p{N}]/u``).
"""

from __future__ import annotations

import hashlib
from array import array
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import category, normalize

ANCHOR_CHARACTERS, ANCHOR_DIGITS, FINGERPRINT_DIGITS = 16, 16, 32


@lru_cache(maxsize=4096)
def normalise_character(character: str) -> str:
    """The normalised form of one character: '' or one or more letters and digits."""
    text = normalize("NFKD", normalize("NFKD", character).lower())
    return "".join(c for c in text if category(c)[0] in "LN")


@dataclass(frozen=True)
class Normalised:
    """A text and its normalised form; ``origin[i]`` is the index in ``text`` of normalised character i."""

    text: str
    characters: str
    origin: array[int]

    def __len__(self) -> int:
        return len(self.characters)

    def original(self, start: int, length: int) -> str:
        """The original text from the first to the last of these normalised characters."""
        if length < 1:
            return ""
        end = self.origin[start + length - 1] + 1
        while end < len(self.text) and category(self.text[end])[0] == "M":  # the accent of the last letter
            end += 1
        return self.text[self.origin[start] : end]

    def line(self, start: int) -> int:
        """The line (from 1) of a normalised character in the original text."""
        return self.text.count("\n", 0, self.origin[start]) + 1


@dataclass(frozen=True)
class Copy:
    """One document: its file name, the SHA-256 of its bytes, its text, and whether it is only a part of its source."""

    name: str
    sha256: str
    normalised: Normalised
    is_part: bool = False


def normalise(text: str) -> Normalised:
    """Normalise a text.

    Example: ``normalise("Co-operation №1").characters`` is ``"cooperationno1"``.
    """
    parts: list[str] = []
    origin = array("l")
    for index, character in enumerate(text):
        kept = normalise_character(character)
        if kept:
            parts.append(kept)
            origin.extend([index] * len(kept))
    return Normalised(text, "".join(parts), origin)


def _digest(characters: str, digits: int) -> str:
    return hashlib.sha256(characters.encode("utf-8")).hexdigest()[:digits]


def anchor(characters: str) -> str:
    """The anchor of a passage: a hash of its first 16 normalised characters (all, if fewer)."""
    return _digest(characters[:ANCHOR_CHARACTERS], ANCHOR_DIGITS)


def fingerprint(characters: str) -> str:
    """The fingerprint of a passage or span: a hash of all its normalised characters."""
    return _digest(characters, FINGERPRINT_DIGITS)


def edges(words: str) -> tuple[str | None, str | None]:
    """``begins_with`` and ``ends_with`` of a stretch: min(3, words // 4) words each; none for fewer than four words."""
    parts = [w for w in words.split() if any(map(normalise_character, w))]
    k = min(3, len(parts) // 4)
    if k == 0:
        return None, None
    return " ".join(parts[:k]), " ".join(parts[-k:])
