"""Rules on places: passages, spans and fragments in a document, checked without the document."""

from anchoring.fragment import MOST_BEFORE, plain, words_of
from anchoring.span_fields import MOST_PRINTED
from corpus.derive.derived import share_printed
from corpus.model.records import Record

from .context import Context, Problems, at
from .registry import rule


@rule("C001")
def passages_tile(ctx: Context) -> Problems:
    passages = ctx.by_source("passage", "start")
    for source in ctx.sound("source"):
        folder = source.file.path.split("/")[-2]
        if ctx.loses_passages(folder):
            continue
        end, last = 0, None
        for p in passages.get(source.id, []):
            start = p.get("start")
            if start != end:
                what = "overlaps the one before" if start < end else "leaves a gap before it"
                hint = "scripts/verify.py --update computes locations from your copy."
                yield at(p, "start", f"This passage {what}.", end, start, hint)
            end, last = start + p.get("length"), p
        length = source.get("length")
        if last is None and source.id == folder:  # otherwise R001 reports it
            yield at(source, "source_id", "This source has no passages.")
        elif last is not None and end != length:
            yield at(last, "length", "The passages do not add up to the length of the document.", length, end)


@rule("C002", each="recommendation")
def spans_inside(ctx: Context, r: Record) -> Problems:
    p = ctx.find("passages", r.get("passage"))
    if p is None:
        return
    (low, high), (start, end) = _extent(p), _span(r)
    if p.get("source") != r.get("source"):
        hint = f"Choose a passage of {r.get('source')}, or move this record to the folder of {p.get('source')}."
        yield at(r, "passage", "The passage belongs to another source.", r.get("source"), p.get("source"), hint)
    elif not low <= start < end <= high:
        expected = f"between {low} and {high}"
        yield at(r, "span_start", f"The span is not inside the passage {p.id}.", expected, f"{start} to {end}")


def _extent(p: Record) -> tuple[int, int]:
    """The start and end of a passage."""
    return p.get("start"), p.get("start") + p.get("length")


def _astray(ctx: Context, r: Record) -> bool:
    """Whether a span is not inside its passage, which C002 reports."""
    p = ctx.find("passages", r.get("passage"))
    return p is not None and not _extent(p)[0] <= _span(r)[0] < _span(r)[1] <= _extent(p)[1]


def _span(r: Record) -> tuple[int, int]:
    """The start and end of the words of a recommendation."""
    return r.get("span_start"), r.get("span_start") + r.get("span_length")


@rule("C003")
def passages_of_right_type(ctx: Context) -> Problems:
    of_passage = {key: p.get("source") for key, p in ctx.corpus.index("passages").items()}
    requests = ctx.sound("recommendation")
    astray = {r.get("source") for r in requests if of_passage.get(r.get("passage")) != r.get("source")}  # K002, C002
    requests = [r for r in requests if of_passage.get(r.get("passage")) == r.get("source")]
    holders = {r.get("passage"): r for r in requests}
    accepted = {r.get("passage") for r in requests if not r.proposed}
    for p in ctx.sound("passage"):
        source, type_, holder = p.get("source"), p.get("passage_type"), holders.get(p.id)
        if type_ not in ctx.corpus.vocabularies.get("passage-type", {}):
            continue
        if type_ == "recommendation" and not holder and source not in astray and ctx.whole("recommendation", source):
            yield at(p, "passage_type", "This passage has no recommendation.", "another type", type_)
        elif type_ != "recommendation" and holder and p.id in accepted:
            message = f"{holder.id} is in this passage, but the type of the passage is not recommendation."
            yield at(p, "passage_type", message, "recommendation", type_)


@rule("C004", hint="Let one begin where the other ends, or add part_of.")
def spans_overlap_only_in_families(ctx: Context) -> Problems:
    for records in ctx.by_source("recommendation", "span_start").values():
        previous: Record | None = None
        for r in (r for r in records if not _astray(ctx, r)):
            kin = previous and r.get("part_of") and r.get("part_of") in (previous.id, previous.get("part_of"))
            if previous is not None and _span(r)[0] < _span(previous)[1] and not kin:
                yield at(r, "span_start", f"This span shares words with {previous.id}.")
            if previous is None or _span(r)[1] > _span(previous)[1]:
                previous = r


@rule("C014", hint="Add the number of the item or sentence.")
def places_differ(ctx: Context) -> Problems:
    seen: dict[tuple, Record] = {}
    for r in ctx.sound("recommendation"):
        first, place = seen.setdefault((r.get("source"), r.get("place").casefold()), r), r.get("place")
        if first is not r:
            yield at(r, "place", f"{first.id} has the same location.", actual=place)


@rule("C024", each="source")
def little_is_printed(ctx: Context, source: Record) -> Problems:
    if ctx.whole("recommendation", source.id):
        share, most = share_printed(source, ctx.corpus), f"at most {MOST_PRINTED:.0%}"
        if share > MOST_PRINTED:
            yield at(source, "source_id", "Too much of this document is reproduced.", most, f"{share:.1%}")


@rule("R010", each="recommendation")
def fragment_says_the_same(ctx: Context, r: Record) -> Problems:
    if r.get("text_fragment") is None:
        return
    before, first, last = words_of(r.get("text_fragment"))
    printed = tuple(plain(r.get(name) or "") for name in ("begins_with", "ends_with"))
    if (first, last) != printed or len(before.split()) > MOST_BEFORE:
        message = "The text fragment has other words than begins_with and ends_with."
        actual = f"{first} … {last}" if (first, last) != printed else f"{before} before them"
        hint = "Recompute it: scripts/verify.py <your copies> --update."
        yield at(r, "text_fragment", message, " … ".join(printed), actual, hint)
