"""General rules: what must hold in any Data Package, whoever made it.

They stand in a registry of their own, because they look at what ``corpus.package`` has found in a
package instead of at records. A function hands on what was found under its code; its docstring is
its page, as in all rules.
"""

from __future__ import annotations

from ...problems import Problem
from .. import Rule, apply, enters

STAGES = {
    "descriptor": "Any package, descriptor: datapackage.json and what it names",
    "text": "Any package, text: what the files of tables are made of",
    "header": "Any package, header: columns and fields",
    "values": "Any package, values: cells and what their fields allow",
    "keys": "Any package, keys: rows that name each other",
}
REGISTRY: dict[str, Rule] = {}
rule = enters(REGISTRY, STAGES)


def problems(found: dict) -> list[Problem]:
    """What was found in a package, as problems in the order of their places."""
    return sorted((p for r in REGISTRY.values() for p in apply(r, found)), key=lambda p: p.order)


from . import descriptor_, header_, keys_, text_, values_  # noqa: E402,F401  (they fill the registry)
