"""schema.org/Dataset as JSON-LD, which search engines for data read."""

from typing import Any

from corpus.derive.descriptor import example, to_json

from .material import Material
from .metadata import described, offered

NAME = "schema-org.jsonld"


def files(m: Material) -> dict[str, bytes]:
    """``schema-org.jsonld``. Addresses of files are relative to it while there is no homepage."""
    columns = [
        {"column": f.name, "title": f.title, "text": f.description, "example": example(m.main_table(), f)}
        for f in m.main_table().columns
    ]
    documents = [r.values for r in m.tables["sources"].rows]
    about = described(m, "dataset", columns=columns, documents=documents, files=offered(m))
    return {NAME: to_json(about, 1)}


def recommendation(m: Material, row: dict[str, Any], about: list[str]) -> dict[str, Any]:
    """One recommendation as a part of the data set, based on its document; ``about`` are the labels of its themes."""
    address = m.permalink(f"recommendations/{row['recommendation_id']}.html")
    return described(
        m, "recommendation", **row, address=address, about=about, document=m.corpus.label("sources", row["source"])
    )
