"""The queries of search-queries.yaml: the table, the head of the pages and the SQLite file find the records."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from explorer_parts import PAGE, shown
from site_parts import Tab

from corpus.export.search import groups
from corpus.export.words import stems
from corpus.site.lookup import Site
from helpers import ROOT
from javascript import Engine

QUERIES = yaml.safe_load(Path(__file__).with_name("search-queries.yaml").read_text(encoding="utf-8"))
OUTSIDE = yaml.safe_load(Path(__file__).with_name("search-outside.yaml").read_text(encoding="utf-8"))


def wrong(find: Callable[[str], list[str]]) -> dict[str, str]:
    """What the answers of a search lack, and where another query has other answers."""
    out = {}
    for q in QUERIES:
        got = find(q["query"])
        if missing := set(q["finds"]) - set(got):
            out[q["query"]] = f"{len(got)} found, without {sorted(missing)}"
        elif "as" in q and sorted(got) != sorted(find(q["as"])):
            out[q["query"]] = f"{len(got)} found, {len(find(q['as']))} for {q['as']}"
    return out


class Head:
    """The search in the head of the pages, without its page."""

    def __init__(self, built: Path):
        self.engine = Engine(("explorer/words", "site/found"), (built / "assets" / "constants.js").read_text("utf-8"))
        self.engine.context.eval((built / "search" / "search_index.js").read_text(encoding="utf-8"))
        self.engine.context.eval("self.answer = our.found(__index.docs)")

    def pages(self, query: str) -> list[dict[str, Any]]:
        """The pages that have every word, the best first."""
        found = self.engine.evaluate("(query) => answer(query).map((parts) => parts[0])", query)
        return [page for page in found if all(page["terms"].values())]

    def records(self, query: str) -> list[str]:
        """The recommendations among them."""
        paths = [Path(page["location"]) for page in self.pages(query)]
        return [p.stem for p in paths if p.parent.name == "recommendations" and p.stem != "index"]


@pytest.fixture(scope="module")
def head(built: Path) -> Head:
    return Head(built)


def test_the_table_finds_each(tab: Tab, address: str) -> None:
    tab.page.goto(address + PAGE)

    def find(query: str) -> list[str]:
        tab.page.get_by_label("Search the table").fill(query)
        return shown(tab.page)

    assert wrong(find) == {} and tab.faults == []


def test_the_head_of_the_pages_finds_each(head: Head) -> None:
    assert wrong(head.records) == {}


def test_the_sqlite_file_finds_the_same_as_the_table(tab: Tab, built: Path, address: str) -> None:
    [path] = (built / "downloads").glob("*.sqlite")
    tab.page.goto(address + PAGE)
    other, of_table = {}, {}
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as db:

        def found(word: str) -> set[str]:
            rows = db.execute("SELECT recommendation_id FROM search WHERE word = ?", (word,))
            return {row[0] for row in rows}

        def find(query: str) -> set[str]:
            """Of each word of a query, or name of several words, what the view finds; the records that all find."""
            left, out = query.replace("?", "").split(), None
            while left:
                names = (" ".join(left[:n]) for n in range(len(left), 0, -1))
                own = next((rows for name in names if (rows := found(name))), set())
                taken = next((n for n in range(len(left), 1, -1) if found(" ".join(left[:n]))), 1)
                left, out = left[taken:], own if out is None else out & own
            return out or set()

        for query in {q[key] for q in QUERIES for key in ("query", "as") if key in q and "corrected" not in q}:
            tab.page.get_by_label("Search the table").fill(query)
            of_table[query] = set(shown(tab.page))
            if of_table[query] != find(query):
                other[query] = sorted(of_table[query] ^ find(query))
    assert other == {} and len(of_table) > 70 and all(of_table.values())


def test_words_are_compared_alike_in_the_database_and_on_the_page(head: Head, site: Site) -> None:
    rows = (cell for r in site.tables["recommendations"].rows for cell in r.cells.values() if isinstance(cell, str))
    texts = sorted({*rows, *(name for group in groups(site.tables) for name in group)})
    of_page = head.engine.evaluate("(texts) => texts.map(our.words.stems)", texts)
    assert {t: s for t, s in zip(texts, of_page) if s != stems(t).strip()} == {} and len(texts) > 1000


def test_the_query_of_the_page_finds_words_with_a_hyphen(built: Path) -> None:
    [path] = (built / "downloads").glob("*.sqlite")
    text = (ROOT / "docs" / "searching.md").read_text(encoding="utf-8")
    in_view, in_full_text = re.findall(r"```sql\n(.*?)```", text, re.S)
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as db:
        assert len(db.execute(in_view).fetchall()) == len(db.execute(in_view.replace("'anti-", "'anti")).fetchall()) > 1
        assert db.execute(in_full_text).fetchall()


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("norway", "actors/norway.html"),
        ("compensation", "terms/theme/compensation.html"),
        ("Biaudet", "actors/eva-biaudet.html"),
        ("Palermo Protocol", "instruments/palermo-protocol.html"),
        ("hotline", "actors/hotlines.html"),
    ],
)
def test_the_head_of_the_pages_puts_records_before_rules(head: Head, query: str, first: str) -> None:
    paths = [page["location"].split("#")[0] for page in head.pages(query)]
    ours = [path.startswith(("rules/", "tables/")) for path in paths]
    records = [path.startswith(("recommendations/", "terms/", "actors/", "instruments/")) for path in paths]
    assert paths[0] == first and ours == sorted(ours) and True in records[:1]
    last = max(n for n, record in enumerate(records) if record and not paths[n].endswith("index.html"))
    assert True not in ours[:last]


def test_the_head_of_the_pages_offers_what_has_most_words_where_nothing_has_all(head: Head) -> None:
    parts = head.engine.evaluate("(query) => answer(query)[0]", "compensation zzzz")
    assert parts[0]["terms"] == {"compensation": True, "zzzz": False}
    assert head.pages("zzzz") == []


def test_every_label_in_another_language_finds_its_term(head: Head, site: Site) -> None:
    lost = []
    for row in (r.values for r in site.tables["term_labels"].rows):
        page = f"terms/{row['vocabulary']}/{row['code']}.html"
        if page not in [p["location"].split("#")[0] for p in head.pages(row["label"])]:
            lost.append((row["label"], page))
    assert lost == []


def test_the_index_is_fetched_when_the_field_is_first_used(own_tab: Tab, address: str) -> None:
    asked: list[str] = []
    own_tab.page.on("request", lambda request: asked.append(request.url))
    own_tab.page.goto(address + "about.html", wait_until="networkidle")
    assert [a for a in asked if "search_index" in a] == []
    own_tab.page.locator(".md-search__input").focus()
    own_tab.page.keyboard.type("norway")
    own_tab.page.locator(".md-search-result__link[href*='actors/norway']").first.wait_for(timeout=15_000)
    assert len([a for a in asked if "search_index" in a]) == 1 and own_tab.faults == []


def test_queries_from_outside_find_what_they_found_at_first(head: Head) -> None:
    lost = []
    for q in OUTSIDE:
        got = head.records(q["query"])
        if q["found"] and (not set(q["wants"]) & set(got) if q["wants"] else got):
            lost.append(q["query"])
    assert lost == [] and len(OUTSIDE) == 30
    score = f"{sum(q['found'] for q in OUTSIDE)} of {len(OUTSIDE)}"
    assert score in (ROOT / "docs" / "searching.md").read_text(encoding="utf-8")


def test_the_page_says_how_many_labels_were_drafted(site: Site) -> None:
    text = (ROOT / "docs" / "searching.md").read_text(encoding="utf-8")
    rows = [r.values for r in site.tables["term_labels"].rows]
    official = sum(r["basis"] == "official" for r in rows)
    assert f"{official} of the {len(rows)} labels" in text
