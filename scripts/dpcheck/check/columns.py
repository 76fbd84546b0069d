"""Whole columns at once: each distinct value is looked at once, and only what is wrong is looked for in the rows."""

from __future__ import annotations

import datetime

import pyarrow as pa
import pyarrow.compute as pc

from dpcheck.read.model import Field
from dpcheck.values.patterns import whole

from .cells import CELL_LIMIT, CellFault, checker

FEW = 500  # distinct values that are simply all looked at
# What nothing can be wrong with whatever the limits are; everything else is looked at. Look-alikes need letters of
# other scripts, addresses and scripts a colon, formulas and padding the first or last character.
_LETTER = r"\p{Latin}"
_MIDDLE = rf"0-9{_LETTER} !\"#$%&'()*+,./;<=>?@\[\]\\^_`{{|}}~\-–—‘’“”„«»…·°§€£½¼¾\n"
CLEAN = {
    "string": rf"\A[0-9{_LETTER}\"#$%&'(,./;<>?\[_“‘«„][{_MIDDLE}]*[0-9{_LETTER}!\"#$%&'()*+,./;<=>?@\]_}}~’”»…–—-]\z|\A[0-9A-Za-z]?\z",
    "integer": r"\A-?(?:0|[1-9][0-9]{0,17})\z",
    "number": r"\A-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,15})?\z",
    "date": r"\A(?:1[0-9]|20)[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])\z",
}


def regular(field: Field) -> str | None:
    """The kind of values that Arrow can judge by itself, or None."""
    plain = (
        field.format == "default"
        and not any(field.get(k) for k in ("groupChar", "rdfType"))
        and field.get("decimalChar", ".") == "."
    )
    return field.type if plain and field.type in CLEAN else None


def faults_of(field: Field, distinct: pa.Array, key: bool) -> dict[str, list[CellFault]]:
    """What is wrong with each of the distinct values of a column, none of which is a missing one."""
    out: dict[str, list[CellFault]] = {}
    check = checker(field, key)
    for text in suspects(field, distinct).to_pylist():
        faults = check(text)
        if faults:
            out[text] = faults
    if field.pattern is not None:
        wrong = distinct.filter(pc.invert(pc.match_substring_regex(distinct, whole(field.pattern))))
        for text in wrong.to_pylist():
            if not any(f.code in ("V001", "V009") for f in out.get(text, ())):
                out.setdefault(text, []).append(
                    CellFault("V005", "This does not match the pattern of its field, as a whole.", field.pattern)
                )
    return out


def suspects(field: Field, distinct: pa.Array) -> pa.Array:
    """The values that have to be looked at one by one."""
    kind = regular(field)
    if len(distinct) <= FEW or kind is None:
        return distinct
    clean = pc.match_substring_regex(distinct, CLEAN[kind])
    sure = distinct.filter(clean)
    if not _within(field, kind, sure):
        return distinct
    return distinct.filter(pc.invert(clean))


def _within(field: Field, kind: str, values: pa.Array) -> bool:
    """Whether all values, which are of the right type, keep the limits of the field."""
    c = field.constraints
    if len(values) == 0:
        return True
    if "enum" in c or "categories" in c:
        return False
    if kind == "string":
        lengths = pc.min_max(pc.utf8_length(values)).as_py()
        return lengths["max"] <= min(c.get("maxLength", CELL_LIMIT), CELL_LIMIT) and lengths["min"] >= c.get(
            "minLength", 0
        )
    if not any(name in c for name in ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")):
        return True
    ends = pc.min_max(values.cast({"integer": pa.int64(), "number": pa.float64(), "date": pa.date32()}[kind])).as_py()
    limit = {
        name: c[name] if isinstance(c[name], (int, datetime.date)) else float(c[name])
        for name in c
        if name.endswith(("imum", "inimum", "aximum"))
    }
    low, high = (
        ends["min"],
        ends["max"],
    )  # a number that is on a limit is looked at: a float may not be the decimal that is written
    edge = (lambda a, b: a < b) if kind == "number" else (lambda a, b: a <= b)
    return (
        ("minimum" not in limit or edge(limit["minimum"], low))
        and ("maximum" not in limit or edge(high, limit["maximum"]))
        and ("exclusiveMinimum" not in limit or limit["exclusiveMinimum"] < low)
        and ("exclusiveMaximum" not in limit or high < limit["exclusiveMaximum"])
    )
