"""The YAML reader: exact values, exact places, and nothing that could surprise."""

from __future__ import annotations

import json

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from corpus.model import yaml_reader
from corpus.model.yaml_reader import MAX_DEPTH, read_yaml
from dpcheck.read.places import Mark, Reading


def faults(text: str) -> list[tuple[str, int, int]]:
    return [(f.kind, f.line, f.column) for f in read_yaml(text).faults]


# Values


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("0", 0),
        ("7", 7),
        ("-12", -12),
        ("+5", 5),
        ("2007", 2007),
        ("1.5", 1.5),
        ("-0.25", -0.25),
        ("999999999999999999", 999999999999999999),
        ("true", True),
        ("false", False),
        ("null", None),
        ("", None),
        ("plain words", "plain words"),
        ("2007-10-02", "2007-10-02"),
        ("2007-09-24/2007-10-05", "2007-09-24/2007-10-05"),
        ("1.2.3", "1.2.3"),
        ("10 %", "10 %"),
        ("v1", "v1"),
        ("e5", "e5"),
        ("...x", "...x"),
        ("a_1", "a_1"),
        ("nothing", "nothing"),
        ("yesterday", "yesterday"),
        ("43d0bd83fb5ac689", "43d0bd83fb5ac689"),
        ("http://example.org/a#b", "http://example.org/a#b"),
        ("１２", "１２"),
        ('"true"', "true"),
        ("'12'", "12"),
        ('""', ""),
        ('"a\\tb"', "a\tb"),
        ("'it''s'", "it's"),
        ("|\n  a\n  b\n", "a\nb\n"),
        (">\n  a\n  b\n", "a b\n"),
        ("[1, b, null]", [1, "b", None]),
        ("{a: 1}", {"a": 1}),
        ("[]", []),
        ("{}", {}),
        ("two\n  lines", "two lines"),
    ],
)
def test_values_are_exact(written: str, value: object) -> None:
    reading = read_yaml(f"key: {written}")
    assert reading.faults == []
    got = reading.value["key"]
    assert got == value
    assert type(got) is type(value)


@pytest.mark.parametrize("text", ["", "\n", "# only a comment\n", "---\n", "---\n# nothing\n"])
def test_an_empty_file_is_nothing(text: str) -> None:
    assert read_yaml(text) == Reading(None, read_yaml(text).marks)
    assert read_yaml(text).value is None


@pytest.mark.parametrize(
    "written",
    [
        "yes",
        "No",
        "ON",
        "off",
        "y",
        "N",
        "True",
        "FALSE",
        "Null",
        "NULL",
        "~",
        "0123",
        "00",
        "08",
        "-07",
        "1_000",
        "0x1F",
        "0o17",
        "0b101",
        "12:30",
        "12:30:45",
        "190:20:30.15",
        ".5",
        "5.",
        "1e5",
        "1E-3",
        "1.5e3",
        "01.5",
        "1234567890123e45",
        ".inf",
        "-.INF",
        ".NaN",
        "=",
        "1" * 19,
    ],
)
def test_what_programs_read_differently_is_refused(written: str) -> None:
    reading = read_yaml(f"a: 1\nkey: {written}\n")
    assert [(f.kind, f.line, f.column, f.actual) for f in reading.faults] == [("ambiguous", 2, 6, written)]
    assert reading.value["key"] == written  # kept as text, so that other rules can go on
    assert f'"{written}"' in reading.faults[0].hint
    assert read_yaml(f'key: "{written}"\n').faults == []


def test_whatever_another_reader_takes_for_no_text_is_no_plain_text_here() -> None:
    """Second opinion: PyYAML's own resolver of YAML 1.1, on every short scalar of these characters."""
    letters = "01.:_-+exobynYNtT~=<"
    texts = [a + b + c for a in ["", *letters] for b in ["", *letters] for c in letters]
    for text in texts:
        if text != text.strip() or text.startswith(("- ", "? ")):
            continue
        try:
            other = yaml.safe_load(f"[{text}, 1]")
        except (yaml.YAMLError, ValueError):
            continue
        ours = read_yaml(f"[{text}, 1]")
        if other is None or ours.faults or not isinstance(other, list) or len(other) != 2:
            continue
        assert ours.value == other and type(ours.value[0]) is type(other[0]), text


# Marks


def test_marks_of_every_key_and_value() -> None:
    text = """\
# comment
- id: a-1
  names: [über, "x y"]
  more:
    - at: 5
      text: |
        first
        second

    # between
    - at: 6
- {id: b}
"""
    reading = read_yaml(text)
    assert reading.faults == []
    assert reading.value == [
        {"id": "a-1", "names": ["über", "x y"], "more": [{"at": 5, "text": "first\nsecond\n"}, {"at": 6}]},
        {"id": "b"},
    ]
    assert reading.marks == {
        (): Mark(2, 1, 12, 10),
        (0,): Mark(2, 3, 11, 12),
        (0, "id"): Mark(2, 7, 2, 10),
        (0, "names"): Mark(3, 10, 3, 23),
        (0, "names", 0): Mark(3, 11, 3, 15),
        (0, "names", 1): Mark(3, 17, 3, 22),
        (0, "more"): Mark(5, 5, 11, 12),
        (0, "more", 0): Mark(5, 7, 8, 15),
        (0, "more", 0, "at"): Mark(5, 11, 5, 12),
        (0, "more", 0, "text"): Mark(6, 13, 8, 15),
        (0, "more", 1): Mark(11, 7, 11, 12),
        (0, "more", 1, "at"): Mark(11, 11, 11, 12),
        (1,): Mark(12, 3, 12, 10),
        (1, "id"): Mark(12, 8, 12, 9),
    }
    assert reading.key_marks == {
        (0, "id"): Mark(2, 3, 2, 5),
        (0, "names"): Mark(3, 3, 3, 8),
        (0, "more"): Mark(4, 3, 4, 7),
        (0, "more", 0, "at"): Mark(5, 7, 5, 9),
        (0, "more", 0, "text"): Mark(6, 7, 6, 11),
        (0, "more", 1, "at"): Mark(11, 7, 11, 9),
        (1, "id"): Mark(12, 4, 12, 6),
    }


def test_columns_count_characters_not_bytes() -> None:
    reading = read_yaml("ключ: 'ж😀': значение"[:6] + "ж😀 b\n")
    assert reading.marks[("ключ",)] == Mark(1, 7, 1, 11)


def test_windows_line_ends_do_not_move_marks() -> None:
    reading = read_yaml("a: 1\r\nb: two\r\nc: |\r\n  x\r\n")
    assert (reading.value, reading.faults) == ({"a": 1, "b": "two", "c": "x\n"}, [])
    assert [reading.marks[(k,)][:2] for k in "abc"] == [(1, 4), (2, 4), (3, 4)]
    assert reading.marks[("c",)].end_line == 4


# Faults


@pytest.mark.parametrize(
    ("text", "kind", "line", "column"),
    [
        ("a: b: c\n", "syntax", 1, 5),
        ("a: [1, 2\n", "syntax", 1, 4),
        ("- a\nb: 1\n", "syntax", 2, 1),
        ("\ta: 1\n", "syntax", 1, 1),
        ("a: é\x07\n", "syntax", 1, 5),
        ("é: 1\nbé: x\x00y\n", "syntax", 2, 6),
        ("a: \ud800\n", "syntax", 1, 4),
        ("a: 1\n---\nb: 1\n", "syntax", 2, 1),
        ("[a]: 1\n", "syntax", 1, 1),
        ("a: 1\nb: x\u2028y\n", "syntax", 2, 5),
        ("a: 1\nb: x\x85y\n", "syntax", 2, 5),
        ("a: 1\rb: 2\n", "syntax", 1, 5),
        ("a: 1\nb: 2\n a: 3\n", "syntax", 3, 3),
        ("x: 1\na: 1\na: 2\n", "duplicate-key", 3, 1),
        ("- b: 1\n  a: 1\n  'a': 2\n", "duplicate-key", 3, 3),
        ("- a: 1\n  'a': 2\n", "syntax", 2, 3),  # the first key again: a dash is missing
        ("a: &x 1\n", "alias", 1, 4),
        ("&x a: 1\n", "alias", 1, 1),
        ("a: *x\n", "alias", 1, 4),
        ("*x : 1\n", "alias", 1, 1),
        ("a: {<<: {b: 1}}\n", "alias", 1, 5),
        ("a: !!str 1\n", "tag", 1, 4),
        ("a: ! 1\n", "tag", 1, 4),
        ("!!str a: 1\n", "tag", 1, 1),
        ("a: !!python/object/apply:os.system [ls]\n", "tag", 1, 4),
        ("1: a\n", "ambiguous", 1, 1),
        ("yes: a\n", "ambiguous", 1, 1),
        ("true: a\n", "ambiguous", 1, 1),
        ("a: Recommendation #3\n", "comment", 1, 19),
        ("a: 'b' # c\n", "comment", 1, 8),
        ("a: b\t# c\n", "comment", 1, 6),
        ("a: # c\n", "comment", 1, 4),
        ("a: [b] # c\n", "comment", 1, 8),
        ("a: b\n  c # d\n", "comment", 2, 5),
        ("- a # b\n", "comment", 1, 5),
        ("a: " + "[" * (MAX_DEPTH + 1), "depth", 1, 4 + MAX_DEPTH),
        ("\n".join("  " * n + "a:" for n in range(MAX_DEPTH + 2)), "depth", MAX_DEPTH + 2, 2 * MAX_DEPTH + 3),
    ],
)
def test_every_fault_has_its_place(text: str, kind: str, line: int, column: int) -> None:
    assert faults(text) == [(kind, line, column)]


def test_faults_do_not_hide_each_other() -> None:
    text = "a: yes\nb: 1 # c\na: 2\nd: !!int 3\n"
    assert faults(text) == [("ambiguous", 1, 4), ("comment", 2, 6), ("duplicate-key", 3, 1), ("tag", 4, 4)]
    assert read_yaml(text).value == {"a": "yes", "b": 1, "d": 3}  # the first of a duplicate stays


def test_what_cannot_be_read_has_no_value() -> None:
    for text in ("a: [", "a: *x", "a: 1\x07", "a: 1\u2028", "a: " + "[" * 9):
        assert read_yaml(text).value is None


def test_nine_levels_are_too_many_and_eight_are_not() -> None:
    assert MAX_DEPTH == 8
    assert read_yaml("[" * 8 + "1" + "]" * 8).faults == []
    assert [f.kind for f in read_yaml("[" * 9 + "1" + "]" * 9).faults] == ["depth"]


def test_number_sign_inside_a_word_or_in_quotation_marks_is_text() -> None:
    reading = read_yaml('a: C#\nb: "x # y"\nc: |\n  # kept\n# own line\nd: a#b\n')
    assert (reading.value, reading.faults) == ({"a": "C#", "b": "x # y", "c": "# kept\n", "d": "a#b"}, [])


def test_a_billion_laughs_are_refused_at_the_first() -> None:
    lines = ['a0: &a0 ["lol"]'] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 40)]
    reading = read_yaml("\n".join(lines))
    assert reading.value is None
    assert {f.kind for f in reading.faults} == {"alias"}
    assert len(reading.faults) == 3  # the first anchor, the second one, and the alias behind it


def test_great_depth_and_size_end_early() -> None:
    assert faults("[" * 20_000)[0][0] == "depth"
    assert [k for k, _, _ in faults("a: {" * 20_000)] == ["depth"]
    assert read_yaml("- a\n" * 20_000).value == ["a"] * 20_000


# Whatever comes


@given(st.text())
@example("? [a]\n: b")
@example("%TAG ! tag:x,2000:\n---\n! a")
@example("a:\n- b\n -c")
@example("\ufeffa: 1")
@example("\ufeff")
@example("- - - - - - - - - - a")
def test_any_text_gives_a_reading(text: str) -> None:
    reading = read_yaml(text)
    assert isinstance(reading, Reading)
    lines = text.split("\n")
    for f in reading.faults:
        assert f.kind in ("syntax", "duplicate-key", "alias", "tag", "depth", "ambiguous", "comment")
        assert 1 <= f.line <= len(lines) + 1 and f.column >= 1 and f.message.endswith(".")
    for mark in (*reading.marks.values(), *reading.key_marks.values()):
        assert (1, 1) <= mark[:2] <= mark[2:] and mark.end_line <= len(lines) + 1


@given(st.text(alphabet="ab:#-[]{}'\"|>&*!%@?,. \n\t1~", max_size=60))
def test_any_text_of_special_characters_gives_a_reading(text: str) -> None:
    reading = read_yaml(text)
    assert isinstance(reading, Reading)
    assert reading.value is not None or reading.faults or not [x for x in reading.marks if x]


keys = st.from_regex(r"[a-z][a-z_]{0,8}", fullmatch=True).filter(
    lambda k: k not in ("y", "n", "yes", "no", "on", "off", "true", "false", "null")
)
# What YAML can hold in quotation marks as JSON writes it.
texts = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029\ufffe\uffff\ufeff"), max_size=30
)
scalars = st.one_of(texts, st.integers(-(10**17), 10**17), st.booleans(), st.none())
items = st.one_of(scalars, st.dictionaries(keys, scalars, max_size=3))
records = st.lists(
    st.dictionaries(keys, st.one_of(scalars, st.lists(items, max_size=3)), min_size=1, max_size=5), max_size=4
)


@given(records)
def test_what_others_write_is_read_back_with_places(value: list) -> None:
    """Both PyYAML's and JSON's way of writing the same; each mark points at its value."""
    quoted = yaml.dump(
        value, Dumper=yaml.SafeDumper, allow_unicode=True, default_style='"', sort_keys=False, width=10**6
    )
    for tag in ("!!int ", "!!bool ", "!!null "):
        quoted = quoted.replace(tag, "")  # the dumper tags what it has put in quotation marks
    as_text = yaml.safe_load(quoted)
    reading = read_yaml(quoted)
    assert (reading.value, reading.faults) == (as_text, [])

    text = json.dumps(value, ensure_ascii=False, indent=1)
    reading = read_yaml(text)
    assert (reading.value, reading.faults) == (value, [])
    lines = text.split("\n")

    def check(node: object, path: tuple) -> None:
        mark = reading.marks[path]
        assert lines[mark.line - 1][mark.column - 1 :].startswith(json.dumps(node, ensure_ascii=False)[:1])
        if not isinstance(node, (dict, list)):
            assert mark.line == mark.end_line
            assert lines[mark.line - 1][mark.column - 1 : mark.end_column - 1] == json.dumps(node, ensure_ascii=False)
        for key, child in node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ():
            if isinstance(node, dict):
                key_mark = reading.key_marks[(*path, key)]
                assert lines[key_mark.line - 1][key_mark.column - 1 : key_mark.end_column - 1] == f'"{key}"'
            check(child, (*path, key))

    check(value, ())


@given(texts)
def test_every_value_of_a_plain_dump_is_where_its_mark_says(text: str) -> None:
    dumped = f"first: 1\nsecond: {json.dumps(text, ensure_ascii=False)}\nthird: x\n"
    reading = read_yaml(dumped)
    assert reading.value == {"first": 1, "second": text, "third": "x"}
    mark = reading.marks[("second",)]
    assert dumped.split("\n")[mark.line - 1][mark.column - 1 : mark.end_column - 1] == json.dumps(
        text, ensure_ascii=False
    )


def test_the_slow_parser_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where PyYAML was built without its C parser, only time is lost."""
    texts = ["a: é\x07\n", "a: [1, {b: c}]\nd: |\n  x\n  y\ne: 'f'\n", "a: &x 1\nb: 2 # c\n"]
    fast = [read_yaml(t) for t in texts]
    monkeypatch.setattr(yaml_reader, "_PARSER", yaml.SafeLoader)
    for before, text in zip(fast, texts):
        after = read_yaml(text)
        assert (after.value, after.marks, after.key_marks) == (before.value, before.marks, before.key_marks)
        assert [(f.kind, f.line, f.column) for f in after.faults] == [(f.kind, f.line, f.column) for f in before.faults]
