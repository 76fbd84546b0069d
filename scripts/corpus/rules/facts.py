"""Rules on how facts are known: what `facts` must say, and where."""

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


@rule("K004", "error", "references")
def facts_name_fields(ctx: Context) -> Problems:
    """An entry of `facts` names a field of its record; with the basis `unknown`, the field is empty.

    **Bad:** `field: adopted_on` in an instrument.
    **Good:** `field: adopted`.
    """
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
    """One unknown day between two is a date, and unknown all the same."""
    return isinstance(value, str) and value.startswith("[")


@rule("R007", "error", "record")
def basis_has_address(ctx: Context) -> Problems:
    """A fact from a web page gives the address; a fact without a source says so.

    `official` and `secondary` need an address that anyone can open. If only a copy was read and no address of
    the institution is known, they need a note on what was read. `unknown` needs a note on what was looked for.
    `known` is general knowledge that has not been checked here.

    **Bad:** `basis: official` without `address`.
    **Good:** `basis: official` with `address: https://…`.
    """
    lists = ("facts", "participants", "errata", "matches")
    for r in ctx.records:
        entries = [((name, n), entry) for name in lists for n, entry in enumerate(r.items(name))]
        for path, entry in [((), r.value), *entries]:  # an entry of the coverage is a record of its own
            basis, place = entry.get("basis"), (*path, "basis")
            if basis in ("official", "secondary") and not entry.get("address") and not entry.get("note"):
                hint = "Add address, or a note on what was read."
                yield at(r, place, f"The basis {basis} needs an address.", hint=hint)
            elif basis == "unknown" and (not path or path[0] == "facts") and not entry.get("note"):
                yield at(r, place, "The basis unknown needs a note on what was looked for.", hint="Add a note.")


SOURCED = ("facts", "matches")  # lists whose entries say what of a source was read
TRACKING = re.compile(r"[?&](utm_[a-z]+|pk_campaign|fbclid|gclid|mc_cid)=")


@cache
def uncitable() -> list[tuple[str, re.Pattern[str], str]]:
    """The kinds of sites that nobody should cite: kind, pattern of the host, what to cite instead."""
    with Path(__file__).with_name("uncitable.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t")
        return [(row["kind"], re.compile(row["pattern"]), row["instead"]) for row in rows]


@rule("R011", "error", "record")
def citable_addresses(ctx: Context) -> Problems:
    """A web address leads to a source that can be cited, not to a copy of it, an encyclopaedia, a web log,
    a test server or a tracking link.

    Such pages vanish, change without notice, or track those who open them. `scripts/corpus/rules/uncitable.tsv` lists
    the kinds, with what to cite instead.

    **Bad:** `address: https://en.wikipedia.org/wiki/Herons`.
    **Good:** `address: https://herons.example.org/about`, the page of the institution.
    """
    for r, path, address in ctx.with_format("web-address"):
        host = urlsplit(address).hostname or ""
        kind = next(((kind, instead) for kind, pattern, instead in uncitable() if pattern.search(host)), None)
        if kind is None and TRACKING.search(address):
            kind = ("link that tracks its readers", "the address without the tracking parameter")
        if kind:
            yield at(r, path, f"This address is a {kind[0]}.", actual=host, hint=f"Cite {kind[1]}.")


@rule("R012", "error", "record")
def seen_fits_address(ctx: Context) -> Problems:
    """A fact or match with a source says in `seen` what was read of it; with `page` and `not-opened` it has an address.

    `page` means that the page at the address was read, `not-opened` that it was not. An address that nobody opened
    must not look like one that was read.

    **Bad:** `basis: official` with an address and without `seen`.
    **Good:** `seen: page`, or `seen: copy` where a copy was read.
    """
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


@rule("C025", "error", "corpus", each=" ".join(SOUGHT_FIELDS))
def empty_fields_explained(ctx: Context, r: Record) -> Problems:
    """A field that readers will look for is filled, or `facts` says what was looked for.

    An empty cell could mean that there is nothing, that nobody looked, or that nobody found it.

    **Bad:** an instrument without `adopted` and without an entry about it.
    **Good:** an entry with `field: adopted`, `basis: unknown` and a note.
    """
    if r.get("meeting_type") == "series" or r.get("instrument_type") == "body-of-texts":
        return
    if r.kind.name == "actor" and r.get("actor_type") not in SOUGHT_BODIES:
        return
    explained = {fact["field"] for fact in r.items("facts")}
    for name in SOUGHT_FIELDS[r.kind.name]:
        if r.get(name) is None and name not in explained:
            hint = f"Fill it, or add to facts: field: {name}, basis: unknown, and a note on what was looked for."
            yield at(r, (), f"{name} is empty, and nothing says why.", hint=hint)
