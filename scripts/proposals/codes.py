"""Codes proposed for the words of a request, each with its reason. Nothing here decides: a person does.

The rules follow the codebook (docs/codebook.md); the words are in words.py. A proposal is a code
and a reason that names the rule and at most the few words that triggered it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from corpus.model.records import Corpus

from .likeness import SMALL, Likeness, examples
from .themes import Themes
from .units import VERB, says_who_is_to
from .words import ACTIONS, ACTORS, EXPLOITATION, INSTRUMENTS, LIGHT, PEOPLE, STRENGTH

MODAL = r"\b(?:should|must|needs?\s+to|need\s+to|has to|have to|ought to|shall)\b"
ASKING = (
    r"\b(?:call(?:s|ed|ing)?\s+(?:\w+\s+)?(?:up)?on|urg(?:e|es|ed|ing)|encourag(?:e|es|ed|ing)"
    r"|invit(?:e|es|ed|ing)|remind(?:s|ed|ing)?|ask(?:s|ed|ing)?)\b"
)
_TAUGHT = re.compile(
    r"\b(?:train(?:ing|ed)?(?: of| for)?|teach(?:ing)?|instruct|brief|sensiti[sz]e|educate)\s+(?P<who>(?:[\w’'-]+,? ){1,12}?)(?=(?:to|in|on|about|how)\b)",
    re.IGNORECASE,
)
_FOR_EXAMPLE = re.compile(r"\((?P<who>(?:e\.g\.|for (?:example|instance)|such as|including)[^)]*)\)", re.IGNORECASE)
_BY = re.compile(r"\bby (?=(?:\w+ly )?(?!means\b)\w+ing\b)", re.IGNORECASE)
_THAT_THEY = re.compile(
    rf"\b(?:recommend|propos|suggest|ask|demand)\w*\s+that\s+(?P<who>(?:[\w’'-]+\s+){{1,6}}?){VERB}", re.IGNORECASE
)
_CHECKABLE = re.compile(
    r"\b(?:(?:by|before|within|at least|every|each|once|twice) (?:the )?(?:end of )?(?:\w+ )?(?:\d+|hours?|days?|weeks?|months?|years?)\b|annual(?:ly)?\b"
    r"|reports? (?:\w+ )?to\b|publish\w*|conclude (?:\w+ )?(?:agreements?|memorand\w+))",
    re.IGNORECASE,
)
AT_ONCE = 45  # characters within which an act follows a verb that says little
MOST_NAMES = 8  # words in which somebody is named, and nothing else said
ENOUGH_ALIKE = 0.35  # share of the rare words of a statement that a request has too
CONSIDERING = r"\b(?:consider|explore|reflect|examine the possib)"


def to_be_stated(key: str) -> str:
    """What stands in the place of a statement until a person has written it."""
    return f"State the request {key} here in 8 to 40 words of our own that can be understood alone."


@dataclass(frozen=True)
class Proposal:
    """A proposed code and why."""

    code: str
    why: str


@dataclass(frozen=True)
class Relation:
    """A recommendation of another source to which this one may be related, how, and why."""

    origin: str
    relation: str
    why: str


class Proposer:
    """Proposes codes from the vocabularies, actors and instruments of a corpus."""

    def __init__(self, corpus: Corpus):
        self.corpus = corpus

    @cached_property
    def _actors(self) -> list[tuple[str, re.Pattern[str]]]:
        """Each actor with a pattern of its names, the longest names first so that they win."""
        names: dict[str, set[str]] = {}
        for actor in self.corpus.of("actor"):
            names[actor.id] = {re.escape(n) for field in ("name", "label", "abbreviation") if (n := actor.get(field))}
        general = {key: pattern for key, pattern in ACTORS.items() if key in names}
        out = []
        for key, found in names.items():
            alternatives = sorted(found, key=len, reverse=True) + ([general[key]] if key in general else [])
            if alternatives:
                sensitive = all(n.isupper() and len(n) <= 4 for n in found)
                out.append(
                    (
                        key,
                        re.compile(
                            rf"(?<![\w-])(?:{'|'.join(alternatives)})(?![\w-])", 0 if sensitive else re.IGNORECASE
                        ),
                    )
                )
        return out

    @cached_property
    def _anybody(self) -> str:
        """A pattern of anybody who can be asked."""
        return "|".join(
            [*ACTORS.values(), *(re.escape(a.get("label") or a.get("name") or a.id) for a in self.corpus.of("actor"))]
        )

    @cached_property
    def _strengths(self) -> list[tuple[str, re.Pattern[str]]]:
        known = self.corpus.vocabularies.get("wording-strength", {})
        return [
            (code, re.compile(rf"\b(?:{p.replace('{actor}', self._anybody)})", re.IGNORECASE))
            for code, p in STRENGTH
            if code in known
        ]

    def actors(self, text: str) -> list[str]:
        """Actors named in a text, in the order of naming; a name inside a longer one does not count."""
        found: list[tuple[int, int, str]] = [
            (m.start(), -m.end(), key) for key, p in self._actors for m in p.finditer(text)
        ]
        out, end = [], -1
        for start, minus_end, key in sorted(found):
            if start >= end:
                out.append(key)
                end = -minus_end
        return list(dict.fromkeys(out))

    def strength(self, sentence: str, parent: str | None = None) -> Proposal:
        """The firmest word of request in the sentence; that of the parent for a child; else bare."""
        if parent:
            return Proposal(parent, "children take the strength of their parent")
        for code, pattern in self._strengths:
            m = pattern.search(sentence)
            if m:
                return Proposal(code, f"word of request: {m.group().split()[0].lower()}")
        codes = list(self.corpus.vocabularies.get("wording-strength", {}))
        return Proposal("bare" if "bare" in codes or not codes else codes[-1], "no word of request")

    def themes(self, text: str, heading: str = "", most: int = 3, before: str = "") -> list[Proposal]:
        """The likeliest themes, best first. ``before`` is what is said before the request."""
        m = re.search(MODAL, text)
        who = (
            text[: m.start()]
            if m and len(text[: m.start()].split()) <= MOST_NAMES and self.actors(text[: m.start()])
            else ""
        )
        rest = text[len(who) :]
        for beside in (_TAUGHT, _FOR_EXAMPLE):  # who is taught is not what is taught, nor is an example the subject
            if m := beside.search(rest):
                who, rest = f"{who} {m['who']}", rest[: m.start("who")] + rest[m.end("who") :]
        return [Proposal(code, why) for code, why in self._themes.likeliest(rest, heading, most, who, before)]

    def subject(self, text: str) -> str | None:
        """The theme that words of the text name most clearly, if any."""
        return self._themes.named(text)

    @cached_property
    def _themes(self) -> Themes:
        return Themes(self.corpus)

    def action(self, text: str) -> Proposal:
        """The action whose verb or noun stands first; what is done "by" something else decides before that."""
        known = self.corpus.vocabularies.get("type-of-action", {})
        modal = re.search(MODAL, text)
        rest = text[modal.start() :] if modal else text
        means = _BY.search(rest)
        for piece in ([rest[means.start() :]] if means else []) + [rest]:
            first, light = self._first(ACTIONS, piece, known), self._first(LIGHT, piece, known)
            found = light if light and (not first or first[0] > light[0] + AT_ONCE) else first
            if found:
                return Proposal(
                    found[2],
                    f"{'means' if means and piece is not rest else 'first act'}: {' '.join(found[3].lower().split()[:2])}",
                )
        alike = self._acts(rest)
        if alike:
            code = max(alike, key=lambda c: alike[c][0])
            return Proposal(code, f"“{alike[code][1]}…” as in requests that have it")
        return Proposal(
            "act-generally" if "act-generally" in known else next(iter(known), "act-generally"),
            "no act that names a mode",
        )

    @cached_property
    def _acts(self) -> Likeness:
        """Likeness to what has an action already."""
        known = self.corpus.vocabularies.get("type-of-action", {})
        said = [(r.get("type_of_action"), r.get("in_our_words"), 1.0) for r in self.corpus.published]
        said += [(e.action, e.request, 1.0) for e in examples()]
        said += [(c, f"{t.get('label')} {t.get('definition') or ''}", 2.0) for c, t in known.items()]
        return Likeness(x for x in said if x[0] in known)

    @staticmethod
    def _first(
        patterns: list[tuple[str, str]], text: str, known: Mapping[str, object]
    ) -> tuple[int, int, str, str] | None:
        """Of the patterns the one found first: where, its number, its code, the words."""
        return min(
            (
                (m.start(), n, code, m.group())
                for n, (code, p) in enumerate(patterns)
                if code in known and (m := re.search(rf"\b(?:{p})", text, re.IGNORECASE))
            ),
            default=None,
        )

    def specificity(self, text: str, action: str) -> Proposal:
        """The grade of the act that decided the action."""
        if re.search(CONSIDERING, text, re.IGNORECASE):
            return Proposal("3", "a verb of considering")
        if action == "implement" and self.instruments(text):
            return Proposal("5", "a named instrument is to be carried out")
        if m := _CHECKABLE.search(text):
            return Proposal("5", f"a third party could check “{' '.join(m.group().lower().split())}”")
        if re.search(r"\b(?:continue|maintain|keep|go on)\b", text, re.IGNORECASE):
            return Proposal("2", "going on is what is asked")
        if action == "cooperate" and re.search(r"\b(?:shar|exchang)", text, re.IGNORECASE):
            return Proposal("1", "sharing or exchanging")
        if action in ("ratify", "legislate", "establish", "train", "resource", "refrain"):
            return Proposal("5", "an act that a third party could check")
        return Proposal("4", "an act without a stated result")

    def addressees(self, text: str, heading: str = "", parent: list[str] | None = None) -> tuple[list[str], str, str]:
        """Who is asked, on what basis, and why; the search stops at the first success."""
        before = re.split(MODAL, text, maxsplit=1)
        after = re.split(ASKING, text, maxsplit=1, flags=re.IGNORECASE)
        that = _THAT_THEY.search(text)
        pieces = ([before[0]] if len(before) > 1 else []) + (
            [re.split(r"\bto\b", after[1], maxsplit=1)[0]] if len(after) > 1 else []
        )
        pieces += [that["who"]] if that else []
        for piece in pieces + ([re.split(r"\bto\b", text, maxsplit=1)[0]] if says_who_is_to(text) else []):
            named = [a for a in self.actors(piece) if a != "everyone"]
            if named:
                return named, "stated", "named where the sentence asks"
        if parent:
            return parent, "parent", "those of the parent"
        if re.search(r"\b(?:to|for)\b", heading, re.IGNORECASE):
            named = [a for a in self.actors(heading) if a != "everyone"]
            if named:
                return named, "heading", "named in the heading"
        known = self.corpus.index("actors")
        fallback = "participating-states" if "participating-states" in known else "everyone"
        return [fallback], "implied", "nobody is named; see Implied addressees in the codebook"

    def listed(self, text: str, vocabulary: str) -> list[str]:
        """People concerned or forms of exploitation that a text names, at most three."""
        patterns = PEOPLE if vocabulary == "people-concerned" else EXPLOITATION
        known = self.corpus.vocabularies.get(vocabulary, {})
        found = sorted(
            (m.start(), code)
            for code, p in patterns.items()
            if code in known and (m := re.search(rf"\b(?:{p})", text, re.IGNORECASE))
        )
        return [code for _, code in found][:3]

    def instruments(self, text: str) -> list[tuple[str, str]]:
        """Instruments that a text names by title, short title or symbol, each with the name as printed."""
        found = []
        for i in self.corpus.of("instrument"):
            names = filter(
                None, (i.get("title"), i.get("short_title"), i.get("symbol"), *sorted(self._printed.get(i.id, ())))
            )
            decision = re.search(r"\.DEC/(\d+)/(\d+)$", i.get("symbol") or "")
            also = [rf"Decision No\. ?{decision[1]}/{decision[2]}" if decision else "", INSTRUMENTS.get(i.id, "")]
            for name in [*map(re.escape, names), *filter(None, also)]:
                m = re.search(rf"(?<!\w)(?:{name})(?!\w)", text, re.IGNORECASE)
                if m:
                    found.append((m.start(), i.id, " ".join(m.group().split())))
                    break
        return [(key, name) for _, key, name in sorted(found)]

    @cached_property
    def _printed(self) -> dict[str, set[str]]:
        """Names under which documents cite each instrument, those that are long enough to tell it."""
        out: dict[str, set[str]] = {}
        for r in (*self.corpus.of("passage"), *self.corpus.of("recommendation")):
            for c in r.items("citations"):
                if len(c["as_printed"].split()) > 1:
                    out.setdefault(c["instrument_id"], set()).add(c["as_printed"])
        return out

    def relations(self, text: str, source: str, themes: list[str], action: str, most: int = 2) -> list[Relation]:
        """Published recommendations of other sources that may ask the same: by rare words in common and a shared theme."""
        mine = set(keywords(text, 100))
        out = []
        for r, words in self._statements:
            if r.get("source") == source:
                continue
            common = sorted(mine & words, key=lambda w: (-self._weight[w], w))
            score = sum(self._weight[w] for w in common) / (1 + sum(self._weight[w] for w in words))
            shared = [t for t in themes if t in r.items("themes")]
            if len(common) >= 2 and shared and score >= ENOUGH_ALIKE:
                same_act = r.get("type_of_action") == action
                why = f"both say {', '.join(f'“{w}”' for w in common[:3])}, on {shared[0]}" + (
                    f", and ask to {action}" if same_act else ""
                )
                out.append((score, Relation(r.id, "restates" if same_act else "elaborates", why)))
        return [relation for _, relation in sorted(out, key=lambda x: (-x[0], x[1].origin))[:most]]

    @cached_property
    def _statements(self) -> list:
        return [
            (r, set(keywords(f"{r.get('in_our_words')} {' '.join(map(str, r.items('keywords')))}", 100)))
            for r in self.corpus.published
        ]

    @cached_property
    def _weight(self) -> dict[str, float]:
        count: dict[str, int] = {}
        for _, words in self._statements:
            for w in words:
                count[w] = count.get(w, 0) + 1
        return {w: 1 / n for w, n in count.items()}


def keywords(text: str, most: int = 5) -> list[str]:
    """Single telling words of a text: the longest ones that are not small words, in alphabetical order."""
    words = dict.fromkeys(
        w.lower() for w in re.findall(r"[A-Za-z][A-Za-z-]{2,}[A-Za-z]", text) if w.lower() not in SMALL
    )
    return sorted(sorted(words, key=lambda w: (-len(w), w))[:most])
