"""Parquet (https://parquet.apache.org), written with Apache Arrow: typed columns that carry their definitions."""

import io
from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq

from corpus.derive.descriptor import field_type
from corpus.derive.tables import Table

from .archive import archive
from .material import MAIN, Material

TYPES = {
    "string": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
}


def files(m: Material) -> dict[str, bytes]:
    """``recommendations.parquet``, and all tables as ``<package>-parquet.zip``."""
    made = {f"{name}.parquet": parquet(m, table) for name, table in m.tables.items()}
    return {f"{MAIN}.parquet": made[f"{MAIN}.parquet"], f"{m.name}-parquet.zip": archive(made, m.name)}


def parquet(m: Material, table: Table) -> bytes:
    """One table. The metadata of the schema hold title and description of the table and of each column."""
    fields, arrays = [], []
    for f in table.columns:
        kind = field_type(f)
        values = [r.cells[f.name] for r in table.rows]
        if kind == "date":
            values = [v and date.fromisoformat(v) for v in values]
        about = {"title": f.title, "description": f.description}
        fields.append(pa.field(f.name, TYPES[kind], nullable=not (f.required or f.name in table.key), metadata=about))
        arrays.append(pa.array(values, TYPES[kind]))
    about = {
        "title": table.schema.title,
        "description": table.schema.description,
        "package": m.name,
        "version": m.package["version"],
        "license": m.licence["path"],
    }
    out = io.BytesIO()
    pq.write_table(pa.table(arrays, schema=pa.schema(fields, metadata=about)), out, compression="snappy")
    return out.getvalue()
