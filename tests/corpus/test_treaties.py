"""Provisions against the texts of the treaties, for those who have them: TREATIES_DIR holds INSTRUMENT.txt."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from anchoring.normalise import normalise
from corpus.derive.tables import build_tables
from corpus.model.records import Record, read_corpus
from helpers import ROOT, change, need

pytestmark = pytest.mark.data

CORPUS = read_corpus(ROOT)
QUOTED = {c.get("provision_id") for c in CORPUS.of("earlier_commitment") if c.get("seen") == "document"}
PROVISIONS = [p for p in CORPUS.of("provision") if p.id not in QUOTED]  # the others are not in a text at hand


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    """The text of each treaty by the identifier of its instrument."""
    named = os.environ.get("TREATIES_DIR")
    need(named, "the treaties are needed: set TREATIES_DIR to a folder with INSTRUMENT.txt")
    return {p.stem: p.read_text(encoding="utf-8") for p in Path(str(named)).glob("*.txt")}


def parts(text: str, article: str) -> str:
    """The text of one article: from its heading to that of the next."""
    found = re.search(rf"(?ims)^#+\s*Article\s+{article}\.?\s*$(.*?)(?=^#+\s*Article\s+\d|\Z)", text)
    return found[1] if found else ""


@pytest.mark.parametrize("provision", PROVISIONS, ids=lambda p: p.id)
def test_a_pinpoint_is_in_the_treaty(provision: Record, texts: dict[str, str]) -> None:
    """The article is there, and in it each paragraph and letter of the pinpoint."""
    text, pinpoint = texts[provision.get("instrument_id")], provision.get("pinpoint")
    annex, comma, pinpoint = pinpoint.rpartition(", ")
    article, *deeper = re.findall(r"\d+|[a-z]+", pinpoint)
    rest = parts(re.split(rf"(?m)^#+\s*{annex.upper()}\s*$", text)[1] if comma else text, article)
    assert rest.strip(), article
    for mark in deeper:
        found = re.search(rf"(?im)^\s*[*(]*{mark}[.)]", rest)
        assert found, (article, mark)
        rest = rest[found.start() :]


def test_no_statement_of_a_provision_shares_seven_words_with_its_treaty(texts: dict[str, str]) -> None:
    """Names and terms of art are longer than the words of ours between them in none of these statements."""
    for p in PROVISIONS:
        words = re.findall(r"\w+", p.get("in_our_words").casefold())
        treaty = normalise(texts[p.get("instrument_id")]).characters
        runs = ["".join(words[i : i + 7]) for i in range(len(words) - 6)]
        assert [r for r in runs if normalise(r).characters in treaty] == [], p.id


def test_a_pinpoint_that_is_not_there_is_noticed() -> None:
    text = "### Article 1\n\n1. Light the quays.\n\n### Article 2\n\na) Post guards.\n"
    assert "quays" in parts(text, "1")
    assert "guards" not in parts(text, "1")
    assert parts(text, "3") == ""


def test_published_agreement_on_commitments_is_that_of_the_codings() -> None:
    """The figures of docs/reliability.md, and that a row is published where both coders name the provision."""
    corpus = CORPUS
    of: dict[str, dict[tuple[str, str, str], str]] = {"a": {}, "b": {}}
    for c in corpus.of("commitment_coding"):
        of[c.get("coder")][c.get("recommendation_id"), c.get("instrument_id"), c.get("pinpoint")] = c.get("match")
    both = of["a"].keys() & of["b"].keys()
    same = {key for key in both if of["a"][key] == of["b"][key]}
    provisions = {p.id: (p.get("instrument_id"), p.get("pinpoint")) for p in corpus.of("provision")}
    published = {
        (c.get("recommendation_id"), *provisions[c.get("provision_id")]): c.get("match")
        for c in corpus.of("earlier_commitment")
    }
    assert published == {key: of["a"][key] if key in same else "part" for key in both}

    text = (ROOT / "docs/reliability.md").read_text(encoding="utf-8")
    (row,) = re.findall(r"^\| \*\*all\*\* \| [\d,]+ \|.* and .*$", text, re.M)
    told = [re.sub(r" \(.*\)", "", cell.strip()) for cell in row.strip("|").split("|")]  # without intervals
    pairs = int(told[1].replace(",", ""))
    a, b = ({key[:2] for key in rows} for rows in of.values())
    agree = (pairs - len(a ^ b)) / pairs
    chance = (len(a) * len(b) + (pairs - len(a)) * (pairs - len(b))) / pairs**2
    assert told[2:] == [
        f"{100 * agree:.1f} %",
        f"{(agree - chance) / (1 - chance):.2f}",
        f"{len(of['a'])} and {len(of['b'])}",
        str(len(both)),
        f"{2 * len(both) / (len(of['a']) + len(of['b'])):.2f}",
        str(len(same)),
    ]


def test_a_match_with_an_article_refers_to_its_provision() -> None:
    """16.7 of a scheme that is a treaty is the provision 16(7), where there is one; nothing else refers to any."""
    treaty = {"coe-convention": "coe-thb-convention", "palermo-protocol": "palermo-protocol"}
    recorded = {(p.get("instrument_id"), p.get("pinpoint")): p.id for p in CORPUS.of("provision")}
    rows = [r.values for r in build_tables(CORPUS)["crosswalks"].rows]
    for row in rows:
        pinpoint = re.sub(r"\.(\d+)", r"(\1)", row["notation"])
        assert row["provision_id"] == recorded.get((treaty.get(row["scheme"], ""), pinpoint)), row
    assert {r["provision_id"] for r in rows} >= {"coe-thb-convention-16-7", "palermo-protocol-9-5"}


def answer(root: Path, key: str) -> str | None:
    [row] = [r for r in build_tables(read_corpus(root))["recommendations"].rows if r.record.id == key]
    return row.values["in_earlier_treaty"]


def test_the_answer_is_the_closest_match_in_a_full_text(good: Path) -> None:
    """Of a request to States (here: everyone) in a document that was compared, and of no other."""
    pairs, source = (good / "data/records" / n for n in ("commitments.yaml", "sources/watch2005/source.yaml"))
    assert (answer(good, "watch2005-r002"), answer(good, "watch2005-r001")) == ("none-found", None)
    change(pairs, ("recommendation_id: watch2005-r001", "recommendation_id: watch2005-r002"))
    assert answer(good, "watch2005-r002") == "part"
    more = pairs.read_text(encoding="utf-8").replace("match: part", "match: same").replace("-4\n", "-4-again\n", 1)
    pairs.write_text(pairs.read_text(encoding="utf-8") + more, encoding="utf-8")
    assert answer(good, "watch2005-r002") == "same"
    pairs.write_text(pairs.read_text(encoding="utf-8").replace("seen: text", "seen: document"), encoding="utf-8")
    assert answer(good, "watch2005-r002") == "none-found"
    change(source, ("compared_with: [harbour-convention]\n", ""))
    assert answer(good, "watch2005-r002") is None


def test_a_full_text_that_holds_a_provision_is_named_for_the_document() -> None:
    """And the request is one of those compared."""
    rows = {r.record.id: r.values for r in build_tables(CORPUS)["recommendations"].rows}
    for c in CORPUS.of("earlier_commitment"):
        request, provision = rows[c.get("recommendation_id")], CORPUS.find("provisions", c.get("provision_id"))
        if c.get("seen") != "document":
            compared = CORPUS.find("sources", request["source"]).items("compared_with")
            assert provision.get("instrument_id") in compared and request["in_earlier_treaty"], c.id
