"""The types and formats of Table Schema: text to values, or why not."""

from __future__ import annotations

import base64
import binascii
import datetime
import json
import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import Any

from dpcheck.read.model import Field

from .addresses import fault_of_address
from .edtf import is_edtf

FORMATS: dict[str, tuple[str, ...] | None] = {  # None: any text is a format
    "string": ("default", "email", "uri", "binary", "uuid"),
    "number": ("default",),
    "integer": ("default",),
    "boolean": ("default",),
    "date": None,
    "time": None,
    "datetime": None,
    "year": ("default",),
    "yearmonth": ("default",),
    "duration": ("default",),
    "object": ("default",),
    "array": ("default",),
    "list": ("default",),
    "geopoint": ("default", "array", "object"),
    "geojson": ("default", "topojson"),
    "any": ("default",),
}
ITEM_TYPES = ("string", "integer", "boolean", "number", "datetime", "date", "time")
NUMERIC = ("integer", "number", "year")
ORDERED = (*NUMERIC, "date", "time", "datetime", "yearmonth", "duration")

_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_INTEGER = re.compile(r"[+-]?[0-9]+")
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_TIME = re.compile(r"([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.[0-9]+)?(Z|[+-][0-9]{2}:?[0-9]{2})?")
_YEAR_MONTH = re.compile(r"(-?[0-9]{4,9})-(0[1-9]|1[0-2])(?:Z|[+-][0-9]{2}:[0-9]{2})?")
_DURATION = re.compile(
    r"(-)?P(?=[0-9T])(?:([0-9]+)Y)?(?:([0-9]+)M)?(?:([0-9]+)W)?(?:([0-9]+)D)?"
    r"(?:T(?=[0-9])(?:([0-9]+)H)?(?:([0-9]+)M)?(?:([0-9]+(?:\.[0-9]+)?)S)?)?"
)
_EMAIL = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]{0,62})(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}))+"
)
_UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_GEOJSON = (
    "Point",
    "MultiPoint",
    "LineString",
    "MultiLineString",
    "Polygon",
    "MultiPolygon",
    "GeometryCollection",
    "Feature",
    "FeatureCollection",
)


class Bad(Exception):
    """A text is no value of its field; ``code`` names the rule."""

    def __init__(self, code: str, message: str, expected: str | None = None, hint: str | None = None):
        super().__init__(message)
        self.code, self.message, self.expected, self.hint = code, message, expected, hint


def parser(field: Field) -> Callable[[str], Any]:
    """A function from text to value that raises :class:`Bad`; the values of ordered types can be compared."""
    return _PARSERS.get(field.type, _string)(field)


def _string(field: Field) -> Callable[[str], Any]:
    if "edtf" in str(field.get("rdfType", "")).lower():
        return _edtf
    return {"email": _email, "uri": _uri, "binary": _binary, "uuid": _uuid}.get(field.format, str)


def _edtf(text: str) -> str:
    if not is_edtf(text):
        raise Bad("V013", "This is no date in EDTF.", "a date such as 2007, 2007-10, 2007-10-02, 2007~ or 2007/2008")
    return text


def _email(text: str) -> str:
    if not _EMAIL.fullmatch(text):
        raise Bad("V002", "This is no email address.", "name@example.org")
    return text


def _uri(text: str) -> str:
    fault = fault_of_address(text)
    if fault:
        raise Bad("V011" if fault.script else "V002", fault.message, "an address such as https://example.org/page")
    return text


def _binary(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise Bad(
            "V002", "This is not base64.", "base64: letters, digits, + and /, filled up with = to a multiple of four"
        ) from None


def _uuid(text: str) -> str:
    if not _UUID.fullmatch(text):
        raise Bad("V002", "This is no UUID.", "8-4-4-4-12 hexadecimal digits")
    return text


def _unusual(text: str, pattern: re.Pattern, expected: str) -> Bad | None:
    """Where a number is only written in a way that programs read differently."""
    plain = unicodedata.normalize("NFKC", text).replace("\u2212", "-").replace("_", "").strip()
    if plain != text and pattern.fullmatch(plain):
        return Bad(
            "V014", "This number is written in a way that programs read differently.", expected, f"Write {plain}."
        )
    return None


def _numeric(field: Field) -> Callable[[str], Any]:
    whole = field.type == "integer"
    pattern, make, expected = (_INTEGER, int, "a whole number") if whole else (_NUMBER, Decimal, "a number")
    point, group, bare = field.get("decimalChar", "."), field.get("groupChar"), field.get("bareNumber", True)
    shape = re.compile(rf"[+-]?[0-9]{{1,3}}(?:{re.escape(group)}[0-9]{{3}})+(?![0-9])") if group else None

    def parse(text: str) -> Any:
        plain = text
        if not whole and text.upper() in ("NAN", "INF", "-INF"):
            return Decimal(text)
        if not bare:
            plain = re.sub(r"^[^0-9+\-.]+|[^0-9.]+$", "", plain)
        if group and group in plain:
            if not shape.match(plain):
                raise Bad("V001", f"The digits of this number are not grouped in threes by {group!r}.", expected)
            plain = plain.replace(group, "")
        if point != ".":
            plain = "no" if "." in plain else plain.replace(point, ".")
        if not pattern.fullmatch(plain) or len(plain) > 400:
            hint = None
            if bare and re.fullmatch(r"[^0-9+-]*[0-9][0-9.,]*[^0-9]*", text) and text != plain.strip():
                hint = "Write the number alone, or set bareNumber to false."
            raise _unusual(text, pattern, expected) or Bad(
                "V001",
                f"This is not {expected}.",
                expected + (f" with the decimal character {point}" if point != "." else ""),
                hint,
            )
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
            raise Bad(
                "V001",
                "This is neither true nor false.",
                f"{', '.join(map(str, true))} or {', '.join(map(str, false))}",
                hint,
            )
        return values[text]

    return parse


def _patterned(field: Field, expected: str, pick: Callable[[datetime.datetime], Any]) -> Callable[[str], Any]:
    """Values in a pattern of strptime."""

    def parse(text: str) -> Any:
        try:
            if not text.isascii():
                raise ValueError
            return pick(datetime.datetime.strptime(text, field.format))
        except ValueError as error:
            code = "V012" if "out of range" in str(error) or "day is" in str(error) else "V001"
            raise Bad(code, f"This is no {expected} in the format {field.format}.", field.format) from None

    return parse


def real_day(year: str, month: str, day: str) -> datetime.date:
    """The day that three texts name."""
    try:
        return datetime.date(int(year), int(month), int(day))
    except ValueError:
        raise Bad("V012", "There is no such day in the calendar.", "a day that exists") from None


def _date(field: Field) -> Callable[[str], Any]:
    if field.format == "any":
        return str
    if field.format != "default":
        return _patterned(field, "date", datetime.datetime.date)

    def parse(text: str) -> datetime.date:
        match = _DATE.fullmatch(text)
        if not match:
            other = re.fullmatch(r"([0-9]{1,2})[./]([0-9]{1,2})[./]([0-9]{4})", text)
            raise Bad("V001", "This is no date.", "YYYY-MM-DD", f"Year, month, day: {other[3]}-…" if other else None)
        return real_day(*match.groups())

    return parse


def _clock(match: re.Match) -> datetime.time:
    hour, minute, second, zone = match.groups()
    try:
        time = datetime.time(int(hour), int(minute), int(second))
        if zone and zone != "Z":
            datetime.time(int(zone[1:3]), int(zone[-2:]))
        return time
    except ValueError:
        raise Bad("V012", "There is no such time of day.", "00:00:00 to 23:59:59") from None


def _time(field: Field) -> Callable[[str], Any]:
    if field.format == "any":
        return str
    if field.format != "default":
        return _patterned(field, "time", datetime.datetime.time)

    def parse(text: str) -> datetime.time:
        match = _TIME.fullmatch(text)
        if not match:
            raise Bad("V001", "This is no time.", "hh:mm:ss")
        return _clock(match)

    return parse


def _datetime(field: Field) -> Callable[[str], Any]:
    if field.format == "any":
        return str
    if field.format != "default":
        return _patterned(field, "date and time", lambda d: d.replace(tzinfo=None))

    def parse(text: str) -> datetime.datetime:
        day, time = _DATE.match(text), _TIME.fullmatch(text, 11) if text[10:11] == "T" else None
        if not day or not time:
            raise Bad(
                "V001",
                "This is no date with a time.",
                "YYYY-MM-DDThh:mm:ss, then Z or an offset where the zone is known",
            )
        there = datetime.datetime.combine(real_day(*day.groups()), _clock(time))
        zone = time[4]
        if zone and zone != "Z":
            offset = datetime.timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:]))
            try:
                return there - offset if zone[0] == "+" else there + offset
            except OverflowError:
                return there
        return there

    return parse


def _year(text: str) -> int:
    if not re.fullmatch(r"-?[0-9]{4,9}(?:Z|[+-][0-9]{2}:[0-9]{2})?", text):
        raise _unusual(text, re.compile("[0-9]{4}"), "YYYY") or Bad("V001", "This is no year.", "YYYY")
    return int(re.match("-?[0-9]+", text)[0])


def _year_month(text: str) -> tuple[int, int]:
    match = _YEAR_MONTH.fullmatch(text)
    if not match:
        raise Bad(
            "V012" if re.fullmatch("[0-9]{4}-[0-9]{2}", text) else "V001", "This is no month of a year.", "YYYY-MM"
        )
    return int(match[1]), int(match[2])


def _duration(text: str) -> float:
    match = _DURATION.fullmatch(text)
    if not match:
        raise Bad("V001", "This is no duration.", "such as P1Y2M, P3D or PT4H30M")
    sizes = (31556952, 2629746, 604800, 86400, 3600, 60, 1)  # seconds, of the mean year and month where they are needed
    seconds = sum(float(n or 0) * size for n, size in zip(match.groups()[1:], sizes))
    return -seconds if match[1] else seconds


def _json(text: str, kind: type, expected: str) -> Any:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        raise Bad("V001", f"This is no {expected}.", f"{expected} in JSON") from None
    if not isinstance(value, kind):
        raise Bad("V001", f"This is no {expected}.", f"{expected} in JSON")
    return value


def _list(field: Field) -> Callable[[str], Any]:
    delimiter = field.get("delimiter", ",")
    kind = field.get("itemType", "string")
    item = parser(Field(field.name, field.node, kind, "default", {}, ())) if kind in ITEM_TYPES else str

    def parse(text: str) -> list:
        try:
            return [item(part) for part in text.split(delimiter)]
        except Bad as error:
            raise Bad(
                error.code, f"An entry of this list is wrong: {error.message}", error.expected, error.hint
            ) from None

    return parse


def _geopoint(field: Field) -> Callable[[str], Any]:
    expected = {
        "default": "longitude,latitude",
        "array": "[longitude, latitude]",
        "object": '{"lon": longitude, "lat": latitude}',
    }.get(field.format, "longitude,latitude")

    def parse(text: str) -> tuple[float, float]:
        bad = Bad("V001", "This is no point.", expected)
        if field.format == "array":
            pair = _json(text, list, "list of longitude and latitude")
        elif field.format == "object":
            both = _json(text, dict, "object of lon and lat")
            pair = [both.get("lon"), both.get("lat")]
        else:
            parts = [p.strip(" ") for p in text.split(",")]
            pair = [float(p) if _NUMBER.fullmatch(p) else None for p in parts]
        if len(pair) != 2 or any(isinstance(x, bool) or not isinstance(x, (int, float)) for x in pair):
            raise bad
        if not (-180 <= pair[0] <= 180 and -90 <= pair[1] <= 90):
            raise Bad(
                "V001",
                "This point is not on Earth.",
                f"{expected}: from -180 to 180 and from -90 to 90",
                "Longitude comes first." if -90 <= pair[0] <= 90 else None,
            )
        return tuple(pair)

    return parse


def _geojson(field: Field) -> Callable[[str], Any]:
    kinds = ("Topology",) if field.format == "topojson" else _GEOJSON

    def parse(text: str) -> dict:
        value = _json(text, dict, "GeoJSON object" if kinds is _GEOJSON else "TopoJSON object")
        kind = value.get("type")
        needed = {
            "Feature": ("geometry", "properties"),
            "FeatureCollection": ("features",),
            "GeometryCollection": ("geometries",),
            "Topology": ("objects", "arcs"),
        }
        missing = [k for k in needed.get(str(kind), ("coordinates",)) if k not in value]
        if kind not in kinds or missing:
            raise Bad(
                "V001",
                f"This is no {'GeoJSON' if kinds is _GEOJSON else 'TopoJSON'}.",
                f"a type ({', '.join(kinds)}) and what belongs to it",
                f"It lacks {missing[0]}." if kind in kinds else None,
            )
        return value

    return parse


def _always(parse: Callable[[str], Any]) -> Callable[[Field], Callable[[str], Any]]:
    return lambda field: parse


_PARSERS: dict[str, Callable[[Field], Callable[[str], Any]]] = {
    "string": _string,
    "number": _numeric,
    "integer": _numeric,
    "boolean": _boolean,
    "date": _date,
    "time": _time,
    "datetime": _datetime,
    "year": _always(_year),
    "yearmonth": _always(_year_month),
    "duration": _always(_duration),
    "list": _list,
    "geopoint": _geopoint,
    "geojson": _geojson,
    "any": _always(str),
    "object": _always(partial(_json, kind=dict, expected="object")),
    "array": _always(partial(_json, kind=list, expected="array")),
}
