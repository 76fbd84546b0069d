"""Who asks and who is asked, in documents that are not like our five. All invented."""

from __future__ import annotations

import pytest
from drafts import COMMITTEE, addressed_to, drafted, everything, made_by, strengths, words

from proposals.parties import Parties

pytestmark = pytest.mark.data


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


def test_parties_of_a_text() -> None:
    parties = Parties(everything(), COMMITTEE)
    assert [p.id or p.names[0] for p in parties.named("Norway, Peru and the State party")] == ["norway", "Peru"]
    assert parties.behind("Ratify CEDAW (CEDAW);") == [] and len(parties.behind("Pay (Chad, Mali (Peru));")) != 3


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
