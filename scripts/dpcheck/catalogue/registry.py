"""Where the general rules are entered. Knows what a rule says, not how it is checked."""

from __future__ import annotations

from dpcheck.rule import Registry, Rule

STAGES = {
    "descriptor": "Any package, descriptor: datapackage.json and what it names",
    "text": "Any package, text: what the files of tables are made of",
    "header": "Any package, header: columns and fields",
    "values": "Any package, values: cells and what their fields allow",
    "keys": "Any package, keys: rows that name each other",
    "frictionless": "Frictionless: the reference validator of Data Packages",
}
REGISTRY = Registry(STAGES)


def enter(code: str, level: str, stage: str, title: str, *, why: str, bad: str, good: str) -> None:
    """Add an entry. ``why``, ``bad`` and ``good`` are Markdown; the page of the rule is made of them."""
    REGISTRY.enter(Rule(code, level, stage, title, f"{why}\n\n**Bad:** {bad}\n\n**Good:** {good}"))
