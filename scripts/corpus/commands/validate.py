"""Check the records, the tables and the package, and say what is wrong, where, and how to mend it.

Without PATH: this repository. With one or more YAML files: everything is checked, those files are
reported. With a datapackage.json: any Data Package, by the reference validator.
"""
from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from ..cli import CannotRun, Progress
from ..mend import fix
from ..problems import ERROR, WARNING, Problem, as_github, as_json, as_text, exit_code, wants_colour
from ..records import read_corpus
from ..rules import REGISTRY, Context, nearest, run

EXAMPLES = """examples:
  scripts/validate.py                                    check this repository
  scripts/validate.py data/records/actors/odihr.yaml     report on one file
  scripts/validate.py --fix                              mend spaces, line ends, normal form; then check
  scripts/validate.py --frictionless                     and ask the reference validator too
  scripts/validate.py --format json > report.json        for programs
  scripts/validate.py --explain K002                     what a rule wants, and why

exit codes: 0 no errors, 1 errors (with --level warning: warnings too), 2 could not run"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="YAML files to report on, or a datapackage.json to check")
    parser.add_argument("--frictionless", action="store_true", help="run the reference validator as well")
    parser.add_argument("--format", choices=["text", "github", "json"], default="text", help="how to print the problems (default: text)")
    parser.add_argument("--level", choices=[ERROR, WARNING], default=ERROR, help="from which level on problems make the exit code 1 (default: error)")
    parser.add_argument("--stale", choices=["error", "warn"], default="error", help="how to count tables that are not freshly built (default: error)")
    parser.add_argument("--fix", action="store_true", help="first mend what is safe in record files (spaces and line ends, final line end, byte order mark, normal form C), and say what was mended")
    parser.add_argument("--explain", metavar="CODE", help="print the page of a rule and stop")


def main(args: argparse.Namespace) -> int:
    if args.explain:
        return _explain(args.explain)
    foreign = [p for p in args.paths if p.suffix == ".json"]
    if foreign:
        if len(args.paths) > 1:
            raise CannotRun("check one datapackage.json at a time")
        if args.fix:
            raise CannotRun("--fix mends record files, and no datapackage.json")
        problems, checked = _foreign(foreign[0])
        return _report(args, problems, checked, Path.cwd())
    corpus = read_corpus(args.root)
    if not corpus.files:
        raise CannotRun(f"there are no records under {args.root / 'data' / 'records'}")
    if args.fix and (told := fix(corpus, args.paths)):
        print(told, file=sys.stdout if args.format == "text" else sys.stderr)
        corpus = read_corpus(args.root)
    progress = Progress("checking:")
    context = Context(corpus, WARNING if args.stale == "warn" else ERROR, args.frictionless)
    problems = run(context, progress)
    progress.done()
    if args.paths:
        wanted = {_shown(p, args.root) for p in args.paths}
        missing = [str(p) for p in args.paths if not p.is_file()]
        if missing:
            raise CannotRun(f"there is no file {missing[0]}")
        problems = [p for p in problems if p.path in wanted]
        return _report(args, problems, len(wanted), args.root)
    return _report(args, problems, len(corpus.files) + len(corpus.schemas.tables) + 1, args.root)


def _shown(path: Path, root: Path) -> str:
    try:
        return path.resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        raise CannotRun(f"{path} is not in {root}") from None


def _report(args: argparse.Namespace, problems: Sequence[Problem], checked: int, root: Path) -> int:
    if args.format == "json":
        print(as_json(problems, checked))
    elif args.format == "github":
        print(as_github(problems))
    else:
        cache: dict[str, list[str]] = {}

        def lines_of(path: str) -> list[str]:
            if path not in cache:
                file = root / path
                cache[path] = file.read_text(encoding="utf-8", errors="replace").split("\n") if file.is_file() else []
            return cache[path]

        print(as_text(problems, checked, lines_of, wants_colour(sys.stdout)))
    return exit_code(problems, args.level)


def _explain(code: str) -> int:
    if code.upper() not in REGISTRY:
        raise CannotRun(f"there is no rule {code}. {nearest(code.upper(), REGISTRY) or 'Rules: ' + ', '.join(REGISTRY) + '.'}")
    r = REGISTRY[code.upper()]
    print(f"{r.code} ({r.level}, stage {r.stage}): {r.title}.\n\n{r.page}")
    return 0


def _foreign(path: Path) -> tuple[list[Problem], int]:
    """What frictionless says of any Data Package."""
    if not path.is_file():
        raise CannotRun(f"there is no file {path}")
    from frictionless import FrictionlessException, Package

    try:
        report = Package(str(path)).validate(limit_errors=1_000_000)
    except Exception as error:  # it gives up in many ways: its own error, a bad pattern, a list where text is due
        note = error.error.note if isinstance(error, FrictionlessException) else f"it gave up: {error or type(error).__name__}"
        return [Problem("F001", ERROR, path.as_posix(), 1, 1, None, None, None, f"frictionless: {' '.join(note.split())}", url=REGISTRY["F001"].url)], 1
    found = [(path, e) for e in report.errors] + [(path.parent / t.place if t.place else path, e) for t in report.tasks for e in t.errors]
    problems = []
    for place, error in found:
        number = getattr(error, "row_number", None)
        row, cell = number - 1 if number else None, getattr(error, "cell", None) or error.type
        problems.append(Problem("F001", ERROR, place.as_posix(), None, None, row, getattr(error, "field_name", None), None, f"frictionless: {error.note}",
                                actual=cell, url=REGISTRY["F001"].url))
    return sorted(problems, key=lambda p: p.order), 1 + len(report.tasks)
