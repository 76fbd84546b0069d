"""The files in build/downloads/ as the site shows them, and their description for search engines for data."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from corpus.export.downloads import Download, listed
from corpus.export.schema_org import NAME
from corpus.model.records import Corpus

from .render import as_script


@dataclass(frozen=True)
class Offered:
    """One file: what it is, and its size and checksum where it has been built."""

    file: Download
    size: int | None = None
    sha256: str | None = None


def download_list(corpus: Corpus) -> list[Offered]:
    """Every download of the package in the order of the page."""
    return [_offered(corpus.root / "build" / "downloads" / d.name, d) for d in listed(corpus.package["name"])]


def _offered(path: Path, file: Download) -> Offered:
    if not path.is_file():
        return Offered(file)
    data = path.read_bytes()
    return Offered(file, len(data), hashlib.sha256(data).hexdigest())


def description_of_data(root: Path) -> str | None:
    """build/downloads/schema-org.jsonld as text for a script element, its files named as from the first page.

    None where the downloads have not been built.
    """
    path = root / "build" / "downloads" / NAME
    if not path.is_file():
        return None
    data = json.loads(path.read_text(encoding="utf-8"))
    for file in data.get("distribution", []):
        if "/" not in file["contentUrl"]:
            file["contentUrl"] = f"downloads/{file['contentUrl']}"
    return as_script(data)
