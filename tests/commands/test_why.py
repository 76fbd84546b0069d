"""One cell explained: definition, value, the record or function it comes from, how the fact is known."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from corpus.commands import arguments
from corpus.derive.derived import COLUMNS, sentence
from corpus.derive.tables import build_tables, cell
from corpus.model.records import read_corpus
from corpus.model.schema import load_schemas
from dpcheck.wordlists import load
from helpers import ROOT, run

EXAMPLES = load(arguments.__file__, "arguments.yaml")["why"]["examples"]
SCHEMAS = load_schemas(ROOT / "schemas")


def why(root: Path, *arguments: str) -> list[str]:
    done = run("why", *arguments, root=root)
    assert (done.code, done.err) == (0, "")
    return done.out.splitlines()


def test_a_written_cell(good_once: Path) -> None:
    path = "data/records/instruments/river-charter.yaml"
    lines = why(good_once, "instruments", "river-charter", "adopted")
    written = (good_once / path).read_text(encoding="utf-8").splitlines()
    at = written.index('adopted: "2001-03-01"') + 1
    fact = written.index("  - field: adopted") + 1
    assert lines[0].startswith("Adopted. ")
    assert lines[1] == "value: 2001-03-01"
    assert lines[2] == f"comes from: {path}:{at}"
    assert lines[3:] == [f"known from: Official; https://river-watch.example.org/charter ({path}:{fact})"]


def test_a_derived_cell(good_once: Path) -> None:
    key = next(iter(build_tables(read_corpus(good_once))["recommendations"].rows)).record.id
    lines = why(good_once, "recommendations", key, "theme_code")
    assert lines[2].startswith(
        "comes from: corpus.derive.derived.Recommendation.theme: The first of the themes. Record: data/records/"
    )
    code, label = re.fullmatch(r"value: (\S+) \((.+)\)", lines[1]).groups()
    assert code != label


def test_a_cell_of_the_path(good_once: Path) -> None:
    row = build_tables(read_corpus(good_once))["recommendations"].rows[0].record
    assert why(good_once, "recommendations", row.id, "source_id")[2] == f"comes from: the path of {row.file.path}"


def test_every_cell_of_every_table_has_a_place_that_holds_its_value(good_once: Path) -> None:
    """Written values are looked for in the line that is named."""
    corpus = read_corpus(good_once)
    tables, sought = build_tables(corpus), 0
    for name, table in tables.items():
        for row in table.rows[:2]:
            key = "/".join(cell(row.cells[k]) for k in table.key)
            lines = why(good_once, name, key)
            filled = [c for c in table.columns if row.cells[c.name] is not None]
            assert len(lines) == len(filled), (name, key)
            for c, line in zip(filled, lines, strict=True):
                place = re.search(r"\((data/records/[^ ]+):(\d+)\)$", line)
                assert place or "corpus.derive.derived." in line or "(the path of " in line, line
                if place and c.of.name in row.record.value and not c.labels and not c.is_list:
                    written = (good_once / place[1]).read_text(encoding="utf-8").splitlines()[int(place[2]) - 1]
                    assert c.of.name in written or cell(row.cells[c.name]) in written, (line, written)
                    sought += 1
    assert sought > 100


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("instrument", "river-charter"), "there is no table instrument. Did you mean instruments?"),
        (("instruments", "river-chart"), "there is no row of instruments river-chart. Did you mean river-charter?"),
        (("instruments", "river-charter", "adoptd"), "there is no column of instruments adoptd. Did you mean adopted?"),
    ],
)
def test_what_is_not_there_comes_with_the_nearest(good_once: Path, arguments: tuple[str, ...], message: str) -> None:
    done = run("why", *arguments, root=good_once)
    assert (done.code, done.out, done.err) == (2, "", f"why: {message}\n")


def test_records_with_errors_are_refused(good: Path) -> None:
    (good / "data/records/instruments/river-charter.yaml").write_text("a\n", encoding="utf-8")
    done = run("why", "instruments", "river-charter", root=good)
    assert done.code == 2 and "river-charter.yaml:1: " in done.err and "Run scripts/validate.py first." in done.err


def test_every_derived_column_has_a_sentence() -> None:
    derived = {(name, f.name) for name, schema in SCHEMAS.tables.items() for f in schema.fields if f.derived}
    assert derived == set(COLUMNS)
    for table, column in derived:
        assert re.fullmatch(r"[A-Z][^\n]{10,}\.", sentence(table, column) or ""), (table, column)
    assert sentence("actors", "name") is None


@pytest.mark.data
def test_the_examples_are_true() -> None:
    for line in re.findall(r"scripts/why\.py (\S+(?: \S+)*?)(?:  |$)", EXAMPLES, re.M):
        assert run("why", *line.split()).code == 0, line
