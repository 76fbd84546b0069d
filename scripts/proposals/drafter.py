"""A new document as records: tiling passages with types, and proposed recommendations with their reasons.

Everything is a proposal with ``review_status: proposed``; each has a reason, which goes into the
YAML as a comment. A person reads the document, corrects, and decides.
"""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass, field
from typing import Any

from anchoring.normalise import Normalised, anchor, fingerprint, normalise
from anchoring.span_fields import span_fields, spare_words
from corpus.model.records import Corpus

from .codes import Proposal, Proposer, keywords, to_be_stated
from .lists import AIMS, LEADS, PREAMBLE, UNFINISHED, lists_of_acts
from .passage_types import is_caption, passage_type
from .segment import FOOTNOTE, FURNITURE, HEADING, ITEM, MARKER, ORDER, PARAGRAPH, Block, segment, style
from .units import LISTED, NO_REQUESTS, REQUESTS, VERB, says_who_is_to, sentences, units

_TOP = re.compile(r"^(?:\d+\.|annexe?\b|part\b|section\b|chapter\b|[IVX]+\.|[A-Z]\.)", re.IGNORECASE)
_ELABORATES = re.compile(r"^\(?(?:[ivx]{1,5}|[a-z])[.)]", re.IGNORECASE)


@dataclass
class Draft:
    """What is proposed for one document: values of passages and recommendations in order, and reasons by identifier."""

    text: Normalised
    title: str
    passages: list[dict[str, Any]] = field(default_factory=list)
    recommendations: list[dict[str, Any]] = field(default_factory=list)
    reasons: dict[str, list[str]] = field(default_factory=dict)
    alternatives: dict[str, list[str]] = field(default_factory=dict)  # themes by recommendation, the likeliest first


@dataclass
class _State:
    """What the blocks read so far say of the next one."""

    heading: str = ""
    headings: list[str] = field(default_factory=list)  # the headings that govern, outermost first
    under: str | None = None
    top: str | None = None
    part: int = 0
    item: int = 0
    listed: bool = False
    opened: bool | None = None  # whether an opening sentence announces requests, or another list
    parent: dict[str, Any] | None = None
    unfinished: bool = False  # whether the sentence of the parent goes on in the items below it
    parent_style: str = ""  # the kind of its list marker, and of those of its children
    style: str = ""
    lead_in: str = ""  # that sentence
    lead: str = ""  # the strength of a sentence that leads into the items below it
    began: bool = False  # past the block of titles


class Drafter:
    """Drafts one document. ``makers`` are proposed as made_by where no heading names a speaker."""

    def __init__(self, corpus: Corpus, source: str, text: str, makers: list[str] | None = None):
        self.proposer = Proposer(corpus)
        self.source, self.makers = source, makers or []
        self.draft = Draft(normalise(text), "")
        self.state = _State()
        self.known_types = corpus.vocabularies.get("passage-type", {})
        self.forms = corpus.vocabularies.get("form", {})
        self.blocks = segment(text)
        self.begins = [self._letters_before(b.start) for b in self.blocks]
        self.acts = lists_of_acts(self.blocks)
        self.of_acts, self.below, self.below_style = (
            False,
            "",
            "",
        )  # of the block that is read: whether it is in such a list; the item below it

    def _letters_before(self, index: int) -> int:
        return bisect.bisect_left(self.draft.text.origin, index)

    def run(self) -> Draft:
        """The draft. Raises ValueError where the document has no words, or more passages than identifiers."""
        if not self.draft.text.characters:
            raise ValueError("the document has no words")
        ids: dict[int, str] = {}
        total = len(self.draft.text)
        for n, block in enumerate(self.blocks):
            start = 0 if not ids else self.begins[n]
            following = next((b for b in self.begins[n + 1 :] if b > self.begins[n]), total)
            if (
                self.begins[n] >= total
                or following == self.begins[n]
                or (n + 1 < len(self.blocks) and self.begins[n + 1] == self.begins[n])
            ):
                continue  # a line without letters belongs to no passage
            ids[n] = f"{self.source}-p{len(ids) + 1:03}"
            self.of_acts = n in self.acts
            below = self.blocks[n + 1] if n + 1 < len(self.blocks) and self.blocks[n + 1].kind == ITEM else None
            self.below, self.below_style = (below.words, style(below.marker)) if below else ("", "")
            self._passage(block, ids[n], start, following, ids)
        if len(ids) > 999 or len(self.draft.recommendations) > 999:
            raise ValueError("the document has more than 999 passages or requests: cut it into parts")
        spare_words(self.draft.recommendations, len(self.draft.text))
        self.draft.recommendations = [{k: v for k, v in r.items() if v is not None} for r in self.draft.recommendations]
        return self.draft

    def _passage(self, block: Block, key: str, start: int, end: int, ids: dict[int, str]) -> None:
        self._enter(block)
        found = self._units(block, key, start, end)
        if found:
            type_, why = "recommendation", f"{len(found)} request{'s' * (len(found) > 1)} proposed in it"
        else:
            first = not self.draft.recommendations and self.state.part == 0 and len(self.draft.passages) < 8
            type_, why = passage_type(block, self.state.began, first)
        if type_ == "title" and not self.draft.title:
            self.draft.title = block.text
        values: dict[str, Any] = {
            "passage_id": key,
            "passage_type": type_ if type_ in self.known_types or not self.known_types else "background",
        }
        under = self.state.top if block.kind == HEADING and self.state.top != key else self.state.under
        if type_ in ("title", "metadata", "footnote") or block.kind in (FOOTNOTE, FURNITURE):
            under = None
        if under:
            values["under"] = under
        if block.continues is not None and block.continues in ids:
            values["continues"] = ids[block.continues]
        piece = self.draft.text.characters[start:end]
        values |= {"start": start, "length": end - start, "anchor": anchor(piece), "fingerprint": fingerprint(piece)}
        self.draft.passages.append(values)
        self.draft.reasons[key] = [f"{type_}: {why}"]
        self.draft.recommendations += found
        self._leave(block, key, type_, bool(found))

    def _enter(self, block: Block) -> None:
        s = self.state
        if block.kind == HEADING or (block.kind == PARAGRAPH and is_caption(block.text)):
            s.parent, s.opened = None, None
            title = MARKER.sub("", block.text, count=1)
            if REQUESTS.search(title):
                s.listed = True
            elif NO_REQUESTS.search(title) or _TOP.match(block.text):
                s.listed = False
        elif block.kind == PARAGRAPH and block.continues is None:
            s.parent, s.opened = None, None
        if block.kind in (PARAGRAPH, ITEM):
            s.item += block.continues is None

    def _leave(self, block: Block, key: str, type_: str, asked: bool) -> None:
        s = self.state
        if block.kind == HEADING or type_ == "heading":
            if _TOP.match(block.text) or block.text.isupper() and len(block.text) > 12:
                s.top, s.headings = key, []
            s.heading, s.under, s.item = block.text, key, 0
            s.headings = [*s.headings, block.text][-3:]
            s.part += type_ != "title"
        elif type_ not in ("title", "metadata", "footnote"):
            s.began = True
        if (
            block.kind in (PARAGRAPH, ITEM)
            and (block.text.endswith(":") or (self.below and UNFINISHED.search(block.text)))
            and type_ != "heading"
        ):
            last = re.split(r"(?<=[.?!])\s", block.text)[-1]
            s.unfinished, s.lead_in = bool(UNFINISHED.search(last)), last
            s.lead = self.proposer.strength(last).code if s.unfinished or LEADS.search(last) else ""
            if asked and self.draft.recommendations and (s.unfinished or not LISTED.search(last)):
                s.parent, s.parent_style, s.style = (
                    self.draft.recommendations[-1],
                    style(block.marker) if block.marker else "",
                    "",
                )
            else:
                s.opened = (
                    s.unfinished
                    or bool(LISTED.search(last))
                    or (s.listed and type_ == "chapeau" and len(last.split()) < 12)
                )

    def _units(self, block: Block, key: str, start: int, end: int) -> list[dict[str, Any]]:
        """The recommendations proposed in a block."""
        s = self.state
        if block.kind in (HEADING, FURNITURE, FOOTNOTE) or (
            block.kind == PARAGRAPH and (is_caption(block.text) or PREAMBLE.match(block.text))
        ):
            return []
        begin, finish = self.draft.text.origin[start], self.draft.text.origin[end - 1] + 1
        words = self.draft.text.text[begin:finish]
        skip = len(words) - len(re.sub(f"^{ORDER}", "", words)) if block.kind == ITEM and not words[:3].isalpha() else 0
        goes_on = block.words[:1].islower()
        if s.parent is not None and block.kind == ITEM:
            mark = style(block.marker)
            other = mark == s.parent_style or (s.style and mark != s.style)
            if other and (not goes_on or (s.style and self.below_style != s.style)):  # a stray marker in a list is none
                s.parent = None  # another list
        child = (
            s.parent is not None
            and block.kind == ITEM
            and (s.unfinished or bool(_ELABORATES.match(block.marker.lstrip("-–•* "))) or goes_on)
        )
        if s.parent is not None and block.kind == ITEM and not child:
            s.parent = None
        listed = s.opened if s.opened is not None and block.kind == ITEM else s.listed
        if block.kind == ITEM and s.opened is None and says_who_is_to(block.words):
            listed = True
        if block.kind == ITEM and self.of_acts and not AIMS.search(s.lead_in if s.opened is not None else s.heading):
            listed = True
        if block.kind == PARAGRAPH:
            listed = bool(
                s.listed
                and s.began
                and re.match(rf"(?:to\s+)?{VERB}|need\b|\w+(?:ed|ing)\b(?!,)", words, re.IGNORECASE)
                and not re.match(r"(?:Being|Having|According|During|Regarding)\b", words)
            )
        if s.listed and not s.began and block.kind == PARAGRAPH:
            listed = False
        if child and (not goes_on or not s.style):
            s.style = style(block.marker)
        body = words[skip:].replace("\n", " ").replace("\f", " ")
        if listed and not child and is_caption(block.words) and not re.match(rf"(?:to\s+)?{VERB}", body, re.IGNORECASE):
            return []  # a heading among items
        if child:
            if re.fullmatch(r"\W*(?:etc|and so on)\W*", body, re.IGNORECASE):
                return []
            first = sentences(body)[0][1]
            more = units(body[first:], False, self._differ, self.proposer.actors)
            end = first + more[0].start if more else len(body)
            spans = [(0, end, "U3: an item that completes the sentence above", body[:end], s.parent)]
            spans += [(u.start + first, u.end + first, u.rule, u.sentence, None) for u in more]
        else:
            spans = [
                (u.start, u.end, u.rule, u.sentence, u.parent)
                for u in units(body, listed, self._differ, self.proposer.actors)
            ]
        out: list[dict[str, Any]] = []
        for a, b, rule, sentence, of in spans:
            first, last = self._letters_before(begin + skip + a), self._letters_before(begin + skip + b)
            if last > first:
                parent = out[of] if isinstance(of, int) else of
                out.append(self._record(key, first, last - first, rule, sentence, parent, len(out) + 1, len(spans) > 1))
        return out

    def _words(self, record: dict[str, Any]) -> str:
        return self.draft.text.original(record["span_start"], record["span_length"])

    def _differ(self, a: str, b: str) -> bool:
        one, two = self.proposer.subject(a), self.proposer.subject(b)
        return self.proposer.action(a).code != self.proposer.action(b).code and bool(one and two and one != two)

    def _record(
        self,
        passage: str,
        start: int,
        length: int,
        rule: str,
        sentence: str,
        parent: dict[str, Any] | None,
        number: int,
        several: bool,
    ) -> dict[str, Any]:
        d, s, p = self.draft, self.state, self.proposer
        words = " ".join(d.text.original(start, length).split())
        key = f"{self.source}-r{len(d.recommendations) + number:03}"
        heading = " / ".join(s.headings)
        # what a statement of requirements reports is no word of request (U7)
        strength = p.strength("" if rule.startswith("U7") else sentence, parent["wording_strength"] if parent else None)
        if s.opened and s.lead and strength.code == "bare":
            strength = Proposal(s.lead, "the sentence above, which the item completes")
        begin = d.passages[-1]["start"] + d.passages[-1]["length"] if d.passages else 0
        before = d.text.original(begin, start - begin) or (self._words(parent) if parent else "")
        whole = (
            f"{words} {self.below}" if UNFINISHED.search(words) else words
        )  # what an opening sentence asks for stands below it
        themes = p.themes(whole, heading, before=" ".join(before.split()))
        action = p.action(whole)
        specificity = p.specificity(words, action.code)
        asked, basis, why = p.addressees(words, s.heading, parent["addressed_to"] if parent else None)
        speakers = [] if basis == "heading" else p.actors(s.heading)
        makers = parent.get("made_by") if parent else self.makers or speakers[:1]
        form = (
            "stated-requirement"
            if rule.startswith("U7")
            else "priority"
            if re.search("priorit", s.heading, re.IGNORECASE)
            else "recommendation"
        )
        record: dict[str, Any] = {
            "recommendation_id": key,
            "made_by": makers or None,
            "addressed_to": asked,
            "addressee_basis": basis,
            "in_our_words": to_be_stated(key),
            "wording_strength": strength.code,
            "type_of_action": action.code,
            "themes": [themes[0].code],
            "specificity": int(specificity.code),
            "people_concerned": p.listed(words, "people-concerned") or None,
            "exploitation_type": p.listed(words, "exploitation-type") or None,
            "keywords": _three(keywords(words)),
            "passage": passage,
            "place": f"Part {s.part}, {'item' if s.item else 'line'} {s.item}"
            + (f", request {number}" if several else ""),
            **span_fields(d.text, start, length),
            "form": form if form in self.forms else next(iter(self.forms), form),
            "part_of": parent["recommendation_id"] if parent else None,
            "review_status": "proposed",
            "citations": [
                {"instrument_id": i, "relation": _relation(words), "as_printed": name}
                for i, name in p.instruments(words)
            ]
            or None,
            "coding_note": "Proposed by a command; nobody has read it against the document yet.",
        }
        d.alternatives[key] = [t.code for t in themes]
        d.reasons[key] = [
            rule,
            f"{strength.code}: {strength.why}",
            f"{', '.join(asked)} ({basis}): {why}",
            f"{action.code}: {action.why}; grade {specificity.code}: {specificity.why}",
            "themes: " + "; ".join(f"{t.code} ({t.why})" for t in themes),
            *(
                f"perhaps {r.relation} {r.origin}: {r.why}"
                for r in p.relations(words, self.source, [t.code for t in themes], action.code)
            ),
        ]
        return {k: v for k, v in record.items() if v is not None}


def _relation(words: str) -> str:
    if re.search(r"\b(?:ratif|sign\b|acced)", words, re.IGNORECASE):
        return "ratify"
    return "implement" if re.search(r"\b(?:implement|carry out|apply)", words, re.IGNORECASE) else "in-line-with"


def _three(words: list[str]) -> list[str]:
    """At least three keywords, whatever the words."""
    return sorted(
        [
            *words,
            *[w for w in ("recommendation", "request", "to be chosen") if w not in words][: max(0, 3 - len(words))],
        ],
        key=str.casefold,
    )
