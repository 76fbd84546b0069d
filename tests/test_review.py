"""The kit for human experts: drawn by a seed, blind, and read back without touching anything else."""
from __future__ import annotations

import difflib
import json
import shutil
import sys
from collections import Counter
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest
from jsonschema import Draft202012Validator

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "scripts"))

from corpus import agreement  # noqa: E402
from corpus.cli import run  # noqa: E402
from corpus.records import read_corpus  # noqa: E402
from corpus.review import page, workbook  # noqa: E402
from corpus.review.sample import draw  # noqa: E402
from corpus.rules import Context  # noqa: E402
from corpus.rules import run as check  # noqa: E402
from corpus.site.inserts import INSERTS, rounds  # noqa: E402
from corpus.site.lookup import Site  # noqa: E402
from corpus.tables import build_tables  # noqa: E402

EXPERT = "expert-of-this-test"


@pytest.fixture(scope="module")
def corpus():
    return read_corpus(ROOT)


@pytest.fixture(autouse=True)
def few_samples(monkeypatch):
    monkeypatch.setattr(agreement, "SAMPLES", 40)  # intervals are not what is tested here


@pytest.fixture
def repository(tmp_path):
    """The invented repository of the tests, whose documents anybody may copy."""
    return made(tmp_path / "invented", ROOT / "tests" / "good" / "data" / "records")


@pytest.fixture
def real(tmp_path):
    """This repository; of the codings only the shortest, which saves time."""
    root = made(tmp_path / "real", ROOT / "data" / "records")
    for file in (root / "data" / "records" / "codings").glob("*/*.yaml"):
        if (file.parent.name, file.stem) not in (("first", "hdim2007"), ("second", "hdim2007")):
            file.unlink()
    return root


def made(root: Path, records: Path) -> Path:
    shutil.copytree(records, root / "data" / "records")
    shutil.copytree(ROOT / "schemas", root / "schemas")
    (root / "docs").mkdir()
    shutil.copy(ROOT / "docs" / "codebook.md", root / "docs")
    return root


def review(root: Path, *arguments) -> int:
    return run("review", ["--root", str(root), *map(str, arguments)])


def theme(record) -> tuple[str, str]:
    return record.get("source"), record.items("themes")[0]


# Drawing


def test_the_same_seed_draws_the_same_records_and_another_seed_others(corpus):
    one = [r.id for r in draw(corpus, 60, 1)]
    assert one == [r.id for r in draw(corpus, 60, 1)]
    assert one != [r.id for r in draw(corpus, 60, 2)]
    assert len(set(one)) == 60


@pytest.mark.parametrize("seed", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("size", [1, 20, 60, 100])
def test_every_document_and_theme_gets_its_share_rounded_up_or_down(corpus, size, seed):
    records, drawn = corpus.published, draw(corpus, size, seed)
    assert len({r.id for r in drawn}) == size
    for stratum in (theme, lambda r: r.get("source")):
        have = Counter(map(stratum, drawn))
        for key, number in Counter(map(stratum, records)).items():
            assert abs(have[key] - Fraction(number * size, len(records))) < 1, f"{key}: {have[key]} of {number}"


def test_all_can_be_drawn_and_no_more(corpus):
    records = corpus.published
    assert {r.id for r in draw(corpus, len(records), 9)} == {r.id for r in records}
    for size in (0, -1, len(records) + 1):
        with pytest.raises(ValueError, match="from 1 to"):
            draw(corpus, size, 1)


def test_over_many_seeds_every_record_has_the_same_chance(corpus):
    size, seeds = 60, 100
    count = Counter(r.id for seed in range(seeds) for r in draw(corpus, size, seed))
    expected = seeds * size / len(corpus.published)
    assert all(0.3 * expected < count[r.id] < 1.9 * expected for r in corpus.published)


def test_the_same_draw_writes_the_same_files(repository, tmp_path, capsys):
    for name in ("a", "b"):
        assert review(repository, "draw", "--size", "5", "--out", tmp_path / name) == 0
    for file in ("review.xlsx", "review.html"):
        assert (tmp_path / "a" / file).read_bytes() == (tmp_path / "b" / file).read_bytes()
    assert review(repository, "draw", "--size", "5", "--out", tmp_path / "a") == 2  # never over answers
    assert "exists already" in capsys.readouterr().err


# The workbook and the page


@pytest.fixture(scope="module")
def book(corpus, tmp_path_factory):
    path = tmp_path_factory.mktemp("book") / "review.xlsx"
    path.write_bytes(workbook.write(corpus, draw(corpus, 60, 1), "about"))
    return openpyxl.load_workbook(path)


def test_the_workbook_holds_no_code_of_ours(corpus, book):
    rows = list(book["Records"].iter_rows(values_only=True))
    coded = {header for header, _ in workbook.headers(corpus)} | {"Judgement", "Note"}
    assert coded < set(rows[0])
    for row in rows[1:]:
        cells = dict(zip(rows[0], row))
        record = corpus.find("recommendations", cells["Identifier"])
        assert all(cells[h] is None for h in coded)
        given = {
            record.id, corpus.label("sources", record.get("source")), record.get("place"), record.get("begins_with"),
            record.get("ends_with"), record.get("in_our_words"), workbook.check(record),
        }
        assert {v for v in cells.values() if v} <= given
    order = [(r.get("source"), r.get("span_start")) for r in (corpus.find("recommendations", row[0]) for row in rows[1:])]
    assert order == sorted(order), "an order by theme would give themes away"


def test_lists_hold_exactly_the_codes(corpus, book):
    sheet, names = book["Records"], dict(workbook.headers(corpus)) | {"Judgement": "verdict"}
    headers = [c.value for c in sheet[1]]
    seen = set()
    for validation in sheet.data_validations.dataValidation:
        (area,) = validation.sqref.ranges
        assert (area.min_row, area.max_row, area.min_col) == (2, 61, area.max_col)
        name = names[headers[area.min_col - 1]]
        cells = book["Lists"][validation.formula1.split("!")[1].replace("$", "")]
        offered = [c.value.split(" – ")[0] for (c,) in cells]
        f = workbook.fields(corpus).get(name)
        if name == "verdict":
            expected = corpus.schemas.kinds["reading"].field("verdict").definition["enum"]
        elif f.vocabulary:
            expected = corpus.vocabularies[f.vocabulary]
        else:
            expected = corpus.index("instruments" if name == "instruments" else "actors")
        assert len(offered) == len(set(offered)) and set(offered) == set(expected), name
        seen.add(headers[area.min_col - 1])
    assert seen == set(names)
    explained = {row[1] for row in book["Codes"].iter_rows(min_row=2, values_only=True)}
    assert explained == {code for choice in workbook.choices(corpus).values() for code in choice.labels}


def test_every_variable_of_a_coding_can_be_answered(corpus):
    variables = {n for n, _ in agreement.VARIABLES} - {"theme", "pillar"}
    assert variables == {n for n, _ in workbook.ANSWERS}


def test_cells_suffice_for_what_is_published_now(corpus):
    """So that few people need semicolons; a longer list is possible all the same."""
    cells = dict(workbook.ANSWERS)
    for name in ("made_by", "addressed_to", "themes", "people_concerned", "exploitation_type"):
        assert max(len(r.items(name)) for r in corpus.published) <= cells[name]


def test_the_page_needs_nothing_else_and_holds_the_tree(corpus):
    text = page.page(corpus, draw(corpus, 5, 1), "about", page.read_codebook(ROOT))
    assert "src=" not in text and "href=" not in text and "<script" not in text and "url(" not in text
    steps = page.tree(page.section(page.read_codebook(ROOT), page.PATH))
    assert len(steps) == len([line for line in page.section(page.read_codebook(ROOT), page.PATH).splitlines() if line[:1].isdigit()])
    for code in corpus.vocabularies["type-of-action"]:
        assert f"<code>{code}</code>" in text
    with pytest.raises(ValueError, match="no section"):
        page.section("# Codebook\n", "Form")


# Original words


def test_original_words_come_from_the_copies_and_stay_out_of_the_repository(repository, tmp_path, capsys):
    documents = ROOT / "tests" / "good" / "documents"
    assert review(repository, "draw", "--size", "4", "--out", tmp_path / "kit", "--documents", documents) == 0
    sheet = openpyxl.load_workbook(tmp_path / "kit" / "review.xlsx")["Records"]
    rows = [dict(zip([c.value for c in sheet[1]], row)) for row in sheet.iter_rows(min_row=2, values_only=True)]
    for row in rows:
        assert row["Original words"].startswith(row["First words"] or "") and row["Original words"].endswith(row["Last words"] or "")
        assert len(row["Original words"].split()) > 3
    for row in rows:
        assert row["Original words"] not in (tmp_path / "kit" / "review.html").read_text(encoding="utf-8")
    (tmp_path / "link").symlink_to(repository, target_is_directory=True)
    for inside in (
        repository, repository / "build" / "kit", tmp_path / "link" / "kit",
        tmp_path / "kit" / ".." / "invented" / "kit", ROOT / "build" / "kit-of-a-test",
    ):
        capsys.readouterr()
        assert review(repository, "draw", "--size", "4", "--out", inside, "--documents", documents) == 2
        assert "Choose a folder outside it" in capsys.readouterr().err
        assert not (inside / "review.xlsx").exists()
    assert review(repository, "draw", "--size", "4", "--out", repository / "kit") == 0  # without the words it may lie there


def test_a_note_may_not_repeat_the_document():
    assert workbook.quotes(
        "It says that ports should at all times light their quays.",
        "Ports should, at all times, light their quays and locks.",
    )
    assert not workbook.quotes("Drops the locks.", "Ports should, at all times, light their quays and locks.")


# Reading back


def drawn(root: Path, tmp_path: Path, size: int = 6) -> Path:
    assert review(root, "draw", "--size", size, "--out", tmp_path / "kit") == 0
    return tmp_path / "kit" / "review.xlsx"


def fill(root: Path, path: Path, changes: dict[int, dict[str, object]] | None = None, rows: int = 99) -> list:
    """Fill the first rows as published, faithful; ``changes`` by number of row and header. Returns the records of all rows."""
    corpus = read_corpus(root)
    lists, headers = workbook.choices(corpus), workbook.headers(corpus)
    book = openpyxl.load_workbook(path)
    sheet = book["Records"]
    column = {c.value: c.column for c in sheet[1]}
    records = []
    for n in range(2, sheet.max_row + 1):
        record = corpus.find("recommendations", sheet.cell(n, 1).value)
        records.append(record)
        if n - 1 > rows:
            continue
        used: Counter = Counter()
        for header, name in headers:
            values = [c["instrument_id"] for c in record.items("citations")] if name == "instruments" else record.get(name)
            values = values if isinstance(values, list) else [values] if values is not None else []
            cells = dict(workbook.ANSWERS)[name]
            i = used[name]
            used[name] += 1
            mine = values[i:] if i == cells - 1 else values[i : i + 1]  # what is left goes into the last cell
            shown = [f"{v} – {lists[name].labels[str(v)]}" if n % 2 else v for v in mine]  # as chosen from the list, or as typed
            if shown:
                sheet.cell(n, column[header]).value = shown[0] if len(shown) == 1 else "; ".join(map(str, shown))
        sheet.cell(n, column["Judgement"]).value = "faithful"
        for header, value in (changes or {}).get(n, {}).items():
            sheet.cell(n, column[header]).value = value
    book.save(path)
    return records


def texts(root: Path) -> dict[str, str]:
    return {p.relative_to(root).as_posix(): p.read_text(encoding="utf-8") for p in sorted((root / "data").rglob("*.yaml"))}


def other(corpus, record, field: str) -> str:
    """A code that a record does not have."""
    return next(
        c
        for c in corpus.vocabularies[corpus.schemas.kinds["recommendation"].field(field).vocabulary]
        if c != str(record.get(field))
    )


def test_answers_become_codings_and_only_the_review_status_changes(real, tmp_path, capsys):
    corpus, path = read_corpus(real), drawn(real, tmp_path)
    records = fill(real, path)
    wrong = other(corpus, records[0], "type_of_action")
    fill(
        real, path, {2: {"Type of action *": wrong}, 3: {"Judgement": "drops", "Note": "Leaves out when: at night."}},
        rows=5,
    )  # the sixth as before
    before = texts(real)

    capsys.readouterr()
    assert review(real, "read", path, "--coder", EXPERT, "--name", "Åsa Holm") == 0
    out = capsys.readouterr().out
    assert f"{records[0].id}: type_of_action: {EXPERT} has {wrong}; published is {records[0].get('type_of_action')}" in out
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
    assert Counter(lines) == {"-   review_status: machine-coded": 4, "+   review_status: human-reviewed": 4}
    assert {p for p in before if before[p] != after[p]} == {
        p for p in before if "/sources/" in p and before[p] != after[p]
    } | {"data/records/codings/readings.yaml", "data/records/codings/agreement.yaml"}

    now = read_corpus(real)
    assert {r.id for r in now.of("recommendation") if r.get("review_status") == "human-reviewed"} == {r.id for r in records[2:]}
    codings = [c for c in now.of("coding") if c.get("coder") == EXPERT]
    assert len(codings) == 6 and all("Åsa Holm" in c.file.text.split("\n")[0] for c in codings)
    by_place = {(c.get("source"), c.get("start")): c for c in codings}
    for r in records:
        c = by_place[r.get("source"), r.get("span_start")]
        assert c.id == f"{EXPERT}-{r.id}" and c.get("length") == r.get("span_length")
        for name, _ in agreement.VARIABLES:
            if (r.id, name) != (records[0].id, "type_of_action"):
                assert agreement.decided(c, name, {}) == agreement.decided(r, name, {}), name
    readings = [r for r in now.of("reading") if r.get("reader") == EXPERT]
    assert {r.get("record_id"): r.get("verdict") for r in readings} == {
        r.id: "drops" if r.id == records[1].id else "faithful" for r in records
    }
    assert next(r for r in readings if r.get("verdict") == "drops").get("note") == "Leaves out when: at night."
    assert len({r.get("round") for r in readings}) == 1
    assert not [p for p in check(Context(now, stale="warning")) if p.level == "error" and not p.code.startswith("P")]

    figures = {r.get("variable"): r for r in now.of("agreement") if r.get("coder") == EXPERT}
    assert figures["theme"].get("value") == 1 and figures["type_of_action"].get("identical") == pytest.approx(5 / 6, abs=0.001)
    shown = agreement_page(now)
    assert f"Human expert {EXPERT}" in shown and "none yet" not in shown

    assert review(real, "read", path, "--coder", EXPERT, "--name", "Åsa Holm", "--apply") == 0  # again: nothing more
    assert texts(real) == after


def agreement_page(corpus) -> str:
    return str(INSERTS["agreement"](Site(corpus, build_tables(corpus)), "reliability.html"))


def test_a_second_sample_adds_to_the_first_and_a_row_can_be_taken_back(repository, tmp_path):
    path = drawn(repository, tmp_path, 3)
    first = fill(repository, path)
    assert review(repository, "read", path, "--coder", EXPERT) == 0
    assert review(repository, "draw", "--size", "4", "--seed", "5", "--out", tmp_path / "more") == 0
    more = tmp_path / "more" / "review.xlsx"
    second = fill(repository, more)
    assert review(repository, "read", more, "--coder", EXPERT) == 0

    def coded():
        return {c.id.removeprefix(EXPERT + "-") for c in read_corpus(repository).of("coding") if c.get("coder") == EXPERT}

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
        repository, path,
        {
            2: {"Strength of wording *": good + "x"}, 3: {"Addressed to 1 *": "harbor-guild"}, 4: {"Specificity *": 9},
            5: {"Judgement": "faithfull"}, 6: {"Themes 1 *": None, "Themes 2": None, "Themes 3": None},
            7: {"Judgement": None},
        },
    )
    capsys.readouterr()
    assert review(repository, "read", path, "--coder", EXPERT) == 1
    lines = capsys.readouterr().err.splitlines()
    headers = [c.value for c in openpyxl.load_workbook(path)["Records"][1]]
    letter = openpyxl.utils.get_column_letter

    def place(row: int, header: str) -> str:
        return f"review.xlsx: sheet Records, row {row}, column {letter(headers.index(header) + 1)} ({header.rstrip(' *')}): "

    assert lines == [
        place(2, "Strength of wording *") + f"there is no code {good}x; did you mean {good}?",
        place(3, "Addressed to 1 *") + "there is no code harbor-guild; did you mean harbour-guild?",
        place(4, "Specificity *") + "there is no code 9; see the sheet Codes",
        place(5, "Judgement") + "there is no judgement faithfull; did you mean faithful?",
        place(6, "Themes 1 *") + "this cell is empty, though others of the row are filled",
        place(7, "Judgement") + "the row has codes and no judgement",
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
    assert f"row 4, column A (Identifier): {records[1].id} stands in row 3 already" in err


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
        encoding="utf-8", newline="\n",
    )
    capsys.readouterr()
    assert review(repository, "read", path, "--coder", EXPERT, "--apply") == 0
    assert f"{records[0].id}: has changed since the workbook was drawn" in capsys.readouterr().out
    now = read_corpus(repository)
    assert {r.id for r in now.of("recommendation") if r.get("review_status") == "human-reviewed"} == before | {r.id for r in records[1:]}


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
        (tmp_path / "absent.xlsx", "there is no file"), (tmp_path / "text.xlsx", "cannot be read"),
        (tmp_path / "other.xlsx", "has no sheet Records"), (empty, "has no answers yet"),
    ):
        assert review(repository, "read", path, "--coder", EXPERT) == 2
        err = capsys.readouterr().err
        assert why in err and "Traceback" not in err


# Pages


def test_without_an_expert_the_page_says_none_yet(corpus):
    shown = agreement_page(corpus)
    assert ("Human experts: none yet" in shown) == (not any(r.get("coder") for r in corpus.of("agreement")))
    assert "Two runs of a language model" in shown


def test_every_reading_is_of_a_record_and_only_what_was_wrong_is_mended(corpus):
    known = set(corpus.index("recommendations")) | set(corpus.index("retired_ids"))
    for r in corpus.of("reading"):
        assert r.get("record_id") in known, r.id
        assert not (r.get("mended") and r.get("verdict") == "faithful"), r.id


def test_the_error_budget_counts_readings(repository):
    (repository / "data" / "records" / "codings" / "readings.yaml").write_text(
        "".join(
            f"- reading_id: 1-{n}\n  round: 1\n  release: 0.1.0\n  record_id: watch2005-r00{n}\n  verdict: {v}\n"
            f"  mended: {m}\n"
            for n, (v, m) in enumerate(
                [("faithful", "false"), ("adds", "true"), ("drops", "false"), ("unclear", "true")], 1
            )
        ),
        encoding="utf-8", newline="\n",
    )
    corpus = read_corpus(repository)
    site = Site(corpus, build_tables(corpus))
    (row,) = rounds(site)
    assert (row["release"], row["round"], row["sampled"], row["found"], row["mended"]) == ("0.1.0", 1, 4, 3, 2)
    shown = str(INSERTS["error-budget"](site, "error-budget.html"))
    assert "3 (75.0 %)" in shown and "language model" in shown


def test_the_address_for_mistakes_is_the_owners_or_none(repository):
    file = repository / "data" / "records" / "package.yaml"
    text = "".join(line for line in file.read_text(encoding="utf-8").splitlines(keepends=True) if not line.startswith("contact:"))
    for contact, shown in (("", "no address has been set up yet"), ('contact: "a<b@example.org"\n', "a&lt;b@example.org")):
        file.write_text(text + contact, encoding="utf-8", newline="\n")
        corpus = read_corpus(repository)
        page_ = str(INSERTS["report-mistake"](Site(corpus, build_tables(corpus)), "error-budget.html"))
        assert shown in page_ and ("mailto:" in page_) == bool(contact)


def test_the_schema_of_readings_follows_the_dialect():
    dialect = json.loads((ROOT / "schemas" / "dialect.schema.json").read_text(encoding="utf-8"))
    document = json.loads((ROOT / "schemas" / "records" / "reading.schema.json").read_text(encoding="utf-8"))
    assert not list(Draft202012Validator(dialect).iter_errors(document))
    assert set(document["properties"]["verdict"]["enum"]) == set(workbook.VERDICTS)
