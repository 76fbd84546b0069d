"""verify.py shows what differs in an altered passage, as far as that can be told without the original words."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers import GOOD, change, run

QUAYS = "lighting the quays"


@pytest.fixture
def copies(tmp_path: Path) -> Path:
    folder = tmp_path / "copies"
    shutil.copytree(GOOD / "documents", folder)
    return folder


def told(root: Path, copy: Path, passage: str) -> list[str]:
    """What is said of one passage: its own line and those below it, without indents."""
    lines = run("verify", copy, root=root).out.split("\n")
    at = next(n for n, line in enumerate(lines) if line.startswith(f"  {passage}: "))
    out = [lines[at].strip()]
    while lines[at + 1].startswith("    "):
        at += 1
        out.append(lines[at].strip())
    return out


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        ("lighting Page 7 of 12 the quays", "“Page 7 of 12” is extra (line 9)"),
        ("lighting7 the quays", "“7” is extra (line 9)"),
        ("lighting the quars", "“r” replaces “y” (line 9): “ighting the qua[r]s from dusk to”"),
        ("ligthing the quays", "“th” replaces “ht” (line 9): “Charter by lig[th]ing the quays f”"),
        ("lightng the quays", "“i” is missing (line 9), at the brackets: “harter by light[]ng the quays fr”"),
    ],
)
def test_a_small_change_is_named(good_once: Path, copies: Path, printed: str, said: str) -> None:
    change(copies / "lakes2006.txt", (QUAYS, printed))
    passage, *lines = told(good_once, copies / "lakes2006.txt", "lakes2006-p005")
    assert passage.startswith("lakes2006-p005: altered, line 9: We urge harbour ")
    assert lines == [f"{said}; otherwise it is exact"]


def test_furniture_on_lines_of_its_own_is_taken_out_in_several_places(good_once: Path, copies: Path) -> None:
    change(
        copies / "lakes2006.txt",
        ("carry out article 4", "carry out\nRiver Watch\narticle 4"),
        ("the quays from", "the quays\n12\nfrom"),
    )
    assert told(good_once, copies / "lakes2006.txt", "lakes2006-p005")[1:] == [
        "“River Watch” is extra (line 10)",
        "“12” is extra (line 12)",
        "otherwise it is exact",
    ]


def test_letters_taken_for_others_by_text_recognition(good_once: Path, copies: Path) -> None:
    change(copies / "lakes2006.txt", ("harbour masters to carry", "harbour rnasters to carry"))
    assert told(good_once, copies / "lakes2006.txt", "lakes2006-p005")[1].startswith("“rn” replaces “m” (line 9)")


def test_automatic_list_numbers_are_named(good_once: Path, copies: Path) -> None:
    text = (copies / "watch2005.txt").read_text(encoding="utf-8")
    (copies / "watch2005.txt").write_text(re.sub(r"^\([abc]\) ", "", text, flags=re.MULTILINE), encoding="utf-8")
    out = run("verify", copies, root=good_once).out
    assert "is missing (line" in out and "watch2005-p016: missing" not in out
    assert [line.split(" is missing")[0] for line in told(good_once, copies, "watch2005-p016")[1:-1]] == [
        "“a”",
        "“b”",
        "“c”",
    ]
    assert run("verify", copies, "--allow-altered", root=good_once).code == 0


def test_neighbours_that_are_altered_are_told_apart(good_once: Path, copies: Path) -> None:
    change(copies / "lakes2006.txt", ("MEETING 2006", "MEETING 006"), ("Session 2", "Session"))
    for passage in ("lakes2006-p001", "lakes2006-p002"):
        assert told(good_once, copies / "lakes2006.txt", passage)[1].startswith("“2” is missing")


def test_other_words_are_narrowed_down(good_once: Path, copies: Path) -> None:
    change(copies / "lakes2006.txt", (QUAYS, "illuminating all quays"))
    assert told(good_once, copies / "lakes2006.txt", "lakes2006-p005")[1:] == [
        "91 letters and digits, 4 more than recorded; no small change explains this",
        "as recorded: “We urge harbour mas”, “dusk to dawn”",
        "look here: “masters to carry out article 4 of the River Charter by illuminating all quays from” (line 9): 65 "
        "letters and digits, 4 more than recorded",
    ]


def test_words_that_are_gone_leave_their_place(good_once: Path, copies: Path) -> None:
    change(copies / "lakes2006.txt", (" in full, together with the Guild of Harbour Masters", ""))
    said = told(good_once, copies / "lakes2006.txt", "lakes2006-p006")
    assert "fewer than recorded" in said[1] and "missing" not in said[0]


def test_spans_that_are_still_exact_narrow_it_further(good_once: Path, copies: Path) -> None:
    change(copies / "watch2005.txt", ("Ms Holm urged harbour", "The lady urged the harbour"))
    text = run("verify", copies / "watch2005.txt", root=good_once).out
    looked = [line for line in text.split("\n") if "look here" in line]
    assert (
        "altered" in text and looked and all("nurse" not in line for line in looked)
    )  # the span with the nurse is exact


def test_a_place_that_is_wrong_in_the_record_is_not_laid_to_the_copy(good: Path, copies: Path) -> None:
    change(good / "data/records/sources/lakes2006/recommendations.yaml", ("span_start: 247", "span_start: 249"))
    out = run("verify", copies, root=good).out
    assert "  lakes2006-r002: the passage is exact, so the location in the record is wrong" in out


def test_the_page_is_named_where_there_are_pages(good_once: Path, copies: Path) -> None:
    change(copies / "lakes2006.txt", ("\n\nWe urge", "\n\fWe urge"), (QUAYS, "lighting the quars"))
    assert told(good_once, copies / "lakes2006.txt", "lakes2006-p005")[0].startswith(
        "lakes2006-p005: altered, page 2, line 8: "
    )


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_one_letter_anywhere_is_found_and_nothing_is_missing(
    good_once: Path, tmp_path: Path, data: st.DataObject
) -> None:
    text = (GOOD / "documents" / "lakes2006.txt").read_text(encoding="utf-8")
    at = data.draw(st.sampled_from([n for n, c in enumerate(text) if c.isalnum()]))
    new = data.draw(st.sampled_from(["", "q" if text[at] != "q" else "x", text[at] + "7"]))
    (tmp_path / "copy.txt").write_text(text[:at] + new + text[at + 1 :], encoding="utf-8")
    out = run("verify", tmp_path / "copy.txt", root=good_once).out
    assert ": altered" in out and "otherwise it is exact" in out and ": missing" not in out
