"""JSON (RFC 8259) and NDJSON: records with what hangs on them nested inside."""

import json
from typing import Any

from corpus.derive.descriptor import descriptor
from corpus.derive.tables import Table

from .material import MAIN, Material


def files(m: Material) -> dict[str, bytes]:
    """``<package>.json`` (everything) and ``recommendations.ndjson`` (one recommendation a line)."""
    package = {k: v for k, v in descriptor(m.corpus, {}).items() if k not in ("$schema", "resources")}
    everything = {"package": package, **nest(m)}
    lines = (json.dumps(r, ensure_ascii=False, separators=(",", ":")) + "\n" for r in everything[MAIN])
    return {
        f"{m.name}.json": (json.dumps(everything, indent=1, ensure_ascii=False) + "\n").encode(),
        f"{MAIN}.ndjson": "".join(lines).encode(),
    }


def home(m: Material, table: Table) -> tuple[list[str], Table, list[str]] | None:
    """Where the rows of a link table nest: in the recommendation they name, else in what their key begins with.

    Returns the columns that name it, its table and key there, or None for a table that stands by itself.
    """
    if table.name in m.corpus.schemas.kind_of_table:
        return None
    joins = [j for j in m.joins(table) if j[1] is not table and j[1].key == j[2]]
    by_key = [j for j in joins if table.key[: len(j[0])] == j[0]]
    in_main = [j for j in joins if j[1].name == MAIN]
    # recommendation_relations names two recommendations: its key begins with the one that the row is about.
    return next(iter([j for j in by_key if j in in_main] + in_main + by_key), None)


def nest(m: Material) -> dict[str, list[dict[str, Any]]]:
    """Tables by name as lists of objects. A nested row leaves out the columns that name what it is in.

    Rows that name nothing (citations outside any recommendation) stand under their own table.
    """
    out: dict[str, list[dict[str, Any]]] = {}
    places: dict[str, dict[tuple, dict]] = {}
    homes = {name: home(m, t) for name, t in m.tables.items()}
    for name, table in m.tables.items():
        if homes[name] is None:
            out[name] = [dict(r.cells) for r in table.rows]
            places[name] = {tuple(r[k] for k in table.key): r for r in out[name]}
    for name, table in m.tables.items():
        if (nest_in := homes[name]) is None:
            continue
        columns, parent, _ = nest_in
        for record in out[parent.name]:
            record[name] = []
        loose = []
        for row in table.rows:
            target = places[parent.name].get(tuple(row.cells[c] for c in columns))
            if target is None:
                loose.append(dict(row.cells))
            else:
                target[name].append({k: v for k, v in row.cells.items() if k not in columns})
        if loose:
            out[name] = loose
    return out
