"""The rules on our records, a module per subject. Knows records and their tables, not how problems are printed.

A rule is a function that takes a :class:`~corpus.rules.context.Context` and yields
:class:`~dpcheck.problem.Problem`; it never stops at the first. Its docstring is its page: the first
line says what must hold, the rest why, with a bad and a good example.
"""

from . import bytes, coding, fields, frictionless, package, references, relations, requests, stability, syntax, values
from .context import Context, at
from .registry import REGISTRY, STAGES, run

__all__ = [
    "REGISTRY",
    "STAGES",
    "Context",
    "at",
    "run",
    "bytes",
    "coding",
    "fields",
    "frictionless",
    "package",
    "references",
    "relations",
    "requests",
    "stability",
    "syntax",
    "values",
]
