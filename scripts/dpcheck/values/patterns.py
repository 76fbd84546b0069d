"""Patterns, run only by Arrow's RE2, whose time is linear in the length of the text."""

import re
import warnings

import pyarrow as pa
import pyarrow.compute as pc

_ATOM = r"(?:\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[^\\()\[\]|*+?{}])"
_UNBOUNDED = r"(?:[*+]|\{[0-9]+,\})"
# A repeated group of one unbounded atom and otherwise only optional atoms, or a group with the same branch twice.
_NESTED = re.compile(
    rf"\((?:\?:|\?P?<[a-z]\w*>)?(?:{_ATOM}[*?])*{_ATOM}{_UNBOUNDED}\??(?:{_ATOM}[*?])*\){_UNBOUNDED}", re.IGNORECASE
)
_TWICE = re.compile(rf"\((?:\?:)?({_ATOM}+)\|\1\){_UNBOUNDED}")


_XML_SCHEMA = (
    (re.compile(r"(?<!\\)(?:\\\\)*\\[iIcC]"), "a class of name characters"),
    (re.compile(r"\\[pP]\{Is"), "a Unicode block"),
    (re.compile(r"\[(?:\\.|[^\]\\\[])*-\["), "a class without some characters"),
)


def of_xml_schema(pattern: str) -> str | None:
    """The syntax in a pattern that only XML Schema has, in words."""
    return next((words for regex, words in _XML_SCHEMA if regex.search(pattern)), None)


def runnable(pattern: str) -> bool:
    """Whether RE2 accepts a pattern."""
    try:
        pc.match_substring_regex(pa.array([""]), whole(pattern))
    except (pa.ArrowInvalid, UnicodeError):
        return False
    return True


def compiles(pattern: str) -> str | None:
    """The reason why Python rejects a pattern, or None."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about syntax whose meaning may change
            re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        return str(error)
    return None


def whole(pattern: str) -> str:
    """The pattern anchored to a whole text, even if it has alternatives."""
    return rf"\A(?:{pattern})\z"


def explodes(pattern: str) -> bool:
    """Whether backtracking engines need exponential time for some texts."""
    return bool(_NESTED.search(pattern) or _TWICE.search(pattern))
