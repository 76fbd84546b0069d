"""The reason why a text is not a value of its field. Knows no particular type."""

import json
import re
import unicodedata
from typing import Any

NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")


class Bad(Exception):
    """A text is not a value of its field: a wording of the catalogue, such as ``V001.date``, and its values."""

    def __init__(self, what: str, level: str | None = None, **values: Any):
        super().__init__(what)
        self.what, self.level, self.values = what, level, values

    @property
    def code(self) -> str:
        """The code of the rule."""
        return self.what.partition(".")[0]


def unusual(text: str, pattern: re.Pattern[str], expected: str) -> Bad | None:
    """The number is written in a way that programs read differently."""
    plain = unicodedata.normalize("NFKC", text).replace("\u2212", "-").replace("_", "").strip()
    return Bad("V014.unusual", expected=expected, plain=plain) if plain != text and pattern.fullmatch(plain) else None


def from_json(text: str, kind: type, expected: str) -> Any:
    """The list or object that a text holds as JSON."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, kind):
        raise Bad("V001.json", due=expected)
    return value
