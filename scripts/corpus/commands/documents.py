"""The copies of documents that a command was given, matched to sources. Knows no command, and writes nothing."""

import sys
from pathlib import Path
from typing import TextIO

from anchoring.normalise import Copy
from corpus.copies.matching import match_copies, read_copies
from corpus.copies.wording import Wording, summary, wordings
from corpus.model.records import Corpus

from .cli import CannotRun, Progress, waiting


def own_copies(corpus: Corpus, documents: Path, strangers_to: TextIO | None = None) -> dict[str, Copy]:
    """The best copy of each source at a path, by source; raises CannotRun if there is none.

    Documents that match no source are named on ``strangers_to``.
    """
    with waiting(f"reading {documents} …"):
        copies = read_copies(documents)
    if not copies:
        raise CannotRun(f"there are no documents (text, Markdown, HTML, Word, PDF) in {documents}")
    matched, strangers = match_copies(corpus, copies)
    for name in strangers if strangers_to else ():
        print(f"{name}: this document does not match any source", file=strangers_to)
    if not matched:
        raise CannotRun("none of these documents belongs to a source")
    return dict(sorted(matched.items()))


def own_words(corpus: Corpus, copies: dict[str, Copy]) -> dict[str, Wording]:
    """The words of every published recommendation of these sources; a summary of the placing goes to standard error."""
    found: dict[str, Wording] = {}
    for source, copy in copies.items():
        with Progress(f"{source}:") as progress:
            words = wordings(corpus, source, copy, progress)
        print(f"{source} in {copy.name}: {summary(words) or 'nothing to quote'}", file=sys.stderr)
        found |= words
    return found
