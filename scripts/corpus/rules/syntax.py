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


@rule("Y001", "error", "syntax")
def valid_yaml(ctx: Context) -> Problems:
    """Every record file is valid YAML, with one document per file.

    A file that cannot be read cannot be checked; nothing else in it is checked until this is corrected.

    **Bad:** `title: Decision No. 1: Enhancing efforts` (a colon and a space inside plain text).
    **Good:** `title: "Decision No. 1: Enhancing efforts"`.
    """
    hidden = {file.path for file in ctx.corpus.files if HIDDEN.search(file.text or "")}  # B003 names the cause there
    for f in _faults(ctx, "syntax"):
        if f.path not in hidden and f.actual != "U+000D":  # of that B004 speaks
            hint = "Look here and in the line before: quotation marks, brackets, indentation, a colon inside text."
            yield replace(f, hint=f.hint or hint)


@rule("Y002", "error", "syntax")
def no_duplicate_keys(ctx: Context) -> Problems:
    """A key appears once in its record.

    Programs keep the first or the last value and say nothing, so that one of the two is lost.

    **Bad:** `city: Vienna` and, three lines below, `city: Warsaw`.
    **Good:** only the correct one.
    """
    yield from _faults(ctx, "duplicate-key")


@rule("Y003", "error", "syntax")
def no_aliases(ctx: Context) -> Problems:
    """Values are written out: no anchors, aliases or merge keys.

    They save typing, but they hide what a record says from those who read only one part of it, and a few
    lines of them can grow into gigabytes.

    **Bad:** `made_by: &eu [european-union]` and later `made_by: *eu`.
    **Good:** `made_by: [european-union]`, twice.
    """
    yield from _faults(ctx, "alias")


@rule("Y004", "error", "syntax")
def no_tags(ctx: Context) -> Problems:
    """Values have no YAML tags.

    Tags make programs build things other than text, numbers and lists.

    **Bad:** `date: !!timestamp 2007-10-02`.
    **Good:** `date: 2007-10-02`.
    """
    yield from _faults(ctx, "tag")


@rule("Y005", "error", "syntax")
def not_too_deep(ctx: Context) -> Problems:
    """Nothing is nested deeper than a record needs.

    A record contains only fields, lists and lists of small objects. Deeper nesting is a mistake in the
    indentation, or a file made to exhaust the program that reads it.

    **Bad:** `names: [[[[[[[[[odihr]]]]]]]]]`.
    **Good:** `names:` with one object per line.
    """
    yield from _faults(ctx, "depth")


@rule("Y006", "error", "syntax")
def no_ambiguous_scalars(ctx: Context) -> Problems:
    """Words and numbers that programs read differently are in quotation marks.

    YAML 1.1 reads `NO` as *false*, `0123` as 83 and `12:30:45` as a number in base 60; YAML 1.2
    does not.

    **Bad:** `country: NO`.
    **Good:** `country: "NO"`.
    """
    departed = {(d.record.file.path, (m := d.record.mark(*d.path)).line, m.column): d for d in ctx.departures}
    for p in _faults(ctx, "ambiguous"):
        d = departed.get((str(p.path), p.line or 0, p.column or 0))
        yield replace(p, hint=(d and _due(d)) or p.hint)


def _due(d: Departure) -> str | None:
    return HINTS.get("".join(d.limit)) if d.keyword == "type" else form_hint(d)


@rule("Y007", "error", "syntax")
def comments_on_own_lines(ctx: Context) -> Problems:
    """Comments are on their own lines.

    After a value, a space and # cut off the rest of the line, so what looks like text is lost.

    **Bad:** `title: Recommendation #3` (the value is *Recommendation*).
    **Good:** `title: "Recommendation #3"`.
    """
    yield from _faults(ctx, "comment")


@rule("Y008", "warning", "syntax", each="file", hint="scripts/format.py writes it.")
def names_its_schema(ctx: Context, file: SourceFile) -> Problems:
    """The first line of a record file names the schema of its kind.

    From that line an editor knows which fields and codes to offer, also in the browser. Commands write
    it; `scripts/format.py` adds it to files that were written by hand.

    **Bad:** `actors/harbour-guild.yaml` that begins with `actor_id: harbour-guild`.
    **Good:** `# yaml-language-server: $schema=../../../schemas/editor/actor.schema.json` above it.
    """
    if line := modeline_due(ctx.corpus, file):
        message = "The first line does not name the schema of this kind of record."
        yield Problem(message, file.path, 1, 1, expected=line)
