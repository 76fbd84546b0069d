"""Who asks and who is asked: a case for each frame of words/parties.txt, and names. All invented."""

from __future__ import annotations

import pytest
from drafts import addressed_to, drafted, made_by, strengths, words

pytestmark = pytest.mark.data

ASKED = {
    "The Board urges the harbour masters to count boats.": "harbour masters",
    "Peru called upon all ports, with a view to safety, to light quays.": "ports",
    "The Board recommends that the port:\n\n(a) light quays;\n\n(b) pay crews.": "port",
    "Ports are urged to pay crews.": "Ports",
    "The Lamp Office should publish figures.": "Lamp Office",
    "Schools should not lock out crews.": "Schools",
    "Crews should have lamps.": "participating-states",
    "Quays should be lit by the Lamp Office.": "Lamp Office",
    "The Board considers that the Lamp Office should publish figures.": "Lamp Office",
    "In consultation with civil society, shipowners should draw up a code.": "shipowners",
    "We invite the Secretary General of the Quay Council to report.": "Secretary General of the Quay Council",
    "The Board calls on law schools in Peru to teach pay.": "law schools in Peru",
    "The Board calls on Member States of the Harbour Council to pay.": "participating-states",
    "We expect crews to be paid.": "participating-states",
    "Recommendations\n\nTo shipowners:\n\n- Pay crews.": "shipowners",
    "Recommendations\n\nTo the Lamp Office in Peru:\n\n- Pay crews.": "Lamp Office",
    "To the media, the Board recommends:\n\n(a) to report on crews.": "media",
    "The Board makes the following recommendations to the media:\n\n(a) Report on crews.": "media",
}


@pytest.mark.parametrize("text", ASKED)
def test_who_is_asked(text: str) -> None:
    assert set(addressed_to(drafted(f"{text}\n"))) == {ASKED[text]}


def names(text: str) -> list[set[str]]:
    return [{n for p in r.coded.addressees for n in p.names} for r in drafted(f"{text}\n").requests]


def test_a_kind_of_actors_keeps_the_words_that_say_whose_it_is() -> None:
    assert "Norwegian authorities" in names("The Board urges the Norwegian authorities to pay.")[0]
    assert "authorities of Norway" in names("The Board urges the authorities of Norway to pay.")[0]
    assert "Marine Police" in names("We urge the Marine Police to pay.")[0]
    assert "parliaments of participating States" in names("Urges the parliaments of participating States to pay.")[0]


SAID = {
    "The delegation of Norway urged all to pay. It also recommended that ports be lit.": ["norway"] * 2,
    "Ms Anna Lind (Ferry Watch) said that owners should pay. She suggested that ports help.": ["Anna Lind"] * 2,
    "Several delegations called for a register.": ["Several delegations"],
    "While welcoming the lamps that Chad had lit, Peru urged ports to pay.": ["Peru"],
    "CRC welcomed the lamps and recommended that Norway pay crews.": ["CRC"],
    "The Quay Panel (QP) met. QP urged ports to pay.": ["QP"],
    "Ferry Watch – The Network of Crews urged ports to pay. Lastly, Ferry Watch urged all to help.": [
        "Ferry Watch – The Network of Crews",
        "Ferry Watch",
    ],
    "Rencontre pour la mer urged ports to pay.": ["Rencontre pour la mer"],
    "Ports were urged by the Lamp Office to pay.": ["Lamp Office"],
}


@pytest.mark.parametrize("text", SAID)
def test_who_asks(text: str) -> None:
    assert made_by(drafted(f"Notes\n\nIt rained.\n\n1. {text}\n")) == SAID[text]


def test_initials_have_the_whole_name_that_is_known_or_explained() -> None:
    for text, whole in (("CERD urged Norway to pay.", "Committee on the Elimination of Racial Discrimination"),
                        ("The Quay Panel (QP) met. QP urged ports to pay.", "Quay Panel")):  # fmt: skip
        assert whole in drafted(f"{text}\n").requests[0].makers[0].names


def test_who_is_urged_does_not_urge_and_a_body_named_in_passing_does_not_ask() -> None:
    assert made_by(drafted("The Forum notes the storm. The Harbour Board is urged to pay. Ports should be lit.\n"))[
        0
    ] == ("Forum")
    draft = drafted("Peru urged ports to honour the plan proposed by the Lamp Office in its report.\n")
    assert made_by(draft) == ["Peru"]


def test_a_witness_does_not_make_the_requests_of_a_report_that_says_we() -> None:
    draft = drafted(
        "Ports Committee\n\nConclusions and recommendations\n\n1. The Minister told us that the Department would act. "
        "We welcome this. The Government should publish its plan.\n\n2. We recommend that crews be paid.\n\n3. The "
        "Treasury should fund a nurse.\n"
    )
    assert made_by(draft) == ["Ports Committee"] * 3
    assert addressed_to(draft)[2] == "Treasury"


def test_a_parliament_and_what_it_only_believes_or_says_of_itself() -> None:
    draft = drafted(
        "The Harbour Parliament,\n\nA. whereas the Lamp Office should have reported, and whereas ports must pay;\n\n1. "
        "Stresses that pay is a right; calls on ports to join the Charter;\n\n2. Believes that the Lamp Office should "
        "publish figures;\n\n3. Regrets that ports should be dark;\n\n4. Instructs its President to forward this;\n\n"
        "5. Calls on the Member States:\n\n(a) to pay crews;\n\n(b) to light quays.\n"
    )
    assert strengths(draft) == ["call-on", "should", "call-on", "call-on", "call-on"]
    assert set(made_by(draft)) == {"Harbour Parliament"}
    assert addressed_to(draft) == ["ports", "Lamp Office", *["participating-states"] * 3]


def test_a_body_of_which_the_front_has_a_line_speaks_in_the_whole_text() -> None:
    draft = drafted("Ferry Watch\n\nCrews wait.\n\nTo States:\n\n- Pay crews.\n\nFerry Watch calls on ports to pay.\n")
    assert made_by(draft) == ["Ferry Watch"] * 2


def test_what_only_tells_is_left_out_and_its_speaker_asks() -> None:
    draft = drafted(
        "The Harbour Council,\n\n1. Welcomes the report of the pilot on the lamps of the north, and requests "
        "the Secretary to publish it;\n\n2. Takes note of the storm.\n\n3. In its first report, the Council urged "
        "ports to pay.\n"
    )
    assert [w.split()[0] for w in words(draft)] == ["requests"] and made_by(draft) == ["Harbour Council"]


def test_words_that_somebody_else_is_quoted_with_ask_for_nothing() -> None:
    assert not drafted("The letter, in the words of its writer “all ports should pay”, was read out.\n").requests


def test_a_heading_says_which_state_party_is_meant() -> None:
    draft = drafted(
        "Requests of treaty bodies\n\nThey are listed here.\n\nQuay Committee\n\nNorway\n\nThe Committee recommends "
        "that the State party pay. (QC/4)\n\nCHAD\n\nThe Committee urges the State party to count boats.\n\n"
        "Lamp Committee\n\nPeru\n\nThe State party should light quays.\n"
    )
    assert addressed_to(draft) == ["norway", "Chad", "Peru"]
    assert made_by(draft) == ["Quay Committee"] * 2 + ["Lamp Committee"]


def test_petitioners_those_who_sign_and_those_who_hand_in_a_submission() -> None:
    petition = "The petitioners call upon the Lamp Office to light quays. They also pray that crews be paid."
    draft = drafted(f"Petitions\n\nMs Anna Lind: I present a petition.\n\n{petition}\n")
    assert made_by(draft) == ["petitioners"] * 2 and addressed_to(draft)[0] == "Lamp Office"
    letter = (
        "Letter to the Quay Conference\n\nWe, the undersigned organisations, write to you. We urge States to pay.\n"
    )
    assert made_by(drafted(letter)) == ["undersigned organisations"]
    draft = drafted("Submission of Ferry Watch to the Inquiry\n\nCrews matter. The Lamp Office should hear crews.\n")
    assert made_by(draft) == ["Ferry Watch"]


def test_a_name_within_another_one_and_a_topic_behind_an_office() -> None:
    draft = drafted(
        "1. The Quay Panel thanks the Envoy of the Secretary-General.\n\n2. It requests the Secretary-General to write."
        "\n\n3. It requests the Special Rapporteur on the rights of crews to report.\n"
    )
    asked = [p.names for r in draft.requests for p in r.coded.addressees]
    assert asked[0][0] == "Secretary-General" and "Special Rapporteur on the rights of crews" in asked[1]
