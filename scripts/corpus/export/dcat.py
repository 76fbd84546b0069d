"""The data set and its files for open data portals: DCAT-AP 3.0 (SEMIC, 2024), as Turtle and JSON-LD."""

import hashlib

from corpus.derive.descriptor import PROFILE, doi_address

from . import rdf
from .material import Material
from .rdf import Node

# Codes of the EU vocabularies that DCAT-AP prescribes (https://op.europa.eu/en/web/eu-vocabularies).
AUTHORITY = "http://publications.europa.eu/resource/authority/"
CODES = (
    ("language/ENG", "dct:LinguisticSystem", "English"),
    ("access-right/PUBLIC", "dct:RightsStatement", "public"),
    ("data-theme/JUST", "skos:Concept", "Justice, legal system and public safety"),
)
FILE_TYPES = {"csv": "CSV", "xlsx": "XLSX", "zip": "ZIP", "json": "JSON", "parquet": "PARQUET"}
LICENCES = {"CC-BY-4.0": f"{AUTHORITY}licence/CC_BY_4_0"}
PUBLISHER_TYPES = "http://purl.org/adms/publishertype/"
IANA = "https://www.iana.org/assignments/media-types/"


def files(m: Material) -> dict[str, bytes]:
    """``dcat.ttl`` and ``dcat.jsonld``, the same graph. Without a homepage, addresses of files are relative to it."""
    return rdf.files("dcat", "dcat dct foaf skos spdx rdfs vcard xsd", graph(m))


def graph(m: Material) -> list[Node]:
    """Catalogue, data set, publisher, and a distribution with checksum for each file of data."""
    from .downloads import data_files  # the list of all files: it names this module, so not at import

    p, own, contact = m.package, m.identifier, f"{m.identifier}#contact"
    home, repository = p.get("homepage"), p.get("repository")
    released = [rdf.typed(day, "xsd:date") for day in m.days.values()]
    about = {"dct:issued": released[-1], "dct:modified": released[0]} if released else {}
    offered = [d for d in data_files(m) if d.name in m.downloads]
    dataset: Node = {
        "@id": own,
        "@type": ["dcat:Dataset"],
        "dct:title": rdf.text(p["title"]),
        "dct:description": rdf.text(p["description"]),
        "dct:identifier": [x for x in (own, doi_address(p)) if x],
        "dct:publisher": rdf.iri(f"{own}#publisher"),
        "dct:creator": rdf.iri(f"{own}#publisher"),
        "dct:language": rdf.iri(f"{AUTHORITY}language/ENG"),
        "dct:accessRights": rdf.iri(f"{AUTHORITY}access-right/PUBLIC"),
        "dct:conformsTo": rdf.iri(PROFILE),
        "dct:temporal": rdf.iri(f"{own}#period"),
        "dct:spatial": [rdf.iri(place["path"]) for place in p.get("places", ())],
        "dct:subject": [rdf.iri(subject["path"]) for subject in p.get("subjects", ())],
        "dcat:theme": rdf.iri(f"{AUTHORITY}data-theme/JUST"),
        "dcat:keyword": [rdf.text(k) for k in p["keywords"]],
        "dcat:version": p["version"],
        "dcat:landingPage": rdf.iri(home),
        "dcat:contactPoint": rdf.iri(contact) if p.get("contact") else None,
        "foaf:page": [rdf.iri(x) for x in (m.permalink("codebook.html"), repository) if x],
        **about,
        "dcat:distribution": [rdf.iri(f"{own}#file/{d.name}") for d in offered],
    }
    catalogue: Node = {
        "@id": f"{own}#catalogue",
        "@type": ["dcat:Catalog"],
        "dct:title": rdf.text("Catalogue of one data set: " + p["title"]),
        "dct:description": rdf.text("Made so that a portal can take over the description of the data set."),
        "dct:publisher": rdf.iri(f"{own}#publisher"),
        "dcat:dataset": rdf.iri(own),
        "foaf:homepage": rdf.iri(home),
        **about,
    }
    kind = PUBLISHER_TYPES + p["publisher_type"] if p.get("publisher_type") else None
    publisher: Node = {
        "@id": f"{own}#publisher",
        "@type": ["foaf:Agent"],
        "foaf:name": rdf.text(m.maker),
        "dct:type": rdf.iri(kind),
    }
    start, end = (rdf.typed(day, "xsd:date") for day in m.bounds)
    period: Node = {
        "@id": f"{own}#period",
        "@type": ["dct:PeriodOfTime"],
        "dcat:startDate": start,
        "dcat:endDate": end,
    }
    licence: Node = {
        "@id": _licence(m),
        "@type": ["dct:LicenseDocument"],
        "dct:title": rdf.text(m.licence["title"]),
        "foaf:page": rdf.iri(m.licence["path"]),
    }
    nodes = [catalogue, dataset, publisher, period, licence, *_codes()]
    if p.get("contact"):
        mail = rdf.iri(f"mailto:{p['contact']}")
        nodes.append({"@id": contact, "@type": ["vcard:Kind"], "vcard:fn": m.maker, "vcard:hasEmail": mail})
    concepts = [(x["path"], "dct:Location", x["title"]) for x in p.get("places", ())]
    concepts += [(x["path"], "skos:Concept", x["title"]) for x in p.get("subjects", ())]
    concepts += [(kind, "skos:Concept", p["publisher_type"])] if kind else []
    nodes += [{"@id": name, "@type": [of], "skos:prefLabel": rdf.text(label)} for name, of, label in concepts]
    nodes += [node for d in offered for node in _distribution(m, d)]
    # The shapes of DCAT-AP want the class of everything that is referred to.
    classes = {IANA + d.media_type: "dct:MediaType" for d in offered}
    classes |= {file_type: "dct:MediaTypeOrExtent" for d in offered if (file_type := _file_type(d.name))}
    classes |= {m.download(d.name): "rdfs:Resource" for d in offered}
    classes |= {x["@id"]: "foaf:Document" for x in dataset["foaf:page"] + [licence["foaf:page"]]}
    classes |= {home: "foaf:Document"} if home else {}
    return nodes + [{"@id": name, "@type": [kind]} for name, kind in classes.items()]


def _codes() -> list[Node]:
    """The codes that are used, with what they are."""
    return [
        *({"@id": AUTHORITY + code, "@type": [kind], "skos:prefLabel": rdf.text(label)} for code, kind, label in CODES),
        {"@id": "spdx:checksumAlgorithm_sha256", "@type": ["spdx:ChecksumAlgorithm"]},
        {"@id": PROFILE, "@type": ["dct:Standard"], "dct:title": rdf.text("Data Package 2.0")},
    ]


def _licence(m: Material) -> str:
    """The licence as the EU names it, else its own address."""
    return LICENCES.get(m.licence["name"], m.licence["path"])


def _file_type(name: str) -> str | None:
    """The type of a file as the EU names it."""
    kind = FILE_TYPES.get(name.rpartition(".")[2])
    return kind and f"{AUTHORITY}file-type/{kind}"


def _distribution(m: Material, d) -> list[Node]:
    own, data = m.identifier, m.downloads[d.name]
    checksum = f"{own}#checksum/{d.name}"
    return [
        {
            "@id": f"{own}#file/{d.name}",
            "@type": ["dcat:Distribution"],
            "dct:title": rdf.text(d.title),
            "dct:description": rdf.text(d.about),
            "dct:license": rdf.iri(_licence(m)),
            "dcat:accessURL": rdf.iri(m.download(d.name)),
            "dcat:downloadURL": rdf.iri(m.download(d.name)),
            "dcat:mediaType": rdf.iri(IANA + d.media_type),
            "dct:format": rdf.iri(_file_type(d.name)),
            "dcat:byteSize": rdf.typed(len(data), "xsd:nonNegativeInteger"),
            "spdx:checksum": rdf.iri(checksum),
        },
        {
            "@id": checksum,
            "@type": ["spdx:Checksum"],
            "spdx:algorithm": rdf.iri("spdx:checksumAlgorithm_sha256"),
            "spdx:checksumValue": rdf.typed(hashlib.sha256(data).hexdigest(), "xsd:hexBinary"),
        },
    ]
