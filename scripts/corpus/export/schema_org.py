"""schema.org/Dataset as JSON-LD, which search engines for data read."""

import hashlib
import json
from typing import Any

from corpus.derive.descriptor import example

from .material import Material

NAME = "schema-org.jsonld"


def files(m: Material) -> dict[str, bytes]:
    """``schema-org.jsonld``. Addresses of files are relative to it."""
    return {NAME: (json.dumps(dataset(m), indent=1, ensure_ascii=False) + "\n").encode()}


def dataset(m: Material) -> dict[str, Any]:
    """The data set, its columns as variables, its files, and the documents it is based on."""
    from .downloads import data_files  # the list of all files: it names this module, so not at import

    p = m.package
    maker = {"@type": "Organization", "@id": f"{m.identifier}#publisher", "name": m.maker}
    out: dict[str, Any] = {
        # As in the context of schema.org itself, which a reader would have to fetch: these are addresses.
        "@context": {
            "@vocab": "http://schema.org/",
            **{name: {"@type": "@id"} for name in ("contentUrl", "license", "url")},
        },
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
    }
    if p.get("homepage"):
        out["url"] = p["homepage"]
    out["isBasedOn"] = [_document(m, r.values) for r in m.tables["sources"].rows]
    out["variableMeasured"] = [
        {
            "@type": "PropertyValue",
            "name": f.name,
            "alternateName": f.title,
            "description": f"{f.description} Example: {example(m.main_table(), f)}",
        }
        for f in m.main_table().columns
    ]
    out["distribution"] = [
        {
            "@type": "DataDownload",
            "name": d.title,
            "description": d.wanted_by,
            "contentUrl": d.name,
            "encodingFormat": d.media_type,
            "contentSize": f"{len(m.downloads[d.name])} B",
            "sha256": hashlib.sha256(m.downloads[d.name]).hexdigest(),
        }
        for d in data_files(m)
        if d.name in m.downloads
    ]
    return out


def _document(m: Material, source: dict[str, Any]) -> dict[str, Any]:
    out = {
        "@type": "CreativeWork",
        "@id": f"{m.identifier}#source/{source['source_id']}",
        "name": source["title"],
        "inLanguage": source["language"],
    }
    if source["address"]:
        out["url"] = source["address"]
    return out
