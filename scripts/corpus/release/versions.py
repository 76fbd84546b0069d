"""Versions, and the content of earlier ones, read from git."""

from __future__ import annotations

import contextlib
import csv
import io
import os
import re
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

from corpus.derive.tables import Table, cell
from corpus.model.published import PUBLISHED, published_in
from corpus.model.records import Corpus, read_corpus
from corpus.model.schema import Schema

MAJOR, MINOR, PATCH = "major", "minor", "patch"
_NUMBER = re.compile(r"(?:v)?(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)")

# Rows of one table by key; each maps columns to cells, as written in a CSV file.
Rows = dict[tuple[str, ...], dict[str, str]]


@dataclass(frozen=True, order=True)
class Version:
    """Three numbers; ``v1.2.0`` is the tag of ``1.2.0``."""

    major: int
    minor: int
    patch: int

    @classmethod
    def parse(cls, text: str) -> Version | None:
        found = _NUMBER.fullmatch(text)
        return cls(*map(int, found.groups())) if found else None

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}.{self.patch}"

    @property
    def tag(self) -> str:
        return f"v{self}"

    def raised(self, level: str) -> Version:
        """The next version after changes of a level."""
        if level == MAJOR:
            return Version(self.major + 1, 0, 0)
        if level == MINOR:
            return Version(self.major, self.minor + 1, 0)
        return Version(self.major, self.minor, self.patch + 1)


class NoHistory(ValueError):
    """Git, the repository or the requested version was not found."""


def git(root: Path, *arguments: str) -> bytes:
    """The output of git in the repository whose top folder is ``root``; raises NoHistory."""
    # Git hooks set GIT_DIR and similar variables for their own repository; ours is the one at root.
    environment = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")} | {"LC_ALL": "C"}
    try:
        done = subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, env=environment)
    except OSError as error:
        raise NoHistory(f"git cannot be run: {error.strerror}") from None
    if done.returncode:
        raise NoHistory(done.stderr.decode("utf-8", "replace").strip().split("\n")[0] or f"git {arguments[0]} failed")
    return done.stdout


def is_repository(root: Path) -> bool:
    """Whether ``root`` is the top folder of a git repository, not merely inside one."""
    try:
        return Path(git(root, "rev-parse", "--show-toplevel").decode().strip()).resolve() == root.resolve()
    except NoHistory:
        return False


def last_version(root: Path) -> Version | None:
    """The newest released version, from published identifiers or tags; None before the first release."""
    text = (root / PUBLISHED).read_text(encoding="utf-8") if (root / PUBLISHED).is_file() else ""
    names = list(published_in(text).values())
    with contextlib.suppress(NoHistory):  # no git, or a new repository without HEAD
        tags = git(root, "tag", "--merged", "HEAD", "--list", "v[0-9]*").decode().split() if is_repository(root) else []
        names += [tag[1:] for tag in tags]
    return max(filter(None, map(Version.parse, set(names))), default=None)


def commit_of(root: Path, name: str) -> str:
    """The commit of a version (``1.2.0``) or of any name that git knows; raises NoHistory.

    A version has a tag, or else the commit of ``make tag``, whose subject names it.
    """
    version = Version.parse(name)
    for candidate in [version.tag, name] if version else [name]:
        with contextlib.suppress(NoHistory):
            found = git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", candidate + "^{commit}")
            return found.decode().strip()
    named = f"--grep=^Version {version}$"
    if version and is_repository(root) and (found := git(root, "log", "-1", "--format=%H", named).strip()):
        return found.decode()
    why = "" if is_repository(root) else ": it has no git history"
    raise NoHistory(f"there is no version {name} in this repository{why}")


def files_of(root: Path, commit: str, *paths: str) -> dict[str, bytes]:
    """The files of a commit below these paths, by path; {} if there are none."""
    try:
        packed = git(root, "archive", "--format=tar", commit, "--", *paths)
    except NoHistory as error:
        if "did not match" in str(error):
            return {}
        raise
    with tarfile.open(fileobj=io.BytesIO(packed)) as tar:
        return {m.name: file.read() for m in tar if m.isfile() and (file := tar.extractfile(m))}


@dataclass
class Published:
    """The content of one version: its records and definitions, and the rows of its tables."""

    corpus: Corpus
    rows: dict[str, Rows]

    @property
    def version(self) -> Version | None:
        return Version.parse(str(self.corpus.package.get("version", "")))


def published(root: Path, commit: str) -> Published:
    """Read a commit: its records by its own definitions, its tables as they were checked in."""
    files = files_of(root, commit, "schemas") | files_of(root, commit, "data")
    if not any(p.startswith("data/records/") for p in files):
        raise NoHistory(f"the commit {commit[:12]} has no records")
    with tempfile.TemporaryDirectory(prefix="corpus-") as name:
        folder = Path(name)
        for path, data in files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data)
        corpus = read_corpus(folder)
    return Published(corpus, {n: rows_of(files.get(s.table["path"], b""), s) for n, s in corpus.schemas.tables.items()})


def rows_of(data: bytes, schema: Schema) -> Rows:
    """The rows of a CSV file by key; {} if the key is not among its columns."""
    lines = csv.DictReader(io.StringIO(data.decode("utf-8-sig", "replace")))
    key = schema.key
    if not set(key) <= set(lines.fieldnames or ()):
        return {}
    return {tuple(row[k] for k in key): row for row in lines}


def rows_now(table: Table) -> Rows:
    """The rows of a table, in the form in which ``rows_of`` reads them from its file."""
    names = [c.name for c in table.columns]
    return {tuple(cell(r.cells[k]) for k in table.key): {n: cell(r.cells[n]) for n in names} for r in table.rows}


def lasting(corpus: Corpus) -> list[str]:
    """The tables with permanent identifiers: those that ``retired`` may name."""
    kind = corpus.schemas.kinds.get("retired")
    return list(kind.field("kind").definition["enum"]) if kind else []


def standing(corpus: Corpus) -> set[tuple[str, str]]:
    """The identifiers that a version of these records would publish: table and identifier."""
    return {(t, key) for t in lasting(corpus) for key, r in corpus.index(t).items() if not r.proposed}
