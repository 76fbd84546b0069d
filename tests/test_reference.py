"""The reference: worked examples and lists say what the records say; what is printed fits; what search engines find is sound."""
from __future__ import annotations

import csv
import json
import re
import shutil
from pathlib import Path

import pytest
from conftest import GOOD, ROOT
from site_parts import Html, Tab, mkdocs, read
from site_parts import address, browser, built, html, serve, site, tab  # noqa: F401  (fixtures)

from corpus.descriptor import foreign_keys
from corpus.site.lookup import Site

EXAMPLES = (ROOT / "docs" / "worked-examples.md").read_text(encoding="utf-8")
TREE = (ROOT / "docs" / "codebook-tree.md").read_text(encoding="utf-8")


# Worked examples and the tree


def examples() -> dict[str, list[tuple[str, list[str]]]]:
    """Each worked example with what it says of its record: (field, values)."""
    out = {}
    for part in re.split(r"^## \d+\. ", EXAMPLES, flags=re.M)[1:]:
        key = re.search(r"^\[([a-z0-9-]+)\]\(recommendations/\1\.md\)", part, re.M)[1]
        codes = [line.rsplit("|", 2)[1] for line in part.splitlines() if re.match(r"\| \d", line)]
        out[key] = [(f, [v for v in values.strip().rstrip(";").split(", ") if v]) for cell in codes for f, values in re.findall(r"`(\w+)`([^`]*)", cell)]
    return out


def test_there_are_ten_and_each_shows_the_main_codes() -> None:
    found = examples()
    assert len(found) == 10
    for key, said in found.items():
        assert {"form", "addressed_to", "addressee_basis", "wording_strength", "type_of_action", "themes", "specificity"} <= {f for f, _ in said}, key


@pytest.mark.parametrize("key", examples())
def test_a_worked_example_has_the_codes_of_its_record(key: str, site: Site) -> None:
    record = site.corpus.find("recommendations", key)
    for field, said in examples()[key]:
        if field == "citations":
            assert said == list(dict.fromkeys(c["instrument_id"] for c in record.items("citations"))), field
        elif field == "relations":
            assert set(said) <= {f"{r['relation']} {r['origin_id']}" for r in record.items("relations")} and said, field
        elif isinstance(record.get(field), list) or field in ("made_by", "themes"):
            assert said == record.items(field), field
        else:
            assert said == [str(record.get(field))], field


def test_the_tree_leads_on_and_is_named_in_the_examples() -> None:
    numbers = [int(n) for n in re.findall(r"^\| (\d+) \|", TREE, re.M)]
    assert numbers == list(range(1, 31))
    asked = {int(n) for n in re.findall(r"^\| (\d+) \|", EXAMPLES, re.M)}
    assert asked <= set(numbers)
    for line in TREE.splitlines():
        if found := re.match(r"\| (\d+) \|", line):
            sent = [int(n) for n in re.findall(r"(?:\| |; )(\d+)(?: for each)?(?=,| \||$)", line[found.end() :])]
            assert all(n in numbers and n >= int(found[1]) for n in sent), line


def test_the_tree_prints_on_two_pages(tab: Tab, address: str) -> None:
    pypdf = pytest.importorskip("pypdf")
    from io import BytesIO

    tab.page.goto(address + "codebook-tree.html")
    pages = pypdf.PdfReader(BytesIO(tab.page.pdf(format="A4", margin={s: "12mm" for s in ("top", "bottom", "left", "right")}))).pages
    texts = [p.extract_text() for p in pages]
    assert len(texts) == 2 and "Page 1: is it a unit?" in texts[0] and "Page 2: which codes?" in texts[1] and "Page 2" not in texts[0]
