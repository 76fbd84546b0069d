"""What search engines for data find on the first page: the description that the exports make."""

import json
from pathlib import Path
from typing import Any

from corpus.export.schema_org import NAME

FOLDER = "downloads/"


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
            file["contentUrl"] = FOLDER + file["contentUrl"]
    return as_script(data)


def as_script(data: Any) -> str:
    """JSON that can stand in a script element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
