"""What the tests share: a small repository of our own invention, and commands run inside this process."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parent
ROOT = TESTS.parent
GOOD = TESTS / "good"  # documents/ and data/records/, all invented; no table is kept
sys.path.insert(0, str(ROOT / "scripts"))

from corpus import cli  # noqa: E402


@dataclass(frozen=True)
class Result:
    """What a command left behind: exit code, standard output, standard error."""

    code: int
    out: str
    err: str


def run(command: str, *arguments: object, root: Path | None = None) -> Result:
    """Run a command as its script does, for ``root`` where given; what it prints is caught."""
    out, err = io.StringIO(), io.StringIO()
    place = [] if root is None else ["--root", str(root)]
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = cli.run(command, [*place, *map(str, arguments)])
        except SystemExit as stop:  # argparse: --help, or arguments that cannot be
            code = stop.code if isinstance(stop.code, int) else 1
    return Result(code, out.getvalue(), err.getvalue())


def need(condition: object, reason: str) -> None:
    """Skip the test where ``condition`` does not hold; with REQUIRE_ALL=1 nothing is skipped, it fails."""
    if not condition:
        (pytest.fail if os.environ.get("REQUIRE_ALL") == "1" else pytest.skip)(reason)


@pytest.fixture(scope="session")
def good_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The good repository with fresh tables. Not to be changed: take ``good`` for that."""
    root = tmp_path_factory.mktemp("once") / "good"
    shutil.copytree(ROOT / "schemas", root / "schemas")
    shutil.copytree(GOOD / "data", root / "data")
    built = run("build", root=root)
    assert built.code == 0, built.err
    return root


@pytest.fixture
def good(good_once: Path, tmp_path: Path) -> Iterator[Path]:
    """A copy of the good repository for one test, to be broken at will."""
    root = tmp_path / "good"
    shutil.copytree(good_once, root)
    yield root
    shutil.rmtree(root)  # pytest keeps the folders of three runs


@pytest.fixture(scope="session")
def sources_dir() -> Path:
    """The folder with somebody's copies of the real documents."""
    named = os.environ.get("SOURCES_DIR")
    need(named, "the documents are needed: set SOURCES_DIR to the folder with your copies")
    folder = Path(str(named))
    if not folder.is_dir():
        pytest.fail(f"SOURCES_DIR is {named}, which is no folder")
    return folder


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    need(found, "Chromium is needed: install chromium, chromium-browser or google-chrome")
    return str(found)
