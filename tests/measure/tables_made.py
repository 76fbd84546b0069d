"""Tables made up for measuring: a gigabyte of typed rows, text with many distinct values, tables with a fault.

Each function writes a package of its own into a folder and returns the path of its descriptor; the same each time.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterable
from itertools import islice, product
from pathlib import Path

GIVEN = "Aino Álvaro Amélie Björn Chloé Dörte Edward Fátima Grete Hélène Ivan João Katarzyna Lars Marta Noémi Olga Paul"
FAMILY = (
    "Berg Castro Dupont Eriksen Ferrari García Haugen Ivanova Jansen Kowalska Lindqvist Møller Novák O'Brien Öz Papp"
)
TOPICS = (
    "annual boats, border coastal “open” data fishing guide harbour: ice inland law map notes port report’s safety sea"
)
BLOCK = 50_000  # rows of typed values that are written at once
TYPED = 67  # bytes of such a row, about


def write(folder: Path, tables: dict[str, tuple[list[dict], Iterable[str], dict]]) -> Path:
    """A package of tables: fields, lines with their ends, and what else the schema says."""
    folder.mkdir(parents=True, exist_ok=True)
    resources = []
    for name, (fields, lines, more) in tables.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            file.write(",".join(f["name"] for f in fields) + "\n")
            file.writelines(lines)
        resources.append({"name": name, "path": f"{name}.csv", "schema": {"fields": fields, **more}})
    path = folder / "datapackage.json"
    made = {"$schema": "https://datapackage.org/profiles/2.0/datapackage.json", "name": "made-up"}
    path.write_text(json.dumps(made | {"resources": resources}, indent=1) + "\n", encoding="utf-8")
    return path


def field(name: str, kind: str = "string", format_: str = "default", **constraints: object) -> dict:
    return {"name": name, "type": kind, "format": format_, "constraints": constraints}


TYPED_FIELDS = [
    field("id", "integer", required=True),
    field("day", "date", required=True),
    field("length", "number", minimum=0),
    field("count", "integer", minimum=0, maximum=10_000),
    field("kind", enum=["buoy", "ferry", "lightship", "tug"]),
    field("open", "boolean"),
    field("station", pattern="[a-z]+-[0-9]{4}"),
    field("note"),
]


def _typed_rows(size: int) -> Iterable[str]:
    """Rows of typed values up to so many bytes: every id and a million lengths are distinct, the rest recurs."""
    rng = random.Random(7)
    kinds = TYPED_FIELDS[4]["constraints"]["enum"]
    tails = [
        f"{rng.randint(0, 10_000)},{rng.choice(kinds)},{rng.choice(['true', 'false'])},"
        f"station-{rng.randint(0, 9999):04d},{' '.join(rng.choices(TOPICS.replace(',', '').split(), k=4))}\n"
        for _ in range(BLOCK)
    ]
    days = [f"{y}-{m:02d}-{d:02d}" for y, m, d in product(range(1990, 2020), range(1, 13), range(1, 29))]
    n = 0
    while size > 0:
        block = [f"{k},{days[k % len(days)]},{k * 7919 % 999_983 / 1000:.3f},{tail}" for k, tail in enumerate(tails, n)]
        n += len(block)
        text = "".join(block)
        size -= len(text.encode("utf-8"))
        yield text


def typed(folder: Path, size: int) -> Path:
    """A table of typed values and a primary key, of so many bytes."""
    return write(folder, {"t": (TYPED_FIELDS, _typed_rows(size), {"primaryKey": ["id"]})})


def wordy(folder: Path, rows: int) -> Path:
    """Two tables of text in which nearly every address, title and name is distinct, and a foreign key between them."""
    rng = random.Random(3)
    names = [f"{a} {b}-{c}" for a, b, c in product(GIVEN.split(), FAMILY.split(), FAMILY.split())]
    words = TOPICS.split()
    people = [
        f"p{n:06d},{names[n % len(names)]} {n},person{n}@example.org,https://people.example.org/~p{n}/\n"
        for n in range(rows // 5)
    ]

    def pages() -> Iterable[str]:
        for n in range(rows - len(people)):
            title = " ".join(rng.choices(words, k=rng.randint(3, 9)))
            month, day, hour = rng.randint(1, 12), rng.randint(1, 28), rng.randint(0, 23)
            yield (
                f"https://www{n % 7}.example.org/{GIVEN[n % 3]}/{n:x}/view?lang=en&page={n % 90}#top,"
                f'"{title} {n}",p{rng.randrange(len(people)):06d},'
                f"{rng.randint(1970, 2024)}-{month:02d}-{day:02d},"
                f"2024-{month:02d}-{day:02d}T{hour:02d}:{n % 60:02d}:{n // 60 % 60:02d}Z,"
                f'"{title.title()}; see also https://example.org/{n}"\n'
            )

    person = [field("person_id", required=True), field("name", required=True), field("email", "string", "email")]
    person.append(field("homepage", "string", "uri"))
    page = [field("address", "string", "uri", required=True), field("title", required=True), field("author")]
    page += [field("published", "date"), field("changed", "datetime"), field("abstract")]
    key = {"fields": ["author"], "reference": {"resource": "people", "fields": ["person_id"]}}
    pages_schema = {"primaryKey": ["address"], "foreignKeys": [key]}
    return write(
        folder, {"people": (person, people, {"primaryKey": ["person_id"]}), "pages": (page, pages(), pages_schema)}
    )


def columns(folder: Path, wrong: bool) -> Path:
    """A table of 5,000 columns and 100 rows; in the wrong one every column has another name."""
    fields = [field(f"column_{n:04d}") for n in range(5_000)]
    path = write(folder, {"t": (fields, [",".join(["x"] * 5_000) + "\n"] * 100, {})})
    if wrong:
        header, _, rest = (folder / "t.csv").read_text(encoding="utf-8").partition("\n")
        (folder / "t.csv").write_text(header.replace("column", "colum") + "\n" + rest, encoding="utf-8")
    return path


def codes(folder: Path, wrong: bool) -> Path:
    """A column of 2,000 codes that are allowed, in 300,000 rows; in the wrong one 3,000 values are none of them."""
    allowed = [f"code-{n:05d}" for n in range(2_000)]
    lines = [f"{n},{allowed[n % 2_000]}\n" for n in range(297_000)]
    lines += [f"{n},{f'cod-{n:06d}' if wrong else allowed[n % 2_000]}\n" for n in range(3_000)]
    return write(folder, {"t": ([field("id", "integer"), field("code", enum=allowed)], lines, {})})


def damaged(folder: Path, size: int, change: str = "") -> Path:
    """The table of typed values with one of the CHANGES in the block of lines in the middle."""
    blocks = max(1, size // (BLOCK * TYPED))

    def rows() -> Iterable[str]:
        for n, block in enumerate(islice(_typed_rows(2 * size), blocks)):
            lines = block.splitlines(keepends=True)
            if change and n == blocks // 2:
                CHANGES[change](lines)
            yield "".join(lines)

    return write(folder, {"t": (TYPED_FIELDS, rows(), {"primaryKey": ["id"]})})


def _cells(lines: list[str], change: Callable[[list[str]], object]) -> None:
    cells = lines[100].rstrip("\n").split(",")
    change(cells)
    lines[100] = ",".join(cells) + "\n"


# What is wrong in a table of 200 MB, in words, and the change of its lines.
CHANGES: dict[str, Callable[[list[str]], object]] = {
    "one short row": lambda lines: _cells(lines, lambda cells: cells.pop()),
    "one cell of two lines": lambda lines: _cells(lines, lambda cells: cells.append(f'"{cells.pop()}\nnext"')),
    "an open quotation mark": lambda lines: _cells(lines, lambda cells: cells.append('"' + cells.pop())),
    "a column wrong in every row of a block": lambda lines: lines.__setitem__(
        slice(None), [line.replace("station-", "station ") for line in lines]
    ),
}
