"""Describes the package in standard formats, from the templates in metadata.yaml."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from corpus.derive.descriptor import PROFILE, doi_address, filled

from .material import Material

_ALL = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
_WHOLE = re.compile(r"\{(\w+)\}")

# Codes of the EU vocabularies (https://op.europa.eu/en/web/eu-vocabularies).
AUTHORITY = "http://publications.europa.eu/resource/authority/"
FILE_TYPES = {"csv": "CSV", "xlsx": "XLSX", "zip": "ZIP", "json": "JSON", "parquet": "PARQUET"}
LICENCES = {"CC-BY-4.0": f"{AUTHORITY}licence/CC_BY_4_0"}
PUBLISHER_TYPES = "http://purl.org/adms/publishertype/"


def described(m: Material, name: str, **more: Any) -> Any:
    """The description of this name in metadata.yaml, with the values of the package and ``more``."""
    return _composed(_ALL[name], {**values(m), **more})


def _composed(part: Any, known: Mapping[str, Any]) -> Any:
    if isinstance(part, str):
        whole = _WHOLE.fullmatch(part)
        return known.get(whole[1]) if whole else part.format_map(known)
    if isinstance(part, list):
        return [x for own in part for x in _each(own, known) if x not in (None, "", [], {})]
    if not isinstance(part, dict):
        return part
    if "each" in part:
        return next(_each(part, known), None)
    return filled({name: _composed(value, known) for name, value in part.items()})


def _each(part: Any, known: Mapping[str, Any]) -> Iterator[Any]:
    """A part of a description; a part with "each" gives one item per value of a list, or for a single value."""
    if not isinstance(part, dict) or "each" not in part:
        yield _composed(part, known)
        return
    found = known.get(part["each"]) or []
    for item in found if isinstance(found, list) else [found]:
        yield _composed(part["as"], {**known, **(item if isinstance(item, dict) else {"item": item})})


def values(m: Material) -> dict[str, Any]:
    """The values that descriptions may use: those of package.yaml, and those computed from it and the tables."""
    p, days = m.package, list(m.days.values())
    first_day, last_day = m.bounds
    return {
        **p,
        "identifier": m.identifier,
        "maker": m.maker,
        "year": m.year,
        "released": m.released,
        "date_parts": [int(x) for x in (m.released or "").split("-") if x],
        "first_release": days[-1] if days else None,
        "last_release": days[0] if days else None,
        "first_day": first_day,
        "last_day": last_day,
        "all_keywords": ", ".join(p["keywords"]),
        "licence": m.licence["title"],
        "licence_address": m.licence["path"],
        "licence_of_eu": LICENCES.get(m.licence["name"], m.licence["path"]),
        "publisher_kind": PUBLISHER_TYPES + p["publisher_type"] if p.get("publisher_type") else None,
        "doi_address": doi_address(p),
        "profile": PROFILE,
        "pages": [x for x in (m.permalink("codebook.html"), p.get("repository")) if x],
    }


def offered(m: Material) -> list[dict[str, Any]]:
    """Each file of data among the downloads made so far, with its size and hash."""
    from .downloads import data_files  # imported here because it names modules that import this one

    return [
        {
            **vars(d),
            "file": d.name,
            "address": m.download(d.name),
            "file_type": _file_type(d.name),
            "size": str(len(m.downloads[d.name])),
            "sha256": hashlib.sha256(m.downloads[d.name]).hexdigest(),
        }
        for d in data_files(m)
        if d.name in m.downloads
    ]


def _file_type(name: str) -> str | None:
    """The EU code for the type of a file."""
    kind = FILE_TYPES.get(name.rpartition(".")[2])
    return kind and f"{AUTHORITY}file-type/{kind}"
