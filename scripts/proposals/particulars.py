"""Proposes facts about a document from its text, with reasons: names, meeting, date, kind, authors, parts.

No proposal is written into a record as a fact: names are listed with their passages, the rest goes
into source.yaml as comments, for a person to confirm.
"""

import calendar
import re
from dataclasses import dataclass
from functools import cached_property

from anchoring.normalise import normalise

from .known import Known
from .names import Names
from .words import WORDS, pattern

FRONT = 10  # passages at the beginning in which a document describes itself
SHORTEST = 3  # letters of the shortest name that is recognised alone
MONTHS = [m.lower() for m in calendar.month_name[1:]]
_LAYER = [  # heading, how recorded, why
    (pattern("notes"), "note-taker", "a heading of notes or of a compilation"),
    (pattern("minutes"), "rapporteur", "a heading of a report on what was said"),
    (pattern("own-text"), "own-document", "a heading of a text of its own"),
]


@dataclass(frozen=True)
class Suggestion:
    """A value for a field of the source, and why."""

    value: str
    why: str


@dataclass(frozen=True)
class Layer:
    """A part that somebody else may have drafted: its first passage, title, how it was recorded, and why."""

    passage: str
    title: str
    how_recorded: str
    why: str


class Particulars:
    """Reads facts about a document from its passages (identifier and words, in order)."""

    def __init__(self, known: Known, passages: list[tuple[str, str]], types: dict[str, str]):
        self.known, self.passages, self.types = known, passages, types
        self.found = Names(known)

    def names(self, words: str) -> list[tuple[str, str]]:
        """Actors named in a passage: identifier and name as printed, in order."""
        return list(dict.fromkeys((actor, name) for _, _, actor, name in self.found.exact(words, SHORTEST)))

    def unknown(self) -> dict[str, str]:
        """Names of persons and bodies that match no actor, meeting or instrument, each with its first passage."""
        out: dict[str, str] = {}
        for key, words in self.passages:
            if self.types.get(key) in ("title", "heading", "metadata"):
                continue  # capitals are a matter of style there
            taken = [(a, b) for a, b, _, _ in self.found.exact(words, SHORTEST)]
            begins = {0, *(m.end() for m in re.finditer(r"[.?!:;]\s+|^\W*(?:\w{1,3}[.)]\s+)?", words))}
            for m in WORDS.name.finditer(words):
                name = m.group()
                if m.start() in begins and not WORDS.person.match(name):  # any sentence begins with a capital
                    name = WORDS.begins.sub("", name)
                start = m.end() - len(name)
                clear = all(b <= start or m.end() <= a for a, b in taken)
                if (
                    clear
                    and (" " in name or m.start() not in begins)
                    and name[:1].isupper()
                    and not any(normalise(name).characters in k for k in self._known)
                ):
                    out.setdefault(name, key)
        return out

    @cached_property
    def _known(self) -> set[str]:
        """Names of meetings, towns and instruments, normalised."""
        known = {n for m in self.known.meetings for n in (*m.names, m.city)}
        known |= {n for i in self.known.instruments for n in (*i.titles, i.symbol, *i.printed)}
        return {normalise(k).characters for k in known if k}

    @property
    def _front(self) -> list[tuple[str, str]]:
        return self.passages[:FRONT]

    def meeting(self) -> Suggestion | None:
        """The meeting named at the beginning, or else one of the same town and year."""
        by_town = None
        for meeting in sorted(self.known.meetings, key=lambda m: -len(m.names[0])):
            for name in meeting.names:
                for key, words in self._front:
                    if normalise(name).characters in normalise(words).characters:
                        return Suggestion(meeting.id, f"“{name}” is in {key}")
            town, year = meeting.city, meeting.date[:4]
            for key, words in self._front if town and year.isdigit() else ():
                if by_town is None and re.search(rf"\b{re.escape(town)}\b", words, re.IGNORECASE) and year in words:
                    by_town = Suggestion(meeting.id, f"{town} and {year} are in {key}")
        return by_town

    def date(self) -> Suggestion | None:
        """The first day or days printed at the beginning."""
        for key, words in self._front:
            if m := WORDS.days.search(words):
                day = f"{m[4]}-{MONTHS.index(m[3].lower()) + 1:02}"
                value = f"{day}-{int(m[1]):02}" + (f"/{day}-{int(m[2]):02}" if m[2] else "")
                return Suggestion(value, f"“{m.group()}” is in {key}; it may be the day of the meeting")
        return None

    def kind(self) -> Suggestion | None:
        """The source type with most words at the beginning."""
        words = {w for _, text in self._front for w in re.findall(r"[a-z]{4,}", text.lower())}
        best: tuple[float, str, str] | None = None
        for code, term in self.known.terms("source-type").items():
            label = re.findall(r"[a-z]{4,}", term.label.lower())
            hit = [w for w in label if w in words or w.rstrip("s") in words]
            if len(hit) in (len(label), 2, 3) and (best is None or len(hit) / len(label) > best[0]):
                best = (len(hit) / len(label), code, ", ".join(f"“{w}”" for w in hit))
        return Suggestion(best[1], f"{best[2]} at the beginning") if best else None

    def authors(self) -> Suggestion | None:
        """Actors that the block of titles names."""
        found = {
            actor: key
            for key, words in self._front
            if self.types.get(key) in ("title", "metadata")
            for actor, _ in self.names(words)
        }
        return (
            Suggestion(f"[{', '.join(found)}]", f"named in {', '.join(dict.fromkeys(found.values()))}")
            if found
            else None
        )

    def layers(self) -> list[Layer]:
        """Parts whose heading says that somebody else drafted them; adjacent headings count as one."""
        known = self.known.terms("how-recorded")
        out: list[Layer] = []
        before = False  # whether the passage before began a part
        for key, words in self.passages:
            found = next((x for x in _LAYER if x[0].search(words)), None) if self.types.get(key) == "heading" else None
            if found and (found[1] in known or not known):
                if before and out:
                    out[-1] = Layer(out[-1].passage, f"{out[-1].title}: {words}", found[1], found[2])
                else:
                    out.append(Layer(key, words, found[1], found[2]))
            before = found is not None
        return out
