"""What the pictures show: numbers counted from the tables, with what each says and does not say."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import yaml
from markupsafe import Markup

from corpus.site.lookup import Site

from .drawing import LETTER, picture
from .shapes import NARROW, WIDE, Drawn, Edge, Grid, bars, both, grid, layers, neighbours, pairs

UNNAMED = "unnamed"
NO_RELATION = "not-stated"


Rows = list[tuple[str, list[tuple[str, str]]]]  # label, and (name, text) of each cell


@dataclass(frozen=True)
class Figure:
    """One picture: what it is called and says, its drawing, and the numbers behind it as a table."""

    id: str
    title: str
    shows: str
    not_shown: str
    svg: Markup
    heads: list[str]
    rows: Rows


def all_figures(site: Site) -> list[Figure]:
    """The pictures of the page, in its order."""
    fed = (layers_of(site, s) for s in site.rows["sources"] if len(site.where("source_layers", "source", s)) > 1)
    return [who_asks(site), who_is_asked(site), instruments(site), *(f for f in fed if f), passage_types(site)]


_TEXTS = yaml.safe_load(Path(__file__).with_name("figures.yaml").read_text(encoding="utf-8"))


def _figure(
    text: str, name: str, draw: Callable[[int], Drawn], heads: list[str], rows: Rows, **filled: object
) -> Figure:
    """A drawing and its table with their texts, in which ``filled`` are put."""
    said = _TEXTS[text]
    shows = said["shows"].format(**filled)
    drawing = both(name, said["title"], shows, draw)
    return Figure(name, said["title"], shows, said["not_shown"], drawing, [said["corner"], *heads], rows)


def _grid(name: str, g: Grid, **filled: object) -> Figure:
    """A grid as a figure."""
    rows = [
        (label, [(f"{row} {column}", g.shown(g.cells.get((row, column), 0))) for column, _ in g.columns])
        for row, label in g.rows
    ]
    return _figure(name, name, lambda width: grid(g, width), [label for _, label in g.columns], rows, **filled)


def _terms(site: Site, vocabulary: str, used: Iterable[str]) -> list[tuple[str, str]]:
    """Codes in use with their labels, in the order of the vocabulary."""
    found, terms = set(used), site.corpus.vocabularies.get(vocabulary, {})
    return [(code, term.get("label")) for code, term in terms.items() if code in found]


def _types(site: Site, role: str) -> dict[str, set[str]]:
    """The types of the actors that a recommendation has in a role."""
    out: dict[str, set[str]] = {key: set() for key in site.rows["recommendations"]}
    for row in (r.values for r in site.tables["recommendation_actors"].rows):
        if row["role"] == role:
            out[row["recommendation_id"]].add(site.rows["actors"][row["actor_id"]]["actor_type"])
    return out


def who_asks(site: Site) -> Figure:
    """Types of maker by pillar."""
    cells: Counter[tuple[str, str]] = Counter()
    for key, types in _types(site, "made-by").items():
        cells.update((t, site.rows["recommendations"][key]["pillar"]) for t in types or {UNNAMED})
    rows = _terms(site, "actor-type", (r for r, _ in cells))
    rows += [(UNNAMED, "Not named in the document")] if any(r == UNNAMED for r, _ in cells) else []
    return _grid("who-asks", Grid(rows, _terms(site, "pillar", (c for _, c in cells)), cells))


def who_is_asked(site: Site) -> Figure:
    """Types of action by types of addressee."""
    cells: Counter[tuple[str, str]] = Counter()
    for key, types in _types(site, "addressed-to").items():
        cells.update((site.rows["recommendations"][key]["type_of_action"], t) for t in types)
    rows = _terms(site, "type-of-action", (r for r, _ in cells))
    return _grid("who-is-asked", Grid(rows, _terms(site, "actor-type", (c for _, c in cells)), cells))


def instruments(site: Site) -> Figure:
    """Mentions of instruments by relation."""
    mentions = [r.values for r in site.tables["citations"].rows]
    cells = Counter((r["instrument_id"], r["relation"] or NO_RELATION) for r in mentions)
    total = Counter(r["instrument_id"] for r in mentions)
    labels = ((k, site.corpus.label("instruments", k)) for k in total)
    rows = sorted(labels, key=lambda row: (-total[row[0]], row[1].casefold()))
    columns = _terms(site, "citation-relation", (c for _, c in cells))
    columns += [(NO_RELATION, "No relation stated")] if any(c == NO_RELATION for _, c in cells) else []
    background = sum(r["recommendation_id"] is None for r in mentions)
    return _grid("instruments", Grid(rows, columns, cells), background=background, mentions=len(mentions))


def percent(share: float) -> str:
    """A share as text, with one decimal."""
    return f"{100 * share:.1f}"


def shares(site: Site, source: str) -> list[tuple[str, str, float]]:
    """The share of a document's letters and digits by type of passage, the largest first: (code, label, share)."""
    length: Counter[str] = Counter()
    for row in site.where("passages", "source", source):
        length[row["passage_type"]] += row["length"]
    whole = sum(length.values())
    found = [(code, label, length[code] / whole) for code, label in _terms(site, "passage-type", length)]
    return sorted(found, key=lambda item: -item[2])


def passage_types(site: Site) -> Figure:
    """Shares of passage types by document."""
    cells = {(code, source): share for source in site.rows["sources"] for code, _, share in shares(site, source)}
    columns = [(source, source) for source in site.rows["sources"]]
    rows = _terms(site, "passage-type", (r for r, _ in cells))
    return _grid("passage-types", Grid(rows, columns, cells, percent, whole=1))


def layers_of(site: Site, source: str) -> Figure | None:
    """How the layers of a document feed each other; None where no links lie inside it."""
    layer_of = {key: row["layer"] for key, row in site.rows["passages"].items() if row["source"] == source}
    place = {key: layer_of.get(row["passage"]) for key, row in site.rows["recommendations"].items()}
    found: Counter[tuple[str, str, str]] = Counter()
    for row in (r.values for r in site.tables["recommendation_relations"].rows):
        start, end = place.get(row["origin_id"]), place.get(row["recommendation_id"])
        if start and end:
            found[start, end, row["relation"]] += 1
    if not found:
        return None
    ordered = sorted(site.where("source_layers", "source", source), key=lambda r: r["drafting_order"])
    nodes = [(r["layer"], r["title"]) for r in ordered]
    relations = _terms(site, "relation", (k[2] for k in found))
    edges, rows = [], []
    for start, first in nodes:
        for end, last in nodes:
            each = [(label, found[start, end, code]) for code, label in relations]
            if any(n for _, n in each):
                notes = [f"{label}: {n}" for label, n in each if n]
                edges.append(Edge(start, end, sum(n for _, n in each), notes))
                cells = [(f"{start} {end} {code}", str(found[start, end, code])) for code, _ in relations]
                cells.append((f"{start} {end}", str(edges[-1].number)))
                rows.append((f"{first} → {last}" if start != end else f"within {first}", cells))
    heads, title = [*(label for _, label in relations), "Together"], site.rows["sources"][source]["title"]
    return _figure("layers", f"layers-{source}", partial(layers, nodes, edges), heads, rows, document=title)


# Small ones, for the pages of records


def share_bars(site: Site, source: str) -> Markup:
    """A bar for each type of passage in a document."""
    found = shares(site, source)
    said = "; ".join(f"{label} {percent(share)} %" for _, label, share in found)
    drawn = bars(found, lambda share: f"{percent(share)} %")
    return picture("share", f"Share of {source} by type of passage", said, NARROW, *drawn)


def relations_of(site: Site, key: str) -> Markup | None:
    """A recommendation between those it goes back to and those that go back to it; None where there are none."""
    links = partial(site.where, "recommendation_relations")
    origins = [(r["origin_id"], _verb(site, r)) for r in links("recommendation_id", key)]
    derived = [(r["recommendation_id"], _verb(site, r)) for r in links("origin_id", key)]
    if not origins and not derived:
        return None
    above, below = [(name, f"this {v} it") for name, v in origins], [(name, f"{v} this") for name, v in derived]
    said = [f"{key} {v} {name}" for name, v in origins] + [f"{name} {v} {key}" for name, v in derived]
    title = f"Where {key} is between others"
    return picture("links", title, "; ".join(said), NARROW, *neighbours(key, above, below))


def _verb(site: Site, link: dict) -> str:
    return site.corpus.label("terms:relation", link["relation"]).lower()


def repeats(site: Site, key: str, rows: list[dict]) -> Markup:
    """The recommendations that ask the same, in their order, with what each goes back to."""
    own = [r["recommendation_id"] for r in rows]
    nodes, edges, said = [], [], []
    for name in own:
        links = site.where("recommendation_relations", "recommendation_id", name)
        back = [(link["origin_id"], _verb(site, link)) for link in links if link["origin_id"] in own]
        goes_back = [f"{verb} {origin}" for origin, verb in back]
        nodes.append((name, "\n".join([name, *goes_back])))
        edges += [Edge(origin, name, 0) for origin, _ in back]
        said += [f"{name} {how}" for how in goes_back]
    title = f"How the request of {key} was taken up"
    return picture("links", title, "; ".join(said), NARROW, *layers(nodes, edges, NARROW))


# The tables


def key_list(site: Site) -> list[tuple[str, str, str, str]]:
    """Every foreign key: table, its columns, the table they refer to, its columns."""
    joins = ((table.name, *join) for table in site.tables.values() for join in site.material.joins(table))
    return [(name, ", ".join(here), other.name, ", ".join(there)) for name, here, other, there in joins]


def keys(site: Site) -> Markup:
    """Which table refers to which: a line for each pair of tables, however many columns refer."""
    cells = Counter((here, there) for here, _, there, _ in key_list(site))
    left = list(dict.fromkeys(a for a, _ in cells))
    right = [name for name in site.tables if any(b == name for _, b in cells)]
    room = int(max(map(len, left)) * LETTER) + 4
    numbers = Grid([(name, name) for name in left], [(name, name) for name in right], cells, left=room)

    def draw(width: int) -> Drawn:
        """Curves where there is room for them, else how many keys lead from line to column."""
        return pairs(left, right, cells, width) if width == WIDE else grid(numbers, width)

    between = f"{cells.total()} foreign keys between {len(cells)} pairs of tables"
    return both("keys", "Which table refers to which", f"{between}; the list below the drawing has them all.", draw)
