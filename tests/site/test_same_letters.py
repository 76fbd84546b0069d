"""The same bytes give the same text in the browser and on the command line, whatever kind of file they are."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path
from typing import Any

import pytest
from site_parts import page_with
from test_docx import called, level, listed, notes, numbering, p, r, renamed

from anchoring.readers import docx as read_docx
from anchoring.readers import html as read_html
from anchoring.readers import markdown as read_markdown
from anchoring.readers.files import read_text
from anchoring.readers.heads import without_heads
from helpers import GOOD, ROOT
from renditions import HEAD, W, as_docx, as_numbered_docx, docx

FOLDER = ROOT / "docs" / "assets" / "anchoring"
SCRIPTS = [FOLDER / "numerals.js", *sorted((FOLDER / "readers").glob("*.js"))]
TEXT = (GOOD / "documents" / "watch2005.txt").read_text(encoding="utf-8")
READ = """(files) => Promise.all(files.map(([name, data]) => our.readFile(new File([Uint8Array.from(data)], name))
  .catch((error) => ({trouble: error.trouble || String(error)}))))"""


@pytest.fixture(scope="module")
def page(browser: Any) -> Any:
    """An empty page with the scripts that read files."""
    yield from page_with(browser, SCRIPTS)


def agree(page: Any, name: str, data: bytes, folder: Path) -> str:
    """The text that both make of these bytes; of HTML, empty lines may differ."""
    (folder / name).write_bytes(data)
    wanted, (found,) = read_text(folder / name).text, page.evaluate(READ, [[name, list(data)]])
    if name.endswith(".html"):
        assert found.split() == wanted.split()
    else:
        assert found == wanted
    return wanted


def refusal(page: Any, name: str, data: bytes, folder: Path) -> tuple[str, str]:
    """What each says where neither reads these bytes."""
    (folder / name).write_bytes(data)
    with pytest.raises(ValueError) as caught:
        read_text(folder / name)
    return str(caught.value), page.evaluate(READ, [[name, list(data)]])[0]["trouble"]


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


# Word


def word(body: str, **more: str) -> bytes:
    parts = {name: f"{HEAD}<w:{name} {W}>{inner}</w:{name}>" for name, inner in more.items()}
    return docx({"document": f"{HEAD}<w:document {W}><w:body>{body}</w:body></w:document>", **parts})


def counted(*places: tuple[int, int]) -> str:
    return "".join(listed("x", number, at) for number, at in places)


ANEW = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride>'
OWN = f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "%1)")}</w:lvlOverride>'
TWO = (
    level(0, "upperRoman", "Part %1")
    + level(1, "decimal", "%1.%2", '<w:pStyle w:val="Second"/><w:isLgl/>')
    + level(2, "ordinal", "%3")
)
STYLED = "".join(
    f'<w:style w:styleId="{name}"><w:basedOn w:val="{beneath}"/><w:pPr><w:numPr>{own}</w:numPr></w:pPr></w:style>'
    for name, beneath, own in [
        ("First", "", '<w:numId w:val="1"/>'),
        ("Second", "", '<w:numId w:val="1"/>'),
        ("Third", "First", '<w:ilvl w:val="1"/>'),
        ("Round", "Trip", ""),
        ("Trip", "Round", ""),
    ]
)
BOX = f"<w:drawing><w:txbxContent>{p(r('in the box'))}{listed('listed')}</w:txbxContent></w:drawing>"
NOTED = {"footnotes": notes("footnote", "first foot", "second foot"), "endnotes": notes("endnote", "first end")}
CALLS = p(
    r("a")
    + called("footnote", 2)
    + r(" b")
    + called("endnote", 2)
    + r(" c")
    + called("footnote", 3)
    + called("footnote", 2)
)
WORD = {
    "lists of one kind": word(
        counted((1, 0), (1, 0), (2, 0), (3, 0), (3, 0), (1, 0), (4, 0)), numbering=numbering(TWO, "", "", ANEW, OWN)
    ),
    "levels": word(
        counted((1, 0), (1, 1), (1, 2), (1, 2), (1, 1), (1, 0), (1, 1), (1, 7), (9, 0)), numbering=numbering(TWO, "")
    ),
    "styles": word(
        "".join(
            p(r("x"), f'<w:pStyle w:val="{s}"/>')
            for s in ("First", "Second", "Second", "First", "Third", "Round", "None")
        )
        + p(r("x"), '<w:pStyle w:val="First"/><w:numPr><w:numId w:val="0"/></w:numPr>'),
        numbering=numbering(TWO, ""),
        styles=STYLED,
    ),
    "styles of lists": word(
        counted((1, 0), (1, 0)),
        numbering='<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="L"/></w:abstractNum>'
        '<w:abstractNum w:abstractNumId="2">'
        f'<w:styleLink w:val="L"/>{level(0, "lowerRoman", "(%1)")}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>',
    ),
    "deleted items": word(
        listed("a")
        + p(
            "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>",
            '<w:numPr><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr>',
        )
        + listed("b")
        + p(r("begins, "), "<w:rPr><w:del/></w:rPr>")
        + p(r("ends"))
        + p(r("the last"), "<w:rPr><w:moveFrom/></w:rPr>"),
        numbering=numbering(TWO, ""),
    ),
    "hidden words": word(
        p(r("seen ") + r("unseen ", "<w:vanish/>") + r("too", '<w:vanish w:val="0"/>'), "<w:rPr><w:vanish/></w:rPr>")
    ),
    "text boxes": word(
        listed("a")
        + p(r("Begins ") + f"<w:r>{BOX}</w:r>" + r("and ends"), '<w:numPr><w:numId w:val="1"/></w:numPr>')
        + listed("b"),
        numbering=numbering(TWO, ""),
    ),
    "notes": word(CALLS, **NOTED),
    "formats of notes": word(
        CALLS,
        settings='<w:footnotePr><w:numFmt w:val="lowerLetter"/></w:footnotePr>'
        '<w:endnotePr><w:numFmt w:val="decimal"/></w:endnotePr>',
        **NOTED,
    ),
    "marks by hand": word(
        p(r("a") + called("footnote", 2, 'w:customMarkFollows="1"') + r("*") + called("footnote", 3)), **NOTED
    ),
    "notes with lists": word(
        listed("x") + p(called("footnote", 2)),
        numbering=numbering(TWO, ""),
        footnotes=f'<w:footnote w:id="2">{listed("y")}</w:footnote>',
    ),
    "pages": word(
        p('<w:r><w:lastRenderedPageBreak/><w:t>a</w:t><w:br w:type="page"/></w:r>')
        + p("<w:r><w:lastRenderedPageBreak/><w:t>b</w:t><w:lastRenderedPageBreak/><w:t>c</w:t><w:ptab/><w:cr/></w:r>")
    ),
    "no pages": word(p('<w:r><w:t>a</w:t><w:br w:type="page"/><w:t>b</w:t></w:r>')),
    "other names": renamed(word(CALLS, **NOTED)),
    "UTF-16": docx({"document": f"<w:document {W}>{p(r('café'))}</w:document>".encode("utf-16")}),
    "a whole document": as_docx(TEXT),
    "long marks": word(counted(*[(1, 0)] * 20), numbering=numbering(level(0, "decimal", "x%1" * 3000), "")),
    **{
        f"format {style}": word(counted(*[(1, 0)] * 30), numbering=numbering(level(0, style, "%1."), ""))
        for style in (
            "decimal",
            "lowerLetter",
            "upperLetter",
            "lowerRoman",
            "upperRoman",
            "decimalZero",
            "ordinal",
            "aiueo",
            "none",
            "bullet",
        )
    },
    **{f"numbered by {how}": as_numbered_docx(TEXT, how) for how in ("paragraph", "style", "nothing")},
}


@pytest.mark.parametrize("what", WORD)
def test_word(page: Any, tmp_path: Path, what: str) -> None:
    agree(page, "a.docx", WORD[what], tmp_path)


def test_word_of_any_kind(page: Any) -> None:
    rng = random.Random(4)
    properties = [
        "",
        "",
        '<w:numPr><w:numId w:val="{n}"/></w:numPr>',
        '<w:numPr><w:ilvl w:val="{k}"/><w:numId w:val="{n}"/></w:numPr>',
        '<w:pStyle w:val="First"/>',
        '<w:pStyle w:val="Third"/>',
        "<w:rPr><w:del/></w:rPr>",
        "<w:tabs><w:tab/></w:tabs>",
    ]
    runs = [
        r("x "),
        r("y"),
        r("no", "<w:vanish/>"),
        f"<w:r>{BOX}</w:r>",
        f"<w:del>{r('no')}</w:del>",
        f"<w:ins>{r('in')}</w:ins>",
        called("footnote", 2),
        called("endnote", 2),
        called("footnote", 3, 'w:customMarkFollows="1"'),
        "<w:r><w:lastRenderedPageBreak/></w:r>",
        '<w:r><w:br w:type="page"/><w:tab/></w:r>',
    ]
    files = []
    for _ in range(60):
        body = "".join(
            p(
                "".join(rng.choices(runs, k=rng.randint(0, 3))),
                rng.choice(properties).format(n=rng.randint(0, 5), k=rng.randint(0, 3)),
            )
            for _ in range(40)
        )
        files.append(word(body, numbering=numbering(TWO, "", "", ANEW, OWN), styles=STYLED, **NOTED))
    assert page.evaluate(READ, [["a.docx", list(data)] for data in files]) == [
        read_docx.text_of(data) for data in files
    ]


def test_word_files_that_are_not_read(page: Any, tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_BZIP2) as file:
        file.writestr("word/document.xml", "x")
    pieces = io.BytesIO(as_docx(TEXT))
    with zipfile.ZipFile(pieces, "a") as file:
        file.writestr(
            "word/_rels/document.xml.rels",
            '<Relationships xmlns="r"><Relationship Type="x/aFChunk" Target="/word/a.mht"/></Relationships>',
        )
    latin = docx({"document": f"<w:document {W}>{p(r('café'))}</w:document>".encode("latin-1")})
    for data, words in (
        (packed.getvalue(), "packed unlike a Word document"),
        (pieces.getvalue(), "a part in another format"),
        (latin, "broken XML"),
    ):
        assert all(words in text for text in refusal(page, "a.docx", data, tmp_path))
