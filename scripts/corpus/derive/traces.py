"""Traces the requests that were noted first through the later layers of their document."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from corpus.model.records import Record

from .relations import SAME

# From the closest relation to the loosest. A chain of relations is as loose as its loosest link.
CLOSEST = (SAME, "elaborates", "consolidates", "follows-up")
# The outcome of a request by the relation that follows, or without one: codes of the vocabulary trace-outcome.
OUTCOMES = dict(zip((*CLOSEST, ""), ("kept", "elaborated", "merged", "recalled", "not-taken")))


class Traces:
    """The links between the recommendations of each document, followed from layer to layer."""

    def __init__(self, published: Iterable[Record], layers: Mapping[str, dict[str, Any]]) -> None:
        self.records = {r.id: r for r in published}
        self.layer = {name: layers.get(r.get("passage"), {}) for name, r in self.records.items()}
        self._derived: dict[str, list[tuple[str, str]]] = defaultdict(list)  # by origin: identifier, relation
        for r in self.records.values():
            for link in r.items("relations"):
                origin = self.records.get(link["origin_id"])
                if origin is None or origin.get("source") != r.get("source"):
                    continue
                self._derived[origin.id].append((r.id, link["relation"]))
                if link["relation"] == SAME and self.order(r.id) == self.order(origin.id):
                    self._derived[r.id].append((origin.id, SAME))  # two notes of one request, in one list

    def order(self, name: str) -> int:
        """The position of its layer in the drafting order, from 1."""
        return int(self.layer[name].get("drafting_order", 1))

    def noted(self) -> list[tuple[Record, list[str]]]:
        """Each recommendation in the first layer of a document with later layers, and these layers in order."""
        layers: dict[str, dict[int, str]] = defaultdict(dict)
        for name, r in self.records.items():
            layers[r.get("source")][self.order(name)] = self.layer[name].get("layer", "")
        return [
            (r, [layer for order, layer in sorted(layers[r.get("source")].items()) if order > 1])
            for name, r in self.records.items()
            if self.order(name) == 1 and len(layers[r.get("source")]) > 1
        ]

    def reached(self, name: str) -> dict[str, str]:
        """The recommendations of its document that derive from this one, with the relation of the closest chain."""
        found = {name: ""}
        for n, relation in enumerate(CLOSEST):
            open_ends = list(found)
            while open_ends:
                for derived, by in self._derived[open_ends.pop()]:
                    if derived not in found and by in CLOSEST[: n + 1]:
                        found[derived] = relation
                        open_ends.append(derived)
        del found[name]
        return found

    def in_layer(self, name: str, layer: str) -> dict[str, str]:
        """Those among them that are in one later layer."""
        return {k: how for k, how in sorted(self.reached(name).items()) if self.layer[k].get("layer") == layer}

    def taken_up_by(self, name: str) -> list[str]:
        """The recommendations of later layers of the document that name this one as an origin."""
        return sorted(k for k, _ in self._derived[name] if self.order(k) > self.order(name))

    def origins(self, name: str) -> list[str]:
        """All recommendations in earlier layers of its document from which this one derives, the earliest first."""
        before = [n for n in self.records if self.order(n) < self.order(name) and name in self.reached(n)]
        return sorted(before, key=lambda n: (self.order(n), n))
