"""What the tests of "open my copy" share: a document of ours, the page it is given to, and what that says of it."""

from __future__ import annotations

from typing import Any

from anchoring.normalise import normalise
from corpus.copies.matching import Copy
from corpus.copies.wording import Wording, wordings
from corpus.model.records import Corpus
from helpers import GOOD, ROOT

ASSETS = ROOT / "docs" / "assets"
SCRIPTS = sorted(p for folder in ("anchoring", "open-copy") for p in (ASSETS / folder).rglob("*.js"))
WATCH = GOOD / "documents" / "watch2005.txt"
TEXT = WATCH.read_text(encoding="utf-8")
ONE = "recommendations/watch2005-r004.html"
ALTERED = TEXT.replace("Ports should find interpreters", "Ports must look for interpreters").replace(
    "- The quays should be lit at night.\n", ""
)


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
