"""Excel workbooks (Office Open XML): one for readers, one with all tables for joins. Written with XlsxWriter.

Text is always written as text, so that no cell can become a formula.
"""

import io
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

import xlsxwriter

from corpus.derive.descriptor import example, field_type
from corpus.derive.tables import Table
from corpus.model.schema import Field

from .material import DICTIONARY, FIRST, MAIN, Material, dictionary, reading

# Width of a column, in characters, by the longest text in it: narrow ones fit, long ones wrap.
NARROWEST, WIDEST = 10, 60
PRINTED = (60, 24, 24, 16, 22, 24, 14, 20)  # of the columns that readers see first
READER_SHEETS = ("Recommendations", "Read me", "Columns explained")
DICTIONARY_SHEET = "data_dictionary"


def files(m: Material) -> dict[str, bytes]:
    """``recommendations.xlsx`` and ``<package>.xlsx``."""
    return {f"{MAIN}.xlsx": readers(m), f"{m.name}.xlsx": relational(m)}


def readers(m: Material) -> bytes:
    """The table most people want, with titles for names and labels for codes, and what they need to read it."""
    table = m.main_table()
    with _workbook(m) as (book, out):
        style = _styles(book)
        sheet, about, explained = (book.add_worksheet(name) for name in READER_SHEETS)
        columns = reading(table)
        rows = [[r.cells[f.name] for f in columns] for r in table.rows]
        _frame(sheet, [f.title for f in columns], rows, style)
        sheet.print_area(0, 0, len(rows), len(FIRST) - 1)
        for n, width in enumerate(PRINTED):
            sheet.set_column(n, n, width)
        for line, cells in enumerate(rows, 1):  # some programs do not fit rows to wrapped text
            sheet.set_row(line, 15 * max(len(str(c)) // (w - 6) + 1 for c, w in zip(cells, PRINTED) if c is not None))
        for n, f in enumerate(columns):  # the head of each column leads to its explanation
            sheet.write_url(
                0, n, f"internal:'{READER_SHEETS[2]}'!A{n + 2}", style["head"], f.title, tip="What this column means"
            )
        line_of = {r.cells[table.key[0]]: n for n, r in enumerate(table.rows, 2)}
        for line, (row, cells) in enumerate(zip(table.rows, rows), 1):
            for n, (f, value) in enumerate(zip(columns, cells)):
                target = _target(m, f, row.cells[f.name], line_of, line + 1)
                if target:
                    sheet.write_url(line, n, target, style["link"], str(value))
                else:
                    _write(sheet, line, n, value, f, style)
        _about(m, about, style)
        heads = ["Column", "Name in the CSV", "Meaning", "Example", "Values"]
        meanings = [[f.title, f.name, f.description, example(table, f), _values(m, f.of)] for f in columns]
        _frame(explained, heads, meanings, style)
        for line, cells in enumerate(meanings, 1):
            for n, text in enumerate(cells):
                explained.write_string(line, n, text, style["text"])
    return out.getvalue()


def relational(m: Material) -> bytes:
    """A sheet for each table, with the names and codes of the CSVs, and a dictionary of all columns."""
    with _workbook(m) as (book, out):
        style = _styles(book)
        sheet = book.add_worksheet(DICTIONARY_SHEET)
        entries = [list(d.values()) for d in dictionary(m)]
        _frame(sheet, list(DICTIONARY), entries, style)
        for line, entry in enumerate(entries, 1):
            for n, value in enumerate(entry):
                _write(sheet, line, n, value, None, style)
            sheet.write_url(line, 0, f"internal:'{entry[0]}'!A1", style["link"], entry[0])
        for table in m.tables.values():
            _table_sheet(book.add_worksheet(table.name), table, style)
    return out.getvalue()


def _table_sheet(sheet: Any, table: Table, style: dict[str, Any]) -> None:
    rows = [[r.cells[f.name] for f in table.columns] for r in table.rows]
    _frame(sheet, [f.name for f in table.columns], rows, style)
    for line, cells in enumerate(rows, 1):
        for n, (f, value) in enumerate(zip(table.columns, cells)):
            _write(sheet, line, n, value, f, style)


@contextmanager
def _workbook(m: Material):
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    # A fixed day, as in the archive: the time of the run would make each file another one.
    book.set_properties(
        {
            "title": m.package["title"],
            "author": m.maker,
            "subject": f"Version {m.package['version']}",
            "comments": m.package["description"],
            "created": datetime(1980, 1, 1),
        }
    )
    yield book, out
    book.close()


def _styles(book: Any) -> dict[str, Any]:
    text = {"valign": "top", "text_wrap": True}
    return {
        "head": book.add_format(
            {
                "bold": True,
                "valign": "top",
                "text_wrap": True,
                "bottom": 1,
                "bg_color": "#E8EEF4",
                "font_color": "#1F2A36",
            }
        ),
        "text": book.add_format(text),
        "date": book.add_format({**text, "num_format": "yyyy-mm-dd", "align": "left"}),
        "link": book.add_format({**text, "font_color": "#0B5394", "underline": 1}),
        "title": book.add_format({"bold": True, "font_size": 14}),
    }


def _frame(sheet: Any, heads: list[str], rows: list[list[Any]], style: dict[str, Any]) -> None:
    """Frozen head and first column, filters, widths, landscape with the head on every page."""
    for n, head in enumerate(heads):
        sheet.write_string(0, n, head, style["head"])
        longest = max([len(head), *(len(str(r[n])) for r in rows if r[n] is not None)])
        sheet.set_column(n, n, min(max(longest + 2, NARROWEST), WIDEST))
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(rows), 1), len(heads) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


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
    """Where a cell leads: from a recommendation to that which stands for the same request, or to its page."""
    if value is None:
        return None
    if f.name == "page":
        return m.permalink(value)
    line = line_of.get(value) if f.references == MAIN or f.name == "same_request_id" else None
    return f"internal:'{READER_SHEETS[0]}'!A{line}" if line and line != here else None


def _values(m: Material, f: Field) -> str:
    """The labels that can stand in a column, in the order of the vocabulary."""
    terms = m.corpus.vocabularies.get(f.vocabulary or "", {})
    return "; ".join(t.get("label") for t in terms.values())


def _about(m: Material, sheet: Any, style: dict[str, Any]) -> None:
    p, table = m.package, m.main_table()
    once = sum(bool(r.values["count_once"]) for r in table.rows)
    lines = [
        p["description"],
        f"Version {p['version']}. {len(table.rows)} recommendations in {len(m.tables['sources'].rows)} documents.",
        f"The same request often appears in several places. Filter “{table.schema.field('count_once').title}” by TRUE "
        f"to count each once: {once}.",
        "Codes are shown by their labels. The sheet “Columns explained” says what each column means; click on the head "
        "of a column to go there.",
        f"Cite: {m.maker}: {p['title']}, version {p['version']}, with the identifier of the recommendation.",
        f"Licence: {m.licence['title']}. It does not cover the documents.",
    ]
    sheet.set_column(0, 0, 100)
    sheet.write_string(0, 0, p["title"], style["title"])
    for n, line in enumerate(lines, 2):
        sheet.write_string(n, 0, line, style["text"])
    sheet.write_url(len(lines) + 2, 0, m.licence["path"], style["link"])
    sheet.write_url(len(lines) + 3, 0, f"internal:'{READER_SHEETS[2]}'!A1", style["link"], READER_SHEETS[2])
