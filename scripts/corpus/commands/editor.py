"""Write what an editor needs to complete and check records while they are typed.

For each kind of record a JSON Schema in build/editor/ that offers every identifier and code with
its label. The settings in .vscode/ name them; other editors read the first line of a file:
# yaml-language-server: $schema=…
"""

from __future__ import annotations

import argparse
import json

from corpus.derive.examples import FOLDER, examples_page
from corpus.derive.tables import write_all
from corpus.edit.completion import schemas
from corpus.model.records import read_corpus

EXAMPLES = """examples:
  scripts/editor.py               write build/editor/; run it again once identifiers have been added
  scripts/editor.py --examples    write docs/example-records.md, as scripts/build.py does

exit codes: 0 done, 2 could not run"""

PAGE = "docs/example-records.md"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--examples", action="store_true", help="write the page of example records instead")


def main(args: argparse.Namespace) -> int:
    corpus = read_corpus(args.root)
    if args.examples:
        write_all({args.root / PAGE: examples_page(corpus).encode("utf-8")})
        print(PAGE)
        return 0
    files = {f"{FOLDER}/{name}.schema.json": schema for name, schema in schemas(corpus).items()}
    write_all(
        {
            args.root / path: (json.dumps(schema, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
            for path, schema in files.items()
        }
    )
    print(f"{len(files)} schemas in {FOLDER}/")
    return 0
