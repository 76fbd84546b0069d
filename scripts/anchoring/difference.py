"""What differs in an altered passage, worked out without the original words.

The records hold lengths, hashes and a few first and last words. A difference is *proved* by
undoing it: letters are removed, inserted or exchanged until the fingerprint fits. If no small
change does this, the difference is *narrowed*: stretches that are as recorded are set aside, and
the words of the copy between them remain.
"""

import hashlib
import string
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from .normalise import ANCHOR_CHARACTERS, FINGERPRINT_DIGITS, Normalised, anchor, fingerprint, normalise
from .numerals import numeral
from .placing import ALTERED, MISSING, MOVED, Locator, Placed

WORK = 60_000_000  # bytes hashed for one passage at most, about a tenth of a second
PER_TRIAL = 300  # fixed cost of a trial, in bytes
MOST_LINES, MOST_SHORT = 4, 30  # at most 4 lines of page furniture in a passage, among its 30 shortest lines
LIGATURES = ("fi", "fl", "ff", "ffi", "ffl", "ft", "tt", "ti", "st", "ct")
MARKS: tuple[str, ...] = tuple(
    dict.fromkeys([*string.ascii_lowercase, *map(str, range(1, 200)), *(numeral(n, "i") for n in range(1, 31))])
)
ALIKE = {"rn": "m", "cl": "d", "vv": "w", "ii": "u", "li": "h", "nn": "m"}  # often confused by text recognition
ALPHABET = string.ascii_lowercase + string.digits


@dataclass(frozen=True)
class Edit:
    """Where the copy has ``extra`` letters from ``at`` (a position in the copy), the document has ``lacking``."""

    at: int
    extra: int
    lacking: str = ""


@dataclass(frozen=True)
class Gap:
    """A stretch of the copy that may differ: its place there, and its length in the document."""

    start: int
    length: int
    recorded: int


@dataclass
class Difference:
    """What is known of an altered passage: its piece of the copy, and the edits or gaps."""

    start: int
    length: int
    recorded: int
    edits: list[Edit] = field(default_factory=list)  # undoing these makes the piece exact
    gaps: list[Gap] = field(default_factory=list)  # if no small change explains the difference
    same: list[tuple[int, int]] = field(default_factory=list)  # places in the copy that are as recorded

    def stretches(self, offset: int, length: int) -> list[tuple[int, int]]:
        """The stretches of the copy (start, length) that hold recorded letters, without extra ones; needs edits."""
        out: list[tuple[int, int]] = []
        recorded, at, wanted = 0, self.start, (offset, offset + length)

        def take(size: int, start: int, there: int) -> None:
            first, last = max(wanted[0], recorded), min(wanted[1], recorded + size)
            if there and first < last:
                out.append(
                    (start + (first - recorded if there == size else 0), last - first if there == size else there)
                )

        for e in sorted(self.edits, key=lambda e: e.at):
            take(e.at - at, at, e.at - at)
            recorded += e.at - at
            take(len(e.lacking), e.at, e.extra)
            recorded, at = recorded + len(e.lacking), e.at + e.extra
        take(self.start + self.length - at, at, self.start + self.length - at)
        return out if self.edits else []


Clues = dict[str, list[tuple[int, str]]]  # by passage: the offset of recorded words, and the words
Standing = dict[str, list[tuple[int, int, int]]]  # by passage: offset, length and place of its exact spans


def differences(
    passages: Sequence[Locator],
    placed: dict[str, Placed],
    copy: Normalised,
    clues: Clues,
    exact: Standing,
    progress: Callable[[str], None] | None = None,
) -> dict[str, Difference]:
    """The differences of all altered passages, by identifier; ``clues`` are normalised."""
    out: dict[str, Difference] = {}
    for low, group, high in _groups(passages, placed, len(copy)):
        starts = [_anchored(p, copy.characters, low, high) for p in group]
        at = low
        for n, p in enumerate(group):
            if progress:
                progress(f"{p.id} is altered: how?")
            known = starts[n]
            at = known if known is not None and known >= at else at
            following = next((s for s in starts[n + 1 :] if s is not None and s > at), None)
            end = high if n + 1 == len(group) else following
            marked = _unmarked(copy.characters, at, p, high)
            if marked:
                out[p.id] = Difference(at, p.length - len(marked), p.length, [Edit(at, 0, marked)])
                at += p.length - len(marked)
                continue
            here = placed[p.id]
            edits = None
            if end is None:
                edits, end = _with_unknown_end(copy, at, high, p)
                end = end or min(high, max(at + 1, (here.start or at) + (here.length or p.length)))
            edits = edits or undo(copy, at, end, p)
            found = Difference(at, end - at, p.length, edits or [])
            if not edits:
                _narrow(found, p, copy, clues.get(p.id, []), exact.get(p.id, []))
            out[p.id] = found
            at = end
    return out


def _groups(
    passages: Sequence[Locator], placed: dict[str, Placed], size: int
) -> Iterator[tuple[int, list[Locator], int]]:
    """Runs of adjacent altered passages, with the ends of the text that is left for them."""
    low, group = 0, []
    for p in passages:
        here = placed[p.id]
        if here.status == ALTERED:
            group.append(p)
        elif (
            here.start is not None
            and here.length is not None
            and here.status not in (MOVED, MISSING)
            and here.start >= low
        ):
            if group:
                yield low, group, here.start
            low, group = here.start + here.length, []
    if group:
        yield low, group, size


def _anchored(p: Locator, copy: str, low: int, high: int) -> int | None:
    """The only place between two places where the first letters of a passage are as recorded, or None."""
    size = min(p.length, ANCHOR_CHARACTERS)
    places = range(low, high - size + 1) if size == ANCHOR_CHARACTERS else ()
    found = [x for x in places if anchor(copy[x : x + size]) == p.anchor]
    return found[0] if len(found) == 1 else None


def _unmarked(copy: str, at: int, p: Locator, high: int) -> str | None:
    """The list number that is missing from this copy, if adding it makes the passage exact from ``at`` on."""
    for mark in MARKS:
        end = at + p.length - len(mark)
        if len(mark) < p.length and end <= high and fingerprint(mark + copy[at:end]) == p.fingerprint:
            return mark
    return None


def _with_unknown_end(copy: Normalised, at: int, high: int, p: Locator) -> tuple[list[Edit] | None, int | None]:
    """A small change that makes the passage begin at ``at``, and the end that follows, which was not known."""
    for more in (0, -1, 1, -2, 2):
        end = at + p.length + more
        edits = undo(copy, at, end, p) if at < end <= high else None
        if edits:
            return edits, end
    return None, None


def undo(copy: Normalised, start: int, end: int, p: Locator) -> list[Edit] | None:
    """The smallest change that turns this piece of the copy into the recorded one; None if none is found in time."""
    piece = copy.characters[start:end]
    surplus = len(piece) - p.length
    trials = [_longer(piece, surplus, copy, start)] if surplus > 0 else [] if surplus else [_exchanged(piece)]
    if surplus < 0:
        trials += [_numbered(piece, -surplus, copy, start), _shorter(piece, -surplus)]
    if abs(surplus) == 1:
        trials.append(_mistaken(piece, surplus))
    for edits in trials:
        found = _first_that_fits(piece, edits, p)
        if found:
            return [Edit(start + e.at, e.extra, e.lacking) for e in found]
    return None


def _first_that_fits(piece: str, trials: Iterator[list[Edit]], p: Locator) -> list[Edit] | None:
    """The first list of edits that gives the piece the fingerprint. The text before an edit is hashed only once."""
    done, before = 0, hashlib.sha256()
    work = 0
    for edits in trials:
        first = edits[0].at
        if first < done:
            done, before = 0, hashlib.sha256()
        before.update(piece[done:first].encode("utf-8"))
        done = first
        trial = before.copy()
        rest = "".join(
            e.lacking + piece[e.at + e.extra : following]
            for e, following in zip(edits, [*(e.at for e in edits[1:]), len(piece)])
        )
        trial.update(rest.encode("utf-8"))
        if trial.hexdigest()[:FINGERPRINT_DIGITS] == p.fingerprint:
            return edits
        work += len(rest) + PER_TRIAL
        if work > WORK:
            return None
    return None


def _longer(piece: str, surplus: int, copy: Normalised, start: int) -> Iterator[list[Edit]]:
    """Removals: one stretch anywhere, then a few whole lines (headers, footers, notes)."""
    lines = _lines(copy, start, len(piece))
    most = len(piece) - surplus  # letters around it may be equal, so whole lines are tried first
    for at in (*(at for at, _ in lines if at <= most), *range(most + 1)):
        yield [Edit(at, surplus)]
    lines = sorted(sorted((line for line in lines if line[1] < surplus), key=lambda line: line[1])[:MOST_SHORT])
    for n in range(2, MOST_LINES + 1):
        for chosen in combinations(lines, n):
            if sum(length for _, length in chosen) == surplus:
                yield [Edit(at, length) for at, length in chosen]


def _lines(copy: Normalised, start: int, length: int) -> list[tuple[int, int]]:
    """The lines of a piece that have letters: start in the piece, and length."""
    out, last = [], None
    for n in range(length):
        index = copy.origin[start + n]
        if last is None or "\n" in copy.text[last:index] or "\f" in copy.text[last:index]:
            out.append([n, 0])
        out[-1][1] += 1
        last = index
    return [(at, size) for at, size in out]


def _shorter(piece: str, lacking: int) -> Iterator[list[Edit]]:
    """Insertions: a list number in front; then a ligature, a note number or one letter anywhere."""
    for mark in MARKS:
        if len(mark) == lacking:
            yield [Edit(0, 0, mark)]
    words = [x for x in LIGATURES if len(x) == lacking]
    if lacking <= 2:
        words += [str(n) for n in range(10 ** (lacking - 1), 10**lacking)]
    if lacking == 1:
        words = [*ALPHABET]
    for at in range(len(piece) + 1):
        for word in words:
            yield [Edit(at, 0, word)]


def _numbered(piece: str, lacking: int, copy: Normalised, start: int) -> Iterator[list[Edit]]:
    """Insertions of list numbers in front of consecutive lines."""
    lines = [at for at, _ in _lines(copy, start, len(piece))]
    for style in "a1i":
        for n in range(len(lines)):
            edits: list[Edit] = []
            for number, at in enumerate(lines[n:], 1):
                edits.append(Edit(at, 0, numeral(number, style)))
                if number > 1 and sum(len(e.lacking) for e in edits) == lacking:
                    yield list(edits)


def _exchanged(piece: str) -> Iterator[list[Edit]]:
    """Exchanges: two neighbouring letters swapped, or one letter replaced."""
    for at in range(len(piece)):
        if piece[at : at + 2] != piece[at : at + 2][::-1]:
            yield [Edit(at, 2, piece[at : at + 2][::-1])]
        for letter in ALPHABET:
            yield [Edit(at, 1, letter)]


def _mistaken(piece: str, surplus: int) -> Iterator[list[Edit]]:
    """Exchanges of letters that look alike."""
    for two, one in ALIKE.items():
        here, there = (two, one) if surplus > 0 else (one, two)
        at = piece.find(here)
        while at >= 0:
            yield [Edit(at, len(here), there)]
            at = piece.find(here, at + 1)


def _narrow(
    found: Difference, p: Locator, copy: Normalised, clues: list[tuple[int, str]], exact: list[tuple[int, int, int]]
) -> None:
    """Set ``same`` to the stretches that are as recorded, and ``gaps`` to those between."""
    text, start, end = copy.characters, found.start, found.start + found.length
    begins = p.length >= ANCHOR_CHARACTERS and anchor(text[start : start + ANCHOR_CHARACTERS]) == p.anchor
    known = [(0, ANCHOR_CHARACTERS, start)] if begins else []
    known += [k for k in exact if start <= k[2] and k[2] + k[1] <= end]
    known += [(at, len(w), text.index(w, start, end)) for at, w in clues if text.count(w, start, end) == 1]
    order: list[tuple[int, int, int]] = []
    for offset, length, at in sorted(known):
        last, size, there = order[-1] if order else (0, 0, start)
        over = max(0, last + size - offset)  # the overlap with a known stretch; the rest is kept if it fits
        if over and (over >= length or at + over != there + size):
            continue
        offset, length, at = offset + over, length - over, at + over
        if order and (offset, at) == (last + size, there + size):
            order[-1] = (last, size + length, there)
        elif at >= there + size:
            order.append((offset, length, at))
    found.same = [(at, length) for _, length, at in order]
    offset, at = 0, start
    for o, length, x in [*order, (p.length, 0, end)]:
        if o > offset or x > at:
            found.gaps.append(Gap(at, x - at, o - offset))
        offset, at = o + length, x + length
    unlike = [g for g in found.gaps if g.length != g.recorded]
    found.gaps = unlike or found.gaps


def in_words(found: Difference, copy: Normalised) -> list[str]:
    """The difference in a few lines for the screen, each with its line in the copy."""
    if found.edits:
        told = [_edit_in_words(e, found, copy) for e in found.edits]
        return [f"{told[0]}; otherwise it is exact"] if len(told) == 1 else [*told, "otherwise it is exact"]
    out = [_lengths(found.recorded, found.length) + "; no small change explains this"]
    if found.same:
        out.append("as recorded: " + ", ".join(f"“{_cut(copy, at, length)}”" for at, length in found.same))
    for g in found.gaps:
        size = _lengths(g.recorded, g.length)
        if g.length:
            words = f"“{_cut(copy, *whole_words(copy, g.start, g.length), 90)}” (line {copy.line(g.start)})"
        else:
            words = f"after “{_cut(copy, max(found.start, g.start - 20), min(20, g.start - found.start))}”"
        out.append(f"look here: {words}: {size}")
    return out


def _edit_in_words(e: Edit, found: Difference, copy: Normalised) -> str:
    if e.at >= len(copy):
        return f"“{e.lacking}” is missing at the very end"
    line = copy.line(e.at)
    here = _cut(copy, e.at, e.extra, 60) if e.extra else ""
    if e.extra and not e.lacking:
        return f"“{here}” is extra (line {line})"
    if e.extra:
        return f"“{here}” replaces “{e.lacking}” (line {line}): “{_around(copy, e.at, e.extra, '[' + here + ']')}”"
    if e.at == found.start:
        return (
            f"“{e.lacking}” is missing (line {line}) before “{_cut(copy, e.at, min(20, found.length))}”: a "
            "list number that is no text here?"
        )
    return f"“{e.lacking}” is missing (line {line}), at the brackets: “{_around(copy, e.at, 0, '[]')}”"


def _lengths(recorded: int, here: int) -> str:
    if recorded == here:
        return f"{here} letters and digits, as many as recorded"
    return f"{here} letters and digits, {abs(here - recorded)} {'more' if here > recorded else 'fewer'} than recorded"


def _cut(copy: Normalised, start: int, length: int, most: int = 40) -> str:
    text = " ".join(copy.original(start, length).split())
    return text if len(text) <= most else f"{text[: most // 2].rstrip()} … {text[-most // 2 :].lstrip()}"


def whole_words(copy: Normalised, start: int, length: int) -> tuple[int, int]:
    """A stretch, extended to whole words at both ends."""
    end = start + length
    while start and copy.origin[start] - copy.origin[start - 1] <= 1:
        start -= 1
    while end < len(copy) and copy.origin[end] - copy.origin[end - 1] <= 1:
        end += 1
    return start, end - start


def _around(copy: Normalised, at: int, length: int, middle: str) -> str:
    """The words around a place, which is put in brackets."""
    low, high = copy.origin[at], copy.origin[at + length - 1] + 1 if length else copy.origin[at]
    before, after = copy.text[max(0, low - 15) : low], copy.text[high : high + 15]
    return " ".join(f"{before}{middle}{after}".split())


def span_clues(offset: int, length: int, begins: str | None, ends: str | None) -> list[tuple[int, str]]:
    """The first and last words of a span as clues: their offsets in the passage, and the words, normalised."""
    first, last = (normalise(w or "").characters for w in (begins, ends))
    return [(o, w) for o, w in ((offset, first), (offset + length - len(last), last)) if w]
