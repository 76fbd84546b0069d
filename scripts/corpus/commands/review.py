"""Let a human expert review records: draw records to code and judge, and read the answers back."""

import argparse
import sys
from collections import Counter
from pathlib import Path

from anchoring.placing import ALTERED, AMBIGUOUS, MOVED
from corpus.coding import answers as filing
from corpus.coding import filled, page, workbook
from corpus.coding.pairs import undecided
from corpus.coding.sample import draw
from corpus.copies.own_use import repository
from corpus.derive.built import stale_files
from corpus.derive.tables import write_all
from corpus.model.records import Corpus, Record, read_corpus

from . import reliability
from .cli import CannotRun
from .documents import own_copies, own_words
from .sound import read_sound


def main(args: argparse.Namespace) -> int:
    return {"draw": _draw, "read": _read, "pairs": _pairs}[args.action](args)


def _pairs(args: argparse.Namespace) -> int:
    pairs = undecided(read_sound(args.root))
    for pair in pairs:
        print("\n".join(f"{r.id}: {r.get('in_our_words')}" for r in pair), end="\n\n")
    print(f"pairs without a decision: {len(pairs)}. Decisions belong in data/records/codings/pairs.yaml.")
    return 0


def _draw(args: argparse.Namespace) -> int:
    corpus = read_corpus(args.root)
    if args.documents is not None and (inside := repository(args.out, args.root)):
        raise CannotRun(
            f"with --documents the workbook has words of the documents, which may not be published: {args.out} is "
            f"in the repository {inside}. Choose a folder outside it."
        )
    try:
        records = draw(corpus, args.size, args.seed)
    except ValueError as error:
        raise CannotRun(str(error)) from None
    words = original_words(corpus, records, args.documents) if args.documents is not None else None
    about = (
        f"{len(records)} of {len(corpus.published)} records, version {corpus.package.get('version')}, "
        f"drawn with seed {args.seed}."
    )
    files = {
        args.out / "review.xlsx": workbook.write(corpus, records, about, words),
        args.out / "review.html": page.page(corpus, records, about, page.read_codebook(args.root)).encode("utf-8"),
    }
    for path in files:
        if path.exists():
            raise CannotRun(f"{path} already exists, perhaps with answers in it. Move it, or choose another folder.")
    write_all(files)
    for source, n in sorted(Counter(r.get("source") for r in records).items()):
        print(f"{source}: {n}")
    for path in files:
        print(f"written: {path}")
    return 0


def original_words(corpus: Corpus, records: list[Record], documents: Path) -> dict[str, str]:
    """The words of each record in a reader's copies, or in brackets the reason why there are none."""
    copies = own_copies(corpus, documents)
    doubts = {ALTERED: "[differs in your copy] ", MOVED: "[moved in your copy] ", AMBIGUOUS: "[place uncertain] "}
    found = {key: doubts.get(w.status, "") + w.text for key, w in own_words(corpus, copies).items() if w.text}
    return {r.id: found.get(r.id, "[not in your copies]") for r in records}


def _read(args: argparse.Namespace) -> int:
    if why := filing.bad_coder(args.coder):
        raise CannotRun(why)
    if args.round is not None and args.round < 1:
        raise CannotRun("--round: give a number from 1")
    corpus = read_sound(args.root, apart_from=reliability.PATH)
    answers, problems = filled.read(corpus, args.file)
    for problem in problems:
        print(f"{args.file.name}: {problem}", file=sys.stderr)
    if problems:
        print(f"mistakes: {len(problems)}; nothing was written", file=sys.stderr)
        return 1
    given = [a for a in answers if a.given]
    if not given:
        raise CannotRun(f"{args.file.name} has no answers yet")
    for a in given:
        if a.stale:
            print(f"{a.record.id} has changed since the workbook was drawn; row {a.row} is left out")
    codings = filing.codings(corpus, args.coder, answers)
    others = [r for r in corpus.records if not (r.kind.name == "coding" and r.get("coder") == args.coder)]
    figures = reliability.compute(Corpus(corpus.root, corpus.schemas, corpus.files, [*others, *codings]))
    files = filing.coding_files(corpus, args.coder, codings, args.name)
    files[filing.READINGS] = filing.readings(corpus, args.coder, given, args.round)
    files[reliability.PATH] = reliability.as_yaml(figures)
    confirmed = filing.confirmed(given)
    if args.apply:
        files |= filing.reviewed_files(confirmed)
    changed = stale_files(corpus, {path: text.encode("utf-8") for path, text in files.items()})
    write_all({args.root / path: data for path, data in changed.items()})
    _report(args, given, figures, confirmed, list(changed))
    return 0


def _report(
    args: argparse.Namespace, given: list[filled.Answer], figures: list, confirmed: list[Record], changed: list[str]
) -> None:
    verdicts = Counter(a.verdict for a in given if a.verdict and not a.stale)
    print(f"records answered: {len(given)} (" + ", ".join(f"{n} {v}" for v, n in sorted(verdicts.items())) + ")")
    own = [f for f in figures if f.coder == args.coder]
    some, none = f"agreement of {args.coder} with the published codes:", f"no codes by {args.coder}, so no agreement"
    print(some if own else none)
    for f in own:
        print(f"  {reliability.in_words(f)}")
    apart = [(a.record.id, *d) for a in given if a.codes and not a.stale for d in filing.differences(a)]
    for record, field, theirs, ours in apart:
        print(f"{record}: {field}: {args.coder} has {theirs}; published is {ours}")
    status = ", now human-reviewed" if args.apply else "; --apply sets their review status"
    print(f"records confirmed: {len(confirmed)}{status}")
    for path in changed:
        print(f"written: {path}")
    amend = ", and update what README.md and data/records/package.yaml say about human review"
    print(f"Now run scripts/build.py{amend if args.apply and confirmed else ''}.")
