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
    r"|^we (?:ask|urge|call|want|propose)\b|what we (?:ask|want|demand|recommend|propose|expect)"
    r"|^our (?:requests|demands|proposals)\b|needs to (?:be done|happen|change)",
    re.IGNORECASE,
)
NO_REQUESTS = re.compile(
    r"background|introduct|summary of|questions?\b|purpose|speakers?\b|participants|rapporteur.?s report|annex"
    r"|working session|conclusions$|findings|discussion|debate|presentations?\b|observations?\b|opening|context\b"
    r"|challenges|present situation|state of play|keynote|welcom|acknowledg|concerns?$|facts and figures",
    re.IGNORECASE,
)
_VERBS = (  # with both endings, -ise and -ize
    "abandon abolish abstain accede accelerate accept accommodate accompany acknowledge acquire act activate adapt "
    "address administer adopt advise advocate afford agree aim alert align allocate allow amend analyse announce "
    "apply appoint arrange arrest ask assess assign assist assure attach attend audit authorise avert avoid award "
    "ban base begin benefit boost bring broaden build call carry cease centralise challenge channel check choose "
    "clarify clear close co-operate co-ordinate collaborate collect combat combine commission commit communicate "
    "compare compel compensate compile complement complete comply conceive concentrate conclude conduct confer "
    "confirm confiscate connect consider consult contact continue contribute control convene convict cooperate "
    "coordinate correct count cover create criminalise cultivate curb cut deal debate decentralise decide "
    "decriminalise dedicate deepen defend define delegate deliver deploy deport design detain detect determine "
    "develop devise devote direct disaggregate discourage discuss dismantle display disseminate distribute do draft "
    "draw earmark earn ease educate elaborate elect eliminate embed employ empower enable encourage end enforce "
    "engage enhance enlarge enquire enrol ensure entrust equip eradicate erase escort establish estimate evaluate "
    "examine exchange exclude exempt exercise exert expand explain explore expose extend facilitate fast-track "
    "favour fight fill finalise finance find fix focus follow forbid form formalise forward foster frame free freeze "
    "fulfil fund further gather give grant guarantee guide halt handle harmonise harness hear help highlight hire "
    "hold host house humanise identify immunise implement impose improve incite include incorporate increase inform "
    "initiate inquire insert inspect inspire install institute instruct insure integrate intensify internationalise "
    "intervene interview introduce invest investigate invite involve issue join justify keep launch lay lead learn "
    "leave legislate lend let levy liaise license lift limit link listen lobby locate lodge look lower mainstream "
    "maintain make manage map mark mediate meet minimise mobilise model modernise monitor multiply name negotiate "
    "nominate notify nurture oblige observe obtain offer open operate operationalise order organise outlaw outline "
    "oversee participate pass pay perform permit persuade phase pilot place plan pool post practise prepare preserve "
    "prevent print prioritise prioritize process procure produce prohibit prolong promote prosecute protect provide "
    "publish punish pursue put qualify quash raise ratify re-examine reach reaffirm rebuild recall receive recognise "
    "recognize reconsider record recover recruit redouble redress reduce refer reform refrain refuse register "
    "regularise regulate rehabilitate reimburse reinforce reintegrate reissue reject relax release relocate rely "
    "remedy remind remove remunerate renew renounce reopen repatriate repay repeal replace replicate report "
    "represent request require rescue research reserve resist resolve respect respond restore restrict resume retain "
    "retrain return review revise revoke reward run safeguard sanction save schedule screen scrutinise search secure "
    "seek seize select send sensitise sensitize sentence separate serve set settle sever share shelter shorten shut "
    "sign signal simplify speak specify spend sponsor start step stimulate stop streamline strengthen structure "
    "study subject submit subsidise substitute supervise supply support suppress survey suspend sustain systematise "
    "tackle tailor take talk target teach tell terminate test testify tighten tolerate trace train transfer "
    "translate transmit transpose treat trust try unblock understand undertake unify unite update upgrade uphold "
    "urge use utilise verify visit vote waive warn watch welcome widen withdraw withhold witness work write"
).split()
VERB = (
    r"(?:(?:actively|also|better|further|fully|jointly|always|never|not)\s+)?"
    rf"(?:(?:de|re)-[a-z]+|{'|'.join(sorted((re.sub('ise$', 'i[sz]e', re.escape(v)) for v in _VERBS), key=len, reverse=True))})\b"
)
_END = re.compile(r"(?<=[A-Za-z0-9)\]\"”’%])[.?!][\"'”’)]*(?:\d{1,2}|\[\d{1,3}\]|[¹²³⁴-⁹⁰]+)?\s+(?=[\"“'‘(]?[A-Z])")
_ABBREVIATION = re.compile(r"(?:\b(?:Ms|Mr|Mrs|Dr|Prof|No|Nos|Art|vs|cf|e\.g|i\.e|St|p|para)|\b[A-Z])\.$")
_REPORTED = re.compile(
    r"\b(?:said|says|stress|suggest|argu|point|propos|recommend|state[sd]|note[sd]|emphasi|underlin|believe|felt|agree"
    r"|insist|hold|held|add(?:s|ed)|conclu|remark|opinion|view|propose|consider(?:s|ed)\b|report|warn|clear"
    r"|according)\w*(?:\s\w+){0,3}\s+that\b",
    re.IGNORECASE,
)
_DEMONSTRATIVE = re.compile(  # words that look as if they opened a clause, and do not
    r"\b(?:for|in|to|with|on|at) that (?:reason|regard|respect|connection|context|end|purpose|matter|basis|light)\b"
    r"|\b(?:as (?:a|an|well|such|part|regards|for|to)|such as)\b|\band that\b|\b(?:where|how|when|what|whom|whether) to \w+",
    re.IGNORECASE,
)
_RELATIVE = re.compile(  # it has its verb already
    r"\bwho\s+(?!should\b|must\b|needs?\b|ought\b)\w+.*$"
    rf"|\b(?:which|that)\s+(?:(?:also|now|still)\s+)?(?:are|is|was|were|has|have|had|do|does|did|{VERB})\s+\w+.*$",
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
    r"|invit(?:es?|ed)\b(?!\s+(?:to\s+(?:the|this|attend)|by\b))|there (?:is|was) (?:a|an|no|also a) (?:\w+ )?need (?:to|for)"
    r"|(?:is|are|was|were) (?:\w+ly )?needed\b"
    r"|(?:we|i|also|and|who|that|he|she|they|league|union|delegation|eu|states) (?:\w+ly )?(?:also )?(?:encourage[sd]?"
    r"|recommend(?:s|ed)?|propose[sd]?|suggest(?:s|ed)?|need)\b"
    r"|(?:is|was|were|been) (?:also )?[\"“]?(?:suggested|recommended|proposed)\b"
    r"|(?<!been )(?<!were )(?<!are )(?<!was )(?<!is )encourage[sd]?\s+(?!by\b|that\b)\w"
    r"|(?:suggest|recommend|propose)(?:s|d|ed)\s+(?:in addition |also |therefore |further |instead )?"
    r"(?:that|to|a|an|the|more|(?!during\b|following\b|being\b)\w+ing)\b"
    r"|(?:are|is|were|was) (?:\w+ly |also )?(?:encouraged(?! to (?:hear|see|note|learn|find))|invited|urged|requested)(?: to\b|\W*$)"
    r"|(?:are|is|(?<!participants )(?<!members )(?<!groups )(?<!crews )(?:were|was)) (?:also )?asked to\b"
    r"|(?<!was )(?<!were )(?<!has )(?<!have )(?<!had )\b(?:ask|request)(?:s|ed)? "
    r"(?:that\b(?! this\b)|(?!to\b)(?:[\w’'-]+ ){1,5}?to\b)|\basking that\b"
    r"|\b(?:plead(?:s|ed)? (?:\w+ )?for|advis(?:e|es|ed) (?:[\w’'-]+ ){1,5}?to|advocat(?:e|es|ed) (?!of\b|for\b|who\b)"
    r"|(?:we|I) appeal to|appeal(?:s|ed) (?:to|for)|demand(?:s|ed) (?:that|the|an?)|(?:would (?:also )?like|would wish|wish(?:es|ed)?) to see"
    r"|(?:would|should) welcome|wish(?:es|ed) for)\b"
    r"|(?:is|was) (?:\w+ )?(?:indispensable|imperative|essential) that\b"
    r"|(?<!the )(?<!their )(?<!his )(?<!her )(?<!our )needs?\s+(?:a|an|more|better|new|clear(?:er)?|strong(?:er)?"
    r"|greater|further|additional|both)\b)",
    re.IGNORECASE,
)
_OWN_REMINDER = re.compile(r"\b(?:we|i|let me|also)\s+(?:\w+\s+)?(?:recall|remind|reiterate)\b", re.IGNORECASE)
_REQUIRES = re.compile(r"\brequires?\b[^.]{0,160}?(?:including|such as|namely|following|:)", re.IGNORECASE)
_SUCCESS_REQUIRES = re.compile(  # and what it requires, in a sentence
    r"^(?:According to [^,]+, )?(?:[\w’'-]+\s){0,6}(?:effective|success\w*|ending|combating|preventing|eliminating|protecting)\b[^,;:.]{0,80}?"
    r"\brequires? (?=[^,;:.]+,[^;:.]+,? and )",
    re.IGNORECASE,
)
_CITED = re.compile(  # what a text says that was adopted before
    r"^(?:The|Article|Chapter|Section)\b[^,;:]{0,60}\b(?:Plan|Convention|Protocol|Decision|Charter|Recommendation|Guidelines|Directive|Principles"
    r"|Declaration)\b[^,;:]{0,30}?\b(?:recommends?|calls?|requires?|invites?|encourages?|urges?|proposes?)\b"
)
_STAGED = re.compile(
    r"^(?:This|The|These)\s+(?:\w+\s+){0,3}(?:session|meeting|conference|document|overview|list|paper|workshop"
    r"|day)s?\s+(?:aim|will|provid|sought|intend|consist|sum|was|were|is)|^The (?:aim|purpose|objective)"
    r"|^(?:The|This|We)\b.{0,120}?\b(?:(?:was|were) (?:convened|organi[sz]ed|held)|met|gathered) (?:in order )?to\b",
    re.IGNORECASE,
)
_EXPLAINS = re.compile(r"^(?:This|It|They|These|Those|Such|That|Its|Their|For (?:example|instance)|Only|As such)\b")
_LEADS_IN = re.compile(
    r"\bthe following(?:\W*$|(?: \w+)?\s*:| (?:points|recommendations|measures|steps|requests|priorities|proposals)\b)",
    re.IGNORECASE,
)
_TO_YOU = re.compile(r"\byou(?: to)?\W*$", re.IGNORECASE)
_IT_SHOULD = re.compile(r"^(?:This|It|They|These|Those|Such \w+)\s+(?:should|must|could|would|needs?)\b")
_SHARED = re.compile(  # a predicate that shares its object
    r"(?:to\s+)?\w+\s+(?:(?:(?:a|the)\s+)?\w+\s+of\s+)?(?:(?:them|it|its|their)\b|(?:these|those|this)\W*(?:and\b|$))",
    re.IGNORECASE,
)
_REPORTED_NEED = re.compile(
    r"\bneeded\s+to\b", re.IGNORECASE
)  # what somebody said is needed, in the past tense of a report
_NOT_ASKED = re.compile(  # what an issuer says of itself, and thanks
    r"^(?:We|Our \w+|I)\s+(?:will|shall|thank|look|hope|remain|are|were|have|regret|welcome|note|met)\b"
    r"|^(?:(?:Ms|Mr|Mrs|Dr|Prof)\b|The (?:chair|moderator|meeting|participants|organi[sz]ers|rapporteur)).{0,80}\bthank(?:ed|s)?\b",
)
_TELLS = re.compile(  # a sentence that says how things are
    r"^(?!(?:To|No|Not)\b)(?:[\w’',()-]+\s+){1,14}?(?:is|are|was|were|has|have|had|remains?|remained|does|do|did|said|says|cannot|continues?"
    r"|works?|shows?|lacks?)\b"
)
_SAID = re.compile(
    r"^(?:Mr|Ms|Mrs|Dr|Prof|Judge|Colonel|Ambassador|Professor|In the)\b"
    r"|^[^,;:]{0,80}\b(?:said|told|reported|noted|pointed out|summed up|stressed|recalled|explained)\b"
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|\w+ed|does|do|did|will|would|can|may|that|which|who)\b", re.IGNORECASE
)
_SOMEBODY = re.compile(
    r"\b(?!(?:measures|efforts|steps|needs|rights|ways|means|attempts|plans|programmes|projects|actions|tools|decisions|activities|ideas|methods"
    r"|obligations|opportunities|proposals|recommendations|strategies|initiatives|campaigns|resources|funds|reasons)$)"
    r"(?:\w+s|OSCE|ODIHR|[Gg]overnment|State|Secretariat|media|police|judiciary|parliament|NGO|community|society)$",
    re.IGNORECASE,
)
_IS_TO = re.compile(rf"^(?P<who>[A-Z][\w’'-]*(?:\s[\w’',-]+){{0,8}}?)\s+to\s+{VERB}")
_OF_IT = re.compile(r"\b(?:of|about|for|with|to|on|from) (?:it|them)\b", re.IGNORECASE)
_INLINE = re.compile(r"(?:(?<=[\s:,;])|^)\(?(?:[ivx]{1,4}|[a-h])\)\s+")


@dataclass
class Unit:
    """A stretch that asks.

    Start and end in the text of its block, the rule, its sentence (of a sentence with semicolons the
    clause, where that asks by itself), the number of its parent unit in the block.
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
    if (
        text.endswith("?")
        or _STAGED.search(text)
        or _CITED.search(text)
        or re.search(r"\brole (?:of \w+ )?(?:is )?to\b", text)
        and not _MODAL.search(text)
    ):
        return None
    if (_REQUIRES.search(text) and len(_INLINE.findall(text)) >= 2) or _SUCCESS_REQUIRES.search(text):
        return "U7: it says that success requires several measures"
    for m in _MODAL.finditer(text):
        if not m.start() and text.startswith("Should"):
            continue  # a condition, or a question
        if not _subordinate(text[: m.start()]) and not _HAVE.search(text[m.end() :]):
            return f"U5: “{' '.join(m.group().lower().split())}” in its main clause"
    for m in _OPERATIVE.finditer(text):
        if _LEADS_IN.search(text) or _TO_YOU.search(text):
            continue  # it leads into a list
        if not _subordinate(text[: m.start()]) or _joined(text, m.start()):
            return f"U5: “{' '.join(m.group().lower().split()[:3])}”"
    for m in _REPORTED_NEED.finditer(text):
        if _REPORTED.search(text[: m.start()]) and not _subordinate(text[: m.start()]):
            return "U5: “needed to” in a report"
    if _OWN_REMINDER.search(text):
        return "U6: a reminder in the issuer's own voice"
    return None


def _subordinate(before: str) -> bool:
    """Whether what stands before a word of request opens a clause that is not the main one."""
    reported = list(_REPORTED.finditer(before))
    rest = before[reported[-1].end() :] if reported else before
    clause = _DEMONSTRATIVE.sub(" ", re.split(r"[,;:–—]|\s-\s", rest)[-1])
    return bool(_SUBORDINATE.search(_RELATIVE.sub("", clause)))


def _joined(text: str, at: int) -> bool:
    """Whether a word of request in the past tense is joined to a main clause: "told the meeting that … and urged all to …"."""
    start = text.rfind("and ", 0, at + 4)
    joined = (
        re.match(r"and (?:(?:also|therefore|further) )?\w+ed (?:that\b|(?:[\w’'-]+ ){1,8}?to\b)", text[start:])
        if start >= 0
        else None
    )
    return joined is not None and at <= start + len("and therefore ")


def units(text: str, listed: bool, differ: Callable[[str, str], bool], who: Callable[[str], list[str]]) -> list[Unit]:
    """The units of one block (its list marker left out).

    ``listed`` is True under a heading of requests. ``differ(a, b)`` says whether two predicates have
    another action and another theme, in which case they are two units (U2 c). ``who(a)`` names the actors in a text.
    """
    out: list[Unit] = []
    if listed and re.fullmatch(r"\W*(?:etc|and so on)\W*", text, re.IGNORECASE):
        return []
    found = sentences(text)
    for n, (start, end) in enumerate(found):
        start = _asking_part(text, start, end)
        sentence = text[start:end]
        rule = asks(sentence)
        first = listed and n == 0 and not sentence.rstrip().endswith("?") and not _NOT_ASKED.search(sentence)
        if (
            first
            and rule is None
            and len(found) > 1
            and _TELLS.search(sentence)
            and not re.match(VERB, sentence, re.IGNORECASE)
        ):
            first = not any(asks(text[a:b]) for a, b in found[1:])  # a finding, and what is asked for follows
        if (
            rule is None
            and listed
            and n
            and re.match(rf"(?:To this (?:aim|end)\W+)?(?:To\s+)?{VERB}", sentence, re.IGNORECASE)
        ):
            rule = "U2 a: a further sentence that asks"
        if rule is None and first:
            rule = "U4: an item under a heading of requests"
        explains = _EXPLAINS if listed else _IT_SHOULD
        if rule is None or (out and out[-1].end == start and explains.match(sentence) and not rule.startswith("U2")):
            if out and _EXPLAINS.match(sentence):
                out[-1].end = end  # a sentence that merely explains belongs to the unit before
            continue
        if rule.startswith("U7"):
            out += _measures(text, start, end, rule, len(out))
            continue
        for a, b in _predicates(text, start, end, differ, who):
            clause = next(c for c in _clauses(text, start, end) if c[0] <= a < c[1])
            said = text[clause[0] : clause[1]]  # a semicolon works like a full stop
            out.append(
                Unit(
                    a,
                    b,
                    rule if a == start else "U2: a further act that is asked for",
                    said if asks(said) else sentence,
                )
            )
    return out


def tells(text: str) -> bool:
    """Whether a sentence says how things are: it has a finite verb early on, and is no request."""
    return bool(_TELLS.search(text) or _SAID.search(text))


def says_who_is_to(text: str) -> bool:
    """Whether an item says who is to do something, without a verb of request: "Host cities to open a shelter"."""
    m = _IS_TO.match(text)
    if m is None or re.match(rf"(?!host\b){VERB}", m["who"], re.IGNORECASE):  # "Train nurses to …" asks somebody else
        return False
    return not _FINITE.search(m["who"]) and _SOMEBODY.search(m["who"]) is not None


def _asking_part(text: str, start: int, end: int) -> int:
    """Where a sentence begins to ask: behind a semicolon, if what stands before it only tells."""
    for m in re.finditer(r";\s+", text[start:end]):
        if asks(text[start : start + m.start()]) is None and not re.match(
            rf"(?:to\s+)?{VERB}", text[start:], re.IGNORECASE
        ):
            if asks(text[start + m.end() : end]):
                return start + m.end()
    return start


def _clauses(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A sentence cut at its semicolons."""
    cuts = [start, *(start + m.end() for m in re.finditer(r";\s+", text[start:end])), end]
    return [(a, b) for a, b in zip(cuts, cuts[1:]) if b > a]


def _measures(text: str, start: int, end: int, rule: str, at: int) -> list[Unit]:
    """A parent and a child for each measure that success requires."""
    sentence = text[start:end]
    marks = [m.span() for m in _INLINE.finditer(text, start, end)]
    if len(marks) < 2 and (opening := _SUCCESS_REQUIRES.search(sentence)):
        first = start + opening.end()
        marks = [
            (first, first),
            *(
                m.span()
                for m in re.finditer(r",\s+(?:and\s+)?|\s+and\s+(?=(?:an?|the|more|better)\b)", text[:end])
                if m.start() > first
            ),
        ]
    out = [Unit(start, marks[0][0], rule, sentence)]
    for (_, begin), following in zip(marks, [*marks[1:], None]):
        out.append(Unit(begin, following[0] if following else end, "U7: a measure that success requires", sentence, at))
    return out


_SUBJECT = (  # who is to do the second thing; what shares the first subject has none
    r"(?!(?:it|this|they|these|which|who|thus|therefore|so|hence|also|then|not|in|where|if|when|by|for|as|to|with|at|on|thereby)\b)"
    r"(?:[\w’'-]+\s+){1,10}?"
)


_ASKED_TOO = r"(?:urged|requested|advised|demanded|pleaded for|called (?:up)?on|asked|encouraged|invited|recommended|proposed|suggested)\b(?! by\b)"
_SAID_THAT = re.compile(r"\b(?:recommend|propos|suggest|urg|ask|demand)\w*\s+that\b(?!.*\bensur)", re.IGNORECASE)


def _asks_another(before: str, after: str, differ: Callable[[str, str], bool], who: Callable[[str], list[str]]) -> bool:
    """Whether a joined clause with a subject, or a word of request, of its own asks somebody else, or for something else (U2 b, c)."""
    if re.match(_ASKED_TOO, after, re.IGNORECASE):
        return _OPERATIVE.search(before) is not None
    modal = _MODAL.search(after)
    if modal is None:
        return _SAID_THAT.search(before) is not None and (who(before) != who(after) or differ(before, after))
    first = _MODAL.search(before)
    if first is None and (said := _SAID_THAT.search(before)):
        return who(before[said.end() :]) != who(after[: modal.start()]) or differ(before, after)
    if (
        first is None
        or len(before[first.end() :].split()) < 3
        or _subordinate(after[: modal.start()])
        or re.search(r"\bthat\b", before[first.end() :])
    ):
        return False
    asked, others = who(before[: first.start()]), who(after[: modal.start()])
    return bool(asked and others and asked != others) or differ(before, after)


def _predicates(
    text: str, start: int, end: int, differ: Callable[[str, str], bool], who: Callable[[str], list[str]]
) -> list[tuple[int, int]]:
    """A sentence cut at semicolons between verb phrases, where somebody else is asked, and at joined predicates that differ."""
    cuts = [start]
    pattern = (
        rf"(?P<told>;\s+)(?=others?\b|(?:another|one) (?:\w+ ){{1,2}}(?:said|held|was|argued))"
        rf"|(?P<hard>;(?:\[\d+\]|\d{{1,2}})?\s+(?:and\s+)?)(?=(?:to\s+)?{VERB}|[^;]{{0,90}}\b(?:should|must|need|to {VERB}))"
        rf"|(?P<own>,?\s+(?:and|while)\s+)(?=(?:that\s+)?{_SUBJECT}(?:should|must|needs? to)\b|that\s+(?:they\s+|{_SUBJECT})(?:be\b|{VERB})|{_ASKED_TOO})"
        rf"|(?P<soft>,?\s+and\s+)(?=(?:to\s+|also\s+|should\s+(?:also\s+)?)?{VERB}\s+\w+|(?:\w+\s+){{1,4}}should\b)"
    )
    for m in re.finditer(pattern, text[start:end]):
        at = start + m.end()
        if (
            m["hard"]
            or (m["told"] and asks(text[at:end]))
            or (m["own"] and _asks_another(text[cuts[-1] : start + m.start()], text[at:end], differ, who))
        ):
            cuts.append(at)
            continue
        before, after = text[cuts[-1] : start + m.start()], text[at:end]
        inside = re.search(
            rf"\b(?:to (?={VERB})|by|ensure that|through|which|who|that|including|such as)\b",
            re.sub(rf"^\W*(?:{VERB}|to)\b", "", before.split(" should ")[-1], count=1, flags=re.IGNORECASE),
        )
        clause = (
            _MODAL.search(before) or _OPERATIVE.search(before) or re.match(rf"(?:to\s+)?{VERB}", before, re.IGNORECASE)
        )
        if (
            clause
            and len(before.split()) >= 4
            and len(after.split()) >= 3
            and not inside
            and not _SHARED.match(after)
            and not _OF_IT.search(after)
            and before.count("(") == before.count(")")
            and differ(before, after)
        ):
            cuts.append(at)
    return list(zip(cuts, [*cuts[1:], end]))
