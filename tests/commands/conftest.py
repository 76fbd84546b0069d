"""Fixtures of the tests of the commands."""

from pathlib import Path

import pytest
from releases import CHANGELOG, commit, git, promise
from review_kit import made

from corpus.coding import agreement
from helpers import ROOT


@pytest.fixture
def few_samples(monkeypatch):
    monkeypatch.setattr(agreement, "SAMPLES", 40)  # intervals are not what is tested here


@pytest.fixture
def repository(tmp_path):
    """The invented repository of the tests, whose documents anybody may copy."""
    return made(tmp_path / "invented", ROOT / "tests" / "good" / "data" / "records")


@pytest.fixture
def real(tmp_path):
    """This repository; of the codings only the shortest, which saves time."""
    root = made(tmp_path / "real", ROOT / "data" / "records")
    for file in (root / "data" / "records" / "codings").glob("*/*.yaml"):
        if (file.parent.name, file.stem) not in (("first", "hdim2007"), ("second", "hdim2007")):
            file.unlink()
    return root


@pytest.fixture
def released(good: Path) -> Path:
    """The good repository with a history and one version, 0.1.0."""
    (good / "CHANGELOG.md").write_text(CHANGELOG, encoding="utf-8")
    (good / "README.md").write_text("# Requests\n", encoding="utf-8")
    (good / "CITATION.cff").write_text("cff-version: 1.2.0\nversion: 0.1.0\n", encoding="utf-8")
    (good / ".gitattributes").write_text("* text=auto eol=lf\n", encoding="utf-8")
    git(good, "init", "-q")
    promise(good, "0.1.0")
    commit(good, "Version 0.1.0", "v0.1.0")
    return good
