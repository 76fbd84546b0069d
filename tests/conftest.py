"""What the tests share: a small repository of our own invention, and commands run inside this process."""

from __future__ import annotations

import importlib.util
import os
import pickle
import shutil
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from corpus.model import records
from corpus.model.schema import Schemas
from dpcheck.read.places import Reading
from helpers import GOOD, ROOT, need, run

pytest_plugins = ["data_mark"]

# Property tests never run against a clock, and are the same everywhere; EXPLORE=1 looks for new examples.
settings.register_profile("tests", deadline=None, derandomize=os.environ.get("EXPLORE") != "1")
settings.load_profile("tests")


# The same files are read for thousands of repositories that differ in one place. What the readers make of a text is
# remembered; tests/corpus/test_yaml_reader.py and those of schemas call the readers themselves.


def _texts_once(read: Callable[[str], Reading]) -> Callable[[str], Reading]:
    """A reader that parses each text once per process, and gives everyone a copy."""
    pickled = lru_cache(maxsize=5000)(lambda text: pickle.dumps(read(text)))
    return lambda text: pickle.loads(pickled(text))


def _schemas_once(load: Callable[[Path], Schemas]) -> Callable[[Path], Schemas]:
    """A loader that reads definitions anew only where a file of them is new or has changed."""
    known: dict[frozenset[tuple[str, bytes]], Schemas] = {}

    def once(folder: Path) -> Schemas:
        files = ((p.relative_to(folder).as_posix(), p.read_bytes()) for p in folder.rglob("*.schema.json"))
        key = frozenset(files)
        if key not in known:
            known[key] = load(folder)
        return known[key]

    return once


records.read_yaml = _texts_once(records.read_yaml)
records.load_schemas = _schemas_once(records.load_schemas)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="write `expect` of the fixtures of rules as they are now")


@pytest.fixture(scope="session")
def good_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The good repository with fresh tables. Not to be changed: take ``good`` for that."""
    root = tmp_path_factory.mktemp("once") / "good"
    shutil.copytree(ROOT / "schemas", root / "schemas", ignore=shutil.ignore_patterns("editor"))
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


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Any]:
    """One Chromium for all tests. It may speak to this machine only."""
    need(importlib.util.find_spec("playwright"), "Playwright is needed: python scripts/setup.py test")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        quiet = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"]
        launched = play.chromium.launch(executable_path=chromium, args=quiet)
        yield launched
        launched.close()
