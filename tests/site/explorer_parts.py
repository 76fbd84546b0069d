"""What a reader sees of the table of all recommendations, and what it should show."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from corpus.site.explorer import tokens
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
    return {k: tokens(site, row) for k, row in site.rows["recommendations"].items()}


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
