"""The queries of search-queries.yaml: the table and the SQLite file find the records that each must find."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest
import yaml
from explorer_parts import PAGE, shown
from site_parts import Tab

QUERIES = yaml.safe_load(Path(__file__).with_name("search-queries.yaml").read_text(encoding="utf-8"))
IN_ONE_WORD = [q for q in QUERIES if " " not in q["query"] and q["query"].isalpha()]
# The porter stemmer of SQLite knows no spelling of a word but the one in the text.
BY_STEM = set("organized criminalize trained ratified antitrafficking coordination compensaton judges".split())


def table(page: Any, query: str) -> list[str]:
    page.get_by_label("Search the table").fill(query)
    return shown(page)


def test_the_table_finds_the_same_by_each_name(tab: Tab, address: str) -> None:
    tab.page.goto(address + PAGE)
    wrong = {}
    for q in QUERIES:
        want, got = table(tab.page, q["as"]), table(tab.page, q["query"])
        if not want or got != want:
            wrong[q["query"]] = (len(got), len(want))
    assert wrong == {} and tab.faults == []


@pytest.mark.parametrize("query", [q for q in IN_ONE_WORD if q["query"] not in BY_STEM], ids=lambda q: q["query"])
def test_the_sqlite_file_finds_words_by_other_names(query: dict[str, str], built: Path) -> None:
    [path] = (built / "downloads").glob("*.sqlite")
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as db:
        found = {r[0] for r in db.execute("SELECT rowid FROM recommendations_fts(?)", (f'"{query["query"]}"',))}
        want = {
            r[0] for r in db.execute("SELECT rowid FROM recommendations_fts(?)", (f'- also_called : "{query["as"]}"',))
        }
    assert found and want <= found
