"""Finds and writes entries of CHANGELOG.md. Knows headings, not records."""

import re
from pathlib import Path

CHANGELOG = "CHANGELOG.md"
_ENTRY = re.compile(r"^## ([^\n]*)(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)  # heading and text


def with_entry(text: str, version: str, day: str, lines: list[str]) -> str:
    """The changelog with a heading for a version: what was under Unreleased, then ``lines``.

    Raises ValueError if the version already has a heading.
    """
    entries = list(_ENTRY.finditer(text))
    if any(e[1].split()[:1] == [version] for e in entries):
        raise ValueError(f"{CHANGELOG} already has an entry for {version}.")
    unreleased = next((e for e in entries if e[1].strip().lower() == "unreleased"), None)
    start = end = entries[0].start() if entries else len(text)
    body = ""
    if unreleased:
        start, end, body = unreleased.start(), unreleased.end(), unreleased[2].strip("\n")
    entry = "\n".join(x for x in (body, *lines) if x) or "- No change of the data."
    head = text[:start].rstrip("\n") or "# Changelog"
    return f"{head}\n\n## Unreleased\n\n## {version} – {day}\n\n{entry}\n\n{text[end:]}".rstrip("\n") + "\n"


def days(root: Path) -> dict[str, str]:
    """The day of each released version, from the headings of a repository's changelog, the newest first."""
    path = root / CHANGELOG
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    return dict(re.findall(r"(?m)^## ([0-9.]+) – (\d{4}-\d\d-\d\d)$", text))


def entry_of(text: str, version: str) -> tuple[str | None, str]:
    """The day and the text of the entry for a version, or (None, '')."""
    for entry in _ENTRY.finditer(text):
        words = entry[1].split()
        if words[:1] == [version]:
            return words[-1] if len(words) > 1 else None, entry[2].strip("\n") + "\n"
    return None, ""
