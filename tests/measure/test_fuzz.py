"""A few cases of the fuzz run each time; and that it can fail."""

from __future__ import annotations

import time
from pathlib import Path

import fuzz
import pytest
from fuzz import SEED, Folder, case, wrong

from corpus.commands import build


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    return Folder(tmp_path_factory.mktemp("fuzz"))


@pytest.mark.parametrize("start", range(0, 40, 10))
def test_no_damage_is_too_much(folder: Folder, start: int) -> None:
    for number in range(start, start + 10):
        told, _, what = case(folder, SEED, number)
        assert not what, f"{told}\n{what}"


def test_what_is_good_stays_good(folder: Folder) -> None:
    root = folder.fresh(folder.good)
    for command, arguments in fuzz.COMMANDS:
        assert wrong(command, arguments, root, root) == (0, ""), command
    package = folder.fresh(folder.package)
    assert wrong("validate", [package / "datapackage.json"], None, package) == (0, "")


def test_it_sees_what_goes_wrong(folder: Folder, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    root = folder.fresh(folder.good)

    def ends(how):
        monkeypatch.setattr(build, "main", how)
        return wrong("build", [], root, root, 1)[1]

    assert "ZeroDivisionError" in ends(lambda args: 1 // 0)
    assert "exit code 3" in ends(lambda args: 3)
    assert "more or less than one line" in ends(lambda args: 2)
    assert "nothing was said" in ends(lambda args: 0)
    assert "written elsewhere" in ends(lambda args: print((tmp_path / "x").write_text("x")) or 0)
    assert "written elsewhere" in ends(lambda args: print((tmp_path / "x").unlink()) or 0)
    if hasattr(fuzz.signal, "SIGALRM"):
        assert "not done after 1 seconds" in ends(lambda args: time.sleep(20))
