"""Check the records, the tables and the package. Report what is wrong, where, and how to fix it."""

import argparse
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from corpus.edit.fix import fix, named
from corpus.model.records import Corpus, read_corpus
from corpus.rules.registry import REGISTRY, check
from dpcheck.catalogue import REGISTRY as GENERAL
from dpcheck.command import main as check_packages
from dpcheck.problem import ERROR, WARNING, Problem
from dpcheck.report import Extent, as_github, as_json, as_text, exit_code
from dpcheck.terminal import wants_colour

from .cli import CannotRun, Progress, check_named

EXPLAIN = "scripts/validate.py --explain"


def main(args: argparse.Namespace) -> int:
    if args.explain:
        return _explain(args.explain)
    foreign = [p for p in args.paths if p.suffix == ".json"]
    if foreign:
        if len(args.paths) > 1:
            raise CannotRun("check one datapackage.json at a time")
        if args.fix:
            raise CannotRun("--fix corrects record files, not a datapackage.json")
        return _any_package(args, foreign[0])
    corpus = read_corpus(args.root)
    if not corpus.files:
        raise CannotRun(f"there are no records under {args.root / 'data' / 'records'}")
    wanted = named(args.root, args.paths, lambda path: path.startswith("data/"), "record file or table")
    if args.fix and (told := fix(corpus, args.paths)):
        print(told, file=sys.stdout if args.format == "text" else sys.stderr)
        corpus = read_corpus(args.root)
    stale = WARNING if args.stale == "warn" else ERROR
    with Progress("checking:") as progress:
        problems = check(corpus, stale, args.frictionless, progress).problems
    if wanted:
        return _report(args, [p for p in problems if p.path in wanted], len(wanted), corpus)
    return _report(args, problems, len(corpus.files) + len(corpus.schemas.tables) + 1, corpus)


def _any_package(args: argparse.Namespace, path: Path) -> int:
    """Check any Data Package with the command of the general validator."""
    if not path.is_file():
        raise CannotRun(
            f"{path} is a folder; give the descriptor in it" if path.is_dir() else f"there is no file {path}"
        )
    limit = [] if args.limit is None else ["--limit", str(args.limit)]
    options = [path.as_posix(), "--format", args.format, "--level", args.level, *limit]
    # Imported here because it loads Arrow, which checking records does not need.
    return check_packages([*options, *(["--frictionless"] if args.frictionless else [])], EXPLAIN, "")


def _report(args: argparse.Namespace, problems: Sequence[Problem], checked: int, corpus: Corpus) -> int:
    if args.format == "json":
        print(as_json(problems, checked))
    elif args.format == "github":
        print(as_github(problems, GENERAL | REGISTRY, Extent(homepage=str(corpus.package.get("homepage") or ""))))
    else:

        @cache
        def lines_of(path: str) -> list[str]:
            file = corpus.root / path
            return file.read_text(encoding="utf-8-sig", errors="replace").split("\n") if file.is_file() else []

        print(as_text(problems, checked, lines_of, wants_colour(sys.stdout)))
    return exit_code(problems, args.level)


def _explain(code: str) -> int:
    rules = GENERAL | REGISTRY
    check_named(code.upper(), rules, f"there is no rule {code}.", f"Rules: {', '.join(sorted(rules))}.")
    r = rules[code.upper()]
    print(f"{r.code} ({r.level}, stage {r.stage}): {r.title}.\n\n{r.page}")
    return 0
