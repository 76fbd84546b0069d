"""The registry of the rules on records, and the order in which their stages run. Knows no rule in particular."""

from __future__ import annotations

from collections.abc import Callable

from dpcheck.problem import ERROR, Problem
from dpcheck.rule import Registry

from .context import Context

# The order in which rules look; a stage does not depend on a later one.
STAGES = {
    "bytes": "Bytes: what every file must be made of",
    "syntax": "Syntax: YAML that every program reads in the same way",
    "schema": "Schema: the fields of a record",
    "record": "Record: one record by itself",
    "references": "References and keys: records that name each other",
    "corpus": "Corpus: what must hold among all records",
    "package": "Package: tables, descriptor and files",
    "frictionless": "Frictionless: the reference validator of Data Packages",
}

REGISTRY = Registry(STAGES)
rule = REGISTRY.rule


def run(context: Context, on_stage: Callable[[str], None] | None = None) -> list[Problem]:
    """Apply all rules, stage by stage; returns every problem, sorted by place."""
    problems: list[Problem] = []
    for stage in STAGES:
        if on_stage:
            on_stage(stage)
        found = [p for r in REGISTRY.values() if r.stage == stage for p in r.problems(context)]
        problems += found
        context.clean &= not any(p.level == ERROR for p in found)
    return sorted(problems, key=lambda p: p.order)
