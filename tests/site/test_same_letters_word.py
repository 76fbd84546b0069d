"""The same bytes of a Word file give the same text in the browser and on the command line."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path
from typing import Any

import pytest
from file_readers import READ, SCRIPTS, TEXT, agree, refusal
from site_parts import page_with
from test_docx import called, level, listed, notes, numbering, p, r, renamed

from anchoring.readers import docx as read_docx
from renditions import HEAD, W, as_docx, as_numbered_docx, docx


@pytest.fixture(scope="module")
def page(browser: Any) -> Any:
    """An empty page with the scripts that read files."""
    yield from page_with(browser, SCRIPTS)


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
