"""Reads a reader's copies of documents, and matches them to sources by content."""

import hashlib
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from anchoring.matching import Match, match
from anchoring.normalise import Copy, normalise
from anchoring.placing import Locator
from anchoring.readers.files import SUFFIXES, read_text
from corpus.model.records import Corpus

# Documents of types that cannot be read.
OTHERS = (".doc", ".dot", ".odt", ".rtf", ".mhtml", ".mht", ".epub", ".pages", ".wpd")


def _say(reason: str) -> None:
    print(f"skipped: {reason}", file=sys.stderr)


def read_copies(path: Path, passed_over: Callable[[str], None] = _say) -> list[Copy]:
    """The documents at ``path`` (a file, or a folder looked through to any depth).

    In a folder, files that cannot be read are skipped and reported to ``passed_over`` with the reason.
    Raises FileNotFoundError if there is no document, ValueError if the file, or every document of the
    folder, cannot be read.
    """
    if not path.exists():
        raise FileNotFoundError(f"there is no {path}")
    if path.is_file():
        return [_read(path)]
    copies, reasons = [], []
    for file in sorted(p for p in path.rglob("*") if p.suffix.lower() in (*SUFFIXES, *OTHERS) and p.is_file()):
        try:
            copies.append(_read(file))
        except OSError as error:
            reasons.append(f"{file.name} cannot be opened: {error.strerror}")
        except ValueError as error:
            reasons.append(str(error))
    if reasons and not copies:
        raise ValueError(reasons[0] + (f"; {len(reasons) - 1} more cannot be read" if reasons[1:] else ""))
    for reason in reasons:
        passed_over(reason)
    return copies


def _read(path: Path) -> Copy:
    read = read_text(path)
    if read.remark:
        print(f"note: {path.name} {read.remark}", file=sys.stderr)
    return Copy(path.name, hashlib.sha256(path.read_bytes()).hexdigest(), normalise(read.text))


def passages_of(corpus: Corpus, source: str) -> list[Locator]:
    """The places of the passages of a source, in order."""
    passages = sorted(corpus.of_source("passage", source), key=lambda p: p.get("start"))
    return [
        Locator(p.id, p.get("start"), p.get("length") or 0, p.get("fingerprint"), p.get("anchor")) for p in passages
    ]


def match_copies(corpus: Corpus, copies: list[Copy]) -> tuple[dict[str, Copy], list[str]]:
    """The best copy of each source, even if partial, and the names of documents that match no source.

    A file that holds several documents is a copy of each; the identical file wins over a similar one.
    """
    passages = {s.id: passages_of(corpus, s.id) for s in corpus.of("source")}
    hashes = {s.get("file_sha256"): s.id for s in corpus.of("source")}
    best: dict[str, tuple[float, Copy]] = {}
    strangers = []
    for copy in copies:
        same = hashes.get(copy.sha256)
        found = [Match(same, 2.0, False)] if same else match(passages, copy.normalised.characters)
        if not found:
            strangers.append(copy.name)
        for m in found:
            if m.document not in best or m.share > best[m.document][0]:
                best[m.document] = (m.share, replace(copy, is_part=m.is_part))
    return {s: c for s, (_, c) in best.items()}, strangers
