"""How the rows of a resource are written, by its format, its media type or the end of its file name."""

import re
from pathlib import Path

import yaml

DELIMITED, JSON, LINES, OTHER = "delimited", "json", "lines", "other"
PLAIN = ("", "txt", "text", "dat", "data", "asc", "prn", "tbl")  # may hold a table, if the descriptor says so
_TOLD = yaml.safe_load(Path(__file__).with_name("kinds.yaml").read_text(encoding="utf-8"))


def kind_of_format(name: str) -> str | None:
    """The kind of a format or end of a file name, or None where it is not known."""
    return next((kind for kind, regex in _TOLD["formats"].items() if re.fullmatch(regex, name)), None)


def kind_of_media(name: str) -> str | None:
    """The kind of a media type, or None where it is not known."""
    return next((kind for kind, regex in _TOLD["media"].items() if re.fullmatch(regex, name)), None)
