"""Words that tell the themes: written from the definitions and scope notes of the vocabulary.

Each theme has patterns with a weight: first those that name its subject, then words that merely
hint at it. Modes of acting weigh least, since they lead only where no subject is named.
"""
from __future__ import annotations

HINT = 1.3  # weight of a word that hints at a theme without naming it

THEMES: dict[str, list[tuple[float, str]]] = {
    "awareness": [
        (1.2, r"awareness|informed and responsible|media|visibility|campaign|information on rights|public view"),
        (HINT / 2, r"inform(?:ing)? the public|public opinion|posters?|brochures?|leaflets?|broadcast|journalists?"
                   r"|newspapers?|radio|"
               r"television|films?|publicity|advertis|warn(?:s|ings?)?\b|theatre|exhibition|social media|internet"
               r"|web ?sites?|"
               r"messages?\b|tell (?:the )?(?:public|people|tourists|parents)"),
        (2.2, r"aware of (?:the )?(?:risks?|dangers?)|information campaigns?|public education|"
               r"(?:inform|warn|alert|educat|sensiti[sz])\w* (?:the )?(?:(?:general|wider|broader) )?(?:public|"
               r"population|societ\w+|communit\w+|young people|pupils|students|visitors|travell?ers|"
               r"potential (?:victims|migrants))|dangers of (?:trafficking|migrat)|"
               r"risks of (?:trafficking|migrat|irregular)|"
               r"report(?:s|ing)? (?:in the )?(?:media|press|soberly|responsibly)|portray|"
               r"talk about (?:this|trafficking)|every class|school (?:programmes?|curricul\w+|lessons?)|"
               r"peer education|prevent\w* education"),
    ],
    "demand": [
        (3, r"demand\b|consumer|products and services|goods or services|cheap"),
        (1.5, r"employers?\b|clients|buyers"),
        (HINT, r"buy(?:ers|ing)?\b|purchas|customers?|supply chains?|procurement|users? of|cheap|prices?\b"
               r"|brands?\b|retail|"
               r"shops?\b|sourc(?:e|ing)\b|brothel|paying for sex|sex (?:buyers|tourism)|guests"),
        (2.4, r"buyers? of|users? of (?:the )?services|purchase of (?:sex\w*|services)|paid sex|clients of|"
               r"ethical (?:trad|consum|sourc)\w+|codes? of conduct (?:for|in|of|by) (?:compan|business|"
               r"the (?:private|tourism|travel))\w*|corporate (?:social )?responsib|social(?:ly)? responsib|"
               r"fair trade|supply chain|procurement|label(?:s|ling)|who (?:picked|made|produced)|travel and tourism|"
               r"tourism (?:industry|sector)|business (?:community|sector)|private sector|compan(?:y|ies)\b|"
               r"supermarkets?|contractors?\b|subcontract"),
    ],
    "labour-rights": [
        (2.6, r"labou?r (?:standards|rights|law|inspect|provider|market|exploit|court|condition|organi)|workers"
              r"|workplace|"
               r"unioni|trade union|employer associations|unregulated|informal|working conditions|wages"),
        (2, r"labou?r|forced labou?r|employ(?:er|ment)|domestic work|sub-?contract"),
        (HINT, r"wages?\b|pay ?slips?|contracts?\b|working hours|hours of work|recruitment|recruit(?:ers|ing agen)"
               r"|inspect(?:or|"
               r"ion)s?\b|workforce|occupational|trade unions?|debt bondage|hours\b|overtime|rest (?:days?"
               r"|periods?)|household|"
               r"factor(?:y|ies)\b|farms?\b|construction|fees\b|intermediar|passports?\b|withh(?:e|o)ld|minimum wage|"
               r"agencies that|employment agenc|trainees?|au pairs?|bargain"),
        (2.6, r"labou?r (?:code|legislation|protection|exploitation)|domestic (?:workers?|servants?|staff|work)|"
               r"private households?|diplomatic (?:households?|missions?|staff)|diplomats|"
               r"employment (?:agenc|law|contract|rights|relationship)\w*|"
               r"recruitment (?:agenc|fees|costs|industry)\w*|recruit(?:ers|ment agencies)|"
               r"placement (?:agenc|fees)\w*|licens(?:e|ing|ed) (?:of )?(?:\w+ )?(?:agenc|recruit|gangmaster)\w*|"
               r"temporary (?:work )?agenc\w+|decent work|safe(?:ty)? (?:and health )?at work|"
               r"work(?:ing)? (?:sites?|places?|hours|time)|undocumented workers|migrant workers|seasonal workers?|"
               r"agricultur\w+ (?:workers|labour)|retain\w* (?:of )?(?:the )?(?:passports|documents|papers)|"
               r"confiscat\w* (?:of )?(?:workers.? )?passports|bonded|debt bondage|ILO\b|freedom of association|"
               r"collective (?:agreement|bargain)\w*|employers.? (?:organi[sz]ations|liability|sanctions)"),
    ],
    "migration-policy": [
        (3, r"migration (?:channel|polic|law)|immigration (?:polic|law|control)|lawful and managed|regular migration|"
               r"legal migration|migration"),
        (1.4, r"migrants?\b|visa|work permit"),
        (HINT, r"seasonal|quotas?\b|visas?\b|admission|labour migration|permits? to work|guest ?workers?|permits?\b"
               r"|sponsorship|"
               r"change employers?|tied to|regulari[sz]|legal(?:ly)? (?:ways|routes)"),
        (2.8, r"(?:legal|lawful|regular|safe|managed|circular|seasonal|labou?r) (?:\w+ )?(?:migration|channels?|"
               r"avenues?|routes?|pathways?|schemes?|entry|ways? (?:of|to|for))|"
               r"(?:admission|entry) (?:of|rules|quotas?|for work|schemes?)|"
               r"migration (?:management|regimes?|schemes?|laws?|polic\w+|agreements?)|"
               r"immigration (?:laws?|rules|status|polic\w+)|visa (?:regimes?|polic\w+|facilitation|requirements?)|"
               r"tied to (?:a|one|the) (?:single )?employer|(?:change|changing) (?:of )?employers?|regulari[sz]ation|"
               r"amnest(?:y|ies)|work permits?|family reuni\w+|irregular migrants"),
    ],
    "root-causes": [
        (3, r"root causes|poverty|marginali[sz]|vulnerab|economic (?:cause|hardship)|at risk"),
        (1.6, r"disadvantaged|inequalit|factors"),
        (HINT, r"poor\b|unemploy|jobs?\b|livelihood|micro-?credit|illitera|deprived|social exclusion|villages?"
               r"|income|loans?\b|"
               r"credit\b|development|education\b|literacy|opportunit|prospects|violence against women"
               r"|gender (?:in)?equality"),
        (2.6, r"poverty|unemploy\w+|social (?:protection|exclusion|inclusion|security)|"
               r"econom\w+ (?:empower|opportunit|develop|independ|inequal|insecur)\w*|employment (?:opportunit|"
               r"prospects|programmes|for (?:young|women))\w*|opportunities for (?:women|girls|young|youth)|"
               r"empower\w* (?:of )?(?:women|girls|communities)|gender (?:in)?equality|violence against women|"
               r"domestic violence|(?:families|children) left behind|remittances|institutional care|"
               r"leav(?:e|ing) care|vulnerable (?:groups?|communities|persons|women|families|populations?)|"
               r"vulnerabilit\w+|at[- ]risk|disadvantaged|"
               r"development (?:aid|assistance|co-?operation|polic\w+|programmes?|agencies)|"
               r"access to (?:education|employment|credit|labour markets?)|vocational (?:training|education)|"
               r"livelihoods?|push factors|underlying"),
    ],
    "discrimination": [
        (3, r"discriminat|racis|xenophob|stigma|prejudice|anti-migrant|negative towards|hostil|regardless of"
            r"|equal treatment|"
               r"in spite of nationality"),
        (HINT, r"unequal|equal(?:ity|ly)?\b|without distinction|bias|intoleran|foreigners|nationality|hatred"
               r"|minorit|Roma\b|"
               r"travelling|turn(?:ed)? away|stereotyp|exclu(?:de|sion)"),
        (3, r"Roma\b|Sinti|minorit(?:y|ies)|hate (?:speech|crimes?)|stigmati[sz]\w*|non-?discriminat\w*|"
               r"equal(?:ity)? (?:of )?(?:treatment|access|before)|"
               r"irrespective of (?:their )?(?:immigration|nationality|status|sex|origin)|regardless of|ethnic|"
               r"racial|racis\w+|xenophob\w+|stereotyp\w+|prejudic\w+|sexist|jokes?"),
    ],
    "border-control": [
        (3, r"borders?\b|frontier|illegal migration|irregular migration|travel documents"),
        (HINT, r"crossings?\b|checkpoints?|passport control|smuggl|customs\b|ports? of entry|airports?|carriers?\b"),
        (2.8, r"border (?:guards?|police|officials?|officers?|control|checks?|management|services?|crossings?|post"
              r"|staff)|"
               r"(?:exit|entry) (?:and exit )?checks?|identity (?:documents?|papers|cards?)|"
               r"document (?:security|fraud|checks?)|"
               r"(?:forged|false|counterfeit|fraudulent) (?:documents?|papers|passports)|biometric|"
               r"carriers?.? liability|smuggl\w+|consular (?:staff|officers|officials|sections?)|"
               r"issu(?:e|ing) (?:of )?visas"),
    ],
    "major-events": [
        (3.2, r"(?:sport\w*|major|large|other)\s+events?|world cup|olympic|tournament|champions"),
        (HINT, r"festivals?|games\b|championship|trade fair|concerts?|fans\b|match(?:es)?\b|stadium|pilgrimage"),
        (3.2, r"host (?:cit|countr|State|nation|town)\w*|hosting|tournaments?|championships?|World Cup|Olympi\w+|"
               r"sport(?:s|ing)? (?:federations?|events?|competitions?|bodies|fans)|spectators|visitors to|"
               r"during the (?:games|event|cup)"),
    ],
    "identification": [
        (3, r"identif(?:y|ying|ied|ication)|detect|recogni[sz]e? (?:victims|trafficked|them)|indicator|screening"),
        (HINT, r"recogni[sz]|spot(?:ting)?\b|signs? of|tell (?:that|who|whether|when)|checklist|interview|com(?:e"
               r"|ing) forward|"
               r"find(?:ing)? victims|notic(?:e|ing)\b|suspicio|presum|clues|first contact|status of victim"
               r"|age assessment|"
               r"overlook|hidden"),
        (2.9, r"(?:recogni[sz]|spot|detect|identif|notic)\w* (?:\w+ ){0,2}(?:victims?|trafficked|persons?|cases?"
              r"|signs|potential|possible|presumed)|"
               r"(?:potential|possible|presumed|suspected) (?:victims?|trafficked|cases)|indicators?|checklists?|"
               r"screen(?:ing)?\b|first[- ]contact|victim status|status of (?:a )?victim|presum\w+ (?:of|that)|"
               r"questions? to (?:put|ask)|interview(?:ing)? techniques|proactive(?:ly)? identif|"
               r"age (?:assessment|determination|dispute|estimation)|(?:equal|same) footing|"
               r"signs of (?:trafficking|exploitation|forced|coercion)"),
        (2.6, r"(?:is|are|whether \w+ (?:is|was)) (?:a |the )?victims?\b|reasonable grounds"
              r"|recogni[sz]ed as (?:a )?victims?|formal(?:ly)? (?:identif|recogni)\w*"),
    ],
    "referral": [
        (3.2, r"referral|NRMs?\b|refer(?:red|ring)?\b"),
        (HINT, r"pass(?:ed|ing)? (?:\w+ )?(?:on )?to|hand(?:ed|ing)? over to|put (?:\w+ )?in touch|pathway"
               r"|contact points?|"
               r"whom? to call|operating procedures|first responder"),
        (3.2, r"referral|NRMs?\b|standard operating procedures|SOPs?\b|"
               r"refer(?:red|ring|s)? (?:\w+ ){0,4}(?:to|for)\b|falls? through|"
               r"who (?:calls|does|is responsible for) wh(?:om|at)|division of (?:labour|tasks|responsibilit)\w*|"
               r"case (?:management|conference)|focal points? for victims"),
    ],
    "assistance": [
        (2.6, r"assist(?:ance|ing)?\b|shelter|accommodation|housing|health ?care|specialist care|social services"
              r"|psycholog|"
               r"medical|services (?:to|for)|support (?:to|for) (?:victims|trafficked)|victim\w* (?:support"
               r"|protection|"
               r"assistance)|rehabilitat|protection (?:of|to|and)|safety"),
        (HINT, r"help(?:ing|ed)?\b(?! (?:to|in)\b)|helpline|hot ?lines?|telephone line|refuges?\b|safe houses?"
               r"|beds?\b|"
               r"counsel(?:l)?(?:ing|ors?)|doctors?|clinics?|lodging|recovery|after-?care|care\b|meals?\b|food\b"
               r"|cloth(?:es|ing)|"
               r"medicine|treatment|hospitals?|trauma|therap|emergency|escort|safe(?:ly)?\b|telephone|phone (?:line"
               r"|number)|"
               r"language courses|vocational|apartments?|insurance|benefits?\b|support\b"),
        (2.4, r"shelters?|safe (?:houses?|accommodation|housing)|accommodation|counsell?ing|help ?lines?|"
               r"hot ?lines?|telephone lines?|psycho-?social|medical (?:care|help|treatment|assistance)|"
               r"health (?:care|services?)|rehabilitation|unconditional|long-term (?:support|assistance|care)|"
               r"conditional on|service providers|services (?:for|to)|support (?:services|centres|for|to)|"
               r"social (?:assistance|services|workers?)|re-?integration|drop-in|outreach|"
               r"emergency (?:care|help|aid|assistance)|recover(?:y|ing)\b|"
               r"needs of (?:the )?(?:victims|trafficked|women|men)|witnesses? and victims|"
               r"protect\w* (?:of )?(?:victims|trafficked|persons)|legal and"),
        (2.2, r"language courses|vocational|directory of services|assistance services|contact person|support should"
              r"|for as long as|labour market, "),
    ],
    "child-protection": [
        (3, r"child(?:ren)?\b(?! prostitution| pornography)|minors|babies|girls|boys|guardian|street children"),
        (1, r"youth|school"),
        (HINT, r"juvenile|orphan|unaccompanied|infants?|pupils|young people|schools?\b|kindergarten|guardian|foster"
               r"|under-?age|"
               r"parents?\b|teenager|adolescen|runaway|baby"),
        (2.8, r"child(?:ren|hood)?\b|minors?\b|guardian\w*|unaccompanied|separated (?:children|minors)|foster|"
               r"best interests of|juvenile|orphan\w*|residential (?:care|institutions)|street (?:children|work)|"
               r"girls|boys|age-appropriate|early marriage|school(?:s|teachers)?\b|teachers|adoption|infants?|"
               r"parental"),
    ],
    "residence": [
        (3.2, r"residen|reflection period|(?:leave|permission|permit\w*|right) to (?:remain|stay)|remain in|delay"),
        (HINT, r"stay(?:s|ing)?\b|permits?\b|asylum|expel|prolong|extend\w* (?:\w+ )?(?:visas?|stay|permits?)"
               r"|recovery period|"
               r"regular status|settle\b"),
        (3.2, r"residence (?:permits?|status|rights?|titles?)|"
               r"(?:reflection|recovery) (?:and \w+ )?(?:period|delay|time)|"
               r"(?:leave|right|permission|allowed|permit\w*) to (?:remain|stay)|"
               r"(?:temporary|permanent|renewable|long-term|short-term|humanitarian) (?:residence|permits?|stay"
               r"|status|protection|visas?)|"
               r"humanitarian grounds|(?:prolong|extend|renew)\w* (?:\w+ ){0,3}(?:visas?|permits?|stay|residence)|"
               r"expulsion orders?|suspen\w+ (?:of )?(?:deport|expul|remov)\w*|asylum|refugee|"
               r"international protection|stay in the country"),
    ],
    "non-punishment": [
        (3.4, r"non-?punish|not (?:be )?(?:penali|punish|prosecut|detain|criminali)|penali[sz]|decriminali"
              r"|detention|detain"),
        (HINT, r"fine[sd]\b|charged\b|liab(?:le|ility)|immunity|arrest(?:ed|ing)? (?:victims|those|people|persons)|"
               r"criminal record|(?:drop\w*|withdraw\w*) (?:the )?charges|prosecuted for|amnesty|locked up"
               r"|deprived of liberty|"
               r"treated as (?:criminals|offenders)"),
        (3.4, r"non-?(?:punish|prosecut|penali[sz]|criminali[sz])\w*|"
               r"(?:not|never) (?:to )?(?:be )?(?:penali|punish|prosecut|detain|criminali|fin|charg|arrest"
               r"|held liable|imprison)\w*|"
               r"(?:offences|crimes|acts|violations|infringements) (?:that |which )?(?:they|victims"
               r"|trafficked persons) (?:were|was|are|have been|had been)?\s*(?:compelled|forced|coerced|made"
               r"|committed)\w*|"
               r"(?:clos|drop|discontinu|withdraw|terminat)\w* (?:\w+ ){0,2}(?:proceedings|charges|prosecutions?"
               r"|cases?) against (?:victims|trafficked|those|persons|women|children)|"
               r"(?:erase|expunge|quash|annul|vacat|delet|clear)\w* (?:\w+ ){0,4}(?:convictions?|records?|fines)|"
               r"convictions? (?:\w+ ){0,4}(?:erased|expunged|quashed|annulled|vacated|deleted|set aside)|"
               r"fin(?:e|es|ed|ing) (?:victims|women|people|persons|those)|"
               r"administrative (?:fines|detention|offences)|detention (?:of|centres|facilities)|"
               r"treated as (?:offenders|criminals|illegal)|status offences|"
               r"consequence of (?:their|being|having been)"),
        (2.8, r"discontinu\w+ (?:\w+ ){0,2}(?:proceedings|prosecution)|set aside|criminal records?"
              r"|presumed victims? (?:is|are) (?:detained|fined|charged)|crimes? (?:they|he|she|who) (?:was"
              r"|were) forced|pickpocket\w+|forced criminalit\w+"),
    ],
    "privacy": [
        (3, r"privacy|confidential|personal data|data protection|anonym"),
        (HINT, r"identit(?:y|ies) of|photograph|secre(?:t|cy)|personal (?:details|information|file)"
               r"|names of (?:victims|witness|"
               r"those)|pictures?|faces?\b|disclos|leak|databases?"),
        (3.2, r"personal (?:data|information|details)|data protection|confidential\w*|anonymi\w+|privacy|"
               r"identity (?:of|be)|"
               r"(?:files|registers?|databases?|lists?) (?:with|of|containing|on) (?:the )?(?:names|victims|persons)|"
               r"names and (?:addresses|faces|photographs)|client files|"
               r"consent to (?:the )?(?:shar|process|transfer|use)\w*|"
               r"hand(?:ed|ing)? over (?:\w+ ){0,3}(?:files|data|information)|closed (?:court|hearing|session)s?|"
               r"in camera"),
        (2.8, r"details (?:that |which )?allow\w* identification|(?:mark|stamp)\w* (?:\w+ ){0,3}documents"
              r"|reveals? (?:the|their|his|her)|published? (?:\w+ ){0,3}(?:judgments?|decisions?) with"
              r"|without names"),
    ],
    "compensation": [
        (3.2, r"compensat|redress|restitution|damages|remed(?:y|ies)|unpaid wages|back pay"),
        (HINT, r"lost (?:wages|earnings|pay)|arrears|unpaid|owed|victims.? fund|fund for victims"
               r"|pay(?:ment)? to victims|"
               r"recover (?:their|the|what)|repay|reimburse|pay (?:them|back)\b|settlement|harm suffered"
               r"|civil claims?"),
        (3.2, r"compensat\w+|damages|restitut\w+|redress|reparation\w*|"
               r"(?:claim|recover|obtain)\w* (?:\w+ ){0,3}(?:wages|pay|earnings|damages|money)|"
               r"(?:unpaid|lost|withheld|back|outstanding) (?:pay|wages|earnings|salar\w+)|pay that was|"
               r"wages (?:owed|withheld|due)|State fund|victims.? fund|(?:claim|application) forms?|"
               r"civil (?:claims?|action|suit|party)"),
    ],
    "return": [
        (3, r"return(?:s|ed|ing)?\b|repatriat|refoulement|reintegrat|deport|expulsion|re-?traffick"),
        (HINT, r"sen[dt]\b.{0,25}\b(?:back|home)|go(?:ing)? (?:back|home)|journey home|home countr|remov(?:al|ed)\b"
               r"|voluntar(?:y|"
               r"ily)|home\b|homecoming|journey|countr\w+ of origin|on arrival"),
        (3, r"(?:sent|sending|send|put|brought|taken|go|going) (?:\w+ ){0,3}(?:back|home)\b|"
               r"return(?:s|ed|ing|ees?)?\b|repatriat\w+|deport\w+|remov(?:al|ed) (?:of|from|to)|expel\w*|expuls\w+|"
               r"non-?refoulement|reintegrat\w+|re-?traffick\w+|risk assessment|countr(?:y|ies) of origin|"
               r"upon arrival|safe and (?:voluntary|dignified)|voluntary"),
        (2.7, r"before any return|no return|no one (?:should|must|may) be (?:sent|returned|deported)"
              r"|decid\w* on (?:the )?return|airport"),
    ],
    "victims-in-proceedings": [
        (2.8, r"witness|legal (?:aid|assistance|advice|counsel|representation|support)|proceedings"
              r"|access to (?:justice|court|"
               r"labour court)|testif|interpret(?:er|ation)s?\b|injured part|rights? of victims|victims.? rights"
               r"|victim.s access|"
               r"claims?\b"),
        (HINT, r"lawyers?|in court|hearings?\b|testimony|give evidence|trials?\b|video.?link|complain|statements?\b"
               r"|questioning|"
               r"separate room|support person|be heard|claimants?|plaintiff|counsel\b|informed of (?:the|their)"),
        (2.8, r"witness(?:es)?\b|testif\w+|testimon\w+|injured part(?:y|ies)|"
               r"legal (?:aid|counsel|representation|advice|assistance|support|help)|lawyers?|"
               r"interpret(?:er|ation)\w*|video(?:-| )?(?:link|record|conferenc|evidence)\w*|hear(?:d|ing)s?\b|"
               r"(?:person|people) of trust|cross-?examin\w+|confront\w+ (?:with|the)|"
               r"(?:secondary|re-?)victimi[sz]ation|access to justice|criminal proceedings|court ?rooms?|"
               r"waiting rooms?|statements? (?:of|by|from) victims|"
               r"inform(?:ed|ation)? (?:\w+ ){0,3}(?:of|about|on) (?:their )?rights"),
        (2.8, r"interview\w* (?:\w+ ){0,2}(?:only )?once|repeated interviews?|child-friendly|contact person"
              r"|release of (?:the )?(?:accused|offender|trafficker)|separate (?:entrances?|rooms?)|pre-?recorded"
              r"|video link|hearing of"),
    ],
    "criminal-law": [
        (2.8, r"criminali[sz]|legislat|criminal (?:provision|code|law)|offences?\b|penalt|national law"
              r"|legal framework|"
               r"definition|laws?\b"),
        (HINT, r"sentences?\b|crimes?\b|penal code|statute|aggravat|make it an? (?:offence|crime)|outlaw|ban\b"
               r"|prohibit|imprison|"
               r"years in prison|maximum|punishable|act of parliament"),
        (2.7, r"(?:criminal|penal) (?:code|law|provisions?|liability|offence)|criminali[sz]\w+|definition|"
               r"(?:notion|concept) of (?:exploitation|trafficking)|consent of the victim|legislat\w+|"
               r"(?:make|making) it (?:a|an) (?:offence|crime)|offence of|penalt(?:y|ies)|sentenc\w+|sanctions?\b|"
               r"aggravating|legal persons|punishable|(?:laws?|legislation) (?:on|against|should)|domestic law|"
               r"national legislation|harmoni[sz]\w+ (?:of )?(?:\w+ )?(?:law|legislation|definition)\w*"),
    ],
    "law-enforcement": [
        (2.6, r"investigat|prosecut|impunity|police|law enforcement|organi[sz]ed crime|perpetrator|traffickers"
              r"|punish|convict|"
               r"criminals?\b|surveillance"),
        (HINT, r"detectives?|officers?\b|arrests?\b|raids?\b|crack ?down|gangs?\b|patrols?\b|intelligence|judges?\b"
               r"|organisers|"
               r"cases?\b|units?\b|squads?|evidence|suspects?\b|offenders?|proactive|bring\w* to (?:justice|court)"),
        (2.4, r"investigat\w+|prosecut(?:e|ing|ion)\b|convict\w+|intelligence(?:-led)?|undercover|"
               r"special(?:i[sz]ed)? (?:police|units?|investigat\w+|prosecut\w+)|financial investigations?|"
               r"evidence (?:other|rather|than)|without (?:the )?testimon\w+|raids?\b|organi[sz]ed crime|traffickers|"
               r"perpetrators?|offenders|impunity|crime groups?|patrols?|crews"),
    ],
    "assets": [
        (3.4, r"assets|confiscat|seiz|proceeds|forfeit|money.launder|financial"),
        (HINT, r"profits?\b|gains\b|bank(?:s|ing)?\b|earnings of|follow the money|freez|wealth|accounts?\b|cash\b"
               r"|seized"),
        (3.4, r"confiscat\w+|"
               r"(?:freez|seiz|forfeit|recover|trac)\w* (?:\w+ ){0,3}(?:assets?|profits?|proceeds|property|money"
               r"|gains)|"
               r"proceeds (?:of|from)|profits (?:of|from|made)|assets?\b|money[- ]launder\w*|"
               r"financial (?:flows|institutions|gain)|illicit (?:gains|profits|proceeds)|look for the money"),
    ],
    "judicial-cooperation": [
        (3.4, r"judicial co-?operat|mutual legal|prosecut\w+ (?:services|offices)[^.]*(?:international|europ)"
              r"|extradit|eurojust|"
               r"letters rogatory|judicial"),
        (HINT, r"extradition|joint investigation|rogatory|arrest warrant|evidence (?:from )?abroad|courts? (?:in"
               r"|of) (?:two|both|"
               r"different|several|neighbour)|prosecutors? (?:on|from|in) (?:both|different|several|other)|"
               r"transfer of proceedings|letters? of request"),
        (3.4, r"mutual (?:legal )?assistance|legal assistance in criminal|letters? rogatory|joint investigat\w+|"
               r"extradit\w+|Eurojust|European Arrest|judicial co-?operat\w+|"
               r"(?:prosecutors|judges|courts|investigators|magistrates) (?:\w+ ){0,3}(?:from|of"
               r"|in) (?:\w+ )?(?:both|different|several|all|other|neighbouring|various|two)|"
               r"exchange of evidence|evidence (?:from|gathered|taken|obtained) (?:abroad|in another)|"
               r"transfer of (?:criminal )?proceedings|liaison (?:magistrates|prosecutors)|"
               r"(?:help|assist) one another with evidence|Europol|Interpol"),
    ],
    "corruption": [
        (3.4, r"corrupt|brib|complicit"),
        (HINT, r"collu|integrity of|paid off|dishonest official|gifts\b|tip(?:ped|ping)? off|for a fee"
               r"|abuse of office"),
        (3.4, r"corrupt\w*|brib\w+|complicit\w*|collu\w+|officials? (?:who|that|involved|selling)|"
               r"(?:involvement|participation) of (?:public )?officials|abuse of (?:office|position|power)|integrity|"
               r"waved through|look(?:ed|ing)? (?:the other way|away)|internal (?:control|affairs|investigation)"),
    ],
    "multi-agency": [
        (2.6, r"multi-?(?:agency|disciplin|sector)|(?:civil society|NGOs?)\b[^.]*(?:co-?operat|network|partner|work"
              r"|author)|"
               r"(?:co-?operat|partner|network|work\w*|consult)[^.]*(?:NGOs?|civil society|agencies|institutions)"
               r"|inter-?agency|"
               r"networks?\b|public-private|task force"),
        (1.4, r"co-?ordinat|partnership|NGOs?\b|civil society"),
        (HINT, r"round ?tables?|working groups?|memorand|steering|joint(?:ly)?\b|together with|partners?\b"
               r"|social partners|"
               r"one table|hand in hand|side by side|consult|committees?|forums?\b|platforms?|coalition"
               r"|associations?\b|churches|"
               r"parishes"),
        (2.6, r"(?:memorand\w+|written agreements?|protocols?|co-?operation agreements?) (?:of understanding "
              r"|on co-?operation )?(?:with|between|among)|"
               r"multi-?(?:agency|disciplinary|sectoral|stakeholder)|"
               r"inter-?(?:agency|institutional|ministerial|departmental)|"
               r"(?:co-?operat|co-?ordinat|partnership|consult|dialogue|working)\w* (?:\w+ ){0,4}(?:with|between"
               r"|among|of) (?:\w+ ){0,3}(?:NGOs?|civil society|unions?|police|authorities|agencies|services"
               r"|institutions|actors|stakeholders|partners|charit\w+)|"
               r"(?:involve|include|associate)\w* (?:\w+ ){0,2}(?:NGOs?|civil society|survivors|trade unions)|"
               r"round tables?|sit (?:down )?(?:at|together)|public-private|in co-?operation with|in partnership|"
               r"agree(?:d|ment)? in writing"),
        (2.2, r"(?:drawn|brought|draw|bring) (?:\w+ ){0,3}(?:in|into) (?:prevention|the work|planning)"
              r"|in the course of which the roles|roles of|local (?:NGOs?|service providers)|regular (?:contacts?"
              r"|meetings)|directory of"),
    ],
    "international-cooperation": [
        (2.6, r"(?:international|regional|bilateral|multilateral|cross-border"
              r"|transnational)\w*[^.]{0,40}(?:co-?operat|"
               r"agreement|organi[sz]ation|effort|actor|partner)|co-?operat\w*[^.]{0,60}(?:countries|States"
               r"|international|"
               r"Special Representative|SR\b)|countries of (?:origin|destination)|origin and destination|bilateral"
               r"|joint efforts"),
        (1.3, r"international|co-?operat|co-?ordinat|impetus"),
        (HINT, r"neighbour(?:ing|s)?\b|abroad\b|across (?:borders|frontiers)|embass|consul|liaison|foreign\b"
               r"|other (?:States|"
               r"countries)|third countries|both (?:sides|countries|shores)|treaties|regional\b|transit|twinn"
               r"|diplomat|"
               r"agreements?\b"),
        (2.6, r"(?:international|regional|bilateral|multilateral|cross-?border|transnational|inter-?State"
              r"|trans-?border) (?:\w+ ){0,2}(?:co-?operat|co-?ordinat|agreement|organi[sz]ation|effort|action"
              r"|partner|network|response|initiative|dialogue|level)\w*|"
               r"countries of (?:origin|transit|destination)|origin(?:, transit)? and destination|"
               r"neighbouring (?:countries|States)|bilateral|"
               r"joint (?:programmes?|projects?|activities|efforts|actions?)|"
               r"international (?:community|organi[sz]ations?|partners|donors)|United Nations|European Union|"
               r"Council of Europe|duplication|embass\w+|consul(?:ate|ar)\w*|liaison officers"),
    ],
    "osce-coordination": [
        (2.6, r"OSCE[^.]{0,60}(?:polic|priorit|voice|mission|institution|bod|structure|co-?ordinat|clearing"
              r"|consisten|mandate)|"
               r"clearing house|common voice|(?:co-?ordinat|consolidat|priorit|standard)[^.]*OSCE"),
        (1.3, r"OSCE|ODIHR|mandate|SR\b|ATAU|Special Representative"),
        (HINT, r"OSCE|field (?:missions|operations|presences)|Chairmanship|Secretariat"),
        (2.8, r"OSCE (?:structures|institutions|bodies|executive|field|missions?|Secretariat|Chairman\w*"
              r"|participating)|"
               r"(?:within|across|throughout|inside|in) the OSCE\b|Special (?:Representative|Co-?ordinator)|"
               r"(?:\bSR\b|ODIHR|Secretariat|"
               r"field (?:operations?|missions?|presences?)|Alliance) (?:\w+ ){0,3}(?:should|to|and|must)|"
               r"field (?:operations|missions|presences)|Permanent Council|Ministerial Council|Alliance against|"
               r"economic and environmental|politico-military|human dimension|SPMU|Gender (?:Section|Adviser)|"
               r"country visits|mandates? of"),
    ],
    "funding-staffing": [
        (2.8, r"funds?\b|funding|budget|resources|donor|staff\b|position|posts?\b|allocat|financ"
              r"|employ (?:\w+ )?experts|"
               r"experts in|recruit"),
        (HINT, r"money\b|pay for|grants?\b|hire\b|salar|costs?\b|multi-?year|invest(?:ment)?\b|afford\b"
               r"|lack of (?:money|staff)|"
               r"understaffed|part-time|permanent|euros?\b|pay(?:ing)? the"),
        (2.8, r"fund(?:s|ed|ing|er|ers)?\b|financ(?:e|es|ed|ing|ial (?:support|resources|means|assistance))\b|"
               r"budget\w*|resources\b|donors?|grants?\b|core (?:funding|costs|grants?)|staff(?:ing|ed)?\b|posts?\b|"
               r"salar\w+|multi-?year|sustainab\w+|earmark\w*|(?:pay|paid|paying) for|"
               r"more (?:crews|staff|officers|inspectors|money|personnel|posts)|"
               r"sufficient (?:means|numbers?|staff|funds|resources)|adequately resourced|cost(?:s|ed)?\b|"
               r"extra-?budgetary|second(?:ed|ment)"),
    ],
    "research-data": [
        (2, r"research|data\b|statistic|stud(?:y|ies)|survey|collect|analy[sz]|information gathering|evidence"
            r"|knowledge"),
        (HINT / 2, r"figures\b|numbers? of|find out|know more|mapping|publish|interviews with|count\b|surveys?"
                   r"|records?\b|estimates?|"
               r"academic|universit|how many|scale of"),
        (1.9, r"research|stud(?:y|ies)\b|data\b|statistic\w*|figures\b|surveys?|estimat\w+|(?:a |the )?count of|"
               r"disaggregat\w+|break (?:\w+ ){0,3}down|extent of|scale of|nature and (?:extent|scope)|collect\w*|"
               r"knowledge base|evidence base|analys\w+|mapping|typolog\w+|trends"),
    ],
    "monitoring-evaluation": [
        (2, r"monitor|evaluat|assess|rapporteur|review|report\b|measur\w+ progress|impact|follow.?up"),
        (HINT / 2, r"follow|progress|audit|annual|independent|inspectorate|works?\b in practice|reports? (?:once"
                   r"|every|each|annually|"
               r"to|on)|take stock|benchmark|oversight|ombud|what became"),
        (1.9, r"rapporteurs?|monitor\w*|evaluat\w+|"
               r"assess(?:ment)?s? (?:of )?(?:the )?(?:impact|effect|implement|progress|polic|result|law)\w*|GRETA|"
               r"peer review|review mechanism|"
               r"(?:independent|annual|regular|periodic) (?:reports?|review|evaluation|assessment)|"
               r"report(?:s|ing)? (?:annually|regularly|to parliament|on progress|"
               r"on the (?:implementation|effect|measures))|indicators of (?:progress|success)|benchmarks?|lessons|"
               r"what has been achieved|follow(?:ed)?[- ]up|accountab\w+"),
    ],
    "professional-capacity": [
        (1.8, r"train|capacity|professional|curricul|sensiti[sz]|guideline|instructions|handbook|expertise|module"
              r"|skills|"
               r"seminar|frontline|front-line|materials"),
        (HINT / 2, r"teach|courses?\b|workshops?|manuals?|tool ?kits?|academ|learn\b|lectures?|lessons on|staff\b"
                   r"|qualif|exercises|"
               r"mentor|judges|in-service"),
        (1.8, r"train(?:ing|ed|ers?)?\b|curricul\w+|capacity|manuals?|handbooks?|guidelines?|modules?|"
               r"specialist (?:skills|knowledge)|seminars?|workshops?|judges (?:should|and)|academ\w+|"
               r"professional(?:s|ism)?\b|expertise|skills"),
    ],
    "exchange-of-practice": [
        (1.8, r"(?:good|best) practice|exchang|lessons|shar(?:e|ing)|experience"),
        (HINT / 2, r"learn from|compare|study (?:visit|tour)s?|what (?:has )?worked|mutual learning|swap"
                   r"|examples? (?:of|from)|"
               r"models?\b|what others"),
        (1.9, r"exchang\w+ (?:of )?(?:\w+ ){0,2}(?:experience|practice|information|views|lessons|best)\w*|"
               r"(?:good|best|promising) practices?|"
               r"shar(?:e|ing) (?:of )?(?:\w+ ){0,3}(?:experience|practice|lessons|information|models|materials?"
               r"|lists?)\w*|"
               r"lessons learn\w+|study visits?|twinning|compendium|peer learning"),
    ],
    "ratification": [
        (4, r"ratif|sign (?:and|the)|acced|accession|become (?:a )?part(?:y|ies)"),
        (HINT, r"join(?:ing)? the (?:\w+ )*(?:convention|protocol|treaty)|reservations?\b|sign(?:ed|ing)?\b"
               r"|treaty\b"),
        (4, r"ratif\w+|sign(?:ed|ing|ature)? (?:and|the)|acced\w+|accession|become (?:a )?part(?:y|ies)|"
               r"States? Part(?:y|ies) to|reservations?|join the convention|(?:not|n.t) yet (?:signed|done so"
               r"|joined)"),
    ],
    "implementation-of-commitments": [
        (3, r"implement\w*[^.]{0,70}(?:commitment|Action Plan|Addendum|convention|protocol|decision|declaration|"
               r"recommendation|standards?|charter)|carry out[^.]{0,60}(?:charter|convention|plan|article)"),
        (2, r"commitments?\b|Action Plan|obligation|existing (?:global )?standards|international instruments"),
        (HINT, r"put(?:ting)? into practice|honour|live up|fulfil|promised|undertaken|agreed|pledge|promise"
               r"|resolutions?\b|"
               r"decisions? (?:of|taken)"),
        (2.9, r"implement\w*[^.]{0,70}(?:commitments?|Action Plan|Addendum|convention|protocol|decisions?"
              r"|declaration|recommendations?|standards?|charter|directive|principles)|"
               r"commitments?|Action Plan|international (?:obligations?|standards?|law|instruments)|"
               r"obligations? (?:under|arising|of|they)|honour|live up to|effect (?:is |was )?given to|"
               r"give (?:full )?effect to|put into practice|existing (?:instruments|standards|commitments)|"
               r"transpos\w+|comply with"),
        (2.6, r"put (?:\w+ )?(?:these |those |the )?(?:\w+ )?into (?:practice|effect)|what (?:they|States) (?:had"
              r"|have) done|recommendations (?:of|from|made|adopted)"),
    ],
    "human-rights-approach": [
        (2.6, r"human rights|rights.based|victim.cent|victims?.oriented|rights of (?:trafficked|migrants|victims)|"
               r"best interests|dignity|gender"),
        (HINT, r"consent\b|survivors?|wishes of|listen|at the centre|participation of victims|voice of|rights\b"
               r"|respect\b|humane|"
               r"informed consent|empower|harm\b"),
        (2.7, r"human rights|rights[- ]based|victim[- ]cent(?:re|er)d|survivors?|dignity|"
               r"rights of (?:trafficked|victims|those|migrants)|"
               r"gender[- ](?:sensitive|responsive|specific|perspective)|(?:informed|free) consent|"
               r"best interests of (?:the )?victim|do no harm|hurt the very|at the cent(?:re|er)|"
               r"participat\w+ of (?:victims|survivors|trafficked)|side effects|negative (?:effects|impact)|"
               r"anti-trafficking measures (?:do|must|should) not"),
    ],
    "national-strategy": [
        (2.8, r"national (?:anti-trafficking )?(?:strateg|plans?|polic|co-?ordinat)|strateg(?:y|ies)"
              r"|plans? of action|"
               r"national action plan|policy framework|policies"),
        (HINT, r"co-?ordinator|action plans?|plan\b|inter-?ministerial|ministr|in each country|timetable"
               r"|lead (?:agency|"
               r"ministry)|cabinet|parliament|government-wide"),
        (2.8, r"national (?:\w+ ){0,2}(?:strateg\w+|plans?|polic\w+|co-?ordinat\w+|programmes?|task forces?"
              r"|action plans?|commissions?|structures?)|"
               r"strateg(?:y|ies)\b|plans? of action|"
               r"(?:inter-?ministerial|co-?ordinating) (?:bod\w+|committee|council|group|commission)|"
               r"co-?ordinators?\b|annual work (?:programme|plan)s?|measurable objectives|cabinet|"
               r"parliament(?:s|ary)? (?:should|to|and|commit)|local (?:authorities|governments?|level)"
               r"|municipal\w*"),
    ],
    "overall-response": [
        (1.1, r"(?:fight|combat|address|prevent|tackl|eliminat|act(?:ion|ivit\w*)? against|anti-trafficking|"
               r"prioriti[sz])[^.]{0,60}(?:traffick|THB|exploitation|efforts|action|activit)|traffick|THB\b|efforts"
               r"|sustainable"),
        (1.6, r"(?:fight|combat|address|tackl|eliminat|eradicat|against"
              r"|prevent)\w* (?:of )?(?:\w+ ){0,3}(?:trafficking|"
               r"THB|modern slavery|this (?:crime|scourge|phenomenon)|exploitation)|in all its (?:forms|aspects)|"
               r"comprehensive (?:approach|response|measures)|holistic|redoubl\w+|"
               r"(?:intensify|step up|strengthen) (?:\w+ ){0,3}(?:fight|efforts|action|measures)|this crime|"
               r"all forms of|political will"),
    ],
}
