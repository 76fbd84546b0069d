"""What a passage without a request is, by its layout and first words: a proposal with its reason."""

import re

from .lists import UNFINISHED
from .segment import FOOTNOTE, FURNITURE, HEADING, Block
from .words import pattern

_NO_TITLE = pattern("no-title")
_DATE = pattern("date")
_OPENING = pattern("opening")
_CLOSING = pattern("closing")
_PROCEDURAL = pattern("procedural")
_PARTICULARS = pattern("particulars")
_SPEAKER = pattern("speaker")
TOOK_PART = pattern("took-part")


def passage_type(block: Block, began: bool, first: bool) -> tuple[str, str]:
    """The type of a passage without a request, and why.

    ``began`` is True past the block of titles; ``first`` where neither a part nor a request has come, and few passages.
    """
    text = block.text
    if block.kind == FURNITURE:
        return "metadata", "page furniture"
    if block.kind == FOOTNOTE:
        return "footnote", "begins with the sign of a note"
    if re.fullmatch(r"\W*(?:\w\W+)?(?:etc|and so on)\W*", text, re.IGNORECASE):
        return "other", "a remnant"
    if not began and len(text) < 220 and not re.search(r"[.;]$", text):
        if _PARTICULARS.match(text):
            return "metadata", "particulars in the block of titles"
        if _DATE.search(text) and not re.search(r"recommend|overview|report|statement", text, re.IGNORECASE):
            return "metadata", "a date or particulars in the block of titles"
        if block.kind == HEADING and not _NO_TITLE.fullmatch(text) and first and not text.endswith(":"):
            return "title", "in the block of titles"
    if text.rstrip("\"'”’)").endswith("?"):
        return "question", "ends with a question mark"
    if TOOK_PART.match(text):
        return "metadata", "says who took part"
    if _OPENING.search(text):
        return "procedural", "words of address"
    if block.kind == HEADING or is_caption(text):
        return "heading", "a short line without the end of a sentence"
    if text.endswith(":"):
        return "chapeau", "leads into a list"
    if _CLOSING.search(text):
        return "closing", "thanks or parting words"
    if _PROCEDURAL.search(text):
        return "procedural", "is about the document or meeting"
    if _SPEAKER.search(text[:200]):
        return "speaker-summary", "reports what somebody said"
    return "background", "no request, and nothing else fits"


def is_caption(text: str) -> bool:
    """A short line that ends with a colon and is no sentence: a heading in all but name."""
    return (
        text.endswith(":")
        and len(text.split()) <= 9
        and not UNFINISHED.search(text)
        and not re.search(
            r"\b(?:should|must|is|are|was|were|has|have|emerged|need|recommends|urges|proposes|suggests|asks|invites)\b",
            text,
        )
    )
