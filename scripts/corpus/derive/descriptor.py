"""datapackage.json (Data Package 2.0) and CITATION.cff from the definitions, the package record and the tables."""

import hashlib
import json
from typing import Any

import yaml

from corpus.model.changelog import days
from corpus.model.records import LIST_SEPARATOR, Corpus
from corpus.model.schema import Column, Field

from .tables import Table, cell

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
SCHEMA_PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"
MADE_BY = "Built by scripts/build.py from data/records/ and schemas/; edit those, not this file."
CITED_BY = "# Built by scripts/build.py from data/records/package.yaml; edit that, not this file.\n"

# Keywords that JSON Schema and Table Schema share
_CONSTRAINTS = ("pattern", "minimum", "maximum", "minLength", "maxLength", "enum")


def descriptor(corpus: Corpus, tables: dict[str, Table]) -> dict[str, Any]:
    """The package descriptor: self-contained, and always the same for the same records."""
    package = corpus.package
    names = ("name", "title", "description", "version", "homepage", "repository", "keywords", "licenses")
    head = {"$schema": PROFILE} | {name: package[name] for name in names if name in package}
    if address := doi_address(package):
        head["id"] = address
    if day := days(corpus.root).get(package["version"]):
        head["created"] = f"{day}T00:00:00Z"
    head["contributors"] = [{"title": c["title"], "roles": [c["role"]]} for c in package["contributors"]]
    return {**head, "generatedBy": MADE_BY, "resources": [resource(t, corpus, tables) for t in tables.values()]}


def resource(table: Table, corpus: Corpus, tables: dict[str, Table]) -> dict[str, Any]:
    """One table as a Data Resource, with its Table Schema inline."""
    data = table.csv()
    return {
        "name": table.name,
        "type": "table",
        "title": table.schema.title,
        "description": table.schema.description,
        "path": table.path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": "sha256:" + hashlib.sha256(data).hexdigest(),
        "schema": table_schema(table, corpus, tables),
    }


def table_schema(table: Table, corpus: Corpus, tables: dict[str, Table]) -> dict[str, Any]:
    """The Table Schema of one table."""
    schema = {
        "$schema": SCHEMA_PROFILE,
        "fields": [table_field(f, corpus, table) for f in table.columns],
        "primaryKey": table.key,
        "missingValues": [""],
        "foreignKeys": foreign_keys(table, tables),
    }
    return filled(schema)


def foreign_keys(table: Table, tables: dict[str, Table]) -> list[dict[str, Any]]:
    """The foreign keys of a table: each scalar that refers to a record, and codes to the vocabulary."""
    keys = []
    for f in table.columns:
        if f.references in tables and not f.is_list:
            target = tables[f.references]
            here = "" if target is table else target.name
            keys.append({"fields": [f.name], "reference": {"resource": here, "fields": [target.key[0]]}})
    names = {f.name for f in table.columns}
    both = ["vocabulary", "code"]
    if names.issuperset(both) and table.name != "terms":
        keys.append({"fields": both, "reference": {"resource": "terms", "fields": both}})
    return keys


def table_field(f: Column, corpus: Corpus, table: Table) -> dict[str, Any]:
    """One column as a Table Schema field. Lists are text with a stated separator; codes have labels."""
    constraints: dict[str, Any] = {"required": True} if f.required or f.name in table.key else {}
    labels = {}
    if not f.is_list:
        constraints |= {name: f.definition[name] for name in _CONSTRAINTS if name in f.definition}
        if f.vocabulary:
            number = f.definition["type"] == "integer"
            terms = corpus.vocabularies.get(f.vocabulary, {})
            labels = {int(code) if number else code: term.get("label") for code, term in terms.items()}
            constraints["enum"] = list(labels)
    out = {
        "name": f.name,
        "title": f.title,
        "type": field_type(f),
        "description": f.description,
        "separator": LIST_SEPARATOR if f.is_list else None,
        "example": example(table, f),  # the profile requires text
        "categories": [{"value": code, "label": label} for code, label in labels.items()],
        "constraints": constraints,
    }
    return filled(out)


def example(table: Table, f: Column) -> str:
    """An example cell: of a row that has the example in the definition, or else the first filled one; "" if none is.

    So the label and the code or key of one field come from the same row.
    """
    named, alike = {cell(x) for x in f.of.examples}, [c.name for c in table.columns if c.of is f.of]
    rows = [r for r in table.rows if cell(r.cells[f.name])]
    apt = (r for r in rows if named.intersection(cell(r.cells[name]) for name in alike))
    return next((cell(r.cells[f.name]) for r in (*apt, *rows)), "")


def field_type(f: Field) -> str:
    """The Table Schema type of a field."""
    if f.is_list:
        return "string"
    return "date" if f.definition.get("format") == "date" else f.definition["type"]


def doi_address(package: dict[str, Any]) -> str | None:
    """The address that resolves the DOI of a package, or None."""
    return f"https://doi.org/{package['doi']}" if package.get("doi") else None


def to_json(document: Any, indent: int = 2) -> bytes:
    """A document as JSON for files: indented, UTF-8, final newline."""
    return (json.dumps(document, indent=indent, ensure_ascii=False) + "\n").encode("utf-8")


def filled(values: dict[str, Any]) -> dict[str, Any]:
    """The entries that are neither None nor empty."""
    return {name: value for name, value in values.items() if value not in (None, "", [], {})}


def cff(corpus: Corpus) -> bytes:
    """Citation File Format 1.2.0 (https://citation-file-format.github.io). Dated once it is released."""
    p = corpus.package
    about: dict[str, Any] = {
        "cff-version": "1.2.0",
        "message": "Please cite the data set with its version.",
        "type": "dataset",
        "title": p["title"],
        "abstract": p["description"],
        "authors": [{"name": c["title"]} for c in p["contributors"]],
        "version": p["version"],
        "license": p["licenses"][0]["name"],
        "keywords": p["keywords"],
        "date-released": days(corpus.root).get(p["version"]),
        "doi": p.get("doi"),
        "url": p.get("homepage"),
        "repository-code": p.get("repository"),
    }
    text = yaml.safe_dump(filled(about), sort_keys=False, allow_unicode=True, width=1000)
    return (CITED_BY + text).encode()
