"""Finds runs of words that a text shares with the documents, which must not be published.

A run is a sequence of words that a text and a place in a document have in common, ignoring case and
punctuation. Names and titles are facts, and their words are not counted.
"""

import csv
import html
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from corpus.model.codebook import WORDS_IN_A_ROW
from corpus.model.records import Corpus

LEAST = WORDS_IN_A_ROW + 1  # a run counts if it has this many words that are not part of names
# Fields that hold names, titles and terms of art: facts.
NAMES = {"name", "short_name", "title", "short_title", "abbreviation", "symbol", "as_printed", "label"}
_WORD = re.compile(r"[^\W_]+")
_NO_TEXT = re.compile(r"<(script|style)\b.*?</\1>|<[^>]*>", re.DOTALL)

Words = list[tuple[str, int]]  # each word with its line


def words_of(text: str) -> Words:
    """The words of a text, case folded, with the line of each."""
    return [(w.group().casefold(), n) for n, line in enumerate(text.split("\n"), 1) for w in _WORD.finditer(line)]


class Documents:
    """All runs of the documents, to be looked up by their first words."""

    def __init__(self, texts: Iterable[str], names: Iterable[str] = ()):
        self.words: list[str] = []
        for text in texts:
            self.words += [w for w, _ in words_of(text)] + [""]  # no run continues into the next document
        self.places: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for at in range(len(self.words) - LEAST + 1):
            self.places[tuple(self.words[at : at + LEAST])].append(at)
        self.names: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for name in sorted({tuple(w for w, _ in words_of(n)) for n in names}, key=len, reverse=True):
            if len(name) > 1:
                self.names[name[0]].append(name)

    def copied(self, text: str) -> Iterator[tuple[int, str]]:
        """Each run of a text that counts: its line and its words."""
        words = words_of(text)
        plain = [w for w, _ in words]
        own = self._own(plain)
        at = 0
        while at + LEAST <= len(plain):
            places = self.places.get(tuple(plain[at : at + LEAST]), ())
            length = max((self._shared(plain, at, place) for place in places), default=0)
            if sum(own[at : at + length]) >= LEAST:
                yield words[at][1], " ".join(plain[at : at + length])
                at += length
            else:
                at += 1

    def _shared(self, plain: list[str], at: int, place: int) -> int:
        length = LEAST
        while at + length < len(plain) and plain[at + length] == self.words[place + length]:
            length += 1
        return length

    def _own(self, plain: list[str]) -> list[bool]:
        """For each word of a text, whether it is outside all names in the text."""
        own = [True] * len(plain)
        for at, word in enumerate(plain):
            for name in self.names.get(word, ()):
                if tuple(plain[at : at + len(name)]) == name:
                    own[at : at + len(name)] = [False] * len(name)
                    break  # the longest comes first
        return own


def names_in(corpus: Corpus) -> Iterator[str]:
    """Every name, title and term in the records and in the stored tables."""
    for r in corpus.records:
        yield from (str(value) for path, _, value in r.written() if NAMES.intersection(map(str, path)))
    for table in sorted(corpus.root.glob("data/**/*.csv")):
        with table.open(encoding="utf-8", newline="") as file:
            yield from (v for row in csv.DictReader(file) for k, v in row.items() if k in NAMES and v)


def publishable(path: Path) -> str:
    """The visible text of a file: for a page, the text between tags; for a table, all cells that are not names."""
    text = path.read_text(encoding="utf-8", errors="replace")
    if path.suffix == ".html":
        return html.unescape(_NO_TEXT.sub(lambda m: " " + "\n" * m.group().count("\n"), text))
    if path.suffix == ".csv":
        lines = text.split("\n")
        rows = ([v for k, v in row.items() if k not in NAMES and isinstance(v, str)] for row in csv.DictReader(lines))
        return "\n" + "\n".join(map(" | ".join, rows))
    return text


def copied_in(corpus: Corpus, files: Iterable[Path], documents: Iterable[str]) -> list[str]:
    """A message for each run of words that a file shares with the documents: its place and its words."""
    runs = Documents(documents, names_in(corpus))
    return [
        f"{path.relative_to(corpus.root).as_posix()}:{line}: a document has these words: “{words}”"
        for path in files
        for line, words in runs.copied(publishable(path))
    ]
