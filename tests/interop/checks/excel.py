"""openpyxl reads both workbooks: every cell equal to the CSVs, no formula, filters and frozen heads there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

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


def _readers(truth: Truth, book) -> Iterator[str]:
    """Heads are titles, and what has a label stands without its key: compare the rest with the CSV."""
    fields = next(r for r in truth.descriptor["resources"] if r["name"] == "recommendations")["schema"]["fields"]
    names = {f["name"] for f in fields}
    fields = [f for f in fields if not (f["name"].endswith(("_id", "_code")) and f["name"].rsplit("_", 1)[0] in names)]
    first = (
        "in_our_words",
        "made_by",
        "addressed_to",
        "addressee_basis",
        "theme",
        "meeting",
        "date",
        "recommendation_id",
    )
    fields.sort(key=lambda f: first.index(f["name"]) if f["name"] in first else len(first))
    sheet = book["Recommendations"]
    page = sheet.page_setup
    if (page.orientation, int(page.paperSize), int(page.fitToHeight)) != (
        "landscape",
        9,
        0,
    ) or not sheet.sheet_properties.pageSetUpPr.fitToPage:
        yield "the workbook for readers is not printed one page wide on A4"
    if "$A$1:$H$" not in book["Recommendations"].print_area or not book["Recommendations"].row_dimensions[2].height:
        yield "the workbook for readers prints other columns, or has no heights of rows"
    heads, *rows = book["Recommendations"].values
    if list(heads) != [f["title"] for f in fields]:
        yield f"heads are {heads}"
        return
    shown = [f["name"] for f in fields]
    for cells, row in zip(truth.tables["recommendations"], rows, strict=True):
        whole = cells | dict(zip(shown, row))  # in the order of the CSV
        yield from truth.compare("workbook for readers", "recommendations", [whole], [cells])
    explained = list(book["Columns explained"].values)[1:]
    if [(r[0], r[1], r[2]) for r in explained] != [(f["title"], f["name"], f["description"]) for f in fields]:
        yield "the sheet Columns explained is not what the descriptor says"
    if not book["Recommendations"]["A1"].hyperlink:
        yield "the heads lead nowhere"


if __name__ == "__main__":
    main(problems)
