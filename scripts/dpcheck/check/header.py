"""The header of a table against the fields of its schema."""

from __future__ import annotations

from collections import Counter

from dpcheck.collector import Found, shown
from dpcheck.problem import nearest
from dpcheck.read.model import Field, Schema

from .grid import Part


def match_header(found: Found, part: Part, schema: Schema) -> list[Field | None]:
    """The field of each column, by name; None where a column has none."""
    fields = schema.by_name()
    if not part.dialect.header_rows:
        return _by_position(found, part, schema)
    match = schema.match if schema.complete else "any"
    labels, used, path = part.header, set(), part.text.file.shown

    def at(n: int) -> tuple:
        start = part.header_starts[n] if n < len(part.header_starts) else 0
        return path, *part.text.place(start)

    out: list[Field | None] = []
    lower = (
        {} if len({name.lower() for name in fields}) < len(fields) else {name.lower(): f for name, f in fields.items()}
    )
    twice = {label for label, n in Counter(labels).items() if n > 1}
    for n, label in enumerate(labels):
        f = fields.get(label)
        alike = lower.get(label.strip().lower())
        if not label.strip():
            found.add(
                "H005", "A column has no name.", *at(n), hint="Give it the name of its field, or take the column away."
            )
        elif f is not None and label in used:
            found.add("H004", f"Two columns are called {shown(label)}.", *at(n), field=label, actual=shown(label))
            f = None
        elif f is None and label in twice and labels.index(label) < n:
            found.add("H004", f"Two columns are called {shown(label)}.", *at(n), field=label, actual=shown(label))
        elif f is None and alike is not None and alike.name not in labels and alike.name not in used:
            f = alike
            if not part.dialect.any_case or label != label.strip():
                found.add(
                    "H006",
                    f"The column {shown(label)} is the field {f.name}, written differently.",
                    *at(n),
                    field=f.name,
                    expected=f.name,
                    actual=shown(label),
                    hint=f"Write {f.name}.",
                )
        elif f is None and match in ("exact", "equal", "superset"):
            free = [name for name in fields if name not in labels]
            found.add(
                "H002",
                f"The schema has no field for the column {shown(label)}.",
                *at(n),
                field=label,
                actual=shown(label),
                hint=nearest(label, free),
            )
        if f is not None:
            used.add(f.name)
        out.append(f)
    missing = [name for name in fields if name not in used]
    if match in ("exact", "equal", "subset"):
        for name in missing:
            found.add(
                "H001",
                f"The table has no column {name}.",
                *at(0),
                field=name,
                expected=name,
                hint=nearest(name, [label for label, f in zip(labels, out) if f is None and label.strip()]),
            )
    elif match == "partial" and not used:
        found.add("H001", "The table has no column of the schema.", *at(0), expected=", ".join(fields))
    if match == "exact":
        order = [f.name for f in out if f]
        right = [name for name in fields if name in used]
        if order != right:
            n = next(k for k, (a, b) in enumerate(zip(order, right)) if a != b)
            column = next(k for k, f in enumerate(out) if f and f.name == order[n])
            found.add(
                "H003",
                f"The columns are not in the order of the schema, from {shown(order[n])} on.",
                *at(column),
                field=order[n],
                expected=", ".join(right),
                actual=", ".join(order),
            )
    return out


def _by_position(found: Found, part: Part, schema: Schema) -> list[Field | None]:
    width = len(part.columns)
    if width < len(schema.fields):
        name = schema.fields[width].name
        found.add(
            "H001",
            f"The table has no column {name}.",
            part.text.file.shown,
            1,
            1,
            field=name,
            expected=f"{len(schema.fields)} columns",
            actual=f"{width} columns",
        )
    elif width > len(schema.fields):
        found.add(
            "H002",
            f"The schema has no field for column {len(schema.fields) + 1}.",
            part.text.file.shown,
            1,
            1,
            expected=f"{len(schema.fields)} columns",
            actual=f"{width} columns",
        )
    return [*schema.fields, *[None] * width][:width]
