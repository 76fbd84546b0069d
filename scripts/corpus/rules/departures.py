"""Departures of records and definitions from JSON Schemas. Knows JSON Schema, no rule."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import jsonschema_rs

from corpus.model.records import Corpus, Record
from dpcheck.wordlists import load

# Used in place of a keyword: the record is of another kind (the limit); a text has what the limit describes.
MISPLACED, UNWANTED = "misplaced", "unwanted"
WORDS: dict[str, Any] = load(__file__, "fields.yaml")
_UNWANTED = [(re.compile(u["pattern"], re.DOTALL), u) for u in WORDS["unwanted"]]
AS_PRINTED = ("as_printed", "begins_with", "ends_with")  # fields with words of the document


@dataclass(frozen=True)
class Departure:
    """One value of a record that departs from its definition.

    ``keyword`` is that of JSON Schema, or ``readOnly`` if a derived value is written by hand;
    ``limit`` is its value (or the missing or unknown fields), ``definition`` the schema that contains it.
    """

    record: Record
    path: tuple
    keyword: str
    limit: Any
    value: Any
    definition: dict

    @property
    def place(self) -> str:
        """The place in the record, for readers: ``themes.2``."""
        return ".".join(str(p + 1) if isinstance(p, int) else p for p in self.path) or self.record.kind.name

    @property
    def ambiguous(self) -> bool:
        """Whether programs read the value differently."""
        mark = self.record.mark(*self.path)
        faults = self.record.file.reading.faults
        return any(f.kind == "ambiguous" and (f.line, f.column) == (mark.line, mark.column) for f in faults)


def departures(corpus: Corpus) -> list[Departure]:
    """Every departure of every record."""
    found = []
    definitions = {k.name: json.dumps(k.validation) for k in corpus.schemas.kinds.values()}
    for record in corpus.records:
        hidden = {f.name: f for f in record.kind.fields if f.derived or f.from_path}
        written = record.file.reading.value
        for part in record.base:
            written = written[part]
        value = {k: v for k, v in written.items() if k not in hidden}
        if other := _belongs_to(corpus, record, written):
            found.append(Departure(record, (), MISPLACED, other, written, {}))
            continue
        for name in (name for name in written if name in hidden):
            found.append(Departure(record, (name,), "readOnly", True, written[name], hidden[name].definition))
        for e in validator(definitions[record.kind.name]).iter_errors(value):
            definition: Any = record.kind.validation
            for part in e.schema_path[:-1]:
                definition = definition[part]
            found.append(Departure(record, tuple(e.instance_path), e.kind.name, e.kind.value, e.instance, definition))
        if not found or found[-1].record is not record:  # its values are in the right places
            found += _unwanted(record)
        if record.file.reading.whole_decimals:
            found += [Departure(record, *d) for d in _decimals(value, record.kind.validation, ())]
    return found


def _unwanted(record: Record) -> Iterator[Departure]:
    """The first forbidden content in each value that is plain text."""
    for path, field, value in record.written():
        if isinstance(value, str) and not field.references and field.format in (None, "plain-line"):
            hits = (u for p, u in _UNWANTED if p.fullmatch(value) and not (u.get("optional") and field.required))
            if path[-1] not in AS_PRINTED and (unwanted := next(hits, None)):
                yield Departure(record, path, UNWANTED, unwanted, value, {})


def _decimals(value: Any, definition: dict, path: tuple) -> Iterator[tuple]:
    """Values such as 1.0 for a whole number, which JSON Schema accepts but tables do not."""
    if isinstance(value, float) and value.is_integer() and definition.get("type") == "integer":
        yield path, "type", ["integer"], value, definition
    elif isinstance(value, (dict, list)):
        inner = definition.get("properties", {})
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            of_item = inner.get(key, {}) if isinstance(value, dict) else definition.get("items", {})
            yield from _decimals(item, of_item, (*path, key))


def _belongs_to(corpus: Corpus, record: Record, written: dict) -> str | None:
    """The kind whose key a record has instead of its own, if each record of that kind has its own file."""
    if record.base or not record.kind.table or record.kind.table["key"][0] in written:
        return None
    others = ((k.name, k.table["key"][0]) for k in corpus.schemas.kinds.values() if k.table and not k.records["many"])
    return next((name for name, key in others if key in written), None)


@lru_cache(maxsize=64)
def validator(text: str) -> jsonschema_rs.Draft202012Validator:
    """The validator of a JSON Schema."""
    return jsonschema_rs.Draft202012Validator(json.loads(text))


@lru_cache(maxsize=4)
def check_dialect(definition: str) -> None:
    """Raise ValueError if the dialect itself is not a JSON Schema."""
    try:
        validator(definition)
    except json.JSONDecodeError as error:
        raise ValueError(f"schemas/dialect.schema.json: not valid JSON: {error}") from None
    except ValueError as error:  # an invalid keyword, or a reference without a target
        where = "/".join(map(str, getattr(error, "instance_path", ()))) or "the file"
        raise ValueError(f"schemas/dialect.schema.json: {where}: {str(error).splitlines()[0]}") from None


@lru_cache(maxsize=64)  # takes half the time in a small repository, with the same result each time
def departures_from_dialect(definition: str, text: str) -> list[tuple[int, str]]:
    """Line and message of each departure from the dialect in one file."""
    return [
        (_line_of(text, e.instance_path), f"{'/'.join(map(str, e.instance_path)) or 'the file'}: {short(e.message)}")
        for e in validator(definition).iter_errors(json.loads(text))
    ]


def _line_of(text: str, path: Iterable[str | int]) -> int:
    """The line of a value in indented JSON: the place of each key of the path, one after the other."""
    at = 0
    for part in path:
        if isinstance(part, str):
            found = text.find(f'"{part}":', at)
            at = found if found >= 0 else at
    return text.count("\n", 0, at) + 1


def short(value: object) -> str:
    """A value for a message: one line, cut if it is long."""
    text = str(value).replace("\n", "\\n")
    return text if len(text) <= 80 else text[:79] + "…"
