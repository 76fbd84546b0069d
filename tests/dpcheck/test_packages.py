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
from hypothesis import given
from hypothesis import strategies as st

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
    lines = ["| file in tests/packages/ | what is wrong | frictionless |", "|---|---|---|"]
    for c in (c for c in PACKAGES if "frictionless" in c.change):
        said = c.change["frictionless"]
        told = "finds nothing" if said == "nothing" else said
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


# Properties: what the parts promise, for anything


SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(10**15), 10**15)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
)
JSON = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4), max_leaves=20
)


@given(JSON, st.sampled_from([None, 1, "\t"]), st.booleans())
def test_json_is_read_as_python_reads_it(value: object, indent: int | str | None, escaped: bool) -> None:
    """And the place of every value is where it is written."""
    from dpcheck.read.json_reader import read_json

    text = json.dumps(value, indent=indent, ensure_ascii=escaped)
    reading = read_json(text)
    assert (reading.value, reading.faults) == (value, [])
    lines = text.split("\n")
    for path, mark in reading.marks.items():
        there = value
        for part in path:
            there = there[part]
        written = "\n".join(lines[mark.line - 1 : mark.end_line])[mark.column - 1 :]
        assert json.JSONDecoder().raw_decode(written)[0] == there


@given(st.text(alphabet="{}[]\",:\\ \n0123456789eE+-.truefalsn'a", max_size=40))
def test_what_is_no_json_is_refused_and_never_raises(text: str) -> None:
    from dpcheck.read.json_reader import read_json

    try:
        value = json.loads(text, parse_constant=lambda name: pytest.fail(name), object_pairs_hook=_once)
    except (ValueError, KeyError, OverflowError):
        assert read_json(text).faults
    else:
        reading = read_json(text)
        assert (reading.value, reading.faults) == (value, [])


def _once(pairs: list[tuple]) -> dict:
    if len({k for k, _ in pairs}) < len(pairs):
        raise KeyError("a key twice")
    return dict(pairs)


CELL = st.text(alphabet='ab ,;"\n\r\té#', max_size=6)


@given(
    st.integers(1, 4).flatmap(
        lambda width: st.lists(st.lists(CELL, min_size=width, max_size=width), min_size=1, max_size=6)
    ),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["\n", "\r\n"]),
)
def test_tables_are_read_as_python_reads_them(rows: list[list[str]], delimiter: str, end: str) -> None:
    """Cells, and the place of each of them, whichever way the table is read."""
    import csv
    import io

    from dpcheck.check.grid import read_part
    from dpcheck.check.text import Text
    from dpcheck.collector import Collector
    from dpcheck.read.dialect import Dialect

    out = io.StringIO(newline="")
    quoting = (
        csv.QUOTE_ALL if any("\r" in cell for row in rows for cell in row) else csv.QUOTE_MINIMAL
    )  # which forgets CR
    csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=quoting).writerows(
        [[f"c{n}" for n in range(len(rows[0]))], *rows]
    )
    found, text = Collector(), Text("t.csv", out.getvalue().encode("utf-8"))
    part = read_part(found, text, Dialect(delimiter=delimiter), [], None)
    assert "T008" not in found and "T011" not in found and part.sound
    blank = {n for n, row in enumerate(rows) if not any(row) and len(row) > 1}
    assert part.count == len(rows) and {f.row - 1 for f in found["T010"]} == blank
    columns = [c.to_pylist() for c in part.columns]
    for n, row in enumerate(rows):
        if n in blank:
            continue
        assert [c[n] for c in columns] == row
        for column, cell in enumerate(row):
            place = part.place(n, column)
            assert place["row"] == n + 1
            rest = text.data[text.start(place["line"]) :].decode("utf-8")[place["column"] - 1 :]
            written = next(csv.reader(io.StringIO(rest, newline=""), delimiter=delimiter), None) or [""]
            assert written[0] == cell


# What a closer look looks for: begins of formulas, scripts and addresses, white space, letters of two scripts.
PIECES = st.sampled_from(
    [
        "=",
        "-",
        "@",
        " ",
        "\u00a0",
        "\n",
        "a",
        "A",
        "é",
        "с",
        "о",
        "Ω",
        "z1",
        ",",
        ";",
        ":",
        "//",
        ".",
        "/",
        "%41",
        "?",
        "#",
    ]
    + [
        "http://",
        "https:",
        "ftp://",
        "HTTP",
        "javascript:",
        "j a v",
        "vb\u00a0script:",
        "data:text/html,1",
        "javascript:x(1)",
        "x(1)",
    ]
    + ["example.org", "me@example.org", "-5", "10,20", "07:30:00", "T", "Z", "2024-02-28", "2024-02-30", "24:00:00"]
)


@given(
    st.lists(
        st.text(max_size=8)
        | st.from_regex(r"-?[0-9]{1,6}(\.[0-9]{1,3})?", fullmatch=True)
        | st.dates().map(str)
        | st.lists(PIECES, max_size=5).map("".join)
        | st.uuids().map(str),
        min_size=1,
        max_size=20,
        unique=True,
    ),
    st.sampled_from(
        [
            ("string", {}),
            ("any", {}),
            ("string", {"enum": ["a", "example.org", "-5"]}),
            *(("string", {"format": kind}) for kind in ("uri", "email", "uuid", "binary")),
            ("geopoint", {}),
            ("time", {}),
            ("datetime", {}),
            ("datetime", {"maximum": "2024-01-01T00:00:00Z"}),
            ("integer", {"maximum": "1000000000000000000000"}),
            ("string", {"minLength": 2, "maxLength": 5}),
            ("integer", {"minimum": "5"}),
            ("number", {"maximum": "7.5"}),
            ("number", {"exclusiveMinimum": "0"}),
            ("date", {"minimum": "1950-01-01"}),
            ("date", {}),
        ]
    ),
)
def test_what_whole_columns_let_pass_is_sound(values: list[str], kind: tuple) -> None:
    """Arrow only sorts out what has to be looked at: it may pass nothing that a closer look would not."""
    import pyarrow as pa

    from dpcheck.check import columns
    from dpcheck.check.cells import checker
    from dpcheck.read.model import Field
    from dpcheck.read.places import Document, Node
    from dpcheck.values.types import parser

    name, limits = kind[0], dict(kind[1])
    field = Field("f", Node(Document("d"), (), {}), name, limits.pop("format", "default"), {}, ())
    field.constraints = {
        k: v if isinstance(v, int) else dict(zip(v, v)) if k == "enum" else parser(field)(v) for k, v in limits.items()
    }
    check = checker(field, False)
    few, columns.FEW = columns.FEW, 0
    try:
        looked_at = set(columns.suspects(field, pa.array(values, pa.string())).to_pylist())
    finally:
        columns.FEW = few
    assert [v for v in values if v not in looked_at and check(v)] == []
