"""The rules on our records, a module per subject. Knows records and their tables, not how problems are printed.

A rule is a function that takes a :class:`~corpus.rules.context.Context` (or, at the stages of the package, a
:class:`~corpus.rules.context.Package`) and yields :class:`~dpcheck.problem.Problem`; it never stops at the first.
Its docstring is its page: the first line says what must hold; the rest says why and gives a bad and a good example.
"""

from importlib import import_module
from pkgutil import iter_modules

for _module in iter_modules(__path__):  # each enters its rules
    import_module(f"{__name__}.{_module.name}")
