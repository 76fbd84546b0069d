"""All checks of one package, in the order data flows."""

from __future__ import annotations

import csv
import hashlib
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from dpcheck.check.cells import CellFault, canonical
from dpcheck.check.columns import faults_of
from dpcheck.check.grid import Part, read_part
from dpcheck.check.header import match_header
from dpcheck.check.keys import Column, Nearest, comparable, encoded, in_terms_of, keys_of, repeated, without_target
from dpcheck.check.text import read_text
from dpcheck.read.descriptor import Descriptor
from dpcheck.read.model import CSV_FORMATS, Field, File, ForeignKey, Resource, Schema

from .collector import Found, shown
from .problem import nearest

WORKERS = 2  # tables that are checked at once; more would need more memory
pa.set_cpu_count(1)  # Arrow's threads may abort the process at exit; https://github.com/apache/arrow/issues/50482


@dataclass
class Table:
    """A resource with its parts, and the columns of the fields that they all have."""

    resource: Resource
    parts: list[Part]
    columns: dict[str, Column]
    fields: dict[str, Field]
    by_field: list[dict[str, int]]  # in each part, the column of each field
    sound: bool  # False where cells are doubtful or files were not read

    def certain(self, row: int) -> bool:
        """Whether a row has as many cells as the header: of others nobody knows which cell is which."""
        return row not in self.doubtful

    @cached_property
    def doubtful(self) -> set[int]:
        before = accumulate((p.count for p in self.parts), initial=0)
        return {start + row for start, p in zip(before, self.parts) for row in p.uneven}

    def missing(self, name: str) -> pa.Array:
        """Which values of a column stand for nothing: a mask over them."""
        return pc.is_in(self.columns[name].values, value_set=pa.array(self.fields[name].missing, pa.string()))

    def rows_of(self, name: str, which: pa.Array) -> Iterator[int]:
        """The certain rows that have one of the values of a column; ``which`` is a mask over them."""
        return filter(self.certain, self.columns[name].rows_of(which))

    def place(self, row: int, field: str) -> dict:
        """Path, line, column and row of a cell; ``row`` from 0 on through all parts."""
        for part, columns in zip(self.parts, self.by_field):
            if row < part.count:
                line, column = part.place(row + 1, columns.get(field, 0))
                return {"path": part.text.file.shown, "line": line, "column": column, "row": row + 1}
            row -= part.count
        raise IndexError(row)


def check_package(path: Path, label: str, on_step: Callable[[object], None] = lambda _: None) -> tuple[Found, int]:
    """Everything found in the package of a descriptor, and how many files were looked at."""
    found = Found()
    descriptor = Descriptor(found, path, label)
    tables: dict[str, Table] = {}
    keys = _referenced(descriptor.resources)

    def check(resource: Resource) -> tuple[Found, Table | None]:
        own = Found()
        return own, _table(own, resource, keys)

    limit = csv.field_size_limit(sys.maxsize)  # long cells are told, not refused
    try:
        with ThreadPoolExecutor(WORKERS) as pool:
            for resource, (own, table) in zip(descriptor.resources, pool.map(check, descriptor.resources)):
                on_step(resource.name)
                for code, findings in own.items():
                    found[code] += findings
                if table is not None:
                    tables.setdefault(resource.name, table)
    finally:
        csv.field_size_limit(limit)
    on_step("keys")
    for resource in descriptor.resources:
        if resource.schema:
            _foreign_keys(found, resource, descriptor.resources, tables)
    _stray(found, descriptor, path)
    return found, 1 + sum(len(r.files) for r in descriptor.resources)


def _referenced(resources: Iterable[Resource]) -> set[tuple[str, str]]:
    """The fields, by resource, whose columns are needed until the keys have been checked."""
    out = set()
    for r in resources:
        for key in r.schema.foreign_keys if r.schema else ():
            out |= {(r.name, f) for f in key.fields} | {(key.target or r.name, f) for f in key.target_fields}
    return out


def _table(found: Found, resource: Resource, needed: set[tuple[str, str]]) -> Table | None:
    """Read the files of a resource and check all that can be checked in them alone."""
    parts: list[Part] = []
    whole = bool(resource.files)
    names = [f.name for f in resource.schema.fields] if resource.schema else []
    for file in resource.files:
        data = file.path.read_bytes()
        if len(resource.files) == 1:
            _size_and_hash(found, resource, file, data)
        if not resource.tabular:
            continue
        text = read_text(found, file, data, resource.encoding)
        part = read_part(found, text, resource.dialect, names, parts[0] if parts else None) if text else None
        if part:
            parts.append(part)
        else:
            whole = False
    listed = resource.node.value.get("path")
    whole &= len(parts) == len(listed) if isinstance(listed, list) else bool(parts)
    if not parts or resource.schema is None or not resource.schema.fields:
        return None
    schema = resource.schema
    matched = [match_header(found, p, schema) if n == 0 or p.header_starts else None for n, p in enumerate(parts)]
    matched = [
        m if m is not None else (matched[0] + [None] * len(p.columns))[: len(p.columns)] for m, p in zip(matched, parts)
    ]
    by_field = [{f.name: n for n, f in enumerate(m) if f} for m in matched]
    fields = {name: f for name, f in schema.by_name().items() if all(name in b for b in by_field)}
    columns = {
        name: encoded(
            pa.chunked_array([c for p, b in zip(parts, by_field) for c in p.columns[b[name]].chunks], pa.string())
        )
        for name in fields
    }
    table = Table(resource, parts, columns, fields, by_field, whole and all(p.sound for p in parts))
    for p in parts:
        p.columns = []
    if table.sound:
        _values(found, table, needed)
        _own_keys(found, table)
    table.columns = {name: c for name, c in columns.items() if (resource.name, name) in needed}
    for p in parts:  # the text is read again where a key leads nowhere
        p.text.__dict__.pop("text", None)
        p.text.__dict__.pop("lines", None)
    return table


def _size_and_hash(found: Found, resource: Resource, file: File, data: bytes) -> None:
    size = resource.node.at("bytes")
    if isinstance(size.value, int) and not isinstance(size.value, bool) and size.value != len(data):
        found.add(
            "D011",
            f"{file.shown} has another size than the descriptor says.",
            **size.place(),
            expected=str(size.value),
            actual=str(len(data)),
        )
    at = resource.node.at("hash")
    if not isinstance(at.value, str):
        return
    name, _, digest = at.value.rpartition(":")
    try:
        made = hashlib.new(name or "md5", data, usedforsecurity=False)
        actual = made.hexdigest(len(digest) // 2) if name.startswith("shake") else made.hexdigest()
    except (ValueError, TypeError):
        found.add(
            "D011",
            f"There is no hash called {shown(name)}.",
            **at.place(),
            expected="such as sha256:…",
            actual=shown(at.value),
        )
        return
    if actual != digest.lower():
        found.add(
            "D011",
            f"{file.shown} has another hash than the descriptor says.",
            **at.place(),
            expected=at.value,
            actual=f"{name + ':' if name else ''}{actual}",
            hint="The file has changed, or the descriptor is old.",
        )


def _values(found: Found, table: Table, needed: set[tuple[str, str]]) -> None:
    """Values against their fields; missing ones where there must be some; values that stand twice."""
    schema = table.resource.schema
    in_keys = {n for key in [schema.primary_key, *schema.unique_keys] for n in key}
    for name, field in table.fields.items():
        column = table.columns[name]
        missing = table.missing(name)
        empty = pc.any(missing).as_py()
        faults = faults_of(
            field,
            column.values.filter(pc.invert(missing)) if empty else column.values,
            name in in_keys or (table.resource.name, name) in needed,
        )
        if faults:
            for row in table.rows_of(name, pc.is_in(column.values, value_set=pa.array(list(faults), pa.string()))):
                text = column.at(row)
                place = table.place(row, name)
                for fault in faults[text]:
                    _say(found, fault, text, name, place)
        if empty and field.constraints.get("required") and name not in schema.primary_key:
            for row in table.rows_of(name, missing):
                found.add(
                    "V003",
                    f"{name} is empty here.",
                    **table.place(row, name),
                    field=name,
                    expected="a value",
                    **_nothing(column.at(row)),
                )
        if field.constraints.get("unique") and schema.primary_key != [name] and [name] not in schema.unique_keys:
            _twice(found, "V008", table, [name])


def _nothing(text: str) -> dict:
    """What is said of a text that stands for nothing."""
    return (
        {"actual": shown(text), "hint": f"{shown(text)} is one of missingValues: it stands for nothing here."}
        if text
        else {}
    )


def _say(found: Found, fault: CellFault, text: str, name: str, place: dict) -> None:
    found.add(
        fault.code,
        fault.message,
        **place,
        field=name,
        expected=fault.expected,
        actual=shown(text),
        hint=fault.hint,
        level=fault.level,
    )


def _parts(table: Table, names: list[str], like: list[Field] | None = None) -> list[Column]:
    """The columns of a key; ``like`` are the fields whose types decide what is equal, where they are others."""
    return [
        comparable(table.columns[n], table.fields[n].missing, canonical(f))
        for n, f in zip(names, like or [table.fields[n] for n in names])
    ]


def _own_keys(found: Found, table: Table) -> None:
    schema = table.resource.schema
    if schema.primary_key and all(n in table.columns for n in schema.primary_key):
        for name in schema.primary_key:
            for row in table.rows_of(name, table.missing(name)):
                found.add(
                    "X001",
                    f"{name} is part of the primary key and is empty here.",
                    **table.place(row, name),
                    field=name,
                    expected="a value",
                    **_nothing(table.columns[name].at(row)),
                )
        _twice(found, "X002", table, schema.primary_key)
    for names in schema.unique_keys:
        if names != schema.primary_key and all(n in table.columns for n in names):
            _twice(found, "X003", table, names)


def _twice(found: Found, code: str, table: Table, names: list[str]) -> None:
    keys = keys_of(_parts(table, names))
    for row, first in repeated(keys) if keys else ():
        if not table.certain(row):
            continue
        other = table.place(first, names[0])
        where = f"row {other['row']}" if len(table.parts) == 1 else f"row {other['row']} of {other['path']}"
        found.add(
            code,
            f"{', '.join(names)}: {where} has the same.",
            **table.place(row, names[0]),
            field=", ".join(names),
            expected="a value that stands once" if len(names) == 1 else "values that stand once together",
            actual=shown(keys.text(row)),
            hint=f"The first is in line {other['line']}.",
        )


def _foreign_keys(found: Found, resource: Resource, resources: list[Resource], tables: dict[str, Table]) -> None:
    by_name = {r.name: r for r in reversed(resources)}
    for key in resource.schema.foreign_keys:
        target = by_name.get(key.target) if key.target else resource
        at = key.node.at("reference")
        if target is None:
            found.add(
                "D017",
                f"There is no resource {shown(key.target)}.",
                **at.at("resource").place(),
                actual=shown(key.target),
                hint=nearest(key.target, by_name),
            )
            continue
        if target.schema is None:
            continue  # it has none (D020), or one that was not read
        names = list(target.schema.by_name())
        wrong = [n for n in key.target_fields if n not in names]
        for name in wrong:
            found.add(
                "D017",
                f"There is no field {shown(name)} in {target.name}.",
                **at.at("fields").place(),
                actual=shown(name),
                hint=nearest(name, names) or f"Fields: {', '.join(names)}.",
            )
        there, here = tables.get(target.name), tables.get(resource.name)
        if wrong or not here or not there or not here.sound or not there.sound or here.resource is not resource:
            continue
        if not set(key.fields) <= here.columns.keys() or not set(key.target_fields) <= there.columns.keys():
            continue
        _one_foreign_key(found, key, here, there)


def _one_foreign_key(found: Found, key: ForeignKey, here: Table, there: Table) -> None:
    like = [there.fields[n] for n in key.target_fields]
    targets = _parts(there, key.target_fields)
    there_keys = keys_of(targets)
    kinds = all(a.type == b.type for a, b in zip(like, (here.fields[n] for n in key.fields)))
    here_keys, whole = in_terms_of(_parts(here, key.fields, like if kinds else None), targets)
    if there_keys is None or here_keys is None:
        return
    schema: Schema = there.resource.schema
    declared = [
        schema.primary_key,
        *schema.unique_keys,
        *([n] for n, f in there.fields.items() if f.constraints.get("unique")),
    ]
    if not any(set(d) == set(key.target_fields) for d in declared):
        numbers = there_keys.numbers
        once, rows = pc.count_distinct(numbers, mode="only_valid").as_py(), len(numbers) - numbers.null_count
        if once < rows:
            found.add(
                "D018",
                f"{', '.join(key.target_fields)} of {there.resource.name} does not stand once: one row here leads to "
                "several there.",
                **key.node.at("reference", "fields").place(),
                actual=f"{once} values in {rows} rows",
            )
    near = Nearest(there_keys)
    for row in filter(here.certain, without_target(here_keys, whole, there_keys)):
        told = here_keys.text(row)
        found.add(
            "X004",
            f"{there.resource.name} has no row with {', '.join(key.target_fields)} {shown(told)}.",
            **here.place(row, key.fields[0]),
            field=", ".join(key.fields),
            actual=shown(told),
            hint=near.hint(told),
        )


def _stray(found: Found, descriptor: Descriptor, path: Path) -> None:
    """Tables beside the tables of the package that no resource names."""
    if any(found[code] for code in ("D001", "D002", "D004", "D007", "D009")):
        return  # a path that could not be followed may mean one of them
    folders = {f.parent for f in descriptor.claimed} & {f.parent for f in descriptor.claimed if f.is_file()}
    for folder in sorted(folders):
        for file in sorted(folder.iterdir()):
            if (
                file.is_file()
                and file.suffix.lower().lstrip(".") in CSV_FORMATS[:2]
                and file.resolve() not in descriptor.claimed
                and not file.name.startswith(".")
            ):
                shown_path = descriptor.prefix + file.relative_to(path.parent.resolve()).as_posix()
                found.add(
                    "D010",
                    "No resource of the package names this table.",
                    shown_path,
                    None,
                    None,
                    hint="Add a resource for it, or delete it.",
                )
