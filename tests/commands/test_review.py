"""The kit for human experts: drawn by a seed, and blind; and the pages that tell of what experts said."""

from __future__ import annotations

import json
from collections import Counter
from fractions import Fraction

import openpyxl
import pytest
from jsonschema import Draft202012Validator
from review_kit import agreement_page, review

from corpus.coding import agreement, filled, page, workbook
from corpus.coding.kit import CELLS, MEASURES, VERDICTS, Kit, check
from corpus.coding.sample import draw
from corpus.derive.tables import build_tables
from corpus.model.records import read_corpus
from corpus.site.inserts import INSERTS, rounds
from corpus.site.lookup import Site
from helpers import ROOT

pytestmark = pytest.mark.usefixtures("few_samples")


@pytest.fixture(scope="module")
def corpus():
    return read_corpus(ROOT)


def theme(record) -> tuple[str, str]:
    return record.get("source"), record.items("themes")[0]


# Drawing


@pytest.mark.data
def test_the_same_seed_draws_the_same_records_and_another_seed_others(corpus):
    one = [r.id for r in draw(corpus, 60, 1)]
    assert one == [r.id for r in draw(corpus, 60, 1)]
    assert one != [r.id for r in draw(corpus, 60, 2)]
    assert len(set(one)) == 60


@pytest.mark.data
@pytest.mark.parametrize("seed", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("size", [1, 20, 60, 100])
def test_every_document_and_theme_gets_its_share_rounded_up_or_down(corpus, size, seed):
    records, drawn = corpus.published, draw(corpus, size, seed)
    assert len({r.id for r in drawn}) == size
    for stratum in (theme, lambda r: r.get("source")):
        have = Counter(map(stratum, drawn))
        for key, number in Counter(map(stratum, records)).items():
            assert abs(have[key] - Fraction(number * size, len(records))) < 1, f"{key}: {have[key]} of {number}"


@pytest.mark.data
def test_all_can_be_drawn_and_no_more(corpus):
    records = corpus.published
    assert {r.id for r in draw(corpus, len(records), 9)} == {r.id for r in records}
    for size in (0, -1, len(records) + 1):
        with pytest.raises(ValueError, match="from 1 to"):
            draw(corpus, size, 1)


@pytest.mark.data
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
    assert "already exists" in capsys.readouterr().err


# The workbook and the page


@pytest.fixture(scope="module")
def book(corpus, tmp_path_factory):
    path = tmp_path_factory.mktemp("book") / "review.xlsx"
    path.write_bytes(workbook.write(corpus, draw(corpus, 60, 1), "about"))
    return openpyxl.load_workbook(path)


@pytest.mark.data
def test_the_workbook_holds_no_code_of_ours(corpus, book):
    rows = list(book["Records"].iter_rows(values_only=True))
    coded = {header for header, _ in Kit(corpus).headers} | {"Judgement", "Note"}
    assert coded < set(rows[0])
    for row in rows[1:]:
        cells = dict(zip(rows[0], row))
        record = corpus.find("recommendations", cells["Identifier"])
        assert all(cells[h] is None for h in coded)
        given = {
            record.id,
            corpus.label("sources", record.get("source")),
            record.get("place"),
            record.get("begins_with"),
            record.get("ends_with"),
            record.get("in_our_words"),
            check(record),
        }
        assert {v for v in cells.values() if v} <= given
    order = [
        (r.get("source"), r.get("span_start")) for r in (corpus.find("recommendations", row[0]) for row in rows[1:])
    ]
    assert order == sorted(order), "an order by theme would give themes away"


@pytest.mark.data
def test_lists_hold_exactly_the_codes(corpus, book):
    sheet, names = book["Records"], dict(Kit(corpus).headers) | {"Judgement": "verdict"}
    headers = [c.value for c in sheet[1]]
    seen = set()
    for validation in sheet.data_validations.dataValidation:
        (area,) = validation.sqref.ranges
        assert (area.min_row, area.max_row, area.min_col) == (2, 61, area.max_col)
        name = names[headers[area.min_col - 1]]
        cells = book["Lists"][validation.formula1.split("!")[1].replace("$", "")]
        offered = [c.value.split(" – ")[0] for (c,) in cells]
        f = Kit(corpus).fields.get(name)
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
    assert explained == {code for choices in Kit(corpus).lists.values() for code in choices}


@pytest.mark.data
def test_every_variable_of_a_coding_can_be_answered(corpus):
    assert set(MEASURES) - {"theme", "pillar"} == set(CELLS)


@pytest.mark.data
def test_cells_suffice_for_what_is_published_now(corpus):
    """So that few people need semicolons; a longer list is possible all the same."""
    for name in ("made_by", "addressed_to", "themes", "people_concerned", "exploitation_type"):
        assert max(len(r.items(name)) for r in corpus.published) <= CELLS[name]


@pytest.mark.data
def test_the_page_needs_nothing_else_and_holds_the_tree(corpus):
    text = page.page(corpus, draw(corpus, 5, 1), "about", page.read_codebook(ROOT))
    assert "src=" not in text and "href=" not in text and "<script" not in text and "url(" not in text
    steps = page.tree(page.section(page.read_codebook(ROOT), page.PATH))
    assert len(steps) == len(
        [line for line in page.section(page.read_codebook(ROOT), page.PATH).splitlines() if line[:1].isdigit()]
    )
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
        assert row["Original words"].startswith(row["First words"] or "") and row["Original words"].endswith(
            row["Last words"] or ""
        )
        assert len(row["Original words"].split()) > 3
    for row in rows:
        assert row["Original words"] not in (tmp_path / "kit" / "review.html").read_text(encoding="utf-8")
    (tmp_path / "link").symlink_to(repository, target_is_directory=True)
    for inside in (
        repository,
        repository / "build" / "kit",
        tmp_path / "link" / "kit",
        tmp_path / "kit" / ".." / "invented" / "kit",
        ROOT / "build" / "kit-of-a-test",
    ):
        capsys.readouterr()
        assert review(repository, "draw", "--size", "4", "--out", inside, "--documents", documents) == 2
        assert "Choose a folder outside it" in capsys.readouterr().err
        assert not (inside / "review.xlsx").exists()
    assert (
        review(repository, "draw", "--size", "4", "--out", repository / "kit") == 0
    )  # without the words it may lie there


def test_a_note_may_not_repeat_the_document():
    assert filled.quotes(
        "It says that ports should at all times light their quays.",
        "Ports should, at all times, light their quays and locks.",
    )
    assert not filled.quotes("Drops the locks.", "Ports should, at all times, light their quays and locks.")


# Pages


@pytest.mark.data
def test_without_an_expert_the_page_says_none_yet(corpus):
    shown = agreement_page(corpus)
    assert ("Human experts: none yet" in shown) == (
        not any(r.get("coder") not in (None, *agreement.MODEL_RUNS) for r in corpus.of("agreement"))
    )
    assert "two runs of a language model" in shown


@pytest.mark.data
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
        encoding="utf-8",
        newline="\n",
    )
    corpus = read_corpus(repository)
    site = Site(corpus, build_tables(corpus))
    (row,) = rounds(site)
    assert (row["release"], row["round"], row["sampled"], row["found"], row["mended"]) == ("0.1.0", 1, 4, 3, 2)
    shown = str(INSERTS["error-budget"](site, "error-budget.html"))
    assert "3 (75.0 %)" in shown and "language model" in shown


def test_the_address_for_mistakes_is_the_owners_or_none(repository):
    file = repository / "data" / "records" / "package.yaml"
    text = "".join(
        line for line in file.read_text(encoding="utf-8").splitlines(keepends=True) if not line.startswith("contact:")
    )
    for contact, shown in (
        ("", "There is no public contact yet."),
        ('contact: "a<b@example.org"\n', "a&lt;b@example.org"),
    ):
        file.write_text(text + contact, encoding="utf-8", newline="\n")
        corpus = read_corpus(repository)
        page_ = str(INSERTS["report-mistake"](Site(corpus, build_tables(corpus)), "report-a-mistake.html"))
        assert "package.yaml" not in page_  # no note to the owner
        assert shown in page_ and ("mailto:" in page_) == bool(contact)


def test_the_schema_of_readings_follows_the_dialect():
    dialect = json.loads((ROOT / "schemas" / "dialect.schema.json").read_text(encoding="utf-8"))
    document = json.loads((ROOT / "schemas" / "records" / "reading.schema.json").read_text(encoding="utf-8"))
    assert not list(Draft202012Validator(dialect).iter_errors(document))
    assert set(document["properties"]["verdict"]["enum"]) == set(VERDICTS)
