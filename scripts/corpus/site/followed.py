"""The outcomes of noted requests: counts and lists from request_traces, for pages and the explorer."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cache, cached_property

from markupsafe import Markup

from corpus.derive.relations import layer_of
from corpus.derive.tables import INFERRED, UNSPECIFIED
from corpus.derive.traces import Traces

from .charts.shapes import Flow, both, flow
from .lookup import Site
from .render import layer_name

# The ways of a noted request, by whether it is in the next list and in the last one; see WAYS.
WAY = {(True, True): "both", (True, False): "next", (False, True): "last", (False, False): "neither"}
WAYS = {
    "both": "Noted, then in both later lists",
    "next": "Noted, then in the next list only",
    "last": "Noted, then in the final list only",
    "neither": "Noted, in no later list",
    "from-notes": "In the final list, derived from a note",
    "no-note": "In the final list, no note found",
}
# Titles; for each the vocabulary, the filter of the table, and the prefix of its values there.
BREAKDOWNS = {
    "By who asked": ("actor-type", "by", "type:"),
    "By who was asked": ("actor-type", "to", "type:"),
    "By strength of wording": ("wording-strength", "strength", ""),
    "By topic": ("theme", "theme", ""),
}
# Noted requests by a property: for each value its name, its filter in the address, and the number per way.
Breakdown = list[tuple[str, dict[str, str], dict[str, int]]]


class Followed:
    """The noted requests of one document, with the list drafted after the notes and the last list."""

    def __init__(self, site: Site, source: str) -> None:
        self.site, self.source = site, source
        layers = sorted(site.where("source_layers", "source", source), key=lambda r: r["drafting_order"])
        self.notes, self.next, self.last = layers[0], layers[1], layers[-1]
        self.layers = layers
        self.traces = Traces(site.corpus.published, layer_of(site.corpus))

    def _trace(self, row: dict, layer: dict) -> dict:
        """The outcome of a recommendation in a later layer; {} if it was not noted first."""
        rows = self.site.where("request_traces", "recommendation_id", row["recommendation_id"], layer=layer["layer"])
        return rows[0] if rows else {}

    @cached_property
    def noted(self) -> list[dict]:
        """The recommendations in the notes."""
        return [r for r in self.site.where("recommendations", "source", self.source) if self._trace(r, self.last)]

    @cached_property
    def final(self) -> list[dict]:
        """The items of the last list."""
        rows = self.site.where("recommendations", "source", self.source)
        return [r for r in rows if self.layer_of(r["recommendation_id"]) == self.last["layer"]]

    @cached_property
    def taken(self) -> set[str]:
        """The items of the last list that derive from a note."""
        reached = filter(None, (self._trace(r, self.last)["reached_as"] for r in self.noted))
        return {name for names in reached for name in names.split("; ")}

    @cached_property
    def ways(self) -> dict[str, str]:
        """The way of each noted request and each item of the last list, by identifier."""
        lists = (self.next, self.last)
        found = {r["recommendation_id"]: [bool(self._trace(r, x).get("reached")) for x in lists] for r in self.noted}
        names = [r["recommendation_id"] for r in self.final]
        final = {name: "from-notes" if name in self.taken else "no-note" for name in names}
        return {key: WAY[after, end] for key, (after, end) in found.items()} | final

    def way_of(self, key: str) -> list[tuple[str, list[str]]]:
        """The layers that contain a request, by its relations: (name of the layer, identifiers), in drafting order."""
        names = [*self.traces.origins(key), key, *self.traces.reached(key)]
        by_layer = [(layer_name(x["title"]), [n for n in names if self.layer_of(n) == x["layer"]]) for x in self.layers]
        return [(name, sorted(found)) for name, found in by_layer if found]

    def layer_of(self, key: str) -> str:
        """The layer that contains a recommendation."""
        return str(self.site.rows["passages"][self.site.rows["recommendations"][key]["passage"]]["layer"])

    def asked_by(self, actor: str) -> list[dict]:
        """The noted requests that an actor made."""
        made = {r["recommendation_id"] for r in self.site.of_actor(actor, "made-by")}
        return [r for r in self.noted if r["recommendation_id"] in made]

    def outcomes(self) -> list[tuple[dict, list[tuple[str, list[dict]]]]]:
        """For each later layer, the outcomes of the notes: (outcome, rows of request_traces)."""
        out, codes = [], self.site.corpus.vocabularies.get("trace-outcome", {})
        for layer in self.layers[1:]:
            traces = [self._trace(r, layer) for r in self.noted]
            by_code = ((code, [t for t in traces if t.get("outcome") == code]) for code in codes)
            out.append((layer, [(code, rows) for code, rows in by_code if rows]))
        return out

    def changed(self) -> list[tuple[dict, dict, list[str]]]:
        """The noted requests with other addressees in the last list, with their traces and the addressees dropped."""
        recommendations, out = self.site.rows["recommendations"], []
        nobody = self.site.corpus.label("actors", UNSPECIFIED)  # a list cannot drop this one
        for row in self.noted:
            trace = self._trace(row, self.last)
            if trace["reached_as"]:
                rows = [row, *(recommendations[key] for key in trace["reached_as"].split("; "))]
                here, *there = (r["addressed_to"].replace(INFERRED, "").split("; ") for r in rows)
                dropped = [a for a in here if a != nobody and not any(a in names for names in there)]
                if dropped or trace["addressees_changed"]:
                    out.append((row, trace, dropped))
        return out

    def count(self, *ways: str, rows: Iterable[dict] | None = None) -> int:
        """The number of noted requests (or of ``rows``) that went one of these ways."""
        return sum(self.ways[r["recommendation_id"]] in ways for r in (self.noted if rows is None else rows))

    def distinct(self, *ways: str) -> int:
        """The number of distinct requests among the noted ones that went one of these ways."""
        return self.site.distinct(r for r in self.noted if self.ways[r["recommendation_id"]] in ways)

    def breakdowns(self, tokens: Callable[[Site, dict], dict[str, list[str]]]) -> dict[str, Breakdown]:
        """The noted requests by each property in BREAKDOWNS, by title; ``tokens`` gives the filter values of a row."""
        found = [(row, tokens(self.site, row)) for row in self.noted]
        return {title: self._breakdown(found, *of) for title, of in BREAKDOWNS.items()}

    def _breakdown(self, found: list[tuple[dict, dict]], vocabulary: str, name: str, prefix: str) -> Breakdown:
        by: dict[str, list[dict]] = defaultdict(list)
        for row, has in found:
            for value in has[name]:
                by[value].append(row)
        terms = ((prefix + code, term) for code, term in self.site.corpus.vocabularies[vocabulary].items())
        return [
            (term.get("label"), {name: value}, {way: self.count(way, rows=by[value]) for way in WAY.values()})
            for value, term in terms
            if value in by
        ]

    def picture(self, href: Callable[..., str]) -> Markup:
        """The flow from the notes to the next list and to the last one; each number links to its rows."""

        def link(ways: tuple[str, ...]) -> str:
            return href("recommendations/index.html", source=self.source, way=list(ways))

        taken, left = ("both", "next"), ("last", "neither")
        columns: list[list[tuple[str, tuple[str, ...]]]] = [
            [("Noted", tuple(WAY.values()))],
            [("In the next list", taken), ("Not in the next list", left)],
            [("In the final list", ("both", "last")), ("Not in the final list", ("next", "neither"))],
        ]
        flows = [Flow(0, 0, 0, self.count(*taken)), Flow(0, 0, 1, self.count(*left))]
        flows += [Flow(1, int(not a), int(not b), self.count(way)) for (a, b), way in WAY.items()]
        boxes = [[(name, self.count(*ways), link(ways)) for name, ways in column] for column in columns]
        title = "From the notes to the final list"
        said = "; ".join(f"{WAYS[w]}: {self.count(w)}" for w in WAY.values())
        return both("flow", title, f"Requests noted in the sessions: {said}.", lambda width: flow(boxes, flows, width))


@cache
def followed(site: Site) -> list[Followed]:
    """One for each document that has noted requests and later layers."""
    rows, traces = site.rows["recommendations"], site.tables["request_traces"].rows
    return [Followed(site, s) for s in sorted({rows[r.values["recommendation_id"]]["source"] for r in traces})]


@cache
def ways(site: Site) -> dict[str, str]:
    """The way of every recommendation that has one, by identifier."""
    return {key: way for f in followed(site) for key, way in f.ways.items()}
