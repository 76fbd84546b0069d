"""Columns derived from other fields: a class per table, and a method per column, with a docstring for readers."""

import inspect
import re
from collections import defaultdict
from collections.abc import Callable
from functools import cached_property
from typing import Any

from anchoring.span_fields import letters_printed
from corpus.model.dates import bounds, in_words
from corpus.model.records import Corpus, Record, Row

from .relations import layer_of, same_requests
from .traces import CLOSEST, OUTCOMES, Traces


class Context:
    """Look-ups for the classes below, computed once per build."""

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
            if found.get("seen") == "document":  # a text that was not compared
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


def share_printed(source: Record, corpus: Corpus, proposed: bool = True) -> float:
    """The share of the letters and digits of a document that its records print, from 0 to 1.

    Without ``proposed``: the share that the tables print, which proposals do not change.
    """
    records = [r for r in corpus.of_source("recommendation", source.id) if proposed or not r.proposed]
    return float(round(sum(letters_printed(r.value) for r in records) / source.get("length"), 4))


class Columns:
    """The derived columns of one row: the public methods of the class of its table."""

    def __init__(self, row: Row, ctx: Context) -> None:
        self._row, self._record, self._ctx, self._corpus = row, row.record, ctx, ctx.corpus


class Dated(Columns):
    """Columns of a record with a date; the date of a recommendation is derived too."""

    def date_earliest(self) -> str | None:
        """The first day that date covers."""
        day = self._ctx.date(self._record)
        return str(bounds(day)[0]) if day else None

    def date_latest(self) -> str | None:
        """The last day that date covers."""
        day = self._ctx.date(self._record)
        return str(bounds(day)[1]) if day else None


class Source(Dated):
    def printed_share(self) -> float:
        """The letters and digits in begins_with, ends_with and text_fragment, as a share of all in the document."""
        return share_printed(self._record, self._corpus, proposed=False)


class Passage(Columns):
    def layer(self) -> str | None:
        """The layer of the source that begins with this passage, or with the nearest one before it."""
        return self._ctx.layers.get(self._record.id, {}).get("layer")


class Recommendation(Dated):
    def made_by_type(self) -> list[str]:
        """The types of the actors in made_by, each type once."""
        actors = [self._corpus.find("actors", a) for a in self._record.items("made_by")]
        return list(dict.fromkeys(a.get("actor_type") for a in actors if a))

    def recorded_by(self) -> str | None:
        """Who recorded the layer of the source that holds the passage."""
        return self._ctx.layer(self._record).get("recorded_by")

    def issued_by(self) -> list[str]:
        """Who issued the layer of the source with the passage; if it names nobody, the authors of the source."""
        by = self._ctx.layer(self._record).get("issued_by")
        return [by] if by else self._ctx.of_source(self._record, "authors") or []

    def how_recorded(self) -> str | None:
        """How the layer of the source that holds the passage was recorded."""
        return self._ctx.layer(self._record).get("how_recorded")

    def pillar(self) -> str | None:
        """The pillar to which the first theme belongs, according to the vocabulary of themes."""
        term = self._corpus.vocabularies.get("theme", {}).get(self.theme())
        return term.get("broader") if term else None

    def theme(self) -> Any:
        """The first of the themes."""
        return self._record.items("themes")[0]

    def other_themes(self) -> list[str]:
        """All themes except the first."""
        return self._record.items("themes")[1:]

    def instruments_cited(self) -> list[str]:
        """The instruments in citations, each instrument once."""
        return list(dict.fromkeys(x["instrument_id"] for x in self._record.items("citations")))

    def date(self) -> str | None:
        """The date of the session or meeting; if the layer is dated by the document, the date of the source."""
        return self._ctx.date(self._record)

    def date_label(self) -> str | None:
        """The date in words."""
        return in_words(day) if (day := self.date()) else None

    def year(self) -> int | None:
        """The year of date; empty where date spans two years."""
        if not (day := self.date()):
            return None
        first, last = bounds(day)
        return first.year if first.year == last.year else None

    def year_best(self) -> Any:
        """The year; if it is empty, the most likely year, which the source gives."""
        return self.year() or self._ctx.of_source(self._record, "year_best")

    def year_best_reason(self) -> str | None:
        """The reason that the source gives for its most likely year; empty where the year is known."""
        return self._ctx.of_source(self._record, "year_best_reason") if self.year() is None else None

    def meeting(self) -> str | None:
        """The whole meeting that the session, or else the meeting of the source, is part of; a series is not one."""
        here, seen = self._ctx.session(self._record), set[str]()
        while here is not None and here.id not in seen:
            seen.add(here.id)
            parent = self._corpus.find("meetings", here.get("parent"))
            if parent is None or parent.get("meeting_type") == "series":
                break
            here = parent
        return here.id if here else None

    def same_request_id(self) -> str:
        """The earliest of all recommendations linked by the relation restates, directly or through others."""
        return self._ctx.same[self._record.id]

    def count_once(self) -> bool:
        """True only for the recommendation that same_request_id names."""
        return self.same_request_id() == self._record.id

    def in_earlier_treaty(self) -> str | None:
        """The closest match of earlier commitments in full texts; empty if none was compared or no State is asked."""
        if not self._ctx.of_source(self._record, "compared_with") or not self._asks_states():
            return None
        found = self._ctx.matches[self._record.id]
        return next((match for match in ("same", "part") if match in found), "none-found")

    def _asks_states(self) -> bool:
        """Whether the request is addressed to States, alone or among others."""
        asked = self._record.items("addressed_to")
        actors = (self._corpus.find("actors", a) for a in asked)
        states = any(a and a.get("actor_type") in ("state", "group-of-states") for a in actors)
        return states or not {"national-authorities", "everyone"}.isdisjoint(asked)

    def traced_to(self) -> list[str] | None:
        """Who made the requests in earlier layers of the document from which this derives; empty if it has a maker."""
        if self._record.items("made_by"):
            return None
        origins = [self._ctx.traces.records[name] for name in self._ctx.traces.origins(self._record.id)]
        return list(dict.fromkeys(maker for r in origins for maker in r.items("made_by")))

    def taken_up_by(self) -> list[str]:
        """The recommendations in later layers of the document that have this one as an origin."""
        return self._ctx.traces.taken_up_by(self._record.id)

    def page(self) -> str:
        """The path of the page, from the identifier."""
        return f"recommendations/{self._record.id}.html"


class Term(Columns):
    def alt_labels(self) -> list[str]:
        """The labels of the term in other languages."""
        return [x["label"] for x in self._record.items("other_labels")]


class RecommendationTerm(Columns):
    def label(self) -> str:
        """The label of the term."""
        return self._corpus.label(f"terms:{self._row.values['vocabulary']}", self._row.values["code"])


class RequestTrace(Columns):
    @cached_property
    def _there(self) -> dict[str, str]:
        """What derives from the request in the later layer, each with its relation."""
        return self._ctx.traces.in_layer(self._record.id, self._row.values["layer"])

    def layer(self) -> Any:
        """Each layer of the document that was drafted after the first one and holds recommendations."""
        return self._row.values["layer"]

    def reached(self) -> bool:
        """True where something in the later layer derives from the request, by one relation or a chain of them."""
        return bool(self._there)

    def reached_as(self) -> list[str]:
        """What derives from the request in the later layer, by one relation or a chain of them."""
        return list(self._there)

    def relation(self) -> str | None:
        """The loosest relation in the closest chain to that layer: restates, elaborates, consolidates, follows-up."""
        return min(self._there.values(), key=CLOSEST.index, default=None)

    def outcome(self) -> str:
        """What became of the request: split if it reached several recommendations, else as the relation says."""
        return "split" if len(self._there) > 1 else OUTCOMES[self.relation() or ""]

    def addressees_added(self) -> list[str]:
        """The addressees in the later layer that the request does not name; unspecified addressees do not count."""
        there = [a for name in self._there for a in self._ctx.traces.records[name].items("addressed_to")]
        return list(dict.fromkeys(a for a in there if a not in (*self._record.items("addressed_to"), "everyone")))

    def addressees_changed(self) -> bool | None:
        """True where addressees were added; empty where the request did not reach the layer."""
        return bool(self.addressees_added()) if self._there else None


class Crosswalk(Columns):
    def provision_id(self) -> str | None:
        """The provision of the scheme's instrument whose pinpoint has the numbers and letters of the notation."""
        scheme = self._corpus.vocabularies.get("scheme", {}).get(self._row.values["scheme"])
        place = _place(self._row.values["notation"])
        return self._ctx.provisions.get((scheme.get("instrument"), place)) if scheme else None


def _place(notation: str) -> tuple[str, ...]:
    """The parts of a place in a treaty, however they are separated: 9.1(b) is 9(1)(b)."""
    return tuple(re.findall(r"\w+", notation.lower()))


class EarlierCommitment(Columns):
    def adopted_then(self) -> bool | None:
        """Compares when the instrument was adopted with the date of the document or request."""
        return self._by_then("adopted")

    def in_force_then(self) -> bool | None:
        """Compares when the instrument entered into force with the date of the document or request."""
        return self._by_then("in_force")

    def _by_then(self, field: str) -> bool | None:
        """Whether a date of the instrument lies before that of the source or request."""
        cited = self._row.values.get("instrument_id")
        if provision := self._corpus.find("provisions", self._record.get("provision_id")):
            cited, date = provision.get("instrument_id"), self._ctx.dates.get(self._record.get("recommendation_id"))
        else:
            date = self._ctx.of_source(self._record, "date")
        instrument = self._corpus.find("instruments", cited)
        if not instrument or not instrument.get(field) or not date:
            return None
        (first, last), (earliest, latest) = bounds(instrument.get(field)), bounds(date)
        return True if last <= earliest else False if first > latest else None


class Citation(EarlierCommitment):
    def number(self) -> int:
        """The order in the passage: its own citations first, then those of its recommendations."""
        passage = self._record.get("passage") or self._record.id
        return self._ctx.mentions[passage].index((self._record.id, self._row.path[1])) + 1

    def source(self) -> Any:
        """The document that holds the passage."""
        return self._record.get("source")


TABLES: dict[str, type[Columns]] = {
    "recommendations": Recommendation,
    "recommendation_terms": RecommendationTerm,
    "terms": Term,
    "request_traces": RequestTrace,
    "passages": Passage,
    "sources": Source,
    "meetings": Dated,
    "citations": Citation,
    "earlier_commitments": EarlierCommitment,
    "crosswalks": Crosswalk,
}
COLUMNS: dict[tuple[str, str], Callable[[Any], Any]] = {  # by table and column
    (table, name): method
    for table, columns in TABLES.items()
    for name, method in inspect.getmembers(columns, inspect.isfunction)
    if not name.startswith("_")
}


def sentence(table: str, column: str) -> str | None:
    """The description of a derived column for readers; None if the column is not derived."""
    return inspect.getdoc(COLUMNS.get((table, column)))


def recorders(ctx: Context) -> list[Row]:
    """Rows for recommendation_actors: who recorded each recommendation, from the layer of its source."""
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
    methods = {column: method for (name, column), method in COLUMNS.items() if name == table}
    for row in rows if methods else ():
        columns = TABLES[table](row, ctx)
        row.values |= {column: method(columns) for column, method in methods.items()}
