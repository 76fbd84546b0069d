"""The rules on our records, a module per subject. Knows records and their tables, not how problems are printed.

A rule is a function that takes a :class:`~corpus.rules.context.Context` (or, at the stages of the package, a
:class:`~corpus.rules.context.Package`) and yields :class:`~dpcheck.problem.Problem`; it never stops at the first.
Its code names its entry in the catalogue: level, title, why, and a bad and a good example, which are its page.
"""

from importlib import import_module
from pkgutil import iter_modules

for _module in iter_modules(__path__):  # each enters its rules
    import_module(f"{__name__}.{_module.name}")
