"""Documents as text: TXT, Markdown, HTML, DOCX and, with the optional group, PDF.

What comes out is the text as a reader sees it, its pages (where there are any) ending with a form
feed. Files that are encrypted, scanned, cut off, huge or hostile raise ValueError with one line.
"""
from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from . import read_docx, read_html, read_pdf

SUFFIXES = (".txt", ".md", ".html", ".htm", ".docx", ".pdf")
PLAIN = (".txt", ".md")
MAX_BYTES = 50_000_000
MAX_CHARACTERS = 20_000_000


@dataclass(frozen=True)
class Text:
    """What a file says. ``paged`` is True where form feeds in ``text`` are ends of pages."""

    text: str
    paged: bool


def read_text(path: Path) -> Text:
    """Read one document.

    Raises OSError where the file cannot be opened and ValueError, with a line that names the file
    and says what to do, where it cannot be read as what its name says.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise ValueError(f"{path.name}: this kind of file cannot be read; save it as one of {', '.join(SUFFIXES)}")
    if path.stat().st_size > MAX_BYTES:
        raise ValueError(f"{path.name} is larger than {MAX_BYTES // 1_000_000} MB")
    data = path.read_bytes()
    try:
        if suffix in PLAIN:
            text = _plain(data)
        elif suffix == ".docx":
            text = read_docx.text_of(data)
        elif suffix == ".pdf":
            text = read_pdf.text_of(data)
        else:
            text = read_html.text_of(data)
    except ValueError as error:
        raise ValueError(f"{path.name} {error}") from None
    if len(text) > MAX_CHARACTERS:
        raise ValueError(f"{path.name} has more than {MAX_CHARACTERS // 1_000_000} million characters")
    return Text(text, "\f" in text)


def _plain(data: bytes) -> str:
    if data.startswith((b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise ValueError("is no text, whatever its name says: give it its right ending (.pdf, .docx)")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError("is not UTF-8 text") from None
    if "\0" in text:
        raise ValueError("is not UTF-8 text")
    return text.replace("\r\n", "\n")
