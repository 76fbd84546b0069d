"""One seeded fault for each check: a small change to a copy of the downloads, after which the check must fail.

Each function takes the folder of the copy. A check that passes in spite of its fault passes everything.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path


def _named(folder: Path, ending: str) -> Path:
    package = next(p.stem for p in sorted(folder.glob("*.sqlite")))
    return folder / (package + ending)


def _in_zip(path: Path, member: str, change: Callable[[bytes], bytes]) -> None:
    """Change one file of an archive in place; ``member`` is how its path ends."""
    with zipfile.ZipFile(path) as z:
        files = {name: z.read(name) for name in z.namelist()}
    name = next(n for n in files if n.endswith(member))
    changed = change(files[name])
    assert changed != files[name], f"the fault changed nothing in {member}"
    files[name] = changed
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as z:
        for n, data in files.items():
            z.writestr(n, data)
    path.write_bytes(out.getvalue())


def _in_text(path: Path, pattern: str, new: str) -> None:
    old = path.read_text(encoding="utf-8")
    changed = re.sub(pattern, new, old, count=1, flags=re.S)
    assert changed != old, f"the fault changed nothing in {path.name}"
    path.write_text(changed, encoding="utf-8")


def _in_json(path: Path, change: Callable[[dict], object]) -> None:
    document = json.loads(path.read_text(encoding="utf-8"))
    change(document)
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")


def _cell(data: bytes) -> bytes:
    """Another actor in the first row of recommendation_actors, which no table knows."""
    return re.sub(rb"(\n[^,\n]+,[^,\n]+,)[^,\n]+", rb"\1nobody-we-know", data, count=1)


def package(folder: Path) -> None:
    """A key that no row has, with size and hash put right, so that only the key is wrong."""
    archive, made = _named(folder, ".zip"), {}

    def cell(data: bytes) -> bytes:
        made["data"] = _cell(data)
        return made["data"]

    def descriptor(data: bytes) -> bytes:
        document = json.loads(data)
        for r in document["resources"]:
            if r["name"] == "recommendation_actors":
                r |= {"bytes": len(made["data"]), "hash": "sha256:" + hashlib.sha256(made["data"]).hexdigest()}
        return json.dumps(document).encode()

    _in_zip(archive, "/recommendation_actors.csv", cell)
    _in_zip(archive, "/datapackage.json", descriptor)


def profile_(folder: Path) -> None:
    def change(data: bytes) -> bytes:
        document = json.loads(data)
        document["resources"] = []
        return json.dumps(document).encode()

    _in_zip(_named(folder, ".zip"), "/datapackage.json", change)


def csvw_(folder: Path) -> None:
    _in_zip(_named(folder, ".zip"), "/recommendation_actors.csv", _cell)


def excel(folder: Path) -> None:
    """A shared string of the workbook for readers: one cell says something else."""
    _in_zip(
        folder / "recommendations.xlsx",
        "/sharedStrings.xml",
        lambda d: re.sub(rb"(<t[^>]*>)[A-Z][a-z]+ [a-z]+ [^<]{20,}(</t>)", rb"\1Something else\2", d, count=1),
    )


def excel_formula(folder: Path) -> None:
    """A formula in the workbook of all tables."""
    _in_zip(
        _named(folder, ".xlsx"),
        "/sheet2.xml",
        lambda d: re.sub(rb'<c r="A2"[^>]*>.*?</c>', b'<c r="A2"><f>1+1</f><v>2</v></c>', d, count=1, flags=re.S),
    )


def sqlite_(folder: Path) -> None:
    db = sqlite3.connect(_named(folder, ".sqlite"))
    db.execute("UPDATE meetings SET city = 'Atlantis' WHERE rowid = 1")
    db.commit()
    db.close()


def parquet_(folder: Path) -> None:
    """The file of one table in the place of another's: its definitions do not fit."""
    path = _named(folder, "-parquet.zip")
    with zipfile.ZipFile(path) as z:
        other = next(z.read(n) for n in z.namelist() if n.endswith("/meeting_participants.parquet"))
    _in_zip(path, "/recommendation_relations.parquet", lambda _: other)


def json_(folder: Path) -> None:
    _in_json(_named(folder, ".json"), lambda d: d["citations"].pop())


def ndjson(folder: Path) -> None:
    _in_text(folder / "recommendations.ndjson", r'"specificity_code":\d', '"specificity_code":9')


def rdf_(folder: Path) -> None:
    _in_text(folder / "vocabularies.ttl", r"\n  skos:definition [^\n]* ;", "")


def schema_org(folder: Path) -> None:
    _in_json(folder / "schema-org.jsonld", lambda d: d.update(creator={"@type": "Place", "name": "Nowhere"}))


def dcat_(folder: Path) -> None:
    """A distribution without an address, which DCAT-AP demands."""
    _in_text(folder / "dcat.ttl", r"\n  dcat:accessURL [^\n]* ;", "")


def skos_(folder: Path) -> None:
    """A second label in the same language."""
    _in_text(folder / "vocabularies.ttl", r"(a skos:Concept ;\n  skos:prefLabel [^\n]*) ;", r'\1, "Another label"@en ;')


def skos_label(folder: Path) -> None:
    """A concept without a label."""
    _in_text(folder / "vocabularies.ttl", r"(a skos:Concept ;)\n  skos:prefLabel [^\n]* ;", r"\1")


def cff(folder: Path) -> None:
    _in_text(folder / "CITATION.cff", r"authors:\n- name: [^\n]*\n", "")


def datacite_(folder: Path) -> None:
    _in_json(folder / "datacite.json", lambda d: d.pop("titles"))


def pandas_(folder: Path) -> None:
    _in_text(folder / "recommendations.ndjson", r'"year":\d+', '"year":1900')


duckdb_ = pandas_


def datasette_(folder: Path) -> None:
    sqlite_(folder)


def bibliography(folder: Path) -> None:
    _in_text(folder / "sources.bib", r"@unpublished\{[a-z0-9]+,", "@unpublished{another,")


def readr(folder: Path) -> None:
    """A quotation mark that nobody closes."""
    _in_zip(_named(folder, ".zip"), "/meetings.csv", lambda d: d + b'x,"y\n')


REPEATED = (r"(,[\w-]+)(,false,Machine-coded)", r"\1-alone\2")


def recipe(folder: Path) -> None:
    """Repeated requests of the archive that are requests of their own, so that recipes on other files count fewer."""
    _in_zip(_named(folder, ".zip"), "/recommendations.csv", lambda d: re.sub(*REPEATED, d.decode()).encode())


def recipe_frictionless(folder: Path) -> None:
    """The same in the table beside the archive."""
    path = folder / "recommendations.csv"
    path.write_text(re.sub(*REPEATED, path.read_text(encoding="utf-8")), encoding="utf-8", newline="")


def missing_page(folder: Path) -> None:
    (folder / "cite.html").unlink()
