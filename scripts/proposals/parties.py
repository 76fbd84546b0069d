"""Who asks and who is asked, as the words of a document name them; must not know records, nor codes.

A maker is named before its verb ("Norway recommended that"), behind its request ("(Norway)"), by a word that
points back ("It urged"), or as the body that speaks in the whole document. Each is a Party: the identifier of
an actor that is known, or None, and names.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from .known import Actor, Known
from .words import codes, lines, pattern

LONGEST_NAME = 14  # words of a heading that names a speaker
FRONT = 6000  # characters at the beginning in which a document names the body that speaks and the State it is about
ASKS = pattern("asks")  # the verb of somebody who asks, or who says that others should
POINTS_BACK = pattern("points-back")
SELF = pattern("self")
BEHIND = re.compile(r"\s*\(([^()]*(?:\([^()]*\)[^()]*)*)\)\s*[;.,]?\s*(?:and)?\s*$")
_PROPER = re.compile(r"(?:the )?[A-Z][\w’'.-]*(?: (?:of|the|and|for|on|de|d’)| [A-Z][\w’'.-]*)*")
_HEAD = pattern("body-head")  # words that mean a body: Committee, Council …
_ORDINAL = "(?:First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth|[A-Z][a-z]+(?:teenth|tieth))"
_CAP = rf"(?!(?:[A-Z][a-z]+-)?{_ORDINAL}\b|Reports?\b|Resolution\b)[A-Z][\w’'-]+"
_BODY = re.compile(
    rf"\b(?:{_CAP} ){{0,4}}{_HEAD.pattern}\b"
    rf"(?: (?:[Oo]n|for|against)(?: the)? {_CAP}(?:(?:,| and| of| the| in| against| All)* {_CAP})*"
    rf"| of(?: the)? {_CAP}(?:(?: of| the)* {_CAP})*|(?: {_CAP})+)?"
)
_ISSUER = re.compile(
    rf"^\s*(?:We, )?([Tt]he (?:{_CAP} )*?{_HEAD.pattern}[^,.;:\n]{{0,80}}?)"
    r"(?:,(?:\s*$| (?:under|having|meeting|pursuant)\b)| (?:gathered|assembled|meeting) (?:in|at)\b)",
    re.MULTILINE,
)
_VOICE = pattern("voice")
_REPORT_OF = re.compile(rf"\b(?:report|recommendations)\b[^.\n]{{,40}} (?:by|of|from) [^.\n]{{0,40}}?({_BODY.pattern})")
_OFFICE = re.compile(r"\b((?:Government|Parliament|Kingdom|Republic|Federation|Delegation) of (?:the )?)$")
_BYLINE = re.compile(r"^[ \t]*((?:[\w’'-]+ ){0,8}(?:Committee|Commission))[ \t]*$", re.MULTILINE)
_COMMITTEE = re.compile(
    rf"^[ \t]*({_CAP} )?Committee on (?:the )?{_CAP}(?:(?:,| and| of| the| for)* {_CAP})*[ \t]*$", re.MULTILINE
)


@dataclass(frozen=True)
class Party:
    """Somebody who asks or is asked: the identifier of a known actor, or None; names, first the one to show."""

    id: str | None
    names: tuple[str, ...]


@lru_cache(maxsize=4)
def _actor_patterns(actors: tuple[Actor, ...]) -> list[tuple[str, re.Pattern[str]]]:
    """Each actor with a pattern of its names, the longest names first so that they win."""
    out = []
    for actor in actors:
        alternatives = sorted(map(re.escape, actor.names), key=len, reverse=True)
        alternatives += filter(None, [codes("actor").get(actor.id)])
        if alternatives:
            sensitive = all(n.isupper() and len(n) <= 4 for n in actor.names)
            body = rf"(?<![\w-])(?:{'|'.join(alternatives)})(?![\w-])"
            out.append((actor.id, re.compile(body, 0 if sensitive else re.IGNORECASE)))
    return out


@lru_cache(maxsize=1)
def _state_names() -> re.Pattern[str]:
    names = sorted(map(re.escape, lines("states.txt")), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(names)})(?![\w-])")


class Parties:
    """Finds parties in the words of one document. ``authors`` make what nobody else is named for."""

    def __init__(self, known: Known, text: str = "", authors: Iterable[str] = ()):
        self.known = known
        self.text = text
        self.authors = [self.actor(a) for a in authors]
        self.last: list[Party] = []  # who asked last, for "It urged"

    def actor(self, id_: str) -> Party:
        actor = next((a for a in self.known.actors if a.id == id_), None)
        return Party(id_, actor.names if actor else (id_,))

    @cached_property
    def _patterns(self) -> list[tuple[str, re.Pattern[str]]]:
        return _actor_patterns(self.known.actors)

    @property
    def _states(self) -> re.Pattern[str]:
        return _state_names()

    @cached_property
    def _printed(self) -> re.Pattern[str]:
        """Names under which other documents print actors, in these letters."""
        names = {n for a in self.known.actors for n in a.printed if len(n) > 1 and n[0].isupper()}
        body = "|".join(sorted(map(re.escape, names), key=len, reverse=True)) or r"(?!)"
        return re.compile(rf"(?<![\w-])(?:{body})(?![\w-])")

    def named(self, text: str) -> list[Party]:
        """Parties named in a text, in the order of naming; a name inside a longer one does not count."""
        found = [(m.start(), -m.end(), 0, key) for key, p in self._patterns for m in p.finditer(text)]
        found += [(m.start(), -m.end(), 1, m.group()) for p in (self._states, self._printed) for m in p.finditer(text)]
        about = (_SUBJECT, _COUNTRY) if self.subject else (_SUBJECT,)
        found += [(m.start(), -m.end(), -1, m.group()) for p in about for m in p.finditer(text)]
        found += [(m.start(), -m.end(), 2, m.group()) for m in _BODY.finditer(text)]
        out: list[Party] = []
        end = -1
        for start, minus_end, kind, name in sorted(found):
            if start < end:
                continue
            end = -minus_end
            office = _OFFICE.search(text[:start])
            printed = f"{office[1] if office else ''}{text[start:end]}"
            if kind == 0 and name != "everyone":
                out.append(Party(name, (*self.actor(name).names, printed)))
            elif kind == 1:
                state = self._by_name(name)
                out.append(Party(state.id, (*state.names, printed)))
            elif kind == -1:
                out.append(self.subject_as(name))
            elif kind == 2:
                out.append(self.body(name))
        return list({p.id or p.names[0]: p for p in out}.values())

    def _by_name(self, name: str) -> Party:
        """The actor that has this name, or else the name itself."""
        plain = name.removeprefix("the ").removeprefix("The ")
        state = self._states.fullmatch(plain)  # a mission may be printed as the State it is in
        actor = next((a for a in self.known.actors if plain in (a.names if state else (*a.names, *a.printed))), None)
        return Party(actor.id, (*actor.names, plain)) if actor else Party(None, (plain,))

    @cached_property
    def subject(self) -> Party | None:
        """The State that the whole document is about, if it is about one."""
        front = self.text[:FRONT]
        near = (self._states.search(self.text, m.end(), m.end() + 80) for m in _REVIEWED.finditer(self.text))
        told = next(filter(None, near), None)
        if not told and (_SUBJECT.search(self.text) or _REVIEWED.search(front)):
            alone = re.compile(rf"^[ \t]*({self._states.pattern})[*\d \t]*$", re.MULTILINE)
            return self._by_name(m[1]) if (m := alone.search(front)) else None
        return self._by_name(told.group()) if told else None

    def subject_as(self, words: str) -> Party:
        """The State of the document, as it is called in a sentence ("the State party")."""
        s = self.subject
        return Party(s.id, (*s.names, words)) if s else Party(self.everybody.id, (words,))

    @cached_property
    def everybody(self) -> Party:
        """Who is asked where nobody is named: in the report of a parliament its Government."""
        states = any(a.id == "participating-states" for a in self.known.actors)
        party = self.actor("participating-states" if states else "everyone")
        return (
            Party(party.id, (*party.names, "the Government")) if len(_ITS_GOVERNMENT.findall(self.text)) > 2 else party
        )

    def body(self, words: str) -> Party:
        """A body by its name in a sentence; a name cut short ("the Committee") is that of the body in the front."""
        plain = re.sub(r"^(?:the )?(?:.*[’']s )?", "", " ".join(words.split()), flags=re.IGNORECASE)
        party = self._by_name(plain)
        whole = re.compile(rf"\b{re.escape(plain)}(?:$| (?:on|for|of|against)\b)")
        full = next((b for b in self._bodies if whole.search(b) and len(b) > len(plain)), None)
        return party if party.id or not full else Party(self._by_name(full).id, (full, plain))

    @cached_property
    def _bodies(self) -> list[str]:
        """Names of bodies, the first ones first."""
        found = (re.sub(r"^.*[’']s ", "", " ".join(m.group().split())) for m in _BODY.finditer(self.text[:FRONT]))
        return list(dict.fromkeys(found))

    @cached_property
    def issuer(self) -> list[Party]:
        """Who speaks where the document says "we", or leaves out who asks: its authors, or the body that issues it."""
        if self.authors:
            return self.authors
        if m := _ISSUER.search(self.text):
            return [self.body(m[1])]
        voices = Counter(m["who"] for m in _VOICE.finditer(self.text)).most_common(1)
        if voices and voices[0][1] > 1:
            return [self.body(voices[0][0])]
        if m := _REPORT_OF.search(self.text[:FRONT]):
            return [self.body(m[1])]
        if m := _COMMITTEE.search(self.text[:FRONT]):
            return [self.body(m.group())]
        if not re.search(r"\b[Ww]e (?:\w+ )?(?:recommend|urge|call on)", self.text):
            return []
        m = _BYLINE.search(self.text[:FRONT])
        first = _BODY.match(self.text.lstrip())
        return [self.body(m[1])] if m else [self.body(first.group())] if first else []

    def behind(self, words: str) -> list[Party]:
        """The makers that are named in brackets behind a request: "(Norway)", "(Chad) (Mali)"."""
        out: list[Party] = []
        while m := BEHIND.search(words):
            names = re.split(r"\s*[,;]\s*|\s+and\s+(?=[A-Z])", m[1]) if not self._states.fullmatch(m[1]) else [m[1]]
            if not all(_PROPER.fullmatch(n) or self._states.fullmatch(n) for n in names) or not m.start():
                break
            if any(n.isupper() and len(n) < 9 and not self._by_name(n).id for n in names):
                break
            whole = [m[1]] if self._states.fullmatch(m[1]) else names
            out = [self._by_name(n) for n in whole] + out
            words = words[: m.start()]
        return out

    def speakers(self, heading: str) -> list[Party]:
        """The speaker whom a heading names, who is nobody of whom there are many ("States")."""
        heading = ABOUT.sub("", heading)
        named = [p for p in self.named(heading) if p.id not in codes("actor") and p != self.subject]
        return named[:1] if len(heading.split()) <= LONGEST_NAME else []

    def only(self, text: str) -> list[Party]:
        """The parties of a text that is nothing but names; [] where it says more."""
        return (
            self.named(text) if not re.search(r"\w", re.sub(r"\b(?:and|the)\b", "", self._names.sub("", text))) else []
        )

    def asked_in(self, sentence: str) -> list[Party]:
        """Who is asked in a sentence: before "should", behind "urges", behind "recommends that"."""
        pieces: list[str] = []
        if m := MODAL.search(sentence):
            pieces.append(re.split(r"\bthat\b|^According to [^,]+,", sentence[: m.start()])[-1])
        if m := _PASSIVE.search(sentence):
            pieces.append(re.split(r"[;:]\s|\bthat\b", sentence[: m.start()])[-1])
        if m := _DONE_BY.search(sentence):
            pieces.insert(0, m["who"])
        if m := _THAT_THEY.search(sentence) or _BARE_VERB.match(sentence):
            pieces.insert(0, m["who"])
        asked = [re.split(r"\bto\b", sentence[m.end() :], maxsplit=1)[0]] if (m := _ASKING.search(sentence)) else []
        whose = [m["who"]] if (m := _FOR_WHOM.search(sentence)) else []
        for piece in pieces:
            if named := self.named(piece):
                return named
            if m := _THE_NAME.search(piece):
                return [Party(None, (m[1],))]
        if named := next((named for piece in (*asked, *whose) if (named := self.named(piece))), []):
            return named
        return [Party(None, (m[1],)) for x in asked if (m := _UNKNOWN.fullmatch(x.strip()))][:1]

    def _subjects(self, clause: str) -> list[Party]:
        """Who is the subject of a clause: all of several names in a row, else the name next before the verb."""
        clause = re.sub(r"\(\w+\)\s*$", "", clause)
        end = clause.rsplit(", ", 1)[-1].strip().removeprefix("the ")
        several = re.split(r"\s+and\s+", end)
        if re.search("[/-]", end) and _INITIALS.fullmatch(end):  # one body, named within another
            inner = self.named(re.split("[/-]", end)[-1])
            return [Party(inner[0].id if inner else None, (end, *(inner[0].names if inner else ())))]
        if len(several) > 1 and all(map(_INITIALS.fullmatch, several)):
            return [p for one in several for p in self.named(one)[:1] or [Party(None, (one,))]]
        names = [m.group() for m in self._names.finditer(clause)]
        rest = self._names.sub("", clause)
        if names and not re.search(r"[a-z]{2,}", re.sub(r"\b(?:and|the|of|delegations?)\b", "", rest, flags=re.I)):
            return self.named(clause)
        last = clause.rsplit(", ", 1)[-1].strip()
        if lower := _COMMON.fullmatch(last):  # "the committee", of which the front says the name
            return [self.body(f"{lower[1]}{lower[2].capitalize()}")]
        plain = last.removeprefix("The ")
        if (
            _NAMED_AFTER.fullmatch(plain)
            and self._names.fullmatch(plain.split()[-1])
            and not self._names.fullmatch(plain)
        ):
            return [Party(None, (plain,))]
        if named := self.named(last) or ([] if _NAME.fullmatch(last) else self.named(clause)):
            return named[:1]
        plain = re.sub(r"^(?:[Tt]he|An?) |\s+(?:also|further|\w+ly)$", "", last)
        return [Party(None, (plain,))] if _NAME.fullmatch(last) or ROLE.search(last) and len(last.split()) < 12 else []

    @cached_property
    def _names(self) -> re.Pattern[str]:
        """Names of States and of actors as they are printed."""
        return re.compile(f"{self._states.pattern}|{self._printed.pattern}")

    def maker(self, sentence: str) -> list[Party] | None:
        """Who makes the request of a sentence: [] where it is the issuer, None where nobody is named."""
        if (m := _BY.search(sentence)) and (named := self.named(m[1])):
            return named
        if ASKS.match(sentence[:1].lower() + sentence[1:]):
            return None  # who asks is left out
        m = ASKS.search(sentence)
        before = sentence[: m.start()] if m else ""
        if m and SELF.search(before):
            return []
        if m and POINTS_BACK.search(before):
            return self.last or None
        if m and before.strip() and len(before.split()) < 25:
            clause = re.split(r"[;:]\s|,\s+(?:that|which|who)\b", before)[-1]
            if named := self._subjects(clause):
                return named
        if m := _ACCORDING.match(sentence):
            return self.named(m[1]) or None
        return None


MODAL = re.compile(r"\b(?:should|must|needs?\s+to|need\s+to|has to|have to|ought to|shall)\b")
_ASKING = pattern("asking")
_PASSIVE = pattern("passive")
_THAT_THEY = pattern("that-they")
_BARE_VERB = pattern("bare-verb")
_THE_NAME = re.compile(rf"\b[Tt]he ({_CAP}(?:(?: of| for| and| the)* {_CAP})*)\W*$")
_DONE_BY = re.compile(
    r"\b(?:should|must|needs? to) be (?:\w+ly )?\w+(?:ed|en) by (?P<who>(?:[\w’'-]+ ){0,4}?[\w’'-]+)(?=[,.;]| to\b|$)"
)
_FOR_WHOM = pattern("for-whom")
ROLE = pattern("role")
_UNKNOWN = re.compile(  # a noun phrase behind "urges", and before "to"
    r"(?:also |all |both )?(?:the |its )?(?!(?:it|them|him|her|you|us|this|that|an?|more|greater|further|\w+ing|"
    r"for|of|about|on|in|with|by|from|how|what|whether|and|or)\b)((?:[\w’'-]+ ){0,5}[\w’'-]+)(?: also)?"
)
ABOUT = re.compile(  # a subject, and nobody who speaks or is asked
    r"\b(?:in|(?:on|of|about) (?:an?|the)|(?:for|to) an?) [A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*"
)
_ITS_GOVERNMENT = re.compile(r"\b(?:urges?|recommends? that|calls? on|expects?|asks?) the Government\b")
_COMMON = re.compile(
    r"[Tt]he ((?:[a-z]+ ){0,2})(committee|commission|council|assembly|panel|board|working group)"
    r"(?: also| further| therefore| \w+ly)?"
)
_NAMED_AFTER = re.compile(r"(?!Government|Delegation)(?:[A-Z][\w’'-]+ )+[A-Z][\w’'-]+")
_INITIALS = re.compile(r"[A-Z][\w/-]*[A-Z][\w/-]*")
_NAME = re.compile(
    r"(?:[Tt]he )?(?:[A-Z][\w/-]*[A-Z][\w/-]*|"
    r"[A-Z][\w’'-]+(?: (?:of|the|for|on|and|[A-Z][\w’'-]+))+)(?: also| further| \w+ly)?"
)
_SUBJECT = re.compile(r"\b(?:[Tt]he )?(?:State (?:party|Party|under [Rr]eview)|States? [Pp]arties)\b")
_COUNTRY = re.compile(r"\b[Tt]he (?:country|State|Government)\b")
_REVIEWED = pattern("about-a-state")
_BY = re.compile(r"\b(?:recommended|proposed|suggested|requested|urged) by (.{3,80})")
_ACCORDING = re.compile(r"According to ([^,]{3,80}),")
