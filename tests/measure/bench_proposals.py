"""How good the proposals of new_source.py are: precision and recall against our own coding.

In-sample: the rules were written with the five documents at hand; what is learned from records is
learned from those of the other four. Seen: documents of ours that were written and coded while the
rules were frozen, measured once, then read, after which the rules were mended. Unseen: the last of
them, which have been measured and not been read by anybody who mends the rules.
A proposed unit counts as found where it shares at least half of the letters
(intersection over union) with a coded one, each used once; codes are compared on those.

Run: SOURCES_DIR=<folder with your copies> python tests/measure/bench_proposals.py [-v]
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from corpus.copies.matching import Copy, match_copies, read_copies
from corpus.model.records import Corpus, Record, read_corpus
from helpers import ROOT
from proposals.drafter import Draft, Drafter

VARIABLES = (
    "wording_strength",
    "addressed_to",
    "addressee_basis",
    "type_of_action",
    "specificity",
    "theme",
    "theme in the first three",
)
HELD_OUT = ROOT / "tests" / "held-out"
UNSEEN = ("appeal", "review")


@dataclass
class Figures:
    """Counts for one document: units proposed, coded, matched; passages; codes that agree among the matched."""

    proposed: int = 0
    coded: int = 0
    matched: int = 0
    passages: int = 0
    same_passages: int = 0
    same_types: int = 0
    cited: Counter = field(default_factory=Counter)  # instruments cited by matched units: coded, proposed, the same
    same: Counter = field(default_factory=Counter)
    known: Counter = field(default_factory=Counter)  # matched units whose coding has a variable
    missed: list = field(default_factory=list)
    extra: list = field(default_factory=list)

    def add(self, other: Figures) -> None:
        for name in ("proposed", "coded", "matched", "passages", "same_passages", "same_types"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.same += other.same
        self.cited += other.cited
        self.known += other.known


def compare(corpus: Corpus, source: str, copy: Copy) -> Figures:
    """The proposals for one document beside its records, relations to others left aside."""
    others = Corpus(
        corpus.root,
        corpus.schemas,
        corpus.files,
        [r for r in corpus.records if r.get("source") != source or r.kind.name == "source"],
    )
    return figures(Drafter(others, source, copy.normalised.text).run(), corpus, source)


def figures(draft: Draft, corpus: Corpus, source: str) -> Figures:
    coded = [r for r in corpus.of("recommendation") if r.get("source") == source]
    out = Figures(len(draft.recommendations), len(coded))
    pairs = sorted(
        ((_overlap(p, r), n, m) for n, p in enumerate(draft.recommendations) for m, r in enumerate(coded)), reverse=True
    )
    used_p, used_c = set(), set()
    for share, n, m in pairs:
        if share < 0.5 or n in used_p or m in used_c:
            continue
        used_p.add(n), used_c.add(m)
        out.same.update(_agree(draft.recommendations[n], draft, coded[m]))
        out.known.update(v for v in VARIABLES if coded[m].get("themes" if v.startswith("theme") else v))
        ours, theirs = (
            {c["instrument_id"] for c in r.get("citations") or ()} for r in (coded[m].value, draft.recommendations[n])
        )
        out.cited += Counter(coded=len(ours), proposed=len(theirs), same=len(ours & theirs))
    out.matched = len(used_p)
    out.missed = [r.id for m, r in enumerate(coded) if m not in used_c]
    out.extra = [p for n, p in enumerate(draft.recommendations) if n not in used_p]
    passages = {(p.get("start"), p.get("length")): p for p in corpus.of("passage") if p.get("source") == source}
    out.passages = len(passages)
    for p in draft.passages:
        ours = passages.get((p["start"], p["length"]))
        out.same_passages += ours is not None
        out.same_types += ours is not None and ours.get("passage_type") == p["passage_type"]
    return out


def _overlap(p: dict, r: Record) -> float:
    low, high = (
        max(p["span_start"], r.get("span_start")),
        min(p["span_start"] + p["span_length"], r.get("span_start") + r.get("span_length")),
    )
    return max(0, high - low) / (p["span_length"] + r.get("span_length") - max(0, high - low))


def _agree(p: dict, draft: Draft, r: Record) -> list[str]:
    three = draft.alternatives[p["recommendation_id"]]
    same = [
        name
        for name in VARIABLES
        if name in p and (set(p[name]) == set(r.items(name)) if isinstance(p[name], list) else p[name] == r.get(name))
    ]
    return [
        *same,
        *(["theme"] if three[0] == r.items("themes")[0] else []),
        *(["theme in the first three"] if r.items("themes")[0] in three else []),
    ]


def _share(a: int, b: int) -> str:
    return f"{a / b:.2f}" if b else "-"


def report(name: str, f: Figures) -> str:
    """What the table has no room for."""
    asked = f"addressees {_share(f.same['addressed_to'], f.known['addressed_to'])}; " if f.known["addressed_to"] else ""
    cited = f"instruments recall {_share(f.cited['same'], f.cited['coded'])}, precision {_share(f.cited['same'], f.cited['proposed'])}; "
    return f"{name}: {asked}{cited if f.cited['coded'] else ''}passages cut alike {_share(f.same_passages, f.passages)}"


def held_out(name: str) -> tuple[Corpus, str, Copy]:
    """A document of ours with its own coding, one of those in tests/held-out."""
    corpus = read_corpus(ROOT)
    text = read_copies(HELD_OUT / name / "document.txt")[0]
    kinds = corpus.schemas.kinds
    values = yaml.safe_load((HELD_OUT / name / "coding.yaml").read_text(encoding="utf-8"))
    files = corpus.files[0]
    records = [
        Record(kinds[k], v | {"source": "heldout"}, files, (n,))
        for k in ("passage", "recommendation")
        for n, v in enumerate(values[f"{k}s"])
    ]
    return Corpus(ROOT, corpus.schemas, corpus.files, [*corpus.records, *records]), "heldout", text


def measured(documents: Path | None) -> Iterator[tuple[str, str, Figures]]:
    """Every document with its figures: how it stands to the rules, its name, the counts."""
    corpus = read_corpus(ROOT)
    if documents is not None:
        matched, _ = match_copies(corpus, read_copies(documents))
        total = Figures()
        for source, copy in sorted(matched.items()):
            f = compare(corpus, source, copy)
            total.add(f)
            yield "in-sample", source, f
        yield "in-sample", "all", total
    for how in ("seen", "unseen"):
        total = Figures()
        for name in sorted(
            p.name for p in HELD_OUT.iterdir() if p.is_dir() and (p.name in UNSEEN) == (how == "unseen")
        ):
            with_coding, source, copy = held_out(name)
            f = figures(Drafter(corpus, source, copy.normalised.text).run(), with_coding, source)
            total.add(f)
            yield how, name, f
        yield how, "all", total


def table(rows: Iterable[tuple[str, str, Figures]]) -> str:
    """The figures as a table in Markdown: what docs/add-a-document.md shows."""
    head = (
        "Document",
        "Units",
        "Recall",
        "Precision",
        "Strength",
        "In three",
        "Theme",
        "Action",
        "Grade",
        "Basis",
        "Passages",
    )
    codes = (
        "wording_strength",
        "theme in the first three",
        "theme",
        "type_of_action",
        "specificity",
        "addressee_basis",
    )
    out = [f"| {' | '.join(head)} |", "|" + "---|" * len(head)]
    for how, name, f in rows:
        shares = (_share(f.same[v], f.known[v]) for v in codes)
        cells = (
            f"{name}, {how}",
            str(f.coded),
            _share(f.matched, f.coded),
            _share(f.matched, f.proposed),
            *shares,
            _share(f.same_types, f.passages),
        )
        out.append(f"| {' | '.join(cells)} |")
    return "\n".join(out)


def main() -> int:
    named = os.environ.get("SOURCES_DIR")
    if not named:
        print("in-sample: left out, since SOURCES_DIR is not set")
    rows = list(measured(Path(named) if named else None))
    print(table(rows))
    for how, name, f in rows if "-v" in sys.argv else ():
        print(report(f"{how}, {name}", f))
        if how == "in-sample" and name != "all":
            print("  missed:", ", ".join(f.missed))
            print("  extra:", ", ".join(f"{p['recommendation_id']} in {p['passage']}" for p in f.extra))
    return 0


if __name__ == "__main__":
    sys.exit(main())
