"""The general rules, one entry each in the files of a stage: what must hold in any package. Knows not how it is done.

A check reports under a code (:class:`dpcheck.collector.Collector`); a code that has no entry raises.
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
