"""csvwvalidate on the unpacked archive: every cell, key and reference by the CSVW metadata."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from common import Truth, main


def problems(folder: Path) -> Iterator[str]:
    truth = Truth(folder)
    with truth.unpacked() as place:
        root = Path(place) / truth.name
        tool = Path(sys.executable).parent / "csvwvalidate"
        done = subprocess.run([tool, "-v", "csv-metadata.json"], cwd=root, capture_output=True, text=True)
        said = (done.stdout + done.stderr).strip()
        if done.returncode or "OK" not in said or "Warning" in said:
            yield f"csvwvalidate: exit {done.returncode}: {said[-600:]}"


if __name__ == "__main__":
    main(problems)
