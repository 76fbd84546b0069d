"""The site as it is built: every page and link, in its files; in a browser: test_site_in_browser.py."""

from __future__ import annotations

import json
import posixpath
from collections import Counter
from pathlib import Path
from urllib.parse import unquote, urlsplit

from site_parts import (
    ALONE,
    Html,
    written,
)

from corpus.rules.registry import REGISTRY
from corpus.site.lookup import Site
from corpus.site.outline import repeated
from dpcheck import catalogue as general


def test_every_record_has_its_page_and_no_page_is_left_over(site: Site, html: dict[str, Html]) -> None:
    lists = ["recommendations", "sources", "actors", "meetings", "instruments"]
    expected = [f"{name}/{key}.html" for name in lists for key in site.rows[name]]
    expected += [
        f"terms/{name}/{page}.html" for name, terms in site.corpus.vocabularies.items() for page in ["index", *terms]
    ]
    expected += [f"tables/{name}.html" for name in site.tables] + [
        f"rules/{code}.html" for code in {*REGISTRY, *general.REGISTRY}
    ]
    expected += [*written(), *ALONE.values(), "changelog.html", "404.html"]
    expected += [f"requests/{key}.html" for key in repeated(site)]
    expected += [f"briefs/topic-{code}.html" for code in site.corpus.vocabularies["theme"] if site.uses["theme", code]]
    expected += [f"briefs/actor-{key}.html" for key in site.rows["actors"] if site.asked_of_or_by(key)]
    assert sorted(expected) == sorted(html)
    assert {row["page"] for row in site.rows["recommendations"].values()} <= set(html)


def test_every_link_leads_somewhere(built: Path, html: dict[str, Html]) -> None:
    files = {p.relative_to(built).as_posix() for p in built.rglob("*") if p.is_file()}
    ids = {path: set(page.ids) for path, page in html.items()}
    dead = []
    for path, page in html.items():
        for tag, name, address in page.links:
            parts = urlsplit(address)
            if parts.scheme or parts.netloc:
                if (tag, name) != ("a", "href") or parts.scheme not in ("http", "https", "mailto"):
                    dead.append((path, tag, address, "is not of this site"))
                continue
            here = posixpath.join(posixpath.dirname(path), unquote(parts.path)) if parts.path else path
            target = posixpath.normpath(here).lstrip("/")
            if target not in files:
                dead.append((path, tag, address, "no such file"))
            elif parts.fragment and target in ids and unquote(parts.fragment) not in ids[target]:
                dead.append((path, tag, address, "no such place"))
    assert dead == []


def test_pages_have_one_title_headings_in_order_and_no_identifier_twice(html: dict[str, Html]) -> None:
    for path, page in html.items():
        assert page.headings.count(1) == 1 and page.headings[0] == 1, (path, page.headings)
        assert all(b <= a + 1 for a, b in zip(page.headings, page.headings[1:])), (path, page.headings)
        assert [i for i, n in Counter(page.ids).items() if n > 1] == [], path
    titles = Counter(page.title for page in html.values())
    assert {t: n for t, n in titles.items() if n > 1 or not t.strip()} == {}


def test_the_page_of_a_table_lists_each_of_its_columns(site: Site, html: dict[str, Html]) -> None:
    for table in site.tables.values():
        page = html[f"tables/{table.name}.html"]
        assert [c.name for c in table.columns if c.name not in page.ids or c.description not in page.text] == [], (
            table.name
        )


def test_the_page_of_a_recommendation_says_who_whom_what_and_where(site: Site, html: dict[str, Html]) -> None:
    for key, row in site.rows["recommendations"].items():
        record, text = site.corpus.find("recommendations", key), html[f"recommendations/{key}.html"].text
        actors = record.items("made_by") + record.items("addressed_to") + record.items("in_cooperation_with")
        wanted = [
            row["in_our_words"],
            row["place"],
            *(site.corpus.label("actors", a) for a in actors),
            *record.items("keywords"),
        ]
        assert [w for w in wanted if w not in text] == [], key


def test_every_recommendation_stands_on_the_pages_of_what_it_names(site: Site, html: dict[str, Html]) -> None:
    links = {
        path: {posixpath.normpath(posixpath.join(posixpath.dirname(path), a)) for _, _, a in page.links}
        for path, page in html.items()
    }
    for key in site.rows["recommendations"]:
        record, own = site.corpus.find("recommendations", key), f"recommendations/{key}.html"
        pages = [
            f"actors/{a}.html"
            for role in ("made_by", "addressed_to", "in_cooperation_with")
            for a in record.items(role)
        ]
        pages += [f"terms/theme/{t}.html" for t in record.items("themes")] + [
            f"instruments/{c['instrument_id']}.html" for c in record.items("citations")
        ]
        assert [
            p
            for p in [*pages, f"sources/{record.get('source')}.html", "recommendations/index.html"]
            if own not in links[p]
        ] == [], key


def test_the_first_page_says_what_this_is(site: Site, html: dict[str, Html]) -> None:
    text = " ".join(html["index.html"].text.split())
    for said in (
        "In our words",
        "Not adopted by the OSCE",
        "Drafted by a language model",
        "not a representative sample",
        f"{len(site.rows['recommendations'])} recommendations",
    ):
        assert said in text, said
    targets = {a for _, _, a in html["index.html"].links}
    assert {
        "downloads/recommendations.csv",
        "recommendations/index.html",
        "actors/participating-states.html",
    } <= targets
    cited = [
        p
        for p in ("index.html", "get-the-data.html", "recommendations/hdim2006-r001.html")
        if f"version {site.corpus.package['version']}" not in html[p].text.lower()
    ]
    assert cited == []


def test_the_search_knows_each_recommendation_once_by_our_words(site: Site, built: Path) -> None:
    docs = json.loads((built / "search" / "search_index.json").read_text(encoding="utf-8"))["docs"]
    by_place = {d["location"]: d for d in docs}
    for key, row in site.rows["recommendations"].items():
        assert row["in_our_words"].replace("&", "&amp;") in by_place[f"recommendations/{key}.html"]["text"], key
    statement = site.rows["recommendations"]["hdim2006-r001"]["in_our_words"]
    assert [d["location"] for d in docs if statement in d["text"]] == ["recommendations/hdim2006-r001.html"]
