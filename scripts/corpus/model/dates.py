"""Dates in the part of EDTF that the records use (Library of Congress, EDTF 2019, levels 0 and 1, and sets).

``2007``, ``2007-10``, ``2007-10-02``: a year, month or day; ``a/b``: from a to b; ``[a..b]``: one
unknown day between a and b. Open ends are not used.
"""

import calendar
import datetime
import re

_ONE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?\Z")


def bounds(edtf: str) -> tuple[datetime.date, datetime.date]:
    """First and last day that ``edtf`` covers.

    Raises ValueError if it is not in the part of EDTF described above, names a day that does
    not exist, or ends before it begins.
    """
    if edtf.startswith("[") and edtf.endswith("]") and edtf.count("..") == 1:
        first, last = edtf[1:-1].split("..")
    elif edtf.count("/") == 1:
        first, last = edtf.split("/")
    else:
        first = last = edtf
    start, end = _days(first)[0], _days(last)[1]
    if start > end:
        raise ValueError(f"{edtf} ends before it begins")
    return start, end


def _days(text: str) -> tuple[datetime.date, datetime.date]:
    match = _ONE.match(text)
    if not match:
        raise ValueError(f"{text!r} is not a year, a month or a day")
    year, month, day = match.groups()
    try:
        first = datetime.date(int(year), int(month or 1), int(day or 1))
        last = first.replace(month=int(month or 12))
        return first, last.replace(day=int(day or calendar.monthrange(last.year, last.month)[1]))
    except ValueError:
        raise ValueError(f"{text} is not a date") from None


def in_words(edtf: str) -> str:
    """A date for readers: ``2 October 2007``, ``10–11 September 2007``, ``between … and …``."""
    start, end = bounds(edtf)
    if edtf.startswith("["):
        return f"between {_day(start)} and {_day(end)}"
    if "/" not in edtf:
        return _precise(edtf)
    first, last = edtf.split("/")
    if len(first) == len(last) == 10 and (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{_day(end)}"
    return f"{_precise(first)} – {_precise(last)}"


def _precise(one: str) -> str:
    start, _ = _days(one)
    return {4: str(start.year), 7: f"{calendar.month_name[start.month]} {start.year}"}.get(len(one), _day(start))


def _day(day: datetime.date) -> str:
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"
