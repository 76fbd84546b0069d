"""Kinds of documents that are not like our five: list marks, makers, addressees, what is no request. All invented."""

from __future__ import annotations

from functools import lru_cache

import pytest

from corpus.commands.known import known
from corpus.model.records import read_corpus
from helpers import ROOT
from proposals.drafter import Draft, Drafter
from proposals.known import Known
from proposals.language import is_english
from proposals.parties import Parties
from proposals.spacing import Spacing

pytestmark = pytest.mark.data

ACTS = ["Light the quays of the old port at night.", "Pay the crews of stranded ferries.", "Ratify the Ferry Charter."]


@lru_cache(maxsize=1)
def everything() -> Known:
    return known(read_corpus(ROOT))


def drafted(text: str, authors: list[str] | None = None) -> Draft:
    return Drafter(everything(), "x", text, authors).run()


def words(draft: Draft) -> list[str]:
    return [" ".join(draft.text.original(r.start, r.length).split()) for r in draft.requests]


def made_by(draft: Draft) -> list[str]:
    return [", ".join(p.id or p.names[0] for p in r.makers) for r in draft.requests]


def addressed_to(draft: Draft) -> list[str]:
    return [", ".join(p.id or p.names[0] for p in r.coded.addressees) for r in draft.requests]


def strengths(draft: Draft) -> list[str]:
    return [r.coded.strength.code for r in draft.requests]


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


COMMITTEE = """Committee on the Protection of Ferry Crews

Concluding observations on the fifth periodic report of Norway

1. The Committee welcomes the report. It appreciates the open dialogue with the delegation.

Principal areas of concern and recommendations

8. The Committee is concerned that crews are not paid. It notes with regret that no fund exists.^1^

9. The Committee recommends that the State party:

(a) Set up a fund for the crews of stranded ferries;

(b) Ensure that harbour masters report each stranded ferry within two days, and
publish the reports;

CPF/C/NOR/CO/5
4 GE.12-34567

(c) Allocate sufficient resources to the inspection of ships.

10. The Committee urges the State party to light all quays.2 It also calls upon the State party to train pilots.

11. The State party should count its boats every year.
"""


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


def test_makers_by_initials() -> None:
    draft = drafted(
        "ABC-D and EFG-H urged Norway to light quays. JS2 asked Norway to count boats. OSCE/ODIHR urged all to.\n"
    )
    assert made_by(draft)[:2] == ["ABC-D, EFG-H", "JS2"]
    assert Parties(everything()).maker("OSCE/ODIHR recommended that ports pay.")[0].id == "odihr"


def test_the_author_is_what_is_left() -> None:
    text = "Norway recommended that ports light their quays. States should pay crews. Ukraine should count boats.\n"
    assert made_by(drafted(text, ["ngos"])) == ["norway", "ngos", "ngos"]
    assert made_by(drafted("Ukraine should count boats.\n", ["ukraine"])) == [""]


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


def test_parties_of_a_text() -> None:
    parties = Parties(everything(), COMMITTEE)
    assert [p.id or p.names[0] for p in parties.named("Norway, Peru and the State party")] == ["norway", "Peru"]
    assert parties.behind("Ratify CEDAW (CEDAW);") == [] and len(parties.behind("Pay (Chad, Mali (Peru));")) != 3


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


def test_makers_in_small_letters_or_named_after_a_state() -> None:
    draft = drafted(
        "1. The committee recommends that the Harbour government funds the pilots.\n\n2. Fair Ferries Australia "
        "recommends the following:\n\n- That crews be paid, and quays that are safe and lit;\n\n- A fund for crews.\n"
    )
    assert made_by(draft) == ["Committee", *["Fair Ferries Australia"] * 3]
    assert draft.requests[0].coded.addressees[0].names[-1] == "Harbour government"
    assert strengths(draft) == ["propose"] * 4


def test_we_in_the_report_of_a_committee_and_its_government() -> None:
    sentences = (
        "We urge the Government to light the quays.",
        "We expect crews to be paid.",
        "We urge the Government to act.",
    )
    draft = drafted(
        "Joint Committee On Ferries Third Report\n\nConclusions and recommendations\n\nThe call for a UK Lamp Plan\n\n"
        + "\n\n".join(f"{n}. {s} (Paragraph {n})" for n, s in enumerate([*sentences, sentences[0]], 1))
    )
    assert set(made_by(draft)) == {"Joint Committee On Ferries"} and len(draft.requests) == 4
    assert all({"Government", "the Government"} & set(p.names) for r in draft.requests for p in r.coded.addressees)


def test_states_that_are_named_in_the_items_and_what_a_body_decides_itself() -> None:
    draft = drafted(
        "1. The Harbour Assembly urges:\n\n1.1. Chad, Mali and the Netherlands to ratify the Ferry Charter;\n\n"
        "1.2. Peru to sign it.\n\nDecides:\n\n(a) To hold a debate on lamps;\n\n(b) To request the Office of Pilots to "
        "count boats.\n"
    )
    assert [sorted(p.names[0] for p in r.coded.addressees) for r in draft.requests][1:3] == [
        ["Chad", "Mali", "Netherlands"],
        ["Peru"],
    ]
    assert words(draft)[3:] == ["To request the Office of Pilots to count boats"]


def test_a_body_that_says_we_and_recommends_to_others_that_they_act() -> None:
    draft = drafted(
        "We, the Forum on Ferries gathered in Port Amber, on the eve of a storm,\n\nConsidering that crews are "
        "not paid,\n\nRecommend to Harbour Councils that they:\n\n1. pay the crews,\n\n2. light the quays.\n"
    )
    assert words(draft) == ["Recommend to Harbour Councils that they", "pay the crews", "light the quays"]
    assert set(made_by(draft)) == {"Forum on Ferries"} and strengths(draft) == ["propose"] * 3


def test_the_body_of_a_report_makes_what_its_press_release_lists() -> None:
    draft = drafted(
        "The report by the Harbour’s Joint Committee on Ferries found gaps.\n\nKey recommendations in the report:\n\n"
        "- The government fund the pilots in states and territories,\n\n- Paying more crews.\n"
    )
    assert set(made_by(draft)) == {"Joint Committee on Ferries"}
    assert draft.requests[0].coded.addressees[0].names[-1] == "government"


def test_a_sentence_that_explains_belongs_to_the_one_next_before_it_only() -> None:
    draft = drafted(
        "I invite the committee to act. The quays are dark. It is a start. We would recommend that crews stay.\n"
    )
    assert words(draft) == ["I invite the committee to act", "We would recommend that crews stay"]


def test_who_is_to_approve_comes_before_who_is_named_later() -> None:
    draft = drafted("The Committee recommends that the House approve that Government says what is required.\n")
    assert addressed_to(draft) == ["House"]


def test_a_numbered_recommendation_is_the_name_of_a_text_and_its_committee_asks() -> None:
    draft = drafted(
        "Recommendation 1970 (2011)\n\nPaying crews\n\nCommittee on Ferries, Quays and Boats\n\nRapporteur: Mr Orvo, "
        "Peru\n\n1. Crews are not paid.\n\n2. The committee therefore calls on the Council of Pilots to:\n\n"
        "2.1. encourage member states to pay crews;\n\n2.2. light the quays.\n\n3. More steps need to be taken by the "
        "Harbour Council to help crews. That help should be free.\n"
    )
    assert len(draft.requests) == 4 and set(made_by(draft)) == {"Committee on Ferries, Quays and Boats"}
    assert addressed_to(draft) == ["Council of Pilots"] * 3 + ["Harbour Council"]


def test_bodies_within_bodies_and_the_state_of_a_summary_of_submissions() -> None:
    draft = drafted(
        "Summary of submissions on Norway\n\n1. CoE-GRETA urged the Government to light the quays. A nurse should be "
        "hired. AI highlighted a need to count boats.\n"
    )
    assert made_by(draft)[0] in ("CoE-GRETA", "greta") and addressed_to(draft) == ["norway"] * 2


def test_a_special_rapporteur_is_not_the_rapporteur_of_a_meeting() -> None:
    draft = drafted("106.\nThe Special Rapporteur recommends that the Government:\n(a)\nPay all crews of ferries.\n")
    assert made_by(draft) == ["Special Rapporteur"] * 2


def test_who_spoke_in_a_paragraph_speaks_on_until_somebody_else_does() -> None:
    draft = drafted(
        "Summary of submissions on Norway\n\n1. In 2005, the Ferry Guild regretted that quays are dark and recommended "
        "that Norway light them. Such lamps should be safe. The media should report on them. HBR also recommended "
        "paying crews.\n\n2. Although no fund exists, it remained concerned and urged the government to open one.\n"
    )
    assert made_by(draft) == ["Ferry Guild"] * 2 + ["HBR"] * 2
    assert addressed_to(draft) == ["norway", "media", "norway", "norway"]


def test_who_speaks_behind_the_words_or_for_a_state() -> None:
    draft = drafted(
        "“Crews must be paid,” said Anna Lind, who heads a guild. She called for a register. Ports, she said, must be "
        "lit.\n\nMARIO ROSSI (Italy) said the Board should count boats. He urged States to help.\n\nThe representative "
        "of Peru, speaking for the Coastal Group, urged States to pay. Quays should be lit.\n"
    )
    assert made_by(draft) == ["Anna Lind"] * 3 + ["Italy"] * 2 + ["Peru"] * 2
    assert addressed_to(draft)[3] == "Board"


def test_headings_name_who_speaks_and_who_is_asked() -> None:
    draft = drafted(
        "Harbour Forum 2009\n\nNine crews were stranded, and nobody came.\n\nRUSSIA\n\nRecommendations to ports\n\n"
        "- Light the quays.\n\nTo the media\n\n- Report on crews.\n\nFerry Guild on behalf of the Coastal Team\n\n"
        "General\n\n- Count the boats.\n\nNGO Lamps Keynote speaker: Ms Anna Lind\n\nRecommendations to States\n\n"
        "Prevention\n\n- Pay the crews.\n"
    )
    assert made_by(draft) == ["russian-federation"] * 2 + ["Ferry Guild", "Anna Lind"]
    assert addressed_to(draft)[1:] == ["media", "participating-states", "participating-states"]


def test_under_a_report_of_what_was_said_the_speaker_comes_before_the_author() -> None:
    text = "Dr Anna Lind from Port Amber outlined the storm.\n\nMeasures should be taken against storms.\n"
    assert made_by(drafted(f"A day\n\nIt rained.\n\nSummary of speakers\n\n{text}", ["ngos"])) == ["Anna Lind"]
    assert made_by(drafted(f"A day\n\nIt rained.\n\nConclusions\n\n{text}", ["ngos"])) == ["ngos"]


def test_the_committee_of_the_heading_and_its_children() -> None:
    draft = drafted(
        "Requests of treaty bodies\n\nThey are listed here.\n\nCommittee on Quays\n\nThe Committee recommends that "
        "the Ministry of Ports and the police:\n\n(a) light quays;\n\n(b) count boats.\n\nCommittee on Pay\n\n"
        "The Committee urges States Members to pay crews.\n"
    )
    assert made_by(draft) == ["Committee on Quays"] * 3 + ["Committee on Pay"]
    assert addressed_to(draft) == ["national-authorities, law-enforcement"] * 3 + ["participating-states"]


def test_the_author_is_named_in_the_front_and_a_maker_on_a_line_of_its_own() -> None:
    front = "Pay for crews\n\nAuthor(s): Harbour Assembly\n\n"
    assert made_by(drafted(f"{front}Recommendations\n\n- Light the quays.\n")) == ["Harbour Assembly"]
    items = "1. Take the steps that are necessary to pay the crews\n(Norway);\n2. Count the boats (Peru).\n"
    assert made_by(drafted(f"Recommendations\n\n{items}")) == ["norway", "Peru"]


def test_nobody_is_asked_by_a_noun_that_looks_like_one() -> None:
    draft = drafted("Peru urged the creation of a port conducive to the rest of crews. A nurse should be hired.\n")
    assert addressed_to(draft) == ["participating-states"] * 2


def test_names_of_committees_with_commas_topics_and_the_same_committee() -> None:
    draft = drafted(
        "Compilation on Norway\n\n1. The Harbour Rights Committee and the Committee on Quays, Lamps and Old Boats "
        "recommended that Norway light quays. 12 The Committee also recommended that Norway count boats.\n\n2. The "
        "Special Rapporteur on minority issues noted a storm. In 2009, he recommended that lamps be lit.\n\n3. In the "
        "case of Peru, the Harbour Rights Committee recommended that the State party pay crews in line with (the Lamp "
        "Principles).\n\n4. The same Committee urged the State party to count boats.\n"
    )
    assert made_by(draft) == [
        "Harbour Rights Committee, Committee on Quays, Lamps and Old Boats",
        "Committee on Quays, Lamps and Old Boats",
        "Special Rapporteur on minority issues",
        *["Harbour Rights Committee"] * 2,
    ]
    assert addressed_to(draft)[3:] == ["Peru", "norway"]


def test_the_state_that_an_observation_is_about_and_the_committee_in_the_title() -> None:
    draft = drafted(
        "Quays of States\n\n1. In its observations for Peru, the Harbour Committee encouraged the State party to "
        "light quays.\n\n2. Regarding the report of Mali, it urged the Government to pay.\n"
    )
    assert addressed_to(draft) == ["Peru", "Mali"] and set(made_by(draft)) == {"Harbour Committee"}
    title = "House of Commons Ferry Committee: crossings, first report"
    draft = drafted(f"{title}\n\nRecommendations\n\n1. We invite ports to pay.\n\n2. Ports should be lit.\n")
    assert made_by(draft) == ["House of Commons Ferry Committee"] * 2
