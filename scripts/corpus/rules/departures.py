"""How records and definitions depart from JSON Schemas. Knows JSON Schema, no rule."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import jsonschema_rs

from corpus.model.records import Corpus, Record

MISPLACED = "misplaced"  # in the place of a keyword: the record is of another kind, which is the limit


@dataclass(frozen=True)
class Departure:
    """One value of a record that departs from its definition.

    ``keyword`` is that of JSON Schema, or ``readOnly`` where something derived is written by hand;
    ``limit`` is what it says, ``definition`` the schema it stands in.
    """

    record: Record
    path: tuple
    keyword: str
    limit: Any
    value: Any
    definition: dict

    @property
    def place(self) -> str:
        """Where in the record, for readers: ``themes.2``."""
        return ".".join(str(p + 1) if isinstance(p, int) else p for p in self.path) or self.record.kind.name


def departures(corpus: Corpus) -> list[Departure]:
    """Every departure of every record."""
    found = []
    definitions = {k.name: json.dumps(k.validation) for k in corpus.schemas.kinds.values()}
    valid = {name: quick(text).is_valid for name, text in definitions.items()}
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
        if record.file.reading.whole_decimals or not valid[record.kind.name](value):
            for e in slow(definitions[record.kind.name]).iter_errors(value):
                path, keyword = tuple(e.absolute_path), str(e.validator)
                found.append(Departure(record, path, keyword, e.validator_value, e.instance, e.schema))
    return found


def _belongs_to(corpus: Corpus, record: Record, written: dict) -> str | None:
    """The kind whose key a record has instead of its own, where each record of that kind has a file of its own."""
    if record.base or not record.kind.table or record.kind.table["key"][0] in written:
        return None
    others = ((k.name, k.table["key"][0]) for k in corpus.schemas.kinds.values() if k.table and not k.records["many"])
    return next((name for name, key in others if key in written), None)


@lru_cache(maxsize=64)
def quick(text: str) -> jsonschema_rs.Draft202012Validator:
    """Decides in microseconds whether a value is valid; :func:`slow` puts into words what is wrong."""
    return jsonschema_rs.Draft202012Validator(json.loads(text))


@lru_cache(maxsize=64)
def slow(text: str) -> Any:
    """Finds every error, with its place: asked only where something is wrong, and imported only then.

    Patterns end where the value ends: for Python, $ also matches before a last line feed.
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
    out = {k: _ended(v) for k, v in node.items()}
    if isinstance(pattern := out.get("pattern"), str):
        out["pattern"] = re.sub(r"\$\Z", r"\\Z", pattern)
    return out


@lru_cache(maxsize=4)
def check_dialect(definition: str) -> None:
    """Raise ValueError where the dialect itself is not a JSON Schema."""
    try:
        quick(definition)
    except json.JSONDecodeError as error:
        raise ValueError(f"schemas/dialect.schema.json: not valid JSON: {error}") from None
    except ValueError as error:  # a keyword that is not what it must be, a reference that leads nowhere
        where = "/".join(map(str, getattr(error, "instance_path", ()))) or "the file"
        raise ValueError(f"schemas/dialect.schema.json: {where}: {str(error).splitlines()[0]}") from None


@lru_cache(maxsize=64)  # half the time of a small repository, and the same each time
def departures_from_dialect(definition: str, text: str) -> list[tuple[int, str]]:
    """Line and message of whatever departs from the dialect in one file."""
    if quick(definition).is_valid(json.loads(text)):
        return []
    return [
        (_line_of(text, e.absolute_path), f"{'/'.join(map(str, e.absolute_path)) or 'the file'}: {short(e.message)}")
        for e in slow(definition).iter_errors(json.loads(text))
    ]


def _line_of(text: str, path: Iterator[str | int]) -> int:
    """The line of a value in indented JSON: the place of each key of the path, one after the other."""
    at = 0
    for part in path:
        if isinstance(part, str):
            found = text.find(f'"{part}":', at)
            at = found if found >= 0 else at
    return text.count("\n", 0, at) + 1


def short(value: object) -> str:
    """A value for a message: one line, cut where it is long."""
    text = str(value).replace("\n", "\\n")
    return text if len(text) <= 80 else text[:79] + "…"
