"""The kinds of faults, third part: among records and against the codebook."""

from __future__ import annotations

import random
from pathlib import Path

from corpus.model.records import Corpus, Record, SourceFile

from .kinds import files, kind
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
    without,
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


# Codebook


def relation_sites(c: Corpus) -> list[Site]:
    return text_of("origin_id")(c)


@kind("relation-forward", "A relation leads to what was written later.", relation_sites)
def relation_forward(site: Site, rng: random.Random) -> Fault | None:
    mine = site.record
    later = [
        r.id
        for r in corpus().of("recommendation")
        if r.get("passage") == mine.get("passage") and r.get("span_start") > mine.get("span_start")
    ]
    return put(site, rng.choice(later)) if later else None


@kind("relation-to-itself", "A relation leads to its own record.", relation_sites)
def relation_to_itself(site: Site, rng: random.Random) -> Fault | None:
    return put(site, site.record.id)


@kind("addressees-changed", "addressees_changed says the opposite.", text_of("addressees_changed"))
def addressees_changed(site: Site, rng: random.Random) -> Fault | None:
    return put(site, str(not site.value).lower())


@kind("part-of-itself", "An item is part of itself.", text_of("part_of", "parent"))
def part_of_itself(site: Site, rng: random.Random) -> Fault | None:
    return put(site, site.record.id)


@kind(
    "child-strength",
    "An item has another strength than the sentence that it completes.",
    lambda c: sites(c, lambda s: s.name == "wording_strength" and bool(s.record.get("part_of"))),
)
def child_strength(site: Site, rng: random.Random) -> Fault | None:
    return put(site, rng.choice([c for c in corpus().vocabularies["wording-strength"] if c != site.value]))


@kind("same-place", "Two recommendations of a document have the same place in words.", text_of("place"))
def same_place(site: Site, rng: random.Random) -> Fault | None:
    other = rng.choice([r for r in corpus().of("recommendation") if r.file is site.file and r is not site.record])
    fault = put(site, f'"{other.get("place")}"')
    fault.lines[site.file.path].add(other.mark("place").line)
    return fault


@kind(
    "unsorted",
    "Keywords are out of order.",
    lambda c: sites(
        c, lambda s: s.name == "keywords" and isinstance(s.value, list) and s.record.kind.name == "recommendation"
    ),
)
def unsorted(site: Site, rng: random.Random) -> Fault | None:
    return put(site, "[" + ", ".join(reversed(site.value)) + "]")


@kind(
    "type-without-request",
    "A passage with a recommendation has another type.",
    lambda c: sites(
        c, lambda s: s.name == "passage_type" and s.value == "recommendation" and s.record.kind.name == "passage"
    ),
)
def type_without_request(site: Site, rng: random.Random) -> Fault | None:
    return put(
        site,
        rng.choice(
            ["background", "heading", "fact"]
            if "fact" in corpus().vocabularies["passage-type"]
            else ["background", "heading"]
        ),
    )


@kind(
    "request-without-record",
    "A passage without a recommendation has that type.",
    lambda c: sites(
        c, lambda s: s.name == "passage_type" and s.value != "recommendation" and s.record.kind.name == "passage"
    ),
)
def request_without_record(site: Site, rng: random.Random) -> Fault | None:
    return put(site, "recommendation")


@kind(
    "inferred-addressee",
    "An addressee that nobody names is inferred.",
    lambda c: sites(
        c,
        lambda s: (
            s.name == "addressed_to" and isinstance(s.value, list) and s.record.get("addressee_basis") == "implied"
        ),
    ),
)
def inferred_addressee(site: Site, rng: random.Random) -> Fault | None:
    return put(site, f"[{rng.choice(['ngos', 'media', 'odihr', 'law-enforcement'])}]")


@kind("session-elsewhere", "A session belongs to another meeting.", text_of("session"))
def session_elsewhere(site: Site, rng: random.Random) -> Fault | None:
    return put(
        site,
        rng.choice([m.id for m in corpus().of("meeting") if m.id.split("-")[:2] != str(site.value).split("-")[:2]]),
    )


@kind("no-sentence", "A statement has no full stop or begins with a small letter.", text_of("in_our_words"))
def no_sentence(site: Site, rng: random.Random) -> Fault | None:
    quote = '"' if site.written.startswith('"') else ""
    text = site.written.strip('"')
    return put(site, quote + rng.choice([text.removesuffix("."), text[0].lower() + text[1:]]) + quote)


@kind("statement-cut", "A statement ends after a few words.", text_of("in_our_words"))
def statement_cut(site: Site, rng: random.Random) -> Fault | None:
    return put(site, '"' + " ".join(site.value.replace('"', "").split()[: rng.randint(3, 6)]) + '."')


@kind("abbreviation", "A statement has an abbreviation that only insiders know.", text_of("in_our_words"))
def abbreviation(site: Site, rng: random.Random) -> Fault | None:
    new = site.written
    for words, short in (
        ("trafficking in human beings", "THB"),
        ("participating States", "pS"),
        ("national referral mechanisms", "NRMs"),
        ("national referral mechanism", "NRM"),
        ("trafficking", "THB"),
    ):
        if words in new:
            return put(site, new.replace(words, short, 1))
    return None


@kind("no-such-country", "A country code does not exist.", text_of("country"))
def no_such_country(site: Site, rng: random.Random) -> Fault | None:
    return put(site, rng.choice(["UK", "EL", "XK", "EN", "QQ"]))


@kind(
    "no-address",
    "A fact from somebody's pages has no address.",
    lambda c: sites(c, lambda s: s.name == "address" and len(s.path) > 1),
)
def no_address(site: Site, rng: random.Random) -> Fault | None:
    return without(site)


@kind(
    "coverage-no-address",
    "An entry of the coverage from somebody's pages has no address.",
    lambda c: sites(c, lambda s: s.name == "address" and s.record.kind.name == "coverage"),
)
def coverage_no_address(site: Site, rng: random.Random) -> Fault | None:
    return without(site)


@kind(
    "session-after-meeting",
    "A part of a meeting lies on another day than the meeting.",
    lambda c: sites(
        c,
        lambda s: (
            s.name == "date"
            and s.record.kind.name == "meeting"
            and bool((c.find("meetings", s.record.get("parent")) or s.record).get("date"))
            and s.record.get("parent") is not None
        ),
    ),
)
def session_after_meeting(site: Site, rng: random.Random) -> Fault | None:
    return put(site, f'"{rng.randint(2011, 2020)}-10-{rng.randint(10, 28)}"')


@kind(
    "example-without-term", "The example of a term is a recommendation without it.", text_of("example", kinds=("term",))
)
def example_without_term(site: Site, rng: random.Random) -> Fault | None:
    code, name = (
        site.record.get("code"),
        {"theme": "themes"}.get(site.record.get("vocabulary"), site.record.get("vocabulary").replace("-", "_")),
    )
    others = [
        r.id
        for r in corpus().of("recommendation")
        if code not in map(str, v if isinstance(v := r.get(name), list) else [v])
    ]
    return put(site, rng.choice(others)) if others else None


@kind("rank-taken", "Two terms of a vocabulary have the same rank.", text_of("rank"))
def rank_taken(site: Site, rng: random.Random) -> Fault | None:
    others = [t.get("rank") for t in corpus().of("term") if t.file is site.file and t is not site.record]
    return put(site, str(rng.choice(others))) if others else None


@kind(
    "figure-changed",
    "A figure of the agreement is not what the codings give.",
    text_of("value", "low", "high", kinds=("agreement",)),
)
def figure_changed(site: Site, rng: random.Random) -> Fault | None:
    return put(site, f"{site.value - 0.1:.3f}" if site.value > 0.2 else f"{site.value + 0.1:.3f}")


@kind(
    "actor-again", "An actor is recorded a second time, its name written a little otherwise.", lambda c: c.of("actor")
)
def actor_again(record: Record, rng: random.Random) -> Fault | None:
    text = record.file.text or ""
    name = misspelt(record.get("name"), rng)
    if name is None or ":" in record.get("name"):
        return None
    path = f"data/records/actors/{record.id}-2.yaml"
    new = text.replace(f"actor_id: {record.id}\n", f"actor_id: {record.id}-2\n").replace(record.get("name"), name, 1)
    line = next(n for n, x in enumerate(text.split("\n"), 1) if x.startswith("name:"))
    return Fault({path: new.encode("utf-8")}, {path: {1, line, line + 1}, record.file.path: {line}})


@kind(
    "refers-to-proposed",
    "A recommendation that others refer to is only proposed.",
    lambda c: sites(c, lambda s: s.name == "review_status"),
)
def refers_to_proposed(site: Site, rng: random.Random) -> Fault | None:
    found = uses(site.record.id, "recommendations")
    fault = put(site, "proposed")
    for path, lines in found.items():
        fault.lines.setdefault(path, set()).update(lines)
    return fault if found else None


@kind("stray-record", "A file lies where no kind of record belongs.", files)
def stray_record(file: SourceFile, rng: random.Random) -> Fault | None:
    folder, end = rng.choice(["", "old/", "sources/"]), rng.choice(["copy", "old", "1"])
    path = f"data/records/{folder}{Path(file.path).stem}-{end}.yaml"
    return Fault({path: file.data}, {path: {0}})
