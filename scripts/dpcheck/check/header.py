"""Checks the header of a table against the fields of its schema."""

from collections import Counter
from functools import partial
from typing import Any

from dpcheck.collector import Collector, excerpt
from dpcheck.problem import Nearest
from dpcheck.read.model import Field, Schema
from dpcheck.values.types import fits

Match = list[Field | None]
_OPTIONAL = 'If tables may lack it, declare "fieldsMatch": "{}" in the schema.'
_LESS = {"exact": "superset", "equal": "superset", "subset": "partial"}  # the looser match that allows absent columns


def match_headers(problems: Collector, parts: list[Any], schema: Schema, any_case: bool) -> list[Match]:
    """The field of each column of each part; files without a header are like the first."""
    out: list[Match] = []
    for part in parts:
        width = len(part.columns)
        if part.has_header and _is_row(part.header, schema):
            problems.add("H001.no-header", partial(part.header_place, 0), actual=", ".join(part.header))
            out.append(list(schema.fields))
        elif part.has_header:
            out.append(_match(problems, part, schema, any_case))
        elif out and part.header == parts[0].header:
            out.append([*out[0], *[None] * width][:width])
        else:
            out.append(_by_position(problems, part, schema))
    return out


def _is_row(labels: list[str], schema: Schema) -> bool:
    """Whether the row in place of the header has a valid value for each field and no field name."""
    names = {name.lower() for name in schema.by_name()}
    typed = [f.type for f in schema.fields if f.type not in ("string", "any")]
    if len(labels) != len(schema.fields) or not typed or names & {label.strip().lower() for label in labels}:
        return False
    return all(fits(f, label) for f, label in zip(schema.fields, labels))


def _match(problems: Collector, part: Any, schema: Schema, any_case: bool) -> Match:
    fields = schema.by_name()
    labels: list[str] = part.header
    present, counts = set(labels), Counter(labels)
    keys = {f.key: f for f in schema.fields}
    as_often = all(counts[f.name] > 1 for f in schema.fields if f.key != f.name)  # as often as in the schema
    match = schema.match if schema.complete and as_often else "any"
    by_lower = {name.lower(): f for name, f in fields.items()}
    lower = by_lower if len(by_lower) == len(fields) else {}
    used: set[str] = set()
    free = Nearest([name for name in fields if name not in present])
    out: Match = []

    def add(what: str, n: int, **more: Any) -> None:
        problems.add(what, partial(part.header_place, n), **more)

    seen: Counter[str] = Counter()
    for n, label in enumerate(labels):
        seen[label] += 1
        f = fields.get(label) if seen[label] == 1 else keys.get(f"{label} ({seen[label]})")
        alike = lower.get(label.strip().lower())
        if not label.strip():
            add("H005.blank", n)
        elif f is None and counts[label] > 1 and seen[label] > 1:
            add("H004.twice", n, field=label, actual=label)
        elif f is None and alike is not None and alike.name not in present and alike.name not in used:
            f = alike
            if not any_case or label != label.strip():
                actual = repr(label) if label != label.strip() else label
                add("H006.differently", n, label=label, field=f.name, expected=f.name, actual=actual)
        elif f is None and match in ("exact", "equal", "superset"):
            add("H002.extra", n, field=label, actual=label, hint=free.hint(label))
        if f is not None:
            used.add(f.key)
        out.append(f)
    missing = [f for f in schema.fields if f.key not in used]
    if match in ("exact", "equal", "subset"):
        others = Nearest([label for label, f in zip(labels, out) if f is None and label.strip()])
        for f in missing:
            hint = others.hint(f.name) or (None if others.choices else _OPTIONAL.format(_LESS[match]))
            add("H001.missing", 0, field=f.name, expected=f.name, hint=hint)
    elif match == "partial" and not used:
        add("H001.none", 0, expected=excerpt(", ".join(fields), 300))
    order = [f.key for f in out if f]
    right = [f.key for f in schema.fields if f.key in used]
    if match == "exact" and order != right:
        wrong = next(a for a, b in zip(order, right) if a != b)
        column = next(k for k, f in enumerate(out) if f and f.key == wrong)
        expected, found = (excerpt(", ".join(names), 300) for names in (right, order))
        add("H003.order", column, field=wrong, expected=expected, found=found)
    return out


def _by_position(problems: Collector, part: Any, schema: Schema) -> Match:
    width, fields = len(part.columns), schema.fields
    if width != len(fields):
        name = fields[width].name if width < len(fields) else None
        what, place = "H001.by-position" if name else "H002.by-position", {**part.header_place(0), "column": 1}
        expected, actual = f"{len(fields)} columns", f"{width} columns"
        problems.add(what, place, field=name, number=len(fields) + 1, expected=expected, actual=actual)
    return [*fields, *[None] * width][:width]
