"""Build the tables (data/**/*.csv) and datapackage.json from data/records/ and schemas/: all of them or none."""

import argparse
import sys

from corpus.derive.built import built_files, package_files, stale_files
from corpus.derive.tables import build_tables, write_all
from corpus.export.downloads import material, write_downloads
from corpus.model.records import read_corpus
from corpus.rules.registry import errors_in
from dpcheck.report import as_text
from dpcheck.terminal import wants_colour


def main(args: argparse.Namespace) -> int:
    corpus = read_corpus(args.root)
    if errors := errors_in(corpus):
        print(as_text(errors, len(corpus.files), lambda path: [], wants_colour(sys.stderr)), file=sys.stderr)
        print("build: nothing was written, because the records have errors.", file=sys.stderr)
        return 1
    tables = build_tables(corpus)
    files = built_files(corpus, tables)
    if args.list:
        print("\n".join(files))
        return 0
    stale = stale_files(corpus, files)
    if args.check:
        for path in stale:
            print(f"not up to date: {path}")
        print(f"{len(stale)} of {len(files)} files are not up to date" if stale else f"all {len(files)} are up to date")
        return int(bool(stale))
    write_all({args.root / p: d for p, d in stale.items()})
    print(f"{len(stale)} of {len(files)} files written" if stale else f"all {len(files)} files are already up to date")
    if args.downloads:
        paths, left_out = write_downloads(material(corpus, tables, package_files(corpus, tables)))
        for written in paths:
            print(written.relative_to(args.root).as_posix())
        for name, reason in left_out.items():
            print(f"left out: {name}: {reason}", file=sys.stderr)
    return 0
