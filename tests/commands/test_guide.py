"""docs/add-a-document.md: its steps are taken, and the screens compared with what it shows."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from helpers import ROOT
from walk import Walk, alike, take


def test_lines_left_out() -> None:
    assert alike(["a", "…"], ["a", "b", "c"]) and alike(["a …", "c"], ["a b", "c"]) and alike(["…", "c"], ["a", "c"])
    assert not alike(["a"], ["a", "b"]) and not alike(["a", "…", "d"], ["a", "b", "c"]) and not alike(["a"], ["b"])


@pytest.mark.data
def test_the_guide_is_true(tmp_path: Path) -> None:
    """.ci/run takes the same walk in a clone, and tests what it leaves."""
    root = tmp_path / "repository"
    for name in ("schemas", "data"):
        shutil.copytree(ROOT / name, root / name)
    commands, screens = take(Walk(root, tmp_path / "home"))
    assert commands >= 8 and screens >= 8
    table = (root / "data" / "recommendations.csv").read_text(encoding="utf-8")
    assert [row.split(",")[0] for row in table.split("\n") if row.startswith("coastal2009-")] == ["coastal2009-r012"]
