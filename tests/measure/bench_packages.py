"""Measure the validator for any package beside named peers: `make bench-packages`. Nothing is asserted.

Packages are made here, the same each time (packages_made.py and tables_made.py). Each command runs in a fresh process,
up to five times; the least of each figure counts, because the rest is the machine's noise. A command that takes longer
than the limit is stopped and said to be. The tables go into docs/validator-speed.md with --write.
"""

from __future__ import annotations

import argparse
import datetime
import json
import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

import tables_made
from packages_made import csvw, make, spoil
from run import environment

from helpers import ROOT

PAGE = ROOT / "docs" / "validator-speed.md"
BEGIN, END = "<!-- built: bench -->", "<!-- end -->"
PARSE = (
    "import csv, sys\nfor name in sys.argv[1:]:\n"
    "    for row in csv.reader(open(name, encoding='utf-8', newline='')):\n        pass\n"
)
RUNS, ENOUGH = 5, 20  # runs of a command, unless they have taken so many seconds
LIMIT = 120  # seconds of the processors after which a peer is stopped
SMALL = 20  # megabytes up to which the slowest peer runs
FAULTS = 340
SIZE = 200_000_000  # bytes of the table with a fault
Reported = dict[tuple[str, int], "str | None"]  # file and row -> field
FRICTIONLESS = str(Path(sys.executable).with_name("frictionless"))


class Measure(NamedTuple):
    """Seconds of the clock and of the processors, the peak of memory in megabytes, and whether it was stopped."""

    wall: float
    cpu: float
    memory: float
    stopped: bool = False


def _limited() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_CPU, (LIMIT, LIMIT))


def measure(command: list[str]) -> Measure:
    """The least figures of up to five runs of a command; ends the bench where it fails."""
    took: list[Measure] = []
    while len(took) < RUNS and sum(m.wall for m in took) < ENOUGH:
        began = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, preexec_fn=_limited
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        stopped = process.returncode in (-signal.SIGKILL, -signal.SIGXCPU)
        if process.returncode not in (0, 1) and not stopped:
            sys.exit(f"bench: {' '.join(command[:4])} ended with {process.returncode}")
        wall = time.perf_counter() - began
        took.append(Measure(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, stopped))
    return Measure(*map(min, list(zip(*took))[:3]), took[0].stopped)


def elsewhere(function: Callable, *arguments: object) -> None:
    """Call a function in a process of its own: what this one has taken counts as memory of those that it starts."""
    process = multiprocessing.get_context("spawn").Process(target=function, args=arguments)
    process.start()
    process.join()
    if process.exitcode:
        sys.exit(f"bench: {function} failed")


def report_of(*command: str) -> dict:
    done = subprocess.run([*command], cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    return json.loads(done.stdout)


def ours(descriptor: Path) -> Reported:
    """The rows that our validator reports, and the field in each."""
    report = report_of(sys.executable, "scripts/validate.py", str(descriptor), "--format", "json", "--limit", "0")
    return {(Path(p["path"]).name, p["row"]): p["field"] for p in report["problems"] if p["row"]}


def theirs(descriptor: Path) -> Reported:
    """The rows that frictionless reports, and the field where it names one; it counts the header."""
    report = report_of(FRICTIONLESS, "validate", str(descriptor), "--json", "--limit-errors", "1000000")
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
        f"dpcheck reports {len(a)} rows and frictionless {len(b)}, of which {len(both)} are the same. In {len(named)} "
        f"of these both name a field, and in {sum(a[k] == b[k] for k in named)} it is the same field."
    )


def peers(name: str, folder: Path) -> Iterator[str]:
    """A row of the table for each validator of a package."""
    descriptor = folder / "datapackage.json"
    tables = sorted(folder.glob("*.csv"))
    rows = sum(int(subprocess.check_output(["wc", "-l", t]).split()[0]) - 1 for t in tables)
    size = sum(t.stat().st_size for t in tables) / 1e6
    commands = {
        "csv, parse only": [sys.executable, "-c", PARSE, *map(str, tables)],
        "dpcheck": [sys.executable, "scripts/validate.py", str(descriptor)],
        "frictionless": [FRICTIONLESS, "validate", str(descriptor)],
    }
    if size <= SMALL:
        commands["csvwvalidate"] = [str(environment("csvw").with_name("csvwvalidate")), "-v", "-l", str(csvw(folder))]
    base = None
    for command, line in commands.items():
        m = measure(line)
        base = base or m
        if m.stopped:
            least = LIMIT / base.cpu // 0.1 / 10  # rounded down: the command was stopped and needs more
            figures = f"stopped | after {LIMIT} | {m.memory:.0f} | | more than {least:.1f}"
        else:
            figures = f"{m.wall:.2f} | {m.cpu:.2f} | {m.memory:.0f} | {m.wall / base.wall:.1f} | {m.cpu / base.cpu:.1f}"
        yield f"| {name} | {size:,.0f} | {rows:,} | {command} | {figures} |"


def linear(folder: Path) -> Iterator[str]:
    """A row for each fault, beside the same table without it."""
    pairs: list[tuple[str, Callable, Callable]] = [
        ("5,000 columns, all with other names", partial(tables_made.columns, wrong=False),
         partial(tables_made.columns, wrong=True)),
        ("3,000 wrong values among 2,000 codes", partial(tables_made.codes, wrong=False),
         partial(tables_made.codes, wrong=True)),
    ]  # fmt: skip
    sound = partial(tables_made.damaged, size=SIZE)
    pairs += [(f"{what}, in 200 MB", sound, partial(sound, change=what)) for what in tables_made.CHANGES]
    base, last = None, None
    for what, without, with_fault in pairs:
        for function in [with_fault] if without is last else [without, with_fault]:
            shutil.rmtree(folder, ignore_errors=True)
            elsewhere(function, folder)
            m = measure([sys.executable, "scripts/validate.py", str(folder / "datapackage.json")])
            if function is without:
                base = m
        last = without
        assert base
        yield (
            f"| {what} | {base.wall:.2f} | {base.cpu:.2f} | {base.memory:.0f} | {m.wall:.2f} | {m.cpu:.2f} | "
            f"{m.memory:.0f} | {m.cpu / base.cpu:.1f} | {m.memory / base.memory:.1f} |"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "sizes",
        nargs="*",
        type=int,
        default=[10_000, 100_000, 250_000],
        help="recommendations in each package (default: 10000 100000 250000)",
    )
    parser.add_argument("--write", action="store_true", help="write the tables into docs/validator-speed.md")
    args = parser.parse_args()
    parts: list[str] = []

    def add(*lines: str) -> None:
        for line in lines:
            parts.append(line)
            print(line, flush=True)

    add(f"Measured on {datetime.date.today():%d %B %Y}, with {os.cpu_count()} processors of a shared machine, "
        f"whose load was {os.getloadavg()[2]:.0f} at the beginning. csvwvalidate only got packages up to {SMALL} MB. "
        f"A command was stopped after {LIMIT} seconds of CPU time.", "",
        "| package | MB | rows | command | wall, s | CPU, s | memory, MB | wall, times csv | CPU, times csv |",
        "|---|---|---|---|---|---|---|---|---|")  # fmt: skip
    notes = []
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "package"
        made: list[tuple[str, Callable, int]] = [
            *((f"{n:,} recommendations, nine tables", make, n) for n in args.sizes),
            *(("text, few values repeated", tables_made.wordy, n) for n in (7_000, 700_000)),
            *(("typed values, a primary key", tables_made.typed, n) for n in (1_000_000, 1_000_000_000)),
        ]
        for name, function, size in made:
            elsewhere(function, folder, size)
            add(*peers(name, folder))
            if function is make and size == min(args.sizes):
                elsewhere(spoil, folder, FAULTS)
                descriptor = folder / "datapackage.json"
                notes.append(
                    "Do both validators find the same? In a copy of the smallest package, "
                    f"{FAULTS} cells were made wrong. {compared(ours(descriptor), theirs(descriptor))}"
                )
            shutil.rmtree(folder)
        add("", *notes, "", "A table with a fault, beside the same table without it:", "",
            "| fault | sound: wall, s | CPU, s | memory, MB | faulty: wall, s | CPU, s | memory, MB | CPU, times | "
            "memory, times |",
            "|---|---|---|---|---|---|---|---|---|")  # fmt: skip
        for line in linear(folder):
            add(line)
    if args.write:
        before, rest = PAGE.read_text(encoding="utf-8").split(BEGIN)
        after = rest.split(END, 1)[1]
        text = before + BEGIN + "\n\n" + "\n".join(parts) + "\n\n" + END + after
        PAGE.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
