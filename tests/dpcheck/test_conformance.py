"""The table of what the specification asks for: complete, made of rules that there are, and on its page."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
import yaml

from dpcheck.catalogue import REGISTRY
from helpers import ROOT, rule_link

PARTS = yaml.safe_load(Path(__file__).with_name("conformance.yaml").read_text(encoding="utf-8"))
PAGE = ROOT / "docs" / "validator-conformance.md"
ROWS = [(part["part"], *row) for part in PARTS for row in part["rows"]]
HEAD = """# What the specification asks for, and what checks it

This page is for people who need to know exactly what `dpcheck` checks. It has every MUST and SHOULD of Data Package 1
and 2 that is about descriptors and data, in our words, with the [rules](../scripts/dpcheck/catalogue#rules/index.md)
that check it, or why it is not checked. After MUST NOT and SHOULD NOT, the text says what is not allowed. The rows were
compared, section by section, with the text of the specification that its public repository
(frictionlessdata/datapackage) holds under the tag v1.0 and as version 2.

As a rule, breaking a MUST is an error and breaking a SHOULD a warning. The page of each rule gives its level. These are
the exceptions:

- **Errors, although the specification says SHOULD**: D006 (in version 2, the name of a package or resource that is
  empty or has control characters), D011 (size and hash), D021 (unknown encoding), H006 (names of columns that are spelt
  differently), X001 and X002 (primary keys that are empty or not unique). Programs that trust the descriptor would read
  other data than those described.
- **Warnings, although it says MUST**: T004 (line ends), because most programs still read the file, and a descriptor
  in YAML in version 1 (D001), because it can be read.
"""
EXCEPTIONS = {"error": ("D006", "D011", "D021", "H006", "X001", "X002"), "warning": ("T004",)}


def page() -> str:
    """The page that the table makes."""
    out = [HEAD]
    for part in PARTS:
        out += [f"## {part['part']}\n", "| version | level | what is asked for | checked by |", "|---|---|---|---|"]
        for version, level, text, by in part["rows"]:
            said = ", ".join(map(rule_link, by)) if isinstance(by, list) else f"not checked: {by}"
            out.append(f"| {version} | {level} | {text} | {said} |")
        out.append("")
    return "\n".join(out)


def test_the_page_is_made_of_the_table(pytestconfig: pytest.Config) -> None:
    if pytestconfig.getoption("accept"):
        PAGE.write_text(page(), encoding="utf-8", newline="\n")
    assert PAGE.read_text(encoding="utf-8") == page()


@pytest.mark.parametrize(("part", "version", "level", "text", "by"), ROWS)
def test_each_row_names_rules_or_a_reason(part: str, version: int, level: str, text: str, by: list[str] | str) -> None:
    assert version in (1, 2) and level in ("MUST", "MUST NOT", "SHOULD", "SHOULD NOT") and len(text) > 10
    assert set(by) <= set(REGISTRY) if isinstance(by, list) else len(by.split()) > 4


@pytest.mark.parametrize(("level", "code"), [(level, code) for level in EXCEPTIONS for code in EXCEPTIONS[level]])
def test_the_page_names_where_a_level_is_not_that_of_the_specification(level: str, code: str) -> None:
    said = {words.split()[0] for *_, words, _, by in ROWS if code in by}
    assert ("SHOULD" if level == "error" else "MUST") in said and REGISTRY[code].level == level and code in HEAD


def test_no_row_is_there_twice() -> None:
    rows = [(version, level, text, part) for part, version, level, text, _ in ROWS]
    assert len(set(rows)) == len(rows)
    assert set(itertools.chain(*(by for *_, by in ROWS if isinstance(by, list)))) <= set(REGISTRY)
