"""Versions and what lies between them, on small repositories made for each test."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from corpus.model.changelog import entry_of, with_entry
from corpus.model.published import PUBLISHED, published, with_version
from corpus.model.records import read_corpus
from corpus.release.changes import _code
from corpus.release.versions import MAJOR, MINOR, PATCH, Version, last_version, standing
from helpers import ROOT, run

WATCH = "data/records/sources/watch2005/recommendations.yaml"
GUILD = "data/records/actors/harbour-guild.yaml"
CHANGELOG = "# Changelog\n\nWhat changed.\n\n## Unreleased\n\n- The first records.\n"


def git(root: Path, *arguments: str) -> str:
    identity = [
        "-c",
        "user.name=Test",
        "-c",
        "user.email=test@example.org",
        "-c",
        "commit.gpgsign=false",
        "-c",
        "tag.gpgsign=false",
    ]
    done = subprocess.run(
        ["git", "-C", str(root), *identity, *arguments], capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def commit(root: Path, message: str, tag: str | None = None) -> None:
    git(root, "add", "-A")
    git(root, "commit", "-qm", message)
    if tag:
        git(root, "tag", tag)


def build(root: Path) -> None:
    assert run("build", root=root).code == 0


def replace(root: Path, file: str, old: str, new: str) -> None:
    text = (root / file).read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
    (root / file).write_text(text.replace(old, new), encoding="utf-8")


def definition(root: Path, kind: str) -> dict:
    return json.loads((root / "schemas" / "records" / f"{kind}.schema.json").read_text(encoding="utf-8"))


def define(root: Path, kind: str, document: dict) -> None:
    (root / "schemas" / "records" / f"{kind}.schema.json").write_text(
        json.dumps(document, indent=2) + "\n", encoding="utf-8"
    )


def drop(root: Path, identifier: str) -> None:
    """Delete the record of a recommendation."""
    blocks = (root / WATCH).read_text(encoding="utf-8").split("\n\n")
    kept = [b for b in blocks if f"recommendation_id: {identifier}\n" not in b]
    assert len(kept) == len(blocks) - 1
    (root / WATCH).write_text("\n\n".join(kept).rstrip("\n") + "\n", encoding="utf-8")


def retire(root: Path, identifier: str, kind: str = "recommendations") -> None:
    with (root / "data/records/retired.yaml").open("a", encoding="utf-8") as file:
        file.write(f"- retired_id: {identifier}\n  kind: {kind}\n  reason: It was no request.\n  version: 1.0.0\n")


def promise(root: Path, version: str) -> None:
    """Write down what a version publishes, as the command does."""
    corpus, path = read_corpus(root), root / PUBLISHED
    path.write_text(
        with_version(path.read_text() if path.is_file() else "", version, standing(corpus)), encoding="utf-8"
    )


def actor(root: Path, identifier: str) -> None:
    """Write the record of a new actor."""
    unknown = "  - field: country\n    basis: unknown\n    note: Sought and not found.\n"
    text = (
        f"actor_id: {identifier}\nname: Club of {identifier}\nlabel: Club of {identifier}\nactor_type: ngo\n"
        f"website: https://example.org/{identifier}\nfacts:\n{unknown}"
    )
    (root / "data/records/actors" / f"{identifier}.yaml").write_text(text, encoding="utf-8")


@pytest.fixture
def released(good: Path) -> Path:
    """The good repository with a history and one version, 0.1.0."""
    (good / "CHANGELOG.md").write_text(CHANGELOG, encoding="utf-8")
    (good / "README.md").write_text("# Requests\n", encoding="utf-8")
    (good / "CITATION.cff").write_text("cff-version: 1.2.0\nversion: 0.1.0\n", encoding="utf-8")
    (good / ".gitattributes").write_text("* text=auto eol=lf\n", encoding="utf-8")
    git(good, "init", "-q")
    promise(good, "0.1.0")
    commit(good, "Version 0.1.0", "v0.1.0")
    return good


def difference(root: Path, *arguments: str) -> dict:
    result = run("release", "--format", "json", "--diff", *arguments, root=root)
    assert result.code == 0, result.err
    return json.loads(result.out)


def changes(root: Path) -> dict[tuple[str, str], dict]:
    return {(c["table"], c["record"]): c for c in difference(root)["records"]}


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
    assert "computed anew: `anchor`" in told and "0000" not in told


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
    assert "the fields of actors stand in another order" in [d["text"] for d in difference(released)["definitions"]]
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


# Identifiers that vanish


def test_a_vanished_identifier_is_an_error_of_the_release_and_of_the_validator(released: Path) -> None:
    drop(released, "watch2005-r008")
    (problem,) = [
        p
        for p in json.loads(run("validate", "--format", "json", root=released).out)["problems"]
        if p["level"] == "error"
    ]
    assert (problem["code"], problem["record"], problem["path"]) == (
        "P003",
        "watch2005-r008",
        "data/records/retired.yaml",
    )
    assert "first in version 0.1.0" in problem["message"] and "kind: recommendations" in problem["hint"]
    assert difference(released)["vanished"] == [{"table": "recommendations", "record": "watch2005-r008"}]
    assert run("release", root=released).code == 1
    retire(released, "watch2005-r008")
    build(released)
    assert run("validate", root=released).code == 0
    assert run("release", root=released).code == 0


def test_a_vanished_term_is_retired_by_vocabulary_and_code(released: Path) -> None:
    path = released / "data/records/vocabularies/coverage-kind.yaml"
    before = path.read_text(encoding="utf-8")
    path.write_text(
        before + "- code: series\n  label: Series\n  rank: 3\n  definition: A row of meetings.\n", encoding="utf-8"
    )
    build(released)
    promise(released, "0.2.0")
    commit(released, "a term", "v0.2.0")
    path.write_text(before, encoding="utf-8")
    report = json.loads(run("validate", "--stale", "warn", "--format", "json", root=released).out)
    assert "coverage-kind/series" in [p["record"] for p in report["problems"] if p["code"] == "P003"]
    retire(released, "coverage-kind/series", "terms")
    report = json.loads(run("validate", "--stale", "warn", "--format", "json", root=released).out)
    assert [p for p in report["problems"] if p["level"] == "error"] == []


def test_the_promise_is_kept_without_git_and_tags(released: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drop(released, "watch2005-r008")

    def codes() -> list[str]:
        found = json.loads(run("validate", "--format", "json", "--stale", "warn", root=released).out)["problems"]
        return [p["code"] for p in found if p["level"] == "error"]

    assert codes() == ["P003"]
    monkeypatch.setenv("PATH", "")
    assert codes() == ["P003"]
    monkeypatch.undo()
    git(released, "tag", "-d", "v0.1.0")
    assert codes() == ["P003"]
    assert difference(released)["since"] == "0.1.0"  # the commit that is named like the version
    shutil.rmtree(released / ".git")
    assert codes() == ["P003"]
    assert "there is no version 0.1.0 in this repository" in run("release", root=released).err


def test_a_line_of_the_list_that_cannot_be_read_is_named(released: Path) -> None:
    (released / PUBLISHED).write_text("0.1.0 actors\n", encoding="utf-8")
    result = run("validate", root=released)
    assert (result.code, result.err.split(": ")[1]) == (2, f"{PUBLISHED}:1")


def test_our_own_repository_has_a_next_version() -> None:
    """1.0.0 counts as released, whether or not this copy of the repository has its tag."""
    corpus = read_corpus(ROOT)
    assert "1.0.0" in published(corpus).values() and len(published(corpus)) > 1000
    assert last_version(ROOT) >= Version(1, 0, 0)


def test_write_adds_what_is_new_to_the_list(released: Path) -> None:
    before = (released / PUBLISHED).read_text(encoding="utf-8")
    actor(released, "night-club")
    build(released)
    git(released, "add", "-A")
    told = run("release", "--write", root=released)
    assert told.code == 0 and "homepage" in told.err and "contact" in told.err  # warnings
    assert (released / PUBLISHED).read_text(encoding="utf-8") == before + "0.2.0 actors night-club\n"


# Writing a version


def test_write_sets_version_changelog_and_tables(released: Path) -> None:
    replace(released, WATCH, "in each of the ports", "in all of the ports")
    result = run("release", "--write", "--date", "2031-02-03", root=released)
    assert result.code == 0, result.err
    assert "version: 0.1.1\n" in (released / "data/records/package.yaml").read_text(encoding="utf-8")
    assert "\nversion: 0.1.1\n" in (released / "CITATION.cff").read_text(encoding="utf-8")
    assert json.loads((released / "datapackage.json").read_text(encoding="utf-8"))["version"] == "0.1.1"
    assert (released / "CHANGELOG.md").read_text(encoding="utf-8") == (
        "# Changelog\n\nWhat changed.\n\n## Unreleased\n\n## 0.1.1 – 2031-02-03\n\n- The first records.\n"
        "- Data: recommendations: 1 changed.\n"
    )
    assert run("validate", root=released).code == 0
    commit(released, "Version 0.1.1", "v0.1.1")
    assert difference(released, "--since", "0.1.0")["level"] == PATCH


def test_the_first_version_is_the_one_of_the_package(good: Path) -> None:
    (good / "CHANGELOG.md").write_text(CHANGELOG, encoding="utf-8")
    git(good, "init", "-q")
    commit(good, "all")
    assert "the first one would be 0.1.0" in run("release", root=good).out
    result = run("release", "--write", "--date", "2031-02-03", root=good)
    assert result.code == 0, result.err
    assert "## 0.1.0 – 2031-02-03\n\n- The first records.\n" in (good / "CHANGELOG.md").read_text(encoding="utf-8")


def test_entries_of_the_changelog() -> None:
    once = with_entry(CHANGELOG, "1.0.0", "2031-01-01", ["- b"])
    twice = with_entry(once.replace("## Unreleased\n", "## Unreleased\n\n- c\n"), "1.1.0", "2031-01-02", [])
    assert entry_of(twice, "1.0.0") == ("2031-01-01", "\n- The first records.\n- b\n".lstrip("\n"))
    assert entry_of(twice, "1.1.0") == ("2031-01-02", "- c\n")
    assert entry_of(twice, "1") == (None, "")
    assert [line for line in twice.split("\n") if line.startswith("#")] == [
        "# Changelog",
        "## Unreleased",
        "## 1.1.0 – 2031-01-02",
        "## 1.0.0 – 2031-01-01",
    ]
    with pytest.raises(Exception, match="already"):
        with_entry(twice, "1.0.0", "2031-01-03", [])
    assert (
        with_entry("", "1.0.0", "2031-01-01", [])
        == "# Changelog\n\n## Unreleased\n\n## 1.0.0 – 2031-01-01\n\n- No change of the data.\n"
    )


def test_what_cannot_run(released: Path, tmp_path: Path) -> None:
    for arguments in (
        ["--since", "9.9.9"],
        ["--since", "--all"],
        ["--version", "1.2", "--write"],
        ["--date", "today", "--write"],
        ["--date", "2031-13-01", "--write"],
        ["--date", "2031-2-3", "--write"],
        ["--write", "--diff"],
    ):
        result = run("release", *arguments, root=released)
        assert result.code == 2 and len(result.err.strip().splitlines()) == 1 and "Traceback" not in result.err, (
            arguments
        )
    assert run("release", "--since", "0.1.0", root=tmp_path).code == 2
    help_text = run("release", "--help")
    assert help_text.code == 0 and "examples:" in help_text.out and "exit codes:" in help_text.out


# The archive


def archive_of(clone: Path, out: Path, **environment: str) -> dict[str, str]:
    """SHA-256 of each file that a clone's release leaves, made in a process of its own."""
    command = f'umask {environment.pop("UMASK")}; exec "$@"'
    script = [sys.executable, str(ROOT / "scripts" / "release.py"), "--root", str(clone), "--archive", str(out)]
    keep = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "PYTHON"))}
    done = subprocess.run(
        ["sh", "-c", command, "sh", *script], capture_output=True, text=True, encoding="utf-8", env=keep | environment
    )
    assert done.returncode == 0, done.stderr
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(out.iterdir())}


def test_the_archive_is_the_same_from_any_clone(released: Path, tmp_path: Path) -> None:
    replace(released, WATCH, "in each of the ports", "in all of the ports")
    assert run("release", "--write", "--date", "2031-02-03", root=released).code == 0
    commit(released, "Version 0.1.1", "v0.1.1")
    one, two = tmp_path / "a", tmp_path / "another place" / "ünd tief"
    for clone in (one, two):
        clone.parent.mkdir(exist_ok=True)
        git(released, "clone", "-q", str(released), str(clone))
    for path in two.rglob("*.csv"):
        os.utime(path, (86400, 86400))
        path.chmod(0o600)
    git(two, "config", "core.fileMode", "false")
    first = archive_of(one, tmp_path / "out1", UMASK="022", TZ="UTC", LANG="C", PYTHONHASHSEED="1")
    second = archive_of(
        two,
        tmp_path / "out 2",
        UMASK="077",
        TZ="Pacific/Kiritimati",
        LANG="tr_TR.UTF-8",
        LC_ALL="tr_TR.UTF-8",
        PYTHONHASHSEED="2",
    )
    assert first == second and sorted(first) == [
        "SHA256SUMS.txt",
        "notes.md",
        "river-watch-requests-0.1.1.zip",
        "zenodo.json",
    ]
    sums = dict(
        reversed(line.split("  "))
        for line in (tmp_path / "out1" / "SHA256SUMS.txt").read_text(encoding="utf-8").splitlines()
    )
    assert sums == {n: h for n, h in first.items() if n != "SHA256SUMS.txt"}
    with zipfile.ZipFile(tmp_path / "out1" / "river-watch-requests-0.1.1.zip") as z:
        names = {n.split("/", 1)[1] for n in z.namelist()}
        assert {"datapackage.json", "data/recommendations.csv", "CHANGELOG.md", "SHA256SUMS.txt"} <= names
    deposit = json.loads((tmp_path / "out1" / "zenodo.json").read_text(encoding="utf-8"))["metadata"]
    assert (deposit["version"], deposit["publication_date"], deposit["license"]) == ("0.1.1", "2031-02-03", "cc-by-4.0")
    assert (tmp_path / "out1" / "notes.md").read_text(
        encoding="utf-8"
    ) == "- The first records.\n- Data: recommendations: 1 changed.\n"


def test_an_archive_is_made_of_what_is_committed_and_fresh_only(released: Path, tmp_path: Path) -> None:
    result = run("release", "--archive", tmp_path / "out", root=released)
    assert result.code == 1 and "has no entry for 0.1.0" in result.err
    replace(released, WATCH, "in each of the ports", "in all of the ports")
    result = run("release", "--archive", tmp_path / "out", root=released)
    assert result.code == 1 and "P001" in result.err
    build(released)
    result = run("release", "--archive", tmp_path / "out", root=released)
    assert result.code == 1 and "not committed" in result.err
    (released / "data/records/actors/new.yaml").write_text(
        "actor_id: new\nname: New Club\nlabel: New Club\nactor_type: forum\n", encoding="utf-8"
    )
    build(released)
    git(released, "commit", "-qam", "All that git knows")
    result = run("release", "--archive", tmp_path / "out", root=released)
    assert result.code == 1 and "new.yaml would not be committed" in result.err
    assert not (tmp_path / "out").exists()
