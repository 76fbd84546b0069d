"""Every file for download is read back by a program that did not write it, and equals the tables.

``READERS`` has an entry for each file that the register in corpus/export/downloads.yaml lists. A file
without one fails: whoever adds a format writes how it is read back, and which fault that notices.
"""

from __future__ import annotations

import csv
import hashlib
import importlib.util
import io
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
import yaml
from test_exports import CHECKS
from test_exports import made_once as material  # no fixture: pytest would take minutes to show it where a test fails

from corpus.export import downloads
from helpers import need

SKOS, DCAT, SPDX = "http://www.w3.org/2004/02/skos/core#", "http://www.w3.org/ns/dcat#", "http://spdx.org/rdf/terms#"


def graph(data: bytes, name: str) -> Any:
    need(importlib.util.find_spec("rdflib"), "rdflib is needed: make env-test")
    from rdflib import Graph

    syntax = "turtle" if name.endswith(".ttl") else "json-ld"
    return Graph().parse(data=data.decode("utf-8"), format=syntax, publicID="https://example.org/")


def title_and_version(m: downloads.Material) -> tuple[str, str]:
    return m.corpus.package["title"], str(m.corpus.package["version"])


def rows_of_csv(data: bytes, name: str) -> Any:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"))))


def concepts(data: bytes, name: str) -> Any:
    """Vocabulary, code, label and definition of each concept; schemes of others are left out."""
    from rdflib import URIRef

    g, out = graph(data, name), set()
    for concept, scheme in g.subject_objects(URIRef(SKOS + "inScheme")):
        if "#scheme-of/" in str(scheme):
            continue
        values = [g.value(concept, URIRef(SKOS + x)) for x in ("notation", "prefLabel", "definition")]
        out.add((str(scheme).split("#")[-1], *(str(v) for v in values)))
    return out


def terms(m: downloads.Material) -> Any:
    rows = [r.values for r in m.tables["terms"].rows]
    mine = {(t["vocabulary"], t["code"], t["label"], str(t["definition"])) for t in rows}
    return mine | {("theme", *term[1:]) for term in mine if term[0] == "pillar"}  # the top concepts of the themes


def hashes_in_dcat(data: bytes, name: str) -> Any:
    from rdflib import URIRef

    g = graph(data, name)
    found = {}
    for distribution, address in g.subject_objects(URIRef(DCAT + "downloadURL")):
        checksum = g.value(distribution, URIRef(SPDX + "checksum"))
        found[str(address).split("/")[-1]] = str(g.value(checksum, URIRef(SPDX + "checksumValue")))
    return found


def hashes_in_schema_org(data: bytes, name: str) -> Any:
    return {d["contentUrl"]: d["sha256"] for d in json.loads(data)["distribution"]}


def hashes(m: downloads.Material) -> Any:
    listed = [d.name for d in downloads.listed(m.name) if d.data]
    return {name: hashlib.sha256(m.downloads[name]).hexdigest() for name in listed}


def documents_in_bibtex(data: bytes, name: str) -> Any:
    return set(re.findall(r"^@\w+\{([\w-]+),$", data.decode("utf-8"), re.MULTILINE))


def columns_in_datasette(data: bytes, name: str) -> Any:
    (database,) = json.loads(data)["databases"].values()
    return {table: set(about["columns"]) for table, about in database["tables"].items() if "columns" in about}


def counts_in_datasheet(data: bytes, name: str) -> Any:
    match = re.search(r"(\d+) recommendations \(.*?\), of which (\d+) remain", data.decode("utf-8"))
    return match and (int(match[1]), int(match[2]))


def counts(m: downloads.Material) -> Any:
    rows = [r.values for r in m.tables["recommendations"].rows]
    return len(rows), sum(r["count_once"] for r in rows)


# How a file is read, what must be found in it, and a text of the file which, changed, must be noticed.
Reader = tuple[Callable[[bytes, str], Any], Callable[[downloads.Material], Any], str]
CITED: dict[str, Callable[[bytes, str], Any]] = {
    "CITATION.cff": lambda data, _: tuple(str(yaml.safe_load(data)[k]) for k in ("title", "version")),
    "datacite.json": lambda data, _: (json.loads(data)["titles"][0]["title"], json.loads(data)["version"]),
    "citation.csl.json": lambda data, _: tuple(json.loads(data)[0][k] for k in ("title", "version")),
    "citation.bib": lambda data, _: tuple(
        re.search(rf"^  {k} = \{{+(.*?)\}}+,$", data.decode(), re.M)[1] for k in ("title", "version")
    ),
    "citation.ris": lambda data, _: tuple(
        re.search(rf"^{k}  - (.*?)\r?$", data.decode(), re.M)[1] for k in ("TI", "ET")
    ),
}


def pairs_in_csv(*columns: str) -> Callable[[bytes, str], Any]:
    """A reader of some columns of a CSV file."""
    return lambda data, name: sorted(tuple(r[c] for c in columns) for r in rows_of_csv(data, name))


def edges(m: Any) -> Any:
    """Who asked whom, from recommendation_actors: each maker with each addressee."""
    by: dict[str, dict[str, list[str]]] = {}
    for row in (r.values for r in m.tables["recommendation_actors"].rows):
        by.setdefault(row["recommendation_id"], {}).setdefault(row["role"], []).append(row["actor_id"])
    return sorted((a, b, k) for k, r in by.items() for a in r.get("made-by", [""]) for b in r.get("addressed-to", []))


def taken_up(m: Any) -> Any:
    """Who took up whom, from recommendation_relations."""
    found = {(r.values["recommendation_id"], r.values["origin_id"]) for r in m.tables["recommendation_relations"].rows}
    return sorted(found)


READERS: dict[str, Reader | str] = {  # or the check of tests/interop/checks that test_exports.py runs
    "recommendations.xlsx": "excel",
    "*.xlsx": "excel",
    "recommendations.csv": (
        rows_of_csv,
        lambda m: rows_of_csv(m.built["data/recommendations.csv"], ""),
        "alliance2007-r001",
    ),
    "*.zip": "package",
    "*.sqlite": "sqlite_",
    "*.datasette.json": (
        columns_in_datasette,
        lambda m: {name: {c.name for c in t.columns} for name, t in m.tables.items()},
        '"in_our_words"',
    ),
    "edges.csv": (pairs_in_csv("made_by_id", "addressed_to_id", "recommendation_id"), edges, "alliance2007-r001"),
    "who_took_up_whom.csv": (
        lambda data, name: sorted(set(pairs_in_csv("later_id", "earlier_id")(data, name))),
        taken_up,
        "alliance2007-r006",
    ),
    "recommendations.parquet": "parquet_",
    "*-parquet.zip": "parquet_",
    "*.json": "json_",
    "recommendations.ndjson": "json_",
    "vocabularies.ttl": (concepts, terms, "Addressed to"),
    "vocabularies.jsonld": (concepts, terms, "Addressed to"),
    **{name: (reader, title_and_version, "Recommendations made at") for name, reader in CITED.items()},
    "sources.bib": (documents_in_bibtex, lambda m: {r.values["source_id"] for r in m.tables["sources"].rows}, "{hdim"),
    "datasheet.txt": (counts_in_datasheet, counts, " recommendations ("),
    "dcat.ttl": (hashes_in_dcat, hashes, "recommendations.xlsx"),
    "dcat.jsonld": (hashes_in_dcat, hashes, "recommendations.xlsx"),
    "schema-org.jsonld": (hashes_in_schema_org, hashes, '"recommendations.xlsx"'),
}
LISTED = [d["name"] for f in downloads.FORMATS for d in f["files"]]
READ_HERE = [name for name in LISTED if not isinstance(READERS.get(name, ""), str)]


def content(name: str) -> bytes:
    return material().downloads[name.replace("*", material().name)]


def test_every_file_of_the_register_has_a_reader() -> None:
    assert sorted(LISTED) == sorted(READERS)
    named = {reader for reader in READERS.values() if isinstance(reader, str)}
    assert named <= set(CHECKS)


@pytest.mark.data
@pytest.mark.parametrize("name", READ_HERE)
def test_what_is_read_back_is_what_the_tables_hold(name: str) -> None:
    read, expected, _ = READERS[name]
    wanted = expected(material())
    assert wanted
    equal = read(content(name), name) == wanted
    assert equal  # the values are too many to be shown


@pytest.mark.data
@pytest.mark.parametrize("name", READ_HERE)
def test_a_changed_text_is_noticed(name: str) -> None:
    read, expected, text = READERS[name]
    data = content(name).decode("utf-8")
    assert text in data
    spoilt = re.sub(r"\w", "x", text, count=1)
    equal = read(data.replace(text, spoilt).encode("utf-8"), name) == expected(material())
    assert not equal
