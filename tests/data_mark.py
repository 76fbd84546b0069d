"""The mark ``data``: which tests read what this repository publishes, so that they can be run after a new document.

A test without the mark fails where it, or a fixture it takes, opens the repository's records or what is built from
them. Tests of the rules and commands work on invented records (tests/good) and need no mark.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from helpers import ROOT

OURS = [ROOT / name for name in ("data", "datapackage.json", "build/downloads")]
# In a process of its own a program reads it unseen.
PROGRAMS = set(map(str, (ROOT / "scripts").glob("*.py"))) - {str(ROOT / "scripts" / "setup.py")}
FIXTURES = {"built", "html", "address", "site", "real"}  # whoever takes one of these is marked

_opened: list[str] = []  # since it was last emptied


def _watch(event: str, arguments: tuple) -> None:
    """Note what is opened of the repository's data."""
    if event in ("open", "os.scandir") and isinstance(arguments[0], (str, os.PathLike)):
        path, mode = Path(arguments[0]), (*arguments, None)[1]
        # Without a mode a bare name is that of a folder in a folder: so shutil.rmtree goes down.
        whole = path if path.is_absolute() else Path.cwd() / path  # many tests work in a folder of their own
        if (mode or path.is_absolute()) and any(whole.is_relative_to(ours) for ours in OURS):
            _opened.append(whole.relative_to(ROOT).as_posix())
    elif event == "subprocess.Popen":
        words = [str(w) for w in arguments[1]] if isinstance(arguments[1], (list, tuple)) else [str(arguments[1])]
        if not {"--root", "--help"} & set(words) and any(w in PROGRAMS for w in words):
            _opened.append(" ".join(words))


class DataMark:
    """A plugin of pytest: gives the mark by fixture, and fails what reads data without it."""

    def __init__(self) -> None:
        self.fixtures: dict[object, str] = {}  # those that opened something, and what
        self.modules: dict[Path, str] = {}  # those that did when they were imported

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        for item in items:
            if FIXTURES & set(getattr(item, "fixturenames", ())):
                item.add_marker("data")

    @pytest.hookimpl(wrapper=True)
    def pytest_make_collect_report(self, collector: pytest.Collector) -> Iterator[None]:
        _opened.clear()
        report = yield
        if _opened and isinstance(collector, pytest.Module):
            self.modules[collector.path] = _opened[0]
        return report

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: Any) -> Iterator[None]:
        before = len(_opened)
        try:
            return (yield)
        finally:
            if len(_opened) > before:
                self.fixtures[fixturedef] = _opened[before]

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        _opened.clear()
        return (yield)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Iterator[None]:
        result = yield
        if not item.get_closest_marker("data"):
            taken = item._fixtureinfo.name2fixturedefs.values()
            opened = [self.fixtures[f] for several in taken for f in several if f in self.fixtures] + _opened
            opened += [self.modules[item.path]] if item.path in self.modules else []
            assert not opened, f"this test reads {opened[0]} of the repository: give it the mark data"
        return result


def pytest_configure(config: pytest.Config) -> None:
    sys.addaudithook(_watch)
    config.pluginmanager.register(DataMark())
