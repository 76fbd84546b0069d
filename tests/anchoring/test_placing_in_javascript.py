"""Normalising, placing and matching in JavaScript give what they give in Python."""

from __future__ import annotations

import hashlib
import random
import unicodedata
from pathlib import Path

import pytest
from damaged import CASES
from test_placing import FURNITURE, document, made, words

from anchoring.matching import CERTAIN, ENOUGH, match
from anchoring.normalise import normalise, normalise_character
from anchoring.placing import ALTERED, AMBIGUOUS, EXACT, MISSING, MOVED, Locator, place, place_span
from corpus.copies.matching import match_copies, read_copies
from corpus.copies.wording import locators
from corpus.model.records import read_corpus
from helpers import GOOD, ROOT
from javascript import Engine

ALPHABETS = [
    "aéßİıΣςσﬁﬀ№²½ǅ가각Å\u0301\u0323\u00ad\u200b \n-–„“1٣",
    "abc 漢字かナ한𠀀𝒜🙂",
    "ᾳὁΐŉΌıſKÅﬃ㈱㎏℀⑴",
    "the of and Port 12",
]

PLACE = """([passages, spans, text]) => {
  const copy = our.normalise(text), placed = our.place(passages, copy), of = new Map(passages.map((p) => [p.id, p]));
  const list = ({status, start, length}) => [status, start, length];
  return [passages.map((p) => list(placed.get(p.id))),
    spans.map(([span, p]) => list(our.placeSpan(span, of.get(p), placed.get(p), copy)))];
}"""


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(f"anchoring/{name}" for name in ("sha256", "normalise", "chain", "placing", "matching"))


def test_hashes_are_sha256(engine: Engine) -> None:
    texts = [
        "",
        "abc",
        *("ab"[n % 2] * n for n in (1, 54, 55, 56, 57, 63, 64, 65, 119, 120, 127, 128, 1000, 70_001)),
        "ωψ漢",
    ]
    found = engine.evaluate(
        "(texts) => texts.map((t) => { const b = new TextEncoder().encode('xyz' + t + '!'); return "
        "our.hex(our.sha256(b, 3, b.length - 1), 64); })",
        texts,
    )
    assert found == [hashlib.sha256(t.encode("utf-8")).hexdigest() for t in texts]


def test_every_character_gives_the_same(engine: Engine) -> None:
    """All that the Unicode of this Python knows; a browser may know more letters."""
    assigned = [c for c in range(0x110000) if unicodedata.category(chr(c)) not in ("Cn", "Cs")]
    assert len(assigned) > 250_000
    edges = [n for n, c in enumerate(assigned) if n == 0 or assigned[n - 1] != c - 1]
    ranges = [(assigned[a], assigned[b - 1]) for a, b in zip(edges, [*edges[1:], len(assigned)])]
    found = engine.evaluate(
        "(ranges) => ranges.map(([a, b]) => { const out = []; for (let c = a; c <= b; c++) "
        "out.push(our.normaliseCharacter(String.fromCodePoint(c))); return out.join('|'); })",
        ranges,
    )
    differ = [
        f"U+{a:04X}..{b:04X}"
        for (a, b), text in zip(ranges, found)
        if text != "|".join(normalise_character(chr(c)) for c in range(a, b + 1))
    ]
    assert differ == []


def some_text(rng: random.Random) -> str:
    alphabet = rng.choice(ALPHABETS)
    out = [
        rng.choice(alphabet)
        if rng.random() < 0.9
        else chr(rng.choice([rng.randrange(0x20, 0x2FFF), rng.randrange(0x10000, 0x20000)]))
        for _ in range(rng.randint(0, 120))
    ]
    return "".join(c for c in out if unicodedata.category(c) not in ("Cn", "Cs"))


def test_texts_positions_and_stretches_are_the_same(engine: Engine) -> None:
    rng = random.Random(1)
    texts = [some_text(rng) for _ in range(600)]
    expected = [normalise(t) for t in texts]
    asked = [
        (t, s := rng.randrange(len(n)), rng.randint(1, len(n) - s)) if len(n) else (t, 0, 0)
        for t, n in zip(texts, expected)
    ]
    found = engine.evaluate(
        """(asked) => asked.map(([text, start, length]) => {
          const n = our.normalise(text);
          return [n.characters, Array.from(n.origin, (at) => Array.from(text.slice(0, at)).length),
            n.original(start, length), our.fingerprint(n)];
        })""",
        asked,
    )
    for (_, start, length), n, (characters, origin, original, fingerprint) in zip(asked, expected, found):
        assert (characters, origin) == (n.characters, list(n.origin)), n.text
        assert original == n.original(start, length), n.text
        assert fingerprint == hashlib.sha256(n.characters.encode("utf-8")).hexdigest()[:32]


# Placing


def agree(engine: Engine, passages: list[Locator], spans: list[tuple[Locator, str]], text: str) -> set[str]:
    """Place passages and spans in a text by both; the statuses that came up."""
    copy = normalise(text).characters
    of = {p.id: p for p in passages}
    placed = place(passages, copy)
    expected = [placed[p.id] for p in passages], [place_span(span, of[p], placed[p], copy) for span, p in spans]
    found = engine.evaluate(PLACE, [[vars(p) for p in passages], [[vars(s), p] for s, p in spans], text])
    for ours, theirs in zip(expected, found):
        assert [[x.id, x.status, x.start, x.length] for x in ours] == [[x.id, *y] for x, y in zip(ours, theirs)]
    return {x.status for part in expected for x in part}


def mangled(rng: random.Random, pieces: list[str]) -> list[str]:
    """The pieces as somebody's copy may have them: altered, left out, repeated, moved, with furniture between them."""
    out = []
    for piece in pieces:
        chance = rng.random()
        if chance < 0.1:
            piece = piece[: len(piece) // 2] + "ω" * rng.randint(1, 9) + piece[len(piece) // 2 + 1 :]
        elif chance < 0.15:
            continue
        elif chance < 0.18:
            out.append(piece)
        out += [piece] if rng.random() < 0.9 else [piece, rng.choice(FURNITURE) * rng.randint(1, 40)]
    if rng.random() < 0.5 and len(out) > 3:
        a, b = sorted(rng.sample(range(len(out)), 2))
        out = rng.choice([[*out[b:], *out[a:b], *out[:a]], [*out[:a], out[b], *out[a + 1 : b], out[a], *out[b + 1 :]]])
    return out


def inside(rng: random.Random, passages: list[Locator], pieces: list[str]) -> list[tuple[Locator, str]]:
    """A span in some of the passages."""
    out = []
    for p, piece in zip(passages, pieces):
        if rng.random() < 0.5:
            a = rng.randrange(len(piece))
            b = rng.randint(a + 1, len(piece))
            out.append((Locator(f"s-{p.id}", p.start + a, b - a, made([piece[a:b]])[0].fingerprint), p.id))
    return out


def test_invented_documents_are_placed_alike(engine: Engine) -> None:
    statuses = set()
    for seed in range(150):
        rng = random.Random(seed)
        pieces = document(rng)
        if seed % 3 == 0:
            pieces += [rng.choice(pieces), words(rng, 1, 3), rng.choice(pieces)]  # whole passages come again
        passages = made(pieces)
        statuses |= agree(engine, passages, inside(rng, passages, pieces), "".join(mangled(rng, pieces)))
    assert statuses == {EXACT, ALTERED, MOVED, MISSING, AMBIGUOUS}


def test_of_two_places_equally_near_the_first_is_taken(engine: Engine) -> None:
    before, behind, head, tail, name = "a" * 40, "b" * 40, "cdefghijklmnopqrstuv", "vutsrqponmlkjihgfedc", "norway"
    pieces = [before, head + name + tail, behind]
    passages = made(pieces)
    span = Locator("s", passages[1].start + len(head), len(name), made([name])[0].fingerprint)
    text = before + head[:-6] + name + "ωωωωωω" + name + tail[6:] + behind
    assert agree(engine, passages, [(span, "p001")], text) == {EXACT, ALTERED}
    found = engine.evaluate(PLACE, [[vars(p) for p in passages], [[vars(span), "p001"]], text])
    assert found[1] == [[EXACT, span.start - 6, 6]]


def renditions(text: str) -> dict[str, str]:
    """A document as it is, and as copies of it may be."""
    lines = text.split("\n")
    rng = random.Random(5)
    altered = [line.replace("e", "", 1) if rng.random() < 0.1 else line for line in lines]
    third = len(lines) // 3
    blocks = [lines[:third], lines[third : 2 * third], lines[2 * third :]]
    return {
        "as it is": text,
        "other line ends and case": "\r\n".join(lines).upper(),
        "with page furniture": "".join(
            line + ("\n\fRunning head, page 7\n" if n % 9 == 8 else "\n") for n, line in enumerate(lines)
        ),
        "altered": "\n".join(altered),
        "first third only": "\n".join(blocks[0]),
        "in another order": "\n".join(line for k in (2, 0, 1) for line in blocks[k]),
        "lines shuffled": "\n".join(rng.sample(lines, len(lines))),
        "twice": text + "\n" + text,
    }


@pytest.mark.parametrize("what", CASES)
def test_damaged_copies_are_placed_alike(engine: Engine, what: str) -> None:
    pieces, copy, _ = CASES[what]
    agree(engine, made([normalise(piece).characters for piece in pieces]), [], copy)


def test_documents_of_ours_are_placed_alike(engine: Engine, good_once: Path) -> None:
    check_documents(engine, good_once, GOOD / "documents")


@pytest.mark.data
def test_the_real_documents_are_placed_alike(engine: Engine, sources_dir: Path) -> None:
    check_documents(engine, ROOT, sources_dir)


def check_documents(engine: Engine, root: Path, folder: Path) -> None:
    corpus = read_corpus(root)
    matched, _ = match_copies(corpus, read_copies(folder))
    assert set(matched) == {s.id for s in corpus.of("source")}
    for source, copy in matched.items():
        passages, spans = locators(corpus, source)
        for name, text in renditions(copy.normalised.text).items():
            statuses = agree(engine, passages, spans, text)
            assert statuses == {EXACT} or name not in ("as it is", "other line ends and case"), (source, name, statuses)


# Which document it is, and whether a part


MATCH = """([documents, texts]) => texts.map((t) =>
  our.match(documents, our.normalise(t)).map((m) => [m.document.id, m.isPart]))"""


def told(engine: Engine, documents: dict[str, list[Locator]], texts: list[str]) -> list[list[tuple[str, bool]]]:
    """The documents to which each text belongs and whether as a part, where both tell the same."""
    expected = [[(m.document, m.is_part) for m in match(documents, normalise(t).characters)] for t in texts]
    listed = [{"id": key, "passages": [vars(p) for p in passages]} for key, passages in documents.items()]
    assert engine.evaluate(MATCH, [listed, texts]) == [[list(m) for m in one] for one in expected]
    return expected


def test_documents_are_told_apart_by_content(engine: Engine, good_once: Path) -> None:
    corpus = read_corpus(good_once)
    documents = {s.id: locators(corpus, s.id)[0] for s in corpus.of("source")}
    texts = [(GOOD / "documents" / f"{key}.txt").read_text(encoding="utf-8") for key in documents]
    assert told(engine, documents, texts) == [[(key, False)] for key in documents]
    assert told(engine, documents, ["A recipe for bread with apples, nuts and honey.", "", "x"]) == [[], [], []]
    first, part = next(iter(documents)), next(line for line in texts[0].split("\n") if len(line) > 80)
    assert told(engine, documents, [part, part[:40]]) == [[(first, True)], []]  # a long passage, and its beginning


@pytest.mark.parametrize(("length", "taken"), [(CERTAIN - 1, False), (CERTAIN, True)])
def test_one_passage_makes_a_part_where_it_is_too_long_to_stand_elsewhere(
    engine: Engine, length: int, taken: bool
) -> None:
    rng = random.Random(length)
    pieces = ["".join(rng.choices("abcdefghij", k=length)) for _ in range(40)]
    told_of = told(engine, {"d": made(pieces)}, [f"Before. {pieces[7]} Behind.", pieces[7][:-1]])
    assert told_of == [[("d", True)] if taken else [], []]


def test_where_enough_anchors_stand_a_copy_is_whole(engine: Engine) -> None:
    rng = random.Random(1)
    pieces = ["".join(rng.choices("abcdefghij", k=30)) for _ in range(20)]
    least = round(ENOUGH * len(pieces))
    assert told(engine, {"d": made(pieces)}, ["".join(pieces[:least]), "".join(pieces[: least - 1])]) == [
        [("d", False)],
        [],
    ]


@pytest.mark.data
def test_parts_of_the_real_documents_are_told_alike(engine: Engine, sources_dir: Path) -> None:
    corpus = read_corpus(ROOT)
    documents = {s.id: locators(corpus, s.id)[0] for s in corpus.of("source")}
    matched, _ = match_copies(corpus, read_copies(sources_dir))
    for source, copy in matched.items():
        lines, rng = copy.normalised.text.split("\n"), random.Random(3)
        starts = [(size, rng.randrange(len(lines))) for size in (1, 2, 5, 20, len(lines) // 3) for _ in range(4)]
        found = told(engine, documents, ["\n".join(lines[at : at + size]) for size, at in starts])
        assert any(one[:1] == [(source, True)] for one in found), source
