"""HTML as text: one line a block, list markers as a browser shows them; nothing is fetched or run."""
from __future__ import annotations

import re
from html.parser import HTMLParser

BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "html", "legend", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot",
    "th", "thead", "tr", "ul",
}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
UNSEEN = {"script", "style", "template", "noscript", "title", "iframe", "object", "svg", "math", "select", "textarea", "head"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([a-zA-Z0-9_.:-]{1,40})", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f]+")


def text_of(data: bytes) -> str:
    """The text of an HTML file. Raises ValueError where it has none, or is in no known encoding."""
    reader = _Reader()
    reader.feed(_decoded(data))
    reader.close()
    text = reader.text()
    if not text.strip():
        raise ValueError("has no text")
    return text


def _decoded(data: bytes) -> str:
    """Bytes as text: by byte order mark, by what the page declares, as UTF-8, else as Western European."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        declared = _CHARSET.search(data[:4096])
        name = declared[1].decode("ascii").lower() if declared else ""
        encodings = ["utf-8-sig", *(["cp1252" if name in ("iso-8859-1", "latin1", "us-ascii") else name] if name else []), "cp1252"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    raise ValueError("is in an unknown encoding: save it as UTF-8")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self.unseen: list[str] = []  # open elements whose text nobody sees
        self.lists: list[list] = []  # [kind, next number, style]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if self.unseen:
            if tag not in VOID and tag == self.unseen[0]:
                self.unseen.append(tag)
            elif tag == "body":  # a head that was never closed
                self.unseen.clear()
            return
        if tag in UNSEEN or ("hidden" in given and tag not in VOID):
            self.unseen.append(tag)
            return
        if tag == "br":
            self.out.append("\n")
        elif tag in BLOCKS:
            self.out.append("\n\n" if tag in HEADINGS or tag in ("p", "ol", "ul", "table") else "\n")
        if tag in ("ol", "ul"):
            start = given.get("start") or ""
            self.lists.append([tag, int(start) if re.fullmatch(r"\d{1,6}", start) else 1, given.get("type") or "1"])
        elif tag == "li" and self.lists:
            self.out.append(self._marker(given.get("value") or ""))

    def _marker(self, value: str) -> str:
        kind, number, style = self.lists[-1]
        if kind == "ul":
            return "- "
        if re.fullmatch(r"\d{1,6}", value):
            number = int(value)
        self.lists[-1][1] = number + 1
        return numeral(number, style) + ". "

    def handle_endtag(self, tag: str) -> None:
        if self.unseen:
            if tag == self.unseen[-1]:
                self.unseen.pop()
            return
        if tag in ("ol", "ul") and self.lists:
            self.lists.pop()
        if tag in BLOCKS:
            self.out.append("\n\n" if tag in HEADINGS or tag in ("p", "ol", "ul", "table") else "\n")

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.out.append(_SPACE.sub(" ", data))

    def text(self) -> str:
        """Lines without spaces around them, at most one empty line between two."""
        lines = "\n".join(line.strip() for line in "".join(self.out).split("\n"))
        return re.sub(r"\n{3,}", "\n\n", lines).strip("\n") + "\n"


def numeral(number: int, style: str) -> str:
    """A list number as it is shown: style 1, a, A, i or I."""
    if style in ("a", "A") and number > 0:
        text = ""
        while number:
            number, rest = divmod(number - 1, 26)
            text = chr(97 + rest) + text
    elif style in ("i", "I") and 0 < number < 4000:
        text, values = "", zip((1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1), "m cm d cd c xc l xl x ix v iv i".split())
        for value, letters in values:
            count, number = divmod(number, value)
            text += letters * count
    else:
        return str(number)
    return text.upper() if style.isupper() else text
