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
from hypothesis import example, given
from hypothesis import strategies as st

from corpus.derive.built import package_files
from corpus.derive.relations import clusters, same_requests
from corpus.derive.tables import Table, build_tables, cell, to_csv, write_all
from corpus.model.records import Corpus, read_corpus
from corpus.site.pages import Site, pages
from helpers import ROOT, change, contents, run


def built(root: Path) -> dict[str, bytes]:
    """All built files of a repository by path."""
    return {
        path: data
        for path, data in contents(root).items()
        if path.startswith("build/") or path.endswith(".csv") or "/" not in path
    }


def tables_of(root: Path) -> dict[str, Table]:
    return build_tables(read_corpus(root))


def rows(tables: dict[str, Table], name: str, **where: object) -> list[dict]:
    return [r.values for r in tables[name].rows if all(r.values[k] == v for k, v in where.items())]


# Bytes


def test_building_again_gives_the_same_bytes(good: Path) -> None:
    before = built(good)
    assert len(before) == len(read_corpus(good).schemas.tables) + 1
    assert "fresh already" in run("build", root=good).out
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


# What is derived


class Stub(dict):
    """A recommendation as far as same_requests looks at it."""

    @property
    def id(self) -> str:
        return self["id"]

    def items(self, name: str = "") -> list:
        return self.get(name) or []


def stubs(links: list[tuple[int, int]], size: int, relation: str = "restates") -> list[Stub]:
    relations = {n: [{"origin_id": f"r{b}", "relation": relation} for a, b in links if a == n] for n in range(size)}
    return [
        Stub(id=f"r{n}", passage=f"p{n % 3}", source="s", span_start=100 - n, relations=relations[n])
        for n in range(size)
    ]


@given(
    st.integers(1, 9).flatmap(
        lambda n: st.tuples(st.just(n), st.lists(st.tuples(st.integers(0, n - 1), st.integers(0, n)), max_size=12))
    )
)
@example((3, [(1, 0), (2, 0)]))
@example((2, [(0, 1), (1, 0)]))  # a circle, which a rule refuses
@example((2, [(0, 2)]))  # an origin that is not published
def test_same_requests_are_connected_and_have_one_name(made: tuple[int, list[tuple[int, int]]]) -> None:
    size, links = made
    published = stubs(links, size)
    when = {r.id: (f"2007-0{1 + n % 2}-01",) for n, r in enumerate(published)}
    layers = {f"p{n}": {"drafting_order": n} for n in range(3)}
    same = same_requests(published, when, layers)
    # The second opinion: walk along links in both directions.
    near = {n: {b for a, b in links if a == n} | {a for a, b in links if b == n} for n in range(size)}
    for n in range(size):
        component, edge = {n}, {n}
        while edge := {m for k in edge for m in near.get(k, ()) if m < size} - component:
            component |= edge
        assert {same[f"r{m}"] for m in component} == {same[f"r{n}"]}
        assert {m for m in range(size) if same[f"r{m}"] == same[f"r{n}"]} == component
        chosen = int(same[f"r{n}"][1:])
        assert chosen in component
        own = [m for m in component if not any(a == m and b < size for a, b in links)]
        if own:
            assert chosen in own
            assert (when[f"r{chosen}"], chosen % 3, 100 - chosen) == min((when[f"r{m}"], m % 3, 100 - m) for m in own)


@pytest.mark.parametrize(
    ("a", "b", "first"),
    [
        ({"day": "2007-01-02"}, {"day": "2007-01-01"}, "b"),
        ({"day": "2007-01-01"}, {"day": "2007-01-02", "order": 1, "start": 1}, "a"),
        ({"order": 2, "start": 1}, {"order": 1, "start": 9}, "b"),
        ({"start": 5}, {"start": 4}, "b"),
        ({"start": 4}, {"start": 5}, "a"),
    ],
)
def test_who_stands_for_a_same_request(a: dict, b: dict, first: str) -> None:
    """c restates a and b: among the two the date decides, then the drafting order, then the place."""
    published = [
        Stub(id=n, passage=f"p{n}", source="s", span_start=x.get("start", 1), relations=[])
        for n, x in (("a", a), ("b", b))
    ]
    published.append(
        Stub(
            id="c",
            passage="pc",
            source="s",
            span_start=0,
            relations=[{"origin_id": n, "relation": "restates"} for n in "ab"],
        )
    )
    when = {"a": (a.get("day", "2007-01-01"),), "b": (b.get("day", "2007-01-01"),), "c": ("1999-01-01",)}
    layers = {f"p{n}": {"drafting_order": x.get("order", 1)} for n, x in (("a", a), ("b", b))}
    assert same_requests(published, when, layers) == dict.fromkeys("abc", first)


@pytest.mark.parametrize("relation", ["elaborates", "follows-up", "consolidates"])
def test_other_relations_do_not_make_a_same_request(relation: str) -> None:
    assert same_requests(stubs([(1, 0)], 2, relation), {"r0": ("",), "r1": ("",)}, {}) == {"r0": "r0", "r1": "r1"}


def test_clusters_of_many_links() -> None:
    names = [f"n{k:03}" for k in range(300)]
    groups = clusters(names, [(names[k], names[k - 2]) for k in range(299, 1, -1)])
    assert groups["n000"] == names[::2] and groups["n001"] == names[1::2]


def test_count_once_in_the_good_repository(good_once: Path) -> None:
    tables = tables_of(good_once)
    of = {r["recommendation_id"]: (r["same_request_id"], r["count_once"]) for r in rows(tables, "recommendations")}
    assert of["watch2005-r003"] == ("watch2005-r003", True)
    assert of["watch2005-r002"] == ("watch2005-r003", False)  # restates it
    assert of["watch2005-r001"] == ("watch2005-r001", True)  # merges two others, and is a request of its own
    counted = [same for same, once in of.values() if once]
    assert len(counted) == len(set(counted)) == 9
    assert set(counted) == {same for same, _ in of.values()}


def test_derived_columns_in_the_good_repository(good_once: Path) -> None:
    tables = tables_of(good_once)
    (summary,) = rows(tables, "recommendations", recommendation_id="watch2005-r001")
    (note,) = rows(tables, "recommendations", recommendation_id="watch2005-r003")
    # The summary is dated by the document, whose date is not known to the day; the notes by the session.
    assert [summary[k] for k in ("date", "date_earliest", "date_latest", "year")] == [
        "[2005-05-12..2005-06-30]",
        "2005-05-12",
        "2005-06-30",
        2005,
    ]
    assert [note[k] for k in ("date", "date_earliest", "date_latest", "year")] == [
        "2005-05-11",
        "2005-05-11",
        "2005-05-11",
        2005,
    ]
    assert (summary["how_recorded"], note["how_recorded"]) == ("rapporteur", "note-taker")
    assert note["meeting"] == summary["meeting"] == "river-watch-2005"  # not the series above it, not the session
    assert (note["theme"], note["other_themes"], note["page"]) == (
        "lighting",
        None,
        "recommendations/watch2005-r003.html",
    )
    recorded = {
        r["recommendation_id"]: r["actor_id"] for r in rows(tables, "recommendation_actors", role="recorded-by")
    }
    assert (
        recorded["watch2005-r001"] == "rapporteur-2005"
        and recorded["watch2005-r003"] == "note-takers-2005"
        and "lakes2006-r001" not in recorded
    )
    layers = {r["passage_id"]: r["layer"] for r in rows(tables, "passages")}
    assert layers["watch2005-p011"] == "summary" and layers["watch2005-p012"] == "annex"
    assert [r["drafting_order"] for r in rows(tables, "source_layers", source="watch2005")] == [1, 2]


def test_the_year_is_empty_where_the_bounds_span_years(good: Path) -> None:
    change(
        good / "data/records/sources/watch2005/source.yaml",
        ('"[2005-05-12..2005-06-30]"', '"[2005-05-12..2006-06-30]"'),
    )
    (summary,) = rows(tables_of(good), "recommendations", recommendation_id="watch2005-r001")
    assert (summary["year"], summary["date_latest"]) == (None, "2006-06-30")


def test_labels_and_keys_come_from_the_link_tables(good_once: Path) -> None:
    corpus, tables = read_corpus(good_once), build_tables(read_corpus(good_once))
    links, terms = ([r.cells for r in tables[f"recommendation_{n}"].rows] for n in ("actors", "terms"))
    seen = 0
    for row in (r.cells for r in tables["recommendations"].rows):
        for column in ("addressed_to", "made_by", "on_behalf_of", "in_cooperation_with", "recorded_by"):
            linked = {
                r["actor_id"]: r["actor"]
                for r in links
                if (r["recommendation_id"], r["role_code"]) == (row["recommendation_id"], column.replace("_", "-"))
            }
            keys, labels = ((row[n] or "").split("; ") for n in (f"{column}_id", column))
            assert dict(zip(keys, labels)) == (linked or {"": ""})
            assert all(corpus.label("actors", k) == label for k, label in linked.items())
            seen += len(linked)
        own = [t for t in terms if (t["recommendation_id"], t["vocabulary"]) == (row["recommendation_id"], "theme")]
        assert [(t["code"], t["label"]) for t in own if t["rank"] == 1] == [(row["theme_code"], row["theme"])]
    assert seen > 5


def test_citations_are_numbered_in_their_passage(good: Path) -> None:
    folder = good / "data/records/sources/lakes2006"
    more = "    - instrument_id: flood-protocol\n      relation: recall\n      as_printed: Flood\n"
    change(
        folder / "recommendations.yaml",
        ("      as_printed: River Charter\n", f"      as_printed: River Charter\n{more}"),
    )
    last = "  fingerprint: 5bc3bd70068ca576885f04f14838734d\n"
    change(
        folder / "passages.yaml",
        (last, f"{last}  citations:\n    - instrument_id: river-charter\n      as_printed: Charter\n"),
    )
    found = rows(tables_of(good), "citations")
    assert (
        [(r["passage_id"], r["number"], r["recommendation_id"], r["instrument_id"], r["source"]) for r in found]
        == [
            ("lakes2006-p005", 1, None, "river-charter", "lakes2006"),  # the passage itself, then its recommendations
            ("lakes2006-p005", 2, "lakes2006-r001", "river-charter", "lakes2006"),
            ("lakes2006-p005", 3, "lakes2006-r001", "flood-protocol", "lakes2006"),
            *[
                (r["passage_id"], r["number"], r["recommendation_id"], r["instrument_id"], "watch2005")
                for r in found[3:]
            ],
        ]
    )
    assert len(found) > 3
    assert len({(r["passage_id"], r["number"]) for r in found}) == len(found)


@pytest.mark.parametrize(
    ("adopted", "in_force", "document", "then"),
    [
        ("2001-03-01", "2002", "2006-06-06", (True, True)),
        ("2006-06-06", "2006-06-06", "2006-06-06", (True, True)),  # on the day itself
        ("2006-06-07", "2006-07", "2006-06-06", (False, False)),
        ("2006", "2006-06", "2006-06-06", (None, None)),  # a year and a month around the day: nobody can say
        ("2005-12", "2007", "2006-06-06", (True, False)),
        ("2001-03-01", None, "2006-06-06", (True, None)),
        (None, "2002", "2006-06-06", (None, True)),
        ("2006-06-03", "2006-06-10", "[2006-06-01..2006-06-05]", (None, False)),
        ("2006-06-01", "2006-06-05", "2006-06-01/2006-06-05", (True, None)),
    ],
)
def test_whether_an_instrument_stood_then(
    good: Path, adopted: str | None, in_force: str | None, document: str, then: tuple
) -> None:
    for name, old, new in (("adopted", '"2001-03-01"', adopted), ("in_force", '"2002"', in_force)):
        change(
            good / "data/records/instruments/river-charter.yaml",
            (f"{name}: {old}\n", f'{name}: "{new}"\n' if new else ""),
        )
    change(good / "data/records/sources/lakes2006/source.yaml", ('date: "2006-06-06"', f'date: "{document}"'))
    (row,) = rows(tables_of(good), "citations", recommendation_id="lakes2006-r001")
    assert (row["adopted_then"], row["in_force_then"]) == then


def test_what_is_proposed_stays_out(good: Path) -> None:
    """Not only its row: nothing that hangs on it, in no table and not in the descriptor."""

    def occurrences() -> list[str]:
        return [path for path, data in built(good).items() if b"lakes2006-r003" in data or b"counting" in data]

    assert occurrences() == []
    path = good / "data/records/sources/lakes2006/recommendations.yaml"
    change(path, ("review_status: proposed", "review_status: machine-coded"))
    assert run("build", root=good).code == 0
    links = {f"data/tables/recommendation_{name}.csv" for name in ("actors", "keywords", "terms")}
    assert {"data/recommendations.csv", *links} <= set(occurrences())
    keywords = "keywords: [boats, counting, locks]"
    change(
        path,
        (
            keywords,
            f"{keywords}\n  citations:\n"
            "    - instrument_id: river-charter\n      relation: recall\n      as_printed: x",
        ),
    )
    text = path.read_text(encoding="utf-8").replace(
        "review_status: machine-coded\n  coding_note", "review_status: proposed\n  coding_note"
    )
    path.write_text(text, encoding="utf-8")
    assert all("lakes2006-r003" not in map(str, r.values.values()) for t in tables_of(good).values() for r in t.rows)


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
    record.write_text(record.read_text(encoding="utf-8") + "motto: Keep afloat <always>\nboats: 3\n", encoding="utf-8")
    assert run("build", root=good).code == 0
    checked = run("validate", root=good)
    assert checked.code == 0, checked.out

    found = list(csv.DictReader((good / "data/tables/actors.csv").read_text(encoding="utf-8").split("\n")))
    assert list(found[0])[-2:] == ["motto", "boats"]
    assert {r["actor_id"]: (r["motto"], r["boats"]) for r in found if r["motto"]} == {
        "ports": ("Keep afloat <always>", "3")
    }

    descriptor = json.loads((good / "datapackage.json").read_text(encoding="utf-8"))
    fields = {f["name"]: f for r in descriptor["resources"] if r["name"] == "actors" for f in r["schema"]["fields"]}
    assert fields["motto"] == {"name": "motto", **motto, "example": "Keep afloat <always>"}  # a real one
    assert fields["boats"]["constraints"] == {"minimum": 0} and fields["boats"]["example"] == "3"

    corpus = read_corpus(good)
    by_path = {p.path: p.html for p in pages(Site(corpus, build_tables(corpus)))}
    page = by_path["tables/actors.html"]
    for text in (
        "motto",
        "Motto",
        "What it lives by, in its own words.",
        "Keep afloat &lt;always&gt;",
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
