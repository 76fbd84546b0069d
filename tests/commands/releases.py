"""A small repository with a history and a version, and what changes it."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from corpus.model.published import PUBLISHED, with_version
from corpus.model.records import read_corpus
from corpus.release.versions import standing
from helpers import run

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


def difference(root: Path, *arguments: str) -> dict:
    result = run("release", "--format", "json", "--diff", *arguments, root=root)
    assert result.code == 0, result.err
    return json.loads(result.out)


def changes(root: Path) -> dict[tuple[str, str], dict]:
    return {(c["table"], c["record"]): c for c in difference(root)["records"]}
