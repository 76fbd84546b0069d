"""Files under version control that are built, or of which a part is: CITATION.cff and blocks in two pages."""
from __future__ import annotations

from ..records import Corpus
from ..tables import Table
from . import blocks, citation, datasheet
from .downloads import listed

DOWNLOADS = "docs/get-the-data.md"


def expected_pages(corpus: Corpus, tables: dict[str, Table]) -> dict[str, bytes]:
    """These files as they should be, by path. Those that a repository does not have are left out."""
    parts = {"downloads": lambda: downloads_table(corpus.package["name"]), "figures": lambda: datasheet.figures(corpus, tables)}
    out: dict[str, bytes] = {}
    for path in (DOWNLOADS, datasheet.PAGE):
        if (corpus.root / path).is_file():
            out[path] = blocks.fill((corpus.root / path).read_text(encoding="utf-8"), parts).encode()
    if (corpus.root / citation.CFF).is_file():
        out[citation.CFF] = citation.cff(corpus)
    return out


def downloads_table(package: str) -> str:
    """The list of downloads as a Markdown table: file, what it is, who would want it."""
    rows = [f"| [{d.name}](downloads/{d.name}) | {d.title} | {d.wanted_by} |\n" for d in listed(package)]
    return "| File | What | Who would want it |\n|---|---|---|\n" + "".join(rows)
