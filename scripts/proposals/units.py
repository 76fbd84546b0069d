"""Proposes units, the stretches of a block that ask for something, by the path of the codebook (U1 to U8).

Each unit names the rule that proposed it. Positions count characters of the given text.
"""

import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass

from .words import VERB, WORDS


@dataclass
class Unit:
    """A stretch that asks.

    Start and end in the text of its block, the rule, its sentence (or the clause between semicolons, if
    that asks by itself), the number of its parent unit in the block.
    """

    start: int
    end: int
    rule: str
    sentence: str
    parent: int | None = None


def sentences(text: str) -> list[tuple[int, int]]:
    """The starts and ends of the sentences of a text."""
    out, start = [], 0
    for m in WORDS.sentence_end.finditer(text):
        if not WORDS.abbreviation.search(text[: m.start() + 1]) and not WORDS.only_brackets.match(text, m.end()):
            out.append((start, m.end()))
            start = m.end()
    return [*out, (start, len(text))]


def asks(sentence: str) -> str | None:
    """The rule by which a sentence outside a list is a request, or None (U5 to U7)."""
    text = sentence.strip()
    if (
        text.endswith("?")
        or WORDS.no_request.search(text)
        or WORDS.staged.search(text)
        or WORDS.cited.search(text)
        or re.search(r"\brole (?:of \w+ )?(?:is )?to\b", text)
        and not WORDS.modal.search(text)
    ):
        return None
    several = WORDS.requires_several.search(text) and len(WORDS.inline_mark.findall(text)) >= 2
    if several or WORDS.success_requires.search(text):
        return "U7: it says that success requires several measures"
    for m in WORDS.modal.finditer(WORDS.quoted.sub(lambda q: "_" * len(q.group()), text)):
        if not m.start() and text.startswith("Should"):
            continue  # a condition, or a question
        if not _subordinate(text[: m.start()]) and not WORDS.have_done.search(text[m.end() :]):
            return f"U5: “{' '.join(m.group().lower().split())}” in its main clause"
    for m in WORDS.operative.finditer(text):
        if WORDS.leads_in.search(text) or WORDS.to_you.search(text):
            continue  # it introduces a list
        if not _subordinate(text[: m.start()]) or _joined(text, m.start()):
            return f"U5: “{' '.join(m.group().lower().split()[:3])}”"
    for m in WORDS.reported_need.finditer(text):
        if WORDS.reported.search(text[: m.start()]) and not _subordinate(text[: m.start()]):
            return "U5: “needed to” in a report"
    if WORDS.own_reminder.search(text):
        return "U6: a reminder in the issuer's own voice"
    return None


def _subordinate(before: str) -> bool:
    """Whether the text before a word of request opens a subordinate clause."""
    reported = list(WORDS.reported.finditer(before))
    rest = before[reported[-1].end() :] if reported else before
    clause = WORDS.demonstrative.sub(" ", re.split(r"[,;:–—]|\s-\s", rest)[-1])
    return bool(WORDS.subordinate.search(WORDS.relative.sub("", clause)))


def _joined(text: str, at: int) -> bool:
    """Whether a word of request is joined to a main clause: "told the meeting that … and urged all to …"."""
    start = max(0, text.rfind("and ", 0, at + 4))
    joined = re.match(r"and (?:(?:also|therefore|further) )?\w+ed (?:that\b|(?:[\w’'-]+ ){1,8}?to\b)", text[start:])
    return joined is not None and at <= start + len("and therefore ")


def units(text: str, listed: bool, differ: Callable[[str, str], bool], who: Callable[[str], list[str]]) -> list[Unit]:
    """The units of one block, without its list marker.

    ``listed`` is True under a heading of requests. ``differ(a, b)`` returns whether two predicates differ
    in action and theme, which makes them two units (U2 c). ``who(a)`` returns the actors named in a text.
    """
    out: list[Unit] = []
    if listed and re.fullmatch(r"\W*(?:etc|and so on)\W*", text, re.IGNORECASE):
        return []
    found = sentences(text)
    for n, (start, end) in enumerate(found):
        start = _asking_part(text, start, end)
        sentence = text[start:end]
        rule = asks(sentence)
        first = listed and n == 0 and not sentence.rstrip().endswith("?") and not WORDS.not_asked.search(sentence)
        first = first and not WORDS.no_request.search(sentence) and not (rule is None and _declares(sentence))
        if first and rule is None and len(found) > 1 and WORDS.tells.search(sentence) and not _ACT.match(sentence):
            first = not any(asks(text[a:b]) for a, b in found[1:])  # a finding, followed by the request
        if rule is None and listed and n and WORDS.to_this_end.match(sentence):
            rule = "U2 a: a further sentence that asks"
        if rule is None and first:
            rule = "U4: an item under a heading of requests"
        explains = WORDS.explains if listed else WORDS.it_should
        if rule is None or (out and out[-1].end == start and explains.match(sentence) and not rule.startswith("U2")):
            if out and out[-1].end == start and WORDS.explains.match(sentence):
                out[-1].end = end  # a sentence that only explains belongs to the previous unit
            continue
        if rule.startswith("U7"):
            out += _measures(text, start, end, rule, len(out))
            continue
        pieces = _predicates(text, start, end, differ, who)
        # Each has a word of request.
        own = len(pieces) > 1 and all(WORDS.operative.search(text[a:b]) for a, b in pieces)
        for a, b in pieces:
            clause = next(c for c in _clauses(text, start, end) if c[0] <= a < c[1])
            said = text[a:b] if own else text[clause[0] : clause[1]]  # a semicolon acts as a full stop
            further = "U2: a further act that is asked for"
            out.append(Unit(a, b, rule if a == start else further, said if asks(said) else sentence))
    return out


def _declares(sentence: str) -> bool:
    """Whether a whole sentence, except its relative clauses, states a fact."""
    main = re.sub(r"\b(?:who|which|that|whose|where)\b[^,;]*", "", sentence)
    return bool(WORDS.declares.search(main)) and not WORDS.to_act.match(sentence)


def is_imperative(sentence: str) -> bool:
    """Whether a sentence begins with the act itself, and has no word of request."""
    return bool(WORDS.to_act.match(sentence)) and not WORDS.asking_verb.match(sentence) and asks(sentence) is None


def tells(text: str) -> bool:
    """Whether a sentence states a fact: it has a finite verb early on and is not a request."""
    return bool(WORDS.tells.search(text) or WORDS.said.search(text))


def says_who_is_to(text: str) -> bool:
    """Whether an item says who is to do something, without a verb of request: "Host cities to open a shelter"."""
    m = WORDS.who_is_to.match(text)
    if m is None or WORDS.verb_not_host.match(m["who"]):  # "Train nurses to …" addresses somebody else
        return False
    return not WORDS.finite.search(m["who"]) and WORDS.somebody.search(m["who"]) is not None


def _asking_part(text: str, start: int, end: int) -> int:
    """The position where a sentence begins to ask, if it first states a fact: after a semicolon or its middle."""
    if WORDS.to_act.match(text[start:]):
        return start
    for m in WORDS.asks_behind.finditer(text[start:end]):
        rest = text[start + m.end() : end]
        late = m["clause"] or m.end() > len(rest) or asks(text[start:end]) is None
        first = text[start : start + m.start()] if m["clause"] else m.group()
        if late and asks(first) is None and asks(rest):
            return start + m.end()
    return start


def _clauses(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A sentence split at its semicolons."""
    cuts = [start, *(start + m.end() for m in re.finditer(r";\s+", text[start:end])), end]
    return [(a, b) for a, b in itertools.pairwise(cuts) if b > a]


def _measures(text: str, start: int, end: int, rule: str, at: int) -> list[Unit]:
    """A parent unit, and a child for each measure that success requires."""
    sentence = text[start:end]
    marks = [m.span() for m in WORDS.inline_mark.finditer(text, start, end)]
    if len(marks) < 2 and (opening := WORDS.success_requires.search(sentence)):
        first = start + opening.end()
        joints = re.finditer(r",\s+(?:and\s+)?|\s+and\s+(?=(?:an?|the|more|better)\b)", text[:end])
        marks = [(first, first), *(m.span() for m in joints if m.start() > first)]
    out = [Unit(start, marks[0][0], rule, sentence)]
    for (_, begin), following in itertools.zip_longest(marks, marks[1:]):
        out.append(Unit(begin, following[0] if following else end, "U7: a measure that success requires", sentence, at))
    return out


_ACT = re.compile(VERB, re.IGNORECASE)


def _asks_another(before: str, after: str, differ: Callable[[str, str], bool], who: Callable[[str], list[str]]) -> bool:
    """Whether a joined clause with its own subject asks somebody else, or for something else (U2 b, c)."""
    if WORDS.asked_too.match(after):
        return WORDS.operative.search(before) is not None
    modal = WORDS.modal.search(after)
    if modal is None:
        return WORDS.said_that.search(before) is not None and (who(before) != who(after) or differ(before, after))
    first = WORDS.modal.search(before)
    if first is None and (said := WORDS.said_that.search(before)):
        return who(before[said.end() :]) != who(after[: modal.start()]) or differ(before, after)
    said_first = before[first.end() :] if first else ""
    if first is None or len(said_first.split()) < 3 or re.search(r"\bthat\b", said_first):
        return False
    if _subordinate(after[: modal.start()]):
        return False
    asked, others = who(before[: first.start()]), who(after[: modal.start()])
    return bool(asked and others and asked != others) or differ(before, after)


def _predicates(
    text: str, start: int, end: int, differ: Callable[[str, str], bool], who: Callable[[str], list[str]]
) -> list[tuple[int, int]]:
    """A sentence split at semicolons before another addressee, and at joined predicates that differ."""
    cuts = [start]
    for m in WORDS.cut.finditer(text[start:end]):
        at = start + m.end()
        before, after = text[cuts[-1] : start + m.start()], text[at:end]
        if (
            m["hard"]
            or m["state"]
            or (m["speaker"] and WORDS.operative.search(before))
            or (m["told"] and asks(after))
            or (m["own"] and _asks_another(before, after, differ, who))
        ):
            cuts.append(at)
            continue
        inside = WORDS.inside_a_predicate.search(WORDS.first_verb.sub("", before.split(" should ")[-1], count=1))
        clause = WORDS.modal.search(before) or WORDS.operative.search(before) or WORDS.to_act.match(before)
        long = len(before.split()) >= 4 and len(after.split()) >= 3 and before.count("(") == before.count(")")
        shared = inside or WORDS.shared.match(after) or WORDS.about_it.search(after) or WORDS.acts_on.search(before)
        if clause and long and not shared and differ(before, after):
            cuts.append(at)
    return list(itertools.pairwise([*cuts, end]))
