"""The kinds of faults, third part: among records and against the codebook."""

from __future__ import annotations

import random
from pathlib import Path

from corpus.model.records import Corpus, Record

from .kinds import kind
from .places import (
    Fault,
    Site,
    changed,
    lines_of,
    misspelt,
    put,
    records_of,
    references,
    sites,
    text_of,
)

CORPUS: list[Corpus] = []  # the one that is looked at: some faults need another record


def corpus() -> Corpus:
    return CORPUS[-1]


def uses(key: str, target: str) -> dict[str, set[int]]:
    """The lines that refer to a record."""
    out: dict[str, set[int]] = {}
    for s in references(corpus(), target):
        if s.value == key:
            out.setdefault(s.file.path, set()).add(s.mark.line)
    return out


@kind(
    "wrong-table",
    "A reference names a record of another kind.",
    lambda c: references(c, "actors", "meetings", "instruments"),
)
def wrong_table(site: Site, rng: random.Random) -> Fault | None:
    other = rng.choice([t for t in ("actors", "meetings", "instruments") if t != site.field.references])
    return put(site, rng.choice(sorted(corpus().index(other).keys() - corpus().index(site.field.references).keys())))


@kind(
    "wrong-vocabulary",
    "A code of another vocabulary is in a field.",
    lambda c: [s for s in references(c, "terms") if isinstance(s.value, str)],
)
def wrong_vocabulary(site: Site, rng: random.Random) -> Fault | None:
    mine = corpus().vocabularies[site.field.vocabulary]
    return put(
        site,
        rng.choice(
            sorted(
                {c for v in ("theme", "type-of-action", "actor-type", "form") for c in corpus().vocabularies[v]}
                - mine.keys()
            )
        ),
    )


def single(c: Corpus) -> list[Record]:
    return [r for k in ("actor", "meeting", "instrument") for r in c.of(k)]


@kind("record-gone", "The file of an actor, meeting or instrument is deleted.", single)
def record_gone(record: Record, rng: random.Random) -> Fault | None:
    return Fault({record.file.path: None}, uses(record.id, record.kind.table_name))


@kind("file-renamed", "The file of an actor, meeting or instrument has another name.", single)
def file_renamed(record: Record, rng: random.Random) -> Fault | None:
    new = f"{Path(record.file.path).parent.as_posix()}/{misspelt(record.id, rng) or 'x' + record.id}.yaml"
    return Fault({record.file.path: None, new: record.file.data}, {new: {1}})


@kind(
    "id-changed",
    "An identifier is changed in its own record only.",
    lambda c: sites(
        c,
        lambda s: (
            bool(s.record.kind.table)
            and s.record.kind.name in ("actor", "meeting", "instrument", "source", "passage", "recommendation", "term")
            and s.name == s.record.kind.table["key"][-1]
        ),
    ),
)
def id_changed(site: Site, rng: random.Random) -> Fault | None:
    value = str(site.value)
    new = f"{value[:-3]}{rng.randint(700, 899)}" if value[-3:].isdigit() else misspelt(value, rng)
    if not new:
        return None
    fault = put(site, new)
    for path, lines in uses(value, site.record.kind.table_name).items():
        fault.lines.setdefault(path, set()).update(lines)
    return fault


@kind(
    "id-taken",
    "Two records have the same identifier.",
    lambda c: sites(
        c,
        lambda s: (
            s.name in ("recommendation_id", "passage_id", "coding_id", "reading_id", "coverage_id")
            and len(s.path) == 1
            and s.key is not None
        ),
    ),
)
def id_taken(site: Site, rng: random.Random) -> Fault | None:
    other = rng.choice([r for r in corpus().of(site.record.kind.name) if r.file is site.file and r is not site.record])
    fault = put(site, other.id)
    fault.lines[site.file.path].add(other.mark(site.name).line)
    return fault


@kind(
    "fact-field",
    "A row of facts names a field that does not exist.",
    text_of("field", kinds=("actor", "meeting", "instrument", "source")),
)
def fact_field(site: Site, rng: random.Random) -> Fault | None:
    return put(site, misspelt(site.value, rng) or "nothing")


@kind(
    "decision-of-nothing", "A decision between codings is about no record.", text_of("record_id", kinds=("decision",))
)
def decision_of_nothing(site: Site, rng: random.Random) -> Fault | None:
    return put(site, f"{site.value[:-3]}{rng.randint(900, 999)}")


@kind("reading-of-nothing", "A reading is about no record.", text_of("record_id", kinds=("reading",)))
def reading_of_nothing(site: Site, rng: random.Random) -> Fault | None:
    return put(site, f"{site.value[:-3]}{rng.randint(900, 999)}")


# Places


@kind("start-moved", "The start of a passage is wrong.", text_of("start", kinds=("passage",)))
def start_moved(site: Site, rng: random.Random) -> Fault | None:
    return put(site, str(max(0, site.value + rng.choice([-10, -1, 1, 10])))) if site.value else put(site, "1")


@kind("length-moved", "The length of a passage is wrong.", text_of("length", kinds=("passage",)))
def length_moved(site: Site, rng: random.Random) -> Fault | None:
    return put(site, str(max(1, site.value + rng.choice([-10, -1, 1, 10]))) if site.value > 1 else "2")


@kind("record-deleted", "A passage or recommendation is deleted.", records_of("passage", "recommendation"))
def record_deleted(record: Record, rng: random.Random) -> Fault | None:
    first, last = lines_of(record)
    lines = (record.file.text or "").split("\n")
    del lines[first - 1 : last + (not lines[last])]
    fault = changed(record.file, lines, first)
    if record.kind.name == "passage":
        fault.lines[record.file.path].add(first + 2)  # the start of the next one
    else:  # the passage that now has none
        where = corpus().find("passages", record.get("passage"))
        fault.lines[where.file.path] = {where.mark("passage_type").line}
    for path, at in uses(record.id, record.kind.table_name).items():
        fault.lines.setdefault(path, set()).update(
            n if path != record.file.path or n < first else n - (last - first + 2) for n in at
        )
    return fault


@kind("document-length", "The length of a document is wrong.", text_of("length", kinds=("source",)))
def document_length(site: Site, rng: random.Random) -> Fault | None:
    fault = put(site, str(site.value + rng.choice([-100, -1, 1, 100])))
    last = max((p for p in corpus().of("passage") if p.get("source") == site.record.id), key=lambda p: p.get("start"))
    fault.lines[last.file.path] = {last.mark("length").line}
    return fault


@kind("span-outside", "A span lies outside its passage.", text_of("span_start"))
def span_outside(site: Site, rng: random.Random) -> Fault | None:
    passage = corpus().find("passages", site.record.get("passage"))
    return put(site, str(passage.get("start") + passage.get("length") + rng.randint(1, 500)))


@kind("span-overlap", "A span shares words with the one before it.", text_of("span_start"))
def span_overlap(site: Site, rng: random.Random) -> Fault | None:
    before = [
        r
        for r in corpus().of("recommendation")
        if r.get("passage") == site.record.get("passage") and r.get("span_start") < site.value and not r.get("part_of")
    ]
    if not before or site.record.get("part_of"):
        return None
    other = max(before, key=lambda r: r.get("span_start"))
    fault = put(site, str(other.get("span_start") + 1))
    fault.lines[site.file.path].add(other.mark("span_start").line)
    return fault


@kind(
    "other-passage",
    "A recommendation names another passage of its document.",
    text_of("passage", kinds=("recommendation",)),
)
def other_passage(site: Site, rng: random.Random) -> Fault | None:
    fault = put(
        site,
        rng.choice(
            [
                p.id
                for p in corpus().of("passage")
                if p.get("source") == site.record.get("source") and p.id != site.value
            ]
        ),
    )
    fault.lines[site.file.path].add(site.record.mark("span_start").line)
    return fault
