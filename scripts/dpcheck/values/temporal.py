"""Parses dates, times and durations of Table Schema into comparable values, or raises the reason why not."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from .bad import Bad, unusual

if TYPE_CHECKING:
    from dpcheck.read.model import Field

_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_DAY = re.compile(r"(-?(?:[1-9][0-9]{4,8}|[0-9]{4}))-([0-9]{2})-([0-9]{2})")
_TIME = re.compile(r"([0-9]{2}):([0-9]{2}):([0-9]{2})(\.[0-9]+)?(Z|[+-][0-9]{2}:?[0-9]{2})?")
_YEAR_MONTH = re.compile(r"(-?[0-9]{4,9})-(0[1-9]|1[0-2])(?:Z|[+-][0-9]{2}:[0-9]{2})?")
_DURATION = re.compile(
    r"(-)?P(?=[0-9T])(?:([0-9]+)Y)?(?:([0-9]+)M)?(?:([0-9]+)W)?(?:([0-9]+)D)?"
    r"(?:T(?=[0-9])(?:([0-9]+)H)?(?:([0-9]+)M)?(?:([0-9]+(?:\.[0-9]+)?)S)?)?"
)
_TOKENS = {"YYYY": "%Y", "yyyy": "%Y", "DD": "%d", "dd": "%d", "HH": "%H", "hh": "%H", "SS": "%S", "ss": "%S"}
Moment = tuple[int, datetime.datetime]  # cycles of 400 years, and the moment in one of them


def in_directives(format_: str) -> str | None:
    """A pattern of letters such as YYYY-MM-DD as a strptime pattern."""
    if "%" in format_:
        return None
    out = format_
    for letters, directive in _TOKENS.items():
        out = out.replace(letters, directive)
    out = out.replace("YY", "%y").replace("yy", "%y").replace("MM", "%m").replace("mm", "%M" if "%H" in out else "%m")
    rest = re.sub("%[YydmHMS]", "", out)
    return out if out != format_ and not re.search("[a-zA-Z]", rest.replace("T", "").replace("Z", "")) else None


def pattern_fault(format_: str) -> str | None:
    """The reason why a text is not a strptime pattern, or None."""
    if "%" not in format_:
        return "it has no directive such as %Y"
    try:
        datetime.datetime.strptime("", format_)
    except ValueError as error:
        if "bad directive" in str(error):
            return f"{str(error).split(' ')[0]} is not a directive of strptime"
        return "a % without a letter" if "stray" in str(error) else None
    except (re.error, IndexError, KeyError):
        return "a directive appears twice"
    return None


def _patterned(field: Field, expected: str, pick: Callable[[datetime.datetime], Any]) -> Callable[[str], Any]:
    """A parser of values in a strptime pattern, or in any form."""
    if field.format == "any":
        return str

    def parse(text: str) -> Any:
        try:
            if any(c.isdigit() and not c.isascii() for c in text):
                raise ValueError
            return pick(datetime.datetime.strptime(text, field.format))
        except ValueError as error:
            code = "V012" if "out of range" in str(error) or "day is" in str(error) else "V001"
            raise Bad(f"{code}.format", kind=expected, format=field.format) from None

    return parse


def _real_day(year: str, month: str, day: str) -> datetime.date:
    """The day given by three texts."""
    try:
        return datetime.date(int(year), int(month), int(day))
    except ValueError:
        raise Bad("V012.day") from None


def date(field: Field) -> Callable[[str], Any]:
    """The parser of a field of type date."""
    if field.format != "default":
        return _patterned(field, "date", datetime.datetime.date)

    def parse(text: str) -> datetime.date:
        match = _DATE.fullmatch(text)
        if not match:
            other = re.fullmatch(r"([0-9]{1,2})[./]([0-9]{1,2})[./]([0-9]{4})", text)
            raise Bad("V001.date", hint=f"Year, month, day: {other[3]}-…" if other else None)
        return _real_day(*match.groups())

    return parse


def _clock(match: re.Match[str]) -> tuple[int, datetime.time]:
    """Whole days and the time of day: the end of a day is the start of the next."""
    hour, minute, second, fraction, zone = match.groups()
    try:
        if (hour, minute, second) == ("24", "00", "00") and not (fraction or "").strip(".0"):
            return 1, datetime.time(0)
        time = datetime.time(int(hour), int(minute), int(second), int(((fraction or ".0")[1:] + "000000")[:6]))
        if zone and zone != "Z":
            datetime.time(int(zone[1:3]), int(zone[-2:]))
        return 0, time
    except ValueError:
        raise Bad("V012.time") from None


def time(field: Field) -> Callable[[str], Any]:
    """The parser of a field of type time."""
    if field.format != "default":
        return _patterned(field, "time", datetime.datetime.time)

    def parse(text: str) -> tuple[int, datetime.time]:
        match = _TIME.fullmatch(text)
        if not match:
            raise Bad("V001.time")
        return _clock(match)

    return parse


def _in_cycle(year: int) -> tuple[int, int]:
    """Cycles of 400 years, after which the calendar repeats, and the year within the range of Python."""
    cycle = 0 if 400 < year < 9600 else (year - 2000) // 400
    return cycle, year - 400 * cycle


def date_time(field: Field) -> Callable[[str], Any]:
    """The parser of a field of type datetime."""
    if field.format != "default":
        return _patterned(field, "date with a time", lambda d: (0, d.replace(tzinfo=None)))

    def parse(text: str) -> Moment:
        head, separator, tail = text.partition("T")
        day, match = _DAY.fullmatch(head), _TIME.fullmatch(tail)
        if not day or not match or not separator:
            raise Bad("V001.datetime")
        cycle, year = _in_cycle(int(day[1]))
        days, clock = _clock(match)
        moment = datetime.datetime.combine(_real_day(str(year), day[2], day[3]), clock) + datetime.timedelta(days=days)
        zone = match[5]
        if zone and zone != "Z":
            offset = datetime.timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:]))
            moment += -offset if zone[0] == "+" else offset
        return cycle, moment

    return parse


def year(text: str) -> int:
    """The value of a year."""
    if not re.fullmatch(r"-?[0-9]{4,9}(?:Z|[+-][0-9]{2}:[0-9]{2})?", text):
        raise unusual(text, re.compile("[0-9]{4}"), "YYYY") or Bad("V001.year")
    match = re.match("-?[0-9]+", text)
    return int(match[0]) if match else 0


def year_month(text: str) -> tuple[int, int]:
    """The value of a month of a year."""
    match = _YEAR_MONTH.fullmatch(text)
    if not match:
        raise Bad("V012.month" if re.fullmatch("[0-9]{4}-[0-9]{2}", text) else "V001.month")
    return int(match[1]), int(match[2])


def duration(text: str) -> float:
    """The length of a duration in seconds."""
    match = _DURATION.fullmatch(text)
    if not match:
        raise Bad("V001.duration")
    sizes = (31556952, 2629746, 604800, 86400, 3600, 60, 1)  # in seconds; year and month are means
    seconds = sum(float(n or 0) * size for n, size in zip(match.groups()[1:], sizes))
    return -seconds if match[1] else seconds
