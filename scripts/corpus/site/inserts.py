"""What the site puts into the empty blocks of pages: ``<!-- built: name -->`` with nothing before its end."""

from collections import Counter
from collections.abc import Callable

from markupsafe import Markup

from corpus.coding.agreement import MODEL_RUNS
from corpus.export import citation

from .files import download_list
from .lookup import Site


def _template(name: str) -> Callable[[Site, str], Markup]:
    def insert(site: Site, path: str) -> Markup:
        return site.templates.render(f"inserts/{name}.html", path)

    return insert


def rounds(site: Site) -> list[dict]:
    """The rounds of reading, the newest first: by whom, how many records were read, faulted and corrected."""
    by_round: dict[tuple, list[dict]] = {}
    for row in site.rows["readings"].values():
        by_round.setdefault((row["round"], row["release"], row["reader"], row["run"]), []).append(row)
    out = []
    for (number, release, reader, run), rows in sorted(
        by_round.items(), key=lambda item: (-item[0][0], *(x or "" for x in item[0][1:]))
    ):
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


def _agreement(site: Site, path: str) -> Markup:
    """The figures of agreement, by round, version of the codebook and coder."""
    groups: dict[tuple[int, str, str], list[dict]] = {}
    for row in site.rows["agreement"].values():
        groups.setdefault((row["round"], row["codebook_version"], row["coder"] or ""), []).append(row)
    values = {"groups": sorted(groups.items()), "runs": MODEL_RUNS}
    experts = {coder for _, _, coder in groups} - {"", *MODEL_RUNS}
    return site.templates.render("inserts/agreement.html", path, experts=experts, **values)


def _error_budget(site: Site, path: str) -> Markup:
    return site.templates.render("inserts/error-budget.html", path, rounds=rounds(site))


def _cite_formats(site: Site, path: str) -> Markup:
    m = site.material
    formats = [
        ("apa", "APA", citation.apa(m), None),
        ("chicago", "Chicago (author–date)", citation.chicago(m), None),
        ("bibtex", "BibTeX", citation.own_bibtex(m), "citation.bib"),
        ("ris", "RIS", citation.ris(m).replace("\r\n", "\n"), "citation.ris"),
        ("csl", "CSL-JSON", citation.csl(m), "citation.csl.json"),
    ]
    return site.templates.render("inserts/cite-formats.html", path, formats=formats)


def _downloads(site: Site, path: str) -> Markup:
    return site.templates.render("inserts/downloads.html", path, files=download_list(site.corpus))


# name -> function of the site and the path of the page
INSERTS: dict[str, Callable[[Site, str], Markup]] = {
    name: _template(name) for name in ("cite", "doors", "figures", "open-copy", "report-mistake", "search", "tables")
}
INSERTS["agreement"] = _agreement
INSERTS["error-budget"] = _error_budget
INSERTS["cite-formats"] = _cite_formats
INSERTS["downloads"] = _downloads
