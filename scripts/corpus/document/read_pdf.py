"""PDF as text, by pypdf in a process of its own with limits on time and memory; running heads are left out.

A PDF can make its reader loop or swell; the process is ended then and one line says so.
"""
from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

SECONDS = 120
MEMORY = 2_000_000_000
MAX_PAGES = 5000
EDGE = 3  # lines at the top and at the bottom of a page among which heads and feet are sought
END = 4096  # bytes at the end among which a whole PDF has its mark
TROUBLE = {
    3: "is encrypted: open it with its password and save a copy without",
    4: "is no PDF file, or damaged or cut off: get it again",
    5: f"has more than {MAX_PAGES} pages",
}
MISSING = "is a PDF, for which the Python package pypdf is needed: run .venv/bin/python -m pip install pypdf, or save the file as text"


def text_of(data: bytes) -> str:
    """The text of a PDF file, a form feed at the end of each page. Raises ValueError where there is none."""
    if importlib.util.find_spec("pypdf") is None:
        raise ValueError(MISSING)
    try:
        done = subprocess.run([sys.executable, "-I", str(Path(__file__).resolve())], input=data, capture_output=True, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        raise ValueError(f"could not be read in {SECONDS} seconds: save it as text") from None
    if done.returncode:
        raise ValueError(TROUBLE.get(done.returncode, "could not be read: save it as text"))
    pages = done.stdout.decode("utf-8", "replace").split("\f")[:-1]
    if not any(c.isalnum() for page in pages for c in page):
        raise ValueError("holds pictures and no text: run text recognition (OCR) on it first")
    return "".join(page.strip("\n") + "\n\f" for page in without_heads(pages))


def without_heads(pages: list[str]) -> list[str]:
    """The pages without running heads, feet and page numbers.

    A line is one where it stands, its numbers aside, near the same edge on at least three pages and
    on more than half of them (of two pages: on both).
    """
    lines = [[line for line in page.split("\n") if line.strip()] for page in pages]
    if len(pages) < 2:
        return pages
    repeated: Counter[tuple[bool, str]] = Counter()
    for page in lines:
        repeated.update({(top, _shape(line)) for top, line in _edges(page)})
    enough = max(min(3, len(pages)), len(pages) // 2 + 1)
    out = []
    for page in lines:
        last = len(page) - EDGE
        out.append("\n".join(
            line for n, line in enumerate(page)
            if not (n < EDGE and repeated[True, _shape(line)] >= enough or n >= last and repeated[False, _shape(line)] >= enough)
        ))
    return out


def _edges(page: list[str]) -> list[tuple[bool, str]]:
    return [*((True, line) for line in page[:EDGE]), *((False, line) for line in page[-EDGE:])]


def _shape(line: str) -> str:
    """A line with every number alike, so that page numbers repeat."""
    return " ".join(re.sub(r"\d+", "0", line).split()).casefold()


def _child() -> int:
    """Read a PDF from standard input and write its text: what runs in the process of its own."""
    import io
    import logging

    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    except (ImportError, ValueError, OSError):
        pass  # no such limits on this system; the time limit holds
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError

    logging.disable(logging.CRITICAL)
    data = sys.stdin.buffer.read()
    if b"%PDF-" not in data[:1024] or b"%%EOF" not in data[-END:]:  # a reader would mend a file that is cut off, and lose its end unseen
        return 4
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            return 3
        if len(reader.pages) > MAX_PAGES:
            return 5
        for page in reader.pages:
            sys.stdout.buffer.write(page.extract_text().replace("\f", "\n").encode("utf-8", "replace") + b"\f")
    except (DependencyError, FileNotDecryptedError):
        return 3
    except MemoryError:
        return 6
    except Exception:  # a broken file fails in any way it likes
        return 4
    return 0


if __name__ == "__main__":
    sys.exit(_child())
