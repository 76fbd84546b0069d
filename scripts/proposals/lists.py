"""Lists: which of them are lists of acts, and which sentences are completed by the items below them."""

import itertools
import re

from .segment import HEADING, ITEM, PARAGRAPH, Block, style
from .units import asks, says_who_is_to, sentences, tells
from .words import pattern

UNFINISHED = pattern("unfinished")
LEADS = pattern("leads")
PREAMBLE = pattern("preamble")
ACT = pattern("act")
AIMS = pattern("aims")


def _is_act(words: str) -> bool:
    """Whether an item is an act, or a sentence that asks for one: no numbered paragraph that also does."""
    return bool(ACT.match(words)) or (len(sentences(words)) == 1 and bool(asks(words) or says_who_is_to(words)))


def lists_of_acts(blocks: list[Block]) -> set[int]:
    """The numbers of the items in lists of acts: at least half of the items ask or begin with a verb.

    Examples: "Light the quays", "to count the boats".
    """
    out: set[int] = set()
    run: list[int] = []
    for n, block in enumerate([*blocks, None]):
        if (
            block is not None
            and block.kind == ITEM
            and (not run or style(block.marker) == style(blocks[run[0]].marker))
        ):
            run.append(n)
            continue
        acts = sum(_is_act(blocks[k].words) for k in run)
        if acts and acts * 2 >= len(run):
            out |= {
                k
                for k in run
                if ACT.match(blocks[k].words) or len(sentences(blocks[k].words)) == 1 and not tells(blocks[k].words)
            }
        run = [n] if block is not None and block.kind == ITEM else []
    return out


def entitle(blocks: list[Block]) -> None:
    """Make headings of the items that only name a request ("Recommendation 2: Quays") which stands below them."""
    for item, below in itertools.pairwise(blocks):
        named = (
            item.kind == ITEM and re.match(r"[A-Z][a-z]+", item.marker) and item.words[-1:] not in ("", ".", ";", ":")
        )
        if (
            named
            and below.kind == PARAGRAPH
            and (below.text.startswith("That ") or any(asks(below.text[a:b]) for a, b in sentences(below.text)))
        ):
            item.kind = HEADING


def is_tag(blocks: list[Block], n: int) -> bool:
    """Whether an item only sorts the numbered request above it: a bullet of few words, no verb, no full stop."""
    block = blocks[n]
    short = len(block.words.split()) <= 12 and block.text[-1] not in ".;:"
    if block.kind != ITEM or style(block.marker) != "bullet" or not short:
        return False
    above = next((b for b in reversed(blocks[:n]) if b.kind == ITEM and style(b.marker) != "bullet"), None)
    return above is not None and bool(re.search(r"\)[.;]?$", above.text)) and not _is_act(block.words)
