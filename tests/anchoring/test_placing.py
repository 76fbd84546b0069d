"""Placing: whatever a copy does to a document, each passage gets the result that its letters deserve."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from damaged import CASES
from hypothesis import example, given
from hypothesis import strategies as st

from anchoring.chain import best_chain
from anchoring.normalise import anchor, fingerprint, normalise
from anchoring.placing import ALTERED, AMBIGUOUS, EXACT, MISSING, MOVED, Locator, Placed, place, place_span
from helpers import ROOT

LETTERS = "etaoinshrdlucmfwypvbgk"
SHORT = ["1", "2", "a", "b", "norway", "sweden", "recommendations"]  # what documents repeat: numbers, letters, names
FURNITURE = "ωψχφ"  # letters that no passage has, so that furniture never imitates one

seeds = st.integers(0, 10**9)


def made(pieces: list[str]) -> list[Locator]:
    """The locators of a document that consists of these pieces."""
    out, start = [], 0
    for n, piece in enumerate(pieces):
        out.append(Locator(f"p{n:03}", start, len(piece), fingerprint(piece), anchor(piece)))
        start += len(piece)
    return out


def words(rng: random.Random, low: int, high: int) -> str:
    return "".join(rng.choice(LETTERS) for _ in range(rng.randint(low, high)))


def document(rng: random.Random, size: int = 30) -> list[str]:
    """Pieces as documents have them: long ones that differ, short ones that come again and again."""
    return [rng.choice(SHORT) if rng.random() < 0.4 else words(rng, 20, 300) for _ in range(rng.randint(3, size))]


def statuses(pieces: list[str], copy: str) -> dict[str, str]:
    return {key: placed.status for key, placed in place(made(pieces), copy).items()}


@given(st.text(min_size=1, max_size=400), st.lists(st.integers(1, 399), max_size=20))
def test_a_text_cut_anywhere_is_exact_in_itself(text: str, cuts: list[int]) -> None:
    characters = normalise(text).characters
    edges = sorted({0, len(characters), *(c for c in cuts if c < len(characters))})
    passages = made([characters[a:b] for a, b in zip(edges, edges[1:])])
    assert place(passages, characters) == {p.id: Placed(p.id, EXACT, p.start, p.length) for p in passages}
    # The quick way for the very same text barred, by a character that belongs to no passage:
    assert place(passages, "\0" + characters) == {p.id: Placed(p.id, EXACT, p.start + 1, p.length) for p in passages}


@given(seeds)
def test_page_furniture_between_passages_changes_nothing(seed: int) -> None:
    rng = random.Random(seed)
    pieces = document(rng)
    copy, starts = "", []
    for piece in pieces:
        copy += "".join(rng.choice(FURNITURE) for _ in range(rng.choice([0, 0, 0, 9, 60])))
        starts.append(len(copy))
        copy += piece
    copy += "ω" * rng.choice([0, 30])
    placed = place(made(pieces), copy)
    assert [(x.status, x.start, x.length) for x in placed.values()] == [
        (EXACT, s, len(p)) for s, p in zip(starts, pieces)
    ]


@given(seeds)
def test_one_passage_altered_is_the_only_one(seed: int) -> None:
    rng = random.Random(seed)
    pieces = document(rng)
    n = rng.randrange(len(pieces))
    old = pieces[n]
    new = "ω" * len(old) if len(old) < 20 else old[: len(old) // 2] + "ω" * rng.randint(1, 9) + old[len(old) // 2 + 1 :]
    placed = place(made(pieces), "".join([*pieces[:n], new, *pieces[n + 1 :]]))
    expected = {f"p{k:03}": ALTERED if k == n else EXACT for k in range(len(pieces))}
    assert {k: x.status for k, x in placed.items()} == expected
    assert (placed[f"p{n:03}"].start, placed[f"p{n:03}"].length) == (len("".join(pieces[:n])), len(new))


@given(seeds)
def test_a_passage_that_was_taken_out_is_missing(seed: int) -> None:
    rng = random.Random(seed)
    pieces = [words(rng, 3, 200) for _ in range(rng.randint(3, 30))]
    n = rng.randrange(len(pieces))
    expected = {f"p{k:03}": MISSING if k == n else EXACT for k in range(len(pieces))}
    if any(pieces[n] in x for k, x in enumerate(pieces) if k != n) or pieces[n] in "".join(
        pieces[:n] + pieces[n + 1 :]
    ):
        return  # a short one that also stands inside others: not the case here
    assert statuses(pieces, "".join(pieces[:n] + pieces[n + 1 :])) == expected
    # With other text in its place, about as long, it cannot be told from one that was rewritten.
    filled = statuses(pieces, "".join([*pieces[:n], "ω" * len(pieces[n]), *pieces[n + 1 :]]))
    assert filled == expected | {f"p{n:03}": ALTERED}


@given(seeds)
def test_two_neighbours_swapped_one_is_moved(seed: int) -> None:
    rng = random.Random(seed)
    pieces = [words(rng, 16, 200) for _ in range(rng.randint(4, 30))]
    n = rng.randrange(len(pieces) - 1)
    swapped = [*pieces[:n], pieces[n + 1], pieces[n], *pieces[n + 2 :]]
    placed = place(made(pieces), "".join(swapped))
    assert Counter(x.status for x in placed.values()) == Counter({EXACT: len(pieces) - 1, MOVED: 1})
    lighter = min((len(pieces[k]), k) for k in (n, n + 1))[1]
    if len(pieces[n]) != len(pieces[n + 1]):
        assert placed[f"p{lighter:03}"].status == MOVED
    for k, piece in enumerate(pieces):  # each where it now stands
        assert placed[f"p{k:03}"].start == "".join(swapped).index(piece)


@given(seeds)
def test_two_distant_passages_swapped_are_found_where_they_stand(seed: int) -> None:
    rng = random.Random(seed)
    pieces = [words(rng, 16, 200) for _ in range(rng.randint(6, 20))]
    a, b = sorted(rng.sample(range(len(pieces)), 2))
    swapped = list(pieces)
    swapped[a], swapped[b] = pieces[b], pieces[a]
    placed = place(made(pieces), "".join(swapped))
    assert {x.status for x in placed.values()} == {EXACT, MOVED}
    for k, piece in enumerate(pieces):
        assert placed[f"p{k:03}"].start == "".join(swapped).index(piece)


def test_a_section_that_moved_keeps_its_short_passages() -> None:
    rng = random.Random(7)
    long = [words(rng, 80, 120) for _ in range(6)]
    section = ["norway", "1", long[0], "2", long[1]]
    rest = ["1", long[2], "2", long[3], "1", long[4], "2", long[5]]
    placed = place(made([*section, *rest]), "".join([*rest, *section]))
    assert [x.status for x in placed.values()] == [MOVED] * 5 + [EXACT] * 8
    assert [x.start for x in placed.values()][:2] == [len("".join(rest)), len("".join(rest)) + 6]


def test_short_names_swapped() -> None:
    rng = random.Random(8)
    first, last = words(rng, 50, 60), words(rng, 50, 60)
    placed = place(made([first, "norway", "sweden", last]), first + "swedennorway" + last)
    assert sorted(x.status for x in placed.values()) == [EXACT, EXACT, EXACT, MOVED]


def test_order_decides_among_identical_short_passages() -> None:
    rng = random.Random(9)
    long = [words(rng, 40, 90) for _ in range(4)]
    pieces = ["1", long[0], "2", long[1], "1", long[2], "2", long[3]]
    copy = "ωω" + "".join(pieces)  # not the very same text
    placed = place(made(pieces), copy)
    assert [(x.status, x.start) for x in placed.values()] == [(EXACT, p.start + 2) for p in made(pieces)]
    # Both neighbours altered: the place between them still follows from what stands around.
    altered = ["1", long[0], "2", "ω" * len(long[1]), "1", "ψ" * len(long[2]), "2", long[3]]
    assert [x.status for x in place(made(pieces), "".join(altered)).values()] == [
        EXACT,
        EXACT,
        EXACT,
        ALTERED,
        EXACT,
        ALTERED,
        EXACT,
        EXACT,
    ]


def test_the_last_of_several_places_is_right_where_it_touches_its_neighbour() -> None:
    rng = random.Random(10)
    first, last = words(rng, 40, 50), words(rng, 40, 50)
    placed = place(made([first, "2", last]), first + "ωω2ωω2" + last)  # "page 2", and the number of the section
    assert (placed["p001"].status, placed["p001"].start) == (EXACT, len(first) + 5)


def test_a_page_printed_twice_is_ambiguous() -> None:
    rng = random.Random(11)
    long = [words(rng, 40, 60) for _ in range(4)]
    placed = place(made(long), long[0] + long[1] + long[2] + long[1] + long[2] + long[3])
    assert [x.status for x in placed.values()] == [EXACT, AMBIGUOUS, AMBIGUOUS, EXACT]


def test_a_running_header_is_not_taken_for_the_title() -> None:
    rng = random.Random(12)
    title, *long = words(rng, 30, 40), *(words(rng, 90, 200) for _ in range(4))
    copy = "".join(f"{title}{x}" for x in long) + "ω"
    placed = place(made([title, *long]), copy)
    assert [x.status for x in placed.values()] == [EXACT] * 5
    assert placed["p000"].start == 0


def test_a_passage_whose_words_stand_inside_another_is_missing() -> None:
    rng = random.Random(13)
    heading, first, last = "recommendations", words(rng, 40, 50), words(rng, 40, 50)
    pieces = [first, heading, last + heading + first]
    assert statuses(pieces, first + last + heading + first) == {"p000": EXACT, "p001": MISSING, "p002": EXACT}


def test_letters_of_an_altered_passage_are_not_taken_for_a_moved_one() -> None:
    rng = random.Random(18)
    long = [words(rng, 40, 60) for _ in range(4)]
    copy = long[0] + long[1] + "ω" * 20 + "2" + "ω" * 20 + long[3]
    assert list(statuses([long[0], "2", *long[1:]], copy).values()) == [EXACT, MISSING, EXACT, ALTERED, EXACT]


def test_two_altered_neighbours_share_their_gap() -> None:
    rng = random.Random(14)
    first, last = words(rng, 40, 50), words(rng, 40, 50)
    placed = place(made([first, "x" * 30, "z" * 60, last]), first + "ω" * 90 + last)
    at = len(first)
    assert [(x.status, x.start, x.length) for x in placed.values()][1:3] == [(ALTERED, at, 30), (ALTERED, at + 30, 60)]


def test_a_gap_much_too_long_or_short_holds_no_altered_passage() -> None:
    rng = random.Random(15)
    first, middle, last = words(rng, 40, 50), words(rng, 100, 100), words(rng, 40, 50)
    assert statuses([first, middle, last], first + "ω" * 40 + last)["p001"] == MISSING
    assert statuses([first, middle, last], first + "ω" * 900 + last)["p001"] == MISSING
    assert statuses([first, middle, last], first + "ω" * 60 + last)["p001"] == ALTERED


@given(st.lists(st.text("abc1", min_size=1, max_size=25), min_size=1, max_size=12), st.text("abc1ω", max_size=120))
@example(["a", "a", "a"], "b" * 2)
@example(["a"], "")
@example(["ab", "a", "b"], "aωb")
def test_any_passages_in_any_copy(pieces: list[str], copy: str) -> None:
    """No exception; what is said to stand somewhere stands there; nothing stands on the same letters twice."""
    passages = made(pieces)
    placed = place(passages, copy)
    assert list(placed) == [p.id for p in passages]
    stretches = []
    order = []
    for p in passages:
        x = placed[p.id]
        if x.status == MISSING:
            assert x.start is None and x.length is None
            continue
        assert 0 <= x.start < x.start + x.length <= len(copy)
        if x.status != ALTERED:
            assert fingerprint(copy[x.start : x.start + x.length]) == p.fingerprint
            stretches.append((x.start, x.start + x.length))
        if x.status == EXACT:
            order.append(x.start)
    assert order == sorted(order)
    stretches.sort()
    assert all(a[1] <= b[0] for a, b in zip(stretches, stretches[1:]))


def heaviest(pieces: list[str], copy: str) -> int:
    """Letters of the best chain, by trying everything: the second opinion."""
    best = {0: 0}  # end in the copy -> letters
    for piece in pieces:
        for end, letters in sorted(best.items()):
            at = copy.find(piece, end)
            while at >= 0:
                best[at + len(piece)] = max(best.get(at + len(piece), 0), letters + len(piece))
                at = copy.find(piece, at + 1)
    return max(best.values())


@given(st.lists(st.text("ab", min_size=1, max_size=4), min_size=1, max_size=7), st.text("abω", max_size=24))
def test_no_other_chain_accounts_for_more_letters(pieces: list[str], copy: str) -> None:
    passages = made(pieces)
    places = {p.id: [x for x in range(len(copy)) if copy.startswith(w, x)] for p, w in zip(passages, pieces)}
    chain = best_chain(passages, places, (len("".join(pieces)), len(copy)))
    assert sum(p.length for p in passages if p.id in chain) == heaviest(pieces, copy)


def test_many_passages_with_single_letters_between_them() -> None:
    """Letters that stand in a thousand places must neither mislead nor take for ever."""
    rng = random.Random(16)
    pieces = [x for n in range(125) for x in (LETTERS[n % 20], words(rng, 300, 480))]
    placed = place(made(pieces), "ω" + "".join(pieces))
    assert [(x.status, x.start) for x in placed.values()] == [(EXACT, p.start + 1) for p in made(pieces)]


def test_progress_is_told() -> None:
    seen: list[int] = []
    place(made(["one", "two"]), "xonetwo", seen.append)
    assert seen == [2]


# Spans


@pytest.fixture
def text() -> list[str]:
    rng = random.Random(17)
    return [words(rng, 60, 90) for _ in range(4)]


def span(pieces: list[str], n: int, start: int, length: int) -> tuple[Locator, Locator]:
    """A span inside passage n, and that passage."""
    passage = made(pieces)[n]
    words_ = pieces[n][start : start + length]
    return Locator("r1", passage.start + start, length, fingerprint(words_)), passage


def test_a_span_in_an_exact_or_moved_passage(text: list[str]) -> None:
    locator, passage = span(text, 1, 10, 25)
    for copy, status in (("".join(text), EXACT), (text[0] + text[2] + text[3] + text[1], MOVED)):
        placed = place(made(text), copy)[passage.id]
        assert placed.status == status
        got = place_span(locator, passage, placed, copy)
        assert (got.status, copy[got.start : got.start + got.length]) == (status, text[1][10:35])


def test_a_span_that_stands_as_it_was_in_an_altered_passage(text: list[str]) -> None:
    locator, passage = span(text, 1, 30, 25)
    copy = text[0] + "ωω" + text[1][1:] + text[2] + text[3]
    placed = place(made(text), copy)[passage.id]
    assert placed.status == ALTERED
    got = place_span(locator, passage, placed, copy)
    assert (got.status, copy[got.start : got.start + got.length]) == (EXACT, text[1][30:55])


def test_a_span_that_was_altered_itself(text: list[str]) -> None:
    locator, passage = span(text, 1, 30, 20)
    copy = text[0] + text[1][:35] + "ω" + text[1][36:] + text[2] + text[3]
    placed = place(made(text), copy)[passage.id]
    got = place_span(locator, passage, placed, copy)
    assert (got.status, got.start, got.length) == (ALTERED, passage.start + 30, 20)


def test_a_span_of_a_missing_passage(text: list[str]) -> None:
    locator, passage = span(text, 1, 30, 20)
    copy = text[0] + text[2] + text[3]
    assert place_span(locator, passage, place(made(text), copy)[passage.id], copy) == Placed("r1", MISSING)


def test_a_record_with_the_wrong_place_is_not_exact(text: list[str]) -> None:
    """The words stand in the passage, but not where the record says: that must not pass."""
    locator, passage = span(text, 1, 30, 20)
    wrong = Locator("r1", locator.start + 3, locator.length, locator.fingerprint)
    copy = "".join(text)
    assert place_span(wrong, passage, place(made(text), copy)[passage.id], copy).status == ALTERED


def test_a_place_before_the_beginning_is_not_counted_from_the_end() -> None:
    passages = made(["abcdefgh"])
    span_ = Locator("r1", -5, 3, fingerprint("def"))
    assert place_span(span_, passages[0], place(passages, "abcdefgh")["p000"], "abcdefgh") == Placed(
        "r1", ALTERED, 0, 3
    )


@given(seeds, st.integers(-50, 400), st.integers(1, 200))
def test_any_span_in_any_copy(seed: int, start: int, length: int) -> None:
    rng = random.Random(seed)
    pieces = document(rng, 6)
    copy = "".join(p for p in pieces if rng.random() < 0.6) + "ω" * rng.choice([0, 1, 40])
    passages = made(pieces)
    placed = place(passages, copy)
    for p in passages:
        got = place_span(Locator("r1", p.start + start, length, fingerprint("nowhere")), p, placed[p.id], copy)
        assert got.status in (ALTERED, MISSING)
        assert got.start is None or 0 <= got.start < got.start + got.length <= len(copy)


# Copies in which placing once went wrong


@pytest.mark.parametrize("what", CASES)
def test_damaged_copies(what: str) -> None:
    pieces, copy, expected = CASES[what]
    placed = place(made([normalise(piece).characters for piece in pieces]), normalise(copy).characters)
    letters = {MISSING: "x"}
    assert "".join(letters.get(x.status, x.status[0]) for x in placed.values()) == expected


def test_what_was_put_into_a_passage_is_part_of_it() -> None:
    pieces, copy, _ = CASES["a box inside a passage"]
    text = normalise(copy)
    placed = place(made([normalise(piece).characters for piece in pieces]), text.characters)["p003"]
    assert placed.start is not None and placed.length is not None
    words_ = text.original(placed.start, placed.length)
    assert words_.startswith("The ferries") and "La traduction" in words_ and words_.endswith("those who stayed")


@given(seeds)
def test_a_lightly_damaged_copy_loses_no_passage(seed: int) -> None:
    """One letter in a hundred is another one: nothing is missing, and what is exact is where it was."""
    rng = random.Random(seed)
    pieces = document(rng)
    noisy = ["".join(rng.choice(FURNITURE) if rng.random() < 0.01 else c for c in piece) for piece in pieces]
    placed = place(made(pieces), "".join(noisy))
    starts = {p.id: p.start for p in made(pieces)}
    for (key, x), piece, copied in zip(placed.items(), pieces, noisy):
        assert x.status in (EXACT, ALTERED), (key, x.status)
        if x.status == EXACT and len(piece) > 16:
            assert (copied, x.start) == (piece, starts[key])


@pytest.mark.parametrize(
    "change",
    [
        *(f"text recognition, {share} %" for share in ("0.1", "0.5", "1")),
        "as it is, page numbers between", "American spelling", "years changed", "“not” put in", "line numbers",
        "running stamp on every page", "other language after each paragraph", "in a book",
    ],
)  # fmt: skip
def test_the_page_claims_of_complete_copies_what_its_table_shows(change: str) -> None:
    page = (ROOT / "docs" / "anchoring.md").read_text(encoding="utf-8")
    [cells] = [row.split(" | ") for row in page.split("\n") if row.startswith(f"| {change} | ")]
    assert [cell.split()[0] for cell in cells[-2:]] == ["0", "0"]
