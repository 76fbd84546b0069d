"""The general rules, one entry each in the files of a stage: what must hold in any package. Knows not how it is done.

A check reports under a code (:class:`dpcheck.collector.Collector`); a code that has no entry raises.
"""

from pathlib import Path

import yaml

from dpcheck.rule import Registry, Rule

STAGES = {
    "descriptor": "Any package, descriptor: datapackage.json and what it names",
    "text": "Any package, text: what the files of tables are made of",
    "header": "Any package, header: columns and fields",
    "values": "Any package, values: cells and what their fields allow",
    "keys": "Any package, keys: rows that name each other",
    "frictionless": "Frictionless: the reference validator of Data Packages",
}


def _read() -> Registry:
    registry = Registry(STAGES)
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    for stage in STAGES:
        text = "".join(p.read_text(encoding="utf-8") for p in sorted(Path(__file__).parent.glob(f"{stage}*.yaml")))
        for code, r in yaml.load(text, Loader=loader).items():
            page = f"{r['why']}\n\n**Bad:** {r['bad']}\n\n**Good:** {r['good']}"
            registry.enter(Rule(code, r["level"], stage, r["title"], page, says=r.get("says", {})))
    return registry


REGISTRY = _read()
