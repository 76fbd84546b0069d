"""The fault run: single faults in our own records and tables, and how many of them the rules see, and where.

Each fault is made in memory, the rules look, and the next one begins from what is right again. A fault
in a record counts as detected where any rule but P001 finds anything: the tables are built anew after
a change, so that they differ says nothing. It counts as on the right line where one finding names a
line that the fault changed (what was taken out: where it stood, or the record that lacks it; what
concerns several records: any of them).
"""

from __future__ import annotations

import argparse
import gc
import random
import shutil
import sys
import tempfile
import zlib
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from error_detection import FIRST, LAST, Count, write_page

from corpus.commands.cli import Progress
from corpus.derive.tables import build_tables
from corpus.model.records import Corpus, SourceFile, _records, read_corpus
from corpus.model.yaml_reader import read_yaml
from corpus.rules.context import Context, Package
from corpus.rules.departures import departures
from corpus.rules.registry import ON_PACKAGE, STAGES, check, of_stage
from dpcheck.problem import ERROR
from dpcheck.terminal import utf8_output
from faults import kinds_between
from faults.kinds import KINDS, Kind
from faults.places import Fault
from helpers import ROOT

EACH, SEED = 16, 20081101


class Bench:
    """A copy of the repository, whose right state is read once."""

    def __init__(self, root: Path):
        self.root = root
        for name in ("schemas", "data"):
            shutil.copytree(ROOT / name, root / name)
        for name in ("datapackage.json", "CHANGELOG.md"):  # the descriptor has the date of the release
            shutil.copy(ROOT / name, root)
        self.corpus = read_corpus(root)
        kinds_between.CORPUS.append(self.corpus)
        right = check(self.corpus).problems
        if right:
            raise SystemExit(
                f"fault run: the repository is not clean: {right[0].path}:{right[0].line}: {right[0].message}"
            )

    def findings(self, fault: Fault) -> list:
        """What the rules say of the repository with a fault."""
        in_records = any(p.startswith("data/records/") for p in fault.files)
        before: dict[Path, bytes | None] = {}
        try:
            for path, data in fault.files.items():
                place = self.root / path
                before[place] = place.read_bytes() if place.is_file() else None
                place.parent.mkdir(parents=True, exist_ok=True)
                place.unlink() if data is None else place.write_bytes(data)
            return self.of_records(fault) if in_records else check(self.fresh({})).problems
        finally:
            for place, data in before.items():
                place.unlink(missing_ok=True) if data is None else place.write_bytes(data)

    def of_records(self, fault: Fault) -> list:
        """What the rules but P001 say.

        Files that are as they were have no fault of bytes, syntax or schema, and are not asked for any again.
        """
        whole = self.read(fault)
        now = [f for f in whole.files if f.path in fault.files]
        part = Corpus(self.root, whole.schemas, now, [r for r in whole.records if r.file.path in fault.files])
        departing = departures(part)
        alone, context = Context(part, departing), Context(whole, departing)
        found = []
        for stage in STAGES:
            if stage in ON_PACKAGE:
                sound = not any(p.level == ERROR for p in found)
                found += of_stage(stage, Package(whole, build_tables(whole) if sound else None))
            else:
                found += of_stage(stage, alone if stage in ("bytes", "syntax") else context)
        return sorted((p for p in found if p.code != "P001"), key=lambda p: p.order)

    def read(self, fault: Fault) -> Corpus:
        """The corpus as ``read_corpus`` would read it: files without a fault need not be read again."""
        new: dict[str, SourceFile | None] = {}
        for path, data in fault.files.items():
            place = self.root / path
            kind = next(
                (
                    k
                    for k in self.corpus.schemas.kinds.values()
                    if place in (self.root / "data/records").glob(k.records["files"])
                ),
                None,
            )
            new[path] = None if data is None else SourceFile(path, data, kind)
            if data is None or kind is None:
                continue
            try:
                new[path].text = data.decode("utf-8-sig")
            except UnicodeDecodeError:
                continue
            new[path].reading = read_yaml(new[path].text)
        return self.fresh(new)

    def fresh(self, new: dict[str, SourceFile | None]) -> Corpus:
        """The right corpus with some files exchanged; the rest is as it was."""
        files = {f.path: f for f in self.corpus.files} | new
        kept = [f for _, f in sorted(files.items(), key=lambda x: Path(x[0])) if f is not None]
        by_file: dict[str, list] = {}
        for r in self.corpus.records:
            by_file.setdefault(r.file.path, []).append(r)
        records = [
            r
            for f in kept
            for r in (
                _records(f, self.root / f.path)
                if f.path in new and f.kind and f.text is not None
                else []
                if f.path in new
                else by_file.get(f.path, [])
            )
        ]
        return Corpus(self.root, self.corpus.schemas, kept, records)


def faults(bench: Bench, kind: Kind, each: int) -> Iterator[Fault]:
    """Up to ``each`` different faults of a kind, the same ones for the same records."""
    rng = random.Random(SEED + zlib.crc32(kind.name.encode()))
    places = list(kind.places(bench.corpus))
    seen: set = set()
    for _ in range(each * 20):
        if len(seen) == each or not places:
            return
        fault = kind.make(rng.choice(places), rng)
        key = fault and tuple(fault.files.items())
        unchanged = fault and all(
            data is not None and (bench.root / p).is_file() and (bench.root / p).read_bytes() == data
            for p, data in fault.files.items()
        )
        if fault and key not in seen and not unchanged:
            seen.add(key)
            yield fault


def look(bench: Bench, kind: Kind, each: int) -> Count:
    """Make the faults of a kind, and count."""
    count, rules = Count(), set()
    for fault in faults(bench, kind, each):
        found = bench.findings(fault)
        count.made += 1
        count.detected += bool(found)
        count.placed += any(p.path in fault.lines and (p.line or 0) in fault.lines[p.path] for p in found)
        rules |= {p.code for p in found}
    count.rules = tuple(sorted(rules))
    return count


_BENCH: list[Bench] = []


def _start() -> None:
    folder = tempfile.mkdtemp(prefix="faults-")
    _BENCH.append(Bench(Path(folder) / "copy"))


def _one(name: str, each: int) -> tuple[str, Count]:
    return name, look(_BENCH[-1], KINDS[name], each)


def counted(names: list[str], each: int, jobs: int) -> dict[str, Count]:
    """The counts of some kinds, in the order of the list."""
    progress, out = Progress("faults:"), {}
    with ProcessPoolExecutor(jobs, initializer=_start) as pool:
        for name, count in pool.map(_one, names, [each] * len(names)):
            out[name] = count
            progress(f"{name} ({len(out)} of {len(names)} kinds)")
    progress.done()
    return out


def to_csv(counts: dict[str, Count]) -> str:
    lines = ["kind,faults,detected,right_line,rules"]
    lines += [f"{name},{c.made},{c.detected},{c.placed},{' '.join(c.rules)}" for name, c in counts.items()]
    return "\n".join(lines) + "\n"


def main() -> int:
    utf8_output()
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--sample",
        type=int,
        default=EACH,
        metavar="N",
        help=f"faults of each kind (default {EACH}); another number writes nothing",
    )
    parser.add_argument(
        "--kind",
        action="append",
        choices=list(KINDS),
        metavar="KIND",
        help="only this kind; may be given more than once; writes nothing",
    )
    parser.add_argument("--jobs", type=int, default=2, metavar="N", help="processes (default 2)")
    args = parser.parse_args()
    gc.disable()
    counts = counted(args.kind or list(KINDS), args.sample, args.jobs)
    for name, c in counts.items():
        print(
            f"{name:24} {c.made:4} faults, {c.detected:4} detected, {c.placed:4} on the right line  {' '.join(c.rules)}"
        )
    made = sum(c.made for c in counts.values())
    print(
        f"{len(counts)} kinds, {made} faults, {sum(c.detected for c in counts.values())} detected, "
        f"{sum(c.placed for c in counts.values())} on the right line"
    )
    if args.kind or args.sample != EACH:
        return 0
    for path in (LAST,) if (ROOT / FIRST).is_file() else (FIRST, LAST):
        (ROOT / path).write_text(to_csv(counts), encoding="utf-8", newline="\n")
        print(f"written: {path.as_posix()}")
    write_page()
    return 0


if __name__ == "__main__":
    sys.exit(main())
