"""Rules on meetings and their sessions."""

from corpus.model.records import Record

from .context import Context, Problems, at
from .registry import rule


@rule("C011", each="meeting")
def dates_inside_meetings(ctx: Context, m: Record) -> Problems:
    parent = ctx.find("meetings", m.get("parent"))
    mine, whole = ctx.days(m), ctx.days(parent)
    if parent and mine and whole and not whole[0] <= mine[0] <= mine[1] <= whole[1]:
        yield at(m, "date", f"This is outside {parent.id}.", parent.get("date"), m.get("date"))


@rule("C023", each="recommendation")
def session_is_narrower(ctx: Context, r: Record) -> Problems:
    session, source = r.get("session"), ctx.find("sources", r.get("source"))
    whole, its = (source and _top(ctx, source.get("meeting"))), _top(ctx, session)
    if not whole or not its:
        return  # other rules report the reason
    if session == whole:
        hint = "Leave session out, or give a session of the meeting."
        yield at(r, "session", f"{session} is the meeting as a whole.", hint=hint)
    elif its != whole:
        message = f"{session} is not part of the meeting of this source."
        yield at(r, "session", message, f"a part of {whole}", session)


def _top(ctx: Context, key: str | None) -> str | None:
    """The outermost meeting that a meeting is part of, below any series; None if it cannot be determined."""
    seen: set[str] = set()
    while (meeting := ctx.find("meetings", key)) and meeting.id not in seen:
        seen.add(meeting.id)
        parent = ctx.corpus.find("meetings", meeting.get("parent"))
        if meeting.get("parent") is None or parent and parent.get("meeting_type") == "series":
            return meeting.id
        key = meeting.get("parent")
    return None
