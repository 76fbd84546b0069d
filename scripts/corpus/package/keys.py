"""Keys: values that stand once, and values that stand in another table."""
from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable

import pyarrow as pa
import pyarrow.compute as pc

from .cells import skeleton

BETWEEN = "\x1f"  # two parts of a key: no cell holds it without being told
NEAR = 5_000  # keys among which the nearest is looked for
HINTS = 200  # keys for which it is looked for


def joined(columns: list[pa.ChunkedArray], missing: Iterable[tuple[str, ...]], same: list[Callable[[str], str] | None]) -> pa.ChunkedArray:
    """The keys of all rows as one text each, null where any part is missing."""
    parts = []
    for column, nothing, equal in zip(columns, missing, same):
        nothing_here = pc.is_in(column, value_set=pa.array(nothing, pa.string()))
        if pc.any(nothing_here).as_py():
            column = pc.if_else(nothing_here, pa.scalar(None, pa.string()), column)
        parts.append(_equalled(column, equal) if equal else column)
    keys = parts[0] if len(parts) == 1 else pc.binary_join_element_wise(*parts, BETWEEN, null_handling="emit_null")
    return keys


def _equalled(column: pa.ChunkedArray, equal: Callable[[str], str]) -> pa.ChunkedArray:
    """A column with each value in the one way to write it."""
    usual = pc.match_substring_regex(column, r"\A(?:0|-?[1-9][0-9]{0,17})\z")
    if pc.all(usual).as_py() is not False:
        return column
    distinct = pc.unique(column).drop_null()
    texts = distinct.to_pylist()
    changed = {t: e for t in texts if (e := equal(t)) != t}
    if not changed:
        return column
    where = pc.index_in(column, value_set=pa.array(list(changed), pa.string()))
    return pc.coalesce(pc.take(pa.array(list(changed.values()), pa.string()), where), column)


def repeated(keys: pa.ChunkedArray) -> list[tuple[int, int]]:
    """For each row whose key an earlier row has: its index and that of the first with the key (nulls aside)."""
    present = len(keys) - keys.null_count
    if present == 0 or len(distinct := pc.unique(keys)) - (1 if keys.null_count else 0) == present:
        return []
    counts = pc.value_counts(keys)
    many = counts.field("values").filter(pc.greater(counts.field("counts"), 1)).drop_null()
    del distinct
    first: dict[int, int] = {}
    out = []
    where = pc.index_in(keys, value_set=many)
    for row in pc.indices_nonzero(pc.is_valid(where)).to_pylist():
        which = where[row].as_py()
        if which in first:
            out.append((row, first[which]))
        else:
            first[which] = row
    return out


def without_target(keys: pa.ChunkedArray, targets: pa.Array) -> list[int]:
    """The rows whose key is none of the targets (nulls aside)."""
    there = pc.is_in(keys, value_set=targets, skip_nulls=True)
    return pc.indices_nonzero(pc.and_not(pc.is_valid(keys), there)).to_pylist()


class Nearest:
    """Hints for keys that lead nowhere: the target that was probably meant."""

    def __init__(self, targets: pa.Array):
        self.targets, self.given = targets, 0
        self.plain: dict[str, str] | None = None
        self.known: dict[str, str | None] = {}

    def hint(self, key: str) -> str | None:
        """A hint that names the nearest target, if one is near."""
        if key in self.known or self.given >= HINTS:
            return self.known.get(key)
        self.given += 1
        if self.plain is None:
            self.plain = {skeleton(t).strip().lower(): t for t in self.targets.drop_null().to_pylist()}
        close = self.plain.get(skeleton(key).strip().lower())
        if close is None and len(self.plain) <= NEAR:
            close = next(iter(difflib.get_close_matches(key, list(self.plain.values()), n=1, cutoff=0.75)), None)
        self.known[key] = f"Did you mean {close.replace(BETWEEN, ', ')}?" if close else None
        return self.known[key]
