"""Formatting moves lines and changes no value; --fix changes bytes alone; both say what they did or could not do."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.edit.fix import mended
from corpus.edit.layout import NotByLine, laid_out
from corpus.model.schema import load_schemas
from corpus.model.yaml_reader import read_yaml
from helpers import ROOT, change, contents, run

RECORDS = "data/records"
SCHEMAS = load_schemas(ROOT / "schemas")
RECOMMENDATION, ACTOR, PASSAGE = (SCHEMAS.kinds[k] for k in ("recommendation", "actor", "passage"))


def told(text: str) -> str:
    """What a text says, whatever the order of its keys."""
    reading = read_yaml(text)
    assert not reading.faults
    return json.dumps(reading.value, sort_keys=True, ensure_ascii=False)


# Layout


@pytest.mark.data
def test_our_own_records_and_those_of_the_tests_are_formatted(good_once: Path) -> None:
    for root in (ROOT, good_once):
        done = run("format", "--check", root=root)
        assert (done.code, done.err) == (0, "") and done.out.startswith("all ")


def test_the_first_line_names_the_schema(good: Path) -> None:
    assert run("editor", root=good).code == 0  # from now on there are schemas to be named
    edited = [p for p in (good / RECORDS).rglob("*.yaml") if "codings" not in p.parts]
    told = run("validate", root=good)
    assert f"0 errors, {len(edited)} warnings" in told.out and "warning Y008" in told.out and told.code == 0
    assert run("format", root=good).code == 0
    for path in edited:
        named = path.read_text(encoding="utf-8").split("\n")[0].partition("$schema=")[2]
        assert (path.parent / named).resolve().parent == (good / "schemas" / "editor").resolve()
        assert (path.parent / named).is_file()
    assert "0 errors, 0 warnings" in run("validate", root=good).out


def test_fields_move_with_their_comments_and_all_their_lines() -> None:
    text = """# Head of the file.

# About it.
-
   # an aside on themes
   themes: [demand, return]
   keywords: [c, "b", a]
   # two comments
   # on relations
   relations:
   - relation: restates
     # the origin
     origin_id: x-r001
   - {origin_id: x-r002, relation: restates}
   unknown: |
      kept

       as it is
   in_our_words: "one
     two

     three"


   recommendation_id: x-r003
# about the second
-  recommendation_id: x-r004
   made_by:
   - a \x20\x20
   - b
# the end
"""
    wanted = """# Head of the file.

# About it.
- recommendation_id: x-r003
  in_our_words: "one
    two

    three"
  # an aside on themes
  themes: [demand, return]
  keywords: [a, "b", c]
  # two comments
  # on relations
  relations:
    # the origin
    - origin_id: x-r001
      relation: restates
    - {origin_id: x-r002, relation: restates}
  unknown: |
     kept

      as it is
# about the second
- recommendation_id: x-r004
  made_by:
    - a
    - b
# the end
"""
    assert laid_out(text, RECOMMENDATION) == wanted
    assert laid_out(wanted, RECOMMENDATION) == wanted
    assert told(text).replace('["c", "b", "a"]', '["a", "b", "c"]') == told(wanted)


def test_what_comes_first_takes_its_comment_in_front_of_the_dash() -> None:
    text = "- start: 0\n  # which one\n  passage_id: x-p001\n"
    assert laid_out(text, PASSAGE) == "# which one\n- passage_id: x-p001\n  start: 0\n"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "- passage_id: a\n\n\n- passage_id: b\n\n- passage_id: c\n",
            "- passage_id: a\n\n- passage_id: b\n\n- passage_id: c\n",
        ),
        (
            "- passage_id: a\n\n- passage_id: b\n- passage_id: c\n",
            "- passage_id: a\n\n- passage_id: b\n\n- passage_id: c\n",
        ),  # a tie: apart
        (
            "- passage_id: a\n- passage_id: b\n\n- passage_id: c\n- passage_id: d\n",
            "- passage_id: a\n- passage_id: b\n- passage_id: c\n- passage_id: d\n",
        ),
        (
            "- passage_id: a\n# Part two\n\n# of b\n- passage_id: b\n",
            "- passage_id: a\n# Part two\n\n# of b\n- passage_id: b\n",
        ),
        ("- passage_id: a\n\n  start: 0\n\n\n", "- passage_id: a\n  start: 0\n"),
        ("\n\n- passage_id: a\n", "- passage_id: a\n"),
        ("# nothing yet\n", "# nothing yet\n"),
        (
            "- passage_id: a\n  meetings: # why\n    - meeting_id: m\n",
            "- passage_id: a\n  meetings: # why\n    - meeting_id: m\n",
        ),
    ],
)
def test_blank_lines_part_records_where_they_part_most(text: str, wanted: str) -> None:
    assert laid_out(text, PASSAGE) == wanted
    assert laid_out(wanted, PASSAGE) == wanted


def test_one_record_a_file_begins_at_the_margin() -> None:
    text = "# Head.\nname: B\nactor_id: b\nfacts:\n- basis: known\n  field: name\n"
    assert laid_out(text, ACTOR) == "# Head.\nactor_id: b\nname: B\nfacts:\n  - field: name\n    basis: known\n"


@pytest.mark.parametrize(
    "text", ["--- \nactor_id: a\n", "? actor_id\n: a\n", "actor_id: a\nnote: |+\n  x\n\n\nname: b\n...\n"]
)
def test_what_cannot_be_moved_is_refused(text: str) -> None:
    with pytest.raises(NotByLine):
        laid_out(text, ACTOR)


def test_keywords_beside_a_comment_are_left_to_people() -> None:
    text = "- recommendation_id: x\n  keywords:\n    - b\n    # of a\n    - a\n"
    assert laid_out(text, RECOMMENDATION) == text


WORDS = st.sampled_from(
    [
        "ports",
        "Åland",
        '"a: b"',
        "'it''s'",
        '"# no comment"',
        "12",
        '"12"',
        "true",
        "[]",
        "[b, a]",
        '[b,\n      "a"]',
        "|\n      two\n\n        lines",
        ">-\n      fo\n      ld",
        "two\n      lines",
        '"a\n      b"',
        "{a: 1}",
        "",
    ]
)
NAMES = st.sampled_from([f.name for f in RECOMMENDATION.fields] + ["unknown", "other"])
COMMENTS = st.sampled_from(["", "# one\n", "    # two\n# three\n", "\n", "\n\n# four\n\n"])


@st.composite
def lists(draw: st.DrawFn) -> str:
    out = [draw(COMMENTS)]
    for _ in range(draw(st.integers(1, 4))):
        fields = draw(st.lists(NAMES, min_size=1, max_size=6, unique=True))
        for n, name in enumerate(fields):
            out.append("" if n == 0 else draw(COMMENTS))
            lead = "-   " if n == 0 else "    "
            if name in ("relations", "citations"):
                out.append(f"{lead}{name}:\n")
                step = draw(st.sampled_from(["    ", "      "]))
                for _ in range(draw(st.integers(1, 3))):
                    keys = draw(st.permutations(["relation", "note", "x"]))
                    out += [
                        f"{step}{'- ' if k == 0 else '  '}{key}: {draw(st.sampled_from(['a', 'b c', '3']))}\n"
                        for k, key in enumerate(keys)
                    ]
            else:
                out.append(f"{lead}{name}: {draw(WORDS)}\n")
        out.append(draw(COMMENTS))
    return "".join(out)


@given(lists())
def test_formatting_keeps_every_value_and_comment_and_is_done_once(text: str) -> None:
    assert not read_yaml(text).faults
    new = laid_out(text, RECOMMENDATION)
    assert laid_out(new, RECOMMENDATION) == new
    comments = [line.strip() for line in text.split("\n") if line.strip().startswith("# ")]
    assert sorted(comments) == sorted(line.strip() for line in new.split("\n") if line.strip().startswith("# "))
    before, after = read_yaml(text).value, read_yaml(new).value
    for a, b in zip(before, after, strict=True):
        words = a.get("keywords")
        if isinstance(words, list):
            a["keywords"] = sorted(words)
        assert json.dumps(a, sort_keys=True) == json.dumps(b, sort_keys=True)
        order = [f.name for f in RECOMMENDATION.fields]
        known = [order.index(k) for k in b if k in order]
        assert known == sorted(known)


@pytest.mark.parametrize(
    "path", ["sources/watch2005/recommendations.yaml", "actors/asa-holm.yaml", "vocabularies/theme.yaml"]
)
def test_the_command_formats_and_the_tables_stay(good: Path, path: str) -> None:
    file = good / RECORDS / path
    was = file.read_bytes()
    lines = was.decode("utf-8").split("\n")
    spoilt = "\r\n".join([*lines, "", ""]).replace("\r\n\r\n", "  \r\n\r\n\r\n")
    file.write_bytes(b"\xef\xbb\xbf" + unicodedata.normalize("NFD", spoilt).encode("utf-8"))
    seen = contents(good)
    check, diff = run("format", "--check", root=good), run("format", "--diff", root=good)
    assert (check.code, diff.code) == (1, 0) and contents(good) == seen
    assert f"not formatted: {RECORDS}/{path}\n" in check.out and f"--- {RECORDS}/{path} as it is" in diff.out
    other = good / RECORDS / "actors/ports.yaml"
    assert run("format", other, root=good).out == "the file is formatted already\n" and contents(good) == seen
    done = run("format", file.parent, root=good)
    assert (done.code, done.err) == (0, "") and f"formatted: {RECORDS}/{path}\n" in done.out
    assert file.read_bytes() == was
    assert run("build", "--check", root=good).code == 0


def test_what_cannot_be_formatted_is_told_in_one_line_and_nothing_is_written(good: Path, tmp_path: Path) -> None:
    spoilt = good / RECORDS / "actors/ports.yaml"
    spoilt.write_bytes(spoilt.read_bytes() + b"  \n\n")
    broken = good / RECORDS / "actors/river-watch.yaml"
    (tmp_path / "x.yaml").write_text("a: 1\n", encoding="utf-8")
    was = broken.read_bytes()
    for data, why in (
        (b"a: &b c\n", "river-watch.yaml:1: "),
        (b"name: \xe9\n", "not UTF-8"),
        (b"---\nactor_id: river-watch\n", "line 1 is neither"),
    ):
        broken.write_bytes(data)
        seen = contents(good)
        done = run("format", root=good)
        assert (done.code, done.out, done.err.count("\n")) == (2, "", 1) and why in done.err
        assert contents(good) == seen
    broken.write_bytes(was)
    for path, why in (
        (good / "none.yaml", "there is no file"),
        (tmp_path / "x.yaml", "is not in"),
        (good / RECORDS.split("/")[0] / "README.md", "not a record file"),
        (good / "schemas", "contains no record file"),
    ):
        if path.name == "README.md":
            path.write_text("x\n", encoding="utf-8")
        done = run("format", path, root=good)
        assert (done.code, done.out, done.err.count("\n")) == (2, "", 1) and why in done.err


# Bytes


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        (b"\xef\xbb\xbfa: 1\n", b"a: 1\n"),
        (b"a: 1\r\nb: 2\rc: 3\n", b"a: 1\nb: 2\nc: 3\n"),
        (b"a: 1  \n \t\nb: 2", b"a: 1\n\nb: 2\n"),
        ("a: e\u0301\n".encode(), "a: é\n".encode()),
        (b"a: |\n  kept  \n  too \nb: 1 \n", b"a: |\n  kept  \n  too \nb: 1\n"),
        (b"a: |\n  x", b"a: |\n  x"),  # a line end would be part of the value
        (b"a: '\xe2\x84\xaa'\n", b"a: 'K'\n"),  # the sign for kelvin
        (b"a: [  \r\nb: 2", b"a: [  \nb: 2\n"),  # cannot be read: only what no value depends on
        (b"a: \xe9  \r\n", b"a: \xe9  \r\n"),  # not UTF-8
        (b"", b""),
        (b"# nothing  ", b"# nothing\n"),
        ("a: \u1fefx\n".encode(), "a: \u1fefx\n".encode()),  # its normal form is a character that YAML keeps for itself
    ],
)
def test_what_is_safe_is_mended_and_nothing_else(data: bytes, wanted: bytes) -> None:
    new, done = mended(data)
    assert new == wanted and bool(done) == (new != data)
    assert mended(new) == (new, [])


@given(st.text(st.sampled_from(" \t\r\n\u0301éae:-#|[]'\"\ufeff+>\\"), max_size=40))
def test_no_value_changes(text: str) -> None:
    new, _ = mended(text.encode("utf-8"))
    before = read_yaml(text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
    after = read_yaml(new.decode("utf-8"))
    if not before.faults:
        assert not after.faults
        assert unicodedata.normalize("NFC", json.dumps(before.value, ensure_ascii=False)) == unicodedata.normalize(
            "NFC", json.dumps(after.value, ensure_ascii=False)
        )
    assert mended(new)[0] == new


def test_fix_mends_tells_and_checks(good: Path) -> None:
    file, other = good / RECORDS / "actors/asa-holm.yaml", good / RECORDS / "actors/ports.yaml"
    was, others = file.read_bytes(), other.read_bytes()
    file.write_bytes(
        unicodedata.normalize("NFD", was.decode("utf-8"))
        .encode("utf-8")
        .replace(b"\n", b" \r\n")
        .removesuffix(b" \r\n")
    )
    other.write_bytes(others + b"  ")
    named = run("validate", "--fix", other, root=good)
    assert (named.code, named.err) == (0, ""), named.out
    assert other.read_bytes() == others and file.read_bytes() != was
    assert named.out.startswith(f"corrected: {RECORDS}/actors/ports.yaml\n@@ line ")
    done = run("validate", "--fix", "--level", "warning", root=good)
    assert (done.code, done.err) == (0, "") and file.read_bytes() == was
    shown = done.out.split("\n")
    assert shown[0] == f"corrected: {RECORDS}/actors/asa-holm.yaml" and "@@ final line end added" in shown
    assert any(line.startswith("-") and "A\\u030a" in line for line in shown) and any(
        line.endswith("·") for line in shown
    )
    assert shown[-2].startswith("0 errors, 0 warnings")
    again = run("validate", "--fix", root=good)
    assert again.code == 0 and "corrected" not in again.out


def test_fix_touches_nothing_else(good: Path) -> None:
    change(good / RECORDS / "actors/ports.yaml", ("actor_type: group", "actor_type: crowd"))
    (good / RECORDS / "README.md").write_bytes(b"two  \r\nlines")
    (good / RECORDS / "actors/picture.bin").write_bytes(b"\r\n  \r")
    seen = contents(good)
    done = run("validate", "--fix", "--format", "json", root=good)
    assert done.code == 1 and done.err == "" and json.loads(done.out)["summary"]["errors"]
    assert contents(good) == seen


def test_the_report_stays_json_where_something_is_mended(good: Path) -> None:
    file = good / RECORDS / "actors/ports.yaml"
    file.write_bytes(file.read_bytes() + b"\r\n")
    done = run("validate", "--fix", "--format", "json", root=good)
    assert json.loads(done.out)["problems"] == [] and done.err.startswith("corrected: ")


@pytest.mark.parametrize("command", [("validate", "--fix"), ("format",)])
def test_a_read_only_file_is_told_and_nothing_is_half_written(good: Path, command: tuple[str, ...]) -> None:
    spoilt = [good / RECORDS / "actors" / name for name in ("asa-holm.yaml", "ports.yaml", "river-watch.yaml")]
    for file in spoilt:
        file.write_bytes(file.read_bytes().replace(b"\n", b" \n"))
    spoilt[1].chmod(0o444)
    seen = contents(good)
    done = run(*command, root=good)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert "ports.yaml" in done.err and "read-only" in done.err
    assert contents(good) == seen
    spoilt[1].chmod(0o644)


def test_fix_is_for_records(good: Path) -> None:
    done = run("validate", "--fix", good / "datapackage.json", root=good)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1) and "--fix" in done.err


def test_departures_from_the_layout_are_warnings_beside_their_lines(good: Path) -> None:
    change(good / RECORDS / "actors/asa-holm.yaml", ("label: ", "label:  "))
    assert run("format", "--check", root=good).code == 0  # a blank too many is no matter of layout
    path = good / RECORDS / "actors/harbour-guild.yaml"
    lines = path.read_text(encoding="utf-8").split("\n")
    lines[2], lines[3] = lines[3], lines[2]
    path.write_text("\n".join(lines), encoding="utf-8")
    done = run("format", "--check", "--format", "github", root=good)
    assert done.code == 1
    assert done.out.startswith("::warning file=data/records/actors/harbour-guild.yaml,line=3,title=layout::")
    assert f"expected: here: {lines[3]}" in done.out and f"actual: {lines[2]}" in done.out


@pytest.mark.parametrize(
    ("edit", "line"),
    [
        (("\n  ", "\n    "), 9),  # entries indented by four
        (("\nlabel: Guild", "\n\nlabel: Guild"), 3),  # a blank line between fields
        (("facts:", "facts:\n\n"), 9),  # or before an entry
        (("actor_type: ngo\n", ""), None),  # nothing moved: what is missing is no matter of layout
    ],
)
def test_each_kind_of_departure_has_its_line(good: Path, edit: tuple[str, str], line: int | None) -> None:
    path = good / RECORDS / "actors/harbour-guild.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(*edit), encoding="utf-8")
    done = run("format", "--check", "--format", "github", root=good)
    found = re.findall(r"harbour-guild\.yaml,line=(\d+),title=layout::", done.out)
    assert (done.code, found) == ((1, [str(line)]) if line else (0, []))


def test_keywords_out_of_order_are_a_departure_at_their_line(good: Path) -> None:
    path = good / RECORDS / "sources/watch2005/recommendations.yaml"
    text = path.read_text(encoding="utf-8").replace("[lamps, night, quays]", "[lamps, quays, night]", 1)
    path.write_text(text, encoding="utf-8")
    line = text.split("\n").index("  keywords: [lamps, quays, night]") + 1
    done = run("format", "--check", "--format", "github", root=good)
    assert f"recommendations.yaml,line={line},title=layout::" in done.out
    assert "expected: here: keywords: [lamps, night, quays]" in done.out
