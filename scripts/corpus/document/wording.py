"""The original words of recommendations, read from somebody's own copies."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..records import Corpus
from .copies import Copy
from .placing import EXACT, MISSING, Locator, Placed, place, place_span


@dataclass(frozen=True)
class Wording:
    """The words of one recommendation as a copy has them.

    ``status`` is that of its placing (exact, altered, moved, ambiguous, missing); ``page`` is None
    where the copy has no pages; ``rendition`` is the name of the file.
    """

    text: str | None
    status: str
    page: int | None
    rendition: str


def locators(corpus: Corpus, source: str, proposed: bool = True) -> tuple[list[Locator], list[tuple[Locator, str]]]:
    """The passages of a source in their order, and its spans (without ``proposed``: the published ones), each with its passage."""
    passages = sorted(corpus.of_source("passage", source), key=lambda p: p.get("start"))
    spans = [r for r in corpus.of_source("recommendation", source) if proposed or not r.proposed]
    return (
        [Locator(p.id, p.get("start"), p.get("length"), p.get("fingerprint"), p.get("anchor")) for p in passages],
        [(Locator(r.id, r.get("span_start"), r.get("span_length"), r.get("span_fingerprint")), r.get("passage")) for r in spans],
    )


def wordings(corpus: Corpus, source: str, copy: Copy, progress: Callable[[object], None] | None = None) -> dict[str, Wording]:
    """The words of every published recommendation of a source, by identifier.

    The records must be sound (KeyError or TypeError where not).
    """
    passages, spans = locators(corpus, source, proposed=False)
    placed = place(passages, copy.normalised.characters, progress)
    where = {p.id: p for p in passages}
    return {span.id: _wording(place_span(span, where[p], placed[p], copy.normalised.characters), copy) for span, p in spans}


def _wording(found: Placed, copy: Copy) -> Wording:
    if found.start is None or found.length is None:
        return Wording(None, MISSING, None, copy.name)
    text = " ".join(copy.normalised.original(found.start, found.length).split())
    return Wording(text, found.status, page_of(copy, found.start), copy.name)


def page_of(copy: Copy, start: int) -> int | None:
    """The page on which a normalised character stands: pages end with a form feed; None where there are none."""
    text = copy.normalised.text
    return text.count("\f", 0, copy.normalised.origin[start]) + 1 if "\f" in text else None


def summary(found: dict[str, Wording]) -> str:
    """How many were placed how, for one line on the screen."""
    kinds = sorted({w.status for w in found.values()}, key=lambda s: (s != EXACT, s))
    return ", ".join(f"{sum(w.status == k for w in found.values())} {k}" for k in kinds)
