"""Rules on source documents: their layers, and what was adopted before them."""

from corpus.model.records import Record

from .context import Context, Problems, at
from .registry import rule


@rule("C015", each="source")
def layers_cover(ctx: Context, source: Record) -> Problems:
    mine = [p.id for p in ctx.by_source("passage", "start").get(source.id, [])]
    if not mine or not ctx.whole("passage", source.id):
        return
    starts = [layer["first_passage"] for layer in source.items("layers")]
    if mine[0] not in starts:
        yield at(source, "layers", "No layer begins with the first passage.", mine[0], ", ".join(starts))
    for n, first in enumerate(starts):
        place = ("layers", n, "first_passage")
        if first not in mine and first in ctx.corpus.index("passages"):
            yield at(source, place, "This passage belongs to another source.", actual=first)
        elif first in starts[:n]:
            yield at(source, place, "Another layer begins with this passage too.", actual=first)


@rule("C019", each="passage recommendation")
def cited_after_adoption(ctx: Context, r: Record) -> Problems:
    source = ctx.find("sources", r.get("source"))
    for n, c in enumerate(r.items("citations")):
        instrument = ctx.find("instruments", c["instrument_id"])
        adopted, written = ctx.days(instrument, "adopted"), ctx.days(source)
        if instrument and source and adopted and written and adopted[0] > written[1]:
            message = f"{instrument.id} was adopted on {instrument.get('adopted')}, after this document."
            yield at(r, ("citations", n), message, actual=source.get("date"))


@rule("C026", each="earlier_commitment")
def treaty_before_request(ctx: Context, c: Record) -> Problems:
    provision = ctx.find("provisions", c.get("provision_id"))
    treaty = ctx.find("instruments", provision.get("instrument_id")) if provision else None
    request = ctx.find("recommendations", c.get("recommendation_id"))
    days = ctx.days(ctx.find("sources", request.get("source"))) if request else None
    adopted = ctx.days(treaty, "adopted")
    if treaty and adopted and days and adopted[1] > days[0]:
        message = f"{treaty.id} was not adopted before the request."
        yield at(c, "provision_id", message, f"adopted by {days[0]}", treaty.get("adopted"))
