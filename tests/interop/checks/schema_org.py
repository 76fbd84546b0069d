"""pyshacl with the shapes of schema.org (with -e and -i: without them it passes everything)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyshacl
from common import main
from rdflib import Graph


def problems(folder: Path) -> Iterator[str]:
    shapes = Path(pyshacl.__file__).parent / "assets" / "schema.ttl"
    data = Graph().parse(
        data=(folder / "schema-org.jsonld").read_text(encoding="utf-8"),
        format="json-ld",
        publicID="https://example.org/downloads/",
    )
    ontology = Graph().parse(shapes)
    conforms, _, text = pyshacl.validate(data, shacl_graph=ontology, ont_graph=ontology, inference="rdfs")
    if not conforms:
        yield text[:1500]


if __name__ == "__main__":
    main(problems)
