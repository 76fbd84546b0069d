"""Finds the passages of a source in a copy of the document. Knows letters and hashes, must not know records.

Anchors propose places, fingerprints confirm them, and order decides between equal passages. Line
ends, page furniture and places of footnotes may differ: only letters and digits count.

1. The best chain of exact places keeps the order of the document and accounts for most letters; among
   equal chains, the one with the fewest shifts. A passage without an exact place counts at the place of
   its anchor, with the letters of the anchor. A short run of the chain is dropped if it displaces more
   letters of the document than it has, or if nothing else of the document is near it. What remains is
   exact, or ambiguous if another place is equally good.
2. Remaining passages share the text between their neighbours if it is about as long: they are altered.
   So is a passage whose anchor is found, however much was inserted into it.
3. Both steps are repeated with what remains, in text not yet accounted for: moved, or altered there. If
   words are repeated, a passage gets the place next to its neighbours.
"""

import bisect
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from .chain import FURNITURE, Chain, Node, best_chain, is_near, narrowed, shift, skipped
from .normalise import ANCHOR_CHARACTERS, ANCHOR_DIGITS, fingerprint

EXACT, ALTERED, MOVED, MISSING, AMBIGUOUS = "exact", "altered", "moved", "missing", "ambiguous"
JITTER = 8  # letters that text recognition may add or lose between two passages
CERTAIN = 60  # a run of passages with this many letters is not found elsewhere by chance
BEYOND_DOUBT = 250  # the same, however much of the document it skips


@dataclass(frozen=True)
class Locator:
    """The recorded place: start and length in normalised characters, anchor and fingerprint.

    A span has no anchor.
    """

    id: str
    start: int
    length: int
    fingerprint: str
    anchor: str | None = None


@dataclass(frozen=True)
class Placed:
    """The result for a locator: ``status``, and start and length in the copy (None if missing)."""

    id: str
    status: str
    start: int | None = None
    length: int | None = None


def place(passages: Sequence[Locator], copy: str, progress: Callable[[int], None] | None = None) -> dict[str, Placed]:
    """Place the passages of one source, given in document order, in the normalised text of a copy.

    ``progress`` is called with the number of passages searched so far. Time is linear in the length
    of the copy for each distinct anchor length, and k log k in the number of candidates.
    """
    if all(stands(copy, p, p.start) for p in passages):  # the same text: nothing to search
        return {p.id: Placed(p.id, EXACT, p.start, p.length) for p in passages}
    return _Placing(passages, copy, progress).run()


Stretch = tuple[int, int]  # start and end in the copy


class _Placing:
    """The state of the search in one copy: possible places, and decisions so far."""

    def __init__(self, passages: Sequence[Locator], copy: str, progress: Callable[[int], None] | None) -> None:
        self.passages = passages
        self.ends = (max(p.start + p.length for p in passages), len(copy))
        self.exact: dict[str, list[int]] = {p.id: [] for p in passages}  # exact places, ascending
        self.begun: dict[str, list[int]] = {p.id: [] for p in passages}  # places where only the anchor matches
        self.out: dict[str, Placed] = {}
        self.at: dict[str, Stretch] = {}  # the places of what is in ``out``
        self.begins: dict[str, int] = {}  # where altered passages not yet in ``out`` begin
        self.taken: list[Stretch] = []  # stretches that are accounted for, ascending
        self.tried: set[str] = set()  # passages already searched by their anchor alone
        self._seek(copy, progress)

    def _seek(self, copy: str, progress: Callable[[int], None] | None) -> None:
        """Fill ``exact`` and ``begun``."""
        by_size: dict[int, dict[bytes, list[Locator]]] = defaultdict(lambda: defaultdict(list))
        for p in self.passages:
            by_size[min(p.length, ANCHOR_CHARACTERS)][digest(p.anchor)].append(p)
        sought = 0
        for size, anchors in by_size.items():
            for start, found in proposed(copy, size, anchors):
                for p in anchors[found]:
                    if stands(copy, p, start):
                        self.exact[p.id].append(start)
                    elif p.length > ANCHOR_CHARACTERS:
                        self.begun[p.id].append(start)
            sought += sum(map(len, anchors.values()))
            if progress:
                progress(sought)

    def run(self) -> dict[str, Placed]:
        self._take(self._credible())
        steps = (self._share_carefully, self._move, self._rejoin, self._share, self._begin_beside, self._share)
        for step in (*steps, self._begin_alone, self._share):
            while step():
                pass
        self._place_alone()
        return {p.id: self.out.get(p.id, Placed(p.id, MISSING)) for p in self.passages}

    def _put(self, p: Locator, status: str, start: int, length: int) -> None:
        self.out[p.id] = Placed(p.id, status, start, length)
        self.at[p.id] = (start, start + length)
        bisect.insort(self.taken, (start, start + length))

    def _take(self, chain: Chain, status: str = EXACT) -> None:
        for p in self.passages:
            if p.id in chain:
                at, decided = chain[p.id]
                if at in self.exact[p.id]:
                    self._put(p, status if decided else AMBIGUOUS, at, p.length)
                else:
                    self.begins[p.id] = at

    def _places(self, p: Locator, barred: Container[tuple[str, int]] = ()) -> tuple[Locator, list[int]]:
        """The free exact places of a passage; if there are none, those of its anchor, with the length of the anchor."""
        for one, places in ((p, self.exact), (replace(p, length=ANCHOR_CHARACTERS), self.begun)):
            free = [x for x in places[p.id] if (p.id, x) not in barred and _is_free(self.taken, x, x + one.length)]
            if free:
                break
        return one, free

    def _credible(self) -> Chain:
        """The best chain without implausible runs."""
        barred: set[tuple[str, int]] = set()
        while True:
            sought = [self._places(p, barred) for p in self.passages]
            found = [p for p, _ in sought]
            chain = best_chain(found, narrowed(found, {p.id: x for p, x in sought}, self.ends), self.ends)
            runs = [[(0, 0, 0, "")], *self._runs(found, chain), [(*self.ends, 0, "")]]
            triples = list(zip(runs, runs[1:], runs[2:], strict=False))
            worst = max(triples, key=self._price, default=None)
            if worst is None or self._price(worst) <= 0:
                return chain
            barred |= {(key, at) for _, at, _, key in worst[1]}

    def _runs(self, passages: Sequence[Locator], chain: Chain) -> list[list[Node]]:
        """The nodes of a chain in runs whose distances are about the same as in the document."""
        out: list[list[Node]] = []
        for p in passages:
            if p.id in chain:
                node = (p.start, chain[p.id][0], p.length, p.id)
                if out and abs(shift(out[-1][-1]) - shift(node)) <= JITTER:
                    out[-1].append(node)
                else:
                    out.append([node])
        return out

    def _price(self, runs: tuple[list[Node], list[Node], list[Node]]) -> int:
        """How many more letters the middle run displaces than it has: they would have room without it."""
        before, run, behind = runs
        letters = sum(node[2] for node in run)
        first, last = run[0], run[-1]
        left, right = before[-1], behind[0]
        lost = skipped(left, first) + skipped(last, right) - skipped(left, right)
        is_first, is_last = not left[3], not right[3]
        if is_first or is_last:  # a copy may be a part of a document, or hold more than that
            lost = min(lost, (0 if is_first else skipped(left, first)) + (0 if is_last else skipped(last, right)))
        if self._is_doubtful(run) and not any(is_near(*link) for link in ((left, first), (last, right))):
            return max(1, lost - letters)
        return lost - letters if letters < BEYOND_DOUBT else 0

    def _is_doubtful(self, run: list[Node]) -> bool:
        """Whether the place of a run may be chance: it is short, or each of its passages is in other places too."""
        return sum(node[2] for node in run) < CERTAIN or all(len(self.exact[key]) > 1 for _, _, _, key in run)

    def _share_carefully(self) -> bool:
        return self._share(careful=True)

    def _share(self, careful: bool = False) -> bool:
        """Place altered passages: those left between two placed ones, or with a known anchor, share the text there.

        A ``careful`` round skips text that holds an exact place of a passage not yet placed. Returns True if
        something was placed.
        """
        marks = [n for n, p in enumerate(self.passages) if p.id in self.out or p.id in self.begins]
        placed = len(self.out)
        for first, last in zip([-1, *marks], [*marks, len(self.passages)], strict=True):
            before = self.passages[first].id if first >= 0 else ""
            behind = self.passages[last].id if last < len(self.passages) else ""
            part, high = self.passages[first + 1 : last], self._begin(behind)
            if before in self.begins:
                self._share_from(first, last, high if behind else -1, careful)
            elif part and not (
                self._end(before) <= high and self._fill(part, *_stretch(self.taken, self._end(before), high), careful)
            ):
                if behind and not careful:
                    self._share_cut(part[::-1], max((end for _, end in self.taken if end <= high), default=0), high)
                if before and not careful and part[0].id not in self.out:
                    self._share_cut(part, self._end(before), self._next(self._end(before)))
        return len(self.out) > placed

    def _share_from(self, first: int, last: int, high: int, careful: bool) -> None:
        """A passage with a known anchor shares the text after it with the next ones, or takes part of it alone."""
        p = self.passages[first]
        low = self.begins[p.id]
        end = self._next(low)
        if self._fill(self.passages[first:last], low, end, careful) or careful:
            return
        del self.begins[p.id]
        if end != high:  # what comes next in the copy is not what comes next in the document
            end = min(end, low + p.length + FURNITURE)
        if end - low >= p.length / 2 or self._is_beside(first, low):
            self._fill([p], low, end, fits=True)

    def _share_cut(self, part: Sequence[Locator], start: int, end: int) -> None:
        """The first one to three passages, the last of which a page break cuts: the number that fits best."""
        chosen = min((part[:n] for n in range(1, min(3, len(part)) + 1)), key=lambda x: abs(_letters(x) - end + start))
        self._fill(sorted(chosen, key=lambda p: p.start), start, end)

    def _next(self, at: int) -> int:
        """The next place after this one that is accounted for, or the end."""
        starts = [start for start, _ in self.taken if start >= at] + [x for x in self.begins.values() if x > at]
        return min(starts, default=self.ends[1])

    def _end(self, key: str) -> int:
        return self.at[key][1] if key else 0

    def _begin(self, key: str) -> int:
        return self.begins.get(key, self.at.get(key, self.ends[1:])[0])

    def _fill(self, part: Sequence[Locator], start: int, end: int, careful: bool = False, fits: bool = False) -> bool:
        """Let passages share a stretch if it is about as long as they are (with ``fits``, of any length)."""
        expected, room = _letters(part), end - start
        others = [p for p in self.passages if p.id not in self.out and p not in part]
        inside = [p.length for p in others for x in self.exact[p.id] if start <= x < end]
        if careful and inside or not fits and not expected / 2 <= room <= 2 * expected + FURNITURE:
            return False
        if room - sum(inside) < min(room, expected / 2) or room < 1:
            return False
        before = 0
        for p in part:
            first, last = (start + x * room // expected for x in (before, before + p.length))
            self.begins.pop(p.id, None)
            self._put(p, ALTERED, first, max(1, last - first))
            before += p.length
        return True

    def _move(self) -> bool:
        """Chain the remaining passages in the remaining text, in runs that are not there by chance."""
        sought = [self._places(p) for p in self.passages if p.id not in self.out and p.id not in self.begins]
        found = [p for p, _ in sought]
        chain = best_chain(found, {p.id: x for p, x in sought}, self.ends)
        runs = [run for run in self._runs(found, chain) if not self._is_doubtful(run)]
        self._take({key: chain[key] for run in runs for _, _, _, key in run}, MOVED)
        return bool(runs)

    def _rejoin(self) -> bool:
        """Move a passage with repeated words from a place away from its neighbours to one that joins a neighbour."""
        for n, p in enumerate(self.passages):
            if p.id in self.out and not self._joins(n, self.at[p.id][0]):
                for x in self.exact[p.id]:
                    if self._joins(n, x) and _is_free(self.taken, x, x + p.length):
                        self.taken.remove(self.at[p.id])
                        self._put(p, MOVED, x, p.length)
                        return True
        return False

    def _joins(self, n: int, at: int) -> bool:
        """Whether the n-th passage, at this place, touches the one before or after it."""
        around = [self.passages[k].id for k in (n - 1, n + 1) if 0 <= k < len(self.passages)]
        touch = {edge for key in around if key in self.at for edge in self.at[key]}
        return any(abs(at - edge) <= JITTER or abs(at + self.passages[n].length - edge) <= JITTER for edge in touch)

    def _begin_alone(self) -> bool:
        """If half of the document is placed: place passages whose unique anchor is in one free place."""
        before = len(self.begins)
        if 2 * _letters([p for p in self.passages if p.id in self.out]) < _letters(self.passages):
            return False  # a copy of a part lacks most passages
        anchors = Counter(p.anchor for p in self.passages)
        for p in self.passages:
            free = [x for x in self.begun[p.id] if _is_free(self.taken, x, x + ANCHOR_CHARACTERS)]
            left = p.id not in self.out and p.id not in self.begins and p.id not in self.tried
            if left and anchors[p.anchor] == 1 and len(free) == 1:
                self.begins[p.id] = free[0]
                self.tried.add(p.id)
        return len(self.begins) > before

    def _begin_beside(self) -> bool:
        """Place remaining passages whose anchor is next to a neighbour of the document."""
        before = len(self.begins)
        for n, p in enumerate(self.passages):
            if p.id not in self.out and p.id not in self.begins:
                for x in self.begun[p.id]:
                    if _is_free(self.taken, x, x + ANCHOR_CHARACTERS) and self._is_beside(n, x):
                        self.begins[p.id] = x
                        break
        return len(self.begins) > before

    def _is_beside(self, n: int, at: int) -> bool:
        """Whether a place of the n-th passage is next to the end of the one before or the start of the one after it."""
        p = self.passages[n]
        before, behind = (
            self.at.get(self.passages[k].id) if k >= 0 else None for k in (n - 1, min(n + 1, len(self.passages) - 1))
        )
        return bool(
            (before and 0 <= at - before[1] <= FURNITURE)
            or (behind and 0 <= behind[0] - at - min(p.length, ANCHOR_CHARACTERS) <= p.length + FURNITURE)
        )

    def _place_alone(self) -> None:
        """Place exact matches in text not yet accounted for, if they are next to their neighbours or long enough."""
        for n, p in enumerate(self.passages):
            if p.id not in self.out:
                free = [x for x in self.exact[p.id] if _is_free(self.taken, x, x + p.length)]
                beside = [x for x in free if self._is_beside(n, x)]
                places = beside or (free if p.length >= ANCHOR_CHARACTERS else [])
                if places:
                    self._put(p, MOVED if len(places) == 1 else AMBIGUOUS, places[0], p.length)


def _letters(passages: Sequence[Locator]) -> int:
    return sum(p.length for p in passages)


def stands(copy: str, locator: Locator, start: int) -> bool:
    piece = copy[start : start + locator.length] if start >= 0 else ""
    return len(piece) == locator.length and fingerprint(piece) == locator.fingerprint


def digest(anchor: str | None) -> bytes:
    try:
        return bytes.fromhex(anchor or "")
    except ValueError:  # no anchor, so it proposes no place
        return b""


def proposed(copy: str, size: int, anchors: Container[bytes]) -> list[tuple[int, bytes]]:
    """The places with one of the anchors of this length, and which one. Placing spends most of its time here."""
    data, digits = copy.encode("utf-8"), ANCHOR_DIGITS // 2
    if len(data) == len(copy):  # only ASCII: letters are bytes and need no separate encoding
        pieces = [data[start : start + size] for start in range(len(copy) - size + 1)]
    else:
        pieces = [copy[start : start + size].encode("utf-8") for start in range(len(copy) - size + 1)]
    # Letters repeat: each piece is hashed once.
    wanted = {piece: d for piece in set(pieces) if (d := sha256(piece).digest()[:digits]) in anchors}
    return [(start, wanted[piece]) for start, piece in enumerate(pieces) if piece in wanted]


def _is_free(taken: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether no stretch of ``taken`` (sorted, without overlap) touches this one."""
    at = bisect.bisect_left(taken, (end,))
    return at == 0 or taken[at - 1][1] <= start


def _stretch(taken: list[tuple[int, int]], low: int, high: int) -> tuple[int, int]:
    """The longest free stretch between two places."""
    cuts = [low, *(x for stretch in taken if low <= stretch[0] and stretch[1] <= high for x in stretch), high]
    return max(zip(cuts[::2], cuts[1::2], strict=True), key=lambda s: s[1] - s[0])


def place_span(span: Locator, passage: Locator, placed: Placed, copy: str) -> Placed:
    """Place a span, given the place of its passage in the copy.

    In an exact passage the span is exact too, or the record is wrong: altered.
    In an altered passage the span may still be exact, not far from its place.
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
    """The numbers from low to high, those nearest to the middle first."""
    yield from sorted(range(low, high + 1), key=lambda x: abs(x - middle))
