"""Excel workbooks (Office Open XML): one for readers, one with all tables for joins. Written with XlsxWriter.

Text is always written as text, so that no cell can become a formula.
"""

import io
from collections.abc import Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

import xlsxwriter

from corpus.derive.descriptor import field_type
from corpus.model.schema import Field

from . import reading
from .material import DICTIONARY, MAIN, Material, dictionary

READER_SHEETS = ("Recommendations", "Read me", "Columns explained")
DICTIONARY_SHEET = "data_dictionary"


def files(m: Material) -> dict[str, bytes]:
    """``recommendations.xlsx`` and ``<package>.xlsx``."""
    return {f"{MAIN}.xlsx": readers(m), f"{m.name}.xlsx": relational(m)}


def readers(m: Material) -> bytes:
    """The table most people want, with titles for names, labels for codes, and sheets that explain it."""
    table = m.main_table()
    with _workbook(m) as (book, out):
        style = _styles(book, m)
        sheet, about, explained = (book.add_worksheet(name) for name in READER_SHEETS)
        shown = reading.columns(table)
        rows = [[reading.text(c.of.name, r.cells) for c in shown] for r in table.rows]
        _frame(sheet, [c.title for c in shown], [c.width for c in shown], len(rows), style)
        sheet.print_area(0, 0, len(rows), reading.PRINTED - 1)
        for n, c in enumerate(shown):
            if c.technical:
                sheet.set_column(n, n, c.width, None, {"level": 1, "hidden": True})
            explanation = f"internal:'{READER_SHEETS[2]}'!A{n + 2}"  # the head of each column links to it
            sheet.write_url(0, n, explanation, style["head"], c.title, tip="What this column means")
        sheet.set_column(len(shown), len(shown), None, None, {"collapsed": True})
        line_of = {r.cells[table.key[0]]: n for n, r in enumerate(table.rows, 2)}
        for line, cells in enumerate(rows, 1):
            sheet.set_row(line, _height(cells, [c.width for c in shown]))
            for n, (c, value) in enumerate(zip(shown, cells)):
                target = _target(m, c.of, value, line_of, line + 1)
                if target:
                    sheet.write_url(line, n, target, style["link"], str(value))
                else:
                    _write(sheet, line, n, value, c.of, style)
        distinct = len({r.cells["same_request_id"] for r in table.rows})
        selection = f"No filter: all {len(rows)} recommendations, {distinct} different requests."
        about.set_column(0, 0, 100)
        _on_paper(about, style)
        for n, said in enumerate(reading.read_me(m, selection)):
            about.write_string(n, 0, said, style["text" if n else "title"])
            about.set_row(n, _height([said], [100]) if n else 21)
        heads, *meanings = reading.explained(m)
        _table(explained, heads, meanings, None, style)
    return out.getvalue()


def _height(cells: list[Any], widths: list[int]) -> int:
    """The height in points of a row whose text wraps; some programs do not fit rows to their text."""
    return 6 + 15 * max(int(len(str(c)) / (0.9 * w)) + 1 for c, w in zip(cells, widths) if c is not None)


def relational(m: Material) -> bytes:
    """A sheet for each table, with the names and codes of the CSVs, and a dictionary of all columns."""
    with _workbook(m) as (book, out):
        style = _styles(book, m)
        sheet = book.add_worksheet(DICTIONARY_SHEET)
        entries = [list(d.values()) for d in dictionary(m)]
        _table(sheet, list(DICTIONARY), entries, None, style)
        for line, entry in enumerate(entries, 1):
            sheet.write_url(line, 0, f"internal:'{entry[0]}'!A1", style["link"], entry[0])
        for t in m.tables.values():
            rows = [[r.cells[f.name] for f in t.columns] for r in t.rows]
            _table(book.add_worksheet(t.name), [f.name for f in t.columns], rows, t.columns, style)
    return out.getvalue()


def _table(sheet: Any, heads: list[str], rows: list[list[Any]], columns: Sequence[Field] | None, style: dict) -> None:
    """A sheet with these rows below these heads; columns are as wide as their longest text, up to a limit."""
    longest = [max(len(str(c)) for c in (head, *cells) if c is not None) for head, *cells in zip(heads, *rows)]
    widths = [min(max(n + 2, reading.NARROWEST), reading.WIDEST) for n in longest]
    _frame(sheet, heads, widths, len(rows), style)
    for line, cells in enumerate(rows, 1):
        sheet.set_row(line, _height(cells, widths))
        for n, value in enumerate(cells):
            _write(sheet, line, n, value, columns[n] if columns else None, style)


@contextmanager
def _workbook(m: Material):
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    # A fixed day, as in the archive: with the time of the run, each file would differ.
    about = {"title": m.package["title"], "author": m.maker, "comments": m.package["description"]}
    version = f"Version {m.package['version']}"
    book.set_properties({**about, "subject": version, "created": datetime(1980, 1, 1)})
    yield book, out
    book.close()


def _styles(book: Any, m: Material) -> dict[str, Any]:
    text = {"valign": "top", "text_wrap": True, "bottom": 4, "bottom_color": "#9AA5B1"}
    head = {"bold": True, "bottom": 1, "bottom_color": "#000000", "bg_color": "#E8EEF4", "font_color": "#1F2A36"}
    return {
        "head": book.add_format({**text, **head}),
        "text": book.add_format(text),
        "date": book.add_format({**text, "num_format": "yyyy-mm-dd", "align": "left"}),
        "link": book.add_format({**text, "font_color": "#0B5394", "underline": 1}),
        "title": book.add_format({"bold": True, "font_size": 14}),
        "foot": reading.foot(m),
    }


def _frame(sheet: Any, heads: list[str], widths: list[int], rows: int, style: dict[str, Any]) -> None:
    """Freeze head and first column, set filters and widths, and print the head on every page."""
    for n, (head, width) in enumerate(zip(heads, widths)):
        sheet.write_string(0, n, head, style["head"])
        sheet.set_column(n, n, width)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(rows, 1), len(heads) - 1)
    sheet.repeat_rows(0)
    _on_paper(sheet, style)


def _on_paper(sheet: Any, style: dict[str, Any]) -> None:
    """Print landscape and one page wide, with title and page number in the footer."""
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(0.4, 0.4, 0.5, 0.7)
    sheet.set_footer("&L&8" + style["foot"] + "&R&8&P / &N")


def _write(sheet: Any, line: int, column: int, value: Any, f: Field | None, style: dict[str, Any]) -> None:
    if value is None:
        sheet.write_blank(line, column, None, style["text"])
    elif isinstance(value, bool):
        sheet.write_boolean(line, column, value, style["text"])
    elif isinstance(value, (int, float)):
        sheet.write_number(line, column, value, style["text"])
    elif f is not None and field_type(f) == "date":
        sheet.write_datetime(line, column, date.fromisoformat(value), style["date"])
    else:
        sheet.write_string(line, column, value, style["text"])


def _target(m: Material, f: Field, value: Any, line_of: dict[str, int], here: int) -> str | None:
    """The link of a cell: from a recommendation to the one that represents its request, or to its page."""
    if value is None:
        return None
    if f.name == "page":
        return m.permalink(value)
    line = line_of.get(value) if f.references == MAIN or f.name == "same_request_id" else None
    return f"internal:'{READER_SHEETS[0]}'!A{line}" if line and line != here else None
