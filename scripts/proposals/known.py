"""The known actors, terms, instruments, meetings and published requests, as plain values.

Must not know where these values come from.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Actor:
    """Somebody who asks or is asked: names of the record, and names as documents print them."""

    id: str
    names: tuple[str, ...]
    printed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Term:
    """A code of a vocabulary; ``alike`` are labels of other vocabularies that mean the same or part of it."""

    label: str
    definition: str = ""
    alike: tuple[str, ...] = ()


@dataclass(frozen=True)
class Instrument:
    """A treaty, decision or plan: titles, symbol, and names under which documents cite it."""

    id: str
    titles: tuple[str, ...]
    symbol: str = ""
    printed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Meeting:
    """A meeting with its names, town and date."""

    id: str
    names: tuple[str, ...]
    city: str = ""
    date: str = ""


@dataclass(frozen=True)
class Published:
    """A published request: its statement, keywords and themes."""

    id: str
    source: str
    statement: str
    keywords: tuple[str, ...]
    themes: tuple[str, ...]


@dataclass(frozen=True)
class Known:
    """All known values that proposals may use. ``vocabularies`` are terms by vocabulary and code, in order."""

    actors: tuple[Actor, ...] = ()
    vocabularies: Mapping[str, Mapping[str, Term]] = field(default_factory=dict)
    instruments: tuple[Instrument, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    published: tuple[Published, ...] = ()

    def terms(self, vocabulary: str) -> Mapping[str, Term]:
        return self.vocabularies.get(vocabulary, {})
