"""The original words of recommendations, read from a reader's own copies."""

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from anchoring.difference import Difference, differences, span_clues, whole_words
from anchoring.placing import ALTERED, EXACT, Locator, Placed, place, place_span
from corpus.model.records import Corpus

from .matching import Copy, passages_of

# Soft hyphens, and hyphens inserted at line ends by layout programs.
_DIVIDED = re.compile(r"\u00ad\s*|\u2010[^\S\n]*\n\s*")


@dataclass(frozen=True)
class Wording:
    """The words of one recommendation in a copy.

    ``status`` is that of its placing (exact, altered, moved, ambiguous, missing); ``page`` is None
    if the copy has no pages; ``rendition`` is the name of the file.
    """

    text: str | None
    status: str
    page: int | None
    rendition: str


def locators(corpus: Corpus, source: str, proposed: bool = True) -> tuple[list[Locator], list[tuple[Locator, str]]]:
    """The passages of a source in order, and its spans with their passages (without ``proposed``: published ones)."""
    spans = [
        (Locator(r.id, r.get("span_start"), r.get("span_length"), r.get("span_fingerprint")), r.get("passage"))
        for r in corpus.of_source("recommendation", source)
        if proposed or not r.proposed
    ]
    return passages_of(corpus, source), spans


@dataclass(frozen=True)
class Places:
    """The places of the passages and spans of a source in a copy, in the order of the records.

    ``told`` has the differences of altered passages; ``words`` the words of each span that was found.
    """

    passages: list[Placed]
    spans: list[tuple[str, Placed]]  # each with its passage
    told: dict[str, Difference]
    words: dict[str, str]


def places(
    corpus: Corpus, source: str, copy: Copy, progress: Callable[[object], None] | None = None, proposed: bool = True
) -> Places:
    """Place all passages and spans of a source in a copy. Unsound records raise KeyError or TypeError."""
    passages, spans = locators(corpus, source, proposed)
    text = copy.normalised
    placed = place(passages, text.characters, progress)
    where = {p.id: p for p in passages}
    found = [(passage, place_span(span, where[passage], placed[passage], text.characters)) for span, passage in spans]
    clues: dict[str, list] = defaultdict(list)
    standing: dict[str, list] = defaultdict(list)
    for (span, passage), (_, r) in zip(spans, found):
        record, offset = corpus.index("recommendations")[span.id], span.start - where[passage].start
        clues[passage] += span_clues(offset, span.length, record.get("begins_with"), record.get("ends_with"))
        if r.status == EXACT and r.start is not None:
            standing[passage].append((offset, span.length, r.start))
    told = differences(passages, placed, text, clues, standing, progress)
    words: dict[str, str] = {}
    for n, ((span, passage), (_, r)) in enumerate(zip(spans, found)):
        if r.start is None or r.length is None:
            continue
        stretches = [(r.start, r.length)]
        if r.status == ALTERED and placed[passage].status == ALTERED:
            exactly = told[passage].stretches(span.start - where[passage].start, span.length) if passage in told else []
            stretches = exactly or [whole_words(text, r.start, r.length)]
            first, (last, length) = stretches[0][0], stretches[-1]
            found[n] = (passage, Placed(r.id, r.status, first, last + length - first))
        words[span.id] = " ".join(as_shown(text.original(*s)) for s in stretches)
    return Places([placed[p.id] for p in passages], found, told, words)


def wordings(
    corpus: Corpus, source: str, copy: Copy, progress: Callable[[object], None] | None = None
) -> dict[str, Wording]:
    """The words of every published recommendation of a source, by identifier.

    Unsound records raise KeyError or TypeError.
    """
    found = places(corpus, source, copy, progress, proposed=False)
    return {
        r.id: Wording(found.words.get(r.id), r.status, None if r.start is None else page_of(copy, r.start), copy.name)
        for _, r in found.spans
    }


def as_shown(text: str) -> str:
    """Words on one line, without hyphens that a copy marks as dividing a word at the end of a line."""
    return " ".join(_DIVIDED.sub("", text).split())


def page_of(copy: Copy, start: int) -> int | None:
    """The page of a normalised character: pages end with a form feed; None if there are no pages."""
    text = copy.normalised.text
    return text.count("\f", 0, copy.normalised.origin[start]) + 1 if "\f" in text else None


def summary(found: dict[str, Wording]) -> str:
    """The number of placings by status, as one line for the screen."""
    kinds = sorted({w.status for w in found.values()}, key=lambda s: (s != EXACT, s))
    return ", ".join(f"{sum(w.status == k for w in found.values())} {k}" for k in kinds)
