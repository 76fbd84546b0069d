"""What the tests of the site are made with can find something, and hands nothing on from one test to the next."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from site_parts import COLOURS, RULES, SIZE, Tab, in_scheme, resize, violations

ADD = "(text) => { document.querySelector('article').insertAdjacentHTML('beforeend', text) }"


def codes(found: list[str]) -> set[str]:
    return {f.split(":")[0] for f in found}


def test_axe_would_find_something(tab: Tab, address: str, axe: str) -> None:
    tab.page.goto(address + "licence.html")
    tab.page.evaluate(ADD, '<img src="assets/images/favicon.png"><p style="color:#999;background:#aaa">faint</p>')
    tab.page.evaluate(axe)
    assert codes(violations(tab.page, RULES)) == {"image-alt", "color-contrast"}


def test_what_is_faint_in_the_dark_alone_is_found_there(tab: Tab, address: str, axe: str) -> None:
    page, faint = (
        tab.page,
        "<style>[data-md-color-scheme=slate] #here { color: %s }</style><p>Words and <%s id=here>others</%s>.</p>",
    )
    page.goto(address + "licence.html")
    page.evaluate(ADD, faint % ("#333", "b", "b"))
    page.evaluate(axe)
    assert violations(page, RULES) == []
    in_scheme(page, "dark")
    assert codes(violations(page, COLOURS, "rule", "main")) == {"color-contrast"}
    page.goto(
        address + "licence.html"
    )  # a link that nothing but its colour tells from the words around it, and that hardly
    page.evaluate(
        ADD,
        "<style>#here { color: #b0b0b0 !important; text-decoration: none }</style>"
        "<p style='color: #bbb'>Words <a href=x id=here>more</a>.</p>",
    )
    page.evaluate(axe)
    assert codes(violations(page, COLOURS, "rule", "main")) == {"link-in-text-block"}


@pytest.mark.parametrize("width", [360, 1280])
def test_what_is_too_wide_is_found_where_it_is(width: int, tab: Tab, address: str) -> None:
    tab.page.goto(address + "licence.html")
    there = "max-width: 700px" if width == 360 else "min-width: 700px"
    tab.page.evaluate(
        ADD, f"<style>@media ({there}) {{ #here {{ width: {width + 40}px }} }}</style><p id=here>wide</p>"
    )
    assert [bool(resize(tab.page, w)) for w in (360, 1280)] == [width == 360, width == 1280]


def test_what_goes_wrong_on_a_page_is_told_and_the_tab_is_not_kept(
    tab: Tab, address: str, tmp_path: Path, serve: Any
) -> None:
    (tmp_path / "x.html").write_text(
        "<script>console.error('said'); nothing.at.all</script><img src=gone.png>", encoding="utf-8"
    )
    tab.page.goto(serve(tmp_path) + "x.html")
    tab.page.wait_for_load_state("networkidle")
    told = " ".join(tab.faults)
    assert "console: said" in told and "error: " in told and "404: " in told and not tab.clean()


def test_a_tab_is_handed_on_as_new(tab: Tab, address: str) -> None:
    page, where = tab.page, address + "licence.html"
    tab.context.grant_permissions(["clipboard-read"])
    page.goto(where)
    page.evaluate("localStorage.a = sessionStorage.a = 1")
    tab.another().goto(where)
    page.set_viewport_size({"width": 500, "height": 500})
    page.emulate_media(media="print", color_scheme="dark")
    page.mouse.move(300, 300)
    assert tab.asked and tab.origins and tab.clean()
    assert (tab.page, tab.context.pages, page.url, tab.asked, tab.origins) == (page, [page], "about:blank", [], set())
    page.goto(where)
    assert page.evaluate("[localStorage.a, sessionStorage.a, innerWidth, innerHeight]") == [None, None, *SIZE.values()]
    assert page.evaluate(
        "['(prefers-color-scheme: light)', '(prefers-reduced-motion)', 'screen'].every((q) => matchMedia(q).matches)"
    )
    assert page.evaluate("navigator.permissions.query({name: 'clipboard-read'}).then((p) => p.state)") != "granted"
    assert page.evaluate("document.querySelectorAll('main :hover').length") == 0
    page.goto("about:blank")
    page.goto(
        address.replace("127.0.0.1", "localhost") + "licence.html"
    )  # of another place there may be something left
    assert not tab.clean()
