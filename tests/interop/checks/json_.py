"""json reads the nested files: turned back into tables they are equal to the CSVs, cell for cell."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from common import Truth, main


def problems(folder: Path) -> Iterator[str]:
    truth = Truth(folder)
    everything = json.loads(truth.file(".json").read_text(encoding="utf-8"))
    package = everything.pop("package")
    for key in ("name", "title", "version", "licenses"):
        if package[key] != truth.descriptor[key]:
            yield f"the package has another {key}"
    flat = _flat(truth, everything)
    for name in truth.tables:
        yield from truth.compare("JSON", name, flat[name])
    lines = (folder / "recommendations.ndjson").read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    if records != everything["recommendations"]:
        flat = _flat(truth, {"recommendations": records})
        yield from truth.compare("NDJSON", "recommendations", flat["recommendations"])
        yield "the lines of NDJSON are not the recommendations of the JSON file"


def _flat(truth: Truth, nested: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    """Tables from nested records: what is inside another gets back the columns that name it, and its order."""
    out: dict[str, list[dict[str, Any]]] = {name: [] for name in truth.tables}
    for table, records in nested.items():
        for record in records:
            out[table].append({k: v for k, v in record.items() if not isinstance(v, list)})
            for inner, rows in ((k, v) for k, v in record.items() if isinstance(v, list)):
                for row in rows:
                    missing = [c for c in truth.types[inner] if c not in row]
                    given = dict(zip(missing, (record[k] for k in truth.keys[table])))
                    out[inner].append({c: row.get(c, given.get(c)) for c in truth.types[inner]})
    for name, rows in out.items():
        number = truth.types[name]
        rows.sort(key=lambda r: [r[k] if number[k] == "integer" else str(r[k]) for k in truth.keys[name]])
    return out


if __name__ == "__main__":
    main(problems)
