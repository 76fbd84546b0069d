"""Stage frictionless: what the reference validator says of our package, with the record that each row comes from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dpcheck.catalogue import REGISTRY as GENERAL
from dpcheck.problem import Problem
from dpcheck.reference import reference_problems

from .context import Context
from .registry import REGISTRY


def frictionless_valid(ctx: Context) -> Iterator[Problem]:
    """The problems of the rule F001, where the command asked for them."""
    descriptor = ctx.corpus.root / "datapackage.json"
    if not ctx.reference or not ctx.clean or not descriptor.is_file():
        return  # what is not sound or not fresh has been reported already
    for problem in reference_problems(descriptor, descriptor.name):
        table = next((t for t in (ctx.tables or {}).values() if t.path == problem.path), None)
        if table is not None and problem.row and problem.row <= len(table.rows):
            source = table.rows[problem.row - 1]
            origin = f"The row comes from {source.record.file.path}:{source.record.mark(*source.path).line}."
            problem = replace(problem, line=problem.row + 1, record=source.record.id, hint=origin)
        yield problem


REGISTRY.enter(replace(GENERAL["F001"], check=frictionless_valid))
