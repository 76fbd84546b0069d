"""Hostile records stay text on every page, in the search and in a browser."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml
from site_parts import Tab, as_ours, mkdocs, once, read

from corpus.model.schema import Field, load_schemas
from helpers import GOOD, ROOT

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
        assert HOSTILE in pages[path].text and HOSTILE[:35] in pages[path].title, path
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
