"""Fixtures of the tests of the commands."""

import pytest
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
