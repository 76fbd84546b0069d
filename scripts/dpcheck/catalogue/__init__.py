"""The general rules, which hold for any package: one entry each, one file per stage. Knows wordings, not checks.

A check reports under a code (:class:`dpcheck.collector.Collector`); a code without an entry raises KeyError.
"""

from pathlib import Path

from dpcheck.rule import Registry

STAGES = {
    "descriptor": "Any package, descriptor: datapackage.json and what it names",
    "text": "Any package, text: what the files of tables are made of",
    "header": "Any package, header: columns and fields",
    "values": "Any package, values: cells and what their fields allow",
    "keys": "Any package, keys: rows that name each other",
    "frictionless": "Frictionless: the reference validator of Data Packages",
}

REGISTRY = Registry(STAGES, Path(__file__).parent)
