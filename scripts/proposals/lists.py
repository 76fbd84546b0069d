"""Finds lists of acts, and headings among list items."""

import itertools
import re

from .segment import HEADING, ITEM, PARAGRAPH, Block, style
from .units import asks, says_who_is_to, sentences, tells
from .words import WORDS


def _is_act(words: str) -> bool:
    """Whether an item is an act or a sentence that asks for one, and not a whole numbered paragraph."""
    return bool(WORDS.act.match(words)) or (len(sentences(words)) == 1 and bool(asks(words) or says_who_is_to(words)))


def lists_of_acts(blocks: list[Block]) -> set[int]:
    """The numbers of the items in lists of acts: at least half of the items ask or begin with a verb.

    Examples: "Light the quays", "to count the boats".
    """
    out: set[int] = set()
    items = ((n, block) for n, block in enumerate(blocks))
    for _, run in itertools.groupby(items, lambda x: (x[1].kind == ITEM and style(x[1].marker)) or x[0]):
        listed = [(n, block.words) for n, block in run if block.kind == ITEM]
        if 2 * sum(_is_act(words) for _, words in listed) >= max(1, len(listed)):
            out |= {
                n for n, words in listed if WORDS.act.match(words) or len(sentences(words)) == 1 and not tells(words)
            }
    return out


def entitle(blocks: list[Block]) -> None:
    """Turn items that only name the request below them ("Recommendation 2: Quays") into headings."""
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
    """Whether an item only classifies the numbered request above it: a short bullet without verb and full stop."""
    block = blocks[n]
    short = len(block.words.split()) <= 12 and block.text[-1] not in ".;:"
    if block.kind != ITEM or style(block.marker) != "bullet" or not short:
        return False
    above = next((b for b in reversed(blocks[:n]) if b.kind == ITEM and style(b.marker) != "bullet"), None)
    return above is not None and bool(re.search(r"\)[.;]?$", above.text)) and not _is_act(block.words)
