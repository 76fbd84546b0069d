"""How like a text is to what has a code already: tf-idf of word stems, cosine of the code's side.

Codes are learned from their labels and definitions, from our own statements of published requests,
and from the requests of examples.tsv, which were invented for this: twenty for each theme.
"""

from __future__ import annotations

import csv
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

EXAMPLES = Path(__file__).with_name("examples.tsv")
SMALL = set(  # words that say nothing of a subject
    (
        "a about above across add after again all along also am among an and any anyone anything are around as at away "
        "back be because been before behind being below best better between both but by can cannot come comes could did "
        "do does doing done down during each either else enough even ever every few find first for from full further "
        "gave get give given go goes going good great had has have having he her here him his how if in instead into is "
        "it item its itself just keep kept large last later least less let like little long made make makes making many "
        "may me might more most much must my need needs neither never new next no nobody none nor not nothing now of "
        "off often on once one only or order other others our out over own part people per perhaps place put quite "
        "rather said same say says see seen several shall she should since small so some something soon still such take "
        "taken than that the their them themselves then there these they thing things this those three through thus "
        "time to together too two under until up upon us use used very was way we well were what when where whether "
        "which while who whom whose why will with within without would year years yet you your including"
    ).split()
)
STEM = 6  # letters of a word that count: "exploit" and "exploitation" are one


@dataclass(frozen=True)
class Example:
    """An invented request with its themes (the main one first) and its action."""

    themes: tuple[str, ...]
    action: str
    request: str


@lru_cache(maxsize=1)
def examples() -> tuple[Example, ...]:
    """The invented requests, in the order of their file."""
    with EXAMPLES.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return tuple(Example(tuple(r["themes"].split(",")), r["action"], r["request"]) for r in rows)


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
    """The telling words of a text, cut to their first letters."""
    return [w[:STEM] for w in (m.lower() for m in re.findall(r"[A-Za-z]{3,}", text)) if w not in SMALL]
