"""pyarrow reads every Parquet file: cells equal to the CSVs, types, definitions in the metadata."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from common import Truth, main

# Apache Arrow may abort at exit where its threads read from a Python object
# (https://github.com/apache/arrow/issues/50482): one thread, and bytes of its own.
pa.set_cpu_count(1)
TYPES = {"string": "string", "integer": "int64", "number": "double", "boolean": "bool", "date": "date32[day]"}


def problems(folder: Path) -> Iterator[str]:
    truth = Truth(folder)
    with zipfile.ZipFile(truth.file("-parquet.zip")) as z:
        files = {name: z.read(f"{truth.name}/{name}.parquet") for name in truth.tables}
        if len(z.namelist()) != len(files):
            yield f"the archive has {len(z.namelist())} files, the package {len(files)} tables"
    if (folder / "recommendations.parquet").read_bytes() != files["recommendations"]:
        yield "recommendations.parquet is not the one in the archive"
    for resource in truth.descriptor["resources"]:
        name = resource["name"]
        table = pq.read_table(pa.BufferReader(files[name]), use_threads=False)
        yield from truth.compare("Parquet", name, table.to_pylist())
        for field, f in zip(table.schema, resource["schema"]["fields"]):
            if str(field.type) != TYPES[f["type"]]:
                yield f"{name}.{f['name']} is {field.type}"
            if field.metadata[b"description"].decode() != f["description"]:
                yield f"{name}.{f['name']} has another description"


if __name__ == "__main__":
    main(problems)
