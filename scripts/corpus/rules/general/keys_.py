"""Stage keys of any package: primary, unique and foreign keys."""

from __future__ import annotations

from collections.abc import Iterable

from .. import Finding
from . import rule


@rule("X001", "error", "keys")
def whole_primary_keys(found: dict) -> Iterable[Finding]:
    """No part of a primary key is empty.

    A row without a key cannot be named, linked to, or told from another.

    **Bad:** A boat without `boat_id`.

    **Good:** `B7`.
    """
    return found["X001"]


@rule("X002", "error", "keys")
def unique_primary_keys(found: dict) -> Iterable[Finding]:
    """A primary key stands once.

    Two rows of one key are two answers to one question.

    **Bad:** `B1` in two rows of boats.

    **Good:** `B1` and `B2`.
    """
    return found["X002"]


@rule("X003", "error", "keys")
def unique_keys(found: dict) -> Iterable[Finding]:
    """The values of a unique key stand once together.

    Rows in which a part is missing are left aside, as in SQL.

    **Bad:** `Aurora` of `H1` in two rows, where name and harbour are a unique key.

    **Good:** Two names.
    """
    return found["X003"]


@rule("X004", "error", "keys")
def foreign_keys(found: dict) -> Iterable[Finding]:
    """What a foreign key names is there.

    Rows in which a part of the key is missing are left aside, as in SQL.

    **Bad:** A boat of the harbour `H9`, which is in no row of harbours.

    **Good:** A row for `H9`, or the right harbour.
    """
    return found["X004"]
