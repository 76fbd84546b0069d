"""Finds makers and addressees in the sentences of a document; must not know records, nor codes.

A maker is named before its verb ("Norway recommended that"), after its request ("(Norway)"), by a word that
refers back ("It urged"), in the heading above, or as the issuer of the whole document. An addressee is named
next to the word of request, in the frames ``[asked: …]`` of words/parties.txt.
"""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cached_property

from .known import Known
from .names import FRONT, Names, Party
from .words import WORDS, codes, frames

LONGEST_NAME = 14  # the most words of a heading that names a speaker
LONGEST_ROLE = 16  # the most words of a role with its subject
MOST_WORDS = 6  # the most words of an addressee, before "that" and a description
LONGEST_SUBJECT = 60  # the most words of a subject before its verb


class Parties(Names):
    """Finds makers and addressees in one document. ``authors`` make the requests without another maker."""

    def __init__(self, known: Known, text: str = "", authors: Iterable[str] = ()):
        super().__init__(known, text)
        self.authors = [self.actor(a) for a in authors]

    @cached_property
    def issuer(self) -> list[Party]:
        """The makers if the document says "we" or names nobody: its authors, or the body that issues it."""
        if self.authors:
            return self.authors
        front = self.text[:FRONT]
        for list_, text in (("issuer", self.text), ("front", front), ("we", front)):
            for frame in frames(list_) if list_ != "we" or WORDS.says_we.search(self.text) else ():
                if m := frame.search(text):
                    return [self.body(m["who"])]
            if list_ == "issuer" and (voice := self._voice()):
                return [self.body(voice)]
        return []

    @cached_property
    def speaks_itself(self) -> bool:
        """Whether the document itself asks, and not the party named before."""
        return bool(self.issuer) or WORDS.says_we.search(self.text) is not None

    def _voice(self) -> str | None:
        """The body that asks in the present tense, if it does so repeatedly or has its own line in the front."""
        lines = {line.strip(" :*") for line in self.text[:FRONT].split("\n")}
        voices = Counter(m["who"] for m in WORDS.voice.finditer(self.text)).most_common()
        return next((who for who, n in voices if who in lines or n > 1 and WORDS.body.fullmatch(who)), None)

    def behind(self, words: str, said: bool = False) -> list[Party]:
        """The makers that are named in brackets after a request: "(Norway)", "(Chad) (Mali)".

        If the maker is ``said``, only States and known actors count.
        """
        out: list[Party] = []
        while m := WORDS.behind.search(words):
            whole = [m[1]] if self.states.fullmatch(m[1]) else re.split(r"\s*[,;/]\s*|\s+and\s+(?=[A-Z])", m[1])
            if not all(WORDS.proper.fullmatch(n) or self.states.fullmatch(n) for n in whole) or not m.start():
                break
            if said and not all(self.states.fullmatch(n) or self.by_name(n).id for n in whole):
                break
            if any(n.isupper() and len(n) < 9 and not self.by_name(n).id for n in whole):
                break
            out = [self.by_name(n) for n in whole] + out
            words = words[: m.start()]
        return out

    def speakers(self, heading: str) -> list[Party]:
        """The speaker named in a heading, unless the name is a plural ("States")."""
        heading, behalf, _ = re.sub(r"^NGO\W+", "", heading).partition(" on behalf of ")
        heading = WORDS.not_asked_here.sub("", heading)
        if len(heading.split()) > LONGEST_NAME:
            return []
        if person := WORDS.person.search(heading):
            return [self.by_name(person.group())]
        named = self.named(heading) or list(map(self.by_name, self.states.findall(heading.title())))
        named = [p for p in named if p.id not in codes("actor") and p != self.subject]
        if named := [p for p in named if p.id or not WORDS.part_of_a_meeting.fullmatch(p.names[0])]:
            return named[:1]
        alone = behalf or WORDS.role.fullmatch(heading.strip(" :"))
        return [Party(None, (heading.strip(" :"),))] if alone else []

    def addressed(self, heading: str) -> list[Party]:
        """The addressees that a heading gives for the text below it: "Recommendations to States", "The media"."""
        about = WORDS.not_asked_here.sub("", heading)
        *_, to = re.split(r"\b(?:to|for)\b", heading, flags=re.IGNORECASE)
        if to != heading and len(re.split(r"\b(?:to|for)\b", about, flags=re.IGNORECASE)) > 1:
            return self.named(to) or self._whom(to.strip(" :"), True, True)
        heading = about
        alone = self.only(heading.strip(" :0123456789.)"))
        return alone if all(p.id in codes("actor") for p in alone) else []

    def asked_in(self, sentence: str) -> list[Party]:
        """The addressee of a sentence, by the frame of words/parties.txt whose word comes first."""
        found = [(m.start("word"), n, m) for n, frame in enumerate(frames("asked")) for m in frame.finditer(sentence)]
        about = self.states.search(m.group()) if (m := WORDS.opening_words.match(sentence)) else None
        for _, _, m in sorted(found, key=lambda f: f[:2]):
            before = "subject" in m.re.groupindex
            whom = self._last_clause(m["subject"]) if before else m["who"]
            somebody = not before or "," not in whom and not WORDS.receives.match(sentence[m.end() :])
            if named := self._whom(whom, somebody, before):
                return [self._of(p, about.group()) if about else p for p in named]
        return []

    def _last_clause(self, before: str) -> str:
        """The words directly before a word of request, without the speaker and other clauses."""
        before = WORDS.opening_words.sub("", re.sub(r"^According to [^,]+,", "", before))
        before = before[:1].lower() + before[1:] if WORDS.asks.match(before[:1].lower() + before[1:]) else before
        said = max((m.end() for m in WORDS.asks.finditer(before)), default=0)
        last = re.split(r"[;:]\s", before[said:])[-1]
        who, that, clause = last.rpartition(" that ")
        return last if that and WORDS.somebody.search(who) and len(who.split()) < MOST_WORDS else clause

    def _whom(self, words: str, somebody: bool, subject: bool) -> list[Party]:
        """The addressees that these words name; with ``somebody``, a name may be unknown."""
        words = WORDS.aside.sub("", words).strip()
        if (named := self.named(words)) and not WORDS.somewhere.fullmatch(words):
            alone = len(named) == 1 and not named[0].id and len(words.split()) < LONGEST_ROLE
            return [Party(None, (*named[0].names, re.sub("^the ", "", words)))] if alone else named
        somebody = somebody and (not subject or WORDS.somebody.search(words) is not None)
        m = WORDS.the_name.search(words) or (WORDS.somebody_asked.fullmatch(words) if somebody else None)
        return [Party(None, (m["name"],))] if m else named

    def _of(self, party: Party, state: str) -> Party:
        """The State that a sentence is about ("With regard to Peru"), if it continues with "the State party"."""
        return self.by_name(state) if WORDS.the_state.fullmatch(party.names[-1]) else party

    def maker(self, sentence: str) -> list[Party] | None:
        """The makers of the request in a sentence: [] for the issuer, None if nobody is named."""
        for frame in frames("said"):
            if m := frame.search(sentence):
                who = m["who"].strip()
                return self.last if WORDS.pronoun.fullmatch(who) else self._subjects(who) or None
        if WORDS.asks.match(sentence[:1].lower() + sentence[1:]):
            return None  # the maker is left out
        begin = opening.end() if (opening := WORDS.opening_words.match(sentence)) else 0
        finite = (m for m in WORDS.asks.finditer(sentence, begin) if not WORDS.not_finite.search(sentence[: m.start()]))
        m = next(finite, None)
        before = sentence[: m.start()] if m else ""
        if m and WORDS.self.search(before):
            return []
        if m and WORDS.points_back.search(before):
            return self.last or None
        if m and before.strip() and len(before.split()) < LONGEST_SUBJECT:
            clause = re.split(r"[;:]\s|,\s+(?:that|which|who)\b", before)[-1]
            if named := self._subjects(clause):
                return named
        if m := WORDS.according.match(sentence):
            return self.named(m["who"]) or None
        return [self.by_name(m.group())] if (m := WORDS.person.match(sentence)) else None

    def _subjects(self, clause: str) -> list[Party]:
        """The subject of a clause: the list of names at its end, or else the first name of its last part."""
        state = re.search(r"\(([^()]*)\)\s*$", clause)
        if state and self.states.fullmatch(state[1]) and WORDS.person.search(f"Mr {clause.title()}"):
            return [self.by_name(state[1])]  # Anna Lind (Norway)
        clause = re.sub(r"\([^()]*\)\s*$", "", WORDS.opening_words.sub("", clause)).strip(" ,")
        clause = WORDS.beside.sub("", WORDS.speaking_for.sub("", clause))
        if askers := WORDS.askers.fullmatch(clause):
            return [Party(None, (askers["who"],))]
        if person := WORDS.person.search(clause):
            return [self.by_name(person.group())]
        last = re.sub("^(?:[Tt]he|An?) ", "", clause.rsplit(", ", 1)[-1].strip())
        if dash := WORDS.with_a_dash.fullmatch(clause):
            self.heard.insert(0, clause)
            return [Party(self.by_name(dash["short"]).id, (clause, dash["short"]))]
        if row := self._row(clause):
            return row
        if lower := WORDS.common_body.fullmatch(last):  # "the committee", named in full in the front
            return [self.body(f"{lower['kind']}{lower['head'].capitalize()}")]
        role = WORDS.role.search(last) and len(last.split()) < LONGEST_ROLE and not WORDS.not_a_role.search(last)
        if WORDS.full_name.fullmatch(last) or WORDS.foreign_name.fullmatch(last) or role:
            return [Party(None, (last, *re.findall(r" of ([A-Z].*)", last)))]
        return (self.named(last) or self.named(clause))[:1]

    def _row(self, clause: str) -> list[Party]:
        """The list of names at the end of a clause: "Chad, Mali and the Committee on Quays"."""
        found = self.find(clause)
        for m in WORDS.initials.finditer(clause):
            if all(m.end() <= a or b <= m.start() for a, b, _ in found):
                inner = self.named(re.split("[/-]", m.group())[-1])[:1]  # one body, named within another
                names = (*self.by_name(m.group()).names, *(n for p in inner for n in p.names))
                found.append((*m.span(), Party(inner[0].id if inner else None, names)))
        out: list[Party] = []
        end, joined = len(clause), False
        for start, stop, party in sorted(found, key=lambda f: -f[0]):
            between = clause[stop:end]
            if stop > end:  # inside the previous name
                continue
            if not out and (topic := WORDS.topic.fullmatch(between)):
                self.heard.insert(0, f"{clause[start:stop]}{topic.group()}")
                party, between = Party(party.id, (self.heard[0], *party.names)), ""
            if not WORDS.joined.fullmatch(between):
                break
            if before := WORDS.named_after.search(clause[:start]):  # "Fair Ferries Australia"
                start, party = before.start(), Party(None, (clause[before.start() : stop],))
            out.insert(0, party)
            joined = joined or bool(re.search(r"\b(?:and|as)\b", between))
            end = start
        return out if joined else out[:1]  # "Anna Lind, Minister of Ports" is one
