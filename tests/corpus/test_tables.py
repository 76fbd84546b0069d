"""Tables: the same bytes from the same records, everywhere; what is derived; all or none."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from table_parts import built

from corpus.derive.built import package_files
from corpus.derive.tables import build_tables, cell, to_csv, write_all
from corpus.model.records import Corpus, read_corpus
from corpus.site.pages import Site, pages
from helpers import ROOT, change, contents, run

# Bytes


def test_building_again_gives_the_same_bytes(good: Path) -> None:
    before = built(good)
    assert len(before) == len(read_corpus(good).schemas.tables) + 1
    assert "already up to date" in run("build", root=good).out
    for path in before:
        (good / path).unlink()
    assert run("build", root=good).code == 0
    assert built(good) == before


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0"},
        {"PYTHONHASHSEED": "4294967295", "TZ": "America/Adak", "LANG": "tr_TR.UTF-8", "LC_ALL": "tr_TR.UTF-8"},
    ],
)
def test_the_machine_does_not_matter(good: Path, environment: dict[str, str]) -> None:
    run("build", "--downloads", root=good)
    before = built(good)
    assert any(path.endswith(".zip") for path in before)
    for path in before:
        (good / path).unlink()
    command = [sys.executable, str(ROOT / "scripts" / "build.py"), "--root", str(good), "--downloads"]
    done = subprocess.run(command, env=os.environ | environment, capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")
    assert built(good) == before


def test_the_form_of_every_table(good_once: Path) -> None:
    for name, schema in read_corpus(good_once).schemas.tables.items():
        data = (good_once / schema.table["path"]).read_bytes()
        assert not data.startswith(b"\xef\xbb\xbf") and b"\r" not in data and data.endswith(b"\n"), name
        header, *found = csv.reader(io.StringIO(data.decode("utf-8")))
        assert header == [c.name for c in schema.columns]
        assert all(len(r) == len(header) for r in found)
        types = {c.name: c.definition["type"] for c in schema.columns}
        keys = [
            tuple(int(v) if types[n] == "integer" else v for n, v in zip(header, r) if n in schema.key) for r in found
        ]
        order = [header.index(k) for k in schema.key]
        if order == sorted(order):  # the columns of the key stand in its order
            assert keys == sorted(keys), name
        assert len(set(keys)) == len(keys), name


@given(
    st.lists(
        st.fixed_dictionaries({"a": st.none() | st.text(max_size=8), "b": st.none() | st.booleans() | st.integers()}),
        max_size=5,
    )
)
def test_cells_are_read_back(values: list[dict]) -> None:
    values = [v for v in values if "\r" not in (v["a"] or "") and "\x00" not in (v["a"] or "")]  # rules refuse them
    data = to_csv(["a", "b"], values)
    header, *found = csv.reader(io.StringIO(data.decode("utf-8"), newline=""))
    assert header == ["a", "b"]
    assert found == [[cell(v["a"]), cell(v["b"])] for v in values]


def test_cells_of_each_kind() -> None:
    assert [cell(x) for x in (None, True, False, 0, 7, "", "x", 0.5)] == ["", "true", "false", "0", "7", "", "x", "0.5"]
    assert to_csv(["a", "b"], [{"a": 'x, "y"', "b": None}]) == b'a,b\n"x, ""y""",\n'


# All or none


def test_files_are_written(tmp_path: Path) -> None:
    write_all({tmp_path / "a": b"1", tmp_path / "deep" / "b": b"2"})
    assert contents(tmp_path) == {"a": b"1", "deep/b": b"2"}


@pytest.mark.parametrize("obstacle", ["a file where a folder is due", "a folder where a file is due", "a full disk"])
def test_a_failing_write_leaves_everything_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, obstacle: str
) -> None:
    (tmp_path / "a").write_bytes(b"old a")
    (tmp_path / "c").write_bytes(b"old c")
    files = {tmp_path / "a": b"new a", tmp_path / "b" / "x": b"new", tmp_path / "c": b"new c"}
    if obstacle == "a file where a folder is due":
        (tmp_path / "b").write_bytes(b"a file")
    elif obstacle == "a folder where a file is due":
        (tmp_path / "b" / "x" / "y").mkdir(parents=True)
    else:
        write_bytes = Path.write_bytes

        def full(path: Path, data: bytes) -> int:
            if data == b"new c":
                write_bytes(path, data[:2])
                raise OSError(28, "No space left on device")
            return write_bytes(path, data)

        monkeypatch.setattr(Path, "write_bytes", full)
    before = contents(tmp_path)
    with pytest.raises(OSError):
        write_all(files)
    assert contents(tmp_path) == before


def test_build_writes_nothing_where_one_file_cannot_be_written(good: Path) -> None:
    change(good / "data/records/actors/ports.yaml", ("label: Ports", "label: All ports"))
    (good / "data/tables/meetings.csv").unlink()
    (good / "data/tables/meetings.csv").mkdir()
    before = contents(good)
    done = run("build", root=good)
    assert done.code == 2 and done.err.count("\n") == 1 and "meetings.csv" in done.err
    assert contents(good) == before


# One fact, one home


def test_a_new_field_arrives_everywhere_by_one_edit(good: Path) -> None:
    """Added to one schema, a scalar is in table, descriptor and page; no code knows of it."""
    schema = good / "schemas/records/actor.schema.json"
    document = json.loads(schema.read_text(encoding="utf-8"))
    motto = {"title": "Motto", "type": "string", "description": "What it lives by, in its own words."}
    document["properties"]["motto"] = {**motto, "examples": ["Light every quay"]}
    document["properties"]["boats"] = {
        "type": "integer",
        "title": "Boats",
        "description": "How many boats it keeps.",
        "examples": [12],
        "minimum": 0,
    }
    schema.write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")
    record = good / "data/records/actors/ports.yaml"
    record.write_text(
        record.read_text(encoding="utf-8") + "motto: Keep 2 < 3 boats afloat\nboats: 3\n", encoding="utf-8"
    )
    assert run("build", root=good).code == 0
    checked = run("validate", root=good)
    assert checked.code == 0, checked.out

    found = list(csv.DictReader((good / "data/tables/actors.csv").read_text(encoding="utf-8").split("\n")))
    assert list(found[0])[-2:] == ["motto", "boats"]
    assert {r["actor_id"]: (r["motto"], r["boats"]) for r in found if r["motto"]} == {
        "ports": ("Keep 2 < 3 boats afloat", "3")
    }

    descriptor = json.loads((good / "datapackage.json").read_text(encoding="utf-8"))
    fields = {f["name"]: f for r in descriptor["resources"] if r["name"] == "actors" for f in r["schema"]["fields"]}
    assert fields["motto"] == {"name": "motto", **motto, "example": "Keep 2 < 3 boats afloat"}  # a real one
    assert fields["boats"]["constraints"] == {"minimum": 0} and fields["boats"]["example"] == "3"

    corpus = read_corpus(good)
    by_path = {p.path: p.html for p in pages(Site(corpus, build_tables(corpus)))}
    page = by_path["tables/actors.html"]
    for text in (
        "motto",
        "Motto",
        "What it lives by, in its own words.",
        "Keep 2 &lt; 3 boats afloat",
        "How many boats it keeps.",
    ):
        assert text in page
    assert "<always>" not in "".join(by_path.values())  # what a record says stays text

    record.write_text(record.read_text(encoding="utf-8").replace("boats: 3", "boats: many"), encoding="utf-8")
    assert "S004" in run("validate", root=good).out


def test_the_descriptor_says_what_the_bytes_are(good_once: Path) -> None:
    corpus = read_corpus(good_once)
    files = package_files(corpus, build_tables(corpus))
    descriptor = json.loads(files["datapackage.json"])
    for r in descriptor["resources"]:
        assert r["bytes"] == len(files[r["path"]])
        assert r["hash"] == "sha256:" + hashlib.sha256(files[r["path"]]).hexdigest()


def test_a_corpus_without_records_is_built(good: Path) -> None:
    """Nothing is asked of a table but its header."""
    corpus = read_corpus(good)
    empty = Corpus(good, corpus.schemas, [], [])
    for table in build_tables(empty).values():
        assert table.csv().count(b"\n") == 1
