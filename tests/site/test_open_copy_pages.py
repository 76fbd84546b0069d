"""Open my copy: files of every kind, people of every kind, and the pages as they are published."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from open_copy import ALTERED, ONE, SCRIPTS, TEXT, WATCH, give, go, said, squeezed
from site_parts import COLOURS, RULES, Tab, in_scheme, resize, violations

from anchoring.readers.files import read_text
from corpus.copies.matching import Copy, match_copies, read_copies
from corpus.copies.wording import wordings
from corpus.model.records import Corpus, read_corpus
from corpus.site.lookup import Site
from helpers import ROOT
from renditions import HEAD, W, as_docx, as_html, docx

pytestmark = pytest.mark.data

# Readers


def test_files_give_the_letters_that_the_command_line_reads(tab: Tab, start: str, tmp_path: Path) -> None:
    def paragraph(inner: str, level: str = "") -> str:
        numbered = (
            f'<w:pPr><w:tabs><w:tab w:val="left" w:pos="720"/></w:tabs><w:numPr><w:ilvl w:val="{level}"/>'
            '<w:numId w:val="7"/></w:numPr></w:pPr>'
            if level
            else ""
        )
        return f"<w:p>{numbered}<w:r>{inner}</w:r></w:p>"

    body = "".join(paragraph(f"<w:t>Item {n}</w:t>", level) for n, level in enumerate(["0", "1", "1", "0", "1", "2"]))
    body += paragraph(
        '<w:t>called</w:t><w:footnoteReference w:id="2"/><w:noBreakHyphen/><w:t>and again</w:t>'
        '<w:endnoteReference w:id="5"/>'
    )
    body += (
        "<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:r><w:t>stays</w:t><w:tab/>"
        '<w:br w:type="page"/><w:lastRenderedPageBreak/><w:t>next</w:t></w:r></w:p>'
    )
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="{3 - n}"/><w:numFmt w:val="{f}"/><w:lvlText w:val="{p}"/></w:lvl>'
        for n, (f, p) in enumerate([("decimal", "%1."), ("lowerLetter", "(%2)"), ("upperRoman", "%1.%3")])
    )
    numbering = (
        f'{HEAD}<w:numbering {W}><w:abstractNum w:abstractNumId="1">{levels}</w:abstractNum>'
        '<w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )
    body += "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{own}</w:pPr><w:r><w:t>styled {style}</w:t></w:r></w:p>'
        for style, own in [
            ("L1", ""),
            ("L2", ""),
            ("L2", '<w:numPr><w:numId w:val="0"/></w:numPr>'),
            ("Round", ""),
            ("Plain", ""),
        ]
    )
    seven, style = (
        '<w:numId w:val="7"/>',
        '<w:style w:styleId="{}"><w:basedOn w:val="{}"/><w:pPr><w:numPr>{}</w:numPr></w:pPr></w:style>',
    )
    styles = (
        f"{HEAD}<w:styles {W}>{style.format('L1', 'Plain', seven)}{style.format('L2', 'L1', '')}"
        f"{style.format('Round', 'Trip', '')}{style.format('Trip', 'Round', '')}</w:styles>"
    )
    notes = {
        f"{kind}s": f'{HEAD}<w:{kind}s {W}><w:{kind} w:id="{n}"><w:p><w:r><w:t>The {kind}.</w:t></w:r></w:p>'
        f"</w:{kind}></w:{kind}s>"
        for kind, n in (("footnote", 2), ("endnote", 5))
    }
    word = docx(
        {
            "document": f"{HEAD}<w:document {W}><w:body>{body}</w:body></w:document>",
            "numbering": numbering,
            "styles": styles,
            **notes,
        }
    )
    lists = (
        "<head><title>no</title></head><ol type=a start=2><li>x<ol type=i><li>y</ol><li value=4>z</ol><ul>"
        "<li>u</ul><p hidden>c</p><script>d</script><noscript>e</noscript>a<br>b<table><tr><td>f<td>g</table>"
        "<!-- h --> &amp;&#x1F600; <b>i</b>j"
    )
    files = {
        "a.docx": word,
        "b.docx": as_docx(TEXT),
        "c.html": as_html(TEXT),
        "d.htm": lists.encode(),
        "e.txt": b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode(),
        "f.html": "<meta charset=windows-1252><p>caf\xe9 \x93".encode("latin-1"),
        "g.html": "<p>café “".encode("utf-16"),
        "h.html": b"<meta charset=nonsense>caf\xe9 \x93",
    }
    go(tab.page, start + ONE)
    read = "([name, data]) => our.readFile(new File([Uint8Array.from(data)], name))"
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
        found, wanted = tab.page.evaluate(read, [name, list(data)]), read_text(tmp_path / name).text
        assert found.split() == wanted.split(), name
        assert found.count("\f") == wanted.count("\f"), name
    assert tab.page.evaluate(read, ["a.txt", list("café “".encode("utf-16-be").join([b"\xfe\xff", b""]))]) == "café “"
    assert tab.page.evaluate(read, ["a.txt", list(b"caf\xe9 in the port \x93")]) == "café in the port “"


LINES = [line[at : at + 60] for line in TEXT.split("\n") for at in range(0, max(1, len(line)), 60)]
RENDITIONS = {
    "copy.docx": as_docx(TEXT),
    "copy.html": as_html(TEXT),
    "copy.md": TEXT.encode(),
    "linked.md": b"---\ntitle: Not part of it\n---\n<!-- nor this -->\n"
    + f"{TEXT.replace('the ', '[the](https://x.example/a_(b)) ')}".encode(),
    "paged.txt": "".join(
        "\n".join([f"{n} of 9" if n % 2 else "Running head", *LINES[at : at + 9], f"- {n} -"]) + "\f"
        for n, at in enumerate(range(0, len(LINES), 9), 1)
    ).encode(),
}


@pytest.mark.parametrize("name", RENDITIONS)
def test_every_rendition_is_exact(tab: Tab, start: str, name: str) -> None:
    go(tab.page, start + "open-my-copy.html")
    message = give(tab.page, name, RENDITIONS[name])
    assert "passages: all exact" in message and "recommendations: all exact" in message


# For everybody


def faults(page: Any, axe: str) -> list[str]:
    """What axe finds at both widths and in both schemes, and where the page is too wide."""
    out = resize(page, 360)
    page.evaluate(axe)
    out += violations(page, RULES, part="main")
    in_scheme(page, "dark")
    out += violations(page, COLOURS, "rule", "main")
    in_scheme(page, "light")
    return out + resize(page, 1280) + violations(page, RULES, part="main")


@pytest.mark.parametrize("path", [ONE, "sources/watch2005.html", "open-my-copy.html"])
def test_axe_finds_nothing_and_it_fits(tab: Tab, start: str, axe: str, path: str) -> None:
    page = tab.page
    go(page, start + path)
    before = faults(page, axe) if path == ONE else []  # the same block everywhere
    give(page, "copy.txt", ALTERED.encode("utf-8"))
    page.evaluate("document.querySelectorAll('.reading details').forEach((d) => { d.open = true })")
    assert before + faults(page, axe) == [] and tab.faults == []


def test_it_is_reached_by_keyboard(tab: Tab, start: str) -> None:
    page = tab.page
    go(page, start + ONE)
    page.locator("#original").evaluate("(e) => { e.tabIndex = -1; e.focus(); }")
    reached = []
    for _ in range(3):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.dataset.part || document.activeElement.type"))
    assert reached == ["file", "paste", "submit"]
    with page.expect_file_chooser():
        page.locator("[data-part=file]").press("Enter")


def test_in_print_the_wording_stands_alone(tab: Tab, start: str) -> None:
    go(tab.page, start + "open-my-copy.html")
    give(tab.page, "copy.txt", WATCH.read_bytes())
    tab.page.emulate_media(media="print")
    shown = {
        name: tab.page.locator(name).first.is_visible()
        for name in ("[data-part=zone]", ".tools", "[data-part=forget]", "[data-part=status]", "ol.passages", "ul.ours")
    }
    assert shown == {
        "[data-part=zone]": False,
        ".tools": False,
        "[data-part=forget]": False,
        "[data-part=status]": False,
        "ol.passages": True,
        "ul.ours": True,
    }


def test_without_javascript_the_place_says_so(browser: Any, start: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for path in (ONE, "sources/watch2005.html", "open-my-copy.html"):
        page.goto(start + path)
        assert (
            "scripts/quote.py" in page.locator("[data-part=off]").inner_text()
            and page.locator("[data-part=on]").is_hidden()
        ), path
    context.close()


# The real site


def test_what_the_site_publishes_are_places_and_our_words(site: Site, built: Path) -> None:
    keys = {
        "passages": {"id", "start", "length", "anchor", "fingerprint", "type", "label"},
        "recommendations": {"id", "passage", "start", "length", "fingerprint", "words", "by", "to", "page"},
    }
    files = {p.stem: p for p in (built / "assets" / "locators").iterdir()}
    assert set(files) == set(site.rows["sources"])
    for source, path in files.items():
        script = path.read_text(encoding="utf-8")
        assert script.isascii() and script.startswith("our.add({") and script.endswith("});\n")
        data = json.loads(script[len("our.add(") : -len(");\n")])
        assert set(data) == {"id", "title", "address", *keys}
        for name, own in keys.items():
            assert {k for item in data[name] for k in item} == own
        for p in data["passages"]:
            row = site.rows["passages"][p["id"]]
            assert [p[k] for k in ("start", "length", "anchor", "fingerprint", "label")] == [
                row[k] for k in ("start", "length", "anchor", "fingerprint")
            ] + [row["label"] or ""]
        for r in data["recommendations"]:
            row = site.rows["recommendations"][r["id"]]
            assert (r["words"], r["fingerprint"], r["page"]) == (
                row["in_our_words"],
                row["span_fingerprint"],
                row["page"],
            )
        assert sum(len(data[name]) for name in keys) == sum(
            row["source"] == source for name in keys for row in site.rows[name].values()
        )


def test_a_page_with_all_that_it_loads_for_this_is_light(site: Site, built: Path) -> None:
    page = max((built / "recommendations").glob("*-r*.html"), key=lambda p: p.stat().st_size)
    loaded = [page, *SCRIPTS, max((built / "assets" / "locators").iterdir(), key=lambda p: p.stat().st_size)]
    assert sum(len(gzip.compress(p.read_bytes())) for p in loaded) < 90_000  # the theme takes the rest of 150 kB


@pytest.fixture(scope="module")
def real(sources_dir: Path) -> Iterator[tuple[Corpus, dict[str, Copy]]]:
    corpus = read_corpus(ROOT)
    yield corpus, match_copies(corpus, read_copies(sources_dir))[0]


def test_the_real_documents_show_every_wording(
    tab: Tab, built: Path, serve: Any, sources_dir: Path, real: tuple[Corpus, dict[str, Copy]]
) -> None:
    corpus, copies = real
    page, files = tab.page, [p for p in sources_dir.iterdir() if p.is_file()]
    go(page, serve(built) + "open-my-copy.html")
    page.set_input_files("[data-part=file]", files)
    message = said(page)
    shown = page.evaluate(
        "Object.fromEntries(Array.from(document.querySelectorAll('[data-is]'), (e) => [e.dataset.is, "
        "Array.from(document.querySelectorAll(`mark[data-of~=\"${e.dataset.is}\"]`), (m) => m.textContent).join('')]))"
    )
    wanted = {
        key: wording.text for source, copy in copies.items() for key, wording in wordings(corpus, source, copy).items()
    }
    assert {key: squeezed(text) for key, text in shown.items()} == wanted and len(wanted) > 200
    assert message.count("exact") == 2 * len(copies) and page.locator(".badge").count() == 0 and tab.faults == []
