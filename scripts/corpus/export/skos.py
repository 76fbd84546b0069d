"""The vocabularies as SKOS concept schemes (W3C Recommendation of 2009), with their matches elsewhere."""

from urllib.parse import quote

from corpus.model.records import Record

from . import rdf
from .material import Material
from .rdf import Node

# The vocabulary that the column "broader" of another one points into.
ABOVE = {"theme": "pillar"}


def files(m: Material) -> dict[str, bytes]:
    """``vocabularies.ttl`` and ``vocabularies.jsonld``, the same graph."""
    return rdf.files("vocabularies", "skos dct rdfs owl", graph(m))


def graph(m: Material) -> list[Node]:
    """A scheme for each vocabulary, a concept for each term, and the terms of other schemes that match ours."""
    names = m.corpus.vocabularies.get("vocabulary", {})
    nodes: list[Node] = []
    for vocabulary, terms in m.corpus.vocabularies.items():
        nodes.append(_scheme(m, vocabulary, names.get(vocabulary), terms))
        nodes.extend(_concept(m, vocabulary, term) for term in terms.values())
    return nodes + _elsewhere(m)


def _iri(m: Material, *parts: str) -> str:
    """The name of a scheme or concept: its page if the site has an address, or else a part of our URN."""
    path = "/".join(quote(p, safe="") for p in parts)
    return m.permalink(f"terms/{path}") or f"{m.identifier}#{path}"


def _scheme(m: Material, vocabulary: str, record: Record | None, terms: dict[str, Record]) -> Node:
    label = record.get("label") if record else vocabulary
    above = m.corpus.vocabularies.get(ABOVE.get(vocabulary, ""), {})
    tops = [(vocabulary, c) for c, t in terms.items() if not t.get("broader")]
    used = {t.get("broader") for t in terms.values()}
    tops += [(ABOVE[vocabulary], c) for c in above if c in used]
    return {
        "@id": _iri(m, vocabulary),
        "@type": ["skos:ConceptScheme"],
        "dct:title": rdf.text(label),
        "skos:prefLabel": rdf.text(label),
        "dct:description": rdf.text(record.get("definition")) if record else None,
        "dct:license": rdf.iri(m.licence["path"]),
        "owl:versionInfo": m.package["version"],
        "skos:hasTopConcept": [rdf.iri(_iri(m, *top)) for top in tops],
    }


def _concept(m: Material, vocabulary: str, term: Record) -> Node:
    above = ABOVE.get(vocabulary, vocabulary)
    below = [v for v, wider in ABOVE.items() if wider == vocabulary]  # schemes whose top terms these are
    narrower = [
        (v, c)
        for v in (*below, vocabulary)
        for c, t in m.corpus.vocabularies.get(v, {}).items()
        if t.get("broader") == term.get("code") and ABOVE.get(v, v) == vocabulary
    ]
    schemes = [vocabulary, *(v for v in below if narrower)]
    node: Node = {
        "@id": _iri(m, vocabulary, str(term.get("code"))),
        "@type": ["skos:Concept"],
        "skos:prefLabel": rdf.text(term.get("label")),
        "skos:altLabel": [rdf.text(x["label"], x["language"]) for x in term.items("other_labels")],
        "skos:notation": str(term.get("code")),
        "skos:definition": rdf.text(term.get("definition")),
        "skos:scopeNote": rdf.text(term.get("scope_note")),
        "skos:example": term.get("example"),
        "skos:inScheme": [rdf.iri(_iri(m, s)) for s in schemes],
        "skos:topConceptOf": [rdf.iri(_iri(m, s)) for s in schemes if s != vocabulary or not term.get("broader")],
        "skos:broader": rdf.iri(_iri(m, above, term.get("broader"))) if term.get("broader") else None,
        "skos:narrower": [rdf.iri(_iri(m, v, c)) for v, c in narrower],
    }
    for row in (r.values for r in m.tables["crosswalks"].rows):
        if (row["vocabulary"], row["code"]) == (vocabulary, str(term.get("code"))):
            node.setdefault(f"skos:{row['relation']}", []).append(rdf.iri(_other(m, row)))
    return node


def _other(m: Material, row: dict) -> str:
    return _iri(m, "scheme", row["scheme"], row["notation"])


def _elsewhere(m: Material) -> list[Node]:
    """Terms of other schemes, by their notation. Their names are ours, since most terms have none."""
    nodes: dict[str, Node] = {}
    said = {r.values["provision_id"]: r.values["in_our_words"] for r in m.tables["provisions"].rows}
    for row in (r.values for r in m.tables["crosswalks"].rows):
        of, name, label = (
            _iri(m, "scheme-of", row["scheme"]),
            _other(m, row),
            m.corpus.label("terms:scheme", row["scheme"]),
        )
        scheme = {"@id": of, "@type": ["skos:ConceptScheme"], "dct:title": rdf.text(label)}
        nodes.setdefault(of, scheme | {"skos:prefLabel": rdf.text(label), "skos:hasTopConcept": []})
        if name not in nodes:
            nodes[of]["skos:hasTopConcept"].append(rdf.iri(name))
            nodes[name] = {
                "@id": name,
                "@type": ["skos:Concept"],
                "skos:prefLabel": rdf.text(row["label"] or row["notation"]),
                "skos:notation": row["notation"],
                "skos:definition": rdf.text(said.get(row["provision_id"])),
                "skos:inScheme": rdf.iri(of),
                "skos:topConceptOf": rdf.iri(of),
                "rdfs:seeAlso": [],
            }
        address = rdf.iri(row["address"])
        if address and address not in nodes[name]["rdfs:seeAlso"]:
            nodes[name]["rdfs:seeAlso"].append(address)
    return list(nodes.values())
