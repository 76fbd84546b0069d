"""frictionless validates the unpacked archive, and every checksum holds."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from common import Truth, main
from frictionless import Package


def problems(folder: Path) -> Iterator[str]:
    truth = Truth(folder)
    with truth.unpacked() as place:
        root = Path(place) / truth.name
        report = Package(str(root / "datapackage.json")).validate()
        yield from (e.message for e in report.errors)
        yield from (f"{t.place}: {e.message}" for t in report.tasks for e in t.errors)
        yield from _sums(root)
    yield from _sums(folder)


def _sums(folder: Path) -> Iterator[str]:
    for line in (folder / "SHA256SUMS.txt").read_text().splitlines():
        value, path = line.split("  ", 1)
        if hashlib.sha256((folder / path).read_bytes()).hexdigest() != value:
            yield f"checksum of {path}"


if __name__ == "__main__":
    main(problems)
