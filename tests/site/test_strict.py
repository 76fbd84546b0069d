"""Strict is strict: ``mkdocs build --strict --quiet``, which is what ``make site`` runs, lets no warning pass."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml
from site_parts import as_ours, mkdocs

from helpers import GOOD, ROOT

FINE = "# Start\n\n[All](recommendations/index.md)\n"


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with our settings, few records, one page written by hand, and a theme of one line, to save time."""
    root = tmp_path_factory.mktemp("tiny")
    as_ours(root)
    (root / "docs").unlink()
    (root / "docs").mkdir()
    shutil.copytree(GOOD / "data", root / "data")
    settings = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    gone = {p.relative_to(ROOT / "docs").as_posix() for p in (ROOT / "docs").rglob("*.md")} - {"index.md"}

    def kept(entries: list) -> list:
        pairs = [next(iter(e.items())) for e in entries]
        found = [(title, kept(below) if isinstance(below, list) else below) for title, below in pairs]
        return [{title: below} for title, below in found if below and str(below) not in gone]

    (root / "bare").mkdir()
    (root / "bare" / "main.html").write_text("{{ page.content }}", encoding="utf-8")
    settings |= {"nav": kept(settings["nav"]), "plugins": [], "theme": {"name": None, "custom_dir": "bare"}}
    (root / "mkdocs.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    return root


@pytest.mark.parametrize(
    ("index", "stray", "warning"),
    [
        (FINE, "", ""),
        (f"{FINE}\n[Gone](gone.md)\n", "", "contains a link 'gone.md'"),
        (FINE, "# A page that no menu has\n", 'not included in the "nav" configuration'),
    ],
    ids=["sound", "a broken link", "a page outside the menu"],
)
def test_a_warning_fails_the_build(tiny: Path, tmp_path: Path, index: str, stray: str, warning: str) -> None:
    (tiny / "docs" / "index.md").write_text(index, encoding="utf-8")
    (tiny / "docs" / "stray.md").unlink(missing_ok=True)
    if stray:
        (tiny / "docs" / "stray.md").write_text(stray, encoding="utf-8")
    done = mkdocs(tiny, tmp_path / "site", "--strict", "--quiet")
    assert done.returncode == int(bool(warning)), done.stderr
    assert warning in done.stderr and done.stderr.count("WARNING") == bool(warning)
