"""The site as it is built: every page and link, in files and in a real browser; hostile records stay text."""

from __future__ import annotations

import json
import posixpath
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
import yaml
from playwright.sync_api import TimeoutError as PlaywrightTimeout
from site_parts import COLOURS, RULES, Html, Tab, as_ours, in_scheme, mkdocs, once, read, resize, violations

from corpus.model.schema import Field, load_schemas
from corpus.rules.registry import REGISTRY
from corpus.site.lookup import Site
from corpus.site.outline import repeated
from corpus.site.render import ONLY
from dpcheck import catalogue as general
from helpers import GOOD, ROOT


def written() -> list[str]:
    """The paths of the pages that are written by hand."""
    return [p.relative_to(ROOT / "docs").with_suffix(".html").as_posix() for p in sorted((ROOT / "docs").rglob("*.md"))]


# The generated pages of which there is one, by template.
ALONE = {name: f"{about.get('folder', name)}/index.html" for name, about in ONLY.items()}


# Without a browser


def test_every_record_has_its_page_and_no_page_is_left_over(site: Site, html: dict[str, Html]) -> None:
    lists = ["recommendations", "sources", "actors", "meetings", "instruments"]
    expected = [f"{name}/{key}.html" for name in lists for key in site.rows[name]]
    expected += [
        f"terms/{name}/{page}.html" for name, terms in site.corpus.vocabularies.items() for page in ["index", *terms]
    ]
    expected += [f"tables/{name}.html" for name in site.tables] + [
        f"rules/{code}.html" for code in {*REGISTRY, *general.REGISTRY}
    ]
    expected += [*written(), *ALONE.values(), "changelog.html", "404.html"]
    expected += [f"requests/{key}.html" for key in repeated(site)]
    expected += [f"briefs/topic-{code}.html" for code in site.corpus.vocabularies["theme"] if site.uses["theme", code]]
    expected += [f"briefs/actor-{key}.html" for key in site.rows["actors"] if site.asked_of_or_by(key)]
    assert sorted(expected) == sorted(html)
    assert {row["page"] for row in site.rows["recommendations"].values()} <= set(html)


def test_every_link_leads_somewhere(built: Path, html: dict[str, Html]) -> None:
    files = {p.relative_to(built).as_posix() for p in built.rglob("*") if p.is_file()}
    ids = {path: set(page.ids) for path, page in html.items()}
    dead = []
    for path, page in html.items():
        for tag, name, address in page.links:
            parts = urlsplit(address)
            if parts.scheme or parts.netloc:
                if (tag, name) != ("a", "href") or parts.scheme not in ("http", "https", "mailto"):
                    dead.append((path, tag, address, "is not of this site"))
                continue
            here = posixpath.join(posixpath.dirname(path), unquote(parts.path)) if parts.path else path
            target = posixpath.normpath(here).lstrip("/")
            if target not in files:
                dead.append((path, tag, address, "no such file"))
            elif parts.fragment and target in ids and unquote(parts.fragment) not in ids[target]:
                dead.append((path, tag, address, "no such place"))
    assert dead == []


def test_pages_have_one_title_headings_in_order_and_no_identifier_twice(html: dict[str, Html]) -> None:
    for path, page in html.items():
        assert page.headings.count(1) == 1 and page.headings[0] == 1, (path, page.headings)
        assert all(b <= a + 1 for a, b in zip(page.headings, page.headings[1:])), (path, page.headings)
        assert [i for i, n in Counter(page.ids).items() if n > 1] == [], path
    titles = Counter(page.title for page in html.values())
    assert {t: n for t, n in titles.items() if n > 1 or not t.strip()} == {}


def test_the_page_of_a_table_lists_each_of_its_columns(site: Site, html: dict[str, Html]) -> None:
    for table in site.tables.values():
        page = html[f"tables/{table.name}.html"]
        assert [c.name for c in table.columns if c.name not in page.ids or c.description not in page.text] == [], (
            table.name
        )


def test_the_page_of_a_recommendation_says_who_whom_what_and_where(site: Site, html: dict[str, Html]) -> None:
    for key, row in site.rows["recommendations"].items():
        record, text = site.corpus.find("recommendations", key), html[f"recommendations/{key}.html"].text
        actors = record.items("made_by") + record.items("addressed_to") + record.items("in_cooperation_with")
        wanted = [
            row["in_our_words"],
            row["place"],
            *(site.corpus.label("actors", a) for a in actors),
            *record.items("keywords"),
        ]
        assert [w for w in wanted if w not in text] == [], key


def test_every_recommendation_stands_on_the_pages_of_what_it_names(site: Site, html: dict[str, Html]) -> None:
    links = {
        path: {posixpath.normpath(posixpath.join(posixpath.dirname(path), a)) for _, _, a in page.links}
        for path, page in html.items()
    }
    for key in site.rows["recommendations"]:
        record, own = site.corpus.find("recommendations", key), f"recommendations/{key}.html"
        pages = [
            f"actors/{a}.html"
            for role in ("made_by", "addressed_to", "in_cooperation_with")
            for a in record.items(role)
        ]
        pages += [f"terms/theme/{t}.html" for t in record.items("themes")] + [
            f"instruments/{c['instrument_id']}.html" for c in record.items("citations")
        ]
        assert [
            p
            for p in [*pages, f"sources/{record.get('source')}.html", "recommendations/index.html"]
            if own not in links[p]
        ] == [], key


def test_the_first_page_says_what_this_is(site: Site, html: dict[str, Html]) -> None:
    text = " ".join(html["index.html"].text.split())
    for said in (
        "In our words",
        "Not adopted by the OSCE",
        "Drafted by a language model",
        "not a representative sample",
        f"{len(site.rows['recommendations'])} recommendations",
    ):
        assert said in text, said
    targets = {a for _, _, a in html["index.html"].links}
    assert {
        "downloads/recommendations.csv",
        "recommendations/index.html",
        "actors/participating-states.html",
    } <= targets
    cited = [
        p
        for p in ("index.html", "get-the-data.html", "recommendations/hdim2006-r001.html")
        if f"version {site.corpus.package['version']}" not in html[p].text.lower()
    ]
    assert cited == []


def test_the_search_knows_each_recommendation_once_by_our_words(site: Site, built: Path) -> None:
    docs = json.loads((built / "search" / "search_index.json").read_text(encoding="utf-8"))["docs"]
    by_place = {d["location"]: d for d in docs}
    for key, row in site.rows["recommendations"].items():
        assert row["in_our_words"].replace("&", "&amp;") in by_place[f"recommendations/{key}.html"]["text"], key
    statement = site.rows["recommendations"]["hdim2006-r001"]["in_our_words"]
    assert [d["location"] for d in docs if statement in d["text"]] == ["recommendations/hdim2006-r001.html"]


# Hostile records

HOSTILE = (
    """<script>hacked=1</script><img src=x onerror="hacked=1"> {{ 7*7 }} {% raw %} **bold** [x](javascript:hacked=1) """
    """" onclick="hacked=1" ' </title> <!-- built: cite --><!-- end -->"""
)
ADDRESS = "javascript:hacked=1"


def poisoned(f: Field, value: Any) -> Any:
    """The value of a field with every text that a person may write at will replaced."""
    definition = f.definition
    if isinstance(value, list):
        fields = {i.name: i for i in f.item_fields}
        if fields:
            return [{k: poisoned(fields[k], v) for k, v in item.items()} for item in value]
        definition = definition["items"]
        return [poison(definition, v) if not f.references else v for v in value]
    return value if f.references else poison(definition, value)


def poison(definition: dict, value: Any) -> Any:
    pattern = definition.get("pattern", "")
    if not isinstance(value, str) or "enum" in definition or "const" in definition:
        return value
    if pattern.startswith("^(?:https?"):
        return ADDRESS
    if pattern.startswith("^(?:Q"):
        return f'Q1" onclick="{ADDRESS}'
    return HOSTILE if not pattern or "[^\\s]" in pattern else value


HOME = "https://www.example.org/thb"


def _hostile(target: Path) -> subprocess.CompletedProcess:
    root = target.with_name("hostile-root")
    root.mkdir()
    as_ours(root)
    shutil.copytree(GOOD / "data", root / "data")
    records, replaced = root / "data" / "records", 0
    for kind in load_schemas(ROOT / "schemas").kinds.values():
        fields = {f.name: f for f in kind.fields}
        for path in sorted(records.glob(kind.records["files"])):
            value = yaml.safe_load(path.read_text(encoding="utf-8"))
            many = value if isinstance(value, list) else [value]
            new = [{k: poisoned(fields[k], v) for k, v in one.items()} for one in many]
            replaced += str(new).count("hacked")
            path.write_text(
                yaml.safe_dump(new if isinstance(value, list) else new[0], allow_unicode=True, width=10**6),
                encoding="utf-8",
            )
    assert replaced > 500
    with (records / "package.yaml").open("a", encoding="utf-8") as file:
        file.write(f"homepage: {HOME}\n")
    return mkdocs(root, target, "--no-strict", "--quiet")  # prose links to records of the real repository


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the small invented repository with a homepage and hostile texts and addresses; built once."""
    target, said = once(tmp_path_factory, "hostile", _hostile)
    assert said.startswith("exit code 0\n") and (target / "index.html").is_file(), said
    return target


def test_hostile_records_stay_text(hostile: Path) -> None:
    pages = {p.relative_to(hostile).as_posix(): read(p) for p in hostile.rglob("*.html")}
    plain = pages["licence.html"].elements
    for path, page in pages.items():
        assert [a for a in page.attributes if a.startswith("on")] == [], path
        scripts = plain["script"] + (5 if path == "recommendations/index.html" else 0)  # those of the explorer
        scripts += re.fullmatch(r"recommendations/\S+-r\d+\.html", path) is not None  # JSON-LD
        scripts += path.startswith("briefs/")  # what prints the citation
        assert page.elements["img"] == 0 and page.elements["script"] == scripts and page.elements["iframe"] == 0, path
        assert [a for _, _, a in page.links if urlsplit(a).scheme not in ("", "http", "https")] == [], path
    for path in (
        "recommendations/lakes2006-r001.html",
        "actors/harbour-guild.html",
        "meetings/river-watch-2006.html",
        "instruments/river-charter.html",
        "sources/lakes2006.html",
        "terms/theme/lighting.html",
    ):
        assert HOSTILE in pages[path].text and HOSTILE[:60] in pages[path].title, path
    assert ADDRESS in pages["actors/harbour-guild.html"].text  # shown, and no link


def test_hostile_titles_reach_the_search_as_text(hostile: Path) -> None:
    index = json.loads((hostile / "search" / "search_index.json").read_text(encoding="utf-8"))["docs"]
    assert any("&lt;script&gt;" in d["title"] for d in index)
    assert [d["location"] for d in index if any(bad in d["title"] + d["text"] for bad in ("<script", "<img"))] == []


def test_addresses_appear_once_the_homepage_is_known(small: Path, hostile: Path) -> None:
    at = f"{HOME}/recommendations/lakes2006-r001.html"
    for site_of, known in ((hostile, True), (small, False)):
        page = (site_of / "recommendations" / "lakes2006-r001.html").read_text(encoding="utf-8")
        sitemap = (site_of / "sitemap.xml").read_text(encoding="utf-8")
        assert (f'<link rel="canonical" href="{at}">' in page) == known
        assert (f'<meta property="og:url" content="{at}">' in page) == known
        assert (f"]. {at}</code>" in page) == known
        assert (f"<loc>{at}</loc>" in sitemap) == known
        assert (f"{HOME}/assets/site/card.png" in page) == known
        assert 'href="../report-a-mistake.html?id=lakes2006-r001"' in page and 'class="mistake"' in page
        robots = (site_of / "robots.txt").read_text(encoding="utf-8")
        assert robots.startswith("User-agent: *\n") and (f"Sitemap: {HOME}/sitemap.xml\n" in robots) == known
        data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)[1])
        assert data["identifier"] == "lakes2006-r001" and data.get("url") == (at if known else None)
    assert "canonical" not in page


# In a browser

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


def test_hostile_records_do_nothing_in_a_browser(tab: Tab, hostile: Path, serve: Any) -> None:
    page, start = tab.page, serve(hostile)
    for path in (
        "recommendations/lakes2006-r001.html",
        "recommendations/index.html",
        "terms/theme/lighting.html",
        "index.html",
    ):
        page.goto(start + path)
        assert page.evaluate("typeof hacked") == "undefined", path
        if path == "recommendations/index.html":  # words are marked in the rows, and what was chosen is repeated
            page.get_by_label("Search the table").fill("hacked")
            page.wait_for_function("() => document.querySelector('#all mark')")
            page.evaluate("document.querySelectorAll('.choices > :first-child input').forEach((box) => box.click())")
            assert (
                page.evaluate("typeof hacked") == "undefined" and page.locator(".explorer img, #all img").count() == 0
            )
    page.keyboard.press("/")
    page.keyboard.type("raw")
    page.locator(".md-search-result__item").first.wait_for(timeout=15_000)
    assert page.evaluate("typeof hacked") == "undefined"
    assert [f for f in tab.faults if "404" not in f] == []
