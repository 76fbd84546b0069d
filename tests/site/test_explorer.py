"""The table of all recommendations in a browser: search, filters, counts, order, address, downloads."""

from __future__ import annotations

from collections import Counter
from typing import Any

from explorer_parts import PAGE, counts, every, firsts, shown, texts, those, tick
from site_parts import Html, Tab

from corpus.export.search import abbreviations
from corpus.site.explorer import UNKNOWN, filters
from corpus.site.lookup import Site

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


def test_a_year_that_is_only_the_most_likely_one_can_be_chosen_and_is_marked(site: Site, html: dict[str, Html]) -> None:
    [years] = [f for f in filters(site, every(site).values()) if f.name == "year"]
    offered = {o.label: o.n for g in years.groups for o in g.options}
    rows = site.rows["recommendations"].values()
    uncertain = [r for r in rows if r["year"] is None]
    best = Counter(str(r["year_best"]) for r in rows if r["year_best"])
    assert offered == {**best, "Year uncertain": len(uncertain)} and uncertain
    assert html[PAGE].text.count(", probably ") == sum(r["year_best"] is not None for r in uncertain)


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
    field = page.get_by_label("Search the table")

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
    page.get_by_label("Search the table").fill("NRM states")
    page.wait_for_function("() => document.querySelectorAll('#all mark').length > 3")
    marked = {t.lower() for t in page.locator("#all mark").all_inner_texts()}
    assert (
        marked <= {"national referral mechanisms", "national referral mechanism", "states", "state", "state's"}
        and "states" in marked
    )
    found = texts(page)
    assert found.items() < before.items()
    page.get_by_label("Search the table").fill("")
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
    page.get_by_role("button", name="Remove Topic: Assistance").click()
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
    page.get_by_label("Search the table").fill("funding")
    page.get_by_label("Search the table").fill("resources")
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
    for head, key in {"Date": lambda r: r["date_earliest"], "Wording": lambda r: rank[r["wording_strength"]]}.items():
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
