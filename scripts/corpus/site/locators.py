"""What a browser needs to find passages in a reader's copy: places, hashes, our words; no word of a document."""

import json
from collections.abc import Iterator

from .lookup import Site
from .render import is_web


def locator_files(site: Site) -> Iterator[tuple[str, str]]:
    """A script for each source, as (path, text). A page that is opened as a file may load scripts, but no JSON."""
    for source in site.rows["sources"]:
        # ASCII alone, so that no page's encoding matters; an identifier is safe in a path by its pattern.
        yield (
            f"assets/locators/{source}.js",
            f"our.add({json.dumps(locators(site, source), ensure_ascii=True, separators=(',', ':'))});\n",
        )


def locators(site: Site, source: str) -> dict:
    """A source with its passages in their order and its published recommendations in theirs."""
    passages = sorted(site.where("passages", "source", source), key=lambda p: p["start"])
    recommendations = sorted(
        site.where("recommendations", "source", source), key=lambda r: (r["span_start"], r["recommendation_id"])
    )
    row = site.rows["sources"][source]
    return {
        "id": source,
        "title": row["title"],
        "address": row["address"] if is_web(row["address"]) else "",
        "passages": [
            {
                "id": p["passage_id"],
                "start": p["start"],
                "length": p["length"],
                "anchor": p["anchor"],
                "fingerprint": p["fingerprint"],
                "type": p["passage_type"],
                "label": p["label"] or "",
            }
            for p in passages
        ],
        "recommendations": [
            {
                "id": r["recommendation_id"],
                "passage": r["passage"],
                "start": r["span_start"],
                "length": r["span_length"],
                "fingerprint": r["span_fingerprint"],
                "words": r["in_our_words"],
                "by": r["made_by"] or "",
                "to": r["addressed_to"] or "",
                "page": f"recommendations/{r['recommendation_id']}.html",
            }
            for r in recommendations
        ],
    }
