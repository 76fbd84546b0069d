"""Columns that follow from other fields: for each a function of its name, whose docstring says what it does."""

import inspect
import re
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from anchoring.span_fields import letters_printed
from corpus.model.dates import bounds, in_words
from corpus.model.records import Corpus, Record, Row

from .relations import layer_of, same_requests
from .traces import CLOSEST, OUTCOMES, Traces


class Context:
    """What the functions below look things up in, computed once for a build."""

    def __init__(self, corpus: Corpus):
        self.corpus = corpus
        self.layers = layer_of(corpus)
        self.published = corpus.published
        self.dates = {r.id: self._date(r) for r in self.published}
        when = {name: (str(bounds(d)[0]) if d else "",) for name, d in self.dates.items()}
        self.same = same_requests(self.published, when, self.layers)
        self.traces = Traces(self.published, self.layers)
        self.mentions: dict[str, list[tuple[str, int]]] = defaultdict(list)  # of instruments, by passage, in order
        self.provisions = {(p.get("instrument_id"), _place(p.get("pinpoint"))): p.id for p in corpus.of("provision")}
        self.matches: dict[str, set[str]] = defaultdict(set)  # of earlier commitments, by recommendation
        for found in corpus.of("earlier_commitment"):
            if found.get("seen") == "document":  # of a text that was not compared
                continue
            self.matches[found.get("recommendation_id")].add(found.get("match"))
        for record in [*corpus.of("passage"), *sorted(self.published, key=lambda r: r.id)]:
            passage = record.get("passage") or record.id
            self.mentions[passage] += [(record.id, n) for n in range(len(record.items("citations")))]

    def layer(self, record: Record) -> dict[str, Any]:
        return self.layers.get(record.get("passage"), {})

    def of_source(self, record: Record, name: str) -> Any:
        """The value of a field of the source of a record."""
        source = self.corpus.find("sources", record.get("source"))
        return source.get(name) if source else None

    def session(self, record: Record) -> Record | None:
        """The narrowest meeting we know of: that of the recommendation, else that of its source."""
        return self.corpus.find("meetings", record.get("session") or self.of_source(record, "meeting"))

    def date(self, record: Record) -> str | None:
        """The date of a record; of a recommendation, when the request was made."""
        return self.dates.get(record.id) if record.kind.name == "recommendation" else record.get("date")

    def _date(self, record: Record) -> str | None:
        session = None if self.layer(record).get("dated_by") == "document" else self.session(record)
        date: str | None = session and session.get("date") or self.of_source(record, "date")
        return date

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


def share_printed(source: Record, corpus: Corpus, proposed: bool = True) -> float:
    """The part of the letters and digits of a document that its records print, from 0 to 1.

    Without ``proposed``: as the tables print them, which a proposal does not change.
    """
    records = [r for r in corpus.of_source("recommendation", source.id) if proposed or not r.proposed]
    return float(round(sum(letters_printed(r.value) for r in records) / source.get("length"), 4))


def page_of(table: str, key: str) -> str:
    """Path of a record's page below the site's address."""
    return f"{table}/{key}.html"


Function = Callable[[Row, Context], Any]
COLUMNS: dict[tuple[str, str], Function] = {}  # by table and column


def _column(*tables: str, name: str = "") -> Callable[[Function], Function]:
    """The decorator that enters the function of a derived column for the tables that have it."""

    def enter(function: Function) -> Function:
        COLUMNS.update({(table, name or function.__name__): function for table in tables})
        return function

    return enter


def sentence(table: str, column: str) -> str | None:
    """What the function of a derived column does, for readers; None where the column is not derived."""
    function = COLUMNS.get((table, column))
    return inspect.getdoc(function) if function else None


@_column("recommendations")
def made_by_type(row: Row, ctx: Context) -> list[str]:
    """The types of the actors in made_by, each once."""
    actors = [ctx.corpus.find("actors", a) for a in row.record.items("made_by")]
    return list(dict.fromkeys(a.get("actor_type") for a in actors if a))


@_column("recommendations")
def recorded_by(row: Row, ctx: Context) -> str | None:
    """Who recorded the layer of the source that holds the passage."""
    return ctx.layer(row.record).get("recorded_by")


@_column("recommendations")
def issued_by(row: Row, ctx: Context) -> list[str]:
    """Who put out the layer of the source that holds the passage; where it names nobody, the authors of the source."""
    by = ctx.layer(row.record).get("issued_by")
    return [by] if by else ctx.of_source(row.record, "authors") or []


@_column("recommendations")
def how_recorded(row: Row, ctx: Context) -> str | None:
    """How the layer of the source that holds the passage was recorded."""
    return ctx.layer(row.record).get("how_recorded")


@_column("recommendations")
def pillar(row: Row, ctx: Context) -> str | None:
    """The pillar to which the first theme belongs, as the vocabulary of themes says."""
    term = ctx.corpus.vocabularies.get("theme", {}).get(row.record.items("themes")[0])
    return term.get("broader") if term else None


@_column("recommendations")
def theme(row: Row, ctx: Context) -> Any:
    """The first of the themes."""
    return row.record.items("themes")[0]


@_column("recommendations")
def other_themes(row: Row, ctx: Context) -> list[str]:
    """All themes but the first."""
    return row.record.items("themes")[1:]


@_column("recommendations")
def instruments_cited(row: Row, ctx: Context) -> list[str]:
    """The instruments in citations, each once."""
    return list(dict.fromkeys(x["instrument_id"] for x in row.record.items("citations")))


@_column("recommendations")
def year(row: Row, ctx: Context) -> int | None:
    """The year of date; empty where date spans two years."""
    if not (day := ctx.date(row.record)):
        return None
    first, last = bounds(day)
    return first.year if first.year == last.year else None


@_column("recommendations")
def year_best(row: Row, ctx: Context) -> Any:
    """The year; where it is empty, the most likely one as the source says."""
    return year(row, ctx) or ctx.of_source(row.record, "year_best")


@_column("recommendations")
def year_best_reason(row: Row, ctx: Context) -> str | None:
    """The reason that the source gives for its most likely year; empty where the year is known."""
    return ctx.of_source(row.record, "year_best_reason") if year(row, ctx) is None else None


@_column("recommendations")
def date_label(row: Row, ctx: Context) -> str | None:
    """The date in words."""
    return in_words(day) if (day := ctx.date(row.record)) else None


@_column("recommendations")
def date(row: Row, ctx: Context) -> str | None:
    """The date of the session or meeting; that of the source where its layer is dated by the document."""
    return ctx.date(row.record)


@_column("recommendations", "sources", "meetings")
def date_earliest(row: Row, ctx: Context) -> str | None:
    """The first day that date covers."""
    day = ctx.date(row.record)
    return str(bounds(day)[0]) if day else None


@_column("recommendations", "sources", "meetings")
def date_latest(row: Row, ctx: Context) -> str | None:
    """The last day that date covers."""
    day = ctx.date(row.record)
    return str(bounds(day)[1]) if day else None


@_column("recommendations")
def meeting(row: Row, ctx: Context) -> str | None:
    """The whole meeting of which the session, or else the meeting of the source, is a part; a series does not count."""
    top = ctx.meeting(row.record)
    return top.id if top else None


@_column("recommendations")
def same_request_id(row: Row, ctx: Context) -> str:
    """The earliest of all recommendations that are linked by the relation restates, directly or through others."""
    return ctx.same[row.record.id]


@_column("recommendations")
def count_once(row: Row, ctx: Context) -> bool:
    """True for the recommendation that same_request_id names, and for no other of the same request."""
    return ctx.same[row.record.id] == row.record.id


@_column("recommendations")
def in_earlier_treaty(row: Row, ctx: Context) -> str | None:
    """The closest match of its earlier commitments in full texts; empty if none was compared or no State is asked."""
    if not ctx.of_source(row.record, "compared_with") or not _asks_states(row.record, ctx.corpus):
        return None
    found = ctx.matches[row.record.id]
    return next((match for match in ("same", "part") if match in found), "none-found")


@_column("crosswalks")
def provision_id(row: Row, ctx: Context) -> str | None:
    """The provision of the scheme's instrument whose pinpoint has the numbers and letters of the notation."""
    scheme = ctx.corpus.vocabularies.get("scheme", {}).get(row.values["scheme"])
    return ctx.provisions.get((scheme.get("instrument"), _place(row.values["notation"]))) if scheme else None


def _place(notation: str) -> tuple[str, ...]:
    """The parts of a place in a treaty, however they are set off: 9.1(b) is 9(1)(b)."""
    return tuple(re.findall(r"\w+", notation.lower()))


def _asks_states(record: Record, corpus: Corpus) -> bool:
    """Whether a request is addressed to States, alone or among others."""
    asked = record.items("addressed_to")
    actors = (corpus.find("actors", a) for a in asked)
    states = any(a and a.get("actor_type") in ("state", "group-of-states") for a in actors)
    return states or not {"national-authorities", "everyone"}.isdisjoint(asked)


@_column("recommendations")
def traced_to(row: Row, ctx: Context) -> list[str] | None:
    """Who made the requests in earlier layers of the document from which this derives; empty where it names a maker."""
    if row.record.items("made_by"):
        return None
    origins = [ctx.traces.records[name] for name in ctx.traces.origins(row.record.id)]
    return list(dict.fromkeys(maker for r in origins for maker in r.items("made_by")))


@_column("recommendations")
def taken_up_by(row: Row, ctx: Context) -> list[str]:
    """The recommendations in later layers of the document that name this one as an origin."""
    return list(ctx.traces.taken_up_by(row.record.id))


@_column("request_traces", name="layer")
def later(row: Row, ctx: Context) -> Any:
    """Each layer of the document that was drafted after the first one and holds recommendations."""
    return row.values["layer"]


@_column("request_traces")
def reached(row: Row, ctx: Context) -> bool:
    """True where something in the later layer derives from the request, by one relation or several in a row."""
    return bool(_in_layer(row, ctx))


@_column("request_traces")
def reached_as(row: Row, ctx: Context) -> list[str]:
    """What in the later layer derives from the request, by one relation or several in a row."""
    return list(_in_layer(row, ctx))


@_column("request_traces")
def relation(row: Row, ctx: Context) -> str | None:
    """The loosest relation on the closest way to the later layer: restates, elaborates, consolidates, follows-up."""
    return min(_in_layer(row, ctx).values(), key=CLOSEST.index, default=None)


@_column("request_traces")
def outcome(row: Row, ctx: Context) -> str:
    """What became of the request there: split where it reached several, else as the relation says."""
    found = _in_layer(row, ctx)
    return "split" if len(found) > 1 else OUTCOMES[relation(row, ctx) or ""]


@_column("request_traces")
def addressees_added(row: Row, ctx: Context) -> list[str]:
    """The addressees there whom the request does not name; one for whom nobody is specified does not count."""
    there = [a for name in _in_layer(row, ctx) for a in ctx.traces.records[name].items("addressed_to")]
    return list(dict.fromkeys(a for a in there if a not in (*row.record.items("addressed_to"), "everyone")))


@_column("request_traces")
def addressees_changed(row: Row, ctx: Context) -> bool | None:
    """True where addressees were added; empty where the request did not reach the layer."""
    return bool(addressees_added(row, ctx)) if _in_layer(row, ctx) else None


def _in_layer(row: Row, ctx: Context) -> dict[str, str]:
    return ctx.traces.in_layer(row.record.id, row.values["layer"])


@_column("recommendations")
def page(row: Row, ctx: Context) -> str:
    """The path of the page, from the identifier."""
    return page_of("recommendations", row.record.id)


@_column("passages")
def layer(row: Row, ctx: Context) -> str | None:
    """The layer of the source that begins with this passage, or with the nearest one before it."""
    return ctx.layers.get(row.record.id, {}).get("layer")


@_column("sources")
def printed_share(row: Row, ctx: Context) -> float:
    """The letters and digits in begins_with, ends_with and text_fragment, as a part of all in the document."""
    return share_printed(row.record, ctx.corpus, proposed=False)


@_column("recommendation_terms")
def label(row: Row, ctx: Context) -> str:
    """The label of the term."""
    return ctx.corpus.label(f"terms:{row.values['vocabulary']}", row.values["code"])


@_column("citations")
def number(row: Row, ctx: Context) -> int:
    """The order in the passage: its own citations first, then those of its recommendations."""
    passage = row.record.get("passage") or row.record.id
    return ctx.mentions[passage].index((row.record.id, row.path[1])) + 1


@_column("citations")
def source(row: Row, ctx: Context) -> Any:
    """The source of the passage."""
    return row.record.get("source")


@_column("citations", "earlier_commitments")
def adopted_then(row: Row, ctx: Context) -> bool | None:
    """Whether the instrument was adopted before the date of the source or request; empty where that cannot be said."""
    return _by_then(row, ctx, "adopted")


@_column("citations", "earlier_commitments")
def in_force_then(row: Row, ctx: Context) -> bool | None:
    """Whether the instrument was in force at the date of the source or request; empty where that cannot be said."""
    return _by_then(row, ctx, "in_force")


def _by_then(row: Row, ctx: Context, field: str) -> bool | None:
    """Whether a date of the instrument lies before that of the source or request; None where that cannot be said."""
    cited = row.values.get("instrument_id")
    if provision := ctx.corpus.find("provisions", row.record.get("provision_id")):
        cited, date = provision.get("instrument_id"), ctx.dates.get(row.record.get("recommendation_id"))
    else:
        date = ctx.of_source(row.record, "date")
    instrument = ctx.corpus.find("instruments", cited)
    if not instrument or not instrument.get(field) or not date:
        return None
    (first, last), (earliest, latest) = bounds(instrument.get(field)), bounds(date)
    return True if last <= earliest else False if first > latest else None


def recorders(ctx: Context) -> list[Row]:
    """Rows for recommendation_actors: who wrote each recommendation down, as the layer of its source says."""
    return [
        Row({"recommendation_id": r.id, "actor_id": by, "role": "recorded-by"}, r, ("passage",))
        for r in ctx.published
        if (by := ctx.layer(r).get("recorded_by"))
    ]


def noted(ctx: Context) -> list[Row]:
    """Rows for request_traces: each request noted first in a document, with each later layer."""
    return [
        Row({"recommendation_id": record.id, "layer": layer}, record)
        for record, layers in ctx.traces.noted()
        for layer in layers
    ]


ROWS = {"recommendation_actors": recorders, "request_traces": noted}


def fill(table: str, rows: list[Row], ctx: Context) -> None:
    """Add the derived rows of one table, and fill its derived columns in place."""
    rows += ROWS[table](ctx) if table in ROWS else []
    functions = {column: f for (name, column), f in COLUMNS.items() if name == table}
    for row in rows:
        for column, function in functions.items():
            row.values[column] = function(row, ctx)
