"""Properties: what the parts of the validator for any Data Package promise, for anything."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(10**15), 10**15)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
)
JSON = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4), max_leaves=20
)


@given(JSON, st.sampled_from([None, 1, "\t"]), st.booleans())
def test_json_is_read_as_python_reads_it(value: object, indent: int | str | None, escaped: bool) -> None:
    """And the place of every value is where it is written."""
    from dpcheck.read.json_reader import read_json

    text = json.dumps(value, indent=indent, ensure_ascii=escaped)
    reading = read_json(text)
    assert (reading.value, reading.faults) == (value, [])
    lines = text.split("\n")
    for path, mark in reading.marks.items():
        there = value
        for part in path:
            there = there[part]
        written = "\n".join(lines[mark.line - 1 : mark.end_line])[mark.column - 1 :]
        assert json.JSONDecoder().raw_decode(written)[0] == there


@given(st.text(alphabet="{}[]\",:\\ \n0123456789eE+-.truefalsn'a", max_size=40))
def test_what_is_no_json_is_refused_and_never_raises(text: str) -> None:
    from dpcheck.read.json_reader import read_json

    try:
        value = json.loads(text, parse_constant=lambda name: pytest.fail(name), object_pairs_hook=_once)
    except (ValueError, KeyError, OverflowError):
        assert read_json(text).faults
    else:
        reading = read_json(text)
        assert (reading.value, reading.faults) == (value, [])


def _once(pairs: list[tuple]) -> dict:
    if len({k for k, _ in pairs}) < len(pairs):
        raise KeyError("a key twice")
    return dict(pairs)


CELL = st.text(alphabet='ab ,;"\n\r\té#', max_size=6)


@given(
    st.integers(1, 4).flatmap(
        lambda width: st.lists(st.lists(CELL, min_size=width, max_size=width), min_size=1, max_size=6)
    ),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["\n", "\r\n"]),
)
def test_tables_are_read_as_python_reads_them(rows: list[list[str]], delimiter: str, end: str) -> None:
    """Cells, and the place of each of them, whichever way the table is read."""
    import csv
    import io

    from dpcheck.check.grid import read_part
    from dpcheck.check.text import Text
    from dpcheck.collector import Collector
    from dpcheck.read.dialect import Dialect

    out = io.StringIO(newline="")
    quoting = (
        csv.QUOTE_ALL if any("\r" in cell for row in rows for cell in row) else csv.QUOTE_MINIMAL
    )  # which forgets CR
    csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=quoting).writerows(
        [[f"c{n}" for n in range(len(rows[0]))], *rows]
    )
    found, text = Collector(), Text("t.csv", out.getvalue().encode("utf-8"))
    part = read_part(found, text, Dialect(delimiter=delimiter), [], None)
    assert "T008" not in found and "T011" not in found and part.sound
    blank = {n for n, row in enumerate(rows) if not any(row) and len(row) > 1}
    assert part.count == len(rows) and {f.row - 1 for f in found["T010"]} == blank
    columns = [c.to_pylist() for c in part.columns]
    for n, row in enumerate(rows):
        if n in blank:
            continue
        assert [c[n] for c in columns] == row
        for column, cell in enumerate(row):
            place = part.place(n, column)
            assert place["row"] == n + 1
            rest = text.data[text.start(place["line"]) :].decode("utf-8")[place["column"] - 1 :]
            written = next(csv.reader(io.StringIO(rest, newline=""), delimiter=delimiter), None) or [""]
            assert written[0] == cell


# What a closer look looks for: begins of formulas, scripts and addresses, white space, letters of two scripts.
PIECES = st.sampled_from(
    [
        "=",
        "-",
        "@",
        " ",
        "\u00a0",
        "\n",
        "a",
        "A",
        "é",
        "с",
        "о",
        "Ω",
        "z1",
        ",",
        ";",
        ":",
        "//",
        ".",
        "/",
        "%41",
        "?",
        "#",
    ]
    + [
        "http://",
        "https:",
        "ftp://",
        "HTTP",
        "javascript:",
        "j a v",
        "vb\u00a0script:",
        "data:text/html,1",
        "javascript:x(1)",
        "x(1)",
    ]
    + ["example.org", "me@example.org", "-5", "10,20", "07:30:00", "T", "Z", "2024-02-28", "2024-02-30", "24:00:00"]
)


@given(
    st.lists(
        st.text(max_size=8)
        | st.from_regex(r"-?[0-9]{1,6}(\.[0-9]{1,3})?", fullmatch=True)
        | st.dates().map(str)
        | st.lists(PIECES, max_size=5).map("".join)
        | st.uuids().map(str),
        min_size=1,
        max_size=20,
        unique=True,
    ),
    st.sampled_from(
        [
            ("string", {}),
            ("any", {}),
            ("string", {"enum": ["a", "example.org", "-5"]}),
            *(("string", {"format": kind}) for kind in ("uri", "email", "uuid", "binary")),
            ("geopoint", {}),
            ("time", {}),
            ("datetime", {}),
            ("datetime", {"maximum": "2024-01-01T00:00:00Z"}),
            ("integer", {"maximum": "1000000000000000000000"}),
            ("string", {"minLength": 2, "maxLength": 5}),
            ("integer", {"minimum": "5"}),
            ("number", {"maximum": "7.5"}),
            ("number", {"exclusiveMinimum": "0"}),
            ("date", {"minimum": "1950-01-01"}),
            ("date", {}),
        ]
    ),
)
def test_what_whole_columns_let_pass_is_sound(values: list[str], kind: tuple) -> None:
    """Arrow only sorts out what has to be looked at: it may pass nothing that a closer look would not."""
    import pyarrow as pa

    from dpcheck.check import columns
    from dpcheck.check.cells import checker
    from dpcheck.read.model import Field
    from dpcheck.read.places import Document, Node
    from dpcheck.values.types import parser

    name, limits = kind[0], dict(kind[1])
    field = Field("f", Node(Document("d"), (), {}), name, limits.pop("format", "default"), {}, ())
    field.constraints = {
        k: v if isinstance(v, int) else dict(zip(v, v)) if k == "enum" else parser(field)(v) for k, v in limits.items()
    }
    check = checker(field, False)
    few, columns.FEW = columns.FEW, 0
    try:
        looked_at = set(columns.suspects(field, pa.array(values, pa.string())).to_pylist())
    finally:
        columns.FEW = few
    assert [v for v in values if v not in looked_at and check(v)] == []
