"""Dates in the part of EDTF that the records use (Library of Congress, EDTF 2019, levels 0 and 1, and sets).

``2007``, ``2007-10``, ``2007-10-02``: a year, month or day; ``a/b``: from a to b; ``[a..b]``: one
unknown day between a and b. Open ends are not used.
"""

from __future__ import annotations

import calendar
import datetime
import re

_ONE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?\Z")


def bounds(edtf: str) -> tuple[datetime.date, datetime.date]:
    """First and last day that ``edtf`` covers.

    Raises ValueError where it is not in the part of EDTF described above, names a day that does
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
    year, month, day = (int(x) if x else None for x in match.groups())
    assert year is not None
    try:
        if month is None:
            return datetime.date(year, 1, 1), datetime.date(year, 12, 31)
        if day is None:
            return datetime.date(year, month, 1), datetime.date(year, month, calendar.monthrange(year, month)[1])
        return datetime.date(year, month, day), datetime.date(year, month, day)
    except (ValueError, calendar.IllegalMonthError):
        raise ValueError(f"{text} is no date") from None


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


_FLAG = "[?~%]?"
_PRECISE = rf"-?[0-9X]{{4}}{_FLAG}(?:-(?:[0-9X]{{2}}){_FLAG}(?:-[0-9X]{{2}}{_FLAG})?)?|Y-?[0-9]{{5,}}"
_EDTF_ONE = re.compile(rf"(?:{_PRECISE})")
_EDTF_SIMPLE = re.compile(r"-?([0-9X]{4})(?:-([0-9X]{2})(?:-([0-9X]{2}))?)?")


def is_edtf(text: str) -> bool:
    """Whether a text is a date in EDTF: levels 0 and 1, sets, and qualified parts.

    Wider than :func:`bounds`, which reads only what the records of this project use.
    """
    if len(text) > 2 and text[0] + text[-1] in ("[]", "{}"):
        parts = [p for piece in text[1:-1].split(",") for p in piece.split("..")]
        return (
            text[1:-1].count("..") <= 1 + text.count(",")
            and any(parts)
            and all(not p or _is_one(p.strip(" ")) for p in parts)
        )
    if text.count("/") == 1:
        ends = text.split("/")
        if any(e not in ("", "..") and not _is_one(e) for e in ends) or all(e in ("", "..") for e in ends):
            return False
        whole = all(re.fullmatch(r"[0-9]{4}(?:-[0-9]{2}){0,2}", e) and e[5:7] <= "12" for e in ends)
        size = min(map(len, ends))
        return not whole or ends[0][:size] <= ends[1][:size]
    if "T" in text:
        day, _, time = text.partition("T")
        return (
            len(day) == 10
            and _is_one(day)
            and bool(re.fullmatch(r"(?:[01][0-9]|2[0-3])(?::[0-5][0-9]){2}(?:Z|[+-][0-9]{2}(?::[0-9]{2})?)?", time))
        )
    return _is_one(text)


def _is_one(text: str) -> bool:
    if not _EDTF_ONE.fullmatch(text):
        return False
    match = _EDTF_SIMPLE.fullmatch(re.sub("[?~%]", "", text))
    if not match:
        return text.startswith("Y")
    year, month, day = match.groups()
    if month is None or "X" in month:
        return True
    if day is None:
        return 1 <= int(month) <= 12 or 21 <= int(month) <= 41  # seasons, quarters and halves
    if not 1 <= int(month) <= 12:
        return False
    if "X" in day:
        return day[0] in "X0123"
    leap = 2000 if "X" in year or year == "0000" else int(year)
    return 1 <= int(day) <= calendar.monthrange(leap, int(month))[1]
