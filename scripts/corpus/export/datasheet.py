"""The datasheet (Gebru et al., Datasheets for Datasets, 2021) as a self-contained file."""

from corpus.derive import blocks
from corpus.derive.counts import counts

from .archive import alone
from .material import Material


def files(m: Material) -> dict[str, bytes]:
    """``datasheet.txt``: the page, or only the counts if a repository has no such page.

    It is plain text: MkDocs would treat Markdown as a page.
    """
    path, parts = m.corpus.root / "docs/datasheet.md", {"counts": lambda: counts(m.corpus, m.tables)}
    text = blocks.fill(path.read_text(encoding="utf-8"), parts) if path.is_file() else parts["counts"]()
    return {"datasheet.txt": alone(blocks.without_marks(text)).encode()}
