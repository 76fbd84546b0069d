"""Public reports of bugs in validators: a small input of our own for each, and what dpcheck says of it.

The page lists them all: docs/validator-reports.md, which `pytest tests/dpcheck/test_reports.py --accept` writes.
"""

from __future__ import annotations

import gzip
import io
import json
import re
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from dpcheck.command import run
from helpers import ROOT

PAGE = ROOT / "docs" / "validator-reports.md"
MARKS = re.compile(r"(<!-- built: reports -->\n).*?(<!-- end -->)", re.S)
KNOWN = "frictionless-py frictionless-r frictionless-ci tabulator-py tableschema-py tableschema-js datapackage".split()


@dataclass
class Report:
    """Threads, what they need, a table that shows it, and code, line, column and row of each problem that is due."""

    threads: str
    need: str
    table: str | bytes
    fields: str | list[dict]
    due: list[tuple] = field(default_factory=list)
    schema: dict = field(default_factory=dict)
    resource: dict = field(default_factory=dict)
    package: dict = field(default_factory=dict)
    arguments: tuple[str, ...] = ()
    more: dict[str, str | bytes] = field(default_factory=dict)  # other files

    @property
    def codes(self) -> list[str]:
        """The rules that are due, one for each problem."""
        return [code for code, *_ in self.due]

    def write(self, folder: Path) -> None:
        listed = [{"name": n, "type": t} for n, t in (f.split(":") for f in self.fields.split())] if isinstance(
            self.fields, str
        ) else self.fields  # fmt: skip
        schema = {"schema": {"fields": listed, **self.schema}} if listed else {}
        table = {"name": "t", "path": "t.csv", **schema, **self.resource}
        made = {"name": "p", "resources": [{k: v for k, v in table.items() if v is not None}], **self.package}
        files = {"datapackage.json": json.dumps(made, indent=1), "t.csv": self.table, **self.more}
        for name, content in files.items():
            if content:
                (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))


def rows(head: str, row: str, count: int = 50) -> str:
    return head + "\n" + "".join(row.format(n) + "\n" for n in range(1, count + 1))


def zipped(**files: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in files.items():
            archive.writestr(name.replace("_", "."), text)
    return out.getvalue()


ID = "id:integer name:string"
SOUND = "id,name\n1,a\n2,b\n"
V2 = {"$schema": "https://datapackage.org/profiles/2.0/datapackage.json"}
PARTS = [gzip.compress(b"id,name\n1,a\n", mtime=0), gzip.compress(b"id,name\nx,b\n", mtime=0)]
REFERENCE = {"fields": "owner", "reference": {"resource": "", "fields": "id"}}
REPORTS = [
    Report("frictionless-py#1048",
           "the report gives the line of a stray quotation mark that another one closes many rows below",
           rows("id,name,n", "{0},a,{0}", 3) + '4,"b,4\n' + rows("5,c,5", "6{0},c,7", 9) + '8,d",8\n',
           "id:integer name:string n:integer", [("T008", 5, 3, 4)]),
    Report("frictionless-py#330",
           "an open quotation mark is reported at its place, although the rest of the file becomes one cell",
           rows("id,name", "{0},a", 20) + '21,"b\n' + rows("22,c", "1{0},c", 400), ID, [("T008", 22, 4, None)]),
    Report("frictionless-py#91",
           "the report says whether a row has too many or too few cells", "id,name\n1,a,b\n2\n", ID,
           [("T011", 2, 5, 1), ("T011", 3, 1, 2)]),
    Report("csvlint.io#182",
           "the report gives the number of the row with wrong data", "id,name\n1,a\nx,b\n", ID, [("V001", 3, 1, 2)]),
    Report("frictionless-py#378", "the report says which of many lines cannot be read",
           rows("id\tname", "{0}\ta", 499) + "500\ta\tb\n", ID, [("T011", 501, 7, 500)],
           resource={"dialect": {"delimiter": "\t"}}),
    Report("frictionless-py#274, tabulator-py#265, schema-irve#2",
           "a file is recognised as UTF-8 although its first accented letter comes late",
           rows("id,name", "{0},a", 3000) + "1,Rīga\n", ID),
    Report("frictionless-py#1755, frictionless-py#1581, csvlint.io#267",
           "the report gives the place of a byte that cannot be read, far down in a file with a byte order mark",
           b"\xef\xbb\xbf" + rows("id,name", "{0},é", 3000).encode() + b"1,\xe9\n", ID,
           [("T002", 1, 1, None), ("T001", 3002, 3, None)]),
    Report("frictionless-py#1623", "an empty part of a composite primary key is an error", "a,b\nx,1\nx,\n",
           "a:string b:integer", [("X001", 3, 3, 2)], {"primaryKey": ["a", "b"]}),
    Report("datapackage#941", "unique keys skip rows without a value", "a,b\n1,\n1,\n2,3\n2,3\n",
           "a:integer b:integer", [("X003", 5, 1, 4)], {"uniqueKeys": [["a", "b"]]}, package=V2),
    Report("frictionless-py#930, frictionless-py#933", "a limit on the list does not hide how many errors there are",
           rows("id,name", "x{0},a", 1200), ID, [("V001", n + 1, 1, n) for n in range(1, 1001)]),
    Report("csvlint.rb#198", "LF inside a quoted cell is allowed in a file with CRLF", 'id,name\r\n1,"a\nb"\r\n', ID),
    Report("miller#1572", "blank lines at the end of a file are reported", "id,name\n1,a\n\n\n", ID,
           [("T010", 3, 1, 2), ("T010", 4, 1, 3)]),
    Report("tableschema-py#201", "1950-02 is a month of a year", "m\n1950-02\n", "m:yearmonth"),
    Report("datahub.io#208", "the command takes a folder, or the descriptor in it", SOUND, ID, arguments=(".",)),
    Report("frictionless-r#247", "null is allowed in rows inside the descriptor", "", ID,
           resource={"path": None, "data": [{"id": 1, "name": None}, {"id": None, "name": "b"}]}),
    Report("frictionless-r#174", "a field may declare missing values of its own", "id,name\n-,-\n",
           [{"name": "id", "type": "integer", "missingValues": ["-"]}, {"name": "name", "type": "string"}], package=V2),
    Report("frictionless-py#134", "a field may declare its own words for true and false", "b\nY\nN\n",
           [{"name": "b", "type": "boolean", "trueValues": ["Y"], "falseValues": ["N"]}]),
    Report("frictionless-py#380, frictionless-py#313, frictionless-py#159, tableschema-js#145, csv-validator#134",
           "cells are checked by the name of their column, in any order",
           "name,id\na,1\nb,x\n", ID, [("V001", 3, 3, 2)], {"fieldsMatch": "equal"}, package=V2),
    Report("frictionless-py#284, frictionless-py#376, csvlint.rb#126",
           "extra, missing and reordered columns are reported together",
           "type,extra,name\na,1,b\n", "name:string type:string id:integer",
           [("H001", 1, 1, None), ("H002", 1, 6, None), ("H003", 1, 1, None)]),
    Report("frictionless-py#1608",
           "a table or a descriptor can be read from the standard input", SOUND, ID, arguments=("-",)),
    Report("frictionless-ci#22, frictionless-py#955, pudl#352", "compressed tables are read", "", ID,
           [("V001", 2, 1, 1)], resource={"path": "t.csv.gz"}, more={"t.csv.gz": PARTS[1]}),
    Report("frictionless-py#1582", "several compressed parts are one table", "", ID, [("V001", 2, 1, 1)],
           resource={"path": ["1.csv.gz", "2.csv.gz"]}, more={"1.csv.gz": PARTS[0], "2.csv.gz": PARTS[1]}),
    Report("frictionless-py#1499",
           "a package in a ZIP archive is read", SOUND, ID, [("V001", 2, 1, 1)], arguments=("p.zip",),
           more={"p.zip": zipped(t_csv="id\nx\n", datapackage_json=json.dumps(
               {"name": "p", "resources": [{"name": "t", "path": "t.csv",
                                            "schema": {"fields": [{"name": "id", "type": "integer"}]}}]}))}),
    Report("frictionless-py#1339",
           "an empty line above the header is reported", "\nid,name\n1,a\n", ID, [("T010", 1, 1, None)]),
    Report("frictionless-py#825",
           "a row whose cells are all the same word is a row, not the header", "r,i\nr,r\n", "r:string i:string"),
    Report("frictionless-py#119", "each column without a name is reported", "name1,,\na,b,c\n", "name1:string",
           [("H005", 1, 7, None), ("H005", 1, 8, None)]),
    Report("frictionless-py#1791", "a missing column is one error, and not one per row",
           rows("id", "{0}"), ID, [("H001", 1, 1, None)]),
    Report("frictionless-py#1611, frictionless-py#1739",
           "a missing column is one error, also if its field is required and unique",
           rows("id", "{0}"), [{"name": "id", "type": "integer"},
                               {"name": "k", "constraints": {"required": True, "unique": True}}],
           [("H001", 1, 1, None)]),
    Report("frictionless-py#161, frictionless-py#1258",
           "the schema can say that a table may lack columns", "id\n1\n", ID,
           schema={"fieldsMatch": "superset"}, package=V2),
    Report("tableschema-py#194, frictionless-py#353", "a part of a composite key need not be unique",
           "a,b\na,a\na,b\nb,a\n", "a:string b:string", schema={"primaryKey": ["a", "b"]}),
    Report("frictionless-py#372", "a wrong cell in another column of the target table does not break a foreign key",
           "id,owner,email\n1,1,a@example.org\n2,1,\n",
           [{"name": "id"}, {"name": "owner"}, {"name": "email", "constraints": {"required": True}}],
           [("V003", 3, 5, 2)], {"primaryKey": "id", "foreignKeys": [REFERENCE]}),
    Report("frictionless-py#951, frictionless-py#973",
           "the report says which foreign key is broken, and by which value",
           "id,owner,friend\n1,1,1\n2,1,7\n", [{"name": "id"}, {"name": "owner"}, {"name": "friend"}],
           [("X004", 3, 5, 2)],
           {"primaryKey": "id", "foreignKeys": [REFERENCE, {**REFERENCE, "fields": "friend"}]}),
    Report("frictionless-py#423, frictionless-py#1540",
           "a date with a time may lack a time zone, or have one such as -0200",
           "d\n2024-01-02T03:04:05\n2024-01-02T03:04:05Z\n2024-01-02T03:04:05-0200\n2024-01-02T03:04:05-02:00\n",
           "d:datetime"),
    Report("tableschema-js#117, data-curator#446",
           "a limit, or a listed value, that does not fit the type of its field is reported",
           "n\n1\n", [{"name": "n", "type": "integer", "constraints": {"minimum": "low", "enum": ["a", 1]}}],
           [("D014", 13, 19, None), ("D014", 15, 9, None)]),
    Report("datapackage#719", "constraints that the specification does not have are reported", "n\n1\n",
           [{"name": "n", "type": "string", "constraints": {"max-length": 3, "regex": "x"}}],
           [("D005", 13, 8, None), ("D005", 14, 8, None)]),
    Report("oemetadata#132", "a dialect may be nested under the property csv", "id;name\n1;a\n", ID,
           resource={"dialect": {"csv": {"delimiter": ";"}}}),
    Report("frictionless-py#1735", "chosen errors can be turned into warnings", "id,name\n1,a\nx,b\n", ID,
           [("V001", 3, 1, 2)], arguments=("datapackage.json", "--warn", "V001")),
    Report("tansignari#250", "the descriptor can be checked without its data", "id,name\nx,b\n", ID,
           arguments=("datapackage.json", "--descriptor-only")),
    Report("csvlint.rb#218, csvlint#43",
           "a single CSV can be checked, with its delimiter on the command line", "id;name\n1;a\n", ID,
           arguments=("t.csv", "--delimiter", ";")),
    Report("csvlint.io#160",
           "semicolons instead of commas are reported once", "id;name\n1;a\n", ID, [("T009", 1, 3, None)]),
    Report("frictionless-py#70, frictionless-py#92",
           "the report names the columns that are missing, and those that are too many",
           "id,surplus\n1,a\n", ID, [("H001", 1, 1, None), ("H002", 1, 4, None)]),
]  # fmt: skip


@pytest.mark.parametrize("report", REPORTS, ids=lambda r: r.threads.split(",")[0])
def test_what_a_public_report_needs_is_said(
    report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    report.write(tmp_path)
    if "-" in report.arguments:
        descriptor = (tmp_path / "datapackage.json").read_bytes()
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(descriptor)))
    code = run([*(report.arguments or ("datapackage.json",)), "--format", "json"])
    loaded = json.loads(capsys.readouterr().out)
    found = [(p["code"], p["line"], p["column"], p["row"]) for p in loaded["problems"]]
    assert sorted(found, key=str) == sorted(report.due, key=str)
    assert code == int(loaded["summary"]["errors"] > 0)
    assert ("--warn" in report.arguments) == (code == 0 and "V001" in report.codes)
    assert loaded["summary"]["errors"] + loaded["summary"]["warnings"] == len(found) + sum(
        loaded["summary"]["omitted"].values()
    )


def _thread(name: str) -> str:
    repository, number = name.split("#")
    home = f"https://github.com/frictionlessdata/{repository}/issues/{number}"
    return f"[{name}]({home})" if repository in KNOWN else name


def _table() -> str:
    out = ["| Report | Right behaviour | What dpcheck reports |", "|---|---|---|"]
    for r in REPORTS:
        said = ", ".join(f"{code}{f' ({n:,} times)' if n > 1 else ''}" for code, n in Counter(r.codes).items())
        threads = ", ".join(map(_thread, r.threads.split(", ")))
        out.append(f"| {threads} | {r.need[0].upper()}{r.need[1:]}. | {said or 'nothing, as expected'} |")
    return "\n".join(out)


def test_the_page_lists_every_report(pytestconfig: pytest.Config) -> None:
    page = PAGE.read_text(encoding="utf-8")
    made = MARKS.sub(lambda m: f"{m[1]}\n{_table()}\n\n{m[2]}", page)
    if pytestconfig.getoption("accept"):
        PAGE.write_text(made, encoding="utf-8", newline="\n")
    assert "<!-- built: reports -->" in page and (made == page or pytestconfig.getoption("accept"))
