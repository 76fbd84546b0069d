"""Open my copy, in a real browser: the original wording from a reader's copy, and nothing of the copy anywhere else."""

from __future__ import annotations

import re
from pathlib import Path

from open_copy import ALTERED, ONE, SCRIPTS, TEXT, WATCH, expected, give, go, marked, said, squeezed
from site_parts import Tab

from anchoring.normalise import normalise
from corpus.model.records import Corpus
from helpers import GOOD
from renditions import W, as_docx, as_html, docx

# What it shows


def test_a_recommendation_shows_its_wording_in_its_passage(tab: Tab, start: str, corpus: Corpus) -> None:
    page = tab.page
    go(page, start + ONE)
    assert page.locator("[data-part=off]").is_hidden() and page.locator("[data-part=kept]").is_hidden()
    page.wait_for_load_state("networkidle")  # the theme loads what it searches in a little later
    tab.asked.clear()
    assert give(page, "My copy.txt", WATCH.read_bytes()).startswith(
        "Found watch2005 in “My copy.txt”. This recommendation is exact."
    )
    words = expected(corpus, "watch2005", TEXT)["watch2005-r004"].text
    assert marked(page, "watch2005-r004") == words
    assert words in squeezed(page.locator("blockquote").inner_text()) and len(words) < len(
        page.locator("blockquote").inner_text()
    )
    assert "exact match" in page.locator(".state").inner_text() and page.evaluate(
        "document.activeElement.classList.contains('state')"
    )
    neighbours = page.locator(".one details")
    assert neighbours.count() == 2 and neighbours.locator("p").first.is_hidden()
    neighbours.first.locator("summary").click()
    assert neighbours.first.locator("p").inner_text() == "Lakes League"
    page.wait_for_timeout(300)
    assert tab.asked == [] and tab.faults == []


def test_it_is_kept_for_the_next_page_until_it_is_forgotten(tab: Tab, start: str) -> None:
    page = tab.page
    go(page, start + ONE)
    give(page, "copy.txt", WATCH.read_bytes())
    page.get_by_role("link", name="The whole document beside our words").click()
    page.wait_for_url("**/open-my-copy.html#watch2005-r004")
    page.locator("ol.passages").wait_for()
    assert page.evaluate("document.activeElement.id") == "copy-watch2005-r004"
    for path, shown in (
        ("recommendations/watch2005-r001.html", "blockquote"),
        ("sources/watch2005.html", "ol.passages"),
    ):
        go(page, start + path)
        assert page.locator(shown).is_visible() and page.locator("[data-part=zone]").is_hidden(), path
    go(page, start + "recommendations/lakes2006-r001.html")  # of the other document
    assert page.locator("[data-part=found]").inner_text() == "" and page.locator("[data-part=zone]").is_visible()
    go(page, start + ONE)
    page.get_by_role("button", name="Forget my copy").click()
    assert "removed" in said(page) and page.locator("blockquote").count() == 0
    assert page.evaluate("document.activeElement.type") == "file" and page.evaluate("sessionStorage.length") == 0
    page.reload()
    page.locator("[data-ready]").wait_for(state="attached")
    assert (
        page.locator("blockquote").count() == 0 and page.locator("[data-part=zone]").is_visible() and tab.faults == []
    )


def test_it_works_where_nothing_can_be_kept(own_tab: Tab, start: str) -> None:
    page = own_tab.page
    page.add_init_script("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }")
    go(page, start + ONE)
    assert "kept until you leave this page" in give(page, "copy.txt", WATCH.read_bytes())
    assert page.locator("blockquote").is_visible()


def test_the_document_stands_beside_our_words(tab: Tab, start: str, corpus: Corpus) -> None:
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
    assert (
        set(page.locator("ol.passages > li:visible").evaluate_all("(all) => all.map((e) => e.id.slice(5))")) == having
    )
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


def test_altered_and_missing_are_said_as_on_the_command_line(tab: Tab, start: str, corpus: Corpus) -> None:
    page, wanted = tab.page, expected(corpus, "watch2005", ALTERED)
    assert {w.status for w in wanted.values()} == {"exact", "altered", "missing"}
    go(page, start + "open-my-copy.html")
    message = give(page, "copy.txt", ALTERED.encode("utf-8"))
    for status in ("exact", "altered", "missing"):
        assert f"{sum(w.status == status for w in wanted.values())} {status}" in message.split("recommendations:")[1], (
            message
        )
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


def test_several_documents_find_their_sources(tab: Tab, start: str) -> None:
    page = tab.page
    go(page, start + "open-my-copy.html")
    files = [
        {"name": n, "mimeType": "", "buffer": d}
        for n, d in [
            ("a.txt", (GOOD / "documents" / "lakes2006.txt").read_bytes()),
            ("b.docx", as_docx(TEXT)),
            ("c.txt", b"Bread with apples."),
            ("d.txt", TEXT.encode()),
        ]
    ]
    page.set_input_files("[data-part=file]", files)
    message = said(page)
    assert "Found lakes2006 in “a.txt”" in message and "Found watch2005 in “b.docx”" in message
    assert (
        "“c.txt” does not match any of the 2 documents" in message
        and "“d.txt” is one more copy of watch2005" in message
    )
    assert page.locator(".reading h2").count() == 2 and tab.faults == []


def test_a_copy_can_be_pasted_typed_or_dropped(tab: Tab, start: str) -> None:
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
    page.get_by_role("button", name="Find the passage").press("Enter")
    page.locator("blockquote").wait_for()
    page.locator(again).click()
    prevented = page.evaluate(
        """(text) => { const d = new DataTransfer(); d.items.add(new File([text], 'dropped.md'));
          return ['dragover', 'drop'].map((kind) => !document.querySelector('h1').dispatchEvent(
            new DragEvent(kind, {dataTransfer: d, bubbles: true, cancelable: true}))); }""",
        TEXT,
    )
    assert prevented == [True, True]  # also where it misses the box: the page stays
    page.locator("blockquote").wait_for()
    assert "dropped.md" in said(page) and tab.faults == []


def test_a_part_of_a_document_is_enough(tab: Tab, start: str) -> None:
    page = tab.page
    key, paragraph = "watch2005-r003", next(line for line in TEXT.split("\n") if line.startswith("Ms Holm"))
    go(page, f"{start}recommendations/{key}.html")
    page.get_by_role("button", name="Find the passage").click()
    assert said(page) == "Paste the text of the document first."
    page.get_by_label("Paste the text of the document").fill(paragraph)
    page.get_by_role("button", name="Find the passage").click()
    page.locator("blockquote").wait_for()
    assert said(page).startswith("Found a part of watch2005 in “pasted text”. This recommendation is exact.")
    assert marked(page, key) in paragraph and len(marked(page, key)) > 40 and tab.faults == []


def test_it_works_from_a_disk(tab: Tab, small: Path, corpus: Corpus) -> None:
    page = tab.page
    go(page, (small / ONE).as_uri())
    assert "This recommendation is exact" in give(page, "copy.docx", as_docx(TEXT))
    assert marked(page, "watch2005-r004") == expected(corpus, "watch2005", TEXT)["watch2005-r004"].text
    go(page, (small / "open-my-copy.html").as_uri())
    assert page.locator("ol.passages").is_visible()


# What can go wrong


def test_what_cannot_be_read_is_said_in_a_sentence(tab: Tab, start: str) -> None:
    page = tab.page
    go(page, start + ONE)
    bomb = '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    locked = bytearray(as_docx(TEXT))
    at = -1
    while (at := locked.find(b"PK\x01\x02", at + 1)) >= 0:
        locked[at + 8] |= 1
    for name, data, part in [
        ("a.pdf", b"%PDF-1.7\n%\xe2\xe3", "damaged or cut off"),
        ("b.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "open it in Word or LibreOffice and save it as DOCX"),
        ("c.rtf", b"{\\rtf1 x}", "open it in Word or LibreOffice and save it as DOCX"),
        ("d.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "is no text"),
        ("e.txt", b"", "has no text"),
        ("f.html", b"<p> </p>", "has no text"),
        ("g.docx", as_docx(TEXT)[:600], "cut off"),
        ("h.docx", bytes(locked), "encrypted"),
        ("i.docx", docx({"other": "x"}), "not a Word document"),
        ("j.docx", docx({"document": "<w:p"}), "broken XML"),
        ("k.docx", docx({"document": f'<?xml version="1.0"?>{bomb}<w:p {W}>&b;</w:p>'}), "document type"),
        ("l.docx", docx({"document": b"x" * 50_000_001}), "unpacks to more than 50 MB"),
        ("m.docx", docx({"document": f"<w:document {W}>" + "<w:a>" * 600 + "</w:a>" * 600 + "</w:document>"}), "deep"),
        ("n.txt", b"many words " * 100_000, "million characters"),
        (
            "p.txt",
            b"Take two apples and a pound of flour, and do not let the oven get too hot.",
            "is not this document",
        ),
        ("q.txt", (GOOD / "documents" / "lakes2006.txt").read_bytes(), "is not this document"),
    ]:
        message = give(page, name, data)
        assert message.startswith(f"“{name}” ") and part in message and message.endswith("."), (name, message)
        assert page.locator("[data-part=found]").inner_text() == "" and page.locator("[data-part=zone]").is_visible(), (
            name
        )
    page.evaluate(
        "() => { const d = new DataTransfer(), f = document.querySelector('[data-part=file]'); d.items.add(new "
        "File([new Uint8Array(30000001)], 'r.txt')); f.files = d.files; f.dispatchEvent(new Event('change')); }"
    )
    page.get_by_text("“r.txt” is larger than 30 MB: it is not read.").wait_for()
    assert page.evaluate("sessionStorage.length") == 0 and tab.faults == []
    assert "exact" in give(page, "good.txt", WATCH.read_bytes())  # and it still works


HOSTILE = (
    """<script>hacked = 1</script><img src="/x.png" onerror="hacked = 1"><iframe src="/y.html"></iframe><b>bold</b>"""
)


def test_what_a_document_says_stays_text(tab: Tab, start: str) -> None:
    page = tab.page
    go(page, start + "open-my-copy.html")
    page.wait_for_load_state("networkidle")  # the theme loads what it searches in a little later
    tab.asked.clear()
    hostile = TEXT.replace("Summary\n", HOSTILE + "\nSummary\n").replace(
        "the ferry from Northport", f"the {HOSTILE} ferry from Northport"
    )
    assert "altered" in give(page, "<img src=x onerror=hacked=1>.txt", hostile.encode("utf-8"))
    assert HOSTILE in squeezed(page.locator("[data-part=found]").inner_text())
    assert page.locator("[data-part=found] :is(script, img, iframe, b)").count() == 0
    html = as_html(TEXT).replace(
        b"<p>",
        HOSTILE.encode() + b"<link rel=stylesheet href=/z.css><meta http-equiv=refresh content='0; url=/w.html'><p>",
        3,
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
    assert {path.name: barred.findall(path.read_text(encoding="utf-8")) for path in SCRIPTS} == {
        # The reader of PDFs comes from this site; fetch is what it calls the method by which it asks us for its files.
        path.name: ["fetch", "import(", "import("] if path.name == "pdf.js" else []
        for path in SCRIPTS
    }
    loading = [
        path.name
        for path in SCRIPTS
        if re.search(r"\.src\b|\.href\s*=|createElement\(\"script", path.read_text(encoding="utf-8"))
    ]
    assert loading == ["pdf.js", "load.js"]  # files of this site, at addresses that no copy can change
