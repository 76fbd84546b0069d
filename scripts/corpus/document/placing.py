"""Where the passages of a source stand in somebody's copy of the document.

Anchors propose, fingerprints confirm, order decides among the alike; long passages first, short
ones between placed neighbours. A copy may have other line ends, page furniture or footnotes in
other places: only letters and digits count.
"""
from __future__ import annotations

import bisect
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .normalise import ANCHOR_CHARACTERS, anchor, fingerprint

EXACT, ALTERED, MOVED, MISSING, AMBIGUOUS = "exact", "altered", "moved", "missing", "ambiguous"


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

    ``progress`` is called with the number of passages settled so far. Time is linear in the length
    of the copy for every distinct anchor length, and in the number of candidates.
    """
    found = {p.id: Placed(p.id, EXACT, p.start, p.length) for p in passages if _stands(copy, p, p.start)}
    if len(found) == len(passages):  # the very same text: nothing to search
        return found
    candidates = _candidates(passages, copy)
    chain = _longest_chain(passages, candidates)
    out: dict[str, Placed] = {}
    for n, p in enumerate(passages):
        if p.id in chain:
            out[p.id] = Placed(p.id, EXACT, chain[p.id], p.length)
        if progress:
            progress(n)
    _ambiguous(passages, candidates, out)
    _between(passages, candidates, out, copy)
    return out


def _stands(copy: str, locator: Locator, start: int) -> bool:
    piece = copy[start : start + locator.length]
    return len(piece) == locator.length and fingerprint(piece) == locator.fingerprint


def _candidates(passages: Sequence[Locator], copy: str) -> dict[str, list[int]]:
    """For each passage all the places where its anchor proposes it and its fingerprint confirms it."""
    by_size: dict[int, dict[str, list[Locator]]] = defaultdict(lambda: defaultdict(list))
    for p in passages:
        by_size[min(p.length, ANCHOR_CHARACTERS)][p.anchor or ""].append(p)
    out: dict[str, list[int]] = {p.id: [] for p in passages}
    for size, anchors in by_size.items():
        seen: dict[str, str] = {}
        for start in range(len(copy) - size + 1):
            piece = copy[start : start + size]
            if piece not in seen:
                seen[piece] = anchor(piece)
            for p in anchors.get(seen[piece], ()):
                if _stands(copy, p, start):
                    out[p.id].append(start)
    return out


def _longest_chain(passages: Sequence[Locator], candidates: dict[str, list[int]]) -> dict[str, int]:
    """The heaviest choice of one place for as many passages as possible, in order and without overlap.

    Weighted chaining: each place weighs as much as its passage is long. Processed by document
    order with a sorted frontier of (end, weight); O(k log k) for k candidates.
    """
    ends: list[int] = [0]  # ends of chains, ascending; weights ascend with them
    weights: list[int] = [0]
    nodes: list[tuple | None] = [None]  # (passage id, start, previous node)
    for p in passages:
        new = []
        for start in candidates[p.id]:
            at = bisect.bisect_right(ends, start) - 1
            new.append((start + p.length, weights[at] + p.length, (p.id, start, nodes[at])))
        for end, weight, node in new:
            at = bisect.bisect_right(ends, end)
            if weights[at - 1] >= weight:
                continue
            if ends[at - 1] == end:
                at -= 1
                ends[at], weights[at], nodes[at] = end, weight, node
            else:
                ends.insert(at, end), weights.insert(at, weight), nodes.insert(at, node)
            while at + 1 < len(ends) and weights[at + 1] <= weight:  # dominated from now on
                del ends[at + 1], weights[at + 1], nodes[at + 1]
    chain, node = {}, nodes[-1]
    while node:
        chain[node[0]] = node[1]
        node = node[2]
    return chain


def _gap(n: int, passages: Sequence[Locator], out: dict[str, Placed], end: int) -> tuple[int, int, int, int]:
    """The free stretch around passage n between placed neighbours, and how many passages share it."""
    first = n
    while first > 0 and not _anchored(out, passages[first - 1].id):
        first -= 1
    last = n
    while last + 1 < len(passages) and not _anchored(out, passages[last + 1].id):
        last += 1
    low = 0
    if first > 0:
        before = out[passages[first - 1].id]
        low = before.start + before.length
    high = out[passages[last + 1].id].start if last + 1 < len(passages) else end
    return low, high, first, last


def _anchored(out: dict[str, Placed], key: str) -> bool:
    return key in out and out[key].status == EXACT


def _ambiguous(passages: Sequence[Locator], candidates: dict[str, list[int]], out: dict[str, Placed]) -> None:
    """Mark passages for which two places fit equally well between their neighbours."""
    for n, p in enumerate(passages):
        if not _anchored(out, p.id) or len(candidates[p.id]) < 2:
            continue
        low = max((out[q.id].start + out[q.id].length for q in passages[:n][-1:] if _anchored(out, q.id)), default=None)
        high = min((out[q.id].start for q in passages[n + 1 : n + 2] if _anchored(out, q.id)), default=None)
        if low is None and n > 0 or high is None and n + 1 < len(passages):
            inside = [s for s in candidates[p.id] if (low or 0) <= s and (high is None or s + p.length <= high)]
            if len(inside) > 1 and low is None and high is None:
                out[p.id] = Placed(p.id, AMBIGUOUS, out[p.id].start, p.length)


def _between(passages: Sequence[Locator], candidates: dict[str, list[int]], out: dict[str, Placed], copy: str) -> None:
    """Settle what is left: moved where it stands elsewhere, altered where the gap is about as long, else missing."""
    taken = dict(out)
    for n, p in enumerate(passages):
        if p.id in out:
            continue
        if candidates[p.id]:
            out[p.id] = Placed(p.id, MOVED if len(candidates[p.id]) == 1 else AMBIGUOUS, candidates[p.id][0], p.length)
            continue
        low, high, first, last = _gap(n, passages, taken, len(copy))
        group = passages[first : last + 1]
        expected = sum(q.length for q in group)
        if high - low < 1 or high - low > 4 * expected + 400 or high - low < expected / 4:
            out[p.id] = Placed(p.id, MISSING)
            continue
        before = sum(q.length for q in passages[first:n])
        scale = (high - low) / expected  # several altered neighbours share their gap in proportion
        start = low + round(before * scale)
        end = low + round((before + p.length) * scale)
        out[p.id] = Placed(p.id, ALTERED, start, max(1, end - start))


def place_span(span: Locator, passage: Locator, placed: Placed, copy: str) -> Placed:
    """Place a span, given where its passage stands in the copy."""
    if placed.start is None or placed.length is None:
        return Placed(span.id, MISSING)
    start = placed.start + span.start - passage.start
    if placed.status != ALTERED and _stands(copy, span, start):
        return Placed(span.id, EXACT if placed.status == EXACT else placed.status, start, span.length)
    low = max(0, placed.start - passage.length)
    high = min(len(copy), placed.start + placed.length + passage.length)
    for at in sorted(range(low, high - span.length + 1), key=lambda x: abs(x - start)):
        if _stands(copy, span, at):
            return Placed(span.id, EXACT, at, span.length)
    scale = placed.length / passage.length
    at = placed.start + round((span.start - passage.start) * scale)
    return Placed(span.id, ALTERED, at, max(1, min(round(span.length * scale), len(copy) - at)))
