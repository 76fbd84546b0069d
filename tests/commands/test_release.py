"""Versions and what lies between them, on small repositories made for each test."""

from __future__ import annotations

import shutil
from pathlib import Path

from releases import GUILD, WATCH, actor, build, commit, define, definition, difference, drop, git, replace, retire

from corpus.release.changes import _code
from corpus.release.versions import MAJOR, MINOR, PATCH, Version
from helpers import ROOT, run

# Version numbers


def test_versions_are_compared_as_numbers() -> None:
    assert Version.parse("v0.10.0") > Version.parse("0.9.9")
    assert [str(Version(1, 2, 3).raised(level)) for level in (MAJOR, MINOR, PATCH)] == ["2.0.0", "1.3.0", "1.2.4"]
    assert [Version.parse(x) for x in ("1.2", "1.2.3.4", "01.2.3", "1.2.3-rc1", "main", "1.2.3\n")] == [None] * 6


# The difference


def test_nothing_changed(released: Path) -> None:
    found = difference(released)
    assert (found["level"], found["next"], found["records"], found["definitions"], found["vanished"]) == (
        None,
        "0.1.0",
        [],
        [],
        [],
    )
    assert "Nothing has changed" in run("release", root=released).out


def test_a_changed_record_is_told_field_by_field(released: Path) -> None:
    replace(
        released,
        WATCH,
        "Employ at least one nurse in each of the ports on the river.",
        "Employ at least one nurse in all of the ports on the river.",
    )
    replace(released, WATCH, "keywords: [crews, health, nurses]", "keywords: [crews, doctors, nurses]")
    found = difference(released)
    assert (found["level"], found["next"]) == (PATCH, "0.1.1")
    (one,) = found["records"]
    assert (one["table"], one["record"], one["how"]) == ("recommendations", "watch2005-r004", "changed")
    assert {f["name"]: (f["before"], f["after"]) for f in one["fields"]}["keywords"] == (
        ["crews", "health", "nurses"],
        ["crews", "doctors", "nurses"],
    )
    assert [f["name"] for f in one["fields"]] == ["in_our_words", "keywords"]
    text = run("release", root=released).out
    assert "**changed** `watch2005-r004`" in text and "`keywords`: + `doctors`, − `health`" in text
    assert "Next version: **0.1.1** (patch: corrections only)." in text


def test_what_changes_in_the_tables_is_counted(released: Path) -> None:
    replace(released, GUILD, "label: ", "label: The ")
    counts = {c["table"]: c for c in difference(released)["counts"]}
    assert counts["actors"]["changed"] == 1 and counts["actors"]["before"] == counts["actors"]["now"]
    with_label = {"actors", "actor_names", "recommendations", "recommendation_actors"}
    assert {n for n, c in counts.items() if c["changed"]} == with_label


def test_an_added_record(released: Path) -> None:
    actor(released, "heron-club")
    found = difference(released)
    assert (found["level"], found["next"], found["added"]) == (
        MINOR,
        "0.2.0",
        [{"table": "actors", "record": "heron-club"}],
    )
    assert [(c["record"], c["how"]) for c in found["records"]] == [("heron-club", "added")]
    assert [(c["table"], c["added"]) for c in found["counts"] if c["added"]] == [("actors", 1), ("fact_sources", 1)]


def test_a_proposed_recommendation_is_shown_and_asks_for_a_patch_only(released: Path) -> None:
    text = (released / WATCH).read_text(encoding="utf-8")
    drop(released, "watch2005-r008")
    commit(released, "one fewer", "v0.2.0")
    block = next(b for b in text.split("\n\n") if "recommendation_id: watch2005-r008" in b).replace(
        "machine-coded", "proposed"
    )
    with (released / WATCH).open("a", encoding="utf-8") as file:
        file.write("\n" + block.strip("\n") + "\n")
    found = difference(released, "--since", "0.2.0")
    (one,) = [r for r in found["records"] if r["how"] == "added"]
    assert one["proposed"] and found["added"] == []
    told = run("release", "--since", "0.2.0", "--diff", root=released).out
    assert "<summary>recommendations, proposed: not in the tables (1)" in told
    assert "- recommendations: 1 proposed ones, which are not in the tables" in told
    commit(released, "a proposal", "v0.2.1")
    replace(released, WATCH, "review_status: proposed", "review_status: machine-coded")
    told = run("release", "--since", "v0.2.1", "--diff", root=released).out  # it has reached the tables
    assert "- recommendations: 1 added" in told and "**added** `watch2005-r008`; in_our_words `" in told


def test_the_review_of_a_new_document_is_short(released: Path, tmp_path: Path) -> None:
    """Counts come first, five fields a record, passages and hashes folded, less than 200 lines."""
    for name in ("overview", "uplands"):  # the longest, and a middling one
        shutil.copy(ROOT / "tests" / "held-out" / f"{name}.txt", tmp_path)
        assert run("new_source", tmp_path / f"{name}.txt", "--id", f"{name}1", root=released).code == 0
    told = run("release", "--diff", root=released).out
    heads = [line for line in told.split("\n") if line.startswith(("#", "<details>"))]
    assert heads[1:3] == ["## Effect on published numbers", "## Records"]
    assert len(told.split("\n")) < 200 and "anchor" not in told and "fingerprint" not in told
    line = next(x for x in told.split("\n") if "`overview1-r001`" in x)
    assert line.count("; ") >= 4 and line.count("`") <= 2 * 6
    assert "<details><summary>passages (" in told and "from `overview1-p001` to" in told


def test_hashes_that_change_are_only_named(released: Path) -> None:
    passages = "data/records/sources/watch2005/passages.yaml"
    text = (released / passages).read_text(encoding="utf-8")
    old = text[text.index("anchor: ") :].split("\n")[0]
    (released / passages).write_text(text.replace(old, "anchor: " + "0" * 32, 1), encoding="utf-8")
    told = run("release", "--diff", root=released).out
    assert "recomputed: `anchor`" in told and "0000" not in told


def test_a_retired_record_is_told_with_its_entry(released: Path) -> None:
    drop(released, "watch2005-r008")
    retire(released, "watch2005-r008")
    found = difference(released)
    one = {r["record"]: r for r in found["records"]}["watch2005-r008"]
    assert (one["how"], one["reason"], found["vanished"]) == ("retired", "It was no request.", [])
    assert (found["level"], found["next"]) == (MAJOR, "1.0.0")
    before, now = found["requests"]
    assert now == before - 1
    text = run("release", root=released).out
    assert (
        f"Distinct requests: {before} before, **{now}** now." in text
        and "**retired** `watch2005-r008`: `It was no request.`" in text
    )


def test_since_any_name_that_git_knows(released: Path) -> None:
    replace(released, GUILD, "label: ", "label: The ")
    build(released)
    commit(released, "a label", "v0.1.1")
    assert difference(released)["records"] == []
    for since in ("0.1.0", "v0.1.0", "HEAD~1"):
        assert [r["record"] for r in difference(released, "--since", since)["records"]] == ["harbour-guild"]


def test_a_difference_is_told_where_records_have_errors(released: Path) -> None:
    replace(released, GUILD, "actor_type: ", "actor_type: x")
    result = run("release", "--diff", root=released)
    assert result.code == 0 and "**changed** `harbour-guild`" in result.out and "could not be built" in result.out
    result = run("release", root=released)
    assert result.code == 1 and "K" in result.err and "nothing was written" in result.err


def test_a_long_difference_is_cut(released: Path) -> None:
    for n in range(5):
        actor(released, f"club-{n}")
    text = run("release", "--limit", "2", root=released).out
    assert text.count("**added**") == 2 and "and 3 more records" in text and "actors: 5 added" in text


def test_values_cannot_escape_into_markdown() -> None:
    assert _code("a ``b`` <img src=x> @c\n# d") == "``` a ``b`` <img src=x> @c # d ```"


# The recipe


def test_a_field_or_table_asks_for_its_level(released: Path) -> None:
    actor = definition(released, "actor")
    added = {"type": "string", "title": "Nickname", "description": "What friends call it.", "examples": ["The Guild"]}
    define(released, "actor", actor | {"properties": actor["properties"] | {"nickname": added}})
    assert [(d["level"], d["text"]) for d in difference(released)["definitions"]] == [
        (MINOR, "the field actors.nickname was added")
    ]
    build(released)
    commit(released, "a field", "v0.2.0")
    define(released, "actor", actor)
    found = difference(released)
    assert (found["level"], found["next"]) == (MAJOR, "1.0.0")
    assert [d["text"] for d in found["definitions"]] == ["the field actors.nickname was removed"]
    properties = dict(reversed(actor["properties"].items()))
    define(released, "actor", actor | {"properties": properties})
    assert "the fields of actors are in another order" in [d["text"] for d in difference(released)["definitions"]]
    define(released, "actor", actor)
    name = actor["properties"]["note"] | {"type": "integer"}
    define(
        released,
        "actor",
        actor
        | {
            "properties": actor["properties"]
            | {"note": {k: v for k, v in name.items() if k not in ("pattern", "maxLength")} | {"examples": [1]}}
        },
    )
    assert "the field actors.note has another type" in [d["text"] for d in difference(released)["definitions"]]


def test_a_removed_table_asks_for_a_major_version(released: Path) -> None:
    (released / "schemas/records/coverage.schema.json").unlink()
    (released / "data/records/coverage.yaml").unlink()
    assert ("the table coverage was removed", MAJOR) in [
        (d["text"], d["level"]) for d in difference(released)["definitions"]
    ]
    (released / "schemas/records/coverage.schema.json").write_text(
        (ROOT / "schemas/records/coverage.schema.json").read_text(encoding="utf-8"), encoding="utf-8"
    )


def test_a_smaller_version_is_refused(released: Path) -> None:
    actor(released, "heron-club")
    for asked in ("0.1.0", "0.1.9"):
        result = run("release", "--write", "--version", asked, root=released)
        assert result.code == 1 and f"{asked} is too small" in result.err and "0.2.0" in result.err
    assert "version: 0.1.0" in (released / "data/records/package.yaml").read_text(encoding="utf-8")
    unknown = run(
        "release", "--write", "--version", "0.3.0", root=released
    )  # the new record would not be in the commit
    assert unknown.code == 1 and "heron-club.yaml would not be committed" in unknown.err
    assert "version: 0.1.0" in (released / "data/records/package.yaml").read_text(encoding="utf-8")
    git(released, "add", "-A")
    assert run("release", "--write", "--version", "0.3.0", root=released).code == 0


def test_nothing_to_release_is_refused(released: Path) -> None:
    result = run("release", "--write", root=released)
    assert result.code == 1 and "nothing has changed since 0.1.0" in result.err
