"""The table of all recommendations: downloads, use from a folder and by keyboard, ways through the site, weight."""

from __future__ import annotations

import csv
import functools
import gzip
import io
import re
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from excel import columns_of, paper
from explorer_parts import PAGE, every, saved, shown, tick
from openpyxl.utils.escape import unescape
from site_parts import COLOURS, RULES, Tab, in_scheme, violations, with_rows

from corpus.site.lookup import Site

# Downloads


def test_the_csv_has_the_lines_of_the_rows_that_are_shown(tab: Tab, built: Path, address: str) -> None:
    page, whole = tab.page, (built / "downloads" / "recommendations.csv").read_bytes()
    page.goto(address + PAGE)
    assert saved(page, "CSV") == ("recommendations.csv", whole)
    page.goto(address + PAGE + "?theme=labour-rights&sort=-date")
    name, data = saved(page, "CSV")
    assert name == "recommendations-theme-labour-rights.csv"
    assert [r[0] for r in csv.reader(io.StringIO(data.decode("utf-8")))][1:] == shown(page)
    assert set(data.splitlines(keepends=True)) < set(whole.splitlines(keepends=True))
    assert data.startswith(whole[: whole.index(b"\n") + 1]) and tab.faults == []


def test_the_workbook_has_the_cells_of_the_one_for_all(tab: Tab, built: Path, address: str) -> None:
    page = tab.page
    page.goto(address + PAGE + "?theme=labour-rights&words=workers")
    name, data = saved(page, "Excel")
    assert name == "recommendations-words-workers-theme-labour-rights.xlsx" and saved(page, "Excel")[1] == data
    book, whole = (
        openpyxl.load_workbook(io.BytesIO(data)),
        openpyxl.load_workbook(built / "downloads" / "recommendations.xlsx"),
    )
    sheet, rows = book["Recommendations"], list(whole["Recommendations"].iter_rows(values_only=True))
    wanted = [rows[0], *(r for r in rows if r[rows[0].index("Identifier")] in shown(page))]
    assert list(sheet.iter_rows(values_only=True)) == wanted and len(wanted) > 3
    assert sheet.freeze_panes == "B2" and sheet.auto_filter.ref == sheet.dimensions
    assert all(c.alignment.wrap_text for c in sheet[2]) and sheet["A1"].font.bold
    assert list(paper(book)) == []
    explained = [list(b["Columns explained"].iter_rows(values_only=True)) for b in (book, whole)]
    assert explained[0] == explained[1]
    for n, row in enumerate(whole["Recommendations"].iter_rows(), 1):  # as high, wherever the row stands
        there = [m for m, cells in enumerate(sheet.iter_rows(), 1) if cells[7].value == row[7].value]
        high = whole["Recommendations"].row_dimensions[n].height
        assert all(sheet.row_dimensions[m].height == high for m in there), row[7].value
    assert [(int(d.width), d.hidden) for d in columns_of(sheet)] == [
        (int(d.width), d.hidden) for d in columns_of(whole["Recommendations"])
    ]
    dates = [n for n, c in enumerate(whole["Recommendations"][2], 1) if c.is_date]
    assert dates and all(sheet.cell(2, n).is_date for n in dates)
    about = [r[0] for r in book["Read me"].iter_rows(values_only=True)]
    assert "Filter: Search: workers; Topic: Labour rights." in about
    assert any(t.startswith("Made on 20") and t.endswith("?theme=labour-rights&words=workers") for t in about)
    assert any("Nothing in it was adopted by the OSCE" in t for t in about)
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
    page.get_by_label("Search the table").focus()
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
    page.get_by_role("button", name="Remove Topic: Referral").focus()
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
    click(page.get_by_role("link", name="Open as a table (filter, download)"))
    page.locator("output").wait_for()
    assert page.get_by_role("button", name="Remove Topic: Return").is_visible()
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
    page.get_by_label("Search the table").fill("compensation")
    key = shown(page)[0]
    click(page.locator(f"#{key} a.asked"))
    page.wait_for_url(f"**/recommendations/{key}.html")
    page.locator("dl.card dd", has_text=site.rows["recommendations"][key]["place"]).first.wait_for()
    # Where the reader gives a copy, which shows the wording (tests/site/test_open_copy_pages.py)
    assert (
        page.get_by_role("heading", name="The original wording").is_visible()
        and page.get_by_text("Choose a file").is_visible()
    )
    cited = page.locator("pre.reference").first.inner_text().lower()
    row = site.rows["recommendations"][key]
    document = site.corpus.label("sources", row["source"])
    for part in (key, f"version {site.corpus.package['version']}", row["in_our_words"][:40], document[:40]):
        assert part.lower() in cited, part
    assert click.n <= 4 and tab.faults == []


def test_task_from_an_instrument_to_who_cited_it(tab: Tab, site: Site, address: str) -> None:
    page, click = tab.page, Clicks(tab.page, address)
    click(page.locator("main").get_by_role("link", name="instruments", exact=True))
    instrument = site.rows["instruments"]["osce-action-plan-2003"]
    click(page.locator("main a[href$='osce-action-plan-2003.html']").first)
    page.wait_for_url("**/osce-action-plan-2003.html")
    assert page.locator("h1").inner_text().startswith(instrument["title"])
    text = "\n".join(page.locator("#mentions ~ ul.plain").all_inner_texts())
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
    total = f" of {len(site.rows['recommendations'])} recommendations"
    document = f"Document {row['source']}: {site.corpus.label('sources', row['source'])}"
    assert tab.page.title().startswith("Who asked: Norway – All recommendations")
    for part in ("Filter: Who asked: Norway", total, document, version, "?by=norway", "Not adopted"):
        assert part in printed, part
    tab.page.emulate_media(media="screen")
    for button, parts in (
        ("link", ["?by=norway"]),
        ("text", [f"{key}: {row['in_our_words']} (Norway to", row["place"], document, version]),
    ):
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
