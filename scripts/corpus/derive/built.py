"""The register of all files under version control that are built as a whole or in part. Does not build them itself."""

from collections.abc import Callable
from functools import partial

from corpus.model.codebook import STATED, restated
from corpus.model.records import Corpus

from . import blocks
from .completion import editor_files
from .counts import counting, counts
from .descriptor import cff, descriptor, to_json
from .examples import FOLDER, examples_page
from .tables import Table

Tables = dict[str, Table]

# Files that are built as a whole, besides the tables. Only datapackage.json is required in every repository.
PACKAGE = "datapackage.json"
PAGES: dict[str, Callable[[Corpus, Tables], bytes]] = {
    "CITATION.cff": lambda corpus, tables: cff(corpus),
    "docs/example-records.md": lambda corpus, tables: examples_page(corpus).encode(),
}
# Hand-written files that may hold blocks or constants of the codebook.
WRITTEN = (
    "README.md",
    "CONTRIBUTING.md",
    "docs/*.md",
    ".github/*.md",
    ".github/ISSUE_TEMPLATE/*.yml",
    "schemas/[rt]*/*.schema.json",  # records and tables
)
BLOCKS: dict[str, Callable[[Corpus, Tables], str]] = {"counts": counts, "counting": counting}


def package_files(corpus: Corpus, tables: Tables) -> dict[str, bytes]:
    """The tables and the descriptor, by path below the repository."""
    files = {t.path: t.csv() for t in tables.values()}
    return files | {PACKAGE: to_json(descriptor(corpus, tables))}


def built_files(corpus: Corpus, tables: Tables) -> dict[str, bytes]:
    """The expected content of every file of the register, by path; pages that a repository lacks are left out."""
    files = package_files(corpus, tables)
    files |= {path: make(corpus, tables) for path, make in PAGES.items() if (corpus.root / path).is_file()}
    if (corpus.root / FOLDER).is_dir():
        files |= editor_files(corpus)
    made = {name: partial(make, corpus, tables) for name, make in BLOCKS.items()}
    for path in sorted(p for pattern in WRITTEN for p in corpus.root.glob(pattern)):
        name, text = path.relative_to(corpus.root).as_posix(), path.read_text(encoding="utf-8")
        if name not in files and (STATED.search(text) or blocks.names(text) & BLOCKS.keys()):
            files[name] = blocks.fill(restated(text), made).encode()
    return files


def stale_files(corpus: Corpus, files: dict[str, bytes]) -> dict[str, bytes]:
    """The files that are missing in the repository or differ from it."""
    here = {path: corpus.root / path for path in files}
    return {p: data for p, data in files.items() if not here[p].is_file() or here[p].read_bytes() != data}
