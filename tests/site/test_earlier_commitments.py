"""What treaties said before a request: every number of the page leads to its rows, every pair stands on both pages."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from site_parts import Html

from corpus.site.lookup import Site
from helpers import ROOT

pytestmark = pytest.mark.data


def rows(path: str) -> list[dict[str, str]]:
    with (ROOT / "data" / path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def linked_numbers(page: str) -> list[tuple[str, int]]:
    """Addresses and numbers of the links whose text is a number."""
    return [(a.replace("&amp;", "&"), int(n)) for a, n in re.findall(r'<a href="([^"]+)">(\d+)</a>', page)]


def test_every_number_is_that_of_the_rows_it_leads_to(built: Path) -> None:
    page = (built / "earlier-commitments" / "index.html").read_text(encoding="utf-8")
    answers = {r["recommendation_id"]: r["in_earlier_treaty_code"] for r in rows("recommendations.csv")}
    themes = {(t["code"], t["recommendation_id"]) for t in rows("tables/recommendation_terms.csv")}
    seen = 0
    for address, number in linked_numbers(page):
        asked = {k: v[0] for k, v in parse_qs(urlsplit(address).query).items()}
        if asked:
            found = [r for r, answer in answers.items() if answer == asked["treaty"]]
            assert number == len([r for r in found if "theme" not in asked or (asked["theme"], r) in themes]), address
            seen += 1
    assert seen > 50
    assert re.findall(r'<td class="number"[^>]*>(\d+)</td>', page) == []


def test_the_table_of_all_answers_to_the_filter(built: Path) -> None:
    page = (built / "recommendations" / "index.html").read_text(encoding="utf-8")
    shown = dict(re.findall(r'<tr id="([^"]+)"[^>]* data-treaty="([^"]+)"', page))
    assert shown == {
        r["recommendation_id"]: a for r in rows("recommendations.csv") if (a := r["in_earlier_treaty_code"])
    }
    assert set(re.findall(r'name="treaty" value="([^"]+)"', page)) == set(shown.values())


def test_an_instrument_counts_its_provisions_and_requests(built: Path) -> None:
    page = (built / "earlier-commitments" / "index.html").read_text(encoding="utf-8")
    of = {p["provision_id"]: p["instrument_id"] for p in rows("tables/provisions.csv")}
    pairs = {(of[e["provision_id"]], e["recommendation_id"]) for e in rows("tables/earlier_commitments.csv")}
    said = [(a, n) for a, n in linked_numbers(page) if a.endswith("#provisions")]
    expected: list[tuple[str, int]] = []
    for name in re.findall(r'<li><a href="\.\./instruments/([^"]+)\.html"', page):
        address = f"../instruments/{name}.html#provisions"
        expected += [(address, list(of.values()).count(name)), (address, sum(i == name for i, _ in pairs))]
    assert [x for x in expected if x[1]] == said


def test_a_pair_stands_on_both_its_pages(site: Site, html: dict[str, Html]) -> None:
    provisions = site.rows["provisions"]
    for e in site.rows["earlier_commitments"].values():
        instrument = f"instruments/{provisions[e['provision_id']]['instrument_id']}.html"
        request = f"recommendations/{e['recommendation_id']}.html"
        assert f"../{instrument}#{e['provision_id']}" in [a for _, _, a in html[request].links], e
        assert f"../{request}" in [a for _, _, a in html[instrument].links], e
        assert e["provision_id"] in html[instrument].ids


def test_a_request_without_a_pair_says_what_was_compared(site: Site, html: dict[str, Html]) -> None:
    for key, row in site.rows["recommendations"].items():
        text = html[f"recommendations/{key}.html"].text
        assert ("None found in the treaties compared: " in text) == (row["in_earlier_treaty"] == "none-found"), key
        assert ("Not compared" in text) == (row["in_earlier_treaty"] is None), key


def test_the_first_paragraph_says_what_is_left_out(html: dict[str, Html]) -> None:
    text = " ".join(html["earlier-commitments/index.html"].text.split())
    assert re.search(
        r"or an OSCE text\? .{0,40}Did a treaty .{0,230} its Action Plan of 2003 and the decisions of", text
    )


def test_matches_with_osce_texts_add_up_to_the_number_in_the_heading(html: dict[str, Html]) -> None:
    quoted = [e for e in rows("tables/earlier_commitments.csv") if e["seen_code"] == "document"]
    text = html["earlier-commitments/index.html"].text
    assert f"({len(quoted)} matches)" in text
    assert sum(int(n) for n in re.findall(r"matches: (\d+)", text)) == len(quoted)


def test_provisions_stand_in_the_order_of_the_treaty(site: Site) -> None:
    order = [p["pinpoint"] for p in site.provisions("coe-thb-convention")]
    assert (
        order.index("3") < order.index("5(1)") < order.index("10(1)") < order.index("12(1)(a)") < order.index("12(5)")
    )
