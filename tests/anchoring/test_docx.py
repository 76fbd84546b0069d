"""Word files as Word shows them: lists, notes, changes, boxes, hidden text, and parts of other names."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from anchoring.readers import docx as read_docx
from anchoring.readers import docx_file
from helpers import GOOD, run
from renditions import HEAD, W, as_docx, docx

TEXT = (GOOD / "documents" / "watch2005.txt").read_text(encoding="utf-8")


def p(inner: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def listed(text: str, number: int = 1, level: int = 0) -> str:
    return p(r(text), f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def level(n: int, style: str, pattern: str, more: str = "") -> str:
    format_ = f'<w:start w:val="1"/><w:numFmt w:val="{style}"/>{more}<w:lvlText w:val="{pattern}"/>'
    return f'<w:lvl w:ilvl="{n}">{format_}</w:lvl>'


def shown(body: str, **more: str) -> list[str]:
    """The lines of a Word file with this body and these other parts."""
    parts = {name: f"{HEAD}<w:{name} {W}>{inner}</w:{name}>" for name, inner in more.items()}
    text = read_docx.text_of(docx({"document": f"{HEAD}<w:document {W}><w:body>{body}</w:body></w:document>", **parts}))
    return [line for line in text.split("\n") if line]


def numbering(levels: str, *lists: str) -> str:
    return f'<w:abstractNum w:abstractNumId="5">{levels}</w:abstractNum>' + "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="5"/>{more}</w:num>' for n, more in enumerate(lists, 1)
    )


# Lists


def test_lists_of_one_kind_count_on_and_begin_anew_where_they_say_so() -> None:
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    body = listed("a") + listed("b") + listed("c", 2) + listed("d", 3) + listed("e", 3) + listed("f", 1)
    assert shown(body, numbering=numbering(level(0, "decimal", "%1."), "", "", anew)) == [
        "1. a",
        "2. b",
        "3. c",
        "1. d",
        "2. e",
        "3. f",
    ]


def test_a_list_may_have_a_level_of_its_own() -> None:
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "%1)")}</w:lvlOverride>'
    assert shown(listed("a", 2), numbering=numbering(level(0, "decimal", "%1."), "", own)) == ["A) a"]


@pytest.mark.parametrize(
    ("style", "wanted"),
    [
        ("decimal", ["1.", "2.", "27.", "28."]),
        ("lowerLetter", ["a.", "b.", "aa.", "bb."]),
        ("upperRoman", ["I.", "II.", "XXVII.", "XXVIII."]),
        ("decimalZero", ["01.", "02.", "27.", "28."]),
        ("ordinal", ["1st.", "2nd.", "27th.", "28th."]),
        ("aiueo", ["1.", "2.", "27.", "28."]),
        ("none", [".", ".", ".", "."]),
        ("bullet", ["-", "-", "-", "-"]),
    ],
)
def test_formats_of_numbers(style: str, wanted: list[str]) -> None:
    found = shown("".join(listed("x") for _ in range(28)), numbering=numbering(level(0, style, "%1."), ""))
    assert [found[n].split()[0] for n in (0, 1, 26, 27)] == wanted


def test_legal_numbers_are_arabic_and_headings_know_their_level() -> None:
    levels = level(0, "upperRoman", "Part %1") + level(
        1, "lowerLetter", "%1.%2", '<w:pStyle w:val="Second"/><w:isLgl/>'
    )
    styles = "".join(
        f'<w:style w:styleId="{name}"><w:basedOn w:val="{beneath}"/><w:pPr><w:numPr>{own}</w:numPr></w:pPr></w:style>'
        for name, beneath, own in [
            ("First", "", '<w:numId w:val="1"/>'),
            ("Second", "", '<w:numId w:val="1"/>'),
            ("Third", "First", '<w:ilvl w:val="1"/>'),
        ]
    )
    body = "".join(p(r("x"), f'<w:pStyle w:val="{s}"/>') for s in ("First", "Second", "Second", "First", "Third"))
    found = shown(body, numbering=numbering(levels, ""), styles=styles)
    assert found == ["Part I x", "1.1 x", "1.2 x", "Part II x", "2.1 x"]


def test_a_kind_of_list_may_be_that_of_a_style() -> None:
    kinds = (
        '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="Our list"/></w:abstractNum>'
        '<w:abstractNum w:abstractNumId="2"><w:styleLink w:val="Our list"/>'
        f"{level(0, 'lowerRoman', '(%1)')}</w:abstractNum>"
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    assert shown(listed("x") + listed("y"), numbering=kinds) == ["(i) x", "(ii) y"]


def test_a_deleted_item_has_no_number() -> None:
    gone = p(
        "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>",
        '<w:numPr><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr>',
    )
    assert shown(listed("a") + gone + listed("b"), numbering=numbering(level(0, "decimal", "%1."), "")) == [
        "1. a",
        "2. b",
    ]


# Words


def test_changes_that_are_tracked_are_taken_as_accepted() -> None:
    body = (
        p(r("One ") + f"<w:ins>{r('two ')}</w:ins><w:del><w:r><w:delText>gone </w:delText></w:r></w:del>" + r("three"))
        + p(f"<w:moveFrom>{r('away ')}</w:moveFrom><w:moveTo>{r('here ')}</w:moveTo>")
        + p(r("begins, "), "<w:rPr><w:del/></w:rPr>")
        + p(r("ends"))
    )
    assert shown(body) == ["One two three", "here ", "begins, ends"]
    assert shown(p(r("the last"), "<w:rPr><w:del/></w:rPr>")) == ["the last"]


def test_hidden_words_are_no_text() -> None:
    assert shown(
        p(
            r("seen ") + r("unseen ", "<w:vanish/>") + r("seen too", '<w:vanish w:val="0"/>'),
            "<w:rPr><w:vanish/></w:rPr>",
        )
    ) == ["seen seen too"]


def test_a_text_box_stands_behind_its_paragraph_and_once() -> None:
    box = "<w:drawing><w:txbxContent>" + p(r("in the box")) + "</w:txbxContent></w:drawing>"
    same = (
        f"<w:r><AlternateContent><Choice>{box}</Choice><Fallback><pict>{box}</pict></Fallback></AlternateContent></w:r>"
    )
    body = p(r("Begins ") + same + r("and ends"), '<w:numPr><w:numId w:val="1"/></w:numPr>') + listed("next")
    assert shown(body, numbering=numbering(level(0, "decimal", "%1."), "")) == [
        "1. Begins and ends",
        "in the box",
        "2. next",
    ]


def test_fields_links_controls_and_tables_show_their_words_only() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        "<w:r><w:instrText>PAGEREF x</w:instrText></w:r><w:r><w:fldChar/></w:r>"
    )
    link = f"<w:hyperlink>{r('a link')}</w:hyperlink>"
    control = f"<w:sdt><w:sdtPr><w:alias w:val='no'/></w:sdtPr><w:sdtContent>{r('a control')}</w:sdtContent></w:sdt>"
    words = "<w:r><w:t>co</w:t><w:noBreakHyphen/><w:t>op</w:t><w:softHyphen/><w:t>erate</w:t><w:tab/><w:t>x</w:t></w:r>"
    cell = f"<w:tc>{p(r('cell'))}</w:tc>"
    comment = '<w:commentRangeStart w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>'
    tabs = '<w:tabs><w:tab w:val="left" w:pos="720"/></w:tabs>'
    body = (
        p(field + r("7 ") + link + r(" ") + control + comment, tabs)
        + p(words)
        + f"<w:tbl><w:tr>{cell}{cell}</w:tr></w:tbl>"
    )
    assert shown(body) == ["7 a link a control", "co-operate\tx", "cell", "cell"]


# Notes


def notes(kind: str, *texts: str) -> str:
    return "".join(f'<w:{kind} w:id="{n}">{p(r(text))}</w:{kind}>' for n, text in enumerate(texts, 2))


def called(kind: str, n: int, more: str = "") -> str:
    return f'<w:r><w:{kind}Reference w:id="{n}" {more}/></w:r>'


def test_foot_and_endnotes_have_numbers_of_their_own() -> None:
    body = p(r("a") + called("footnote", 2) + r(" b") + called("endnote", 2) + r(" c") + called("footnote", 3))
    two = {"footnotes": notes("footnote", "first foot", "second foot"), "endnotes": notes("endnote", "first end")}
    assert shown(body, **two) == ["a1 bi c2", "1 first foot", "i first end", "2 second foot"]
    arabic = (
        '<w:footnotePr><w:numFmt w:val="lowerLetter"/></w:footnotePr>'
        '<w:endnotePr><w:numFmt w:val="decimal"/></w:endnotePr>'
    )
    assert shown(body, settings=arabic, **two)[0] == "aa b1 cb"


def test_a_note_with_a_mark_of_its_own_is_not_lost() -> None:
    body = p(r("a") + called("footnote", 2, 'w:customMarkFollows="1"') + r("*") + called("footnote", 3))
    assert shown(body, footnotes=notes("footnote", "* by hand", "by number")) == ["a*1", "* by hand", "1 by number"]


# The file


def test_pages_are_those_of_the_last_layout() -> None:
    made, laid = '<w:r><w:br w:type="page"/></w:r>', "<w:r><w:lastRenderedPageBreak/></w:r>"
    assert "\f" not in "".join(shown(p(r("a") + made) + p(r("b"))))  # nobody knows where the other pages end
    assert "".join(shown(p(laid + r("a") + made) + p(laid + r("b") + laid + r("c")))).count("\f") == 2


def renamed(data: bytes) -> bytes:
    """The same file with its main part and its notes under other names, as some programs write it."""
    rels = '<Relationships xmlns="r"><Relationship Type="x/{}" Target="{}"/></Relationships>'
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        new.writestr("_rels/.rels", rels.format("officeDocument", "/word/document2.xml"))
        new.writestr("word/_rels/document2.xml.rels", rels.format("footnotes", "notes7.xml"))
        for name in old.namelist():
            new.writestr(
                name.replace("document.xml", "document2.xml").replace("footnotes.xml", "notes7.xml"), old.read(name)
            )
    return out.getvalue()


def test_parts_may_have_other_names() -> None:
    body = f"{HEAD}<w:document {W}>{p(r('a') + called('footnote', 2))}</w:document>"
    data = docx(
        {"document": body, "footnotes": f"{HEAD}<w:footnotes {W}>{notes('footnote', 'the note')}</w:footnotes>"}
    )
    assert read_docx.text_of(renamed(data)) == read_docx.text_of(data) == "a1\n\n1 the note\n"


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_odd_packing_is_refused(method: int) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as file:
        file.writestr("word/document.xml", "x")
    with pytest.raises(ValueError, match="packed unlike a Word document"):
        read_docx.text_of(out.getvalue())


def test_a_piece_of_another_format_is_told(good_once: Path, tmp_path: Path) -> None:
    rel = '<Relationships xmlns="r"><Relationship Type="x/aFChunk" Target="/word/a.mht"/></Relationships>'
    data = io.BytesIO(as_docx(TEXT))
    with zipfile.ZipFile(data, "a") as file:
        file.writestr("word/_rels/document.xml.rels", rel)
    (tmp_path / "a.docx").write_bytes(data.getvalue())
    done = run("verify", tmp_path, root=good_once)
    assert (done.code, done.err.count("\n")) == (2, 1) and "a part in another format" in done.err


def test_small_files_that_would_swell_do_not(monkeypatch: pytest.MonkeyPatch) -> None:
    """A mark of a million letters before each item, a note that is called again and again, styles on one another."""
    mark = numbering(level(0, "decimal", "x%1" * 300_000), "")
    assert len("".join(shown("".join(listed("y") for _ in range(300)), numbering=mark))) < 300_000
    body = p(r("a") + called("footnote", 2) * 50)
    assert "".join(shown(body, footnotes=notes("footnote", "again"))).count("again") == 1
    chain = "".join(f'<w:style w:styleId="s{n}"><w:basedOn w:val="s{n + 1}"/></w:style>' for n in range(5000))
    assert shown("".join(p(r("x"), '<w:pStyle w:val="s1"/>') for _ in range(2000)), styles=chain) == ["x"] * 2000
    monkeypatch.setattr(docx_file, "MAX_ENTRIES", 3)
    with pytest.raises(ValueError, match="more than 20,000 files"):
        read_docx.text_of(docx(dict.fromkeys("abcd", "x")))


def lists(*levels: str) -> str:
    return (
        f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )


def items(*levels: int) -> str:
    return "".join(listed("x", 1, n) for n in levels)


def test_numbers_as_the_standard_has_them() -> None:
    """ECMA-376 17.9.10 (lvlRestart), 17.9.25 (start); a skipped level counts as begun."""
    parts = level(0, "upperRoman", "%1.") + level(1, "decimal", "%2.", '<w:lvlRestart w:val="0"/>')
    assert shown(items(0, 1, 1, 0, 1), numbering=lists(parts)) == ["I. x", "1. x", "2. x", "II. x", "3. x"]
    bare = '<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    assert shown(items(0, 0), numbering=lists(bare)) == ["0. x", "1. x"]
    three = [level(0, "decimal", "%1."), level(1, "lowerLetter", "%1.%2."), level(2, "lowerRoman", "%1.%2.%3.")]
    assert shown(items(0, 2, 1), numbering=lists(*three)) == ["1. x", "1.a.i. x", "1.b. x"]
    three = [level(0, "decimal", "%1."), level(1, "none", "%1.%2"), level(2, "decimal", "%1.%2.%3")]
    assert shown(items(0, 2), numbering=lists(*three)) == ["1. x", "1..1 x"]
    two = [level(0, "bullet", "o"), level(1, "decimal", "%2.")]
    assert shown(items(0, 1, 1, 0, 1), numbering=lists(*two)) == ["- x", "1. x", "2. x", "- x", "1. x"]


def test_letters_set_as_symbols() -> None:
    signs = '<w:r><w:sym w:font="Symbol" w:char="F062"/><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'
    assert shown(p(r("The ") + signs + r(" list"))) == ["The β list"]


def test_words_that_are_only_in_page_headers_or_said_of_pictures() -> None:
    header = f"{HEAD}<w:hdr {W}>{p(r('Ferry Forum'))}</w:hdr>"
    picture = p('<w:r><w:drawing><wp:docPr xmlns:wp="x" descr="A quay at night"/></w:drawing></w:r>')
    relation = '<Relationships xmlns="r"><Relationship Type="x/header" Target="header1.xml"/></Relationships>'
    for body, found in ((picture, ["Ferry Forum", "A quay at night"]), (p(r("Words.")) + picture, ["Words."])):
        file = io.BytesIO(
            docx({"document": f"{HEAD}<w:document {W}><w:body>{body}</w:body></w:document>", "header1": header})
        )
        with zipfile.ZipFile(file, "a") as parts:
            parts.writestr("word/_rels/document.xml.rels", relation)
        assert read_docx.text_of(file.getvalue()).split("\n\n") == [*found[:-1], f"{found[-1]}\n"]


def test_tracked_changes_are_reported() -> None:
    for body, said in ((p(f"<w:ins>{r('in')}</w:ins>"), True), (p(r("in")), False)):
        data = docx({"document": f"{HEAD}<w:document {W}><w:body>{body}</w:body></w:document>"})
        assert ("tracked changes" in read_docx.remark(data)) == said
