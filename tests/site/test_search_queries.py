"""The queries of search-queries.yaml: the table, the head of the pages and the SQLite file find the records."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from explorer_parts import PAGE, shown
from site_parts import Tab

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


@pytest.mark.parametrize("query", [q for q in QUERIES if "site" not in q], ids=lambda q: q["query"])
def test_the_sqlite_file_finds_each(query: dict[str, Any], built: Path) -> None:
    [path] = (built / "downloads").glob("*.sqlite")
    words = " ".join('"' + word + '"' for word in query["query"].split())
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as db:
        rows = "SELECT rowid FROM recommendations_fts(?)"
        found = db.execute(
            f"SELECT recommendation_id FROM recommendations WHERE rowid IN ({rows})", (words,)
        ).fetchall()
    assert set(query["finds"]) <= {row[0] for row in found}


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
