"""The printed forms of problems: text for people, workflow commands for GitHub, JSON for programs."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import IO

from .problem import ERROR, FIELDS, WARNING, Problem

MANY, FIRST = 10, 3  # of more than so many problems of one cause the text form shows so many
STALE = "P001"  # whatever is stale has one cause and one remedy, in all files together


def summary(problems: Sequence[Problem], checked: int) -> dict[str, int]:
    """Counts of errors and warnings, and of the files that were checked."""
    errors = sum(p.level == ERROR for p in problems)
    return {"errors": errors, "warnings": len(problems) - errors, "checked": checked}


def as_json(problems: Sequence[Problem], checked: int) -> str:
    """The report as one JSON object (the contract of ``validate.py --format json``)."""
    report = {
        "problems": [{name: getattr(p, name) for name in FIELDS} for p in problems],
        "summary": summary(problems, checked),
    }
    return json.dumps(report, ensure_ascii=False, indent=2)


def as_github(problems: Sequence[Problem]) -> str:
    """The report as workflow commands, which GitHub shows beside the lines of a pull request."""
    return "\n".join(_annotation(p) for p in problems)


def _annotation(p: Problem) -> str:
    def data(text: str) -> str:  # escapes of the workflow command syntax
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    def value(text: str) -> str:
        return data(text).replace(":", "%3A").replace(",", "%2C")

    place = {"file": p.path, "line": p.line, "col": p.column, "title": f"{p.code}"}
    head = ",".join(f"{k}={value(str(v))}" for k, v in place.items() if v is not None)
    body = [p.message, *_details(p)]
    return f"::{p.level} {head}::{data(chr(10).join(body))}"


def _details(p: Problem) -> Iterable[str]:
    if p.expected is not None:
        yield f"expected: {p.expected}"
    if p.actual is not None:
        yield f"actual: {p.actual}"
    if p.hint:
        yield f"fix: {p.hint}"


def as_text(problems: Sequence[Problem], checked: int, lines_of, colour: bool) -> str:
    """The report for people: each problem with its line, a caret, what was expected, what to do.

    ``lines_of(path)`` returns the lines of a file, or an empty list; ``colour`` switches ANSI colours.
    Of many problems of one cause (a rule, a file, a field) the first few stand for all.
    """
    paint = _paint if colour else (lambda text, _: text)
    out = []
    same = Counter(map(_cause, problems))
    shown: Counter[tuple] = Counter()
    for p in problems:
        cause = _cause(p)
        shown[cause] += 1
        if same[cause] > _many(p) and shown[cause] > FIRST:
            continue
        place = ":".join(str(x) for x in (p.path, p.line, p.column) if x is not None)
        level = paint(p.level, "31" if p.level == ERROR else "33")
        about = f" [{p.record}]" if p.record else ""
        out.append(f"{paint(place, '1')}: {level} {p.code}{about}: {p.message}")
        lines = lines_of(p.path) if p.path and p.line else []
        if p.line and p.line <= len(lines):
            line = lines[p.line - 1].replace("\t", " ")
            column = p.column or 1
            start = max(0, column - 61)  # long lines are cut so that the caret stays in sight
            cut = line[start : start + 100]
            out.append(f"    {p.line:>5} | {'…' if start else ''}{cut}")
            out.append(f"          | {' ' * (column - 1 - start + bool(start))}{paint('^', '31')}")
        out.extend(f"          {detail}" for detail in _details(p))
        if p.url:
            out.append(f"          see: scripts/validate.py --explain {p.code}")
        if same[cause] > _many(p) and shown[cause] == FIRST:
            where = f"column {p.field}" if p.row and p.field else f"field {p.field}" if p.field else "this file"
            where = "other files" if p.code == STALE else where
            out.append(f"          … and {same[cause] - FIRST} more like this in {where} (all of them: --format json)")
    count = summary(problems, checked)
    closing = f"{count['errors']} errors, {count['warnings']} warnings in {checked} files"
    out.append(paint(closing, "31" if count["errors"] else "32"))
    return "\n".join(out)


def _cause(p: Problem) -> tuple:
    return (p.code, p.level) if p.code == STALE else (p.code, p.level, p.path, p.field)


def _many(p: Problem) -> int:
    return FIRST if p.code == STALE else MANY


def _paint(text: str, code: str) -> str:
    return f"\x1b[{code}m{text}\x1b[0m"


def wants_colour(stream: IO[str]) -> bool:
    """Colour only on a terminal, and never where NO_COLOR is set (https://no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def exit_code(problems: Sequence[Problem], level: str = ERROR) -> int:
    """0 where nothing is at or above ``level``, else 1."""
    return int(any(p.level == ERROR or level == WARNING for p in problems))


def utf8_output() -> None:
    """Make the standard streams UTF-8 with LF, whatever the machine's locale says."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
