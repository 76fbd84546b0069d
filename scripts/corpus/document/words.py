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

# The act that decides (codebook, Action): the first of these verbs, or of these nouns, in the sentence of the unit.
ACTIONS: list[tuple[str, str]] = [
    ("ratify", r"ratif|sign\b|acced|join the"),
    ("legislate", r"legislat|criminali[sz]|introduce (?:\w+ )*provision|draft (?:\w+ )?law|adopt (?:\w+ )*laws?|amend|repeal"
                 r"|outlaw"),
    ("refrain", r"(?:should|must) not\b|refrain|avoid|stop\b|abstain|do not\b"),
    ("establish", r"establish|set(?:ting)? up|creat(?:e|ion|ing)|appoint|found\b"),
    ("enforce", r"enforc|investigat|prosecut|inspect|confiscat|seiz|punish|ending impunity|border controls"),
    ("implement", r"implement|carry out|apply|fulfil|comply"),
    ("assist", r"assist|provid(?:e|ing)|protect|guarantee|grant|identif|shelter|support (?:to|for|victims)|ensur\w+ access"
              r"|afford|compensat"),
    ("train", r"train|teach|sensiti[sz]|capacity|curricul|educat"),
    ("raise-awareness", r"awareness|inform\b|campaign|visibility|public view|publici"),
    ("research", r"research|collect|analy[sz]|study|studies|survey|assess|look closer|gather|count\b"),
    ("monitor", r"monitor|evaluat|review|report\b|follow.?up|feedback"),
    ("cooperate", r"co-?operat|co-?ordinat|dialogue|partner|exchang|shar(?:e|ing)|network|work (?:closer|with|together)|joint"
                 r"|consult"),
    ("resource", r"allocat|fund|financ|resources|employ|staff|pay\b|budget"),
    ("set-policy", r"adopt|priorit|standard|guideline|strateg|polic|recogni[sz]e|attention|approach|develop|draft|draw up|balance"),
    ("act-generally", r"fight|combat|tackle|address|step up|intensif|act\b|action|efforts|prevent|eliminat"),
]

PEOPLE: dict[str, str] = {
    "children": r"child(?:ren)?\b|girls?\b|boys?\b|babies|minors", "women": r"women\b|girls\b", "men": r"men\b|male\b",
    "roma": r"roma\b", "minorities": r"minorit", "migrants": r"migrants?\b(?! workers)",
    "migrant-workers": r"migrant workers?|migrant labou?r", "undocumented-migrants": r"undocumented|irregular migrants",
    "domestic-workers": r"domestic work", "agricultural-workers": r"agricultural work|farm work",
    "informal-workers": r"informal|unregulated", "street-children": r"street children", "witnesses": r"witness",
    "consumers": r"consumers?\b",
}

EXPLOITATION: dict[str, str] = {
    "labour": r"labou?r exploitation|exploitative (?:and forced )?labou?r|forced labou?r|slavery|labour trafficking",
    "sexual": r"sexual|prostitution|pornography", "child-labour": r"child labou?r", "child-marriage": r"child marriage",
    "sale-of-children": r"s(?:ale|elling) of (?:children|babies)", "begging": r"begging", "organ-removal": r"organ",
    "all-forms": r"all forms of (?:\w+ )?(?:exploit|traffick|forced)|all exploitative",
}

# General actors as documents call them; names of others are taken from their records.
ACTORS: dict[str, str] = {
    "participating-states": r"participating States?|p?PS|pS|States?|governments?",
    "national-authorities": r"(?:national|State|government\w*) (?:authorities|agencies|institutions)|authorities",
    "countries-of-destination": r"countries of (?:origin and )?destination|destination countries",
    "countries-of-origin": r"countries of origin|origin countries", "donors": r"donors?(?: agencies)?",
    "civil-society": r"civil society", "ngos": r"NGOs?|non-governmental organi[sz]ations", "media": r"media",
    "international-organisations": r"international organi[sz]ations|IOs?",
    "international-community": r"international community",
    "osce-field-operations": r"(?:OSCE )?(?:field )?(?:missions|operations)|OSCE missions",
    "osce-institutions": r"OSCE (?:structures and )?institutions|OSCE bodies|OSCE structures",
    "partners-for-cooperation": r"Partners for Co-?operation", "special-representative": r"Special Representative|SR",
    "law-enforcement": r"law enforcement|police", "business-community": r"business community|private sector",
}
