"""The likeliest themes of a request: by words that name a subject, and by likeness to what has this theme already.

Two scores are added. The first comes from the patterns of theme_words.py: words of the request
count fully, those of its heading less. The second is the likeness (tf-idf, cosine) of the request
to label, definition and crosswalk labels of each theme and to our own statements of the published
recommendations that have it, so that proposals get better as records grow.
"""
from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from functools import cached_property

from ..records import Corpus
from .theme_words import THEMES

SMALL = set(  # words that say nothing of a subject
    (
        "a about above across add after again all along also am among an and any anyone anything are around as at away "
        "back be because been before behind being below best better between both but by can cannot come comes could did "
        "do does doing done down during each either else enough even ever every few find first for from full further "
        "gave get give given go goes going good great had has have having he her here him his how if in instead into is "
        "it item its itself just keep kept large last later least less let like little long made make makes making many "
        "may me might more most much must my need needs neither never new next no nobody none nor not nothing now of "
        "off often on once one only or order other others our out over own part people per perhaps place put quite "
        "rather said same say says see seen several shall she should since small so some something soon still such take "
        "taken than that the their them themselves then there these they thing things this those three through thus "
        "time to together too two under until up upon us use used very was way we well were what when where whether "
        "which while who whom whose why will with within without would year years yet you your including"
    ).split()
)
STEM = 6  # letters of a word that count: "exploit" and "exploitation" are one
LABEL, DEFINITION, FIRST, FURTHER = 4.0, 2.0, 1.0, 0.3  # how much a word weighs by where it stands
BESIDE = 0.45  # how much a word counts that stands beside the request
NEAR = ("exactMatch", "closeMatch", "narrowMatch")  # crosswalks whose labels speak of the theme itself
NO_WORD = "no word of a narrower theme"
MODES = ("awareness", "research-data", "monitoring-evaluation", "professional-capacity", "exchange-of-practice")
NAMED, MODE = 2.0, 0.85  # a score from which on a subject is named; what is left of the score of a mode beside it
ADDRESSEES = re.compile(r"^\W*(?:\w[.)]\s+)?(?:recommendations?\s+)?(?:to|for|addressed to)\b", re.IGNORECASE)


class Themes:
    """Proposes themes from the vocabulary and the published recommendations of a corpus."""

    def __init__(self, corpus: Corpus):
        self.corpus = corpus
        self.terms = corpus.vocabularies.get("theme", {})

    def likeliest(self, text: str, heading: str = "", most: int = 3, subject: str = "") -> list[tuple[str, str]]:
        """The likeliest themes and why, best first; the last resort of the codebook where nothing speaks for any.

        ``subject`` is what stands before the act and merely says who is to do it; it counts as little as the heading.
        """
        if ADDRESSEES.match(heading):
            heading = ""  # it says who, not on what
        scores: dict[str, tuple[float, str]] = {}
        alike = self._alike(text)
        top = max((score for score, _ in alike.values()), default=0.0)
        for code in self.terms:
            named, why = self._named(code, text, [(subject, BESIDE, "from who is asked"), (heading, BESIDE, "from the heading")])
            like, word = alike.get(code, (0.0, ""))
            reasons = [why] * bool(why) + [f"“{word}…” as in its records or definition"] * bool(word and (like == top or not why))
            if named + like > 0:
                scores[code] = (named + (like / top if top else 0.0), "; ".join(reasons))
        if any(score >= NAMED and code not in MODES for code, (score, _) in scores.items()):  # modes lead only where no subject does
            scores = {code: (score * (MODE if code in MODES else 1), why) for code, (score, why) in scores.items()}
        best = sorted(scores.items(), key=lambda item: -item[1][0])[:most]
        if best:
            return [(code, why) for code, (_, why) in best]
        last = "overall-response" if "overall-response" in self.terms or not self.terms else list(self.terms)[-1]
        return [(last, NO_WORD)]

    def named(self, text: str) -> str | None:
        """The theme that the words themselves name most clearly; None where they name none."""
        found = {code: self._named(code, text, [])[0] for code in self.terms}
        best = max(found, key=lambda code: found[code], default=None)
        return best if best is not None and found[best] > 0 else None

    def _named(self, code: str, text: str, beside: list[tuple[str, float, str]]) -> tuple[float, str]:
        """The score by the words that name a theme, and the first of them."""
        term = self.terms[code]
        patterns = THEMES.get(code) or [
            (2.0, "|".join(re.escape(w[:STEM]) for w in re.findall(r"\w{4,}", f"{term.get('label')}")) or r"(?!)")
        ]
        score, why = 0.0, ""
        for weight, pattern in patterns:
            found = list(re.finditer(rf"\b(?:{pattern})", text, re.IGNORECASE))
            if found:
                gain = weight + 0.25 * min(3, len({m.group().lower() for m in found}) - 1) - 0.9 * found[0].start() / max(1, len(text))
                score, why = max((score, why), (gain, f"has “{' '.join(found[0].group().split()[:2]).lower()}”"))
                continue
            for words, share, where in beside:
                if words and re.search(rf"\b(?:{pattern})", words, re.IGNORECASE):
                    score, why = max((score, why), (share * weight, where))
        return score, why

    def _alike(self, text: str) -> dict[str, tuple[float, str]]:
        """Likeness to each theme, and the word that counts most in it; themes with none are left out."""
        words = sorted(set(stems(text)))
        out = {}
        for code, weights in self._vectors.items():
            shared = [(weights[w], w) for w in words if w in weights]
            if shared:
                out[code] = (sum(x for x, _ in shared), max(shared)[1])
        return out

    @cached_property
    def _vectors(self) -> dict[str, dict[str, float]]:
        """Of each theme the weights of its words, of length one."""
        count: dict[str, Counter[str]] = defaultdict(Counter)

        def learn(code: str, text: str, weight: float) -> None:
            if code in self.terms:
                count[code].update(dict.fromkeys(stems(text), weight))

        for code, term in self.terms.items():
            learn(code, f"{term.get('label')}", LABEL)
            for said in (term.get("definition"), *(m.get("match_label") for m in term.items("matches") if m.get("relation") in NEAR)):
                learn(code, said or "", DEFINITION)
        for r in self.corpus.published:
            said = f"{r.get('in_our_words')} {' '.join(map(str, r.items('keywords')))}"
            for n, code in enumerate(r.items("themes")):
                learn(code, said, FURTHER if n else FIRST)
        spread = Counter(w for words in count.values() for w in words)
        out = {}
        for code, words in count.items():
            weights = {w: math.log1p(n) * math.log((len(count) + 1) / spread[w]) for w, n in words.items()}
            size = math.sqrt(sum(x * x for x in weights.values())) or 1.0
            out[code] = {w: x / size for w, x in weights.items()}
        return out


def stems(text: str) -> list[str]:
    """The telling words of a text, cut to their first letters."""
    return [w[:STEM] for w in (m.lower() for m in re.findall(r"[A-Za-z]{3,}", text)) if w not in SMALL]
