"""The parts of a DOCX file, a zip of XML that cannot be trusted. Knows zip and XML, must not know what is text.

Unpacked bytes are counted while unpacking. A document type declaration, which may hold entity bombs, is refused.
"""

import io
import posixpath
import zipfile
import zlib
from xml.parsers import expat

MAX_UNPACKED = 100_000_000  # bytes of all parts together
MAX_DEPTH = 500
MAX_ENTRIES = 20_000
RELATED = ("footnotes", "endnotes", "numbering", "styles", "settings")
BESIDE = ("header", "footer")  # there may be several of each
TROUBLES = {  # messages about faulty files, printed after the name; the browser uses the same
    "broken": "contains broken XML: open it in a word processor and save it again",
    "cut off": "is not a DOCX file, or is cut off: get it again",
    "deep": f"is nested more than {MAX_DEPTH} levels deep: it is not read",
    "document type": "declares a document type, which Word documents do not: it is not read",
    "encrypted": "is encrypted: open it and save it without a password",
    "entries": f"contains more than {MAX_ENTRIES:,} files, which Word documents do not: it is not read",
    "no word": "is not a Word document: save it as DOCX or as text",
    "packed": "is packed unlike a Word document: it is not read",
    "piece": "contains a part in another format: open it in Word and save it again, so that all of it can be read",
}


def parts(data: bytes) -> dict[str, bytes]:
    """The main part as ``document``, and the other parts that text depends on; empty if absent.

    Raises ValueError if the file is not a Word document, encrypted, cut off or too large.
    """
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise ValueError(
            "is protected by a password or is an old Word file: open it and save it as DOCX without a password"
        )
    if data.count(b"PK\x01\x02") > MAX_ENTRIES:
        raise ValueError(TROUBLES["entries"])
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            return _Parts(file).found()
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, UnicodeError):
        raise ValueError(TROUBLES["cut off"]) from None
    except RuntimeError:  # zipfile raises this for an encrypted member
        raise ValueError(TROUBLES["encrypted"]) from None


class _Parts:
    def __init__(self, file: zipfile.ZipFile) -> None:
        self.file, self.names, self.left = file, {n.casefold(): n for n in file.namelist()}, MAX_UNPACKED

    def found(self) -> dict[str, bytes]:
        main = next(
            (t for kind, t in self._related("", "_rels/.rels") if kind == "officeDocument"), "word/document.xml"
        )
        if main.casefold() not in self.names and "word/document.xml" in self.names:
            main = "word/document.xml"
        folder, name = posixpath.split(main)
        related = self._related(folder, f"{folder}/_rels/{name}.rels")
        if any(kind == "aFChunk" for kind, _ in related):
            raise ValueError(TROUBLES["piece"])
        out = {"document": self._part(main)}
        if not out["document"]:
            raise ValueError(TROUBLES["no word"])
        for kind in RELATED:
            out[kind] = self._part(next((t for k, t in related if k == kind), f"{folder}/{kind}.xml"))
        for n, (kind, target) in enumerate(related):
            if kind in BESIDE:
                out[f"{kind}{n}"] = self._part(target)
        return out

    def _part(self, name: str) -> bytes:
        name = self.names.get(name.casefold(), "")
        if not name:
            return b""
        if self.file.getinfo(name).compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise ValueError(TROUBLES["packed"])
        with self.file.open(name) as part:
            data = part.read(self.left + 1)
        if len(data) > self.left:
            raise ValueError(f"unpacks to more than {MAX_UNPACKED // 1_000_000} MB: it is not read")
        self.left -= len(data)
        return data

    def _related(self, folder: str, name: str) -> list[tuple[str, str]]:
        """The parts in the file that a part is related to: kind and name."""
        reader = _Relations()
        reader.parse(self._part(name))
        return [
            (kind, posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")) for kind, target in reader.found
        ]


class Xml:
    """Reads one XML part, calling ``start``, ``end`` and ``words``; names come without namespace."""

    def parse(self, data: bytes) -> None:
        if not data:
            return
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        self.depth = 0
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self.words
        parser.StartDoctypeDeclHandler = self._refuse
        parser.EntityDeclHandler = self._refuse
        try:
            parser.Parse(data, True)
        except expat.ExpatError:
            raise ValueError(TROUBLES["broken"]) from None

    def _refuse(self, *_: object) -> None:
        raise ValueError(TROUBLES["document type"])

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise ValueError(TROUBLES["deep"])
        self.start(name.rsplit(" ", 1)[-1], {k.rsplit(" ", 1)[-1]: v for k, v in attributes.items()})

    def _end(self, name: str) -> None:
        self.depth -= 1
        self.end(name.rsplit(" ", 1)[-1])

    def start(self, name: str, attributes: dict[str, str]) -> None: ...
    def end(self, name: str) -> None: ...
    def words(self, text: str) -> None: ...


class _Relations(Xml):
    def __init__(self) -> None:
        self.found: list[tuple[str, str]] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            self.found.append((attributes.get("Type", "").rsplit("/", 1)[-1], attributes.get("Target", "")))


def number(text: str | None) -> int:
    """The number in an attribute; 0 if it is not a number."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else 0


def is_on(value: str | None) -> bool:
    """Whether a property with this value is on: it is unless the value says no."""
    return (value or "true") not in ("0", "false", "off")
