"""The kit for human experts, read back: answers become codings, and nothing else is touched."""

from __future__ import annotations

import difflib
from collections import Counter

import openpyxl
import pytest
from review_kit import EXPERT, agreement_page, drawn, fill, other, review, texts

from corpus.coding import agreement
from corpus.coding.kit import MEASURES
from corpus.derive.tables import build_tables
from corpus.model.records import read_corpus
from corpus.rules.registry import errors_in
from corpus.site.inserts import rounds
from corpus.site.lookup import Site

pytestmark = pytest.mark.usefixtures("few_samples")
STATUS = ("machine-coded", "human-reviewed")


def test_answers_become_codings_and_only_the_review_status_changes(real, tmp_path, capsys):
    corpus, path = read_corpus(real), drawn(real, tmp_path)
    records = fill(real, path)
    wrong = other(corpus, records[0], "type_of_action")
    fill(
        real,
        path,
        {2: {"Type of action *": wrong}, 3: {"Judgement": "drops", "Note": "Leaves out when: at night."}},
        rows=5,
    )  # the sixth as before
    before = texts(real)

    capsys.readouterr()
    assert review(real, "read", path, "--coder", EXPERT, "--name", "Åsa Holm") == 0
    out = capsys.readouterr().out
    assert (
        f"{records[0].id}: type_of_action: {EXPERT} has {wrong}; published is {records[0].get('type_of_action')}" in out
    )
    assert "records confirmed: 4; --apply sets" in out
    unapplied = texts(real)
    changed = {p for p in unapplied if unapplied[p] != before.get(p)}
    assert not any("/sources/" in p for p in changed)

    assert review(real, "read", path, "--coder", EXPERT, "--name", "Åsa Holm", "--apply") == 0
    after = texts(real)
    lines = [
        d
        for p in before
        if before[p] != after[p] and "/sources/" in p
        for d in difflib.ndiff(before[p].split("\n"), after[p].split("\n"))
        if d[:2] in ("+ ", "- ")
    ]
    was = {r.id for r in corpus.of("recommendation") if r.get("review_status") == "human-reviewed"}
    new = {r.id for r in records[2:]} - was
    assert Counter(lines) == {f"{d}   review_status: {x}": len(new) for d, x in zip("-+", STATUS)}
    assert {p for p in before if before[p] != after[p]} == {
        p for p in before if "/sources/" in p and before[p] != after[p]
    } | {"data/records/codings/readings.yaml", "data/records/codings/agreement.yaml"}

    now = read_corpus(real)
    assert {r.id for r in now.of("recommendation") if r.get("review_status") == "human-reviewed"} == was | new
    codings = [c for c in now.of("coding") if c.get("coder") == EXPERT]
    assert len(codings) == 6 and all("Åsa Holm" in c.file.text.split("\n")[0] for c in codings)
    by_place = {(c.get("source"), c.get("start")): c for c in codings}
    for r in records:
        c = by_place[r.get("source"), r.get("span_start")]
        assert c.id == f"{EXPERT}-{r.id}" and c.get("length") == r.get("span_length")
        for name in MEASURES:
            if (r.id, name) != (records[0].id, "type_of_action"):
                assert agreement.decided(c, name, {}) == agreement.decided(r, name, {}), name
    readings = [r for r in now.of("reading") if r.get("reader") == EXPERT]
    assert {r.get("record_id"): r.get("verdict") for r in readings} == {
        r.id: "drops" if r.id == records[1].id else "faithful" for r in records
    }
    assert next(r for r in readings if r.get("verdict") == "drops").get("note") == "Leaves out when: at night."
    assert len({r.get("round") for r in readings}) == 1
    assert errors_in(now) == []

    figures = {r.get("variable"): r for r in now.of("agreement") if r.get("coder") == EXPERT}
    assert figures["theme"].get("value") == 1 and figures["type_of_action"].get("identical") == pytest.approx(
        5 / 6, abs=0.001
    )
    shown = agreement_page(now)
    assert f"human expert {EXPERT}" in shown and "none yet" not in shown

    assert review(real, "read", path, "--coder", EXPERT, "--name", "Åsa Holm", "--apply") == 0  # again: nothing more
    assert texts(real) == after


def test_a_second_sample_adds_to_the_first_and_a_row_can_be_taken_back(repository, tmp_path):
    path = drawn(repository, tmp_path, 3)
    first = fill(repository, path)
    assert review(repository, "read", path, "--coder", EXPERT) == 0
    assert review(repository, "draw", "--size", "4", "--seed", "5", "--out", tmp_path / "more") == 0
    more = tmp_path / "more" / "review.xlsx"
    second = fill(repository, more)
    assert review(repository, "read", more, "--coder", EXPERT) == 0

    def coded():
        return {
            c.id.removeprefix(EXPERT + "-") for c in read_corpus(repository).of("coding") if c.get("coder") == EXPERT
        }

    assert coded() == {r.id for r in first + second}
    book = openpyxl.load_workbook(more)
    sheet = book["Records"]
    for c in range(6, sheet.max_column):  # all but Check
        if sheet.cell(1, c).value != "In our words":
            sheet.cell(2, c).value = None
    book.save(more)
    assert review(repository, "read", more, "--coder", EXPERT) == 0
    assert coded() == {r.id for r in first + second} - ({second[0].id})


def test_a_wrong_code_is_named_with_its_place_and_nothing_is_written(repository, tmp_path, capsys):
    corpus, path = read_corpus(repository), drawn(repository, tmp_path)
    good = next(iter(corpus.vocabularies["wording-strength"]))
    before = texts(repository)
    fill(
        repository,
        path,
        {
            2: {"Strength of wording *": good + "x"},
            3: {"Addressed to 1 *": "harbor-guild"},
            4: {"Specificity *": 9},
            5: {"Judgement": "faithfull"},
            6: {"Topics 1 *": None, "Topics 2": None, "Topics 3": None},
            7: {"Judgement": None},
        },
    )
    capsys.readouterr()
    assert review(repository, "read", path, "--coder", EXPERT) == 1
    lines = capsys.readouterr().err.splitlines()
    headers = [c.value for c in openpyxl.load_workbook(path)["Records"][1]]
    letter = openpyxl.utils.get_column_letter

    def place(row: int, header: str) -> str:
        column = f"{letter(headers.index(header) + 1)} ({header.rstrip(' *')})"
        return f"review.xlsx: sheet Records, row {row}, column {column}: "

    assert lines == [
        place(2, "Strength of wording *") + f"there is no code {good}x; did you mean {good}?",
        place(3, "Addressed to 1 *") + "there is no code harbor-guild; did you mean harbour-guild?",
        place(4, "Specificity *") + "there is no code 9; see the sheet Codes",
        place(5, "Judgement") + "there is no judgement faithfull; did you mean faithful?",
        place(6, "Topics 1 *") + "this cell is empty, but others in the row are filled",
        place(7, "Judgement") + "this row has codes but no judgement",
        "mistakes: 6; nothing was written",
    ]
    assert texts(repository) == before


def test_identifiers_are_checked(repository, tmp_path, capsys):
    path = drawn(repository, tmp_path, 3)
    records = fill(repository, path, {2: {"Identifier": "watch2005-r999"}})
    book = openpyxl.load_workbook(path)
    book["Records"].cell(4, 1).value = records[1].id
    book.save(path)
    assert review(repository, "read", path, "--coder", EXPERT) == 1
    err = capsys.readouterr().err
    assert "row 2, column A (Identifier): there is no recommendation watch2005-r999" in err
    assert f"row 4, column A (Identifier): {records[1].id} is already in row 3" in err


def test_judgements_alone_are_readings_and_no_codings(repository, tmp_path, capsys):
    path = drawn(repository, tmp_path, 3)
    fill(repository, path, rows=0)
    book = openpyxl.load_workbook(path)
    column = {c.value: c.column for c in book["Records"][1]}
    book["Records"].cell(2, column["Judgement"]).value = "changes-strength"
    book.save(path)
    assert review(repository, "read", path, "--coder", EXPERT, "--apply", "--round", "7") == 0
    now = read_corpus(repository)
    assert not [c for c in now.of("coding") if c.get("coder") == EXPERT]
    (reading,) = [r for r in now.of("reading") if r.get("reader") == EXPERT]
    assert (reading.get("round"), reading.get("verdict"), reading.get("mended")) == (7, "changes-strength", False)
    (row,) = [r for r in rounds(Site(now, build_tables(now))) if r["round"] == 7]
    assert (row["sampled"], row["found"], row["mended"]) == (1, 1, 0) and EXPERT in row["read_by"]


def test_a_record_that_has_changed_since_is_left_out(repository, tmp_path, capsys):
    path = drawn(repository, tmp_path, 3)
    records = fill(repository, path)
    before = {r.id for r in read_corpus(repository).of("recommendation") if r.get("review_status") == "human-reviewed"}
    file = repository / records[0].file.path
    file.write_text(
        file.read_text(encoding="utf-8").replace(
            f"span_fingerprint: {records[0].get('span_fingerprint')}", f"span_fingerprint: {'f' * 32}"
        ),
        encoding="utf-8",
        newline="\n",
    )
    capsys.readouterr()
    assert review(repository, "read", path, "--coder", EXPERT, "--apply") == 0
    assert f"{records[0].id} has changed since the workbook was drawn" in capsys.readouterr().out
    now = read_corpus(repository)
    assert {r.id for r in now.of("recommendation") if r.get("review_status") == "human-reviewed"} == before | {
        r.id for r in records[1:]
    }


@pytest.mark.parametrize("coder", ["first", "second", "Expert", "../x", "a--b", ""])
def test_names_that_cannot_be_an_expert(tmp_path, capsys, coder):
    assert review(tmp_path, "read", tmp_path / "review.xlsx", "--coder", coder) == 2
    assert f"--coder {coder}:" in capsys.readouterr().err


def test_files_that_are_no_workbook_of_ours(repository, tmp_path, capsys):
    (tmp_path / "text.xlsx").write_text("no workbook", encoding="utf-8")
    openpyxl.Workbook().save(tmp_path / "other.xlsx")
    empty = drawn(repository, tmp_path, 2)
    capsys.readouterr()
    for path, why in (
        (tmp_path / "absent.xlsx", "there is no file"),
        (tmp_path / "text.xlsx", "cannot be read"),
        (tmp_path / "other.xlsx", "has no sheet Records"),
        (empty, "has no answers yet"),
    ):
        assert review(repository, "read", path, "--coder", EXPERT) == 2
        err = capsys.readouterr().err
        assert why in err and "Traceback" not in err
