"""Rules on source documents: their layers and their dates."""

from collections.abc import Iterator

from corpus.model.records import Record
from dpcheck.problem import Problem

from .context import Context, at
from .registry import rule


@rule("C015", "error", "corpus", each="source")
def layers_cover(ctx: Context, source: Record) -> Iterator[Problem]:
    """The layers of a source begin with its first passage, and each with a passage of its own.

    **Bad:** one layer whose first passage is `hdim2006-p010`: nobody knows who drafted the nine before.

    **Good:** a layer that begins with `hdim2006-p001`.
    """
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


@rule("C019", "warning", "corpus", each="passage recommendation")
def cited_after_adoption(ctx: Context, r: Record) -> Iterator[Problem]:
    """No document cites an instrument that was adopted after it was written.

    Drafts are records of their own; where a citation is right all the same, one of the dates is wrong.

    **Bad:** a document of October 2007 that cites a decision of November 2007.

    **Good:** the draft of the decision, or the right date of the document.
    """
    source = ctx.find("sources", r.get("source"))
    for n, c in enumerate(r.items("citations")):
        instrument = ctx.find("instruments", c["instrument_id"])
        adopted, written = ctx.days(instrument, "adopted"), ctx.days(source)
        if instrument and source and adopted and written and adopted[0] > written[1]:
            message = f"{instrument.id} was adopted on {instrument.get('adopted')}, after this document."
            yield at(r, ("citations", n), message, actual=source.get("date"))
