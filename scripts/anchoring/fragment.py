"""Links into documents on the web: W3C text fragments, with which a browser scrolls to words and marks them.

A text directive (https://wicg.github.io/scroll-to-text-fragment/) names the words at both ends of a
stretch and, if the first words occur more than once, the words before them. Whether it finds this
stretch and no other is checked in the coded copy; records keep only directives that pass.
"""

import re
from urllib.parse import quote, unquote

from .normalise import Normalised, edges, normalise

MOST_BEFORE = 3  # the most words before a stretch
_ENOUGH = 400  # characters before the stretch that are searched for them
_MARKUP = re.compile(r"[*_]")  # Markdown marks are not displayed
_DIRECTIVE = re.compile(r"text=(?:(?P<before>[^,&-]+)-,)?(?P<begins>[^,&-]+),(?P<ends>[^,&-]+)")


def text_directive(text: Normalised, start: int, length: int) -> str | None:
    """The directive that finds a stretch of a document and no other; None if no few words do.

    ``start`` and ``length`` count normalised characters. The first words must occur once in the
    document, if need be with one to three words before them; and the last words must follow them
    for the first time at the end of the stretch.

    Example: ``text=We%20urge%20all,to%20act``; with words before: ``text=ports-,We%20urge%20all,to%20act``.
    """
    words = text.original(start, length)
    begins, ends = edges(words)
    around = (
        text.text[max(0, text.origin[start] - 1) : text.origin[start]],
        text.text[text.origin[start] + len(words) :][:1],
    )
    if begins is None or ends is None or any(map(_letters, around)):
        return None  # a browser finds only whole words, not one joined to a footnote number
    first, last = _letters(begins), _letters(ends)
    if text.characters.find(last, start + len(first)) != start + length - len(last):
        return None
    for before in ("", *_words_before(text, start)):
        if text.characters.count(f"{_letters(before)}{first}") == 1:
            return f"text={f'{_escaped(before)}-,' if before else ''}{_escaped(begins)},{_escaped(ends)}"
    return None


def _words_before(text: Normalised, start: int) -> list[str]:
    """The one to three words before a place, from one line: a browser does not search across paragraphs.

    A bullet between is left out, since it is not text in a web page. If a rendition has it as text,
    the browser finds nothing and opens the document at its beginning.
    """
    lines = reversed(text.text[max(0, text.origin[start] - _ENOUGH) : text.origin[start]].split("\n"))
    words = next((line.split() for line in lines if _letters(line)), [])
    while words and not _letters(words[0]):
        words.pop(0)
    words = words[-MOST_BEFORE:]
    return [" ".join(words[-n:]) for n in range(1, len(words) + 1) if _letters(words[-n])]


def fragment_link(address: str, directive: str) -> str:
    """The address of a document with a text directive.

    Example: ``fragment_link("https://x.example/d", "text=We%20urge,to%20act")`` is
    ``"https://x.example/d#:~:text=We%20urge,to%20act"``.
    """
    return f"{address}{'' if '#' in address else '#'}:~:{directive}"


def words_of(directive: str) -> tuple[str, str, str]:
    """The words before (or ''), the first and the last words of a directive. Raises ValueError if it is not one."""
    m = _DIRECTIVE.fullmatch(directive)
    if m is None:
        raise ValueError(f"{directive} is not a text directive of the form text=before-,begins,ends")
    return unquote(m["before"] or ""), unquote(m["begins"]), unquote(m["ends"])


def plain(words: str) -> str:
    """Words as a web page displays them, without Markdown marks."""
    return _MARKUP.sub("", words)


def _escaped(words: str) -> str:
    """The text percent-encoded, including hyphens, which have a meaning in text directives."""
    return quote(plain(words), safe="").replace("-", "%2D")


def _letters(words: str) -> str:
    return normalise(words).characters
