"""Table Schema: fields, constraints and keys of a descriptor, and what in them cannot hold."""

from __future__ import annotations

import re
from decimal import InvalidOperation

from dpcheck.collector import Found, shown
from dpcheck.problem import ERROR, WARNING, nearest
from dpcheck.values.patterns import compiles, explodes, runnable
from dpcheck.values.types import FORMATS, ITEM_TYPES, ORDERED, Bad, parser

from .documents import Node
from .model import Field, ForeignKey, Schema
from .shapes import CONSTRAINTS, FIELD, FOREIGN_KEY, REFERENCE, SCHEMA, check_object, kind_of

MATCHES = ("exact", "equal", "subset", "superset", "partial")
WITH_LENGTH = ("string", "array", "object", "list", "any", "geojson", "binary")


def read_schema(found: Found, node: Node) -> Schema | None:
    """The schema that an object describes; None where it has no usable field."""
    good = check_object(found, node, SCHEMA, "schema", ("fields",))
    if not isinstance(node.value, dict):
        return None
    missing = _missing(found, node.at("missingValues"), ("",))
    fields = [f for item in node.at("fields").items() if (f := _field(found, item, missing))]
    seen: dict[str, Field] = {}
    for f in fields:
        if f.name in seen:
            found.add(
                "D006",
                f"Two fields are called {shown(f.name)}.",
                **f.node.at("name").place(),
                field=f.name,
                hint=f"The other is in line {seen[f.name].node.place()['line']}.",
            )
        seen.setdefault(f.name, f)
    match = good.get("fieldsMatch", "exact")
    match = match[0] if isinstance(match, list) and len(match) == 1 else match
    if match not in MATCHES:
        found.add(
            "D015",
            "There is no such way to match fields.",
            **node.at("fieldsMatch").place(),
            expected=", ".join(MATCHES),
            actual=shown(match),
            hint=nearest(str(match), MATCHES),
        )
        match = "exact"
    schema = Schema(node, fields, match, complete=len(seen) == len(node.at("fields").items()))
    names = list(seen)
    schema.primary_key = _names(found, node.at("primaryKey"), names)
    for item in node.at("uniqueKeys").items():
        key = _names(found, item, names)
        if key:
            schema.unique_keys.append(key)
    for item in node.at("foreignKeys").items():
        key = _foreign_key(found, item, names)
        if key:
            schema.foreign_keys.append(key)
    return schema


def _missing(found: Found, node: Node, default: tuple[str, ...]) -> tuple[str, ...]:
    if not isinstance(node.value, list):
        return default
    out = []
    for item in node.items():
        value = item.value.get("value") if isinstance(item.value, dict) else item.value
        if isinstance(value, str):
            out.append(value)
        else:
            found.add(
                "D004",
                "A missing value is text, or an object with value and label.",
                **item.place(),
                expected="text",
                actual=kind_of(item.value),
            )
    return tuple(out)


def _field(found: Found, node: Node, missing: tuple[str, ...]) -> Field | None:
    good = check_object(found, node, FIELD, "field", ("name",))
    if not isinstance(node.value, dict) or "name" not in good:
        return None
    name = good["name"]
    if not name.strip() or name != name.strip() or re.search(r"[\x00-\x1f]", name):
        found.add(
            "D006",
            "The name of this field is empty, padded, or holds control characters.",
            **node.at("name").place(),
            field=name,
            actual=shown(name),
        )
    kind = good.get("type", "string" if "type" not in node.value else "any")
    if kind not in FORMATS:
        found.add(
            "D015",
            f"There is no type {shown(kind)}.",
            **node.at("type").place(),
            field=name,
            expected=", ".join(FORMATS),
            actual=shown(kind),
            hint=nearest(kind, FORMATS),
        )
        kind = ""
    format_ = good.get("format", "default")
    unknown, kind = not kind, kind or "any"
    allowed = FORMATS[kind] if not unknown else None
    if (allowed is not None and format_ not in allowed) or (
        allowed is None and format_ not in ("default", "any") and "%" not in format_ and not unknown
    ):
        known = allowed or ("default", "any", "a pattern such as %d/%m/%Y")
        found.add(
            "D015",
            f"The type {kind} has no format {shown(format_)}.",
            **node.at("format").place(),
            field=name,
            expected=", ".join(known),
            actual=shown(format_),
            hint=nearest(format_, known),
        )
        format_ = "any" if allowed is None else "default"
    if kind == "list" and good.get("itemType", "string") not in ITEM_TYPES:
        found.add(
            "D015",
            "Entries of a list cannot have this type.",
            **node.at("itemType").place(),
            field=name,
            expected=", ".join(ITEM_TYPES),
            actual=shown(good["itemType"]),
        )
    for char in ("decimalChar", "groupChar", "delimiter"):
        if char in good and (not good[char] or char != "delimiter" and len(good[char]) > 1):
            found.add(
                "D014", f"{char} is not one character.", **node.at(char).place(), field=name, actual=repr(good[char])
            )
            return None
    f = Field(name, node, kind, format_, {}, _missing(found, node.at("missingValues"), missing))
    if "constraints" in good and not unknown:
        f.constraints = _constraints(found, f, node.at("constraints"))
    if not unknown:
        _categories(found, f, node.at("categories"))
    return f


def _constraints(found: Found, f: Field, node: Node) -> dict:
    """The constraints that can be applied, limits and enum as values of the field."""
    good = check_object(found, node, CONSTRAINTS, "set of constraints", strict=True)
    out = {k: v for k, v in good.items() if k in ("required", "unique")}

    def unfit(name: str, message: str, **more) -> None:
        found.add("D014", message, **node.at(name).place(), field=f.name, **more)

    if "pattern" in good:
        _pattern(found, f, node.at("pattern"), unfit)
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
            unfit(name, f"{name} is no value of the type {f.type}.", actual=shown(good[name]))
    for low, high in (("minimum", "maximum"), ("minLength", "maxLength"), ("exclusiveMinimum", "exclusiveMaximum")):
        if low in out and high in out and out[low] > out[high]:
            unfit(
                low, f"{low} is above {high}: no value can hold.", actual=f"{shown(good[low])} and {shown(good[high])}"
            )
    if "enum" in good:
        out["enum"] = {}
        for item in node.at("enum").items():
            try:
                text = _lexical(f, item.value)
                out["enum"][_hashable(parse(text))] = text
            except Bad:
                found.add(
                    "D014",
                    f"This entry of enum is no value of the type {f.type}.",
                    **item.place(),
                    field=f.name,
                    actual=shown(item.value),
                )
        if not good["enum"]:
            unfit("enum", "enum is empty: no value can hold.")
    return out


def _lexical(f: Field, value: object) -> str:
    """A value of the descriptor as it would be written in a cell."""
    if isinstance(value, bool):
        return (f.get("trueValues", ["true"]) if value else f.get("falseValues", ["false"]) or ["false"])[0]
    if isinstance(value, (dict, list)):
        import json

        return json.dumps(value)
    text = str(value)
    return text.replace(".", f.get("decimalChar", ".")) if isinstance(value, float) else text


def _hashable(value: object) -> object:
    return repr(value) if isinstance(value, (dict, list)) else value


def _pattern(found: Found, f: Field, node: Node, unfit) -> None:
    pattern = node.value
    if f.type not in ("string", "any"):
        unfit("pattern", f"pattern does not fit the type {f.type}.", expected="string")
        return
    runs, why = runnable(pattern), compiles(pattern)
    place = node.place() | {"field": f.name, "actual": shown(pattern)}
    if not runs and why:
        found.add("D013", f"This pattern does not compile: {why}.", **place, level=ERROR)
    elif not runs:
        found.add(
            "D013",
            "This pattern looks around or back, or repeats too much, which engines of linear time cannot do: cells are "
            "not checked against it.",
            **place,
            level=WARNING,
        )
    elif why:
        found.add("D013", f"Not every engine takes this pattern: {why}.", **place, level=WARNING)
    elif explodes(pattern):
        found.add(
            "D013",
            "Many engines need exponential time for this pattern: a repetition inside a repetition.",
            **place,
            level=WARNING,
            hint="Take one of the two away: (a+)+ is a+.",
        )
    f.pattern = pattern if runs else None


def _categories(found: Found, f: Field, node: Node) -> None:
    if not isinstance(node.value, list):
        return
    if f.type not in ("string", "integer"):
        found.add(
            "D014",
            f"categories do not fit the type {f.type}.",
            **node.place(),
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
                found.add(
                    "D014",
                    "This category is empty or stands here twice.",
                    **item.place(),
                    field=f.name,
                    actual=shown(value),
                )
                continue
            values[parse(text)] = text
        except Bad:
            found.add(
                "D014",
                f"This category is no value of the type {f.type}.",
                **item.place(),
                field=f.name,
                actual=shown(value),
            )
    f.constraints["categories"] = values


def _names(found: Found, node: Node, names: list[str]) -> list[str]:
    """The fields of a key; none where one of them does not exist."""
    if node.value is None:
        return []
    parts = [node] if isinstance(node.value, str) else node.items()
    good, bad = [], False
    for part in parts:
        if not isinstance(part.value, str) or part.value not in names:
            found.add(
                "D016",
                f"There is no field {shown(part.value)} in this schema.",
                **part.place(),
                actual=shown(part.value),
                hint=nearest(str(part.value), names) or f"Fields: {', '.join(names)}.",
            )
            bad = True
        elif part.value in good:
            found.add(
                "D016", f"{shown(part.value)} stands twice in this key.", **part.place(), actual=shown(part.value)
            )
        else:
            good.append(part.value)
    if not parts and isinstance(node.value, list):
        found.add("D016", "This key has no fields.", **node.place())
    return [] if bad else good


def _foreign_key(found: Found, node: Node, names: list[str]) -> ForeignKey | None:
    good = check_object(found, node, FOREIGN_KEY, "foreign key", ("fields", "reference"))
    if len(good) < 2:
        return None
    reference = check_object(found, node.at("reference"), REFERENCE, "reference", ("fields",))
    if "fields" not in reference:
        return None
    fields = _names(found, node.at("fields"), names)
    target = reference["fields"]
    target_fields = [target] if isinstance(target, str) else [t for t in target if isinstance(t, str)]
    if fields and len(fields) != len(target_fields):
        found.add(
            "D017",
            "This key has another number of fields than what it refers to.",
            **node.at("reference", "fields").place(),
            expected=str(len(fields)),
            actual=str(len(target_fields)),
        )
        return None
    return ForeignKey(node, fields, reference.get("resource", ""), target_fields) if fields else None
