"""A problem: what is wrong, where, and how to fix it. Knows nothing of how it is printed."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

ERROR, WARNING = "error", "warning"


@dataclass(frozen=True)
class Problem:
    """One problem that one rule reports.

    ``line`` is the physical line and ``column`` the 1-based code point in it; ``row`` is the
    number of a record in a table (1 for the first below the header). Empty fields are None.
    A rule leaves ``code`` and ``url`` empty, and ``level`` unless it differs from the rule's own:
    :meth:`dpcheck.rule.Rule.problems` fills them in.
    """

    message: str
    path: str | None = None
    line: int | None = None
    column: int | None = None
    field: str | None = None
    record: str | None = None
    row: int | None = None
    expected: str | None = None
    actual: str | None = None
    hint: str | None = None
    level: str | None = None
    code: str = ""
    url: str | None = None

    @property
    def order(self) -> tuple:
        """Sort key: by file, then place, then code."""
        return (self.path or "", self.line or 0, self.column or 0, self.code, self.message)


# The keys of a problem in JSON, in their order: a contract with the programs that read it.
FIELDS = "code level path line column row field record message expected actual hint url".split()


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """A hint that names the nearest valid word, if one is near."""
    close = difflib.get_close_matches(str(word), list(choices), n=1, cutoff=0.6)
    return f"Did you mean {close[0]}?" if close else None
