"""Paths in a descriptor: which may be followed, and where they lead."""

from __future__ import annotations

import re
from pathlib import Path

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")  # one letter and a colon is a drive


def is_remote(path: str) -> bool:
    """Whether a path is an address."""
    return bool(_SCHEME.match(path)) or path.startswith("//")


def unsafe(path: str, folder: Path) -> str | None:
    """Why a path may not be followed from the folder of the descriptor, in words; None where it may."""
    parts = re.split(r"[/\\]", path)
    if not path or path != path.strip():
        return "is empty or padded with spaces"
    if "\0" in path or len(path) > 1000 or any(len(p.encode("utf-8", "replace")) > 255 for p in parts):
        return "cannot be the name of a file"
    if path[0] in "/\\~":
        return "is absolute"
    if re.match(r"[A-Za-z]:", path):
        return "begins with the letter of a drive"
    if ".." in parts:
        return "leads out of the folder of the package"
    if "\\" in path:
        return "has backslashes, which only Windows takes for folders"
    here = folder.resolve()
    try:
        inside = (folder / path).resolve().is_relative_to(here)
    except (OSError, RuntimeError, ValueError):  # links that lead in a circle
        return "leads in a circle"
    return None if inside else "is a link that leads out of the folder of the package"
