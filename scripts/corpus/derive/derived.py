"""Columns that follow from other fields: one function for each, named in one register."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from anchoring.span_fields import letters_printed
from corpus.model.dates import bounds
from corpus.model.records import LIST_SEPARATOR, Corpus, Record, Row

from .relations import layer_of, merges_others, same_requests


class Context:
    """What the functions below look things up in, computed once for a build."""

    def __init__(self, corpus: Corpus):
        self.corpus = corpus
        self.layers = layer_of(corpus)
        self.published = corpus.published
        self.dates = {r.id: self._date(r) for r in self.published}
        when = {name: (str(bounds(d)[0]) if d else "",) for name, d in self.dates.items()}
        self.same = same_requests(self.published, when, self.layers)

    def layer(self, record: Record) -> dict:
        return self.layers.get(record.get("passage"), {})

    def source(self, record: Record) -> Record | None:
        return self.corpus.find("sources", record.get("source"))

    def session(self, record: Record) -> Record | None:
        """The narrowest meeting we know of: that of the recommendation, else that of its source."""
        source = self.source(record)
        return self.corpus.find("meetings", record.get("session") or (source.get("meeting") if source else None))

    def _date(self, record: Record) -> str | None:
        source, session = self.source(record), self.session(record)
        if self.layer(record).get("dated_by") == "document" or session is None:
            return source.get("date") if source else None
        return session.get("date") or (source.get("date") if source else None)

    def meeting(self, record: Record) -> Record | None:
        """The meeting as a whole: the top of the chain of parents, leaving out series."""
        here = self.session(record)
        seen: set[str] = set()
        while here is not None and here.id not in seen:
            seen.add(here.id)
            parent = self.corpus.find("meetings", here.get("parent"))
            if parent is None or parent.get("meeting_type") == "series":
                return here
            here = parent
        return here


def _labels(ctx: Context, table: str, keys: list[str]) -> str | None:
    return LIST_SEPARATOR.join(dict.fromkeys(ctx.corpus.label(table, k) for k in keys)) or None


def _made_by_type(r: Record, ctx: Context) -> str | None:
    actors = [ctx.corpus.find("actors", a) for a in r.items("made_by")]
    return _labels(ctx, "terms:actor-type", [a.get("actor_type") for a in actors if a])


def _recorded_by(r: Record, ctx: Context) -> str | None:
    by = ctx.layer(r).get("recorded_by")
    return ctx.corpus.label("actors", by) if by else None


def _pillar(r: Record, ctx: Context) -> str | None:
    theme = ctx.corpus.vocabularies.get("theme", {}).get(r.items("themes")[0])
    return theme.get("broader") if theme else None


def _year(r: Record, ctx: Context) -> int | None:
    date = ctx.dates.get(r.id)
    if not date:
        return None
    first, last = bounds(date)
    return first.year if first.year == last.year else None


def _bound(which: int) -> Callable[[Record, Context], str | None]:
    """First (0) or last (1) day of the record's own date."""

    def day(r: Record, _: Context) -> str | None:
        return str(bounds(r.get("date"))[which]) if r.get("date") else None

    return day


def _request_bound(which: int) -> Callable[[Record, Context], str | None]:
    def day(r: Record, ctx: Context) -> str | None:
        date = ctx.dates.get(r.id)
        return str(bounds(date)[which]) if date else None

    return day


def _meeting(r: Record, ctx: Context) -> str | None:
    meeting = ctx.meeting(r)
    return meeting.id if meeting else None


def printed_share(source: Record, corpus: Corpus, proposed: bool = True) -> float:
    """The part of the letters and digits of a document that its records print, from 0 to 1.

    Without ``proposed``: as the tables print them, which a proposal does not change.
    """
    records = [r for r in corpus.of_source("recommendation", source.id) if proposed or not r.proposed]
    return round(sum(letters_printed(r.value) for r in records) / source.get("length"), 4)


def page_of(table: str, key: str) -> str:
    """Path of a record's page below the site's address."""
    return f"{table}/{key}.html"


# (table, column) -> function of the record and the context
COLUMNS: dict[tuple[str, str], Callable[[Record, Context], Any]] = {
    ("recommendations", "made_by_type"): _made_by_type,
    ("recommendations", "recorded_by"): _recorded_by,
    ("recommendations", "how_recorded"): lambda r, c: c.layer(r).get("how_recorded"),
    ("recommendations", "pillar"): _pillar,
    ("recommendations", "theme"): lambda r, c: r.items("themes")[0],
    ("recommendations", "other_themes"): lambda r, c: _labels(c, "terms:theme", r.items("themes")[1:]),
    ("recommendations", "instruments_cited"): lambda r, c: _labels(
        c, "instruments", [x["instrument_id"] for x in r.items("citations")]
    ),
    ("recommendations", "year"): _year,
    ("recommendations", "date"): lambda r, c: c.dates.get(r.id),
    ("recommendations", "date_earliest"): _request_bound(0),
    ("recommendations", "date_latest"): _request_bound(1),
    ("recommendations", "meeting"): _meeting,
    ("recommendations", "same_request_id"): lambda r, c: c.same[r.id],
    ("recommendations", "count_once"): lambda r, c: c.same[r.id] == r.id and not merges_others(r),
    ("recommendations", "page"): lambda r, c: page_of("recommendations", r.id),
    ("passages", "layer"): lambda r, c: c.layers.get(r.id, {}).get("layer"),
    ("sources", "printed_share"): lambda r, c: printed_share(r, c.corpus, proposed=False),
    ("sources", "date_earliest"): _bound(0),
    ("sources", "date_latest"): _bound(1),
    ("meetings", "date_earliest"): _bound(0),
    ("meetings", "date_latest"): _bound(1),
}


def _citations(rows: list, ctx: Context) -> None:
    """Source, running number in the passage, and whether the instrument stood then."""
    rows.sort(key=lambda r: (r.values["passage_id"], r.values.get("recommendation_id") or "", r.path[1]))
    number: dict[str, int] = {}
    for row in rows:
        passage = row.values["passage_id"]
        number[passage] = number.get(passage, 0) + 1
        instrument = ctx.corpus.find("instruments", row.values["instrument_id"])
        source = ctx.source(row.record)
        row.values |= {
            "number": number[passage],
            "source": row.record.get("source"),
            "adopted_then": _by_then(instrument, "adopted", source),
            "in_force_then": _by_then(instrument, "in_force", source),
        }


def _by_then(instrument: Record | None, field: str, source: Record | None) -> bool | None:
    """Whether a date of the instrument lies before the source's; None where that cannot be said."""
    if not instrument or not source or not instrument.get(field) or not source.get("date"):
        return None
    first, last = bounds(instrument.get(field))
    earliest, latest = bounds(source.get("date"))
    if last <= earliest:
        return True
    return False if first > latest else None


def _recorders(rows: list, ctx: Context) -> None:
    """Add who wrote each recommendation down, which the layer of its source says."""
    for record in ctx.published:
        by = ctx.layer(record).get("recorded_by")
        if by:
            rows.append(
                Row({"recommendation_id": record.id, "actor_id": by, "role": "recorded-by"}, record, ("passage",))
            )


ROWS: dict[str, Callable[[list, Context], None]] = {"citations": _citations, "recommendation_actors": _recorders}


def fill(table: str, rows: list, ctx: Context) -> None:
    """Fill the derived columns of the rows of one table in place."""
    functions = {column: f for (name, column), f in COLUMNS.items() if name == table}
    for row in rows:
        for column, function in functions.items():
            row.values[column] = function(row.record, ctx)
    if table in ROWS:
        ROWS[table](rows, ctx)
