"""rdflib reads each graph in both syntaxes: the same triples, and as many as the tables have terms and matches."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from common import Truth, main
from rdflib import Graph, Namespace
from rdflib.compare import to_isomorphic

SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")
BASE = "https://example.org/downloads/"  # what relative addresses are read against, in the check only


def problems(folder: Path) -> Iterator[str]:
    truth = Truth(folder)
    for name in ("vocabularies", "dcat"):
        one = Graph().parse(data=(folder / f"{name}.ttl").read_text(encoding="utf-8"), format="turtle", publicID=BASE)
        two = Graph().parse(
            data=(folder / f"{name}.jsonld").read_text(encoding="utf-8"), format="json-ld", publicID=BASE
        )
        if to_isomorphic(one) != to_isomorphic(two):
            yield f"{name}.ttl ({len(one)} triples) and {name}.jsonld ({len(two)}) are not the same graph"
    graph = Graph().parse(
        data=(folder / "vocabularies.ttl").read_text(encoding="utf-8"), format="turtle", publicID=BASE
    )
    notations = {(str(graph.value(s, SKOS.prefLabel)), str(o)) for s, o in graph.subject_objects(SKOS.notation)}
    for term in truth.tables["terms"]:
        if (term["label"], term["code"]) not in notations:
            yield f"the term {term['vocabulary']}/{term['code']} is not in the graph"
    definitions = {str(o) for o in graph.objects(None, SKOS.definition)}
    matched = {c["provision_id"] for c in truth.tables["crosswalks"]}
    said = {p["in_our_words"] for p in truth.tables["provisions"] if p["provision_id"] in matched}
    if definitions != {t["definition"] for t in truth.tables["terms"]} | said:
        yield "the definitions are not those of the table"
    others = {(str(graph.value(s, SKOS.notation)), str(o), o.language) for s, o in graph.subject_objects(SKOS.altLabel)}
    if others != {(x["code"], x["label"], x["language"]) for x in truth.tables["term_labels"]}:
        yield "the labels in other languages are not those of the table"
    if {o.language for o in graph.objects(None, SKOS.prefLabel)} != {"en"}:
        yield "a preferred label is not English"
    relations = ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")
    matches = sum(1 for r in relations for _ in graph.subject_objects(SKOS[r]))
    want = len(
        {(c["vocabulary"], c["code"], c["relation"], c["scheme"], c["notation"]) for c in truth.tables["crosswalks"]}
    )
    if matches != want:
        yield f"the graph has {matches} matches, the table {want}"


if __name__ == "__main__":
    main(problems)
