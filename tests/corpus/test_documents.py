"""The records against the real documents: places, printed words, names. Needs SOURCES_DIR."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from anchoring.normalise import normalise
from anchoring.span_fields import span_fields
from corpus.copies.matching import Copy, match_copies, read_copies
from corpus.model.records import Corpus, Record, read_corpus
from helpers import ROOT, run

pytestmark = pytest.mark.data


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return read_corpus(ROOT)


@pytest.fixture(scope="module")
def copies(corpus: Corpus, sources_dir: Path) -> dict[str, Copy]:
    matched, strangers = match_copies(corpus, read_copies(sources_dir))
    assert strangers == []
    assert set(matched) == {s.id for s in corpus.of("source")}
    return matched


def test_every_passage_and_span_is_exact(sources_dir: Path, corpus: Corpus) -> None:
    done = run("verify", sources_dir)
    count = len(corpus.of("passage")) + len(corpus.of("recommendation"))
    assert (done.code, done.out.strip().split("\n")[-1]) == (0, f"{count} passages and spans: {count} exact")


def test_nothing_is_left_to_compute(sources_dir: Path, tmp_path: Path) -> None:
    for folder in ("schemas", "data/records"):  # a copy: a test must not mend the records
        shutil.copytree(ROOT / folder, tmp_path / folder)
    done = run("verify", sources_dir, "--update", root=tmp_path)
    assert done.out == "all locations are already correct\n"


def test_the_coded_copies_are_these(corpus: Corpus, copies: dict[str, Copy]) -> None:
    for source in corpus.of("source"):
        assert source.get("file_sha256") == copies[source.id].sha256
        assert source.get("length") == len(copies[source.id].normalised)


def test_what_is_computed_is_what_the_copies_give(corpus: Corpus, copies: dict[str, Copy]) -> None:
    """First and last words are those printed; text fragments find their place and no other."""
    wrong, coded = [], [r for r in corpus.of("recommendation") if r.get("review_status") != "proposed"]
    for r in coded:
        computed = span_fields(copies[r.get("source")].normalised, r.get("span_start"), r.get("span_length"))
        wrong += [
            f"{r.id}: {name} is {r.get(name)}, the copy gives {value}"
            for name, value in computed.items()
            if r.get(name) != value
        ]
    assert wrong == []
    assert len([r for r in coded if r.get("text_fragment")]) >= 0.95 * len(coded) > 0


def names(record: Record) -> Iterator[tuple[str, str]]:
    """Every name that a record says is printed in a passage: passage and name."""
    passage = record.get("passage") or record.get("passage_id")
    for kind in ("names", "meetings", "citations", "errata"):
        for item in record.items(kind):
            where = item.get("passage_id") or passage
            if item.get("as_printed") and where:
                yield where, item["as_printed"]


def test_every_name_stands_in_its_passage(corpus: Corpus, copies: dict[str, Copy]) -> None:
    """What is given as printed is printed there."""
    wrong, seen = [], 0
    for record in (*corpus.of("passage"), *corpus.of("recommendation"), *corpus.of("source")):
        for where, name in names(record):
            p = corpus.find("passages", where)
            text = copies[p.get("source")].normalised.characters[p.get("start") : p.get("start") + p.get("length")]
            seen += 1
            if normalise(name).characters not in text:
                wrong.append(f"{record.id}: {name!r} is not in {where}")
    assert wrong == []
    assert seen > 600


def test_no_statement_in_our_words_repeats_the_document(corpus: Corpus, copies: dict[str, Copy]) -> None:
    """At most six words in a row, names apart, are checked elsewhere; here: never the whole."""
    for r in corpus.of("recommendation"):
        assert normalise(r.get("in_our_words")).characters not in copies[r.get("source")].normalised.characters, r.id
