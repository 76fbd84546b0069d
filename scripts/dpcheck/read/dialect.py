"""How a table is written: the properties of a Table Dialect that concern CSV."""

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
    property: str | None = None  # the property of a JSON file that holds the rows
    item_keys: tuple[str, ...] = ()

    def for_csv(self) -> dict[str, Any]:
        """Arguments for Python's csv, which does not accept delimiters of several characters."""
        return {
            "delimiter": self.delimiter,
            "quotechar": self.quote,
            "doublequote": self.double,
            "escapechar": self.escape,
            "skipinitialspace": self.skip_space,
            "quoting": 0 if self.quote else 3,
        }


# Properties whose values are used unchanged.
AS_THEY_ARE = {
    "doubleQuote": "double", "headerJoin": "header_join", "skipInitialSpace": "skip_space", "nullSequence": "null",
    "property": "property",
}  # fmt: skip


def read_dialect(problems: Collector, node: Node, delimiter: str, kind: str) -> Dialect | None:
    """The dialect that an object describes, with the default delimiter of the format; None if it cannot be used."""
    outer = node.value if isinstance(node.value, dict) else {}
    if isinstance(outer.get("csv"), dict) and "delimiter" not in outer:  # frictionless nests the properties of CSV
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
    if not fit:
        return None
    made: dict[str, Any] = {ours: good[name] for name, ours in AS_THEY_ARE.items() if name in good}
    made |= {"delimiter": delimiter, "quote": quote, "escape": escape, "comment": comment, "header_rows": header}
    case = good.get("caseSensitiveHeader", good.get("headerCase", True))
    keys = tuple(k for k in good.get("itemKeys", []) if isinstance(k, str))
    return Dialect(**made, comment_rows=rows["commentRows"], any_case=case is False, item_keys=keys)
