"""Links to words in documents on the web: what they look like, when there is one, and where a browser goes."""
from __future__ import annotations

import html
import shutil
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from conftest import GOOD, ROOT
from site_parts import Tab
from site_parts import browser, serve, tab  # noqa: F401  (fixtures)

from corpus.document.fragment import fragment_link, told_apart
from corpus.document.normalise import normalise
from corpus.records import read_corpus
from corpus.site.locators import locators
from corpus.site.lookup import Site
from corpus.site.pages import pages
from corpus.tables import build_tables

TEXT = (GOOD / "documents" / "watch2005.txt").read_text(encoding="utf-8")
ADDRESS = "https://river-watch.example.org/overview.html"


@pytest.mark.parametrize(
    ("address", "begins", "ends", "link"),
    [
        ("https://x.example/d", "We urge all", "to act", "https://x.example/d#:~:text=We%20urge%20all,to%20act"),
        (
            "https://x.example/d#page=3",
            "Co-operate, fully &", "“by 2010”",
            "https://x.example/d#page=3:~:text=Co%2Doperate%2C%20fully%20%26,%E2%80%9Cby%202010%E2%80%9D",
        ),
    ],
)
def test_a_link_says_where_words_begin_and_end(address: str, begins: str, ends: str, link: str) -> None:
    assert fragment_link(address, begins, ends) == link


@pytest.mark.parametrize(
    ("begins", "ends", "other", "apart"),
    [
        ("States should adopt", "of victims", ("States should train", "of police"), True),
        ("States should adopt", "of victims", ("states should adopt", "of police"), False),  # the same letters
        ("States should", "of victims", ("States should adopt", "of police"), False),  # which begin there too
        ("States should adopt", "of victims", ("States should", "of police"), False),  # how it goes on is not known
        ("States should adopt", "of victims", ("We ask", "States should adopt"), False),
        ("States", "victims", ("We ask that", "of police"), False),  # one word is no place
        (None, None, ("We ask that", "of police"), False),
    ],
)
def test_only_words_that_tell_a_place_apart_are_linked(begins: str | None, ends: str | None, other: tuple[str, str], apart: bool) -> None:
    rows = [
        {"recommendation_id": "r1", "begins_with": begins, "ends_with": ends},
        {"recommendation_id": "r2", "begins_with": other[0], "ends_with": other[1]},
    ]
    assert ("r1" in told_apart(rows)) == apart


@pytest.fixture(scope="module")
def addressed(good_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The look-ups of the invented repository, one of whose documents is on the web."""
    root = tmp_path_factory.mktemp("addressed") / "good"
    shutil.copytree(good_once, root)
    path = root / "data" / "records" / "sources" / "watch2005" / "source.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("how_to_obtain:", f"address: {ADDRESS}\nhow_to_obtain:"), encoding="utf-8")
    corpus = read_corpus(root)
    return Site(corpus, build_tables(corpus))


def test_pages_link_to_words_where_there_is_an_address(addressed: Site) -> None:
    links = addressed.document_links
    own = {k for k, r in addressed.rows["recommendations"].items() if r["source"] == "watch2005"}
    assert set(links) < own and len(links) >= 2  # and not all: some words are too few
    html_of = {p.path: p.html for p in pages(addressed)}
    for key in own:
        page = html_of[f"recommendations/{key}.html"]
        assert f'href="{html.escape(links.get(key, ADDRESS))}"' in page and (":~:text" in page) == (key in links), key
        assert ("at these words" in page) == (key in links)
    assert all(html.escape(link) in html_of["sources/watch2005.html"] for link in links.values())
    assert not any(":~:text" in html for path, html in html_of.items() if "lakes2006" in path)  # which has no address
    assert [locators(addressed, s)["address"] for s in ("watch2005", "lakes2006")] == [ADDRESS, ""]


def test_a_browser_goes_to_the_words(addressed: Site, tab: Tab, tmp_path: Path, serve: Any) -> None:  # noqa: F811
    paragraphs = "".join(f"<p style='margin-bottom: 1500px'>{html.escape(p)}</p>" for p in TEXT.split("\n") if p.strip())
    (tmp_path / "overview.html").write_text(f"<!doctype html><meta charset=utf-8><title>x</title>{paragraphs}", encoding="utf-8")
    start = serve(tmp_path) + "overview.html"
    for key, link in addressed.document_links.items():
        row, page = addressed.rows["recommendations"][key], tab.another()
        begins = unquote(urlsplit(link).fragment.split("text=")[1].split(",")[0])
        assert normalise(TEXT).characters.count(normalise(begins).characters) == 1, key  # in this document it is the only place
        page.goto(start + "#" + urlsplit(link).fragment)
        page.wait_for_function("scrollY > 0")
        seen = page.evaluate(
            "Array.from(document.querySelectorAll('p')).filter((p) => { const r = p.getBoundingClientRect(); return "
            "r.bottom > 0 && r.top < innerHeight; }).map((p) => p.textContent).join(' ')"
        )
        assert row["begins_with"] in seen and row["ends_with"] in seen, (key, seen)
        page.close()


def test_with_a_copy_the_words_stand_once(tab: Tab) -> None:  # noqa: F811
    for name in ("sha256", "normalise", "fragment"):
        tab.page.add_script_tag(path=str(ROOT / "docs" / "assets" / "open-copy" / f"{name}.js"))
    link = """([text, words]) => { const copy = openCopy.normalise(text), at = copy.characters.indexOf(openCopy.normalise(words).characters);
      return openCopy.fragmentLink("https://x.example/d", copy, at, openCopy.normalise(words).length); }"""
    text = "We urge all ports to mend lamps. We urge all ports to count boats (twice). *Never* sleep. Row, row. Row, row."
    for words, expected in [
        ("We urge all ports to count boats (twice)", "#:~:text=We%20urge%20all%20ports%20to%20count,boats%20%28twice"),
        ("Never* sleep", "#:~:text=Never%20sleep"),
        ("Row, row", None),
    ]:
        assert tab.page.evaluate(link, [text, words]) == (f"https://x.example/d{expected}" if expected else ""), words
