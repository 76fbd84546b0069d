"""What the checks of a package report, by the code of the rule; of very many problems only the number is kept."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from .catalogue import REGISTRY
from .problem import Problem
from .values.characters import escaped

PER_RULE, IN_ALL = 1_000, 100_000


class Placed(Protocol):
    """Whatever knows its place in a file, such as a node of a descriptor."""

    def place(self) -> dict[str, Any]:
        """Path, line and column."""
        ...


At = Placed | Mapping[str, Any] | Callable[[], Mapping[str, Any]] | None


class Collector(defaultdict[str, list[Problem]]):
    """Problems by the code of their rule, in the order in which they were reported, at most ``limit`` per rule."""

    def __init__(self, limit: int | None = PER_RULE) -> None:
        super().__init__(list)
        self.limit = limit
        self.omitted: Counter[tuple[str, str]] = Counter()  # code and level of what was not kept
        self.unchecked: list[str] = []  # what was not checked, each said in words

    def add(self, code: str, message: str, at: At = None, **more: Any) -> None:
        """Report a problem. Raises KeyError where no rule of the catalogue has the code."""
        rule = REGISTRY[code]
        if not self.room(code):
            self.omit(code, 1, more.get("level"))
            return
        place = at() if callable(at) else at if isinstance(at, Mapping) else at.place() if at is not None else {}
        self[code].append(rule.fill(Problem(escaped(message), **{**place, **more})))

    def room(self, code: str) -> int:
        """How many more problems of a rule are kept."""
        return 1 << 62 if self.limit is None else self.limit - len(self[code])

    def omit(self, code: str, count: int, level: str | None = None) -> None:
        """Count problems that are not kept."""
        if count:
            self.omitted[code, level or REGISTRY[code].level] += count

    def merge(self, other: Collector) -> None:
        """Take over what another collector has."""
        for code, problems in other.items():
            room = max(0, self.room(code))
            self[code] += problems[:room]
            for p in problems[room:]:
                self.omit(code, 1, p.level)
        self.omitted += other.omitted
        self.unchecked += other.unchecked

    def problems(self) -> list[Problem]:
        """All problems that are kept, in the order of their places."""
        kept = sorted((p for reported in self.values() for p in reported), key=lambda p: p.order)
        if self.limit is not None:
            for p in kept[IN_ALL:]:
                self.omit(p.code, 1, p.level)
            del kept[IN_ALL:]
        return kept


def counted(count: int, noun: str) -> str:
    """A number with its noun."""
    return f"{count} {noun}{'s' * (count != 1)}"


def excerpt(text: object, limit: int = 80) -> str:
    """A value for a message: one line, without control characters, cut where it is long."""
    one = escaped(str(text)[: limit + 1])
    return one if len(one) <= limit else one[: limit - 1] + "…"
