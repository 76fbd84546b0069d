"""Lists of words from which codes are proposed: written from the definitions of the codebook and its vocabularies.

They propose; a person decides. Each pattern is searched without regard to letter case, at the
beginning of a word. A code that the vocabulary does not have is never proposed.
"""

from __future__ import annotations

# Words of request, firmest first (codebook, Strength). ``{actor}`` stands for somebody who can be asked.
STRENGTH: list[tuple[str, str]] = [
    ("must", r"must\b"),
    ("should", r"should\b(?!\s+(?:they|he|she|it|the need|welcome)\b)"),
    (
        "need",
        r"need(?:s|ed)?\s+(?:\w+ly\s+)?to\b|needs\s+(?:an?|more|better|new)\b|need\s+(?:for|more|better)\b"
        r"|(?:is|are|as)\s+(?:\w+ly\s+)?needed\b|(?<!in )need\s+(?!s\b)\w+|a need\b",
    ),
    ("call-on", r"call(?:s|ed|ing)?\s+(?:\w+\s+)?(?:up)?on\b(?!\s+the need)|call(?:s|ed|ing)?\s+(?:\w+\s+)?for\b"),
    ("urge", r"urg(?:e|es|ed|ing)\b"),
    (
        "encourage",
        r"encourag(?:e|es|ed|ing)\s+(?:that\s+|both\s+)?(?:the\s+|all\s+|other\s+|its\s+)?(?:\w+\s+)?(?:{actor})"
        r"|encourag(?:e|es|ed|ing)\s+(?:[\w’'-]+\s+){1,4}to\s|(?:are|is|were|was)\s+(?:\w+ly\s+)?encouraged\s+to\b",
    ),
    ("invite", r"invit(?:e|es|ed|ing)\b"),
    ("propose", r"propos(?:e|es|ed|ing)\b|suggest(?:s|ed|ing)?\b|recommend(?:s|ed|ing)?\b"),
    ("recall", r"remind(?:s|ed|ing)?\b|recall(?:s|ed|ing)?\b|reiterat(?:e|es|ed|ing)\b"),
]

# The act that decides (codebook, Action): the first of these verbs, or of these nouns, in the sentence of the unit.
ACTIONS: list[tuple[str, str]] = [
    ("ratify", r"ratif|sign\b|acced|join the"),
    (
        "legislate",
        r"legislat(?!ors)|criminali[sz]|introduce (?:\w+ )*provision|draft (?:\w+ )?law|adopt (?:\w+ )*laws?|amend|repeal|outlaw"
        r"|(?:revis|extend|broaden|harmoni[sz])\w* (?:\w+ ){0,3}(?:laws?|legislation|definition|code"
        r"|notion|provisions?)\b|make \w+"
        r" (?:\w+ ){0,4}(?:an? )?(?:offence|aggravating)|stat(?:e|ing) expressly|transpos|laws? should"
        r"|aggravating"
        r"|written into|(?:a |the |explicit |formal )mandate (?:to|of|for)|criminal offence|(?:held"
        r"|be) liable|be obliged|liability of|penalties"
        r"|into line with",
    ),
    (
        "refrain",
        r"(?:should|must) not\b|refrain|avoid|stop(?:ping)?\b|abstain|do not\b|never\b|an end to|ceas(?:e|ing)|suspend"
        r"|(?:clos|drop|discontinu|withdraw)\w* (?:\w+ ){0,2}(?:proceedings|charges|prosecution)"
        r"|stay expulsion|no (?:\w+ ){1,3}(?:shall|should|may|must)"
        r"|without (?:first|waiting)|no (?:one|person|victim|presumed|longer|return)\b|only with",
    ),
    (
        "establish",
        r"establish|set(?:ting)? up|creat(?:e|ion|ing)|appoint(?! (?:an? )?(?:\w+ )?guardian)|designat|institut(?:e|ing) (?:an? |the )"
        r"|(?:an? |the )(?:\w+ ){0,2}fund\b",
    ),
    (
        "enforce",
        r"enforc(?:e|ing)\b|investigat|prosecut(?:e|ing|ion)\b|inspect|confiscat|seiz|punish(?!ment)|ending impunity|border controls|freez"
        r"|trac(?:e|ing)\b|forfeit|licens|regulat|checks\b|(?:police|market) controls"
        r"|application of (?:the )?law|bring\w* (?:\w+ )+to justice"
        r"|patrol|arrest|dismantl|convict",
    ),
    ("implement", r"implement|carry out|apply|fulfil|comply|put(?:ting)? into practice|transpose"),
    (
        "assist",
        r"assist|protect|guarantee|grant(?:ing|ed)?\b(?!s)|identif|shelter|support (?:to|for|victims)|(?:ensur\w+|secur\w+|have|given|giv\w+) "
        r"(?:\w+ ){0,4}access|afford|compensat|remain\b|residence|interpreter|legal (?:aid|representation"
        r"|counsel|assistance)|accommodat"
        r"|accompan|guardian|refer\b|referr|hot ?lines?|help ?lines?|telephone lines?|rehabilit|reintegrat"
        r"|reflection|specialist care"
        r"|treatment|heard\b|safe return|return|enabl(?:e|ing)\b|allow(?:ing)?\b|entitle|unconditional"
        r"|benefit of the doubt|open (?:shelters|accommodation)"
        r"|set up (?:accommodation|shelters|services)|be (?:\w+ )?(?:given|assigned|spared|presumed"
        r"|recorded on|housed|admitted|received|informed of)"
        r"|should have (?:an? |the |their |separate |access)|support should|place unaccompanied"
        r"|interview children|in place before|directory of services",
    ),
    ("train", r"train|teach|taught|sensiti[sz]|capacity|curricul|educat|instruct|learn\b|module"),
    (
        "raise-awareness",
        r"awareness|inform(?:ing|ed)?\b|information (?:campaign|on rights|about|to)|campaign|visibility|public view|publici[sz]|reporting"
        r"|denounc|warn|disseminat|report soberly|informed and responsible"
        r"|publish(?:ing)? (?:the )?names",
    ),
    (
        "research",
        r"research|collect(?!iv)|analy[sz]|study|studies|survey|assess|look closer|gather|count\b|data\b|statistic|estimat|examin"
        r"|knowledge|break (?:\w+ )+down",
    ),
    (
        "monitor",
        r"monitor|evaluat|review|report(?:s|ing)? (?:to|annually|regularly|on|every|each|once)\b|report\b|follow.?up|feedback|rapporteur|audit",
    ),
    (
        "cooperate",
        r"co-?operat|co-?ordinat|dialogue|partner|exchang|shar(?:e|ing)|network(?!s,)|work (?:closer|with|together)|joint|consult|agreements?\b"
        r"|memorand|link(?:ing)?\b|mediation|together with|lessons learned|agree on|agree in|sit down"
        r"|hand evidence|involv|convene",
    ),
    (
        "resource",
        r"allocat|fund(?:ing|ed|s)?\b|financ|resources|employ (?:\w+ )?(?:experts|staff)|hire"
        r"|staff(?:ing)?\b(?= (?:position|level|with))|pay(?:ing)?\b"
        r"|budget|salar|more (?:crews|staff|personnel|officers|inspectors)|posts\b",
    ),
    (
        "set-policy",
        r"adopt|priorit|standard|guideline|guidance|strateg|polic(?:y|ies)\b|recogni[sz]e|attention|approach|draft|draw(?:ing)? up|balance"
        r"|focus|acknowledg|procedures?\b|take into account|mainstream|consideration"
        r"|treat(?:ing)? \w+ (?:\w+ )*as|speak of|code of conduct|codes of conduct"
        r"|plan\b|indicators|includ(?:e|ing) (?:\w+ )+(?:agenda|item|plans?)|agenda|separated from"
        r"|on evidence|active part",
    ),
]
# Verbs that say little of the mode: what follows at once decides; these codes where nothing does.
LIGHT: list[tuple[str, str]] = [
    ("assist", r"provid(?:e|ing)|provision|offer"),
    ("set-policy", r"develop|revis|introduc|elaborat"),
    (
        "act-generally",
        r"fight|combat|tackle|address|step(?:ping)? up|intensif|act\b|action|efforts|prevent|eliminat|improv|strengthen|enhanc|increas|conduct"
        r"|organi[sz](?:e|ed|ing)\b|run\b|measures",
    ),
]

PEOPLE: dict[str, str] = {
    "children": r"child(?:ren)?\b|girls?\b|boys?\b|babies|minors",
    "women": r"women\b|girls\b",
    "men": r"men\b"
    r"|male\b",
    "roma": r"roma\b",
    "minorities": r"minorit",
    "migrants": r"migrants?\b(?! workers)",
    "migrant-workers": r"migrant workers?|migrant labou?r",
    "undocumented-migrants": r"undocumented"
    r"|irregular migrants",
    "domestic-workers": r"domestic work",
    "agricultural-workers": r"agricultural work|farm work",
    "informal-workers": r"informal|unregulated",
    "street-children": r"street children",
    "witnesses": r"witness",
    "consumers": r"consumers?\b",
}

EXPLOITATION: dict[str, str] = {
    "labour": r"labou?r exploitation|exploitative (?:and forced )?labou?r|forced labou?r|slavery|labour trafficking",
    "sexual": r"sexual|prostitution|pornography",
    "child-labour": r"child labou?r",
    "child-marriage": r"child"
    r" marriage",
    "sale-of-children": r"s(?:ale|elling) of (?:children|babies)",
    "begging": r"begging",
    "organ-removal": r"organ",
    "all-forms": r"all forms of (?:\w+ )?(?:exploit|traffick|forced)|all exploitative",
}

# Names by which documents cite well-known instruments, besides their titles and symbols.
INSTRUMENTS: dict[str, str] = {
    "coe-thb-convention": r"(?:Council of Europe\W{0,3}s? )?Convention on Action [Aa]gainst (?:Trafficking(?: in"
    r" Human Beings)?|THB)"
    r"|(?:Council of Europe|CoE) (?:Anti-Trafficking )?Convention",
    "palermo-protocol": r"Palermo Protocols?|(?:UN|United Nations) (?:Trafficking )?Protocol"
    r"|Protocol to Prevent, Suppress",
    "untoc": r"UNTOC|(?:UN |United Nations )?(?:Convention against )?Transnational Organi[sz]ed Crime(?:"
    r" Convention)?",
    "smuggling-protocol": r"(?:Migrant )?Smuggling Protocol",
    "crc-opsc": r"Optional Protocol on the [Ss]ale of [Cc]hildren(?:,? (?:and )?child prostitution(?:,? and child"
    r" pornography)?)?",
    "crc": r"Convention on the Rights of the Child",
    "icescr": r"(?:Covenant"
    r"|Convention) on (?:Economic,? )?Social,? (?:Economic )?and Cultural Rights",
    "icrmw": r"(?:UN )?(?:Convention on the (?:Protection of the )?Rights of (?:All )?)Migrant Workers",
    "osce-action-plan-2003": r"OSCE Action Plan",
    "addendum-2005": r"(?:its |the )?Addendum",
    "ilo-c29": r"ILO Conventions?\b[^.;]{0,40}?\b29\b",
    "ilo-c97": r"ILO Conventions?\b[^.;]{0,80}?\b97\b",
    "ilo-c143": r"ILO Conventions?\b[^.;]{0,120}?\b143\b",
    "ilo-c182": r"ILO Conventions?\b[^.;]{0,160}?\b182\b",
}

# General actors as documents call them; names of others are taken from their records.
ACTORS: dict[str, str] = {
    "participating-states": r"participating States?|p?PS|pS|States?|governments?|legislators?|parliaments?"
    r"|member States|countries",
    "national-authorities": r"(?:national|State|government\w*|local|public|municipal|competent) (?:authorities"
    r"|agencies|institutions)|authorities"
    r"|ministr(?:y|ies)(?: of (?:the )?\w+(?: and \w+)?)?|municipalities|courts?|judges",
    "countries-of-destination": r"countries of (?:origin and )?destination|destination countries",
    "countries-of-origin": r"countries of origin|origin countries",
    "donors": r"donors?(?: agencies)?",
    "civil-society": r"civil society",
    "ngos": r"NGOs?|non-governmental organi[sz]ations",
    "media": r"media",
    "international-organisations": r"international organi[sz]ations|IOs?",
    "international-community": r"international community",
    "osce-field-operations": r"(?:OSCE )?(?:field )?(?:missions|operations)|OSCE missions",
    "osce-institutions": r"OSCE (?:structures and )?institutions|OSCE bodies|OSCE structures",
    "partners-for-cooperation": r"Partners for Co-?operation",
    "special-representative": r"Special Representative|SR",
    "law-enforcement": r"law enforcement(?: (?:agencies|authorities|bodies|officers))?|police(?: (?:forces"
    r"|officers))?|investigators",
    "business-community": r"business community|private sector|compan(?:y|ies)|employers|business(?:es)?|enterprises"
    r"|airlines|retailers",
    "prosecutors": r"(?:public )?prosecutors?|prosecution services?",
    "migration-authorities": r"(?:im)?migration (?:authorities|services?|offices?|officials)|border (?:guards?"
    r"|services?|authorities)|aliens offices?"
    r"|asylum authorities|consulates|consular (?:staff|posts|services)",
    "health-service-providers": r"health (?:authorities|services?|staff|workers|professionals|care providers)"
    r"|clinics|hospitals|doctors|nurses",
    "social-workers": r"social (?:workers|services|service providers)|service providers|shelters",
    "labour-market-actors": r"labou?r inspect\w+|recruitment agencies|employment agencies",
    "meeting-participants": r"(?:all )?participants",
}
