"""Finds names so similar that they may be the same."""

import re
import unicodedata
from itertools import combinations
from os.path import commonprefix

_SMALL = {"and", "for", "in", "of", "on", "the", "to"}
_SHORTEST = 5  # too many shorter names differ by one letter


def _plain(name: str) -> list[str]:
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()
    return sorted(w for w in re.findall(r"\w+", bare) if w not in _SMALL)


def one_slip(a: str, b: str) -> bool:
    """Whether two texts differ by one letter, or by two swapped neighbours; digits must be equal."""
    if abs(len(a) - len(b)) > 1 or min(len(a), len(b)) < _SHORTEST:
        return False
    head = len(commonprefix([a, b]))
    tail = len(commonprefix([a[head:][::-1], b[head:][::-1]]))
    x, y = a[head : len(a) - tail], b[head : len(b) - tail]
    if any(map(str.isdigit, x + y)):
        return False
    return max(len(x), len(y)) <= 1 or len(x) == len(y) == 2 and x == y[::-1]


def pairs_alike(names: list[tuple[str, str]]) -> list[tuple[int, int]]:
    """The indexes of names that may be the same, the later one first; ``names`` are pairs of owner and name.

    They belong to different owners, and differ only in accents, case, punctuation, small words and the
    order of words, or by one typing error.
    """
    rows = [(owner, _plain(name), name.casefold()) for owner, name in names]
    return [
        (n, m)
        for (m, (owner, plain, folded)), (n, (other, its, theirs)) in combinations(enumerate(rows), 2)
        if owner != other and (plain == its or -2 < len(folded) - len(theirs) < 2 and one_slip(folded, theirs))
    ]
