"""Agreement between codings: against worked examples, and moved by a broken coding."""

from __future__ import annotations

import copy
import csv

import krippendorff
import numpy
import pytest

from corpus.coding.agreement import alpha, f1, masi, match, nominal, numbered, ordinal
from corpus.commands.reliability import PATH, as_yaml, compute
from corpus.model.codebook import VERSION
from corpus.model.records import read_corpus
from helpers import ROOT, contents, run


@pytest.fixture(scope="module")
def corpus():
    return read_corpus(ROOT)


@pytest.fixture(scope="module")
def figures(corpus):
    return compute(corpus)


def test_alpha_of_two_values_is_that_of_the_worked_example():
    # K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), example A
    assert alpha(*numbered(list(zip("0100000010", "1110010000")), nominal)) == pytest.approx(0.095, abs=0.0005)


def test_alpha_of_several_values_is_that_of_the_worked_example():
    # the same, example B
    assert alpha(*numbered(list(zip("aabbdcccedda", "babbbccceddd")), nominal)) == pytest.approx(0.692, abs=0.0005)


def test_alpha_is_one_for_equal_and_not_above_zero_for_opposite_codings():
    assert alpha(*numbered([("a", "a"), ("b", "b")], nominal)) == 1
    assert alpha(*numbered([("a", "b"), ("b", "a")], nominal)) < 0


def test_ordinal_distance_counts_what_lies_between():
    far = ordinal([1, 1, 2, 2, 3, 3])
    assert far(1, 1) == 0
    assert far(1, 3) > far(1, 2) > 0


def test_masi_distance():
    assert masi(frozenset("ab"), frozenset("ab")) == 0
    assert masi(frozenset("a"), frozenset("ab")) == pytest.approx(1 - 1 / 2 * 2 / 3)
    assert masi(frozenset("ab"), frozenset("bc")) == pytest.approx(1 - 1 / 3 * 1 / 3)
    assert masi(frozenset("a"), frozenset("b")) == 1
    assert masi(frozenset(), frozenset()) == 0


def test_f1():
    assert f1(2, 2, 2) == 1
    assert f1(1, 2, 2) == 0.5


@pytest.mark.data
def test_published_figures_are_those_of_the_published_codings(figures):
    assert (ROOT / PATH).read_text(encoding="utf-8") == as_yaml(figures)


@pytest.mark.data
def test_a_broken_coding_moves_the_figures(corpus, figures, monkeypatch):
    """One changed action and one shifted span: the action's alpha and the boundary F1 fall."""
    monkeypatch.setattr("corpus.coding.agreement.SAMPLES", 40)  # the intervals are not looked at
    before = {(f.variable, f.measure): f.value for f in figures if not f.coder}
    broken = copy.deepcopy(corpus)
    units = [c for c in broken.of("coding") if c.get("level") == "unit" and c.get("coder") == "second"]
    units[0].value["type_of_action"] = "ratify" if units[0].get("type_of_action") != "ratify" else "train"
    units[-1].value["start"] += 3
    after = {(f.variable, f.measure): f.value for f in compute(broken) if not f.coder}
    assert after["type_of_action", "alpha-nominal"] < before["type_of_action", "alpha-nominal"]
    assert after["unit", "f1-boundaries"] < before["unit", "f1-boundaries"]


@pytest.mark.data
def test_codings_by_different_versions_of_the_codebook_are_never_pooled(corpus, figures, monkeypatch):
    """Runs by two versions are not compared, nor an old coding with the published codes."""
    assert {(f.codebook_version, f.coder) for f in figures} == {("1.2", None), ("1.3", "third")}
    monkeypatch.setattr("corpus.coding.agreement.SAMPLES", 40)  # the intervals are not looked at
    mixed = copy.deepcopy(corpus)
    for c in mixed.of("coding"):
        if c.get("coder") == "second":
            c.value["codebook_version"] = "1.3"
        if c.get("coder") == "third" and c.get("source") == "hdim2006":
            c.value["codebook_version"] = "1.2"
    found = compute(mixed)
    assert {f.variable for f in found if not f.coder} == {"unit"}  # no unit of one has a partner in the other
    assert {f.value for f in found if not f.coder} == {0.0}
    assert {f.compared for f in found if f.coder} == {54}
    numbers = {line for line in as_yaml(found).splitlines() if line.startswith(("  round", "  codebook_version"))}
    assert numbers == {"  round: 1", "  round: 2", '  codebook_version: "1.2"', '  codebook_version: "1.3"'}


@pytest.mark.data
def test_what_a_coder_was_not_asked_has_no_figure(corpus, figures):
    third = {f.variable for f in figures if f.coder == "third"}
    assert not third & {"unit", "passage_type", "form", "instruments"}
    asked = [c for c in corpus.of("coding") if c.get("coder") == "third"]
    assert len(asked) == 220
    assert [c.id for c in asked if c.get("form") or c.get("instruments")] == []


def test_the_codebook_names_its_version():
    assert f"**{VERSION}** (this version)" in (ROOT / "docs/codebook.md").read_text(encoding="utf-8")


@pytest.mark.data
def test_every_difference_has_a_decision(corpus):
    """What the coders of round 1 differ in is decided. Records of 1.0.0 followed; codebook 1.3 may say otherwise."""
    decided = {(d.get("record_id"), d.get("field")): d for d in corpus.of("decision")}
    by_start = {(r.get("source"), r.get("span_start")): r for r in corpus.of("recommendation")}
    first = [c for c in corpus.of("coding") if c.get("coder") == "first" and c.get("level") == "unit"]
    second = [c for c in corpus.of("coding") if c.get("coder") == "second" and c.get("level") == "unit"]
    sets = ("made_by", "addressed_to", "in_cooperation_with", "people_concerned", "exploitation_type")
    for a, b in match(first, second, 0.9):
        record = by_start[a.get("source"), a.get("start")]
        for name in (*sets, "themes", "addressee_basis", "wording_strength", "type_of_action", "specificity", "form"):
            x, y = a.get(name) or [], b.get(name) or []
            same = set(x) == set(y) if name in sets else x == y
            if same:
                continue
            decision = decided.get((record.id, name))
            assert decision, f"{record.id}: nobody decided on {name}"


def published(name: str) -> list[dict[str, str]]:
    with (ROOT / "data" / "audit" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def coded(row: dict[str, str], field: str) -> str:
    """The key or code of a field in a row of a table."""
    return next(row[n] for n in (f"{field}_code", f"{field}_id", field) if n in row)


@pytest.mark.data
def test_the_published_tables_alone_give_the_same_figures_by_another_program():
    """Units paired from the tables, alpha by the package krippendorff: what a reader who distrusts us would do."""
    rows, theme = published("codings"), {}
    with (ROOT / "data" / "vocabularies" / "terms.csv").open(encoding="utf-8", newline="") as file:
        theme = {t["code"]: t["broader"] for t in csv.DictReader(file) if t["vocabulary"] == "theme"}

    def units(coder: str, level: str) -> list[dict[str, str]]:
        return [r for r in rows if (r["coder"], r["level"]) == (coder, level)]

    def shared(a: dict[str, str], b: dict[str, str]) -> float:
        start, length = (int(a[k]) for k in ("start", "length")), (int(b[k]) for k in ("start", "length"))
        (a0, an), (b0, bn) = start, length
        return (min(a0 + an, b0 + bn) - max(a0, b0)) / max(an, bn) if a["source_id"] == b["source_id"] else 0

    first, second = units("first", "unit"), units("second", "unit")
    pairs = [(a, b) for a in first for b in second if shared(a, b) >= 0.9]
    assert len(pairs) == len({a["coding_id"] for a, _ in pairs}) == len({b["coding_id"] for _, b in pairs})
    passages = [(a, b) for a in units("first", "passage") for b in units("second", "passage") if shared(a, b) == 1]

    def said(row: dict[str, str], variable: str):
        if variable in ("theme", "pillar"):
            code = row["themes_code"].split("; ")[0]
            return code if variable == "theme" else theme[code]
        return coded(row, variable)

    for figure in published("agreement"):
        if figure["coder"]:
            continue
        variable, measure = figure["variable"], figure["measure"]
        if variable == "unit":
            same = len(pairs) if measure == "f1-overlap" else sum(shared(a, b) == 1 for a, b in pairs)
            value = 2 * same / (len(first) + len(second))
        else:
            compared = passages if variable == "passage_type" else pairs
            assert int(figure["compared"]) == len(compared)
            values = [(said(a, variable), said(b, variable)) for a, b in compared]
            value = 1.0 if len({v for pair in values for v in pair}) == 1 else by_krippendorff(values, measure)
        assert float(figure["value"]) == pytest.approx(value, abs=0.00051), (variable, measure)


@pytest.mark.data
def test_the_published_tables_alone_give_the_figures_of_the_third_coder_by_another_program():
    with (ROOT / "data" / "recommendations.csv").open(encoding="utf-8", newline="") as file:
        by_start = {(r["source_id"], r["span_start"]): r for r in csv.DictReader(file)}
    pairs = [(c, by_start[c["source_id"], c["start"]]) for c in published("codings") if c["coder"] == "third"]
    figures = {f["variable"]: f for f in published("agreement") if f["coder"] == "third"}
    longer = [(c["coding_id"], int(c["length"])) for c, r in pairs if c["length"] != r["span_length"]]
    assert longer == [("third-hdim2006-r003", 253), ("third-hdim2006-r101", 101), ("third-wg2missions-r001", 157)]
    for name in ("wording_strength", "type_of_action", "addressee_basis", "specificity"):
        values = [(coded(c, name), coded(r, name)) for c, r in pairs]
        assert float(figures[name]["value"]) == pytest.approx(
            by_krippendorff(values, figures[name]["measure"]), abs=0.00051
        )
        assert float(figures[name]["identical"]) == pytest.approx(sum(a == b for a, b in values) / 220, abs=0.00051)


def by_krippendorff(pairs: list[tuple[str, str]], measure: str) -> float:
    """Alpha by the package of that name; a set is the number of its place among all sets."""
    domain = sorted({v for pair in pairs for v in pair})
    if measure == "alpha-ordinal":
        data = [[float(pair[k]) for pair in pairs] for k in (0, 1)]
        return krippendorff.alpha(reliability_data=data, level_of_measurement="ordinal")
    data = [[domain.index(pair[k]) for pair in pairs] for k in (0, 1)]
    if measure == "alpha-nominal":
        return krippendorff.alpha(
            reliability_data=data, level_of_measurement="nominal", value_domain=list(range(len(domain)))
        )
    sets = [frozenset(filter(None, v.split("; "))) for v in domain]
    apart = numpy.array([[masi_by_definition(a, b) for b in sets] for a in sets])
    return krippendorff.alpha(
        reliability_data=data, level_of_measurement=lambda *_, **__: apart, value_domain=list(range(len(domain)))
    )


def masi_by_definition(a: frozenset, b: frozenset) -> float:
    if a == b:
        return 0.0
    monotone = 2 / 3 if a < b or b < a else 1 / 3 if a & b else 0
    return 1 - len(a & b) / len(a | b) * monotone


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("codings/first/lakes2006.yaml", "themes:", "thems:"),
        ("codings/second/lakes2006.yaml", "start: ", "start: x"),
        ("codings/first/lakes2006.yaml", "- coding_id", "coding_id"),
        ("sources/watch2005/recommendations.yaml", "  themes: ", "  themes: x"),
        ("vocabularies/theme.yaml", "- code: ", "- cod: "),
    ],
)
def test_unsound_records_are_told_in_one_line_and_nothing_is_written(good, path, old, new):
    file = good / "data/records" / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    before = contents(good)
    for arguments in ([], ["--check"]):
        done = run("reliability", *arguments, root=good)
        assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
        assert done.err.startswith(f"reliability: data/records/{path}:") and "scripts/validate.py" in done.err
    assert contents(good) == before


def test_its_own_output_may_be_broken(good):
    (good / PATH).write_text("- agreement_id: [\n", encoding="utf-8")
    assert run("reliability", "--check", root=good).code == 1
    assert run("reliability", root=good).code == 0
    assert run("reliability", "--check", root=good).code == 0
