"""The command dpcheck: what it takes, what it leaves out, and its printed forms."""

from __future__ import annotations

import gzip
import io
import json
import re
import threading
import zipfile
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from types import SimpleNamespace

import jsonschema
import pytest

from dpcheck.command import run
from dpcheck.settings import FILE
from helpers import ROOT

REPORT = json.loads((ROOT / "docs/assets/dpcheck/report-1.schema.json").read_text(encoding="utf-8"))
FIELDS = [{"name": "id", "type": "integer"}, {"name": "name", "type": "string"}]


@pytest.fixture
def dpcheck(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The command, run in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: object) -> SimpleNamespace:
        capsys.readouterr()
        code = run([str(a) for a in arguments])
        out, err = capsys.readouterr()
        return SimpleNamespace(code=code, out=out, err=err)

    return call


def package(folder: Path, rows: str, fields: list[dict] | None = None, **more: object) -> Path:
    """A package of one table."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "t.csv").write_text("id,name\n" + rows, encoding="utf-8")
    resource = {"name": "t", "path": "t.csv", "schema": {"fields": fields or FIELDS}}
    made = {"name": "p", "resources": [resource], **more}
    (folder / "datapackage.json").write_text(json.dumps(made), encoding="utf-8")
    return folder / "datapackage.json"


def report(done: SimpleNamespace) -> dict:
    """A report in JSON, which is as its schema says."""
    loaded = json.loads(done.out)
    jsonschema.validate(loaded, REPORT)
    return loaded


def codes(done: SimpleNamespace) -> list[str]:
    return [p["code"] for p in report(done)["problems"]]


# What it takes


def test_a_folder_is_its_package_or_all_packages_below(dpcheck, tmp_path: Path) -> None:
    package(tmp_path / "a", "x,1\n")
    package(tmp_path / "b/c", "1,a\nx,1\ny,1\n")
    found = report(dpcheck("--format", "json"))["problems"]
    assert [(p["path"], p["line"]) for p in found] == [("a/t.csv", 2), ("b/c/t.csv", 3), ("b/c/t.csv", 4)]
    assert codes(dpcheck("a", "b/c/datapackage.json", "--format", "json")) == ["V001"] * 3


def test_an_archive_is_read_as_its_folder_would_be(dpcheck, tmp_path: Path) -> None:
    package(tmp_path / "a", "x,1\n")
    with zipfile.ZipFile(tmp_path / "p.zip", "w") as archive:
        for name in ("datapackage.json", "t.csv"):
            archive.write(tmp_path / "a" / name, f"top/{name}")
    (problem,) = report(dpcheck("p.zip", "--format", "json"))["problems"]
    assert (problem["code"], problem["path"], problem["line"]) == ("V001", "p.zip/top/t.csv", 2)
    assert "        2 | x,1" in dpcheck("p.zip").out


@pytest.mark.parametrize("suffix", ["gz", "bz2", "xz", "zip"])
def test_compressed_tables_are_read(dpcheck, tmp_path: Path, suffix: str) -> None:
    import bz2
    import lzma

    descriptor = package(tmp_path, "x,1\n")
    data = (tmp_path / "t.csv").read_bytes()
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("t.csv", data)
    made = {"gz": gzip.compress(data), "bz2": bz2.compress(data), "xz": lzma.compress(data), "zip": stream.getvalue()}
    (tmp_path / "t.csv").unlink()
    (tmp_path / f"t.csv.{suffix}").write_bytes(made[suffix])
    descriptor.write_text(descriptor.read_text().replace("t.csv", f"t.csv.{suffix}"))
    (problem,) = report(dpcheck("--format", "json"))["problems"]
    assert (problem["code"], problem["path"], problem["line"]) == ("V001", f"t.csv.{suffix}", 2)
    (tmp_path / f"t.csv.{suffix}").write_bytes(made[suffix][: len(made[suffix]) // 2])
    assert set(codes(dpcheck("--format", "json"))) == {"D019"}


def test_a_table_by_a_schema_and_alone(dpcheck, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package(tmp_path, "x,1\n2\n")
    (tmp_path / "s.json").write_text(json.dumps({"fields": FIELDS}), encoding="utf-8")
    done = dpcheck("t.csv", "--schema", "s.json", "--format", "json")
    assert [(p["code"], p["path"], p["line"]) for p in report(done)["problems"]] == [
        ("V001", "t.csv", 2),
        ("T011", "t.csv", 3),
    ]
    assert codes(dpcheck("t.csv", "--format", "json")) == ["T011"]
    (tmp_path / "t.tsv").write_text("id;name\nx;1\n", encoding="utf-8")
    assert codes(dpcheck("t.tsv", "--schema", "s.json", "--delimiter", ";", "--format", "json")) == ["V001"]
    (tmp_path / "t.tsv").unlink()
    stdin = SimpleNamespace(buffer=io.BytesIO(b"id,name\nx,1\n"))
    monkeypatch.setattr("sys.stdin", stdin)
    assert codes(dpcheck("-", "--schema", "s.json", "--format", "json")) == ["V001"]
    stdin.buffer = io.BytesIO((tmp_path / "datapackage.json").read_bytes())
    assert codes(dpcheck("-", "--format", "json")) == ["V001", "T011"]


def test_yaml_is_read_with_places_and_aliases_are_refused(dpcheck, tmp_path: Path) -> None:
    package(tmp_path, "1,a\n")
    text = "name: p\nresources:\n- name: t\n  path: t.csv\n  schema:\n    fields:\n"
    text += "    - {name: id, type: int}\n    - name: name\n"
    (tmp_path / "datapackage.yml").write_text(text, encoding="utf-8")
    found = report(dpcheck("datapackage.yml", "--format", "json"))["problems"]
    assert [(p["code"], p["level"], p["line"], p["column"]) for p in found] == [
        ("D001", "warning", 1, 1),
        ("D015", "error", 7, 24),
    ]
    (tmp_path / "datapackage.yml").write_text("a: &x [1]\nb: *x\n", encoding="utf-8")
    assert "D001" in codes(dpcheck("datapackage.yml", "--format", "json"))


@pytest.mark.parametrize("name", ["no.json", "no", "https://example.org/datapackage.json"])
def test_what_cannot_be_read_is_said_in_one_line(dpcheck, name: str) -> None:
    done = dpcheck(name)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)


# What counts


def test_rules_are_chosen_and_levels_changed(dpcheck, tmp_path: Path) -> None:
    package(tmp_path, "x, a\n1,b \n")
    assert codes(dpcheck("--format", "json")) == ["V001", "V009", "V009"]
    assert codes(dpcheck("--format", "json", "--select", "V0", "--ignore", "V001")) == ["V009", "V009"]
    done = dpcheck("--format", "json", "--warn", "V001", "--error", "V009")
    assert [p["level"] for p in report(done)["problems"]] == ["warning", "error", "error"]
    assert dpcheck("--warn", "V").code == 0 and dpcheck("--warn", "V", "--level", "warning").code == 1
    (tmp_path / FILE).write_text("ignore: [V009]\nwarn: [V001]\n", encoding="utf-8")
    done = dpcheck("--format", "json")
    assert done.code == 0 and codes(done) == ["V001"]
    (tmp_path / FILE).write_text("ignored: [V009]\n", encoding="utf-8")
    done = dpcheck()
    assert done.code == 2 and "Did you mean ignore?" in done.err
    assert dpcheck("--select", "V999").code == 2


def test_accepted_problems_are_not_reported_again(dpcheck, tmp_path: Path) -> None:
    package(tmp_path, "x,a\n")
    assert dpcheck("--write-baseline", "known.json").code == 0
    assert dpcheck("--baseline", "known.json").code == 0
    package(tmp_path, "1,b\nx,a\ny,a\n")  # it has moved, and there is another
    (problem,) = report(dpcheck("--baseline", "known.json", "--format", "json"))["problems"]
    assert problem["actual"] == "y"
    (tmp_path / "known.json").write_text("[]", encoding="utf-8")
    assert dpcheck("--baseline", "known.json").code == 2


def test_a_limit_lists_some_and_counts_all(dpcheck, tmp_path: Path) -> None:
    package(tmp_path, "".join(f"x{n},a\n" for n in range(7000)))
    done = dpcheck("--limit", "5", "--format", "json")
    summary = report(done)["summary"]
    assert done.code == 1 and len(report(done)["problems"]) == 5
    assert summary["errors"] == 7000 and summary["omitted"] == {"V001": 6995}
    assert "Not listed: 6995 of V001" in dpcheck("--limit", "5").out
    assert len(report(dpcheck("--format", "json"))["problems"]) == 1000


def test_the_descriptor_alone_and_the_first_of_each_cause(dpcheck, tmp_path: Path) -> None:
    package(tmp_path, "x,a\ny,a\n", [{"name": "id", "type": "int"}, {"name": "name", "type": "integer"}])
    assert codes(dpcheck("--descriptor-only", "--format", "json")) == ["D015"]
    assert codes(dpcheck("--first", "--format", "json")) == ["D015", "V001"]


def test_a_profile_by_address_is_checked_by_a_local_copy(dpcheck, tmp_path: Path) -> None:
    address = "https://example.org/profile.json"
    package(tmp_path, "1,a\n", profile=address)
    (tmp_path / "profile.json").write_text(json.dumps({"required": ["version"]}), encoding="utf-8")
    assert codes(dpcheck("--format", "json")) == ["D008"]
    (problem,) = report(dpcheck("--profile", f"{address}=profile.json", "--format", "json"))["problems"]
    assert (problem["code"], problem["expected"]) == ("D004", "version")
    (tmp_path / FILE).write_text(f"profiles: {{'{address}': profile.json}}\n", encoding="utf-8")
    assert codes(dpcheck("--format", "json")) == ["D004"]
    (tmp_path / "profile.json").write_text(json.dumps({"$ref": "https://example.org/other.json"}), encoding="utf-8")
    assert codes(dpcheck("--format", "json")) == ["D019"]


def test_the_reference_makes_no_request_keeps_its_reason_and_doubles_nothing(dpcheck, tmp_path: Path) -> None:
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(404)
            self.end_headers()

        do_HEAD = do_GET

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        base = f"http://127.0.0.1:{server.server_port}"
        descriptor = package(tmp_path, "x,a\n")
        made = json.loads(descriptor.read_text(encoding="utf-8"))
        made["resources"].append({"name": "u", "path": f"{base}/t.csv", "schema": f"{base}/s.json"})
        descriptor.write_text(json.dumps(made), encoding="utf-8")
        found = report(dpcheck("--frictionless", "--format", "json"))["problems"]
    finally:
        server.shutdown()
    assert asked == [] and [p["code"] for p in found] == ["D008", "D008", "V001"]
    package(tmp_path, "1,a\n", created="yesterday")
    done = dpcheck("--frictionless", "--ignore", "D", "--format", "json")
    assert [p["code"] for p in report(done)["problems"]] == []  # D004 is left out, not found by somebody else
    from dpcheck.reference import reference_problems

    (problem,) = reference_problems(tmp_path / "datapackage.json", "datapackage.json")
    assert "created" in problem.message


# How it is printed


def test_nothing_that_a_cell_says_reaches_the_terminal_raw(dpcheck, tmp_path: Path) -> None:
    package(tmp_path / "e", "\x1b[2J\x1b[1;1Hx,\x1b]0;title\x07b\n2,\u202eevil\n")
    evil = json.loads((tmp_path / "e/datapackage.json").read_text(encoding="utf-8"))
    evil["resources"][0]["schema"]["fields"][1]["name"] = "na\u202eme\x1b[2J"
    (tmp_path / "e/datapackage.json").write_text(json.dumps(evil), encoding="utf-8")
    for form in ("text", "github", "sarif"):
        out = dpcheck("e", "--format", form).out
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e]", out)
        assert "x1b[2J" in out


def test_sarif_names_rule_place_and_level(dpcheck, tmp_path: Path) -> None:
    package(tmp_path, "x,a\n")
    loaded = json.loads(dpcheck("--format", "sarif").out)
    (run_,) = loaded["runs"]
    (result,) = run_["results"]
    place = result["locations"][0]["physicalLocation"]
    assert loaded["version"] == "2.1.0" and run_["tool"]["driver"]["rules"][0]["id"] == result["ruleId"] == "V001"
    assert place == {"artifactLocation": {"uri": "t.csv"}, "region": {"startLine": 2, "startColumn": 1}}
    assert result["level"] == "error" and "row 1, field id" in result["message"]["text"]


def test_github_gets_one_annotation_for_each_cause(dpcheck, tmp_path: Path) -> None:
    package(tmp_path, "".join(f"x{n},a\n" for n in range(20)))
    (line,) = dpcheck("--format", "github").out.splitlines()
    assert line.startswith("::error file=t.csv,line=2,col=1,title=V001%3A ")
    assert line.endswith("%0Aand 19 more like this%0Asee: dpcheck --explain V001")


def test_the_summary_counts_what_was_not_checked(dpcheck, tmp_path: Path) -> None:
    descriptor = package(tmp_path, "1,a\n")
    made = json.loads(descriptor.read_text(encoding="utf-8"))
    made["resources"] += [{"name": "licence", "path": "LICENCE.txt"}, {"name": "book", "path": "book.xlsx"}]
    descriptor.write_text(json.dumps(made), encoding="utf-8")
    (tmp_path / "LICENCE.txt").write_text("Do what you like, everywhere.\n\nReally.", encoding="utf-8")
    (tmp_path / "book.xlsx").write_bytes(b"PK\x03\x04")
    done = dpcheck("--format", "json")
    assert codes(done) == ["D019"] and len(report(done)["summary"]["unchecked"]) == 2


# The wheel


def test_the_wheel_holds_every_package_and_needs_three_others() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    listed = set(re.search(r"^packages = \[(.*)\]$", text, re.M)[1].replace('"', "").split(", "))
    scripts = ROOT / "scripts"
    folders = {p.parent.relative_to(scripts).as_posix().replace("/", ".") for p in scripts.glob("dpcheck/**/*.py")}
    assert listed == folders
    needed = re.search(r"^dependencies = \[\n(.*?)^\]", text, re.M | re.S)[1]
    assert len(re.findall(r"^  \"", needed, re.M)) == 3
