"""Proposes codes for the words of a request, each with a reason; must not know where in the document they are.

The rules follow the codebook (docs/codebook.md); the words are in words/codes.txt. A proposal is a
code and a reason that names the rule and at most the few words that triggered it. A person decides.
"""

import re
from dataclasses import dataclass
from functools import cached_property

from .known import Known
from .likeness import keywords
from .names import Party
from .parties import Parties
from .themes import Themes
from .units import says_who_is_to
from .words import WORDS, codes

MOST_NAMES = 8  # the most words of a text that only names somebody
ENOUGH_ALIKE = 0.35  # share of the rare words of a statement that a similar request has too


@dataclass(frozen=True)
class Proposal:
    """A proposed code and why."""

    code: str
    why: str


@dataclass(frozen=True)
class Coded:
    """The proposals for the words of one request; ``themes`` are at most three, the most likely first."""

    strength: Proposal
    addressees: list[Party]
    addressee_basis: str
    themes: list[Proposal]
    people_concerned: list[str]
    exploitation_type: list[str]
    keywords: list[str]
    instruments: list[tuple[str, str]]  # identifier and name as printed
    reasons: list[str]
    everybody: str  # for addressees without a record

    @property
    def addressed_to(self) -> list[str]:
        """The identifiers of the known addressees, or else of all actors that may be meant."""
        return [p.id for p in self.addressees if p.id] or [self.everybody]


class Proposer:
    """Proposes codes from the vocabularies, actors and instruments that are known."""

    def __init__(self, known: Known, parties: Parties | None = None):
        self.known = known
        self.parties = parties or Parties(known)
        self.themes_of = Themes(known)

    def coded(
        self,
        words: str,
        source: str,
        strength: Proposal,
        asked: tuple[list[Party], str, str],
        themes: list[Proposal],
    ) -> Coded:
        """All proposals for the words of a request of a source, given its strength, addressees and themes."""
        addressed, basis, why = asked
        return Coded(
            strength,
            addressed,
            basis,
            themes,
            self.listed(words, "people-concerned"),
            self.listed(words, "exploitation-type"),
            keywords(words),
            self.instruments(words),
            [
                f"strength {strength.code}: {strength.why}",
                f"addressed to {', '.join(p.id or p.names[0] for p in addressed)} ({basis}): {why}",
                "themes: " + "; ".join(f"{t.code} ({t.why})" for t in themes),
                *(f"perhaps restates or elaborates {r}: {why}" for r, why in self.relations(words, source, themes)),
            ],
            self.parties.everybody.id or "everyone",
        )

    @cached_property
    def _strengths(self) -> list[tuple[str, re.Pattern[str]]]:
        """Words of request by strength; ``{actor}`` stands for any possible addressee."""
        anybody = "|".join([*codes("actor").values(), *(re.escape(a.names[-1]) for a in self.known.actors if a.names)])
        return [
            (code, re.compile(rf"\b(?:{p.replace('{actor}', anybody)})", re.IGNORECASE))
            for code, p in codes("strength").items()
            if code in self.known.terms("wording-strength")
        ]

    def actors(self, text: str) -> list[str]:
        """Parties named in a text, in the order of naming, by identifier or name."""
        return [p.id or p.names[0] for p in self.parties.named(text)]

    def strength(self, sentence: str) -> Proposal:
        """The strength of the firmest word of request in the sentence, or else bare."""
        for code, expression in self._strengths:
            if m := expression.search(sentence):
                return Proposal(code, f"word of request: {m.group().split()[0].lower()}")
        known = list(self.known.terms("wording-strength"))
        return Proposal("bare" if "bare" in known or not known else known[-1], "no word of request")

    def themes(self, text: str, heading: str = "", most: int = 3, before: str = "") -> list[Proposal]:
        """The most likely themes, best first. ``before`` is the text before the request."""
        m = WORDS.modal_verb.search(text)
        who = (
            text[: m.start()]
            if m and len(text[: m.start()].split()) <= MOST_NAMES and self.actors(text[: m.start()])
            else ""
        )
        rest = text[len(who) :]
        for beside in (
            WORDS.taught,
            WORDS.for_example,
        ):  # neither those who are taught nor an example are the subject
            if m := beside.search(rest):
                who, rest = f"{who} {m['who']}", rest[: m.start("who")] + rest[m.end("who") :]
        return [Proposal(code, why) for code, why in self.themes_of.likeliest(rest, heading, most, who, before)]

    def addressees(
        self,
        text: str,
        heading: list[Party] | None = None,
        parent: list[Party] | None = None,
        above: list[Party] | None = None,
        earlier: list[Party] | None = None,
    ) -> tuple[list[Party], str, str]:
        """The addressees, the basis for them, and the reason; the search stops at the first success.

        ``heading`` are the parties named in a heading, ``parent`` the addressees of the request that this is part of,
        ``above`` those of the sentence above, ``earlier`` those named earlier in the paragraph.
        """
        if parent and WORDS.asking_verb.match(text):  # "urge States to pay": somebody else is asked to urge
            return parent, "parent", "those of the parent"
        if named := self.parties.asked_in(text):
            if not any(p.id for p in named):
                return named, "implied", "named where the sentence asks, and without a record"
            return named, "stated", "named where the sentence asks"
        head = re.split(r"\bto\b", text, maxsplit=1)[0]
        if named := self.parties.only(head) or (self.parties.named(head) if says_who_is_to(text) else []):
            return named, "stated", "named where the sentence asks"
        if parent:
            return parent, "parent", "those of the parent"
        if earlier:
            return earlier, "stated", "named earlier in the paragraph"
        if above:
            return above, "heading", "named in the sentence above"
        if heading:
            return heading, "heading", "named in the heading"
        if about := self.parties.about or self.parties.subject:
            return [about], "implied", "the State that the document is about"
        return [self.parties.everybody], "implied", "nobody is named; see Inferred addressees in the codebook"

    def listed(self, text: str, vocabulary: str) -> list[str]:
        """People concerned or forms of exploitation that a text names, at most three."""
        known = self.known.terms(vocabulary)
        found = sorted(
            (m.start(), code)
            for code, p in codes(vocabulary).items()
            if code in known and (m := re.search(rf"\b(?:{p})", text, re.IGNORECASE))
        )
        return [code for _, code in found][:3]

    def instruments(self, text: str) -> list[tuple[str, str]]:
        """Instruments that a text names by title, short title or symbol, each with the name as printed."""
        found = []
        for i in self.known.instruments:
            names = [*i.titles, i.symbol, *sorted(n for n in i.printed if len(n.split()) > 1)]
            decision = re.search(r"\.DEC/(\d+)/(\d+)$", i.symbol)
            also = [rf"Decision No\. ?{decision[1]}/{decision[2]}" if decision else "", codes("instrument").get(i.id)]
            for name in [*map(re.escape, filter(None, names)), *filter(None, also)]:
                m = re.search(rf"(?<!\w)(?:{name})(?!\w)", text, re.IGNORECASE)
                if m:
                    found.append((m.start(), i.id, " ".join(m.group().split())))
                    break
        return [(key, name) for _, key, name in sorted(found)]

    def relations(self, text: str, source: str, themes: list[Proposal], most: int = 2) -> list[tuple[str, str]]:
        """Published requests of other sources that may ask the same, and why: rare words and a theme in common."""
        mine, out = set(keywords(text, 100)), []
        for r, words in self._statements:
            if r.source == source:
                continue
            common = sorted(mine & words, key=lambda w: (-self._weight[w], w))
            score = sum(self._weight[w] for w in common) / (1 + sum(self._weight[w] for w in words))
            shared = [t.code for t in themes if t.code in r.themes]
            if len(common) >= 2 and shared and score >= ENOUGH_ALIKE:
                out.append((-score, r.id, f"both say {', '.join(f'“{w}”' for w in common[:3])}, on {shared[0]}"))
        return [(origin, why) for _, origin, why in sorted(out)[:most]]

    @cached_property
    def _statements(self) -> list:
        return [(r, set(keywords(f"{r.statement} {' '.join(r.keywords)}", 100))) for r in self.known.published]

    @cached_property
    def _weight(self) -> dict[str, float]:
        count: dict[str, int] = {}
        for _, words in self._statements:
            for w in words:
                count[w] = count.get(w, 0) + 1
        return {w: 1 / n for w, n in count.items()}
