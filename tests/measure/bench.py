"""Measure speed beside named peers, side by side on this machine: `make bench`. Nothing is asserted.

Each command runs three times in a fresh process; the best wall time counts, because the rest is
the machine's noise. Placing is measured on a text made here, cut at random places (fixed seed).
"""

from __future__ import annotations

import random
import string
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from run import environment

from anchoring.normalise import anchor, fingerprint
from anchoring.placing import EXACT, Locator, place
from corpus.model.schema import load_schemas
from helpers import ROOT

RUNS = 3


def best(command: list[str], accepted: tuple[int, ...] = (0,)) -> float:
    """The shortest of a few wall times of a command, in seconds; stops the bench where it fails."""
    times = []
    for _ in range(RUNS):
        began = time.perf_counter()
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        times.append(time.perf_counter() - began)
        if done.returncode not in accepted:
            sys.exit(f"bench: {' '.join(command)} failed:\n{done.stdout[-500:]}{done.stderr[-500:]}")
    return min(times)


def best_of_records() -> float:
    """Seconds that check-jsonschema takes for the record files: one run for each kind, since a run has one schema."""
    subprocess.run([sys.executable, "scripts/editor.py"], cwd=ROOT, check=True, capture_output=True)
    command = str(environment("check-jsonschema").with_name("check-jsonschema"))
    total = 0.0
    for kind in load_schemas(ROOT / "schemas").kinds.values():
        files = sorted(map(str, (ROOT / "data" / "records").glob(kind.records["files"])))
        if files:
            total += best([command, "--schemafile", f"schemas/editor/{kind.name}.schema.json", *files], (0, 1))
    return total


def placing(passages: int, size: int) -> float:
    """Seconds to place passages in a copy with a running head between any two of them."""
    source = random.Random(7)
    text = "".join(source.choices(string.ascii_lowercase, k=size))
    cuts = [0, *sorted(source.sample(range(1, size), passages - 1)), size]
    pieces = [text[a:b] for a, b in zip(cuts, cuts[1:])]
    locators = [Locator(f"p{n}", a, len(t), fingerprint(t), anchor(t)) for n, (a, t) in enumerate(zip(cuts, pieces))]
    copy = "runninghead".join(pieces)
    began = time.perf_counter()
    placed = place(locators, copy)
    took = time.perf_counter() - began
    exact = sum(p.status == EXACT for p in placed.values())
    print(f"placing {passages} passages in {len(copy):,} characters: {took:.2f} s, {exact} exact")
    return took


def main() -> None:
    python = sys.executable
    frictionless = Path(python).with_name("frictionless")
    ours = best([python, "scripts/validate.py"])
    theirs = best([str(frictionless), "validate", "datapackage.json"])
    records = best_of_records()
    print(f"validate.py, cold, records and tables:            {ours:.2f} s")
    print(f"frictionless validate, cold, the tables alone:    {theirs:.2f} s")
    print(f"check-jsonschema, cold, the records alone:        {records:.2f} s")
    print(f"ours / (theirs for tables + theirs for records):  {ours / (theirs + records):.2f}")
    print(f"build.py --check:                                 {best([python, 'scripts/build.py', '--check']):.2f} s")
    with tempfile.TemporaryDirectory() as folder:
        print(
            "strict build of the site:                         "
            f"{best([python, '-m', 'mkdocs', 'build', '--strict', '--quiet', '--site-dir', folder]):.2f} s"
        )
    small, large = placing(250, 50_000), placing(500, 100_000)
    print(f"growth of placing for twice the text:             {large / small:.1f} times")


if __name__ == "__main__":
    main()
