"""Normalised text: letters and digits only, the same from any rendition, each with its way back."""

from __future__ import annotations

import hashlib
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anchoring.normalise import anchor, edges, fingerprint, normalise, normalise_character

# Letters of all scripts, marks, ligatures, digits of other shapes, symbols that decompose to letters, space and layout.
texts = st.text(max_size=200) | st.text(alphabet="aéßİıΣςσﬁﬀ№²½ǅ가Å\u0301\u00ad\u200b \n-–„“1٣", max_size=80)


@pytest.mark.parametrize(
    ("text", "characters"),
    [
        ("Co-operation №1", "cooperationno1"),
        ("ﬁnal oﬀer", "finaloffer"),
        ("ΟΔΟΣ", "οδοσ"),  # character by character: no rule for the end of a word
        ("ὁδός", "οδος"),
        ("İstanbul", "istanbul"),  # the dot that lower case adds is a mark
        ("Straße", "straße"),  # lower case, not case folding: JavaScript has none
        ("½ x² ⅣÅ", "12x2iva"),
        ("e\u0301 é É", "eee"),
        ("vic\u00adtim\u200bs", "victims"),
        ("٣ １２", "٣12"),
        ("– “” … ", ""),
        ("", ""),
    ],
)
def test_what_is_kept(text: str, characters: str) -> None:
    assert normalise(text).characters == characters


@given(texts)
def test_every_position_leads_back(text: str) -> None:
    n = normalise(text)
    assert len(n.origin) == len(n) == len(n.characters)
    assert list(n.origin) == sorted(n.origin)
    for at, character in enumerate(n.characters):
        assert character in normalise_character(text[n.origin[at]])
        assert n.line(at) == text[: n.origin[at]].count("\n") + 1
    assert "".join(normalise_character(text[i]) for i in dict.fromkeys(n.origin)) == n.characters


@given(texts, st.data())
def test_a_stretch_is_that_of_the_original(text: str, data: st.DataObject) -> None:
    n = normalise(text)
    start = data.draw(st.integers(0, len(n)))
    length = data.draw(st.integers(0, len(n) - start))
    original = n.original(start, length)
    assert original in text
    again = normalise(original).characters
    assert n.characters[start : start + length] in again  # a ligature at an edge gives all its letters
    if length:
        assert normalise_character(original[0])
        assert (
            again.count(n.characters[start : start + length]) >= 1 and len(again) < length + 36
        )  # no character gives more than 18
    else:
        assert original == ""


def test_the_accent_of_the_last_letter_comes_along() -> None:
    n = normalise("un cafe\u0301, non")
    assert n.original(2, 4) == "cafe\u0301"


@given(texts)
def test_layout_does_not_matter(text: str) -> None:
    n = normalise(text).characters
    assert normalise(n).characters == n  # normalising twice changes nothing
    assert {unicodedata.category(c)[0] for c in n} <= {"L", "N"}
    loose = "\n".join(text).replace(" ", "\u00a0")
    assert normalise(loose).characters == n
    if "\u0345" not in unicodedata.normalize(
        "NFD", text
    ):  # an iota below is a letter only where it is written with its vowel
        assert (
            normalise(unicodedata.normalize("NFD", text)).characters
            == normalise(unicodedata.normalize("NFC", text)).characters
        )


def test_hashes() -> None:
    words = "abcdefghijklmnopqrstuvwxyz"
    assert anchor(words) == anchor(words[:16]) == hashlib.sha256(words[:16].encode()).hexdigest()[:16]
    assert anchor(words[:15]) != anchor(words[:16])
    assert fingerprint(words) == hashlib.sha256(words.encode()).hexdigest()[:32]
    assert fingerprint("é") == hashlib.sha256(b"\xc3\xa9").hexdigest()[:32]


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("", None, None),
        ("one two three", None, None),
        ("one two three four", "one", "four"),
        ("one two three four five six seven", "one", "seven"),
        ("1 2 3 4 5 6 7 8", "1 2", "7 8"),
        (" ".join("abcdefghijkl"), "a b c", "j k l"),
        (" ".join("abcdefghijklmnopqrstuvwxyz"), "a b c", "x y z"),
        ("– one,\n (two) three four;", "one,", "four;"),  # a dash is no word; what is printed with a word stays
    ],
)
def test_first_and_last_words(words: str, first: str | None, last: str | None) -> None:
    assert edges(words) == (first, last)


@given(st.text(max_size=120))
def test_never_more_than_a_quarter_from_each_end(text: str) -> None:
    first, last = edges(text)
    words = [w for w in text.split() if normalise(w).characters]
    assert (first is None) == (last is None) == (len(words) < 4)
    if first and last:
        k = len(first.split())
        assert k == len(last.split()) == min(3, len(words) // 4)
        assert (words[:k], words[-k:]) == (first.split(), last.split())
