"""The likeness of a text to texts with a code: tf-idf of word stems, cosine; must not know which codes.

Codes are learned from (code, text, weight); see themes.py for where these come from.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from .words import lines

SMALL = set(lines("small.txt"))  # words that do not indicate a subject
STEM = 6  # letters of a word that are compared: "exploit" and "exploitation" are one


class Likeness:
    """Weights of words by code, learned from (code, text, weight)."""

    def __init__(self, labelled: Iterable[tuple[str, str, float]]):
        count: dict[str, Counter[str]] = defaultdict(Counter)
        for code, text, weight in labelled:
            count[code].update(dict.fromkeys(stems(text), weight))
        spread = Counter(w for words in count.values() for w in words)
        self._vectors: dict[str, dict[str, float]] = {}
        for code, words in count.items():
            weights = {w: math.log1p(n) * math.log((len(count) + 1) / spread[w]) for w, n in words.items()}
            size = math.sqrt(sum(x * x for x in weights.values())) or 1.0
            self._vectors[code] = {w: x / size for w, x in weights.items()}

    def __call__(self, text: str) -> dict[str, tuple[float, str]]:
        """The likeness of a text to each code, and the stem that counts most in it; codes with none are left out."""
        words = sorted(set(stems(text)))
        out = {}
        for code, weights in self._vectors.items():
            shared = [(weights[w], w) for w in words if w in weights]
            if shared:
                out[code] = (sum(x for x, _ in shared), max(shared)[1])
        return out


def stems(text: str) -> list[str]:
    """The characteristic words of a text, cut to their first letters."""
    return [w[:STEM] for w in (m.lower() for m in re.findall(r"[A-Za-z]{3,}", text)) if w not in SMALL]


def keywords(text: str, most: int = 5) -> list[str]:
    """The characteristic words of a text: its longest words except small words, in alphabetical order."""
    words = dict.fromkeys(
        w.lower() for w in re.findall(r"[A-Za-z][A-Za-z-]{2,}[A-Za-z]", text) if w.lower() not in SMALL
    )
    return sorted(sorted(words, key=lambda w: (-len(w), w))[:most])
