"""DOCX as text, with the standard library alone: paragraphs, list numbers, footnotes; no header, footer or deleted text.

The file is a zip of XML from who knows where: what it unpacks to is counted while it unpacks, and a
document type declaration (where entity bombs live) ends the reading.
"""
from __future__ import annotations

import io
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Callable
from xml.parsers import expat

from .read_html import numeral

MAX_UNPACKED = 100_000_000
MAX_DEPTH = 500
SKIP = {"del", "moveFrom", "instrText", "delText", "Fallback", "rPrChange", "pPrChange"}
STYLES = {"lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I", "decimal": "1", "decimalZero": "1"}

Levels = dict[tuple[str, int], tuple[str, str, int]]  # (numId, level) → (format, pattern, start)


def text_of(data: bytes) -> str:
    """The text of a DOCX file. Raises ValueError where it is none, encrypted, cut off, too large or hostile."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise ValueError("is protected by a password, or an old Word file: open it and save it as DOCX without a password")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            if "word/document.xml" not in file.namelist():
                raise ValueError("is no Word document")
            parts = {name: _part(file, f"word/{name}.xml") for name in ("document", "footnotes", "endnotes", "numbering", "styles")}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError):
        raise ValueError("is no DOCX file, or cut off: get it again") from None
    except RuntimeError:  # what zipfile raises for an encrypted member
        raise ValueError("is encrypted: open it and save it without a password") from None
    levels, styles = _Numbering().read(parts["numbering"]), _Styles().read(parts["styles"])
    notes = {kind: _Notes(levels, styles).read(parts[f"{kind}s"]) for kind in ("footnote", "endnote")}
    body = _Body(levels, styles)
    body.parse(parts["document"])
    lines = ["".join(body.out).strip("\n")]
    for n, (kind, key) in enumerate(body.called, 1):
        note = " ".join(notes[kind].get(key, "").split())
        lines.append(f"{n} {note}" if note else "")
    text = "\n\n".join(x for x in lines if x) + "\n"
    if not text.strip():
        raise ValueError("has no text")
    return text


def _part(file: zipfile.ZipFile, name: str) -> bytes:
    if name not in file.namelist():
        return b""
    with file.open(name) as part:
        data = part.read(MAX_UNPACKED + 1)
    if len(data) > MAX_UNPACKED:
        raise ValueError(f"unpacks to more than {MAX_UNPACKED // 1_000_000} MB: it is not read")
    return data


class _Xml:
    """A reader of one XML part that calls ``start``, ``end`` and ``words``; names without their namespace."""

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
            raise ValueError("holds broken XML: open it in a word processor and save it again") from None

    def _refuse(self, *_: object) -> None:
        raise ValueError("declares a document type, as no Word document does: it is not read")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise ValueError(f"is nested more than {MAX_DEPTH} deep: it is not read")
        self.start(name.rsplit(" ", 1)[-1], {k.rsplit(" ", 1)[-1]: v for k, v in attributes.items()})

    def _end(self, name: str) -> None:
        self.depth -= 1
        self.end(name.rsplit(" ", 1)[-1])

    def start(self, name: str, attributes: dict[str, str]) -> None: ...
    def end(self, name: str) -> None: ...
    def words(self, text: str) -> None: ...


class _Numbering(_Xml):
    """What word/numbering.xml says of automatic list numbers."""

    def __init__(self) -> None:
        self.abstract: dict[tuple[str, int], list] = {}
        self.of: dict[str, str] = {}
        self.here, self.level, self.number = "", 0, ""

    def read(self, data: bytes) -> Levels:
        self.parse(data)
        return {(n, level): tuple(v) for n, a in self.of.items() for (key, level), v in self.abstract.items() if key == a}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        value = attributes.get("val", "")
        if name == "abstractNum":
            self.here = attributes.get("abstractNumId", "")
        elif name == "lvl":
            self.level = _number(attributes.get("ilvl"))
            self.abstract.setdefault((self.here, self.level), ["decimal", "", 1])
        elif name == "num":
            self.number = attributes.get("numId", "")
        elif name == "abstractNumId":
            self.of[self.number] = value
        elif (self.here, self.level) in self.abstract and not self.number:
            if name in ("numFmt", "lvlText", "start"):
                self.abstract[self.here, self.level][("numFmt", "lvlText", "start").index(name)] = (
                    _number(value) if name == "start" else value
                )


class _Styles(_Xml):
    """What word/styles.xml says of lists: a paragraph may have its number by its style, or by the style beneath that."""

    def __init__(self) -> None:
        self.lists: dict[str, list] = {}
        self.beneath: dict[str, str] = {}
        self.here = ""

    def read(self, data: bytes) -> dict[str, list]:
        self.parse(data)
        return {style: found for style in [*self.lists, *self.beneath] if (found := self._list(style))}

    def _list(self, style: str) -> list | None:
        for _ in range(len(self.beneath) + 1):  # styles that rest on one another end all the same
            if style in self.lists:
                return self.lists[style]
            style = self.beneath.get(style, "")
        return None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        value = attributes.get("val", "")
        if name == "style":
            self.here = attributes.get("styleId", "")
        elif self.here and name == "basedOn":
            self.beneath[self.here] = value
        elif self.here and name in ("numId", "ilvl"):
            self.lists.setdefault(self.here, ["", 0])[name == "ilvl"] = _number(value) if name == "ilvl" else value

    def end(self, name: str) -> None:
        if name == "style":
            self.here = ""


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else 0


class _Body(_Xml):
    """The paragraphs of word/document.xml, or of one note."""

    def __init__(self, levels: Levels, styles: dict[str, list]) -> None:
        self.levels, self.styles, self.style = levels, styles, ""
        self.out: list[str] = []
        self.called: list[tuple[str, str]] = []  # notes in the order in which they are called
        self.skipped = self.texts = 0
        self.list: list = ["", 0]
        self.counts: dict[str, dict[int, int]] = defaultdict(dict)
        self.at = 0  # where the words of the open paragraph begin in out
        self.handlers: dict[str, Callable[[dict[str, str]], None]] = {
            "t": lambda a: self._count(1), "tab": lambda a: self.out.append("\t"), "noBreakHyphen": lambda a: self.out.append("-"),
            "cr": lambda a: self.out.append("\n"), "br": lambda a: self.out.append("\f" if a.get("type") == "page" else "\n"),
            "lastRenderedPageBreak": lambda a: self._page(), "ilvl": lambda a: self._list(1, _number(a.get("val"))),
            "numId": lambda a: self._list(0, a.get("val", "")), "pStyle": lambda a: self._styled(a.get("val", "")),
            "footnoteReference": lambda a: self._note("footnote", a), "endnoteReference": lambda a: self._note("endnote", a),
        }

    def _count(self, by: int) -> None:
        self.texts += by

    def _page(self) -> None:
        """A page as the word processor last laid it out; a break that somebody set has been counted already."""
        if "".join(self.out[-3:]).strip(" \n")[-1:] != "\f":
            self.out.append("\f")

    def _list(self, which: int, value: object) -> None:
        self.list[which] = value

    def _styled(self, style: str) -> None:
        self.style = style

    def _note(self, kind: str, attributes: dict[str, str]) -> None:
        if attributes.get("customMarkFollows") not in ("1", "true"):
            self.called.append((kind, attributes.get("id", "")))
            self.out.append(str(len(self.called)))

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self.skipped or name in SKIP:
            self.skipped += 1
        elif name == "p":
            self.list, self.style, self.at = ["", 0], "", len(self.out)
        elif name == "tab" and "pos" in attributes:  # a tab stop among the properties, no tab
            pass
        elif name in self.handlers:
            self.handlers[name](attributes)

    def end(self, name: str) -> None:
        if self.skipped:
            self.skipped -= 1
        elif name == "t":
            self._count(-1)
        elif name == "p":
            number, level = self.list if self.list[0] else self.styles.get(self.style, ["", 0])
            if number and number != "0":  # 0: what the style says is taken back
                self.out.insert(self.at, self._marker(number, level))
            self.out.append("\n\n")

    def words(self, text: str) -> None:
        if self.texts and not self.skipped:
            self.out.append(text)

    def _marker(self, number: str, level: int) -> str:
        style, pattern, _ = self.levels.get((number, level), ("bullet", "", 1))
        if style in ("bullet", "none") or style not in STYLES:
            return "- "
        counts = self.counts[number]
        counts[level] = counts.get(level, self.levels[number, level][2] - 1) + 1
        for deeper in [k for k in counts if k > level]:
            del counts[deeper]
        for k in range(level + 1):
            one = self.levels.get((number, k), ("decimal", "", 1))
            pattern = pattern.replace(f"%{k + 1}", numeral(counts.get(k, one[2]), STYLES.get(one[0], "1")))
        return pattern + " "


class _Notes(_Body):
    """The texts of word/footnotes.xml or endnotes.xml by their id."""

    def __init__(self, levels: Levels, styles: dict[str, list]) -> None:
        super().__init__(levels, styles)
        self.notes: dict[str, str] = {}
        self.key = ""

    def read(self, data: bytes) -> dict[str, str]:
        self.parse(data)
        return self.notes

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name in ("footnote", "endnote"):
            self.key, self.out = attributes.get("id", ""), []
        super().start(name, attributes)

    def end(self, name: str) -> None:
        super().end(name)
        if name in ("footnote", "endnote"):
            self.notes[self.key] = "".join(self.out)
