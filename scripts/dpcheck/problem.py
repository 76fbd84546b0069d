"""A problem: what is wrong, where, and how to fix it. Knows nothing of how it is printed."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from .values.characters import skeleton

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
    def order(self) -> tuple[str, int, int, str, str]:
        """Sort key: by file, then place, then code."""
        return (self.path or "", self.line or 0, self.column or 0, self.code, self.message)


# The keys of a problem in JSON, in their order: a contract with the programs that read it.
FIELDS = "code level path line column row field record message expected actual hint url".split()


class Nearest:
    """Hints that name the choice that was probably meant. Searches for similar choices a limited number of times."""

    CHOICES, SEARCHES = 1_000, 30

    def __init__(self, choices: Iterable[str], cutoff: float = 0.6):
        self._choices, self.cutoff, self.searches = choices, cutoff, 0
        self.known: dict[str, str | None] = {}

    @cached_property
    def choices(self) -> list[str]:
        """The choices, computed only if something is wrong."""
        return list(self._choices)

    @cached_property
    def listed(self) -> frozenset[str]:
        """The choices as a set."""
        return frozenset(self.choices)

    @cached_property
    def plain(self) -> dict[str, str]:
        """The choices by their simplified form."""
        return {skeleton(c).strip().lower(): c for c in reversed(self.choices)}

    def hint(self, word: str) -> str | None:
        """A hint that names the nearest choice, if one is near."""
        if word not in self.known:
            close = self.plain.get(skeleton(word).strip().lower())
            if close is None and len(self.choices) <= self.CHOICES and self.searches < self.SEARCHES:
                self.searches += 1
                close = next(iter(difflib.get_close_matches(word, self.choices, n=1, cutoff=self.cutoff)), None)
            if len(self.known) > self.CHOICES:
                return f"Did you mean {close}?" if close else None
            self.known[word] = f"Did you mean {close}?" if close else None
        return self.known[word]


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """A hint that names the nearest valid word, if one is near."""
    return Nearest(choices).hint(str(word))
