"""Writes the workbook that an expert fills in, with empty cells and drop-down lists. Knows writing, not reading.

The coding is blind: the workbook omits our codes. It has only ``in_our_words``, which is to be judged.
"""

from datetime import datetime
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from corpus.model.records import Corpus, Record

from .kit import ABOUT, BETWEEN, CODES, LISTS, RECORDS, STEPS, VERDICTS, Kit, check

_PLAIN = {"text_wrap": True, "valign": "top"}
_STYLES = {
    "top": {**_PLAIN, "bold": True, "bg_color": "#1d3557", "font_color": "#ffffff", "border": 1},
    "given": {**_PLAIN, "bg_color": "#f3f4f6", "border": 1, "border_color": "#d1d5db"},
    "open": {**_PLAIN, "border": 1, "border_color": "#d1d5db"},
    "plain": _PLAIN,
    "strong": {**_PLAIN, "bold": True},
}
_AS_TEXT = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def write(corpus: Corpus, records: list[Record], about: str, words: dict[str, str] | None = None) -> bytes:
    """The workbook for these records; ``words`` are the original words by record, from the expert's own copies."""
    out = BytesIO()
    kit, book = Kit(corpus), xlsxwriter.Workbook(out, _AS_TEXT)
    # Makes the same records give the same file.
    book.set_properties({"title": "Records to code and judge", "created": datetime(2000, 1, 1)})
    style = {name: book.add_format(values) for name, values in _STYLES.items()}
    sheets = {name: book.add_worksheet(name) for name in (ABOUT, RECORDS, CODES, LISTS)}
    sheets[LISTS].hide()
    sheets[ABOUT].set_column(0, 0, 110, style["plain"])
    for n, line in enumerate((corpus.package.get("title", ""), about, *STEPS)):
        sheets[ABOUT].write_string(n, 0, line, style["plain" if n else "strong"])
    ranges = {}
    for column, (name, choices) in enumerate(kit.lists.items()):
        shown = [code if name == "verdict" else f"{code}{BETWEEN}{label}" for code, label in choices.items()]
        sheets[LISTS].write_column(0, column, shown)
        letter = xl_col_to_name(column)
        ranges[name] = f"={LISTS}!${letter}$1:${letter}${len(shown)}"
    _codes(corpus, kit, sheets[CODES], style)
    _records(corpus, kit, sheets[RECORDS], style, ranges, records, words)
    sheets[ABOUT].activate()
    book.close()
    return out.getvalue()


def _records(
    corpus: Corpus,
    kit: Kit,
    sheet: Any,
    style: dict[str, Any],
    ranges: dict[str, str],
    records: list[Record],
    words: dict[str, str] | None,
) -> None:
    """The sheet of records: given values, cells for answers, and statements to be judged."""
    # Each column with its width and content: a text of the record, or the name of the field to be filled.
    columns: list[tuple[str, int, Any]] = [
        ("Identifier", 17, lambda r: r.id),
        ("Document", 22, lambda r: corpus.label("sources", r.get("source"))),
        ("Place", 24, lambda r: r.get("place")),
        ("First words", 16, lambda r: r.get("begins_with")),
        ("Last words", 16, lambda r: r.get("ends_with")),
        *([] if words is None else [("Original words", 60, lambda r: words.get(r.id))]),
        *((header, 20, name) for header, name in kit.headers),
        ("In our words", 50, lambda r: r.get("in_our_words")),
        ("Judgement", 18, "verdict"),
        ("Note", 40, "note"),
        ("Check", 14, check),
    ]
    sheet.freeze_panes(1, 1)
    sheet.set_landscape()
    for c, (header, width, content) in enumerate(columns):
        sheet.set_column(c, c, width, None, {"hidden": content is check})
        sheet.write_string(0, c, header, style["top"])
        if content in ranges:
            sheet.data_validation(1, c, len(records), c, _validation(kit, content, ranges[content]))
    for n, r in enumerate(records, 1):
        for c, (_, _, content) in enumerate(columns):
            if callable(content):
                sheet.write_string(n, c, content(r) or "", style["given"])
            else:
                sheet.write_blank(n, c, None, style["open"])


def _validation(kit: Kit, name: str, source: str) -> dict[str, Any]:
    """The drop-down list of a column; other text is accepted if a cell may hold several codes."""
    title, text, several = "Judgement", "Choose the first that applies: " + ", ".join(VERDICTS), False
    if f := kit.fields.get(name):
        about = kit.published.get(name, f).description.split(". ")[0]
        title, text, several = f.title, about.replace(", according to this coder", "").rstrip(".") + ".", f.is_list
    return {
        "validate": "list",
        "source": source,
        "input_title": title[:32],
        "input_message": text[:255],
        "error_type": "warning" if several else "stop",
        "error_title": "Not in the list",
        "error_message": f"Please choose from the list; the sheet {CODES} explains it.",
    }


def _codes(corpus: Corpus, kit: Kit, sheet: Any, style: dict[str, Any]) -> None:
    """The sheet that explains every code, each list once."""
    rows: dict[str, list] = {}
    for name, f in kit.fields.items():
        table, terms = kit.tables[name], corpus.vocabularies.get(f.vocabulary or "", {})
        title = "Actors" if table == "actors" else f.title
        texts = {c: (t.get("definition", ""), t.get("scope_note", "")) for c, t in terms.items()}
        own = [(title, code, label, *texts.get(code, ("", ""))) for code, label in kit.lists[name].items()]
        rows.setdefault(table, own)
    rows["verdict"] = [("Judgement", code, "", question, "") for code, question in VERDICTS.items()]
    for c, (header, width) in enumerate((("Column", 22), ("Code", 30), ("Label", 34), ("Meaning", 70), ("Limits", 80))):
        sheet.set_column(c, c, width, style["plain"])
        sheet.write_string(0, c, header, style["top"])
    sheet.freeze_panes(1, 0)
    for n, cells in enumerate((row for table in rows.values() for row in table), 1):
        for c, text in enumerate(cells):
            sheet.write_string(n, c, text)
