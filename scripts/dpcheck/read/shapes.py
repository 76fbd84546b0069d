"""Which properties a descriptor may have, of which type, and what is done about others (Data Package 1 and 2)."""

from __future__ import annotations

from typing import Any

from dpcheck.collector import Collector, excerpt

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
    "url": TEXT,
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
# Properties of others that only look like ours: older versions, portals, extensions.
OTHERS = frozenset(
    [
        "related",
        "profiles",
        "license",
        "licence",
        "author",
        "authors",
        "maintainers",
        "maintainer",
        "publisher",
        "publishers",
        "keyword",
        "source",
        "titles",
        "descriptions",
        "count",
        "views",
        "view",
        "url",
        "readme",
        "resource",
        "field",
        "organisation",
        "dimension",
        "dimensions",
        "units",
    ]
)
FOREIGN_KEY = {"fields": (TEXT, LIST), "reference": OBJECT}
REFERENCE = {"package": TEXT, "resource": TEXT, "fields": (TEXT, LIST)}
LICENSE = {"url": TEXT, "type": TEXT, "id": TEXT, "name": TEXT, "path": TEXT, "title": TEXT}
SOURCE = {"title": TEXT, "path": TEXT, "email": TEXT, "version": TEXT, "name": TEXT, "web": TEXT}
CONTRIBUTOR = {
    "name": TEXT,
    "web": TEXT,
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
    problems: Collector,
    node: Node,
    known: dict[str, Any],
    what: str,
    required: tuple[str, ...] = (),
    strict: bool = False,
) -> dict[str, Any]:
    """Check the properties of one object; returns those of the right type.

    A property that nobody knows is no fault by itself (others may use it) unless it is nearly one
    that somebody does know; ``strict`` is for objects in which nothing else has a meaning.
    """
    if not isinstance(node.value, dict):
        problems.add("D004", f"The {what} is not an object.", node, expected=OBJECT, actual=kind_of(node.value))
        return {}
    good = {}
    for name, value in node.value.items():
        at = node.at(name)
        if name not in known:
            _unknown(problems, at, name, known, what, node.value, strict)
        elif not is_of(value, known[name]):
            kinds = known[name] if isinstance(known[name], tuple) else (known[name],)
            problems.add(
                "D004",
                f"{name} of the {what} has the wrong type.",
                at,
                expected=" or ".join(kinds),
                actual=kind_of(value),
            )
        else:
            good[name] = value
    for name in required:
        if name not in node.value:
            problems.add("D004", f"The {what} has no {name}.", node, expected=name, hint=f"Add {name}.")
    return good


def _unknown(
    problems: Collector, at: Node, name: str, known: dict[str, Any], what: str, siblings: dict[str, Any], strict: bool
) -> None:
    if name.startswith(("x-", "_")) or set(name) & set(":@") or name in OTHERS:
        return  # properties of others, and translations
    right = next((k for k in known if _is_slip(name.lower().replace("_", "").replace("-", ""), k.lower())), None)
    message = f"There is no property {excerpt(name)} of a {what}."
    if what == "field" and name in CONSTRAINTS:
        message, hint = f"{name} is beside constraints, where nothing reads it.", f"Move {name} into constraints."
    elif right and right not in siblings:
        hint = f"Did you mean {right}?"
    elif strict:
        message, hint = f"{message} It is not checked.", f"Known: {', '.join(known)}."
    else:
        return
    problems.add("D005", message, lambda: at.place(key=True), actual=excerpt(name), hint=hint)


def _is_slip(word: str, right: str) -> bool:
    """Whether a word is another with one letter added, left out, changed or moved, in a long one two."""
    return word == right or (len(right) > 4 and _distance(word, right) <= (1 if len(right) < 11 else 2))


def _distance(a: str, b: str) -> int:
    """How many letters are added, left out, changed or moved by one place, up to three."""
    if abs(len(a) - len(b)) > 2:
        return 3
    before: list[int] = []
    last = list(range(len(b) + 1))
    for n, x in enumerate(a, 1):
        row = [n]
        for m, y in enumerate(b, 1):
            cost = min(last[m] + 1, row[m - 1] + 1, last[m - 1] + (x != y))
            if n > 1 and m > 1 and x == b[m - 2] and a[n - 2] == y:
                cost = min(cost, before[m - 2] + 1)
            row.append(cost)
        before, last = last, row
    return last[-1]
