"""Fixtures of rules: one small change each, and the complete list of problems that it must give.

Each folder of ``tests/bad/`` is named after a rule and holds a ``change.yaml``: the smallest change
of ``tests/good/`` that breaks that rule alone. Each folder of ``tests/packages/`` (except ``good``, ``whole`` and
``public``) does the same for ``tests/packages/good`` and the general rules; one whose name begins with
OK breaks none. The keys of ``change.yaml``:

``why``          one line.
``edits``        a list; each entry has ``file`` (below the repository) and one of

                 - ``replace`` (occurs there once) and ``with``; with ``record``, it occurs once in this
                   record of a list, which keeps an edit apart from fields that are added beside it,
                 - ``append``, ``write`` (the whole file), ``delete: true``,
                 - ``bytes``, alone (the whole file) or with ``replace``: text in which ``\\xE9`` is the
                   byte E9, for what YAML cannot hold.
``build``        ``false``: leave the tables as they are after the change.
``frictionless`` in tests/bad, ``true``: ask the reference validator too; in tests/packages, what that
                 says of the same cells where it differs: ``nothing``, or a sentence.
``expect``       the complete list of problems. ``pytest --accept`` writes it. Words are compared only where they
                 are computed: a key such as ``expected`` that one of the problems has is compared in all.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import yaml

from helpers import TESTS, edit_file, run

ALWAYS = ("code", "level", "path", "line", "column")
OPTIONAL = ("row", "record", "field")
Bench = tuple[Path, dict[Path, bytes]]


@dataclass(frozen=True)
class Case:
    """One folder: its change of a good repository or package."""

    file: Path
    change: dict
    pinned: tuple[str, ...]  # the keys of a problem that ``expect`` always holds

    @property
    def name(self) -> str:
        return self.file.parent.name

    @property
    def code(self) -> str | None:
        """The rule that the change breaks, alone; None where it breaks none."""
        code = self.name.split("-")[0]
        return None if code == "OK" else code

    @property
    def arguments(self) -> list[str]:
        return ["--frictionless"] if self.change.get("frictionless") is True else []

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of a problem that are compared: those that are pinned, and others that ``expect`` names."""
        more = {k for p in self.change["expect"] or [] for k in p}
        return (*self.pinned, *sorted(more - {*self.pinned}))

    @property
    def expected(self) -> list[dict]:
        return [{k: p.get(k) for k in self.keys} for p in self.change["expect"] or []]

    def apply(self, root: Path) -> None:
        """Make the change."""
        for edit in self.change["edits"]:
            edit_file(root / edit["file"], edit)

    def check(self, problems: list[dict]) -> None:
        """Exactly what is expected, and only of the rule after which the case is named."""
        assert [{k: p[k] for k in self.keys} for p in problems] == self.expected
        assert {p["code"] for p in problems} == ({self.code} if self.code else set())

    def accepted(self, problems: list[dict]) -> Case:
        """The case with these problems as its ``expect``, written to its file where that says something else.

        Raises ValueError where they are not problems of the rule after which the case is named: such a
        fixture shows another fault than it should, and a person has to look at its edits.
        """
        others = {p["code"] for p in problems} ^ ({self.code} if self.code else set())
        if others:
            got = ", ".join(f"{p['code']} at {p['path']}:{p['line']}" for p in problems) or "no problem"
            raise ValueError(f"{self.name}: not accepted: expected only {self.code or 'no problem'}, got {got}")
        now = [{k: p[k] for k in self.keys} for p in problems]
        if now == self.expected:
            return self
        text = self.file.read_text(encoding="utf-8")
        head, mark, old = text.partition("\nexpect:")
        kept = re.search(r"^(?![ \n#-]).*", old.split("\n", 1)[1], re.M | re.S)  # keys after ``expect``
        text = head + mark + written(now, self.keys) + (kept[0] if kept else "")
        self.file.write_text(text, encoding="utf-8", newline="\n")
        return read(self.file, self.pinned)


def written(problems: list[dict], pinned: tuple[str, ...]) -> str:
    """The YAML of ``expect``: one problem per line; a record, field or row that is unknown is left out."""
    lines = []
    for p in problems:
        shown = {k: p[k] for k in pinned if p[k] is not None or k not in OPTIONAL}
        text = yaml.safe_dump(shown, default_flow_style=True, sort_keys=False, allow_unicode=True, width=10_000)
        lines.append(f"  - {text.strip()}\n")
    return "\n" + "".join(lines) if lines else " []\n"


def read(file: Path, pinned: tuple[str, ...]) -> Case:
    return Case(file, yaml.safe_load(file.read_text(encoding="utf-8")), pinned)


RULES = [read(p, (*ALWAYS, "record", "field")) for p in sorted(TESTS.glob("bad/*/change.yaml"))]
PACKAGES = [read(p, (*ALWAYS, "row", "field")) for p in sorted(TESTS.glob("packages/*/change.yaml"))]


def bench_of(good: Path, folder: Path) -> Bench:
    """One copy of a good repository, and what its files hold: each case changes it and puts it back."""
    root = folder / "repository"
    shutil.copytree(good, root)
    return root, {p: p.read_bytes() for p in root.rglob("*") if p.is_file()}


@contextmanager
def changed(bench: Bench, case: Case) -> Iterator[Path]:
    """The repository with the change of a case, for as long as it is looked at."""
    root, before = bench
    assert all(p.read_bytes() == data for p, data in before.items())
    try:
        case.apply(root)
        yield root
    finally:
        for path in root.rglob("*"):
            if path.is_file() and path not in before:
                path.unlink()
        for path, data in before.items():
            if not path.is_file() or path.read_bytes() != data:
                path.write_bytes(data)


def problems_of(case: Case, root: Path, build: bool = True) -> list[dict]:
    """All problems of a changed repository, by the public command; tables are built anew where the records allow."""
    result = run("validate", "--format", "json", *case.arguments, root=root)
    if build and case.change.get("build", True) and '"P001"' in result.out:
        run("build", root=root)
        result = run("validate", "--format", "json", *case.arguments, root=root)
    assert result.err == ""
    return json.loads(result.out)["problems"]
