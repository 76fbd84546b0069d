"""The best chain of places that keeps an order. Knows starts, lengths and places as numbers, must not know texts."""

import bisect
from collections.abc import Sequence
from typing import Any, Protocol

from .normalise import ANCHOR_CHARACTERS

FURNITURE = 200  # the most letters of headers, footers and footnotes between two passages, or inside one
Chain = dict[str, tuple[int, bool]]  # by passage: its place, and whether no other place is equally good


class Sought(Protocol):
    """A stretch of a document: its name, start and length."""

    @property
    def id(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def length(self) -> int: ...


Node = tuple[int, int, int, str]  # of a chain: start in the document, place in the copy, length, passage ('': an end)


def shift(node: Node) -> int:
    return node[1] - node[0]


def is_near(one: Node, other: Node) -> bool:
    """Whether two nodes are adjacent in the document, or about as far apart there as in the copy."""
    return one[0] + one[2] >= other[0] or abs(shift(one) - shift(other)) <= FURNITURE


def skipped(one: Node, other: Node) -> int:
    """The number of letters between two nodes in the document for which the copy has no room."""
    return max(0, shift(one) - shift(other))


Tip = tuple[int, int, Any]  # the last node of a chain: group, place, the node before
Group = tuple[int, int, Sequence[int]]  # one passage: start, length, possible places in the copy


def best_chain(passages: Sequence[Sought], candidates: dict[str, list[int]], ends: tuple[int, int]) -> Chain:
    """The best chain: the place of each passage in it, and whether no other place is equally good.

    A place is part of a best chain if the best chain that ends with it and the best chain that
    begins with it add up to the best score of all. The ``ends`` of document and copy are
    sentinels: they give the first and the last passage a neighbour.
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


def _reach(groups: Sequence[Group]) -> tuple[list[dict[int, tuple[int, int]]], Tip]:
    """The best score (letters, minus shifts) of a chain that ends at each place of each group; and the last node.

    A shift is a change of the distance between places in document and copy. Weighted chaining with a
    sorted frontier: ends and scores of its chains both ascend, and a new chain removes all chains
    that end at the same place or later with a lower score. A node is (group, place, previous node).
    """
    ends: list[int] = []
    scores: list[tuple[int, int]] = []
    tips: list[Tip] = []
    same: dict[int, Tip] = {}  # by distance: the last node, which is the best
    reach: list[dict[int, tuple[int, int]]] = []
    for n, (start, length, places) in enumerate(groups):
        new = []
        here: dict[int, tuple[int, int]] = {}

        def after(tip: Tip, x: int, start: int = start, length: int = length) -> tuple[int, int]:
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
                ends.insert(at, end)
                scores.insert(at, score)
                tips.insert(at, node)
            while at + 1 < len(ends) and scores[at + 1] <= score:
                del ends[at + 1], scores[at + 1], tips[at + 1]
    return reach, node


def narrowed(
    passages: Sequence[Sought], candidates: dict[str, list[int]], ends: tuple[int, int]
) -> dict[str, list[int]]:
    """The candidates without those of short passages that are not between the long passages around them.

    A single letter occurs in a thousand places, so long passages decide which of these count.
    """
    chain = best_chain([p for p in passages if p.length >= ANCHOR_CHARACTERS], candidates, ends)
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
