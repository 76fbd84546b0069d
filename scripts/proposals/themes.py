"""The most likely themes of a request, by words that name a subject and by likeness to texts with the theme.

Two scores are added. The first comes from the patterns of words/themes.tsv: words of the request
count fully, words of its heading and of the text before it count less. The second is the likeness of
the request (see likeness.py) to label, definition and crosswalk labels of each theme, to our own
statements of its published recommendations (proposals improve as records are added), and to
invented requests.
"""

import re
from collections.abc import Iterator
from functools import cached_property

from .known import Known
from .likeness import STEM, Likeness
from .words import WORDS, examples, themes

LABEL, DEFINITION, FIRST, FURTHER = 4.0, 2.0, 1.0, 0.3  # the weight of a word, by its place
BESIDE, BEFORE = 0.45, 0.5  # the weight of a word in the heading, or before the request
ALIKE = 3.0  # the score of the theme to which a request is most like
NO_WORD = "no word of a narrower theme"
MODES = ("awareness", "research-data", "monitoring-evaluation", "professional-capacity", "exchange-of-practice")
NAMED, MODE = 2.0, 0.85  # the score from which a subject counts as named; the factor for a mode beside it
CHILDREN, SERVICES = "child-protection", "assistance"


class Themes:
    """Proposes themes from the vocabulary and the published recommendations."""

    def __init__(self, known: Known):
        self.known, self.terms = known, known.terms("theme")

    def likeliest(
        self, text: str, heading: str = "", most: int = 3, subject: str = "", before: str = ""
    ) -> list[tuple[str, str]]:
        """The most likely themes and why, best first; the default theme of the codebook if none is likely.

        ``subject`` is the text before the act, which only says who is to do it; it counts as little
        as the heading. ``before`` is the text of its paragraph before the request, or the sentence that it completes.
        """
        if WORDS.addressed_heading.match(heading):
            heading = ""  # it gives the addressee, not the subject
        scores: dict[str, tuple[float, str]] = {}
        beside = [
            (subject, BESIDE, "from who is asked"),
            (heading, BESIDE, "from the heading"),
            (before, BEFORE, "from what is said before"),
        ]
        alike, around = self._likeness(text), self._likeness(before)
        likeness = {
            code: alike.get(code, (0.0, ""))[0] + BEFORE * around.get(code, (0.0, ""))[0] for code in self.terms
        }
        top = max(likeness.values(), default=0.0)
        for code in self.terms:
            named, why = self._named(code, text, beside)
            word = alike.get(code, (0.0, ""))[1]
            reasons = [why] * bool(why) + [f"“{word}…” as in its records, definition or examples"] * bool(
                word and (likeness[code] == top or not why)
            )
            if named + likeness[code] > 0:
                scores[code] = (
                    named + (ALIKE * likeness[code] / top if top else 0.0),
                    "; ".join(reasons) or "from what is said before",
                )
        if any(
            score >= NAMED and code not in MODES for code, (score, _) in scores.items()
        ):  # modes come first only without a subject
            scores = {code: (score * (MODE if code in MODES else 1), why) for code, (score, why) in scores.items()}
        best = sorted(scores.items(), key=lambda item: -item[1][0])[:most]
        if (
            best
            and best[0][0] == CHILDREN
            and SERVICES in scores
            and SERVICES not in dict(best)
            and WORDS.service.search(text)
        ):
            best[-1] = (SERVICES, scores[SERVICES])  # codebook, Borders: services for child victims
        if best:
            return [(code, why) for code, (_, why) in best]
        last = "overall-response" if "overall-response" in self.terms or not self.terms else list(self.terms)[-1]
        return [(last, NO_WORD)]

    def named(self, text: str) -> str | None:
        """The theme that the words name most clearly, or None."""
        found = {code: self._named(code, text, [])[0] for code in self.terms}
        best = max(found, key=lambda code: found[code], default=None)
        return best if best is not None and found[best] > 0 else None

    def _named(self, code: str, text: str, beside: list[tuple[str, float, str]]) -> tuple[float, str]:
        """The score by the words that name a theme, and the first of them."""
        term = self.terms[code]
        patterns = themes().get(code) or [
            (2.0, "|".join(re.escape(w[:STEM]) for w in re.findall(r"\w{4,}", term.label)) or r"(?!)")
        ]
        score, why = 0.0, ""
        for weight, one in patterns:
            found = list(re.finditer(rf"\b(?:{one})", text, re.IGNORECASE))
            if found:
                gain = (
                    weight
                    + 0.25 * min(3, len({m.group().lower() for m in found}) - 1)
                    - 0.9 * found[0].start() / max(1, len(text))
                )
                score, why = max((score, why), (gain, f"has “{' '.join(found[0].group().split()[:2]).lower()}”"))
                continue
            for words, share, where in beside:
                if words and re.search(rf"\b(?:{one})", words, re.IGNORECASE):
                    score, why = max((score, why), (share * weight, where))
        return score, why

    @cached_property
    def _likeness(self) -> Likeness:
        return Likeness((code, text, weight) for code, text, weight in self._labelled() if code in self.terms)

    def _labelled(self) -> Iterator[tuple[str, str, float]]:
        """Texts about a theme: the theme, the text, its weight."""
        for code, term in self.terms.items():
            yield code, term.label, LABEL
            for words in (term.definition, *term.alike):
                yield code, words, DEFINITION
        requests = [(r.themes, f"{r.statement} {' '.join(r.keywords)}") for r in self.known.published]
        for codes, words in (*requests, *examples()):
            for n, code in enumerate(codes):
                yield code, words, FURTHER if n else FIRST
