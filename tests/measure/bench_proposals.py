"""How good the proposals of new_source.py are, for any folder of documents with marks.

A folder holds NAME.txt (or .md, .html, .docx, .pdf) and NAME.yaml, a list of requests in the order of the
document: ``begins`` and ``ends`` (first and last words), ``start`` where the first words come more than once (letters
and digits before them), and where known ``made_by``, ``addressed_to`` (an identifier or a name, or a list of them),
``wording_strength`` (a code, or the word of request itself), ``themes``. A proposed unit counts as found where it
shares at least half of its letters (intersection over union) with a marked one, each used once; the other figures are
shares of the units found whose mark says something, those of makers where the document names the maker. With no
folder, the documents of SOURCES_DIR are compared with their records, and those of tests/held-out with their marks.

Run: python tests/measure/bench_proposals.py [FOLDER] [-v]
"""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from anchoring.normalise import Normalised, normalise
from anchoring.readers.files import read_text
from corpus.commands.known import known
from corpus.copies.matching import match_copies, read_copies
from corpus.model.records import Corpus, read_corpus
from helpers import ROOT
from proposals.drafter import Draft, Drafter, Request

VARIABLES = ("wording_strength", "made_by", "addressed_to", "themes")
HEAD = ("Document", "Units", "Recall", "Precision", "Strength", "Made by", "Addressed to", "In three")
HELD_OUT = ROOT / "tests" / "held-out"
UNSEEN = ("appeal", "review")
CODES = ("must", "should", "need", "call-on", "urge", "encourage", "invite", "propose", "recall", "bare")
WORDS_OF_REQUEST = {  # in marks made without the vocabulary
    "shall": "must",
    "calls": "call-on",
    "urges": "urge",
    "encourages": "encourage",
    "invites": "invite",
    "recommends": "propose",
    "suggests": "propose",
    "list": "bare",
}


@dataclass
class Mark:
    """A request that somebody marked: its place in letters and digits, and what is said of it."""

    start: int
    length: int
    values: dict[str, Any]


@dataclass
class Figures:
    """Counts for one document: units proposed, marked, matched; and of the matched those that agree."""

    proposed: int = 0
    marked: int = 0
    matched: int = 0
    same: Counter = field(default_factory=Counter)
    known: Counter = field(default_factory=Counter)  # matched units whose mark says something
    missed: list[Mark] = field(default_factory=list)
    extra: list[Request] = field(default_factory=list)
    differ: list[tuple[str, Mark, Request]] = field(default_factory=list)

    def add(self, other: Figures) -> None:
        for name in ("proposed", "marked", "matched"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.same += other.same
        self.known += other.known


def marks_of(path: Path, text: Normalised) -> list[Mark]:
    """The marks of a file, placed in the text. Raises ValueError where the words of one are not in it."""
    out: list[Mark] = []
    for n, values in enumerate(yaml.safe_load(path.read_text(encoding="utf-8")) or [], 1):
        begins, ends = (normalise(str(values[k])).characters for k in ("begins", "ends"))
        start = text.characters.find(begins, values.get("start", out[-1].start + 1 if out else 0))
        start = text.characters.find(begins) if start < 0 else start
        at = start + max(0, len(begins) - len(ends))
        end = text.characters.find(ends, at)
        if min(start, end) < 0:
            raise ValueError(f"{path.name}: the words of mark {n} are not in the document: {values['begins']!r}")
        out.append(Mark(start, end + len(ends) - start, values))
    return out


def figures(draft: Draft, marks: list[Mark]) -> Figures:
    """What was proposed beside what was marked."""
    out = Figures(len(draft.requests), len(marks))
    pairs = [(_overlap(r, m), n, k) for n, r in enumerate(draft.requests) for k, m in enumerate(marks)]
    proposed, marked = set(), set()
    for share, n, k in sorted(pairs, reverse=True):
        if share >= 0.5 and n not in proposed and k not in marked:
            proposed.add(n), marked.add(k)
            for name in VARIABLES:
                if marks[k].values.get(name) and (name != "made_by" or _is_named(marks[k].values[name], draft)):
                    out.known[name] += 1
                    m = marks[k]
                    agree = _agree(name, m.values[name], draft.requests[n], draft.text.original(m.start, m.length))
                    out.same[name] += agree
                    out.differ += [] if agree else [(name, marks[k], draft.requests[n])]
    out.matched = len(proposed)
    out.missed = [m for k, m in enumerate(marks) if k not in marked]
    out.extra = [r for n, r in enumerate(draft.requests) if n not in proposed]
    return out


def _overlap(a: Request, b: Mark) -> float:
    low, high = max(a.start, b.start), min(a.start + a.length, b.start + b.length)
    return max(0, high - low) / (a.length + b.length - max(0, high - low))


@lru_cache(maxsize=1)
def _ids() -> set[str]:
    return {a.id for a in known(read_corpus(ROOT)).actors}


def _is_named(maker: Any, draft: Draft) -> bool:
    """Whether a document names the maker of a mark at all: an excerpt may leave it out."""
    makers = maker if isinstance(maker, list) else [maker]
    ids = _ids()
    return all(str(m) in ids or normalise(str(m)).characters in draft.text.characters for m in makers)


def _agree(name: str, value: Any, request: Request, words: str) -> bool:
    coded = request.coded
    if name == "wording_strength":
        return _same_strength(value, words, coded.strength.code)
    values = value if isinstance(value, list) else [value]
    if name == "themes":
        return values[0] in [t.code for t in coded.themes]
    parties = request.makers if name == "made_by" else coded.addressees
    wanted, named = {_slug(v) for v in values}, [{_slug(n) for n in (p.id, *p.names) if n} for p in parties]
    return len(wanted) == len(named) and all(names & wanted for names in named)


def _same_strength(value: str, words: str, code: str) -> bool:
    """Whether a code is the strength of a mark, which may be a code or the word of request ("urges", "calls-upon").

    Where the marked words do not have that word themselves (an item of a list), bare is right too, by the codebook.
    """
    wanted = WORDS_OF_REQUEST.get(value.partition("-")[0], value)
    return code == wanted or code == "bare" and value not in CODES and value[:4] not in words.lower()


def _slug(name: str) -> str:
    return re.sub(r"^the-", "", re.sub(r"\W+", "-", name.lower()).strip("-"))


def folder(path: Path, corpus: Corpus) -> Iterator[tuple[str, Draft, Figures]]:
    """Every document of a folder that has marks: name, draft, figures."""
    for marks in sorted(path.glob("*.yaml")):
        document = next(p for p in sorted(path.glob(f"{marks.stem}.*")) if p != marks)
        draft = Drafter(known(corpus), "x", read_text(document).text).run()
        yield marks.stem, draft, figures(draft, marks_of(marks, draft.text))


def compare(corpus: Corpus, source: str, text: str) -> tuple[Draft, Figures]:
    """The proposals for a document that has records, made without them."""
    others = [r for r in corpus.records if r.get("source") != source or r.kind.name == "source"]
    authors = corpus.index("sources")[source].items("authors")
    draft = Drafter(known(Corpus(corpus.root, corpus.schemas, corpus.files, others)), source, text, authors).run()
    coded = corpus.of_source("recommendation", source)
    return draft, figures(draft, [Mark(r.get("span_start"), r.get("span_length"), r.value) for r in coded])


def measured(documents: Path | None, marks: Path = HELD_OUT) -> Iterator[tuple[str, Draft | None, Figures]]:
    """Every document with its figures, and the sums."""
    corpus = read_corpus(ROOT)
    groups: dict[str, Figures] = {}
    for source, copy in sorted(match_copies(corpus, read_copies(documents))[0].items() if documents else ()):
        draft, f = compare(corpus, source, copy.normalised.text)
        groups.setdefault("all, in-sample", Figures()).add(f)
        yield f"{source}, in-sample", draft, f
    for name, draft, f in folder(marks, corpus):
        how = "" if marks != HELD_OUT else ", unseen" if name in UNSEEN else ", seen"
        groups.setdefault(f"all{how}", Figures()).add(f)
        yield f"{name}{how}", draft, f
    yield from ((name, None, f) for name, f in groups.items())


def _share(a: int, b: int) -> str:
    return f"{a / b:.2f}" if b else "-"


def table(rows: Iterable[tuple[str, Draft | None, Figures]]) -> str:
    """The figures as a table in Markdown: what docs/proposals.md shows."""
    out = [f"| {' | '.join(HEAD)} |", "|" + "---|" * len(HEAD)]
    for name, _, f in rows:
        shares = (_share(f.same[v], f.known[v]) for v in VARIABLES)
        cells = (name, str(f.marked), _share(f.matched, f.marked), _share(f.matched, f.proposed), *shares)
        out.append(f"| {' | '.join(cells)} |")
    return "\n".join(out)


def main(arguments: list[str]) -> int:
    folders = [Path(a) for a in arguments if a != "-v"]
    named = os.environ.get("SOURCES_DIR")
    rows = list(measured(Path(named) if named and not folders else None, *folders))
    print(table(rows))
    for name, draft, f in rows if "-v" in arguments else ():
        words = (lambda x, d=draft: " ".join(d.text.original(x.start, x.length).split())) if draft else None
        for label, found in (("missed", f.missed), ("extra", f.extra)) if words else ():
            for x in found:
                print(f"{name}: {label}: {words(x)[:160]}" + (f" ({x.reasons[0]})" if label == "extra" else ""))
        for variable, m, r in f.differ if words else ():
            of = {"wording_strength": r.coded.strength, "made_by": r.makers, "addressed_to": r.coded.addressees}
            print(f"{name}: {variable}: {m.values[variable]} / {of.get(variable, r.coded.themes)}: {words(r)[:120]}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
