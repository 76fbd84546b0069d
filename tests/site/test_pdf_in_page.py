"""PDFs in the page: the same letters as the command reads, every passage exact, nothing asked of anybody else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from open_copy import TEXT, give, go
from site_parts import PDFJS

from anchoring.normalise import normalise
from anchoring.readers.files import read_text
from corpus.copies.matching import match_copies, read_copies
from corpus.model.records import read_corpus
from helpers import ROOT, need
from renditions import as_pdf, with_ligatures

pytestmark = pytest.mark.data

READ = """(data) => our.readFile(new File([new Uint8Array(data)], 'a.pdf'))
  .then((t) => our.normalise(t).characters, (e) => e.trouble)"""


def mapped_pdf(text: str) -> bytes:
    """One line in a Chinese font that the reader has to know, coded as UTF-16 by a named character map."""
    line = f"BT /F1 20 Tf 50 700 Td <{text.encode('utf-16-be').hex()}> Tj ET"
    parts = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F1 4 0 R>>>>/Contents 5 0 R>>",
        "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[6 0 R]>>",
        f"<</Length {len(line)}>>stream\n{line}\nendstream",
        "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/FontDescriptor 7 0 R"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>",
        "<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[0 0 1000 1000]/ItalicAngle 0/Ascent 800"
        "/Descent -200/CapHeight 700/StemV 80>>",
    ]
    out = b"%PDF-1.4\n" + b"".join(f"{n} 0 obj\n{part}\nendobj\n".encode() for n, part in enumerate(parts, 1))
    return out + b"trailer<</Root 1 0 R/Size 8>>\n%%EOF\n"


@pytest.fixture
def page(tab: Any, start: str) -> Any:
    need(PDFJS.is_dir(), "pdf.js is needed: make build/pdfjs/LICENSE")
    go(tab.page, f"{start}open-my-copy.html")
    return tab.page


@pytest.mark.parametrize(
    ("width", "change"), [(0, str), (22, str), (0, with_ligatures)], ids=["wide", "narrow", "ligatures"]
)
def test_a_pdf_has_the_same_letters_as_on_the_command_line(
    page: Any, tmp_path: Path, browser: Any, width: int, change: Any
) -> None:
    (tmp_path / "a.pdf").write_bytes(as_pdf(change(TEXT), browser, width))
    wanted = normalise(read_text(tmp_path / "a.pdf").text).characters
    assert page.evaluate(READ, list((tmp_path / "a.pdf").read_bytes())) == wanted


def test_a_pdf_opens_in_the_page(page: Any, tmp_path: Path, browser: Any, start: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    message = give(page, "watch.pdf", as_pdf(TEXT, browser))
    assert message.startswith("Found watch2005 in “watch.pdf”") and "all exact" in message, message
    assert any(url.endswith("pdf.mjs.js") for url in asked)
    assert all(url.startswith((start, "blob:", "data:")) for url in asked), asked


def test_a_pdf_opens_from_a_disk_with_a_worker(tab: Any, small: Path, browser: Any) -> None:
    need(PDFJS.is_dir(), "pdf.js is needed: make build/pdfjs/LICENSE")
    asked: list[str] = []
    tab.page.on("request", lambda request: asked.append(request.url))
    tab.page.on("worker", lambda worker: asked.append("worker " + worker.url))
    go(tab.page, (small / "open-my-copy.html").as_uri())
    message = give(tab.page, "watch.pdf", as_pdf(TEXT, browser))
    assert message.startswith("Found watch2005 in “watch.pdf”") and "all exact" in message, message
    assert any(url.startswith("worker blob:") for url in asked)
    assert all(url.startswith(("file:", "blob:", "data:", "worker blob:")) for url in asked), asked


@pytest.mark.parametrize("start_of", ["web", "disk"])
def test_character_maps_are_loaded_from_the_web_and_from_a_disk(page: Any, small: Path, start_of: str) -> None:
    """A font that is not in the file, with a map that pdf.js brings."""
    if start_of == "disk":
        go(page, (small / "open-my-copy.html").as_uri())
    assert page.evaluate(READ, list(mapped_pdf("北京反对贩运"))) == "北京反对贩运"


def test_without_a_worker_it_is_read_in_the_page(page: Any, browser: Any) -> None:
    page.evaluate("our.Worker = undefined")
    assert "all exact" in give(page, "watch.pdf", as_pdf(TEXT, browser))


def test_pdfs_that_are_refused(page: Any, tmp_path: Path, browser: Any) -> None:
    whole = as_pdf(TEXT, browser)
    for data, words in ((whole[: len(whole) // 2], "damaged or cut off"), (b"%PDF-1.4 %%EOF", "damaged or cut off")):
        assert words in page.evaluate(READ, list(data))


def test_without_its_reader_the_page_says_so(page: Any, tmp_path: Path, browser: Any) -> None:
    page.evaluate("our.assets = 'nowhere/'")
    message = give(page, "watch.pdf", as_pdf(TEXT, browser))
    assert "PDFs cannot be opened here" in message and "copy, and paste it here" in message, message


def test_the_real_documents_as_pdf_open_with_every_passage_exact(
    tab: Any, address: str, sources_dir: Path, tmp_path: Path, browser: Any
) -> None:
    need(PDFJS.is_dir(), "pdf.js is needed: make build/pdfjs/LICENSE")
    matched, _ = match_copies(read_corpus(ROOT), read_copies(sources_dir))
    for source, copy in sorted(matched.items()):
        go(tab.page, f"{address}open-my-copy.html")
        message = give(tab.page, f"{source}.pdf", as_pdf(copy.normalised.text, browser))
        assert f"Found {source} in" in message and "passages: all exact" in message, message
