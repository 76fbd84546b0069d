"""Checks one value against its field: every check that needs no other row."""

import operator
import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from dpcheck.collector import excerpt
from dpcheck.problem import ERROR, WARNING, Nearest
from dpcheck.read.model import Field
from dpcheck.values.addresses import STARTS, addresses_in, fault_of_address, runs_script
from dpcheck.values.bad import Bad
from dpcheck.values.characters import look_alike
from dpcheck.values.types import NUMERIC, fits, hashable, parser

CELL_LIMIT = 32_767  # the most characters that a spreadsheet cell can hold
# The comparison that breaks each limit: for one value (or its length), and for whole columns.
LIMITS: dict[str, tuple[Callable[[Any, Any], bool], Callable[..., pa.Array]]] = {
    "minimum": (operator.lt, pc.less),
    "maximum": (operator.gt, pc.greater),
    "exclusiveMinimum": (operator.le, pc.less_equal),
    "exclusiveMaximum": (operator.ge, pc.greater_equal),
    "minLength": (operator.lt, pc.less),
    "maxLength": (operator.gt, pc.greater),
}
_FORMULA = re.compile(r"[=+@\t\r]|-(?![0-9.,]*$)")
_NUMBER_LIKE = re.compile(r"[+-]?\s*[%€$£¥]?\s*[0-9(][0-9 ().,/%€$£¥-]*$|[^\w=@]+$")


def checker(field: Field, key: bool) -> Callable[[str], list[Bad]]:
    """Return a function that reports what is wrong with a value of a field; ``key`` if the field is part of a key."""
    parse = parser(field)
    limits = list(_limits(field))
    lists = [
        (name, values, _listed(values.values()), Nearest(values.values()))
        for name in ("enum", "categories")
        if (values := field.constraints.get(name)) is not None
    ]
    texts = field.type in ("string", "any")
    group = field.get("groupChar") if field.type in NUMERIC else None
    odd_group = (
        re.compile(rf"{re.escape(group)}([0-9]{{1,2}}|[0-9]{{5,}})(?![0-9{re.escape(group)}])") if group else None
    )

    def check(text: str) -> list[Bad]:
        out = list(_hygiene(text, field, texts, key))
        bare = text.strip(" \t\u00a0\r\n")
        padded = bool(bare) and bare != text.strip("\r\n")  # other rules report line ends
        try:
            value = parse(text)
        except Bad as bad:
            if bare and bare != text and fits(field, bare):
                # XML Schema ignores spaces around numbers and dates; values that the descriptor lists must match.
                exact = field.type == "boolean" or field.format not in ("default", "any") or "\u00a0" in text
                out.append(padding(bare, ERROR if exact or texts else WARNING))
                text, padded = bare, False
                value = parse(bare)
            else:
                if bad.code != "V011" or not any(f.code == "V011" for f in out):
                    out.append(bad)
                return out
        if field.type == "number" and not value.is_finite():
            return [*out, Bad("V014.few", WARNING, text=text)]
        if odd_group and odd_group.search(text):
            out.append(Bad("V014.group", WARNING, value=value))
        out += (fault for broken in limits if (fault := broken(value)))
        for _, values, listed, near in lists:
            plain = hashable(value)
            if plain in values:
                continue
            if padded and bare in values:
                out.append(padding(bare, ERROR))
                padded = False
            else:
                out.append(Bad("V004.none", text=text, expected=listed, hint=near.hint(text)))
            break
        if padded:
            out.append(padding(bare, None))
        return out

    return check


def padding(bare: str, level: str | None) -> Bad:
    """The fault of a value with spaces around it."""
    return Bad("V009.padded", level, bare=bare)


def _listed(choices: Iterable[str]) -> str:
    values = list(choices)
    return ", ".join(map(excerpt, values[:12])) + (f" and {len(values) - 12} more" if len(values) > 12 else "")


def _hygiene(text: str, field: Field, texts: bool, key: bool) -> Iterator[Bad]:
    """What is wrong with a text, whatever its field requires."""
    if len(text) > CELL_LIMIT:
        yield Bad("V015.long", count=len(text), most=CELL_LIMIT)
    if not texts:
        return
    if _FORMULA.match(text) and not _NUMBER_LIKE.match(text) and len(text) > 1:
        yield Bad("V010.formula")
    if runs_script(text, prose=True):
        yield Bad("V011.script", ERROR)
    elif field.format != "uri" and STARTS.match(text):
        fault = next((f for part in addresses_in(text) if (f := fault_of_address(part, web=True))), None)
        if fault and (" " not in text or len(text.split()[0]) < 8):  # a text that goes on after the address is prose
            yield Bad("V011.address", fault=fault.message)
    if odd := look_alike(text):
        yield Bad("V016.look-alike", ERROR if key else None, word=odd.word, reason=odd.reason, expected=odd.meant)


def _limits(field: Field) -> Iterator[Callable[[Any], Bad | None]]:
    """One check function for each limit that a field sets."""
    for name in [n for n in LIMITS if n in field.constraints]:
        length, written = "Length" in name, field.node.at("constraints", name).value
        fault = Bad(f"{'V007' if length else 'V006'}.{name}", limit=written)
        yield partial(_limited, field.constraints[name], LIMITS[name][0], length, fault)


def _limited(limit: Any, broken: Callable[[Any, Any], bool], length: bool, fault: Bad, value: Any) -> Bad | None:
    return fault if broken(len(value) if length else value, limit) else None


def canonical(field: Field) -> Callable[[str], str] | None:
    """A function that maps all texts of one value to the same text, for types with several ways to write a value."""
    if field.type not in (*NUMERIC, "boolean", "datetime", "duration"):
        return None
    parse = parser(field)

    def same(text: str) -> str:
        try:
            value = parse(text)
            return str(value.normalize()) if field.type == "number" else str(value)
        except (Bad, ArithmeticError):
            return text

    return same
