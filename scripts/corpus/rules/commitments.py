"""Rules on what treaties said before a request."""

from collections.abc import Iterator

from corpus.model.dates import bounds
from corpus.model.records import Record
from dpcheck.problem import Problem

from .context import Context, at
from .registry import rule


@rule("C026", "error", "corpus", each="earlier_commitment")
def treaty_before_request(ctx: Context, c: Record) -> Iterator[Problem]:
    """An earlier commitment is from a treaty adopted before the request.

    A treaty that came later may follow the request; it cannot have said the same before.

    **Bad:** a request of 2002 beside a provision of a treaty adopted in 2005.

    **Good:** a request of 2006 beside it.
    """
    provision = ctx.find("provisions", c.get("provision_id"))
    treaty = ctx.find("instruments", provision.get("instrument_id")) if provision else None
    request = ctx.find("recommendations", c.get("recommendation_id"))
    days = ctx.days(ctx.find("sources", request.get("source"))) if request else None
    if treaty and treaty.get("adopted") and days and bounds(treaty.get("adopted"))[1] > days[0]:
        message = f"{treaty.id} was not adopted before the request."
        yield at(c, "provision_id", message, f"adopted by {days[0]}", treaty.get("adopted"))
