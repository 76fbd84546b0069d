"""Small things that several test modules do with a repository."""
from __future__ import annotations

from pathlib import Path


def change(path: Path, *pairs: tuple[str, str]) -> None:
    """Replace texts of which each stands in the file once."""
    text = path.read_text(encoding="utf-8")
    for old, new in pairs:
        assert text.count(old) == 1, (path.name, old, text.count(old))
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


def contents(root: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path."""
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}
