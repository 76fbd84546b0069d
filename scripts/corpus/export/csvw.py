"""CSV on the Web (W3C Recommendations of 2015: Tabular Data Model, Metadata Vocabulary): the tables as a TableGroup."""

from typing import Any

from corpus.derive.descriptor import field_type, filled, to_json
from corpus.derive.tables import Table
from corpus.model.records import LIST_SEPARATOR
from corpus.model.schema import Field

from .material import Material

# The name under which processors look for the metadata of a whole folder.
NAME = "csv-metadata.json"
DIALECT = {"encoding": "utf-8", "lineTerminators": ["\n"], "header": True, "commentPrefix": None, "doubleQuote": True}


def metadata(m: Material) -> bytes:
    """The metadata file, for the folder that holds ``data/``."""
    group = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": m.package["title"],
        "dc:description": m.package["description"],
        "dc:identifier": m.identifier,
        "dc:license": {"@id": m.licence["path"]},
        "schema:version": m.package["version"],
        "dialect": DIALECT,
        "tables": [_table(m, t) for t in m.tables.values()],
    }
    return to_json(group, 1)


def _table(m: Material, table: Table) -> dict[str, Any]:
    keys = [
        {"columnReference": here, "reference": {"resource": other.path, "columnReference": there}}
        for here, other, there in m.joins(table)
        # A cell without a value refers to nothing, which CSVW validators report as an error.
        if all(row.cells[c] is not None for row in table.rows for c in here)
    ]
    columns = [_column(m, f, f.name in table.key) for f in table.columns]
    return {
        "url": table.path,
        "dc:title": table.schema.title,
        "dc:description": table.schema.description,
        "tableSchema": filled({"columns": columns, "primaryKey": table.key, "foreignKeys": keys}),
    }


def _column(m: Material, f: Field, key: bool) -> dict[str, Any]:
    # "titles" must match the header; the title for people is a Dublin Core one.
    out = {
        "name": f.name,
        "titles": f.name,
        "dc:title": f.title,
        "dc:description": f.description,
        "datatype": _datatype(m, f),
        "separator": LIST_SEPARATOR if f.is_list else None,
        "required": f.required or key or None,
    }
    return filled(out)


def _datatype(m: Material, f: Field) -> Any:
    kind = field_type(f)
    if kind == "boolean":
        return {"base": "boolean", "format": "true|false"}
    if kind == "date":
        return {"base": "date", "format": "yyyy-MM-dd"}
    out: dict[str, Any] = {"base": kind}
    if not f.is_list:
        out |= {k: f.definition[k] for k in ("minimum", "maximum", "minLength", "maxLength") if k in f.definition}
        codes = f.definition.get("enum") or m.corpus.vocabularies.get(f.vocabulary or "")
        if codes and kind == "string":
            out["format"] = "|".join(codes)  # codes are letters, digits and hyphens
        elif "pattern" in f.definition:
            out["format"] = f.definition["pattern"].removeprefix("^(?:").removesuffix(")$")
    return out if len(out) > 1 else kind
