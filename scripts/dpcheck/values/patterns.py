"""Patterns: run by Arrow's RE2, whose time grows with the text alone; what RE2 cannot run is not run."""

import re
import warnings

import pyarrow as pa
import pyarrow.compute as pc

_ATOM = r"(?:\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[^\\()\[\]|*+?{}])"
_UNBOUNDED = r"(?:[*+]|\{[0-9]+,\})"
# A repeated group that holds nothing but one unbounded atom among atoms that may be absent, or the same branch twice.
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
    """What in a pattern only XML Schema knows, in words."""
    return next((words for regex, words in _XML_SCHEMA if regex.search(pattern)), None)


def runnable(pattern: str) -> bool:
    """Whether RE2 takes a pattern."""
    try:
        pc.match_substring_regex(pa.array([""]), whole(pattern))
    except (pa.ArrowInvalid, UnicodeError):
        return False
    return True


def compiles(pattern: str) -> str | None:
    """Why Python does not take a pattern, or None where it does."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what may mean something else one day
            re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        return str(error)
    return None


def whole(pattern: str) -> str:
    """The pattern for the whole of a text, whatever alternatives it has."""
    return rf"\A(?:{pattern})\z"


def explodes(pattern: str) -> bool:
    """Whether engines that go back and try again need exponential time for some texts."""
    return bool(_NESTED.search(pattern) or _TWICE.search(pattern))
