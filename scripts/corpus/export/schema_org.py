"""schema.org/Dataset as JSON-LD, which search engines for data read."""

import hashlib
from typing import Any

from corpus.derive.descriptor import doi_address, example, filled, to_json

from .material import Material

NAME = "schema-org.jsonld"

# As in the context of schema.org itself, which a reader would have to fetch: which values are addresses or dates.
CONTEXT = {
    "@vocab": "http://schema.org/",
    **{name: {"@type": "@id"} for name in ("contentUrl", "license", "sameAs", "url")},
    **{name: {"@type": "http://www.w3.org/2001/XMLSchema#date"} for name in ("datePublished", "dateModified")},
}


def files(m: Material) -> dict[str, bytes]:
    """``schema-org.jsonld``. Addresses of files are relative to it while there is no homepage."""
    return {NAME: to_json(dataset(m), 1)}


def dataset(m: Material) -> dict[str, Any]:
    """The data set, its columns as variables, its files, and the documents it is based on."""
    from .downloads import data_files  # the list of all files: it names this module, so not at import

    p = m.package
    maker = {"@type": "Organization", "@id": f"{m.identifier}#publisher", "name": m.maker}
    out = {
        "@context": CONTEXT,
        "@type": "Dataset",
        "@id": m.identifier,
        "name": p["title"],
        "description": p["description"],
        "identifier": m.identifier,
        "version": p["version"],
        "license": m.licence["path"],
        "isAccessibleForFree": True,
        "inLanguage": "en",
        "keywords": p["keywords"],
        "creator": maker,
        "publisher": {"@id": maker["@id"]},
        "temporalCoverage": "/".join(m.bounds),
        "url": p.get("homepage"),
        "sameAs": [x for x in (doi_address(p), p.get("repository")) if x],
        "datePublished": list(m.days.values())[-1] if m.days else None,
        "dateModified": next(iter(m.days.values()), None),
        "spatialCoverage": [{"@type": "Place", "name": x["title"], "sameAs": x["path"]} for x in p.get("places", ())],
        "isBasedOn": [_document(m, r.values) for r in m.tables["sources"].rows],
        "variableMeasured": [
            {
                "@type": "PropertyValue",
                "name": f.name,
                "alternateName": f.title,
                "description": f"{f.description} Example: {example(m.main_table(), f)}",
            }
            for f in m.main_table().columns
        ],
        "distribution": [
            {
                "@type": "DataDownload",
                "name": d.title,
                "description": d.about,
                "contentUrl": m.download(d.name),
                "encodingFormat": d.media_type,
                "contentSize": f"{len(m.downloads[d.name])} B",
                "sha256": hashlib.sha256(m.downloads[d.name]).hexdigest(),
            }
            for d in data_files(m)
            if d.name in m.downloads
        ],
    }
    return filled(out)


def recommendation(m: Material, row: dict[str, Any], about: list[str]) -> dict[str, Any]:
    """One recommendation as a part of the data set, based on its document; ``about`` are the labels of its themes."""
    key, document = row["recommendation_id"], m.corpus.label("sources", row["source"])
    out = {
        "@context": CONTEXT,
        "@type": "CreativeWork",
        "@id": f"{m.identifier}#recommendation/{key}",
        "name": row["in_our_words"],
        "identifier": key,
        "url": m.permalink(f"recommendations/{key}.html"),
        "inLanguage": "en",
        "about": about,
        "temporalCoverage": row["date"],
        "license": m.licence["path"],
        "isPartOf": {"@type": "Dataset", "@id": m.identifier, "name": m.package["title"]},
        "isBasedOn": {"@type": "CreativeWork", "@id": f"{m.identifier}#source/{row['source']}", "name": document},
    }
    return filled(out)


def _document(m: Material, source: dict[str, Any]) -> dict[str, Any]:
    out = {
        "@type": "CreativeWork",
        "@id": f"{m.identifier}#source/{source['source_id']}",
        "name": source["title"],
        "inLanguage": source["language"],
        "url": source["address"],
    }
    return filled(out)
