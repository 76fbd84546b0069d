"""skosify on each vocabulary: it always exits 0, so a single warning fails the check.

skosify knows one concept scheme a file, so each scheme is handed over by itself, without what
only ties it to another one.
"""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Iterator
from pathlib import Path

import skosify
from common import main
from rdflib import RDF, Graph, Namespace

SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")
WITHIN = (SKOS.broader, SKOS.narrower, SKOS.related, SKOS.hasTopConcept, SKOS.topConceptOf, SKOS.inScheme)


class Heard(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


def problems(folder: Path) -> Iterator[str]:
    heard = Heard()
    logging.getLogger().addHandler(heard)
    whole = Graph().parse(folder / "vocabularies.ttl", format="turtle")
    schemes = sorted(whole.subjects(RDF.type, SKOS.ConceptScheme))
    if not schemes:
        yield "no concept scheme was found"
    for concept in whole.subjects(RDF.type, SKOS.Concept):
        if (concept, SKOS.prefLabel, None) not in whole:
            yield f"{concept} has no label"  # skosify does not mind
    for scheme in schemes:
        own = {scheme, *whole.subjects(SKOS.inScheme, scheme)}
        part = Graph()
        for triple in whole:
            if triple[0] in own and (triple[1] not in WITHIN or triple[2] in own):
                part.add(triple)
        with tempfile.TemporaryDirectory() as place:
            file = Path(place) / "scheme.ttl"
            part.serialize(file, format="turtle")
            skosify.skosify(str(file))
    yield from heard.said


if __name__ == "__main__":
    main(problems)
