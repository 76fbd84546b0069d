"""Which documents a copy, or a part of one, belongs to. Knows places, not records."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .normalise import ANCHOR_CHARACTERS
from .placing import CERTAIN, Locator, digest, proposed, stands

ENOUGH = 0.3  # share of passages with full anchors that must be found to match a copy with the document


@dataclass(frozen=True)
class Match:
    """A document that a copy holds, the share of its long passages that were found, and whether it is only a part."""

    document: str
    share: float
    is_part: bool


def match(documents: Mapping[str, Sequence[Locator]], copy: str) -> list[Match]:
    """The documents that the normalised text of a copy holds, the most likely first.

    A whole copy has most anchors of the passages that are long enough for a full anchor. For a part,
    one passage too long to be in two documents by chance is enough. A copy that holds whole
    documents does not count as a part of others, since these may be quoted.
    """
    long = {key: [p for p in passages if p.length >= ANCHOR_CHARACTERS] for key, passages in documents.items()}
    having: dict[bytes, list[Locator]] = defaultdict(list)
    for p in (p for passages in long.values() for p in passages):
        having[digest(p.anchor)].append(p)
    places = proposed(copy, ANCHOR_CHARACTERS, having)
    seen = {anchor for _, anchor in places}
    certain = {p.id for at, anchor in places for p in having[anchor] if p.length >= CERTAIN and stands(copy, p, at)}
    out = []
    for key, passages in long.items():
        anchors = {digest(p.anchor) for p in passages}
        share = len(anchors & seen) / (len(anchors) or 1)
        if share >= ENOUGH or any(p.id in certain for p in passages):
            out.append(Match(key, share, share < ENOUGH))
    return sorted([m for m in out if not m.is_part] or out, key=lambda m: -m.share)
