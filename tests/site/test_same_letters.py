"""The same bytes give the same text in the browser and on the command line; Word files: test_same_letters_word.py."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from file_readers import SCRIPTS, TEXT, agree, refusal
from site_parts import page_with

from anchoring.readers import html as read_html
from anchoring.readers import markdown as read_markdown
from anchoring.readers.heads import without_heads


@pytest.fixture(scope="module")
def page(browser: Any) -> Any:
    """An empty page with the scripts that read files."""
    yield from page_with(browser, SCRIPTS)


# Markdown


MARKDOWN = {
    "addresses of links": 'See [the *port* [of] call](https://x.example/a_(b)?c=d "A title") and [that](<y z>), <https://z.example/q>.',
    "named links": "As [one][a], [Two] and [three][] say [sic], [four][none].\n\n"
    "[A]: https://x.example 'title'\n[two]: y\n  [ Three ]: z\n",
    "pictures": "Before ![a picture of [it]](p.png) and \\![no](q) picture.",
    "comments": "Seen <!-- not\n\nseen --> again <!-- to the end",
    "front matter": "---\ntitle: Not this\ntags:\n  - nor\n- this\n# or that\n\n---\n"
    "But this.\n\n---\n\nand: that\n\n---\n",
    "no front matter": "---\nThis is text\n---\nand this.",
    "tags, attributes, fences": "<div class='x'>in</div> a < b {#name} {.class} \\{#no}\n::: note\nin it\n:::\n",
    "entities": "caf&eacute; &amp;c. &#8212; &#x1F600; &nosuch; &notin; AT&T; &Tab;x",
}


@pytest.mark.parametrize("what", MARKDOWN)
def test_markdown(page: Any, tmp_path: Path, what: str) -> None:
    assert (
        agree(page, "a.md", MARKDOWN[what].replace("\n", "\r\n").encode(), tmp_path) != MARKDOWN[what]
        or what == "no front matter"
    )


def test_markdown_of_any_kind(page: Any) -> None:
    rng = random.Random(1)
    pieces = [
        *"[]()!<>\\\n\n{}:\"' ",
        "](",
        "][",
        "]:",
        "<!--",
        "-->",
        ":::",
        "{#",
        "a",
        "b c",
        "ß",
        "SS",
        "&lt;",
        "&amp;",
        "---\n",
        "k: v\n",
        "/",
        "#",
        "[a]",
        "(b)",
    ]
    texts = ["".join(rng.choices(pieces, k=rng.randint(1, 60))) for _ in range(3000)]
    assert page.evaluate("(texts) => texts.map(our.markdownText)", texts) == [
        read_markdown.text_of(text) for text in texts
    ]


# HTML


HTML = {
    "hidden elements": (
        "<p style='display: none'>a</p><div STYLE='color:red;Display:None'>b<p>c</div><p hidden>d</p>"
        "<p style='visibility:hidden'>e</p>"
        "<span style='mso-hide:all'>f</span><dialog>g</dialog><dialog open>h</dialog>"
        "<p style='display:block'>i</p><p hidden>j<p>k"
    ),
    "elements that nobody reads": (
        "<noframes><p>h</p></noframes><p>a<datalist><option>b</datalist><audio>c</audio><video>d</video><canvas>e</canvas><ruby>f<rp>(</rp><rt>g</rt><rp>)</rp></ruby>"
        "<menu><li>i</menu>"
    ),
    "list styles": (
        "<ol style='list-style-type: lower-alpha'><li>a<li style='list-style-type:upper-roman'>b<li type=A>c</ol>"
        "<ol style='list-style: inside upper-latin' start=3><li>d<li value=7>e</ol>"
        "<ul style='list-style:none'><li>f</ul>"
        "<ol type=disc><li>g</ol><ol style='list-style-type:decimal' type=i><li>h</ol><ol type=''><li>i</ol>"
    ),
    "lists in lists": "<ol><li>a<ul><li>b</ul><li>c<ol type=I start=9><li>d<li>e</ol></li></ol><li>f",
    "as word processors write it": (
        "<p class=MsoListParagraph><![if !supportLists]>"
        "<span style='mso-list:Ignore'>1.<span>&nbsp; </span></span><![endif]>a"
        "<o:p>&nbsp;</o:p></p><!--[if mso]><p>b</p><![endif]--><p>c <a name=x></a><font><center>d</font>e</center><p>f"
    ),
    "tags left open": (
        "<dl><dt>a<dd>b<dt>c<dd>d</dl><ul><li>e<p>f<li>g<p>h</ul><table><tr><td>i<table><tr><td>j</table>k<td>l</table>"
        "<span hidden>m<p>n</p>o</span><b>p<p>q</b>r</p>s &copy &ampx; &notit; &#150; &#0; 1 < 2"
    ),
    "tables and breaks": "<table><caption>a</caption><tr><td>b<td>c</tr><tr><th>d<td><ol><li>e</ol></table>f<br>g<hr>h",
}


@pytest.mark.parametrize("what", HTML)
def test_html(page: Any, tmp_path: Path, what: str) -> None:
    agree(page, "a.html", f"<!doctype html><title>no</title><body>{HTML[what]}".encode(), tmp_path)


def test_html_of_any_well_kept_kind(page: Any) -> None:
    rng = random.Random(2)
    attributes = [
        "",
        "",
        "",
        " hidden",
        " style='display:none'",
        " type=a",
        " type=i start=4",
        " style='list-style:upper-alpha'",
        " value=3",
    ]

    def made(depth: int) -> str:
        if depth == 0 or rng.random() < 0.3:
            return rng.choice(["x ", "Y", " caf&eacute; ", "<br>", "<!-- no -->", "1"])
        tag = rng.choice(["div", "b", "ol", "ul", "blockquote", "p", "h2", "section", "article", "select"])
        depth = min(depth, 1) if tag in ("b", "p", "h2") else depth  # no block in these
        inner = "".join(
            f"<li{rng.choice(attributes)}>{made(depth - 1)}</li>" if tag in ("ol", "ul") else made(depth - 1)
            for _ in range(3)
        )
        return f"<{tag}{rng.choice(attributes)}>{inner if tag != 'select' else ''}</{tag}>"

    pages = ["<body>" + "".join(made(4) for _ in range(4)) + "</body>" for _ in range(500)]
    found = page.evaluate("(pages) => pages.map(our.htmlText)", pages)
    for html, text in zip(pages, found):
        try:
            wanted = read_html.text_of(html.encode())
        except ValueError:
            wanted = ""  # has no text
        assert text.split() == wanted.split(), html


def test_declared_encodings(page: Any, tmp_path: Path) -> None:
    for head, encoding in [
        ("<meta charset=koi8-r>", "koi8-r"),
        ("<meta charset=utf-16>", "cp1252"),
        ("<?xml version='1.0' encoding='windows-1251'?>", "cp1251"),
        ("<meta http-equiv=x content='text/html; charset=iso-8859-2'>", "iso-8859-2"),
        ("<meta charset=rot13>", "cp1252"),
    ]:
        words = "Łódź" if encoding == "iso-8859-2" else "café" if encoding == "cp1252" else "порт"
        assert words in agree(page, "a.html", f"{head}<p>{words}".encode(encoding), tmp_path)


# Text


def test_heads_of_pages(page: Any, tmp_path: Path) -> None:
    lines = [line[at : at + 60] for line in TEXT.split("\n") for at in range(0, max(1, len(line)), 60)]
    lines.append("Closing words of the last page")  # the whole text of a page is never a head
    cut = [lines[at : at + 9] for at in range(0, len(lines), 9)]
    romans = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"]
    for head, foot, gone in [
        (lambda n: "Of the Watch", lambda n: f"- {n + 1} -", ["Of the Watch", "- 2 -"]),
        (lambda n: "", lambda n: f"– {romans[n % 12]} –", ["– iii –"]),
        (
            lambda n: f"{n + 1}   Of the Watch" if n % 2 else f"Overview of 2005   {n + 1}",
            lambda n: "",
            ["Of the Watch", "2005   3"],
        ),
    ]:
        made = "\n\f".join("\n".join([head(n), "", *part, "", foot(n)]) for n, part in enumerate(cut))
        for end in ("", "\f", "\n\f"):
            found = agree(page, "a.txt", (made + end).encode(), tmp_path)
            assert all(text in made and text not in found for text in gone)
            assert page.evaluate("(text) => our.pasted(text)", made + end) == found


def test_heads_of_any_kind(page: Any) -> None:
    rng = random.Random(3)
    made = []
    for _ in range(600):
        pool = [
            "Head",
            "HEAD  of it",
            "the sentence goes on",
            "and on",
            "ends.",
            "iv",
            "- {n} -",
            "Page {n} of 9",
            "•",
            "",
            "straße",
            "STRASSE",
            "(a) item",
        ]
        edge = [rng.choice(pool) for _ in range(6)]
        two = rng.random() < 0.5

        def lines(n: int, part: list[str], pool: list[str] = pool, two: bool = two) -> list[str]:
            return [
                line if rng.random() < 0.8 else rng.choice(pool)
                for k, line in enumerate(part)
                if not two or k % 2 == n % 2
            ]

        body = [
            [rng.choice([*pool, f"word {rng.random()}"]) for _ in range(rng.randint(0, 9))]
            for _ in range(rng.randint(0, 9))
        ]
        nought = rng.choice("00٠０")  # digits of three scripts
        numbers = ["".join(chr(ord(nought) + int(c)) for c in str(n)) for n in range(8, 20)]
        pages = [
            "\n".join([*lines(n, edge[:3]), *part, *lines(n, edge[3:])]).replace("{n}", numbers[n])
            for n, part in enumerate(body)
        ]
        made.append(pages)
    texts = ["".join(f"{one}\f" for one in pages) for pages in made]
    wanted = ["".join(f"{one}\f" for one in without_heads(pages)) for pages in made]
    assert page.evaluate("(texts) => texts.map(our.withoutHeads)", texts) == wanted
    assert sum(a != b for a, b in zip(texts, wanted)) > 200  # heads were found


def test_encodings_of_text(page: Any, tmp_path: Path) -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        assert agree(
            page, "a.txt", "Ports, cafés “and” ferries, of the usual kind.".encode(encoding), tmp_path
        ).startswith("Ports, cafés “and”")
    for data in ("порт и причал".encode("cp1251"), b"caf\xe9 and a \x81", b"\xff\xfea", b"\xff\xfe\x00\xd8a\x00"):
        ours, theirs = refusal(page, "a.txt", data, tmp_path)
        assert "save it as UTF-8 text" in ours and "save it as UTF-8 text" in theirs
    archive = b"From: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n<html>words"
    assert all("web archive (MHTML)" in text for text in refusal(page, "a.html", archive, tmp_path))
