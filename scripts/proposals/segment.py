"""A document cut into blocks: headings, paragraphs, list items, footnotes and page furniture.

Only the layout is used: empty lines, list markers, line lengths, page breaks. To make passages,
give each block its letters (see ``proposed_source``).
"""

import itertools
import re
from collections import Counter
from dataclasses import dataclass, field

from .words import WORDS, pattern
from .words import lines as lines_of

HEADING, PARAGRAPH, ITEM, FOOTNOTE, FURNITURE = "heading", "paragraph", "item", "footnote", "furniture"
LONGEST_HEADING = 140
UNWRAPPED = 150  # a document with longer lines than this has one paragraph per line
_BULLET = rf"(?:{pattern('bullet').pattern})\s+"
ORDER = rf"(?:{pattern('order').pattern})"
MARKER = re.compile(rf"^(?:{_BULLET})?(?:{ORDER})|^{_BULLET}")
_OPEN_END = re.compile(rf" (?:{'|'.join(lines_of('english.txt'))})$")  # a line that ends with a small word continues


@dataclass
class Block:
    """One block: start and end in the text, kind, list marker.

    ``pieces`` are the stretches of text it consists of (a paragraph may continue after a footnote;
    then ``continues`` is the number of the block it resumes).
    """

    start: int
    end: int
    kind: str
    marker: str = ""
    page: int = 1
    continues: int | None = None
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words on one line, without emphasis marks of Markdown."""
        return " ".join(" ".join(self.lines).replace("**", "").split())

    @property
    def words(self) -> str:
        """The words without the list marker."""
        return MARKER.sub("", f"{self.text} ", count=1).rstrip() if self.kind == ITEM else self.text


@dataclass
class _Line:
    start: int
    end: int
    text: str
    apart: bool  # an empty line or a page end precedes it
    page: int
    new_page: bool


def _lines(text: str) -> list[_Line]:
    out, at, apart, page, new = [], 0, True, 1, True
    for raw in re.split(r"(?<=[\n\f])", text):
        stripped = raw.strip()
        if stripped:
            begin = at + raw.index(stripped[0])
            out.append(_Line(begin, begin + len(stripped), stripped, apart, page, new))
            apart = new = False
        else:
            apart = True
        if "\f" in raw:
            page, apart, new = page + 1, True, True
        at += len(raw)
    return out


def style(marker: str) -> str:
    """The kind of a list marker: the same for all items of one list, another for the parts of an item."""
    marker = re.sub(r"^[^\w(]+", "", marker)  # "- a." has the kind of its letter
    if not marker:
        return "bullet"
    return re.sub(r"[ivx]{2,}|[a-z]", "a", re.sub(r"[IVX]{2,}|[A-Z]", "A", re.sub(r"\d+", "1", marker)))


def segment(text: str) -> list[Block]:
    """The blocks of a text, in order; empty for a text without words."""
    lines = _lines(text)
    if not lines:
        return []
    width = sorted(_letters_wide(line.text) for line in lines)[int(len(lines) * 0.95)]
    called = {m[1] for m in re.finditer(r"[A-Za-z\"”’)][.,;:]?(\d{1,3})(?=\s|$)", text)}
    edges = Counter(line.text for k, line in enumerate(lines) if line.new_page or lines[(k + 1) % len(lines)].new_page)
    running = {words for words, n in edges.items() if n > 2 and len(words) <= LONGEST_HEADING}
    blocks: list[Block] = []
    for line in lines:
        last = blocks[-1] if blocks else None
        kind, marker = _kind_of(line, called, running)
        if last is not None and kind == PARAGRAPH and _goes_on(last, line, width):
            last.end = line.end
            last.lines.append(line.text)
            continue
        blocks.append(Block(line.start, line.end, kind, marker, line.page, None, [line.text]))
    for row, rule in itertools.pairwise(blocks):  # the first row of a table holds the names of its columns
        if row.text.startswith("|") and rule.kind == FURNITURE and rule.text.startswith("|"):
            row.kind = HEADING
    return _resumed(_unmarked(_headings(blocks, width)))


def _kind_of(line: _Line, called: set[str], running: set[str]) -> tuple[str, str]:
    plain = line.text.replace("**", "").strip("#").strip()
    if WORDS.page_number.match(plain) or WORDS.running.match(plain) or plain in running:
        return FURNITURE, ""
    if marker := MARKER.match(f"{plain} "):
        return ITEM, marker.group().strip()
    note = WORDS.note_sign.match(plain)
    if note and (note[1] is None or note[1] in called):
        return FOOTNOTE, note.group().strip()
    return PARAGRAPH, ""


def _letters_wide(text: str) -> int:
    """The length of a line, counting runs of spaces as one."""
    return len(" ".join(text.split()))


def _goes_on(last: Block, line: _Line, width: int) -> bool:
    """Whether a line without marker belongs to the block before it."""
    text = last.text
    begins_small = line.text[:1].islower() or bool(WORDS.maker_alone.match(line.text))
    if last.kind == FURNITURE:
        return False
    if last.kind == ITEM and not last.words:  # the marker is alone on its line
        return True
    if " ".join(last.lines).count("**") % 2:  # emphasis is still open
        return True
    if line.text.startswith("#") or last.lines[-1].startswith("#"):
        return False
    goes_on = begins_small and last.kind in (PARAGRAPH, ITEM) and not WORDS.line_ends_sentence.search(text)
    if line.apart:  # an empty line ends a block, unless a sentence continues on the next page
        return goes_on and len(text) > 40
    if goes_on:
        return True
    if width > UNWRAPPED:
        return False
    if _OPEN_END.search(last.lines[-1]):
        return True
    before = _letters_wide(last.lines[-1])
    return not (before < 0.72 * width and (WORDS.line_ends_sentence.search(last.lines[-1]) or not begins_small))


def _headings(blocks: list[Block], width: int) -> list[Block]:
    """Turn short blocks without a sentence end into headings; numbered ones only if no neighbour has such a number."""
    for n, b in enumerate(blocks):
        words, around = b.text, [blocks[k] for k in (n - 1, n + 1) if 0 <= k < len(blocks)]
        ended = re.search(r"[.;,] ?[\d¹²³⁴-⁹⁰]*$", words) or WORDS.goes_on.search(words) or WORDS.noted.match(words)
        short = len(words) <= LONGEST_HEADING and not ended
        narrow = len(words) < 0.9 * width or len(b.lines) == 1 or words.isupper()
        begins = words[:1].isupper() or words[:1].isdigit() or words[:1] in "\"“'‘*"
        if (
            b.lines[0].startswith("#")
            or b.kind == PARAGRAPH
            and short
            and narrow
            and begins
            and not words.endswith("?")
        ):
            b.kind = HEADING
        elif b.kind == ITEM and short:
            below = blocks[n + 1].marker if n + 1 < len(blocks) and blocks[n + 1].kind == ITEM else ""
            numbers = next((x for x in (WORDS.only_number, WORDS.only_capital) if x.match(b.marker)), None)
            alone = numbers and not any(x.kind == ITEM and numbers.match(x.marker) for x in around)
            under = not below or style(below) == "bullet" or WORDS.parted_number.match(below)  # a part of it
            if alone and (under or (numbers is WORDS.only_capital and WORDS.only_number.match(below))):
                b.kind = HEADING
    return blocks


def _unmarked(blocks: list[Block]) -> list[Block]:
    """Turn paragraphs below a colon into list items, if two or more of them end with semicolons."""
    for n, b in enumerate(blocks):
        if b.kind not in (PARAGRAPH, ITEM, HEADING) or not b.text.endswith(":"):
            continue
        listed = list(itertools.takewhile(lambda x: x.kind == PARAGRAPH and x.text.endswith(";"), blocks[n + 1 :]))
        last = [x for x in blocks[n + 1 + len(listed) : n + 2 + len(listed)] if x.kind == PARAGRAPH]
        if len(listed) > 1 or listed and last and last[0].text[:1].islower():
            for item in (*listed, *last):
                item.kind = ITEM
    return blocks


def _resumed(blocks: list[Block]) -> list[Block]:
    """Mark the second half of a paragraph that a footnote or page furniture splits."""
    for n, b in enumerate(blocks):
        if b.kind == PARAGRAPH and b.text[:1].islower() and n >= 2 and blocks[n - 1].kind in (FOOTNOTE, FURNITURE):
            k = n - 1
            while k > 0 and blocks[k].kind in (FOOTNOTE, FURNITURE):
                k -= 1
            if blocks[k].kind in (PARAGRAPH, ITEM) and not re.search(r"[.?!:]$", blocks[k].text):
                b.continues = k
    return blocks
