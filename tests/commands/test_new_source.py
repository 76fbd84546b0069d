"""new_source.py: passages that tile, proposals that explain themselves, and nothing that counts."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from corpus.copies.copied import Documents, names_in
from corpus.model.records import Corpus, read_corpus
from helpers import GOOD, ROOT, run
from renditions import as_docx, as_html

DOCUMENT = ROOT / "tests" / "held-out" / "coast.txt"
KNOWN = [
    "--author",
    "lakes-league",
    "--meeting",
    "river-watch-2006",
    "--date",
    "2006-06-07",
    "--type",
    "recommendations-list",
    "--title",
    "Requests of the ferry crews",
]
FERRY = """RIVER WATCH MEETING 2006

Requests of the ferry crews

The ferries have run since 1901. We are proud of them.

Recommendations

- Harbour masters should light the quays.
- Ports should
(a) count the boats;
(b) etc.
- Employ a nurse. This costs little.

Who pays?
"""


@pytest.fixture(scope="module")
def corpus(good_once: Path) -> Corpus:
    return read_corpus(good_once)


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "ferry.txt"
    path.write_text(FERRY, encoding="utf-8")
    return path


def folder(root: Path) -> Path:
    return root / "data" / "records" / "sources" / "ferry2006"


def complete(root: Path) -> None:
    """What a person fills in."""
    path = folder(root) / "source.yaml"
    text = path.read_text(encoding="utf-8")
    for name, value in {
        "date_basis": "printed",
        "how_to_obtain": "Ask the crews.",
        "rights_holder": "The crews",
        "rights_note": "None is printed.",
    }.items():
        start = text.index(f"# {name}:")
        text = text[:start] + f"{name}: {value}" + text[text.index("\n", start) :]
    path.write_text(
        text
        + "facts:\n"
        + "".join(f"  - field: {f}\n    basis: unknown\n    note: Not sought.\n" for f in ("symbol", "address")),
        encoding="utf-8",
    )


# The command


def test_from_a_file_to_records_that_validate(good: Path, document: Path) -> None:
    done = run("new_source", document, "--id", "ferry2006", *KNOWN, root=good)
    assert done.code == 0, done.err
    assert "4 proposed recommendations" in done.out
    assert {p.name for p in folder(good).iterdir()} == {"source.yaml", "passages.yaml", "recommendations.yaml"}
    refused = run("validate", root=good)
    assert refused.code == 1 and "rights_holder" in refused.out  # facts are for a person
    complete(good)
    assert run("build", root=good).code == 0, run("validate", root=good).out
    done = run("validate", root=good)
    assert done.code == 0, done.out
    assert run("verify", document, root=good).code == 0
    assert "ferry2006-r" not in (good / "data" / "recommendations.csv").read_text(encoding="utf-8")


def test_every_record_is_proposed_and_explains_itself(good: Path, document: Path) -> None:
    assert run("new_source", document, "--id", "ferry2006", *KNOWN, root=good).code == 0
    mine = [r for r in read_corpus(good).of("recommendation") if r.get("source") == "ferry2006"]
    assert {r.get("review_status") for r in mine} == {"proposed"}
    assert [r.get("part_of") for r in mine] == [None, None, "ferry2006-r002", None]
    assert [r.items("addressed_to") for r in mine] == [["harbour-masters"], ["ports"], ["ports"], ["everyone"]]
    text = (folder(good) / "recommendations.yaml").read_text(encoding="utf-8")
    assert text.count("# U") == 4 and text.count("# themes:") == 4
    assert "The ferries have run" not in text and "Harbour masters should light" not in text


REPORT = """RIVER WATCH MEETING 2006

List of requests of the Lakes League

Lakeside, 5-7 June 2006

Requests

- Ports should light the quays (River Charter).
- Ms Vesper of the Eel Fishers asked for ropes. Count the boats.

ANNEX

Notes taken in session 1

Rain fell, Ms Holm said.
"""


def test_names_meeting_and_parts_are_proposed_and_explained(good: Path, tmp_path: Path) -> None:
    (tmp_path / "ferry.txt").write_text(REPORT, encoding="utf-8")
    done = run("new_source", tmp_path / "ferry.txt", "--id", "ferry2006", root=good)
    assert done.code == 0 and "names without a record: 2, listed at the top of passages.yaml" in done.out
    source = (folder(good) / "source.yaml").read_text(encoding="utf-8")
    for line in (
        "#   perhaps source_type: recommendations-list, since “list”, “requests” at the beginning",
        "#   perhaps authors: [lakes-league], since named in ferry2006-p002",
        "#   perhaps meeting: river-watch-2006, since “River Watch Meeting 2006” is in ferry2006-p001",
        "#   perhaps date: 2006-06-05/2006-06-07, since “5-7 June 2006” is in ferry2006-p003; it may be the day of "
        "the meeting",
        '#    title: "ANNEX: Notes taken in session 1"\n#    how_recorded: note-taker\n#    dated_by: document\n'
        "#    first_passage: ferry2006-p007",
    ):
        assert line in source, source
    passages = (folder(good) / "passages.yaml").read_text(encoding="utf-8")
    assert "#   Ms Vesper (ferry2006-p006)\n#   Eel Fishers (ferry2006-p006)\n" in passages
    named = {
        n["actor_id"]: n["as_printed"]
        for p in read_corpus(good).of("passage")
        if p.get("source") == "ferry2006"
        for n in p.items("names")
    }
    assert named["asa-holm"] == "Ms Holm" and named["lakes-league"] == "Lakes League"


def test_what_asks_the_same_as_a_record_is_said_to(good: Path, tmp_path: Path) -> None:
    asked = next(r for r in read_corpus(good).of("recommendation") if r.id == "watch2005-r007").get("in_our_words")
    (tmp_path / "ferry.txt").write_text(
        f"Requests of the ferry crews\n\nRecommendations\n\n- {asked}\n- Sing.\n", encoding="utf-8"
    )
    assert run("new_source", tmp_path / "ferry.txt", "--id", "ferry2006", root=good).code == 0
    text = (folder(good) / "recommendations.yaml").read_text(encoding="utf-8")
    assert "# perhaps restates or elaborates watch2005-r007: both say “" in text


def test_it_never_overwrites(good: Path, document: Path) -> None:
    assert run("new_source", document, "--id", "ferry2006", *KNOWN, root=good).code == 0
    kept = {p: p.read_bytes() for p in folder(good).iterdir()}
    done = run("new_source", document, "--id", "ferry2006", *KNOWN, root=good)
    assert done.code == 2 and "already exists" in done.err
    assert {p: p.read_bytes() for p in folder(good).iterdir()} == kept


def test_other_kinds_of_file_are_saved_as_text_beside_themselves(good: Path, tmp_path: Path) -> None:
    path = tmp_path / "ferry.docx"
    path.write_bytes(as_docx(FERRY))
    done = run("new_source", path, "--id", "ferry2006", *KNOWN, root=good)
    assert done.code == 0 and "ferry.txt" in done.out
    complete(good)
    assert run("verify", tmp_path / "ferry.txt", root=good).code == 0 == run("verify", path, root=good).code
    shutil.rmtree(folder(good))
    (tmp_path / "ferry.txt").write_text("something else\n", encoding="utf-8")
    assert "differs" in run("new_source", path, "--id", "ferry2006", *KNOWN, root=good).err
    inside = good / "ferry.html"
    inside.write_bytes(as_html(FERRY))
    plain = good / "plain.md"
    plain.write_text(FERRY, encoding="utf-8")
    (good / "link.docx").symlink_to(path)
    for there in (inside, plain, good / "link.docx"):
        assert "may not be published" in run("new_source", there, "--id", "ferry2006", root=good).err
    assert "is a folder" in run("new_source", tmp_path, "--id", "ferry2006", root=good).err
    assert not (good / "ferry.txt").exists() and not folder(good).exists()


def test_lines_that_come_again_on_pages_of_word_verify_as_text(good: Path, tmp_path: Path) -> None:
    """Between pages Word writes where it broke them last; the saved text keeps every line all the same."""
    page = "For the ports\n{} boats should be counted.\nThe crews of {} spoke of ropes.\nAgreed by all"
    text = "\f".join(page.format(n, n) for n in ("Four", "Nine", "Twelve", "Sixty"))
    path = tmp_path / "ferry.docx"
    path.write_bytes(as_docx(text))
    assert run("new_source", path, "--id", "ferry2006", *KNOWN, root=good).code == 0
    for copy in (path, tmp_path / "ferry.txt"):
        done = run("verify", copy, root=good)
        assert done.code == 0 and "missing" not in done.out, done.out
    assert (tmp_path / "ferry.txt").read_text(encoding="utf-8").count("For the ports") == 4


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--id", "Ferry-2006"], "lower-case letters"),
        (["--id", "watch2005"], "already exists"),
        (["--id", "x1", "--author", "lakes-leage"], "Did you mean lakes-league?"),
        (["--id", "x1", "--meeting", "nowhere"], "no such record"),
        (["--id", "x1", "--date", "2006-02-30"], "--date"),
    ],
)
def test_arguments_that_cannot_be(good: Path, document: Path, more: list[str], said: str) -> None:
    done = run("new_source", document, *more, root=good)
    assert done.code == 2 and said in done.err and done.err.count("\n") == 1
    assert not (good / "data" / "records" / "sources" / "x1").exists()


def test_a_document_that_is_a_source_already(good: Path, tmp_path: Path) -> None:
    copy = shutil.copy(GOOD / "documents" / "watch2005.txt", tmp_path)
    assert "already the source watch2005" in run("new_source", copy, "--id", "again", root=good).err


def test_a_document_without_words(good: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("--- * ---\n", encoding="utf-8")
    assert "no words" in run("new_source", tmp_path / "a.txt", "--id", "x1", root=good).err


@pytest.mark.parametrize("name", ["hearing", "overview", "report"])
def test_no_run_of_words_of_the_document_is_written(good: Path, tmp_path: Path, name: str) -> None:
    document = Path(shutil.copy(ROOT / "tests" / "held-out" / f"{name}.txt", tmp_path))
    assert run("new_source", document, "--id", "held1", root=good).code == 0
    written = (good / "data/records/sources/held1/recommendations.yaml").read_text(encoding="utf-8")
    runs = Documents([document.read_text(encoding="utf-8")], names_in(read_corpus(good)))
    assert list(runs.copied(written)) == [] and " …, who has no record" in written


def test_a_state_that_is_first_named_gets_its_record(real: Path, tmp_path: Path) -> None:
    document = tmp_path / "review.txt"
    requests = ["Train the crews of all ferries (Slovenia);", "Count the boats in every harbour (Norway);"]
    document.write_text("Recommendations\n\n" + "\n".join(f"{n}. {r}" for n, r in enumerate(requests, 1)) + "\n")
    done = run("new_source", document, "--id", "review2009", root=real)
    assert done.code == 0 and "written: data/records/actors/slovenia.yaml" in done.out, done.out + done.err
    text = (real / "data/records/actors/slovenia.yaml").read_text(encoding="utf-8")
    assert "actor_type: state\ncountry: SI\n" in text and text.startswith("# yaml-language-server")
    made = (real / "data/records/sources/review2009/recommendations.yaml").read_text(encoding="utf-8")
    assert "made_by: [slovenia]" in made and "made_by: [norway]" in made
    problems = run("validate", "--format", "json", root=real).out
    assert "slovenia.yaml" not in problems
    assert len(list((real / "data/records/actors").glob("norway*"))) == 1
