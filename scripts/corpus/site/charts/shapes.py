"""The kinds of chart: a grid of numbers or bars, layers with arrows between them, a flow."""

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from .drawing import LETTER, LINE, centred, element, fits, join, lines, linked, path, picture, rect, wrap

WIDE, NARROW = 720, 328  # widths in pixels; the narrow one fits a phone 360 pixels wide
STEPS = 5  # shades of a grid, see charts.css
Drawn = tuple[float, Markup]  # height and content of a drawing


@dataclass(frozen=True)
class Grid:
    """Numbers in rows and columns, each a (code, label); ``cells`` holds numbers by (row, column), except zeros."""

    rows: Sequence[tuple[str, str]]
    columns: Sequence[tuple[str, str]]
    cells: Mapping[tuple[str, str], float]
    shown: Callable[[float], str] = str
    whole: float | None = None  # the value of a full bar; without it cells are shaded
    left: int | None = None  # room for row names that cannot be broken
    link: Callable[[str, str], str] | None = None  # the address that lists what a cell counts, by row and column

    def address(self, row: str, column: str) -> str | None:
        """The address of a cell; empty cells have none."""
        return self.link(row, column) if self.link and self.cells.get((row, column)) else None


def both(name: str, title: str, description: str, draw: Callable[[int], Drawn]) -> Markup:
    """The drawing twice, wide and narrow; the page shows the one that fits."""
    out = []
    for kind, width in (("wide-screen", WIDE), ("narrow-screen", NARROW)):
        height, content = draw(width)
        out.append(picture(f"{name}-{kind}", title, description, width, height, content, kind))
    return join(out)


def grid(g: Grid, width: int) -> Drawn:
    """Height and content of a grid with a number in each cell, on a shade or above a bar."""
    if width == WIDE or g.left:
        left = g.left or 205
    else:
        least, column = (96, 46) if g.whole else (112, 36)
        left = max(least, width - 8 - column * len(g.columns))
    step = (width - left) / len(g.columns)
    flat = all(fits(label, step - 6) for _, label in g.columns)
    heads = [wrap(label, step - 6 if flat else 125) for _, label in g.columns]
    top = max(len(h) for h in heads) * LINE + 8 if flat else max(len(t) for h in heads for t in h) * LETTER + 10
    out = []
    for n, head in enumerate(heads):
        x = left + (n + 0.5) * step
        if flat:
            out.append(lines(head, x, top - 6 - len(head) * LINE, middle=False, text_anchor="middle", class_="head"))
        else:
            turned = lines(head, 0, 0, class_="head")
            out.append(element("g", turned, transform=f"translate({x:.1f} {top - 6:.1f}) rotate(-90)"))
    most, y = max(g.cells.values(), default=1), top
    for row, label in g.rows:
        text = wrap(label, left - 8)
        height = max(26 if g.whole is None else 30, len(text) * LINE + 8)
        out.append(element("line", x1=0, x2=width, y1=y, y2=y, class_="rule"))
        out.append(lines(text, 0, y + height / 2))
        for n, (code, name) in enumerate(g.columns):
            value = g.cells.get((row, code))
            if value:
                cell = _cell(g, value, most, left + n * step, y, step, height, f"{row} {code}")
                out.append(linked(cell, g.address(row, code), f"{label}, {name}: {g.shown(value)}"))
        y += height
    out.append(element("line", x1=0, x2=width, y1=y, y2=y, class_="rule"))
    return y + 1, join(out)


def _cell(g: Grid, value: float, most: float, x: float, y: float, width: float, height: float, name: str) -> Markup:
    middle = y + height / 2
    if g.whole is not None:
        bar = rect(x + 3, middle + 5, max((width - 6) * value / g.whole, 0.8), 5.0, "bar")
        room = element("rect", x=x, y=y, width=width, height=height, fill="transparent")
        return room + bar + lines([g.shown(value)], x + 3, middle - 4, data_cell=name)
    shade = math.ceil(STEPS * value / most)
    box = rect(x + 1, y + 1, width - 2, height - 2, f"shade-{shade}", 2)
    return box + centred([g.shown(value)], x + width / 2, middle, f"on-{shade}", name)


@dataclass(frozen=True)
class Edge:
    """A line from one node to another, with its number (0 for none) and the lines that explain it."""

    start: str
    end: str
    number: int
    notes: Sequence[str] = ()
    address: str | None = None


def layers(nodes: Sequence[tuple[str, str]], edges: Sequence[Edge], width: int, here: str | None = None) -> Drawn:
    """Height and content: nodes below each other in their order, an arrow for each edge in a lane of its own.

    A label may have several lines. Edges from a node to itself are printed in it. ``here`` is highlighted.
    """
    box = 215 if width == WIDE else 150 if any(e.number for e in edges) else 190
    within = {e.start: e for e in edges if e.start == e.end}
    order = [code for code, _ in nodes]
    lanes = sorted((e for e in edges if e.start != e.end), key=lambda e: abs(order.index(e.end) - order.index(e.start)))
    y, place, out = 1.0, {}, []
    for code, label in nodes:
        text = [line for part in label.split("\n") for line in wrap(part, box - 16)]
        height = (len(text) + (code in within)) * LINE + 16
        place[code] = y
        out.append(rect(1, y, box, height, "node here" if code == here else "node", 3))
        out.append(lines(text, 8, y + 8 + len(text) * LINE / 2))
        if code in within:
            number = element("tspan", Markup(within[code].number), class_="head", data_cell=f"{code} {code}")
            said = element("text", number + " within", x=8, y=y + height - 12)
            room = element("rect", x=2, y=y + height - 26, width=box - 4, height=24, fill="transparent")
            out.append(linked(room + said, within[code].address, f"within {label}: {within[code].number}"))
        y += height + 46
    step, used = (width - box - 14) / max(len(lanes), 1), Counter[str]()
    if width == WIDE and lanes:  # the notes of the last lane stay inside the picture
        notes = 17 + LETTER * max((len(text) for e in lanes for text in e.notes), default=0)
        step = min(step, (width - box - 10 - notes) / (len(lanes) - 0.86))
    for n, e in enumerate(lanes):
        x = box + step * (n + (0.14 if width == WIDE else 0.72 if e.number else 0.1)) + 10
        begin, finish = place[e.start] + 10 + 9 * used[e.start], place[e.end] + 10 + 9 * used[e.end]
        used.update((e.start, e.end))
        thick = 1 + 3 * e.number / max(1, *(d.number for d in lanes))
        out.append(path(f"M{box + 1} {begin:.1f}H{x:.1f}V{finish:.1f}H{box + 8}", "edge", thick))
        out.append(path(f"M{box + 2} {finish:.1f}l9 -5v10z", "tip"))
        middle = begin + (finish - begin) * (0.5 if n == 0 else 0.4)  # beside the arrows of others
        if e.number:
            knot = element("circle", cx=x, cy=middle, r=12, class_="knot")
            knot += centred([str(e.number)], x, middle, "head", f"{e.start} {e.end}")
            out.append(linked(knot, e.address, f"from {e.start} to {e.end}: {e.number}"))
        if width == WIDE and e.notes:
            out.append(lines(list(e.notes), x + 17, middle))
    return y - 45, join(out)


@dataclass(frozen=True)
class Flow:
    """The flow from a box of one column (counted from 0) to a box of the next."""

    column: int
    start: int
    end: int
    number: int


def flow(columns: Sequence[Sequence[tuple[str, int, str]]], flows: Sequence[Flow], width: int) -> Drawn:
    """Height and content: columns of bars with heights by their numbers, and bands between them.

    A box is (name, number, address of the list that it counts). Every column holds the same total.
    """
    high, gap, bar, top, finger = 220.0, 66, 12, 52.0, 24  # ``finger``: minimum width and height of a link
    unit = high / sum(n for _, n, _ in columns[0])
    step = (width - bar - (150 if width == WIDE else 78)) / (len(columns) - 1)
    place: dict[tuple[int, int], float] = {}
    bands, texts = [], []
    for c, column in enumerate(columns):
        y, x = top, c * step
        for b, (name, n, address) in enumerate(column):
            place[c, b] = y
            bands.append(rect(x, y, bar, max(n * unit, 1.0), "bar"))
            words = wrap(name, min(step - bar - 8, 150))
            first = y - 8 - len(words) * LINE
            texts.append(lines(words, x, first + 2, middle=False))
            room = element("rect", x=x, y=first - 18, width=finger, height=finger, fill="transparent")
            number = element("text", Markup(n), x=x, y=first - 2, class_="head", data_cell=f"{c} {b}")
            texts.append(linked(room + number, address, f"{name}: {n}"))
            y += n * unit + gap
    left, right = dict(place), dict(place)
    for f in flows:
        thick, y1, y2 = f.number * unit, left[f.column, f.start], right[f.column + 1, f.end]
        left[f.column, f.start] += thick
        right[f.column + 1, f.end] += thick
        x1, x2 = f.column * step + bar, (f.column + 1) * step
        m, y3, y4 = (x1 + x2) / 2, y1 + thick, y2 + thick
        there = f"M{x1:.1f} {y1:.1f}C{m:.1f} {y1:.1f} {m:.1f} {y2:.1f} {x2:.1f} {y2:.1f}V{y4:.1f}"
        back = f"C{m:.1f} {y4:.1f} {m:.1f} {y3:.1f} {x1:.1f} {y3:.1f}Z"
        bands += [path(there + back, "band")] if f.number else []
    return top + high + gap + 2, join([*bands, *texts])
