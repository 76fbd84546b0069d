"""Every rule finds its fault, at its place, and nothing else. What a fixture is: tests/cases.py."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pytest

from cases import RULES, Bench, Case, bench_of, changed, problems_of
from corpus.commands import validate
from corpus.model.records import read_corpus
from corpus.rules.registry import REGISTRY, STAGES, Checked
from dpcheck.catalogue import REGISTRY as GENERAL
from dpcheck.problem import Problem
from dpcheck.report import first_of_each_cause
from helpers import GOOD, run


@dataclass(frozen=True)
class Broken:
    """A changed copy of the good repository, and every problem that was found in it."""

    case: Case
    root: Path
    problems: list[dict]


def _bench(good_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return bench_of(good_once, tmp_path_factory.mktemp("bad"))


bench = pytest.fixture(scope="module", name="bench")(_bench)
spare = pytest.fixture(scope="module", name="spare")(_bench)  # a case may still lie on the other one


@pytest.fixture(scope="module", params=RULES, ids=lambda c: c.name)
def broken(request: pytest.FixtureRequest, bench: Bench) -> Iterator[Broken]:
    """Each case in turn, looked at once for all the tests that ask for it."""
    with changed(bench, request.param) as root:
        yield Broken(request.param, root, problems_of(request.param, root))


@pytest.fixture
def printed(broken: Broken, good_once: Path, monkeypatch: pytest.MonkeyPatch):
    """The command, for how it prints what was found: nothing is read or looked for once more."""
    problems = [Problem(**p) for p in broken.problems]
    corpus = read_corpus_once(good_once)
    monkeypatch.setattr(validate, "read_corpus", lambda root: corpus)
    monkeypatch.setattr(validate, "check", lambda *arguments: Checked(problems, None))
    return lambda *arguments: run("validate", *arguments, root=broken.root), problems


read_corpus_once = lru_cache(maxsize=1)(read_corpus)


def test_good_is_good(good: Path) -> None:
    for more in ([], ["--frictionless"]):
        result = run("validate", "--format", "json", *more, root=good)
        report = json.loads(result.out)
        assert report["problems"] == []
        assert report["summary"]["errors"] == report["summary"]["warnings"] == 0
        assert report["summary"]["checked"] > 80
        assert (result.code, result.err) == (0, "")


def test_good_has_the_places_of_its_documents(good: Path) -> None:
    result = run("verify", GOOD / "documents", root=good)
    assert result.code == 0, result.out
    assert result.out.endswith(" exact\n") and "altered" not in result.out


def test_change(broken: Broken, pytestconfig: pytest.Config) -> None:
    case = broken.case.accepted(broken.problems) if pytestconfig.getoption("accept") else broken.case
    case.check(broken.problems)


def test_places_are_in_the_file(broken: Broken) -> None:
    """What is pinned is not only stable: the line is there, and so is the column."""
    for p in broken.problems:
        if p["line"] is not None:
            lines = (broken.root / p["path"]).read_bytes().decode("utf-8", "replace").split("\n")
            assert p["line"] <= len(lines)
            assert p["column"] is None or p["column"] <= len(lines[p["line"] - 1]) + 1


@pytest.mark.parametrize("code", sorted(REGISTRY))
def test_without_its_rule_a_case_fails(code: str, spare: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """These tests can fail: they do where a rule is gone, or what it kept from the builder makes that stumble."""
    case = next(c for c in RULES if c.code == code)
    monkeypatch.delitem(REGISTRY, code)
    with changed(spare, case) as root, pytest.raises((AssertionError, KeyError, TypeError)):
        case.check(problems_of(case, root, build=False))


def test_what_is_unknown_comes_with_what_is_known(broken: Broken) -> None:
    """The nearest identifier, code, field or value, or where the valid ones are; what is misspelt gets what it was."""
    for p in broken.problems:
        if (
            p["code"] in ("K002", "K003", "K004", "S003")
            and "unknown but" not in p["message"]
            or p["code"] == "S005"
            and "none of the values" in p["message"]
        ):
            assert p["hint"], p
            if "misspelt" in broken.case.name:
                known = re.fullmatch(r"Did you mean (.+)\?", p["hint"])
                assert known and known[1] in broken.case.change["edits"][0]["replace"], p


def test_text_says_where_and_how_to_mend_it(printed) -> None:
    command, problems = printed
    result = command()
    for p in problems:
        place = ":".join(str(x) for x in (p.path, p.line, p.column) if x is not None)
        assert f"{place}: {p.level} {p.code}" in result.out
        assert p.message in result.out
        assert p.hint is None or f"fix: {p.hint}" in result.out
        assert p.url == f"rules/{p.code}.html" and f"see: scripts/validate.py --explain {p.code}" in result.out
    errors = sum(p.level == "error" for p in problems)
    warnings = len(problems) - errors
    said = f"{errors} error{'s' * (errors != 1)}, {warnings} warning{'s' * (warnings != 1)} in "
    assert said in result.out.splitlines()[-1]
    assert "\x1b" not in result.out  # no colour where nobody looks


def test_github_has_a_line_for_each_cause(printed) -> None:
    command, problems = printed
    problems = first_of_each_cause(problems)
    lines = command("--format", "github").out.removesuffix("\n").split("\n")
    assert len(lines) == len(problems)
    for line, p in zip(lines, problems, strict=True):
        match = re.fullmatch(r"::(error|warning) ([^:]*)::([^\r]*)", line)
        assert match and match[1] == p.level
        place = dict(pair.split("=", 1) for pair in match[2].split(","))
        title = f"{p.code}: {(GENERAL | REGISTRY)[p.code].title}"
        wanted = {"file": p.path, "line": p.line, "col": p.column, "title": title}
        assert {k: _unescaped(v) for k, v in place.items()} == {k: str(v) for k, v in wanted.items() if v is not None}
        assert _unescaped(match[3]).startswith(p.message)
        assert p.hint is None or f"\nfix: {p.hint}" in _unescaped(match[3])


def _unescaped(text: str) -> str:
    assert not re.search(r"%(?!25|0D|0A|3A|2C)", text)
    for code, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, character)
    return text


def test_exit_codes(printed) -> None:
    command, problems = printed
    error = any(p.level == "error" for p in problems)
    for form in ("text", "json", "github"):
        assert command("--format", form).code == int(error)
        assert command("--format", form, "--level", "error").code == int(error)
        assert command("--format", form, "--level", "warning").code == 1


def test_exit_code_of_what_cannot_run(good: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    broken = good / "schemas" / "records" / "actor.schema.json"
    cannot = [
        (["--explain", "X999"], good),
        (["--format", "xml"], good),
        ([good / "none.yaml"], good),
        ([], tmp_path / "empty"),
        ([], tmp_path / "none"),
    ]
    for arguments, root in cannot:
        result = run("validate", *arguments, root=root)
        assert result.code == 2 and result.out == ""
        assert len(result.err.strip().splitlines()) == 1 and result.err.startswith("validate: ")
    broken.write_text("{", encoding="utf-8")
    result = run("validate", root=good)
    assert result.code == 2 and "actor.schema.json" in result.err


def test_stale_tables_can_be_a_warning(good: Path) -> None:
    (good / "data" / "tables" / "actors.csv").unlink()
    assert run("validate", root=good).code == 1
    assert run("validate", "--stale", "warn", root=good).code == 0
    assert run("validate", "--stale", "warn", "--level", "warning", root=good).code == 1


def test_every_rule_has_a_case_and_every_case_a_rule() -> None:
    assert {c.code for c in RULES} == set(REGISTRY)


def test_every_case_explains_itself() -> None:
    for c in RULES:
        assert re.fullmatch(r"[A-Z][0-9]{3}(?:-[a-z0-9]+)+", c.name)
        assert set(c.change) <= {"why", "edits", "build", "frictionless", "expect"} and c.change["expect"]
        assert re.fullmatch(r"[A-Z].*\.\)?", c.change["why"])


@pytest.mark.parametrize("code", sorted(REGISTRY))
def test_every_rule_explains_itself(code: str) -> None:
    rule = REGISTRY[code]
    assert rule.stage in STAGES and rule.level in ("error", "warning")
    assert rule.title[0].isupper() or rule.title[0] == "`"
    assert not rule.title.endswith(".") and len(rule.title) <= 150
    assert callable(rule.check)
    assert re.search(r"^\*\*Bad:\*\* \S", rule.page, re.M)
    assert re.search(r"^\*\*Good:\*\* \S", rule.page, re.M)
    result = run("validate", "--explain", code.lower())
    assert (
        result.code == 0
        and result.out.startswith(f"{code} ({rule.level}, stage {rule.stage}): {rule.title}.\n")
        and "**Good:**" in result.out
    )
