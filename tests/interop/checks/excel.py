"""openpyxl reads both workbooks: every cell equal to the CSVs, no formula, filters and frozen heads there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from textwrap import wrap

from common import Truth, main
from openpyxl import load_workbook


def problems(folder: Path) -> Iterator[str]:
    truth = Truth(folder)
    book = load_workbook(truth.file(".xlsx"))
    yield from _frames(book, book.sheetnames)
    for name in truth.tables:
        heads, *rows = book[name].values
        yield from truth.compare("workbook of all tables", name, (dict(zip(heads, r)) for r in rows))
    columns = sum(map(len, truth.types.values()))
    if book["data_dictionary"].max_row != columns + 1:
        yield f"the data dictionary has {book['data_dictionary'].max_row - 1} rows, the package {columns} columns"
    book = load_workbook(folder / "recommendations.xlsx")
    if book.sheetnames != ["Recommendations", "Read me", "Columns explained"]:
        yield f"the workbook for readers has the sheets {book.sheetnames}"
        return
    yield from _frames(book, ["Recommendations", "Columns explained"])
    yield from _readers(truth, book)


def _frames(book, names) -> Iterator[str]:
    for name in book.sheetnames:
        for row in book[name].iter_rows():
            yield from (f"{name}!{c.coordinate} is a formula" for c in row if c.data_type == "f")
    for name in names:
        if not book[name].freeze_panes or not book[name].auto_filter.ref:
            yield f"sheet {name} has no frozen head or no filter"


FIRST = {
    "What is asked": "in_our_words",
    "Who asked": "made_by",
    "Who was asked": "addressed_to",
    "How known": "addressee_basis",
    "Topic": "theme",
    "Meeting": "meeting",
    "Date": "date_label",
    "Identifier": "recommendation_id",
}


def _readers(truth: Truth, book) -> Iterator[str]:
    """What is asked comes first, and what has a label stands without its key: compare the cells with the CSV."""
    resource = next(r for r in truth.descriptor["resources"] if r["name"] == "recommendations")
    fields = {f["name"]: f for f in resource["schema"]["fields"]}
    sheet = book["Recommendations"]
    (heads, *rows), (_, *explained) = sheet.values, book["Columns explained"].values
    if list(heads[: len(FIRST)]) != list(FIRST) or list(heads) != [r[0] for r in explained]:
        yield f"heads are {heads}"
    names = [r[1] for r in explained]
    labelled = [n for n in fields if not (n.endswith(("_id", "_code")) and n.rsplit("_", 1)[0] in fields)]
    if names[: len(FIRST)] != list(FIRST.values()) or sorted(names) != sorted(labelled):
        yield f"columns are {names}"
        return
    if [r[2] for r in explained] != [fields[n]["description"] for n in names]:
        yield "the sheet Columns explained is not what the descriptor says"
    for cells, row in zip(truth.tables["recommendations"], rows, strict=True):
        nobody = f"Not named (recorded by {cells['recorded_by']})"
        want = cells | {"specificity": f"{cells['specificity_code']} – {cells['specificity']}"}
        want |= {"made_by": cells["made_by"] or nobody}
        found = want | dict(zip(names, row))  # in the order of the CSV
        yield from truth.compare("workbook for readers", "recommendations", [found], [want])
    yield from paper(book)
    if not sheet["A1"].hyperlink:
        yield "the heads lead nowhere"


def paper(book) -> Iterator[str]:
    """A4 across, one page wide, heads on each page, rows as high as their text, technical columns folded away."""
    for sheet in book:
        page = sheet.page_setup
        if (page.orientation, int(page.paperSize), page.fitToHeight) != ("landscape", 9, 0):
            yield f"{sheet.title} is not printed across A4"
        if not sheet.sheet_properties.pageSetUpPr.fitToPage or "&P" not in sheet.oddFooter.right.text:
            yield f"{sheet.title} is not fitted to the width of the page, or its pages have no numbers"
    sheet = book["Recommendations"]
    if f"$A$1:$H${sheet.max_row}" not in sheet.print_area or sheet.print_title_rows != "$1:$1":
        yield f"printed are {sheet.print_area} below {sheet.print_title_rows}"
    columns = columns_of(sheet)
    folded = [bool(c.hidden and c.outline_level == 1) for c in columns]
    if any(folded[: len(FIRST)]) or not folded[-1] or folded != sorted(folded):
        yield f"technical columns are not folded away at the end: {folded}"
    for row in sheet.iter_rows(min_row=2, max_col=len(FIRST)):
        lines = max(len(wrap(str(c.value), int(d.width))) for c, d in zip(row, columns))
        if sheet.row_dimensions[row[0].row].height < 15 * lines:
            yield f"row {row[0].row} is too low for {lines} lines"


def columns_of(sheet) -> list:
    """What holds for each column in turn; openpyxl keeps one entry for neighbours that are alike."""
    by_number = {n: d for d in sheet.column_dimensions.values() for n in range(d.min, d.max + 1)}
    return [by_number[c.column] for c in sheet[1]]


if __name__ == "__main__":
    main(problems)
