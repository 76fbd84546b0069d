"""Made for paper: a brief of each topic and actor, each record on one page. Who asked is said in one way."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from site_parts import Html, Tab, in_scheme
from test_pictures import APPLY

from corpus.site.lookup import Site

SECTION = re.compile(
    r'<p class="quiet">(\d+) recommendations?, (\d+) different requests?[^<]*(?:<a [^>]*href="([^"]+)")?'
)


def test_every_topic_and_actor_has_a_brief_with_the_counts_of_the_table(
    tab: Tab, built: Path, site: Site, address: str
) -> None:
    due = {f"topic-{code}": f"terms/theme/{code}" for name, code in site.uses if name == "theme"}
    for role in ("made-by", "on-behalf-of", "addressed-to"):
        due |= {f"actor-{key}": f"actors/{key}" for key, own in site.roles if own == role}
    assert len(due) > 80 and due.keys() <= {p.stem for p in (built / "briefs").glob("*.html")}
    tab.page.goto(address + "recommendations/index.html")
    seen = 0
    for name, page in due.items():
        assert f'briefs/{name}.html">Brief to print' in (built / f"{page}.html").read_text(encoding="utf-8"), page
        text = (built / "briefs" / f"{name}.html").read_text(encoding="utf-8")
        parts = [(m, text[m.end() :].split("</ol>")[0]) for m in SECTION.finditer(text)]
        assert parts, name
        for found, rows in parts:
            number, distinct, link = found.groups()
            keys = re.findall(r'class="asked" href="\.\./recommendations/([^"]+)\.html"', rows)
            assert len(keys) == rows.count("<li>") == int(number), name
            assert site.distinct(site.rows["recommendations"][k] for k in keys) == int(distinct), name
            if link:
                said = tab.page.evaluate(APPLY, link[link.index("?") :])
                assert re.match(r"(\d+) of .*?, (\d+) different", said).groups() == (number, distinct), (name, said)
                seen += 1
    assert seen > 80 and tab.faults == []


def test_a_brief_says_who_to_whom_how_known_relations_treaties_and_what_became_of_it(
    tab: Tab, site: Site, address: str
) -> None:
    key = next(r.values["recommendation_id"] for r in site.tables["request_traces"].rows if r.values["reached"])
    row = site.rows["recommendations"][key]
    tab.page.goto(address + f"briefs/topic-{row['theme']}.html")
    tab.page.emulate_media(media="print")
    tab.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    item = tab.page.locator("ol.brief > li").filter(has_text=f"{key}, {row['place']}").inner_text()
    trace = site.where("request_traces", "recommendation_id", key, reached=True)[0]
    basis = site.corpus.label("terms:addressee-basis", row["addressee_basis"]).lower()
    for part in (row["in_our_words"], site.maker(row), row["addressed_to"], basis, trace["reached_as"]):
        assert part in item, part
    head = tab.page.locator(".printed").inner_text()
    for part in (site.cite(), tab.page.url, site.caveat):
        assert part in head, part
    assert site.corpus.label("sources", row["source"]) in tab.page.locator("ol.brief ~ p").last.inner_text()
    dates = [site.rows["recommendations"][k]["date_earliest"] or "" for k in re.findall(r"(\S+-r\d+), ", item)]
    assert dates == sorted(dates) and tab.faults == []


@pytest.mark.parametrize("part", range(8))  # in parts, so that several processes share them
def test_each_record_prints_on_one_page(tab: Tab, site: Site, address: str, part: int) -> None:
    pypdf = pytest.importorskip("pypdf")
    long, keys = {}, list(site.rows["recommendations"])[part::8]
    assert len(keys) > 20
    for key in keys:
        tab.page.goto(address + f"recommendations/{key}.html")
        pages = pypdf.PdfReader(BytesIO(tab.page.pdf(format="A4"))).pages
        text = " ".join(" ".join(p.extract_text() for p in pages).split())
        assert key in text and "Codes" in text
        if len(pages) != 1:
            long[key] = len(pages)
    assert long == {}


def test_a_list_prints_in_light_colours_with_its_heads_on_each_page(own_tab: Tab, address: str) -> None:
    pypdf, page = pytest.importorskip("pypdf"), own_tab.page
    page.goto(address + "recommendations/index.html?to=osce-field-operations")
    page.locator("output").wait_for()
    in_scheme(page, "dark")
    text = pypdf.PdfReader(BytesIO(page.pdf(format="A4"))).pages[1].extract_text()
    assert all(head in text for head in ("What is asked", "Who asked", "Who was asked", "Topic", "Wording", "Date"))
    during = "dispatchEvent(new Event('beforeprint')); document.body.dataset.mdColorScheme"
    after = "dispatchEvent(new Event('afterprint')); document.body.dataset.mdColorScheme"
    assert (page.evaluate(during), page.evaluate(after)) == ("default", "slate")


def test_a_maker_who_is_not_named_is_told_in_one_way_with_who_recorded_it(html: dict[str, Html], site: Site) -> None:
    unnamed = {k: r for k, r in site.rows["recommendations"].items() if not r["made_by"]}
    assert len(unnamed) > 50 and {r["recorded_by"] for r in unnamed.values()} >= {"odihr"}
    for key, row in unnamed.items():
        said = f"Not named (recorded by {site.corpus.label('actors', row['recorded_by'])})"
        assert site.maker(row) == said and said in html[f"recommendations/{key}.html"].text, key
    table = html["recommendations/index.html"].text
    assert table.count("Not named (recorded by ") == len(unnamed)
    old = re.compile(r"[Ss]omebody not named|Maker not named|not named in the document|Not named →")
    assert {p: m[0] for p, page in html.items() if (m := old.search(page.text)) and p != "changelog.html"} == {}


def test_a_person_has_what_was_asked_in_office_and_in_the_term_alone(html: dict[str, Html], site: Site) -> None:
    made = site.of_actor("special-representative", "made-by")
    of = {name: site.in_office(site.rows["actors"][name]) for name in ("eva-biaudet", "helga-konrad", "odihr")}
    assert [r for r in made if r["date_earliest"] >= "2006-10" and r["date_latest"] < "2010"] == of["eva-biaudet"] != []
    assert of["helga-konrad"] == of["odihr"] == []  # a term that was over, and a body
    assert all(r["in_our_words"] in html["actors/eva-biaudet.html"].text for r in of["eva-biaudet"])
    assert "Requests made in office" not in html["actors/helga-konrad.html"].text
