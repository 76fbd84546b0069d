"""Measure the validator for any package beside named peers: `make bench-packages`. Nothing is asserted.

Packages are made here, the same each time (tests/measure/packages_made.py). Each command runs in a fresh
process; what takes less than ten seconds runs three times and the best wall time counts, because the
rest is the machine's noise. The table goes into docs/validator.md with --write.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from packages_made import csvw, make, spoil
from run import environment

from helpers import ROOT

PAGE = ROOT / "docs" / "validator.md"
BEGIN, END = "<!-- built: bench -->", "<!-- end -->"
PARSE = (
    "import csv, sys\nfor name in sys.argv[1:]:\n"
    "    for row in csv.reader(open(name, encoding='utf-8', newline='')):\n        pass\n"
)
SMALL = 10_000  # up to which slow peers run
FAULTS = 340
Reported = dict[tuple[str, int], "str | None"]  # file and row -> field


class Measure(NamedTuple):
    """Seconds of the clock and of the processors, and the peak of memory in megabytes."""

    wall: float
    cpu: float
    memory: float


def measure(command: list[str], accepted: tuple[int, ...] = (0,)) -> Measure:
    """The best of up to three runs of a command; stops the bench where it fails."""
    best = None
    for _ in range(3):
        began = time.perf_counter()
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.perf_counter() - began
        if process.returncode not in accepted:
            sys.exit(f"bench: {' '.join(command[:4])} ended with {process.returncode}")
        once = Measure(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)
        best = min(best or once, once)
        if wall > 10:
            break
    return best


def elsewhere(function, *arguments) -> None:
    """Call a function in a process of its own: what this one has taken counts as memory of those that it starts."""
    process = multiprocessing.get_context("spawn").Process(target=function, args=arguments)
    process.start()
    process.join()
    if process.exitcode:
        sys.exit(f"bench: {function.__name__} failed")


def ours(descriptor: Path) -> Reported:
    """The rows that our validator reports, and the field in each."""
    done = subprocess.run(
        [sys.executable, "scripts/validate.py", str(descriptor), "--format", "json", "--limit", "0"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    return {(Path(p["path"]).name, p["row"]): p["field"] for p in json.loads(done.stdout)["problems"] if p["row"]}


def theirs(descriptor: Path) -> Reported:
    """The rows that frictionless reports, and the field where it names one; it counts the header."""
    done = subprocess.run(
        [frictionless(), "validate", str(descriptor), "--json", "--limit-errors", "1000000"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    report = json.loads(done.stdout)
    return {
        (Path(t["place"]).name, e["rowNumber"] - 1): e.get("fieldName")
        for t in report["tasks"]
        for e in t["errors"]
        if "rowNumber" in e
    }


def compared(a: Reported, b: Reported) -> str:
    """In words, how far two reports name the same cells."""
    both = a.keys() & b.keys()
    named = [k for k in both if a[k] and b[k]]
    return (
        f"both report rows: {len(a)} and {len(b)}, {len(both)} of them the same; of the {len(named)} in which both "
        f"name a field, {sum(a[k] == b[k] for k in named)} name the same"
    )


def frictionless() -> str:
    return str(Path(sys.executable).with_name("frictionless"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "sizes",
        nargs="*",
        type=int,
        default=[1_000, 10_000, 100_000, 250_000],
        help="recommendations in each package (default: 1000 10000 100000 250000)",
    )
    parser.add_argument("--write", action="store_true", help="write the table into docs/validator.md")
    args = parser.parse_args()
    lines = [
        "| recommendations | rows | command | wall, s | CPU, s | memory, MB | wall, times csv | CPU, times csv |",
        "|---|---|---|---|---|---|---|---|",
    ]
    notes = []
    with tempfile.TemporaryDirectory() as folder:
        for size in args.sizes:
            descriptor = Path(folder) / str(size) / "datapackage.json"
            elsewhere(make, descriptor.parent, size)
            tables = sorted(map(str, descriptor.parent.glob("*.csv")))
            rows = sum(Path(t).read_bytes().count(b"\n") - 1 for t in tables)
            commands = {
                "csv, parse only": [sys.executable, "-c", PARSE, *tables],
                "validate.py": [sys.executable, "scripts/validate.py", str(descriptor)],
                "frictionless validate": [frictionless(), "validate", str(descriptor)],
            }
            if size <= SMALL:
                commands["csvwvalidate"] = [
                    str(environment("csvw").with_name("csvwvalidate")),
                    "-v",
                    "-l",
                    str(csvw(descriptor.parent)),
                ]
            took = {}
            for name, command in commands.items():
                took[name] = m = measure(command)
                base = took["csv, parse only"]
                lines.append(
                    f"| {size:,} | {rows:,} | {name} | {m.wall:.2f} | {m.cpu:.2f} | {m.memory:.0f} | "
                    f"{m.wall / base.wall:.1f} | {m.cpu / base.cpu:.1f} |"
                )
                print(lines[-1], flush=True)
            they, we = took["frictionless validate"], took["validate.py"]
            elsewhere(spoil, descriptor.parent, FAULTS)
            notes.append(
                f"- {size:,}: frictionless takes {they.wall / we.wall:.0f} times as long as validate.py by the clock, "
                f"{they.cpu / we.cpu:.0f} times the CPU. In a copy with {FAULTS} faulty cells "
                f"{compared(ours(descriptor), theirs(descriptor))}."
            )
            print(notes[-1], flush=True)
            shutil.rmtree(descriptor.parent)
    if args.write:
        text = PAGE.read_text(encoding="utf-8")
        before, rest = text.split(BEGIN)
        after = rest.split(END, 1)[1]
        PAGE.write_text(
            before + BEGIN + "\n\n" + "\n".join(lines) + "\n\n" + "\n".join(notes) + "\n\n" + END + after,
            encoding="utf-8",
            newline="\n",
        )


if __name__ == "__main__":
    main()
