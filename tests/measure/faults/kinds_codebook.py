"""The kinds of faults, fourth part: against the codebook."""

from __future__ import annotations

import random
from pathlib import Path

from corpus.model.records import Corpus, Record, SourceFile

from .kinds import files, kind
from .kinds_between import corpus, uses
from .places import Fault, Site, misspelt, put, sites, text_of, without


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


@kind("same-place", "Two recommendations of a document have the same location in words.", text_of("place"))
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
    "The inferred addressee is one that the codebook does not infer here.",
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
    "A fact from a web page has no address.",
    lambda c: sites(c, lambda s: s.name == "address" and len(s.path) > 1),
)
def no_address(site: Site, rng: random.Random) -> Fault | None:
    return without(site)


@kind(
    "coverage-no-address",
    "An entry of the coverage, known from a web page, has no address.",
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
    "actor-again",
    "An actor is recorded a second time, with its name written slightly differently.",
    lambda c: c.of("actor"),
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
