"""What was found, by the code of its rule; rules hand it on."""

from __future__ import annotations

from collections import defaultdict

from ..rules import Finding


class Found(defaultdict[str, list[Finding]]):
    """Findings by the code of their rule, in the order in which they were made."""

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
        """Note a finding."""
        self[code].append(Finding(message, path, line, column, **more))


def shown(text: object, limit: int = 80) -> str:
    """A value for a message: one line, cut where it is long."""
    one = str(text).replace("\r", "\\r").replace("\n", "\\n").replace("\0", "\\0")
    return one if len(one) <= limit else one[: limit - 1] + "…"
