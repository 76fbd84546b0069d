"""Documents as text: TXT, Markdown, HTML, DOCX and, with the optional group, PDF. Knows kinds of files, not documents.

The result is the text as a reader sees it, without running heads; pages (if there are any) end with
a form feed. Files that are encrypted, scanned, cut off, huge or hostile raise ValueError with a
message of one line.
"""

import importlib.util
import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from . import markdown as read_markdown
from . import pdf as read_pdf
from .apart import check_size, read_apart
from .heads import without_heads

MAX_BYTES = 50_000_000
CONVERTIBLE = (".doc", ".dot", ".rtf", ".odt")
CONVERT = "cannot be read here: open it in Word or LibreOffice and save it as DOCX"
FOREIGN = 0.1  # with a larger share of letters beyond ASCII, text is not Western European
_ODD = re.compile("[\0-\x08\x0b\x0e-\x1f\x7f\x81\x8d\x8f\x90\x9d]")  # never in a text


@dataclass(frozen=True)
class Text:
    """The text of a file. ``paged`` is True if form feeds end its pages; ``remark`` is for its owner."""

    text: str
    paged: bool
    remark: str = ""


def read_text(path: Path) -> Text:
    """Read one document.

    Raises OSError if the file cannot be opened. Raises ValueError, with a message that names the file
    and says what to do, if it cannot be read as the type in its name.
    """
    suffix = path.suffix.lower()
    if suffix in CONVERTIBLE:
        raise ValueError(f"{path.name} {CONVERT}")
    if suffix not in SUFFIXES:
        raise ValueError(f"{path.name}: this kind of file cannot be read; save it as one of {', '.join(SUFFIXES)}")
    if path.stat().st_size > MAX_BYTES:
        raise ValueError(f"{path.name} is larger than {MAX_BYTES // 1_000_000} MB")
    data = path.read_bytes()
    try:
        _check_kind(data, suffix)
        text, remark = READERS[suffix](data)
        check_size(len(text))
    except ValueError as error:
        raise ValueError(f"{path.name} {error}") from None
    except MemoryError:
        raise ValueError(f"{path.name} needs more memory than is available: save it as text") from None
    return Text(text, "\f" in text, remark)


def as_plain(text: str) -> str:
    """The text to save: without page ends if a second reading would remove lines as running heads."""
    return text if _without_heads(text) == text else text.replace("\f", "\n")


def _without_heads(text: str) -> str:
    *pages, rest = text.split("\f")
    if rest.strip():
        pages.append(rest)
        return "\f".join(without_heads(pages))
    return "".join(f"{page}\f" for page in without_heads(pages)) + rest


def _check_kind(data: bytes, suffix: str) -> None:
    """Raise ValueError if the first bytes of a file do not fit the type in its name."""
    if data.startswith(b"%PDF-"):
        if suffix != ".pdf":
            raise ValueError("is a PDF, despite its name: change the ending to .pdf")
    elif data.startswith(b"PK\x03\x04"):
        if suffix != ".docx":
            if _has_word(data):
                raise ValueError("is a Word document, despite its name: change the ending to .docx")
            raise ValueError(f"is a zip file, not a {suffix} file, despite its name: unpack it, or get it again")
    elif data.startswith(b"\xd0\xcf\x11\xe0"):
        raise ValueError(
            "is protected by a password or is an old Word file: open it and save it as DOCX without a password"
        )
    elif data.startswith(b"{\\rtf"):
        raise ValueError("is Rich Text (RTF), despite its name: open it in a word processor and save it as DOCX")
    elif (
        re.match(rb"(?:From|MIME-Version|Content-Type):[^\n]{0,200}\r?\n(?:[\w-]+:|[ \t])", data)
        and b"multipart/related" in data[:4096]
    ):
        raise ValueError("is a web archive (MHTML), despite its name: open it in a browser and save it as HTML only")
    elif suffix not in (".html", ".htm") and re.match(
        rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html)\b", data, re.IGNORECASE
    ):
        raise ValueError("is a web page, despite its name: change the ending to .html")


def _has_word(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            return any(name.startswith("word/") for name in file.namelist())
    except Exception:  # broken zip files raise many kinds of errors
        return False


def _plain(data: bytes) -> str:
    """Decode text by byte order mark, as UTF-8, or as Western European (windows-1252) if it looks like that."""
    try:
        text = data.decode("utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("latin-1")
        beyond = sum(c.isalpha() for c in text if c > "\x7f")
        if (
            data.startswith((b"\xff\xfe", b"\xfe\xff"))
            or _ODD.search(text)
            or beyond > FOREIGN * sum(map(str.isalpha, text))
        ):
            raise ValueError("is not UTF-8 text: save it as UTF-8 text") from None
        text = data.decode("cp1252")
    if "\0" in text:
        raise ValueError("is not UTF-8 text: save it as UTF-8 text")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _pdf(data: bytes) -> tuple[str, str]:
    if importlib.util.find_spec(read_pdf.PACKAGE) is None:
        raise ValueError(read_pdf.MISSING)
    text, remark = read_apart("pdf", data)
    return _without_heads(text), remark


READERS: dict[str, Callable[[bytes], tuple[str, str]]] = {
    ".txt": lambda data: (_without_heads(_plain(data)), ""),
    ".md": lambda data: (read_markdown.text_of(_plain(data)), ""),
    ".html": lambda data: read_apart("html", data),
    ".htm": lambda data: read_apart("html", data),
    ".docx": lambda data: read_apart("docx", data),
    ".pdf": _pdf,
}
SUFFIXES = tuple(READERS)
PLAIN = (".txt", ".md")
