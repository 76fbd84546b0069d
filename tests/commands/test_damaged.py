"""What cannot run, or is damaged: one line that says what and where, nothing written, never a traceback."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from helpers import GOOD, contents, run

DOCUMENTS = GOOD / "documents"
RECORDS = "data/records"


def everything(good: Path) -> list[tuple[str, list[object]]]:
    """Each command with arguments that would work."""
    return [
        ("validate", []),
        ("build", []),
        ("build", ["--check"]),
        ("verify", [DOCUMENTS]),
        ("verify", [DOCUMENTS, "--update"]),
    ]


def broken_schema(text: str):
    return lambda root: (root / "schemas/records/actor.schema.json").write_text(text, encoding="utf-8")


def edited_schema(edit):
    def apply(root: Path) -> None:
        path = root / "schemas/records/actor.schema.json"
        document = json.loads(path.read_text(encoding="utf-8"))
        edit(document)
        path.write_text(json.dumps(document), encoding="utf-8")

    return apply


def move(root: Path, name: str) -> None:
    (root / name).rename(root / "elsewhere")


def folder_for_file(root: Path, name: str) -> None:
    (root / name).unlink()
    (root / name).mkdir()


CANNOT = {
    "no repository": (lambda root: root.rename(root.with_name("elsewhere")), "good"),
    "no schemas": (lambda root: move(root, "schemas"), "schemas"),
    "no records": (lambda root: move(root, RECORDS), "data/records"),
    "a schema that cannot be read": (
        lambda root: folder_for_file(root, "schemas/records/actor.schema.json"),
        "actor.schema.json",
    ),
    "a schema that is gone": (lambda root: move(root, "schemas/records/actor.schema.json"), "actor.schema.json"),
    "a schema that is no JSON": (broken_schema("{"), "actor.schema.json"),
    "a schema that is a list": (broken_schema("[]"), "actor.schema.json"),
    "an empty schema": (broken_schema("{}"), "actor.schema.json"),
    "a schema in Latin-1": (
        lambda root: (root / "schemas/records/actor.schema.json").write_bytes(b'{"a": "\xe9"}'),
        "actor.schema.json",
    ),
    "a schema without x-records": (edited_schema(lambda d: d.pop("x-records")), "x-records"),
    "a key that is no field": (edited_schema(lambda d: d["x-table"].update(key=["nothing"])), "x-table"),
    "a field without type": (edited_schema(lambda d: d["properties"]["label"].pop("$ref")), "label"),
    "a field of an unknown type": (edited_schema(lambda d: d["properties"]["label"].update(type="words")), "label"),
    "a field with a bad pattern": (
        edited_schema(lambda d: d["properties"]["label"].update(pattern="^(?:[)$")),
        "label",
    ),
    "a field with a bad limit": (edited_schema(lambda d: d["properties"]["label"].update(maxLength="60")), "maxLength"),
    "a list among the names of required fields": (
        edited_schema(lambda d: d["properties"]["facts"]["items"].update(required=[["field"]])),
        "required",
    ),
    "a list in a key": (edited_schema(lambda d: d["x-table"].update(key=[["actor_id"]])), "x-table"),
    "a value allowed that is no text": (
        edited_schema(lambda d: d["properties"]["label"].update(enum=["a", 1])),
        "enum",
    ),
    "a field of an entry without definition": (
        edited_schema(lambda d: d["properties"]["facts"]["items"]["properties"].update(field=1)),
        "properties",
    ),
    "a table whose name is a list": (
        edited_schema(lambda d: d["properties"]["facts"]["x-table"].update(table=["x"])),
        "facts",
    ),
    "a reference to no table": (
        edited_schema(lambda d: d["properties"]["parent"].update({"x-references": "nothing"})),
        "nothing",
    ),
    "a reference to no definition": (
        edited_schema(lambda d: d["properties"].update(label={"$ref": "#/nothing"})),
        "#/nothing",
    ),
    "a list for no table": (
        edited_schema(lambda d: d["properties"]["facts"]["x-table"].update(table="nothing")),
        "facts",
    ),
}


@pytest.mark.parametrize("case", CANNOT)
def test_what_cannot_run_says_so_in_one_line(good: Path, case: str) -> None:
    spoil, told = CANNOT[case]
    spoil(good)
    before = contents(good.parent)
    for name, arguments in everything(good):
        done = run(name, *arguments, root=good)
        assert (done.code, done.out) == (2, ""), (name, done)
        assert done.err.count("\n") == 1 and done.err.startswith(f"{name}: ") and told in done.err
    assert contents(good.parent) == before
    good.mkdir(exist_ok=True)  # the fixture takes it away


@pytest.mark.parametrize("text", ["{", '{"type": 5}', "[]", '{"$ref": "#/$defs/nothing"}'])
def test_a_broken_dialect_is_told_by_its_name(good: Path, text: str) -> None:
    (good / "schemas/dialect.schema.json").write_text(text, encoding="utf-8")
    for name, arguments in (("validate", []), ("build", [])):
        done = run(name, *arguments, root=good)
        assert (done.code, done.out, done.err.count("\n")) == (2, "", 1) and "dialect.schema.json" in done.err


def test_a_file_without_permission_is_told(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = Path.read_bytes

    def refused(path: Path) -> bytes:
        if path.name == "ports.yaml":
            raise PermissionError(13, "Permission denied", str(path))
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refused)
    for name, arguments in everything(good):
        done = run(name, *arguments, root=good)
        assert (done.code, done.out, done.err) == (
            2,
            "",
            f"{name}: {good / RECORDS / 'actors/ports.yaml'}: Permission denied\n",
        )


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("actors/ports.yaml", "actor_id: [ports\n"),
        ("sources/lakes2006/source.yaml", "a: b: c\n"),
        ("sources/lakes2006/passages.yaml", "- *x\n"),
        ("package.yaml", "\x00\n"),
        ("vocabularies/theme.yaml", "}\n"),
    ],
)
def test_malformed_yaml_is_one_problem_and_nothing_is_overwritten(good: Path, path: str, text: str) -> None:
    (good / RECORDS / path).write_text(text, encoding="utf-8")
    before = contents(good)
    done = run("validate", "--format", "json", root=good)
    found = json.loads(done.out)["problems"]
    assert done.code == 1
    assert {p["path"] for p in found if p["level"] == "error"} == {f"{RECORDS}/{path}"}
    assert {p["code"][0] for p in found} <= {"Y", "B"}
    for arguments in ([], ["--check"], ["--downloads"]):
        done = run("build", *arguments, root=good)
        assert (done.code, done.out) == (1, "") and path in done.err and "nothing was written" in done.err
    for arguments in ([DOCUMENTS], [DOCUMENTS, "--update"]):
        done = run("verify", *arguments, root=good)
        assert (done.code, done.out, done.err.count("\n")) == (2, "", 1) and done.err.startswith(
            f"verify: {RECORDS}/{path}:"
        )
    assert contents(good) == before


VALUES = ["", "null", "[]", "{}", "[1]", "[[1]]", "[{}]", "{a: 1}", "[a, a]", "true", "0", "-5", "1.5", "99999999"]
VALUES += ["2007-02-30", "ports", "- a", "|", "!!x", "*a", '"\\n"']


@pytest.mark.parametrize("seed", range(12))
def test_no_damage_gives_a_traceback(good: Path, seed: int) -> None:
    """A value replaced, a line dropped, doubled, moved or indented, a file cut off: problems, and the right code."""
    rng = random.Random(seed)
    path = rng.choice(sorted((good / RECORDS).rglob("*.yaml")))
    lines = path.read_text(encoding="utf-8").split("\n")
    at = rng.randrange(len(lines))
    kind = rng.choice(["value", "value", "value", "drop", "double", "move", "indent", "cut", "all"])
    if kind == "value":
        lines[at] = f"{lines[at].split(':')[0]}: {rng.choice(VALUES)}"
    elif kind == "drop":
        del lines[at]
    elif kind == "double":
        lines.insert(at, lines[at])
    elif kind == "move":
        lines.insert(rng.randrange(len(lines)), lines.pop(at))
    elif kind == "indent":
        lines[at] = "  " + lines[at]
    else:
        lines = lines[:at] if kind == "cut" else [rng.choice(VALUES), ""]
    path.write_text("\n".join(lines), encoding="utf-8")
    before = contents(good)
    for name, arguments in (
        ("validate", []),
        ("build", ["--check"]),
        ("verify", [DOCUMENTS]),
        ("reliability", ["--check"]),
        ("format", ["--check"]),
    ):
        done = run(name, *arguments, root=good)
        assert done.code in (0, 1) or done.code == 2 and done.err.count("\n") == 1, done
        assert done.out or done.err
    assert contents(good) == before
