"""How to cite: the data set as CITATION.cff, DataCite, APA, Chicago, BibTeX, RIS, CSL-JSON; its documents as BibTeX."""

import re

from corpus.derive.descriptor import cff, to_json

from .material import Material
from .metadata import described


def files(m: Material) -> dict[str, bytes]:
    """``CITATION.cff``, ``datacite.json``, ``citation.bib``, ``.ris`` and ``.csl.json``, ``sources.bib``."""
    return {
        "CITATION.cff": cff(m.corpus),
        "datacite.json": to_json(described(m, "datacite"), 1),
        "citation.bib": own_bibtex(m).encode(),
        "citation.ris": ris(m).encode(),
        "citation.csl.json": csl(m).encode(),
        "sources.bib": sources(m).encode(),
    }


def apa(m: Material, part: str | None = None, address: str | None = None) -> str:
    """A reference in APA 7 style to the data set or to a part of it, such as one recommendation."""
    p, where = m.package, address or m.cited_at
    said = f"{m.maker}. ({m.year or 'n.d.'}). {part + '. In ' if part else ''}{p['title']}"
    said = f"{said} (Version {p['version']}) [Data set]."
    return f"{said} {where}" if where else said


def chicago(m: Material) -> str:
    """A reference in the author–date style of the Chicago Manual."""
    p = m.package
    said = f"{m.maker}. {m.year or 'n.d.'}. {p['title']}. Version {p['version']}. Data set."
    return f"{said} {m.cited_at}." if m.cited_at else said


def csl(m: Material) -> str:
    """The data set as one item of CSL-JSON."""
    return to_json([described(m, "csl")], 1).decode()


def own_bibtex(m: Material) -> str:
    """The data set in BibTeX."""
    p = m.package
    fields = {
        "author": "{" + tex(m.maker) + "}",
        "title": "{" + tex(p["title"]) + "}",
        "year": m.year,
        "version": p["version"],
        "note": tex(f"Data set, version {p['version']}, {m.licence['title']}"),
        "url": p.get("homepage"),
        "doi": p.get("doi"),
    }
    return bibtex("dataset", m.name, fields)


def bibtex(kind: str, key: str, fields: dict[str, str | None]) -> str:
    """One BibTeX entry (``dataset`` and ``unpublished`` are known to biblatex; BibTeX takes them for misc)."""
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@{kind}{{{key},\n" + ",\n".join(lines) + "\n}\n"


def tex(value: str) -> str:
    """Text with the special characters of TeX escaped; letters stay UTF-8."""
    special = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
    return re.sub(r"[\\~^&%$#_{}]", lambda c: special.get(c[0], "\\" + c[0]), value)


def sources(m: Material) -> str:
    """The documents as BibTeX: who wrote them, when, and how to get a copy."""
    entries = []
    for record, row in ((r.record, r.values) for r in m.tables["sources"].rows):
        first, last = row["date_earliest"] or "", row["date_latest"] or ""
        meeting = m.corpus.find("meetings", row["meeting"])
        between = f"Written between {first} and {last}. " if first != last else ""
        fields = {
            "author": " and ".join(_author(m, a) for a in record.items("authors")),
            "title": "{" + tex(row["title"]) + "}",
            "year": first[:4] if first[:4] == last[:4] else None,
            "date": first if first == last else None,
            "type": tex(m.corpus.label("terms:source-type", row["source_type"])),
            "eventtitle": "{" + tex(meeting.get("name")) + "}" if meeting else None,
            "number": tex(row["symbol"] or ""),
            "url": row["address"],
            "langid": {"en": "english"}.get(row["language"]),
            "note": tex(between + (row["how_to_obtain"] or "")).rstrip(),
        }
        entries.append(bibtex("unpublished", row["source_id"], fields))
    return "\n".join(entries)


def _author(m: Material, actor: str) -> str:
    """A name for BibTeX: in braces for a body, since BibTeX splits other names into first and last names."""
    record = m.corpus.find("actors", actor)
    name = tex(m.corpus.label("actors", actor))
    return name if record and record.get("actor_type") == "person" else "{" + name + "}"


def ris(m: Material) -> str:
    """RIS, with CRLF as its specification asks."""
    lines = [line for line in described(m, "ris") if len(line) > 1]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in [*lines, ("ER", "")])
