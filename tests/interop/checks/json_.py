"""json reads the tables, and the nested recommendations turned back into tables: equal to the CSVs, cell for cell."""

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
    if list(everything) != list(truth.tables):
        yield f"the tables are {list(everything)}"
        return
    for name, rows in everything.items():
        yield from truth.compare("JSON", name, rows)
    lines = (folder / "recommendations.ndjson").read_text(encoding="utf-8").splitlines()
    yield from _nested(truth, [json.loads(line) for line in lines])


def _nested(truth: Truth, records: list[dict[str, Any]]) -> Iterator[str]:
    """Nested rows get back the column that names what they are in; all that name a recommendation must be there."""
    own = [{k: v for k, v in r.items() if not isinstance(v, list)} for r in records]
    yield from truth.compare("NDJSON", "recommendations", own)
    inside = {k for r in records for k, v in r.items() if isinstance(v, list)}
    linked = {n for n, types in truth.types.items() if n.startswith("recommendation_") and "recommendation_id" in types}
    if not inside >= linked | {"citations"}:
        yield f"NDJSON nests only {sorted(inside)}"
    for name in inside:
        rows = [{"recommendation_id": r["recommendation_id"]} | row for r in records for row in r[name]]
        rows = [{c: row[c] for c in truth.types[name]} for row in rows]
        want = [r for r in truth.tables[name] if r["recommendation_id"]]
        order = [k for k in ("recommendation_id", *truth.keys[name]) if k in truth.types[name]]
        number = {k: truth.types[name][k] == "integer" for k in order}
        for some in (rows, want):
            some.sort(key=lambda r: [int(r[k]) if number[k] else str(r[k]) for k in order])
        yield from truth.compare("NDJSON", name, rows, want)


if __name__ == "__main__":
    main(problems)
