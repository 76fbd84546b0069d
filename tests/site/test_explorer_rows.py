"""The table of recommendations with more rows than are put on the page at once."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from explorer_parts import saved, shown
from pypdf import PdfReader
from site_parts import RULES, Tab, violations, with_rows

N, STEP = 700, 300  # rows of the table; rows that stand on the page unless more are asked for


@pytest.fixture(scope="module")
def many(built: Path, serve: Callable[[Path], str], tmp_path_factory: pytest.TempPathFactory) -> tuple[str, list[str]]:
    """The address of the explorer with N rows, each of whose lines of CSV is its identifier, and these identifiers."""
    folder = tmp_path_factory.mktemp("many")
    for path in built.iterdir():
        if path.name != "recommendations":
            (folder / path.name).symlink_to(path)
    (folder / "recommendations").mkdir()
    page = with_rows((built / "recommendations" / "index.html").read_text(encoding="utf-8"), N)
    (folder / "recommendations" / "index.html").write_text(page, encoding="utf-8")
    ids = re.findall(r'<tr id="([^"]+)"', page)
    lines = ",".join(f'"{k}":"{k}\\n"' for k in ids)
    (folder / "recommendations" / "rows.js").write_text(
        f'our.published = {{head: "id\\n", lines: {{{lines}}}}};', encoding="utf-8"
    )
    return serve(folder) + "recommendations/index.html", ids


def test_the_first_rows_stand_on_the_page_and_buttons_bring_the_others(tab: Tab, many: tuple[str, list[str]]) -> None:
    page, (address, ids) = tab.page, many
    page.goto(address)
    assert shown(page) == ids[:STEP]
    assert page.locator("output").inner_text().startswith(f"{N} recommendations, ")
    assert page.get_by_text(f"The first {STEP} of {N} are shown.").is_visible()
    assert page.get_by_text("searches only these").is_visible()
    assert page.locator("#all").get_attribute("aria-rowcount") == str(N + 1)
    page.get_by_role("button", name=f"Show {STEP} more").click()
    assert shown(page) == ids[: 2 * STEP]
    assert page.evaluate("document.activeElement.closest('tr').id") == ids[STEP]
    page.get_by_role("button", name=f"Show {N - 2 * STEP} more").focus()
    page.keyboard.press("Enter")
    assert shown(page) == ids and page.evaluate("document.activeElement.closest('tr').id") == ids[2 * STEP]
    assert page.locator(".part:visible").count() == 0 and page.locator("#all").get_attribute("aria-rowcount") is None
    page.reload()
    assert shown(page) == ids  # the way back leads to the rows that there were
    page.get_by_role("button", name="Date", exact=True).click()
    newest = shown(page)
    assert len(newest) == STEP and newest != ids[:STEP]
    page.get_by_role("button", name=f"Show all {N}").first.click()
    assert sorted(shown(page)) == sorted(ids) and shown(page)[:STEP] == newest and tab.faults == []


def test_counts_words_and_downloads_are_of_all_rows(tab: Tab, many: tuple[str, list[str]]) -> None:
    page, (address, ids) = tab.page, many
    page.goto(address)
    sources = page.locator(".facet[data-name='source'] .choice").evaluate_all(
        "(list) => list.map((c) => [c.firstElementChild.value, Number(c.lastElementChild.textContent)])"
    )
    assert dict(sources) == {s: sum(k.startswith(s + "-") for k in ids) for s, _ in sources}
    assert saved(page, "CSV")[1].decode().split() == ["id", *ids]
    page.get_by_label("Search the table").fill(ids[-1])  # which stands on no page yet
    assert shown(page) == [ids[-1]]
    page.goto(address + "?sort=-date")
    names = saved(page, "CSV")[1].decode().split()[1:]
    assert names[:STEP] == shown(page) and sorted(names) == sorted(ids) and tab.faults == []


def test_every_change_leaves_the_rows_of_the_last_one(tab: Tab, many: tuple[str, list[str]]) -> None:
    """However fast the changes come, and whatever stood on the page before."""
    page, (address, ids) = tab.page, many
    alone = {}
    for query in ("", "states", "victims"):
        page.goto(address + "?words=" + query)
        alone[query] = shown(page)
    assert alone[""] == ids[:STEP] and 0 < len(alone["states"]) != len(alone["victims"]) > 0

    def as_alone(query: str) -> None:
        assert shown(page) == alone[query], query
        marked = {t.lower()[:5] for t in page.locator("#all mark").all_inner_texts()}
        assert marked == ({query[:5]} if query else set()), query

    page.evaluate(
        """(queries) => queries.forEach((query) => {
        const field = document.querySelector('#words');
        field.value = query;
        field.dispatchEvent(new Event('input', {bubbles: true}));
    })""",
        ["victims", "zzzz", "", "states"],
    )
    as_alone("states")
    for query in ("victims", "", "states", ""):
        page.get_by_label("Search the table").fill(query)
        as_alone(query)
    assert tab.faults == []


def test_printing_prints_all_that_fit(tab: Tab, many: tuple[str, list[str]]) -> None:
    page, (address, ids) = tab.page, many
    page.goto(address + "?source=hdim2006")
    wanted = [k for k in ids if k.startswith("hdim2006-")]
    assert shown(page) == wanted[:STEP] != wanted
    printed = {
        a.get_object()["/A"]["/URI"].rsplit("/", 1)[-1]
        for sheet in PdfReader(io.BytesIO(page.pdf())).pages
        for a in sheet.get("/Annots") or []
        if "/A" in a.get_object() and "/URI" in a.get_object()["/A"]
    }
    assert {f"{k}.html" for k in wanted} <= printed and not any(n.startswith("alliance") for n in printed)
    assert shown(page) == wanted[:STEP] and tab.faults == []  # and the page is as it was


def test_an_address_that_names_a_row_leads_to_it(tab: Tab, many: tuple[str, list[str]]) -> None:
    page, (address, ids) = tab.page, many
    page.goto(f"{address}#{ids[STEP + 50]}")
    assert len(shown(page)) == 2 * STEP and page.locator("tr:target").get_attribute("id") == ids[STEP + 50]
    page.wait_for_function("() => document.querySelector('tr:target').getBoundingClientRect().top < innerHeight")
    page.goto(address)
    page.evaluate("(id) => { location.hash = id; }", ids[-1])
    page.wait_for_function("() => document.querySelector('tr:target')")
    page.wait_for_function("() => document.querySelector('tr:target').getBoundingClientRect().top < innerHeight")
    assert page.locator("tr:target").get_attribute("id") == ids[-1] and shown(page) == ids and tab.faults == []


def test_whoever_searches_within_the_page_gets_all_rows(tab: Tab, many: tuple[str, list[str]]) -> None:
    page, (address, ids) = tab.page, many
    page.goto(address)
    assert len(shown(page)) == STEP
    page.keyboard.press("Control+f")
    assert shown(page) == ids and tab.faults == []


def test_without_javascript_all_rows_are_there(browser: Any, many: tuple[str, list[str]]) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(many[0])
    assert page.locator("#all tbody tr").count() == N and page.locator(".part:visible").count() == 0
    context.close()


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
def test_axe_finds_nothing_where_rows_are_not_shown(
    width: int, scheme: str, tab: Tab, many: tuple[str, list[str]], axe: str
) -> None:
    page = tab.page
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    page.goto(many[0])
    assert len(shown(page)) == STEP and page.locator(".part:visible").count() == 2
    wide, inner = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert wide <= inner
    # the rows differ in their words alone
    page.evaluate("document.querySelectorAll('#all tbody > tr:nth-child(n+4)').forEach((e) => e.remove())")
    page.evaluate(axe)
    assert violations(page, RULES, part="main") + tab.faults == []
