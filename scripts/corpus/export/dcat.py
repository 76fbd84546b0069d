"""The data set and its files for open data portals: DCAT-AP 3.0 (SEMIC, 2024), as Turtle and JSON-LD."""

from . import rdf
from .material import Material
from .metadata import described, offered
from .rdf import Node


def files(m: Material) -> dict[str, bytes]:
    """``dcat.ttl`` and ``dcat.jsonld``, the same graph. Without a homepage, addresses of files are relative to it."""
    return rdf.files("dcat", "dcat dct foaf skos spdx rdfs vcard xsd", graph(m))


def graph(m: Material) -> list[Node]:
    """Nodes for catalogue, data set, publisher, and one distribution with checksum per data file; and classes."""
    found: dict[str, Node] = {}
    files = offered(m)
    types = [f["file_type"] for f in files if f["file_type"]]
    for part in described(m, "dcat", files=files, file_types=types):
        for node in part if isinstance(part, list) else [part]:
            found.setdefault(node["@id"], node)
    return list(found.values())
