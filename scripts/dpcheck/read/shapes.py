"""Which properties a descriptor may have, of which type, and what is done about others (Data Package 1 and 2)."""

from __future__ import annotations

import difflib
from typing import Any

from dpcheck.collector import Found, shown

from .documents import Node

TEXT, FLAG, WHOLE, LIST, OBJECT, ANY = "text", "true or false", "a whole number", "a list", "an object", "anything"
_ABOUT = {
    "name": TEXT,
    "title": TEXT,
    "description": TEXT,
    "homepage": TEXT,
    "sources": LIST,
    "licenses": LIST,
    "$schema": TEXT,
    "profile": TEXT,
}
PACKAGE = _ABOUT | {
    "id": TEXT,
    "version": TEXT,
    "created": TEXT,
    "contributors": LIST,
    "keywords": LIST,
    "image": TEXT,
    "resources": LIST,
}
RESOURCE = _ABOUT | {
    "path": (TEXT, LIST),
    "data": ANY,
    "type": TEXT,
    "format": TEXT,
    "mediatype": TEXT,
    "encoding": TEXT,
    "bytes": WHOLE,
    "hash": TEXT,
    "schema": (OBJECT, TEXT),
    "dialect": (OBJECT, TEXT),
    "compression": TEXT,
    "extrapaths": LIST,
    "scheme": TEXT,
    "innerpath": TEXT,
}
SCHEMA = {
    "$schema": TEXT,
    "profile": TEXT,
    "name": TEXT,
    "title": TEXT,
    "description": TEXT,
    "fields": LIST,
    "fieldsMatch": (TEXT, LIST),
    "missingValues": LIST,
    "primaryKey": (TEXT, LIST),
    "uniqueKeys": LIST,
    "foreignKeys": LIST,
}
FIELD = {
    "name": TEXT,
    "type": TEXT,
    "format": TEXT,
    "title": TEXT,
    "description": TEXT,
    "example": ANY,
    "examples": ANY,
    "default": ANY,
    "rdfType": TEXT,
    "constraints": OBJECT,
    "missingValues": LIST,
    "trueValues": LIST,
    "falseValues": LIST,
    "decimalChar": TEXT,
    "groupChar": TEXT,
    "bareNumber": FLAG,
    "categories": LIST,
    "categoriesOrdered": FLAG,
    "delimiter": TEXT,
    "itemType": TEXT,
    "unit": ANY,
}
CONSTRAINTS = {
    "required": FLAG,
    "unique": FLAG,
    "pattern": TEXT,
    "enum": LIST,
    "minimum": ANY,
    "maximum": ANY,
    "exclusiveMinimum": ANY,
    "exclusiveMaximum": ANY,
    "minLength": WHOLE,
    "maxLength": WHOLE,
    "jsonSchema": OBJECT,
}
DIALECT = {
    "$schema": TEXT,
    "name": TEXT,
    "title": TEXT,
    "description": TEXT,
    "type": TEXT,
    "csvddfVersion": ANY,
    "header": FLAG,
    "headerRows": LIST,
    "headerJoin": TEXT,
    "headerCase": FLAG,
    "commentRows": LIST,
    "commentChar": TEXT,
    "delimiter": TEXT,
    "lineTerminator": TEXT,
    "quoteChar": TEXT,
    "doubleQuote": FLAG,
    "escapeChar": TEXT,
    "nullSequence": TEXT,
    "skipInitialSpace": FLAG,
    "caseSensitiveHeader": FLAG,
    "property": TEXT,
    "itemType": TEXT,
    "itemKeys": LIST,
    "sheetNumber": WHOLE,
    "sheetName": TEXT,
    "table": TEXT,
    "csv": OBJECT,
}
FOREIGN_KEY = {"fields": (TEXT, LIST), "reference": OBJECT}
REFERENCE = {"resource": TEXT, "fields": (TEXT, LIST)}
LICENSE = {"name": TEXT, "path": TEXT, "title": TEXT}
SOURCE = {"title": TEXT, "path": TEXT, "email": TEXT, "version": TEXT, "name": TEXT, "web": TEXT}
CONTRIBUTOR = {
    "title": TEXT,
    "givenName": TEXT,
    "familyName": TEXT,
    "path": TEXT,
    "email": TEXT,
    "role": TEXT,
    "roles": LIST,
    "organization": TEXT,
}


def kind_of(value: Any) -> str:
    """The JSON type of a value, in words."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return FLAG
    return {str: TEXT, int: WHOLE, float: "a number", list: LIST, dict: OBJECT}[type(value)]


def is_of(value: Any, kinds: str | tuple[str, ...]) -> bool:
    """Whether a value has one of the types."""
    return kinds == ANY or kind_of(value) in (kinds if isinstance(kinds, tuple) else (kinds,))


def check_object(
    found: Found, node: Node, known: dict, what: str, required: tuple[str, ...] = (), strict: bool = False
) -> dict:
    """Check the properties of one object; returns those of the right type.

    A property that nobody knows is no fault by itself (others may use it) unless it is nearly one
    that somebody does know; ``strict`` is for objects in which nothing else has a meaning.
    """
    if not isinstance(node.value, dict):
        found.add("D004", f"The {what} is not an object.", **node.place(), expected=OBJECT, actual=kind_of(node.value))
        return {}
    good = {}
    for name, value in node.value.items():
        at = node.at(name)
        if name not in known:
            _unknown(found, at, name, known, what, node.value, strict)
        elif not is_of(value, known[name]):
            kinds = known[name] if isinstance(known[name], tuple) else (known[name],)
            found.add(
                "D004",
                f"{name} of the {what} has the wrong type.",
                **at.place(),
                expected=" or ".join(kinds),
                actual=kind_of(value),
            )
        else:
            good[name] = value
    for name in required:
        if name not in node.value:
            found.add("D004", f"The {what} has no {name}.", **node.place(), expected=name, hint=f"Add {name}.")
    return good


def _unknown(found: Found, at: Node, name: str, known: dict, what: str, siblings: dict, strict: bool) -> None:
    if name.startswith(("x-", "_")) or ":" in name:
        return  # properties of somebody's own are often marked so
    close = difflib.get_close_matches(name.lower().replace("_", ""), [k.lower() for k in known], n=1, cutoff=0.8)
    right = next((k for k in known if close and k.lower() == close[0]), None)
    if what == "field" and name in CONSTRAINTS:
        found.add(
            "D005",
            f"{name} stands beside constraints, where nothing reads it.",
            **at.place(key=True),
            actual=name,
            hint=f"Move {name} into constraints.",
            level="error",
        )
    elif right and right not in siblings:
        found.add(
            "D005",
            f"There is no property {shown(name)} of a {what}.",
            **at.place(key=True),
            actual=shown(name),
            hint=f"Did you mean {right}?",
            level="error" if strict else None,
        )
    elif strict:
        found.add(
            "D005",
            f"There is no property {shown(name)} of a {what}.",
            **at.place(key=True),
            actual=shown(name),
            hint=f"Known: {', '.join(known)}.",
        )
