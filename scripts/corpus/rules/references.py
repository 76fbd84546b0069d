"""Stage references: records that name each other, and keys that must be unique."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.model.records import Record
from corpus.model.schema import TERMS, Field
from dpcheck.problem import Problem, nearest

from .context import Context, at
from .registry import rule


def references(ctx: Context) -> list[tuple[Record, tuple, str, str]]:
    """Every reference of every sound record, found once: (record, path, target, key)."""
    if ctx.references is None:
        ctx.references = [
            (r, *found) for r in ctx.corpus.records if r.sound for found in _walk(r.value, r.kind.fields, ())
        ]
    return ctx.references


def _walk(value: dict, fields: list[Field], base: tuple) -> Iterator[tuple[tuple, str, str]]:
    for f in fields:
        if f.name not in value or f.derived:
            continue
        if f.item_fields:
            for n, item in enumerate(value[f.name]):
                yield from _walk(item, f.item_fields, (*base, f.name, n))
        elif f.references and f.is_list:
            for n, key in enumerate(value[f.name]):
                yield (*base, f.name, n), f.references, str(key)
        elif f.references:
            yield (*base, f.name), f.references, str(value[f.name])


@rule("K001", "error", "references")
def unique_keys(ctx: Context) -> Iterator[Problem]:
    """No two records of a kind have the same identifier.

    **Bad:** two recommendations named `hdim2007-r003`.

    **Good:** the second one named `hdim2007-r007`, the next free number.
    """
    for kind in ctx.corpus.schemas.kinds.values():
        seen: dict[str, Record] = {}
        for record in ctx.corpus.of(kind.name):
            if not kind.table or not record.id:
                continue
            first = seen.setdefault(record.id, record)
            if first is not record:
                key = kind.table["key"][-1]
                there = first.mark(key)
                yield at(
                    record,
                    key,
                    message=f"{record.id} stands twice; it stands in {first.file.path}:{there.line} already.",
                    actual=record.id,
                    hint="Give one of the two another identifier.",
                )


@rule("K002", "error", "references")
def known_references(ctx: Context) -> Iterator[Problem]:
    """Whatever a record refers to exists.

    That goes for what a decision between codings, or a reading, is about too; it may have been retired since.

    **Bad:** `addressed_to: [osce-field-operation]`.

    **Good:** `addressed_to: [osce-field-operations]`.
    """
    for record, path, target, key in [*references(ctx), *_subjects(ctx)]:
        if not target.startswith(TERMS) and key not in ctx.corpus.index(target) and not ctx.may_hold(target, key):
            hint = (
                nearest(key, ctx.corpus.index(target))
                or "Choose one that has a record in "
                f"data/records/{ctx.corpus.schemas.kind_of_table[target].records['files']}, or write its record."
            )
            yield at(
                record, *path, message=f"There is no {key} among the {target.replace('_', ' ')}.", actual=key, hint=hint
            )


def _subjects(ctx: Context) -> Iterator[tuple[Record, tuple, str, str]]:
    """What decisions between codings and readings are about: a recommendation, or a passage; it may be retired since."""
    gone = {r.get("retired_id") for r in ctx.corpus.of("retired")}
    for kind in ("decision", "reading"):
        for r in ctx.sound(kind):
            key = r.get("record_id")
            if key not in gone:
                yield (
                    r,
                    ("record_id",),
                    "passages" if key.rpartition("-")[2].startswith("p") else "recommendations",
                    key,
                )


@rule("K003", "error", "references")
def known_codes(ctx: Context) -> Iterator[Problem]:
    """A code is in the vocabulary of its field.

    **Bad:** `type_of_action: training`.

    **Good:** `type_of_action: train`.
    """
    for record, path, target, key in references(ctx):
        if target.startswith(TERMS):
            codes = ctx.corpus.vocabularies.get(target[len(TERMS) :], {})
            if key not in codes and not ctx.may_hold("terms", key):
                hint = nearest(key, codes) or f"Codes: {', '.join(codes)}."
                yield at(
                    record,
                    *path,
                    message=f"{key} is no code of the vocabulary {target[len(TERMS) :]}.",
                    actual=key,
                    hint=hint,
                )


@rule("K004", "error", "references")
def facts_name_fields(ctx: Context) -> Iterator[Problem]:
    """An entry of *How we know* names a field of its record, and `unknown` one that is empty.

    **Bad:** `field: adopted_on` in an instrument.

    **Good:** `field: adopted`.
    """
    for record in ctx.corpus.records:
        if not record.sound:
            continue
        names = [f.name for f in record.kind.fields if f.name != "facts"]
        for n, fact in enumerate(record.items("facts")):
            if fact["field"] not in names:
                yield at(
                    record,
                    "facts",
                    n,
                    "field",
                    message=f"{fact['field']} is no field of this kind of record ({record.kind.name}).",
                    actual=fact["field"],
                    hint=nearest(fact["field"], names) or f"Fields: {', '.join(names)}.",
                )
            elif fact["basis"] == "unknown" and record.get(fact["field"]) and not _is_range(record.get(fact["field"])):
                yield at(
                    record,
                    "facts",
                    n,
                    "basis",
                    message=f"The basis is unknown but {fact['field']} is filled.",
                    hint="Say where the value comes from, or leave the field out.",
                )


def _is_range(value: object) -> bool:
    """One unknown day between two is a date, and unknown all the same."""
    return isinstance(value, str) and value.startswith("[")


@rule("K005", "error", "references")
def crossing_codes(ctx: Context) -> Iterator[Problem]:
    """A theme's pillar, and the term of a counter-example, are codes of their vocabularies.

    Codes that a field holds as whole numbers are written in digits.

    **Bad:** `broader: protecting` in a theme.

    **Good:** `broader: protection`.
    """
    counted = {
        f.vocabulary for k in ctx.corpus.schemas.kinds.values() for f in k.fields if f.definition["type"] == "integer"
    }
    for term in ctx.sound("term"):
        if term.get("vocabulary") in counted and not term.get("code").isdigit():
            yield at(
                term,
                "code",
                message="The codes of this vocabulary are whole numbers.",
                actual=term.get("code"),
                hint='Write a digit, such as "1".',
            )
        pillars = ctx.corpus.vocabularies.get("pillar", {})
        broader = term.get("broader")
        if (
            broader is not None and broader not in pillars or term.get("vocabulary") == "theme" and not broader
        ) and not ctx.may_hold("terms", str(broader)):
            yield at(
                term,
                "broader" if broader else "code",
                message="The pillar of this theme is not a code of the vocabulary pillar.",
                actual=broader,
                hint=nearest(broader or "", pillars) or f"Codes: {', '.join(pillars)}.",
            )
        other = term.get("counter_example_term")
        siblings = ctx.corpus.vocabularies.get(term.get("vocabulary"), {})
        if other is not None and other not in siblings and not ctx.may_hold("terms", other):
            yield at(
                term,
                "counter_example_term",
                message=f"{other} is no code of the vocabulary {term.get('vocabulary')}.",
                actual=other,
                hint=nearest(other, siblings) or f"Codes: {', '.join(siblings)}.",
            )


@rule("K006", "error", "references")
def published_stands_by_itself(ctx: Context) -> Iterator[Problem]:
    """What is published does not refer to a recommendation that is only proposed.

    Proposed recommendations are kept out of the tables, so the reference would lead nowhere for
    whoever downloads them. Proposed ones may refer to each other.

    **Bad:** `part_of: hdim2006-r004` in a published item, where hdim2006-r004 is proposed.

    **Good:** hdim2006-r004 accepted first, or the item proposed too.
    """
    proposed = {r.id for r in ctx.sound("recommendation") if r.proposed}
    for record, path, target, key in references(ctx):
        if target == "recommendations" and key in proposed and not record.proposed:
            yield at(
                record,
                *path,
                message=f"{key} is only proposed and is not in the tables.",
                actual=key,
                hint=f"Accept {key} first (review_status), or leave the reference out.",
            )
