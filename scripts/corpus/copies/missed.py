"""Finds the place of words that a reader quotes: passage, start, length."""

import re
from dataclasses import dataclass

from anchoring.normalise import normalise
from anchoring.placing import EXACT, MOVED, place
from corpus.model.records import Corpus, Record

from .matching import Copy, passages_of

_LEFT_OUT = re.compile(r"\[?(?:…|\.\.\.|\. \. \.)\]?")
COPY_THEM = "Copy them from the document as printed"
CLUE = 12  # letters of a beginning or end that are searched if the whole is not found


class NotFound(Exception):
    """No span was found for the words; the message says why and what to do."""


@dataclass(frozen=True)
class Span:
    """A span in the coded document, its start in the copy, and its words there."""

    passage: Record
    start: int
    length: int
    at: int
    words: str


def find_span(corpus: Corpus, source: str, copy: Copy, text: str) -> Span:
    """The span of these words in the document of a source, found in a reader's copy.

    Words may be left out in the middle, replaced by …. Raises NotFound if the words are not in the
    copy, occur more than once, cross the end of a passage, or are in a place where the copy differs
    from the document that was coded.
    """
    there = copy.normalised.characters
    first, last = _stretch(copy, text)
    passages = passages_of(corpus, source)
    placed = place(passages, there)
    for p in passages:
        here = placed[p.id]
        if here.start is None or here.length is None or not here.start <= first < here.start + here.length:
            continue
        if here.status not in (EXACT, MOVED):
            raise NotFound(
                f"their passage, {p.id}, is {here.status} in {copy.name}: use a copy in which "
                "scripts/verify.py reports it as exact"
            )
        if last > here.start + here.length:
            raise NotFound(f"they go beyond the end of passage {p.id}: give the words of one paragraph or item")
        words = copy.normalised.original(first, last - first)
        return Span(corpus.index("passages")[p.id], p.start + first - here.start, last - first, first, words)
    raise NotFound(
        f"they are in {copy.name}, but outside every passage of {source} (perhaps in a header or added text)"
    )


def _stretch(copy: Copy, text: str) -> tuple[int, int]:
    """The start and end of the words in a copy."""
    wanted, there = normalise(text).characters, copy.normalised.characters
    if len(wanted) < CLUE:
        raise NotFound("the text is too short to be found: give the whole request as printed")
    starts = _all(there, wanted)
    if len(starts) == 1:
        return starts[0], starts[0] + len(wanted)
    if starts:
        raise _often("these words appear", starts, copy, "begin earlier or end later")
    pieces = [piece for part in _LEFT_OUT.split(text) if (piece := normalise(part).characters)]
    if len(pieces) == 1:
        raise NotFound(f"these words are not in {copy.name}{_clue(copy, wanted)}. {COPY_THEM}")
    if len(pieces) > 2 or min(map(len, pieces)) < CLUE:
        raise NotFound(f"with … in them, give the beginning and the end of the words, at least {CLUE} letters each")
    starts = _all(there, pieces[0])
    if len(starts) > 1:
        raise _often("the words before … appear", starts, copy, "give more of them")
    end = there.find(pieces[1], starts[0] + len(pieces[0])) if starts else -1
    if end < 0:
        raise NotFound(f"these words are not in {copy.name} in this order. {COPY_THEM}")
    return starts[0], end + len(pieces[1])


def _often(what: str, starts: list[int], copy: Copy, todo: str) -> NotFound:
    lines = ", ".join(str(copy.normalised.line(s)) for s in starts[:5])
    return NotFound(f"{what} {len(starts)} times in {copy.name} (lines {lines}): {todo}")


def _all(text: str, piece: str) -> list[int]:
    return [found.start() for found in re.finditer(f"(?={re.escape(piece)})", text)]


def _clue(copy: Copy, wanted: str) -> str:
    """The place of the beginning or the end of the words, if it is the only one."""
    for what, piece in (("beginning", wanted[: 2 * CLUE]), ("end", wanted[-2 * CLUE :])):
        places = _all(copy.normalised.characters, piece)
        if len(places) == 1:
            return f" (their {what} does, on line {copy.normalised.line(places[0])})"
    return ""
