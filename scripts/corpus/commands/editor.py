"""Write what an editor needs to complete and check records while you type."""

import argparse

from corpus.derive.completion import editor_files
from corpus.derive.examples import FOLDER, examples_page
from corpus.derive.tables import write_all
from corpus.model.records import read_corpus

PAGE = "docs/example-records.md"


def main(args: argparse.Namespace) -> int:
    corpus = read_corpus(args.root)
    if args.examples:
        write_all({args.root / PAGE: examples_page(corpus).encode("utf-8")})
        print(PAGE)
        return 0
    files = editor_files(corpus)
    write_all({args.root / path: data for path, data in files.items()})
    print(f"{len(files)} schemas in {FOLDER}/")
    return 0
