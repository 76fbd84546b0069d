"""One value against its field: everything that can be said of it without looking at other rows."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable
from typing import Any, NamedTuple

from dpcheck.collector import shown
from dpcheck.problem import ERROR, WARNING
from dpcheck.read.model import Field
from dpcheck.values.addresses import STARTS, fault_of_address, runs_script
from dpcheck.values.characters import look_alike, skeleton
from dpcheck.values.types import NUMERIC, Bad, parser

CELL_LIMIT = 32_767  # characters that a cell of a spreadsheet holds
_FORMULA = re.compile(r"[=+@\t\r]|-(?![0-9.,]*$)")
_NUMBER_LIKE = re.compile(r"[+-]?[0-9(][0-9 ().,/-]*$")


class CellFault(NamedTuple):
    """What is wrong with a value."""

    code: str
    message: str
    expected: str | None = None
    hint: str | None = None
    level: str | None = None


def checker(field: Field, key: bool) -> Callable[[str], list[CellFault]]:
    """A function that says what is wrong with a value of a field; ``key`` where it belongs to a key."""
    parse = parser(field)
    limits = [limit for limit in _limits(field.constraints)]
    enum, categories = field.constraints.get("enum"), field.constraints.get("categories")
    texts = field.type in ("string", "any")

    def check(text: str) -> list[CellFault]:
        out = list(_hygiene(text, field, texts, key))
        bare = text.strip(" \t\u00a0\r\n")
        if bare != text and bare:
            out.append(
                CellFault(
                    "V009",
                    "There are spaces around this value.",
                    shown(bare),
                    "Take them away.",
                    None if texts else ERROR,
                )
            )
        try:
            value = parse(text if texts else bare or text)
        except Bad as bad:
            if bad.code != "V011" or not any(f.code == "V011" for f in out):
                out.append(CellFault(bad.code, bad.message, bad.expected, bad.hint))
            return out
        if field.type == "number" and not value.is_finite():
            out.append(
                CellFault(
                    "V014",
                    f"{shown(text)} is allowed as a number, but few programs read it.",
                    "a number, or an empty cell",
                    level=WARNING,
                )
            )
            return out
        for broken in limits:
            fault = broken(value)
            if fault:
                out.append(fault)
        for name, values in (("enum", enum), ("categories", categories)):
            plain = (
                repr(value) if isinstance(value, (dict, list)) else bare if texts else value
            )  # of spaces V009 speaks
            if (
                values is not None
                and plain not in values
                and not (name == "categories" and enum is not None and plain not in enum)
            ):
                out.append(
                    CellFault(
                        "V004",
                        f"{shown(text)} is none of the values allowed.",
                        _listed(values.values()),
                        _near(text, list(values.values())),
                    )
                )
        return out

    return check


def _listed(values) -> str:
    values = list(values)
    return ", ".join(map(shown, values[:12])) + (f" and {len(values) - 12} more" if len(values) > 12 else "")


def _near(text: str, values: list[str]) -> str | None:
    plain = skeleton(text).strip().lower()
    close = next((v for v in values if v.lower() == plain), None) or next(
        iter(difflib.get_close_matches(text, values, n=1, cutoff=0.6)), None
    )
    return f"Did you mean {shown(close)}?" if close else None


def _hygiene(text: str, field: Field, texts: bool, key: bool):
    """What is wrong with a text whatever its field wants."""
    if len(text) > CELL_LIMIT:
        yield CellFault(
            "V015", f"This cell holds {len(text)} characters.", f"at most {CELL_LIMIT}, which is what spreadsheets hold"
        )
    if not texts:
        return
    if _FORMULA.match(text) and not _NUMBER_LIKE.match(text) and len(text) > 1:
        yield CellFault(
            "V010",
            "Spreadsheets take this text for a formula.",
            None,
            "Begin it with another character, if it is text.",
        )
    if runs_script(text):
        yield CellFault(
            "V011",
            "This address runs a script in the browser of whoever follows it.",
            "an address such as https://example.org/page",
            level=ERROR,
        )
    elif field.format != "uri" and STARTS.match(text):
        fault = fault_of_address(text, web=True)
        if fault and (" " not in text or len(text.split()[0]) < 8):  # what goes on after the address is prose
            yield CellFault("V011", fault.message, "an address such as https://example.org/page")
    if odd := look_alike(text):
        yield CellFault(
            "V016", f"In {shown(odd.word)} {odd.told}.", odd.meant, "Type the word again.", ERROR if key else None
        )


def _limits(c: dict):
    """A function for each limit that a field sets."""

    def compared(
        name: str, code: str, broken: Callable[[Any, Any], bool], words: str, of: Callable[[Any], Any], side: str
    ):
        limit = c[name]

        def check(value: Any) -> CellFault | None:
            return CellFault(code, f"This is {side}.", words.format(limit)) if broken(of(value), limit) else None

        return check

    def plain(value: Any) -> Any:
        return value

    for name, broken, words in (
        ("minimum", lambda a, b: a < b, "{} or more"),
        ("maximum", lambda a, b: a > b, "{} or less"),
        ("exclusiveMinimum", lambda a, b: a <= b, "more than {}"),
        ("exclusiveMaximum", lambda a, b: a >= b, "less than {}"),
    ):
        if name in c:
            yield compared(
                name, "V006", broken, words, plain, "below the minimum" if "inimum" in name else "above the maximum"
            )
    for name, broken, words in (
        ("minLength", lambda a, b: a < b, "at least {}"),
        ("maxLength", lambda a, b: a > b, "at most {}"),
    ):
        if name in c:
            yield compared(
                name,
                "V007",
                broken,
                words + " characters or entries",
                len,
                "too short" if name == "minLength" else "too long",
            )


def canonical(field: Field) -> Callable[[str], str] | None:
    """What makes two texts of one value equal, where a value can be written in several ways."""
    if field.type not in (*NUMERIC, "boolean", "datetime", "duration"):
        return None
    parse = parser(field)

    def same(text: str) -> str:
        try:
            value = parse(text)
            return str(value.normalize()) if field.type == "number" else str(value)
        except (Bad, ArithmeticError):
            return text

    return same
