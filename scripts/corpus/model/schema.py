"""The definitions of every field: JSON Schemas read once, their references resolved, as plain objects.

A schema in ``schemas/records/`` defines a kind of record (what people write in YAML) and, by
``x-table``, the table its scalars go to. A schema in ``schemas/tables/`` defines the rows of a
link table, which is filled from lists in records. Annotations of ours (see
``schemas/dialect.schema.json``): ``x-table``, ``x-records``, ``x-references``, ``x-column``,
``x-path``, ``x-counter-examples``, ``x-format``, ``x-inferred``, ``x-optional`` (open while a record is proposed);
and JSON Schema's own ``readOnly`` for what is derived and never written by hand.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Generic, TypeVar

import jsonschema_rs

from .codebook import restated

# The fields with the name of a record for people; the first filled one is used.
NAMES = ("label", "short_name", "short_title", "title")
TERMS = "terms:"
FORMATS = "formats.schema.json"


T = TypeVar("T")


class Keyword(Generic[T]):
    """An attribute that reads a keyword of a definition."""

    def __init__(self, name: str, default: T):
        self.name, self.default = name, default

    def __get__(self, owner: Any, _: Any = None) -> T:
        value: T = owner.definition.get(self.name, self.default) if owner is not None else self.default
        return value


@dataclass(frozen=True)
class Field:
    """One property of a record or one column of a table, with its whole definition."""

    name: str
    definition: dict[str, Any]
    required: bool

    title = Keyword("title", "")
    description = Keyword("description", "")
    examples = Keyword[list[Any]]("examples", [])
    counter_examples = Keyword[list[Any]]("x-counter-examples", [])  # invalid values that look valid
    derived = Keyword("readOnly", False)  # True if a function fills the field
    from_path = Keyword[str | None]("x-path", None)  # 'folder' or 'stem': the part of the file's path with the value
    inferred = Keyword[dict[str, str]]("x-inferred", {})  # the field whose code says that the value was inferred
    format = Keyword[str | None]("x-format", None)  # the name of the format in schemas/formats.schema.json
    table = Keyword[dict[str, Any]]("x-table", {})  # for a list: the link table it fills, and how

    @cached_property
    def is_list(self) -> bool:
        return bool(self.definition["type"] == "array")

    @cached_property
    def item(self) -> Field:
        """The definition of one item, for a list of single values."""
        return Field(self.name, self.definition["items"], True)

    @cached_property
    def column(self) -> str | None:
        """How the record's own table shows the field: 'scalar', 'labels', 'values' or None."""
        return self.definition.get("x-column") if self.is_list else "scalar"

    @cached_property
    def references(self) -> str | None:
        """The table whose keys are allowed, or ``terms:<vocabulary>``; of a list, that of its items."""
        return self.item.references if self.is_list else self.definition.get("x-references")

    @cached_property
    def vocabulary(self) -> str | None:
        """The vocabulary whose codes are allowed, or None."""
        ref = self.references
        return ref[len(TERMS) :] if ref and ref.startswith(TERMS) else None

    @cached_property
    def item_fields(self) -> list[Field]:
        """The fields of one object, for a list of objects."""
        items = self.definition.get("items", {})
        required = set(items.get("required", ()))
        return [Field(n, d, n in required) for n, d in items.get("properties", {}).items()]


@dataclass(frozen=True)
class Column(Field):
    """One column of a table: a field as it is, or the keys or the labels of what the field refers to."""

    of: Field
    labels: bool = False


@dataclass(frozen=True)
class Schema:
    """One schema file, references resolved."""

    name: str
    path: str
    definition: dict[str, Any]
    columns: list[Column] = field(default_factory=list)  # of the table, in order; filled when all schemas are read

    title = Keyword("title", "")
    description = Keyword("description", "")
    table = Keyword[dict[str, Any]]("x-table", {})  # name, path and key of the table its scalars go to
    records = Keyword[dict[str, Any]]("x-records", {})  # the files of its records, and whether a file holds many

    @cached_property
    def fields(self) -> list[Field]:
        required = set(self.definition.get("required", ()))
        return [Field(n, d, n in required) for n, d in self.definition["properties"].items()]

    @property
    def table_name(self) -> str | None:
        return self.table.get("name")

    def field(self, name: str) -> Field:
        """The field of this name; raises KeyError."""
        return {f.name: f for f in self.fields}[name]

    @cached_property
    def stored(self) -> list[Field]:
        """The fields of the table, each as one or two columns."""
        return [f for f in self.fields if f.column]

    @property
    def key(self) -> list[str]:
        """The columns of the key."""
        names = {c.of.name: c.name for c in self.columns if not c.labels}
        return [names[k] for k in self.table["key"]]

    @cached_property
    def validation(self) -> dict[str, Any]:
        """The schema of what people write, without derived fields and those from the path."""
        document = dict(self.definition)
        skip = {f.name for f in self.fields if f.derived or f.from_path}
        document["properties"] = {n: d for n, d in document["properties"].items() if n not in skip}
        required = [n for n in document.get("required", ()) if n not in skip]
        later = [n for n in required if document["properties"][n].get("x-optional") == "proposed"]
        document["required"] = [n for n in required if n not in later]
        if later:
            document["if"] = {"properties": {"review_status": {"const": "proposed"}}, "required": ["review_status"]}
            titles = {n: {"title": document["properties"][n].get("title", n)} for n in later}
            document["else"] = {"required": later, "properties": titles}
        return document


@dataclass(frozen=True)
class Schemas:
    """All definitions: ``kinds`` of records by name, ``tables`` by name (record tables and link tables)."""

    kinds: dict[str, Schema]
    tables: dict[str, Schema]

    @cached_property
    def kind_of_table(self) -> dict[str, Schema]:
        """The kind of record behind each table that has one."""
        return {k.table["name"]: k for k in self.kinds.values() if k.table}


# The order of tables in the package: those that most people open come first, sources for facts last.
TABLE_ORDER = tuple(Path(__file__).with_name("table-order.txt").read_text(encoding="utf-8").split())


def load_schemas(folder: Path) -> Schemas:
    """Read ``folder``/records and ``folder``/tables.

    Raises FileNotFoundError if there are none, and ValueError with the file name if a file is not
    JSON, a reference has no target, or a definition lacks what reading records requires.
    """
    raw: dict[Path, Any] = {}
    files = [*folder.glob("records/*.schema.json"), *folder.glob("tables/*.schema.json"), *folder.glob(FORMATS)]
    for path in sorted(files):  # version 1.0.0 had no file of formats
        try:
            raw[path.resolve()] = json.loads(restated(path.read_text(encoding="utf-8")))
        except ValueError as error:
            raise ValueError(f"{path.name}: not valid JSON: {error}") from None
    if not raw:
        raise FileNotFoundError(f"there are no schemas in {folder}")
    kinds, tables = {}, {}
    for path, document in raw.items():
        if path.name == FORMATS:
            continue
        of, name = path.parent.name, path.name.removesuffix(".schema.json")  # of records, or of tables
        schema = Schema(name, f"schemas/{of}/{path.name}", _resolved(document, path, raw))
        _check_shape(schema, of == "records")
        if of == "records":
            kinds[name] = schema
        if schema.table:
            tables[schema.table["name"]] = schema
    for schema in {**kinds, **tables}.values():
        _check_fields(schema, schema.fields, tables)
    for schema in tables.values():
        schema.columns.extend(c for f in schema.stored for c in _columns(f, tables))
    rank = {name: n for n, name in enumerate(TABLE_ORDER)}
    ordered = dict(sorted(tables.items(), key=lambda item: (rank.get(item[0], len(rank)), item[0])))
    return Schemas(kinds, ordered)


def _columns(f: Field, tables: Mapping[str, Schema]) -> Iterator[Column]:
    """The columns of a field: references to records or terms have the key in ``*_id`` or ``*_code``.

    The label, if there is one, comes before it, under the plain name.
    """
    if not f.references:
        yield Column(f.name, f.definition, f.required, f)
        return
    other = tables["terms" if f.vocabulary else f.references]
    suffix, what = ("_code", "code") if f.vocabulary else ("_id", "identifier")
    plain = f.name.removesuffix(suffix)
    joins = f"{other.table_name}.{other.table['key'][0]}"
    if f.vocabulary:
        joins = f"terms.code, where vocabulary is {f.vocabulary}"
    labelled = f.column != "values" and any(x.name in NAMES and x.required for x in other.fields)
    label = {"title": f.title, "description": f.description}
    key = {"title": f"{f.title} ({what})", "description": f"{f.description} Joins {joins}."}
    if plain != f.name:  # the field is named after its key
        label = {"title": f"{f.title} (label)", "description": f"The label of {f.name}."}
        key["title"] = f.title
    elif labelled:
        key["description"] = f"The {what}{'s' * f.is_list} of {plain}; joins {joins}."
    if labelled:
        kind = {"type": "array", "items": {"type": "string"}} if f.is_list else {"type": "string"}
        yield Column(plain, kind | label, f.required, f, True)
    yield Column(plain + suffix, f.definition | key, f.required, f)


def _resolved(node: Any, path: Path, raw: dict[Path, Any], seen: tuple[Any, ...] = ()) -> Any:
    """A copy of ``node`` with every ``$ref`` replaced by its target; siblings of ``$ref`` take precedence."""
    if isinstance(node, list):
        return [_resolved(x, path, raw, seen) for x in node]
    if not isinstance(node, dict):
        return node
    own = {k: _resolved(v, path, raw, seen) for k, v in node.items() if k != "$ref"}
    if "$ref" not in node:
        return own
    reference, target, here = node["$ref"], None, path
    if isinstance(reference, str):
        file, _, pointer = reference.partition("#")
        here = (path.parent / file).resolve() if file else path
        target = raw.get(here) if (here, pointer) not in seen else None
        seen = (*seen, (here, pointer))
        for part in pointer.strip("/").split("/"):
            target = target.get(part) if isinstance(target, dict) else None
    if target is None:
        raise ValueError(f"{path.name}: the reference {reference} leads nowhere")
    base = _resolved(target, here, raw, seen)
    if not isinstance(base, dict):
        raise ValueError(f"{path.name}: the reference {reference} leads to no definition")
    # A path gives a value only in its own kind of file; the texts of a format are not those of the field.
    left = ("title", "examples", "x-counter-examples") if here.name == FORMATS else ("x-path",)
    return {k: v for k, v in base.items() if k not in left} | own


_CORE = json.loads(Path(__file__).with_name("core.schema.json").read_text(encoding="utf-8"))
_CHECK = {
    x: jsonschema_rs.Draft202012Validator(_CORE | {"required": ["properties", x]}) for x in ("x-records", "x-table")
}


def _check_shape(schema: Schema, is_kind: bool) -> None:
    """Raise ValueError if a definition cannot be used."""
    for error in _CHECK["x-records" if is_kind else "x-table"].iter_errors(schema.definition):
        where = "/".join(map(str, error.instance_path)) or "the file"
        raise ValueError(f"{schema.path}: {where}: {error.message}")
    if schema.table and not set(schema.table["key"]) <= schema.definition["properties"].keys():
        raise ValueError(f"{schema.path}: the key of x-table is not made of its own fields")


def _check_fields(schema: Schema, fields: list[Field], tables: Mapping[str, Schema]) -> None:
    """Raise ValueError if a pattern is invalid or a field refers to a table that does not exist."""
    for f in fields:
        try:
            re.compile((f.item if f.is_list else f).definition.get("pattern", ""))
        except re.error as error:
            raise ValueError(f"{schema.path}: the pattern of {f.name} cannot be read: {error}") from None
        for table in (f.references, f.table and f.table["table"]):
            if table and not table.startswith(TERMS) and table not in tables:
                raise ValueError(f"{schema.path}: {f.name} refers to {table}, which is not a table")
        _check_fields(schema, f.item_fields, tables)
