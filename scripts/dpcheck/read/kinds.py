"""How the rows of a resource are written, by its format, its media type or the end of its file name."""

from __future__ import annotations

import re

DELIMITED, JSON, LINES, OTHER = "delimited", "json", "lines", "other"
PLAIN = ("", "txt", "text", "dat", "data", "asc", "prn", "tbl")  # may hold a table, if the descriptor says so
_FORMATS = (
    (re.compile("csv|tsv|tab"), DELIMITED),
    (re.compile("json"), JSON),
    (re.compile("ndjson|jsonl"), LINES),
    (
        re.compile(
            "xls[xmb]?|ods|parquet|feather|arrow|avro|orc|sqlite3?|db|gpkg|sav|dta|rds|rdata|dbf|shp|sql|mdb|accdb|hdf5|nc"
        ),
        OTHER,
    ),
)
_MEDIA = (
    (re.compile("(?:text|application)/csv|text/tab-separated-values"), DELIMITED),
    (re.compile("application/json"), JSON),
    (re.compile("application/(?:x-)?ndjson"), LINES),
    (re.compile(r"application/vnd\.(?:openxmlformats.*sheet|oasis.*spreadsheet|apache\.parquet|ms-excel)"), OTHER),
)


def kind_of_format(name: str) -> str | None:
    """The kind of a format or end of a file name, or None where it is not known."""
    return next((kind for regex, kind in _FORMATS if regex.fullmatch(name)), None)


def kind_of_media(name: str) -> str | None:
    """The kind of a media type, or None where it is not known."""
    return next((kind for regex, kind in _MEDIA if regex.fullmatch(name)), None)
