"""Pairs of recommendations looked at for a relation: what is proposed, and that decisions and relations agree."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.coding.pairs import alike, stem, undecided
from corpus.model.records import Corpus, read_corpus
from helpers import ROOT, run


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return read_corpus(ROOT)


@pytest.mark.data
def test_published_relations_are_the_decisions(corpus: Corpus) -> None:
    relations = {(r.id, x["origin_id"]): x["relation"] for r in corpus.published for x in r.items("relations")}
    decided = {(p.get("derived"), p.get("origin")): p.get("decision") for p in corpus.of("pair")}
    assert {pair: kind for pair, kind in decided.items() if kind != "none"} == relations
    assert len({frozenset(pair) for pair in decided}) == len(decided)


@pytest.mark.data
def test_published_agreement_on_relations_is_that_of_the_pairs(corpus: Corpus) -> None:
    both = [(p.get("first"), p.get("second")) for p in corpus.of("pair") if p.get("first") and p.get("second")]
    whether = sum((a == "none") == (b == "none") for a, b in both)
    kind = sum(a == b for a, b in both)
    count = [p.get("proposed_by") for p in corpus.of("pair")]
    told = [
        f"both decided {len(both)} pairs. They agreed on {whether} whether there is a relation",
        f"and on {kind} also on its kind",
        f"a script proposed {count.count('script')} pairs",
        f", {count.count('release-1.0.0')} more had a relation",
    ]
    text = (ROOT / "docs/reliability.md").read_text(encoding="utf-8")
    assert [said for said in told if said not in text] == []  # pytest would compare a long text letter by letter


@pytest.mark.parametrize(("word", "stemmed"), [("organisation", "organ"), ("lights", "light"), ("bed", "bed")])
def test_stems(word: str, stemmed: str) -> None:
    assert stem(word) == stemmed


def test_statements_that_share_telling_words_are_alike() -> None:
    statements = {
        "a": "Light the harbour at night.",
        "b": "Keep harbours lighted in winter.",
        "c": "Count the swans of the lakes.",
        "d": "Ask the guild for money.",
    }
    assert list(alike(statements)) == [("a", "b")]


def test_decided_pairs_and_parts_are_not_proposed(good: Path) -> None:
    before = undecided(read_corpus(good))
    assert before
    parts = {(r.id, r.get("part_of")) for r in read_corpus(good).published if r.get("part_of")}
    assert not {(a.id, b.id) for a, b in before} & (parts | {(b, a) for a, b in parts})
    a, b = before[0]
    done = run("review", "pairs", root=good)
    assert f"{a.id}: {a.get('in_our_words')}\n{b.id}: " in done.out
    assert f"pairs without a decision: {len(before)}." in done.out
    file = good / "data/records/codings/pairs.yaml"
    file.write_text(
        f'- derived: {b.id}\n  origin: {a.id}\n  proposed_by: script\n  decision: none\n  codebook_version: "1.3"\n',
        encoding="utf-8",
    )
    assert len(undecided(read_corpus(good))) == len(before) - 1
