"""JSON (RFC 8259), every table whole; and NDJSON, recommendations with their linked rows nested inside."""

import json
from collections.abc import Iterator
from typing import Any

from corpus.derive.descriptor import descriptor, to_json

from .material import MAIN, Material


def files(m: Material) -> dict[str, bytes]:
    """``<package>.json`` (each table a list of objects) and ``recommendations.ndjson`` (one per line)."""
    package = {k: v for k, v in descriptor(m.corpus, {}).items() if k not in ("$schema", "resources")}
    everything = {"package": package} | {name: [r.cells for r in t.rows] for name, t in m.tables.items()}
    lines = (json.dumps(r, ensure_ascii=False, separators=(",", ":")) + "\n" for r in nest(m))
    return {f"{m.name}.json": to_json(everything, 1), f"{MAIN}.ndjson": "".join(lines).encode()}


def nest(m: Material) -> Iterator[dict[str, Any]]:
    """The recommendations, each with the rows of every link table that names it, without the column that does.

    recommendation_relations names two; its key begins with the subject of the row.
    """
    inside: dict[str, dict[str, list[dict[str, Any]]]] = {}
    main, key = m.main_table().rows, m.main_table().key[0]
    for name, table in m.tables.items():
        columns = [here[0] for here, other, _ in m.joins(table) if other.name == MAIN]
        if not columns or name in m.corpus.schemas.kind_of_table:
            continue
        column = table.key[0] if table.key[0] in columns else columns[0]
        inside[name] = {r.cells[key]: [] for r in main}
        for row in table.rows:
            if row.cells[column] is not None:  # the background of a document has citations, too
                inside[name][row.cells[column]].append({k: v for k, v in row.cells.items() if k != column})
    for row in main:
        yield row.cells | {name: rows[row.cells[key]] for name, rows in inside.items()}
