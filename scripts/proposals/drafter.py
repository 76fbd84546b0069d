"""A new document as a draft: passages that tile it, and proposed requests with their reasons.

Knows the order of the document: headings, lists, and what their opening sentences announce. Must not know
records. Everything is a proposal; a person reads the document, corrects, and decides.
"""

from __future__ import annotations

import bisect
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from anchoring.normalise import Normalised, anchor, fingerprint, normalise

from .codes import Coded, Proposal, Proposer
from .known import Known
from .language import is_english
from .lists import entitle, is_tag, lists_of_acts
from .names import Party
from .parties import Parties
from .passage_types import is_caption, passage_type
from .segment import FOOTNOTE, FURNITURE, HEADING, ITEM, MARKER, PARAGRAPH, Block, segment, style
from .spacing import Spacing
from .units import Unit, is_imperative, says_who_is_to, sentences, units
from .words import WORDS


@dataclass
class Request:
    """A proposed request: its stretch in letters and digits, its passage and place there, its makers and codes."""

    start: int
    length: int
    passage: str
    place: str
    form: str
    makers: list[Party]  # as named in the document
    made_by: list[str]
    coded: Coded
    reasons: list[str]
    parent: Request | None = None


@dataclass
class Draft:
    """The proposals for one document: values of passages, their reasons by identifier, and requests in order."""

    text: Normalised
    title: str
    passages: list[dict[str, Any]] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    reasons: dict[str, list[str]] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    english: bool = True


@dataclass
class _State:
    """What the blocks read so far imply for the next one."""

    heading: str = ""
    headings: list[str] = field(default_factory=list)  # the headings that govern, outermost first
    under: str | None = None
    top: str | None = None
    part: int = 0
    item: int = 0
    listed: bool = False
    opened: bool | None = None  # whether an opening sentence announces requests (True) or another list (False)
    parent: Request | None = None
    unfinished: bool = False  # whether the sentence of the parent continues in the items below it
    parent_style: str = ""  # the kind of its list marker; ``style`` is that of its children
    style: str = ""
    lead_in: str = ""  # the unfinished sentence
    lead: str = ""  # the strength of a sentence that introduces the items below it
    makers: list[Party] | None = None  # who asks in that sentence
    asked: list[Party] = field(default_factory=list)  # its addressees
    speakers: list[Party] = field(default_factory=list)  # those named in the last heading that names somebody
    addressed: list[Party] = field(default_factory=list)  # the addressees of the requests below a heading
    reports: bool = False  # whether a heading announces what others said
    mixed: bool = False  # whether the heading also announces findings
    promised: str = ""  # a heading of requests without a request so far, and the passages below it
    below: int = 0
    began: bool = False  # past the block of titles


class Drafter:
    """Drafts one document. ``authors`` are the makers of requests for which nobody else is named."""

    def __init__(self, known: Known, source: str, text: str, authors: list[str] | None = None):
        self.parties = Parties(known, re.sub(r"[ \t]+", " ", text), authors or [])
        self.proposer = Proposer(known, self.parties)
        self.source = source
        self.draft = Draft(normalise(text), "", english=is_english(text))
        self.state = _State()
        self.known_types = known.terms("passage-type")
        self.forms = known.terms("form")
        self.spacing = Spacing(text)
        self.blocks = segment(text)
        self.begins = [self._letters_before(b.start) for b in self.blocks]
        self.one = False  # whether the block names its maker at its end, which makes it one request
        entitle(self.blocks)
        self.acts = lists_of_acts(self.blocks)
        # of the block that is read: whether it is in such a list, or a tag; the item below it
        self.of_acts, self.tag, self.below, self.below_style = False, False, "", ""

    def _letters_before(self, index: int) -> int:
        return bisect.bisect_left(self.draft.text.origin, index)

    def run(self) -> Draft:
        """The draft. Raises ValueError if the document has no words."""
        if not self.draft.text.characters:
            raise ValueError("the document has no words")
        if not self.draft.english:
            self.draft.warnings.append("the document does not seem to be English: no request was proposed")
        ids: dict[int, str] = {}
        total = len(self.draft.text)
        digits = 4 if len(self.blocks) > 999 else 3
        for n, block in enumerate(self.blocks):
            start = 0 if not ids else self.begins[n]
            following = next((b for b in self.begins[n + 1 :] if b > self.begins[n]), total)
            if (
                self.begins[n] >= total
                or following == self.begins[n]
                or (n + 1 < len(self.blocks) and self.begins[n + 1] == self.begins[n])
            ):
                continue  # a line without letters belongs to no passage
            ids[n] = f"{self.source}-p{len(ids) + 1:0{digits}}"
            self.of_acts, self.tag = n in self.acts, is_tag(self.blocks, n)
            below = self.blocks[n + 1] if n + 1 < len(self.blocks) and self.blocks[n + 1].kind == ITEM else None
            self.below, self.below_style = (below.words, style(below.marker)) if below else ("", "")
            self._passage(block, ids[n], start, following, ids)
        self._promise("")
        return self.draft

    def _passage(self, block: Block, key: str, start: int, end: int, ids: dict[int, str]) -> None:
        self._enter(block)
        found = self._units(block, key, start, end) if self.draft.english else []
        if found:
            type_, why = "recommendation", f"{len(found)} request{'s' * (len(found) > 1)} proposed in it"
        else:
            first = not self.draft.requests and self.state.part == 0 and len(self.draft.passages) < 8
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
        self.draft.requests += found
        self.state.below += block.kind in (PARAGRAPH, ITEM)
        self.state.promised = "" if found else self.state.promised
        self._leave(block, key, type_, bool(found))

    def _promise(self, heading: str) -> None:
        """Warn where no request was proposed below the last heading of requests; the next one is ``heading``."""
        s = self.state
        if s.promised and s.below and self.draft.english:
            self.draft.warnings.append(f"no request was found below the heading “{s.promised}”")
        s.promised, s.below = heading, 0

    def _enter(self, block: Block) -> None:
        s = self.state
        if block.kind == HEADING or (block.kind == PARAGRAPH and is_caption(block.text)):
            s.parent, s.opened, s.makers, s.asked = None, None, None, []
            title = MARKER.sub("", block.text, count=1)
            if WORDS.requests.search(title):
                s.listed, s.mixed = True, bool(WORDS.mixed.search(title))
                self._promise(title)
            elif WORDS.no_requests.search(title) or WORDS.top.match(block.text):
                s.listed = False
        elif block.kind == PARAGRAPH and block.continues is None:
            s.parent, s.opened, s.makers, s.asked = None, None, None, []
        if block.kind in (PARAGRAPH, ITEM):
            s.item += block.continues is None

    def _leave(self, block: Block, key: str, type_: str, asked: bool) -> None:
        s = self.state
        if block.kind == HEADING or type_ == "heading":
            if WORDS.top.match(block.text) or block.text.isupper() and len(block.text) > 12:
                s.top, s.headings = key, []
            s.heading, s.under, s.item = block.text, key, 0
            asks_below = bool(WORDS.requests.search(block.text))
            speakers = self.parties.speakers(block.text)
            title = not s.began and (self.parties.authors or not self.parties.only(block.text))
            nobody = WORDS.took_part.match(block.text) or WORDS.addressed_heading.search(block.text)
            if self.parties.turn_to(block.text) or title or nobody:
                speakers = []
            if speakers or not (asks_below or len(block.text.split()) < 3):
                s.speakers = self.parties.near = speakers
            addressed = self.parties.addressed(block.text) if s.began or s.listed or asks_below else []
            anew = asks_below or speakers or WORDS.top.match(block.text)
            s.addressed = addressed if addressed or anew else s.addressed
            self.parties.last = [] if anew else self.parties.last
            s.reports = bool(WORDS.reports.search(block.text)) and not asks_below
            s.headings = [*s.headings, block.text][-3:]
            s.part += type_ != "title"
        elif type_ not in ("title", "metadata", "footnote"):
            s.began = True
        leads = block.text.endswith(":") or (self.below and WORDS.unfinished.search(block.text))
        if leads and block.kind in (PARAGRAPH, ITEM) and not self.tag and type_ != "heading":
            last = re.split(r"(?<=[.?!])\s", block.text)[-1]
            s.unfinished, s.lead_in = bool(WORDS.unfinished.search(last)), last
            s.lead = self.proposer.strength(last).code if s.unfinished or WORDS.leads.search(last) else ""
            s.makers = self.parties.maker(last)
            s.asked = self.parties.asked_in(last) or self.parties.asked_in(block.text)
            s.parent_style = style(block.marker) if block.marker else ""
            if asked and self.draft.requests and (s.unfinished or not WORDS.listed.search(last)):
                s.parent, s.style = self.draft.requests[-1], ""
            else:
                short = s.listed and type_ == "chapeau" and len(last.split()) < 12
                s.opened = s.unfinished or bool(WORDS.listed.search(last)) or short

    def _units(self, block: Block, key: str, start: int, end: int) -> list[Request]:
        """The requests proposed in a block."""
        s = self.state
        if block.kind in (HEADING, FURNITURE, FOOTNOTE) or block.kind == PARAGRAPH and is_caption(block.text):
            return []
        if not block.marker and WORDS.preamble.match(block.text):
            return []
        letters, text = self.draft.text, self.draft.text.text
        finish = max(letters.origin[end - 1] + 1, block.end)  # including closing brackets
        mark = len(normalise(block.marker).characters)
        begin = letters.origin[start + mark] if start + mark < end else finish
        body, places = self.spacing.right(text[begin:finish])
        self.one = bool(self.parties.behind(body))
        cells: list[Party] = []
        if block.marker.startswith("|"):
            row = [m for m in re.finditer(r"[^|]+", body) if m.group().strip()]
            longest = max(row, key=lambda m: len(m.group()), default=None)
            if longest is None:
                return []
            cells = [p for m in row if m is not longest for p in self.parties.only(m.group())]
            body, places = longest.group(), places[longest.start() : longest.end() + 1]
        goes_on, item = block.words[:1].islower(), block.kind == ITEM
        kind = style(block.marker)
        if item and kind == s.parent_style and not goes_on:
            s.makers, s.asked = None, []  # on the same level as that sentence, not below it
        if item and s.parent is not None:
            other = kind == s.parent_style or (s.style and kind != s.style)
            stray = goes_on and not (s.style and self.below_style != s.style)  # a stray marker in a list
            completes = s.unfinished or WORDS.lettered.match(block.marker.lstrip("-–•* ")) or goes_on
            if (other and not stray) or not completes:
                s.parent = None  # another list
        child = item and s.parent is not None
        listed = s.opened if item and s.opened is not None else s.listed and not s.mixed
        acts = self.of_acts and not WORDS.aims.search(s.lead_in if s.opened is not None else s.heading)
        if item and (acts or s.opened is None and says_who_is_to(block.words)):
            listed = True
        if block.kind == PARAGRAPH:
            listed = bool(
                s.listed
                and (s.began or body.startswith("That "))
                and not s.mixed
                and WORDS.act_or_need.match(body)
                and not re.match(r"(?:Being|Having|According|During|Regarding)\b", body)
            )
        if self.tag:
            return []
        if child and (not goes_on or not s.style):
            s.style = style(block.marker)
        if listed and not child and is_caption(block.words) and not WORDS.to_act.match(body):
            return []  # a heading among items
        if child:
            if body.rstrip().endswith(":") and len(body.split()) < 8 and not WORDS.to_act.match(body):
                s.style, self.tag = "", True
                return []  # a heading among the parts
            if re.fullmatch(r"\W*(?:etc|and so on)\W*", body, re.IGNORECASE):
                return []
            first = sentences(body)[0][1]
            more = units(body[first:], False, self._differ, self.proposer.actors)
            cut = first + more[0].start if more else len(body)
            found = [Unit(0, cut, "U3: an item that completes the sentence above", body[:cut])]
            found += [replace(u, start=u.start + first, end=u.end + first, parent=None) for u in more]
        else:
            found = units(body, listed, self._differ, self.proposer.actors)
        brackets = len(WORDS.maker_behind.findall(body))
        if self.one and len(found) > 1 and not child and brackets < 2:  # one maker, one request
            found = [replace(found[0], end=len(body))]
        out: list[Request] = []
        for n, (unit, (makers, spoken, anew)) in enumerate(zip(found, self._who(body, found), strict=True)):
            first, last = (self._letters_before(begin + places[x]) for x in (unit.start, unit.end))
            if last > first:
                parent = s.parent if child and not n else out[unit.parent] if unit.parent is not None else None
                several = f", request {len(out) + 1}" * (len(found) > 1)
                before = out[-1].coded if out and not anew else None
                stated = before and (before.addressee_basis == "stated" or not any(p.id for p in before.addressees))
                earlier = before.addressees if before and stated else []
                stretch = (key, first, last - first)
                out.append(self._request(stretch, unit, parent, cells or makers, spoken, several, earlier))
        return out

    def _who(self, body: str, found: list[Unit]) -> Iterator[tuple[list[Party] | None, list[Party], bool]]:
        """For each request: its makers ([] the issuer, None if not named), earlier speakers, whether named again."""
        begins = [a for a, _ in sentences(body)]
        # the first request of a sentence includes the words before it
        first = {max(a for a in begins if a <= u.start): u.start for u in reversed(found)}
        cuts = [*sorted({*begins, *(u.start for u in found)} - {b for a, b in first.items() if b > a}), len(body)]
        voices: dict[int, tuple[list[Party] | None, list[Party], bool]] = {}
        who: list[Party] | None = None
        spoken: list[Party] = []
        for a, b in itertools.pairwise(cuts):
            named = self.parties.maker(body[a:b])
            anew = bool(named) and named is not self.parties.last
            who = named if named is not None or a in begins else who
            voices[first.get(a, a)] = (
                self.parties.behind(body[a:b], bool(who)) or who,
                [] if who == [] else spoken,
                anew,
            )
            self.parties.last = spoken = who or spoken or self.parties.last
        return (voices[u.start] for u in found)

    def _words(self, request: Request) -> str:
        return self.draft.text.original(request.start, request.length)

    def _differ(self, a: str, b: str) -> bool:
        one, two = self.proposer.themes_of.named(a), self.proposer.themes_of.named(b)
        return bool(not self.one and one and two and one != two)

    def _request(
        self,
        stretch: tuple[str, int, int],
        unit: Unit,
        parent: Request | None,
        makers: list[Party] | None,
        spoken: list[Party],
        several: str,
        earlier: list[Party],
    ) -> Request:
        d, s, p = self.draft, self.state, self.proposer
        passage, start, length = stretch
        rule, sentence = unit.rule, unit.sentence
        words = " ".join(d.text.original(start, length).split())
        # words that report requirements are not words of request (U7)
        imperative = is_imperative(sentence)
        strength = p.strength("" if rule.startswith("U7") or imperative else sentence)
        if parent:
            strength = Proposal(parent.coded.strength.code, "children take the strength of their parent")
        elif s.opened and s.lead and strength.code == "bare":
            strength = Proposal(s.lead, "the sentence above, which the item completes")
        begin = d.passages[-1]["start"] + d.passages[-1]["length"] if d.passages else 0
        before = d.text.original(begin, start - begin) or (self._words(parent) if parent else "")
        # the requests of an opening sentence are below it
        whole = f"{words} {self.below}" if WORDS.unfinished.search(words) else words
        themes = p.themes(whole, " / ".join(s.headings), before=" ".join(before.split()))
        whom = "" if imperative else WORDS.behind.sub("", words) if self.one else words
        asked = p.addressees(whom, s.addressed, parent.coded.addressees if parent else None, s.asked, earlier)
        coded = p.coded(words, self.source, strength, asked, themes)
        above = parent.makers if parent else s.makers if makers is None else None
        # named with it, above it, in a heading, earlier in the paragraph; remaining ones; named before the paragraph
        told = s.reports or not self.parties.speaks_itself
        spoken, before_it = (spoken, self.parties.last if makers is None else []) if told else ([], [])
        left = (before_it, self.parties.issuer) if s.reports else (self.parties.issuer, before_it)
        likeliest = (makers, above, s.speakers, spoken, *left)
        asked_too = {p.id or p.names[0] for p in coded.addressees}
        choices = ([m for m in x or () if (m.id or m.names[0]) not in asked_too] for x in likeliest)
        makers = next(filter(None, choices), [])
        known = [m for m in makers if m.id] or self.parties.authors
        by = f"made by {', '.join(m.id or f'{m.names[0]}, who has no record' for m in makers) or 'nobody named'}"
        form = "priority" if re.search("priorit", s.heading, re.IGNORECASE) else "recommendation"
        form = "stated-requirement" if rule.startswith("U7") else form
        return Request(
            start,
            length,
            passage,
            f"Part {s.part}, {'item' if s.item else 'line'} {s.item}" + several,
            form if form in self.forms else next(iter(self.forms), form),
            makers,
            [m.id for m in known if m.id],
            coded,
            [rule, by, *coded.reasons],
            parent,
        )
