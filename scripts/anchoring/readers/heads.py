"""Removes running heads, feet and page numbers from the edges of pages. Knows pages of lines, not documents."""

import re
from collections import defaultdict
from collections.abc import Iterator

EDGE = 3  # lines at the top and at the bottom of a page that may be heads and feet
MOST_PAGES = 5000  # longer files are not searched
MOST = 0.2  # the most letters of heads, as a share of a usual page: forms and repeated pages keep their text
DEEP = 6  # the same as EDGE, if every line nearer to the edge is removed too
ROMAN = re.compile(r"(?=[ivxl])(x{0,3}|xl|l)(i{0,3}|iv|v|vi{1,3}|ix)")
GOES_ON = re.compile(r"[^\W\d_]{2,}[\s,;]")  # a word, not a list mark

Shape = tuple[bool, str]  # whether at the top; the line with numbers masked


def without_heads(pages: list[str]) -> list[str]:
    """The pages without running heads, feet and page numbers. Lines without a letter or digit are not counted.

    A line is one of these if it is, apart from its numbers, near the same edge on at least three pages and
    on more than half of them (of two pages: on both). Left and right pages may have different heads: then
    most of the pages of one side are enough, if the sentence continues after the line or its number is that of
    the page.
    """
    if not 2 <= len(pages) <= MOST_PAGES:
        return pages
    lines = [page.split("\n") for page in pages]
    text_lines = [[n for n, line in enumerate(page) if any(map(str.isalnum, line))] for page in lines]
    found: dict[Shape, list[tuple[int, str]]] = defaultdict(list)
    for n, page in enumerate(lines):
        for shape, line in {shape: page[at] for _, at, shape in _edges(page, text_lines[n])}.items():
            found[shape].append((n, line))
    breaks = [_goes_on(*pair) for pair in zip(*(_bodies(lines, text_lines, found, last) for last in (True, False)))]
    heads = {shape for shape, places in found.items() if _is_head(shape[0], places, len(pages), breaks)}
    sizes = [[sum(map(str.isalnum, line)) for line in page] for page in lines]
    usual = sorted(map(sum, sizes))[len(pages) // 2]
    out = []
    for n, (page, size) in enumerate(zip(lines, sizes, strict=True)):
        gone, kept = set(), {True: False, False: False}
        room = min(MOST * usual, sum(size) - 1)  # a short last page may lose more, but not all
        for depth, at, shape in sorted(_edges(page, text_lines[n]), key=lambda edge: edge[0]):  # outermost first
            if at not in gone and shape in heads and (depth < EDGE or not kept[shape[0]]) and size[at] <= room:
                gone.add(at)
                room -= size[at]
            elif at not in gone:
                kept[shape[0]] = True
        out.append("\n".join(line for at, line in enumerate(page) if at not in gone))
    return out


def _edges(page: list[str], text_lines: list[int]) -> Iterator[tuple[int, int, Shape]]:
    """The lines near the edges of a page, from each edge inwards: distance from it, index on the page, shape."""
    for top, places in ((True, text_lines[:DEEP]), (False, text_lines[: -DEEP - 1 : -1])):
        for depth, at in enumerate(places):
            yield depth, at, (top, _shape(page[at]))


def _shape(line: str) -> str:
    """A line with numbers masked, so that page numbers repeat; Roman numbers only if they are alone."""
    words = " ".join(line.split()).casefold()
    if ROMAN.fullmatch(words.strip("-–—. ")):
        return "0"
    return re.sub(r"\d+", "0", words)


def _bodies(
    lines: list[list[str]], text_lines: list[list[int]], found: dict[Shape, list[tuple[int, str]]], last: bool
) -> list[str]:
    """The last (or first) line of each page except the last (or first) that is on no other page."""
    out = []
    for page, places in list(zip(lines, text_lines))[: -1 if last else None][0 if last else 1 :]:
        twice = {at for _, at, shape in _edges(page, places) if len(found[shape]) > 1}
        body = [page[at].strip() for at in places if at not in twice]
        out.append(body[-1 if last else 0] if body else "")
    return out


def _goes_on(before: str, after: str) -> bool:
    """Whether a sentence continues from one page to the next."""
    return bool(before) and before[-1] not in ".!?:;" and after[:1].islower() and bool(GOES_ON.match(after))


def _is_head(top: bool, places: list[tuple[int, str]], pages: int, breaks: list[bool]) -> bool:
    if len(places) >= max(min(3, pages), pages // 2 + 1):
        return True
    for side in (0, 1):
        here = [(n, line) for n, line in places if n % 2 == side]
        if len(here) < max(2, len(range(side, pages, 2)) // 2 + 1):
            continue
        cuts = [breaks[at] for n, _ in here if 0 <= (at := n - 1 if top else n) < len(breaks)]
        if len(here) > 2 and (any(cuts) or _numbered(here)) or any(cuts) and (all(cuts) or _numbered(here)):
            return True
    return False


def _numbered(places: list[tuple[int, str]]) -> bool:
    """Whether a number in these lines increases with the pages."""
    steps = [{int(x) - n for x in re.findall(r"\d{1,4}", line)} for n, line in places]
    return bool(set.intersection(*steps))
