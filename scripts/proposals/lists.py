"""Lists: which of them are lists of acts, and which sentences are completed by the items below them."""

from __future__ import annotations

import re

from .segment import ITEM, Block, style
from .units import VERB, asks, says_who_is_to, sentences, tells

UNFINISHED = re.compile(  # "in relation to:" opens a list of things, "urge States to:" is completed by acts
    r"\b(?:should|must|(?<!relation )(?<!related )(?<!regard )(?<!respect )(?<!attention )(?<!addition )to"
    r"|that(?: [\w’'-]+){0,8}|you|by|including|such as"
    r"|(?:is|are|was|were) (?:\w+ )?(?:requested|asked|invited|urged|encouraged|recommended))\s*:?$",
    re.IGNORECASE,
)
LEADS = re.compile(
    r"\b(?:recommend(?:s|ed)?|urge[sd]?|call(?:s|ed)? (?:up)?on|propose[sd]?|suggest(?:s|ed)?)\b", re.IGNORECASE
)
PREAMBLE = re.compile(  # a clause of a preamble: it ends with a comma
    r"(?:\w+ly )?(?:\w+ing|Convinced|Concerned|Alarmed|Aware|Mindful|Guided|Inspired|Determined|Disturbed)\b.*,$",
    re.DOTALL,
)
ACT = re.compile(
    rf"that\s|(?:to\s+|not\s+|do not\s+)?{VERB}(?!\s+(?:is|are|was|were|has|have|had|of)\b)", re.IGNORECASE
)
AIMS = re.compile(  # lists of acts that ask for nothing
    r"\b(?:aims?|objectives?|purposes?|activities|topics|agenda|programme|questions|tasks|mandate|achievements?"
    r"|in order|seeks?|sought|has|have|had)\b",
    re.IGNORECASE,
)


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
