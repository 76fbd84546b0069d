"""Whether a text is English, by its most frequent small words; must not know what it says."""

from __future__ import annotations

import re

from .words import lines

ENOUGH_WORDS = 25  # fewer words say nothing of a language
ENGLISH = 0.16  # share of words that are the commonest small words of English; other languages have a third of it


def is_english(text: str) -> bool:
    """False where a text of some length has too few of the commonest words of English."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    common = set(lines("english.txt"))
    return len(words) < ENOUGH_WORDS or sum(w in common for w in words) / len(words) >= ENGLISH
