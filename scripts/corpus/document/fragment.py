"""Links into documents on the web: W3C text fragments, with which a browser scrolls to words and marks them.

A browser takes the first place of the beginning in the document. Whether there is another can only
be told by who has the document, and the records hold none of its sentences. What they can tell is
told here: that no other recommendation of the source begins or ends with these words. Elsewhere in
the document they may stand again (12 of the 106 that are told apart in the five documents do); then
the link leads to the first of these places, never to another document. Who opens a copy in the
browser gets a link whose words stand once in it (docs/assets/open-copy/fragment.js).
"""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from .normalise import normalise

FEWEST = 2  # one word is no place


def fragment_link(address: str, begins: str, ends: str) -> str:
    """The address of a document with a text fragment from the first to the last of some words.

    Example: ``fragment_link("https://x.example/d", "We urge all", "to act")`` is
    ``"https://x.example/d#:~:text=We%20urge%20all,to%20act"``.
    """
    return f"{address}{'' if '#' in address else '#'}:~:text={_escaped(begins)},{_escaped(ends)}"


def _escaped(words: str) -> str:
    """Percent-encoded, the hyphen too: it has a meaning in text fragments."""
    return quote(words, safe="").replace("-", "%2D")


def told_apart(recommendations: Sequence[Mapping[str, Any]]) -> set[str]:
    """Of the recommendations of one source the identifiers of those whose first words tell them from all others.

    Each has ``recommendation_id``, ``begins_with`` and ``ends_with`` (None where the words are too few to print).
    """
    edges = {
        r["recommendation_id"]: (_letters(r["begins_with"]), _letters(r["ends_with"]))
        for r in recommendations
        if r["begins_with"] and r["ends_with"]
    }
    words = {r["recommendation_id"]: len(r["begins_with"].split()) for r in recommendations if r["begins_with"]}

    def alone(key: str) -> bool:
        begins, ends = edges[key]
        others = [e for k, e in edges.items() if k != key]
        return begins not in ends and not any(begins in first or first in begins or begins in last for first, last in others)

    return {key for key in edges if words[key] >= FEWEST and alone(key)}


def _letters(words: str) -> str:
    return normalise(words).characters
