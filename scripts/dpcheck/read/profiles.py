"""Checks a descriptor against the profiles (JSON Schemas) of Data Packages; the messages are ours. Knows no file."""

import copy
import importlib.util
import json
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import jsonschema_rs

KINDS = ("datapackage", "dataresource", "tableschema", "tabledialect")
REGISTERED = ("data-package", "tabular-data-package", "fiscal-data-package", "data-resource", "tabular-data-resource")
_OFFICIAL = re.compile(
    r"https?://(?:datapackage\.org/profiles/([12])\.[0-9]/(\w+)\.json"
    r"|(?:specs\.)?frictionlessdata\.io/schemas/([a-z-]+?)(?:\.json)?)#?"
)
_FORMATS = {
    "date-time": "a date with a time, such as 2024-01-26T15:00:00Z",
    "email": "an email address",
    "uri": "an address",
}
TYPES = {
    "string": "text", "boolean": "true or false", "integer": "a whole number", "number": "a number",
    "array": "a list", "object": "an object", "null": "null",
}  # fmt: skip


class Fault(NamedTuple):
    """A departure from a profile: the path in the descriptor, the wording, and the values that fill it."""

    path: tuple[str | int, ...]
    what: str
    values: dict[str, str]


def official(address: str) -> tuple[str, bool] | None:
    """The version of an official profile, given by address or registered name, and whether it requires tables."""
    match = _OFFICIAL.fullmatch(address)
    if match:
        return match[1] or "1", (match[3] or "").startswith("tabular")
    return ("1", address.startswith("tabular")) if address in REGISTERED else None


@lru_cache(maxsize=16)
def _validator(version: str, kind: str) -> Any:
    return jsonschema_rs.validator_for(profile(version, kind), validate_formats=True)


@lru_cache(maxsize=16)
def profile(version: str, kind: str) -> dict[str, Any]:
    """The JSON Schema of an official profile: beside this module in a wheel, else in the package dplib."""
    folder = Path(__file__).parent.parent / "profiles"
    if not folder.is_dir():
        spec = importlib.util.find_spec("dplib")  # only located: importing it would need its dependencies
        if spec is None or not spec.submodule_search_locations:
            raise ModuleNotFoundError("No module named 'dplib'", name="dplib-py")
        folder = Path(spec.submodule_search_locations[0]) / "profiles"
    loaded: dict[str, Any] = json.loads((folder / f"{version}.0" / f"{kind}.json").read_text(encoding="utf-8"))
    return loaded


def faults(version: str, kind: str, value: object) -> list[Fault]:
    """The departures from the official profile of a kind of descriptor, except older forms that must be accepted."""
    accepted = _without_older_forms(value, kind)
    return [f for e in _validator(version, kind).iter_errors(accepted) if (f := _fault(e))]


def faults_by(schema: Any, value: object, copies: Mapping[str, str]) -> list[Fault]:
    """The departures from a third-party profile; raises ValueError if the profile cannot be used.

    ``copies`` maps addresses to the JSON of local copies: nothing is ever fetched.
    """

    def retrieve(address: str) -> Any:
        known = _OFFICIAL.fullmatch(address.rstrip("#"))
        if known and known[2] in KINDS:
            return profile(known[1], known[2])
        if address.rstrip("#") in copies:
            return json.loads(copies[address.rstrip("#")])
        raise ValueError(address)

    try:
        validator = jsonschema_rs.validator_for(schema, validate_formats=True, retriever=retrieve)
        return [f for e in validator.iter_errors(value) if (f := _fault(e, everything=True))]
    except Exception as error:  # not a valid schema, or one that refers to an address
        raise ValueError(str(error).splitlines()[0]) from None


def _without_older_forms(value: object, kind: str) -> object:
    """A copy in which the older forms that consumers must accept are replaced by those of version 2."""
    out = copy.deepcopy(value)
    if not isinstance(out, dict):
        return out
    for about in ("sources", "contributors"):
        for item in _objects(out.get(about)):
            if isinstance(item.get("name"), str):
                item.setdefault("title", item["name"])
    for item in _objects(out.get("licenses")):
        for new, old in (("path", "url"), ("name", "type"), ("name", "id")):
            if isinstance(item.get(old), str):
                item.setdefault(new, item[old])
    if kind == "dataresource" and isinstance(out.get("url"), str):
        out.setdefault("path", out["url"])
    if kind == "datapackage":
        out["resources"] = [{"name": "x", "path": "x"}] if out.get("resources") else out.get("resources")
    out.pop("schema", None), out.pop("dialect", None)  # each is checked by a profile of its own
    return out


def _objects(value: object) -> Iterator[dict[str, Any]]:
    yield from (item for item in value if isinstance(item, dict)) if isinstance(value, list) else ()


def _fault(error: Any, everything: bool = False) -> Fault | None:
    path, kind = tuple(error.instance_path), error.kind.name
    last = next((str(p) for p in reversed(path) if isinstance(p, str)), "descriptor")
    what = f"The {last.removesuffix('s')}" if path and isinstance(path[-1], int) else last if path else "The descriptor"
    k = error.kind
    if last == "fieldsMatch" and not everything:  # the profile requires a list, the specification a text
        return None
    if kind == "type":
        wanted = k.types if isinstance(k.types, (list, tuple)) else [k.types]
        values = {"due": " or ".join(TYPES.get(str(t), str(t)) for t in wanted)}
    elif kind == "required":
        values = {"due": str(k.property)}
    elif kind == "format":
        values = {"due": _FORMATS.get(k.format, k.format)}
    elif kind == "enum":
        values = {"due": ", ".join(map(str, k.options))}
    elif kind in ("minItems", "minProperties", "uniqueItems"):
        values = {}
    elif kind == "pattern" and last in ("path", "image", "url", "name"):
        kind, values = "name" if last == "name" else "address", {}
    elif kind in ("oneOf", "anyOf") and not everything:  # our own rules on resources and fields report more
        if not path or path[-2:-1] in (("fields",), ("foreignKeys",)):
            return None
        kind, values = "form", {}
    else:
        kind, values = "other", {"due": "/".join(map(str, error.schema_path[-2:]))}
    return Fault(path, f"D004.by-{kind}", {"it": what, "last": last, **values})
