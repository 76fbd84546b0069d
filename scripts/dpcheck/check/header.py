"""The header of a table against the fields of its schema."""

from __future__ import annotations

from collections import Counter
from typing import Any

from dpcheck.collector import Collector, excerpt
from dpcheck.problem import Nearest
from dpcheck.read.model import Field, Schema

Match = list[Field | None]


def match_headers(problems: Collector, parts: list[Any], schema: Schema, any_case: bool) -> list[Match]:
    """The field of each column of each part; files without a header are like the first."""
    out: list[Match] = []
    for part in parts:
        width = len(part.columns)
        if part.has_header:
            out.append(_match(problems, part, schema, any_case))
        elif out and part.header == parts[0].header:
            out.append([*out[0], *[None] * width][:width])
        else:
            out.append(_by_position(problems, part, schema))
    return out


def _match(problems: Collector, part: Any, schema: Schema, any_case: bool) -> Match:
    fields = schema.by_name()
    labels: list[str] = part.header
    present, counts = set(labels), Counter(labels)
    keys = {f.key: f for f in schema.fields}
    as_often = all(counts[f.name] > 1 for f in schema.fields if f.key != f.name)  # as the schema has the name
    match = schema.match if schema.complete and as_often else "any"
    by_lower = {name.lower(): f for name, f in fields.items()}
    lower = by_lower if len(by_lower) == len(fields) else {}
    used: set[str] = set()
    free = Nearest([name for name in fields if name not in present])
    out: Match = []

    def add(code: str, message: str, n: int, **more: Any) -> None:
        problems.add(code, message, lambda: part.header_place(n), **more)

    seen: Counter[str] = Counter()
    for n, label in enumerate(labels):
        seen[label] += 1
        f = fields.get(label) if seen[label] == 1 else keys.get(f"{label} ({seen[label]})")
        alike = lower.get(label.strip().lower())
        if not label.strip():
            add("H005", "A column has no name.", n, hint="Give it the name of its field.")
        elif f is None and counts[label] > 1 and seen[label] > 1:
            add("H004", f"Two columns are called {excerpt(label)}.", n, field=label, actual=excerpt(label))
        elif f is None and alike is not None and alike.name not in present and alike.name not in used:
            f = alike
            if not any_case or label != label.strip():
                add(
                    "H006",
                    f"The column '{excerpt(label)}' is the field '{f.name}', written differently.",
                    n,
                    field=f.name,
                    expected=f.name,
                    actual=repr(label) if label != label.strip() else excerpt(label),
                    hint=f"Write {f.name}.",
                )
        elif f is None and match in ("exact", "equal", "superset"):
            add(
                "H002",
                f"The schema has no field for the column {excerpt(label)}.",
                n,
                field=label,
                actual=excerpt(label),
                hint=free.hint(label),
            )
        if f is not None:
            used.add(f.key)
        out.append(f)
    missing = [f for f in schema.fields if f.key not in used]
    if match in ("exact", "equal", "subset"):
        others = Nearest([label for label, f in zip(labels, out) if f is None and label.strip()])
        for f in missing:
            add(
                "H001",
                f"The table has no column {excerpt(f.name)}.",
                0,
                field=f.name,
                expected=f.name,
                hint=others.hint(f.name),
            )
    elif match == "partial" and not used:
        add("H001", "The table has no column of the schema.", 0, expected=excerpt(", ".join(fields), 300))
    order = [f.key for f in out if f]
    right = [f.key for f in schema.fields if f.key in used]
    if match == "exact" and order != right:
        wrong = next(a for a, b in zip(order, right) if a != b)
        add(
            "H003",
            f"The columns are not in the order of the schema, from {excerpt(wrong)} on.",
            next(k for k, f in enumerate(out) if f and f.key == wrong),
            field=wrong,
            expected=excerpt(", ".join(right), 300),
            actual=excerpt(", ".join(order), 300),
        )
    return out


def _by_position(problems: Collector, part: Any, schema: Schema) -> Match:
    width, fields = len(part.columns), schema.fields
    if width != len(fields):
        few = width < len(fields)
        name = fields[width].name if few else ""
        problems.add(
            "H001" if few else "H002",
            f"The table has no column {name}." if few else f"The schema has no field for column {len(fields) + 1}.",
            {**part.header_place(0), "column": 1},
            field=name or None,
            expected=f"{len(fields)} columns",
            actual=f"{width} columns",
        )
    return [*fields, *[None] * width][:width]
