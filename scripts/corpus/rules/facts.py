"""Rules on how facts are known: what "How we know" must say, and where."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.model.records import Record
from dpcheck.problem import Problem, nearest

from .context import Context, at
from .registry import rule

# Fields that readers look for: filled, or an entry of "How we know" says why not.
LOOKED_FOR = {
    "source": ("symbol", "address"),
    "meeting": ("date", "city", "country"),
    "instrument": ("adopted", "address"),
    "actor": ("country", "website"),
}
BODIES = (
    "intergovernmental-organisation",
    "osce-body",
    "un-body",
    "eu-body",
    "field-operation",
    "ngo",
    "academic-institution",
)


@rule("K004", "error", "references")
def facts_name_fields(ctx: Context) -> Iterator[Problem]:
    """An entry of *How we know* names a field of its record, and `unknown` one that is empty.

    **Bad:** `field: adopted_on` in an instrument.

    **Good:** `field: adopted`.
    """
    for r in ctx.records:
        names = [f.name for f in r.kind.fields if f.name != "facts"]
        for n, fact in enumerate(r.items("facts")):
            name, value = fact["field"], r.get(fact["field"])
            if name not in names:
                hint = nearest(name, names) or f"Fields: {', '.join(names)}."
                message = f"{name} is no field of this kind of record ({r.kind.name})."
                yield at(r, ("facts", n, "field"), message, actual=name, hint=hint)
            elif fact["basis"] == "unknown" and value and not _is_range(value):
                hint = "Say where the value comes from, or leave the field out."
                yield at(r, ("facts", n, "basis"), f"The basis is unknown but {name} is filled.", hint=hint)


def _is_range(value: object) -> bool:
    """One unknown day between two is a date, and unknown all the same."""
    return isinstance(value, str) and value.startswith("[")


@rule("R007", "error", "record")
def basis_has_address(ctx: Context) -> Iterator[Problem]:
    """A fact from somebody's pages names the address; a fact without a source says so.

    `official` and `secondary` need an address that anybody can open; `unknown` needs a note on what
    was sought; `known` is general knowledge that nobody has checked here.

    **Bad:** `basis: official` without `address`.

    **Good:** `basis: official` with `address: https://…`.
    """
    lists = ("facts", "participants", "errata", "matches")
    for r in ctx.records:
        entries = [((name, n), entry) for name in lists for n, entry in enumerate(r.items(name))]
        for path, entry in [((), r.value), *entries]:  # an entry of the coverage is a record of its own
            basis, place = entry.get("basis"), (*path, "basis")
            if basis in ("official", "secondary") and not entry.get("address"):
                yield at(r, place, f"The basis {basis} needs an address.", hint="Add address, or say known.")
            elif basis == "unknown" and (not path or path[0] == "facts") and not entry.get("note"):
                yield at(r, place, "The basis unknown needs a note on what was sought.", hint="Add a note.")


@rule("C025", "error", "corpus", each="source meeting instrument actor")
def empty_fields_explained(ctx: Context, r: Record) -> Iterator[Problem]:
    """A field that readers will look for is filled, or *How we know* says what was sought.

    An empty cell could mean that there is nothing, that nobody looked, or that nobody found it.

    **Bad:** an instrument without `adopted` and without a word about it.

    **Good:** an entry with `field: adopted`, `basis: unknown` and a note.
    """
    if r.get("meeting_type") == "series" or r.get("instrument_type") == "body-of-texts":
        return
    if r.kind.name == "actor" and r.get("actor_type") not in BODIES:
        return
    explained = {fact["field"] for fact in r.items("facts")}
    for name in LOOKED_FOR[r.kind.name]:
        if r.get(name) is None and name not in explained:
            hint = f"Fill it, or add to facts: field: {name}, basis: unknown, and what was sought."
            yield at(r, (), f"{name} is empty and nothing says why.", hint=hint)
