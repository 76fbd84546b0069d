"""Links to words in documents on the web: what they look like, when there is one, and where a browser goes."""

from __future__ import annotations

import html
import shutil
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from site_parts import Tab

from anchoring.fragment import fragment_link, text_directive, words_of
from anchoring.normalise import normalise
from anchoring.span_fields import letters_printed, spare_words
from corpus.derive.tables import build_tables
from corpus.model.records import read_corpus
from corpus.site.constants import constants_script
from corpus.site.locators import locators
from corpus.site.lookup import Site
from corpus.site.pages import pages
from helpers import GOOD, ROOT

TEXT = (GOOD / "documents" / "watch2005.txt").read_text(encoding="utf-8")
ADDRESS = "https://river-watch.example.org/overview.html"


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("https://x.example/d", "https://x.example/d#:~:text=We%20urge%20all,to%20act"),
        ("https://x.example/d#page=3", "https://x.example/d#page=3:~:text=We%20urge%20all,to%20act"),
    ],
)
def test_a_link_is_an_address_and_a_directive(address: str, link: str) -> None:
    assert fragment_link(address, "text=We%20urge%20all,to%20act") == link


LAMPS = "Mend all the lamps of every port by night"


@pytest.mark.parametrize(
    ("document", "stretch", "directive"),
    [
        (f"We ask. {LAMPS} soon. Count boats.", f"{LAMPS} soon", "text=Mend%20all,night%20soon"),
        # the same words stand elsewhere: with as few words before them as tell the place
        (f"{LAMPS}. Now: {LAMPS}", LAMPS, "text=Now%3A-,Mend%20all,by%20night"),
        (f"Who asks? {LAMPS} here. We ask: {LAMPS} there", f"{LAMPS} there", "text=ask%3A-,Mend%20all,night%20there"),
        (
            f"They ask. {LAMPS} here. We ask: {LAMPS} there",
            f"{LAMPS} there",
            "text=We%20ask%3A-,Mend%20all,night%20there",
        ),
        (f"Do they say so? {LAMPS} here. Will they say so? {LAMPS} there", f"{LAMPS} there", None),
        # other signs and another case are the same letters
        (f"mend ALL? We ask: {LAMPS}", LAMPS, "text=ask%3A-,Mend%20all,by%20night"),
        # a beginning inside a word counts too: rather no link than one to other words
        (f"Amend allies. Now: {LAMPS}", LAMPS, "text=Now%3A-,Mend%20all,by%20night"),
        # the last words stand in the middle too: a browser would mark too little
        (
            "Light every port by night for those who work by night.",
            "Light every port by night for those who work by night",
            None,
        ),
        # what has a meaning in a directive is escaped, and signs of Markdown are left out
        (
            "**Co-operate, fully & _at_ once with all ports now",
            "**Co-operate, fully & _at_ once with all ports now",
            "text=Co%2Doperate%2C%20fully,ports%20now",
        ),
        # a bullet is no text in a web page, a dash inside a line is
        (f"{LAMPS} here.\nBoats\n• {LAMPS} there", f"{LAMPS} there", "text=Boats-,Mend%20all,night%20there"),
        (f"{LAMPS} here.\nBoats – {LAMPS} there", f"{LAMPS} there", "text=Boats%20%E2%80%93-,Mend%20all,night%20there"),
        (f"{LAMPS}1 for all", LAMPS, None),  # a browser looks for whole words
        ("Mend lamps.", "Mend lamps", None),  # too few words to print any
    ],
)
def test_a_directive_finds_its_place_and_no_other(document: str, stretch: str, directive: str | None) -> None:
    text, letters = normalise(document), normalise(stretch).characters
    found = text_directive(text, text.characters.rfind(letters), len(letters))
    assert found == directive
    if found:
        before, begins, ends = words_of(found)
        assert text.characters.count(normalise(before + begins).characters) == 1
        assert letters.startswith(normalise(begins).characters) and letters.endswith(normalise(ends).characters)


@pytest.mark.parametrize(
    "directive", ["", "text=", "text=We%20urge", "text=a,b,c", "text=a-,b", "text=a-b,c", "text=a,-b"]
)
def test_what_is_no_directive_is_refused(directive: str) -> None:
    with pytest.raises(ValueError, match="not a text directive"):
        words_of(directive)


def test_of_a_short_document_few_words_are_printed() -> None:
    """First and last words go before text fragments, and what stands first before the rest."""
    one = {"begins_with": "aaaa", "ends_with": "bb", "text_fragment": "text=cccc-,aaaa,bb"}
    assert letters_printed(one) == 10 and letters_printed({**one, "text_fragment": "not one"}) == 6
    for length, expected in [
        (100, [{}, {}]),
        (99, [{}, {"text_fragment": None}]),
        (79, [{"text_fragment": None}, {"text_fragment": None}]),
        (59, [{}, dict.fromkeys(one)]),
        (29, [dict.fromkeys(one), dict.fromkeys(one)]),
    ]:
        records = [dict(one), dict(one)]
        spare_words(records, length)
        assert records == [one | e for e in expected], length
        assert sum(map(letters_printed, records)) <= 0.2 * length


@pytest.fixture(scope="module")
def addressed(good_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The look-ups of the invented repository, one of whose documents is on the web."""
    root = tmp_path_factory.mktemp("addressed") / "good"
    shutil.copytree(good_once, root)
    path = root / "data" / "records" / "sources" / "watch2005" / "source.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("how_to_obtain:", f"address: {ADDRESS}\nhow_to_obtain:"),
        encoding="utf-8",
    )
    corpus = read_corpus(root)
    return Site(corpus, build_tables(corpus))


def test_pages_link_to_words_where_there_is_an_address(addressed: Site) -> None:
    links = addressed.document_links
    own = {k for k, r in addressed.rows["recommendations"].items() if r["source"] == "watch2005"}
    assert set(links) < own and len(links) >= 5  # and not all: the document is short, and no more of it may be printed
    html_of = {p.path: p.html for p in pages(addressed)}
    for key in own:
        page = html_of[f"recommendations/{key}.html"]
        assert f'href="{html.escape(links.get(key, ADDRESS))}"' in page and (":~:text" in page) == (key in links), key
        assert ("at these words" in page) == (key in links)
    assert all(html.escape(link) in html_of["sources/watch2005.html"] for link in links.values())
    assert not any(":~:text" in html for path, html in html_of.items() if "lakes2006" in path)  # which has no address
    assert [locators(addressed, s)["address"] for s in ("watch2005", "lakes2006")] == [ADDRESS, ""]


def test_a_browser_goes_to_the_words(addressed: Site, tab: Tab, tmp_path: Path, serve: Any) -> None:
    blocks = [
        ("li", p[2:]) if p.startswith("- ") else ("p", p) for p in TEXT.split("\n") if p.strip()
    ]  # a list as the web has it
    paragraphs = "".join(f"<{tag} style='margin-bottom: 1500px'>{html.escape(p)}</{tag}>" for tag, p in blocks)
    (tmp_path / "overview.html").write_text(
        f"<!doctype html><meta charset=utf-8><title>x</title>{paragraphs}", encoding="utf-8"
    )
    start = serve(tmp_path) + "overview.html"
    for key, link in addressed.document_links.items():
        row, page = addressed.rows["recommendations"][key], tab.another()
        page.goto(start + "#" + urlsplit(link).fragment)
        page.wait_for_function("scrollY > 0")
        seen = page.evaluate(
            "Array.from(document.querySelectorAll('p, li')).filter((p) => { const r = p.getBoundingClientRect(); "
            "return r.bottom > 0 && r.top < innerHeight; }).map((p) => p.textContent).join(' ')"
        )
        assert row["begins_with"] in seen and row["ends_with"] in seen, (key, seen)
        page.close()


def test_with_a_copy_the_words_stand_once(tab: Tab) -> None:
    tab.page.add_script_tag(content=constants_script())
    for name in ("sha256", "normalise", "fragment"):
        tab.page.add_script_tag(path=str(ROOT / "docs" / "assets" / "anchoring" / f"{name}.js"))
    link = """([text, words]) => { const copy = our.normalise(text);
      const at = copy.characters.indexOf(our.normalise(words).characters);
      return our.fragmentLink("https://x.example/d", copy, at, our.normalise(words).length); }"""
    text = (
        "We urge all ports to mend lamps. We urge all ports to count boats (twice). *Never* sleep. Row, row. Row, row."
    )
    for words, expected in [
        ("We urge all ports to count boats (twice)", "#:~:text=We%20urge%20all%20ports%20to%20count,boats%20%28twice"),
        ("Never* sleep", "#:~:text=Never%20sleep"),
        ("Row, row", None),
    ]:
        assert tab.page.evaluate(link, [text, words]) == (f"https://x.example/d{expected}" if expected else ""), words
