"""Small things that several test modules do with a repository."""

from __future__ import annotations

import contextlib
import io
import os
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from corpus.commands import cli
from dpcheck.catalogue import REGISTRY as GENERAL

TESTS = Path(__file__).resolve().parent
ROOT = TESTS.parent
GOOD = TESTS / "good"  # documents/ and data/records/, all invented; no table is kept


def rule_link(code: str) -> str:
    """A Markdown link to a rule: on GitHub to the folder it stands in, on the site to its page."""
    folder = "dpcheck/catalogue" if code in GENERAL else "corpus/rules"
    return f"[{code}](../scripts/{folder}#rules/{code}.md)"


@dataclass(frozen=True)
class Result:
    """What a command left behind: exit code, standard output, standard error."""

    code: int
    out: str
    err: str


def run(command: str, *arguments: object, root: Path | None = None) -> Result:
    """Run a command as its script does, for ``root`` where given; what it prints is caught."""
    out, err = io.StringIO(), io.StringIO()
    place = [] if root is None else ["--root", str(root)]
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = cli.run(command, [*place, *map(str, arguments)])
        except SystemExit as stop:  # argparse: --help, or arguments that cannot be
            code = stop.code if isinstance(stop.code, int) else 1
    return Result(code, out.getvalue(), err.getvalue())


def need(condition: object, reason: str) -> None:
    """Skip the test where ``condition`` does not hold; with REQUIRE_ALL=1 nothing is skipped, it fails."""
    if not condition:
        (pytest.fail if os.environ.get("REQUIRE_ALL") == "1" else pytest.skip)(reason)


def change(path: Path, *pairs: tuple[str, str]) -> None:
    """Replace texts of which each stands in the file once."""
    text = path.read_text(encoding="utf-8")
    for old, new in pairs:
        assert text.count(old) == 1, (path.name, old, text.count(old))
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


def contents(root: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path."""
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}


def edit_file(path: Path, edit: dict) -> None:
    """Make one change of a case: tests/cases.py says how they are written."""
    if edit.get("delete"):
        path.unlink()
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    if "append" in edit:
        path.write_bytes(path.read_bytes() + edit["append"].encode("utf-8"))
        return
    if "bytes" in edit:
        new = re.sub(rb"\\x([0-9A-F]{2})", lambda m: bytes([int(m[1], 16)]), edit["bytes"].encode("utf-8"))
    else:  # "times" repeats it
        new = edit.get("times", 1) * edit["write" if "write" in edit else "with"].encode("utf-8")
    if "replace" in edit:
        old, data = edit["replace"].encode("utf-8"), path.read_bytes()
        start = end = 0
        if "record" in edit:  # it begins with its identifier and ends before the next one
            match = re.search(rf"^- \w+_id: {re.escape(edit['record'])}\n(?:(?!- ).*\n)*".encode(), data, re.M)
            assert match, f"there is no record {edit['record']} in {edit['file']}"
            start, end = match.span()
        part = data[start : end or len(data)]
        assert part.count(old) == 1, f"{edit['replace']!r} occurs {part.count(old)} times in {edit['file']}"
        new = data[:start] + part.replace(old, new) + data[start + len(part) :]
    path.write_bytes(new)
