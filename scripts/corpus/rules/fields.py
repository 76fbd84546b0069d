"""Stage schema: the fields of a record, against the definitions in schemas/."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import jsonschema_rs

from corpus.model.records import Record
from dpcheck.problem import Problem, nearest

from .context import Context, at
from .registry import rule


@lru_cache(maxsize=64)
def _sound(text: str) -> jsonschema_rs.Draft202012Validator:
    """Tells in microseconds whether a value is sound; what is wrong is put into words by :func:`_validator`."""
    return jsonschema_rs.Draft202012Validator(json.loads(text))


@lru_cache(maxsize=64)
def _validator(text: str):
    """Finds every error, with its place: asked only where something is wrong, and imported only then.

    Patterns end where the value ends: for Python, $ also stands before a last line feed.
    """
    from jsonschema import Draft202012Validator
    from jsonschema.validators import extend

    # JSON Schema takes 1.0 for a whole number; a table does not.
    types = Draft202012Validator.TYPE_CHECKER.redefine(
        "integer", lambda _, x: isinstance(x, int) and not isinstance(x, bool)
    )
    return extend(Draft202012Validator, type_checker=types)(_ended(json.loads(text)))


def _ended(node: Any) -> Any:
    if isinstance(node, list):
        return [_ended(x) for x in node]
    if not isinstance(node, dict):
        return node
    return {
        k: re.sub(r"\$\Z", r"\\Z", v) if k == "pattern" and isinstance(v, str) else _ended(v) for k, v in node.items()
    }


def errors(ctx: Context) -> list[tuple[Record, object]]:
    """Every JSON Schema error of every record, found once; unsound records are marked."""
    if ctx.schema_errors is not None:
        return ctx.schema_errors
    found = []
    definitions = {k.name: json.dumps(k.validation) for k in ctx.corpus.schemas.kinds.values()}
    sound = {name: _sound(text).is_valid for name, text in definitions.items()}
    derived = {
        k.name: {f.name for f in k.fields if f.derived or f.from_path} for k in ctx.corpus.schemas.kinds.values()
    }
    for record in ctx.corpus.records:
        written = _written(record)
        hidden = derived[record.kind.name] & written.keys()
        if hidden:
            record.sound = False
        value = {k: v for k, v in written.items() if k not in hidden}
        if not record.file.reading.whole_decimals and sound[record.kind.name](value):
            continue
        for error in _validator(definitions[record.kind.name]).iter_errors(value):
            found.append((record, error))
            record.sound = False
    ctx.schema_errors = found
    return found


def _written(record: Record) -> dict:
    value = record.file.reading.value
    for part in record.base:
        value = value[part]
    return value


def _where(record: Record, error) -> str:
    return ".".join(str(p + 1) if isinstance(p, int) else p for p in error.absolute_path) or record.kind.name


def _finding(record: Record, error, message: str, **more) -> Problem:
    return at(record, *error.absolute_path, message=message, **more)


def _of(ctx: Context, *keywords: str) -> Iterator[tuple[Record, object]]:
    yield from ((r, e) for r, e in errors(ctx) if e.validator in keywords)


@rule("S001", "error", "schema")
def right_shape(ctx: Context) -> Iterator[Problem]:
    """A file holds one record, or a list of records, as its kind demands.

    Passages, recommendations and terms stand in lists; every actor, meeting, instrument and source
    has a file of its own.

    **Bad:** `actors/odihr.yaml` that begins with `- actor_id: odihr`.

    **Good:** `actors/odihr.yaml` that begins with `actor_id: odihr`.
    """
    for file in ctx.corpus.files:
        if (
            file.kind is None
            or any(f.kind in ("syntax", "depth", "alias") for f in file.reading.faults)
            or file.text is None
        ):
            continue
        value = file.reading.value
        many = file.kind.records["many"]
        expected = "a list of records" if many else "one record"
        if value is None and not (many and file.data.strip().startswith(b"#")):
            yield Problem("This file is empty.", file.path, 1, 1, expected=expected)
        elif value is not None and not isinstance(value, list if many else dict):
            yield Problem(
                f"This file should hold {expected}.", file.path, 1, 1, expected=expected, actual=_kind_of(value)
            )
        elif many:
            for n, item in enumerate(value or []):
                if not isinstance(item, dict):
                    mark = file.reading.marks[(n,)]
                    yield Problem(
                        "This entry is not a record.",
                        file.path,
                        mark.line,
                        mark.column,
                        expected="fields with values",
                        actual=_kind_of(item),
                    )
    for kind in ctx.corpus.schemas.kinds.values():
        name = kind.records["files"]
        if not kind.table and not any(
            f.kind is kind for f in ctx.corpus.files
        ):  # of the package itself there must be one
            yield Problem(
                "This file is missing.",
                f"data/records/{name}",
                expected="one record",
                hint=f"Write it; {kind.path} says what belongs in it.",
            )


def _kind_of(value: object) -> str:
    return {
        dict: "fields with values",
        list: "a list",
        str: "text",
        int: "a whole number",
        float: "a number",
        bool: "true or false",
        type(None): "nothing",
    }[type(value)]


@rule("S002", "error", "schema")
def required_fields(ctx: Context) -> Iterator[Problem]:
    """A record has every field that its kind requires.

    **Bad:** a recommendation without `place`.

    **Good:** the same recommendation with `place: item 4, sentence 2`.
    """
    seen = set()
    for record, error in _of(ctx, "required"):  # one error for each field that is missing, and each lists them all
        for name in error.validator_value:
            place = (id(record), *error.absolute_path, name)
            if name not in error.instance and place not in seen:
                seen.add(place)
                yield _finding(
                    record, error, f"The field {name} is missing.", expected=_title(error, name), hint=f"Add {name}."
                )


def _title(error, name: str) -> str:
    return error.schema["properties"].get(name, {}).get("title", name)


@rule("S003", "error", "schema")
def known_fields(ctx: Context) -> Iterator[Problem]:
    """A record has no field that its kind does not know.

    A misspelt field is silently left out of every table.

    **Bad:** `adressed_to: [odihr]`.

    **Good:** `addressed_to: [odihr]`.
    """
    for record, error in _of(ctx, "additionalProperties"):
        known = error.schema["properties"]
        for name in error.instance:
            if name not in known and name != "<<":  # Y003 speaks of the merge key
                path = (*error.absolute_path, name)
                mark = record.file.reading.key_marks.get((*record.base, *path)) or record.mark(*path)
                yield Problem(
                    f"There is no field {name} here.",
                    record.file.path,
                    mark.line,
                    mark.column,
                    name,
                    record.id or None,
                    actual=name,
                    hint=nearest(name, known) or f"Fields: {', '.join(known)}.",
                )


@rule("S004", "error", "schema")
def right_type(ctx: Context) -> Iterator[Problem]:
    """A value has the type of its field: text, whole number, true or false, list.

    **Bad:** `made_by: european-union` (text where a list is due).

    **Good:** `made_by: [european-union]`.
    """
    names = {
        "string": "text",
        "integer": "a whole number",
        "number": "a number",
        "boolean": "true or false",
        "array": "a list",
        "object": "fields with values",
    }
    for record, error in _of(ctx, "type"):
        hint = {"array": "Put it in square brackets.", "string": "Put it in quotation marks."}.get(
            error.validator_value
        )
        if error.instance is None:
            hint = "Fill it, or leave the field out."
        elif isinstance(error.instance, (dict, list)) and error.validator_value != "array":
            hint = "Write one value, without brackets."
        yield _finding(
            record,
            error,
            f"{_where(record, error)} has the wrong type.",
            expected=names[error.validator_value],
            actual=_kind_of(error.instance),
            hint=hint,
        )


@rule("S005", "error", "schema")
def right_form(ctx: Context) -> Iterator[Problem]:
    """A value has the form of its field: identifiers, dates, web addresses, hashes, plain lines of text.

    Each field's page says which form, with examples.

    **Bad:** `date: 2 October 2007`.

    **Good:** `date: 2007-10-02`.
    """
    for record, error in _of(ctx, "pattern", "enum"):
        if error.validator == "enum" and not isinstance(error.instance, str):
            continue  # S004 says so
        if error.validator == "enum":
            hint = nearest(error.instance, error.validator_value) or "Choose one of them."
            yield _finding(
                record,
                error,
                f"{_where(record, error)} is none of the values allowed.",
                expected=", ".join(error.validator_value),
                actual=str(error.instance),
                hint=hint,
            )
            continue
        example = next((str(x) for x in error.schema.get("examples", [])), None)
        yield _finding(
            record,
            error,
            f"{_where(record, error)} does not have the form that this field needs.",
            expected=f"like {example}" if example else error.validator_value,
            actual=_short(error.instance),
        )


def _short(value: object) -> str:
    text = str(value).replace("\n", "\\n")
    return text if len(text) <= 80 else text[:79] + "…"


@rule("S006", "error", "schema")
def right_size(ctx: Context) -> Iterator[Problem]:
    """A value is neither too long nor too short, and a list has no entry twice.

    **Bad:** `keywords: [research]` where three to eight are due.

    **Good:** `keywords: [data, evaluation, research]`.
    """
    words = {
        "minItems": "at least {} entries",
        "maxItems": "at most {} entries",
        "minLength": "at least {} characters",
        "maxLength": "at most {} characters",
        "minimum": "{} or more",
        "maximum": "{} or less",
        "uniqueItems": "each entry once",
    }
    for record, error in _of(ctx, *words):
        size = len(error.instance) if isinstance(error.instance, (list, str)) else error.instance
        yield _finding(
            record,
            error,
            f"{_where(record, error)} is outside its limits.",
            expected=words[error.validator].format(error.validator_value),
            actual="an entry twice" if error.validator == "uniqueItems" else str(size),
        )


@rule("S007", "error", "schema")
def nothing_derived(ctx: Context) -> Iterator[Problem]:
    """What is derived is not written by hand.

    Fields such as `theme`, `year` or `count_once` follow from others; written by hand they would
    sooner or later say something else.

    **Bad:** `year: 2007` in a recommendation.

    **Good:** no `year`: it follows from the date of the session.
    """
    for record in ctx.corpus.records:
        hidden = {f.name: f for f in record.kind.fields if f.derived or f.from_path}
        for name in _written(record):
            if name in hidden:
                where = (
                    "follows from the path of the file" if hidden[name].from_path else "is derived from other fields"
                )
                mark = record.file.reading.key_marks[(*record.base, name)]
                yield Problem(
                    f"{name} {where} and is not written by hand.",
                    record.file.path,
                    mark.line,
                    mark.column,
                    name,
                    record.id or None,
                    hint="Delete the line.",
                )


@rule("S008", "error", "schema")
def dialect(ctx: Context) -> Iterator[Problem]:
    """Every definition in schemas/ keeps to the dialect.

    Each field has type, title, description and examples; there is no oneOf, anyOf or allOf, no
    nesting beyond one list of objects, no field that may be of several types; patterns are anchored
    and grouped. Only so can one walk turn definitions into tables, descriptor and pages.

    **Bad:** `"pattern": "^[a-z]+$"`.

    **Good:** `"pattern": "^(?:[a-z]+)$"`.
    """
    path = ctx.corpus.root / "schemas" / "dialect.schema.json"
    definition = path.read_text(encoding="utf-8")
    _check_dialect(definition)
    for file in sorted((path.parent).glob("*/*.schema.json")):
        shown = file.relative_to(ctx.corpus.root).as_posix()
        for line, message in _departures(definition, file.read_text(encoding="utf-8")):
            yield Problem(message, shown, line, 1, record=file.name, hint="See schemas/dialect.schema.json.")


@lru_cache(maxsize=4)
def _check_dialect(definition: str) -> None:
    """Raise ValueError where the dialect itself is no JSON Schema."""
    try:
        _sound(definition)
    except json.JSONDecodeError as error:
        raise ValueError(f"schemas/dialect.schema.json: not valid JSON: {error}") from None
    except ValueError as error:  # a keyword that is not what it must be, a reference that leads nowhere
        where = "/".join(map(str, getattr(error, "instance_path", ()))) or "the file"
        raise ValueError(f"schemas/dialect.schema.json: {where}: {str(error).splitlines()[0]}") from None


@lru_cache(maxsize=64)  # half the time of a small repository, and the same each time
def _departures(definition: str, text: str) -> list[tuple[int, str]]:
    """Line and message of whatever departs from the dialect in one file."""
    found = []
    if _sound(definition).is_valid(json.loads(text)):
        return found
    for error in _validator(definition).iter_errors(json.loads(text)):
        where = "/".join(map(str, error.absolute_path)) or "the file"
        found.append((_line_of(text, error.absolute_path), f"{where}: {_short(error.message)}"))
    return found


def _line_of(text: str, path) -> int:
    """The line of a value in indented JSON: the place of each key of the path, one after the other."""
    at = 0
    for part in path:
        if isinstance(part, str):
            found = text.find(f'"{part}":', at)
            at = found if found >= 0 else at
    return text.count("\n", 0, at) + 1
