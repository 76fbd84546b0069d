"""The types and formats of Table Schema: parses texts into values, or raises the reason why not."""

import base64
import binascii
import re
from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import Any

from dpcheck.read.model import Field
from dpcheck.wordlists import load

from . import geo, temporal
from .addresses import fault_of_address
from .bad import NUMBER, Bad, from_json, unusual
from .edtf import is_edtf

_TYPES = load(__file__, "types.yaml")
FORMATS: dict[str, list[str] | None] = _TYPES["formats"]  # None: any text is a format
OTHER_TYPES: dict[str, str] = {alias: right for right, listed in _TYPES["aliases"].items() for alias in listed}
ITEM_TYPES = ("string", "integer", "boolean", "number", "datetime", "date", "time")
NUMERIC = ("integer", "number", "year")
ORDERED = (*NUMERIC, "date", "time", "datetime", "yearmonth", "duration")

_INTEGER = re.compile(r"[+-]?[0-9]+")
_EMAIL = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]{0,62})(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}))+"
)
_UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def parser(field: Field) -> Callable[[str], Any]:
    """A function from text to value that raises :class:`Bad`; the values of ordered types can be compared."""
    return _PARSERS.get(field.type, _string)(field)


def hashable(value: Any) -> Any:
    """A value that can be hashed: lists and objects become texts."""
    return repr(value) if isinstance(value, (dict, list)) else value


def fits(field: Field, text: str) -> bool:
    """Whether a text is a value of a field."""
    try:
        parser(field)(text)
    except Bad:
        return False
    return True


def _string(field: Field) -> Callable[[str], Any]:
    if "edtf" in str(field.get("rdfType", "")).lower():
        return _edtf
    return _FORMATS.get(field.format, str)


def _edtf(text: str) -> str:
    if not is_edtf(text):
        raise Bad("V013.edtf")
    return text


def _uri(text: str) -> str:
    fault = fault_of_address(text)
    if fault:
        raise Bad("V011.address" if fault.script else "V002.address", fault=fault.message)
    return text


def _binary(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise Bad("V002.binary") from None


def _matching(pattern: re.Pattern[str], what: str, text: str) -> str:
    if not pattern.fullmatch(text):
        raise Bad(what)
    return text


def _numeric(field: Field) -> Callable[[str], Any]:
    whole = field.type == "integer"
    pattern, expected = (_INTEGER, "a whole number") if whole else (NUMBER, "a number")
    make: Callable[[str], Any] = int if whole else Decimal
    point, group = field.get("decimalChar") or ".", field.get("groupChar") or ""
    bare = field.get("bareNumber", True)
    grouped = re.compile(rf"[0-9]+(?:{re.escape(group)}[0-9]+)+(?![0-9])")
    core = re.compile(rf"[+-]?(?:[0-9]|{re.escape(point)}[0-9]).*[0-9]|[+-]?[0-9]|-?INF|NAN", re.IGNORECASE | re.DOTALL)

    def parse(text: str) -> Any:
        plain = text
        if not bare and (inner := core.search(text)):
            plain = inner[0]
        if not whole and plain.upper() in ("NAN", "INF", "-INF"):
            return Decimal(plain)
        if group and group in plain:
            plain = grouped.sub(lambda m: m[0].replace(group, ""), plain, count=1)
        if point != "." and not whole:
            plain = "no" if "." in plain else plain.replace(point, ".")
        if not pattern.fullmatch(plain) or len(plain) > 400:
            hint = None
            if bare and re.fullmatch(r"[^0-9+-]*[0-9][0-9.,]*[^0-9]*", text) and text != plain.strip():
                hint = (
                    'If commas group the digits, declare "groupChar": "," in the field.'
                    if re.fullmatch(r"[+-]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?", text.strip())
                    else "Write the number alone, or set bareNumber to false."
                )
            due = expected + (f" with the decimal character {point}" if point != "." else "")
            raise unusual(text, pattern, expected) or Bad("V001.number", kind=expected, expected=due, hint=hint)
        return make(plain)

    return parse


def _boolean(field: Field) -> Callable[[str], Any]:
    true, false = (
        field.get("trueValues", ["true", "True", "TRUE", "1"]),
        field.get("falseValues", ["false", "False", "FALSE", "0"]),
    )
    values = {str(v): False for v in false} | {str(v): True for v in true}

    def parse(text: str) -> bool:
        if text not in values:
            hint = next((f"Write {v}." for v in values if v.lower() == text.strip().lower()), None)
            expected = f"{', '.join(map(str, true))} or {', '.join(map(str, false))}"
            raise Bad("V001.boolean", expected=expected, hint=hint)
        return values[text]

    return parse


def _list(field: Field) -> Callable[[str], Any]:
    delimiter = field.get("delimiter") or ","
    kind = field.get("itemType", "string")
    item = parser(Field(field.name, field.node, kind, "default", {}, ())) if kind in ITEM_TYPES else str

    def parse(text: str) -> list[Any]:
        try:
            return [item(part if kind == "string" else part.strip(" ")) for part in text.split(delimiter)]
        except Bad as error:
            error.values["inside"] = "An entry of this list is wrong: "
            raise

    return parse


def _always(parse: Callable[[str], Any]) -> Callable[[Field], Callable[[str], Any]]:
    return lambda field: parse


_FORMATS: dict[str, Callable[[str], Any]] = {
    "email": partial(_matching, _EMAIL, "V002.email"),
    "uuid": partial(_matching, _UUID, "V002.uuid"),
    "uri": _uri,
    "binary": _binary,
}
_PARSERS: dict[str, Callable[[Field], Callable[[str], Any]]] = {
    "string": _string,
    "number": _numeric,
    "integer": _numeric,
    "boolean": _boolean,
    "date": temporal.date,
    "time": temporal.time,
    "datetime": temporal.date_time,
    "year": _always(temporal.year),
    "yearmonth": _always(temporal.year_month),
    "duration": _always(temporal.duration),
    "list": _list,
    "geopoint": lambda field: geo.point(field.format),
    "geojson": lambda field: geo.geojson(field.format),
    "any": _always(str),
    "object": _always(partial(from_json, kind=dict, expected="object")),
    "array": _always(partial(from_json, kind=list, expected="array")),
}
