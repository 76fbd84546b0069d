"""Rules on syntax: YAML that every program reads in the same way."""

from dataclasses import replace

from corpus.derive.examples import modeline_due
from corpus.model.records import SourceFile
from dpcheck.problem import Problem
from dpcheck.values.characters import HIDDEN

from .context import Context, Problems
from .departures import Departure
from .fields import HINTS, form_hint
from .registry import rule


def _faults(ctx: Context, kind: str) -> Problems:
    for file in ctx.corpus.files:
        for f in file.reading.faults:
            if f.kind == kind:
                yield Problem(f.message, file.path, f.line, f.column, actual=f.actual, hint=f.hint)


@rule("Y001")
def valid_yaml(ctx: Context) -> Problems:
    hidden = {file.path for file in ctx.corpus.files if HIDDEN.search(file.text or "")}  # B003 reports the cause there
    for f in _faults(ctx, "syntax"):
        if f.path not in hidden and f.actual != "U+000D":  # B004 reports that
            hint = "Look here and in the line before: quotation marks, brackets, indentation, a colon inside text."
            yield replace(f, hint=f.hint or hint)


@rule("Y002")
def no_duplicate_keys(ctx: Context) -> Problems:
    yield from _faults(ctx, "duplicate-key")


@rule("Y003")
def no_aliases(ctx: Context) -> Problems:
    yield from _faults(ctx, "alias")


@rule("Y004")
def no_tags(ctx: Context) -> Problems:
    yield from _faults(ctx, "tag")


@rule("Y005")
def not_too_deep(ctx: Context) -> Problems:
    yield from _faults(ctx, "depth")


@rule("Y006")
def no_ambiguous_scalars(ctx: Context) -> Problems:
    departed = {(d.record.file.path, (m := d.record.mark(*d.path)).line, m.column): d for d in ctx.departures}
    for p in _faults(ctx, "ambiguous"):
        d = departed.get((str(p.path), p.line or 0, p.column or 0))
        yield replace(p, hint=(d and _due(d)) or p.hint)


def _due(d: Departure) -> str | None:
    return HINTS.get("".join(d.limit)) if d.keyword == "type" else form_hint(d)


@rule("Y007")
def comments_on_own_lines(ctx: Context) -> Problems:
    yield from _faults(ctx, "comment")


@rule("Y008", each="file", hint="scripts/format.py writes it.")
def names_its_schema(ctx: Context, file: SourceFile) -> Problems:
    if line := modeline_due(ctx.corpus, file):
        message = "The first line does not name the schema of this kind of record."
        yield Problem(message, file.path, 1, 1, expected=line)
