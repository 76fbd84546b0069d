"""Reports the errors of frictionless, the reference validator, as problems of rule F001. Uses no network."""

import contextlib
import json
import socket
import warnings
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from .catalogue import REGISTRY
from .problem import ERROR, Problem
from .read.folder import is_remote


def reference_problems(path: Path, label: str) -> list[Problem]:
    """One problem for each error that frictionless reports of the descriptor at ``path``, shown as ``label``.

    Whatever the descriptor refers to by address is removed first, and connections are blocked.
    """
    from frictionless import FrictionlessException, Package  # takes half a second: only when needed

    try:
        with warnings.catch_warnings(), _offline():
            warnings.simplefilter("ignore")  # Python's, about patterns whose meaning may change
            local = _local(path)
            package = Package.from_descriptor(local, basepath=str(path.parent)) if local else Package(str(path))
            report = package.validate(limit_errors=1_000_000)
    except FrictionlessException as error:
        reasons = [e.note for e in error.reasons] or [error.error.note]
        return [_problem(note, label, 1, 1, actual=error.error.type) for note in reasons]
    except Exception as error:  # it fails in many ways: a bad pattern, a list in place of text
        return [_problem(f"it stopped: {error or type(error).__name__}", label, 1, 1)]
    folder = label[: -len(path.name)]
    problems = [_problem(e.note or e.message, label, actual=e.type) for e in report.errors]
    for task in report.tasks:
        for e in task.errors:
            row_number = getattr(e, "row_number", None)  # of the record; the header is 1
            cell = getattr(e, "cell", None)
            problems.append(
                _problem(
                    e.note,
                    folder + task.place if task.place else label,
                    field=getattr(e, "field_name", None),
                    row=row_number - 1 if row_number else None,
                    actual=str(cell) if cell else e.type,
                )
            )
    return problems


def without_doubles(theirs: Iterable[Problem], ours: Iterable[Problem]) -> list[Problem]:
    """The problems that only the reference reports: in other rows, and in files for which we report no error."""
    rows, files, sizes = set(), set(), False
    for p in ours:
        sizes |= p.code == "D011"
        rows.add((p.path, p.row))
        if p.level == ERROR and p.row is None:
            files.add(p.path)
    return [
        p
        for p in theirs
        if (p.path, p.row) not in rows
        and not (p.row is None and p.path in files)
        and not (sizes and p.actual in ("hash-count", "byte-count"))
    ]


@contextlib.contextmanager
def _offline() -> Iterator[None]:
    """Block all connections inside the context."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError("no connection is made")

    kept = socket.socket.connect, socket.getaddrinfo
    socket.socket.connect, socket.getaddrinfo = refuse, refuse  # type: ignore[method-assign,assignment]  # no network
    try:
        yield
    finally:
        socket.socket.connect, socket.getaddrinfo = kept  # type: ignore[method-assign]  # back as it was


def _local(path: Path) -> dict[str, Any] | None:
    """The descriptor without what it refers to by address; None if it has no such reference or is not a descriptor."""
    try:
        whole, as_it_is = json.loads(path.read_bytes()), json.loads(path.read_bytes())
        kept = [r for r in whole["resources"] if not _has_address(r.get("path", r.get("url")))]
        gone = {r.get("name") for r in whole["resources"]} - {r.get("name") for r in kept}
        for holder in (whole, *kept):
            for key in ("profile", "$schema", *(("schema", "dialect") if holder is not whole else ())):
                if _has_address(holder.get(key)) and "datapackage.org" not in holder[key]:
                    del holder[key]
            schema = holder.get("schema")
            if isinstance(schema, dict) and gone and "foreignKeys" in schema:
                schema["foreignKeys"] = [k for k in schema["foreignKeys"] if k["reference"].get("resource") not in gone]
        local = {**whole, "resources": kept}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return local if local != as_it_is else None


def _has_address(path: object) -> bool:
    return any(isinstance(p, str) and is_remote(p) for p in (path if isinstance(path, list) else [path]))


def _problem(note: str, path: str, line: int | None = None, column: int | None = None, **more: Any) -> Problem:
    return REGISTRY["F001"].fill(Problem(f"frictionless: {' '.join(note.split())}", path, line, column, **more))
