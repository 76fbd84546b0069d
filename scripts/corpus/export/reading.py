"""The content of the workbook for reading: columns, texts of cells, the sheet "Read me" (reading.yaml)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from corpus.derive.descriptor import example
from corpus.derive.tables import Table
from corpus.model.dates import in_words
from corpus.model.schema import Column

from .citation import apa
from .material import Material

_TEXTS = yaml.safe_load(Path(__file__).with_name("reading.yaml").read_text(encoding="utf-8"))
PRINTED = len(_TEXTS["first"])
NARROWEST, WIDEST = 10, 60  # of a column in characters, if reading.yaml gives no width


@dataclass(frozen=True)
class Shown:
    """One column: its content, heading and width, whether it is technical, and the texts of reading.yaml."""

    of: Column
    title: str
    width: int
    technical: bool
    texts: list[str]


def columns(table: Table) -> list[Shown]:
    """The columns that people read: labels, without the keys and codes beside them; technical ones come last."""
    labelled = {c.of.name for c in table.columns if c.labels}
    order = {name: n for n, name in enumerate([*_TEXTS["first"], None, *_TEXTS["technical"]])}
    shown = [c for c in table.columns if c.labels or c.of.name not in labelled]
    out = []
    for c in sorted(shown, key=lambda c: order.get(c.name, order[None])):
        given = _TEXTS["first"].get(c.name, {})
        longest = max([len(c.title), *(len(str(r.cells[c.name] or "")) for r in table.rows)])
        width = given.get("width") or min(max(longest + 2, NARROWEST), WIDEST)
        said = _TEXTS["shown"].get(c.name, [])
        out.append(Shown(c, given.get("title", c.title), width, c.name in _TEXTS["technical"], said))
    return out


def text(column: str, cells: Mapping[str, Any]) -> Any:
    """The text of a cell, from the cells of its row."""
    for said in _TEXTS["shown"].get(column, ()):
        if all(cells.get(name) is not None for name in re.findall(r"\{(\w+)\}", said)):
            return said.format(**cells)
    return cells[column]


def explained(m: Material) -> list[list[str]]:
    """The sheet that explains the columns, its heads first; the values of a vocabulary come in its order."""
    table, out = m.main_table(), [["Column", "Name in the CSV", "Meaning", "Example", "Values"]]
    for c in columns(table):
        terms = m.corpus.vocabularies.get(c.of.of.vocabulary or "", {})
        values = "; ".join(t.get("label") for t in terms.values())
        out.append([c.title, c.of.name, c.of.description, example(table, c.of), values])
    return out


def foot(m: Material) -> str:
    """The footer of each printed page."""
    title = m.package["title"].replace("&", "&&")  # a single one would begin a code
    return f"{title}. Version {m.package['version']}. Not adopted by the OSCE."


def read_me(m: Material, selection: str) -> Iterator[str]:
    """The lines of the sheet "Read me"; ``selection`` says which rows the file has."""
    released = f", released on {in_words(m.released)}" if m.released else ""
    address = f". Address: {m.cited_at}" if m.cited_at else ""
    filled = {"version": m.package["version"] + released + address, "cite": apa(m), "selection": selection}
    filled |= {"licence": f"{m.licence['title']}, {m.licence['path']}."}
    yield from (line.format(**{**m.package, **filled}) for line in _TEXTS["read_me"])
