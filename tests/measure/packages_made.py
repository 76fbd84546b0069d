"""Packages made up for measuring: nine tables, twelve foreign keys, 7.1 rows per recommendation, the same per size."""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Iterator
from pathlib import Path

PROFILE = "https://datapackage.org/profiles/2.0/"
WORDS = (
    "adopt",
    "amend",
    "assist",
    "boats",
    "border",
    "collect",
    "consult",
    "county",
    "data",
    "fund",
    "guide",
    "harbour",
    "inform",
    "inspect",
    "invite",
    "judge",
    "law",
    "measure",
    "office",
    "plan",
    "protect",
    "publish",
    "report",
    "research",
    "review",
    "safety",
    "share",
    "staff",
    "study",
    "train",
)
FORMS = ("article", "bullet", "paragraph", "sentence")
ROLES = ("addressed-to", "in-cooperation-with", "made-by", "on-behalf-of", "recorded-by")
RELATIONS = ("consolidates", "elaborates", "follows-up", "restates")


def make(folder: Path, recommendations: int, seed: int = 11) -> Path:
    """Write a package of so many recommendations into ``folder``; returns the path of its descriptor."""
    rng = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    few = {
        "actors": max(20, recommendations // 50),
        "meetings": max(5, recommendations // 500),
        "instruments": max(10, recommendations // 200),
    }
    ids = {name: [f"{name[:-1]}-{n:05d}" for n in range(1, count + 1)] for name, count in few.items()}
    ids["terms"] = [f"{a}-{b}" for a in WORDS for b in WORDS[:8]]
    ids["recommendations"] = [f"m{n % 97:02d}-r{n:06d}" for n in range(1, recommendations + 1)]
    resources = []
    for name, fields, keys, foreign, rows in _tables(rng, ids):
        path = folder / f"{name}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow([f["name"] for f in fields])
            writer.writerows(rows)
        foreign_keys = [
            {"fields": [field], "reference": {"resource": to, "fields": [key]}} for field, to, key in foreign
        ]
        schema = {"$schema": PROFILE + "tableschema.json", "fields": fields, "primaryKey": keys}
        resources.append(
            {
                "name": name.replace("_", "-"),
                "type": "table",
                "path": path.name,
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": schema | ({"foreignKeys": foreign_keys} if foreign_keys else {}),
            }
        )
    descriptor = {"$schema": PROFILE + "datapackage.json", "name": "made-up", "resources": resources}
    path = folder / "datapackage.json"
    path.write_text(json.dumps(descriptor, indent=1) + "\n", encoding="utf-8")
    return path


def _field(name: str, kind: str = "string", **constraints: object) -> dict:
    return {"name": name, "type": kind} | ({"constraints": constraints} if constraints else {})


def _tables(rng: random.Random, ids: dict[str, list[str]]) -> Iterator[tuple]:
    """Name, fields, primary key, foreign keys and rows of each table."""

    def text(a: int, b: int) -> str:
        return " ".join(rng.choices(WORDS, k=rng.randint(a, b)))

    def day() -> str:
        return f"{rng.randint(2000, 2009)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"

    def some(name: str) -> str:
        return rng.choice(ids[name])

    slug, flag = "^(?:[a-z][a-z0-9-]*)$", ("true", "false")
    yield (
        "actors",
        [
            _field("actor_id", required=True, pattern=slug),
            _field("label", required=True),
            _field("type", enum=["agency", "ngo", "state"]),
            _field("parent"),
            _field("country", pattern="^(?:[A-Z]{2})$"),
        ],
        ["actor_id"],
        [("parent", "actors", "actor_id")],
        (
            [
                a,
                text(1, 4).title(),
                rng.choice(["agency", "ngo", "state"]),
                some("actors") if rng.random() < 0.2 else "",
                rng.choice(["FI", "NO", "PT", ""]),
            ]
            for a in ids["actors"]
        ),
    )
    yield (
        "meetings",
        [
            _field("meeting_id", required=True, pattern=slug),
            _field("title", required=True),
            _field("first_day", "date"),
            _field("last_day", "date"),
            _field("parent"),
            _field("participants", "integer", minimum=1),
        ],
        ["meeting_id"],
        [],
        ([m, text(3, 8), day(), day(), "", rng.randint(1, 900)] for m in ids["meetings"]),
    )
    yield (
        "instruments",
        [
            _field("instrument_id", required=True, pattern=slug),
            _field("title", required=True),
            _field("adopted", "date"),
            _field("adopter"),
            _field("address"),
        ],
        ["instrument_id"],
        [("adopter", "actors", "actor_id")],
        ([i, text(3, 9), day(), some("actors"), f"https://example.org/{i}"] for i in ids["instruments"]),
    )
    yield (
        "terms",
        [_field("term_id", required=True), _field("label", required=True), _field("definition", maxLength=400)],
        ["term_id"],
        [],
        ([t, t.replace("-", " "), text(6, 20)] for t in ids["terms"]),
    )
    every = ids["recommendations"]
    yield (
        "recommendations",
        [
            _field("recommendation_id", required=True, pattern="^(?:m[0-9]{2}-r[0-9]{6})$"),
            _field("meeting", required=True),
            _field("made_by"),
            _field("in_our_words", required=True, maxLength=400),
            _field("form", enum=list(FORMS)),
            _field("date", "date", minimum="1999-01-01"),
            _field("span_start", "integer", minimum=0),
            _field("span_length", "integer", minimum=1),
            _field("weight", "number", minimum=0, maximum=1),
            _field("count_once", "boolean"),
        ],
        ["recommendation_id"],
        [("meeting", "meetings", "meeting_id"), ("made_by", "actors", "actor_id")],
        (
            [
                r,
                some("meetings"),
                some("actors"),
                text(8, 22) + (", " + text(2, 4) if n % 3 == 0 else "") + (" “é”" if n % 11 == 0 else ""),
                rng.choice(FORMS),
                day(),
                n * 40,
                rng.randint(1, 400),
                f"{rng.random():.3f}",
                rng.choice(flag),
            ]
            for n, r in enumerate(every)
        ),
    )
    yield (
        "recommendation_actors",
        [
            _field("recommendation_id", required=True),
            _field("actor_id", required=True),
            _field("role", enum=list(ROLES)),
            _field("order", "integer", minimum=1),
        ],
        ["recommendation_id", "actor_id", "role"],
        [("recommendation_id", "recommendations", "recommendation_id"), ("actor_id", "actors", "actor_id")],
        (
            [r, a, role, k]
            for r in every
            for k, (a, role) in enumerate(zip(rng.sample(ids["actors"], 3), rng.choices(ROLES, k=3)), 1)
        ),
    )
    yield (
        "recommendation_terms",
        [
            _field("recommendation_id", required=True),
            _field("term_id", required=True),
            _field("rank", "integer", minimum=1, maximum=9),
        ],
        ["recommendation_id", "term_id"],
        [("recommendation_id", "recommendations", "recommendation_id"), ("term_id", "terms", "term_id")],
        ([r, t, k] for r in every for k, t in enumerate(rng.sample(ids["terms"], 2), 1)),
    )
    yield (
        "recommendation_relations",
        [
            _field("derived", required=True),
            _field("origin", required=True),
            _field("relation", enum=list(RELATIONS)),
            _field("note"),
        ],
        ["derived", "origin"],
        [("derived", "recommendations", "recommendation_id"), ("origin", "recommendations", "recommendation_id")],
        ([r, every[n // 2], rng.choice(RELATIONS), text(0, 5)] for n, r in enumerate(every) if n % 2),
    )
    yield (
        "citations",
        [
            _field("citation_id", "integer", required=True, minimum=1),
            _field("recommendation_id", required=True),
            _field("instrument_id", required=True),
            _field("pinpoint"),
            _field("as_printed"),
        ],
        ["citation_id"],
        [
            ("recommendation_id", "recommendations", "recommendation_id"),
            ("instrument_id", "instruments", "instrument_id"),
        ],
        (
            [n, every[n * 5 // 3 % len(every)], some("instruments"), f"article {rng.randint(1, 60)}", text(2, 6)]
            for n in range(1, len(every) * 14 // 25 + 1)
        ),
    )


FAULTS = {  # table -> column -> what is put into a cell
    "recommendations": {2: "actor-x", 4: "clause", 5: "2004-02-31", 6: "many", 7: "0", 8: "1.5", 9: "perhaps"},
    "recommendation_actors": {0: "m00-r999999", 1: "actor-y", 2: "made-bye", 3: "0"},
    "recommendation_terms": {1: "no-term", 2: "ten"},
    "citations": {1: "", 2: "instrument-z"},
}


def spoil(folder: Path, faults: int, seed: int = 5) -> None:
    """Put so many faults into cells of a package, each in a row of its own."""
    rng = random.Random(seed)
    kinds = [(table, column, text) for table, columns in FAULTS.items() for column, text in columns.items()]
    by_table: dict[str, list[tuple[int, str]]] = {}
    for n in range(faults):
        table, column, text = kinds[n % len(kinds)]
        by_table.setdefault(table, []).append((column, text))
    for table, wanted in by_table.items():
        path = folder / f"{table}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        for row, (column, text) in zip(rng.sample(range(1, len(rows)), len(wanted)), wanted):
            rows[row][column] = text
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(rows)


def csvw(folder: Path) -> Path:
    """CSV on the Web metadata for a package, for validators that read that instead; returns its path."""
    descriptor = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    tables = []
    for r in descriptor["resources"]:
        columns = [
            {
                "name": f["name"],
                "titles": f["name"],
                "datatype": {"base": f["type"]},
                "required": f.get("constraints", {}).get("required", False),
            }
            for f in r["schema"]["fields"]
        ]
        keys = [
            {
                "columnReference": k["fields"],
                "reference": {
                    "resource": k["reference"]["resource"].replace("-", "_") + ".csv",
                    "columnReference": k["reference"]["fields"],
                },
            }
            for k in r["schema"].get("foreignKeys", [])
        ]
        tables.append(
            {
                "url": r["path"],
                "tableSchema": {"columns": columns, "primaryKey": r["schema"]["primaryKey"], "foreignKeys": keys},
            }
        )
    path = folder / "csv-metadata.json"
    path.write_text(
        json.dumps({"@context": "http://www.w3.org/ns/csvw", "tables": tables}, indent=1) + "\n", encoding="utf-8"
    )
    return path
