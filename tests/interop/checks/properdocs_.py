"""ProperDocs, which continues MkDocs 1, builds the site strictly and has the pages that MkDocs built."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def pages(folder: Path) -> set[str]:
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*.html")}


def main(built: Path) -> int:
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "properdocs", "build", "--strict", "--quiet", "-d", folder]
        done = subprocess.run([*command, "-f", str(ROOT / "mkdocs.yml")], capture_output=True, text=True)
        differ = pages(built) ^ pages(Path(folder))
    if done.returncode or done.stderr:
        print(f"exit code {done.returncode}\n{done.stdout}{done.stderr}")
    for page in sorted(differ):
        print(f"{page}: built by one of the two only")
    return int(bool(done.returncode or differ))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
