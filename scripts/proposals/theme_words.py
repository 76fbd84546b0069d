"""Words that tell the themes: written from the definitions and scope notes of the vocabulary, in theme_words.tsv.

Each theme has patterns (regular expressions, sought at the beginning of a word, whatever the case)
with a weight: those that name its subject weigh most, words that merely hint at it less. Modes of
acting weigh least, since they lead only where no subject is named.
"""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path

WORDS = Path(__file__).with_name("theme_words.tsv")


@lru_cache(maxsize=1)
def theme_words() -> dict[str, list[tuple[float, str]]]:
    """Weights and patterns by theme, in the order of the file."""
    out: dict[str, list[tuple[float, str]]] = {}
    with WORDS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            out.setdefault(row["theme"], []).append((float(row["weight"]), row["words"]))
    return out
