"""Words that tell the themes: written from the definitions and scope notes of the vocabulary.

Each theme has patterns with a weight: first those that name its subject, then words that merely
hint at it. Modes of acting weigh least, since they lead only where no subject is named.
"""
from __future__ import annotations

HINT = 1.3  # weight of a word that hints at a theme without naming it

THEMES: dict[str, list[tuple[float, str]]] = {
    "awareness": [
        (1.2, r"awareness|informed and responsible|media|visibility|campaign|information on rights|public view"),
        (HINT / 2, r"inform(?:ing)? the public|public opinion|posters?|brochures?|leaflets?|broadcast|journalists?|newspapers?|radio|"
               r"television|films?|publicity|advertis|warn(?:s|ings?)?\b|theatre|exhibition|social media|internet|web ?sites?|"
               r"messages?\b|tell (?:the )?(?:public|people|tourists|parents)"),
    ],
    "demand": [
        (3, r"demand\b|consumer|products and services|goods or services|cheap"),
        (1.5, r"employers?\b|clients|buyers"),
        (HINT, r"buy(?:ers|ing)?\b|purchas|customers?|supply chains?|procurement|users? of|cheap|prices?\b|brands?\b|retail|"
               r"shops?\b|sourc(?:e|ing)\b|brothel|paying for sex|sex (?:buyers|tourism)|guests"),
    ],
    "labour-rights": [
        (2.6, r"labou?r (?:standards|rights|law|inspect|provider|market|exploit|court|condition|organi)|workers|workplace|"
               r"unioni|trade union|employer associations|unregulated|informal|working conditions|wages"),
        (2, r"labou?r|forced labou?r|employ(?:er|ment)|domestic work|sub-?contract"),
        (HINT, r"wages?\b|pay ?slips?|contracts?\b|working hours|hours of work|recruitment|recruit(?:ers|ing agen)|inspect(?:or|"
               r"ion)s?\b|workforce|occupational|trade unions?|debt bondage|hours\b|overtime|rest (?:days?|periods?)|household|"
               r"factor(?:y|ies)\b|farms?\b|construction|fees\b|intermediar|passports?\b|withh(?:e|o)ld|minimum wage|"
               r"agencies that|employment agenc|trainees?|au pairs?|bargain"),
    ],
    "migration-policy": [
        (3, r"migration (?:channel|polic|law)|immigration (?:polic|law|control)|lawful and managed|regular migration|"
               r"legal migration|migration"),
        (1.4, r"migrants?\b|visa|work permit"),
        (HINT, r"seasonal|quotas?\b|visas?\b|admission|labour migration|permits? to work|guest ?workers?|permits?\b|sponsorship|"
               r"change employers?|tied to|regulari[sz]|legal(?:ly)? (?:ways|routes)"),
    ],
    "root-causes": [
        (3, r"root causes|poverty|marginali[sz]|vulnerab|economic (?:cause|hardship)|at risk"),
        (1.6, r"disadvantaged|inequalit|factors"),
        (HINT, r"poor\b|unemploy|jobs?\b|livelihood|micro-?credit|illitera|deprived|social exclusion|villages?|income|loans?\b|"
               r"credit\b|development|education\b|literacy|opportunit|prospects|violence against women|gender (?:in)?equality"),
    ],
    "discrimination": [
        (3, r"discriminat|racis|xenophob|stigma|prejudice|anti-migrant|negative towards|hostil|regardless of|equal treatment|"
               r"in spite of nationality"),
        (HINT, r"unequal|equal(?:ity|ly)?\b|without distinction|bias|intoleran|foreigners|nationality|hatred|minorit|Roma\b|"
               r"travelling|turn(?:ed)? away|stereotyp|exclu(?:de|sion)"),
    ],
    "border-control": [
        (3, r"borders?\b|frontier|illegal migration|irregular migration|travel documents"),
        (HINT, r"crossings?\b|checkpoints?|passport control|smuggl|customs\b|ports? of entry|airports?|carriers?\b"),
    ],
    "major-events": [
        (3.2, r"(?:sport\w*|major|large|other)\s+events?|world cup|olympic|tournament|champions"),
        (HINT, r"festivals?|games\b|championship|trade fair|concerts?|fans\b|match(?:es)?\b|stadium|pilgrimage"),
    ],
    "identification": [
        (3, r"identif(?:y|ying|ied|ication)|detect|recogni[sz]e? (?:victims|trafficked|them)|indicator|screening"),
        (HINT, r"recogni[sz]|spot(?:ting)?\b|signs? of|tell (?:that|who|whether|when)|checklist|interview|com(?:e|ing) forward|"
               r"find(?:ing)? victims|notic(?:e|ing)\b|suspicio|presum|clues|first contact|status of victim|age assessment|"
               r"overlook|hidden"),
    ],
    "referral": [
        (3.2, r"referral|NRMs?\b|refer(?:red|ring)?\b"),
        (HINT, r"pass(?:ed|ing)? (?:\w+ )?(?:on )?to|hand(?:ed|ing)? over to|put (?:\w+ )?in touch|pathway|contact points?|"
               r"whom? to call|operating procedures|first responder"),
    ],
    "assistance": [
        (2.6, r"assist(?:ance|ing)?\b|shelter|accommodation|housing|health ?care|specialist care|social services|psycholog|"
               r"medical|services (?:to|for)|support (?:to|for) (?:victims|trafficked)|victim\w* (?:support|protection|"
               r"assistance)|rehabilitat|protection (?:of|to|and)|safety"),
        (HINT, r"help(?:ing|ed)?\b(?! (?:to|in)\b)|helpline|hot ?lines?|telephone line|refuges?\b|safe houses?|beds?\b|"
               r"counsel(?:l)?(?:ing|ors?)|doctors?|clinics?|lodging|recovery|after-?care|care\b|meals?\b|food\b|cloth(?:es|ing)|"
               r"medicine|treatment|hospitals?|trauma|therap|emergency|escort|safe(?:ly)?\b|telephone|phone (?:line|number)|"
               r"language courses|vocational|apartments?|insurance|benefits?\b|support\b"),
    ],
    "child-protection": [
        (3, r"child(?:ren)?\b(?! prostitution| pornography)|minors|babies|girls|boys|guardian|street children"),
        (1, r"youth|school"),
        (HINT, r"juvenile|orphan|unaccompanied|infants?|pupils|young people|schools?\b|kindergarten|guardian|foster|under-?age|"
               r"parents?\b|teenager|adolescen|runaway|baby"),
    ],
    "residence": [
        (3.2, r"residen|reflection period|(?:leave|permission|permit\w*|right) to (?:remain|stay)|remain in|delay"),
        (HINT, r"stay(?:s|ing)?\b|permits?\b|asylum|expel|prolong|extend\w* (?:\w+ )?(?:visas?|stay|permits?)|recovery period|"
               r"regular status|settle\b"),
    ],
    "non-punishment": [
        (3.4, r"non-?punish|not (?:be )?(?:penali|punish|prosecut|detain|criminali)|penali[sz]|decriminali|detention|detain"),
        (HINT, r"fine[sd]\b|charged\b|liab(?:le|ility)|immunity|arrest(?:ed|ing)? (?:victims|those|people|persons)|"
               r"criminal record|(?:drop\w*|withdraw\w*) (?:the )?charges|prosecuted for|amnesty|locked up|deprived of liberty|"
               r"treated as (?:criminals|offenders)"),
    ],
    "privacy": [
        (3, r"privacy|confidential|personal data|data protection|anonym"),
        (HINT, r"identit(?:y|ies) of|photograph|secre(?:t|cy)|personal (?:details|information|file)|names of (?:victims|witness|"
               r"those)|pictures?|faces?\b|disclos|leak|databases?"),
    ],
    "compensation": [
        (3.2, r"compensat|redress|restitution|damages|remed(?:y|ies)|unpaid wages|back pay"),
        (HINT, r"lost (?:wages|earnings|pay)|arrears|unpaid|owed|victims.? fund|fund for victims|pay(?:ment)? to victims|"
               r"recover (?:their|the|what)|repay|reimburse|pay (?:them|back)\b|settlement|harm suffered|civil claims?"),
    ],
    "return": [
        (3, r"return(?:s|ed|ing)?\b|repatriat|refoulement|reintegrat|deport|expulsion|re-?traffick"),
        (HINT, r"sen[dt]\b.{0,25}\b(?:back|home)|go(?:ing)? (?:back|home)|journey home|home countr|remov(?:al|ed)\b|voluntar(?:y|"
               r"ily)|home\b|homecoming|journey|countr\w+ of origin|on arrival"),
    ],
    "victims-in-proceedings": [
        (2.8, r"witness|legal (?:aid|assistance|advice|counsel|representation|support)|proceedings|access to (?:justice|court|"
               r"labour court)|testif|interpret(?:er|ation)s?\b|injured part|rights? of victims|victims.? rights|victim.s access|"
               r"claims?\b"),
        (HINT, r"lawyers?|in court|hearings?\b|testimony|give evidence|trials?\b|video.?link|complain|statements?\b|questioning|"
               r"separate room|support person|be heard|claimants?|plaintiff|counsel\b|informed of (?:the|their)"),
    ],
    "criminal-law": [
        (2.8, r"criminali[sz]|legislat|criminal (?:provision|code|law)|offences?\b|penalt|national law|legal framework|"
               r"definition|laws?\b"),
        (HINT, r"sentences?\b|crimes?\b|penal code|statute|aggravat|make it an? (?:offence|crime)|outlaw|ban\b|prohibit|imprison|"
               r"years in prison|maximum|punishable|act of parliament"),
    ],
    "law-enforcement": [
        (2.6, r"investigat|prosecut|impunity|police|law enforcement|organi[sz]ed crime|perpetrator|traffickers|punish|convict|"
               r"criminals?\b|surveillance"),
        (HINT, r"detectives?|officers?\b|arrests?\b|raids?\b|crack ?down|gangs?\b|patrols?\b|intelligence|judges?\b|organisers|"
               r"cases?\b|units?\b|squads?|evidence|suspects?\b|offenders?|proactive|bring\w* to (?:justice|court)"),
    ],
    "assets": [
        (3.4, r"assets|confiscat|seiz|proceeds|forfeit|money.launder|financial"),
        (HINT, r"profits?\b|gains\b|bank(?:s|ing)?\b|earnings of|follow the money|freez|wealth|accounts?\b|cash\b|seized"),
    ],
    "judicial-cooperation": [
        (3.4, r"judicial co-?operat|mutual legal|prosecut\w+ (?:services|offices)[^.]*(?:international|europ)|extradit|eurojust|"
               r"letters rogatory|judicial"),
        (HINT, r"extradition|joint investigation|rogatory|arrest warrant|evidence (?:from )?abroad|courts? (?:in|of) (?:two|both|"
               r"different|several|neighbour)|prosecutors? (?:on|from|in) (?:both|different|several|other)|"
               r"transfer of proceedings|letters? of request"),
    ],
    "corruption": [
        (3.4, r"corrupt|brib|complicit"),
        (HINT, r"collu|integrity of|paid off|dishonest official|gifts\b|tip(?:ped|ping)? off|for a fee|abuse of office"),
    ],
    "multi-agency": [
        (2.6, r"multi-?(?:agency|disciplin|sector)|(?:civil society|NGOs?)\b[^.]*(?:co-?operat|network|partner|work|author)|"
               r"(?:co-?operat|partner|network|work\w*|consult)[^.]*(?:NGOs?|civil society|agencies|institutions)|inter-?agency|"
               r"networks?\b|public-private|task force"),
        (1.4, r"co-?ordinat|partnership|NGOs?\b|civil society"),
        (HINT, r"round ?tables?|working groups?|memorand|steering|joint(?:ly)?\b|together with|partners?\b|social partners|"
               r"one table|hand in hand|side by side|consult|committees?|forums?\b|platforms?|coalition|associations?\b|churches|"
               r"parishes"),
    ],
    "international-cooperation": [
        (2.6, r"(?:international|regional|bilateral|multilateral|cross-border|transnational)\w*[^.]{0,40}(?:co-?operat|"
               r"agreement|organi[sz]ation|effort|actor|partner)|co-?operat\w*[^.]{0,60}(?:countries|States|international|"
               r"Special Representative|SR\b)|countries of (?:origin|destination)|origin and destination|bilateral|joint efforts"),
        (1.3, r"international|co-?operat|co-?ordinat|impetus"),
        (HINT, r"neighbour(?:ing|s)?\b|abroad\b|across (?:borders|frontiers)|embass|consul|liaison|foreign\b|other (?:States|"
               r"countries)|third countries|both (?:sides|countries|shores)|treaties|regional\b|transit|twinn|diplomat|"
               r"agreements?\b"),
    ],
    "osce-coordination": [
        (2.6, r"OSCE[^.]{0,60}(?:polic|priorit|voice|mission|institution|bod|structure|co-?ordinat|clearing|consisten|mandate)|"
               r"clearing house|common voice|(?:co-?ordinat|consolidat|priorit|standard)[^.]*OSCE"),
        (1.3, r"OSCE|ODIHR|mandate|SR\b|ATAU|Special Representative"),
        (HINT, r"OSCE|field (?:missions|operations|presences)|Chairmanship|Secretariat"),
    ],
    "funding-staffing": [
        (2.8, r"funds?\b|funding|budget|resources|donor|staff\b|position|posts?\b|allocat|financ|employ (?:\w+ )?experts|"
               r"experts in|recruit"),
        (HINT, r"money\b|pay for|grants?\b|hire\b|salar|costs?\b|multi-?year|invest(?:ment)?\b|afford\b|lack of (?:money|staff)|"
               r"understaffed|part-time|permanent|euros?\b|pay(?:ing)? the"),
    ],
    "research-data": [
        (2, r"research|data\b|statistic|stud(?:y|ies)|survey|collect|analy[sz]|information gathering|evidence|knowledge"),
        (HINT / 2, r"figures\b|numbers? of|find out|know more|mapping|publish|interviews with|count\b|surveys?|records?\b|estimates?|"
               r"academic|universit|how many|scale of"),
    ],
    "monitoring-evaluation": [
        (2, r"monitor|evaluat|assess|rapporteur|review|report\b|measur\w+ progress|impact|follow.?up"),
        (HINT / 2, r"follow|progress|audit|annual|independent|inspectorate|works?\b in practice|reports? (?:once|every|each|annually|"
               r"to|on)|take stock|benchmark|oversight|ombud|what became"),
    ],
    "professional-capacity": [
        (1.8, r"train|capacity|professional|curricul|sensiti[sz]|guideline|instructions|handbook|expertise|module|skills|"
               r"seminar|frontline|front-line|materials"),
        (HINT / 2, r"teach|courses?\b|workshops?|manuals?|tool ?kits?|academ|learn\b|lectures?|lessons on|staff\b|qualif|exercises|"
               r"mentor|judges|in-service"),
    ],
    "exchange-of-practice": [
        (1.8, r"(?:good|best) practice|exchang|lessons|shar(?:e|ing)|experience"),
        (HINT / 2, r"learn from|compare|study (?:visit|tour)s?|what (?:has )?worked|mutual learning|swap|examples? (?:of|from)|"
               r"models?\b|what others"),
    ],
    "ratification": [
        (4, r"ratif|sign (?:and|the)|acced|accession|become (?:a )?part(?:y|ies)"),
        (HINT, r"join(?:ing)? the (?:\w+ )*(?:convention|protocol|treaty)|reservations?\b|sign(?:ed|ing)?\b|treaty\b"),
    ],
    "implementation-of-commitments": [
        (3, r"implement\w*[^.]{0,70}(?:commitment|Action Plan|Addendum|convention|protocol|decision|declaration|"
               r"recommendation|standards?|charter)|carry out[^.]{0,60}(?:charter|convention|plan|article)"),
        (2, r"commitments?\b|Action Plan|obligation|existing (?:global )?standards|international instruments"),
        (HINT, r"put(?:ting)? into practice|honour|live up|fulfil|promised|undertaken|agreed|pledge|promise|resolutions?\b|"
               r"decisions? (?:of|taken)"),
    ],
    "human-rights-approach": [
        (2.6, r"human rights|rights.based|victim.cent|victims?.oriented|rights of (?:trafficked|migrants|victims)|"
               r"best interests|dignity|gender"),
        (HINT, r"consent\b|survivors?|wishes of|listen|at the centre|participation of victims|voice of|rights\b|respect\b|humane|"
               r"informed consent|empower|harm\b"),
    ],
    "national-strategy": [
        (2.8, r"national (?:anti-trafficking )?(?:strateg|plans?|polic|co-?ordinat)|strateg(?:y|ies)|plans? of action|"
               r"national action plan|policy framework|policies"),
        (HINT, r"co-?ordinator|action plans?|plan\b|inter-?ministerial|ministr|in each country|timetable|lead (?:agency|"
               r"ministry)|cabinet|parliament|government-wide"),
    ],
    "overall-response": [
        (1.1, r"(?:fight|combat|address|prevent|tackl|eliminat|act(?:ion|ivit\w*)? against|anti-trafficking|"
               r"prioriti[sz])[^.]{0,60}(?:traffick|THB|exploitation|efforts|action|activit)|traffick|THB\b|efforts|sustainable"),
    ],
}
