"""Fills the empty blocks of pages: ``<!-- built: name -->`` with no content before its end."""

from collections import Counter
from collections.abc import Callable
from functools import partial

from markupsafe import Markup

from corpus.coding.agreement import MODEL_RUNS
from corpus.export import citation

from .files import download_list
from .lookup import Site


def rounds(site: Site) -> list[dict]:
    """The rounds of reading, the newest first: reader, and numbers of records read, faulted and corrected."""
    by_round: dict[tuple, list[dict]] = {}
    for row in site.rows["readings"].values():
        by_round.setdefault((row["round"], row["release"], row["reader"], row["run"]), []).append(row)
    out = []
    newest_first = sorted(by_round.items(), key=lambda item: (-item[0][0], *(x or "" for x in item[0][1:])))
    for (number, release, reader, run), rows in newest_first:
        wrong = [r for r in rows if r["verdict"] != "faithful"]
        out.append(
            {
                "round": number,
                "release": release,
                "read_by": f"human expert {reader}" if reader else f"language model{', reader ' + run if run else ''}",
                "codebook": rows[0]["codebook_version"],
                "sampled": len({r["record_id"] for r in rows}),
                "found": len(wrong),
                "mended": sum(r["mended"] for r in wrong),
                "serious": sum(r["severity"] == "serious" for r in wrong) if run else None,
                "verdicts": Counter(r["verdict"] for r in rows),
            }
        )
    return out


def _agreement(site: Site) -> list[tuple[tuple[int, str, str], list[dict]]]:
    """The figures of agreement, by round, version of the codebook and coder."""
    groups: dict[tuple[int, str, str], list[dict]] = {}
    for row in site.rows["agreement"].values():
        groups.setdefault((row["round"], row["codebook_version"], row["coder"] or ""), []).append(row)
    return sorted(groups.items())


def _cite_formats(site: Site) -> list[tuple[str, str, str, str | None]]:
    """Each way to cite: identifier, name, text, and the download that has it."""
    m = site.material
    return [
        ("apa", "APA", citation.apa(m), None),
        ("chicago", "Chicago (author–date)", citation.chicago(m), None),
        ("bibtex", "BibTeX", citation.own_bibtex(m), "citation.bib"),
        ("ris", "RIS", citation.ris(m).replace("\r\n", "\n"), "citation.ris"),
        ("csl", "CSL-JSON", citation.csl(m), "citation.csl.json"),
    ]


# The values that a block's template needs beside the common ones, each by its function of the site.
_NEEDED: dict[str, dict[str, Callable[[Site], object]]] = {
    **dict.fromkeys(
        ("address", "cite", "doors", "figures", "open-copy", "publisher", "report-mistake", "search", "tables"), {}
    ),
    "agreement": {"groups": _agreement, "runs": lambda site: MODEL_RUNS},
    "error-budget": {"rounds": rounds},
    "cite-formats": {"formats": _cite_formats},
    "downloads": {"files": lambda site: download_list(site.corpus)},
}


def _insert(name: str, site: Site, path: str) -> Markup:
    values = {key: value(site) for key, value in _NEEDED[name].items()}
    return site.templates.render(f"inserts/{name}.html", path, **values)


# name -> function of the site and the path of the page
INSERTS: dict[str, Callable[[Site, str], Markup]] = {name: partial(_insert, name) for name in _NEEDED}
