"""Agreement between codings: against worked examples, and moved by a broken coding."""
from __future__ import annotations

import copy
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "scripts"))

from corpus.agreement import alpha, f1, masi, match, nominal, ordinal  # noqa: E402
from corpus.commands.reliability import PATH, as_yaml, compute  # noqa: E402
from corpus.records import read_corpus  # noqa: E402


@pytest.fixture(scope="module")
def corpus():
    return read_corpus(ROOT)


@pytest.fixture(scope="module")
def figures(corpus):
    return compute(corpus)


def test_alpha_of_two_values_is_that_of_the_worked_example():
    # K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), example A
    assert alpha(list(zip("0100000010", "1110010000")), nominal) == pytest.approx(0.095, abs=0.0005)


def test_alpha_of_several_values_is_that_of_the_worked_example():
    # the same, example B
    assert alpha(list(zip("aabbdcccedda", "babbbccceddd")), nominal) == pytest.approx(0.692, abs=0.0005)


def test_alpha_is_one_for_equal_and_not_above_zero_for_opposite_codings():
    assert alpha([("a", "a"), ("b", "b")], nominal) == 1
    assert alpha([("a", "b"), ("b", "a")], nominal) < 0


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


def test_published_figures_are_those_of_the_published_codings(figures):
    assert (ROOT / PATH).read_text(encoding="utf-8") == as_yaml(figures)


def test_a_broken_coding_moves_the_figures(corpus, figures):
    """One changed action and one shifted span: the action's alpha and the boundary F1 fall."""
    before = {(f.variable, f.measure): f.value for f in figures}
    broken = copy.deepcopy(corpus)
    units = [c for c in broken.of("coding") if c.get("level") == "unit" and c.get("coder") == "second"]
    units[0].value["type_of_action"] = "ratify" if units[0].get("type_of_action") != "ratify" else "train"
    units[-1].value["start"] += 3
    after = {(f.variable, f.measure): f.value for f in compute(broken)}
    assert after["type_of_action", "alpha-nominal"] < before["type_of_action", "alpha-nominal"]
    assert after["unit", "f1-boundaries"] < before["unit", "f1-boundaries"]


def test_every_difference_has_a_decision(corpus):
    """What the coders of a published unit differ in is decided, and the record follows the decision."""
    decided = {(d.get("record_id"), d.get("field")): d for d in corpus.of("decision")}
    by_span = {(r.get("source"), r.get("span_start"), r.get("span_length")): r for r in corpus.of("recommendation")}
    first = [c for c in corpus.of("coding") if c.get("coder") == "first" and c.get("level") == "unit"]
    second = [c for c in corpus.of("coding") if c.get("coder") == "second" and c.get("level") == "unit"]
    sets = ("made_by", "addressed_to", "in_cooperation_with", "people_concerned", "exploitation_type")
    for a, b in match(first, second, 0.9):
        record = by_span[a.get("source"), a.get("start"), a.get("length")]
        for name in (*sets, "themes", "addressee_basis", "wording_strength", "type_of_action", "specificity", "form"):
            x, y = a.get(name) or [], b.get(name) or []
            same = set(x) == set(y) if name in sets else x == y
            if same:
                continue
            decision = decided.get((record.id, name))
            assert decision, f"{record.id}: nobody decided on {name}"
            wanted = {"first": x, "second": y}[decision.get("decided")]
            have = record.get(name) or []
            assert (set(have) == set(wanted) if name in sets else have == wanted), f"{record.id}: {name} does not follow the decision"
