"""bibtexparser and rispy read the citations: the data set as package.yaml has it, and every document."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import bibtexparser
import rispy
from common import Truth, main


def problems(folder: Path) -> Iterator[str]:
    truth = Truth(folder)
    own, title = truth.descriptor, truth.descriptor["title"]
    for name, keys in (
        ("citation.bib", {truth.name}),
        ("sources.bib", {s["source_id"] for s in truth.tables["sources"]}),
    ):
        library = bibtexparser.parse_file(str(folder / name))
        yield from (f"{name}: {b}" for b in library.failed_blocks)
        if {e.key for e in library.entries} != keys:
            yield f"{name} has the entries {[e.key for e in library.entries]}"
        for entry in library.entries:
            if not {"author", "title"} <= set(entry.fields_dict):
                yield f"{name}: {entry.key} has no author or title"
    entry = bibtexparser.parse_file(str(folder / "citation.bib")).entries[0].fields_dict
    if entry["title"].value.strip("{}") != title or entry["version"].value != own["version"]:
        yield "citation.bib has another title or version"
    [record] = rispy.loads((folder / "citation.ris").read_text(encoding="utf-8"))
    if record.get("title", record.get("primary_title")) != title or record.get("keywords") != own["keywords"]:
        yield f"citation.ris has the title {record.get('title')!r}, keywords {record.get('keywords')}"


if __name__ == "__main__":
    main(problems)
