"""Stage text of any package: bytes, characters, lines and quotation of its tables."""

from __future__ import annotations

from collections.abc import Iterable

from .. import Finding
from . import rule


@rule("T001", "error", "text")
def encoding(found: dict) -> Iterable[Finding]:
    """A file is in the encoding that the descriptor declares, UTF-8 where it declares none.

    Other encodings turn names with accents into other characters on other people's machines.

    **Bad:** A file in Windows-1252, in which *é* is the single byte E9.

    **Good:** The same file in UTF-8, or `"encoding": "windows-1252"`.
    """
    return found["T001"]


@rule("T002", "warning", "text")
def byte_order_mark(found: dict) -> Iterable[Finding]:
    """No file begins with a byte order mark.

    Some programs take the mark for a character and then do not know the first column. Some spreadsheets
    want it: hence a warning.

    **Bad:** A file saved as *CSV UTF-8* with the mark.

    **Good:** The same file saved as UTF-8 without it.
    """
    return found["T002"]


@rule("T003", "error", "text")
def hidden_characters(found: dict) -> Iterable[Finding]:
    """No cell holds characters that cannot be seen.

    Zero-width and direction characters, no-break spaces and control characters usually arrive by copy
    and paste; they make two equal-looking words different. Those that some scripts or typesetters need
    are a warning.

    **Bad:** `Norway` with a zero-width space between *r* and *w*.

    **Good:** `Norway`, typed by hand.
    """
    return found["T003"]


@rule("T004", "error", "text")
def line_ends(found: dict) -> Iterable[Finding]:
    """All lines end in the same way, with LF or with CRLF.

    A carriage return alone ends a line for some programs and not for others; mixed ends show that two
    programs have written the file.

    **Bad:** Lines that end with CRLF and some with LF.

    **Good:** One of the two. RFC 4180 wants CRLF, most tools write LF: both are fine.
    """
    return found["T004"]


@rule("T005", "warning", "text")
def final_line_end(found: dict) -> Iterable[Finding]:
    """The last line ends like all others.

    Without it the next person who adds a row changes the last one too, and a file that was cut off
    cannot be told from a whole one.

    **Bad:** The file stops behind its last character.

    **Good:** The file ends with a line end.
    """
    return found["T005"]


@rule("T006", "warning", "text")
def composed(found: dict) -> Iterable[Finding]:
    """Text is in Unicode normal form C.

    The same letter can be one character or two (a letter and its accent); programs that compare text
    take them for different words.

    **Bad:** *é* as *e* followed by U+0301.

    **Good:** *é* as the single character U+00E9.
    """
    return found["T006"]


@rule("T007", "warning", "text")
def no_lost_characters(found: dict) -> Iterable[Finding]:
    """No text was read in a wrong encoding on its way.

    Such text looks like `Ã©`; somebody read UTF-8 as Windows-1252 and saved it again. U+FFFD stands
    where a character was lost for good: that is an error.

    **Bad:** `ZÃ¼rich`.

    **Good:** `Zürich`.
    """
    return found["T007"]


@rule("T008", "error", "text")
def quotation(found: dict) -> Iterable[Finding]:
    """Quotation marks are closed, and those inside a cell are doubled.

    A mark too many swallows the cells and rows behind it, or is read differently by every program.

    **Bad:** `"the "old" harbour",12`.

    **Good:** `"the ""old"" harbour",12`.
    """
    return found["T008"]


@rule("T009", "error", "text")
def delimiter(found: dict) -> Iterable[Finding]:
    """The table is written with the delimiter that is declared.

    With another one the whole row is a single cell.

    **Bad:** `id;name` without a dialect.

    **Good:** `"dialect": {"delimiter": ";"}`.
    """
    return found["T009"]


@rule("T010", "error", "text")
def no_blank_rows(found: dict) -> Iterable[Finding]:
    """No row is blank.

    Some programs pass over it, some read a row of empty cells, some stop there.

    **Bad:** A line of nothing, or of nothing but commas.

    **Good:** No such line.
    """
    return found["T010"]


@rule("T011", "error", "text")
def even_rows(found: dict) -> Iterable[Finding]:
    """Every row has as many cells as the header.

    A comma in a cell without quotation marks moves all values behind it into the wrong columns.

    **Bad:** `B1,Aurora, the old one,12` under three columns.

    **Good:** `B1,"Aurora, the old one",12`.
    """
    return found["T011"]


@rule("T012", "warning", "text")
def some_rows(found: dict) -> Iterable[Finding]:
    """A table has rows.

    A table with nothing but a header may be meant, or a query may have gone wrong. A file without even
    a header is an error.

    **Bad:** A file with one line.

    **Good:** A file with a header and rows.
    """
    return found["T012"]
