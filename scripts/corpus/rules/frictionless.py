"""Rule on frictionless: errors of the reference validator in our package, with the record of each row."""

from collections.abc import Iterator
from dataclasses import replace

from dpcheck.catalogue import REGISTRY as GENERAL
from dpcheck.problem import Problem
from dpcheck.reference import reference_problems

from .context import Package
from .registry import REGISTRY


def frictionless_valid(package: Package) -> Iterator[Problem]:
    """The problems of the rule F001, if the command requested them."""
    descriptor = package.corpus.root / "datapackage.json"
    if not package.reference or package.tables is None or not descriptor.is_file():
        return  # unsound records and stale tables have been reported already
    for problem in reference_problems(descriptor, descriptor.name):
        table = next((t for t in package.tables.values() if t.path == problem.path), None)
        if table is not None and problem.row and problem.row <= len(table.rows):
            row = table.rows[problem.row - 1]
            hint = f"The row comes from {row.origin}."
            problem = replace(problem, line=problem.row + 1, record=row.record.id, hint=hint)
        yield problem


REGISTRY.enter(replace(GENERAL["F001"], check=frictionless_valid))
