"""What frictionless, the reference validator, says of any package."""

from __future__ import annotations

import warnings
from pathlib import Path

from ..problems import ERROR, Problem
from ..rules import REGISTRY


def reference_problems(path: Path, label: str) -> list[Problem]:
    """Problems of the rule F001, one for each error of frictionless."""
    from frictionless import FrictionlessException, Package  # half a second: only when asked for

    url = REGISTRY["F001"].url
    try:
        warnings.simplefilter("ignore")  # Python's, of patterns that may mean something else one day
        report = Package(str(path)).validate(limit_errors=1_000_000)
    except Exception as error:  # it gives up in many ways: its own error, a bad pattern, a list where text is due
        note = (
            error.error.note
            if isinstance(error, FrictionlessException)
            else f"it gave up: {error or type(error).__name__}"
        )
        return [
            Problem("F001", ERROR, label, 1, 1, None, None, None, f"frictionless: {' '.join(note.split())}", url=url)
        ]
    folder = label[: -len(path.name)]
    found = [(label, e) for e in report.errors] + [
        (folder + t.place if t.place else label, e) for t in report.tasks for e in t.errors
    ]
    problems = []
    for place, error in found:
        number = getattr(error, "row_number", None)  # of the record; the header is 1
        row, cell = number - 1 if number else None, getattr(error, "cell", None)
        problems.append(
            Problem(
                "F001",
                ERROR,
                place,
                None,
                None,
                row,
                getattr(error, "field_name", None),
                None,
                f"frictionless: {' '.join(error.note.split())}",
                actual=str(cell) if cell else error.type,
                url=url,
            )
        )
    return problems
