"""Checks which properties a descriptor may have, and their types (Data Package 1 and 2)."""

from functools import lru_cache
from typing import Any

from dpcheck.collector import Collector
from dpcheck.wordlists import load

from .places import Node
from .profiles import TYPES, profile

TEXT, FLAG, WHOLE, LIST, OBJECT, ANY = "text", "true or false", "a whole number", "a list", "an object", "anything"


@lru_cache(maxsize=1)
def _additions() -> dict[str, Any]:
    """Additions to the profiles: older forms, properties of well-known extensions, further types."""
    loaded: dict[str, Any] = load(__file__, "properties.yaml")
    return loaded


@lru_cache(maxsize=16)
def properties(what: str) -> dict[str, list[str]]:
    """The properties that an object may have, each with its types: those of the official profiles and our additions."""
    kind = {"package": "datapackage", "resource": "dataresource", "schema": "tableschema", "dialect": "tabledialect"}
    out: dict[str, list[str]] = {}
    for version in ("2", "1") if what in kind else ():
        for name, said in profile(version, kind[what])["properties"].items():
            types = said.get("type", [])
            out.setdefault(name, []).extend(TYPES[t] for t in ([types] if isinstance(types, str) else types))
    return out | {n: types if isinstance(types, list) else [types] for n, types in _additions()[what].items()}


def type_of(value: Any) -> str:
    """The JSON type of a value, in words."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return FLAG
    return {str: TEXT, int: WHOLE, float: "a number", list: LIST, dict: OBJECT}[type(value)]


def check_object(
    problems: Collector, node: Node, what: str, required: tuple[str, ...] = (), strict: bool = False
) -> dict[str, Any]:
    """Check the properties of one object; returns those of the right type.

    An unknown property is not a fault by itself (others may use it), unless its name is close to a
    known one; ``strict`` is for objects in which no other property has a meaning.
    """
    if not isinstance(node.value, dict):
        problems.add("D004.not-object", node, what=what, actual=type_of(node.value))
        return {}
    known, good = properties(what), {}
    for name, value in node.value.items():
        at = node.at(name)
        if name not in known:
            _unknown(problems, at, name, known, what, node.value, strict)
        elif ANY not in known[name] and type_of(value) not in known[name]:
            expected = " or ".join(dict.fromkeys(known[name]))
            problems.add("D004.wrong-type", at, name=name, what=what, expected=expected, actual=type_of(value))
        else:
            good[name] = value
    for name in required:
        if name not in node.value:
            problems.add("D004.absent", node, name=name, what=what)
    return good


def _unknown(
    problems: Collector, at: Node, name: str, known: dict[str, Any], what: str, siblings: dict[str, Any], strict: bool
) -> None:
    if name.startswith(("x-", "_")) or set(name) & set(":@") or name in _additions()["others"]:
        return  # properties of others, and translations
    right = next((k for k in known if _is_slip(name.lower().replace("_", "").replace("-", ""), k.lower())), None)
    if what == "field" and name in properties("set of constraints"):
        wording = "beside"
    elif right and right not in siblings:
        wording = "near"
    elif strict:
        wording = "unknown"
    else:
        return
    place, listed = at.place(key=True), ", ".join(known)
    problems.add(f"D005.{wording}", place, name=name, what=what, right=right, known=listed, actual=name)


def _is_slip(word: str, right: str) -> bool:
    """Whether two words differ by one letter added, left out, changed or moved (two letters in a long word)."""
    return word == right or (len(right) > 4 and _reaches(word, right, 1 if len(right) < 11 else 2))


def _reaches(a: str, b: str, steps: int) -> bool:
    """Whether adding, leaving out, changing or moving at most so many letters turns one text into the other."""
    if a == b or not steps:
        return a == b
    same = next((n for n, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
    a, b = a[same:], b[same:]
    ways = [(a[1:], b), (a, b[1:]), (a[1:], b[1:])] + ([(a[2:], b[2:])] if a[:2] == b[1::-1] else [])
    return any(_reaches(x, y, steps - 1) for x, y in ways)
