"""The material of all exports, and helpers that several of them need."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from corpus.derive.descriptor import doi_address, example, field_type, foreign_keys
from corpus.derive.tables import Table
from corpus.model.changelog import days
from corpus.model.records import Corpus

MAIN = "recommendations"


@dataclass(repr=False)  # otherwise a failing test would print every file
class Material:
    """The corpus, its tables, the files under version control, and the downloads made so far.

    ``built`` are the tables and the descriptor by path, ``beside`` the texts that belong with them
    (README, licences). ``downloads`` grows while the exports run, so that those which describe the
    others can give their sizes and hashes.
    """

    corpus: Corpus
    tables: dict[str, Table]
    built: dict[str, bytes]
    beside: dict[str, bytes] = field(default_factory=dict)
    downloads: dict[str, bytes] = field(default_factory=dict)

    @property
    def package(self) -> dict[str, Any]:
        """The content of data/records/package.yaml."""
        return self.corpus.package

    @property
    def name(self) -> str:
        return self.package["name"]

    @property
    def identifier(self) -> str:
        """An identifier for formats that require one: a UUID of the package name (RFC 9562, version 5).
        It is not an address, which is unknown until package.yaml has a homepage."""
        return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, 'urn:' + self.name)}"

    @property
    def licence(self) -> dict[str, str]:
        return self.package["licenses"][0]

    @property
    def maker(self) -> str:
        """The people responsible for the package, as one name."""
        return ", ".join(c["title"] for c in self.package["contributors"])

    @property
    def year(self) -> str | None:
        """The year of this version; None if it is not released."""
        return self.released[:4] if self.released else None

    @cached_property
    def days(self) -> dict[str, str]:
        """The day of each release, the newest first."""
        return days(self.corpus.root)

    @property
    def released(self) -> str | None:
        """The day of this version, if it was released."""
        return self.days.get(self.package["version"])

    def permalink(self, path: str) -> str | None:
        """The address of a page or file of the site, if package.yaml has a homepage."""
        home = self.package.get("homepage")
        return f"{home.rstrip('/')}/{path}" if home else None

    def download(self, name: str) -> str:
        """The address of a download, or its name, relative to other downloads, if there is no homepage."""
        return self.permalink(f"downloads/{name}") or name

    @property
    def cited_at(self) -> str | None:
        """The address for references: the DOI, or else the homepage."""
        return doi_address(self.package) or self.package.get("homepage")

    @property
    def bounds(self) -> tuple[str, str]:
        """The first and last possible day of any request."""
        rows, ends = self.main_table().rows, ("date_earliest", "date_latest")
        days = [day for r in rows for end in ends if (day := r.values[end])]
        return (min(days), max(days)) if days else ("", "")

    def main_table(self) -> Table:
        return self.tables[MAIN]

    def joins(self, table: Table) -> list[tuple[list[str], Table, list[str]]]:
        """The foreign keys of a table: columns here, the other table, columns there."""
        by_resource = self.tables | {"": table}
        keys = ((k["fields"], k["reference"]) for k in foreign_keys(table, self.tables))
        return [(fields, by_resource[r["resource"]], r["fields"]) for fields, r in keys]


# Columns of the dictionary that goes into workbooks and databases.
DICTIONARY = ("table", "column", "title", "type", "required", "key", "refers_to", "description", "example")


def dictionary(m: Material) -> Iterator[dict[str, Any]]:
    """One row for each column of each table, from the schemas."""
    for table in m.tables.values():
        refers = {c: f"{t.name}.{there}" for here, t, to in m.joins(table) for c, there in zip(here, to)}
        for f in table.columns:
            yield {
                "table": table.name,
                "column": f.name,
                "title": f.title,
                "type": field_type(f),
                "required": f.required or f.name in table.key,
                "key": f.name in table.key,
                "refers_to": refers.get(f.name)
                or (f"terms.code of {f.vocabulary}" if f.vocabulary and not f.is_list else None),
                "description": f.description,
                "example": example(table, f),
            }
