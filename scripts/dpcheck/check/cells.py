"""One value against its field: everything that can be said of it without looking at other rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any, NamedTuple

from dpcheck.collector import excerpt
from dpcheck.problem import ERROR, WARNING, Nearest
from dpcheck.read.model import Field
from dpcheck.values.addresses import STARTS, addresses_in, fault_of_address, runs_script
from dpcheck.values.characters import look_alike
from dpcheck.values.types import NUMERIC, Bad, parser

CELL_LIMIT = 32_767  # characters that a cell of a spreadsheet holds
_FORMULA = re.compile(r"[=+@\t\r]|-(?![0-9.,]*$)")
_NUMBER_LIKE = re.compile(r"[+-]?\s*[%€$£¥]?\s*[0-9(][0-9 ().,/%€$£¥-]*$|[^\w=@]+$")


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
    limits = list(_limits(field))
    lists = [
        (name, values, _listed(values.values()), Nearest(values.values()))
        for name in ("enum", "categories")
        if (values := field.constraints.get(name)) is not None
    ]
    texts = field.type in ("string", "any")
    group = field.get("groupChar") if field.type in NUMERIC else None
    odd_group = (
        re.compile(rf"{re.escape(group)}([0-9]{{1,2}}|[0-9]{{5,}})(?![0-9{re.escape(group)}])") if group else None
    )

    def check(text: str) -> list[CellFault]:
        out = list(_hygiene(text, field, texts, key))
        bare = text.strip(" \t\u00a0\r\n")
        padded = bool(bare) and bare != text.strip("\r\n")  # of line ends other rules speak
        try:
            value = parse(text)
        except Bad as bad:
            if bare and bare != text and _parses(parse, bare):
                # XML Schema leaves spaces around numbers and dates aside; what the descriptor lists is exact.
                exact = field.type == "boolean" or field.format not in ("default", "any") or "\u00a0" in text
                out.append(padding(bare, ERROR if exact or texts else WARNING))
                text, padded = bare, False
                value = parse(bare)
            else:
                if bad.code != "V011" or not any(f.code == "V011" for f in out):
                    out.append(CellFault(bad.code, bad.message, bad.expected, bad.hint))
                return out
        if field.type == "number" and not value.is_finite():
            out.append(
                CellFault(
                    "V014",
                    f"{excerpt(text)} is allowed as a number, but few programs read it.",
                    "a number, or an empty cell",
                    level=WARNING,
                )
            )
            return out
        if odd_group and odd_group.search(text):
            out.append(
                CellFault(
                    "V014",
                    f"The last group of this number is not of three digits: it is read as {value}.",
                    "three digits behind the last groupChar",
                    level=WARNING,
                )
            )
        out += (fault for broken in limits if (fault := broken(value)))
        for _, values, listed, near in lists:
            plain = _hashable(value)
            if plain in values:
                continue
            if padded and bare in values:
                out.append(padding(bare, ERROR))
                padded = False
            else:
                out.append(
                    CellFault("V004", f"{excerpt(text)} is none of the values allowed.", listed, near.hint(text))
                )
            break
        if padded:
            out.append(padding(bare, None))
        return out

    return check


def padding(bare: str, level: str | None) -> CellFault:
    """The fault of a value with spaces around it."""
    return CellFault("V009", "There are spaces around this value.", excerpt(bare), "Take them away.", level)


def _parses(parse: Callable[[str], Any], text: str) -> bool:
    try:
        parse(text)
    except Bad:
        return False
    return True


def _hashable(value: Any) -> Any:
    return repr(value) if isinstance(value, (dict, list)) else value


def _listed(choices: Iterable[str]) -> str:
    values = list(choices)
    return ", ".join(map(excerpt, values[:12])) + (f" and {len(values) - 12} more" if len(values) > 12 else "")


def _hygiene(text: str, field: Field, texts: bool, key: bool) -> Iterator[CellFault]:
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
    if runs_script(text, prose=True):
        yield CellFault(
            "V011",
            "This address runs a script in the browser of those who follow it.",
            "an address such as https://example.org/page",
            level=ERROR,
        )
    elif field.format != "uri" and STARTS.match(text):
        fault = next((f for part in addresses_in(text) if (f := fault_of_address(part, web=True))), None)
        if fault and (" " not in text or len(text.split()[0]) < 8):  # what goes on after the address is prose
            yield CellFault("V011", fault.message, "an address such as https://example.org/page")
    if odd := look_alike(text):
        yield CellFault(
            "V016", f"In {excerpt(odd.word)} {odd.reason}.", odd.meant, "Type the word again.", ERROR if key else None
        )


def _limits(field: Field) -> Iterator[Callable[[Any], CellFault | None]]:
    """A function for each limit that a field sets."""
    c = field.constraints
    for name, (broken, words, message, code) in _LIMITS.items():
        if name in c:
            written = field.node.at("constraints", name).value
            yield partial(_limited, c[name], broken, CellFault(code, f"This is {message}.", words.format(written)))


def _limited(limit: Any, broken: Callable[[Any, Any], bool], fault: CellFault, value: Any) -> CellFault | None:
    return fault if broken(value, limit) else None


_LIMITS: dict[str, tuple[Callable[[Any, Any], bool], str, str, str]] = {
    "minimum": (lambda a, b: a < b, "{} or more", "below the minimum", "V006"),
    "maximum": (lambda a, b: a > b, "{} or less", "above the maximum", "V006"),
    "exclusiveMinimum": (lambda a, b: a <= b, "more than {}", "below the minimum", "V006"),
    "exclusiveMaximum": (lambda a, b: a >= b, "less than {}", "above the maximum", "V006"),
    "minLength": (lambda a, b: len(a) < b, "at least {} characters or entries", "too short", "V007"),
    "maxLength": (lambda a, b: len(a) > b, "at most {} characters or entries", "too long", "V007"),
}


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
