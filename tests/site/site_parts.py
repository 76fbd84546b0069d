"""What the tests of the site share: the site, built once for all workers; a browser; what axe finds."""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from corpus.site.constants import constants_script
from corpus.site.render import ONLY
from helpers import ROOT

sync_api = (
    pytest.importorskip("playwright.sync_api")
    if os.environ.get("REQUIRE_ALL") != "1"
    else __import__("playwright.sync_api").sync_api
)


RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]  # of axe
COLOURS = ["color-contrast", "link-in-text-block"]  # the rules whose answer depends on light or dark
BROWSER = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"]


# Building and reading


PDFJS = ROOT / "build" / "pdfjs"


def as_ours(root: Path) -> None:
    """Give the folder ``root`` all of this repository that a site is built with, but for the data."""
    for name in ("schemas", "scripts", "docs", "theme"):
        (root / name).symlink_to(ROOT / name)
    for name in ("mkdocs.yml", "CHANGELOG.md"):
        shutil.copy(ROOT / name, root)
    if PDFJS.is_dir():  # make build/pdfjs/LICENSE
        (root / "build").mkdir(exist_ok=True)
        (root / "build" / "pdfjs").symlink_to(PDFJS)


def mkdocs(root: Path, target: Path, *options: str) -> subprocess.CompletedProcess:
    """Build the site of the repository at ``root`` into ``target``."""
    command = [sys.executable, "-m", "mkdocs", "build", "-f", str(root / "mkdocs.yml"), "-d", str(target), *options]
    return subprocess.run(
        command, cwd=root, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, capture_output=True, text=True
    )


@dataclass
class Html:
    """What one page holds that can be wrong without a browser."""

    links: list[tuple[str, str, str]] = field(default_factory=list)  # element, attribute, address
    ids: list[str] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)
    attributes: set[str] = field(default_factory=set)
    elements: Counter[str] = field(default_factory=Counter)
    title: str = ""
    text: str = ""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.page, self.inside, self.pieces = Html(), "", []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        page, self.inside = self.page, tag
        page.elements[tag] += 1
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            page.headings.append(int(tag[1]))
        for name, value in attrs:
            page.attributes.add(name)
            if name == "id":
                page.ids.append(value or "")
            elif name in ("href", "src", "action", "srcset", "poster", "data", "formaction", "xlink:href"):
                page.links.append((tag, name, value or ""))

    def handle_data(self, data: str) -> None:
        if self.inside == "title":
            self.page.title += data
        if self.inside not in ("script", "style"):
            self.pieces.append(data)

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""


def read(path: Path) -> Html:
    reader = _Reader()
    reader.feed(path.read_text(encoding="utf-8"))
    reader.page.text = "".join(reader.pieces)
    return reader.page


def many_rows(rows: str, n: int) -> str:
    """``n`` rows of the explorer made from those of its page: other identifiers, and each statement's words in
    another order, so that none is compressed by repeating another."""
    shuffle, originals = random.Random(5), re.findall(r"<tr .*?</tr>\n", rows, re.S)
    made = []
    for k in range(n):
        row = re.sub(r"-r\d+", f"-r{k:03}", originals[k % len(originals)])
        start, text, end = re.fullmatch(r'(.*?<a class="asked"[^>]*>)(.*?)(</a>.*)', row, re.S).groups()
        words = text.split()
        shuffle.shuffle(words)
        made.append(start + " ".join(words) + end)
    return "".join(made)


def with_rows(page: str, n: int) -> str:
    """The explorer's page with ``n`` rows."""
    head, rows, foot = re.fullmatch(r"(.*<tbody>\n)(.*)(</tbody>.*)", page, re.S).groups()
    return head + many_rows(rows, n) + foot


def once(
    factory: pytest.TempPathFactory, name: str, build: Callable[[Path], subprocess.CompletedProcess]
) -> tuple[Path, str]:
    """A new folder, filled once for all workers by ``build``; and what that said, its exit code first."""
    base = factory.getbasetemp()
    target = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / name
    report = target.with_suffix(".txt")
    try:
        target.mkdir()
    except FileExistsError:  # another worker builds it
        while not report.is_file():
            time.sleep(0.2)
    else:
        done = build(target)
        said = f"exit code {done.returncode}\n{done.stdout}{done.stderr}"
        report.with_suffix(".part").write_text(said, encoding="utf-8")
        report.with_suffix(".part").replace(report)
    return target, report.read_text(encoding="utf-8")


SIZE = {"width": 1280, "height": 800}
FORGET = "try { sessionStorage.clear(); localStorage.clear() } catch (e) { /* about:blank has none */ }"


class Tab:
    """A page of the browser, what it has asked for, and what went wrong on it."""

    def __init__(self, browser: Any):
        self.context = browser.new_context(viewport=SIZE, reduced_motion="reduce", color_scheme="light")
        self.faults: list[str] = []
        self.asked: list[str] = []
        self.origins: set[str] = set()
        self.page = self.another()

    def another(self) -> Any:
        page = self.context.new_page()

        def ask(request: Any) -> None:
            parts = urlsplit(request.url)
            self.asked.append(request.url)
            if parts.scheme in ("http", "https") and parts.hostname != "127.0.0.1":
                self.faults.append(f"asks another host: {request.url}")

        page.on("request", ask)
        page.on(
            "requestfailed",
            lambda r: "ERR_ABORTED" not in (r.failure or "") and self.faults.append(f"failed: {r.url} {r.failure}"),
        )
        page.on("response", lambda r: r.status >= 400 and self.faults.append(f"{r.status}: {r.url}"))
        page.on("console", lambda m: m.type == "error" and self.faults.append(f"console: {m.text}"))
        page.on("pageerror", lambda e: self.faults.append(f"error: {e}"))
        page.on("framenavigated", lambda f: self.origins.add("/".join(f.url.split("/")[:3])))
        return page

    def clean(self) -> bool:
        """Leave nothing of one test to the next; whether that could be done."""
        if self.page.is_closed() or self.faults or len(self.origins - {"about:blank"}) > 1:
            return False
        for page in self.context.pages:
            if page != self.page:
                page.close()
        self.page.evaluate(FORGET)
        self.page.goto("about:blank")
        self.page.mouse.move(0, 0)
        self.page.set_viewport_size(SIZE)
        self.page.emulate_media(media="null", reduced_motion="reduce", color_scheme="light")
        self.context.clear_permissions()
        self.faults, self.asked, self.origins = [], [], set()
        return True


def page_with(browser: Any, scripts: Iterable[Path]) -> Iterator[Any]:
    """An empty page with some scripts; for a fixture that yields from it."""
    page = browser.new_page()
    page.add_script_tag(content=constants_script())
    for script in scripts:
        page.add_script_tag(path=str(script))
    yield page
    page.close()


def resize(page: Any, width: int) -> list[str]:
    """Make the window this wide; a complaint where the page is wider."""
    page.set_viewport_size({"width": width, "height": 800})
    wide, inner = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    return [f"{width}: the page is {wide} wide"] if wide > inner else []


def in_scheme(page: Any, scheme: str) -> None:
    """Have the page show itself ``light`` or ``dark``."""
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    name = {"light": "default", "dark": "slate"}[scheme]
    page.wait_for_function("(name) => document.body.dataset.mdColorScheme === name", arg=name)


def violations(
    page: Any, rules: list[str], kind: str = "tag", part: str = "html", without: Sequence[str] = ()
) -> list[str]:
    """What axe, which the page has, finds in a part of it by these tags or rules, without some rules.

    It need not load style sheets and media again: only rules on videos and on turned screens ask for that.
    """
    found = page.evaluate(
        "([part, only, rules]) => axe.run(part, {resultTypes: ['violations'], runOnly: only, rules, preload: false})",
        [part, {"type": kind, "values": rules}, {name: {"enabled": False} for name in without}],
    )["violations"]
    return [f"{v['id']}: {n['target']} {n['failureSummary']}" for v in found for n in v["nodes"]]


def written() -> list[str]:
    """The paths of the pages that are written by hand."""
    return [p.relative_to(ROOT / "docs").with_suffix(".html").as_posix() for p in sorted((ROOT / "docs").rglob("*.md"))]


# The generated pages of which there is one, by template.
ALONE = {name: f"{about.get('folder', name)}/index.html" for name, about in ONLY.items()}
