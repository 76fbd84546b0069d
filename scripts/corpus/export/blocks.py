"""Built blocks in hand-written Markdown: what stands between ``<!-- built: name -->`` and ``<!-- end -->``."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

_BLOCK = re.compile(r"<!-- built: ([a-z-]+) -->\n.*?<!-- end -->", re.S)


def fill(text: str, blocks: Mapping[str, Callable[[], str]]) -> str:
    """The text with each block made anew; raises ValueError for a block that nobody makes."""

    def one(found: re.Match) -> str:
        if found[1] not in blocks:
            raise ValueError(f"there is no built block {found[1]}; there are {', '.join(blocks)}")
        return f"<!-- built: {found[1]} -->\n{blocks[found[1]]()}<!-- end -->"

    return _BLOCK.sub(one, text)


def without_marks(text: str) -> str:
    """The text without the comments around its blocks."""
    return re.sub(r"<!-- (?:built: [a-z-]+|end) -->\n?", "", text)
