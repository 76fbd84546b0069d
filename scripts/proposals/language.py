"""Whether a text is English, by its most frequent small words; must not know what it says."""

import re

from .words import lines

ENOUGH_WORDS = 25  # fewer words say nothing of a language
ENGLISH = 0.16  # share of words that are the commonest small words of English; other languages have a third of it
KNOWN = 0.35  # share of words that are small words or verbs of English: of a list without small words


def is_english(text: str) -> bool:
    """False where a text of some length has too few of the commonest words of English."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    if len(words) < ENOUGH_WORDS:
        return True
    common = set(lines("english.txt"))
    known = common.union(lines("small.txt"), lines("verbs.txt"))
    return any(sum(w in of for w in words) / len(words) >= enough for of, enough in ((common, ENGLISH), (known, KNOWN)))
