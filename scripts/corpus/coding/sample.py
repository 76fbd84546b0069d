"""Draws a sample of records for human experts: the same seed always gives the same records."""

import hashlib
from fractions import Fraction

from corpus.model.records import Corpus, Record


def draw(corpus: Corpus, size: int, seed: int) -> list[Record]:
    """``size`` recommendations, stratified by source and primary theme, in the order of their documents.

    Systematic sampling: records are sorted by source and theme (randomly within both), and every n-th is
    taken from a random start. Each source, and each theme of a source, gets its share rounded up or
    down, and every record has the same chance. Raises ValueError if ``size`` is not possible.
    """
    records = corpus.published
    if not 1 <= size <= len(records):
        raise ValueError(f"--size {size}: give a number from 1 to {len(records)}, the number of records")
    themes = list(corpus.vocabularies.get("theme", {}))

    def stratum(record: Record) -> tuple:
        return record.get("source"), themes.index(record.items("themes")[0]), _chance(seed, record.id)

    ordered = sorted(records, key=stratum)
    start = Fraction(_chance(seed, ""), 16**16)
    chosen = [ordered[int((start + k) * Fraction(len(ordered), size))] for k in range(size)]
    return sorted(chosen, key=lambda r: (r.get("source"), r.get("span_start"), r.id))


def _chance(seed: int, name: str) -> int:
    """A pseudo-random number below 16**16, from a hash, since generators may change with the version of Python."""
    return int(hashlib.sha256(f"{seed}/{name}".encode()).hexdigest()[:16], 16)
