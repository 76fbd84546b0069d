"""Finds names of persons, bodies and States in a text; must not know what it says of them.

A name is one of a known actor, as in its records or as documents print it; a word for actors of a kind ("the
police"); a State; a body or office, recognised by its head word ("Committee on …"); or the words of a document for the
State that it is about.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial

from .known import Known
from .words import WORDS, codes, lines

FRONT = 6000  # characters at the beginning that may name the issuing body and the State the document is about


@dataclass(frozen=True)
class Party:
    """Somebody who asks or is asked: the identifier of a known actor, or None; names, the one to show first."""

    id: str | None
    names: tuple[str, ...]


@lru_cache(maxsize=8)
def any_of(names: tuple[str, ...], flags: int = 0) -> re.Pattern[str]:
    """A pattern for any of these names as whole words, the longest first to make it win."""
    body = "|".join(map(re.escape, sorted(names, key=lambda n: (-len(n), n)))) or r"(?!)"
    return re.compile(rf"(?<![\w-])(?:{body})(?![\w-])", flags)


@lru_cache(maxsize=2)
def whole_names(file: str) -> dict[str, str]:
    """Whole names by each name of a list, also by a short one ("Russia = Russian Federation")."""
    return {name: full or name for name, _, full in (line.partition(" = ") for line in lines(file))}


def states() -> dict[str, str]:
    """States by each name."""
    return whole_names("states.txt")


class Names:
    """Finds names in the words of one document, of which ``text`` is the whole."""

    def __init__(self, known: Known, text: str = ""):
        self.known, self.text = known, text
        self.near: list[Party] = []  # named in the heading above
        self.about: Party | None = None  # the State named in the heading above, in a document about several
        self.last: list[Party] = []  # the last makers, for "It urged"
        self.heard: list[str] = []  # bodies named in full, the last one first, for "The Committee also"
        self.states = any_of((*states(), *states().values()))

    @cached_property
    def _ids(self) -> dict[str, str]:
        """Actors by each name, from their records or as printed in other documents; the records win."""
        printed = {name: a.id for a in reversed(self.known.actors) for name in reversed(a.printed)}
        return printed | {name: a.id for a in reversed(self.known.actors) for name in reversed(a.names)}

    def exact(self, text: str, shortest: int = 2) -> list[tuple[int, int, str, str]]:
        """The mentions of known actors in these letters: start, end, identifier and name as printed."""
        names = tuple(n for n in self._ids if len(n) >= shortest and n[0].isupper())
        return [(*m.span(), self._ids[m.group()], m.group()) for m in any_of(names).finditer(text)]

    def actor(self, id_: str) -> Party:
        actor = next((a for a in self.known.actors if a.id == id_), None)
        return Party(id_, actor.names if actor else (id_,))

    @cached_property
    def _kinds(self) -> list[tuple[re.Pattern[str], Callable[[str], Party]]]:
        """Possible names, and the party meant; the first of two equally long ones counts."""
        out: list[tuple[re.Pattern[str], Callable[[str], Party]]] = [(WORDS.state_party, self.subject_as)]
        out += [(WORDS.country, self.subject_as)] if self.subject else []
        actors = [a for a in self.known.actors if a.id != "everyone"]
        by_words = {n.lower(): a.id for a in reversed(actors) for n in a.names if not (n.isupper() and len(n) <= 4)}
        out.append((any_of(tuple(by_words), re.IGNORECASE), lambda name: self._as(by_words[name.lower()], name)))
        for id_, words in codes("actor").items():
            if any(a.id == id_ for a in actors):
                whole = re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE)
                out.append((whole, partial(self._as, id_)))
        printed = tuple(n for n in self._ids if len(n) > 1 and n[0].isupper())
        out += [(self.states, self.by_name), (any_of(printed), self.by_name), (WORDS.person, self.by_name)]
        return [*out, (WORDS.body, self.body)]

    def _as(self, id_: str, printed: str) -> Party:
        return Party(id_, (*self.actor(id_).names, printed))

    def find(self, text: str) -> list[tuple[int, int, Party]]:
        """Parties named in a text, each with its start and end; a name inside a longer one does not count."""
        found = [
            (m.start(), -m.end(), n, party)
            for n, (expression, party) in enumerate(self._kinds)
            for m in expression.finditer(text)
        ]
        out: list[tuple[int, int, Party]] = []
        for start, minus_end, _, party in sorted(found, key=lambda f: f[:3]):
            if not out or start >= out[-1][1]:
                self._add(out, text, start, -minus_end, party(text[start:-minus_end]))
        return out

    def _add(self, out: list[tuple[int, int, Party]], text: str, start: int, end: int, party: Party) -> None:
        """Add a party to those already found, with the words that belong to its name.

        These are an office before it ("Delegation of Norway"), adjectives before a kind of actors ("the Norwegian
        authorities"), or the kind of actors, body or office that the name only specifies.
        """
        office = WORDS.office.search(text[:start])
        if out and WORDS.of_it.fullmatch(text[out[-1][1] : start]) and out[-1][2].id in (None, *codes("actor")):
            start, _, whole = out.pop()
            state = party.names if self.states.fullmatch(party.names[0]) else ()
            party = Party(whole.id, (*whole.names, text[start:end], *state))
        elif office:
            start -= len(office[1])
            party = Party(party.id, (*party.names, text[start:end]))
        elif party.id in codes("actor") and (adjectives := WORDS.adjectives.search(text[:start])):
            party = Party(party.id, (*party.names, text[adjectives.start() : end]))
        out.append((start, end, party))

    def named(self, text: str) -> list[Party]:
        """Parties named in a text, each once, in the order of naming."""
        out: dict[str, Party] = {}
        for _, _, party in self.find(text):
            out.setdefault(party.id or party.names[0], party)
        return list(out.values())

    def by_name(self, name: str) -> Party:
        """The actor that has this name, or else the name itself."""
        plain = WORDS.title.sub("", " ".join(name.split()).replace("’", "'"))
        state = states().get(plain)  # a mission may be printed as its host State
        sought = {plain, state or plain}
        for a in self.known.actors:
            if sought & {n.replace("’", "'") for n in (a.names if state else (*a.names, *a.printed))}:
                return Party(a.id, (*a.names, name))
        whole = self.initials.get(plain) or next(
            (n for n in self.heard if n.startswith((f"{plain} –", f"{plain} —"))), None
        )
        return Party(None, (state or WORDS.title.sub("", " ".join(name.split())), name, *([whole] if whole else [])))

    @cached_property
    def initials(self) -> dict[str, str]:
        """Full names by their initials: those of well-known bodies, and those that the document explains."""
        own = {m["short"]: " ".join(m["name"].split()) for m in WORDS.initials_of.finditer(self.text)}
        # the committee of a convention has its name
        treaties = {i.id.upper(): t for i in self.known.instruments for t in i.titles if t.startswith("Convention on")}
        return (
            {short: name for short, name in own.items() if WORDS.body.search(name)}
            | {
                short: title.replace("Convention", "Committee", 1).partition(" (")[0]
                for short, title in treaties.items()
            }
            | whole_names("bodies.txt")
        )

    @cached_property
    def subject(self) -> Party | None:
        """The State that the whole document is about, or None."""
        near = (self.states.search(self.text, m.end(), m.end() + 80) for m in WORDS.about_a_state.finditer(self.text))
        if told := next(filter(None, near), None):
            return self.by_name(told.group())
        alone = re.compile(rf"^[ \t]*({self.states.pattern})[*\d \t]*$", re.MULTILINE)
        front = self.text[:FRONT]
        m = alone.search(front) if WORDS.state_party.search(self.text) or WORDS.about_a_state.search(front) else None
        return self.by_name(m[1]) if m else None

    def turn_to(self, heading: str) -> bool:
        """Whether a heading is the name of the State that "the State party" means below it."""
        name = heading.strip(" :0123456789.*").title()
        found = self.states.fullmatch(name) and WORDS.state_party.search(self.text)
        self.about = self.by_name(name) if found else self.about
        return bool(found)

    def subject_as(self, words: str) -> Party:
        """The State of the document, by its name in a sentence ("the State party")."""
        s = self.about or self.subject
        return Party(s.id, (*s.names, words)) if s else Party(self.everybody.id, (words,))

    @cached_property
    def everybody(self) -> Party:
        """The addressee if nobody is named: for the report of a parliament, its Government."""
        states = any(a.id == "participating-states" for a in self.known.actors)
        party = self.actor("participating-states" if states else "everyone")
        own = len(WORDS.its_government.findall(self.text)) > 2
        as_called = {"the Government"} if own else {m.group() for m in WORDS.state_party.finditer(self.text)}
        return Party(party.id, (*party.names, *sorted(as_called)))

    def body(self, words: str) -> Party:
        """A body by its name in a sentence; a short name ("the Committee") means the body named in the front."""
        plain = re.sub(r"^(?:the )?(?:same )?(?:.*[’']s )?", "", " ".join(words.split()), flags=re.IGNORECASE)
        kind = next(
            (
                id_
                for id_, w in codes("actor").items()
                if re.match(rf"(?:{w})(?: (?:of|for|on)\b|$)", plain, re.IGNORECASE)
            ),
            None,
        )
        party = self.by_name(plain)
        whole = re.compile(rf"(?<!of )(?<!of the )\b{re.escape(plain)}(?:$| (?:on|for|of|against)\b)")
        near = (n for p in self.near for n in p.names)
        full = next((b for b in (*near, *self.heard, *self._bodies) if whole.search(b) and len(b) > len(plain)), None)
        if " " in plain:
            self.heard.insert(0, plain)
        if kind and not party.id and any(a.id == kind for a in self.known.actors):
            return self._as(kind, plain)
        return party if party.id or not full else Party(self.by_name(full).id, (full, plain))

    @cached_property
    def _bodies(self) -> list[str]:
        """Names of bodies in the front, in their order."""
        found = (re.sub(r"^.*[’']s ", "", " ".join(m.group().split())) for m in WORDS.body.finditer(self.text[:FRONT]))
        return list(dict.fromkeys(found))

    def only(self, text: str) -> list[Party]:
        """The parties of a text that consists only of names; [] if it says more."""
        rest = re.sub(r"\b(?:and|the)\b", "", any_of(tuple(self._ids)).sub("", self.states.sub("", text)))
        return self.named(text) if not re.search(r"\w", rest) else []
