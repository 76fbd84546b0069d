"""Readers: the same words out of every kind of file, and one clear line for files that cannot be read."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest
from reading import TEXT, read, trouble

from anchoring.normalise import normalise
from anchoring.readers import docx as read_docx
from anchoring.readers import html as read_html
from anchoring.readers.files import read_text
from helpers import need, run
from renditions import HEAD, W, as_docx, as_html, as_pdf, docx

# The same words


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", TEXT.encode()),
        ("a.md", b"\xef\xbb\xbf" + TEXT.encode()),
        ("a.html", as_html(TEXT)),
        ("a.docx", as_docx(TEXT)),
        ("A.HTM", as_html(TEXT)),
    ],
)
def test_every_rendition_has_the_same_letters(tmp_path: Path, name: str, data: bytes) -> None:
    assert normalise(read(tmp_path, name, data)).characters == normalise(TEXT).characters


def test_lists_of_html_have_the_markers_that_a_browser_shows() -> None:
    page = b"<ol type=a start=2><li>x<ol type=i><li>y</ol><li value=4>z</ol><ul><li>u</ul>"
    assert [line for line in read_html.text_of(page).split("\n") if line] == ["b. x", "i. y", "d. z", "- u"]


def test_what_nobody_sees_is_no_text() -> None:
    assert (
        read_html.text_of(
            b"<head><title>t<body>a<script>b</script><p hidden>c</p><style>d</style><!-- e --> f&amp;g &#x1F600;</body>"
        ).strip()
        == "a f&g \U0001f600"
    )


@pytest.mark.parametrize(
    ("page", "seen"),
    [
        ("<p hidden>no<p>one<p>two", "one two"),  # no end tag: the next paragraph ends it
        ("<ul><li hidden>no<li>one</ul>two", "- one two"),
        ("<div hidden><p>no<p>no</div>one", "one"),
        ("<p style='color:red; DISPLAY : none'>no</p>one<span style='visibility:hidden'>no</span>", "one"),
        ("<head><meta x><p>one", "one"),
        ("<dialog>no</dialog><dialog open>one</dialog>", "one"),
        ("<table><tr hidden><td>no<tr><td>one<td hidden>no<td>two</table>three", "one two three"),
        ("<ol style='list-style-type:lower-alpha'><li>x<li>y</ol>", "a. x b. y"),
        ("<ol style='list-style:none'><li>x</ol><ol type=I><li>y<li type=a>z</ol>", "x I. y b. z"),
        ("<table><tr><td><ol><li>x</table><ol><li>y</ol>", "1. x 1. y"),
        ("a<br/>b&nbsp;c&shy;d", "a b c\u00add"),
        ("a &#99999999999999999999999; b", "a \ufffd b"),
        ("<![if !x]>1.<![endif]> one", "1. one"),
    ],
)
def test_what_a_browser_hides_and_counts(page: str, seen: str) -> None:
    assert read_html.text_of(page.encode()).split() == seen.split()


@pytest.mark.parametrize(
    "data",
    [
        "<meta charset=windows-1252>caf\xe9 \x93".encode("latin-1"),
        "café “".encode("utf-16"),
        "café “".encode(),
        b"<meta charset=nonsense>caf\xe9 \x93",
        b"<meta charset=utf-16>caf\xe9 \x93",
        b"<meta charset=punycode>caf\xe9 \x93",
        b'<?xml version="1.0" encoding="windows-1252"?>caf\xe9 \x93',
        b"<meta charset=utf-8>caf\xe9 \x93",
    ],
)
def test_encodings_of_html(data: bytes) -> None:
    assert read_html.text_of(data).strip() == "café “"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])
def test_encodings_of_text(good_once: Path, tmp_path: Path, encoding: str) -> None:
    (tmp_path / "watch2005.txt").write_bytes(TEXT.replace("-", "\u2013").replace("\n", "\r\n").encode(encoding))
    assert run("verify", tmp_path, root=good_once).code == 0


def test_text_that_is_no_western_european_one_is_refused(tmp_path: Path) -> None:
    assert "UTF-8" in trouble(tmp_path, "a.txt", "Рекомендации для портов".encode("windows-1251"))
    assert "UTF-8" in trouble(tmp_path, "b.txt", b"\xff\xd8\xff\xe0JFIF")
    assert read(tmp_path, "c.txt", b"caf\xe9 \x93 and tea\rtwo\r\n") == "café “ and tea\ntwo\n"


def test_markdown_has_the_words_that_are_shown(good_once: Path, tmp_path: Path) -> None:
    text = (
        "---\ntitle: no\ntags:\n  - no\n---\n<!-- no\nno --># One {#no .no}\n\n"
        '[two](http://no.no/x_(y) "no") ![no](no.png) '
        "[three][ref], [four][] and [five [six]](<no no>)&nbsp;sev&eacute;n [eight][1] <b class='no'>nine</b> <http://ten.org>\n\n"
        "[ref]: http://no.no 'no'\n[FOUR]: <no>\n::: {.no}\n\\[eleven\\](twelve) a < b > c[^1]\n:::\n\n[^1]: note\n"
    )
    found = "".join(c if c.isalnum() else " " for c in read(tmp_path, "a.md", text.encode())).split()
    assert found == [
        "One",
        "two",
        "three",
        "four",
        "and",
        "five",
        "six",
        "sevén",
        "eight",
        "1",
        "nine",
        "http",
        "ten",
        "org",
        "eleven",
        "twelve",
        "a",
        "b",
        "c",
        "1",
        "1",
        "note",
    ]
    linked = "".join(
        f"[{line}](https://example.org/{n})\n" if line else "\n" for n, line in enumerate(TEXT.split("\n"))
    )
    (tmp_path / "b.md").write_text("---\ntitle: watch\n---\n" + linked, encoding="utf-8")
    assert run("verify", tmp_path / "b.md", root=good_once).code == 0


def test_numbers_notes_breaks_and_deletions_of_word() -> None:
    def paragraph(inner: str, level: str = "") -> str:
        numbered = f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="7"/></w:numPr></w:pPr>' if level else ""
        return f"<w:p>{numbered}<w:r>{inner}</w:r></w:p>"

    body = (
        paragraph("<w:t>One</w:t>", "0")
        + paragraph("<w:t>Two</w:t>", "1")
        + paragraph("<w:t>Three</w:t>", "1")
        + paragraph("<w:t>Four</w:t>", "0")
    )
    body += (
        paragraph('<w:t>called</w:t><w:footnoteReference w:id="2"/>')
        + '<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:r><w:t>stays</w:t><w:br w:type="page"/>'
        "<w:t>next</w:t></w:r></w:p>"
    )
    levels = (
        '<w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl>'
    )
    numbering = (
        f'{HEAD}<w:numbering {W}><w:abstractNum w:abstractNumId="1">{levels}</w:abstractNum>'
        '<w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )
    note = '<w:footnote w:id="2"><w:p><w:r><w:t>The note.</w:t></w:r></w:p></w:footnote>'
    notes = f"{HEAD}<w:footnotes {W}>{note}</w:footnotes>"
    text = read_docx.text_of(
        docx(
            {
                "document": f"{HEAD}<w:document {W}><w:body>{body}</w:body></w:document>",
                "numbering": numbering,
                "footnotes": notes,
            }
        )
    )
    assert text.split() == [
        "3.",
        "One",
        "(a)",
        "Two",
        "(b)",
        "Three",
        "4.",
        "Four",
        "called1",
        "stays",
        "next",
        "1",
        "The",
        "note.",
    ]
    assert "\f" not in text  # nobody has laid it out: one break that somebody set would make all page numbers wrong
    body += "<w:p><w:r><w:lastRenderedPageBreak/><w:t>on page three</w:t></w:r></w:p>"
    assert (
        read_docx.text_of(docx({"document": f"{HEAD}<w:document {W}><w:body>{body}</w:body></w:document>"})).count("\f")
        == 2
    )


def test_pdf_with_heads_and_feet(tmp_path: Path, browser: Any) -> None:
    need(importlib.util.find_spec("pypdf"), "pypdf is needed: python scripts/setup.py pdf")
    long = "\n".join(
        f"Paragraph {'abcdefghijklmnopqrst'[n % 20]} speaks of difficult efficient ferries that affect the harbour of "
        f"town {n}."
        for n in range(150)
    )
    (tmp_path / "a.pdf").write_bytes(as_pdf(long, browser))
    found = read_text(tmp_path / "a.pdf")
    assert found.paged and found.text.count("\f") > 2
    assert normalise(found.text).characters == normalise(long).characters
