"""How a table is written: the part of a Table Dialect that says something about CSV."""

from dataclasses import dataclass
from typing import Any

from dpcheck.collector import Collector

from .places import Node
from .shapes import check_object


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
    null: str | None = None
    property: str | None = None  # of a JSON file, where its rows are
    item_keys: tuple[str, ...] = ()

    def for_csv(self) -> dict[str, Any]:
        """Arguments for Python's csv, of which delimiters of several characters are none."""
        return {
            "delimiter": self.delimiter,
            "quotechar": self.quote,
            "doublequote": self.double,
            "escapechar": self.escape,
            "skipinitialspace": self.skip_space,
            "quoting": 0 if self.quote else 3,
        }


def read_dialect(problems: Collector, node: Node, delimiter: str, kind: str) -> Dialect | None:
    """The dialect that an object describes, with the delimiter of its format; None where it cannot be used."""
    outer = node.value if isinstance(node.value, dict) else {}
    if isinstance(outer.get("csv"), dict) and "delimiter" not in outer:  # frictionless nests what is special to CSV
        node = node.at("csv")
    good, fit = check_object(problems, node, "dialect"), True

    def unfit(name: str, wording: str) -> None:
        nonlocal fit
        problems.add(f"D021.{wording}", node.at(name), name=name, actual=repr(good.get(name)))
        fit = False

    def unsupported(name: str) -> None:
        nonlocal fit
        problems.leave("D019.dialect", node.at(name), name=name, actual=repr(good[name]))
        fit = False

    quote, escape = good.get("quoteChar", '"') or None, good.get("escapeChar") or None
    delimiter, comment = good.get("delimiter", delimiter), good.get("commentChar") or None
    if kind == "delimited":
        if not delimiter or set(delimiter) & {"\r", "\n", "\0"}:
            unfit("delimiter", "delimiter")
        for name, text in (("quoteChar", quote), ("escapeChar", escape)):
            if text and (len(text) != 1 or text in "\r\n\0"):
                unfit(name, "one-character")
            elif text and not text.isascii():
                unsupported(name)
        if len(delimiter) > 1:
            unsupported("delimiter")
        if good.get("lineTerminator", "\n") not in ("\n", "\r\n", "\r", ""):
            unsupported("lineTerminator")
        if delimiter in (quote, escape) or (delimiter == " " and good.get("skipInitialSpace")):
            unfit("delimiter", "two-meanings")
    rows: dict[str, tuple[int, ...]] = {}
    for name in ("headerRows", "commentRows"):
        value = good.get(name, [1] if name == "headerRows" else [])
        if not all(isinstance(n, int) and not isinstance(n, bool) and n > 0 for n in value):
            unfit(name, "rows")
            value = []
        rows[name] = tuple(sorted(value))
    header = rows["headerRows"] if good.get("header", True) else ()
    keys = good.get("itemKeys", [])
    if not fit:
        return None
    case = good.get("caseSensitiveHeader", good.get("headerCase", True))
    return Dialect(
        delimiter,
        quote,
        good.get("doubleQuote", True),
        escape,
        header,
        good.get("headerJoin", " "),
        rows["commentRows"],
        comment,
        good.get("skipInitialSpace", False),
        any_case=case is False,
        null=good.get("nullSequence"),
        property=good.get("property"),
        item_keys=tuple(k for k in keys if isinstance(k, str)),
    )
