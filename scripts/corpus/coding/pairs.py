"""Finds pairs of recommendations that may be related: their statements share characteristic words.

Weights are tf-idf of word stems, likeness their cosine. Knows statements and earlier decisions; makes no decision.
"""

import json
import math
import re
from collections import Counter
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path

from corpus.model.records import Corpus, Record

_WORDS = json.loads(Path(__file__).with_name("pairs.json").read_text(encoding="utf-8"))
LEAST: float = _WORDS["least_cosine"]


def stem(word: str) -> str:
    """The word without the first suffix whose removal leaves at least three letters."""
    return next((word.removesuffix(s) for s in _WORDS["suffixes"] if word.endswith(s) and len(word) - len(s) > 2), word)


def alike(statements: dict[str, str]) -> Iterable[tuple[str, str]]:
    """Pairs of names with similar statements, in order."""
    count = {
        name: Counter(stem(w) for w in re.findall("[a-z]{3,}", text.lower()) if w not in _WORDS["stop_words"])
        for name, text in statements.items()
    }
    spread = Counter(w for words in count.values() for w in words)
    weight = {
        name: {w: (1 + math.log(n)) * math.log(len(count) / spread[w]) for w, n in words.items()}
        for name, words in count.items()
    }
    size = {name: math.hypot(*words.values()) or 1.0 for name, words in weight.items()}
    for a, b in combinations(sorted(weight), 2):
        product = sum(x * weight[b].get(w, 0.0) for w, x in weight[a].items())
        if product >= LEAST * size[a] * size[b]:
            yield a, b


def undecided(corpus: Corpus) -> list[tuple[Record, Record]]:
    """Pairs of similar published recommendations without a decision, except parent and child."""
    by_id = {r.id: r for r in corpus.published}
    decided = {frozenset((p.get("derived"), p.get("origin"))) for p in corpus.of("pair")}
    pairs = alike({name: r.get("in_our_words") for name, r in by_id.items()})
    related = [(by_id[a], by_id[b]) for a, b in pairs if frozenset((a, b)) not in decided]
    return [(a, b) for a, b in related if a.get("part_of") != b.id and b.get("part_of") != a.id]
