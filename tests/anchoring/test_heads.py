"""Running heads: what comes again at the edges of pages is left out, what is said twice stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anchoring.readers.heads import without_heads
from helpers import GOOD, run

TEXT = (GOOD / "documents" / "watch2005.txt").read_text(encoding="utf-8")
BODY = ["alpha", "beta", "gamma", "delta", "refrain", "zeta", "eta", "theta"]


def pages(count: int, head, foot=lambda n: []) -> list[str]:
    """Pages of one flowing text, with these lines above and below."""
    return [
        "\n".join([*head(n), *(f"{w} of part {n}{'x' * n}" if w != "refrain" else w for w in BODY), *foot(n)])
        for n in range(1, count + 1)
    ]


def kept(made: list[str]) -> list[list[str]]:
    return [[line.split()[0] for line in page.split("\n") if line.strip()] for page in without_heads(made)]


def test_only_lines_that_come_again_at_an_edge_are_heads() -> None:
    found = kept(pages(4, lambda n: [f"Report of 2005, page {n}"], lambda n: [f"{n} / 4"]))
    assert found == [BODY] * 4
    assert without_heads(["one page\n1"]) == ["one page\n1"]


def test_left_and_right_heads_differ() -> None:
    found = kept(pages(6, lambda n: [] if n == 1 else [f"{n}  Of the council"] if n % 2 == 0 else [f"Remarks {n}"]))
    assert found == [BODY] * 6
    found = kept(
        pages(
            6,
            lambda n: ["Of the council", str(n)] if n % 2 else ["Remarks of somebody", str(n)],
            lambda n: ["•", "12 May"],
        )
    )
    assert found == [[*BODY, "•"]] * 6


def test_roman_numbers_and_letterheads() -> None:
    romans = ["i", "ii", "iii", "iv", "v", "vi"]
    assert kept(pages(6, lambda n: [], lambda n: [f"- {romans[n - 1]} -"])) == [BODY] * 6
    assert kept(pages(4, lambda n: ["A", "B", "C street", "D 12", "E"])) == [BODY] * 4


def test_a_heading_that_comes_again_is_no_head() -> None:
    """At the top of a page, at the bottom, on every other one: no sentence goes on behind it."""
    texts = [
        f"Recommendations\nThe ports {w} do it.\nMore of it {n}.\nWhat is {w} it is {w}."
        for n, w in enumerate(["must", "can", "may", "will"])
    ]
    other = [
        f"Session of {w}\nThe boats {w} go.\nLess of it {w}.\nAs {w} as it is {w}."
        for w in ["red", "blue", "green", "grey"]
    ]
    made = [page for pair in zip(other, texts) for page in pair]
    assert without_heads(made) == made
    inside = [
        f"Of {w}\nalpha {w}\nbeta {w}\nRecommendations\nThe {w}\ndelta {w}\nzeta {w}"
        for w in ("one", "two", "three", "four")
    ]
    assert all("Recommendations" in page for page in without_heads(inside))


@given(st.lists(st.text(alphabet="aA1 .\n•", max_size=40), max_size=8))
def test_nothing_is_added_and_no_page_lost(made: list[str]) -> None:
    found = without_heads(made)
    assert len(found) == len(made)
    for before, after in zip(made, found):
        lines = iter(before.split("\n"))
        assert after == "" or all(line in lines for line in after.split("\n"))


@pytest.mark.parametrize("end", ["\f", ""])
def test_text_with_pages_is_exact(good_once: Path, tmp_path: Path, end: str) -> None:
    """As a converter of PDF writes it: heads of left and right pages, numbers below, words divided at line ends."""
    lines = [line[at : at + 60] for line in TEXT.split("\n") for at in range(0, max(1, len(line)), 60)]
    cut = [lines[at : at + 9] for at in range(0, len(lines), 9)]
    assert len(cut) > 5
    made = [
        ["Harbour Watch" if n % 2 else f"Overview of 2005   {n + 1}", "", *page, "", f"- {n + 1} -"]
        for n, page in enumerate(cut)
    ]
    (tmp_path / "a.txt").write_text("\n\f".join("\n".join(page) for page in made) + end, encoding="utf-8")
    done = run("verify", tmp_path, "--all", root=good_once)
    assert done.code == 0, done.out
    assert f"page {len(cut) - 1}, line" in done.out


def test_pages_that_repeat_and_forms_keep_their_text() -> None:
    letter = (
        "Harbour Forum\nTo all crews:\nThe quays are lit from May.\nPay was raised by a tenth.\nThe harbour master\n"
    )
    assert all(page.count("\n") >= 4 for page in without_heads([letter, letter]))
    form = "Session {}\nRecommendations to the participating ports\n{}\nRecommendations to the harbour masters\n{}\n"
    acts = [("Light the quays.", "Count the boats."), ("Pay the crews.", "Open it."), ("Fix the pier.", "Ask them.")]
    found = without_heads([form.format(n, *two) for n, two in enumerate(acts, 1)])
    assert all(page.count("Recommendations to the") == 2 for page in found)


@given(st.lists(st.lists(st.sampled_from(["Head", "1", "2", "Foot of it", "words", "other"]), max_size=8), max_size=8))
def test_a_page_never_loses_all_its_text(made: list[list[str]]) -> None:
    for before, after in zip(made, without_heads(["\n".join(page) for page in made]), strict=True):
        assert any(map(str.isalnum, after)) == bool(before)
