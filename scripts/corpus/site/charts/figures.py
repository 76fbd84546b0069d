"""The data of the charts: numbers counted from the tables, with notes on how to read them."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from itertools import product
from pathlib import Path
from urllib.parse import urlencode

import yaml
from markupsafe import Markup

from corpus.site.explorer import UNKNOWN, tokens
from corpus.site.lookup import Site

from .drawing import LETTER, picture
from .shapes import NARROW, Drawn, Edge, Grid, both, grid, layers

NO_RELATION = "not-stated"


Cell = tuple[str, str, str | None]  # name, text, address
Rows = list[tuple[str, list[Cell]]]  # each with its label


@dataclass(frozen=True)
class Figure:
    """One chart: its title and texts, its drawing, and its numbers as a table.

    ``lists`` are the targets of numbers without another page: identifier, title, pairs of recommendations.
    """

    id: str
    title: str
    shows: str
    not_shown: str
    svg: Markup
    heads: list[str]
    rows: Rows
    lists: tuple[tuple[str, str, list[tuple[str, str]]], ...] = ()


@dataclass(frozen=True)
class Axis:
    """The rows or columns of a grid: codes of a vocabulary, as a filter of the table of recommendations."""

    filter: str
    vocabulary: str
    prefix: str = ""

    def codes(self, has: dict[str, list[str]]) -> list[str]:
        """The codes that apply to a recommendation."""
        return [v.removeprefix(self.prefix) for v in has[self.filter] if v == UNKNOWN or v.startswith(self.prefix)]

    def chosen(self, code: str) -> dict[str, str]:
        """The query of the address of the table."""
        return {self.filter: code if code == UNKNOWN else self.prefix + code}


def all_figures(site: Site) -> list[Figure]:
    """The charts of the page, in order."""
    fed = (layers_of(site, s) for s in site.rows["sources"] if len(site.where("source_layers", "source", s)) > 1)
    types = "actor-type", "type:"
    return [
        _crossed(site, "who-asks", Axis("by", *types), Axis("theme", "pillar", "pillar:")),
        _crossed(site, "who-is-asked", Axis("action", "type-of-action"), Axis("to", *types)),
        instruments(site),
        *(f for f in fed if f),
        passage_types(site),
    ]


_TEXTS = yaml.safe_load(Path(__file__).with_name("figures.yaml").read_text(encoding="utf-8"))


def _figure(
    text: str, name: str, draw: Callable[[int], Drawn], heads: list[str], rows: Rows, **filled: object
) -> Figure:
    """A drawing and its table with their texts, whose placeholders ``filled`` replace."""
    said = _TEXTS[text]
    shows = said["shows"].format(**filled)
    drawing = both(name, said["title"], shows, draw)
    return Figure(name, said["title"], shows, said["not_shown"], drawing, [said["corner"], *heads], rows)


def _grid(name: str, g: Grid, **filled: object) -> Figure:
    """A grid as a figure."""
    rows = [
        (label, [(f"{row} {c}", g.shown(g.cells.get((row, c), 0)), g.address(row, c)) for c, _ in g.columns])
        for row, label in g.rows
    ]
    return _figure(name, name, lambda width: grid(g, width), [label for _, label in g.columns], rows, **filled)


def terms_used(site: Site, vocabulary: str, used: Iterable[str]) -> list[tuple[str, str]]:
    """Codes in use with their labels, in the order of the vocabulary."""
    found, terms = set(used), site.corpus.vocabularies.get(vocabulary, {})
    return [(code, term.get("label")) for code, term in terms.items() if code in found]


def _crossed(site: Site, name: str, down: Axis, across: Axis) -> Figure:
    """Distinct requests by two filters of the table; each number links to its rows there."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in site.rows["recommendations"].values():
        has = tokens(site, row)
        for cell in product(down.codes(has), across.codes(has)):
            found[cell].add(row["same_request_id"])
    rows, columns = (
        terms_used(site, axis.vocabulary, (c[n] for c in found))
        + [(UNKNOWN, "Not named")] * any(c[n] == UNKNOWN for c in found)
        for n, axis in enumerate((down, across))
    )

    def link(row: str, column: str) -> str:
        return f"../recommendations/index.html?{urlencode(down.chosen(row) | across.chosen(column))}"

    return _grid(name, Grid(rows, columns, {c: len(ids) for c, ids in found.items()}, link=link))


def instruments(site: Site) -> Figure:
    """Mentions of instruments by relation."""
    mentions = [r.values for r in site.tables["citations"].rows]
    cells = Counter((r["instrument_id"], r["relation"] or NO_RELATION) for r in mentions)
    total = Counter(r["instrument_id"] for r in mentions)
    labels = ((k, site.corpus.label("instruments", k)) for k in total)
    rows = sorted(labels, key=lambda row: (-total[row[0]], row[1].casefold()))
    columns = terms_used(site, "citation-relation", (c for _, c in cells))
    columns += [(NO_RELATION, "No relation stated")] if any(c == NO_RELATION for _, c in cells) else []
    background = sum(r["recommendation_id"] is None for r in mentions)
    numbers = Grid(rows, columns, cells, link=lambda row, column: f"../instruments/{row}.html#mentions-{column}")
    return _grid("instruments", numbers, background=background, mentions=len(mentions))


def percent(share: float) -> str:
    """A share as text, with one decimal."""
    return f"{100 * share:.1f}"


def shares(site: Site, source: str) -> list[tuple[str, str, float]]:
    """The share of a document's letters and digits by type of passage, the largest first: (code, label, share)."""
    length: Counter[str] = Counter()
    for row in site.where("passages", "source", source):
        length[row["passage_type"]] += row["length"]
    whole = sum(length.values())
    found = [(code, label, length[code] / whole) for code, label in terms_used(site, "passage-type", length)]
    return sorted(found, key=lambda item: -item[2])


def passage_types(site: Site) -> Figure:
    """Shares of passage types by document."""
    cells = {(code, source): share for source in site.rows["sources"] for code, _, share in shares(site, source)}
    columns = [(source, source) for source in site.rows["sources"]]
    rows = terms_used(site, "passage-type", (r for r, _ in cells))
    bars = Grid(rows, columns, cells, percent, 1, link=lambda _, s: f"../sources/{s}.html#passages")
    return _grid("passage-types", bars)


def layers_of(site: Site, source: str) -> Figure | None:
    """The links between the layers of a document; None if it has no such links."""
    layer_of = {key: row["layer"] for key, row in site.rows["passages"].items() if row["source"] == source}
    place = {key: layer_of.get(row["passage"]) for key, row in site.rows["recommendations"].items()}
    found: dict[tuple[str, str, str], list[tuple[str, str]]] = defaultdict(list)
    for row in (r.values for r in site.tables["recommendation_relations"].rows):
        start, end = place.get(row["origin_id"]), place.get(row["recommendation_id"])
        if start and end:
            found[start, end, row["relation"]].append((row["origin_id"], row["recommendation_id"]))
    if not found:
        return None
    name, document = f"layers-{source}", site.rows["sources"][source]["title"]
    ordered = sorted(site.where("source_layers", "source", source), key=lambda r: r["drafting_order"])
    nodes = [(r["layer"], r["title"]) for r in ordered]
    relations = terms_used(site, "relation", (k[2] for k in found))
    edges, rows, lists = [], [], []
    for (start, first), (end, last) in product(nodes, nodes):
        each = [(code, label, found.get((start, end, code), [])) for code, label in relations]
        pairs_of = sorted(pair for _, _, own in each for pair in own)
        if pairs_of:
            title = f"{first} → {last}" if start != end else f"within {first}"
            here = f"{name}-{start}-{end}"
            notes = [f"{label}: {len(own)}" for _, label, own in each if own]
            edges.append(Edge(start, end, len(pairs_of), notes, f"#{here}"))
            cells: list[Cell] = [(f"{start} {end} {code}", str(len(own)), None) for code, _, own in each]
            rows.append((title, [*cells, (f"{start} {end}", str(len(pairs_of)), f"#{here}")]))
            lists.append((here, title, pairs_of))
    heads = [*(label for _, label in relations), "Together"]
    figure = _figure("layers", name, partial(layers, nodes, edges), heads, rows, document=document)
    return replace(figure, lists=tuple(lists))


# Small charts for the pages of records


def share_bars(site: Site, source: str) -> Markup:
    """A bar for each type of passage in a document."""
    found = shares(site, source)
    cells = {(code, source): share for code, _, share in found}
    labels = [(code, label) for code, label, _ in found]
    bars = Grid(labels, [(source, "Share")], cells, lambda share: f"{percent(share)} %", 1, 140, lambda *_: "#passages")
    said = "; ".join(f"{label} {percent(share)} %" for _, label, share in found)
    return picture("share", f"Share of {source} by type of passage", said, NARROW, *grid(bars, NARROW))


def relations_of(site: Site, key: str) -> Markup | None:
    """A recommendation between those it derives from and those that derive from it; None if there are none."""
    links = partial(site.where, "recommendation_relations")
    origins, derived = links("recommendation_id", key), links("origin_id", key)
    names = [*(r["origin_id"] for r in origins), key, *(r["recommendation_id"] for r in derived)]
    names = list(dict.fromkeys(names))
    return linked_requests(site, f"Where {key} is between others", names, key) if len(names) > 1 else None


def linked_requests(site: Site, title: str, names: list[str], around: str | None = None) -> Markup:
    """Recommendations in this order, with their origins; if ``around`` is given, only its links."""
    nodes, edges, said = [], [], []
    for name in names:
        links = site.where("recommendation_relations", "recommendation_id", name)
        back = [r for r in links if r["origin_id"] in names and around in (None, name, r["origin_id"])]
        verbs = [site.corpus.label("terms:relation", r["relation"]).lower() for r in back]
        goes_back = [f"{verb} {r['origin_id']}" for verb, r in zip(verbs, back)]
        nodes.append((name, "\n".join([name, *goes_back])))
        edges += [Edge(r["origin_id"], name, 0) for r in back]
        said += [f"{name} {how}" for how in goes_back]
    return picture("links", title, "; ".join(said), NARROW, *layers(nodes, edges, NARROW, around))


# The tables


def key_list(site: Site) -> list[tuple[str, str, str, str]]:
    """Every foreign key: table, its columns, the table referred to, its columns."""
    joins = ((table.name, *join) for table in site.tables.values() for join in site.material.joins(table))
    return [(name, ", ".join(here), other.name, ", ".join(there)) for name, here, other, there in joins]


def keys(site: Site) -> Markup:
    """How many foreign keys lead from one table to another."""
    cells = Counter((here, there) for here, _, there, _ in key_list(site))
    left, right = ([(name, name) for name in site.tables if any(c[n] == name for c in cells)] for n in (0, 1))
    room = int(max(len(name) for name, _ in left) * LETTER) + 4
    numbers = Grid(left, right, cells, left=room, link=lambda here, _: f"{here}.html")
    said = (
        f"{cells.total()} foreign keys between {len(cells)} pairs of tables; the list below the drawing has them all."
    )
    return both("keys", "Which table refers to which", said, lambda width: grid(numbers, width))
