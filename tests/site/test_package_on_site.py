"""The package on the site: whoever knows the address reads it from there."""

from __future__ import annotations

import json
from urllib.request import urlopen

import pytest

from corpus.derive.built import package_files
from corpus.site.lookup import Site


def test_the_package_can_be_read_from_its_address(site: Site, address: str) -> None:
    frictionless = pytest.importorskip("frictionless")
    package = frictionless.Package(f"{address}datapackage.json")
    assert package.resource_names == list(site.tables)
    for name in ("recommendations", "actors"):
        rows = package.get_resource(name).read_rows()
        assert len(rows) == len(site.tables[name].rows) > 0
        assert {r[site.tables[name].key[0]] for r in rows} == set(site.rows[name])


def test_every_table_is_a_file_of_the_site(site: Site, address: str) -> None:
    for path, data in package_files(site.corpus, site.tables).items():
        with urlopen(f"{address}{path}") as answer:
            assert answer.read() == data, path
    with urlopen(f"{address}csv-metadata.json") as answer:
        tables = json.load(answer)["tables"]
    assert [t["url"] for t in tables] == [t.path for t in site.tables.values()]
