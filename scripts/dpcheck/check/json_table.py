"""Reads tables in JSON: rows that are objects or lists, in a file or in the descriptor. Turns cells into text."""

import json
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from dpcheck.collector import Collector, counted
from dpcheck.read.dialect import Dialect
from dpcheck.read.json_reader import read_json
from dpcheck.read.model import Schema
from dpcheck.read.places import Document, Node
from dpcheck.read.shapes import type_of

PLACED = 20_000_000  # the place of each cell is kept for files up to this size in bytes


@dataclass
class JsonPart:
    """The table in one JSON value. ``rows`` are nodes, or lines that hold one value each."""

    label: str
    rows: list[Node]
    header: list[str]
    has_header: bool
    first: int = 0  # the first row of values
    columns: list[pa.ChunkedArray] = field(default_factory=list)
    sound: bool = True
    doubtful: list[int] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self.rows) - self.first

    size = count

    def place(self, position: int, column: int) -> dict[str, Any]:
        """Path, line, column and row of a cell."""
        row = self.rows[position + self.first]
        key = self.header[column] if isinstance(row.value, dict) else column
        inside = key in row.value if isinstance(row.value, dict) else column < len(row.value)
        return {**(row.at(key) if inside else row).place(), "row": position + 1}

    def header_place(self, column: int) -> dict[str, Any]:
        """Path, line and column of a name."""
        if not self.rows:
            return {"path": self.label, "line": 1, "column": 1}
        row = self.rows[0]
        if isinstance(row.value, dict):
            name = self.header[column] if column < len(self.header) else ""
            return row.at(name).place(key=True) if name in row.value else row.place()
        return (row.at(column) if column < len(row.value) else row).place()


def json_rows(problems: Collector, label: str, data: bytes, lines: bool, dialect: Dialect) -> Node | None:
    """The list of rows in a JSON file, or None if it has no such list."""
    start = {"path": label, "line": 1, "column": 1}
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        problems.add("T001.json", start)
        return None
    if lines:
        values: list[Any] = []
        document = Document(label)
        for n, line in enumerate(text.split("\n"), 1):
            if line.strip():
                reading = read_json(line)
                if reading.faults:
                    f = reading.faults[0]
                    place = {"path": label, "line": n, "column": f.column}
                    problems.add("D001", place, message=f.message, hint=f.hint)
                    return None
                for path, mark in reading.marks.items():
                    document.reading.marks[(len(values), *path)] = mark._replace(line=n, end_line=n)
                values.append(reading.value)
        return Node(document, (), values)
    if len(data) > PLACED:
        try:
            return _inside(Node(Document(label), (), json.loads(text)), dialect)
        except (ValueError, RecursionError):
            pass
    document = Document(label, read_json(text))
    for f in document.reading.faults:
        problems.add("D001", {"path": label, "line": f.line, "column": f.column}, message=f.message, hint=f.hint)
    return _inside(Node(document, (), document.reading.value), dialect) if () in document.reading.marks else None


def _inside(node: Node, dialect: Dialect) -> Node:
    for name in dialect.property.split(".") if dialect.property else ():
        node = node.at(name)
    return node


def json_part(problems: Collector, node: Node, schema: Schema | None, dialect: Dialect) -> JsonPart | None:
    """The table in a list of rows, or None if the list is not a table."""
    rows = node.items()
    bad = next((r for r in rows if not isinstance(r.value, (dict, list))), None)
    mixed = len({type(r.value) for r in rows}) > 1
    if not isinstance(node.value, list) or bad or mixed:
        actual = "rows of both kinds" if mixed and not bad else type_of((bad or node).value)
        problems.add("D004.rows", bad or node, actual=actual)
        return None
    label, names = node.document.path, [f.name for f in schema.fields] if schema else []
    lists = bool(rows) and isinstance(rows[0].value, list)
    has_header = not lists or bool(dialect.header_rows)
    if lists:
        header = [str(v) for v in rows[0].value] if has_header else names or [""] * len(rows[0].value)
    elif dialect.item_keys:
        header = list(dialect.item_keys)
    else:
        present = dict.fromkeys(key for row in rows for key in row.value)
        # The members of objects have no order, so the order of the schema is used.
        header = [n for n in names if n in present] + [k for k in present if k not in names]
    part = JsonPart(label, rows, header, has_header, int(lists and has_header))
    if not part.count:
        problems.add("T012.json", node)
    types = schema.by_name() if schema else {}
    columns: list[list[str]] = [[] for _ in header]
    for n, row in enumerate(rows[part.first :]):
        if lists and len(row.value) != len(header):
            part.doubtful.append(n)
            found, expected = counted(len(row.value), "cell"), counted(len(header), "cell")
            place = row.place() | {"row": n + 1}
            problems.add("T011.row", place, count=found, width=len(header), expected=expected, actual=found)
        for c, name in enumerate(header):
            value = row.value.get(name) if isinstance(row.value, dict) else row.value[c] if c < len(row.value) else None
            f = types.get(name)
            if f and f.type == "string" and isinstance(value, (int, float, dict, list)):
                actual = json.dumps(value, ensure_ascii=False)
                problems.add("V001.no-text", part.place(n, c), field=name, kind=type_of(value), actual=actual)
                value = None
            columns[c].append(_text(value, f.type if f else "any", f.get("decimalChar", ".") if f else "."))
    part.columns = [pa.chunked_array([pa.array(c, pa.string())]) for c in columns]
    for f in types.values():
        f.missing = f.missing if "" in f.missing else (*f.missing, "")  # null is written as an empty text here
    return part


def _text(value: Any, kind: str, point: str) -> str:
    """A value of JSON as it would be written in a cell."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, float) and kind == "integer" and value.is_integer():
        return str(int(value))
    if isinstance(value, list) and kind == "list":
        return ",".join(_text(v, "any", ".") for v in value)
    if isinstance(value, float):
        return str(value).replace(".", point)
    return json.dumps(value, ensure_ascii=False)
