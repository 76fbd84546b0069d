"""The pictures: each number in the drawing, in the table beside it and counted here from the CSVs is the same."""

from __future__ import annotations

import csv
import html
import json
import os
import re
import subprocess
import sys
from collections import Counter, defaultdict
from html.parser import HTMLParser
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from site_parts import Tab, resize

from corpus.derive.tables import build_tables
from corpus.model.records import read_corpus
from corpus.site.charts.figures import all_figures, relations_of, share_bars
from corpus.site.lookup import Site
from helpers import ROOT, run

pytestmark = pytest.mark.data

STYLE = (ROOT / "docs" / "assets" / "site" / "charts.css").read_text(encoding="utf-8")


def rows(path: str) -> list[dict[str, str]]:
    with (ROOT / "data" / path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def counted() -> dict[str, dict[str, str]]:
    """The numbers of each picture, from the CSVs alone; what is nought is left out."""
    main = {r["recommendation_id"]: r for r in rows("recommendations.csv")}
    kind = {r["actor_id"]: r["actor_type_code"] for r in rows("tables/actors.csv")}
    passages = {r["passage_id"]: r for r in rows("audit/passages.csv")}
    of: dict[tuple[str, str], set[str]] = defaultdict(set)  # types of actors of a recommendation, by role
    for r in rows("tables/recommendation_actors.csv"):
        of[r["recommendation_id"], r["role_code"]].add(kind[r["actor_id"]])
    pillar = {r["code"]: r["broader"] for r in rows("vocabularies/terms.csv") if r["vocabulary"] == "theme"}
    asks, to_do = defaultdict(set), defaultdict(set)
    for key, r in main.items():
        themes = [r["theme_code"], *filter(None, r["other_themes_code"].split("; "))]
        for t, p in product(of[key, "made-by"] or {"unknown"}, {pillar[theme] for theme in themes}):
            asks[f"{t} {p}"].add(r["same_request_id"])
        for t in of[key, "addressed-to"]:
            to_do[f"{r['type_of_action_code']} {t}"].add(r["same_request_id"])
    cited = Counter(f"{r['instrument_id']} {r['relation_code'] or 'not-stated'}" for r in rows("tables/citations.csv"))
    fed: Counter[str] = Counter()
    for r in rows("tables/recommendation_relations.csv"):
        start, end = (passages[main[r[c]]["passage_id"]] for c in ("origin_id", "recommendation_id"))
        if start["source_id"] == end["source_id"] == "hdim2006":
            fed.update([f"{start['layer']} {end['layer']}", f"{start['layer']} {end['layer']} {r['relation_code']}"])
    share = {
        f"{t} {s}": f"{100 * n / sum(found.values()):.1f}" for s, found in lengths().items() for t, n in found.items()
    }
    distinct = {"who-asks": asks, "who-is-asked": to_do}
    numbers = {name: {k: len(ids) for k, ids in found.items()} for name, found in distinct.items()}
    numbers |= {"instruments": cited, "layers-hdim2006": fed}
    return {name: {k: str(n) for k, n in c.items()} for name, c in numbers.items()} | {"passage-types": share}


class Cells(HTMLParser):
    """The cells of a page: (element, name) -> text, for each figure and drawing in it."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, dict[str, str]] = {}
        self.where, self.cell, self.opened = "", None, ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "svg" and "chart" in (given.get("class") or ""):
            self.where = (given["aria-labelledby"] or "").split("-title")[0]
            self.found[self.where] = {}
        elif tag == "table" and (given.get("id") or "").endswith("-table"):
            self.where = given["id"]
            self.found[self.where] = {}
        if given.get("data-cell"):
            self.cell, self.opened = given["data-cell"], tag
            assert self.cell not in self.found[self.where], (self.where, self.cell)
            self.found[self.where][self.cell] = ""

    def handle_endtag(self, tag: str) -> None:
        if tag == self.opened:
            self.cell = None

    def handle_data(self, data: str) -> None:
        if self.cell:
            self.found[self.where][self.cell] += data.strip()


@pytest.fixture(scope="module")
def cells(built: Path) -> dict[str, dict[str, str]]:
    reader = Cells()
    reader.feed((built / "pictures" / "index.html").read_text(encoding="utf-8"))
    return reader.found


@pytest.mark.parametrize("name", ["who-asks", "who-is-asked", "instruments", "layers-hdim2006", "passage-types"])
def test_drawing_table_and_count_agree(name: str, cells: dict[str, dict[str, str]]) -> None:
    count = counted()[name]
    assert count and {k: v for k, v in cells[f"{name}-table"].items() if v not in ("0", "0.0")} == {
        k: v for k, v in count.items() if v != "0.0"
    }
    drawn = {k: v for k, v in count.items() if len(k.split()) == 2}
    for size in ("wide", "narrow"):
        assert cells[f"{name}-{size}-screen"] == drawn, size


def test_every_drawing_has_a_name_a_description_and_its_words(cells: dict[str, dict[str, str]], built: Path) -> None:
    page = (built / "pictures" / "index.html").read_text(encoding="utf-8")
    drawings = re.findall(r"<svg class=\"chart.*?</svg>", page, flags=re.S)
    assert len(drawings) == 10
    for svg in drawings:
        for part in ("title", "desc"):
            name, text = re.search(rf'<{part} id="([^"]+)">([^<]+)</{part}>', svg).groups()
            assert name in re.search(r'aria-labelledby="([^"]+)"', svg)[1].split() and len(text) > 10
        assert 'role="group"' in svg and svg.count("<a ") == len(re.findall(r'<a href="[^"]+" aria-label="[^"]+"', svg))


def test_the_bytes_are_the_same_in_another_process() -> None:
    code = (
        "import sys, json, hashlib; sys.path[:0] = json.loads(sys.argv[1]); import test_pictures as t; "
        "site = t.look_up(); "
        "made = [str(f.svg) + str(f.rows) for f in t.all_figures(site)]"
        " + [str(t.share_bars(site, s)) for s in site.rows['sources']]"
        " + [str(t.relations_of(site, r)) for r in site.rows['recommendations']];"
        "print(hashlib.sha256('\\n'.join(made).encode()).hexdigest(), len(made))"
    )
    said = []
    for seed in ("1", "7"):
        done = subprocess.run(
            [sys.executable, "-c", code, json.dumps(sys.path)],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        said.append(done.stdout)
    assert said[0] == said[1] and int(said[0].split()[1]) > 200


def look_up(root: Path = ROOT) -> Site:
    corpus = read_corpus(root)
    return Site(corpus, build_tables(corpus))


# Where numbers lead

LINK = re.compile(r'<a href="([^"]+)" aria-label="[^"]*: ([0-9.]+)(?: %)?">')
APPLY = """(query) => {
  history.replaceState(null, '', query);
  dispatchEvent(new PopStateEvent('popstate'));
  return document.querySelector('output').textContent;
}"""


def test_every_number_of_every_drawing_leads_to_as_many(tab: Tab, built: Path, address: str) -> None:
    """Distinct requests among the rows of the table, noted requests on the page of what became of them, entries of a
    list, letters and digits of passages, foreign keys of a table."""
    page, kinds = tab.page, Counter()
    page.goto(address + "recommendations/index.html")
    keys = json.loads((built / "datapackage.json").read_text(encoding="utf-8"))["resources"]
    refers = {
        r["name"]: Counter(k["reference"]["resource"] or r["name"] for k in r["schema"].get("foreignKeys", ()))
        for r in keys
    }
    shares = {
        source: {f"{100 * n / sum(found.values()):.1f}" for n in found.values()} for source, found in lengths().items()
    }
    for path in ["pictures/index.html", "followed/index.html", "tables/index.html", *sources(built)]:
        text = (built / path).read_text(encoding="utf-8")
        drawn = "".join(re.findall(r"<svg class=\"chart.*?</svg>", text, re.S))
        links = {(html.unescape(a), n) for a, n in LINK.findall(drawn)}
        assert links and len(re.findall("<a ", drawn)) == len(LINK.findall(drawn)), path
        for target, number in sorted(links):
            where, _, place = target.partition("#")
            if "recommendations/index.html?" in where:
                said = page.evaluate(APPLY, "?" + where.partition("?")[2])
                found = re.match(r"(\d+) of .*?, (\d+) different requests?", said).groups()
                assert number == found[0 if path.startswith("followed") else 1], (target, said)
            elif place == "passages":
                source = Path(where or path).stem
                assert number in shares[source], (target, number)
            elif path.startswith("tables"):
                assert int(number) in refers[Path(where).stem].values(), target
            else:
                there = text if not where else (built / path).parent.joinpath(where).read_text(encoding="utf-8")
                part = there.split(f'id="{place}"', 1)[1].split("</ul>")[0]
                assert int(number) == part.count("<li>"), target
            kinds["query" if "?" in target else place.partition("-")[0] or "table"] += 1
    assert kinds["query"] > 60 and min(kinds[k] for k in ("mentions", "layers", "passages", "table")) > 5
    assert tab.faults == []


def lengths() -> dict[str, Counter[str]]:
    """Letters and digits by source and type of passage."""
    out: dict[str, Counter[str]] = defaultdict(Counter)
    for r in rows("audit/passages.csv"):
        out[r["source_id"]][r["passage_type_code"]] += int(r["length"])
    return out


def sources(built: Path) -> list[str]:
    return [f"sources/{p.name}" for p in sorted((built / "sources").glob("*.html")) if p.name != "index.html"]


# Colours


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a: str, b: str) -> float:
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(("scheme", "paper"), [("default", "#ffffff"), ("slate", "#14181f")])
def test_numbers_can_be_read_on_every_shade(scheme: str, paper: str) -> None:
    block = re.search(rf'\[data-md-color-scheme="{scheme}"\] \{{(.*?)\n\}}', STYLE, re.S)[1]
    colours = dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6})", block))
    assert [n for n in range(1, 6) if contrast(colours[f"shade-{n}"], colours[f"on-{n}"]) < 4.5] == []
    assert [name for name in ("bar", "edge") if contrast(colours[name], paper) < 3] == []  # WCAG 1.4.11
    greys = [luminance(colours[f"shade-{n}"]) for n in range(1, 6)]
    assert greys in (sorted(greys), sorted(greys, reverse=True))  # more is always darker, or always lighter


def test_contrast_is_that_of_the_standard() -> None:
    assert round(contrast("#000000", "#ffffff"), 1) == 21 and contrast("#777777", "#ffffff") < 4.5 < contrast(
        "#767676", "#ffffff"
    )


# In a browser

LETTERS = """() => Array.from(document.querySelectorAll('svg.chart')).filter((s) => s.getBoundingClientRect().width)
  .map((s) => {
  const box = s.getBoundingClientRect();
  const size = parseFloat(getComputedStyle(s).fontSize) * box.width / s.viewBox.baseVal.width;
  const out = Array.from(s.querySelectorAll('text')).filter((t) => {
    const b = t.getBoundingClientRect();
    return b.left < box.left - 1 || b.right > box.right + 1 || b.top < box.top - 1 || b.bottom > box.bottom + 1;
  });
  return {size: size, out: out.map((t) => t.textContent), name: s.getAttribute('aria-labelledby')};
})"""


@pytest.mark.parametrize(
    "path",
    [
        "pictures/index.html",
        "recommendations/hdim2006-r151.html",
        "requests/hdim2006-r151.html",
        "sources/hdim2006.html",
        "tables/index.html",
    ],
)
def test_letters_are_large_enough_and_none_is_cut_off(path: str, tab: Tab, address: str) -> None:
    tab.page.goto(address + path)
    for width in (360, 768, 1280):
        assert resize(tab.page, width) == []
        found: list[dict[str, Any]] = tab.page.evaluate(LETTERS)
        assert found and [f for f in found if f["size"] < 10.99 or f["out"]] == [], width


def test_a_repository_of_others_has_its_pictures_too(good: Path) -> None:
    site = look_up(good)
    assert run("validate", root=good).code == 0 and [f.id for f in all_figures(site)][:3] == [
        "who-asks",
        "who-is-asked",
        "instruments",
    ]
    assert all('role="group"' in share_bars(site, s) for s in site.rows["sources"])
    assert any(relations_of(site, r) for r in site.rows["recommendations"])
