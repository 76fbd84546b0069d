"""What the checks of a package report, by the code of the rule."""

from __future__ import annotations

from collections import defaultdict

from .catalogue import REGISTRY
from .problem import Problem


class Found(defaultdict[str, list[Problem]]):
    """Problems by the code of their rule, in the order in which they were reported."""

    def __init__(self) -> None:
        super().__init__(list)

    def add(
        self,
        code: str,
        message: str,
        path: str | None = None,
        line: int | None = None,
        column: int | None = None,
        **more,
    ) -> None:
        """Report a problem. Raises KeyError where no rule of the catalogue has the code."""
        self[code].append(REGISTRY[code].fill(Problem(message, path, line, column, **more)))

    def problems(self) -> list[Problem]:
        """All problems, in the order of their places."""
        return sorted((p for reported in self.values() for p in reported), key=lambda p: p.order)


def shown(text: object, limit: int = 80) -> str:
    """A value for a message: one line, cut where it is long."""
    one = str(text).replace("\r", "\\r").replace("\n", "\\n").replace("\0", "\\0")
    return one if len(one) <= limit else one[: limit - 1] + "…"
