"""What new_source.py proposes, rule by rule: blocks, requests, where they are cut, codes; and how good it is.

How good is published by bench_proposals.py; here only that it is computed, and that the guide says it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import pytest
from bench_proposals import HELD_OUT, compare, folder, measured, table
from hypothesis import given, settings
from hypothesis import strategies as st

from anchoring.normalise import normalise
from corpus.commands.known import known
from corpus.copies.matching import match_copies, read_copies
from corpus.model.records import Corpus, read_corpus
from helpers import ROOT
from proposals.codes import Proposer
from proposals.drafter import Draft, Drafter
from proposals.known import Known
from proposals.likeness import Likeness
from proposals.segment import FOOTNOTE, FURNITURE, HEADING, ITEM, PARAGRAPH, segment, style
from proposals.units import asks, says_who_is_to, sentences, units
from proposals.words import examples

pytestmark = pytest.mark.data


@lru_cache(maxsize=1)
def read_corpus_once() -> Corpus:
    return read_corpus(ROOT)


@lru_cache(maxsize=1)
def proposer() -> Proposer:
    return Proposer(known(read_corpus_once()))


def drafted(text: str) -> Draft:
    return Drafter(known(read_corpus_once()), "x", text).run()


def asked(text: str) -> list[tuple[str, str, bool]]:
    """The words, the strength and whether it is a child, of each request proposed for a document."""
    draft = drafted(text)
    return [
        (" ".join(draft.text.original(r.start, r.length).split()), r.coded.strength.code, r.parent is not None)
        for r in draft.requests
    ]


def test_kinds_of_blocks() -> None:
    text = (
        "A TITLE\n\nOne sentence that goes on.1 Another one.\n\n1. First heading\n\nIt says:\n\n- an item;\n\n"
        "(b) another.\n\n1 The note.\n\nPage 3\n"
    )
    assert [(b.kind, b.text[:5]) for b in segment(text)] == [
        (HEADING, "A TIT"),
        (PARAGRAPH, "One s"),
        (HEADING, "1. Fi"),
        (PARAGRAPH, "It sa"),
        (ITEM, "- an "),
        (ITEM, "(b) a"),
        (FOOTNOTE, "1 The"),
        (FURNITURE, "Page "),
    ]


def test_a_paragraph_goes_on_behind_a_page_or_a_note() -> None:
    over = "The crews of the ferries on all of the upper lakes asked for\n\nlamps and ropes.\n"
    assert [b.text for b in segment(over)] == [" ".join(over.split())]
    split = (
        "The crews of every ferry on the upper and the lower lakes, together with those of the barges that carry "
        "stone, asked the harbour masters to send them more lamps1 and\n\n1 See the Charter.\n\nropes for every quay.\n"
    )
    blocks = segment(split)
    assert [(b.kind, b.continues) for b in blocks] == [(PARAGRAPH, None), (FOOTNOTE, None), (PARAGRAPH, 0)]


def test_lines_that_are_wrapped_are_joined() -> None:
    text = (
        "The crews of the ferries that cross the upper lakes asked\n"
        "for lamps. They were given ropes, and lamps in the winter\nafter that.\n"
        "The ports were silent on this matter for eleven years and\nthen sent a letter.\n"
    )
    assert [b.text.split()[-1] for b in segment(text)] == ["that.", "letter."]


# Requests, by the examples of the codebook


@pytest.mark.parametrize(
    "sentence",
    [
        "According to Ms Holm, ferries should carry a nurse.",
        "The emphasis should lie on wages.",
        "We suggest treating this as a labour question.",
        "There is a need to count the boats.",
        "We recall the Ferry Charter, under which ports house stranded crews.",
        "They must do this at night too.",
        "We call on ports to light the quays.",
        "Crews who face storms must not be sent out.",
        "Ports which employ divers should insure them.",
        "For that reason the league invited ports to mend lamps.",
        "The guild asks that nurses be heard.",
        "Harbours are requested to count boats.",
        "She told the meeting that the ferry was late and urged all to wait.",
        "She said that ports needed to hire nurses.",
        "Help on how to swim should be given.",
        "One guild proposed in addition a register of boats.",
    ],
)
def test_sentences_that_ask(sentence: str) -> None:
    assert asks(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Ms Holm underlined the importance of lifeboats.",
        "Crews who should have been paid went home.",
        "Is a register wanted?",
        "It rained.",
        "Should a register be kept?",
        "Crews were asked to sit down.",
        "The measures which ports should take are many.",
        "The league has asked us to wait.",
        "We ask that you:",
        "The forum was convened to discuss what ports should do.",
        "The guild asked them to pass on the following points.",
        "Should a boat be late, its crew is paid.",
    ],
)
def test_sentences_that_do_not(sentence: str) -> None:
    assert asks(sentence) is None


def cut(text: str, listed: bool = True) -> list[str]:
    p = proposer()
    named = p.themes_of.named
    return [
        text[u.start : u.end].strip(" ;.")
        for u in units(text, listed, lambda a, b: bool(named(a) and named(b) and named(a) != named(b)), p.actors)
    ]


def test_splitting() -> None:
    assert cut("Print leaflets for sailors; inspect the docks.") == ["Print leaflets for sailors", "inspect the docks"]
    assert cut("Open an office to advise crews.") == ["Open an office to advise crews"]
    assert cut("Ensure that crews are paid and captains keep records.") == [
        "Ensure that crews are paid and captains keep records"
    ]
    assert cut("Draft and adopt a crew code.") == ["Draft and adopt a crew code"]
    assert cut("Light the quays. This should begin in spring.") == ["Light the quays. This should begin in spring"]
    assert cut("Etc.") == []
    assert cut("It rained.", listed=False) == []
    assert cut("The lamps are dark; ports should mend them.", listed=False) == ["ports should mend them"]
    assert cut("Some held that ports should be lit; others held that crews should be paid.", listed=False) == [
        "Some held that ports should be lit",
        "others held that crews should be paid",
    ]
    assert cut("Governments should mend the lamps and prosecutors should seize the boats.", listed=False) == [
        "Governments should mend the lamps and",
        "prosecutors should seize the boats",
    ]
    assert cut("Nurses are few. Ports should hire some. They should do so soon.", listed=False) == [
        "Ports should hire some. They should do so soon"
    ]
    assert cut("The quays are dark and cold. Ports should light them.") == ["Ports should light them"]
    assert cut("We thank the crews and will meet again.") == []
    parent, *children = cut(
        "Effective rescue requires fast boats, trained crews and a lamp on each quay.", listed=False
    )
    assert parent == "Effective rescue requires" and children == ["fast boats", "trained crews", "a lamp on each quay"]
    parent, *children = cut(
        "Ending abuse at sea requires several things, including: i) inspections, ii) interpreters.", listed=False
    )
    assert parent.startswith("Ending") and children == ["inspections,", "interpreters"]


def test_sentences_end_where_they_end() -> None:
    text = "Ms. Holm spoke, e.g. of No. 14. Then THB was named. End"
    assert [text[a:b].strip() for a, b in sentences(text)] == [
        "Ms. Holm spoke, e.g. of No. 14.",
        "Then THB was named.",
        "End",
    ]


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("Ports must, and States should, act.", "must"),
        ("States need to act.", "need"),
        ("We call upon States to act.", "call-on"),
        ("We encourage States to act.", "encourage"),
        ("Encourage timely payment.", "bare"),
        ("We propose to act.", "propose"),
        ("Recalling the Charter", "recall"),
    ],
)
def test_strength(sentence: str, code: str) -> None:
    found = proposer().strength(sentence)
    assert found.code == code and found.why


def test_names_and_instruments(good_once: Path) -> None:
    p = Proposer(known(read_corpus(good_once)))
    assert p.actors("The Lakes League and harbour masters") == ["lakes-league", "harbour-masters"]
    assert [i for i, _ in p.instruments("under the River Charter")] == ["river-charter"]


@pytest.mark.parametrize(
    ("words", "whether"),
    [
        ("Ports to open a shelter on each quay", True),
        ("The OSCE to publish its lists", True),
        ("Measures to protect crews", False),
        ("Efforts made to train crews", False),
        ("Crews need to rest", False),
        ("Ports", False),
        ("Train nurses to count boats", False),
        ("Host ports to open shelters", True),
    ],
)
def test_items_that_say_who_is_to_act(words: str, whether: bool) -> None:
    assert says_who_is_to(words) == whether


@pytest.mark.parametrize(
    ("marker", "kind"),
    [
        ("-", "bullet"),
        ("•", "bullet"),
        ("(a)", "(a)"),
        ("- c.", "a."),
        ("12.", "1."),
        ("3.2", "1.1"),
        ("iv)", "a)"),
        ("II.", "A."),
    ],
)
def test_kinds_of_list_markers(marker: str, kind: str) -> None:
    assert style(marker) == kind


def test_lists() -> None:
    """A sentence that goes on in the items below it is their parent; an address to "you" only gives "
    "them its strength."""
    text = (
        "FERRY FORUM\n\nA. Findings\n\n1. The quays are dark. Ports should light them.\n\n2. We urge States to:\n\n"
        "• Pay the crews;\n\n• Print leaflets.\n\n3. It rained.\n\n3.1 Ports must count the boats.\n\nWe urge you:\n\n"
        "(a) to mend the lamps;\n\n(b) to hire nurses.\n\nB. Recommendations\n\n- On nurses:\n\n- Hire ten of them.\n"
    )
    assert asked(text) == [
        ("Ports should light them", "should", False),
        ("We urge States to", "urge", False),
        ("Pay the crews", "urge", True),
        ("Print leaflets", "urge", True),
        ("Ports must count the boats", "must", False),
        ("to mend the lamps", "urge", False),
        ("to hire nurses", "urge", False),
        ("Hire ten of them", "bare", False),
    ]


def test_lists_without_markers_and_preambles() -> None:
    text = (
        "FERRY FORUM\n\nWe, the crews of nine ports,\n\nConvinced that ferries must be safe,\n\nHave agreed "
        "as follows.\n\n"
        "The days are short. It was recommended:\n\nthat lamps be mended;\n\nthat nurses be hired;\n\nthat "
        "crews be paid.\n\n"
        "The nights are long.\n"
    )
    assert asked(text) == [
        ("It was recommended", "propose", False),
        ("that lamps be mended", "propose", True),
        ("that nurses be hired", "propose", True),
        ("that crews be paid", "propose", True),
    ]


def test_who_is_taught_is_not_what_is_taught() -> None:
    themes = [
        t.code
        for t in proposer().themes("Train border guards and labour inspectors to recognise victims of trafficking.")
    ]
    assert themes[0] == "identification"


def test_what_is_said_before_counts() -> None:
    alone = [t.code for t in proposer().themes("It should be longer.")]
    after = [
        t.code
        for t in proposer().themes("It should be longer.", before="The reflection period is granted for ten days.")
    ]
    assert after[0] == "residence" and after != alone


def test_the_invented_requests_have_codes_that_exist() -> None:
    themes, all_ = read_corpus_once().vocabularies["theme"], examples()
    assert {c for codes, _ in all_ for c in codes} == set(themes)
    assert min(sum(codes[0] == c for codes, _ in all_) for c in themes) == 20
    assert len({normalise(request).characters for _, request in all_}) == len(all_)


def test_likeness() -> None:
    like = Likeness(
        [
            ("boats", "ferries and barges", 1.0),
            ("lamps", "lanterns on quays", 1.0),
            ("both", "ferries with lanterns", 1.0),
        ]
    )
    assert like("It rained") == {} and set(like("A ferries")) == {"boats", "both"}
    assert max(like("barges"), key=lambda c: like("barges")[c]) == "boats" and like("barges")["boats"][1] == "barges"


# Passages


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("aB1. -:;?()\n\n\f•é*#"), max_size=300))
def test_passages_tile_whatever_the_text(text: str) -> None:
    characters = normalise(text).characters
    if not characters:
        return
    draft = Drafter(Known(), "x", text).run()
    at = 0
    for p in draft.passages:
        assert p["start"] == at and p["length"] > 0
        at += p["length"]
    assert at == len(characters)
    places = {p["passage_id"]: (p["start"], p["start"] + p["length"]) for p in draft.passages}
    for r in draft.requests:
        low, high = places[r.passage]
        assert low <= r.start < r.start + r.length <= high


# How good


def test_the_documents_of_ours_are_measured() -> None:
    found = list(folder(HELD_OUT, read_corpus_once()))
    assert [name for name, _, _ in found] == sorted(p.stem for p in HELD_OUT.glob("*.txt"))
    for name, _, f in found:
        assert f.marked > 15, name
        assert f.matched / f.marked > 0.8 and f.matched / f.proposed > 0.8, name


def published(text: str) -> dict[str, list[str]]:
    """The figures of a table by the name of the row."""
    return {
        row.split(" | ")[0]: re.findall(r"\d\.\d\d", row)
        for row in text.split("\n")
        if re.match(r"\| \w", row) and re.search(r"\d\.\d\d", row)
    }


def test_the_guide_publishes_the_figures() -> None:
    """Within a little: what is learned from records changes with them.

    Where this fails, run make bench and put its tables into the guide.
    """
    guide = published((ROOT / "docs" / "proposals.md").read_text(encoding="utf-8").split("<!-- as they are -->")[1])
    now = published(table(measured(None)))
    assert set(now) <= set(guide) and len(now) >= len(list(HELD_OUT.glob("*.txt")))
    for name, found in now.items():
        assert len(guide[name]) == len(found)
        assert all(abs(float(a) - float(b)) <= 0.05 for a, b in zip(guide[name], found, strict=True)), (
            name,
            guide[name],
            found,
        )


def test_the_real_documents_are_measured(sources_dir: Path) -> None:
    corpus = read_corpus_once()
    matched, _ = match_copies(corpus, read_copies(sources_dir))
    found = [compare(corpus, source, copy.normalised.text)[1] for source, copy in matched.items()]
    coded, proposed, hits = (sum(getattr(f, n) for f in found) for n in ("marked", "proposed", "matched"))
    assert hits / coded >= 0.97 and hits / proposed >= 0.85
    assert sum(f.same["wording_strength"] for f in found) / hits >= 0.95
    assert sum(f.same["themes"] for f in found) / hits >= 0.85
