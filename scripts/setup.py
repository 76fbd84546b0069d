#!/usr/bin/env python3
"""Make the environment in .venv/ that all commands use, from hashed locks. `make` calls this command.

Every command then runs as `python scripts/COMMAND.py`, with any Python: it finds .venv/ by itself.
"""

import argparse
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PARTS = {
    "site": "what all commands and the site need (the default)",
    "test": "what the tests need in addition",
    "lint": "what `make lint` needs in addition",
    "pdf": "what is needed to read PDF copies of the documents",
    "review": "what is needed to read the answers of an expert",
    "pdfjs": "the PDF reader of the page Check the original, into build/pdfjs/",
}
# Of the package that carries pdf.js, only these go into the site.
PDFJS = ["build/pdf.mjs", "build/pdf.worker.mjs", "web/cmaps", "web/standard_fonts", "VERSION", "LICENSE"]


def install(python: Path, lock: str, *more: str) -> None:
    """Install what a lock names; raises CalledProcessError where pip fails."""
    options = ["--quiet", "--disable-pip-version-check", "--require-hashes", *more, "-r", f"locks/{lock}.txt"]
    subprocess.run([python, "-m", "pip", "install", *options], cwd=ROOT, check=True)


def pdfjs(python: Path) -> None:
    """Put the files of pdf.js into build/pdfjs/, out of a package that carries them; the repository has none of it."""
    package, target = ROOT / "build" / "pdfjs-package", ROOT / "build" / "pdfjs"
    for folder in (package, target):
        shutil.rmtree(folder, ignore_errors=True)
    install(python, "pdfjs", "--no-deps", "--target", str(package))
    target.mkdir(parents=True)
    for name in PDFJS:
        source = package / "pdfjs_viewer" / "pdfjs" / name
        (shutil.copytree if source.is_dir() else shutil.copyfile)(source, target / source.name)
    shutil.rmtree(package)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="parts:\n" + "\n".join(f"  {name:<8}{what}" for name, what in PARTS.items()) + "\n\n"
        "examples:\n  python scripts/setup.py             install what all commands need; repeat when locks/ changes\n"
        "  python scripts/setup.py site test   install what the tests need as well\n\n"
        "exit codes: 0 done, 2 could not run",
    )
    parser.add_argument("parts", nargs="*", metavar="PART", default=["site"], help="one of the parts below")
    parts = parser.parse_args().parts
    if unknown := [p for p in parts if p not in PARTS]:
        parser.error(f"there is no part {unknown[0]}; the parts are {', '.join(PARTS)}")
    if sys.version_info < (3, 10):  # noqa: UP036 older Pythons have to be told
        parser.error(f"Python 3.10 or newer is needed; this is {sys.version.split()[0]}")
    here = ROOT / ".venv"
    python = here / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    try:
        if not python.exists():
            venv.create(here, with_pip=True)
        for part in parts:
            if part == "pdfjs":
                pdfjs(python)
                (ROOT / "build" / "pdfjs" / "LICENSE").touch()
                continue
            install(python, part)
            if part == "site":
                install(python, "profiles", "--no-deps")
            (here / f"{part}.stamp").touch()
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"setup: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
