"""Kinds of documents that are not like our five: list marks, kinds of text, what is no request. All invented."""

from __future__ import annotations

import pytest
from drafts import COMMITTEE, addressed_to, drafted, made_by, strengths, words

from proposals.drafter import Drafter
from proposals.known import Known
from proposals.language import is_english
from proposals.spacing import Spacing

pytestmark = pytest.mark.data

ACTS = ["Light the quays of the old port at night.", "Pay the crews of stranded ferries.", "Ratify the Ferry Charter."]
MARKS = "{n}. |115.{n} |115.{n}. |11{n}. |[{n}] |R{n} |R{n}. |Recommendation {n}: |Recommendation {n}. |§ {n} |{n} – "


@pytest.mark.parametrize("mark", [*MARKS.split("|"), "A.{n}. "])
def test_items_under_any_mark(mark: str) -> None:
    items = "\n\n".join(mark.format(n=n) + act for n, act in enumerate(ACTS, 1))
    assert words(drafted(f"Harbour Forum 2009\n\nRecommendations\n\n{items}\n")) == [a.rstrip(".") for a in ACTS]


def test_rows_of_a_table_and_their_makers() -> None:
    rows = "".join(
        f"| {n} | {act} | {who} |\n"
        for n, (act, who) in enumerate(zip(ACTS, ("Norway", "Sweden", "Peru"), strict=True), 1)
    )
    draft = drafted(f"Recommendations\n\n| No. | Request | State |\n|---|---|---|\n{rows}")
    assert words(draft) == [a.rstrip(".") for a in ACTS]
    assert made_by(draft) == ["norway", "sweden", "Peru"]


def test_a_list_with_a_maker_behind_each_request_and_tags() -> None:
    items = "\n\n".join(
        f"115.{n} {act[:-1]} (Norland, Suderland);\n\nSupported\n\n- Safe quays\n\n- Right to rest"
        for n, act in enumerate(ACTS, 1)
    )
    draft = drafted(f"Harbour Forum 2009\n\nRecommendations\n\n{items}\n")
    assert [w.split(" (")[0] for w in words(draft)] == [a.rstrip(".") for a in ACTS]
    assert set(made_by(draft)) == {"Norland, Suderland"}


def test_requests_of_two_makers_in_one_item_are_two() -> None:
    draft = drafted(
        "Recommendations\n\n1.1 Light the quays (Norway); Pay the crews of ferries (Peru);\n\n1.2 Count "
        "boats (Chad) (Mali).\n"
    )
    assert made_by(draft) == ["norway", "Peru", "Chad, Mali"]


REVIEW = """Report of the Working Group on the Universal Periodic Review

Romania

1. Chile commended the lamps. It urged Romania to light the quays. Peru recommended that Romania pay its crews,
and Mali asked Romania to count boats. Chad asked how boats are counted.

2. The recommendations below have been examined by Romania and enjoy its support:

2.1 Ratify the Ferry Charter and take the steps that are needed to train pilots (Norway);

2.2 Train pilots (Chad).
"""


def test_makers_before_and_behind_and_the_state_under_review() -> None:
    draft = drafted(REVIEW)
    assert made_by(draft) == ["Chile", "Peru", "Mali", "norway", "Chad"]
    assert set(addressed_to(draft)) == {"Romania"}
    assert strengths(draft) == ["urge", "propose", "bare", "bare", "bare"]


def test_concluding_observations() -> None:
    draft = drafted(COMMITTEE)
    assert [r.parent is not None for r in draft.requests] == [False, True, True, True, False, False, False]
    assert strengths(draft) == ["propose"] * 4 + ["urge", "call-on", "should"]
    assert set(made_by(draft)) == {"Committee on the Protection of Ferry Crews"}
    assert set(addressed_to(draft)) == {"norway"}


def test_a_resolution() -> None:
    draft = drafted(
        "The General Assembly,\n\nAlarmed by the number of stranded crews,\n\n1. Takes note with appreciation of the "
        "report of the pilot;\n\n2. Calls upon Member States to ratify the Ferry Charter;\n\n3. Urges "
        "Governments to pay "
        "crews, and invites harbours to light their quays;\n\n4. Requests the Secretary-General to report on this;\n\n"
        "5. Decides to remain seized of the matter.\n"
    )
    assert strengths(draft)[:3] == ["call-on", "urge", "invite"] and len(draft.requests) == 4
    assert set(made_by(draft)) == {"General Assembly"}
    assert addressed_to(draft)[2:] == ["harbours", "Secretary-General"]


def test_parts_of_parts_and_a_recommendation_of_ministers() -> None:
    draft = drafted(
        "Parliamentary Assembly\n\n1. The Assembly recalls its Resolution 16.\n\n2. The Assembly calls on "
        "member states to:"
        "\n\n2.1. ratify the Ferry Charter;\n\n2.2. as regards pay:\n\n2.2.1. set up wage funds.\n"
    )
    assert words(draft)[1:] == ["ratify the Ferry Charter", "set up wage funds"]
    assert strengths(draft) == ["call-on"] * 3 and set(made_by(draft)) == {"Parliamentary Assembly"}
    draft = drafted(
        "The Committee of Ministers, under the terms of Article 15,\n\nConsidering that unity is the "
        "aim;\n\nRecommends "
        "that the governments of member states:\n\n1. adopt laws on lamps;\n\n2. train pilots.\n"
    )
    assert strengths(draft) == ["propose"] * 3 and set(made_by(draft)) == {"Committee of Ministers"}


def test_findings_under_a_heading_of_findings_and_requests() -> None:
    draft = drafted(
        "Boats Committee\n\nConclusions and recommendations\n\n1. Dark quays cost lives. Nine sailors "
        "drowned. (Paragraph 12)\n\n"
        "2. We recommend that the Government publish a plan. (Paragraph 14)\n\n3. We welcome the promise. "
        "(Paragraph 17)\n\n"
        "4. We urge the Department to consult crews. (Paragraph 22)\n"
    )
    assert strengths(draft) == ["propose", "urge"] and set(made_by(draft)) == {"Boats Committee"}
    assert addressed_to(draft) == ["participating-states", "Department"]


@pytest.mark.parametrize(
    "sentence",
    [
        "We should be grateful if you would provide information on the lamps.",
        "We should be grateful to know what measures the port has taken.",
        "Norway asked Peru to elaborate on its lamps.",
        "Norway accepts the recommendation and will light its quays.",
        "The Board decides to remain seized of the matter.",
        "They should not be construed as endorsed by the Board.",
        "The Board thanks Norway for its lamps.",
    ],
)
def test_what_is_no_request(sentence: str) -> None:
    assert not drafted(f"Recommendations\n\n- {sentence}\n- Pay crews.\n").requests[:-1]


def test_spaces_that_are_double_or_lost() -> None:
    one = "The Harbour Board is encouraged to light the quays at night. Ports are urged to pay the crews."
    assert strengths(drafted(one.replace(" ", "  "))) == ["encourage", "urge"]
    text = "The Board urges theport to pay.The port  is late.7 See www.ports.example.org."
    right, places = Spacing(text + " The port. A port.").right(text)
    assert right == "The Board urges the port to pay. The port is late. See www.ports.example.org."
    assert all(a in " ." or a == text[p] for a, p in zip(right, places, strict=False)) and places[-1] == len(text)


def test_a_heading_of_requests_without_any_is_a_warning() -> None:
    draft = drafted(
        "Findings\n\nIt rained.\n\nRecommendations\n\nThe quays have been dark for nine years.\n\nThe end.\n"
    )
    assert draft.warnings == ["no request was found below the heading “Recommendations”"]
    assert drafted("Recommendations\n\n- Light the quays.\n").warnings == []


def test_a_document_that_is_not_english_says_so() -> None:
    text = (
        "Le Comité recommande que les ports prennent des mesures pour que les équipages des navires soient "
        "payés, que les "
        "quais soient éclairés et que les pilotes soient formés chaque année.\n\nRecommandations\n\n- Payer "
        "les équipages.\n"
    )
    draft = drafted(text)
    assert not draft.requests and draft.passages and "English" in draft.warnings[0]
    assert is_english(COMMITTEE) and is_english("Trois mots.")


def test_more_than_999_passages() -> None:
    draft = Drafter(Known(), "x", "Requests\n\n" + "\n\n".join(f"- Count boat {n}." for n in range(1100))).run()
    assert len(draft.requests) == 1100 and draft.passages[-1]["passage_id"] == "x-p1101"


def test_marks_on_lines_of_their_own() -> None:
    draft = drafted(
        "Harbour Assembly\n\n2. The\nHarbour Assembly asks the Council of Pilots to:\n2.1.\nlight the quays of\n"
        "the old port;\n2.2. ensure that crews are paid:\n2.2.1.\nby opening a fund.\n"
    )
    assert words(draft)[1:] == ["light the quays of\nthe old port".replace("\n", " "), "ensure that crews are paid"] + [
        "by opening a fund"
    ]
    assert set(made_by(draft)) == {"Harbour Assembly"} and set(addressed_to(draft)) == {"Council of Pilots"}


def test_a_title_above_each_request_is_none() -> None:
    acts = ("open a fund for crews", "count the ferries of the north")
    draft = drafted(
        "LIST OF RECOMMENDATIONS\n\n"
        + "\n\n".join(
            f"Recommendation {n}: Caring for crews\n\nThat the Government of Peru {a}. 2{n}"
            for n, a in enumerate(acts, 1)
        )
    )
    assert [w.split("Peru ")[1].rstrip(". 0123456789") for w in words(draft)] == list(acts)
    assert {p.names[-1] for r in draft.requests for p in r.coded.addressees} == {"Government of Peru"}


def test_a_sentence_that_explains_belongs_to_the_one_next_before_it_only() -> None:
    draft = drafted(
        "I invite the committee to act. The quays are dark. It is a start. We would recommend that crews stay.\n"
    )
    assert words(draft) == ["I invite the committee to act", "We would recommend that crews stay"]
