"""The published tables: distinct requests, years, issuers, the basis of each addressee."""

from __future__ import annotations

import re

import pytest

from corpus.derive.descriptor import example
from corpus.derive.tables import Table, build_tables
from corpus.model.published import published
from corpus.model.records import read_corpus
from corpus.site.inserts import INSERTS
from corpus.site.lookup import Site
from helpers import ROOT

pytestmark = pytest.mark.data


@pytest.fixture(scope="module")
def tables() -> dict[str, Table]:
    return build_tables(read_corpus(ROOT))


def test_distinct_requests_are_counted_in_one_way(tables: dict[str, Table]) -> None:
    recommendations = [r.values for r in tables["recommendations"].rows]
    once = {r["recommendation_id"] for r in recommendations if r["count_once"]}
    assert once == {r["same_request_id"] for r in recommendations}
    guide = (ROOT / "docs/get-the-data.md").read_text(encoding="utf-8")
    assert f"**{len(once)} different requests** in {len(recommendations)} recommendations" in guide


def test_changes_in_2_count_and_compare_as_the_tables_do(tables: dict[str, Table]) -> None:
    text = (ROOT / "docs/changes-in-2.md").read_text(encoding="utf-8")
    rows = [r.values for r in tables["recommendations"].rows]
    of_1_0_0 = {"alliance2007", "hdim2006", "hdim2007", "helsinki2008", "wg2missions"}
    same = {r["same_request_id"] for r in rows if r["source"] in of_1_0_0}
    assert f"was 188 in 1.0.0 and is {len(same)} for the same five documents" in text
    assert f"and {len(tables['terms'].rows) - 243} are new" in text  # 1.0.0 had 243 terms
    columns = {c.name: c for c in tables["recommendations"].columns}
    compared = re.findall(r'`(\w+) == "[^`]*`(?! no longer finds)', text)
    assert len(compared) >= 4 and [name for name in compared if columns[name].is_list] == []


def test_each_consolidation_names_its_parts(tables: dict[str, Table]) -> None:
    links = [r.values for r in tables["recommendation_relations"].rows if r.values["relation"] == "consolidates"]
    counted = {r.values["same_request_id"] for r in tables["recommendations"].rows}
    same = {r.values["recommendation_id"]: r.values["same_request_id"] for r in tables["recommendations"].rows}
    assert links
    assert [x for x in links if not x["note"]] == []
    assert {same[x["origin_id"]] for x in links} <= counted


def test_years_of_the_title_follow_from_the_data(tables: dict[str, Table]) -> None:
    corpus = read_corpus(ROOT)
    title, out = corpus.package["title"], published(corpus)  # a document that is not out yet waits for the next title
    recommendations = [r.values for r in tables["recommendations"].rows]
    years = [r["year_best"] for r in recommendations if ("recommendations", r["recommendation_id"]) in out]
    assert f"{min(years)}–{max(years)}" in title
    for r in recommendations:
        assert int(r["date_earliest"][:4]) <= r["year_best"] <= int(r["date_latest"][:4])
        assert (r["year"] is None) == (r["year_best_reason"] is not None)


def test_each_addressee_has_its_basis_and_nobody_else(tables: dict[str, Table]) -> None:
    basis = {r.values["recommendation_id"]: r.values["addressee_basis"] for r in tables["recommendations"].rows}
    for r in (x.values for x in tables["recommendation_actors"].rows):
        assert r["basis"] == (basis[r["recommendation_id"]] if r["role"] == "addressed-to" else None)


def test_issuers(tables: dict[str, Table]) -> None:
    found = {(r.values["source"], r.values["issued_by"]) for r in tables["recommendations"].rows}
    assert ("hdim2006", "ODIHR") in found
    assert ("hdim2006", "Rapporteur, HDIM 2006 sessions 2 and 3") in found
    assert ("hdim2007", "European Union") in found
    assert [issuer for _, issuer in found if not issuer] == []


def test_pages_name_who_coded_and_read(tables: dict[str, Table]) -> None:
    site = Site(read_corpus(ROOT), tables)
    agreement = str(INSERTS["agreement"](site, "reliability.html"))
    heads = re.findall(r'rowgroup" colspan="6">([^<]*)<', agreement)
    assert heads == [
        "Round 1, codebook 1.2: two runs of a language model, one against the other",
        "Round 2, codebook 1.3: third run of a language model, against the published codes",
        "Human experts: none yet",
    ]
    budget = str(INSERTS["error-budget"](site, "error-budget.html"))
    for number in range(5, 10):
        for reader in "ab":
            row = rf'<td class="number">{number}</td><td>1.3</td><td>language model, reader {reader}</td>'
            assert len(re.findall(row, budget)) == 1, (number, reader)
    for number in range(1, 5):
        assert re.search(rf">{number}</td><td>1.2</td><td>language model</td><td>version 1.0.0</td>", budget), number
    for r in (x.values for x in tables["reading_rounds"].rows):
        cells = [f"{r['noticed_a']} of {r['seeded_a']}", f"{r['noticed_b']} of {r['seeded_b']}"]
        cells += [str(r[k]) for k in ("read_by_both", "faulted_a", "faulted_b", "faulted_by_both", "estimated_missed")]
        assert "".join(f'<td class="number">{c}</td>' for c in cells) in budget


def test_what_both_readers_missed_is_estimated_by_the_formula_on_the_page(tables: dict[str, Table]) -> None:
    for r in (x.values for x in tables["reading_rounds"].rows):
        a, b, both = r["faulted_a"], r["faulted_b"], r["faulted_by_both"]
        missed = (a + 1) * (b + 1) / (both + 1) - 1 - (a + b - both)
        assert r["estimated_missed"] == round(missed), r["round"]
    page = (ROOT / "docs/error-budget.md").read_text(encoding="utf-8")
    assert "(*x* + 1)(*y* + 1)/(*z* + 1) − 1" in page


def test_coverage_and_records_give_one_date_and_address(tables: dict[str, Table]) -> None:
    """An entry of coverage and the record of the same meeting or instrument do not contradict each other."""
    rows = {name: [r.values for r in tables[name].rows] for name in ("coverage", "meetings", "instruments")}
    notes = {(r.values["record_id"], r.values["field"]): r.values["note"] for r in tables["fact_sources"].rows}
    seen = 0
    for entry in rows["coverage"]:
        for m in rows["meetings"]:
            if entry["coverage_id"] == m["meeting_id"] and m["date"]:
                assert entry["date"] == m["date"], m
                seen += 1
        for i in rows["instruments"]:
            if entry["coverage_id"] == i["instrument_id"] or entry["title"] == i["title"]:
                assert entry["date"] == i["adopted"] or not i["adopted"], i
                known = i["address"] or not entry["address"]
                assert known or "coverage" in notes[i["instrument_id"], "address"], i
                seen += 1
    assert seen > 10


def test_pages_say_that_no_expert_has_reviewed_a_record_while_that_is_so(tables: dict[str, Table]) -> None:
    known = published(read_corpus(ROOT))  # what is added after a release is not published yet
    rows = [r.values for r in tables["recommendations"].rows]
    rows = [r for r in rows if ("recommendations", r["recommendation_id"]) in known]
    reviewed = any(r["review_status"] != "machine-coded" for r in rows)
    assert len(rows) > 200
    for page in ("README.md", "docs/method.md", "docs/datasheet.md"):
        said = "o published record has been reviewed by a human expert yet" in (ROOT / page).read_text(encoding="utf-8")
        assert said != reviewed, page


def test_the_package_and_its_field_say_alike_how_records_were_checked() -> None:
    said = "rafted by a language model and coded again by independent runs of one; not "
    for page in ("data/records/package.yaml", "schemas/records/recommendation.schema.json"):
        assert said in (ROOT / page).read_text(encoding="utf-8"), page


def test_label_and_code_of_an_example_are_of_one_term(tables: dict[str, Table]) -> None:
    columns = {c.name: c for c in tables["recommendations"].columns}
    terms = {(r.values["vocabulary"], r.values["code"]): r.values["label"] for r in tables["terms"].rows}
    pairs = [
        (c, columns[c.name.removesuffix("_code")])
        for c in columns.values()
        if c.name.endswith("_code") and not c.is_list
    ]
    for code, label in pairs:
        said = example(tables["recommendations"], code), example(tables["recommendations"], label)
        assert terms[code.of.vocabulary, said[0]] == said[1], code.name
    assert len(pairs) > 8


def test_reliability_says_which_codes_are_stable_as_measured(tables: dict[str, Table]) -> None:
    text = (ROOT / "docs/reliability.md").read_text(encoding="utf-8")
    same: dict[str, list[float]] = {}
    for r in (x.values for x in tables["agreement"].rows if x.values["identical"] is not None):
        same.setdefault(r["variable"], []).append(100 * r["identical"])

    def least(names: str) -> int:
        return int(min(value for name in names.split() for value in same[name]))

    very, stable = (int(n) for n in re.findall(r"[Aa]t least (\d+) of 100 units", text))
    assert very == least("made_by addressee_basis wording_strength people_concerned exploitation_type")
    assert stable == least("theme pillar type_of_action specificity addressed_to")
    assert "In one comparison {:.0f} of 100 units got the same set, in the other {:.0f}".format(*same["themes"]) in text
