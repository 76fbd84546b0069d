"""The page on what became of requests: each number that leads to the explorer is the number of rows found there."""

from __future__ import annotations

import csv
import html
import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from corpus.site.followed import WAYS
from helpers import ROOT

pytestmark = pytest.mark.data

ROW = re.compile(r'<tr (id="[a-z0-9-]+"[^>]*)>')


def fitting(rows: list[dict[str, set[str]]], query: str) -> int:
    """How many rows of the explorer a query leaves: any value of a filter, all filters; with ``once`` as requests."""
    asked = parse_qs(query)
    once = asked.pop("once", None)
    found = [row for row in rows if all(set(values) & row.get(name, set()) for name, values in asked.items())]
    return len({min(row.get("same", row["id"])) for row in found}) if once else len(found)


def explored(site: Path) -> list[dict[str, set[str]]]:
    text = (site / "recommendations/index.html").read_text(encoding="utf-8")
    return [
        {name: set(html.unescape(v).split()) for name, v in re.findall(r'(?:data-)?([a-z]+)="([^"]*)"', m[1])}
        for m in ROW.finditer(text)
    ]


def rows_of(path: str) -> list[dict[str, str]]:
    with (ROOT / "data" / path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def linked(text: str) -> list[tuple[int, str]]:
    """Number and query of each link to the explorer whose text is a number."""
    link = r'<a (?:class="[^"]*" )?href="[./]*recommendations/index\.html\?([^"]*)"[^>]*>'
    found = re.findall(link + r"(?:<rect[^>]*/><text[^>]*>)?(\d+)<", text)
    return [(int(n), html.unescape(query)) for query, n in found]


def test_every_number_is_the_number_of_its_rows(built: Path) -> None:
    rows = explored(built)
    found = linked((built / "followed/index.html").read_text(encoding="utf-8"))
    assert len(found) > 150
    assert [(n, q) for n, q in found if fitting(rows, q) != n] == []
    assert {way for _, q in found for way in parse_qs(q)["way"]} == WAYS.keys()


def test_the_ways_part_the_noted_requests(built: Path) -> None:
    noted = [r["way"] for r in explored(built) if "way" in r]
    assert {len(way) for way in noted} == {1}
    assert sum(way <= {"both", "next", "last", "neither"} for way in noted) == 92


def test_distinct_requests_are_those_of_same_request_id(built: Path) -> None:
    main, noted, found = rows_of("recommendations.csv"), set(), {"annex-1": set(), "section-3": set()}
    same = {r["recommendation_id"]: r["same_request_id"] for r in main}
    for r in rows_of("tables/request_traces.csv"):
        noted.add(same[r["recommendation_id"]])
        if r["reached"] == "true" and r["layer"] in found:
            found[r["layer"]].add(same[r["recommendation_id"]])
    then, last = found.values()
    text = (built / "followed/index.html").read_text(encoding="utf-8")
    said = [n for n, query in linked(text) if "once=1" in query]
    assert said == [len(noted), len(then), len(last), len(then & last), len(noted - then - last)]


def asked(row: dict[str, str]) -> list[str]:
    """Who is asked; that it was inferred is no change."""
    return row["addressed_to"].replace(" (inferred)", "").split("; ")


def test_addressees_added_and_dropped_in_the_last_list_are_told(built: Path) -> None:
    main = {r["recommendation_id"]: r for r in rows_of("recommendations.csv")}
    due = {}
    for r in rows_of("tables/request_traces.csv"):
        if r["layer"] == "section-3" and r["reached"] == "true":
            there = {a for key in r["reached_as_id"].split("; ") for a in asked(main[key])}
            here = asked(main[r["recommendation_id"]])
            dropped = "; ".join(a for a in here if a not in {*there, "Addressee not specified"})
            if there - {*here, "Addressee not specified"} or dropped:
                due[r["recommendation_id"]] = (r["addressees_added"], dropped)
    table = (built / "followed/index.html").read_text(encoding="utf-8").split('id="changed"')[1].split("</table>")[0]
    row = r'recommendations/([^"]+)\.html">.*?added in the final list">([^<]*)<.*?Addressee dropped">([^<]*)<'
    assert len(due) > 3
    assert {key: (html.unescape(a), html.unescape(b)) for key, a, b in re.findall(row, table)} == due


def test_an_item_without_a_note_that_somebody_asked_for_names_them(built: Path) -> None:
    reached = {k for r in rows_of("tables/request_traces.csv") for k in r["reached_as_id"].split("; ")}
    layer = {r["passage_id"]: r["layer"] for r in rows_of("audit/passages.csv")}
    due = [
        (r["recommendation_id"], r["traced_to"])
        for r in rows_of("recommendations.csv")
        if layer[r["passage_id"]] == "section-3" and r["recommendation_id"] not in reached and r["traced_to"]
    ]
    text = (built / "followed/index.html").read_text(encoding="utf-8").split('id="no-origin"')[1].split("</p>")[0]
    found = re.findall(r'recommendations/([^"]+)\.html">[^<]*</a> takes up [^(]*\(asked by: ([^)]*)\)', text)
    assert due and [(key, html.unescape(maker)) for key, maker in found] == due


def test_numbers_of_outcomes_lead_to_as_many_rows(built: Path) -> None:
    text = (built / "followed/index.html").read_text(encoding="utf-8")
    found = re.findall(r'<a href="#([a-z0-9-]+)">(\d+)</a></td>', text)
    assert len(found) > 10
    for place, number in found:
        inside = text.split(f'<details id="{place}"')[1].split("</details>")[0]
        assert inside.count("<li>") == int(number), place


def test_actors_say_how_many_of_theirs_reached_the_final_list(built: Path) -> None:
    rows, seen = explored(built), 0
    for page in sorted((built / "actors").glob("*.html")):
        text = page.read_text(encoding="utf-8")
        for line in re.findall(r"<p>[^\n]*reached the final list[^\n]*", text):
            numbers = linked(line)
            assert [(n, q) for n, q in numbers if fitting(rows, q) != n] == []
            assert all(urlsplit(f"?{q}").query.startswith(f"by={page.stem}&") for _, q in numbers)
            seen += 1
    assert seen > 20


def test_a_record_shows_its_way(built: Path) -> None:
    text = (built / "recommendations/hdim2006-r013.html").read_text(encoding="utf-8")
    way = re.sub("<[^>]*>", "", text.split("Through the lists of the document: ")[1].split(". <a")[0])
    assert way.startswith("compilation of the note-takers (Annex 2): hdim2006-r075,")
    assert way.endswith("→ final list of recommendations (Section 3): this one")
    assert "→ report of the rapporteur (Annex 1): hdim2006-r055, hdim2006-r069 →" in way
