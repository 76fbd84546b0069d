"""Check every passage and span of the records against your own copies of the documents."""

import argparse
import shutil
import sys
from collections import Counter
from pathlib import Path

from anchoring.difference import Difference, in_words
from anchoring.placing import ALTERED, EXACT
from corpus.copies.copied import copied_in
from corpus.copies.matching import Copy, read_copies
from corpus.copies.wording import as_shown, page_of, places
from corpus.derive.tables import write_all
from corpus.edit.update import updated_files
from corpus.model.records import Corpus, read_corpus
from corpus.release.versions import NoHistory, git

from .cli import CannotRun, Progress
from .documents import own_copies


def main(args: argparse.Namespace) -> int:
    corpus = read_corpus(args.root)
    _check(corpus, args.update)
    if args.own_words:
        return _copied(corpus, _files(args.root), [c.normalised.text for c in read_copies(args.documents)])
    matched = own_copies(corpus, args.documents, sys.stdout)
    if args.update:
        return _update(corpus, matched)
    worst: Counter[str] = Counter()
    for source, copy in matched.items():
        worst += _report(corpus, source, copy, args.show_all)
    absent = [s.id for s in corpus.of("source") if s.id not in matched]
    if absent:
        print(f"no copy was found of: {', '.join(absent)}")
    bad = {k: v for k, v in worst.items() if k != EXACT and not (args.allow_altered and k == ALTERED)}
    print(f"{sum(worst.values())} passages and spans: " + ", ".join(f"{v} {k}" for k, v in sorted(worst.items())))
    records = [args.root / f.path for f in corpus.files if f.kind]
    return int(bool(bad)) | _copied(corpus, records, [c.normalised.text for c in matched.values()])


def _files(root: Path) -> list[Path]:
    """The files that may be published: text files that git tracks or would; without git, those of data and docs."""
    try:
        names = git(root, "ls-files", "-co", "--exclude-standard", "-z").decode().split("\0")
        return [root / name for name in names if (root / name).is_file()]
    except NoHistory:
        return [p for folder in ("data", "docs") for p in (root / folder).rglob("*") if p.is_file()]


def _copied(corpus: Corpus, files: list[Path], documents: list[str]) -> int:
    """Print where files contain words of a document; returns 1 if any do, else 0."""
    found = copied_in(corpus, files, documents)
    for line in found:
        print(line)
    if found:
        print(f"runs of words taken from a document: {len(found)}. Use your own words; only names may stay.")
    return int(bool(found))


# The fields needed for placing; --update computes the second half.
NEEDED: dict[str, tuple[dict[str, type], dict[str, type]]] = {
    "source": ({"source_id": str}, {"length": int, "file_sha256": str}),
    "passage": ({"passage_id": str, "start": int}, {"length": int, "anchor": str, "fingerprint": str}),
    "recommendation": (
        {"recommendation_id": str, "passage": str, "span_start": int, "span_length": int},
        {"span_fingerprint": str},
    ),
}


def _check(corpus: Corpus, update: bool) -> None:
    """Raise CannotRun if a record cannot be read or lacks its place."""

    def refuse(path: str, line: int, what: str) -> None:
        raise CannotRun(f"{path}:{line}: {what} Run scripts/validate.py first.")

    for file in corpus.files:
        if file.kind and file.reading.value is None:
            for fault in file.reading.faults:
                refuse(file.path, fault.line, fault.message)
    passages = corpus.index("passages")
    for kind, (given, computed) in NEEDED.items():
        for record in corpus.of(kind):
            for name, type_ in (given if update else given | computed).items():
                value = record.get(name)
                if type(value) is not type_ or isinstance(value, int) and value < ("length" in name):
                    refuse(record.file.path, record.mark(name).line, f"{name} is missing or not valid.")
            passage = passages.get(record.get("passage"))
            if kind == "recommendation" and (passage is None or record.get("source") != passage.get("source")):
                what = f"{record.get('passage')} is not a passage of this source."
                refuse(record.file.path, record.mark("passage").line, what)


def _report(corpus: Corpus, source: str, copy: Copy, show_all: bool) -> Counter:
    with Progress(f"{source}:") as progress:
        found = places(corpus, source, copy, progress)
    results = [*found.passages, *(r for _, r in found.spans)]
    count = Counter(r.status for r in results)
    counts = ", ".join(f"{v} {k}" for k, v in sorted(count.items()))
    print(f"{'a part of ' if copy.is_part else ''}{source} in {copy.name}: {counts}")
    for r in results:
        here = found.told.get(r.id, r)
        if r.status != EXACT or show_all:
            told = f"  {r.id}: {r.status}"
            print(told + _shown(here.start, here.length, copy, len(told)))
        for line in in_words(here, copy.normalised) if isinstance(here, Difference) else ():
            print(f"    {line}")
    status = {p.id: p.status for p in found.passages}
    wrong = [r.id for passage, r in found.spans if r.status == ALTERED and status[passage] == EXACT]
    if wrong:
        advice = "correct span_start or span_length, then run --update"
        print(f"  {', '.join(wrong)}: the passage is exact, so the location in the record is wrong; {advice}")
    return count


def _shown(start: int | None, length: int | None, copy: Copy, taken: int) -> str:
    """Its place, beginning and end; ``taken`` letters precede it on the line."""
    if start is None or length is None:
        return ""
    text = as_shown(copy.normalised.original(start, length))
    page = page_of(copy, start)
    where = f", {f'page {page}, ' if page else ''}line {copy.normalised.line(start)}: "
    most = 70
    if sys.stdout.isatty():  # fits one line of the screen
        most = max(30, min(most, shutil.get_terminal_size().columns - taken - len(where) - 1))
    return where + (text if len(text) <= most else f"{text[: most // 2 - 2]} … {text[1 - most // 2 :]}")


def _update(corpus: Corpus, matched: dict[str, Copy]) -> int:
    files = updated_files(corpus, matched)
    write_all({corpus.root / path: text.encode("utf-8") for path, text in files.items()})
    for path in files:
        print(f"updated: {path}")
    if not files:
        print("all locations are already correct")
    return 0
