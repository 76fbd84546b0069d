"""Columns by their distinct values, and keys made of them: finds duplicate keys and keys without a target."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc


@dataclass
class Column:
    """The distinct texts of a column, and for each row the index of its text (null if the row is too short)."""

    values: pa.Array
    codes: pa.ChunkedArray

    def at(self, row: int) -> str | None:
        """The text in a row, from 0 on."""
        code = self.codes[row].as_py()
        return None if code is None else self.values[code].as_py()

    def rows_of(self, which: pa.Array) -> pa.Array:
        """The rows that have one of the texts; ``which`` is a mask over ``values``."""
        wanted = pc.indices_nonzero(which).cast(pa.int32())
        return pc.indices_nonzero(pc.is_in(self.codes, value_set=wanted)) if len(wanted) else pa.array([], pa.uint64())


def encoded(column: pa.ChunkedArray) -> Column:
    """A column of texts by its distinct values."""
    made = column.dictionary_encode()  # with one dictionary for all chunks
    values = made.chunk(0).dictionary if made.num_chunks else pa.array([], pa.string())
    return Column(values, pa.chunked_array([c.indices for c in made.chunks], pa.int32()))


def comparable(column: Column, missing: tuple[str, ...], same: Callable[[str], str] | None) -> Column:
    """The column as part of a key: missing values are null, and each value is written in one way."""
    values, codes = column.values, column.codes
    nothing = pc.is_in(values, value_set=pa.array(missing, pa.string()))
    if pc.any(nothing).as_py():
        keep = pc.if_else(nothing, pa.scalar(None, pa.int32()), pa.array(range(len(values)), pa.int32()))
        codes = pc.take(keep, codes)
    if same is None or pc.all(pc.match_substring_regex(values, r"\A(?:0|-?[1-9][0-9]{0,17})\z")).as_py() is not False:
        return Column(values, codes)
    texts = pa.array([same(t) for t in values.to_pylist()], pa.string())
    distinct = pc.unique(texts)
    return Column(distinct, pc.take(pc.index_in(texts, value_set=distinct), codes))


@dataclass
class Keys:
    """The keys of all rows as numbers, null where a part is missing."""

    parts: list[Column]
    numbers: pa.ChunkedArray

    def text(self, row: int) -> str:
        """The key of a row, as messages show it."""
        return ", ".join(str(p.at(row)) for p in self.parts)


def numbered(parts: list[Column], codes: list[pa.ChunkedArray], sizes: list[int]) -> Keys | None:
    """One number for each key of several parts, whose codes are below ``sizes``; None if the number would overflow."""
    if math.prod(sizes) >= 1 << 62:
        return None
    numbers = codes[0].cast(pa.int64())
    for more, size in zip(codes[1:], sizes[1:]):
        numbers = pc.add(pc.multiply(numbers, pa.scalar(size, pa.int64())), more.cast(pa.int64()))
    return Keys(parts, numbers)


def keys_of(parts: list[Column]) -> Keys | None:
    """The keys of a table."""
    return numbered(parts, [p.codes for p in parts], [max(1, len(p.values)) for p in parts])


def in_terms_of(parts: list[Column], targets: list[Column]) -> tuple[Keys | None, pa.ChunkedArray]:
    """The keys of a table, in the numbers of the table that they refer to, and a mask of the rows that have a key."""
    codes, whole = [], None
    for part, target in zip(parts, targets):
        here = pc.is_valid(part.codes)
        whole = here if whole is None else pc.and_(whole, here)
        codes.append(pc.take(pc.index_in(part.values, value_set=target.values), part.codes))
    return numbered(parts, codes, [max(1, len(t.values)) for t in targets]), whole


def repeated(keys: Keys) -> tuple[pa.Array, Callable[[int], int]]:
    """The rows that repeat an earlier key, and a function from a row to the first row with its key; ignores nulls."""
    numbers, none = keys.numbers, pa.array([], pa.uint64())
    if len(keys.parts) == 1 and numbers.null_count == 0 and len(keys.parts[0].values) == len(numbers):
        return none, int  # as many values as rows
    if pc.count_distinct(numbers, mode="only_valid").as_py() == len(numbers) - numbers.null_count:
        return none, int
    counts = pc.value_counts(numbers)
    many = counts.field("values").filter(pc.greater(counts.field("counts"), 1)).drop_null()
    rows = pc.indices_nonzero(pc.is_in(numbers, value_set=many))
    grouped = pa.table({"key": pc.take(numbers, rows), "row": rows}).group_by("key").aggregate([("row", "min")])
    firsts = grouped["row_min"]
    later = rows.filter(pc.invert(pc.is_in(rows, value_set=firsts.combine_chunks())))
    keys_ = grouped["key"].combine_chunks()

    def first(row: int) -> int:
        return int(firsts[pc.index(keys_, numbers[row]).as_py()].as_py())

    return later, first


def without_target(keys: Keys, whole: pa.ChunkedArray, targets: Keys) -> pa.Array:
    """The rows whose key is not among the targets; rows without a key are left out."""
    numbers = keys.numbers
    if len(keys.parts) == 1 and not targets.numbers.null_count:  # each value of its dictionary is in some row
        there = pc.is_valid(numbers)
    else:
        there = pc.is_in(numbers, value_set=pc.unique(targets.numbers).drop_null(), skip_nulls=True)
    return pc.indices_nonzero(pc.and_not(whole, there))
