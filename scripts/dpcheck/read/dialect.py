"""How a table is written: the part of a Table Dialect that says something about CSV."""

from __future__ import annotations

from dataclasses import dataclass

from dpcheck.collector import Found

from .documents import Node
from .shapes import DIALECT, check_object


@dataclass(frozen=True)
class Dialect:
    """Delimiter, quotation and header of a CSV file."""

    delimiter: str = ","
    quote: str | None = '"'
    double: bool = True
    escape: str | None = None
    header_rows: tuple[int, ...] = (1,)
    header_join: str = " "
    comment_rows: tuple[int, ...] = ()
    comment: str | None = None
    skip_space: bool = False
    any_case: bool = False

    @property
    def plain(self) -> bool:
        """Whether the table is one header and rows, which any engine can read."""
        return (
            self.header_rows == (1,)
            and not (self.comment_rows or self.comment or self.skip_space)
            and (self.escape is None)
            and (self.double or self.quote is None)
        )

    def for_csv(self) -> dict:
        """Arguments for Python's csv."""
        return {
            "delimiter": self.delimiter,
            "quotechar": self.quote,
            "doublequote": self.double,
            "escapechar": self.escape,
            "skipinitialspace": self.skip_space,
            "quoting": 0 if self.quote else 3,
        }


def read_dialect(found: Found, node: Node) -> Dialect | None:
    """The dialect that an object describes; None where it cannot be used."""
    outer = node.value if isinstance(node.value, dict) else {}
    if isinstance(outer.get("csv"), dict) and "delimiter" not in outer:  # frictionless nests what is special to CSV
        node = node.at("csv")
    good, fit = check_object(found, node, DIALECT, "dialect"), True
    texts = {}
    for name, default in (("delimiter", ","), ("quoteChar", '"'), ("escapeChar", None), ("commentChar", None)):
        text = good.get(name, default)
        many = name == "commentChar"
        if isinstance(text, str) and ((len(text) != 1 and not (many and text)) or text in "\r\n\0"):
            found.add(
                "D021",
                f"{name} is not one character.",
                **node.at(name).place(),
                expected="one character",
                actual=repr(text),
            )
            fit = False
        texts[name] = text
    if (
        texts["delimiter"] in (texts["quoteChar"], texts["escapeChar"])
        or texts["delimiter"] == " "
        and good.get("skipInitialSpace")
    ):
        found.add("D021", "The delimiter also has another meaning.", **node.place(), actual=repr(texts["delimiter"]))
        fit = False
    rows = {}
    for name in ("headerRows", "commentRows"):
        value = good.get(name, [1] if name == "headerRows" else [])
        if not all(isinstance(n, int) and not isinstance(n, bool) and n > 0 for n in value):
            found.add(
                "D021", f"{name} is not a list of row numbers.", **node.at(name).place(), expected="numbers from 1 on"
            )
            fit, value = False, []
        rows[name] = tuple(sorted(value))
    header = rows["headerRows"] if good.get("header", True) else ()
    if not fit:
        return None
    case = good.get("caseSensitiveHeader", good.get("headerCase", True))
    return Dialect(
        texts["delimiter"],
        texts["quoteChar"],
        good.get("doubleQuote", True),
        texts["escapeChar"],
        header,
        good.get("headerJoin", " "),
        rows["commentRows"],
        texts["commentChar"],
        good.get("skipInitialSpace", False),
        any_case=case is False and "caseSensitiveHeader" not in good,
    )
