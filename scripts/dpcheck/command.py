"""Check Data Packages: descriptors, folders, ZIP archives, or single tables.

Reports what is wrong, in which file, line and column, and how to fix it. Nothing is fetched and nothing
is written, except a baseline that you ask for.
"""

from __future__ import annotations

import argparse
import os
import sys
import warnings
from collections.abc import Sequence
from pathlib import Path

from . import homepage, version
from .catalogue import REGISTRY
from .collector import PER_RULE, Collector
from .problem import ERROR, WARNING, nearest
from .report import Extent, as_github, as_json, as_sarif, as_text, exit_code, first_of_each_cause
from .settings import CannotRun, baseline_of, read_settings
from .terminal import Parser, Progress, utf8_output, wants_colour

FORMATS = ("text", "github", "json", "sarif")
EXAMPLES = """examples:
  dpcheck                                       check the package in this folder
  dpcheck a/datapackage.json b/ c.zip           check several packages
  dpcheck cities.csv --schema cities.json       check a table by a schema
  dpcheck cities.csv                            check the text of a table
  dpcheck --ignore T005 --warn H003             leave a rule out, make another a warning
  dpcheck --write-baseline known.json           accept all problems there are now
  dpcheck --format sarif > report.sarif         for code scanning
  dpcheck --explain V001                        what a rule asks for, and why

exit codes: 0 no errors, 1 errors (with --level warning: warnings too), 2 could not run"""


def parser() -> Parser:
    """The arguments of the command."""
    p = Parser(
        prog="dpcheck", description=__doc__, epilog=EXAMPLES, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    p.add_argument(
        "paths", nargs="*", metavar="PATH", help="descriptor, folder, ZIP archive or table; - is the standard input"
    )
    p.add_argument("--version", action="version", version=f"dpcheck {version()}")
    p.add_argument("--explain", metavar="CODE", help="print the page of a rule and stop")
    p.add_argument("--format", choices=FORMATS, default="text", help="how to print the problems (default: text)")
    p.add_argument("--schema", metavar="FILE", help="the Table Schema of the tables that are named")
    p.add_argument("--delimiter", metavar="TEXT", help="the delimiter of the tables that are named")
    p.add_argument("--descriptor-only", action="store_true", help="do not read the data")
    p.add_argument("--first", action="store_true", help="print one problem for each rule, file and field")
    p.add_argument("--frictionless", action="store_true", help="run the reference validator too, without network")
    p.add_argument(
        "--level",
        choices=[ERROR, WARNING],
        default=ERROR,
        help="the level from which the exit code is 1 (default: error)",
    )
    p.add_argument(
        "--limit",
        type=int,
        default=PER_RULE,
        metavar="N",
        help=f"list at most N problems per rule, and count the others (default: {PER_RULE:,}; 0: all)",
    )
    for name, text in (
        ("select", "check these rules only"),
        ("ignore", "leave these rules out"),
        ("error", "make these rules errors"),
        ("warn", "make these rules warnings"),
    ):
        p.add_argument(f"--{name}", metavar="CODES", help=f"{text}: codes or their beginnings, such as V,T005")
    p.add_argument("--baseline", metavar="FILE", help="do not report the problems in this file")
    p.add_argument("--write-baseline", metavar="FILE", help="accept all problems there are: write them to this file")
    p.add_argument(
        "--profile",
        action="append",
        metavar="ADDRESS=FILE",
        help="a local copy of a profile or schema that a descriptor names by address (repeatable)",
    )
    return p


def main(arguments: Sequence[str] | None = None, explain: str = "dpcheck --explain", site: str | None = None) -> int:
    """Check what the arguments name, print the report, and return the exit code. Raises what keeps it from that."""
    args = parser().parse_args(arguments)
    if args.explain:
        return _explain(args.explain)
    from .run import Options  # with the engine for columns: not for those who only ask for help
    from .targets import Sources, check_target, find, merged

    limit = None if args.limit == 0 else args.limit
    if limit is not None and limit < 0:
        raise CannotRun("--limit is 0 or more")
    given = vars(args)
    progress, sources, results = Progress("checking:"), Sources(), []
    for path, table in find(args.paths or ["."], args.schema):
        settings = read_settings(None if path == "-" else Path(path).parent, given)
        options = Options(limit, args.descriptor_only, settings.profiles, progress)
        checked = check_target(path, table, args.schema, args.delimiter, options)
        if args.frictionless and not table:
            _ask_frictionless(checked.problems, path, progress)
        checked.problems = settings.apply(checked.problems)
        sources.read |= checked.read
        results.append(checked)
    progress.done()
    problems = merged(results, limit)
    listed, files = problems.problems(), sum(c.files for c in results)
    if args.write_baseline:
        Path(args.write_baseline).write_text(baseline_of(listed), encoding="utf-8")
        print(f"{len(listed)} problems are accepted in {args.write_baseline}")
        return 0
    extent = Extent(problems.omitted, problems.unchecked, homepage() if site is None else site, explain)
    printed = first_of_each_cause(listed) if args.first else listed
    if args.format == "json":
        print(as_json(printed, files, extent))
    elif args.format == "github":
        print(as_github(printed, REGISTRY, extent))
    elif args.format == "sarif":
        print(as_sarif(printed, REGISTRY, version(), extent))
    else:
        print(as_text(printed, files, sources.lines_of, wants_colour(sys.stdout), extent))
    return exit_code(listed, args.level, extent)


def _ask_frictionless(problems: Collector, path: str, progress: Progress) -> None:
    """Add what the reference validator reports and no rule of ours does."""
    if path == "-" or not path.endswith(".json"):
        problems.unchecked.append("frictionless: it is run on descriptors in files of JSON only")
        return
    try:
        from .reference import reference_problems, without_doubles
    except ModuleNotFoundError:
        raise CannotRun("--frictionless needs the Python package frictionless") from None
    progress("frictionless")
    ours = [p for reported in problems.values() for p in reported]
    for p in without_doubles(reference_problems(Path(path), Path(path).as_posix()), ours):
        problems["F001"].append(p)


def _explain(code: str) -> int:
    rule = REGISTRY.get(code.upper())
    if rule is None:
        hint = nearest(code.upper(), REGISTRY) or f"Rules: {', '.join(sorted(REGISTRY))}."
        raise CannotRun(f"there is no rule {code}. {hint}")
    print(f"{rule.code} ({rule.level}, stage {rule.stage}): {rule.title}.\n\n{rule.page}")
    return 0


def run(arguments: Sequence[str] | None = None) -> int:
    """The command: an exit code, never a traceback."""
    utf8_output()
    warnings.simplefilter("ignore", FutureWarning)  # of patterns, which are input here
    try:
        code = main(arguments)
        sys.stdout.flush()  # not when the interpreter ends, where nobody could catch that the reader has gone
        return code
    except BrokenPipeError:  # the reader of our output has gone: `… | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("dpcheck: stopped", file=sys.stderr)
        return 130
    except ModuleNotFoundError as error:
        print(f"dpcheck: the Python package {error.name} is missing", file=sys.stderr)
    except OSError as error:
        print(f"dpcheck: {error.filename or ''}: {error.strerror or error}".replace(": : ", ": "), file=sys.stderr)
    except CannotRun as error:
        print(f"dpcheck: {error}", file=sys.stderr)
    return 2
