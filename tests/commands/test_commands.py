"""The commands as people and programs call them: what they print, what they return, and what they leave alone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.rules.registry import REGISTRY
from dpcheck.problem import Problem
from dpcheck.report import Extent, as_github, as_text
from dpcheck.terminal import wants_colour
from helpers import ROOT, change, contents, need, run

SCRIPTS = sorted(p.stem for p in (ROOT / "scripts").glob("*.py") if p.stem not in ("site_hook", "setup"))
RECORDS = "data/records"


def script(
    name: str, *arguments: object, python: tuple[str, ...] = (), **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run a script as a person does."""
    command = [sys.executable, *python, str(ROOT / "scripts" / f"{name}.py"), *map(str, arguments)]
    return subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", env={**os.environ, **environment}, cwd=ROOT
    )


# For every script


@pytest.mark.parametrize("name", SCRIPTS)
def test_help_shows_examples_and_exit_codes(name: str) -> None:
    done = script(name, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"usage: {name}.py")
    examples = done.stdout.split("examples:\n")[1]
    assert f"scripts/{name}.py" in examples and "exit codes:" in examples


@pytest.mark.parametrize("name", SCRIPTS)
def test_wrong_usage_is_told_in_one_line(name: str) -> None:
    done = run(name, "--no-such-option")
    assert (done.code, done.out) == (2, "")
    assert done.err.count("\n") == 1 and done.err.startswith(f"{name}: ") and "--help" in done.err


def test_wrong_usage_of_arguments() -> None:
    for told, name, *arguments in (
        ("DOCUMENTS", "verify"),
        ("extra", "build", "extra"),
        ("xml", "validate", "--format=xml"),
        ("loud", "validate", "--level=loud"),
    ):
        done = run(name, *arguments)
        assert (done.code, done.out, done.err.count("\n")) == (2, "", 1) and told in done.err


def without_packages(first: str, root: Path) -> subprocess.CompletedProcess[str]:
    """Run a command in a Python without packages, after a statement."""
    code = f"import sys; from corpus.commands import cli; {first}; sys.exit(cli.run('format'))"
    command = [sys.executable, "-S", "-c", code, "--root", str(root), "--check"]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd=ROOT / "scripts")


def test_a_missing_package_is_told_in_one_line(good: Path, tmp_path: Path) -> None:
    done = without_packages(f"cli.ROOT = cli.Path({str(tmp_path)!r})", good)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "the Python package" in done.stderr and "make" in done.stderr and "python scripts/setup.py" in done.stderr


def test_a_command_finds_its_environment_by_itself(good: Path) -> None:
    need((ROOT / ".venv").is_dir(), "the environment that make or setup.py makes is needed")
    done = without_packages("pass", good)
    assert (done.returncode, done.stderr) == (0, "") and done.stdout.startswith("all ")


def test_setup_says_what_it_can_make() -> None:
    done = script("setup", "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert all(part in done.stdout for part in ("site", "test", "lint", "pdfjs", "examples:", "exit codes:"))
    wrong = script("setup", "tests")
    assert (wrong.returncode, wrong.stdout) == (2, "") and "there is no part tests" in wrong.stderr


@pytest.mark.parametrize("arguments", [["--explain", "K002"], ["--help"], ["--format", "json"]])
def test_a_reader_who_has_gone_is_no_error(good: Path, arguments: list[str]) -> None:
    """As in `… | head`, once it has seen enough."""
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, str(ROOT / "scripts/validate.py"), "--root", str(good), *arguments]
    buffered = {k: v for k, v in os.environ.items() if k != "PYTHONUNBUFFERED"}  # as most people have it
    done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, env=buffered)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


# build


def test_check_says_what_is_not_fresh_and_writes_nothing(good: Path) -> None:
    done = run("build", "--check", root=good)
    assert done.code == 0 and "are up to date" in done.out
    change(good / RECORDS / "actors/ports.yaml", ("label: Ports", "label: All ports"))
    (good / "data/tables/meetings.csv").unlink()
    before = contents(good)
    done = run("build", "--check", root=good)
    assert (done.code, done.err) == (1, "")
    stale = [
        line.removeprefix("not up to date: ") for line in done.out.split("\n") if line.startswith("not up to date: ")
    ]
    assert {
        "data/tables/actors.csv",
        "data/audit/actor_names.csv",
        "data/recommendations.csv",
        "data/tables/recommendation_actors.csv",
        "data/tables/meetings.csv",
        "datapackage.json",
    } == set(stale)
    assert contents(good) == before
    done = run("build", root=good)
    assert done.code == 0 and done.out.startswith("6 of ")
    assert run("build", "--check", root=good).code == 0


def test_build_refuses_records_with_errors(good: Path) -> None:
    change(
        good / RECORDS / "sources/lakes2006/recommendations.yaml", ("type_of_action: research", "type_of_action: dance")
    )
    change(good / RECORDS / "actors/ports.yaml", ("label: Ports", "label: All ports"))
    before = contents(good)
    done = run("build", "--downloads", root=good)
    assert (done.code, done.out) == (1, "")
    assert "K003" in done.err and "recommendations.yaml" in done.err
    assert contents(good) == before


def test_build_does_not_mind_warnings_and_stray_files(good: Path) -> None:
    (good / "data/tables/old.csv").write_text("a\n", encoding="utf-8")  # P002 is for the one who put it there
    assert run("build", root=good).code == 0
    assert run("validate", root=good).code == 1


def test_downloads(good: Path) -> None:
    done = run("build", "--downloads", root=good)
    listed = done.out.strip().split("\n")[1:]
    assert done.code == 0 and len(listed) >= 3 and all((good / x).is_file() for x in listed)
    assert (good / "build/downloads/recommendations.csv").read_bytes() == (
        good / "data/recommendations.csv"
    ).read_bytes()


# validate


def test_the_json_report_is_the_contract(good: Path) -> None:
    change(good / RECORDS / "actors/ports.yaml", ("actor_type: group", "actor_type: crowd"))
    done = run("validate", "--format", "json", root=good)
    report = json.loads(done.out)
    assert (done.code, done.err) == (1, "")
    assert list(report) == ["problems", "summary"]
    assert list(report["summary"]) == ["errors", "warnings", "checked"]
    (problem,) = [p for p in report["problems"] if p["level"] == "error"]
    assert list(problem) == [
        "code",
        "level",
        "path",
        "line",
        "column",
        "row",
        "field",
        "record",
        "message",
        "expected",
        "actual",
        "hint",
        "url",
    ]
    assert {k: problem[k] for k in ("code", "level", "path", "line", "column", "row", "field", "record", "actual")} == {
        "code": "K003",
        "level": "error",
        "path": f"{RECORDS}/actors/ports.yaml",
        "line": 4,
        "column": 13,
        "row": None,
        "field": "actor_type",
        "record": "ports",
        "actual": "crowd",
    }
    assert report["summary"]["errors"] == 1 and report["summary"]["checked"] > 50


def test_a_clean_repository_in_every_format(good_once: Path) -> None:
    assert json.loads(run("validate", "--format", "json", root=good_once).out)["problems"] == []
    assert run("validate", "--format", "github", root=good_once).out.strip() == ""
    text = run("validate", root=good_once)
    assert text.code == 0 and text.out.startswith("0 errors, 0 warnings in ")


def test_one_file_is_reported_and_everything_checked(good: Path) -> None:
    change(good / RECORDS / "actors/ports.yaml", ("actor_type: group", "actor_type: crowd"))
    there = run("validate", good / RECORDS / "actors/ports.yaml", root=good)
    elsewhere = run("validate", good / RECORDS / "actors/everyone.yaml", root=good)
    both = run("validate", good / RECORDS / "actors/ports.yaml", good / RECORDS / "actors/everyone.yaml", root=good)
    assert (there.code, elsewhere.code, both.code) == (1, 0, 1)
    assert there.out.count("K003") == 2 and "in 1 file" in there.out  # the code, and the address of its page
    assert "K003" not in elsewhere.out


def test_a_folder_is_reported_like_its_files(good: Path) -> None:
    change(good / RECORDS / "actors/ports.yaml", ("actor_type: group", "actor_type: crowd"))
    there, elsewhere = (run("validate", good / RECORDS / folder, root=good) for folder in ("actors", "meetings"))
    assert (there.code, elsewhere.code) == (1, 0) and "actors/ports.yaml" in there.out
    all_of_it, of_data = (run("validate", "--format", "json", *x, root=good).out for x in ((), (good / "data",)))
    assert of_data.count('"code"') == all_of_it.count('"code"')


def test_a_stale_row_shows_where_it_differs(good: Path) -> None:
    """Rows are long: what is shown of them is the part that is not the same."""
    change(good / "data/recommendations.csv", ("Employ at least one nurse", "Employ at least two nurses"))
    problem = json.loads(run("validate", "--format", "json", root=good).out)["problems"][0]
    assert "at least one nurse" in problem["expected"] and "at least two nurses" in problem["actual"]


def test_of_many_stale_tables_the_first_stand_for_all(good: Path) -> None:
    """One change of a record makes many tables stale, and one command mends them: nobody reads a screen for each."""
    change(good / RECORDS / "actors/ports.yaml", ("actor_id: ports", "actor_id: havens"))
    (good / RECORDS / "actors/ports.yaml").rename(good / RECORDS / "actors/havens.yaml")
    for path in (good / RECORDS).rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        text = text.replace("[ports]", "[havens]").replace("actor_id: ports\n", "actor_id: havens\n")
        path.write_text(text, encoding="utf-8")
    stale = sum(p["code"] == "P001" for p in json.loads(run("validate", "--format", "json", root=good).out)["problems"])
    text = run("validate", root=good).out
    assert stale > 3 and text.count("error P001") == 3 and f"… and {stale - 3} more like this in other files" in text


def test_files_that_cannot_be_reported_on(good: Path, tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text("a: 1\n", encoding="utf-8")
    note = good / "note.md"
    note.write_text("Nothing checks this.\n", encoding="utf-8")
    for path, told in (
        (good / "nothing.yaml", "there is no file"),
        (tmp_path / "x.yaml", "is not in"),
        (good / "schemas", "contains no record file"),
        (note, "is not a record file"),
    ):
        done = run("validate", "--fix", path, root=good)
        assert (done.code, done.out, done.err.count("\n")) == (2, "", 1) and told in done.err
    done = run("validate", good / "datapackage.json", good / "datapackage.json", root=good)
    assert (done.code, done.err.count("\n")) == (2, 1)


def test_levels(good: Path) -> None:
    change(
        good / RECORDS / "sources/lakes2006/recommendations.yaml",
        ("keywords: [boats, counting, locks]", "keywords: [locks, counting, boats]"),
    )
    assert run("validate", root=good).code == 0  # a warning
    assert run("validate", "--level", "warning", root=good).code == 1
    change(good / RECORDS / "actors/ports.yaml", ("label: Ports", "label: All ports"))
    assert run("validate", root=good).code == 1  # tables are not fresh
    stale = run("validate", "--stale", "warn", root=good)
    assert stale.code == 0 and "P001" in stale.out


def test_every_rule_is_explained() -> None:
    for code, rule in REGISTRY.items():
        done = run("validate", "--explain", code.lower())
        assert done.code == 0 and done.out.startswith(f"{code} ({rule.level}, stage {rule.stage}): ")
        assert "**Bad:**" in done.out and "**Good:**" in done.out
    done = run("validate", "--explain", "X999")
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)


def test_a_value_ends_where_its_pattern_ends(good: Path) -> None:
    """For Python, $ stands before a last line feed too: a block of text would bring one into the table."""
    change(good / RECORDS / "actors/ports.yaml", ("name: Ports", "name: |\n  Ports"))
    done = run("validate", root=good)
    assert done.code == 1 and "S005 [ports" in done.out and "1 error, " in done.out


@pytest.mark.data
def test_any_data_package(good: Path) -> None:
    package = good / "datapackage.json"
    assert run("validate", package).code == 0
    table = good / "data/tables/meetings.csv"
    table.write_text(
        table.read_text(encoding="utf-8").replace("2005-05-11,2005-05-11,2005-05-11", "2005-05-11,never,2005-05-11"),
        encoding="utf-8",
    )
    done = run("validate", package, "--format", "json")
    found = json.loads(done.out)["problems"]
    assert done.code == 1 and {p["code"] for p in found if p["level"] == "error"} == {"V001", "D011"}
    cell = next(p for p in found if p["actual"] == "never")
    assert (cell["field"], cell["row"]) == ("date_earliest", 2) and cell["path"].endswith("meetings.csv")
    both = json.loads(run("validate", package, "--format", "json", "--frictionless").out)["problems"]
    assert both == found  # what we report is not reported again


@pytest.mark.parametrize("text", ["{", "[]", "{}", '{"resources": 1}', "a bad pattern"])
def test_a_data_package_that_cannot_be_read_is_a_problem(good: Path, text: str) -> None:
    package = good / "datapackage.json"
    if text == "a bad pattern":
        package.write_text(package.read_text(encoding="utf-8").replace("^(?:[A-Z]{2})$", "^(?:[)$"), encoding="utf-8")
    else:
        package.write_text(text, encoding="utf-8")
    done = run("validate", package, "--format", "json")
    assert (done.code, done.err) == (1, "")
    found = json.loads(done.out)["problems"]
    assert (
        found
        and {p["code"] for p in found} <= {"D001", "D004", "D013", "D011", "T012"}
        and all("\n" not in p["message"] for p in found)
    )
    done = run("validate", package, "--format", "json", "--frictionless")
    assert (done.code, done.err) == (1, "")  # what we report is not reported again
    assert not any(p["path"] == package.as_posix() for p in json.loads(done.out)["problems"] if p["code"] == "F001")


def test_no_such_data_package(tmp_path: Path) -> None:
    done = run("validate", tmp_path / "datapackage.json")
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)


# Colour and other printed forms

PROBLEM = Problem(
    "50 % of\nit",
    path="a,b:c.yaml",
    line=3,
    column=7,
    field="x",
    record="r1",
    expected="one",
    actual="two",
    hint="Mend it.",
    level="error",
    code="K003",
    url="rules/K003.html",
)


def test_colour_only_on_a_terminal_and_never_against_the_will(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stream:
        def __init__(self, terminal: bool):
            self.isatty = lambda: terminal

    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert wants_colour(Stream(True)) and not wants_colour(Stream(False))
    monkeypatch.setenv("NO_COLOR", "1")
    assert not wants_colour(Stream(True))
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "dumb")
    assert not wants_colour(Stream(True))


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [({"TERM": "xterm", "NO_COLOR": ""}, True), ({"TERM": "xterm", "NO_COLOR": "1"}, False)],
)
def test_colour_on_a_real_terminal(good: Path, environment: dict[str, str], coloured: bool) -> None:
    need(hasattr(os, "openpty"), "this system has no terminals of that kind")
    change(good / RECORDS / "actors/ports.yaml", ("actor_type: group", "actor_type: crowd"))
    mine, its = os.openpty()
    command = [sys.executable, str(ROOT / "scripts/validate.py"), "--root", str(good)]
    with subprocess.Popen(command, stdout=its, stderr=subprocess.PIPE, env={**os.environ, **environment}) as process:
        os.close(its)
        out = b""
        try:
            while piece := os.read(mine, 65536):
                out += piece
        except OSError:  # Linux: the other end has closed
            pass
        assert process.stderr.read() == b""
    os.close(mine)
    assert process.returncode == 1 and b"K003" in out
    assert (b"\x1b[" in out) is coloured


def test_text_shows_line_caret_and_advice() -> None:
    text = as_text([PROBLEM], 1, lambda path: ["", "", "name: wrong"], False)
    assert text.split("\n")[1:] == [
        "it",
        "        3 | name: wrong",
        "          |       ^",
        "          expected: one",
        "          actual: two",
        "          fix: Mend it.",
        "          see: scripts/validate.py --explain K003",
        "1 error, 0 warnings in 1 file",
    ]
    assert "\x1b[31m^" in as_text([PROBLEM], 1, lambda path: ["", "", "name: wrong"], True)


def test_the_caret_stays_in_sight_of_a_long_line() -> None:
    from dataclasses import replace

    line = "x" * 300 + "HERE" + "y" * 300
    text = as_text([replace(PROBLEM, column=301)], 1, lambda path: ["", "", line], False).split("\n")
    shown, caret = text[2].split("| ")[1], text[3].split("| ")[1]
    assert shown[caret.index("^") :].startswith("HERE") and len(shown) <= 101


def test_github_annotations_escape_what_must_be_escaped() -> None:
    assert (
        as_github([PROBLEM], {}) == "::error file=a%2Cb%3Ac.yaml,line=3,col=7,title=K003::"
        "50 %25 of%0Ait [r1, field x]%0Aexpected: one%0Aactual: two%0Afix: "
        "Mend it.%0Asee: scripts/validate.py --explain K003"
    )


def test_github_annotations_name_the_rule_and_link_to_its_page() -> None:
    shown = as_github([PROBLEM], REGISTRY, Extent(homepage="https://data.example/"))
    assert f"title=K003%3A {REGISTRY['K003'].title}::" in shown
    assert shown.endswith("%0Asee: https://data.example/rules/K003.html")


def test_the_locale_does_not_matter(good: Path) -> None:
    change(good / RECORDS / "actors/asa-holm.yaml", ("label: ", "label: \u200b"))
    done = script("validate", "--root", good, LANG="C", LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert done.returncode == 1 and "Åsa" in done.stdout and done.stderr == ""


def test_experts_are_drawn_for_with_what_make_installs(tmp_path: Path) -> None:
    """openpyxl belongs to the tests: without it only reading answers back stops, and says what to install."""
    code = "import sys; sys.modules['openpyxl'] = None; from corpus.commands.cli import run; sys.exit(run('review'))"

    def review(*arguments: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", code, *map(str, arguments)]
        return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd=ROOT / "scripts")

    drawn = review("draw", "--size", 3, "--out", tmp_path)
    assert (drawn.returncode, drawn.stderr) == (0, "")
    answers = review("read", tmp_path / "review.xlsx", "--coder", "expert-1")
    assert answers.returncode == 2 and answers.stderr.count("\n") == 1 and "scripts/setup.py review" in answers.stderr
