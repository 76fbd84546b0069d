"""Checks whole columns: each distinct value is checked once, and rows are searched only for faulty values."""

from collections.abc import Callable, Iterator

import pyarrow as pa
import pyarrow.compute as pc

from dpcheck import values
from dpcheck.problem import ERROR
from dpcheck.read.model import Field
from dpcheck.values.bad import Bad
from dpcheck.values.characters import ALIKE
from dpcheck.values.patterns import whole
from dpcheck.wordlists import load

from .cells import CELL_LIMIT, LIMITS, checker, padding

DETAIL = 5_000  # distinct values whose faults are reported one by one
MOST = 10**18  # larger than any plain whole number
FEW = 500  # up to this many distinct values, all are checked one by one
_TOLD = load(values.__file__, "plain.yaml")
PLAIN, SHAPES = _TOLD["plain"], _TOLD["shapes"]
SUSPECT = _TOLD["suspect"].replace("LETTERS", "".join(ALIKE))


def regular(field: Field) -> str | None:
    """The kind of values, if Arrow can check it by itself, else None."""
    if any(field.get(k) for k in ("groupChar", "rdfType")) or field.get("decimalChar", ".") != ".":
        return None
    if field.type in ("string", "any"):
        return {"default": "string", "binary": None}.get(field.format, field.format)
    return field.type if field.format == "default" and field.type in PLAIN else None


def faults_of(field: Field, distinct: pa.Array, key: bool) -> tuple[dict[str, list[Bad]], dict[str, pa.Array]]:
    """What is wrong with each distinct value of a column; missing values must be left out.

    Of very many faulty values only the first are described one by one; the rest are grouped by the rule they break.
    """
    out: dict[str, list[Bad]] = {}
    many: dict[str, pa.Array] = {}
    check = checker(field, key)
    left = suspects(field, distinct)
    for n, text in enumerate(_texts(left)):
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
            if fits:  # only the spaces around it break the pattern: reported once
                faults[:] = [f for f in faults if f.code != "V009"]
                faults.append(padding(text.strip(), ERROR))
            elif not any(f.code == "V001" for f in faults):
                faults.append(Bad("V005.pattern", expected=field.pattern))
    return out, many


def _texts(values: pa.Array) -> Iterator[str]:
    """The texts of an array, in batches."""
    for at in range(0, len(values), DETAIL):
        yield from values.slice(at, DETAIL).to_pylist()


def _bulk(field: Field) -> tuple[str, Callable[[pa.Array], pa.Array]] | None:
    """A rule that whole arrays can be checked against, and its check; other rules may apply to values that pass."""
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
    """The values that must be checked one by one."""
    kind = regular(field)
    if len(distinct) <= FEW or kind is None:
        return distinct
    plain = pc.match_substring_regex(distinct, SUSPECT if kind == "string" else PLAIN[kind])
    if kind == "string":  # most need no more checks; of the others, addresses are plain
        odd = distinct.filter(plain)
        sure = distinct.filter(pc.invert(plain))
        plain = pc.match_substring_regex(odd, PLAIN[kind])
        left, sure = odd.filter(pc.invert(plain)), pa.concat_arrays([sure, odd.filter(plain)])
    else:
        left, sure = distinct.filter(pc.invert(plain)), distinct.filter(plain)
    return pa.concat_arrays([left, *(sure.filter(m) for m in [_beyond(field, kind, sure)] if m is not None)])


def _beyond(field: Field, kind: str, values: pa.Array) -> pa.Array | None:
    """A mask of the values (all of the right type) that may break a limit of the field; None if no value can."""
    out = pc.greater(pc.utf8_length(values), CELL_LIMIT) if kind == "string" else None
    for name, limit in field.constraints.items():
        if name in ("enum", "categories"):
            beyond = pc.invert(pc.is_in(values, value_set=pa.array(list(limit.values()), pa.string())))
        elif name not in LIMITS:
            continue
        elif "Length" in name:
            beyond = LIMITS[name][1](pc.utf8_length(values), limit)
        elif kind == "integer":
            beyond = LIMITS[name][1](values.cast(pa.int64()), max(-MOST, min(limit, MOST)))
        elif kind == "date":
            beyond = LIMITS[name][1](values.cast(pa.date32()), limit)
        elif kind == "number":  # a value equal to a limit is checked again: a float may differ from what is written
            strict = LIMITS["exclusive" + name.removeprefix("exclusive").capitalize()][1]
            beyond = strict(values.cast(pa.float64()), float(limit))
        else:
            return pa.repeat(True, len(values))
        out = beyond if out is None else pc.or_(out, beyond)
    return out
