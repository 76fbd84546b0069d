"""Checks the cells of a table against their fields, and its own keys. Knows one table at a time."""

import re
from collections import defaultdict
from collections.abc import Callable
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from dpcheck.collector import Collector, excerpt
from dpcheck.read.model import Field
from dpcheck.values.bad import Bad

from .cells import canonical
from .columns import faults_of
from .keys import Column, comparable, keys_of, repeated
from .table import Table

# Words that people write for a missing value, and the rules that such a word can break.
NOTHING = frozenset(
    "na n/a #n/a n.a. null none nil nan - -- --- . .. ... … ? unknown missing nd n.d. 0000-00-00 \\n".split()
    + ["0000-00-00 00:00:00", "not available", "no data"]
)
BROKEN_BY_NOTHING = ("V001", "V002", "V004", "V005", "V012")


def check_values(problems: Collector, table: Table, needed: set[tuple[str, str]]) -> None:
    """Check values against their fields; report missing values in required fields, and duplicates in unique ones."""
    schema = table.resource.schema
    assert schema
    in_keys = {n for key in [schema.primary_key, *schema.unique_keys] for n in key}
    for name, field in table.fields.items():
        column, missing = table.columns[name], table.missing(name)
        empty = bool(pc.any(missing).as_py())
        values = column.values.filter(pc.invert(missing)) if empty else column.values
        faults, many = faults_of(field, values, name in in_keys or (table.resource.name, name) in needed)
        _common_causes(problems, table, field, faults)
        _report(problems, table, name, faults, many)
        if empty and field.constraints.get("required") and name not in schema.primary_key:
            table.report(problems, "V003.empty", table.rows_of(name, missing), name, _empty_maker(column))
        if field.constraints.get("unique") and schema.primary_key != [name] and [name] not in schema.unique_keys:
            _repeated(problems, "V008", table, [name])


def _report(
    problems: Collector, table: Table, name: str, faults: dict[str, list[Bad]], many: dict[str, pa.Array]
) -> None:
    column = table.columns[name]
    by_rule: dict[tuple[str, str | None], dict[str, Bad]] = defaultdict(dict)
    for text, reported in faults.items():
        for fault in reported:
            by_rule[fault.code, fault.level][text] = fault
    for (code, level), texts in by_rule.items():
        rows = table.rows_of(name, pc.is_in(column.values, value_set=pa.array(list(texts), pa.string())))

        def make(position: int, texts: dict[str, Bad] = texts) -> dict[str, Any]:
            text = column.at(position) or ""
            return {"what": texts[text].what, "actual": text, **texts[text].values}

        table.report(problems, code, rows, name, make, level)
    for code, values in many.items():
        problems.omit(code, len(table.rows_of(name, pc.is_in(column.values, value_set=values))))


def _common_causes(problems: Collector, table: Table, field: Field, faults: dict[str, list[Bad]]) -> None:
    """Report a fault that many cells of a column share once, and remove it from the faults."""
    broken = {t: f for t, reported in faults.items() for f in reported if f.code in BROKEN_BY_NOTHING}
    for text in [t for t in broken if t.strip().lower() in NOTHING]:
        listed = ", ".join(f'"{m}"' for m in dict.fromkeys([*field.missing, text]))
        hint = f'If it means a missing value, declare "missingValues": [{listed}] in the field.'
        said = f"{excerpt(text)}, which is not a value of this field."
        _report_once(problems, table, field, [text], broken[text], said, hint)
        del faults[text], broken[text]
    commas = [t for t in broken if field.type == "number" and re.fullmatch(r"[+-]?[0-9]+,[0-9]+", t)]
    if len(commas) > 1 and len(commas) == len(broken):
        hint = (
            'If it is the decimal character, declare "decimalChar": "," in the field; '
            'if it groups digits, "groupChar": ",".'
        )
        _report_once(problems, table, field, commas, broken[commas[0]], "a number with a comma.", hint)
        for text in commas:
            del faults[text]


def _report_once(
    problems: Collector, table: Table, field: Field, texts: list[str], fault: Bad, said: str, hint: str
) -> None:
    name = field.key
    column = table.columns[name]
    rows = table.rows_of(name, pc.is_in(column.values, value_set=pa.array(texts, pa.string())))
    if not len(rows):
        return
    count = "A cell of" if len(rows) == 1 else f"{len(rows)} cells of"
    message = f"{count} {excerpt(field.name)} {'holds' if len(rows) == 1 else 'hold'} {said}"
    values = {"field": name, "level": fault.level, "actual": column.at(rows[0].as_py())}
    values |= {**fault.values, "message": message, "hint": hint}
    problems.add(fault.what, lambda: table.place(rows[0].as_py(), name), **values)


def _empty_maker(column: Column) -> Callable[[int], dict[str, Any]]:
    def make(position: int) -> dict[str, Any]:
        text = column.at(position)
        hint = f"{excerpt(text)} is one of missingValues, so this cell is empty." if text else None
        return {"actual": text or None, "hint": hint}

    return make


def parts_of(table: Table, names: list[str], like: list[Field] | None = None) -> list[Column]:
    """The columns of a key; ``like`` are the fields whose types decide which values are equal, if not its own."""
    return [
        comparable(table.columns[n], table.fields[n].missing, canonical(f))
        for n, f in zip(names, like or [table.fields[n] for n in names])
    ]


def written(table: Table, names: list[str], position: int) -> str:
    """A key as it is written in the file."""
    return ", ".join(str(table.columns[n].at(position)) for n in names)


def check_own_keys(problems: Collector, table: Table) -> None:
    """Check primary and unique keys."""
    schema = table.resource.schema
    assert schema
    if schema.primary_key and all(n in table.columns for n in schema.primary_key):
        for name in schema.primary_key:
            rows = table.rows_of(name, table.missing(name))
            table.report(problems, "X001.empty", rows, name, _empty_maker(table.columns[name]))
        _repeated(problems, "X002", table, schema.primary_key)
    for names in schema.unique_keys:
        if names != schema.primary_key and all(n in table.columns for n in names):
            _repeated(problems, "X003", table, names)


def _repeated(problems: Collector, code: str, table: Table, names: list[str]) -> None:
    keys = keys_of(parts_of(table, names))
    if keys is None:
        return
    rows, first = repeated(keys)

    def make(position: int) -> dict[str, Any]:
        other = table.place(first(position), names[0])
        where = f"row {other['row']}" if len(table.parts) == 1 else f"row {other['row']} of {other['path']}"
        actual = written(table, names, position)
        return {"field": ", ".join(names), "where": where, "actual": actual, "first": other["line"]}

    what = f"{code}.one" if len(names) == 1 else f"{code}.together"
    table.report(problems, what, table.certain(rows), names[0], make)
