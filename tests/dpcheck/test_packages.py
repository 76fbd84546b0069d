"""Any Data Package: every general rule finds its fault at its place, what is sound is left alone; frictionless agrees.

What a fixture is: tests/cases.py.
"""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import asdict
from pathlib import Path

import pytest
import yaml

from cases import PACKAGES, Case
from corpus.rules.registry import REGISTRY as OWN
from dpcheck import catalogue
from dpcheck.reference import reference_problems
from helpers import ROOT, TESTS, run

FOLDER = TESTS / "packages"
PINNED = PACKAGES[0].pinned
DESCRIPTOR = "datapackage.json"


# F001 asks another program: tests/commands has its tests.
GENERAL = {code: r for code, r in catalogue.REGISTRY.items() if r.stage != "frictionless"}


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the good package, to be broken at will; commands run in its folder."""
    root = tmp_path / "package"
    shutil.copytree(FOLDER / "good", root)
    monkeypatch.chdir(root)
    return root


def found(*arguments: str) -> list[dict]:
    """All problems of the package in this folder, by the public command."""
    done = run("validate", DESCRIPTOR, "--format", "json", *arguments)
    assert done.err == "" and done.code in (0, 1)
    return json.loads(done.out)["problems"]


# Rules and their cases


@pytest.mark.parametrize("case", PACKAGES, ids=lambda c: c.name)
def test_change(case: Case, package: Path, pytestconfig: pytest.Config) -> None:
    """Exactly what is expected, of one rule alone, at a place that is in the file."""
    case.apply(package)
    problems = found()
    case = case.accepted(problems) if pytestconfig.getoption("accept") else case
    case.check(problems)
    for p in problems:
        assert p["url"] == f"rules/{p['code']}.html"
        if p["line"] is not None:
            lines = re.split("\r\n|\r|\n", (package / p["path"]).read_bytes().decode("utf-8", "replace"))
            assert p["line"] <= len(lines) and p["column"] <= len(lines[p["line"] - 1]) + 1


@pytest.mark.parametrize("code", sorted(GENERAL))
def test_a_code_without_an_entry_raises(code: str, package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = next(c for c in PACKAGES if c.code == code)
    monkeypatch.delitem(catalogue.REGISTRY, code)
    case.apply(package)
    with pytest.raises(KeyError, match=code):
        found()


def test_every_rule_has_a_case_and_every_case_a_rule() -> None:
    assert {c.code for c in PACKAGES if c.code} == set(GENERAL)
    assert not set(GENERAL) & set(OWN)
    for c in PACKAGES:
        assert re.fullmatch(r"(?:[A-Z][0-9]{3}|OK)(?:-[a-z0-9]+)+", c.name)
        assert set(c.change) <= {"why", "edits", "frictionless", "expect"} and re.fullmatch(
            r"[A-Z].*\.", c.change["why"]
        )


@pytest.mark.parametrize("code", sorted(GENERAL))
def test_every_rule_explains_itself(code: str) -> None:
    rule = catalogue.REGISTRY[code]
    assert rule.stage in catalogue.STAGES and len(rule.title) <= 150
    done = run("validate", "--explain", code.lower())
    assert done.code == 0 and done.out.startswith(f"{code} ({rule.level}, stage {rule.stage}): {rule.title}.\n")
    assert re.search(r"^\*\*Bad:\*\* \S", rule.page, re.M) and re.search(r"^\*\*Good:\*\* \S", rule.page, re.M)


def test_every_wording_of_the_catalogue_is_used_and_fits_its_rule() -> None:
    code = "".join(p.read_text(encoding="utf-8") for p in (ROOT / "scripts" / "dpcheck").rglob("*.py"))
    for rule in catalogue.REGISTRY.values():
        for name, words in rule.says.items():
            assert set(words) <= {"message", "expected", "actual", "hint", "level"}, rule.code
            # What departs from a profile is worded by the keyword of JSON Schema.
            made = re.search(rf'[". ](?:{re.escape(name)}|{re.escape(name.removeprefix("by-"))})["\ ]', code)
            assert made, f"{rule.code}.{name} is reported nowhere"
    for code_of, name in set(re.findall(r'"([A-Z][0-9]{3})\.([a-zA-Z-]+)"', code)):
        assert name in catalogue.REGISTRY[code_of].says


def test_what_is_sound_is_left_alone(package: Path) -> None:
    assert found() == []
    assert found("--frictionless") == []


@pytest.mark.data
def test_our_own_package_is_clean(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert [(p["code"], p["path"]) for p in found()] == [
        ("T012", "data/audit/retired_ids.csv")
    ]  # no identifier has been retired yet


# Packages shaped like well-known ones, with a few faults: what their makers would be told

PUBLIC = sorted(p.parent for p in FOLDER.glob("public/*/report.yaml"))


@pytest.mark.parametrize("folder", PUBLIC, ids=lambda p: p.name)
def test_packages_shaped_like_public_ones_get_their_report(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    expected = yaml.safe_load((folder / "report.yaml").read_text(encoding="utf-8"))
    pins = (*PINNED, "actual", "hint")
    assert [{k: p[k] for k in pins} for p in found()] == [{k: p.get(k) for k in pins} for p in expected]


# Whole packages, each of a kind of fault that validators get wrong: its files, and the complete report

WHOLE = sorted(FOLDER.glob("whole/*.yaml"))


@pytest.mark.parametrize("file", WHOLE, ids=lambda p: p.stem)
def test_whole_packages_get_their_report(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pytestconfig: pytest.Config
) -> None:
    case = yaml.safe_load(file.read_text(encoding="utf-8"))
    for name, content in case["files"].items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    monkeypatch.chdir(tmp_path)
    pins = (*PINNED, "actual", "hint")
    now = [{k: p[k] for k in pins if p[k] is not None} for p in found()]
    if pytestconfig.getoption("accept"):
        written = yaml.safe_dump({"files": case["files"], "report": now}, sort_keys=False, width=110)
        file.write_text(written, encoding="utf-8", newline="\n")
    else:
        assert now == case["report"]


# Beside the reference validator


def cells(problems: list[dict]) -> set[tuple[str, int]]:
    return {(p["path"], p["row"]) for p in problems if p["row"] is not None}


@pytest.mark.parametrize("case", PACKAGES, ids=lambda c: c.name)
def test_where_frictionless_says_something_else_the_case_tells(case: Case, package: Path) -> None:
    """The list of differences is complete, and none of them is out of date."""
    case.apply(package)
    theirs = [asdict(p) for p in reference_problems(Path(DESCRIPTOR), DESCRIPTOR)]
    ours = found()
    told = case.change.get("frictionless")
    if bool(theirs) == bool(ours) and cells(theirs) == cells(ours):
        assert told is None
    else:
        assert told and (told == "nothing") == (not theirs)


def test_the_page_lists_every_difference(pytestconfig: pytest.Config) -> None:
    path = ROOT / "docs" / "validator.md"
    lines = ["| File in tests/packages/ | What is wrong (OK: nothing) | What frictionless does |", "|---|---|---|"]
    for c in (c for c in PACKAGES if "frictionless" in c.change):
        said = c.change["frictionless"]
        told = "reports nothing" if said == "nothing" else said
        lines.append(f"| `{c.file.relative_to(FOLDER).as_posix()}` | {c.change['why']} | {told} |")
    page = path.read_text(encoding="utf-8")
    begin, end = "<!-- built: differences -->\n", "<!-- end -->"
    before, _, rest = page.partition(begin)
    made = f"{before}{begin}\n" + "\n".join(lines) + f"\n\n{end}" + rest.partition(end)[2]
    if pytestconfig.getoption("accept"):
        path.write_text(made, encoding="utf-8", newline="\n")
    else:
        assert page == made


# The command


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda root: (root / DESCRIPTOR).unlink(), "there is no file"),
        (lambda root: ((root / DESCRIPTOR).unlink(), (root / DESCRIPTOR).mkdir()), "is a folder"),
    ],
)
def test_what_cannot_run_says_so_in_one_line(package: Path, make, told: str) -> None:
    make(package)
    done = run("validate", DESCRIPTOR)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1) and told in done.err


def test_a_missing_engine_is_told_in_one_line(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    for name in [n for n in sys.modules if n.startswith(("pyarrow", "dpcheck.check", "dpcheck.run"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    done = run("validate", DESCRIPTOR)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1) and "pyarrow" in done.err and "make" in done.err


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "{}",
        "null",
        '"x"',
        '{"resources": 1}',
        '{"resources": []}',
        '{"resources": [1, {}, {"name": 7, "path": {}}]}',
        "[" * 5000,
        '{"resources": [{"name": "a", "path": ["a.csv", 3]}]}',
    ],
)
def test_a_descriptor_that_says_nothing_is_a_problem(package: Path, text: str) -> None:
    (package / DESCRIPTOR).write_text(text, encoding="utf-8")
    problems = found()
    assert problems and all(p["level"] == "error" or p["code"] in ("D010", "D020") for p in problems)
    assert run("validate", DESCRIPTOR).code == 1


def test_many_problems_of_one_cause_are_grouped_in_text_and_whole_in_json(package: Path) -> None:
    rows = "".join(f"P{n},B1,H2,seven\n" for n in range(500))
    (package / "pilots.csv").write_text("pilot,boat_id,harbour_id,call\n" + rows, encoding="utf-8")
    done = run("validate", DESCRIPTOR)
    assert done.out.count("error V001") == 3 and "… and 497 more like this in column call" in done.out
    assert sum(p["code"] == "V001" for p in found()) == 500
    assert done.out.splitlines()[-1].startswith("1000 errors")  # the key leads nowhere either


def test_text_shows_the_line_of_a_cell_behind_a_break(package: Path) -> None:
    path = package / "calls.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("B3,H1,1", "B3,H1,0"), encoding="utf-8")
    done = run("validate", DESCRIPTOR)
    assert "calls.csv:6:7: error V006" in done.out and '        6 | B3,H1,0,2006-07-03T06:00:00,"called' in done.out
    assert (
        "          |       ^" in done.out
        and "expected: 1 or more" in done.out
        and "see: scripts/validate.py --explain V006" in done.out
    )


def test_a_link_that_leads_out_is_not_followed(package: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text("pilot\nAhti\n", encoding="utf-8")
    (package / "pilots.csv").unlink()
    (package / "pilots.csv").symlink_to(tmp_path / "secret.csv")
    assert [p["code"] for p in found()] == ["D007"]


def test_a_file_without_permission_is_told(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = Path.read_bytes

    def refused(path: Path) -> bytes:
        if path.name == "pilots.csv":
            raise PermissionError(13, "Permission denied", str(path))
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refused)
    done = run("validate", DESCRIPTOR)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1) and "pilots.csv: Permission denied" in done.err


def test_checking_our_own_records_does_not_load_the_engine(good: Path) -> None:
    import subprocess
    import sys

    code = (
        "import sys; sys.path.insert(0, 'scripts'); from corpus.commands import cli; cli.run('validate', ['--root', "
        "sys.argv[1]]); print([m for m in sys.modules if m.startswith(('pyarrow', 'dpcheck.check', 'dpcheck.run'))])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(good)], cwd=ROOT, capture_output=True, text=True, encoding="utf-8"
    )
    assert done.stdout.splitlines()[-1] == "[]"
