"""Who asks and who is asked, by what the sentences of a document say; must not know records, nor codes.

A maker is named before its verb ("Norway recommended that"), behind its request ("(Norway)"), by a word that
points back ("It urged"), in the heading above, or as the body that speaks in the whole document.
"""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cached_property

from .known import Known
from .names import BODY, CAPITAL, FRONT, HEAD, PERSON, Names, Party
from .words import WORDS, codes

LONGEST_NAME = 14  # words of a heading that names a speaker
LONGEST_ROLE = 16  # words of a role with its subject
LONGEST_SUBJECT = 60  # words before the verb of who asks
BEHIND = re.compile(r"\s*\(([^()]*(?:\([^()]*\)[^()]*)*)\)\s*[;.,]?\s*(?:and)?\s*$")
MODAL = re.compile(r"\b(?:should|must|(?<!the )(?<!\ba )needs?\s+to|has to|have to|ought to|shall)\b")
ABOUT = re.compile(  # a subject, and nobody who speaks or is asked
    r"\b(?:in|(?:on|of|about) (?:an?|the)|(?:for|to) an?) [A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*"
)
_ISSUER = re.compile(
    rf"^\s*(?:We, )?([Tt]he (?:{CAPITAL} )*?{HEAD}[^,.;:\n]{{0,80}}?)"
    r"(?:,(?:\s*$| (?:under|having|meeting|pursuant)\b)| (?:gathered|assembled|meeting) (?:in|at)\b)",
    re.MULTILINE,
)
_AUTHOR = re.compile(r"^\W*Author(?:s|\(s\))?:\W*([^\n]{3,120}?)[ \t]*$", re.MULTILINE)
_REPORT_OF = re.compile(
    r"\b(?:report|recommendations|statement|opinion|submission)\b[^.\n]{,40} "
    rf"(?:by|of|from) [^.\n]{{0,40}}?({BODY.pattern})"
)
_BYLINE = re.compile(r"^[ \t]*((?:[\w’'-]+ ){0,8}(?:Committee|Commission))[ \t]*$", re.MULTILINE)
_COMMITTEE = re.compile(
    rf"^[ \t]*({CAPITAL} )?Committee on (?:the )?{CAPITAL}(?:(?:,| and| of| the| for)* {CAPITAL})*[ \t]*$", re.MULTILINE
)
_PROPER = re.compile(r"[A-Z][\w’'.-]*(?: (?:of|the|and|for|on|de|d’)| [A-Z][\w’'.-]*)*")
_BY = re.compile(r"\b(?:recommended|proposed|suggested|requested|urged) by (.{3,80})")
_ACCORDING = re.compile(r"According to ([^,]{3,80}),")
_SAID = r"(?:said|says|told|affirmed|adds|added|stressed|noted|warned|argued|urged|explained|concluded)"
_BEHIND_IT = re.compile(
    rf"(?:[”\"]\s+{_SAID}|, according to) (?P<who>[^,.;”\"]{{2,80}})"
    rf"|[,”\"]\s+(?P<who_>(?:[\w’'-]+ ){{1,6}}){_SAID}(?=[,.;]|\W*$)"
)
_PRONOUN = re.compile("it|they|he|she", re.IGNORECASE)
_DONE_BY = re.compile(
    r"\b(?:should|must|needs? to) be (?:\w+ly )?\w+(?:ed|en) by (?P<who>(?:[\w’'-]+ ){0,4}?[\w’'-]+)(?=[,.;]| to\b|$)"
)
_THE_NAME = re.compile(rf"\b[Tt]he ({CAPITAL}(?:(?: of| for| and| the)* {CAPITAL})*)\W*$")
_UNKNOWN = re.compile(  # a noun phrase behind "urges", and before "to" and no noun
    r"(?:also |all |both )?(?:the |its )?(?!(?:it|them|him|her|you|us|this|that|an?|more|greater|further|\w+ing|"
    r"for|of|about|on|in|with|by|from|how|what|whe\w+|and|or|need)\b)"
    r"((?:[\w’'-]+ ){0,5}?[\w’'-]+)(?: also)? to (?!the|an?|its?|their|all|th[eio]\w+\b)[a-z]"
)
_COMMON = re.compile(r"((?:[a-z]+ ){0,2})(committee|commission|council|assembly|panel|board|working group)")
_NAMED_AFTER = re.compile(r"(?:(?!The|In|Government|Delegation)[A-Z][\w’'-]+ )+$")
_INITIALS = re.compile(r"(?<![\w/-])[A-Z][\w/-]*[A-Z][\w/-]*")
_NAME = re.compile(r"[A-Z][\w’'-]+(?: (?:of|the|for|on|and|[A-Z][\w’'-]+))+")
_OPENING = re.compile(
    r"^(?:With (?:regard|respect) to|Regarding|Concerning|In|On|As (?:for|regards)|At|For|Following|During|After|Since|"
    r"Likewise|Similarly|Moreover|Furthermore|Finally|However|Also|Today)\b[^,]*, "
)
_THE_STATE = re.compile(r"(?:the )?(?:State(?: part(?:y|ies))?|government|country)", re.IGNORECASE)
_BESIDE = re.compile(r"(?:\s+(?:also|further|therefore|then|[a-z]+ly|has|have|had))+$")
_ASIDE = re.compile(
    r", (?!and )(?:\w+ing|an?|the|its|on behalf)\b[^,]*(?:, [a-z][^,]*)*$"
)  # ", speaking for the guild"
_PART = re.compile(r"(?:\w+|Working Group)(?: [IVX\d]+)?")  # "Panel II" is a part of a meeting
_TELLS = re.compile(r"\b(?:who\w*|that|which|had|has|have|was|were|is|are|be|been)\b")
_TOPIC = re.compile(r" (?:on|for|of)(?: [a-z][\w-]*)+")
_JOINED = re.compile(
    r"(?:,? and|,| as well as|, as well as)?(?: the| a)? ?(?:delegations? of )?|[’']s? \w+", re.IGNORECASE
)


class Parties(Names):
    """Finds who asks and who is asked in one document. ``authors`` make what nobody else is named for."""

    def __init__(self, known: Known, text: str = "", authors: Iterable[str] = ()):
        super().__init__(known, text)
        self.authors = [self.actor(a) for a in authors]

    @cached_property
    def issuer(self) -> list[Party]:
        """Who speaks where the document says "we", or leaves out who asks: its authors, or the body that issues it."""
        front = self.text[:FRONT]
        if self.authors:
            return self.authors
        if m := _ISSUER.search(self.text) or _AUTHOR.search(front):
            return [self.body(m[1])]
        voices = Counter(m["who"] for m in WORDS.voice.finditer(self.text)).most_common(1)
        if voices and voices[0][1] > 1:
            return [self.body(voices[0][0])]
        if m := _REPORT_OF.search(front):
            return [self.body(m[1])]
        if m := _COMMITTEE.search(front):
            return [self.body(m.group())]
        if not re.search(r"\b[Ww]e (?:\w+ )?(?:recommend|urge|call on|invite|believe|agree)", self.text):
            return []
        if m := _BYLINE.search(front):
            return [self.body(m[1])]
        first = BODY.search(self.text.lstrip().partition("\n")[0])
        named = Counter(m.group() for m in BODY.finditer(self.text) if m.group().endswith(" Committee")).most_common(1)
        return [self.body(first.group())] if first else [self.body(name) for name, _ in named]

    def behind(self, words: str, said: bool = False) -> list[Party]:
        """The makers that are named in brackets behind a request: "(Norway)", "(Chad) (Mali)".

        Where it is ``said`` who asks, only a State or a known actor is one.
        """
        out: list[Party] = []
        while m := BEHIND.search(words):
            whole = [m[1]] if self.states.fullmatch(m[1]) else re.split(r"\s*[,;/]\s*|\s+and\s+(?=[A-Z])", m[1])
            if not all(_PROPER.fullmatch(n) or self.states.fullmatch(n) for n in whole) or not m.start():
                break
            if said and not all(self.states.fullmatch(n) or self.by_name(n).id for n in whole):
                break
            if any(n.isupper() and len(n) < 9 and not self.by_name(n).id for n in whole):
                break
            out = [self.by_name(n) for n in whole] + out
            words = words[: m.start()]
        return out

    def speakers(self, heading: str) -> list[Party]:
        """The speaker whom a heading names, who is nobody of whom there are many ("States")."""
        heading, behalf, _ = re.sub(r"^NGO\W+", "", heading).partition(" on behalf of ")
        heading = ABOUT.sub("", heading)
        if len(heading.split()) > LONGEST_NAME:
            return []
        if person := PERSON.search(heading):
            return [self.by_name(person.group())]
        named = self.named(heading) or list(map(self.by_name, self.states.findall(heading.title())))
        named = [p for p in named if p.id not in codes("actor") and p != self.subject]
        if named := [p for p in named if p.id or not _PART.fullmatch(p.names[0])]:
            return named[:1]
        alone = behalf or WORDS.role.fullmatch(heading.strip(" :"))
        return [Party(None, (heading.strip(" :"),))] if alone else []

    def addressed(self, heading: str) -> list[Party]:
        """To whom a heading addresses what is below it: "Recommendations to States", "The media"."""
        heading = ABOUT.sub("", heading)
        *_, to = re.split(r"\b(?:to|for)\b", heading, flags=re.IGNORECASE)
        if to != heading:
            return self.named(to)
        alone = self.only(heading.strip(" :0123456789.)"))
        return alone if all(p.id in codes("actor") for p in alone) else []

    def asked_in(self, sentence: str) -> list[Party]:
        """Who is asked in a sentence: before "should", behind "urges", behind "recommends that"."""
        asked = sentence[asking.end() :].lstrip() if (asking := WORDS.asking.search(sentence)) else ""
        before_to = re.split(r"\bto\b", asked, maxsplit=1)[0]
        modal = MODAL.search(sentence)
        pieces = [before_to] if asking and modal and asking.start() < modal.start() else []
        if m := WORDS.that_they.search(sentence) or (not asking and WORDS.bare_verb.match(sentence)):
            pieces.append(m["who"])
        if m := _DONE_BY.search(sentence):
            pieces.append(m["who"])
        if modal:
            before = sentence[: modal.start()]
            said = max((m.end() for m in WORDS.asks.finditer(before)), default=0)
            pieces.append(re.split(r"\bthat\b|^According to [^,]+,", before[said:])[-1])
        if m := WORDS.passive.search(sentence):
            pieces.append(re.split(r"[;:]\s|\bthat\b", sentence[: m.start()])[-1])
        whose = m["who"] if (m := WORDS.for_whom.search(sentence)) else ""
        about = self.states.search(m.group()) if (m := _OPENING.match(sentence)) else None
        for piece in (*pieces, before_to, whose):
            if named := self.named(piece):
                return [
                    self.by_name(about.group()) if about and _THE_STATE.fullmatch(p.names[-1]) else p for p in named
                ]
            if piece in pieces and (m := _THE_NAME.search(piece)):
                return [Party(None, (m[1],))]
        return [Party(None, (m[1],))] if (m := _UNKNOWN.match(asked)) else []

    def maker(self, sentence: str) -> list[Party] | None:
        """Who makes the request of a sentence: [] where it is the issuer, None where nobody is named."""
        if m := _BEHIND_IT.search(sentence):  # "Crews must be paid," said the guild
            who = m["who"] or m["who_"]
            return self.last if _PRONOUN.fullmatch(who.strip()) else self._subjects(who) or None
        if (m := _BY.search(sentence)) and (named := self.named(m[1])):
            return named
        if WORDS.asks.match(sentence[:1].lower() + sentence[1:]):
            return None  # who asks is left out
        m = WORDS.asks.search(sentence)
        before = sentence[: m.start()] if m else ""
        if m and WORDS.self.search(before):
            return []
        if m and WORDS.points_back.search(before):
            return self.last or None
        if m and before.strip() and len(before.split()) < LONGEST_SUBJECT:
            clause = re.split(r"[;:]\s|,\s+(?:that|which|who)\b", before)[-1]
            if named := self._subjects(clause):
                return named
        if m := _ACCORDING.match(sentence):
            return self.named(m[1]) or None
        return [self.by_name(m.group())] if (m := PERSON.match(sentence)) else None

    def _subjects(self, clause: str) -> list[Party]:
        """Who is the subject of a clause: the names in a row at its end, else the first one of its last part."""
        state = re.search(r"\(([^()]*)\)\s*$", clause)
        if state and self.states.fullmatch(state[1]) and PERSON.search(f"Mr {clause.title()}"):  # Anna Lind (Norway)
            return [self.by_name(state[1])]
        clause = re.sub(r"\([^()]*\)\s*$", "", _OPENING.sub("", clause)).strip(" ,")
        clause = _BESIDE.sub("", _ASIDE.sub("", clause))
        if person := PERSON.search(clause):
            return [self.by_name(person.group())]
        last = re.sub("^(?:[Tt]he|An?) ", "", clause.rsplit(", ", 1)[-1].strip())
        if row := self._row(clause):
            return row
        if lower := _COMMON.fullmatch(last):  # "the committee", of which the front says the name
            return [self.body(f"{lower[1]}{lower[2].capitalize()}")]
        role = WORDS.role.search(last) and len(last.split()) < LONGEST_ROLE and not _TELLS.search(last)
        if _NAME.fullmatch(last) or role:
            return [Party(None, (last,))]
        return (self.named(last) or self.named(clause))[:1]

    def _row(self, clause: str) -> list[Party]:
        """The names in a row at the end of a clause: "Chad, Mali and the Committee on Quays"."""
        found = self.find(clause)
        for m in _INITIALS.finditer(clause):
            if all(m.end() <= a or b <= m.start() for a, b, _ in found):
                inner = self.named(re.split("[/-]", m.group())[-1])[:1]  # one body, named within another
                names = (m.group(), *(n for p in inner for n in p.names))
                found.append((*m.span(), Party(inner[0].id if inner else None, names)))
        out: list[Party] = []
        end, joined = len(clause), False
        for start, stop, party in sorted(found, key=lambda f: -f[0]):
            between = clause[stop:end]
            if stop > end:  # within the name before
                continue
            if not out and (topic := _TOPIC.fullmatch(between)):  # "Special Rapporteur on ferries"
                self.heard.insert(0, f"{clause[start:stop]}{topic.group()}")
                party, between = Party(party.id, (self.heard[0], *party.names)), ""
            if not _JOINED.fullmatch(between):
                break
            if before := _NAMED_AFTER.search(clause[:start]):  # "Fair Ferries Australia"
                start, party = before.start(), Party(None, (clause[before.start() : stop],))
            out.insert(0, party)
            joined = joined or bool(re.search(r"\b(?:and|as)\b", between))
            end = start
        return out if joined else out[:1]  # "Anna Lind, Minister of Ports" is one
