"""DOCX as text: paragraphs, list numbers, notes; no page headers, hidden or deleted text. Knows one file and its parts.

Written by hand since pandoc, mammoth, python-docx and docx2python lost list numbers, notes or text boxes in more of
1,600 real files, and the browser must read the same letters. A small file can unpack to a huge one: call this in a
separate process (``apart``).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from .apart import check_size
from .docx_file import BESIDE, Xml, is_on, number, parts
from .docx_lists import STYLES_OF_NOTES, Lists, shown

DELETED = {"del", "moveFrom"}
TRACKED = "has tracked changes, which are read as accepted: deleted words are left out, inserted words are read"
_CHANGE = re.compile(rb"<\w+:(?:ins|del|moveFrom|moveTo)[\s/>]")
# The letters of the font Symbol, by the code of its ASCII neighbour; other symbols are not letters.
SYMBOLS = dict(
    zip(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
        "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖαβχδεφγηιϕκλμνοπθρστυϖωξψζ0123456789",
        strict=True,
    )
)
SKIP = {*DELETED, "instrText", "delInstrText", "delText", "Fallback", "rPrChange", "pPrChange", "rt"}


def text_of(data: bytes) -> str:
    """The text of a DOCX file. Raises ValueError if it is not a DOCX, encrypted, cut off, too large or hostile."""
    part = parts(data)
    lists = Lists(part["numbering"], part["styles"])
    formats = _Formats().read(part["settings"])
    texts = {kind: _Notes(lists).read(part[f"{kind}s"]) for kind in STYLES_OF_NOTES}
    body = _Body(lists, formats, paged=b"lastRenderedPageBreak" in part["document"])
    body.parse(part["document"])
    lines = ["".join(body.done()).strip("\n")]
    for kind, key, mark in body.called:
        note = " ".join(texts[kind].pop(key, "").split())  # each note once, however often it is referred to
        lines.append(f"{mark} {note}".strip() if note else "")
    if not any(map(str.isalnum, "".join(lines))):  # all text may be in page headers or descriptions of pictures
        for name in (name for name in part if name.startswith(BESIDE)):
            beside = _Body(lists, formats)
            beside.parse(part[name])
            lines.append("".join(beside.done()).strip("\n"))
        lines += body.pictures
    text = "\n\n".join(x for x in lines if x) + "\n"
    if not text.strip():
        raise ValueError("has no text")
    return text


def remark(data: bytes) -> str:
    """A remark for readers of the text; empty if there is none."""
    return TRACKED if _CHANGE.search(parts(data)["document"]) else ""


@dataclass
class _Paragraph:
    number: str = ""  # in its list
    level: int = 0
    style: str = ""
    joined: bool = False  # its end is deleted, so it continues in the next one
    out: list[str] = field(default_factory=list)
    behind: list[str] = field(default_factory=list)  # text boxes in it


class _Body(Xml):
    """The paragraphs of the main part, or of one note."""

    def __init__(self, lists: Lists, formats: dict[str, str], paged: bool = False) -> None:
        self.lists, self.formats, self.paged = lists, formats, paged
        self.out: list[str] = []
        self.size = 0
        self.called: list[tuple[str, str, str]] = []  # notes in the order of their references: kind, id, number
        self.pictures: list[str] = []  # their descriptions
        self.counts = dict.fromkeys(STYLES_OF_NOTES, 0)
        self.skipped = self.texts = self.properties = 0
        self.new_page = True  # True until something follows on the page
        self.open: list[_Paragraph] = []
        self.hidden: list[bool] = []  # of the runs that are open
        self.rest: list[str] = []  # of a paragraph that continues in the next one
        self.handlers: dict[str, Callable[[dict[str, str]], None]] = {
            "t": self._text,
            "tab": lambda a: None if self.properties else self.put("\t"),
            "ptab": lambda a: self.put("\t"),
            "noBreakHyphen": lambda a: self.put("-"),
            "sym": self._symbol,
            "docPr": lambda a: self.pictures.append(a.get("descr", "")),
            "cr": lambda a: self.put("\n"),
            "br": self._break,
            "lastRenderedPageBreak": lambda a: self._page(),
            "pPr": self._properties,
            "p": self._paragraph,
            "r": lambda a: self.hidden.append(False),
            "vanish": self._vanish,
            "ilvl": lambda a: self._of_paragraph("level", a),
            "numId": lambda a: self._of_paragraph("number", a),
            "pStyle": lambda a: self._of_paragraph("style", a),
            "footnoteReference": lambda a: self._note("footnote", a),
            "endnoteReference": lambda a: self._note("endnote", a),
        }

    def put(self, text: str) -> None:
        self.size += len(text)
        check_size(self.size)
        (self.open[-1].out if self.open else self.out).append(text)

    def _text(self, attributes: dict[str, str]) -> None:
        self.texts += 1

    def _paragraph(self, attributes: dict[str, str]) -> None:
        self.open.append(_Paragraph(out=self.rest))
        self.rest = []

    def _properties(self, attributes: dict[str, str]) -> None:
        self.properties += 1

    def _vanish(self, attributes: dict[str, str]) -> None:
        if self.hidden and not self.properties:
            self.hidden[-1] = is_on(attributes.get("val"))

    def _of_paragraph(self, name: str, attributes: dict[str, str]) -> None:
        if self.open:
            value = attributes.get("val", "")
            setattr(self.open[-1], name, number(value) if name == "level" else value)

    def _symbol(self, attributes: dict[str, str]) -> None:
        code = attributes.get("char", "")
        if re.fullmatch("[0-9A-Fa-f]{4}", code):
            at = int(code, 16)
            is_private = 0xF000 <= at <= 0xF0FF
            of_symbol = attributes.get("font") == "Symbol" and (is_private or at < 0x100)
            self.words(SYMBOLS.get(chr(at & 0xFF), "") if of_symbol else "" if is_private else chr(at), texts=1)

    def _break(self, attributes: dict[str, str]) -> None:
        if attributes.get("type") == "page" and self.paged:
            self.put("\f")
            self.new_page = True
        else:
            self.put("\n")

    def _page(self) -> None:
        """A page end of the last layout; a break set by the author has been counted already."""
        if not self.new_page:
            self.put("\f")
            self.new_page = True

    def _note(self, kind: str, attributes: dict[str, str]) -> None:
        mark = ""
        if not is_on(attributes.get("customMarkFollows", "0")):  # otherwise the author wrote the mark
            self.counts[kind] += 1
            mark = shown(self.counts[kind], self.formats.get(kind, STYLES_OF_NOTES[kind]))
        self.called.append((kind, attributes.get("id", ""), mark))
        self.put(mark)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self.properties and not self.skipped and name in DELETED and self.open:
            self.open[-1].joined = True
        if self.skipped or name in SKIP:
            self.skipped += 1
        elif name in self.handlers:
            self.handlers[name](attributes)

    def end(self, name: str) -> None:
        if self.skipped:
            self.skipped -= 1
        elif name == "t":
            self.texts -= 1
        elif name == "pPr":
            self.properties -= 1
        elif name == "r" and self.hidden:
            self.hidden.pop()
        elif name == "p" and self.open:
            self._ended(self.open.pop())

    def _ended(self, p: _Paragraph) -> None:
        if p.joined:
            self.rest = p.out + p.behind
            return
        key, level = (p.number, p.level) if p.number else self.lists.of_style(p.style)
        marker = self.lists.marker(key, level) if key and key != "0" else ""  # 0 cancels the list of the style
        self.size += len(marker)
        check_size(self.size)
        (self.open[-1].behind if self.open else self.out).extend([marker, *p.out, "\n\n", *p.behind])

    def words(self, text: str, texts: int = 0) -> None:
        if (texts or self.texts) and not self.skipped and not (self.hidden and self.hidden[-1]):
            self.put(text)
            self.new_page = False

    def done(self) -> list[str]:
        """All paragraphs, including a last one whose end is deleted."""
        return self.out + self.rest


class _Notes(_Body):
    """The texts of footnotes.xml or endnotes.xml by id."""

    def __init__(self, lists: Lists) -> None:
        super().__init__(lists, {})
        self.notes: dict[str, str] = {}
        self.key = ""

    def read(self, data: bytes) -> dict[str, str]:
        self.parse(data)
        return self.notes

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name in STYLES_OF_NOTES:
            self.key, self.out = attributes.get("id", ""), []
        super().start(name, attributes)

    def end(self, name: str) -> None:
        super().end(name)
        if name in STYLES_OF_NOTES:
            self.notes[self.key] = "".join(self.done())
            self.rest = []


class _Formats(Xml):
    """The number format of notes in settings.xml."""

    def read(self, data: bytes) -> dict[str, str]:
        self.found: dict[str, str] = {}
        self.kind = ""
        self.parse(data)
        return self.found

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name in ("footnotePr", "endnotePr"):
            self.kind = name.removesuffix("Pr")
        elif name == "numFmt" and self.kind:
            self.found[self.kind] = attributes.get("val", "")

    def end(self, name: str) -> None:
        if name in ("footnotePr", "endnotePr"):
            self.kind = ""
