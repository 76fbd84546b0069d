"""cffconvert --validate on CITATION.cff."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from common import main


def problems(folder: Path) -> Iterator[str]:
    tool = Path(sys.executable).parent / "cffconvert"
    done = subprocess.run([tool, "--validate", "--infile", folder / "CITATION.cff"], capture_output=True, text=True)
    if done.returncode or "valid" not in done.stdout.lower():
        yield f"cffconvert: {(done.stdout + done.stderr)[-400:]}"


if __name__ == "__main__":
    main(problems)
