"""Stage header of any package: the columns of a table against the fields of its schema."""

from __future__ import annotations

from collections.abc import Iterable

from .. import Finding
from . import rule


@rule("H001", "error", "header")
def no_missing_columns(found: dict) -> Iterable[Finding]:
    """Every field of the schema has a column.

    Unless `fieldsMatch` allows it, what the schema describes must be there.

    **Bad:** Fields `id`, `name`; the header `id`.

    **Good:** The header `id,name`.
    """
    return found["H001"]


@rule("H002", "error", "header")
def no_extra_columns(found: dict) -> Iterable[Finding]:
    """Every column has a field in the schema.

    What no field describes is not checked, and nobody knows what it means. `fieldsMatch` can allow it.

    **Bad:** Fields `id`, `name`; the header `id,name,remarks`.

    **Good:** A field `remarks`, or no such column.
    """
    return found["H002"]


@rule("H003", "error", "header")
def order_of_columns(found: dict) -> Iterable[Finding]:
    """Columns stand in the order of the fields.

    Programs that go by position read them under wrong names. `"fieldsMatch": "equal"` allows any order.
    Cells are checked by name.

    **Bad:** Fields `id`, `name`; the header `name,id`.

    **Good:** The header `id,name`.
    """
    return found["H003"]


@rule("H004", "error", "header")
def no_duplicate_columns(found: dict) -> Iterable[Finding]:
    """No two columns have the same name.

    Programs keep one of them, or rename it.

    **Bad:** The header `id,name,name`.

    **Good:** The header `id,name,home_name`.
    """
    return found["H004"]


@rule("H005", "error", "header")
def no_blank_columns(found: dict) -> Iterable[Finding]:
    """Every column has a name.

    It is usually what a spreadsheet leaves behind to the right of a table.

    **Bad:** The header `id,name,`.

    **Good:** The header `id,name`.
    """
    return found["H005"]


@rule("H006", "error", "header")
def exact_names(found: dict) -> Iterable[Finding]:
    """Columns are written like their fields.

    Most programs take `Name` and `name` for two things.

    **Bad:** The header `id,Name` for the field `name`.

    **Good:** The header `id,name`.
    """
    return found["H006"]
