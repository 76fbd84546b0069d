"""Built blocks in hand-written files: the text between ``<!-- built: name -->`` and ``<!-- end -->``.

A block that is empty in the file is filled when the site is built. Knows no particular block.
"""

import re
from collections.abc import Callable, Mapping

_BLOCK = re.compile(r"<!-- built: ([a-z-]+) -->(\n?)(.*?)<!-- end -->", re.S)


def names(text: str) -> set[str]:
    """The blocks of a text."""
    return {match[1] for match in _BLOCK.finditer(text)}


def fill(text: str, blocks: Mapping[str, Callable[[], str]]) -> str:
    """The text with each of these blocks built anew; other blocks stay as they are."""

    def one(match: re.Match[str]) -> str:
        made = blocks[match[1]]() if match[1] in blocks else match[3]
        return f"<!-- built: {match[1]} -->{match[2]}{made}<!-- end -->"

    return _BLOCK.sub(one, text)


def without_marks(text: str) -> str:
    """The text without the comments around its blocks."""
    return re.sub(r"<!-- (?:built: [a-z-]+|end) -->\n?", "", text)
