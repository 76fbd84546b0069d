"""What frictionless, the reference validator, says of any package, as problems of the rule F001."""

from __future__ import annotations

import warnings
from pathlib import Path

from .catalogue import REGISTRY
from .problem import Problem


def reference_problems(path: Path, label: str) -> list[Problem]:
    """One problem for each error that frictionless reports of the descriptor at ``path``, shown as ``label``."""
    from frictionless import FrictionlessException, Package  # half a second: only when asked for

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Python's, of patterns that may mean something else one day
            report = Package(str(path)).validate(limit_errors=1_000_000)
    except Exception as error:  # it gives up in many ways: its own error, a bad pattern, a list where text is due
        own = isinstance(error, FrictionlessException)
        note = error.error.note if own else f"it gave up: {error or type(error).__name__}"
        return [_problem(note, label, 1, 1, actual=error.error.type if own else None)]
    folder = label[: -len(path.name)]
    problems = [_problem(e.note or e.message, label, actual=e.type) for e in report.errors]
    for task in report.tasks:
        for error in task.errors:
            row_number = getattr(error, "row_number", None)  # of the record; the header is 1
            cell = getattr(error, "cell", None)
            problems.append(
                _problem(
                    error.note,
                    folder + task.place if task.place else label,
                    field=getattr(error, "field_name", None),
                    row=row_number - 1 if row_number else None,
                    actual=str(cell) if cell else error.type,
                )
            )
    return problems


def _problem(note: str, path: str, line: int | None = None, column: int | None = None, **more) -> Problem:
    return REGISTRY["F001"].fill(Problem(f"frictionless: {' '.join(note.split())}", path, line, column, **more))
