"""PDF as text, by pypdf: a form feed at the end of each page."""

from __future__ import annotations

import io
import logging

from .apart import check_size
from .heads import MOST_PAGES

END = 4096  # bytes at the end among which a whole PDF has its mark
MISSING = "is a PDF, for which the Python package pypdf is needed: run .venv/bin/python -m pip install pypdf, or save the file as text"
LOCKED = "is encrypted: open it with its password and save a copy without"
SEALED = (
    "is encrypted in a way for which the Python package cryptography is needed: run .venv/bin/python -m pip install "
    "cryptography, or open it and save a copy without protection"
)
DAMAGED = "is no PDF file, or damaged or cut off: get it again"


def text_of(data: bytes) -> str:
    """The text of a PDF file. Raises ValueError where there is none, or it is encrypted, cut off, damaged or too large.

    A broken file can make pypdf loop or swell: to be called in a process of its own (``apart``).
    """
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError

    logging.disable(logging.CRITICAL)
    if (
        b"%PDF-" not in data[:1024] or b"%%EOF" not in data[-END:]
    ):  # a reader would mend a file that is cut off, and lose its end unseen
        raise ValueError(DAMAGED)
    pages: list[str] = []
    size = 0
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ValueError(LOCKED)
        if len(reader.pages) > MOST_PAGES:
            raise ValueError(f"has more than {MOST_PAGES} pages")
        for page in reader.pages:
            lines = page.extract_text().replace("\f", "\n").split("\n")
            pages.append("\n".join(line for line in lines if line.strip()) + "\n")
            size += len(pages[-1])
            check_size(size)
    except DependencyError:
        raise ValueError(SEALED) from None
    except FileNotDecryptedError:
        raise ValueError(LOCKED) from None
    except MemoryError:
        raise
    except Exception as error:  # a broken file fails in any way it likes
        if type(error) is ValueError and str(error).startswith(("is ", "has ")):
            raise
        swollen = type(error).__name__ == "LimitReachedError"  # which older ones do not have
        raise ValueError("unpacks to more than a document does: it is not read" if swollen else DAMAGED) from None
    if not any(c.isalnum() for page in pages for c in page):
        raise ValueError("holds pictures and no text: run text recognition (OCR) on it first")
    return "".join(f"{page}\f" for page in pages)
