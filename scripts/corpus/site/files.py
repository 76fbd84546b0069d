"""The files in build/downloads/ as the site shows them, and their description for search engines for data."""

import hashlib
import json
from pathlib import Path

from corpus.export.downloads import listed
from corpus.export.schema_org import NAME
from corpus.model.records import Corpus

from .render import as_script


def download_list(corpus: Corpus) -> list[dict[str, object]]:
    """Every download of the package in the order of the page, with size and checksum if it has been built."""
    folder, out = corpus.root / "build" / "downloads", []
    for file in listed(corpus.package["name"]):
        data = (folder / file.name).read_bytes() if (folder / file.name).is_file() else None
        built = {} if data is None else {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        out.append({"file": file, "size": None, "sha256": None, **built})
    return out


def description_of_data(root: Path) -> str | None:
    """build/downloads/schema-org.jsonld as text for a script element, with addresses relative to the first page.

    None if the downloads have not been built.
    """
    path = root / "build" / "downloads" / NAME
    if not path.is_file():
        return None
    data = json.loads(path.read_text(encoding="utf-8"))
    for file in data.get("distribution", []):
        if "/" not in file["contentUrl"]:
            file["contentUrl"] = f"downloads/{file['contentUrl']}"
    return as_script(data)
