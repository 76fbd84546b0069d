"""What the tests of reading files share: the scripts that read them, and the text that both sides make of bytes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from anchoring.readers.files import read_text
from helpers import GOOD, ROOT

FOLDER = ROOT / "docs" / "assets" / "anchoring"
SCRIPTS = [FOLDER / "numerals.js", *sorted((FOLDER / "readers").glob("*.js"))]
TEXT = (GOOD / "documents" / "watch2005.txt").read_text(encoding="utf-8")
READ = """(files) => Promise.all(files.map(([name, data]) => our.readFile(new File([Uint8Array.from(data)], name))
  .catch((error) => ({trouble: error.trouble || String(error)}))))"""


def agree(page: Any, name: str, data: bytes, folder: Path) -> str:
    """The text that both make of these bytes; of HTML, empty lines may differ."""
    (folder / name).write_bytes(data)
    wanted, (found,) = read_text(folder / name).text, page.evaluate(READ, [[name, list(data)]])
    if name.endswith(".html"):
        assert found.split() == wanted.split()
    else:
        assert found == wanted
    return wanted


def refusal(page: Any, name: str, data: bytes, folder: Path) -> tuple[str, str]:
    """What each says where neither reads these bytes."""
    (folder / name).write_bytes(data)
    with pytest.raises(ValueError) as caught:
        read_text(folder / name)
    return str(caught.value), page.evaluate(READ, [[name, list(data)]])[0]["trouble"]
