"""Open my copy, in a real browser: the original wording from a reader's copy, and nothing of the copy anywhere else."""
from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import GOOD, ROOT
from renditions import HEAD, W, as_docx, as_html, docx
from site_parts import COLOURS, RULES, Tab, in_scheme, resize, violations
from site_parts import axe, browser, built, own_tab, serve, site, small, tab  # noqa: F401  (fixtures)

from corpus.document.copies import Copy, match_copies, read_copies
from corpus.document.normalise import normalise
from corpus.document.readers import read_text
from corpus.document.wording import Wording, wordings
from corpus.records import Corpus, read_corpus
from corpus.site.lookup import Site

SCRIPTS = sorted((ROOT / "docs" / "assets" / "open-copy").glob("*.js"))
WATCH = GOOD / "documents" / "watch2005.txt"
TEXT = WATCH.read_text(encoding="utf-8")
ONE = "recommendations/watch2005-r004.html"


@pytest.fixture(scope="module")
def start(small: Path, serve: Any) -> str:  # noqa: F811
    return serve(small)


@pytest.fixture(scope="module")
def corpus(good_once: Path) -> Corpus:
    return read_corpus(good_once)


def expected(corpus: Corpus, source: str, text: str) -> dict[str, Wording]:
    """What scripts/quote.py says of a copy."""
    return wordings(corpus, source, Copy("x", "", normalise(text)))


def go(page: Any, address: str) -> None:
    page.goto(address)
    page.locator("[data-ready]").wait_for(state="attached")


def said(page: Any) -> str:
    """What the status says, once it is no longer reading."""
    page.wait_for_function(
        "() => { const t = document.querySelector('[data-part=status]').textContent; return t && "
        "!t.startsWith('Reading'); }"
    )
    return page.locator("[data-part=status]").text_content()


def give(page: Any, name: str, data: bytes) -> str:
    page.evaluate("document.querySelector('[data-part=status]').textContent = ''")
    page.set_input_files("[data-part=file]", {"name": name, "mimeType": "application/octet-stream", "buffer": data})
    return said(page)


def squeezed(text: str) -> str:
    return " ".join(text.split())


def marked(page: Any, key: str) -> str:
    return squeezed("".join(page.locator(f"mark[data-of~='{key}']").all_text_contents()))


# What it shows


def test_a_recommendation_shows_its_wording_in_its_passage(tab: Tab, start: str, corpus: Corpus) -> None:  # noqa: F811
    page = tab.page
    go(page, start + ONE)
    assert page.locator("[data-part=off]").is_hidden() and page.locator("[data-part=kept]").is_hidden()
    tab.asked.clear()
    assert give(page, "My copy.txt", WATCH.read_bytes()).startswith("Found watch2005 in “My copy.txt”. This recommendation is exact.")
    words = expected(corpus, "watch2005", TEXT)["watch2005-r004"].text
    assert marked(page, "watch2005-r004") == words
    assert words in squeezed(page.locator("blockquote").inner_text()) and len(words) < len(page.locator("blockquote").inner_text())
    assert "letter for letter" in page.locator(".state").inner_text() and page.evaluate(
        "document.activeElement.classList.contains('state')"
    )
    neighbours = page.locator(".one details")
    assert neighbours.count() == 2 and neighbours.locator("p").first.is_hidden()
    neighbours.first.locator("summary").click()
    assert neighbours.first.locator("p").inner_text() == "Lakes League"
    page.wait_for_timeout(300)
    assert tab.asked == [] and tab.faults == []


def test_it_is_kept_for_the_next_page_until_it_is_forgotten(tab: Tab, start: str) -> None:  # noqa: F811
    page = tab.page
    go(page, start + ONE)
    give(page, "copy.txt", WATCH.read_bytes())
    page.get_by_role("link", name="The whole document beside our words").click()
    page.wait_for_url("**/open-my-copy.html#watch2005-r004")
    page.locator("ol.passages").wait_for()
    assert page.evaluate("document.activeElement.id") == "copy-watch2005-r004"
    for path, shown in (("recommendations/watch2005-r001.html", "blockquote"), ("sources/watch2005.html", "ol.passages")):
        go(page, start + path)
        assert page.locator(shown).is_visible() and page.locator("[data-part=zone]").is_hidden(), path
    go(page, start + "recommendations/lakes2006-r001.html")  # of the other document
    assert page.locator("[data-part=found]").inner_text() == "" and page.locator("[data-part=zone]").is_visible()
    go(page, start + ONE)
    page.get_by_role("button", name="Forget my copy").click()
    assert "forgotten" in said(page) and page.locator("blockquote").count() == 0
    assert page.evaluate("document.activeElement.type") == "file" and page.evaluate("sessionStorage.length") == 0
    page.reload()
    page.locator("[data-ready]").wait_for(state="attached")
    assert page.locator("blockquote").count() == 0 and page.locator("[data-part=zone]").is_visible() and tab.faults == []


def test_it_works_where_nothing_can_be_kept(own_tab: Tab, start: str) -> None:  # noqa: F811
    page = own_tab.page
    page.add_init_script("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }")
    go(page, start + ONE)
    assert "kept until you leave this one" in give(page, "copy.txt", WATCH.read_bytes())
    assert page.locator("blockquote").is_visible()


def test_the_document_stands_beside_our_words(tab: Tab, start: str, corpus: Corpus) -> None:  # noqa: F811
    page = tab.page
    go(page, start + "sources/watch2005.html")
    give(page, "copy.txt", WATCH.read_bytes())
    passages = sorted((p for p in corpus.of("passage") if p.get("source") == "watch2005"), key=lambda p: p.get("start"))
    items = page.locator("ol.passages > li")
    assert items.evaluate_all("(all) => all.map((e) => e.id)") == [f"copy-{p.id}" for p in passages]
    for key, wording in expected(corpus, "watch2005", TEXT).items():
        assert marked(page, key) == wording.text
        assert corpus.find("recommendations", key).get("in_our_words") in page.locator(f"#copy-{key}").inner_text()
    letters = normalise("".join(page.locator(".wording").all_text_contents())).characters
    assert letters == normalise(TEXT).characters  # every passage, once, in order
    page.get_by_label("Only recommendations").check()
    having = {r.get("passage") for r in corpus.of("recommendation") if r.get("source") == "watch2005"}
    assert set(page.locator("ol.passages > li:visible").evaluate_all("(all) => all.map((e) => e.id.slice(5))")) == having
    for wanted, found in (("r4", "watch2005-r004"), ("watch2005-p001", "watch2005-p001"), ("P12", "watch2005-p012")):
        page.get_by_label("Go to").fill(wanted)
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == f"copy-{found}", wanted
        assert page.locator(f"#copy-{found}").is_visible()  # though the filter had hidden it
    page.get_by_label("Go to").fill("r999")
    page.keyboard.press("Enter")
    assert said(page).startswith("There is no r999 in watch2005")
    page.locator("#copy-watch2005-r004").hover()
    assert page.locator("mark.lit").count() == 1 and tab.faults == []


ALTERED = TEXT.replace("Ports should find interpreters", "Ports must look for interpreters").replace(
    "- The quays should be lit at night.\n", ""
)


def test_altered_and_missing_are_said_as_on_the_command_line(tab: Tab, start: str, corpus: Corpus) -> None:  # noqa: F811
    page, wanted = tab.page, expected(corpus, "watch2005", ALTERED)
    assert {w.status for w in wanted.values()} == {"exact", "altered", "missing"}
    go(page, start + "open-my-copy.html")
    message = give(page, "copy.txt", ALTERED.encode("utf-8"))
    for status in ("exact", "altered", "missing"):
        assert f"{sum(w.status == status for w in wanted.values())} {status}" in message.split("recommendations:")[1], message
    for key, wording in wanted.items():
        badges = page.locator(f"#copy-{key} .badge").all_text_contents()
        assert badges == ([] if wording.status == "exact" else [wording.status]), key
        if wording.status == "exact":
            assert marked(page, key) == wording.text
    page.get_by_label("Only what is not exact").check()
    assert 1 < page.locator("ol.passages > li:visible").count() < 6
    for key, wording in wanted.items():
        go(page, start + f"recommendations/{key}.html")
        assert page.locator(".state .badge").inner_text() == wording.status
        assert ("not in your copy" in page.locator("blockquote").inner_text()) == (wording.status == "missing")


def test_several_documents_find_their_sources(tab: Tab, start: str) -> None:  # noqa: F811
    page = tab.page
    go(page, start + "open-my-copy.html")
    files = [
        {"name": n, "mimeType": "", "buffer": d}
        for n, d in [
            ("a.txt", (GOOD / "documents" / "lakes2006.txt").read_bytes()), ("b.docx", as_docx(TEXT)),
            ("c.txt", b"Bread with apples."), ("d.txt", TEXT.encode()),
        ]
    ]
    page.set_input_files("[data-part=file]", files)
    message = said(page)
    assert "Found lakes2006 in “a.txt”" in message and "Found watch2005 in “b.docx”" in message
    assert "“c.txt” is like none of the 2 documents" in message and "“d.txt” is one more copy of watch2005" in message
    assert page.locator(".reading h2").count() == 2 and tab.faults == []


def test_a_copy_can_be_pasted_typed_or_dropped(tab: Tab, start: str) -> None:  # noqa: F811
    page = tab.page
    again = "[data-part=forget]"
    go(page, start + ONE)
    page.evaluate(
        "(text) => { const d = new DataTransfer(); d.setData('text/plain', text); "
        "document.querySelector('[data-part=paste]').dispatchEvent(new ClipboardEvent('paste', {clipboardData: d, "
        "bubbles: true, cancelable: true})); }",
        TEXT,
    )
    page.locator("blockquote").wait_for()
    assert "pasted text" in said(page) and page.locator("[data-part=paste]").input_value() == ""
    page.locator(again).click()
    page.get_by_label("Paste the text of the document").fill(TEXT)
    page.get_by_role("button", name="Find it").press("Enter")
    page.locator("blockquote").wait_for()
    page.locator(again).click()
    prevented = page.evaluate(
        """(text) => { const d = new DataTransfer(); d.items.add(new File([text], 'dropped.md'));
          return ['dragover', 'drop'].map((kind) => !document.querySelector('h1').dispatchEvent(new DragEvent(kind, {dataTransfer: d, bubbles: true, cancelable: true}))); }""",
        TEXT,
    )
    assert prevented == [True, True]  # also where it misses the box: the page stays
    page.locator("blockquote").wait_for()
    assert "dropped.md" in said(page) and tab.faults == []


def test_a_part_of_a_document_is_enough(tab: Tab, start: str) -> None:  # noqa: F811
    page = tab.page
    key, paragraph = "watch2005-r003", next(line for line in TEXT.split("\n") if line.startswith("Ms Holm"))
    go(page, f"{start}recommendations/{key}.html")
    page.get_by_role("button", name="Find it").click()
    assert said(page) == "Paste the text of the document first."
    page.get_by_label("Paste the text of the document").fill(paragraph)
    page.get_by_role("button", name="Find it").click()
    page.locator("blockquote").wait_for()
    assert said(page).startswith("Found a part of watch2005 in “pasted text”. This recommendation is exact.")
    assert marked(page, key) in paragraph and len(marked(page, key)) > 40 and tab.faults == []


def test_it_works_from_a_disk(tab: Tab, small: Path, corpus: Corpus) -> None:  # noqa: F811
    page = tab.page
    go(page, (small / ONE).as_uri())
    assert "This recommendation is exact" in give(page, "copy.docx", as_docx(TEXT))
    assert marked(page, "watch2005-r004") == expected(corpus, "watch2005", TEXT)["watch2005-r004"].text
    go(page, (small / "open-my-copy.html").as_uri())
    assert page.locator("ol.passages").is_visible()


# What can go wrong


def test_what_cannot_be_read_is_said_in_a_sentence(tab: Tab, start: str) -> None:  # noqa: F811
    page = tab.page
    go(page, start + ONE)
    bomb = '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    locked = bytearray(as_docx(TEXT))
    at = -1
    while (at := locked.find(b"PK\x01\x02", at + 1)) >= 0:
        locked[at + 8] |= 1
    for name, data, part in [
        ("a.pdf", b"%PDF-1.7\n%\xe2\xe3", "select all (Ctrl+A, on a Mac ⌘A), copy, and paste it here"),
        ("b.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Word file, or protected"),
        ("c.rtf", b"{\\rtf1 x}", "Rich Text"),
        ("d.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "is no text"),
        ("e.txt", b"", "has no text"),
        ("f.html", b"<p> </p>", "has no text"),
        ("g.docx", as_docx(TEXT)[:600], "cut off"),
        ("h.docx", bytes(locked), "encrypted"),
        ("i.docx", docx({"other": "x"}), "no Word document"),
        ("j.docx", docx({"document": "<w:p"}), "broken XML"),
        ("k.docx", docx({"document": f'<?xml version="1.0"?>{bomb}<w:p {W}>&b;</w:p>'}), "document type"),
        ("l.docx", docx({"document": b"x" * 50_000_001}), "unpacks to more than 50 MB"),
        ("m.docx", docx({"document": f"<w:document {W}>" + "<w:a>" * 600 + "</w:a>" * 600 + "</w:document>"}), "deep"),
        ("n.txt", b"many words " * 100_000, "million characters"),
        ("p.txt", b"Take two apples and a pound of flour, and do not let the oven get too hot.", "is not this document"),
        ("q.txt", (GOOD / "documents" / "lakes2006.txt").read_bytes(), "is not this document"),
    ]:
        message = give(page, name, data)
        assert message.startswith(f"“{name}” ") and part in message and message.endswith("."), (name, message)
        assert page.locator("[data-part=found]").inner_text() == "" and page.locator("[data-part=zone]").is_visible(), name
    page.evaluate(
        "() => { const d = new DataTransfer(), f = document.querySelector('[data-part=file]'); d.items.add(new "
        "File([new Uint8Array(30000001)], 'r.txt')); f.files = d.files; f.dispatchEvent(new Event('change')); }"
    )
    page.get_by_text("“r.txt” is larger than 30 MB: it is not read.").wait_for()
    assert page.evaluate("sessionStorage.length") == 0 and tab.faults == []
    assert "exact" in give(page, "good.txt", WATCH.read_bytes())  # and it still works


HOSTILE = """<script>hacked = 1</script><img src="/x.png" onerror="hacked = 1"><iframe src="/y.html"></iframe><b>bold</b>"""


def test_what_a_document_says_stays_text(tab: Tab, start: str) -> None:  # noqa: F811
    page = tab.page
    go(page, start + "open-my-copy.html")
    tab.asked.clear()
    hostile = TEXT.replace("Summary\n", HOSTILE + "\nSummary\n").replace("the ferry from Northport", f"the {HOSTILE} ferry from Northport")
    assert "altered" in give(page, "<img src=x onerror=hacked=1>.txt", hostile.encode("utf-8"))
    assert HOSTILE in squeezed(page.locator("[data-part=found]").inner_text())
    assert page.locator("[data-part=found] :is(script, img, iframe, b)").count() == 0
    html = as_html(TEXT).replace(
        b"<p>",
        HOSTILE.encode() + b"<link rel=stylesheet href=/z.css><meta http-equiv=refresh content='0; url=/w.html'><p>", 3,
    )
    assert "watch2005" in give(page, "copy.html", html)
    page.wait_for_timeout(300)
    assert page.evaluate("typeof hacked") == "undefined" and tab.asked == [] and tab.faults == []


def test_our_scripts_have_no_way_to_send_or_to_run_anything() -> None:
    assert len(SCRIPTS) > 5
    barred = re.compile(
        r"\b(?:fetch|XMLHttpRequest|sendBeacon|WebSocket|EventSource|RTCPeerConnection|importScripts|eval|Function"
        r"|innerHTML|outerHTML|insertAdjacentHTML|setHTMLUnsafe|localStorage|indexedDB|cookie)\b|document\.write"
        r"|\bimport\("
    )
    assert {path.name: barred.findall(path.read_text(encoding="utf-8")) for path in SCRIPTS} == {path.name: [] for path in SCRIPTS}
    loading = [path.name for path in SCRIPTS if re.search(r"\.src\b|\.href\s*=|createElement\(\"script", path.read_text(encoding="utf-8"))]
    assert loading == ["load.js"]  # which has done all before a copy can be given


# Readers


def test_files_give_the_letters_that_the_command_line_reads(tab: Tab, start: str, tmp_path: Path) -> None:  # noqa: F811
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
        '<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:r><w:t>stays</w:t><w:tab/>'
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
            ("L1", ""), ("L2", ""), ("L2", '<w:numPr><w:numId w:val="0"/></w:numPr>'), ("Round", ""), ("Plain", ""),
        ]
    )
    seven, style = '<w:numId w:val="7"/>', '<w:style w:styleId="{}"><w:basedOn w:val="{}"/><w:pPr><w:numPr>{}</w:numPr></w:pPr></w:style>'
    styles = (
        f"{HEAD}<w:styles {W}>{style.format('L1', 'Plain', seven)}{style.format('L2', 'L1', '')}"
        f"{style.format('Round', 'Trip', '')}{style.format('Trip', 'Round', '')}</w:styles>"
    )
    notes = {
        f"{kind}s": f'{HEAD}<w:{kind}s {W}><w:{kind} w:id="{n}"><w:p><w:r><w:t>The {kind}.</w:t></w:r></w:p>'
                    f'</w:{kind}></w:{kind}s>'
        for kind, n in (("footnote", 2), ("endnote", 5))
    }
    word = docx({
        "document": f"{HEAD}<w:document {W}><w:body>{body}</w:body></w:document>", "numbering": numbering,
        "styles": styles, **notes,
    })
    lists = (
        "<head><title>no</title></head><ol type=a start=2><li>x<ol type=i><li>y</ol><li value=4>z</ol><ul>"
        "<li>u</ul><p hidden>c</p><script>d</script><noscript>e</noscript>a<br>b<table><tr><td>f<td>g</table>"
        "<!-- h --> &amp;&#x1F600; <b>i</b>j"
    )
    files = {
        "a.docx": word, "b.docx": as_docx(TEXT), "c.html": as_html(TEXT), "d.htm": lists.encode(),
        "e.txt": b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode(),
        "f.html": "<meta charset=windows-1252><p>caf\xe9 \x93".encode("latin-1"),
        "g.html": "<p>café “".encode("utf-16"), "h.html": b"<meta charset=nonsense>caf\xe9 \x93",
    }
    go(tab.page, start + ONE)
    read = "([name, data]) => openCopy.readFile(new File([Uint8Array.from(data)], name))"
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
        found, wanted = tab.page.evaluate(read, [name, list(data)]), read_text(tmp_path / name).text
        assert found.split() == wanted.split(), name
        assert found.count("\f") == wanted.count("\f"), name
    assert tab.page.evaluate(read, ["a.txt", list("café “".encode("utf-16-be").join([b"\xfe\xff", b""]))]) == "café “"
    assert tab.page.evaluate(read, ["a.txt", list(b"caf\xe9 \x93")]) == "café “"  # which the command line refuses


@pytest.mark.parametrize("name", ["copy.docx", "copy.html", "copy.md"])
def test_every_rendition_is_exact(tab: Tab, start: str, name: str) -> None:  # noqa: F811
    data = {"copy.docx": as_docx, "copy.html": as_html, "copy.md": str.encode}[name](TEXT)
    go(tab.page, start + "open-my-copy.html")
    message = give(tab.page, name, data)
    assert "passages: all exact" in message and "recommendations: all exact" in message


# For everybody


def faults(page: Any, axe: str) -> list[str]:  # noqa: F811
    """What axe finds at both widths and in both schemes, and where the page is too wide."""
    out = resize(page, 360)
    page.evaluate(axe)
    out += violations(page, RULES, part="main")
    in_scheme(page, "dark")
    out += violations(page, COLOURS, "rule", "main")
    in_scheme(page, "light")
    return out + resize(page, 1280) + violations(page, RULES, part="main")


@pytest.mark.parametrize("path", [ONE, "sources/watch2005.html", "open-my-copy.html"])
def test_axe_finds_nothing_and_it_fits(tab: Tab, start: str, axe: str, path: str) -> None:  # noqa: F811
    page = tab.page
    go(page, start + path)
    before = faults(page, axe) if path == ONE else []  # the same block everywhere
    give(page, "copy.txt", ALTERED.encode("utf-8"))
    page.evaluate("document.querySelectorAll('.reading details').forEach((d) => { d.open = true })")
    assert before + faults(page, axe) == [] and tab.faults == []


def test_it_is_reached_by_keyboard(tab: Tab, start: str) -> None:  # noqa: F811
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


def test_in_print_the_wording_stands_alone(tab: Tab, start: str) -> None:  # noqa: F811
    go(tab.page, start + "open-my-copy.html")
    give(tab.page, "copy.txt", WATCH.read_bytes())
    tab.page.emulate_media(media="print")
    shown = {
        name: tab.page.locator(name).first.is_visible()
        for name in ("[data-part=zone]", ".tools", "[data-part=forget]", "[data-part=status]", "ol.passages", "ul.ours")
    }
    assert shown == {
        "[data-part=zone]": False, ".tools": False, "[data-part=forget]": False, "[data-part=status]": False,
        "ol.passages": True, "ul.ours": True,
    }


def test_without_javascript_the_place_says_so(browser: Any, start: str) -> None:  # noqa: F811
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for path in (ONE, "sources/watch2005.html", "open-my-copy.html"):
        page.goto(start + path)
        assert "scripts/quote.py" in page.locator("[data-part=off]").inner_text() and page.locator("[data-part=on]").is_hidden(), path
    context.close()


# The real site


def test_what_the_site_publishes_are_places_and_our_words(site: Site, built: Path) -> None:  # noqa: F811
    keys = {
        "passages": {"id", "start", "length", "anchor", "fingerprint", "type", "label"},
        "recommendations": {"id", "passage", "start", "length", "fingerprint", "words", "by", "to", "page"},
    }
    files = {p.stem: p for p in (built / "assets" / "locators").iterdir()}
    assert set(files) == set(site.rows["sources"])
    for source, path in files.items():
        script = path.read_text(encoding="utf-8")
        assert script.isascii() and script.startswith("openCopy.add({") and script.endswith("});\n")
        data = json.loads(script[len("openCopy.add(") : -len(");\n")])
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
            assert (r["words"], r["fingerprint"], r["page"]) == (row["in_our_words"], row["span_fingerprint"], row["page"])
        assert sum(len(data[name]) for name in keys) == sum(row["source"] == source for name in keys for row in site.rows[name].values())


def test_a_page_with_all_that_it_loads_for_this_is_light(site: Site, built: Path) -> None:  # noqa: F811
    page = max((built / "recommendations").glob("*-r*.html"), key=lambda p: p.stat().st_size)
    loaded = [page, *SCRIPTS, max((built / "assets" / "locators").iterdir(), key=lambda p: p.stat().st_size)]
    assert sum(len(gzip.compress(p.read_bytes())) for p in loaded) < 90_000  # the theme takes the rest of 150 kB


@pytest.fixture(scope="module")
def real(sources_dir: Path) -> Iterator[tuple[Corpus, dict[str, Copy]]]:
    corpus = read_corpus(ROOT)
    yield corpus, match_copies(corpus, read_copies(sources_dir))[0]


def test_the_real_documents_show_every_wording(  # noqa: F811
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
    wanted = {key: wording.text for source, copy in copies.items() for key, wording in wordings(corpus, source, copy).items()}
    assert {key: squeezed(text) for key, text in shown.items()} == wanted and len(wanted) > 200
    assert message.count("all exact") == 2 * len(copies) and page.locator(".badge").count() == 0 and tab.faults == []
