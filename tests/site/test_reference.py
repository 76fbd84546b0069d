"""The reference says what the records say; what is printed fits; what search engines find is sound."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections import Counter
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from site_parts import Html, Tab, read

from corpus.model.schema import load_schemas
from corpus.site.lookup import Site
from helpers import ROOT

pytestmark = pytest.mark.data

EXAMPLES = (ROOT / "docs" / "worked-examples.md").read_text(encoding="utf-8")
TREE = (ROOT / "docs" / "codebook-tree.md").read_text(encoding="utf-8")


# Worked examples and the tree


def examples() -> dict[str, list[tuple[str, list[str]]]]:
    """Each worked example with what it says of its record: (field, values)."""
    out = {}
    for part in re.split(r"^## \d+\. ", EXAMPLES, flags=re.M)[1:]:
        key = re.search(r"^\[([a-z0-9-]+)\]\([^)]*recommendations/\1\.md\)", part, re.M)[1]
        codes = [line.rsplit("|", 2)[1] for line in part.splitlines() if re.match(r"\| \d", line)]
        out[key] = [
            (f, [v for v in values.strip().rstrip(";").split(", ") if v not in ("", "empty")])
            for cell in codes
            for f, values in re.findall(r"`(\w+)`([^`]*)", cell)
        ]
    return out


def test_there_are_ten_and_each_shows_the_main_codes() -> None:
    found = examples()
    assert len(found) == 10
    for key, said in found.items():
        assert {
            "form",
            "addressed_to",
            "addressee_basis",
            "wording_strength",
            "type_of_action",
            "themes",
            "specificity",
        } <= {f for f, _ in said}, key


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
    rows = re.findall(r"^\| (\d+) (\|.*)", TREE, re.M)
    decides = {code: int(n) for n, row in rows for code in re.findall("`(stated|parent|heading|implied)`", row)}
    found = re.findall(r"^\| (\d+)(?:[–, ]+(\d+))? \|.*`addressee_basis` (\w+)", EXAMPLES, re.M)
    assert len(found) == 10 and [x for x in found if not int(x[0]) <= decides[x[2]] <= int(x[1] or x[0])] == []
    assert asked <= set(numbers)
    for line in TREE.splitlines():
        if found := re.match(r"\| (\d+) \|", line):
            sent = [int(n) for n in re.findall(r"(?:\| |; )(\d+)(?: for each)?(?=,| \||$)", line[found.end() :])]
            assert all(n in numbers and n >= int(found[1]) for n in sent), line


def test_the_tree_prints_on_two_pages(tab: Tab, address: str) -> None:
    pypdf = pytest.importorskip("pypdf")
    from io import BytesIO

    tab.page.goto(address + "codebook-tree.html")
    pages = pypdf.PdfReader(
        BytesIO(tab.page.pdf(format="A4", margin=dict.fromkeys(("top", "bottom", "left", "right"), "12mm")))
    ).pages
    texts = [p.extract_text() for p in pages]
    assert (
        len(texts) == 2
        and "Page 1: is it a unit?" in texts[0]
        and "Page 2: which codes?" in texts[1]
        and "Page 2" not in texts[0]
    )


# Fields


def counter_examples() -> list[tuple[str, str, object]]:
    kinds = load_schemas(ROOT / "schemas").kinds
    return [
        (kind, f.name, value) for kind, schema in kinds.items() for f in schema.fields for value in f.counter_examples
    ]


@pytest.mark.parametrize(("kind", "field", "value"), counter_examples())
def test_a_counter_example_is_refused_and_shown(kind: str, field: str, value: object, html: dict[str, Html]) -> None:
    schema = load_schemas(ROOT / "schemas").kinds[kind]
    definition = schema.field(field).definition
    assert not Draft202012Validator(definition).is_valid(value) and all(
        Draft202012Validator(definition).is_valid(e) for e in definition["examples"]
    )
    assert str(value) in html[f"tables/{schema.table_name}.html"].text


def test_the_drawing_of_keys_and_its_list_are_those_of_the_descriptor(built: Path) -> None:
    descriptor = json.loads((ROOT / "datapackage.json").read_text(encoding="utf-8"))
    keys = [
        (
            r["name"],
            ", ".join(k["fields"]),
            k["reference"]["resource"] or r["name"],
            ", ".join(k["reference"]["fields"]),
        )
        for r in descriptor["resources"]
        for k in r["schema"].get("foreignKeys", [])
    ]
    page = (built / "tables" / "index.html").read_text(encoding="utf-8")
    body = re.search(r'id="keys-table".*?</table>', page, re.S)[0]
    listed = [
        tuple(re.sub(r"<[^>]+>", "", c) for c in re.findall(r"<td>(.*?)</td>", row)) for row in body.split("<tr>")[2:]
    ]
    assert listed == [(a, b, c, d) for a, b, c, d in keys]
    drawn = Counter({cell: int(n) for cell, n in re.findall(r'data-cell="([^"]+)"><tspan[^>]*>(\d+)<', page)})
    assert drawn == Counter(f"{a} {c}" for a, _, c, _ in keys)


def test_the_lists_of_the_audit_are_complete(built: Path) -> None:
    def rows(name: str) -> list[dict[str, str]]:
        with (ROOT / "data" / "audit" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    text = {
        name: " ".join(read(built / name / "index.html").text.split()) for name in ("how-we-know", "errata", "coverage")
    }
    assert [r["finding"] for r in rows("source_errata") if " ".join(r["finding"].split()) not in text["errata"]] == []
    assert [r["title"] for r in rows("coverage") if " ".join(r["title"].split()) not in text["coverage"]] == []
    page = (built / "how-we-know" / "index.html").read_text(encoding="utf-8")
    assert {f"../{r['record_table']}/{r['record_id']}.html#how-we-know" for r in rows("fact_sources")} == set(
        re.findall(r'href="([^"]+#how-we-know)"', page)
    )
    assert sum(map(int, re.findall(r'<td class="number">(\d+)</td>', page))) == len(rows("fact_sources"))


# Requests that stand more than once


def test_a_request_that_stands_more_than_once_has_its_page(built: Path) -> None:
    with (ROOT / "data" / "recommendations.csv").open(encoding="utf-8", newline="") as file:
        rows = {r["recommendation_id"]: r for r in csv.DictReader(file)}
    groups: dict[str, set[str]] = {}
    for key, row in rows.items():
        groups.setdefault(row["same_request_id"], set()).add(key)
    many = {key: group for key, group in groups.items() if len(group) > 1}
    assert many and {p.stem for p in (built / "requests").glob("*.html")} == {*many, "index"}
    for key, group in many.items():
        page = (built / "requests" / f"{key}.html").read_text(encoding="utf-8")
        order = re.findall(
            r'<li><a class="asked" href="\.\./recommendations/([^"]+)\.html"', page.split('id="differences"')[0]
        )
        assert set(order) == group and order[0] == key, key
        assert all(
            f'href="../requests/{key}.html"' in (built / "recommendations" / f"{r}.html").read_text(encoding="utf-8")
            for r in group
        )


# Get the data, cite, be found


def test_get_the_data_tells_size_and_checksum_of_what_is_there(built: Path) -> None:
    page, folder = (built / "get-the-data.html").read_text(encoding="utf-8"), built / "downloads"
    table = re.search(r'<table class="stack downloads">.*?</table>', page, re.S)[0]
    said = dict(re.findall(r'href="downloads/([^"]+)" download>.*?<code title="([0-9a-f]{64})">', table))
    assert said == {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.iterdir()}
    assert (
        list(said)[0] == "recommendations.xlsx"
        and f"{(folder / 'recommendations.csv').stat().st_size / 1000:.1f} kB" in table
    )


def test_the_spreadsheet_recipe_names_columns_that_there_are(built: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    heads = {c.value for c in openpyxl.load_workbook(built / "downloads" / "recommendations.xlsx").worksheets[0][1]}
    recipe = re.search(
        r"### Spreadsheet\n(.*?)### ", (ROOT / "docs" / "get-the-data.md").read_text(encoding="utf-8"), re.S
    )[1]
    named = set(re.findall(r"\*([^*]+)\*", recipe))  # commands of Excel too
    assert named & heads == {"Topic", "Same request"}


def test_references_are_copied(tab: Tab, address: str) -> None:
    tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tab.page.goto(address + "cite.html")
    boxes = tab.page.locator("pre.reference")
    assert boxes.count() == 5
    for n in range(5):
        tab.page.locator("pre.reference + button.copy").nth(n).press("Enter")
        tab.page.wait_for_function("(n) => document.querySelectorAll('button.copy')[n].textContent === 'Copied'", arg=n)
        assert tab.page.evaluate("navigator.clipboard.readText()") == boxes.nth(n).inner_text().strip()
    assert tab.faults == []


def test_csl_json_says_what_the_package_says(built: Path, site: Site) -> None:
    [item] = json.loads((built / "downloads" / "citation.csl.json").read_text(encoding="utf-8"))
    package = site.corpus.package
    assert (item["type"], item["title"], item["version"]) == ("dataset", package["title"], package["version"])
    assert item["author"] == [{"literal": c["title"]} for c in package["contributors"]] and item.get(
        "URL"
    ) == package.get("homepage")


def ld(page: Path) -> dict:
    return json.loads(
        re.search(r'<script type="application/ld\+json">(.*?)</script>', page.read_text(encoding="utf-8"), re.S)[1]
    )


def test_the_first_page_carries_the_description_of_the_data(built: Path) -> None:
    data = ld(built / "index.html")
    alone = json.loads((built / "downloads" / "schema-org.jsonld").read_text(encoding="utf-8"))
    files = [d["contentUrl"] for d in data["distribution"]]
    assert data["@type"] == "Dataset" and files and all((built / f).is_file() for f in files)
    for d in data["distribution"]:
        d["contentUrl"] = d["contentUrl"].removeprefix("downloads/")
    assert data == alone
    assert [p.name for p in built.glob("*.html") if "ld+json" in p.read_text(encoding="utf-8")] == ["index.html"]


def test_every_page_says_what_a_link_to_it_shows(built: Path) -> None:
    for path in built.rglob("*.html"):
        if path.name != "404.html":
            head = path.read_text(encoding="utf-8").split("</head>")[0]
            said = dict(re.findall(r'<meta property="og:(\w+)" content="([^"]*)">', head))
            assert {"site_name", "type", "title", "description"} <= set(said) and all(said.values()), path
