"""Where the passages of a source stand in somebody's copy of the document.

Anchors propose, fingerprints confirm, order decides among the alike. A copy may have other line
ends, page furniture or footnotes in other places: only letters and digits count.

1. Of all places where passages stand letter for letter, the chain is chosen that keeps the order of
   the document and accounts for most letters; among equal ones that with the fewest shifts.
   What is in it is exact, or ambiguous where another place would make an equally good chain.
2. The same is done again with what is left, in text that nothing accounts for yet: moved.
3. Between neighbours of the chain, what is left shares the text that is left there: altered.
"""

from __future__ import annotations

import bisect
from collections import defaultdict
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby

from .normalise import ANCHOR_CHARACTERS, ANCHOR_DIGITS, fingerprint

EXACT, ALTERED, MOVED, MISSING, AMBIGUOUS = "exact", "altered", "moved", "missing", "ambiguous"
FURNITURE = 200  # letters of a header, footer or footnote that may stand inside an altered passage


@dataclass(frozen=True)
class Locator:
    """What a record says of its place: start and length in normalised characters, anchor and fingerprint.

    A span has no anchor.
    """

    id: str
    start: int
    length: int
    fingerprint: str
    anchor: str | None = None


@dataclass(frozen=True)
class Placed:
    """Where a locator was found: ``status``, and start and length in the copy (None where missing)."""

    id: str
    status: str
    start: int | None = None
    length: int | None = None


def place(passages: Sequence[Locator], copy: str, progress: Callable[[int], None] | None = None) -> dict[str, Placed]:
    """Place the passages of one source, given in document order, in the normalised text of a copy.

    ``progress`` is called with the number of passages sought so far. Time is linear in the length
    of the copy for every distinct anchor length, and k log k in the number of candidates.
    """
    if all(stands(copy, p, p.start) for p in passages):  # the very same text: nothing to search
        return {p.id: Placed(p.id, EXACT, p.start, p.length) for p in passages}
    candidates = _candidates(passages, copy, progress)
    ends = (max(p.start + p.length for p in passages), len(copy))
    chain = _chain(passages, _narrowed(passages, candidates, ends), ends)
    out = {
        p.id: Placed(p.id, EXACT if chain[p.id][1] else AMBIGUOUS, chain[p.id][0], p.length)
        for p in passages
        if p.id in chain
    }
    taken = sorted((x.start, x.start + x.length) for x in out.values())
    _moved(passages, candidates, out, taken, ends)
    _between(passages, chain, out, taken, len(copy))
    for p in passages:  # what is too short to be sought by itself, and has no gap to share
        if p.id not in out:
            places = [s for s in candidates[p.id] if _is_free(taken, s, s + p.length)]
            if places:
                out[p.id] = Placed(p.id, MOVED if len(places) == 1 else AMBIGUOUS, places[0], p.length)
                bisect.insort(taken, (places[0], places[0] + p.length))
            else:
                out[p.id] = Placed(p.id, MISSING)
    return {p.id: out[p.id] for p in passages}


def stands(copy: str, locator: Locator, start: int) -> bool:
    piece = copy[start : start + locator.length] if start >= 0 else ""
    return len(piece) == locator.length and fingerprint(piece) == locator.fingerprint


def _candidates(passages: Sequence[Locator], copy: str, progress: Callable[[int], None] | None) -> dict[str, list[int]]:
    """For each passage all the places where its anchor proposes it and its fingerprint confirms it, ascending."""
    by_size: dict[int, dict[bytes, list[Locator]]] = defaultdict(lambda: defaultdict(list))
    for p in passages:
        by_size[min(p.length, ANCHOR_CHARACTERS)][digest(p.anchor)].append(p)
    out: dict[str, list[int]] = {p.id: [] for p in passages}
    sought = 0
    for size, anchors in by_size.items():
        for start, found in proposed(copy, size, anchors):
            for p in anchors[found]:
                if stands(copy, p, start):
                    out[p.id].append(start)
        sought += sum(map(len, anchors.values()))
        if progress:
            progress(sought)
    return out


def digest(anchor: str | None) -> bytes:
    try:
        return bytes.fromhex(anchor or "")
    except ValueError:  # no anchor: it proposes nothing
        return b""


def proposed(copy: str, size: int, anchors: Container[bytes]) -> list[tuple[int, bytes]]:
    """Where pieces of this length have one of the anchors, and which. Most of the time of placing is spent here."""
    data, digits = copy.encode("utf-8"), ANCHOR_DIGITS // 2
    if len(data) == len(copy):  # only ASCII: letters are bytes, and need not be encoded one by one
        pieces = [data[start : start + size] for start in range(len(copy) - size + 1)]
    else:
        pieces = [copy[start : start + size].encode("utf-8") for start in range(len(copy) - size + 1)]
    wanted = {
        piece: d for piece in set(pieces) if (d := sha256(piece).digest()[:digits]) in anchors
    }  # letters repeat: each is hashed once
    return [(start, wanted[piece]) for start, piece in enumerate(pieces) if piece in wanted]


def _narrowed(
    passages: Sequence[Locator], candidates: dict[str, list[int]], ends: tuple[int, int]
) -> dict[str, list[int]]:
    """The candidates, those of short passages only where they stand between the long ones around them.

    A single letter stands in a thousand places; long passages alone decide which of them count.
    """
    chain = _chain([p for p in passages if p.length >= ANCHOR_CHARACTERS], candidates, ends)
    out = dict(candidates)
    low, waiting = 0, []
    for p in [*passages, None]:
        if p is not None and p.id not in chain:
            waiting += [p.id] if p.length < ANCHOR_CHARACTERS else []
            continue
        high = max(candidates[p.id]) if p else ends[1]
        for key in waiting:
            out[key] = [x for x in candidates[key] if low <= x < high]
        if p:
            low, waiting = min(candidates[p.id]) + p.length, []
    return out


Group = tuple[int, int, Sequence[int]]  # of one passage: start, length, places in the copy


def _chain(
    passages: Sequence[Locator], candidates: dict[str, list[int]], ends: tuple[int, int]
) -> dict[str, tuple[int, bool]]:
    """The best chain: of each passage in it the place, and whether no other place would do as well.

    A place is part of some best chain where the best chain that ends with it and the best that
    begins with it together are as good as the best of all. The ``ends`` of document and copy are
    sentinels, so that the first and the last passage have neighbours too.
    """
    total, size = ends
    groups: list[Group] = [(0, 0, [0]), *((p.start, p.length, candidates[p.id]) for p in passages), (total, 0, [size])]
    mirrored = [
        (total - start - length, length, [size - x - length for x in reversed(places)])
        for start, length, places in reversed(groups)
    ]
    forward, node = _reach(groups)
    backward, _ = _reach(mirrored)
    best = forward[-1][size]
    chain = {}
    while node := node[2]:
        n, at, _ = node
        if n:
            length = groups[n][1]
            mirror = backward[-1 - n]
            equals = sum(
                (letters + mirror[size - x - length][0] - length, shifts + mirror[size - x - length][1]) == best
                for x, (letters, shifts) in forward[n].items()
            )
            chain[passages[n - 1].id] = (at, equals == 1)
    return chain


def _reach(groups: Sequence[Group]) -> tuple[list[dict[int, tuple[int, int]]], tuple]:
    """For each place of each group the best (letters, minus shifts) of a chain that ends there; the last node.

    A shift is a change of the distance between places in document and copy. Weighted chaining with a
    sorted frontier: chains by their ends, ascending, and so their scores; a better one behind the
    same end, or before it, drops the others. A node is (group, place, previous node).
    """
    ends: list[int] = []
    scores: list[tuple[int, int]] = []
    tips: list[tuple] = []
    same: dict[int, tuple] = {}  # by distance: the last node there, which is the best
    reach: list[dict[int, tuple[int, int]]] = []
    for n, (start, length, places) in enumerate(groups):
        new = []
        here: dict[int, tuple[int, int]] = {}

        def after(tip: tuple, x: int) -> tuple[int, int]:
            begin, _, _ = groups[tip[0]]
            letters, shifts = reach[tip[0]][tip[1]]
            return letters + length, shifts - (tip[1] - begin != x - start)

        for x in places:
            before = [tips[bisect.bisect_right(ends, x) - 1]] if n else []
            straight = same.get(x - start)
            if straight and straight[1] + groups[straight[0]][1] <= x:  # always, unless records overlap
                before.append(straight)
            tip = max(before, key=lambda t: after(t, x), default=None)
            here[x] = after(tip, x) if tip else (0, 0)
            new.append((x + length, here[x], (n, x, tip)))
        reach.append(here)
        for end, score, node in new:
            same[node[1] - start] = node
            at = bisect.bisect_right(ends, end)
            if at and scores[at - 1] >= score:
                continue
            if at and ends[at - 1] == end:
                at -= 1
                scores[at], tips[at] = score, node
            else:
                ends.insert(at, end), scores.insert(at, score), tips.insert(at, node)
            while at + 1 < len(ends) and scores[at + 1] <= score:
                del ends[at + 1], scores[at + 1], tips[at + 1]
    return reach, node


def _is_free(taken: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether no stretch of ``taken`` (sorted, without overlap) touches this one."""
    at = bisect.bisect_left(taken, (end,))
    return at == 0 or taken[at - 1][1] <= start


def _moved(
    passages: Sequence[Locator],
    candidates: dict[str, list[int]],
    out: dict[str, Placed],
    taken: list[tuple[int, int]],
    ends: tuple[int, int],
) -> None:
    """Chain what is left in text that is left, again and again, as long as a stretch as long as an anchor stands together."""
    while True:
        left = [p for p in passages if p.id not in out]
        free = {p.id: [s for s in candidates[p.id] if _is_free(taken, s, s + p.length)] for p in left}
        chain = _chain(left, free, ends)
        found = False
        for _, together in groupby((p for p in left if p.id in chain), key=lambda p: chain[p.id][0] - p.start):
            run = list(together)
            if sum(p.length for p in run) >= ANCHOR_CHARACTERS:
                found = True
                for p in run:
                    at, decided = chain[p.id]
                    out[p.id] = Placed(p.id, MOVED if decided else AMBIGUOUS, at, p.length)
                    bisect.insort(taken, (at, at + p.length))
        if not found:
            return


def _between(
    passages: Sequence[Locator],
    chain: dict[str, tuple[int, bool]],
    out: dict[str, Placed],
    taken: list[tuple[int, int]],
    size: int,
) -> None:
    """Altered: what is left between two neighbours of the chain shares the text that is left there, where that is about as long."""
    runs = [(inside, list(run)) for inside, run in groupby(passages, key=lambda p: p.id in chain)]
    low = 0
    for n, (inside, run) in enumerate(runs):
        if inside:
            low = chain[run[-1].id][0] + run[-1].length
            continue
        left = [p for p in run if p.id not in out]
        high = chain[runs[n + 1][1][0].id][0] if n + 1 < len(runs) else size
        start, end = _stretch(taken, low, high)
        expected = sum(p.length for p in left)
        if not (left and expected / 2 <= end - start <= 2 * expected + FURNITURE):
            continue
        before = 0
        for p in left:
            first, last = (start + x * (end - start) // expected for x in (before, before + p.length))
            out[p.id] = Placed(p.id, ALTERED, first, max(1, last - first))
            before += p.length
        bisect.insort(taken, (start, end))


def _stretch(taken: list[tuple[int, int]], low: int, high: int) -> tuple[int, int]:
    """The longest free stretch between two places."""
    cuts = [low, *(x for stretch in taken if low <= stretch[0] and stretch[1] <= high for x in stretch), high]
    return max(zip(cuts[::2], cuts[1::2]), key=lambda s: s[1] - s[0])


def place_span(span: Locator, passage: Locator, placed: Placed, copy: str) -> Placed:
    """Place a span, given where its passage stands in the copy.

    Where the passage stands letter for letter, so does the span, or the record is wrong: altered.
    In an altered passage the span may still stand as it was, not far from its place.
    """
    if placed.start is None or placed.length is None:
        return Placed(span.id, MISSING)
    per = placed.length / max(1, passage.length)
    at = placed.start + round((span.start - passage.start) * per)
    if placed.status != ALTERED:
        if stands(copy, span, at):
            return Placed(span.id, placed.status, at, span.length)
    else:
        for x in _outwards(
            at,
            max(0, placed.start - passage.length),
            min(len(copy), placed.start + placed.length + passage.length) - span.length,
        ):
            if stands(copy, span, x):
                return Placed(span.id, EXACT, x, span.length)
    start = min(max(0, at), len(copy) - 1)
    return Placed(span.id, ALTERED, start, max(1, min(round(span.length * per), len(copy) - start)))


def _outwards(middle: int, low: int, high: int) -> Iterator[int]:
    """The numbers from low to high, the nearest to the middle first."""
    yield from sorted(range(low, high + 1), key=lambda x: abs(x - middle))
