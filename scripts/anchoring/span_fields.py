"""The computed fields of a stretch of a document: place, fingerprint, and the few words that are printed.

First and last words, and those before them in a text fragment, are printed to find a place, not to
read the document: of a short document, only as many as MOST_PRINTED allows.
"""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from .fragment import text_directive, words_of
from .normalise import Normalised, edges, fingerprint, normalise_character

MOST_PRINTED = 0.2  # share of the letters and digits of a document
PRINTED = ("begins_with", "ends_with", "text_fragment")


def span_fields(text: Normalised, at: int, length: int, start: int | None = None) -> dict[str, Any]:
    """The computed fields of a stretch; None for a field without a value.

    ``at`` and ``length`` count normalised characters of this copy; ``start`` is the place in the
    document that was coded, if it is another.
    """
    first, last = edges(text.original(at, length))
    return {
        "begins_with": first,
        "ends_with": last,
        "text_fragment": text_directive(text, at, length),
        "span_start": at if start is None else start,
        "span_length": length,
        "span_fingerprint": fingerprint(text.characters[at : at + length]),
    }


def letters_printed(record: Mapping[str, Any]) -> int:
    """How many letters and digits of the document a record prints."""
    words = [record.get("begins_with") or "", record.get("ends_with") or ""]
    with suppress(ValueError):  # no text fragment, or an invalid one
        words.append(words_of(record.get("text_fragment") or "")[0])
    return sum(len(normalise_character(c)) for w in words for c in w)


def spare_words(records: list[dict[str, Any]], length: int) -> None:
    """Remove from records the words that exceed the limit for a document of this length.

    First and last words take precedence over text fragments, and earlier places over later ones.
    """
    left = MOST_PRINTED * length
    for names in (("begins_with", "ends_with"), ("text_fragment",)):
        for r in records:
            these = letters_printed({n: r.get(n) for n in names})
            if these > left or (names == ("text_fragment",) and not r.get("begins_with")):
                r.update({n: None for n in names if n in r})
            else:
                left -= these
