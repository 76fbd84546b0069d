"""Collects the problems that checks report, by the code of the rule; beyond a limit it only counts them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from .catalogue import REGISTRY
from .problem import FIELDS, Problem
from .values.characters import escaped

PER_RULE, IN_ALL = 1_000, 100_000


class Placed(Protocol):
    """An object that knows its place in a file, such as a node of a descriptor."""

    def place(self) -> dict[str, Any]:
        """Path, line and column."""
        ...


At = Placed | Mapping[str, Any] | Callable[[], Mapping[str, Any]] | None


class Collector(defaultdict[str, list[Problem]]):
    """Problems by the code of their rule, in the order in which they were reported, at most ``limit`` per rule."""

    def __init__(self, limit: int | None = PER_RULE) -> None:
        super().__init__(list)
        self.limit = limit
        self.omitted: Counter[tuple[str, str]] = Counter()  # numbers of problems not kept, by code and level
        self.unchecked: list[str] = []  # messages about what was not checked

    def add(self, what: str, at: At = None, /, **values: Any) -> None:
        """Report a problem by the code of its rule, or by code and name of a wording, such as ``D004.object``.

        ``values`` fill the wording; those that are fields of a problem, such as ``actual``, are set or replace what
        the wording has. Raises KeyError where the catalogue has no such rule or wording.
        """
        code = what.partition(".")[0]
        rule = REGISTRY[code]
        if not self.room(code):
            self.omit(code, 1, values.get("level") or _wording(what).get("level"))
            return
        place = at() if callable(at) else at if isinstance(at, Mapping) else at.place() if at is not None else {}
        self[code].append(rule.fill(Problem(**{**place, **worded(what, values)})))

    def leave(self, what: str, at: At = None, /, **values: Any) -> None:
        """Record a message that something was not checked."""
        self.add(what, at, **values)
        self.unchecked.append(worded(what, values)["message"])

    def room(self, code: str) -> int:
        """How many more problems of a rule can be kept."""
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


class _Value:
    """A value for a wording: an excerpt, or with ``!s`` the whole value."""

    def __init__(self, value: object) -> None:
        self.value = value

    def __format__(self, spec: str) -> str:
        return excerpt(self.value)

    def __str__(self) -> str:
        return str(self.value)


def _wording(what: str) -> Mapping[str, str]:
    code, _, name = what.partition(".")
    return REGISTRY[code].says[name] if name else {}


def worded(what: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a problem, from a wording of the catalogue and the values that fill it."""
    filled = {name: _Value(value) for name, value in values.items()}
    out: dict[str, Any] = {name: text.format_map(filled) for name, text in _wording(what).items()}
    out |= {name: value for name, value in values.items() if name in FIELDS and value is not None}
    if values.get("actual") is not None:
        out["actual"] = excerpt(values["actual"])
    out["message"] = escaped(values.get("inside", "") + out["message"])
    return out
