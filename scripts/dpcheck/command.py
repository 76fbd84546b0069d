"""Check Data Packages: descriptors, folders, ZIP archives, or single tables."""

import argparse
import sys
import warnings
from collections.abc import Sequence
from pathlib import Path

from . import homepage, version
from .catalogue import REGISTRY
from .collector import PER_RULE, Collector
from .problem import nearest
from .report import Extent, as_github, as_json, as_sarif, as_text, exit_code, first_of_each_cause
from .settings import baseline_of, read_settings
from .terminal import CannotRun, Parser, Progress, guarded, utf8_output, wants_colour
from .wordlists import load


def parser() -> Parser:
    """The arguments of the command."""
    told = load(__file__, "options.yaml")
    p = Parser(
        prog="dpcheck",
        description=f"{__doc__}\n\n{told['about']}\n",
        epilog=told["examples"],
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    p.add_argument("paths", nargs="*", metavar="PATH", help=told["paths"])
    p.add_argument("--version", action="version", version=f"dpcheck {version()}")
    for name, how in told["options"].items():
        p.add_argument(f"--{name}", **how)
    p.add_argument("--limit", type=int, default=PER_RULE, metavar="N", help=told["limit"].format(PER_RULE))
    return p


def main(arguments: Sequence[str] | None = None, explain: str = "dpcheck --explain", site: str | None = None) -> int:
    """Check what the arguments name, print the report, and return the exit code. Raises what prevents this."""
    args = parser().parse_args(arguments)
    if args.explain:
        return _explain(args.explain)
    from .run import Options  # loads Arrow, which --help does not need
    from .targets import Sources, check_target, find

    limit = None if args.limit == 0 else args.limit
    if limit is not None and limit < 0:
        raise CannotRun("--limit must be 0 or more")
    given = vars(args)
    progress, sources, problems, files = Progress("checking:"), Sources(), Collector(limit), 0
    for path, table in find(args.paths or ["."], args.schema):
        settings = read_settings(None if path == "-" else Path(path).parent, given)
        options = Options(limit, args.descriptor_only, settings.profiles, progress)
        checked = check_target(path, table, args.schema, args.delimiter, options)
        if args.frictionless and not table:
            _ask_frictionless(checked.problems, path, progress)
        problems.merge(settings.apply(checked.problems))
        sources.read |= checked.read
        files += checked.files
    progress.done()
    listed = problems.problems()
    if args.write_baseline:
        Path(args.write_baseline).write_text(baseline_of(listed), encoding="utf-8")
        print(f"{len(listed)} problem{'s' * (len(listed) != 1)} accepted in {args.write_baseline}")
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
    """Add the problems that only the reference validator reports."""
    if path == "-" or not path.endswith(".json"):
        problems.unchecked.append("frictionless: it runs only on descriptors in JSON files")
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
    """Run the command; returns an exit code, never a traceback."""
    utf8_output()
    warnings.simplefilter("ignore", FutureWarning)  # about patterns, which are input here

    def work() -> int:
        try:
            return main(arguments)
        except ModuleNotFoundError as error:
            raise CannotRun(f"the Python package {error.name} is missing") from None

    return guarded("dpcheck", work)
