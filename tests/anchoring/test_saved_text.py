"""Text that is saved from a file of any kind says, when it is read again, what the file said."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from anchoring.normalise import normalise
from anchoring.readers import docx, html, markdown
from anchoring.readers.files import READERS, as_plain
from renditions import as_docx, as_html

LINES = st.sampled_from(
    ["For the ports", "Agreed by all", "Count the boats.", "and so on", "page 3", "- 4 -", "iv", "Über das Öl"]
) | st.text("abc ÄéП1(.-–", min_size=1, max_size=12)
PAGES = st.lists(st.lists(LINES, min_size=1, max_size=7).map("\n".join), min_size=1, max_size=7).map("\f".join)
KINDS = {
    "docx": lambda text: docx.text_of(as_docx(text)),
    "html": lambda text: html.text_of(as_html(text)),
    "markdown": lambda text: markdown.text_of(text),
    "pdf": lambda text: text,  # what comes out of its reader is pages too
    "text": lambda text: READERS[".txt"](text.encode("utf-8"))[0],
}


@given(PAGES)
@example("\f".join(f"For the ports\nCount {n} boats.\nAgreed by all" for n in (4, 9, 12, 60)))
def test_every_letter_is_read_again(text: str) -> None:
    for kind, read in KINDS.items():
        if not any(map(str.isalnum, said := read(text))):
            continue
        again, _ = READERS[".txt"](as_plain(said).encode("utf-8"))
        assert normalise(again).characters == normalise(said).characters, kind


def test_ends_of_pages_are_kept_where_they_cost_nothing() -> None:
    text = "One boat came.\fTwo boats went.\fNobody saw them."
    assert as_plain(text) == text
