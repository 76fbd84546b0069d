"""Decides by small words whether a text is English; must not know what it says."""

import re

from .words import lines

ENOUGH_WORDS = 25  # fewer words do not show a language
ENGLISH = 0.16  # share of the commonest small words of English; other languages have a third of this
KNOWN = 0.35  # share of small words or verbs of English, for lists with few small words


def is_english(text: str) -> bool:
    """False if a text is long enough to judge and has too few of the commonest words of English."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    if len(words) < ENOUGH_WORDS:
        return True
    common = set(lines("english.txt"))
    known = common.union(lines("small.txt"), lines("verbs.txt"))
    return any(sum(w in of for w in words) / len(words) >= enough for of, enough in ((common, ENGLISH), (known, KNOWN)))
