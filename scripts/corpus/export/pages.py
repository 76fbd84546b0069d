"""Files under version control that are built, or of which a part is: CITATION.cff and the figures of the datasheet."""

from __future__ import annotations

from corpus.derive.tables import Table
from corpus.model.records import Corpus

from . import blocks, citation, datasheet


def expected_pages(corpus: Corpus, tables: dict[str, Table]) -> dict[str, bytes]:
    """These files as they should be, by path. Those that a repository does not have are left out."""
    out: dict[str, bytes] = {}
    page = corpus.root / datasheet.PAGE
    if page.is_file():
        out[datasheet.PAGE] = blocks.fill(
            page.read_text(encoding="utf-8"), {"figures": lambda: datasheet.figures(corpus, tables)}
        ).encode()
    if (corpus.root / citation.CFF).is_file():
        out[citation.CFF] = citation.cff(corpus)
    return out
