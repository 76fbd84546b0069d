"""The general rules, which hold for any package: one entry each, one file per stage. Knows wordings, not checks.

A check reports under a code (:class:`dpcheck.collector.Collector`); a code without an entry raises KeyError.
"""

from pathlib import Path

from dpcheck.rule import Registry

REGISTRY = Registry(Path(__file__).parent)
STAGES = REGISTRY.stages
