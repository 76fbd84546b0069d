"""The numbers of automatic lists in a DOCX file, counted as ECMA-376 says (17.9). Knows two parts of it, no text."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

from anchoring.numerals import numeral

from .docx_file import Xml, is_on, number

LONGEST = 200  # the most letters of a list mark
DEEPEST = 50  # the longest chain of styles based on one another
ROMAN = {"lowerRoman": "i", "upperRoman": "I"}
LETTERS = {"lowerLetter": 97, "upperLetter": 65}
STYLES_OF_NOTES = {"footnote": "decimal", "endnote": "lowerRoman"}  # unless settings.xml sets another
ORDINALS = {1: "st", 2: "nd", 3: "rd"}
FIELDS: dict[str, tuple[str, Callable[[str], object]]] = {  # of a level, by element
    "numFmt": ("style", str),
    "lvlText": ("pattern", str),
    "start": ("start", number),
    "lvlRestart": ("restart", number),
    "isLgl": ("legal", is_on),
    "pStyle": ("paragraphs", str),
}


@dataclass
class _Level:
    style: str = "decimal"
    pattern: str = ""
    start: int = 0
    restart: int | None = None  # numbering restarts after this level; 0: never
    legal: bool = False  # all numbers in it are Arabic
    paragraphs: str = ""  # the style of paragraphs on this level


@dataclass
class _Abstract:
    """A kind of list. Lists of one kind share their numbering."""

    levels: dict[int, _Level] = field(default_factory=lambda: defaultdict(_Level))
    link: str = ""  # the name of a list style that another kind defines
    counts: dict[int, int] = field(default_factory=dict)


@dataclass
class _List:
    abstract: str = ""
    starts: dict[int, int] = field(default_factory=dict)  # by level: the number from which this list restarts
    levels: dict[int, _Level] = field(default_factory=lambda: defaultdict(_Level))


class Lists:
    """The lists of one document."""

    def __init__(self, numbering: bytes, styles: bytes) -> None:
        read = _Numbering()
        read.parse(numbering)
        self.lists, self.abstract, self.named = read.lists, read.abstract, read.named
        self.styles = _Styles()
        self.styles.parse(styles)

    def of_style(self, style: str) -> tuple[str, int]:
        """The list and level of a paragraph from its style, or from the styles it is based on."""
        here, level = style, None
        for _ in range(DEEPEST):  # stops even if styles are based on each other in a circle
            key, own = self.styles.lists.get(here, ("", None))
            level = own if level is None else level
            if key:
                levels = self._kind(key).levels
                return key, next(
                    (n for n, one in levels.items() if one.paragraphs == style), 0
                ) if level is None else level
            here = self.styles.beneath.get(here, "")
        return "", 0

    def marker(self, key: str, level: int) -> str:
        """The mark of the next item of a list, with a space after it; advances the numbering."""
        kind, own = self._kind(key), self._level(key, level)
        if own is None:
            return "- "
        for k in range(min(level, 8)):  # a skipped level counts as started
            if k not in kind.counts and (above := self._level(key, k)):
                self._count(key, k, above)
        self._count(key, level, own)
        for deeper in [k for k in kind.counts if k > level]:
            restart = (self._level(key, deeper) or _Level()).restart
            if restart is None or level < restart:
                del kind.counts[deeper]
        if own.style == "bullet":
            return "- "
        text = own.pattern[:LONGEST]
        for k in range(min(level + 1, 9)):
            one = self._level(key, k) or _Level()
            style = "decimal" if own.legal and one.style != "none" else one.style
            text = text.replace(f"%{k + 1}", shown(kind.counts.get(k, one.start), style))[: 2 * LONGEST]
        return f"{text} " if text.strip() else ""

    def _count(self, key: str, level: int, own: _Level) -> None:
        kind, here = self._kind(key), self.lists.get(key, _List())
        if level in here.starts:
            kind.counts[level] = here.starts.pop(level) - 1
        kind.counts[level] = kind.counts.get(level, own.start - 1) + 1

    def _kind(self, key: str) -> _Abstract:
        kind = self.abstract.get(self.lists.get(key, _List()).abstract) or _Abstract()
        return self.abstract.get(self.named.get(kind.link, ""), kind) if kind.link else kind

    def _level(self, key: str, level: int) -> _Level | None:
        here = self.lists.get(key, _List())
        return here.levels.get(level) or self._kind(key).levels.get(level)


def shown(n: int, style: str) -> str:
    """A number as Word shows it in one of its formats."""
    if style in ("none", "bullet"):
        return ""
    if style in ROMAN:
        return numeral(n, ROMAN[style])
    if style in LETTERS and 0 < n <= 26 * LONGEST:
        return chr(LETTERS[style] + (n - 1) % 26) * ((n - 1) // 26 + 1)  # z, aa, bb: unlike HTML
    if style == "decimalZero":
        return f"{n:02}"
    if style == "ordinal":
        return f"{n}{'th' if n % 100 in (11, 12, 13) else ORDINALS.get(n % 10, 'th')}"
    return str(n)


class _Numbering(Xml):
    """The definitions in word/numbering.xml."""

    def __init__(self) -> None:
        self.abstract: dict[str, _Abstract] = {}
        self.lists: dict[str, _List] = {}
        self.named: dict[str, str] = {}
        self.kind, self.level, self.key = _Abstract(), 0, ""
        self.list: _List | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        value = attributes.get("val", "")
        holder: _Abstract | _List = self.list or self.kind
        if name == "abstractNum":
            self.key = attributes.get("abstractNumId", "")
            self.kind = self.abstract[self.key] = _Abstract()
        elif name == "num":
            self.list = self.lists[attributes.get("numId", "")] = _List()
        elif name == "abstractNumId" and self.list:
            self.list.abstract = value
        elif name == "numStyleLink":
            self.kind.link = value
        elif name == "styleLink":
            self.named[value] = self.key
        elif name in ("lvl", "lvlOverride"):
            self.level = number(attributes.get("ilvl"))
            if name == "lvl":
                holder.levels[self.level] = _Level()
        elif name == "startOverride" and self.list:
            self.list.starts[self.level] = number(value)
        elif name in FIELDS:
            field_name, read = FIELDS[name]
            setattr(holder.levels[self.level], field_name, read(value))

    def end(self, name: str) -> None:
        if name == "num":
            self.list = None


class _Styles(Xml):
    """The lists in word/styles.xml: list and level (None: not set) of each style, and the style it is based on."""

    def __init__(self) -> None:
        self.lists: dict[str, tuple[str, int | None]] = {}
        self.beneath: dict[str, str] = {}
        self.here = ""
        self.list: str | None = None
        self.level: int | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        value = attributes.get("val", "")
        if name == "style":
            self.here, self.list, self.level = attributes.get("styleId", ""), None, None
        elif name == "basedOn":
            self.beneath[self.here] = value
        elif name == "numId":
            self.list = value
        elif name == "ilvl":
            self.level = number(value)

    def end(self, name: str) -> None:
        if name == "style":
            if self.list is not None or self.level is not None:
                self.lists[self.here] = (self.list or "", self.level)
            self.here = ""
