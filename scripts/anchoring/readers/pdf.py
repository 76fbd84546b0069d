"""PDF as text, by pypdf: a form feed at the end of each page. Knows one file, must not know where heads are.

pypdf reads all 993 passages of our test renditions exactly. pypdfium2 is ten times faster and reads 971: it puts the
letters of small running heads on lines of their own, inside passages.
"""

import io
import logging
import re

from .apart import check_size
from .heads import MOST_PAGES

END = 4096  # a complete PDF has its end mark in the last bytes
PACKAGE = "pypdf"
MISSING = (
    "is a PDF, for which the Python package pypdf is needed: run python scripts/setup.py pdf, or save the file as text"
)
LOCKED = "is encrypted: open it with its password and save a copy without one"
SEALED = (
    "is encrypted in a way for which the Python package cryptography is needed: run python scripts/setup.py pdf, or "
    "open it and save a copy without protection"
)
NONSENSE = (
    "has a text layer that is not text (names of glyphs, or letters that replace others): print it to PDF again, or "
    "run text recognition (OCR) on it"
)
GLYPHS = re.compile(r"/?\b(?:g|gid|glyph|cid|uni|C)[:_]?\d{1,5}\b|\(cid:\d+\)|[\ue000-\uf8ff\ufffd]")
WORDS, VOWELS = re.compile(r"\b[A-Za-z]{4,}\b"), re.compile("[aeiouyAEIOUY]")
MOST_GLYPHS, FEWEST_VOWELS, ENOUGH_WORDS = 0.2, 0.8, 30  # shares of the text and of its words; words needed to judge
DAMAGED = "is not a PDF file, or is damaged or cut off: get it again"


def text_of(data: bytes) -> str:
    """The text of a PDF file. Raises ValueError if it has none, or is encrypted, cut off, damaged or too large.

    A broken file can make pypdf loop or fill the memory: call this in a separate process (``apart``).
    """
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError

    logging.disable(logging.CRITICAL)
    if (
        b"%PDF-" not in data[:1024] or b"%%EOF" not in data[-END:]
    ):  # pypdf would repair a file that is cut off, and lose its end without a warning
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
    except Exception as error:  # broken files raise many kinds of errors
        if type(error) is ValueError and str(error).startswith(("is ", "has ")):
            raise
        swollen = type(error).__name__ == "LimitReachedError"  # older versions do not have this class
        raise ValueError("unpacks to more than a document should: it is not read" if swollen else DAMAGED) from None
    if not any(c.isalnum() for page in pages for c in page):
        raise ValueError("contains pictures but no text: run text recognition (OCR) on it first")
    text = "".join(f"{page}\f" for page in pages)
    if is_nonsense(text):
        raise ValueError(NONSENSE)
    return text


def is_nonsense(text: str) -> bool:
    """Whether a text layer is unreadable: glyph names, or too many words in Latin letters without a vowel."""
    size = len("".join(text.split()))
    words = WORDS.findall(text)
    spoken = sum(bool(VOWELS.search(word)) for word in words)
    return sum(map(len, GLYPHS.findall(text))) > MOST_GLYPHS * size or (
        len(words) >= ENOUGH_WORDS and spoken < FEWEST_VOWELS * len(words)
    )
