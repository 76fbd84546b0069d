#!/usr/bin/env python3
"""Have others confirm the downloads: each check in its own environment, then again on a copy with a seeded fault.

``run.py [NAME …]`` runs the named checks, or all. It prints a line each and exits with 1 where a
check fails, or passes in spite of its fault. Environments are made under build/interop/ from the
hashed locks in locks/ and kept until a lock changes. R with readr comes from the system.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import venv
from functools import cache
from pathlib import Path

import seeded_faults

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
DOWNLOADS = ROOT / "build" / "downloads"
PLACE = ROOT / "build" / "interop"

# check -> environment (a lock of that name; None is R), and the faults it must notice
CHECKS = {
    "package": ("frictionless", ["package"]),
    "profile_": ("profile", ["profile_"]),
    "csvw_": ("csvw", ["csvw_"]),
    "schema_org": ("shacl", ["schema_org"]),
    "dcat_": ("shacl", ["dcat_"]),
    "rdf_": ("shacl", ["rdf_"]),
    "skos_": ("skosify", ["skos_", "skos_label"]),
    "cff": ("cffconvert", ["cff"]),
    "datacite_": ("datacite", ["datacite_"]),
    "bibliography": ("bibliography", ["bibliography"]),
    "excel": ("openpyxl", ["excel", "excel_formula"]),
    "sqlite_": ("sqlite3", ["sqlite_"]),
    "json_": ("sqlite3", ["json_", "ndjson"]),
    "pandas_": ("pandas", ["pandas_", "sqlite_"]),
    "parquet_": ("pandas", ["parquet_"]),
    "duckdb_": ("duckdb", ["duckdb_", "parquet_"]),
    "datasette_": ("datasette", ["datasette_"]),
    "readr": (None, ["readr"]),
    "recipe_pandas": ("pandas", ["recipe"]),
    "recipe_duckdb": ("duckdb", ["recipe"]),
    "recipe_sqlite": ("sqlite3", ["recipe"]),
    "recipe_frictionless": ("frictionless", ["recipe_frictionless"]),
    "recipe_r": (None, ["recipe"]),
    "properdocs_": ("properdocs", ["missing_page"]),
}
# The checks of what describes the data also look at the downloads of a copy whose addresses are set.
DESCRIBING = ("schema_org", "dcat_", "rdf_", "cff", "datacite_", "bibliography")
ADDRESSES = """homepage: https://www.example.org/data
contact: mistakes@example.org
repository: https://www.example.org/repository
doi: 10.1234/example
"""
# What a check looks at where that is not the downloads.
PLACES = {"properdocs_": ROOT / "build" / "site"}


def environment(name: str) -> Path:
    """The Python of the environment of this name, made anew where its lock is another than it was made from."""
    lock, folder = HERE / "locks" / f"{name}.txt", PLACE / name
    python, stamp = folder / "bin" / "python", folder / "lock.sha256"
    want = hashlib.sha256(lock.read_bytes()).hexdigest()
    if not stamp.is_file() or stamp.read_text() != want:
        shutil.rmtree(folder, ignore_errors=True)
        venv.create(folder, with_pip=True, symlinks=True)
        if any(line and line[0] != "#" for line in lock.read_text().splitlines()):
            install = [
                python,
                "-m",
                "pip",
                "install",
                "--quiet",
                "--disable-pip-version-check",
                "--require-hashes",
                "-r",
                lock,
            ]
            subprocess.run(install, check=True)
        stamp.write_text(want)
    return python


@cache
def published() -> Path:
    """The downloads of a copy of the repository whose homepage, contact, repository and DOI are set."""
    copy = PLACE / "published"
    shutil.rmtree(copy, ignore_errors=True)
    for folder in ("data", "schemas"):
        shutil.copytree(ROOT / folder, copy / folder)
    for name in ("CHANGELOG.md", "CITATION.cff", "LICENSE", "LICENSE-DATA", "README.md"):
        shutil.copy(ROOT / name, copy / name)
    with (copy / "data/records/package.yaml").open("a", encoding="utf-8") as file:
        file.write(ADDRESSES)
    build = [ROOT / ".venv/bin/python", ROOT / "scripts/build.py", "--root", copy, "--downloads"]
    subprocess.run(build, check=True, stdout=subprocess.DEVNULL)
    return copy / "build" / "downloads"


def command(check: str, env: str | None) -> list[str]:
    if env is None:
        tool = shutil.which("Rscript")
        if not tool:
            raise FileNotFoundError("Rscript is missing (on Debian: apt-get install r-cran-readr)")
        return [tool, "--vanilla", str(HERE / "checks" / f"{check}.R")]
    return [str(environment(env)), "-W", "ignore", str(HERE / "checks" / f"{check}.py")]


def passes(arguments: list[str], folder: Path) -> tuple[bool, str]:
    """Whether the check passes on a folder, and what it said."""
    done = subprocess.run(
        [*arguments, str(folder)], capture_output=True, text=True, timeout=600, env=os.environ | {"PYTHONUTF8": "1"}
    )
    return done.returncode == 0, (done.stdout + done.stderr).strip()


def fails_as_meant(done: str) -> bool:
    """A check that broke down has noticed nothing."""
    return "Traceback" not in done and "Execution halted" not in done


def run(check: str) -> list[str]:
    """What is wrong with the downloads, or with the check; empty where it passes and notices each fault."""
    env, seeded = CHECKS[check]
    try:
        arguments = command(check, env)
        place = PLACES.get(check, DOWNLOADS)
        places = [place, published()] if check in DESCRIBING else [place]
    except (OSError, subprocess.CalledProcessError) as error:
        return [f"could not run: {error}"]
    for looked_at in places:
        good, said = passes(arguments, looked_at)
        if not good:
            return [f"{looked_at.relative_to(ROOT)}: {said or 'failed without a word'}"]
    wrong = []
    for fault in seeded:
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(shutil.copytree(place, Path(folder) / place.name))
            getattr(seeded_faults, fault)(copy)
            good, said = passes(arguments, copy)
        if good:
            wrong.append(f"passes in spite of the seeded fault {fault}")
        elif not fails_as_meant(said):
            wrong.append(f"broke down on the seeded fault {fault}: {said[-400:]}")
    return wrong


def main(names: list[str]) -> int:
    unknown = [n for n in names if n not in CHECKS]
    if unknown or not DOWNLOADS.is_dir():
        why = f"no such check: {', '.join(unknown)}" if unknown else "build/downloads/ is missing; run make first"
        print(f"interop: {why}", file=sys.stderr)
        return 2
    failed = 0
    for check in names or CHECKS:
        wrong = run(check)
        env, seeded = CHECKS[check]
        print(
            f"{'FAIL' if wrong else 'ok  '} {check.rstrip('_'):19} {env or 'R':13} {len(seeded)} seeded "
            f"{'fault' if len(seeded) == 1 else 'faults'}{'' if wrong else ' noticed'}",
            flush=True,
        )
        for line in wrong:
            print("     " + line.replace("\n", "\n     "), flush=True)
        failed += bool(wrong)
    print(
        f"{failed} of {len(names or CHECKS)} checks failed" if failed else f"all {len(names or CHECKS)} checks passed"
    )
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
