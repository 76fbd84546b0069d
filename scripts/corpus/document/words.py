"""Lists of words from which codes are proposed: written from the definitions of the codebook and its vocabularies.

They propose; a person decides. Each pattern is searched without regard to letter case, at the
beginning of a word. A code that the vocabulary does not have is never proposed.
"""
from __future__ import annotations

# Words of request, firmest first (codebook, Strength). ``{actor}`` stands for somebody who can be asked.
STRENGTH: list[tuple[str, str]] = [
    ("must", r"must\b"),
    ("should", r"should\b"),
    ("need", r"needs?\s+(?:\w+ly\s+)?to\b|need\s+(?:for|more|better)\b|(?:is|are|as)\s+(?:\w+ly\s+)?needed\b|need\s+(?!s\b)\w+|a need\b"),
    ("call-on", r"call(?:s|ed|ing)?\s+(?:\w+\s+)?(?:up)?on\b(?!\s+the need)|call(?:s|ed|ing)?\s+(?:\w+\s+)?for\b"),
    ("urge", r"urg(?:e|es|ed|ing)\b"),
    ("encourage", r"encourag(?:e|es|ed|ing)\s+(?:that\s+|both\s+)?(?:the\s+|all\s+|other\s+|its\s+)?(?:{actor})"),
    ("invite", r"invit(?:e|es|ed|ing)\b"),
    ("propose", r"propos(?:e|es|ed|ing)\b|suggest(?:s|ed|ing)?\b|recommend(?:s|ed|ing)?\b"),
    ("recall", r"remind(?:s|ed|ing)?\b|recall(?:s|ed|ing)?\b|reiterat(?:e|es|ed|ing)\b"),
]

# Themes: (weight, pattern). Modes of acting weigh least, since they lead only where no subject is named.
THEMES: dict[str, list[tuple[float, str]]] = {
    "awareness": [(1.2, r"awareness|informed and responsible|media|visibility|campaign|information on rights|public view")],
    "demand": [(3, r"demand\b|consumer|products and services|goods or services|cheap"), (1.5, r"employers?\b|clients|buyers")],
    "labour-rights": [(2.6, r"labou?r (?:standards|rights|law|inspect|provider|market|exploit|court|condition|organi)|workers|workplace|unioni|trade union|employer associations|unregulated|informal|working conditions|wages"),
                      (2, r"labou?r|forced labou?r|employ(?:er|ment)|domestic work|sub-?contract")],
    "migration-policy": [(3, r"migration (?:channel|polic|law)|immigration (?:polic|law|control)|lawful and managed|regular migration|legal migration|migration"), (1.4, r"migrants?\b|visa|work permit")],
    "root-causes": [(3, r"root causes|poverty|marginali[sz]|vulnerab|economic (?:cause|hardship)|at risk"), (1.6, r"disadvantaged|inequalit|factors")],
    "discrimination": [(3, r"discriminat|racis|xenophob|stigma|prejudice|anti-migrant|negative towards|hostil|regardless of|equal treatment|in spite of nationality")],
    "border-control": [(3, r"borders?\b|frontier|illegal migration|irregular migration|travel documents")],
    "major-events": [(3.2, r"(?:sport\w*|major|large|other)\s+events?|world cup|olympic|tournament|champions")],
    "identification": [(3, r"identif(?:y|ying|ied|ication)|detect|recogni[sz]e? (?:victims|trafficked|them)|indicator|screening")],
    "referral": [(3.2, r"referral|NRMs?\b|refer(?:red|ring)?\b")],
    "assistance": [(2.6, r"assist(?:ance|ing)?\b|shelter|accommodation|housing|health ?care|specialist care|social services|psycholog|medical|services (?:to|for)|support (?:to|for) (?:victims|trafficked)|victim\w* (?:support|protection|assistance)|rehabilitat|protection (?:of|to|and)|safety")],
    "child-protection": [(3, r"child(?:ren)?\b(?! prostitution| pornography)|minors|babies|girls|boys|guardian|street children"), (1, r"youth|school")],
    "residence": [(3.2, r"residen|reflection period|(?:leave|permission|permit\w*|right) to (?:remain|stay)|remain in|delay")],
    "non-punishment": [(3.4, r"non-?punish|not (?:be )?(?:penali|punish|prosecut|detain|criminali)|penali[sz]|decriminali|detention|detain")],
    "privacy": [(3, r"privacy|confidential|personal data|data protection|anonym")],
    "compensation": [(3.2, r"compensat|redress|restitution|damages|remed(?:y|ies)|unpaid wages|back pay")],
    "return": [(3, r"return(?:s|ed|ing)?\b|repatriat|refoulement|reintegrat|deport|expulsion|re-?traffick")],
    "victims-in-proceedings": [(2.8, r"witness|legal (?:aid|assistance|advice|counsel|representation|support)|proceedings|access to (?:justice|court|labour court)|testif|interpret(?:er|ation)s?\b|injured part|rights? of victims|victims.? rights|victim.s access|claims?\b")],
    "criminal-law": [(2.8, r"criminali[sz]|legislat|criminal (?:provision|code|law)|offences?\b|penalt|national law|legal framework|definition|laws?\b")],
    "law-enforcement": [(2.6, r"investigat|prosecut|impunity|police|law enforcement|organi[sz]ed crime|perpetrator|traffickers|punish|convict|criminals?\b|surveillance")],
    "assets": [(3.4, r"assets|confiscat|seiz|proceeds|forfeit|money.launder|financial")],
    "judicial-cooperation": [(3.4, r"judicial co-?operat|mutual legal|prosecut\w+ (?:services|offices)[^.]*(?:international|europ)|extradit|eurojust|letters rogatory|judicial")],
    "corruption": [(3.4, r"corrupt|brib|complicit")],
    "multi-agency": [(2.6, r"multi-?(?:agency|disciplin|sector)|(?:civil society|NGOs?)\b[^.]*(?:co-?operat|network|partner|work|author)|(?:co-?operat|partner|network|work\w*|consult)[^.]*(?:NGOs?|civil society|agencies|institutions)|inter-?agency|networks?\b|public-private|task force"), (1.4, r"co-?ordinat|partnership|NGOs?\b|civil society")],
    "international-cooperation": [(2.6, r"(?:international|regional|bilateral|multilateral|cross-border|transnational)\w*[^.]{0,40}(?:co-?operat|agreement|organi[sz]ation|effort|actor|partner)|co-?operat\w*[^.]{0,60}(?:countries|States|international|Special Representative|SR\b)|countries of (?:origin|destination)|origin and destination|bilateral|joint efforts"), (1.3, r"international|co-?operat|co-?ordinat|impetus")],
    "osce-coordination": [(2.6, r"OSCE[^.]{0,60}(?:polic|priorit|voice|mission|institution|bod|structure|co-?ordinat|clearing|consisten|mandate)|clearing house|common voice|(?:co-?ordinat|consolidat|priorit|standard)[^.]*OSCE"), (1.3, r"OSCE|ODIHR|mandate|SR\b|ATAU|Special Representative")],
    "funding-staffing": [(2.8, r"funds?\b|funding|budget|resources|donor|staff\b|position|posts?\b|allocat|financ|employ (?:\w+ )?experts|experts in|recruit")],
    "research-data": [(2, r"research|data\b|statistic|stud(?:y|ies)|survey|collect|analy[sz]|information gathering|evidence|knowledge")],
    "monitoring-evaluation": [(2, r"monitor|evaluat|assess|rapporteur|review|report\b|measur\w+ progress|impact|follow.?up")],
    "professional-capacity": [(1.8, r"train|capacity|professional|curricul|sensiti[sz]|guideline|instructions|handbook|expertise|module|skills|seminar|frontline|front-line|materials")],
    "exchange-of-practice": [(1.8, r"(?:good|best) practice|exchang|lessons|shar(?:e|ing)|experience")],
    "ratification": [(4, r"ratif|sign (?:and|the)|acced|accession|become (?:a )?part(?:y|ies)")],
    "implementation-of-commitments": [(3, r"implement\w*[^.]{0,70}(?:commitment|Action Plan|Addendum|convention|protocol|decision|declaration|recommendation|standards?|charter)|carry out[^.]{0,60}(?:charter|convention|plan|article)"),
                                      (2, r"commitments?\b|Action Plan|obligation|existing (?:global )?standards|international instruments")],
    "human-rights-approach": [(2.6, r"human rights|rights.based|victim.cent|victims?.oriented|rights of (?:trafficked|migrants|victims)|best interests|dignity|gender")],
    "national-strategy": [(2.8, r"national (?:anti-trafficking )?(?:strateg|plans?|polic|co-?ordinat)|strateg(?:y|ies)|plans? of action|national action plan|policy framework|policies")],
    "overall-response": [(1.1, r"(?:fight|combat|address|prevent|tackl|eliminat|act(?:ion|ivit\w*)? against|anti-trafficking|prioriti[sz])[^.]{0,60}(?:traffick|THB|exploitation|efforts|action|activit)|traffick|THB\b|efforts|sustainable")],
}

# The act that decides (codebook, Action): the first of these verbs, or of these nouns, in the sentence of the unit.
ACTIONS: list[tuple[str, str]] = [
    ("ratify", r"ratif|sign\b|acced|join the"),
    ("legislate", r"legislat|criminali[sz]|introduce (?:\w+ )*provision|draft (?:\w+ )?law|adopt (?:\w+ )*laws?|amend|repeal|outlaw"),
    ("refrain", r"(?:should|must) not\b|refrain|avoid|stop\b|abstain|do not\b"),
    ("establish", r"establish|set(?:ting)? up|creat(?:e|ion|ing)|appoint|found\b"),
    ("enforce", r"enforc|investigat|prosecut|inspect|confiscat|seiz|punish|ending impunity|border controls"),
    ("implement", r"implement|carry out|apply|fulfil|comply"),
    ("assist", r"assist|provid(?:e|ing)|protect|guarantee|grant|identif|shelter|support (?:to|for|victims)|ensur\w+ access|afford|compensat"),
    ("train", r"train|teach|sensiti[sz]|capacity|curricul|educat"),
    ("raise-awareness", r"awareness|inform\b|campaign|visibility|public view|publici"),
    ("research", r"research|collect|analy[sz]|study|studies|survey|assess|look closer|gather|count\b"),
    ("monitor", r"monitor|evaluat|review|report\b|follow.?up|feedback"),
    ("cooperate", r"co-?operat|co-?ordinat|dialogue|partner|exchang|shar(?:e|ing)|network|work (?:closer|with|together)|joint|consult"),
    ("resource", r"allocat|fund|financ|resources|employ|staff|pay\b|budget"),
    ("set-policy", r"adopt|priorit|standard|guideline|strateg|polic|recogni[sz]e|attention|approach|develop|draft|draw up|balance"),
    ("act-generally", r"fight|combat|tackle|address|step up|intensif|act\b|action|efforts|prevent|eliminat"),
]

PEOPLE: dict[str, str] = {
    "children": r"child(?:ren)?\b|girls?\b|boys?\b|babies|minors", "women": r"women\b|girls\b", "men": r"men\b|male\b", "roma": r"roma\b", "minorities": r"minorit",
    "migrants": r"migrants?\b(?! workers)", "migrant-workers": r"migrant workers?|migrant labou?r", "undocumented-migrants": r"undocumented|irregular migrants", "domestic-workers": r"domestic work",
    "agricultural-workers": r"agricultural work|farm work", "informal-workers": r"informal|unregulated", "street-children": r"street children", "witnesses": r"witness", "consumers": r"consumers?\b",
}  # fmt: skip

EXPLOITATION: dict[str, str] = {
    "labour": r"labou?r exploitation|exploitative (?:and forced )?labou?r|forced labou?r|slavery|labour trafficking", "sexual": r"sexual|prostitution|pornography", "child-labour": r"child labou?r",
    "child-marriage": r"child marriage", "sale-of-children": r"s(?:ale|elling) of (?:children|babies)", "begging": r"begging", "organ-removal": r"organ", "all-forms": r"all forms of (?:\w+ )?(?:exploit|traffick|forced)|all exploitative",
}  # fmt: skip

# General actors as documents call them; names of others are taken from their records.
ACTORS: dict[str, str] = {
    "participating-states": r"participating States?|p?PS|pS|States?|governments?", "national-authorities": r"(?:national|State|government\w*) (?:authorities|agencies|institutions)|authorities",
    "countries-of-destination": r"countries of (?:origin and )?destination|destination countries", "countries-of-origin": r"countries of origin|origin countries", "donors": r"donors?(?: agencies)?",
    "civil-society": r"civil society", "ngos": r"NGOs?|non-governmental organi[sz]ations", "media": r"media", "international-organisations": r"international organi[sz]ations|IOs?", "international-community": r"international community",
    "osce-field-operations": r"(?:OSCE )?(?:field )?(?:missions|operations)|OSCE missions", "osce-institutions": r"OSCE (?:structures and )?institutions|OSCE bodies|OSCE structures", "partners-for-cooperation": r"Partners for Co-?operation",
    "special-representative": r"Special Representative|SR", "law-enforcement": r"law enforcement|police", "business-community": r"business community|private sector",
}  # fmt: skip
