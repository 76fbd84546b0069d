"""Files read as the commands read them, and the line for one that cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from anchoring.readers.files import read_text
from helpers import GOOD

TEXT = (GOOD / "documents" / "watch2005.txt").read_text(encoding="utf-8")


def read(folder: Path, name: str, data: bytes) -> str:
    (folder / name).write_bytes(data)
    return read_text(folder / name).text


def trouble(folder: Path, name: str, data: bytes) -> str:
    with pytest.raises(ValueError) as caught:
        read(folder, name, data)
    text = str(caught.value)
    assert text.startswith(name) and "\n" not in text
    return text
