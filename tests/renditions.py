"""Documents of ours, and copies of the real ones, as HTML, DOCX and PDF: written by hand, the PDF by Chromium."""

from __future__ import annotations

import functools
import html
import io
import re
import tempfile
import zipfile
from pathlib import Path
from typing import Any

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


def paragraphs(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


def as_html(text: str, style: str = "") -> bytes:
    body = "".join(f"<p>{html.escape(p)}</p>\n" for p in paragraphs(text))
    return (
        f"<!doctype html><html><head><meta charset=utf-8><title>Not part of it</title><style>{style}</style></head>"
        f"<body>{body}</body></html>"
    ).encode()


def as_docx(text: str) -> bytes:
    """A Word file; a form feed is where Word broke the page when it was last saved."""
    body = "".join(
        f"<w:p><w:r>{'<w:lastRenderedPageBreak/>' * p.startswith(chr(12))}"
        f'<w:t xml:space="preserve">{html.escape(p.strip(chr(12)))}</w:t></w:r></w:p>'
        for p in paragraphs(text.replace("\f", "\n\f"))
    )
    return docx(
        {
            "document": f"{HEAD}<w:document {W}><w:body>{body}</w:body></w:document>",
            "header1": f"{HEAD}<w:hdr {W}><w:p><w:r><w:t>Running head</w:t></w:r></w:p></w:hdr>",
        }
    )


def with_ligatures(text: str) -> str:
    """The text with ligatures as characters of their own, as old fonts and some PDFs have them."""
    for letters, one in (("ffi", "\ufb03"), ("ffl", "\ufb04"), ("ff", "\ufb00"), ("fi", "\ufb01"), ("fl", "\ufb02")):
        text = text.replace(letters, one)
    return text


def with_soft_hyphens(text: str) -> str:
    """The text with a soft hyphen in every long word: where a line ends there, a hyphen is printed."""
    return re.sub(r"\b([a-z]{4})([a-z]{4,})", "\\1\u00ad\\2", text)


def hyphenated(text: str) -> str:
    """The text with long words broken over two lines, as in a copied column."""
    return re.sub(r"\b([a-z]{4})([a-z]{4,})", r"\1-\n\2", text)


MARKS = {"letters": (r"^\(([a-z])\) ", "lowerLetter", "(%1)"), "numbers": (r"^(\d+)\. ", "decimal", "%1.")}


def as_numbered_docx(text: str, numbered_by: str) -> bytes:
    """A Word file whose list marks are not text but numbers of a list: by the paragraph, its style, or nothing left."""
    body, count = [], dict.fromkeys(MARKS, 0)
    for p in paragraphs(text):
        kind = next((k for k, (pattern, _, _) in MARKS.items() if re.match(pattern, p)), None)
        how = ""
        if kind:
            p = re.sub(MARKS[kind][0], "", p)
            count[kind] += 1
            number = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{[*MARKS].index(kind) + 1}"/></w:numPr>'
            style = f'<w:pStyle w:val="{kind}2"/>'
            how = f"<w:pPr>{number if numbered_by == 'paragraph' else style}</w:pPr>"
        body.append(f'<w:p>{how}<w:r><w:t xml:space="preserve">{html.escape(p)}</w:t></w:r></w:p>')
    assert any(count.values()), "no list in this text"
    levels = [
        f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{fmt}"/><w:lvlText w:val="{shown}"/></w:lvl>'
        for _, fmt, shown in MARKS.values()
    ]
    numbering = "".join(
        f'<w:abstractNum w:abstractNumId="{n}">{level}</w:abstractNum>' for n, level in enumerate(levels)
    )
    numbering += "".join(f'<w:num w:numId="{n + 1}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(len(levels)))
    styles = "".join(
        f'<w:style w:styleId="{kind}"><w:pPr><w:numPr><w:numId w:val="{n}"/></w:numPr></w:pPr></w:style>'
        f'<w:style w:styleId="{kind}2"><w:basedOn w:val="{kind}"/></w:style>'
        for n, kind in enumerate(MARKS, 1)
    )
    parts = {"document": f"{HEAD}<w:document {W}><w:body>{''.join(body)}</w:body></w:document>"}
    if numbered_by != "nothing":
        parts |= {
            "numbering": f"{HEAD}<w:numbering {W}>{numbering}</w:numbering>",
            "styles": f"{HEAD}<w:styles {W}>{styles}</w:styles>",
        }
    return docx(parts)


def docx(parts: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, part in parts.items():
            file.writestr(f"word/{name}.xml", part)
    return out.getvalue()


@functools.cache  # several tests want the same one
def as_pdf(text: str, browser: Any, width: int = 0) -> bytes:
    """A PDF with a head and a foot on each page: date and title above, address and page number below.

    ``browser`` prints it. With a ``width`` in em, long words are broken at line ends.
    """
    source = as_html(with_soft_hyphens(text), f"body {{ width: {width}em }}") if width else as_html(text)
    page = browser.new_page()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.html"
        path.write_bytes(source)
        page.goto(path.as_uri())
        margin = dict.fromkeys(("top", "right", "bottom", "left"), "0.4in")
        data: bytes = page.pdf(display_header_footer=True, margin=margin)
    page.close()
    return data
