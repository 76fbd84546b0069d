"""Strict is strict: ``mkdocs build --strict --quiet``, which is what ``make site`` runs, lets no warning pass."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml
from site_parts import as_ours, mkdocs

from helpers import GOOD, ROOT

pytestmark = pytest.mark.data


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


def test_each_warning_fails_the_build(tiny: Path, tmp_path: Path) -> None:
    """A broken link and a page outside the menu; that a sound site passes is seen wherever the site is built."""
    (tiny / "docs" / "index.md").write_text("# Start\n\n[Gone](gone.md)\n", encoding="utf-8")
    (tiny / "docs" / "stray.md").write_text("# A page that no menu has\n", encoding="utf-8")
    done = mkdocs(tiny, tmp_path / "site", "--strict", "--quiet")
    assert done.returncode == 1
    assert "contains a link 'gone.md'" in done.stderr
    assert 'not included in the "nav" configuration' in done.stderr and "stray.md" in done.stderr
    assert "Aborted with 2 warnings in strict mode!" in done.stdout + done.stderr
