"""Dates: first and last day, against the library edtf, and in words."""

from __future__ import annotations

import calendar
import datetime
import time

import edtf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model.dates import bounds, in_words

D = datetime.date


@st.composite
def single(draw: st.DrawFn) -> str:
    year = draw(st.integers(1, 9999))
    precision = draw(st.integers(1, 3))
    month = draw(st.integers(1, 12))
    day = draw(st.integers(1, calendar.monthrange(year, month)[1]))
    return "-".join([f"{year:04}", f"{month:02}", f"{day:02}"][:precision])


def ours(text: str) -> tuple[datetime.date, datetime.date]:
    return bounds(text)


def theirs(text: str) -> tuple[datetime.date, datetime.date]:
    parsed = edtf.parse_edtf(text)
    if not hasattr(parsed, "lower_strict"):  # one of a set
        parsed = parsed.objects[0]

    def day(struct: time.struct_time) -> datetime.date:
        return D(struct.tm_year, struct.tm_mon, struct.tm_mday)

    return day(parsed.lower_strict()), day(parsed.upper_strict())


@given(single())
def test_one_date_as_the_library_reads_it(text: str) -> None:
    assert ours(text) == theirs(text)


@given(single(), single())
def test_from_to_as_the_library_reads_it(a: str, b: str) -> None:
    (start, _), (_, end) = bounds(a), bounds(b)
    text = f"{a}/{b}"
    if start > end:
        with pytest.raises(ValueError, match="ends before it begins"):
            bounds(text)
    else:
        assert ours(text) == (start, end) == theirs(text)


@given(single(), single())
def test_one_day_between_as_the_library_reads_it(a: str, b: str) -> None:
    (start, _), (_, end) = bounds(a), bounds(b)
    text = f"[{a}..{b}]"
    if start > end:
        with pytest.raises(ValueError, match="ends before it begins"):
            bounds(text)
    else:
        assert ours(text) == (start, end)
        if len(a) == len(b) == 10:  # of months and years in a set the library takes the first day only
            assert ours(text) == theirs(text)


@pytest.mark.parametrize(
    "text",
    [
        "2007-02-29",
        "2007-13",
        "2007-00",
        "2007-04-31",
        "2007-10-00",
        "0000",
        "2007-1-1",
        "07-10-02",
        "2007-10-02T10:00",
        "2007/",
        "/2007",
        "2007/..",
        "..",
        "[2007..]",
        "[..2007]",
        "[2007]",
        "[2007,2008]",
        "{2007..2008}",
        "2007?",
        "2007~",
        "200X",
        "2007-10-02/2007-10-01",
        "[2008..2007]",
        "2 October 2007",
        "",
        "2007\n",
        "2007-10-02\n",
        "２００７",
        "2007/2008/2009",
        "[2007/2008]",
        "2007..2008",
        "[2007..2008",
        " 2007",
        "-2007",
    ],
)
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(ValueError):
        bounds(text)


@given(st.text(alphabet="0123456789-/[]. ", max_size=24) | st.text(max_size=12))
def test_any_text_is_a_date_or_a_value_error(text: str) -> None:
    try:
        start, end = bounds(text)
    except ValueError:
        return
    assert start <= end
    assert in_words(text)


def test_bounds_of_known_dates() -> None:
    assert bounds("2008") == (D(2008, 1, 1), D(2008, 12, 31))
    assert bounds("2008-02") == (D(2008, 2, 1), D(2008, 2, 29))
    assert bounds("2007-09-24/2007-10-05") == (D(2007, 9, 24), D(2007, 10, 5))
    assert bounds("[2001-01-11..2003-02-13]") == (D(2001, 1, 11), D(2003, 2, 13))
    assert bounds("2006/2007-03") == (D(2006, 1, 1), D(2007, 3, 31))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2007", "2007"),
        ("2007-10", "October 2007"),
        ("2007-10-02", "2 October 2007"),
        ("2007-09-10/2007-09-11", "10–11 September 2007"),
        ("2007-09-24/2007-10-05", "24 September 2007 – 5 October 2007"),
        ("2006-10-11/2007-10-11", "11 October 2006 – 11 October 2007"),
        ("2006/2007", "2006 – 2007"),
        ("2007-10/2007-11-02", "October 2007 – 2 November 2007"),
        ("[2001-01-11..2003-02-13]", "between 11 January 2001 and 13 February 2003"),
        ("[2001..2003]", "between 1 January 2001 and 31 December 2003"),
        ("0850-03-01", "1 March 850"),
    ],
)
def test_in_words(text: str, words: str) -> None:
    assert in_words(text) == words
