"""The site as it is built, in a real browser: pages fit and are accessible, search, links and tables work."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import TimeoutError as PlaywrightTimeout
from site_parts import ALONE, COLOURS, RULES, Tab, in_scheme, resize, violations, written

from corpus.site.lookup import Site
from corpus.site.outline import repeated
from helpers import ROOT

# What repeats is looked at in part: axe needs seconds for a thousand rows that differ in their words alone.
SHORTEN = """() => document.querySelectorAll([
  'tbody > tr:nth-child(n+6)', 'ol.requests > li:nth-child(n+4)', 'ul.plain > li:nth-child(n+5)',
  'ul.outline > li:nth-child(n+12)',
  'ul.inline > li:nth-child(n+8)', '.ids > a:nth-child(n+4)', '.choices > label:nth-child(n+6)',
  'dd > a:nth-of-type(n+8)',
  'svg.chart > text:nth-of-type(n+40)', 'svg.chart > rect:nth-of-type(n+40)',
  '.md-content__inner > h2:nth-of-type(n+9) ~ *', '.md-content__inner > h3:nth-of-type(n+5) ~ *',
].join()).forEach((e) => e.remove())"""


def most(rows: list[dict], column: str) -> str:
    return Counter(r[column] for r in rows if r.get(column)).most_common(1)[0][0]


def most_related(site: Site) -> str:
    """The recommendation with the most relations and citations."""
    tables = {name: [r.values for r in site.tables[name].rows] for name in ("citations", "recommendation_relations")}
    cited, related = (Counter(r["recommendation_id"] for r in rows) for rows in tables.values())
    return max(related, key=lambda r: (min(cited[r], related[r]), r))


def often(table: str, column: str) -> Callable[[Site], str]:
    return lambda site: most([r.values for r in site.tables[table].rows], column)


# Of templates that make many pages one page, the fullest where that is easily said.
ONE_OF: dict[str, tuple[str, Callable[[Site], str]]] = {
    "recommendation-with-relations-and-citations": ("recommendations/{}.html", most_related),
    "recommendation-with-parts": ("recommendations/{}.html", often("recommendations", "part_of")),
    "source": ("sources/{}.html", often("recommendations", "source")),
    "actor": ("actors/{}.html", often("recommendation_actors", "actor_id")),
    "meeting": ("meetings/{}.html", often("recommendations", "meeting")),
    "instrument": ("instruments/{}.html", often("citations", "instrument_id")),
    "vocabulary": ("terms/{}/index.html", lambda site: "theme"),
    "term": ("terms/theme/{}.html", often("recommendations", "theme")),
    "table": ("tables/{}.html", lambda site: "recommendations"),
    "rule": ("rules/{}.html", lambda site: "C001"),
    "request": ("requests/{}.html", lambda site: next(iter(repeated(site)))),
}
FIXED = {"start": "index.html", **ALONE, "changelog": "changelog.html", "not-found": "404.html"} | {
    path.removesuffix(".html"): path for path in written() if path != "index.html"
}


@pytest.mark.parametrize("name", [*FIXED, *ONE_OF])
def test_pages_fit_and_axe_finds_nothing(name: str, tab: Tab, site: Site, address: str, axe: str) -> None:
    path, page = FIXED.get(name) or ONE_OF[name][0].format(ONE_OF[name][1](site)), tab.page
    # Pages written by hand share a template: one of them is looked at as all others are, the rest by axe on a phone
    # alone. Head, menu and foot are the same on all pages: axe looks at them where the theme lays them out differently.
    alike = path in written() and name not in ("start", "codebook")
    part = "html" if name in ("start", "codebook", "recommendations", "source", "not-found") else "main"
    page.goto(address + path, wait_until="load")
    page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true })")
    faults = resize(page, 1280) + resize(page, 360)
    page.evaluate(SHORTEN)
    page.evaluate(axe)
    faults += [f"360: {v}" for v in violations(page, RULES, part=part)]
    in_scheme(page, "dark")  # colours do not depend on the width: once is enough
    faults += [f"dark: {v}" for v in violations(page, COLOURS, "rule", part)]
    if not alike:
        in_scheme(page, "light")
        resize(page, 1280)
        same = part == "main" and page.locator(".wide-screen").count() == 0  # nothing is shown on wide screens alone
        faults += [f"1280: {v}" for v in violations(page, RULES, part=part, without=COLOURS if same else ())]
    assert faults + tab.faults == []


def open_search(page: Any) -> None:
    """Press the key of the search until it has the focus: the theme listens for it only once its script runs."""
    for _ in range(100):
        page.keyboard.press("/")
        if page.evaluate("document.activeElement.matches('.md-search__input')"):
            return
        page.wait_for_timeout(100)
    raise AssertionError("the search does not open")


def test_the_search_finds_a_recommendation_by_a_word_of_ours(tab: Tab, site: Site, built: Path, serve: Any) -> None:
    key, row = next((k, r) for k, r in site.rows["recommendations"].items() if "hotline" in r["in_our_words"].lower())
    tab.page.goto(serve(built))
    open_search(tab.page)
    tab.page.keyboard.type("hotline")
    tab.page.locator(f".md-search-result__link[href*='{key}']").first.wait_for(timeout=15_000)
    assert tab.faults == [], row


def test_the_search_finds_what_has_every_word_as_the_table_does(tab: Tab, built: Path, serve: Any) -> None:
    page = tab.page

    def found(place: str, query: str) -> list[str]:
        page.goto(place)
        open_search(page)
        page.keyboard.insert_text(query)  # in one go, so that what comes answers all of it
        answer = page.locator(".md-search-result__meta", has_text=re.compile("document"))
        for _ in range(6):  # what is typed before the index is there may be lost: the next key asks again
            try:
                answer.wait_for(timeout=5_000)
                break
            except PlaywrightTimeout:
                page.keyboard.type(" ")
        answer.wait_for(timeout=1_000)
        return page.locator(".md-search-result__item").all_inner_texts()

    start = serve(built)
    both = found(start, "research gaps")  # words for which no others stand in
    assert all("Missing: zzzz" in t for t in found(start, "gaps zzzz"))  # one word that is nowhere
    assert 0 < len(both) < len(found(start, "gaps"))
    assert all("gap" in t.lower() and "research" in t.lower() for t in both)
    assert len(found(start, "research for the gaps")) == len(both)
    assert found(start, "national-action plan’s") and page.locator(".md-search-result del").count() == 0
    assert len(found(built.as_uri() + "/index.html", '"compensation fund"')) > 0  # from a folder too
    assert tab.faults == []


def test_the_page_for_what_is_not_found_works_in_a_subfolder(own_tab: Tab, built: Path) -> None:
    page, start = own_tab.page, "https://site.example/a/b/"

    def answer(route: Any) -> None:
        """As a server that has the site in a folder, and gives 404.html for what is not there."""
        path = built / urlsplit(route.request.url).path.removeprefix("/a/b/")
        route.fulfill(path=path if path.is_file() else built / "404.html")

    page.route("https://site.example/**", answer)
    for missing in ("nowhere.html", "recommendations/nowhere.html", "terms/theme/nowhere.html"):
        page.goto(start + missing)
        used = page.locator("link[rel=stylesheet], script[src], .md-content a").evaluate_all(
            "(elements) => elements.map((e) => e.href || e.src)"
        )
        assert len(used) > 10 and all(u.startswith(start) for u in used)
        assert [u for u in used if not (built / urlsplit(u.removeprefix(start)).path).is_file()] == []
    page.locator(".md-search__input").focus()
    page.keyboard.type("norway")
    page.locator(f".md-search-result__link[href^='{start}actors/norway.html']").first.wait_for(timeout=15_000)
    folders = {p.name for p in built.iterdir() if p.is_dir()}
    assert folders <= set(re.findall(r"[a-z-]+", (ROOT / "theme" / "404.html").read_text(encoding="utf-8")))


def test_the_heads_of_the_columns_stay_and_do_not_overlap(own_tab: Tab, address: str) -> None:
    page = own_tab.page
    for width in (720, 768, 820, 900, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(address + "recommendations/index.html")
        page.evaluate("scrollTo(0, 3000)")
        page.wait_for_function("scrollY > 2900")
        heads = page.evaluate(
            "Array.from(document.querySelectorAll('#all th'), (th) => { const r = th.getBoundingClientRect();"
            " const t = th.firstChild.getBoundingClientRect ? th.firstChild.getBoundingClientRect() : r;"
            " return [r.top, r.right, t.right]; })"
        )
        assert all(0 < top < 100 and text <= right + 1 for top, right, text in heads), (width, heads)


def test_a_link_to_a_passage_opens_the_table_it_stands_in(tab: Tab, site: Site, address: str) -> None:
    key = next(iter(site.rows["passages"]))
    source = site.rows["passages"][key]["source"]
    tab.page.goto(f"{address}sources/{source}.html#{key}")
    assert tab.page.locator(f"[id='{key}']").is_visible()


def test_a_box_that_scrolls_can_be_reached_by_keyboard(tab: Tab, site: Site, address: str) -> None:
    tab.page.set_viewport_size({"width": 360, "height": 800})
    tab.page.goto(address + "reliability.html")
    box = tab.page.locator(".wide[tabindex='0']").first
    box.focus()
    assert box.evaluate(
        "(e) => e === document.activeElement && e.scrollWidth > e.clientWidth && !!e.getAttribute('aria-label')"
    )
