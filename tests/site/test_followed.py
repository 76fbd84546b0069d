"""The page on what became of requests: each number that leads to the explorer is the number of rows found there."""

from __future__ import annotations

import html
import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from corpus.site.followed import WAYS

ROW = re.compile(r'<tr id="[a-z0-9-]+"([^>]*)>')


def fitting(rows: list[dict[str, set[str]]], query: str) -> int:
    """How many rows of the explorer a query leaves: any value of a filter, all filters."""
    asked = parse_qs(query)
    return sum(all(set(values) & row.get(name, set()) for name, values in asked.items()) for row in rows)


def explored(site: Path) -> list[dict[str, set[str]]]:
    text = (site / "recommendations/index.html").read_text(encoding="utf-8")
    return [
        {name: set(html.unescape(v).split()) for name, v in re.findall(r'data-([a-z]+)="([^"]*)"', m[1])}
        for m in ROW.finditer(text)
    ]


def linked(text: str) -> list[tuple[int, str]]:
    """Number and query of each link to the explorer whose text is a number."""
    found = re.findall(r'<a (?:class="[^"]*" )?href="[./]*recommendations/index\.html\?([^"]*)"[^>]*>(\d+)</a>', text)
    return [(int(n), html.unescape(query)) for query, n in found]


def test_every_number_is_the_number_of_its_rows(built: Path) -> None:
    rows = explored(built)
    found = linked((built / "followed/index.html").read_text(encoding="utf-8"))
    assert len(found) > 150
    assert [(n, q) for n, q in found if fitting(rows, q) != n] == []
    assert {way for _, q in found for way in parse_qs(q)["way"]} >= WAYS.keys() - {"from-notes"}


def test_the_ways_part_the_noted_requests(built: Path) -> None:
    noted = [r["way"] for r in explored(built) if "way" in r]
    assert {len(way) for way in noted} == {1}
    assert sum(way <= {"both", "next", "last", "neither"} for way in noted) == 92


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
    way = re.sub("<[^>]*>", "", text.split("Its way: ")[1].split(". <a")[0])
    assert way.startswith("Annex 2: hdim2006-r075,") and way.endswith("→ Section 3: here")
    assert "→ Annex 1: hdim2006-r055, hdim2006-r069 →" in way
