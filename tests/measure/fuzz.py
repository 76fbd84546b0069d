"""Random damage, and the commands run on it: they end with 0, 1 or 2, without traceback, and write nothing elsewhere.

Each case damages a copy of tests/good, or of a small package, in up to four places, and runs one command
inside this process. The same seed gives the same cases; a case that fails is named with what runs it again.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import sys
import tempfile
import traceback
from collections import Counter
from contextlib import contextmanager
from pathlib import Path

from damage import damage

from corpus.commands.cli import Progress
from dpcheck.terminal import utf8_output
from helpers import GOOD, ROOT, run

CASES, SEED, SECONDS = 600, 7, 60
PACKAGE = {
    "datapackage.json": """{
  "$schema": "https://datapackage.org/profiles/2.0/datapackage.json", "name": "harbours",
  "resources": [
    {"name": "ports", "path": "ports.csv", "type": "table", "encoding": "utf-8", "format": "csv",
     "schema": {"primaryKey": ["port"], "missingValues": ["", "-"], "fields": [
      {"name": "port", "type": "string", "constraints": {"required": true, "pattern": "^(?:[a-z]+)$"}},
      {"name": "opened", "type": "date"}, {"name": "berths", "type": "integer", "constraints": {"minimum": 0}},
      {"name": "depth", "type": "number"}, {"name": "lit", "type": "boolean"},
      {"name": "web", "type": "string", "format": "uri"}]}},
    {"name": "boats", "path": ["boats.csv"], "type": "table", "dialect": {"delimiter": ";"},
     "schema": {"primaryKey": "boat", "uniqueKeys": [["name", "port"]], "fields": [
      {"name": "boat", "type": "integer"}, {"name": "name", "type": "string"}, {"name": "port", "type": "string"}],
      "foreignKeys": [{"fields": "port", "reference": {"resource": "ports", "fields": "port"}}]}}]
}
""",
    "ports.csv": 'port,opened,berths,depth,lit,web\nnorth,1950-05-01,12,4.5,true,https://north.example.org\nsouth,-,3,,false,\n"east",2001-01-31,0,-1e3,true,https://east.example.org/?a=1\n',
    "boats.csv": 'boat;name;port\n1;Gull;north\n2;"Tern; the\nsecond";south\n3;Auk;\n',
}
DOCUMENTS = GOOD / "documents"
COMMANDS: list[tuple[str, list[object]]] = [
    ("validate", []),
    ("validate", ["--format", "json"]),
    ("validate", ["--format", "github", "--level", "warning"]),
    ("validate", ["--fix"]),
    ("format", []),
    ("format", ["--check"]),
    ("format", ["--diff"]),
    ("build", []),
    ("build", ["--check"]),
    ("reliability", []),
    ("verify", [DOCUMENTS]),
    ("verify", [DOCUMENTS, "--update"]),
    ("editor", []),
]


class TooLong(BaseException):
    """A command has not ended in time; not an Exception, so that nothing on the way takes it for one."""


_ALLOWED: list[Path] = []  # while it is not empty, nothing may be written elsewhere
_WRITTEN: list[str] = []
_WRITING = {"os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.chmod"}


def _watch(event: str, arguments: tuple) -> None:
    if not _ALLOWED or event != "open" and event not in _WRITING:
        return
    if event == "open":
        path, mode, flags = arguments
        if not (isinstance(mode, str) and set(mode) & set("wax+") or flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)):
            return
        paths = [path]
    else:
        paths = [a for a in arguments[:2] if isinstance(a, (str, bytes, os.PathLike))]
    for path in paths:
        if isinstance(path, int) or os.fsdecode(path) == os.devnull:
            continue
        place = Path(os.fsdecode(path)).resolve()
        if not any(place.is_relative_to(a) for a in _ALLOWED):
            _WRITTEN.append(f"{event} {place}")


@contextmanager
def watched(root: Path, seconds: int):
    """Note whatever is written outside a folder, and stop what takes too long."""

    def stop(number: int, frame: object) -> None:
        raise TooLong

    if _watch not in _HOOKS:
        _HOOKS.append(_watch)
        sys.addaudithook(_watch)
    _WRITTEN.clear()
    before = signal.signal(signal.SIGALRM, stop) if hasattr(signal, "SIGALRM") else None
    _ALLOWED.append(root.resolve())
    try:
        if before is not None:
            signal.alarm(seconds)
        yield
    finally:
        if before is not None:
            signal.alarm(0)
            signal.signal(signal.SIGALRM, before)
        _ALLOWED.clear()


_HOOKS: list = []  # an audit hook cannot be taken off again


def wrong(
    command: str, arguments: list[object], root: Path | None, folder: Path, seconds: int = SECONDS
) -> tuple[int | None, str]:
    """The exit code of a command, and what is wrong with how it ended; nothing where that is empty."""
    try:
        with watched(folder, seconds):
            done = run(command, *arguments, root=root)
    except TooLong:
        return None, f"not done after {seconds} seconds"
    except BaseException:
        return None, traceback.format_exc()
    if _WRITTEN:
        return done.code, "written elsewhere: " + ", ".join(_WRITTEN[:3])
    if done.code not in (0, 1, 2):
        return done.code, f"exit code {done.code}"
    told = "" if "--fix" in arguments else done.out  # what was mended before is said all the same
    if done.code == 2 and (told or done.err.count("\n") != 1):
        return done.code, f"exit code 2 with more or less than one line: {done.out[-200:]}{done.err[-600:]}"
    if "Traceback" in done.out + done.err:
        return done.code, done.out + done.err
    return done.code, "" if done.out or done.err or "github" in arguments else "nothing was said"


class Folder:
    """A good repository and a good package, each copied anew for a case."""

    def __init__(self, place: Path):
        self.good, self.package, self.case = place / "good", place / "package", place / "case"
        shutil.copytree(ROOT / "schemas", self.good / "schemas", ignore=shutil.ignore_patterns("editor"))
        shutil.copytree(GOOD / "data", self.good / "data")
        built = run("build", root=self.good)
        assert built.code == 0, built.err
        self.package.mkdir()
        for name, text in PACKAGE.items():
            (self.package / name).write_text(text, encoding="utf-8", newline="\n")

    def fresh(self, of: Path) -> Path:
        shutil.rmtree(self.case, ignore_errors=True)
        return Path(shutil.copytree(of, self.case / of.name))


def case(folder: Folder, seed: int, number: int) -> tuple[str, int | None, str]:
    """Run one case: what was done, its exit code, and what is wrong (nothing: empty)."""
    rng = random.Random(f"{seed}-{number}")
    of_package = rng.random() < 0.25
    root = folder.fresh(folder.package if of_package else folder.good)
    done = [damage(root, rng) for _ in range(rng.choice([1, 1, 2, 4]))]
    if of_package:
        command, arguments, place = (
            "validate",
            [root / "datapackage.json", "--format", rng.choice(["text", "json", "github"])],
            None,
        )
    else:
        command, arguments = rng.choice(COMMANDS)
        place = root
    shown = " ".join(["scripts/" + command + ".py", *(a.name if isinstance(a, Path) else str(a) for a in arguments)])
    code, what = wrong(command, arguments, place, folder.case)
    return f"{shown} after " + "; ".join(done), code, what


def main() -> int:
    utf8_output()
    sys.dont_write_bytecode = True
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "cases",
        type=int,
        nargs="?",
        default=CASES,
        metavar="N",
        help=f"how many cases (default {CASES}, about two minutes)",
    )
    parser.add_argument("--seed", type=int, default=SEED, help=f"other cases (default {SEED})")
    parser.add_argument("--case", type=int, metavar="NUMBER", help="only this one")
    args = parser.parse_args()
    codes: Counter = Counter()
    progress = Progress("fuzz:")
    numbers = range(args.cases) if args.case is None else [args.case]
    with tempfile.TemporaryDirectory(prefix="fuzz-") as place:
        folder = Folder(Path(place).resolve())
        for n in numbers:
            progress(f"case {n} of {args.cases}")
            told, code, what = case(folder, args.seed, n)
            codes[code] += 1
            if what:
                progress.done()
                print(f"case {n}: {told}\n{what}\nrun it again: tests/measure/fuzz.py --seed {args.seed} --case {n}")
                return 1
    progress.done()
    print(
        f"{len(numbers)} cases with seed {args.seed}: "
        + ", ".join(f"{n} ended with {c}" for c, n in sorted(codes.items()))
        + "; no traceback, none too long, nothing written elsewhere"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
