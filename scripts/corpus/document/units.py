"""Which stretches of a block ask for something: units, proposed by the path of the codebook (U1 to U8).

Each unit says by which rule it was proposed. Positions count characters of the text that was given.
"""
from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

LISTED = re.compile(  # what an opening sentence announces
    r"recommend|priorit|requests?\b|proposals?\b|demands\b|^to the\b|^to participating|calls? (?:for|to) action",
    re.IGNORECASE,
)
REQUESTS = re.compile(  # in a heading
    r"recommend|priorit|requests?\b|proposals?\b|demands\b|suggestions\b|^to the\b"
    r"|^to (?:participating|all\b|States|governments)|call(?:s)? (?:for|to|upon|on)\b|^appeals?\b"
    r"|action points|next steps|way forward|^what (?:\S+ ){0,6}(?:should|must|needs?|can) "
    r"|^we (?:ask|urge|call|want|propose)\b|needs to (?:be done|happen|change)",
    re.IGNORECASE,
)
NO_REQUESTS = re.compile(
    r"background|introduct|summary of|questions?\b|purpose|speakers?\b|participants|rapporteur.?s report|annex"
    r"|working session|conclusions$",
    re.IGNORECASE,
)
_VERBS = (
    "abolish accede accept accompany act adapt address adopt afford agree allocate allow amend apply appoint "
    "arrange ask assess assist avoid ban bring broaden build call carry check clarify close co-operate co-ordinate "
    "collect combat commission compare compensate conduct confiscate consider contact continue cooperate coordinate "
    "count create criminalise cut deepen define deliver deploy design detect develop discuss disseminate distribute "
    "do draft draw ease educate elaborate employ empower enable encourage end enforce engage enhance ensure equip "
    "establish evaluate examine exchange exempt expand explain explore extend facilitate fight finance find focus "
    "follow form fulfil fund further gather give grant guarantee harmonise help hire hold house identify implement "
    "improve include increase inform inspect install integrate intensify introduce invest investigate involve issue "
    "keep launch learn lift limit link listen look maintain make map mark monitor negotiate notify offer open "
    "organise outlaw pay permit place plan post prepare preserve prevent print prioritise prioritize prohibit "
    "promote prosecute protect provide publish punish put raise ratify reach recognise recognize recruit reduce "
    "refer reform refrain register regulate reinforce reintegrate release remind remove renew repeal replace report "
    "require respect restore review revise screen secure seek seize send sensitise sensitize set share shelter sign "
    "simplify spend start step stop strengthen study supply support tackle take talk target teach tell test tighten "
    "trace train transfer translate treat update urge use verify visit warn widen withdraw work write"
).split()
VERB = (
    r"(?:(?:actively|also|better|further|fully|jointly|always|never|not)\s+)?"
    rf"(?:{'|'.join(sorted(map(re.escape, _VERBS), key=len, reverse=True))})\b"
)
_END = re.compile(r"(?<=[A-Za-z0-9)\]\"”’%])[.?!][\"'”’)]*(?:\d{1,2}|[¹²³⁴-⁹⁰]+)?\s+(?=[\"“'‘(]?[A-Z])")
_ABBREVIATION = re.compile(r"(?:\b(?:Ms|Mr|Mrs|Dr|Prof|No|Nos|Art|vs|cf|e\.g|i\.e|St|p|para)|\b[A-Z])\.$")
_REPORTED = re.compile(
    r"\b(?:said|says|stress|suggest|argu|point|propos|recommend|state[sd]|note[sd]|emphasi|underlin|believe|felt|agree"
    r"|insist|hold|held|add(?:s|ed)|conclu|remark|opinion|view|propose|consider(?:s|ed)\b|report|warn|clear"
    r"|according)\w*(?:\s\w+){0,3}\s+that\b",
    re.IGNORECASE,
)
_SUBORDINATE = re.compile(
    r"\b(?:who|whom|which|whose|where|when|whenever|if|whether|because|although|though|unless|while|since|why|how|what"
    r"|that|as)\b",
    re.IGNORECASE,
)
_MODAL = re.compile(r"\b(?:should|must|(?<!the )needs?\s+(?:\w+ly\s+)?to|ought to)\b", re.IGNORECASE)
_HAVE = re.compile(r"^\s+(?:also\s+)?have\s+\w+(?:ed|en)\b")
_OPERATIVE = re.compile(
    r"\b(?:call(?:s|ed)?\s+(?:also\s+|once again\s+)?(?:up)?on\b"
    r"|(?:call(?:s|ed|ing)|we call|also call)\s+(?:\w+\s+)?for\b|urg(?:es?|ed)\b"
    r"|invit(?:es?|ed)\b(?!\s+to\s+(?:the|this|attend))|there (?:is|was) (?:a|an|no|also a) (?:\w+ )?need (?:to|for)"
    r"|(?:is|are|was|were) (?:\w+ly )?needed\b"
    r"|(?:we|i|also|and|who|that|he|she|they|league|union|delegation|eu|states) (?:\w+ly )?(?:also )?(?:encourage[sd]?"
    r"|recommend(?:s|ed)?|propose[sd]?|suggest(?:s|ed)?|need)\b"
    r"|(?:is|was|were|been) (?:also )?[\"“]?(?:suggested|recommended|proposed)\b"
    r"|(?<!been )(?<!were )(?<!are )(?<!was )(?<!is )encourage[sd]?\s+(?!by\b|that\b)\w"
    r"|(?:suggest|recommend|propose)(?:s|d|ed)\s+(?:that|to|a|an|the|more|(?!during\b|following\b|being\b)\w+ing)\b"
    r"|are (?:\w+ly )?(?:encouraged|invited|urged|asked) to\b"
    r"|(?<!the )(?<!their )(?<!his )(?<!her )(?<!our )needs?\s+(?:a|an|more|better|new|clear(?:er)?|strong(?:er)?"
    r"|greater|further|additional|both)\b)",
    re.IGNORECASE,
)
_OWN_REMINDER = re.compile(r"\b(?:we|i|let me|also)\s+(?:\w+\s+)?(?:recall|remind|reiterate)\b", re.IGNORECASE)
_REQUIRES = re.compile(r"\brequires?\b[^.]{0,160}?(?:including|such as|namely|following|:)", re.IGNORECASE)
_STAGED = re.compile(
    r"^(?:This|The|These)\s+(?:\w+\s+){0,3}(?:session|meeting|conference|document|overview|list|paper|workshop"
    r"|day)s?\s+(?:aim|will|provid|sought|intend|consist|sum|was|were|is)|^The (?:aim|purpose|objective)",
    re.IGNORECASE,
)
_EXPLAINS = re.compile(r"^(?:This|It|They|These|Those|Such|That|He|She|Its|Their|For (?:example|instance)|Only|As such)\b")
_SHARED = re.compile(r"(?:to\s+)?\w+\s+(?:them|it|these|those|this)\b", re.IGNORECASE)  # a predicate that shares its object
_INLINE = re.compile(r"(?:(?<=[\s:,;])|^)\(?(?:[ivx]{1,4}|[a-h])\)\s+")


@dataclass
class Unit:
    """A stretch that asks.

    Start and end in the text of its block, the rule, its whole sentence, the number of its parent unit in the block.
    """

    start: int
    end: int
    rule: str
    sentence: str
    parent: int | None = None


def sentences(text: str) -> list[tuple[int, int]]:
    """Where the sentences of a text begin and end."""
    out, start = [], 0
    for m in _END.finditer(text):
        if not _ABBREVIATION.search(text[: m.start() + 1]):
            out.append((start, m.end()))
            start = m.end()
    return [*out, (start, len(text))]


def asks(sentence: str) -> str | None:
    """The rule by which a sentence outside a list is a request, or None (U5 to U7)."""
    text = sentence.strip()
    if text.endswith("?") or _STAGED.search(text) or re.search(r"\brole (?:of \w+ )?(?:is )?to\b", text) and not _MODAL.search(text):
        return None
    if _REQUIRES.search(text) and len(_INLINE.findall(text)) >= 2:
        return "U7: it says that success requires several measures"
    for m in _MODAL.finditer(text):
        if not _subordinate(text[: m.start()]) and not _HAVE.search(text[m.end() :]):
            return f"U5: “{' '.join(m.group().lower().split())}” in its main clause"
    for m in _OPERATIVE.finditer(text):
        if not _subordinate(text[: m.start()]):
            return f"U5: “{' '.join(m.group().lower().split()[:3])}”"
    if _OWN_REMINDER.search(text):
        return "U6: a reminder in the issuer's own voice"
    return None


def _subordinate(before: str) -> bool:
    """Whether what stands before a word of request opens a clause that is not the main one."""
    reported = list(_REPORTED.finditer(before))
    rest = before[reported[-1].end() :] if reported else before
    clause = re.split(r"[,;:–—]|\s-\s", rest)[-1]
    return bool(_SUBORDINATE.search(clause))


def units(text: str, listed: bool, differ: Callable[[str, str], bool]) -> list[Unit]:
    """The units of one block (its list marker left out).

    ``listed`` is True under a heading of requests. ``differ(a, b)`` says whether two predicates have
    another action and another theme, in which case they are two units (U2 c).
    """
    out: list[Unit] = []
    if listed and re.fullmatch(r"\W*(?:etc|and so on)\W*", text, re.IGNORECASE):
        return []
    for n, (start, end) in enumerate(sentences(text)):
        sentence = text[start:end]
        rule = asks(sentence)
        first = listed and n == 0 and not sentence.rstrip().endswith("?")
        if rule is None and listed and n and re.match(rf"(?:To this (?:aim|end)\W+)?(?:To\s+)?{VERB}", sentence, re.IGNORECASE):
            rule = "U2 a: a further sentence that asks"
        if rule is None and first:
            rule = "U4: an item under a heading of requests"
        if rule is None or (out and listed and _EXPLAINS.match(sentence) and not rule.startswith("U2")):
            if out and _EXPLAINS.match(sentence):
                out[-1].end = end  # a sentence that merely explains belongs to the unit before
            continue
        if rule.startswith("U7"):
            out += _measures(text, start, end, rule, len(out))
            continue
        for a, b in _predicates(text, start, end, differ):
            out.append(Unit(a, b, rule if a == start else "U2: a further act that is asked for", sentence))
    return out


def _measures(text: str, start: int, end: int, rule: str, at: int) -> list[Unit]:
    """A parent and a child for each measure that success requires."""
    marks = [m for m in _INLINE.finditer(text, start, end)]
    sentence = text[start:end]
    out = [Unit(start, marks[0].start(), rule, sentence)]
    for m, following in zip(marks, [*marks[1:], None]):
        out.append(Unit(m.end(), following.start() if following else end, "U7: a measure that success requires", sentence, at))
    return out


def _predicates(text: str, start: int, end: int, differ: Callable[[str, str], bool]) -> list[tuple[int, int]]:
    """A sentence cut at semicolons between verb phrases, and at joined predicates that differ in action and theme."""
    cuts = [start]
    pattern = (
        rf"(?P<hard>;\s+(?:and\s+)?)(?=(?:to\s+)?{VERB}|[^;]{{0,60}}\b(?:should|must|need|to {VERB}))"
        rf"|(?P<soft>,?\s+and\s+)(?=(?:to\s+|also\s+)?{VERB}\s+\w+|(?:\w+\s+){{1,4}}should\b)"
    )
    for m in re.finditer(pattern, text[start:end]):
        at = start + m.end()
        if m["hard"]:
            cuts.append(at)
            continue
        before, after = text[cuts[-1] : start + m.start()], text[at:end]
        inside = re.search(
            rf"\b(?:to (?={VERB})|by|ensure that|through|which|who|that|including|such as)\b",
            re.sub(rf"^\W*(?:{VERB}|to)\b", "", before.split(" should ")[-1], count=1, flags=re.IGNORECASE),
        )
        clause = _MODAL.search(before) or _OPERATIVE.search(before) or re.match(rf"(?:to\s+)?{VERB}", before, re.IGNORECASE)
        if (
            clause
            and len(before.split()) >= 4
            and len(after.split()) >= 3
            and not inside
            and not _SHARED.match(after)
            and before.count("(") == before.count(")")
            and differ(before, after)
        ):
            cuts.append(at)
    return list(zip(cuts, [*cuts[1:], end]))
