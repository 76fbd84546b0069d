"""Documents of ours, and copies of the real ones, as HTML, DOCX and PDF: written by hand, the PDF by Chromium."""
from __future__ import annotations

import html
import io
import subprocess
import zipfile
from pathlib import Path

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


def paragraphs(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


def as_html(text: str) -> bytes:
    body = "".join(f"<p>{html.escape(p)}</p>\n" for p in paragraphs(text))
    return f"<!doctype html><html><head><meta charset=utf-8><title>Not part of it</title><style>p {{ hyphens: auto }}</style></head><body>{body}</body></html>".encode()


def as_docx(text: str) -> bytes:
    body = "".join(f'<w:p><w:r><w:t xml:space="preserve">{html.escape(p)}</w:t></w:r></w:p>' for p in paragraphs(text))
    return docx({"document": f"{HEAD}<w:document {W}><w:body>{body}</w:body></w:document>", "header1": f"{HEAD}<w:hdr {W}><w:p><w:r><w:t>Running head</w:t></w:r></w:p></w:hdr>"})


def docx(parts: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, part in parts.items():
            file.writestr(f"word/{name}.xml", part)
    return out.getvalue()


def as_pdf(text: str, folder: Path, chromium: str) -> bytes:
    """A PDF with a head and a foot on each page: date and title above, address and page number below."""
    page, out = folder / "page.html", folder / "page.pdf"
    page.write_bytes(as_html(text))
    subprocess.run([chromium, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={out}", page.as_uri()], capture_output=True, timeout=120, check=True)
    return out.read_bytes()
