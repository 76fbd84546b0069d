"""The table of all recommendations in a browser: search, filters, counts, order, address, downloads."""

from __future__ import annotations

import csv
import functools
import gzip
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils.escape import unescape
from site_parts import COLOURS, RULES, Tab, in_scheme, violations, with_rows

from corpus.export.search import abbreviations
from corpus.site.explorer import UNKNOWN, filters, tokens
from corpus.site.lookup import Site

PAGE = "recommendations/index.html"


def shown(page: Any) -> list[str]:
    """The identifiers of the rows that are shown, in their order, once all that belong there are on the page."""
    page.wait_for_function("() => !document.querySelector('#all[aria-busy]')")
    return page.evaluate(
        "Array.from(document.querySelectorAll('#all tbody tr')).filter((r) => r.checkVisibility()).map((r) => r.id)"
    )


def texts(page: Any) -> dict[str, str]:
    """The text of each row that is shown, by its identifier."""
    shown(page)
    return page.evaluate(
        "Object.fromEntries(Array.from(document.querySelectorAll('#all tbody tr'), (r) => [r.id, r.textContent]))"
    )


def every(site: Site) -> dict[str, dict[str, list[str]]]:
    """What each recommendation answers to, by identifier."""
    return {
        k: tokens(site, row, site.corpus.find("recommendations", k)) for k, row in site.rows["recommendations"].items()
    }


def those(site: Site, fits: Callable[[dict], bool]) -> set[str]:
    return {k for k, row in site.rows["recommendations"].items() if fits(row)}


def firsts(site: Site, keys: list[str]) -> list[str]:
    """The first recommendation of each distinct request."""
    found: dict[str, str] = {}
    for key in keys:
        found.setdefault(site.rows["recommendations"][key]["same_request_id"], key)
    return list(found.values())


def tick(page: Any, name: str, *values: str) -> None:
    """Open a filter, tick boxes by mouse, and close it again."""
    facet = page.locator(f".facet[data-name='{name}']")
    facet.locator("summary").click()
    for value in values:
        facet.locator(f"input[value='{value}']").click()
    facet.locator("summary").click()


def counts(page: Any) -> dict[str, dict[str, int]]:
    """The numbers beside the boxes, by filter and value."""
    return page.evaluate("""() => {
      const boxes = (f) => Array.from(f.querySelectorAll('.choice'),
        (c) => [c.firstElementChild.value, Number(c.lastElementChild.textContent)]);
      return Object.fromEntries(Array.from(document.querySelectorAll('.facet'),
        (f) => [f.dataset.name, Object.fromEntries(boxes(f))]));
    }""")


def saved(page: Any, name: str) -> tuple[str, bytes]:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=name).click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


# Without a browser


def test_every_value_of_a_row_can_be_chosen_and_is_counted(site: Site) -> None:
    rows = every(site)
    offered = {
        f.name: {o.value: o.n for g in f.groups for o in [*([g.head] if g.head else []), *g.options]}
        for f in filters(site, rows.values())
    }
    for name in next(iter(rows.values())):
        found = [v for values in rows.values() for v in set(values[name])]
        assert offered[name] == {v: found.count(v) for v in set(found)}, name
    assert UNKNOWN in offered["by"] and UNKNOWN in offered["year"]


def test_abbreviations_come_from_the_records(site: Site) -> None:
    pairs = abbreviations(site.tables)
    assert ("National Referral Mechanisms", "NRM") in pairs and (
        "Office for Democratic Institutions and Human Rights",
        "ODIHR",
    ) in pairs
    assert all(short.upper() != short.lower() and long != short for long, short in pairs)


# Search


def test_plural_and_possessive_are_taken_off(tab: Tab, address: str) -> None:
    tab.page.goto(address + PAGE)
    pairs = [
        ("victim", "victims"),
        ("victim", "victim's"),
        ("agency", "agencies"),
        ("child", "children"),
        ("woman", "women"),
        ("process", "processes"),
        ("status", "status"),
        ("policy", "policies"),
        ("analysis", "analyses"),
        ("approach", "approaches"),
        ("case", "cases"),
        ("worker", "workers’"),
        ("café", "cafe"),
    ]
    stems = tab.page.evaluate("(pairs) => pairs.map((words) => words.map(our.words.stems))", pairs)
    assert [pair for pair, (one, other) in zip(pairs, stems) if one != other or not one or " " in one] == []


def test_different_words_keep_different_stems(tab: Tab, address: str) -> None:
    tab.page.goto(address + PAGE)
    words = [
        "law",
        "laws",
        "us",
        "use",
        "bus",
        "man",
        "many",
        "process",
        "procession",
        "police",
        "policy",
        "migrant",
        "migration",
    ]
    stems = tab.page.evaluate("(words) => words.map(our.words.stems)", words)
    assert len(set(stems)) == len(words) - 1  # law and laws


def test_the_search_finds_singular_and_plural_and_terms_of_art(tab: Tab, site: Site, address: str) -> None:
    page = tab.page
    page.goto(address + PAGE)
    field = page.get_by_label("Words", exact=True)

    def found(query: str) -> set[str]:
        field.fill(query)
        return set(shown(page))

    words = those(site, lambda r: "victim" in f"{r['in_our_words']} {r['keywords']}".lower())
    assert words and words <= found("victims") == found("victim") == found("VICTIM'S")
    mechanism = those(site, lambda r: "referral mechanism" in f"{r['in_our_words']} {r['keywords']}".lower())
    assert mechanism and mechanism <= found("NRM") == found("NRMs") == found("national referral mechanisms")
    assert found("EU") >= those(site, lambda r: r["made_by"] == "European Union") != set()
    assert found('"field operations osce"') == set() != found("field operations osce")  # a phrase is one run of words
    assert found("zzzz") == set() and page.get_by_text("No results. Remove a filter").is_visible()
    assert page.get_by_role("button", name="CSV").is_disabled() and tab.faults == []
    label = site.corpus.label("terms:theme", "return")
    assert found(label) >= {
        k for k, t in every(site).items() if "return" in t["theme"]
    }  # by the label of its second theme too


def test_what_was_found_is_marked_and_texts_stay_as_they_are(tab: Tab, address: str) -> None:
    page = tab.page
    page.goto(address + PAGE)
    before = texts(page)
    page.get_by_label("Words", exact=True).fill("NRM states")
    page.wait_for_function("() => document.querySelectorAll('#all mark').length > 3")
    marked = {t.lower() for t in page.locator("#all mark").all_inner_texts()}
    assert (
        marked <= {"national referral mechanisms", "national referral mechanism", "states", "state", "state's"}
        and "states" in marked
    )
    found = texts(page)
    assert found.items() < before.items()
    page.get_by_label("Words", exact=True).fill("")
    page.wait_for_function("() => !document.querySelector('#all mark')")
    assert texts(page) == before and tab.faults == []


# Filters


def test_filters_narrow_down_and_count_under_all_the_others(tab: Tab, site: Site, address: str) -> None:
    page, rows, table = tab.page, every(site), site.rows["recommendations"]
    page.goto(address + PAGE)
    assert shown(page) == list(table)
    tick(page, "theme", "assistance", "child-protection")
    tick(page, "to", "participating-states")
    wanted = {"theme": {"assistance", "child-protection"}, "to": {"participating-states"}}

    def fitting(without: str | None = None, once: bool = False) -> list[str]:
        found = [k for k, t in rows.items() if all(wanted[n] & set(t[n]) for n in wanted if n != without)]
        return firsts(site, found) if once else found

    for once in (False, True):
        if once:
            page.get_by_label("Show repeated requests only once").check()
        assert shown(page) == fitting(once=once) != []
        for name, numbers in counts(page).items():
            kept = fitting(without=name)
            assert numbers == {
                v: len({table[k]["same_request_id"] if once else k for k in kept if v in rows[k][name]})
                for v in numbers
            }, name
    assert page.locator("output").inner_text() == f"{len(fitting(once=True))} of {len(rows)} recommendations"
    tick(page, "basis", "stated", "heading", "parent")
    wanted["basis"] = {"stated", "heading", "parent"}
    assert shown(page) == fitting(once=True)
    assert not any(table[k]["addressee_basis"] == "implied" for k in shown(page))
    page.get_by_role("button", name="Take away Topic: Assistance").click()
    wanted["theme"] = {"child-protection"}
    tick(page, "basis", "stated", "heading", "parent")
    del wanted["basis"]
    assert shown(page) == fitting(once=True)
    page.get_by_role("button", name="Clear all").click()
    page.wait_for_function("() => !location.search")
    assert shown(page) == list(table) and tab.faults == []


def test_a_pillar_stands_for_its_themes_and_a_type_for_its_actors(tab: Tab, site: Site, address: str) -> None:
    def under_prevention(term: Any) -> bool:
        return term.get("broader") == "prevention"

    def is_ngo(actor: Any) -> bool:
        return actor.get("actor_type") == "ngo"

    for query, name, fits in (
        ("theme=pillar:prevention", "themes", under_prevention),
        ("by=type:ngo", "made_by", is_ngo),
    ):
        tab.page.goto(f"{address}{PAGE}?{query}")
        find = (
            site.corpus.vocabularies["theme"].get if name == "themes" else lambda key: site.corpus.find("actors", key)
        )
        wanted = [
            k
            for k in site.rows["recommendations"]
            if any(fits(find(v)) for v in site.corpus.find("recommendations", k).items(name))
        ]
        assert shown(tab.page) == wanted != []


def test_the_address_keeps_everything_and_the_way_back_works(tab: Tab, address: str, serve: Any) -> None:
    page = tab.page
    page.goto(address + PAGE)
    tick(page, "year", "2007")
    first = shown(page)
    page.get_by_label("Words", exact=True).fill("funding")
    page.get_by_label("Words", exact=True).fill("resources")
    page.get_by_role("button", name="Who was asked", exact=True).click()
    second, link = shown(page), page.evaluate("location.href")
    assert 0 < len(second) < len(first)
    page.reload()
    assert shown(page) == second and page.locator("th[aria-sort]").get_attribute("aria-sort") == "ascending"
    other = tab.another()
    other.goto(link)
    assert shown(other) == second
    page.go_back()
    assert set(shown(page)) == set(second) and page.locator("th[aria-sort]").count() == 0
    page.go_back()
    assert len(shown(page)) > len(first) and tab.faults == []
    page.go_forward()
    assert set(shown(page)) == set(second)


def test_an_address_that_asks_for_nonsense_does_no_harm(tab: Tab, site: Site, address: str) -> None:
    tab.page.goto(address + PAGE + "?theme=nowhere&sort=nothing&colour=red&words=%00%22")
    assert shown(tab.page) == list(site.rows["recommendations"]) and tab.faults == []
    assert tab.page.locator(".unknown").inner_text() == (
        "Not in this table, so not applied: theme=nowhere, sort=nothing, colour=red."
    )
    tab.page.goto(address + PAGE + "?theme=assistance")
    assert tab.page.locator(".unknown").is_hidden()


def test_an_address_of_version_1_hides_the_inferred_addressees_alone(tab: Tab, site: Site, address: str) -> None:
    tab.page.goto(address + PAGE + "?stated=1")
    assert set(shown(tab.page)) == those(site, lambda r: r["addressee_basis"] != "implied")


def test_heads_sort(tab: Tab, site: Site, address: str) -> None:
    page, rows = tab.page, site.rows["recommendations"]
    page.goto(address + PAGE)
    rank = {c: t.get("rank") for c, t in site.corpus.vocabularies["wording-strength"].items()}
    for head, key in {"Date": lambda r: r["date_earliest"], "Strength": lambda r: rank[r["wording_strength"]]}.items():
        page.get_by_role("button", name=head, exact=True).click()
        up = [key(rows[k]) for k in shown(page)]
        page.get_by_role("button", name=head, exact=True).click()
        down = [key(rows[k]) for k in shown(page)]
        known = [k for k in up if k is not None]
        assert known == sorted(known) and up == known + [None] * (len(up) - len(known)), head
        assert down == sorted(known, reverse=True) + [None] * (len(up) - len(known)), head
        assert page.locator("th[aria-sort='descending']").inner_text() == head
    for head, column in {"Who asked": "made_by", "Who was asked": "addressed_to"}.items():
        page.get_by_role("button", name=head, exact=True).click()
        texts = [rows[k][column] or "" for k in shown(page)]
        filled = [t for t in texts if t]
        assert filled[0] == min(filled, key=str.casefold) and texts[len(filled) :] == [""] * (
            len(texts) - len(filled)
        ), head
    assert tab.faults == []


# Downloads


def test_the_csv_has_the_lines_of_the_rows_that_are_shown(tab: Tab, built: Path, address: str) -> None:
    page, whole = tab.page, (built / "downloads" / "recommendations.csv").read_bytes()
    page.goto(address + PAGE)
    assert saved(page, "CSV") == ("recommendations.csv", whole)
    page.goto(address + PAGE + "?theme=labour-rights&sort=-date")
    name, data = saved(page, "CSV")
    assert name == "recommendations-selection.csv"
    assert [r[0] for r in csv.reader(io.StringIO(data.decode("utf-8")))][1:] == shown(page)
    assert set(data.splitlines(keepends=True)) < set(whole.splitlines(keepends=True))
    assert data.startswith(whole[: whole.index(b"\n") + 1]) and tab.faults == []


def test_the_workbook_has_the_cells_of_the_one_for_all(tab: Tab, built: Path, address: str) -> None:
    page = tab.page
    page.goto(address + PAGE + "?theme=labour-rights&words=workers")
    name, data = saved(page, "Excel")
    assert name == "recommendations-selection.xlsx" and saved(page, "Excel")[1] == data
    book, whole = (
        openpyxl.load_workbook(io.BytesIO(data)),
        openpyxl.load_workbook(built / "downloads" / "recommendations.xlsx"),
    )
    sheet, rows = book["Recommendations"], list(whole["Recommendations"].iter_rows(values_only=True))
    wanted = [rows[0], *(r for r in rows if r[rows[0].index("Identifier")] in shown(page))]
    assert list(sheet.iter_rows(values_only=True)) == wanted and len(wanted) > 3
    assert sheet.freeze_panes == "B2" and sheet.auto_filter.ref == sheet.dimensions
    assert all(c.alignment.wrap_text for c in sheet[2]) and sheet["A1"].font.bold
    widths = [sheet.column_dimensions[c.column_letter].width for c in sheet[1]]
    assert min(widths) >= 10 and max(widths) == 60
    dates = [n for n, c in enumerate(whole["Recommendations"][2], 1) if c.is_date]
    assert dates and all(sheet.cell(2, n).is_date for n in dates)
    about = [r[0] for r in book["Read me"].iter_rows(values_only=True)]
    assert any("Topic: Labour rights" in t and "Words: workers" in t for t in about) and any(
        "Not adopted by the OSCE" in t for t in about
    )
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None and {i.date_time for i in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert tab.faults == []


def test_a_cell_of_the_workbook_is_text_whatever_it_says(tab: Tab, address: str) -> None:
    tab.page.goto(address + PAGE)
    cells = [
        "=1+1",
        "+49",
        "@x",
        "<b>&\"'",
        "a\u0001b",
        "_x0041_",
        "  two  ",
        "x" * 40_000,
        "line\nline",
        "\U0001f600 é",
    ]
    data = tab.page.evaluate(
        """async (cells) => Array.from(new Uint8Array(await new Blob(
        our.workbook([{name: 'A & B',
          head: cells.map((_, n) => 'h' + n), rows: [cells, cells.map(() => null)]}])).arrayBuffer()))""",
        cells,
    )
    sheet = openpyxl.load_workbook(io.BytesIO(bytes(data)))["A & B"]
    read = [unescape(c.value) for c in sheet[2]]
    assert read == [
        "=1+1",
        "+49",
        "@x",
        "<b>&\"'",
        "ab",
        "_x0041_",
        "  two  ",
        "x" * 32_767,
        "line\nline",
        "\U0001f600 é",
    ]
    assert all(c.data_type == "s" for c in sheet[2])


# From a folder, by keyboard, without JavaScript


def test_everything_works_from_a_folder(tab: Tab, built: Path) -> None:
    page = tab.page
    page.goto(built.as_uri() + "/" + PAGE)
    tick(page, "theme", "labour-rights")
    lines = saved(page, "CSV")[1].splitlines(keepends=True)
    assert set(lines) < set((built / "downloads" / "recommendations.csv").read_bytes().splitlines(keepends=True))
    assert len(lines) == len(shown(page)) + 1
    page.goto(built.as_uri() + "/index.html")
    page.keyboard.press("/")
    page.keyboard.type("hotlines")
    page.locator(".md-search-result__link[href*='recommendations/']").first.wait_for(timeout=15_000)
    page.get_by_label("What was asked about").fill("compensation fund")
    page.keyboard.press("Enter")
    page.wait_for_url("**/recommendations/index.html?words=compensation+fund")
    assert 0 < len(shown(page)) < 20 and tab.faults == []


def test_filters_are_used_by_keyboard_alone(tab: Tab, address: str) -> None:
    page = tab.page
    page.goto(address + PAGE)
    page.get_by_label("Words", exact=True).focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    facet = page.locator(".facet[data-name='theme']")
    assert facet.get_attribute("open") is not None
    page.keyboard.press("Tab")
    page.keyboard.type("referral mechanism")  # what another scheme calls it
    assert facet.locator(".choice:visible").count() == 1
    page.keyboard.press("Enter")
    assert page.evaluate("location.search") == "" and facet.get_attribute("open") is not None
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert page.evaluate("location.search") == "?theme=referral"
    page.keyboard.press("Escape")
    assert facet.get_attribute("open") is None
    assert page.evaluate("document.activeElement.textContent.trim()").startswith("Topic")
    assert (
        page.locator("output").evaluate("(e) => e.computedRole || 'status'") == "status"
        and "of" in page.locator("output").inner_text()
    )
    page.get_by_role("button", name="Take away Topic: Referral").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "words" and tab.faults == []


def test_without_javascript_all_rows_are_there(browser: Any, site: Site, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + PAGE)
    assert (
        page.locator("#all tbody tr").count() == len(site.rows["recommendations"])
        and not page.locator("form.explorer").is_visible()
    )
    assert page.locator("#all tbody a").first.is_visible()
    context.close()


@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_while_it_is_used(width: int, tab: Tab, address: str, axe: str) -> None:
    page = tab.page
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address + PAGE + "?theme=assistance&words=victims&sort=date")
    if width == 360:
        page.locator(".filters > summary").click()
    page.locator(".facet[data-name='by'] summary").click()
    page.wait_for_function("() => document.querySelector('#all mark')")
    wide, inner = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert wide <= inner
    # they differ in their words alone
    page.evaluate("document.querySelectorAll('#all tbody > tr:nth-child(n+8)').forEach((e) => e.remove())")
    page.evaluate(axe)
    faults = violations(page, RULES, part="main")
    in_scheme(page, "dark")
    assert faults + violations(page, COLOURS, "rule", "main") + tab.faults == []


# What readers come for, each in at most four clicks from the first page


class Clicks:
    """A reader who begins on the first page and counts clicks."""

    def __init__(self, page: Any, address: str):
        self.page, self.n = page, 0
        page.goto(address)

    def __call__(self, what: Any) -> None:
        self.n += 1
        what.click()


def test_task_from_a_topic_to_its_rows_in_excel(tab: Tab, site: Site, address: str) -> None:
    page, click = tab.page, Clicks(tab.page, address)
    click(page.get_by_role("link", name="Return", exact=True))
    click(page.get_by_role("link", name="Search, sort and download these in the table"))
    page.locator("output").wait_for()
    assert page.get_by_role("button", name="Take away Topic: Return").is_visible()
    with page.expect_download() as waiting:
        click(page.get_by_role("button", name="Excel"))
    book = openpyxl.load_workbook(io.BytesIO(Path(waiting.value.path()).read_bytes()))
    wanted = [k for k, t in every(site).items() if "return" in t["theme"]]
    assert (
        [r[7] for r in book["Recommendations"].iter_rows(min_row=2, values_only=True)] == wanted != []
        and click.n <= 4
        and tab.faults == []
    )


def test_task_what_field_operations_were_asked(tab: Tab, site: Site, address: str) -> None:
    page, click = tab.page, Clicks(tab.page, address)
    click(page.locator("#who-was-asked ~ ul").get_by_role("link", name="OSCE field operations"))
    page.wait_for_url("**/actors/osce-field-operations.html")
    wanted = {k for k, t in every(site).items() if "osce-field-operations" in t["to"]}
    assert wanted and [k for k in wanted if not page.locator(f"a.asked[href$='{k}.html']").first.is_visible()] == []
    click(page.locator("a[href$='to=osce-field-operations']"))
    page.locator("output").wait_for()
    assert set(shown(page)) == wanted and click.n <= 4 and tab.faults == []


def test_task_excel_from_the_first_page(tab: Tab, built: Path, address: str) -> None:
    click = Clicks(tab.page, address)
    with tab.page.expect_download() as waiting:
        click(tab.page.get_by_role("link", name="Download for Excel"))
    assert (
        Path(waiting.value.path()).read_bytes() == (built / "downloads" / "recommendations.xlsx").read_bytes()
        and click.n == 1
    )


def test_task_wording_and_citation_of_one_recommendation(tab: Tab, site: Site, address: str) -> None:
    page, click = tab.page, Clicks(tab.page, address)
    click(page.get_by_role("link", name="See all in one table"))
    page.get_by_label("Words", exact=True).fill("compensation")
    key = shown(page)[0]
    click(page.locator(f"#{key} a.asked"))
    page.wait_for_url(f"**/recommendations/{key}.html")
    assert page.get_by_text(site.rows["recommendations"][key]["place"]).first.is_visible()
    # Where the reader gives a copy, which shows the wording (tests/site/test_open_copy_pages.py)
    assert (
        page.get_by_role("heading", name="The original wording").is_visible()
        and page.get_by_text("Choose a file").is_visible()
    )
    cited = page.locator("pre.reference").first.inner_text().lower()
    assert key in cited and f"version {site.corpus.package['version']}" in cited and click.n <= 4 and tab.faults == []


def test_task_from_an_instrument_to_who_cited_it(tab: Tab, site: Site, address: str) -> None:
    page, click = tab.page, Clicks(tab.page, address)
    click(page.locator("main").get_by_role("link", name="instruments", exact=True))
    instrument = site.rows["instruments"]["osce-action-plan-2003"]
    click(page.locator("main a[href$='osce-action-plan-2003.html']").first)
    page.wait_for_url("**/osce-action-plan-2003.html")
    assert page.locator("h1").inner_text().startswith(instrument["title"])
    text = page.locator("#mentions ~ ul.plain").inner_text()
    makers = {
        site.rows["recommendations"][c["recommendation_id"]]["made_by"]
        for c in site.where("citations", "instrument_id", "osce-action-plan-2003")
        if c["recommendation_id"]
    }
    assert makers and [m for m in makers if (m or "Not named") not in text] == [] and click.n <= 4 and tab.faults == []


# How much a reader loads: the page with its styles and scripts, compressed, without the search index


@functools.cache
def compressed(path: Path) -> int:
    return len(gzip.compress(path.read_bytes()))


def weight(built: Path, path: str, text: str) -> int:
    """Bytes of a page with this text, and of what it names at its head and foot, each compressed by gzip."""
    needed = re.findall(r'<(?:script|link)\b[^>]*?\b(?:src|href)="([^"]+\.(?:js|css))"', text)
    assert len(needed) >= 4
    return len(gzip.compress(text.encode("utf-8"))) + sum(
        compressed(((built / path).parent / n).resolve()) for n in needed
    )


def test_pages_of_records_are_light(built: Path) -> None:
    paths = [p.relative_to(built).as_posix() for p in built.glob("*/*.html") if p.name != "index.html"]
    heavy = {p: n for p in paths if (n := weight(built, p, (built / p).read_text(encoding="utf-8"))) >= 150_000}
    assert len(paths) > 300 and heavy == {}


def test_the_explorer_is_light_with_a_thousand_rows(built: Path) -> None:
    assert weight(built, PAGE, with_rows((built / PAGE).read_text(encoding="utf-8"), 1000)) < 300_000


def test_a_filtered_list_says_what_it_is_in_print_and_as_text(tab: Tab, site: Site, address: str) -> None:
    key, row = next((k, r) for k, r in site.rows["recommendations"].items() if r["made_by"] == "Norway")
    tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tab.page.goto(address + PAGE + "?by=norway")
    tab.page.emulate_media(media="print")
    tab.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    printed = tab.page.locator(".printed").inner_text()
    version = f"Version {site.corpus.package['version']}"
    for part in ("Filter: Who asked: Norway", " of 220 recommendations", version, "?by=norway", "Not adopted"):
        assert part in printed, part
    tab.page.emulate_media(media="screen")
    for button, parts in (("link", ["?by=norway"]), ("text", [f"{key}: {row['in_our_words']} (Norway to", version])):
        tab.page.locator(f"[data-copy={button}]").click()
        tab.page.wait_for_function(
            "(b) => document.querySelector(`[data-copy=${b}]`).textContent === 'Copied'", arg=button
        )
        copied = tab.page.evaluate("navigator.clipboard.readText()")
        assert all(part in copied for part in parts), copied
    assert tab.faults == []


def test_reports_of_mistakes_name_the_record(tab: Tab, site: Site, address: str) -> None:
    tab.page.goto(address + "actors/norway.html")
    tab.page.locator("footer a.mistake").click()
    assert tab.page.url.endswith("report-a-mistake.html?id=norway")
