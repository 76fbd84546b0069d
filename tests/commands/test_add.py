"""add.py: a missed recommendation is found, recorded as proposed, and changes no table."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from anchoring.normalise import fingerprint, normalise
from corpus.model.countries import country_of
from corpus.model.records import read_corpus
from helpers import GOOD, ROOT, contents, run
from renditions import as_docx, as_html

DOCUMENT = GOOD / "documents" / "watch2005.txt"
MISSED = "asked who would pay for the lamps, and whether oil was cheaper than electric light"
OURS = "Find out who would pay for lamps and what the cheapest light is."


STATE = """- code: state
  label: State
  rank: 90
  definition: A State.
"""


def add(root: Path, text: str = MISSED, *more: object, document: Path = DOCUMENT, source: str = "watch2005"):
    return run("add", "--source", source, "--document", document, "--text", text, *more, root=root)


def records(root: Path) -> dict[str, dict]:
    return {r.id: r.value for r in read_corpus(root).of("recommendation")}


def tables(root: Path) -> dict[Path, bytes]:
    return {p: p.read_bytes() for p in sorted((root / "data").rglob("*.csv"))}


def test_one_command_and_the_repository_still_validates(good: Path) -> None:
    before = records(good)
    done = add(
        good,
        MISSED,
        "--in-our-words",
        OURS,
        "--made-by",
        "lakes-league",
        "--addressed-to",
        "ports",
        "--contact",
        "@reader: on GitHub",
    )
    assert done.code == 0, done.err
    (key,) = records(good).keys() - before.keys()
    r = records(good)[key]
    assert key > max(k for k in before if k.startswith("watch2005")) and key in done.out
    assert (r["review_status"], r["in_our_words"], r["made_by"], r["addressed_to"]) == (
        "proposed",
        OURS,
        ["lakes-league"],
        ["ports"],
    )
    assert "@reader: on GitHub" in r["coding_note"]
    assert r["span_fingerprint"] == fingerprint(normalise(MISSED).characters) and r["span_length"] == len(
        normalise(MISSED).characters
    )
    text = DOCUMENT.read_text(encoding="utf-8")
    assert r["span_start"] == len(normalise(text[: text.index(MISSED)]).characters)
    kept = tables(good)
    done = run("validate", root=good)
    assert done.code == 0, done.out
    assert run("verify", GOOD / "documents", root=good).code == 0
    assert run("build", root=good).code == 0
    assert tables(good) == kept


def test_the_words_of_the_document_are_not_written(good: Path) -> None:
    assert add(good).code == 0
    written = (good / "data" / "records" / "sources" / "watch2005" / "recommendations.yaml").read_text(encoding="utf-8")
    assert "whether oil was cheaper" not in written and "for the lamps, and" not in written


def test_three_options_are_enough_and_the_rest_is_proposed(good: Path) -> None:
    assert add(good).code == 0
    assert run("validate", root=good).code == 0
    r = next(r for r in records(good).values() if r["review_status"] == "proposed" and r["source"] == "watch2005")
    assert r["in_our_words"].startswith("State the request watch2005-r") and r["made_by"]


@pytest.mark.parametrize(("kind", "made"), [("html", as_html), ("docx", as_docx)])
def test_other_renditions_give_the_same_place(good: Path, tmp_path: Path, kind: str, made) -> None:
    copy = tmp_path / f"copy.{kind}"
    copy.write_bytes(made("A page head\n" + DOCUMENT.read_text(encoding="utf-8")))
    assert add(good, document=copy).code == 0
    r = next(r for r in records(good).values() if r["review_status"] == "proposed" and r["source"] == "watch2005")
    assert r["span_fingerprint"] == fingerprint(normalise(MISSED).characters)
    assert run("verify", DOCUMENT, root=good).code == 0


def test_it_stands_in_the_order_of_the_document_and_comments_stay(good: Path) -> None:
    path = good / "data" / "records" / "sources" / "watch2005" / "recommendations.yaml"
    old = path.read_text(encoding="utf-8")
    assert add(good, "Two ports out of five have done so; the others had no lamps").code == 0
    starts = [r["span_start"] for r in records(good).values() if r["source"] == "watch2005"]
    assert starts == sorted(starts)
    head, _, rest = old.partition("\n")
    new = path.read_text(encoding="utf-8")
    assert new.startswith(head + "\n\n#") and new.endswith(rest)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Two boats out of five have done so; the others had no lamps", "these words are not in"),
        ("The quays should be lit at night", "watch2005-r002"),
        ("light", "too short"),
        ("Harbour masters should also employ a nurse", "already"),
        ("Northport, 10 to 12 May 2005 Summary This overview sums up", "go beyond the end"),
    ],
)
def test_words_that_give_no_span(good: Path, text: str, said: str) -> None:
    before = tables(good), records(good)
    done = add(good, text)
    assert done.code == 1 and said in done.err and done.err.count("\n") == 1
    assert (tables(good), records(good)) == before


def test_words_that_stand_twice(good: Path) -> None:
    done = add(good, "Guild of Harbour Masters", source="lakes2006", document=GOOD / "documents" / "lakes2006.txt")
    assert done.code == 1 and "appear 2 times" in done.err


def test_an_altered_copy_is_refused(good: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        DOCUMENT.read_text(encoding="utf-8").replace("Mr Oake", "Mrs Oake"), encoding="utf-8"
    )
    done = add(good, document=tmp_path / "a.txt")
    assert done.code == 1 and "altered" in done.err


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--made-by", "lakes-leage"], "Did you mean lakes-league?"),
        (["--addressed-to", "nobody-at-all"], "no such actor"),
        (["--in-our-words", "Too short."], "8 to 60"),
        (["--contact", " "], "200"),
    ],
)
def test_arguments_that_cannot_be(good: Path, more: list[str], said: str) -> None:
    done = add(good, MISSED, *more)
    assert done.code == 2 and said in done.err


def test_no_such_source_or_document(good: Path, tmp_path: Path) -> None:
    assert "Did you mean watch2005?" in add(good, source="watch2006").err
    assert add(good, document=tmp_path / "absent.txt").code == 2
    assert "no copy" in add(good, document=GOOD / "documents" / "lakes2006.txt").err


def test_twice_is_refused(good: Path) -> None:
    assert add(good).code == 0
    assert add(good).code == 1


def test_an_actor_given_twice_is_one(good: Path) -> None:
    assert (
        add(
            good,
            MISSED,
            "--made-by",
            "lakes-league",
            "--made-by",
            "lakes-league",
            "--addressed-to",
            "ports",
            "--addressed-to",
            "ports",
        ).code
        == 0
    )
    assert run("validate", root=good).code == 0


def test_the_editor_is_told_what_else_would_change(good: Path) -> None:
    done = add(good, "Two ports out of five have done so; the others had no lamps")
    assert "passage watch2005-p007 has the type background: change it to recommendation if this is one" in done.out


def test_words_of_the_document_in_the_statement_are_refused(good: Path) -> None:
    before = contents(good)
    copied = "Say who would pay for the lamps, and whether oil was cheaper, before winter."
    done = add(good, MISSED, "--in-our-words", copied)
    assert (done.code, done.out, done.err.count("\n")) == (1, "", 1) and contents(good) == before
    assert (
        "“who would pay for the lamps and whether oil was cheaper” from the document; nothing was written" in done.err
    )
    assert add(good, "A list of them hangs in the boathouse", "--in-our-words", OURS).code == 0


def proposed(root: Path, source: str = "watch2005") -> dict:
    return next(r for r in records(root).values() if r["review_status"] == "proposed" and r["source"] == source)


@pytest.mark.parametrize("gap", ["…", " ... ", " […] "])
def test_words_may_be_left_out_in_the_middle(good: Path, gap: str) -> None:
    assert add(good, f"asked who would{gap}than electric light").code == 0
    assert proposed(good)["span_fingerprint"] == fingerprint(normalise(MISSED).characters)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Harbour masters … than electric light", "before … appear 4 times"),
        ("asked who … light", "at least 12 letters"),
        ("than electric light … asked who would pay", "in this order"),
        ("asked who would … the lamps … electric light", "at least 12"),
        ("Harbour masters should get … asked who would pay", "go beyond the end"),
    ],
)
def test_words_left_out_that_give_no_span(good: Path, text: str, said: str) -> None:
    before = contents(good)
    done = add(good, text)
    assert done.code == 1 and said in done.err and done.err.count("\n") == 1 and contents(good) == before


@pytest.mark.parametrize(
    ("option", "words"),
    [
        ("--in-our-words", "Say who should pay for the \x07 light here."),
        ("--in-our-words", "Say who should pay for the light\u202e here."),
        ("--in-our-words", "=1 say who should pay for the light here."),
        ("--contact", "\x1b[31mred"),
        ("--in-our-words", ". . . . . . . ."),
        ("--in-our-words", "Say who should pay for the light \udcff here."),
    ],
)
def test_what_would_not_be_valid_is_not_written(good: Path, option: str, words: str) -> None:
    before = contents(good)
    done = add(good, MISSED, option, words)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1) and contents(good) == before


def test_signs_that_yaml_uses_are_words(good: Path) -> None:
    words = "Say: \"who\" pays # for: the 'lamps' {and} [oil], - & *now* | %TAG \\ ok"
    assert add(good, MISSED, "--in-our-words", words + "?", "--contact", "a: b # c").code == 0
    assert proposed(good)["in_our_words"] == words + "." and "Contact: a: b # c" in proposed(good)["coding_note"]
    assert run("validate", root=good).code == 0


@pytest.mark.parametrize("text", [MISSED, "Two ports out of five have done so; the others had no lamps"])
def test_it_says_how_to_take_it_back(good: Path, text: str) -> None:
    path = good / "data" / "records" / "sources" / "watch2005" / "recommendations.yaml"
    before = path.read_text(encoding="utf-8")
    done = add(good, text)
    first, last = map(int, re.findall(r"delete lines (\d+) to (\d+) of that file", done.out)[0])
    lines = path.read_text(encoding="utf-8").split("\n")
    del lines[first - 1 : last]
    assert [x for x in lines if x.strip()] == [x for x in before.split("\n") if x.strip()]
    assert run("validate", root=good).code == 0


def test_printed_words_of_a_proposal_change_no_table(good: Path) -> None:
    path = good / "data" / "records" / "sources" / "watch2005" / "recommendations.yaml"
    full = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"  (?:begins_with|ends_with|text_fragment): .*\n", "", full), encoding="utf-8")
    assert run("build", root=good).code == 0
    kept = tables(good)
    assert add(good, "asked who would pay for the lamps").code == 0
    assert proposed(good)["begins_with"] == "asked" and proposed(good)["text_fragment"] == "text=asked,lamps"
    assert run("validate", root=good).code == 0 and run("build", root=good).code == 0
    assert tables(good) == kept


def test_of_a_short_document_a_proposal_prints_nothing_more(good: Path) -> None:
    assert add(good, "asked who would pay for the lamps").code == 0
    assert not {"begins_with", "ends_with", "text_fragment"} & set(proposed(good))
    assert run("validate", root=good).code == 0


def test_a_state_that_is_first_used_gets_its_record(good: Path) -> None:
    terms = good / "data" / "records" / "vocabularies" / "actor-type.yaml"
    assert "slowenia: there is no such actor" in add(good, MISSED, "--made-by", "slowenia").err
    terms.write_text(terms.read_text(encoding="utf-8") + STATE, encoding="utf-8")
    assert "Did you mean slovenia?" in add(good, MISSED, "--made-by", "slowenia", "--made-by", "slovenia").err
    before = contents(good)
    done = add(good, MISSED, "--made-by", "slovenia", "--addressed-to", "russia")
    assert done.code == 0 and "written: data/records/actors/slovenia.yaml" in done.out, done.err + done.out
    assert done.out.rstrip().endswith("and data/records/actors/slovenia.yaml, and data/records/actors/russia.yaml.")
    record = (good / "data/records/actors/russia.yaml").read_text(encoding="utf-8")
    assert "name: Russia\n" in record and "country: RU\n" in record
    assert proposed(good)["made_by"] == ["slovenia"] and proposed(good)["addressed_to"] == ["russia"]
    assert "run scripts/build.py and scripts/validate.py" in done.out
    assert set(contents(good)) - set(before) == {"data/records/actors/slovenia.yaml", "data/records/actors/russia.yaml"}
    assert run("build", root=good).code == 0 and run("validate", root=good).code == 0


def test_every_name_of_a_state_has_a_code() -> None:
    names = (ROOT / "scripts" / "proposals" / "words" / "states.txt").read_text(encoding="utf-8").split("\n")
    states = [name for line in names if line and line != "European Union" for name in line.split(" = ")]
    assert len(states) > 200 and [n for n in states if not country_of(n)] == []
    assert country_of("Viet Nam") == country_of("Vietnam") == "VN" and country_of("Atlantis") is None
