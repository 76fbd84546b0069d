"""The records, for commands that can only work where they have no errors. Knows the rules, no command."""

from pathlib import Path

from corpus.model.records import Corpus, read_corpus
from corpus.rules.registry import errors_in

from .cli import CannotRun


def read_sound(root: Path, apart_from: str = "") -> Corpus:
    """Read the records; raises CannotRun if any has an error, except those in the file ``apart_from``."""
    corpus = read_corpus(root)
    for p in errors_in(corpus):
        if p.path != apart_from:
            raise CannotRun(f"{p.path}:{p.line or 1}: {p.message} Run scripts/validate.py first.")
    return corpus
