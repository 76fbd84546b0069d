"""Reads Table Schemas: fields, constraints and keys of a descriptor, reporting whatever is invalid in them."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import InvalidOperation
from typing import Any

from dpcheck.collector import Collector, excerpt
from dpcheck.problem import ERROR, WARNING, Nearest, nearest
from dpcheck.values.bad import Bad
from dpcheck.values.patterns import compiles, explodes, of_xml_schema, runnable
from dpcheck.values.temporal import in_directives, pattern_fault
from dpcheck.values.types import FORMATS, ITEM_TYPES, ORDERED, OTHER_TYPES, hashable, parser

from .model import Field, ForeignKey, Schema
from .places import Node
from .shapes import check_object, type_of

MATCHES = ("exact", "equal", "subset", "superset", "partial")
WITH_LENGTH = ("string", "array", "object", "list", "any", "geojson", "binary")


def read_schema(problems: Collector, node: Node, version: str, null: str | None) -> Schema | None:
    """The schema that an object describes, or None. ``null`` is the text for missing values in the dialect."""
    good = check_object(problems, node, "schema", ("fields",))
    if "fields" not in good:
        return None
    missing = _missing(problems, node.at("missingValues"), ("",), version)
    extra = () if null is None or null in missing else (null,)
    fields = [f for item in node.at("fields").items() if (f := _field(problems, item, missing, extra, version))]
    seen: dict[str, Field] = {}
    times: Counter[str] = Counter()
    for f in fields:
        if f.name in seen:
            f.key = f"{f.name} ({times[f.name] + 1})"
            other, level = seen[f.name].node.place()["line"], ERROR if version == "2" else WARNING
            problems.add("D006.fields", f.node.at("name"), field=f.name, other=other, level=level)
        seen.setdefault(f.name, f)
        times[f.name] += 1
    match = good.get("fieldsMatch", "exact")
    match = match[0] if isinstance(match, list) and len(match) == 1 else match
    if match not in MATCHES:
        hint = nearest(str(match), MATCHES)
        problems.add("D015.match", node.at("fieldsMatch"), expected=", ".join(MATCHES), actual=match, hint=hint)
        match = "exact"
    schema = Schema(node, fields, match, complete=len(fields) == len(node.at("fields").items()))
    names = Nearest(seen)
    schema.primary_key = _names(problems, node.at("primaryKey"), names)
    for item in node.at("uniqueKeys").items():
        if key := _names(problems, item, names):
            schema.unique_keys.append(key)
    for item in node.at("foreignKeys").items():
        if foreign := _foreign_key(problems, item, names):
            schema.foreign_keys.append(foreign)
    return schema


def _missing(problems: Collector, node: Node, default: tuple[str, ...], version: str) -> tuple[str, ...]:
    if not isinstance(node.value, list):
        return default
    out: list[str] = []
    for item, value in _labelled(problems, node):
        if isinstance(value, str):
            if value in out:
                level = ERROR if version == "2" else WARNING
                problems.add("D014.missing-twice", item, actual=value, level=level)
            out.append(value)
        else:
            problems.add("D004.missing-value", item, actual=type_of(item.value))
    return tuple(out)


def _labelled(problems: Collector, node: Node) -> Iterator[tuple[Node, Any]]:
    """The values of a list of distinct values, which may have labels."""
    seen: set[str] = set()
    for item in node.items():
        yield item, item.value.get("value") if isinstance(item.value, dict) else item.value
        at = item.at("label")
        if isinstance(at.value, str) and at.value in seen:
            problems.add("D014.label-twice", at, actual=at.value)
        elif isinstance(at.value, str):
            seen.add(at.value)
        elif at.value is not None:
            problems.add("D004.label", at, actual=type_of(at.value))


def _field(
    problems: Collector, node: Node, missing: tuple[str, ...], extra: tuple[str, ...], version: str
) -> Field | None:
    good = check_object(problems, node, "field", ("name",))
    if not isinstance(node.value, dict) or "name" not in good:
        return None
    name = good["name"]
    if not name.strip() or name != name.strip() or re.search(r"[\x00-\x1f]", name):
        problems.add("D006.field", node.at("name"), field=name, actual=name)
    kind, unknown = good.get("type", "any"), False
    if kind not in FORMATS:
        hint = f"Write {OTHER_TYPES[kind.lower()]}." if kind.lower() in OTHER_TYPES else nearest(kind, FORMATS)
        problems.add("D015.type", node.at("type"), field=name, expected=", ".join(FORMATS), actual=kind, hint=hint)
        kind, unknown = "any", True
    format_ = "default" if unknown else _format(problems, node.at("format"), kind, good.get("format", "default"), name)
    if kind == "list" and good.get("itemType", "string") not in ITEM_TYPES:
        known = ", ".join(ITEM_TYPES)
        problems.add("D015.item-type", node.at("itemType"), field=name, expected=known, actual=good["itemType"])
    for char in ("decimalChar", "groupChar", "delimiter"):
        if good.get(char) == "":
            problems.add("D014.empty-character", node.at(char), field=name, name=char)
    if good.get("groupChar") and good["groupChar"] == good.get("decimalChar", "."):
        problems.add("D014.group", node.at("groupChar"), field=name)
    own = _missing(problems, node.at("missingValues"), missing, version)
    f = Field(name, node, kind, format_, {}, (*own, *extra))
    if "constraints" in good and not unknown:
        f.constraints = _constraints(problems, f, node.at("constraints"))
    if not unknown:
        _categories(problems, f, node.at("categories"))
    return f


def _format(problems: Collector, node: Node, kind: str, format_: str, name: str) -> str:
    """The format of a field, if its type has this format; patterns of version 0 lose their prefix."""
    allowed = FORMATS[kind]
    if allowed is None:
        format_ = format_.removeprefix("fmt:")
        if format_ == "any":
            problems.leave("D019.any", node, field=name, kind=kind)
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
    default_too = ", or nothing: that is the default." if likely == default else "."
    hint = f"Write {likely}{default_too}" if likely else nearest(format_, known)
    why = f": {fault}" if fault and "%" in format_ else ""
    expected = ", ".join(known)
    problems.add("D015.format", node, kind=kind, why=why, field=name, expected=expected, actual=format_, hint=hint)
    return "any" if allowed is None else "default"


def _constraints(problems: Collector, f: Field, node: Node) -> dict[str, Any]:
    """The constraints that can be applied, limits and enum as values of the field."""
    good = check_object(problems, node, "set of constraints", strict=True)
    out = {k: v for k, v in good.items() if k in ("required", "unique")}

    def unfit(name: str, wording: str, **more: Any) -> None:
        problems.add(f"D014.{wording}", node.at(name), name=name, field=f.name, type=f.type, **more)

    if "jsonSchema" in good:
        problems.leave("D019.json-schema", node.at("jsonSchema"), field=f.name)
    if "pattern" in good:
        _pattern(problems, f, node.at("pattern"), unfit)
    for name in ("minLength", "maxLength"):
        if name in good and (f.type not in WITH_LENGTH or good[name] < 0):
            unfit(name, "length" if good[name] >= 0 else "below-zero")
        elif name in good:
            out[name] = good[name]
    parse = parser(f)
    for name in ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"):
        if name not in good:
            continue
        if f.type not in ORDERED:
            unfit(name, "no-order")
            continue
        try:
            out[name] = parse(_lexical(f, good[name]))
        except (Bad, InvalidOperation):
            unfit(name, "limit", actual=good[name])
    for low, high in (("minimum", "maximum"), ("minLength", "maxLength"), ("exclusiveMinimum", "exclusiveMaximum")):
        if low in out and high in out and out[low] > out[high]:
            unfit(low, "crossed", high=high, low_value=good[low], high_value=good[high])
    if "enum" in good:
        out["enum"] = {}
        for item in node.at("enum").items():
            try:
                text = _lexical(f, item.value)
                out["enum"][hashable(parse(text))] = text
            except Bad:
                problems.add("D014.enum", item, field=f.name, type=f.type, actual=item.value)
        if not good["enum"]:
            unfit("enum", "no-enum")
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


def _pattern(problems: Collector, f: Field, node: Node, unfit: Callable[..., None]) -> None:
    pattern = node.value
    if f.type not in ("string", "any"):
        unfit("pattern", "pattern")
        return
    runs, why, only = runnable(pattern), compiles(pattern), of_xml_schema(pattern)
    runs &= not only
    wording = (
        "xml-schema" if only
        else "syntax" if not runs and why
        else "not-linear" if not runs
        else "not-everywhere" if why
        else "exponential" if explodes(pattern)
        else None
    )  # fmt: skip
    if wording:
        problems.add(f"D013.{wording}", node, field=f.name, only=only, why=why, actual=pattern)
    if only:
        problems.unchecked.append("pattern")
    f.pattern = pattern if runs else None


def _categories(problems: Collector, f: Field, node: Node) -> None:
    if not isinstance(node.value, list):
        return
    if f.type not in ("string", "integer"):
        problems.add("D014.categories", node, field=f.name, type=f.type)
        return
    values, parse = {}, parser(f)
    for item, value in _labelled(problems, node):
        try:
            text = _lexical(f, value)
            if value is None or parse(text) in values:
                problems.add("D014.category-twice", item, field=f.name, actual=str(value))
                continue
            values[parse(text)] = text
        except Bad:
            problems.add("D014.category", item, field=f.name, type=f.type, actual=str(value))
    if outside := [t for v, t in f.constraints.get("enum", {}).items() if v not in values]:
        problems.add("D014.outside", f.node.at("constraints", "enum"), field=f.name, actual=", ".join(outside))
    f.constraints["categories"] = values


def _names(problems: Collector, node: Node, names: Nearest) -> list[str]:
    """The fields of a key; empty if one of them does not exist."""
    if node.value is None:
        return []
    parts = [node] if isinstance(node.value, str) else node.items()
    good, bad = [], False
    for part in parts:
        if not isinstance(part.value, str) or part.value not in names.listed:
            hint = names.hint(str(part.value)) or f"Fields: {excerpt(', '.join(names.choices[:50]), 300)}."
            problems.add("D016.field", part, actual=str(part.value), hint=hint)
            bad = True
        elif part.value in good:
            problems.add("D016.twice", part, actual=part.value)
        else:
            good.append(part.value)
    if not parts and isinstance(node.value, list):
        problems.add("D016.no-fields", node)
    return [] if bad else good


def _foreign_key(problems: Collector, node: Node, names: Nearest) -> ForeignKey | None:
    good = check_object(problems, node, "foreign key", ("fields", "reference"))
    if len(good) < 2:
        return None
    reference = check_object(problems, node.at("reference"), "reference", ("fields",))
    if "fields" not in reference:
        return None
    fields = _names(problems, node.at("fields"), names)
    if "package" in reference:
        problems.leave("D019.other-package", node.at("reference", "package"), actual=reference["package"])
        return None
    target = reference["fields"]
    target_fields = [target] if isinstance(target, str) else [t for t in target if isinstance(t, str)]
    if fields and len(fields) != len(target_fields):
        at = node.at("reference", "fields")
        problems.add("D017.number", at, expected=str(len(fields)), actual=len(target_fields))
        return None
    return ForeignKey(node, fields, reference.get("resource", ""), target_fields) if fields else None
