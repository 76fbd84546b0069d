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

READ = """(data) => our.readFile(new File([new Uint8Array(data)], 'a.pdf'))
  .then((t) => our.normalise(t).characters, (e) => e.trouble)"""


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
    assert any(url.endswith("pdf.mjs") for url in asked)
    assert all(url.startswith((start, "blob:", "data:")) for url in asked), asked


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
