"""Whole columns at once: each distinct value is looked at once, and only what is wrong is looked for in the rows."""

import datetime
from collections.abc import Callable, Iterator

import pyarrow as pa
import pyarrow.compute as pc

from dpcheck.problem import ERROR
from dpcheck.read.model import Field
from dpcheck.values.bad import Bad
from dpcheck.values.patterns import whole

from .cells import CELL_LIMIT, LIMITS, checker, padding

DETAIL = 5_000  # distinct values whose faults are told one by one
FEW = 500  # distinct values that are simply all looked at
# What nothing can be wrong with whatever the limits are; everything else is looked at. Look-alikes need letters of
# other scripts, addresses and scripts a colon, formulas and padding the first or last character.
_LETTER = r"\p{Latin}"
_MIDDLE = rf"0-9{_LETTER} !\"#$%&'()*+,./;<=>?@\[\]\\^_`{{|}}~\-–—‘’“”„«»…·°§€£½¼¾\n"
_ADDRESS = (
    r"\A(?:https?|ftp)://(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}(?::[0-9]{1,4})?"
    r"(?:[/?#](?:[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*)?"
)
CLEAN = {
    "string": rf"\A[0-9{_LETTER}\"#$%&'(,./;<>?\[_“‘«„][{_MIDDLE}]*[0-9{_LETTER}!\"#$%&"
    rf"'()*+,./;<=>?@\]_}}~’”»…–—-]\z|\A[0-9A-Za-z]?\z|{_ADDRESS}\z",
    "uri": rf"{_ADDRESS}\z",
    "integer": r"\A-?(?:0|[1-9][0-9]{0,17})\z",
    "number": r"\A-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,15})?\z",
    "date": r"\A(?:1[0-9]|20)[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])\z",
}
# What a value of a type looks like at all.
SHAPES = {
    "integer": r"\A[+-]?[0-9]+\z",
    "number": r"\A(?:[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|(?i:nan|-?inf))\z",
    "date": r"\A[0-9]{4}-[0-9]{2}-[0-9]{2}\z",
}


def regular(field: Field) -> str | None:
    """The kind of values that Arrow can judge by itself, or None."""
    plain = not any(field.get(k) for k in ("groupChar", "rdfType")) and field.get("decimalChar", ".") == "."
    if field.type == "string" and field.format == "uri" and plain:
        return "uri"
    return field.type if plain and field.format == "default" and field.type in CLEAN else None


def faults_of(field: Field, distinct: pa.Array, key: bool) -> tuple[dict[str, list[Bad]], dict[str, pa.Array]]:
    """What is wrong with each of the distinct values of a column, none of which is a missing one.

    Of very many the first are looked at one by one; the others are given by the code of the rule that they break.
    """
    out: dict[str, list[Bad]] = {}
    many: dict[str, pa.Array] = {}
    check = checker(field, key)
    left = suspects(field, distinct)
    for n, text in enumerate(left.to_pylist() if len(left) <= 2 * DETAIL else _texts(left)):
        if len(out) >= DETAIL and (bulk := _bulk(field)):
            rest = left.slice(n)
            sound = bulk[1](rest)
            many[bulk[0]] = rest.filter(pc.invert(sound))
            out |= {t: f for t in rest.filter(sound).to_pylist() if (f := check(t))}
            break
        if faults := check(text):
            out[text] = faults
    if field.pattern is not None:
        wrong = distinct.filter(pc.invert(pc.match_substring_regex(distinct, whole(field.pattern))))
        if len(wrong) > DETAIL:
            many["V005"], wrong = wrong.slice(DETAIL), wrong.slice(0, DETAIL)
        inner = pc.match_substring_regex(pc.utf8_trim_whitespace(wrong), whole(field.pattern)).to_pylist()
        for text, fits in zip(wrong.to_pylist(), inner):
            faults = out.setdefault(text, [])
            if fits:  # only the spaces around it break the pattern: said once
                faults[:] = [f for f in faults if f.code != "V009"]
                faults.append(padding(text.strip(), ERROR))
            elif not any(f.code == "V001" for f in faults):
                faults.append(Bad("V005.pattern", expected=field.pattern))
    return out, many


def _texts(values: pa.Array) -> Iterator[str]:
    """The texts of an array, a part at a time."""
    for at in range(0, len(values), DETAIL):
        yield from values.slice(at, DETAIL).to_pylist()


def _bulk(field: Field) -> tuple[str, Callable[[pa.Array], pa.Array]] | None:
    """A rule that whole arrays can be checked against, with the check; for what it lets pass others may apply."""
    kind = regular(field)
    if kind in SHAPES:
        return "V001", lambda values: pc.match_substring_regex(values, SHAPES[kind])
    listed = field.constraints.get("enum", field.constraints.get("categories"))
    if field.type == "string" and field.format == "default" and listed is not None:
        return "V004", lambda values: pc.is_in(
            pc.utf8_trim_whitespace(values), value_set=pa.array(list(listed.values()), pa.string())
        )
    return None


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
    if kind in ("string", "uri"):
        lengths = pc.min_max(pc.utf8_length(values)).as_py()
        longest = min(c.get("maxLength", CELL_LIMIT), CELL_LIMIT)
        return bool(lengths["max"] <= longest and lengths["min"] >= c.get("minLength", 0))
    bounds = [name for name in c if name.endswith("imum")]
    if not bounds:
        return True
    ends = pc.min_max(values.cast({"integer": pa.int64(), "number": pa.float64(), "date": pa.date32()}[kind])).as_py()
    for name in bounds:
        limit = c[name] if isinstance(c[name], (int, datetime.date)) else float(c[name])
        end = ends["min" if name.lower().endswith("minimum") else "max"]
        # A number that is on a limit is looked at: a float may not be the decimal that is written.
        if LIMITS[name](end, limit) or (kind == "number" and end == limit):
            return False
    return True
