"""The numbers of rows and of distinct requests: the same in the table, on pages and on the home page."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from explorer_parts import PAGE, every, firsts, shown
from site_parts import Tab

from corpus.site.lookup import Site

EACH_BOX = """() => {
  history.pushState = history.replaceState = () => {};  // a browser refuses hundreds of addresses a minute
  const form = document.querySelector("form[data-explorer]"), said = [];
  const change = () => form.dispatchEvent(new Event("input", {bubbles: true}));
  document.querySelectorAll(".facet .choice input").forEach((box) => {
    box.checked = true;
    form.elements.once.checked = false;
    change();
    const all = form.querySelector("output").textContent;
    form.elements.once.checked = true;
    change();
    said.push([box.name, box.value, all, form.querySelector("output").textContent]);
    box.checked = false;
  });
  return said;
}"""


def number(pattern: str, text: str) -> int:
    found = re.search(pattern, text)
    assert found, text
    return int(found[1])


def test_each_choice_counts_the_distinct_requests_among_its_rows(tab: Tab, site: Site, address: str) -> None:
    tab.page.goto(address + PAGE)
    rows, table = every(site), site.rows["recommendations"]
    said = tab.page.evaluate(EACH_BOX)
    assert {name for name, *_ in said} == set(next(iter(rows.values())))
    for name, value, text, once in said:
        those = [table[k] for k, t in rows.items() if value in t[name]]
        assert number(r"^(\d+) ", text) == len(those), (name, value)
        assert number(r", (\d+) different request", text) == site.distinct(those), (name, value)
        assert number(r"^(\d+) ", once) == site.distinct(those), (name, value)
    assert tab.faults == []


def test_the_first_shown_row_stands_for_a_request(tab: Tab, site: Site, address: str) -> None:
    """Its earliest wording may be by somebody whom the filter leaves out."""
    table = site.rows["recommendations"]
    for query, role, actor in (("by", "made-by", "norway"), ("to", "addressed-to", "osce")):
        found = firsts(site, [row["recommendation_id"] for row in site.of_actor(actor, role)])
        tab.page.goto(f"{address}{PAGE}?{query}={actor}&once=1")
        assert shown(tab.page) == found
        assert not all(table[k]["count_once"] for k in found)


def test_pages_of_actors_and_topics_say_the_same_number(site: Site, built: Path) -> None:
    checked = 0

    def compare(page: Path, section: str, rows: list[dict[str, Any]]) -> int:
        text = page.read_text(encoding="utf-8")
        part = text[text.index(f'id="{section}"') :].split("<h2", 1)[0]
        said = re.search(r"(\d+) different requests?: some are repeated", part)
        assert int(said[1] if said else len(rows)) == site.distinct(rows), page
        return bool(said)

    for actor in site.rows["actors"]:
        for role in ("made-by", "addressed-to"):
            if rows := site.of_actor(actor, role):
                checked += compare(built / "actors" / f"{actor}.html", role, rows)
    for (vocabulary, code), names in site.uses.items():
        page = built / "terms" / vocabulary / f"{code}.html"
        rows = [site.rows["recommendations"][k] for k in dict.fromkeys(names)]
        checked += compare(page, "recommendations", rows)
    assert checked > 20


def test_the_home_page_counts_as_the_table_does(site: Site) -> None:
    assert site.figures()["distinct"] == site.distinct(site.rows["recommendations"].values())
