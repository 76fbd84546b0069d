"""Checks foreign keys: rows that refer to a row of another table, or of the same one."""

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from dpcheck.collector import Collector, excerpt
from dpcheck.problem import Nearest, nearest
from dpcheck.read.model import ForeignKey, Resource, Schema

from .keys import Keys, in_terms_of, keys_of, without_target
from .table import Table
from .values import parts_of, written


def referenced(resources: list[Resource]) -> set[tuple[str, str]]:
    """The fields, by resource, whose columns are needed until the keys have been checked."""
    out = set()
    for r in resources:
        for key in r.schema.foreign_keys if r.schema else ():
            out |= {(r.name, f) for f in key.fields} | {(key.target or r.name, f) for f in key.target_fields}
    return out


def check_foreign_keys(problems: Collector, resources: list[Resource], tables: dict[str, Table]) -> None:
    """All foreign keys of a package."""
    by_name = {r.name: r for r in reversed(resources)}
    for resource in resources:
        for key in resource.schema.foreign_keys if resource.schema else ():
            target = by_name.get(key.target) if key.target else resource
            if target is None:
                at = key.node.at("reference", "resource")
                problems.add("D017.resource", at, actual=key.target, hint=nearest(key.target, by_name))
            elif _fields_exist(problems, key, target):
                _check(problems, key, tables.get(resource.name), tables.get(target.name), target)


def _fields_exist(problems: Collector, key: ForeignKey, target: Resource) -> bool:
    names = list(target.schema.by_name()) if target.schema else []
    absent = [n for n in key.target_fields if n not in names] if target.schema else []
    for name in absent:
        at = key.node.at("reference", "fields")
        at = at.at(key.target_fields.index(name)) if isinstance(at.value, list) else at
        hint = nearest(name, names) or f"Fields: {excerpt(', '.join(names[:50]), 300)}."
        problems.add("D017.field", at, target=target.name, actual=name, hint=hint)
    return not absent


def _check(problems: Collector, key: ForeignKey, here: Table | None, there: Table | None, target: Resource) -> None:
    if here is None or not here.sound or not all(n in here.columns for n in key.fields):
        return  # a table that could not be read has been reported
    if there is None or not there.sound or not all(n in there.columns for n in key.target_fields):
        problems.leave("D019.rows", key.node.at("reference"), target=target.name, field=", ".join(key.fields))
        return
    like = [there.fields[n] for n in key.target_fields]
    targets = parts_of(there, key.target_fields)
    there_keys = keys_of(targets)
    kinds = all(a.type == b.type for a, b in zip(like, (here.fields[n] for n in key.fields)))
    here_keys, whole = in_terms_of(parts_of(here, key.fields, like if kinds else None), targets)
    if there_keys is None or here_keys is None:
        problems.leave("D019.too-many", key.node.at("reference"))
        return
    _target_once(problems, key, there, there_keys)
    near = Nearest(_known(there_keys), 0.75)

    names, target_names = ", ".join(key.fields), ", ".join(key.target_fields)

    def make(position: int) -> dict[str, str | None]:
        text = written(here, key.fields, position)
        return {
            "target": target.name, "names": target_names, "field": names, "actual": text, "hint": near.hint(text)
        }  # fmt: skip

    rows = here.certain(without_target(here_keys, whole, there_keys))
    here.report(problems, "X004.no-row", rows, key.fields[0], make)


def _known(keys: Keys) -> Iterator[str]:
    """The texts of some keys, as choices for a hint."""
    if len(keys.parts) == 1:
        yield from (t for t in keys.parts[0].values.slice(0, 50_000).to_pylist() if t is not None)
    else:
        yield from map(keys.text, range(min(Nearest.CHOICES, len(keys.numbers))))


def _target_once(problems: Collector, key: ForeignKey, there: Table, keys: Keys) -> None:
    schema: Schema | None = there.resource.schema
    assert schema
    unique = [[n] for n, f in there.fields.items() if f.constraints.get("unique")]
    if any(set(d) == set(key.target_fields) for d in [schema.primary_key, *schema.unique_keys, *unique]):
        return
    numbers: pa.ChunkedArray = keys.numbers
    once, rows = pc.count_distinct(numbers, mode="only_valid").as_py(), len(numbers) - numbers.null_count
    if once < rows:
        at, names = key.node.at("reference", "fields"), ", ".join(key.target_fields)
        problems.add("D018.several", at, fields=names, target=there.resource.name, once=once, rows=rows)
