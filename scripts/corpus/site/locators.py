"""The data with which a browser finds passages in a reader's copy: places, hashes, our words; no source text."""

import json
from collections.abc import Iterator

from .lookup import Site
from .render import is_web

# Names in the script, and their columns.
PASSAGE = {
    "id": "passage_id",
    **{name: name for name in ("start", "length", "anchor", "fingerprint")},
    "type": "passage_type",
    "label": "label",
}
REQUEST = {
    "id": "recommendation_id",
    "passage": "passage",
    **{name: f"span_{name}" for name in ("start", "length", "fingerprint")},
    "words": "in_our_words",
    "by": "made_by",
    "to": "addressed_to",
    "page": "page",
}


def locator_files(site: Site) -> Iterator[tuple[str, str]]:
    """A script for each source, as (path, text). A page that is opened as a file can load scripts, but not JSON."""
    for source in site.rows["sources"]:
        # Only ASCII, to be independent of the encoding of pages; the pattern of identifiers makes them safe in paths.
        value = json.dumps(locators(site, source), ensure_ascii=True, separators=(",", ":"))
        yield f"assets/locators/{source}.js", f"our.add({value});\n"


def locators(site: Site, source: str) -> dict:
    """A source with its passages in their order and its published recommendations in theirs."""
    row, passages = site.rows["sources"][source], site.where("passages", "source", source)
    requests = site.where("recommendations", "source", source)
    return {
        "id": source,
        "title": row["title"],
        "address": row["address"] if is_web(row["address"]) else "",
        "passages": [_named(p, PASSAGE) for p in sorted(passages, key=lambda p: p["start"])],
        "recommendations": [
            _named(r | {"made_by": site.maker(r)}, REQUEST)
            for r in sorted(requests, key=lambda r: (r["span_start"], r["recommendation_id"]))
        ],
    }


def _named(row: dict, names: dict[str, str]) -> dict:
    return {name: "" if row[column] is None else row[column] for name, column in names.items()}
