"""Stage values of any package: each cell against its field."""

from __future__ import annotations

from collections.abc import Iterable

from .. import Finding
from . import rule


@rule("V001", "error", "values")
def right_type(found: dict) -> Iterable[Finding]:
    """A value has the type of its field.

    Numbers, dates, truth values, points and the other types each have one way to be written, or the one
    that the field declares.

    **Bad:** `twelve` in a field of type integer.

    **Good:** `12`.
    """
    return found["V001"]


@rule("V002", "error", "values")
def right_format(found: dict) -> Iterable[Finding]:
    """Text has the format of its field: email, uri, uuid or binary.

    Whoever reads the field will use it as what it claims to be.

    **Bad:** `harbour at example.org` in a field of format email.

    **Good:** `harbour@example.org`.
    """
    return found["V002"]


@rule("V003", "error", "values")
def required_values(found: dict) -> Iterable[Finding]:
    """A field that is required is never empty.

    Empty is what stands among the field's `missingValues`, an empty cell where it has none.

    **Bad:** An empty cell under `name`, which is required.

    **Good:** A name.
    """
    return found["V003"]


@rule("V004", "error", "values")
def allowed_values(found: dict) -> Iterable[Finding]:
    """A value is one of those that the field lists, as enum or as categories.

    A misspelt code is a category of its own in every count.

    **Bad:** `fery` where `ferry` and `tug` are allowed.

    **Good:** `ferry`.
    """
    return found["V004"]


@rule("V005", "error", "values")
def right_form(found: dict) -> Iterable[Finding]:
    """A value matches the pattern of its field, the whole of it.

    The pattern is run by an engine whose time grows with the text alone.

    **Bad:** `B-1` where the pattern is `B[0-9]+`.

    **Good:** `B1`.
    """
    return found["V005"]


@rule("V006", "error", "values")
def within_limits(found: dict) -> Iterable[Finding]:
    """A value is not below the minimum and not above the maximum of its field.

    What lies outside is usually a slip of the finger, or a number in another unit.

    **Bad:** `-3` where the minimum is 0.

    **Good:** `3`.
    """
    return found["V006"]


@rule("V007", "error", "values")
def right_length(found: dict) -> Iterable[Finding]:
    """A value is neither too short nor too long.

    Other programs cut off what is too long.

    **Bad:** `Finland` where at most two characters are allowed.

    **Good:** `FI`.
    """
    return found["V007"]


@rule("V008", "error", "values")
def unique_values(found: dict) -> Iterable[Finding]:
    """A value of a field that is unique stands once.

    Missing values may stand more than once.

    **Bad:** `Aurora` in two rows, under a field with `"unique": true`.

    **Good:** A name for each.
    """
    return found["V008"]


@rule("V009", "warning", "values")
def no_padding(found: dict) -> Iterable[Finding]:
    """No value begins or ends with a space.

    Programs that compare text take `ferry ` and `ferry` for two things. Around a number or a date it is
    an error: they have no spaces.

    **Bad:** `ferry ` with a space behind it.

    **Good:** `ferry`.
    """
    return found["V009"]


@rule("V010", "warning", "values")
def no_formulas(found: dict) -> Iterable[Finding]:
    """No text begins as a formula does.

    Spreadsheets run what begins with =, +, - or @ when somebody opens the file.

    **Bad:** `=HYPERLINK("https://example.org")`.

    **Good:** Text that begins with a letter or digit.
    """
    return found["V010"]


@rule("V011", "warning", "values")
def addresses(found: dict) -> Iterable[Finding]:
    """An address in a cell is whole, and runs nothing.

    Sites make links of addresses. One that begins with `javascript:` runs in the browser of whoever
    follows it: that is an error.

    **Bad:** `https//example.org`.

    **Good:** `https://example.org`.
    """
    return found["V011"]


@rule("V012", "error", "values")
def real_days(found: dict) -> Iterable[Finding]:
    """A date is a day, and a time a moment, that exists.

    Programs refuse such a value or move it to another day.

    **Bad:** `2023-02-30`.

    **Good:** `2023-02-28`.
    """
    return found["V012"]


@rule("V013", "error", "values")
def edtf(found: dict) -> Iterable[Finding]:
    """A date in a field of EDTF is written in EDTF.

    Where the `rdfType` of a field names EDTF (Extended Date/Time Format), uncertain dates and intervals
    have one way to be written.

    **Bad:** `about 2007`.

    **Good:** `2007~`.
    """
    return found["V013"]


@rule("V014", "error", "values")
def plain_numbers(found: dict) -> Iterable[Finding]:
    """Numbers are written with plain digits.

    Underscores, full-width digits and typographic minus signs are a number for some programs and text
    for others. NaN and INF are allowed by Table Schema, but few programs read them: a warning.

    **Bad:** `1_000`.

    **Good:** `1000`.
    """
    return found["V014"]


@rule("V015", "warning", "values")
def no_oversize_cells(found: dict) -> Iterable[Finding]:
    """No cell is longer than a spreadsheet can hold.

    Spreadsheets cut off a cell behind 32,767 characters and say nothing.

    **Bad:** A whole report in one cell.

    **Good:** Its address, and the report in a file.
    """
    return found["V015"]


@rule("V016", "warning", "values")
def no_look_alikes(found: dict) -> Iterable[Finding]:
    """No word mixes letters that only look alike.

    A Cyrillic *а* in a Latin word cannot be seen, but the word is another one. In a key it is an error.

    **Bad:** `Aurorа` with a Cyrillic last letter.

    **Good:** `Aurora`, typed by hand.
    """
    return found["V016"]
