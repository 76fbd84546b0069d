"""The entries of CHANGELOG.md: finding one, writing one. Knows headings, not records."""

import re
from pathlib import Path

CHANGELOG = "CHANGELOG.md"
_HEADING = re.compile(r"(?m)^## (.*)$")


def with_entry(text: str, version: str, day: str, lines: list[str]) -> str:
    """The changelog with a heading for a version: what was under Unreleased, then ``lines``.

    Raises ValueError where the version has a heading already.
    """
    headings = list(_HEADING.finditer(text))
    if any(h[1].split()[0] == version for h in headings if h[1].split()):
        raise ValueError(f"{CHANGELOG} has an entry for {version} already.")
    place = next((n for n, h in enumerate(headings) if h[1].strip().lower() == "unreleased"), None)
    if place is None:
        start = end = headings[0].start() if headings else len(text)
        body = ""
    else:
        start = headings[place].start()
        end = headings[place + 1].start() if place + 1 < len(headings) else len(text)
        body = text[headings[place].end() : end].strip("\n")
    entry = "\n".join(x for x in (body, *lines) if x) or "- No change of the data."
    head = text[:start].rstrip("\n") or "# Changelog"
    return f"{head}\n\n## Unreleased\n\n## {version} – {day}\n\n{entry}\n\n{text[end:]}".rstrip("\n") + "\n"


def days(root: Path) -> dict[str, str]:
    """The day of each released version as the headings of the changelog in a repository say, the newest first."""
    path = root / CHANGELOG
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    return dict(re.findall(r"(?m)^## ([0-9.]+) – (\d{4}-\d\d-\d\d)$", text))


def entry_of(text: str, version: str) -> tuple[str | None, str]:
    """The day and the text of the entry for a version: (None, '') where there is none."""
    for heading in _HEADING.finditer(text):
        words = heading[1].split()
        if words and words[0] == version:
            following = _HEADING.search(text, heading.end())
            end = following.start() if following else len(text)
            return words[-1] if len(words) > 1 else None, text[heading.end() : end].strip("\n") + "\n"
    return None, ""
