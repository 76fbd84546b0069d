"""Rules on the fields of a record, against their definitions and formats in schemas/."""

import re
from collections.abc import Collection, Iterator
from typing import Any

from corpus.model.countries import COUNTRIES
from corpus.model.dates import bounds
from corpus.model.records import Record
from corpus.model.schema import FORMATS, TERMS
from corpus.model.yaml_reader import read_yaml
from dpcheck.problem import Problem, nearest

from .context import Context, Problems, at
from .departures import MISPLACED, UNWANTED, WORDS, Departure, check_dialect, departures_from_dialect, short
from .registry import rule
from .repairs import meant

TYPES: dict[str, str] = {name: words for words, names in WORDS["types"].items() for name in names}
SIZES: dict[str, str] = WORDS["sizes"]
HINTS: dict[str, str] = WORDS["hints"]


def _type(value: object) -> str:
    return TYPES[type(value).__name__]


def _of(ctx: Context, *keywords: str) -> Iterator[Departure]:
    return (d for d in ctx.departures if d.keyword in keywords and not d.ambiguous)  # Y006 reports those


def _at_key(record: Record, path: tuple, message: str, **more: Any) -> Problem:
    """A problem at the key of a field, not at its value."""
    mark = record.file.reading.key_marks.get((*record.base, *path)) or record.mark(*path)
    return Problem(message, record.file.path, mark.line, mark.column, path[-1], record.id or None, **more)


def _near(name: str, known: Collection[str]) -> str | None:
    """A hint that names the field that was probably meant: the nearest, or one whose name contains this one."""
    longer = next((k for k in known if f"_{name.lower()}_" in f"_{k}_"), None)
    return nearest(name, known) or (f"Did you mean {longer}?" if longer else None)


def form_hint(d: Departure) -> str | None:
    """What to write in place of a value of the wrong form or type, or None if unknown."""
    form = d.definition.get("x-format")
    value = None if form == "plain-line" else meant(str(d.value), d.definition.get("pattern", ""), form)
    shown = f'"{value}"' if value and read_yaml(f"- {value}").faults else value
    return f"Write {shown}." if value else HINTS.get(str(form))


@rule("S001")
def right_shape(ctx: Context) -> Problems:
    unread = ("syntax", "depth", "alias")
    for file in ctx.corpus.files:
        if file.kind is None or file.text is None or any(f.kind in unread for f in file.reading.faults):
            continue
        value, many = file.reading.value, file.kind.records["many"]
        expected = "a list of records" if many else "one record"
        if value is None and not (many and file.data.strip().startswith(b"#")):
            yield Problem("This file is empty.", file.path, 1, 1, expected=expected)
        elif value is not None and not isinstance(value, list if many else dict):
            message, actual = f"This file should contain {expected}.", _type(value)
            hint = HINTS["record" if isinstance(value, list) else "records" if isinstance(value, dict) else "fields"]
            yield Problem(message, file.path, 1, 1, expected=expected, actual=actual, hint=hint)
        elif many:
            for n, item in enumerate(value or []):
                if not isinstance(item, dict):
                    mark, due = file.reading.marks[(n,)], TYPES["object"]
                    message, actual = "This entry is not a record.", _type(item)
                    yield Problem(message, file.path, mark.line, mark.column, expected=due, actual=actual)
    for d in _of(ctx, MISPLACED):
        folder = ctx.corpus.schemas.kinds[d.limit].records["files"].rpartition("/")[0]
        message, hint = f"This looks like a record of the kind {d.limit}.", f"Move it to data/records/{folder}/."
        yield at(d.record, d.path, message, f"one of the kind {d.record.kind.name}", d.limit, hint)
    for kind in ctx.corpus.schemas.kinds.values():  # there must be one record of the package
        if not kind.table and not any(f.kind is kind for f in ctx.corpus.files):
            path, hint = f"data/records/{kind.records['files']}", f"Write it; {kind.path} says what belongs in it."
            yield Problem("This file is missing.", path, expected="one record", hint=hint)


@rule("S002")
def required_fields(ctx: Context) -> Problems:
    for d in _of(ctx, "required"):
        known = d.definition["properties"]
        misspelt = {_near(key, known) for key in d.value if key not in known}  # S003 reports it
        if f"Did you mean {d.limit}?" not in misspelt:
            title = known.get(d.limit, {}).get("title", d.limit)
            yield at(d.record, d.path, f"The field {d.limit} is missing.", title, hint=f"Add {d.limit}.")


@rule("S003")
def known_fields(ctx: Context) -> Problems:
    for d in _of(ctx, "additionalProperties"):
        known = d.definition["properties"]
        for name in d.limit:
            if name != "<<":  # Y003 reports the merge key
                hint = _near(name, known) or f"Fields: {', '.join(known)}."
                yield _at_key(d.record, (*d.path, name), f"There is no field {name} here.", actual=name, hint=hint)


@rule("S004")
def right_type(ctx: Context) -> Problems:
    for d in _of(ctx, "type"):
        (due,) = d.limit
        hint = HINTS.get(due)
        if due == "array" and d.definition.get("items", {}).get("type") == "object":
            hint = HINTS["object"]
        if d.value is None:
            hint = "Fill it, or leave the field out."
        elif isinstance(d.value, (dict, list)) and due != "array":
            hint = "Write one value, without brackets."
        codes = ctx.corpus.vocabularies.get(d.definition.get("x-references", "").removeprefix(TERMS))
        expected = TYPES[due]
        if due == "integer" and codes:
            expected, hint = "; ".join(f"{c} ({t.get('label')})" for c, t in codes.items()), "Write the number."
        yield at(d.record, d.path, f"{d.place} has the wrong type.", expected, _type(d.value), hint)


@rule("S005")
def right_form(ctx: Context) -> Problems:
    for d in _of(ctx, "enum"):
        if isinstance(d.value, str):  # otherwise S004 reports it
            hint = nearest(d.value, d.limit) or "Choose one of them."
            yield at(
                d.record, d.path, f"{d.place} is not one of the allowed values.", ", ".join(d.limit), d.value, hint
            )
    for d in _of(ctx, "pattern"):
        example = next((f"like {x}" for x in d.definition.get("examples", [])), d.limit)
        message, actual = f"{d.place} does not have the form that this field needs.", short(d.value)
        fix = HINTS["quoted"] if actual[:1] in "“”„‘’«»" else form_hint(d)
        yield at(d.record, d.path, message, example, actual, fix)
    for d in _of(ctx, UNWANTED):
        match = re.fullmatch(d.limit["pattern"], d.value, re.DOTALL)
        yield at(d.record, d.path, f"{d.place} {d.limit['message']}.", None, match and match["found"], d.limit["hint"])


@rule("S006")
def right_size(ctx: Context) -> Problems:
    for d in _of(ctx, *SIZES):
        size = len(d.value) if isinstance(d.value, (list, str)) else d.value
        if d.keyword == "uniqueItems":
            size = f"{next(x for n, x in enumerate(d.value) if x in d.value[:n])} twice"
        hint = HINTS["commas"] if isinstance(d.value, list) and any(";" in str(x) for x in d.value) else None
        yield at(d.record, d.path, f"{d.place} is outside its limits.", SIZES[d.keyword].format(d.limit), size, hint)


@rule("S007", hint="Delete the line.")
def nothing_derived(ctx: Context) -> Problems:
    for d in _of(ctx, "readOnly"):
        why = "follows from the path of the file" if d.definition.get("x-path") else "is derived from other fields"
        yield _at_key(d.record, d.path, f"{d.path[0]} {why} and is not written by hand.")


@rule("S008", hint="See schemas/dialect.schema.json.")
def dialect(ctx: Context) -> Problems:
    path = ctx.corpus.root / "schemas" / "dialect.schema.json"
    definition = path.read_text(encoding="utf-8")
    check_dialect(definition)
    for file in [path.with_name(FORMATS), *sorted(path.parent.glob("[rt]*/*.schema.json"))]:
        where = file.relative_to(ctx.corpus.root).as_posix()
        for line, message in departures_from_dialect(definition, file.read_text(encoding="utf-8")):
            yield Problem(message, where, line, 1, record=file.name)


@rule("R003")
def dates_exist(ctx: Context) -> Problems:
    for r, path, date in ctx.with_format("edtf", "day"):
        try:
            bounds(date)
        except ValueError as error:
            yield at(r, path, f"This date is not possible: {error}.", actual=date)
    for r in ctx.sound("actor"):
        first, last = (ctx.days(r, name) for name in ("active_from", "active_until"))
        if first and last and last[1] < first[0]:
            message, expected = "This actor ends before it begins.", f"{r.get('active_from')} or later"
            yield at(r, "active_until", message, expected, r.get("active_until"))


@rule("R008", hint="If there is no code, leave the field out and say so under facts.")
def countries_exist(ctx: Context) -> Problems:
    for r, path, code in ctx.with_format("country"):
        if code not in COUNTRIES:
            yield at(r, path, f"{code} is not a country code of ISO 3166-1.", "a code like GB", code)
