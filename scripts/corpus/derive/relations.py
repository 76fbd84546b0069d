"""Derives groups of the same request, and the one to count, from the links between recommendations."""

from collections.abc import Iterable, Mapping
from typing import Any

from corpus.model.records import Corpus, Record

# A recommendation that restates another asks the same. One that consolidates others merges requests that
# may differ: it is a separate request.
SAME, MERGES = "restates", "consolidates"


def layer_of(corpus: Corpus) -> dict[str, dict[str, Any]]:
    """The layer of every passage: its entry in the ``layers`` of the source, with ``drafting_order``.

    A layer begins with its first passage and ends where another one begins.
    """
    out: dict[str, dict[str, Any]] = {}
    for source in corpus.of("source"):
        starts = {x["first_passage"]: {**x, "drafting_order": n} for n, x in enumerate(source.items("layers"), 1)}
        current: dict[str, Any] = {}
        for passage in sorted(corpus.of_source("passage", source.id), key=lambda p: p.get("start", 0)):
            current = starts.get(passage.id, current)
            out[passage.id] = current
    return out


def clusters(nodes: Iterable[str], links: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Connected components: each node's component, as a sorted list of its nodes."""
    group = {n: {n} for n in nodes}
    for a, b in links:
        if a in group and b in group and group[a] is not group[b]:
            fewer, more = sorted((group[a], group[b]), key=len)
            more |= fewer
            group |= dict.fromkeys(fewer, more)
    return {n: sorted(names) for n, names in group.items()}


def same_requests(
    published: list[Record], when: Mapping[str, tuple[Any, ...]], layers: Mapping[str, dict[str, Any]]
) -> dict[str, str]:
    """For each recommendation, the identifier of the one that represents its request.

    The canonical member restates nothing; among several, it is the earliest by date (``when``: first
    day), then drafting order, then place in the document.
    """
    by_id = {r.id: r for r in published}
    links = [(r.id, link["origin_id"]) for r in published for link in r.items("relations") if link["relation"] == SAME]
    derived = {a for a, b in links if b in by_id}

    def rank(name: str) -> tuple[Any, ...]:
        record = by_id[name]
        order = layers.get(record.get("passage"), {}).get("drafting_order", 0)
        return (name in derived, when[name], order, record.get("source"), record.get("span_start"), name)

    members = clusters(by_id, links)
    return {name: min(group, key=rank) for name, group in members.items()}
