"""The general rules, one entry each. Knows what must hold in any Data Package, not how it is checked.

A check reports under a code (:class:`dpcheck.collector.Collector`); a code that has no entry here raises.
"""

from __future__ import annotations

from . import descriptor, header, keys, reference, text, values
from .registry import REGISTRY, STAGES, enter

__all__ = ["REGISTRY", "STAGES", "descriptor", "enter", "header", "keys", "reference", "text", "values"]
