"""verify: every place in somebody's copies, and the one command that writes places."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.copies.matching import match_copies, read_copies
from corpus.edit.update import scalar
from corpus.model.records import read_corpus
from corpus.model.yaml_reader import read_yaml
from helpers import GOOD, change, contents, run

SOURCES = "data/records/sources"


@pytest.fixture
def copies(tmp_path: Path) -> Path:
    folder = tmp_path / "copies"
    shutil.copytree(GOOD / "documents", folder)
    return folder


# What it says of copies


def test_the_documents_of_the_tests_are_exact(good: Path, copies: Path) -> None:
    before = contents(good)
    done = run("verify", copies, root=good)
    assert (done.code, done.err) == (0, "")
    passages, spans = (len(read_corpus(good).of(kind)) for kind in ("passage", "recommendation"))
    assert done.out.strip().split("\n")[-1] == f"{passages + spans} passages and spans: {passages + spans} exact"
    assert "lakes2006 in lakes2006.txt: " in done.out and "no copy" not in done.out
    listed = run("verify", copies, "--all", root=good).out
    assert listed.count(": exact, line ") == passages + spans
    assert contents(good) == before


def test_names_and_line_ends_of_copies_do_not_matter(good: Path, copies: Path) -> None:
    (copies / "deep").mkdir()
    (copies / "lakes2006.txt").rename(copies / "deep" / "B.MD")
    text = (copies / "watch2005.txt").read_text(encoding="utf-8")
    (copies / "watch2005.txt").write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode("utf-8"))
    (copies / "picture.png").write_bytes(b"\x89PNG")  # not a text: not looked at
    done = run("verify", copies, root=good)
    assert done.code == 0 and "lakes2006 in B.MD: " in done.out


def test_another_rendition_with_page_furniture_is_exact(good: Path, copies: Path) -> None:
    text = (copies / "watch2005.txt").read_text(encoding="utf-8")
    furnished = "\n\nRIVER WATCH / OVERVIEW / XII\n\n".join(text.replace("winter", "win-\nter").split("\n\n"))
    (copies / "watch2005.txt").write_text(furnished, encoding="utf-8")
    done = run("verify", copies / "watch2005.txt", root=good)
    assert done.code == 0, done.out


def test_a_stranger_is_named_and_an_absent_document_too(good: Path, copies: Path) -> None:
    (copies / "recipe.txt").write_text(
        "Take two apples and a pound of flour, and do not let the oven get too hot.\n", encoding="utf-8"
    )
    (copies / "tiny.txt").write_text("x\n", encoding="utf-8")
    (copies / "empty.txt").write_text("", encoding="utf-8")
    (copies / "watch2005.txt").unlink()
    done = run("verify", copies, root=good)
    assert done.code == 0  # what is there is exact
    for name in ("recipe.txt", "tiny.txt", "empty.txt"):
        assert f"{name}: this document does not match any source\n" in done.out
    assert "no copy was found of: watch2005\n" in done.out


def test_a_part_of_a_document_is_taken_as_one(good: Path, tmp_path: Path) -> None:
    """As in the browser (tests/anchoring/test_placing_in_javascript.py); a part is no copy to write places from."""
    lines = (GOOD / "documents" / "watch2005.txt").read_text(encoding="utf-8").split("\n")
    long = next(line for line in lines if len(line) > 80)
    (tmp_path / "part.txt").write_text(f"From our files:\n{long}\n", encoding="utf-8")
    (tmp_path / "short.txt").write_text(long[:40], encoding="utf-8")
    done = run("verify", tmp_path, root=good)
    assert done.code == 1 and "\na part of watch2005 in part.txt: " in done.out
    assert " missing" in done.out and "short.txt: this document does not match any source\n" in done.out
    updated = run("verify", tmp_path, "--update", root=good)
    assert updated.code == 2 and "part.txt is not the copy from which watch2005 was coded" in updated.err


def test_the_better_of_two_copies_is_taken(good: Path, copies: Path) -> None:
    text = (copies / "lakes2006.txt").read_text(encoding="utf-8")
    (copies / "a.txt").write_text(text.replace("nurses", "doctors").replace("Nurses", "Doctors"), encoding="utf-8")
    (copies / "z.txt").write_text(text.replace("lamps", "lights"), encoding="utf-8")
    done = run("verify", copies, root=good)
    assert done.code == 0 and "lakes2006 in lakes2006.txt: " in done.out


def test_an_altered_copy(good: Path, copies: Path) -> None:
    change(copies / "lakes2006.txt", ("lighting the quays", "illuminating all quays"))
    done = run("verify", copies, root=good)
    assert done.code == 1
    assert "lakes2006-p005: altered, line 9: We urge harbour masters to carry " in done.out
    assert "lakes2006-r001: altered, line 9: " in done.out
    assert done.out.strip().split("\n")[-1] == "37 passages and spans: 2 altered, 35 exact"
    assert run("verify", copies, "--allow-altered", root=good).code == 0


def test_what_is_missing_or_moved_is_never_allowed(good: Path, copies: Path) -> None:
    path = copies / "lakes2006.txt"
    text = path.read_text(encoding="utf-8")
    paragraphs = text.strip().split("\n\n")
    path.write_text("\n\n".join([*paragraphs[:4], *paragraphs[5:]]) + "\n", encoding="utf-8")
    done = run("verify", path, "--allow-altered", root=good)
    assert done.code == 1 and "lakes2006-p005: missing\n" in done.out and "lakes2006-r001: missing\n" in done.out
    path.write_text(
        "\n\n".join([*paragraphs[:4], paragraphs[5], paragraphs[4], *paragraphs[6:]]) + "\n", encoding="utf-8"
    )
    done = run("verify", path, "--allow-altered", root=good)
    assert done.code == 1 and "moved, line " in done.out


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda folder: shutil.rmtree(folder), "there is no "),
        (lambda folder: [p.unlink() for p in folder.iterdir()], "there are no documents"),
        (
            lambda folder: [p.rename(p.with_suffix(".pdf")) for p in folder.iterdir()],
            "lakes2006.pdf is not a PDF file, or is damaged or cut off: get it again; 1 more cannot be read",
        ),
        (
            lambda folder: [p.write_text("Nothing of the kind stands here.\n") for p in folder.iterdir()],
            "none of these documents belongs to a source",
        ),
    ],
)
def test_copies_that_cannot_be_used(good: Path, copies: Path, make, told: str) -> None:
    make(copies)
    for arguments in ([copies], [copies, "--update"]):
        done = run("verify", *arguments, root=good)
        assert done.code == 2 and done.err.count("\n") == 1 and told in done.err


def test_of_a_folder_what_cannot_be_read_is_passed_over(good: Path, copies: Path) -> None:
    (copies / "a" / "b").mkdir(parents=True)
    (copies / "a" / "b" / "letter.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    (copies / "a" / "cut.pdf").write_bytes(b"%PDF-1.4\n")
    (copies / "a" / "picture.png").write_bytes(b"\x89PNG")
    for command in (["verify", copies], ["verify", copies, "--update"]):
        done = run(*command, root=good)
        assert done.code == 0 and done.err.split("\n") == [
            "skipped: letter.doc cannot be read here: open it in Word or LibreOffice and save it as DOCX",
            "skipped: cut.pdf is not a PDF file, or is damaged or cut off: get it again",
            "",
        ]
    assert "37 exact" in run("verify", copies, root=good).out
    shutil.move(copies / "watch2005.txt", copies / "watch2005.pdf")
    done = run("verify", copies, root=good)
    assert (
        done.code == 0
        and "watch2005.pdf is not a PDF file" in done.err
        and "no copy was found of: watch2005" in done.out
    )


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("passages.yaml", "  start: 62\n", "  start: here\n", "start"),
        ("passages.yaml", "  length: 74\n", "  length: 0\n", "length"),
        ("passages.yaml", "  length: 74\n", "  length: true\n", "length"),
        ("recommendations.yaml", "  span_start: 247\n", "", "span_start"),
        ("recommendations.yaml", "  passage: lakes2006-p006\n", "  passage: watch2005-p005\n", "watch2005-p005"),
        ("recommendations.yaml", "  passage: lakes2006-p006\n", "  passage: nowhere\n", "nowhere"),
    ],
)
def test_records_without_places_are_told(good: Path, copies: Path, name: str, old: str, new: str, told: str) -> None:
    change(good / SOURCES / "lakes2006" / name, (old, new))
    done = run("verify", copies, root=good)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert told in done.err and f"{SOURCES}/lakes2006/{name}:" in done.err and "scripts/validate.py" in done.err


def test_a_wrong_place_or_hash_in_a_record_is_not_exact(good: Path, copies: Path) -> None:
    change(good / SOURCES / "lakes2006/recommendations.yaml", ("span_start: 247", "span_start: 249"))
    change(
        good / SOURCES / "watch2005/passages.yaml",
        ("9c512db371386cc94baab02c6323b189", "9c512db371386cc94baab02c6323b180"),
    )
    done = run("verify", copies, root=good)
    assert done.code == 1
    assert [line.split(",")[0].strip() for line in done.out.split("\n") if ": altered," in line] == [
        "lakes2006-r002: altered",
        "watch2005-p002: altered",
    ]


# What it writes


def test_nothing_is_written_where_all_is_right(good: Path, copies: Path) -> None:
    before = contents(good)
    done = run("verify", copies, "--update", root=good)
    assert (done.code, done.out) == (0, "all locations are already correct\n")
    assert contents(good) == before


def test_damage_is_repaired_and_every_other_byte_stays(good: Path, copies: Path) -> None:
    passages = good / SOURCES / "lakes2006/passages.yaml"
    recommendations = good / SOURCES / "lakes2006/recommendations.yaml"
    source = good / SOURCES / "lakes2006/source.yaml"
    # As people write: comments, an empty line, quotation marks, another order, a record on one line.
    change(
        passages,
        (
            "  passage_type: metadata\n  start: 21\n  length: 17\n",
            "  # a comment\n\n  length: 17\n  start: 21\n  passage_type: 'metadata'\n",
        ),
    )
    text = passages.read_text(encoding="utf-8")
    at = text.index("- passage_id: lakes2006-p008")
    fields = [line.strip("- ").strip() for line in text[at:].strip().split("\n")]
    passages.write_text(text[:at] + "- {" + ", ".join(fields) + "}\n# the end\n", encoding="utf-8")
    assert run("validate", root=good).code == 0
    right = contents(good)

    change(passages, ("length: 17", "length: 18"), ("09b59b78ae1f847a", "0" * 15 + "a"))
    change(passages, ("5bc3bd70068ca576885f04f14838734d", "f" * 32), ("0661179513882ee3da8d93042b885120", "a" * 32))
    change(
        recommendations,
        ("begins_with: We urge harbour", "begins_with: 'They urge'"),
        ("ends_with: of Harbour Masters", 'ends_with: "of: them"'),
    )
    change(recommendations, ("8dbe3f8b742c55336a4308033d6b5145", "e" * 32))
    change(source, ("length: 371", "length: 370"))
    damaged = contents(good)
    assert run("verify", copies, root=good).code == 1

    done = run("verify", copies, "--update", root=good)
    assert done.code == 0
    assert sorted(done.out.split("\n")) == [
        "",
        *sorted(f"updated: {SOURCES}/lakes2006/{n}.yaml" for n in ("passages", "recommendations", "source")),
    ]
    after = contents(good)
    assert {k: v for k, v in after.items() if v != right[k]} == {}
    assert set(damaged) == set(after)
    assert run("verify", copies, root=good).code == 0


def test_what_is_not_there_is_added_in_its_place_and_what_is_too_much_goes(good: Path, copies: Path) -> None:
    passages = good / SOURCES / "watch2005/passages.yaml"
    recommendations = good / SOURCES / "watch2005/recommendations.yaml"
    right = contents(good)
    change(
        recommendations,
        ("  begins_with: Ms Holm\n  ends_with: at night\n", ""),
        ("  span_fingerprint: 5928c6322a426cf8c5f0a85563585f62\n", ""),
    )
    change(
        passages, ("  length: 44\n  anchor: 09b59b78ae1f847a\n  fingerprint: 4e5702c1a029dd7d0f97301e2b4a7a4a\n", "")
    )
    change(
        good / SOURCES / "watch2005/source.yaml",
        ("file_sha256: c112a35f1bb30dee7ad14ca6db47e6e64dd3defe677ce3fcab87c1de62b70f88\n", ""),
    )
    assert run("verify", copies, root=good).code == 2  # nothing to compare with
    assert run("verify", copies, "--update", root=good).code == 0
    assert contents(good) == right
    # A span of three words has no first and last ones.
    change(recommendations, ("  span_start: 726\n  span_length: 33\n", "  span_start: 726\n  span_length: 16\n"))
    assert run("verify", copies, "--update", root=good).code == 0
    record = next(r for r in read_corpus(good).of("recommendation") if r.id == "watch2005-r007")
    assert record.get("begins_with") is None and record.get("ends_with") is None and record.get("span_length") == 16
    assert run("verify", copies, root=good).code == 0


def test_a_field_is_added_behind_a_list(good: Path, copies: Path) -> None:
    """The end of a block is its last line, not the first line of the next record."""
    path = good / SOURCES / "lakes2006/recommendations.yaml"
    text = path.read_text(encoding="utf-8")
    start, end = text.index("- recommendation_id: lakes2006-r001"), text.index("- recommendation_id: lakes2006-r002")
    lines = [
        x
        for x in text[start:end].strip().split("\n")
        if "begins_with" not in x and "ends_with" not in x and "keywords" not in x
    ]
    keywords = [
        "  keywords:",
        "    - lamps",
        "    - night",
        "    - quays",
        "    - River Charter",
        "",
        "# between two records",
        "",
    ]
    path.write_text(text[:start] + "\n".join([*lines, *keywords]) + text[end:], encoding="utf-8")
    assert run("verify", copies, "--update", root=good).code == 0
    added = (
        "    - River Charter\n  begins_with: We urge harbour\n  ends_with: dusk to dawn\n\n# between two records\n"
        "- recommendation_id: lakes2006-r002"
    )
    assert added in path.read_text(encoding="utf-8")
    assert run("validate", root=good).code == 0


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("  start: 357\n", "  start: 900\n", "outside its document"),
        ("  start: 314\n", "  start: 357\n", "outside its document"),  # two that begin at the same place
    ],
)
def test_a_place_outside_the_document_is_told_and_nothing_written(
    good: Path, copies: Path, old: str, new: str, told: str
) -> None:
    change(good / SOURCES / "lakes2006/passages.yaml", (old, new))
    before = contents(good)
    done = run("verify", copies, "--update", root=good)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1) and told in done.err
    assert contents(good) == before


def test_another_copy_than_the_coded_one_is_not_taken_for_it(good: Path, copies: Path) -> None:
    """--update with an altered copy would make the records agree with the alteration."""
    change(copies / "lakes2006.txt", ("Safe voyage home.", "Safe voyage home, all of you."))
    before = contents(good)
    done = run("verify", copies, "--update", root=good)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1) and "lakes2006.txt is not the copy" in done.err
    assert contents(good) == before


def test_a_file_that_cannot_be_edited_line_by_line_is_told(good: Path, copies: Path) -> None:
    recommendations = good / SOURCES / "lakes2006/recommendations.yaml"
    change(recommendations, ("  begins_with: We urge harbour\n", "  begins_with: >\n    They\n    urge\n"))
    before = contents(good)
    done = run("verify", copies, "--update", root=good)
    assert (done.code, done.err.count("\n")) == (2, 1) and "cannot be edited line by line" in done.err
    assert contents(good) == before


plain = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
hashes = st.from_regex(r"[0-9a-f]{16}", fullmatch=True)


@given(plain | hashes | st.sampled_from(["no", "1e5", "a: b", "a #b", "- a", "'", "~", "null", "0b101"]))
def test_every_value_is_written_so_that_it_is_read_back(value: str) -> None:
    reading = read_yaml(f"first: 1\nkey: {scalar(value)}\n")
    assert (reading.value, reading.faults) == ({"first": 1, "key": value}, [])


def test_plain_words_are_written_plain() -> None:
    assert [
        scalar(x) for x in ("We urge the", "43d0bd83fb5ac689", "1234567890123456", "Mr. O’Hara:", "12e4", 7, True)
    ] == [
        "We urge the",
        "43d0bd83fb5ac689",
        '"1234567890123456"',
        '"Mr. O’Hara:"',
        '"12e4"',
        "7",
        "true",
    ]


# Which document is which


def test_documents_are_told_apart_by_content(good_once: Path, tmp_path: Path) -> None:
    corpus = read_corpus(good_once)
    documents = {p.stem: p.read_text(encoding="utf-8") for p in (GOOD / "documents").glob("*.txt")}
    for n, text in enumerate(documents.values()):
        (tmp_path / f"{n}.txt").write_text(
            "Printed on a Tuesday. " + text.replace("Northport", "Southport"), encoding="utf-8"
        )
        (tmp_path / f"half{n}.txt").write_text(text[: len(text) // 2], encoding="utf-8")
    read = read_copies(tmp_path)
    assert [c.name for c in read] == ["0.txt", "1.txt", "half0.txt", "half1.txt"]
    assert read[0].sha256 == hashlib.sha256((tmp_path / "0.txt").read_bytes()).hexdigest()
    matched, strangers = match_copies(corpus, read)
    assert {s: c.name for s, c in matched.items()} == {s: f"{n}.txt" for n, s in enumerate(documents)}
    assert strangers == []


def test_a_file_that_holds_several_documents_is_a_copy_of_each(good: Path, tmp_path: Path) -> None:
    documents = sorted((GOOD / "documents").glob("*.txt"))
    both = tmp_path / "both.txt"
    both.write_text("".join(p.read_text(encoding="utf-8") for p in documents), encoding="utf-8")
    done = run("verify", both, root=good)
    assert done.code == 0, done.out
    for path in documents:
        assert f"{path.stem} in both.txt" in done.out
    assert "no copy was found" not in done.out


def test_of_two_copies_the_one_with_more_of_the_document_is_taken(good_once: Path, tmp_path: Path) -> None:
    corpus = read_corpus(good_once)
    text = (GOOD / "documents" / "watch2005.txt").read_text(encoding="utf-8")
    (tmp_path / "a.txt").write_text(text[: len(text) // 2], encoding="utf-8")
    (tmp_path / "b.txt").write_text(f"Another line.\n{text}", encoding="utf-8")
    matched, _ = match_copies(corpus, read_copies(tmp_path))
    assert matched["watch2005"].name == "b.txt"


def test_update_never_swallows_a_passage(good: Path) -> None:
    """A passage that was deleted by mistake is not given to the one before it."""
    path = good / SOURCES / "watch2005" / "passages.yaml"
    before = path.read_text(encoding="utf-8")
    start = before.index("- passage_id: watch2005-p002")
    path.write_text(before[:start] + before[before.index("- passage_id: watch2005-p003") :], encoding="utf-8")
    done = run("verify", GOOD / "documents", "--update", root=good)
    assert done.code == 2 and "the passage watch2005-p002 is gone" in done.err and "retired.yaml" in done.err
    with (good / "data/records/retired.yaml").open("a", encoding="utf-8") as file:
        file.write("- retired_id: watch2005-p002\n  kind: passages\n  reason: It was cut apart.\n  version: 0.1.0\n")
    assert run("verify", GOOD / "documents", "--update", root=good).code == 0
    assert run("build", root=good).code == 0


def test_words_of_a_document_in_a_statement_or_page_are_named(good: Path, tmp_path: Path) -> None:
    """Seven words in a row are a document's, but for names; any document will do, also one that is no source."""
    path = good / SOURCES / "watch2005" / "recommendations.yaml"
    change(
        path,
        (
            "Employ nurses and interpreters in the harbours for the crews of visiting boats.",
            "Show who would pay for the lamps, and whether oil was cheaper.",
        ),
    )
    done = run("verify", GOOD / "documents", root=good)
    assert (
        done.code == 1 and f"{SOURCES}/watch2005/recommendations.yaml:5: a document has these words: “who" in done.out
    )
    tales = tmp_path / "tales"
    tales.mkdir()
    (tales / "tale.txt").write_text(
        "Once a heron counted all the lanterns of the lower quay twice.\n", encoding="utf-8"
    )
    assert run("verify", "--own-words", tales, root=good).code == 0
    (good / "docs").mkdir()
    (good / "docs" / "page.md").write_text(
        "# Lanterns\n\nIt counted all the\nlanterns of the lower quay.\n", encoding="utf-8"
    )
    done = run("verify", "--own-words", tales, root=good)
    assert done.code == 1 and done.out.startswith(
        "docs/page.md:3: a document has these words: “counted all the lanterns"
    )
    (good / "docs" / "page.md").write_text("# Lanterns\n\nIt counted each lantern there.\n", encoding="utf-8")
    assert run("verify", "--own-words", tales, root=good).code == 0
