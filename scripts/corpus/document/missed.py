"""Where words that a reader quotes stand, in terms of the records: passage, start, length."""
from __future__ import annotations

from dataclasses import dataclass

from ..records import Corpus, Record
from .copies import Copy
from .normalise import normalise
from .placing import EXACT, MOVED, place
from .wording import locators

CLUE = 12  # letters of a beginning or end that are sought where the whole is not found


class NotFound(Exception):
    """The words give no span; the text says why and what to do."""


@dataclass(frozen=True)
class Span:
    """A span in the coded document; where it begins in the copy, and its words there."""

    passage: Record
    start: int
    length: int
    at: int
    words: str


def find_span(corpus: Corpus, source: str, copy: Copy, text: str) -> Span:
    """The span of these words in the document of a source, found in somebody's copy.

    Raises NotFound where the words are not there, stand there more than once, run over the end of a
    passage, or stand where the copy differs from the document that was coded.
    """
    wanted, there = normalise(text).characters, copy.normalised.characters
    if len(wanted) < CLUE:
        raise NotFound("the text is too short to be found: give the whole request as printed")
    starts = [at for at in _all(there, wanted)]
    if not starts:
        raise NotFound(f"these words do not stand in {copy.name}{_clue(copy, wanted)}. Copy them from the document as printed")
    if len(starts) > 1:
        lines = ", ".join(str(copy.normalised.line(s)) for s in starts[:5])
        raise NotFound(f"these words stand {len(starts)} times in {copy.name} (lines {lines}): begin earlier or end later")
    passages, _ = locators(corpus, source)
    placed = place(passages, there)
    first, last = starts[0], starts[0] + len(wanted)
    for p in passages:
        here = placed[p.id]
        if here.start is None or here.length is None or not here.start <= first < here.start + here.length:
            continue
        if here.status not in (EXACT, MOVED):
            raise NotFound(
                f"passage {p.id}, where they stand, is {here.status} in {copy.name}: use a copy in which "
                "scripts/verify.py calls it exact"
            )
        if last > here.start + here.length:
            raise NotFound(f"they run over the end of passage {p.id}: give the words of one paragraph or item")
        return Span(corpus.index("passages")[p.id], p.start + first - here.start, len(wanted), first, copy.normalised.original(first, len(wanted)))
    raise NotFound(f"they stand in {copy.name} outside every passage of {source} (a header, perhaps, or added text)")


def _all(text: str, piece: str) -> list[int]:
    out, at = [], text.find(piece)
    while at >= 0:
        out.append(at)
        at = text.find(piece, at + 1)
    return out


def _clue(copy: Copy, wanted: str) -> str:
    """Where the beginning or the end of the words stands, if only one place has it."""
    for what, piece in (("beginning", wanted[: 2 * CLUE]), ("end", wanted[-2 * CLUE :])):
        places = _all(copy.normalised.characters, piece)
        if len(places) == 1:
            return f" (their {what} does, on line {copy.normalised.line(places[0])})"
    return ""
