"""The files that are built from the records: tables and descriptor, as paths and bytes."""

from __future__ import annotations

from corpus.model.records import Corpus

from .descriptor import descriptor, to_json
from .tables import Table


def expected_files(corpus: Corpus, tables: dict[str, Table]) -> dict[str, bytes]:
    """Every built file under version control, by its path below the repository."""
    files = {t.path: t.csv() for t in tables.values()}
    files["datapackage.json"] = to_json(descriptor(corpus, tables))
    return files
