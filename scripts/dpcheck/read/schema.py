"""Table Schema: fields, constraints and keys of a descriptor, and what in them cannot hold."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from decimal import InvalidOperation
from typing import Any

from dpcheck.collector import Collector, excerpt
from dpcheck.problem import ERROR, WARNING, nearest
from dpcheck.values.patterns import compiles, explodes, of_xml_schema, runnable
from dpcheck.values.types import FORMATS, ITEM_TYPES, ORDERED, OTHER_TYPES, Bad, in_directives, parser, pattern_fault

from .documents import Node
from .model import Field, ForeignKey, Schema
from .shapes import CONSTRAINTS, FIELD, FOREIGN_KEY, REFERENCE, SCHEMA, check_object, kind_of

MATCHES = ("exact", "equal", "subset", "superset", "partial")
WITH_LENGTH = ("string", "array", "object", "list", "any", "geojson", "binary")


def read_schema(problems: Collector, node: Node, version: str, null: str | None) -> Schema | None:
    """The schema that an object describes, or None. ``null`` is a text that the dialect takes for nothing."""
    good = check_object(problems, node, SCHEMA, "schema", ("fields",))
    if "fields" not in good:
        return None
    missing = _missing(problems, node.at("missingValues"), ("",))
    extra = () if null is None or null in missing else (null,)
    fields = [f for item in node.at("fields").items() if (f := _field(problems, item, missing, extra))]
    seen: dict[str, Field] = {}
    for f in fields:
        if f.name in seen:
            f.key = f"{f.name} ({sum(o.name == f.name for o in fields[: fields.index(f)]) + 1})"
            problems.add(
                "D006",
                f"Two fields are called {excerpt(f.name)}.",
                f.node.at("name"),
                field=f.name,
                hint=f"The other is in line {seen[f.name].node.place()['line']}.",
                level=ERROR if version == "2" else WARNING,
            )
        seen.setdefault(f.name, f)
    match = good.get("fieldsMatch", "exact")
    match = match[0] if isinstance(match, list) and len(match) == 1 else match
    if match not in MATCHES:
        problems.add(
            "D015",
            "There is no such way to match fields.",
            node.at("fieldsMatch"),
            expected=", ".join(MATCHES),
            actual=excerpt(match),
            hint=nearest(str(match), MATCHES),
        )
        match = "exact"
    schema = Schema(node, fields, match, complete=len(fields) == len(node.at("fields").items()))
    names = list(seen)
    schema.primary_key = _names(problems, node.at("primaryKey"), names)
    for item in node.at("uniqueKeys").items():
        if key := _names(problems, item, names):
            schema.unique_keys.append(key)
    for item in node.at("foreignKeys").items():
        if foreign := _foreign_key(problems, item, names):
            schema.foreign_keys.append(foreign)
    return schema


def _missing(problems: Collector, node: Node, default: tuple[str, ...]) -> tuple[str, ...]:
    if not isinstance(node.value, list):
        return default
    out = []
    for item in node.items():
        value = item.value.get("value") if isinstance(item.value, dict) else item.value
        if isinstance(value, str):
            out.append(value)
        else:
            problems.add(
                "D004",
                "A missing value is text, or an object with value and label.",
                item,
                expected="text",
                actual=kind_of(item.value),
            )
    return tuple(out)


def _field(problems: Collector, node: Node, missing: tuple[str, ...], extra: tuple[str, ...]) -> Field | None:
    good = check_object(problems, node, FIELD, "field", ("name",))
    if not isinstance(node.value, dict) or "name" not in good:
        return None
    name = good["name"]
    if not name.strip() or name != name.strip() or re.search(r"[\x00-\x1f]", name):
        problems.add(
            "D006",
            "The name of this field is empty, padded, or holds control characters.",
            node.at("name"),
            field=name,
            actual=excerpt(name),
            level=WARNING,
        )
    kind, unknown = good.get("type", "any"), False
    if kind not in FORMATS:
        problems.add(
            "D015",
            f"There is no type {excerpt(kind)}.",
            node.at("type"),
            field=name,
            expected=", ".join(FORMATS),
            actual=excerpt(kind),
            hint=f"Write {OTHER_TYPES[kind.lower()]}." if kind.lower() in OTHER_TYPES else nearest(kind, FORMATS),
        )
        kind, unknown = "any", True
    format_ = "default" if unknown else _format(problems, node.at("format"), kind, good.get("format", "default"), name)
    if kind == "list" and good.get("itemType", "string") not in ITEM_TYPES:
        problems.add(
            "D015",
            "Entries of a list cannot have this type.",
            node.at("itemType"),
            field=name,
            expected=", ".join(ITEM_TYPES),
            actual=excerpt(good["itemType"]),
        )
    for char in ("decimalChar", "groupChar", "delimiter"):
        if good.get(char) == "":
            problems.add(
                "D014",
                f"{char} is empty: it is taken as if it were not there.",
                node.at(char),
                field=name,
                hint=f"Leave {char} out.",
                level=WARNING,
            )
    if good.get("groupChar") and good["groupChar"] == good.get("decimalChar", "."):
        problems.add("D014", "groupChar is the decimal character too.", node.at("groupChar"), field=name)
    own = _missing(problems, node.at("missingValues"), missing)
    f = Field(name, node, kind, format_, {}, (*own, *extra))
    if "constraints" in good and not unknown:
        f.constraints = _constraints(problems, f, node.at("constraints"))
    if not unknown:
        _categories(problems, f, node.at("categories"))
    return f


def _format(problems: Collector, node: Node, kind: str, format_: str, name: str) -> str:
    """The format of a field, as far as its type has it; patterns of version 0 lose their prefix."""
    allowed = FORMATS[kind]
    if allowed is None:
        format_ = format_.removeprefix("fmt:")
        if format_ == "any":
            message = f"The format any of the type {kind} has no rules: the values are not checked."
            problems.add("D019", message, node, field=name, hint="Write the format that the values have.")
            problems.unchecked.append(message)
        fault = pattern_fault(format_)
        if format_ in ("default", "any") or not fault:
            return format_
    elif format_ in allowed:
        return format_
    else:
        fault = None
    known = allowed or ("default", "any", "a pattern such as %d/%m/%Y")
    likely = in_directives(format_) if allowed is None else None
    default = {"date": "%Y-%m-%d", "time": "%H:%M:%S", "datetime": "%Y-%m-%dT%H:%M:%S"}.get(kind)
    problems.add(
        "D015",
        f"The type {kind} has no format {excerpt(format_)}" + (f": {fault}." if fault and "%" in format_ else "."),
        node,
        field=name,
        expected=", ".join(known),
        actual=excerpt(format_),
        hint=f"Write {likely}" + (", or nothing: the default is that." if likely == default else ".")
        if likely
        else nearest(format_, known),
    )
    return "any" if allowed is None else "default"


def _constraints(problems: Collector, f: Field, node: Node) -> dict[str, Any]:
    """The constraints that can be applied, limits and enum as values of the field."""
    good = check_object(problems, node, CONSTRAINTS, "set of constraints", strict=True)
    out = {k: v for k, v in good.items() if k in ("required", "unique")}

    def unfit(name: str, message: str, **more: Any) -> None:
        problems.add("D014", message, node.at(name), field=f.name, **more)

    if "jsonSchema" in good:
        message = "jsonSchema is not supported: cells are not checked against it."
        problems.add("D019", message, node.at("jsonSchema"), field=f.name)
        problems.unchecked.append(message)
    if "pattern" in good:
        _pattern(problems, f, node.at("pattern"), unfit)
    for name in ("minLength", "maxLength"):
        if name in good and (f.type not in WITH_LENGTH or good[name] < 0):
            unfit(
                name,
                f"{name} does not fit the type {f.type}." if good[name] >= 0 else f"{name} is below zero.",
                expected="text, list or object" if good[name] >= 0 else "0 or more",
            )
        elif name in good:
            out[name] = good[name]
    parse = parser(f)
    for name in ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"):
        if name not in good:
            continue
        if f.type not in ORDERED:
            unfit(name, f"{name} does not fit the type {f.type}, which has no order.")
            continue
        try:
            out[name] = parse(_lexical(f, good[name]))
        except (Bad, InvalidOperation):
            unfit(name, f"{name} is not a value of the type {f.type}.", actual=excerpt(good[name]))
    for low, high in (("minimum", "maximum"), ("minLength", "maxLength"), ("exclusiveMinimum", "exclusiveMaximum")):
        if low in out and high in out and out[low] > out[high]:
            unfit(
                low,
                f"{low} is above {high}: no value can hold.",
                actual=f"{excerpt(good[low])} and {excerpt(good[high])}",
            )
    if "enum" in good:
        out["enum"] = {}
        for item in node.at("enum").items():
            try:
                text = _lexical(f, item.value)
                out["enum"][_hashable(parse(text))] = text
            except Bad:
                problems.add(
                    "D014",
                    f"This entry of enum is not a value of the type {f.type}.",
                    item,
                    field=f.name,
                    actual=excerpt(item.value),
                )
        if not good["enum"]:
            unfit("enum", "enum is empty: no value can hold.")
    return out


def _lexical(f: Field, value: object) -> str:
    """A value of the descriptor as it would be written in a cell."""
    if isinstance(value, bool):
        words = f.get("trueValues") or ["true"] if value else f.get("falseValues") or ["false"]
        return str(words[0])
    if isinstance(value, (dict, list)):
        return json.dumps(value)
    text = str(value)
    return text.replace(".", f.get("decimalChar") or ".") if isinstance(value, float) else text


def _hashable(value: object) -> object:
    return repr(value) if isinstance(value, (dict, list)) else value


def _pattern(problems: Collector, f: Field, node: Node, unfit: Callable[..., None]) -> None:
    pattern = node.value
    if f.type not in ("string", "any"):
        unfit("pattern", f"pattern does not fit the type {f.type}.", expected="string")
        return
    runs, why = runnable(pattern), compiles(pattern)
    place = node.place() | {"field": f.name, "actual": excerpt(pattern)}
    if only := of_xml_schema(pattern):
        runs = False
        problems.add(
            "D013",
            f"This pattern has {only} of XML Schema, which cannot be run here: cells are not checked against it.",
            place,
            level=WARNING,
        )
        problems.unchecked.append("pattern")
    elif not runs and why:
        problems.add("D013", f"This pattern does not compile: {why}.", place, level=ERROR)
    elif not runs:
        problems.add(
            "D013",
            "This pattern looks around or back, or repeats too much, which engines of linear time cannot do: cells are "
            "not checked against it.",
            place,
            level=WARNING,
        )
    elif why:
        problems.add("D013", f"Not every engine takes this pattern: {why}.", place, level=WARNING)
    elif explodes(pattern):
        problems.add(
            "D013",
            "Many engines need exponential time for this pattern: a repetition inside a repetition.",
            place,
            level=WARNING,
            hint="Take one of the two away: (a+)+ is a+.",
        )
    f.pattern = pattern if runs else None


def _categories(problems: Collector, f: Field, node: Node) -> None:
    if not isinstance(node.value, list):
        return
    if f.type not in ("string", "integer"):
        problems.add(
            "D014",
            f"categories do not fit the type {f.type}.",
            node,
            field=f.name,
            expected="string or integer",
        )
        return
    values, parse = {}, parser(f)
    for item in node.items():
        value = item.value.get("value") if isinstance(item.value, dict) else item.value
        try:
            text = _lexical(f, value)
            if value is None or parse(text) in values:
                problems.add(
                    "D014",
                    "This category is empty or is here twice.",
                    item,
                    field=f.name,
                    actual=excerpt(value),
                )
                continue
            values[parse(text)] = text
        except Bad:
            problems.add(
                "D014",
                f"This category is not a value of the type {f.type}.",
                item,
                field=f.name,
                actual=excerpt(value),
            )
    f.constraints["categories"] = values


def _names(problems: Collector, node: Node, names: list[str]) -> list[str]:
    """The fields of a key; none where one of them does not exist."""
    if node.value is None:
        return []
    parts = [node] if isinstance(node.value, str) else node.items()
    good, bad = [], False
    for part in parts:
        if not isinstance(part.value, str) or part.value not in names:
            problems.add(
                "D016",
                f"There is no field {excerpt(part.value)} in this schema.",
                part,
                actual=excerpt(part.value),
                hint=nearest(str(part.value), names) or f"Fields: {', '.join(names)}.",
            )
            bad = True
        elif part.value in good:
            problems.add("D016", f"{excerpt(part.value)} is twice in this key.", part, actual=excerpt(part.value))
        else:
            good.append(part.value)
    if not parts and isinstance(node.value, list):
        problems.add("D016", "This key has no fields.", node)
    return [] if bad else good


def _foreign_key(problems: Collector, node: Node, names: list[str]) -> ForeignKey | None:
    good = check_object(problems, node, FOREIGN_KEY, "foreign key", ("fields", "reference"))
    if len(good) < 2:
        return None
    reference = check_object(problems, node.at("reference"), REFERENCE, "reference", ("fields",))
    if "fields" not in reference:
        return None
    fields = _names(problems, node.at("fields"), names)
    if "package" in reference:
        message = "This key leads to another package: it is not checked."
        problems.add("D019", message, node.at("reference", "package"), actual=excerpt(reference["package"]))
        problems.unchecked.append(message)
        return None
    target = reference["fields"]
    target_fields = [target] if isinstance(target, str) else [t for t in target if isinstance(t, str)]
    if fields and len(fields) != len(target_fields):
        problems.add(
            "D017",
            "This key has another number of fields than what it refers to.",
            node.at("reference", "fields"),
            expected=str(len(fields)),
            actual=str(len(target_fields)),
        )
        return None
    return ForeignKey(node, fields, reference.get("resource", ""), target_fields) if fields else None
