"""Why a text is not a value of its field. Knows no type in particular."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Any


class Bad(Exception):
    """A text is not a value of its field; ``code`` names the rule."""

    def __init__(self, code: str, message: str, expected: str | None = None, hint: str | None = None):
        super().__init__(message)
        self.code, self.message, self.expected, self.hint = code, message, expected, hint


def unusual(text: str, pattern: re.Pattern[str], expected: str) -> Bad | None:
    """Where a number is only written in a way that programs read differently."""
    plain = unicodedata.normalize("NFKC", text).replace("\u2212", "-").replace("_", "").strip()
    if plain != text and pattern.fullmatch(plain):
        return Bad(
            "V014", "This number is written in a way that programs read differently.", expected, f"Write {plain}."
        )
    return None


def from_json(text: str, kind: type, expected: str) -> Any:
    """The list or object that a text is in JSON."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, kind):
        raise Bad("V001", f"This is not an {expected}.", f"{expected} in JSON")
    return value
