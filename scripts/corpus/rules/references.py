"""Rules on identifiers and references: unique identifiers, and existing targets."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from itertools import chain

from corpus.model.names import pairs_alike
from corpus.model.published import retired
from corpus.model.records import Corpus, Record
from corpus.model.schema import TERMS
from dpcheck.problem import nearest

from .context import Context, Problems, Reference, at
from .registry import rule


@rule("R001", hint="Rename one of the two.")
def file_named_after_record(ctx: Context) -> Problems:
    for r in ctx.records:
        if r.kind.records["many"] or not r.kind.table:
            continue
        *_, folder, name = r.file.path.split("/")
        of_folder, key = r.kind.name == "source", r.kind.table["key"][0]
        expected = folder if of_folder else name.removesuffix(".yaml")
        if r.id != expected:
            message = f"{key} differs from the name of the {'folder' if of_folder else 'file'}."
            yield at(r, key, message, expected, r.id)


@rule("R004", each="passage recommendation")
def ids_begin_with_source(ctx: Context, r: Record) -> Problems:
    source = r.get("source")
    if r.id.rsplit("-", 1)[0] != source:
        message = "The identifier does not begin with the source."
        yield at(r, f"{r.kind.name}_id", message, f"{source}-…", r.id)


@rule("R009", hint="Use one record for both, or say in the names how they differ.")
def names_differ(ctx: Context) -> Problems:
    names = [(actor, field) for actor in ctx.sound("actor") for field in ("name", "label")]
    reported: set[tuple[str, str]] = set()
    for n, m in pairs_alike([(actor.id, actor.get(field)) for actor, field in names]):
        (actor, field), (other, its) = names[n], names[m]
        if (actor.id, other.id) not in reported:
            reported.add((actor.id, other.id))
            message, expected = f"{other.id} has nearly the same {its}.", f"not like {other.get(its)}"
            yield at(actor, field, message, expected, actor.get(field))


@rule("K001", hint="Give one of the two a different identifier.")
def unique_keys(ctx: Context) -> Problems:
    seen: dict[tuple[str, str], Record] = {}
    for r in ctx.corpus.records:
        if r.kind.table and r.id and (first := seen.setdefault((r.kind.name, r.id), r)) is not r:
            key = r.kind.table["key"][-1]
            message = f"{r.id} appears twice; the first is in {first.file.path}:{first.mark(key).line}."
            yield at(r, key, message, actual=r.id)


@rule("K002")
def known_references(ctx: Context) -> Problems:
    for r, path, target, key in chain(ctx.references, _subjects(ctx)):
        if target.startswith(TERMS) or key in ctx.corpus.index(target) or (target, key) in ctx.gone:
            continue
        if not ctx.may_hold(target, key):
            files = ctx.corpus.schemas.kind_of_table[target].records["files"]
            hint = f"Choose one that has a record in data/records/{files}, or write its record."
            if (whole := f"{r.get('source')}-{key}") in ctx.corpus.index(target):
                hint = f"Write it with its source: {whole}."
            message = f"There is no {key} among the {target.replace('_', ' ')}."
            yield at(r, path, message, actual=key, hint=what_there_is(ctx.corpus, target, key) or hint)


def what_there_is(corpus: Corpus, table: str, key: str) -> str | None:
    """A hint for an identifier that does not exist: its replacement, the numbers in use, or the nearest name."""
    if r := retired(corpus).get((table, key)):
        return f"It is retired; it was replaced by {r.get('replaced_by') or 'nothing'}."
    index, serial = corpus.index(table), re.compile(r"-[a-z][0-9]{3,}\Z")
    if not serial.search(key):
        return named(corpus, table, index, key)
    beside = sorted((k for k in index if serial.sub("", k) == serial.sub("", key)), key=lambda k: (len(k), k))
    return f"They range from {beside[0]} to {beside[-1]}." if beside else None  # numbers have no nearest name


def named(corpus: Corpus, reference: str, codes: Collection[str], text: str) -> str | None:
    """A hint that names the code or record meant by a text: by label or abbreviation, or else the nearest."""
    if ";" in text:
        return "Put a comma between two of them."
    names = {corpus.label(reference, code).casefold(): code for code in codes}
    for name in ("abbreviation", "name", "title", "short_name", "short_title"):
        names |= {str(r.get(name)).casefold(): r.id for r in corpus.index(reference).values()}
    return f"Did you mean {names[said]}?" if (said := text.casefold()) in names else nearest(text, codes)


def _subjects(ctx: Context) -> Iterator[Reference]:
    """The subjects of decisions and readings: passages or recommendations, which may have been retired since."""
    gone = {r.get("retired_id") for r in ctx.corpus.of("retired")}
    for r in chain(ctx.sound("decision"), ctx.sound("reading")):
        key = r.get("record_id")
        if key not in gone:
            table = "passages" if key.rpartition("-")[2].startswith("p") else "recommendations"
            yield Reference(r, ("record_id",), table, key)


@rule("K006")
def published_stands_by_itself(ctx: Context) -> Problems:
    proposed = {r.id for r in ctx.sound("recommendation") if r.proposed}
    for r, path, target, key in ctx.references:
        if target == "recommendations" and key in proposed and not r.proposed:
            hint = f"Accept {key} first (review_status), or leave the reference out."
            yield at(r, path, f"{key} is only proposed and is not in the tables.", actual=key, hint=hint)


@rule("C012")
def no_parent_loops(ctx: Context) -> Problems:
    for r, (name, *more), table, key in ctx.references:
        if table != r.kind.table_name or more or not r.id:
            continue
        seen, above = {r.id}, ctx.find(table, key)
        while above is not None and above.id not in seen:
            seen.add(above.id)
            above = ctx.find(table, above.get(name))
        if above is not None and above.id == r.id:
            yield at(r, name, f"{r.id} is part of itself.", actual=key)


@rule("C017", hint="Link it, or delete it.")
def no_orphans(ctx: Context) -> Problems:
    used = defaultdict(set)
    for r, _, target, key in ctx.references:
        if not target.startswith(TERMS) and key not in ctx.corpus.index(target):
            return  # K002 reports it; the unused record may be the intended one
        if not (target == r.kind.table_name and key == r.id):
            used[target].add(key)
    if not all(map(ctx.whole, ctx.corpus.schemas.kinds)):
        return
    for r in chain(*map(ctx.sound, ("actor", "meeting", "instrument"))):
        if r.id not in used[r.kind.table_name or ""] and r.file.path.endswith(f"/{r.id}.yaml"):  # else see R001
            yield at(r, (), f"No record refers to {r.id}.")
