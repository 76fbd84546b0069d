"""What is built from a repository, and the rows of its tables."""

from __future__ import annotations

from pathlib import Path

from corpus.derive.tables import Table, build_tables
from corpus.model.records import read_corpus
from helpers import contents


def built(root: Path) -> dict[str, bytes]:
    """All built files of a repository by path."""
    return {
        path: data
        for path, data in contents(root).items()
        if path.startswith("build/") or path.endswith(".csv") or "/" not in path
    }


def tables_of(root: Path) -> dict[str, Table]:
    return build_tables(read_corpus(root))


def rows(tables: dict[str, Table], name: str, **where: object) -> list[dict]:
    return [r.values for r in tables[name].rows if all(r.values[k] == v for k, v in where.items())]
