"""A resource with its parts and columns, and where each cell of it is. Knows no rule."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import accumulate
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from dpcheck.collector import Collector
from dpcheck.read.model import Field, Resource

from .json_table import JsonPart
from .keys import Column
from .part import Part


@dataclass
class Table:
    """The columns of the fields that all parts have, by the keys of the fields."""

    resource: Resource
    parts: list[Part | JsonPart]
    columns: dict[str, Column]
    fields: dict[str, Field]
    by_field: list[dict[str, int]]  # in each part, the column of each field
    sound: bool  # False where cells are doubtful or files were not read

    @cached_property
    def doubtful(self) -> pa.Array:
        """Positions of rows whose cells cannot be assigned to columns."""
        before = accumulate((p.size for p in self.parts), initial=0)
        return pa.array([start + d for start, p in zip(before, self.parts) for d in p.doubtful], pa.uint64())

    def missing(self, name: str) -> pa.Array:
        """A mask of the values of a column that mean a missing value."""
        return pc.is_in(self.columns[name].values, value_set=pa.array(self.fields[name].missing, pa.string()))

    def certain(self, rows: pa.Array) -> pa.Array:
        """The positions among these whose cells are known."""
        return rows.filter(pc.invert(pc.is_in(rows, value_set=self.doubtful))) if len(self.doubtful) else rows

    def rows_of(self, name: str, which: pa.Array) -> pa.Array:
        """The certain rows that have one of the values of a column; ``which`` is a mask over them."""
        return self.certain(self.columns[name].rows_of(which))

    def place(self, position: int, field: str) -> dict[str, Any]:
        """Path, line, column and row of a cell; ``position`` from 0 on through all parts."""
        for part, columns in zip(self.parts, self.by_field):
            if position < part.size:
                return part.place(position, columns.get(field, 0))
            position -= part.size
        raise IndexError(position)

    def report(
        self,
        problems: Collector,
        what: str,
        rows: pa.Array,
        field: str,
        make: Callable[[int], Mapping[str, Any]],
        level: str | None = None,
    ) -> None:
        """Report a problem in each of these rows, up to the limit; ``make`` returns the values for its wording."""
        code = what.partition(".")[0]
        kept = max(0, min(len(rows), problems.room(code)))
        for position in rows.slice(0, kept).to_pylist():
            values: dict[str, Any] = {"what": what, "field": field, "level": level, **make(position)}
            problems.add(values.pop("what"), partial(self.place, position, field), **values)
        if len(rows) > kept:
            problems.omit(code, len(rows) - kept, level)
