"""Proposes the type of a passage without a request from its layout and first words, with a reason."""

import re

from .segment import FOOTNOTE, FURNITURE, HEADING, Block
from .words import WORDS


def passage_type(block: Block, began: bool, first: bool) -> tuple[str, str]:
    """The type of a passage without a request, and why.

    ``began`` is True after the block of titles; ``first`` before any part or request, among the first passages.
    """
    text = block.text
    if block.kind == FURNITURE:
        return "metadata", "page furniture"
    if block.kind == FOOTNOTE:
        return "footnote", "begins with the sign of a note"
    if re.fullmatch(r"\W*(?:\w\W+)?(?:etc|and so on)\W*", text, re.IGNORECASE):
        return "other", "a remnant"
    if not began and len(text) < 220 and not re.search(r"[.;]$", text):
        if WORDS.particulars.match(text):
            return "metadata", "particulars in the block of titles"
        if WORDS.date.search(text) and not re.search(r"recommend|overview|report|statement", text, re.IGNORECASE):
            return "metadata", "a date or particulars in the block of titles"
        if block.kind == HEADING and not WORDS.no_title.fullmatch(text) and first and not text.endswith(":"):
            return "title", "in the block of titles"
    if text.rstrip("\"'”’)").endswith("?"):
        return "question", "ends with a question mark"
    if WORDS.took_part.match(text):
        return "metadata", "says who took part"
    if WORDS.opening.search(text):
        return "procedural", "words of address"
    if block.kind == HEADING or is_caption(text):
        return "heading", "a short line without the end of a sentence"
    if text.endswith(":"):
        return "chapeau", "leads into a list"
    if WORDS.closing.search(text):
        return "closing", "thanks or parting words"
    if WORDS.procedural.search(text):
        return "procedural", "is about the document or meeting"
    if WORDS.speaker.search(text[:200]):
        return "speaker-summary", "reports what somebody said"
    return "background", "no request, and nothing else fits"


def is_caption(text: str) -> bool:
    """Whether a text is a short line that ends with a colon and is not a sentence, which works like a heading."""
    return (
        text.endswith(":")
        and len(text.split()) <= 9
        and not WORDS.unfinished.search(text)
        and not WORDS.in_a_sentence.search(text)
    )
