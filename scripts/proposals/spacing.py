"""Corrects the spaces of a stretch of a document, keeping the place of each character; must not know what it says.

Recognised and justified text may have two spaces in place of one, or none. Figures of footnotes are left out.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from .words import WORDS, lines

_NOTE = r"\^\d{1,3}\^|(?<=[A-Za-z\"”’)][.,;])\d{1,3}(?=\s|$)|[¹²³⁴-⁹⁰]+"
_STEP = re.compile(
    rf"(?P<note>{_NOTE})|(?P<space>\s+)|(?P<word>[A-Za-z]{{6,}})|(?P<stop>(?<=[a-z]{{3}})[.;:,](?=[A-Z][a-z]|[a-z]{{3}}))"
)


class Spacing:
    """Corrects spaces by the words that a document has."""

    def __init__(self, text: str):
        count = Counter(w.lower() for w in re.findall(r"[A-Za-z]+", text))
        usual = {w for w, n in count.items() if n > 1 and len(w) > 3}
        self.words = usual | {w for w in (*lines("small.txt"), *lines("verbs.txt")) if len(w) > 1}

    def right(self, text: str) -> tuple[str, list[int]]:
        """The text with one space between words, and the place of each of its characters (and of its end)."""
        out: list[str] = []
        places: list[int] = []
        addresses = [m.span() for m in WORDS.web_address.finditer(text)]

        def put(words: str, at: Iterable[int]) -> None:
            out.append(words)
            places.extend(at)

        done = 0
        for m in _STEP.finditer(text):
            put(text[done : m.start()], range(done, m.start()))
            done = m.end()
            if m["space"]:
                put(" ", [m.start()])
            elif m["stop"] and not any(a <= m.start() < b for a, b in addresses):
                put(f"{m.group()} ", [m.start(), m.start()])
            elif m["word"]:
                for piece in self._pieces(m.group()):
                    put(piece[0], range(m.start() + piece[1], m.start() + piece[1] + len(piece[0].rstrip())))
                    if piece[0].endswith(" "):
                        places.append(m.start() + piece[1] + len(piece[0]) - 1)
            elif m["stop"]:
                put(m.group(), [m.start()])
        put(text[done:], range(done, len(text)))
        return "".join(out), [*places, len(text)]

    def _pieces(self, word: str) -> Iterator[tuple[str, int]]:
        """A word that occurs nowhere else in the document, split in two if both halves are words."""
        low = word.lower()
        for n in range(len(word) - 2, 1, -1) if low not in self.words else ():
            halves = low[:n] in self.words and low[n:] in self.words and max(n, len(word) - n) > 3
            if halves and (word[n:].islower() or word[:n].islower()):
                yield f"{word[:n]} ", 0
                yield word[n:], n
                return
        yield word, 0
