"""Rules on stability: what was published can always be found."""

from corpus.model.published import gaps
from corpus.model.records import Record
from dpcheck.problem import Problem

from .context import Context, Problems, at
from .references import what_there_is
from .registry import rule


@rule("P003")
def stable_identifiers(ctx: Context) -> Problems:
    corpus, retired = ctx.corpus, {(r.get("kind"), r.get("retired_id")) for r in ctx.sound("retired")}
    for record in ctx.sound("retired"):
        key, kind, other = (record.get(name) for name in ("retired_id", "kind", "replaced_by"))
        if ctx.stands(kind, key):
            hint = "Give the record a new identifier, or delete this entry if the identifier was never retired."
            yield at(record, "retired_id", f"{key} is retired but is still in {kind}.", hint=hint)
        if other and not ctx.stands(kind, other) and (kind, other) not in retired and not ctx.may_hold(kind, other):
            hint = (
                what_there_is(corpus, kind, other) or "Give the record that replaces it now, or leave replaced_by out."
            )
            yield at(record, "replaced_by", f"There is no {other} in {kind} to replace it.", hint=hint)
    for (table, key), version in ctx.gone.items():
        if ctx.may_hold(table, key) or ("sources", key.rpartition("-")[0]) in ctx.gone:
            continue
        hint = "Restore it. If it must go, retire it in data/records/retired.yaml with"
        hint += f" retired_id: {key}, kind: {table}, a reason, and the first version without it."
        message, still = f"{key} was published in {table}, first in version {version}, and is", corpus.find(table, key)
        if still is not None:
            yield at(still, "review_status", f"{message} only proposed now.", hint="Accept or retire it.")
        else:
            yield Problem(f"{message} gone.", "data/records/retired.yaml", record=key, hint=hint)


@rule("C027", each="source")
def passages_count_up(ctx: Context, source: Record) -> Problems:
    astray = any(not p.id.startswith(f"{source.id}-") for p in ctx.corpus.of_source("passage", source.id))
    lost = [] if astray else gaps(ctx.corpus, source.id)  # R004 reports misplaced ones
    if lost and not ctx.loses_passages(source.id):
        hint = "Give the passage its identifier back, or restore it. In a new document, number all passages again."
        message = f"The numbers of the passages skip {lost[0]}{f' and {len(lost) - 1} more' if lost[1:] else ''}."
        yield at(source, "source_id", message, hint=hint)
