"""Format the record files by moving lines: no value changes, and comments stay with what they precede."""

import argparse
import difflib
from itertools import zip_longest

from corpus.derive.examples import MODELINE, modeline_due
from corpus.derive.tables import write_all
from corpus.edit.fix import chosen, mended
from corpus.edit.layout import NotByLine, laid_out
from corpus.model.records import SourceFile, read_corpus
from corpus.model.yaml_reader import read_yaml
from dpcheck.problem import WARNING, Problem
from dpcheck.report import as_github

from .cli import CannotRun, Progress


def main(args: argparse.Namespace) -> int:
    corpus = read_corpus(args.root)
    files = chosen(corpus, args.paths)
    if not files:
        raise CannotRun(f"there are no records under {args.root / 'data' / 'records'}")
    new: dict[str, str] = {}
    with Progress("formatting:") as progress:
        for file in files:
            progress(file.path)
            text = formatted(file, modeline_due(corpus, file))
            if text.encode("utf-8") != file.data:
                new[file.path] = text
    old = {f.path: f.data.decode("utf-8") for f in files if f.path in new}
    if not (args.check or args.diff):
        write_all({args.root / path: text.encode("utf-8") for path, text in new.items()})
    for path, text in new.items():
        if args.check and args.format == "github":
            print(as_github([_departure(path, old[path], text)], {}))
        elif args.diff:
            names = f"{path} as it is", f"{path} formatted"
            print(*difflib.unified_diff(_lines(old[path]), _lines(text), *names, lineterm=""), sep="\n")
        else:
            print(f"{'not formatted' if args.check else 'formatted'}: {path}")
    if args.check or args.diff:
        print(f"{len(new)} of {len(files)} files not formatted" if new else f"{_all(len(files))} formatted")
        return int(args.check and bool(new))
    print(f"{len(new)} of {len(files)} files formatted" if new else f"{_all(len(files))} formatted already")
    return 0


def _departure(path: str, old: str, new: str) -> Problem:
    """A warning at the first line of a file that is not in the standard layout."""
    pairs = enumerate(zip_longest(_lines(old), _lines(new)), 1)
    line, was, due = next((n, was, due) for n, (was, due) in pairs if was != due)
    return Problem(
        "this file is not in the layout that all record files have",
        path,
        line,
        expected=due and f"here: {due.strip()}",
        actual=was and was.strip(),
        hint="nothing for you to do: it is corrected after the merge (scripts/format.py does it on your machine)",
        level=WARNING,
        code="layout",
    )


def _all(count: int) -> str:
    return "the file is" if count == 1 else f"all {count} files are"


def _lines(text: str) -> list[str]:
    """Lines for a diff; a byte order mark and line ends other than LF are made visible."""
    return [line.replace("\ufeff", "\\ufeff").replace("\r", "\\r") for line in text.split("\n")]


def formatted(file: SourceFile, line: str | None) -> str:
    """The text of a record file in the standard layout, with ``line`` as its first line if one is required.

    Raises CannotRun if this is not possible.
    """
    data, _ = mended(file.data)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise CannotRun(f"{file.path}: this file is not UTF-8. Run scripts/validate.py; nothing was written.") from None
    assert file.kind is not None
    if line:
        text = f"{line}\n{text.partition(chr(10))[2] if text.startswith(MODELINE) else text}"
    for fault in read_yaml(text).faults:
        raise CannotRun(f"{file.path}:{fault.line}: {fault.message} Run scripts/validate.py; nothing was written.")
    try:
        return laid_out(text, file.kind)
    except NotByLine as why:
        raise CannotRun(
            f"{file.path}: this file cannot be formatted by moving its lines: {why}. Nothing was written."
        ) from None
