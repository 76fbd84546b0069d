"""The registry of the rules on records, and the order in which their stages run. Knows no particular rule."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import wraps
from pathlib import Path
from typing import Any

from corpus.derive.tables import Table, build_tables
from corpus.model.codebook import restated
from corpus.model.records import Corpus, Record, SourceFile
from dpcheck.problem import ERROR, Problem
from dpcheck.rule import Registry

from .context import Context, Package, Problems
from .departures import departures

ON_PACKAGE = ("package", "frictionless")  # the others check records

CATALOGUE = Path(__file__).with_name("catalogue")
REGISTRY = Registry(CATALOGUE, restated)
STAGES = REGISTRY.stages


def rule(code: str, each: str = "", hint: str | None = None) -> Callable:
    """A decorator for the function that finds the problems of a rule; the catalogue has its title, level and page.

    ``each`` names kinds of records, or is ``file``: the rule is then called for every sound record of them, or file.
    ``hint`` is the default hint for problems of the rule.
    """

    def enter(function: Callable[..., Problems]) -> Callable[..., Problems]:
        @wraps(function)
        def check(ctx: Any) -> Problems:
            found = function(ctx) if not each else (p for x in _looked_at(ctx, each) for p in function(ctx, x))
            return (replace(p, hint=p.hint or hint) for p in found)

        REGISTRY.found_by(code, check)
        return function

    return enter


def _looked_at(ctx: Context, each: str) -> Iterable[SourceFile | Record]:
    return ctx.corpus.files if each == "file" else (r for kind in each.split() for r in ctx.sound(kind))


@dataclass(frozen=True)
class Checked:
    """The problems of all rules, in the order of places, and the tables (None if records have errors)."""

    problems: list[Problem]
    tables: dict[str, Table] | None

    @property
    def errors(self) -> list[Problem]:
        return [p for p in self.problems if p.level == ERROR]


def of_stage(stage: str, subject: Context | Package) -> list[Problem]:
    """The problems of one stage."""
    return [p for r in REGISTRY.values() if r.stage == stage for p in r.problems(subject)]


def check(
    corpus: Corpus, stale: str = ERROR, reference: bool = False, on_stage: Callable[[str], None] = lambda stage: None
) -> Checked:
    """Apply all rules, stage by stage. ``stale`` is the level of tables that are not fresh."""
    problems = _of_records(corpus, on_stage)
    tables = None if _has_errors(problems) else build_tables(corpus)
    for stage in ON_PACKAGE:
        on_stage(stage)
        fresh = None if _has_errors(problems) else tables
        problems += of_stage(stage, Package(corpus, fresh, stale, reference))
    return Checked(sorted(problems, key=lambda p: p.order), tables)


def _has_errors(problems: list[Problem]) -> bool:
    return any(p.level == ERROR for p in problems)


def errors_in(corpus: Corpus) -> list[Problem]:
    """The errors of the records, in the order of places; built files are not checked."""
    return sorted((p for p in _of_records(corpus) if p.level == ERROR), key=lambda p: p.order)


def _of_records(corpus: Corpus, on_stage: Callable[[str], None] = lambda stage: None) -> list[Problem]:
    context = Context(corpus, departures(corpus))
    problems = []
    for stage in STAGES:
        if stage not in ON_PACKAGE:
            on_stage(stage)
            problems += of_stage(stage, context)
    return problems
