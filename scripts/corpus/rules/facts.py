"""Rules on the sources of facts: the content of `facts`."""

import csv
import re
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from corpus.model.codebook import SOUGHT_BODIES, SOUGHT_FIELDS
from corpus.model.records import Record
from dpcheck.problem import nearest

from .context import Context, Problems, at
from .registry import rule


@rule("K004")
def facts_name_fields(ctx: Context) -> Problems:
    for r in ctx.records:
        names = [f.name for f in r.kind.fields if f.name != "facts"]
        for n, fact in enumerate(r.items("facts")):
            name, value = fact["field"], r.get(fact["field"])
            if name not in names:
                hint = nearest(name, names) or f"Fields: {', '.join(names)}."
                message = f"{name} is not a field of this kind of record ({r.kind.name})."
                yield at(r, ("facts", n, "field"), message, actual=name, hint=hint)
            elif fact["basis"] == "unknown" and value and not _is_range(value):
                hint = "Say where the value comes from, or leave the field out."
                yield at(r, ("facts", n, "basis"), f"The basis is unknown but {name} is filled.", hint=hint)


def _is_range(value: object) -> bool:
    """Whether a value is a date like [a..b], one unknown day between two, which counts as unknown."""
    return isinstance(value, str) and value.startswith("[")


@rule("R007")
def basis_has_address(ctx: Context) -> Problems:
    lists = ("facts", "participants", "errata", "matches")
    for r in ctx.records:
        entries = [((name, n), entry) for name in lists for n, entry in enumerate(r.items(name))]
        for path, entry in [((), r.value), *entries]:  # an entry of the coverage is a separate record
            basis, place = entry.get("basis"), (*path, "basis")
            if basis in ("official", "secondary") and not entry.get("address") and not entry.get("note"):
                hint = "Add address, or a note on what was read."
                yield at(r, place, f"The basis {basis} needs an address.", hint=hint)
            elif basis == "unknown" and (not path or path[0] == "facts") and not entry.get("note"):
                yield at(r, place, "The basis unknown needs a note on what was looked for.", hint="Add a note.")


SOURCED = ("facts", "matches")  # lists whose entries give the part of a source that was read
TRACKING = re.compile(r"[?&](utm_[a-z]+|pk_campaign|fbclid|gclid|mc_cid)=")


@cache
def uncitable() -> list[tuple[str, re.Pattern[str], str]]:
    """The kinds of sites that must not be cited: kind, pattern of the host, what to cite instead."""
    with Path(__file__).with_name("uncitable.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t")
        return [(row["kind"], re.compile(row["pattern"]), row["instead"]) for row in rows]


@rule("R011")
def citable_addresses(ctx: Context) -> Problems:
    for r, path, address in ctx.with_format("web-address"):
        host = urlsplit(address).hostname or ""
        kind = next(((kind, instead) for kind, pattern, instead in uncitable() if pattern.search(host)), None)
        if kind is None and TRACKING.search(address):
            kind = ("link that tracks its readers", "the address without the tracking parameter")
        if kind:
            yield at(r, path, f"This address is a {kind[0]}.", actual=host, hint=f"Cite {kind[1]}.")


@rule("R012")
def seen_fits_address(ctx: Context) -> Problems:
    for r in ctx.records:
        for name in SOURCED:
            for n, entry in enumerate(r.items(name)):
                seen, basis = entry.get("seen"), entry.get("basis")
                if seen is None and basis in ("official", "secondary") and (entry.get("address") or entry.get("note")):
                    hint = "Add seen: page, copy, text or not-opened."
                    yield at(r, (name, n, "basis"), "This does not say what was read of the source.", hint=hint)
                elif seen in ("page", "not-opened") and not entry.get("address"):
                    hint = "Add the address, or say seen: copy with a note."
                    yield at(r, (name, n, "seen"), f"seen is {seen}, but there is no address.", hint=hint)


@rule("C025", each=" ".join(SOUGHT_FIELDS))
def empty_fields_explained(ctx: Context, r: Record) -> Problems:
    if r.get("meeting_type") == "series" or r.get("instrument_type") == "body-of-texts":
        return
    if r.kind.name == "actor" and r.get("actor_type") not in SOUGHT_BODIES:
        return
    explained = {fact["field"] for fact in r.items("facts")}
    for name in SOUGHT_FIELDS[r.kind.name]:
        if r.get(name) is None and name not in explained:
            hint = f"Fill it, or add to facts: field: {name}, basis: unknown, and a note on what was looked for."
            yield at(r, (), f"{name} is empty, and nothing says why.", hint=hint)
