"""The downloads: the same bytes each time, read back equal to the CSVs, and a seeded fault is noticed.

What needs no outside validator runs here; the rest of tests/interop/ runs with ``make interop``.
"""

from __future__ import annotations

import csv
import hashlib
import importlib.util
import json
import os
import re
import sqlite3
import subprocess
import sys
import zipfile
from functools import lru_cache
from io import BytesIO
from pathlib import Path

import pytest
import seeded_faults

from corpus.derive.built import built_files
from corpus.derive.tables import build_tables, write_all
from corpus.export import downloads
from corpus.model.records import read_corpus
from helpers import ROOT, need

pytestmark = pytest.mark.data

# checks of tests/interop/ whose library belongs to the test environment, each with the faults it must notice
CHECKS = {
    "excel": ("openpyxl", ["excel", "excel_formula"]),
    "sqlite_": (None, ["sqlite_"]),
    "parquet_": ("pyarrow", ["parquet_"]),
    "json_": (None, ["json_", "ndjson"]),
    "rdf_": ("rdflib", ["rdf_"]),
    "package": ("frictionless", ["package"]),
    "recipe_sqlite": (None, ["recipe"]),
    "recipe_frictionless": ("frictionless", ["recipe_frictionless"]),
}


def made(root: Path = ROOT) -> downloads.Material:
    """All exports of a repository, in memory."""
    corpus = read_corpus(root)
    material = downloads.material(corpus, build_tables(corpus))
    _, left_out = downloads.make_all(material)
    assert left_out == {}, "install the group export: make env-test"
    return material


made_once = lru_cache(maxsize=1)(made)  # what takes seconds is shared with test_read_back.py


@pytest.fixture(scope="module")
def material() -> downloads.Material:
    return made_once()


@pytest.fixture
def folder(material: downloads.Material, tmp_path: Path) -> Path:
    write_all({tmp_path / name: data for name, data in material.downloads.items()})
    return tmp_path


def check(name: str):
    library, _ = CHECKS[name]
    need(library is None or importlib.util.find_spec(library), f"{library} is needed: make env-test")
    return importlib.import_module(name)


def test_the_bytes_are_the_same_in_another_process(material: downloads.Material) -> None:
    code = (
        "import sys, json, hashlib; sys.path[:0] = json.loads(sys.argv[1]); import test_exports as t;"
        "print(json.dumps({n: hashlib.sha256(d).hexdigest() for n, d in t.made().downloads.items()}))"
    )
    here = {name: hashlib.sha256(data).hexdigest() for name, data in material.downloads.items()}
    other = os.environ | {"PYTHONHASHSEED": "7", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONUTF8": "0"}
    done = subprocess.run(
        [sys.executable, "-c", code, json.dumps(sys.path)], env=other, capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout) == here


@pytest.mark.parametrize("name", CHECKS)
def test_read_back_it_is_equal_to_the_csvs(name: str, folder: Path) -> None:
    assert list(check(name).problems(folder)) == []


@pytest.mark.parametrize(("name", "fault"), [(n, f) for n, (_, seeded) in CHECKS.items() for f in seeded])
def test_a_seeded_fault_is_noticed(name: str, fault: str, folder: Path) -> None:
    getattr(seeded_faults, fault)(folder)
    assert list(check(name).problems(folder))


def test_each_check_of_interop_has_a_fault_that_it_must_notice() -> None:
    run = importlib.import_module("run")
    files = {p.stem for p in (ROOT / "tests/interop/checks").iterdir() if p.suffix in (".py", ".R")} - {"common"}
    assert files == set(run.CHECKS)
    assert all(seeded and all(hasattr(seeded_faults, f) for f in seeded) for _, seeded in run.CHECKS.values())
    locks = {p.stem for p in (ROOT / "tests/interop/locks").glob("*.txt")}
    peers = {"check-jsonschema"}  # of tests/measure/bench.py alone
    assert (
        locks
        == {env for env, _ in run.CHECKS.values() if env} | peers
        == {p.stem for p in (ROOT / "tests/interop/locks").glob("*.in")}
    )


def test_the_archive_is_the_package_and_nothing_else(material: downloads.Material) -> None:
    with zipfile.ZipFile(BytesIO(material.downloads[f"{material.name}.zip"])) as z:
        files = {n.removeprefix(material.name + "/"): z.read(n) for n in z.namelist()}
    assert {p: d for p, d in files.items() if p in material.built} == material.built
    beside = {Path(path).name for path in material.beside} | {"README.md"}
    assert set(files) - set(material.built) == {"csv-metadata.json", "SHA256SUMS.txt", *beside}
    assert {"README.md", "codebook.md", "LICENSE"} <= beside
    links = {
        path: re.findall(r"\]\(([^)#\s]+)", files[path].decode("utf-8")) for path in beside if path.endswith(".md")
    }
    assert len(links["README.md"]) > 5
    assert {link for found in links.values() for link in found if "://" not in link} <= set(files)


def test_who_asked_whom_and_who_took_up_whom(material: downloads.Material, folder: Path) -> None:
    tables = {n: [r.cells for r in t.rows] for n, t in material.tables.items()}
    actors = tables["recommendation_actors"]

    def in_role(identifier: str, role: str) -> list[dict]:
        return [a for a in actors if (a["recommendation_id"], a["role_code"]) == (identifier, role)]

    rows = {r["recommendation_id"]: r for r in tables["recommendations"]}
    wanted = {
        (maker and maker["actor_id"] or "", a["actor_id"], a["basis_code"], key, rows[key]["same_request_id"])
        for key in rows
        for maker in in_role(key, "made-by") or [None]
        for a in in_role(key, "addressed-to")
    }
    edges = list(csv.DictReader((folder / "edges.csv").open(encoding="utf-8", newline="")))
    columns = ("made_by_id", "addressed_to_id", "basis_code", "recommendation_id", "same_request_id")
    assert {tuple(e[c] for c in columns) for e in edges} == wanted and len(edges) == len(wanted) > 200
    taken = list(csv.DictReader((folder / "who_took_up_whom.csv").open(encoding="utf-8", newline="")))
    links = tables["recommendation_relations"]
    assert [(t["later_id"], t["earlier_id"], t["relation_code"]) for t in taken] == [
        (x["recommendation_id"], x["origin_id"], x["relation_code"]) for x in links
    ]
    for t in taken:
        for end in ("later", "earlier"):
            row = rows[t[f"{end}_id"]]
            for column in ("made_by", "recorded_by", "addressed_to", "in_our_words"):
                assert t[f"{end}_{column}"] == (row[column] or "")
        traces = [x for x in tables["request_traces"] if x["recommendation_id"] == t["earlier_id"]]
        assert t["earlier_outcomes"] == "; ".join(f"{x['layer']}: {x['outcome']}" for x in traces)
    assert any(t["earlier_outcomes"] for t in taken)
    db = sqlite3.connect(folder / f"{material.name}.sqlite")
    for view, found in (("edges", edges), ("who_took_up_whom", taken)):
        assert [tuple(r.values()) for r in found] == [
            tuple("" if v is None else v for v in row) for row in db.execute(f"SELECT * FROM {view}")
        ]
    db.close()


def test_the_pages_that_are_partly_built_are_fresh(material: downloads.Material) -> None:
    for path, data in built_files(material.corpus, material.tables).items():
        assert (ROOT / path).read_bytes() == data, f"{path} is not fresh: run scripts/build.py"


def test_downloads_are_made_as_listed_and_excel_comes_first(material: downloads.Material) -> None:
    names = [d.name for d in downloads.listed(material.name)]
    assert (
        set(names) == set(material.downloads)
        and names[:2] == ["recommendations.xlsx", f"{material.name}.xlsx"]
        and names[2] == "recommendations.csv"
    )


@pytest.mark.parametrize("library", ["xlsxwriter", "pyarrow"])
def test_a_format_without_its_library_is_left_out_with_the_reason(
    library: str, good_once: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    format = next(f for f in downloads.FORMATS if f.get("library") == library)
    monkeypatch.setitem(sys.modules, library, None)
    monkeypatch.delitem(sys.modules, f"corpus.export.{format['module']}", raising=False)
    corpus = read_corpus(good_once)
    files, left_out = downloads.make_all(downloads.material(corpus, build_tables(corpus)))
    names = {d["name"].replace("*", corpus.package["name"]) for d in format["files"]}
    assert set(left_out) == names and not names & set(files)
    assert all(library in reason for reason in left_out.values())


def test_a_new_field_needs_one_edit_and_shows_in_every_export(good: Path) -> None:
    path = good / "schemas/records/recommendation.schema.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    schema["properties"]["weather"] = {
        "type": "string",
        "title": "Weather",
        "description": "What the sky was like.",
        "examples": ["rain"],
    }
    path.write_text(json.dumps(schema), encoding="utf-8")
    records = next((good / "data/records/sources").glob("*/recommendations.yaml"))
    records.write_text(
        re.sub(
            r"(?m)^(- recommendation_id: .*)$",
            r"\1" + '\n  weather: "=1+1"',
            records.read_text(encoding="utf-8"),
            count=1,
        ),
        encoding="utf-8",
    )
    found = made(good)
    folder = good / "downloads"
    write_all({folder / name: data for name, data in found.downloads.items()})
    for name in ("excel", "sqlite_", "parquet_", "json_"):  # what looks like a formula is text in the workbooks, too
        assert list(check(name).problems(folder)) == [], name
    db = sqlite3.connect(folder / f"{found.name}.sqlite")
    assert db.execute("SELECT count(*) FROM recommendations WHERE weather = '=1+1'").fetchone() == (1,)
    assert db.execute("SELECT title FROM data_dictionary WHERE \"column\" = 'weather'").fetchone() == ("Weather",)
    db.close()
    with zipfile.ZipFile(folder / f"{found.name}.zip") as z:
        assert '"weather"' in z.read(f"{found.name}/csv-metadata.json").decode()
    assert '"weather"' in found.downloads["schema-org.jsonld"].decode()
    assert '"weather"' in found.downloads[f"{found.name}.datasette.json"].decode()


def test_another_corpus_with_an_address_of_its_own(good: Path) -> None:
    package = good / "data/records/package.yaml"
    with package.open("a", encoding="utf-8") as file:
        file.write(
            "homepage: https://www.example.org/\ncontact: mistakes@example.org\ndoi: 10.1234/example\n"
            "repository: https://www.example.org/repository\n"
        )
    (good / "CHANGELOG.md").write_text("## 0.1.0 – 2031-02-03\n\n## 0.0.1 – 2030-01-02\n", encoding="utf-8")
    found = made(good)
    folder = good / "downloads"
    write_all({folder / name: data for name, data in found.downloads.items()})
    for name in ("excel", "sqlite_", "parquet_", "json_", "rdf_"):
        assert list(check(name).problems(folder)) == [], name
    for name in (
        "schema-org.jsonld",
        "dcat.ttl",
        "vocabularies.ttl",
        "CITATION.cff",
        "citation.bib",
        "citation.ris",
        "citation.csl.json",
    ):
        assert "https://www.example.org/" in found.downloads[name].decode(), name
    for name in ("schema-org.jsonld", "dcat.ttl", "CITATION.cff", "citation.bib", "citation.ris", "datacite.json"):
        assert "10.1234/example" in found.downloads[name].decode(), name
    for name in ("schema-org.jsonld", "dcat.ttl", "CITATION.cff", "datacite.json", f"{found.name}.json"):
        assert "https://www.example.org/repository" in found.downloads[name].decode(), name
    dcat = found.downloads["dcat.ttl"].decode()
    for line in (
        'dct:issued "2030-01-02"^^xsd:date',
        'dct:modified "2031-02-03"^^xsd:date',
        "vcard:hasEmail <mailto:mistakes@example.org>",
        "dcat:accessURL <https://www.example.org/downloads/recommendations.csv>",
        "dct:license <http://publications.europa.eu/resource/authority/licence/CC_BY_4_0>",
    ):
        assert line in dcat, line
    schema_org = json.loads(found.downloads["schema-org.jsonld"])
    assert (schema_org["datePublished"], schema_org["dateModified"]) == ("2030-01-02", "2031-02-03")
    assert json.loads(found.downloads["datacite.json"])["dates"][0] == {"date": "2031-02-03", "dateType": "Issued"}
    assert "date-released: '2031-02-03'" in found.downloads["CITATION.cff"].decode()
    assert json.loads(found.downloads[f"{found.name}.json"])["package"]["created"] == "2031-02-03T00:00:00Z"


def test_no_description_claims_an_address_of_ours(material: downloads.Material) -> None:
    """Without a homepage in package.yaml nothing says where the data set is published."""
    if material.package.get("homepage"):
        pytest.skip("package.yaml has a homepage")
    for name in (
        "schema-org.jsonld",
        "dcat.ttl",
        "vocabularies.ttl",
        "datacite.json",
        "CITATION.cff",
        "citation.bib",
        "citation.ris",
        "citation.csl.json",
    ):
        text = material.downloads[name].decode()
        assert "file:" not in text and "example.org" not in text and str(ROOT) not in text
    assert material.identifier.startswith("urn:uuid:")
