"""Identifiers that vanish, the version that is written, and its archive."""

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
from releases import CHANGELOG, WATCH, actor, build, commit, difference, drop, git, promise, replace, retire

from corpus.model.changelog import entry_of, with_entry
from corpus.model.published import PUBLISHED, published
from corpus.model.records import read_corpus
from corpus.release.versions import PATCH, Version, last_version
from helpers import ROOT, run

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


@pytest.mark.data
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
    assert result.code == 1 and "uncommitted changes" in result.err
    (released / "data/records/actors/new.yaml").write_text(
        "actor_id: new\nname: New Club\nlabel: New Club\nactor_type: forum\n", encoding="utf-8"
    )
    build(released)
    git(released, "commit", "-qam", "All that git knows")
    result = run("release", "--archive", tmp_path / "out", root=released)
    assert result.code == 1 and "new.yaml would not be committed" in result.err
    assert not (tmp_path / "out").exists()
