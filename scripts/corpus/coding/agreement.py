"""Measures the agreement of two codings: units are matched by their spans, variables by Krippendorff's alpha.

Alpha: K. Krippendorff, Content Analysis (4th ed., 2018), chapter 12, here for two coders without
gaps and any distance. MASI: R. Passonneau, Measuring agreement on set-valued items (LREC 2006).
Intervals: percentile bootstrap over units.
"""

import random
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

from corpus.model.codebook import VERSION
from corpus.model.records import Record

from .kit import MEASURES

OVERLAP = 0.9  # spans are the same unit if they share at least this part of the longer one
SAMPLES, SEED = 2000, 20080910
FIRST_PASS = ("first", "second")  # compared with each other; every other coder with the published codes
MODEL_RUNS = (*FIRST_PASS, "third")  # runs of a language model; every other coder is a human expert
NOT_ASKED = {"third": ("form", "instruments")}  # variables a coder was not asked about, which are not measured

Distance = Callable[[Hashable, Hashable], float]


@dataclass(frozen=True)
class Agreement:
    """One figure: variable, measure, number of units, value and its 95 % interval.

    ``coder`` is compared with the published codes. Both sides followed the same version of the codebook.
    """

    variable: str
    measure: str
    compared: int
    identical: float | None
    value: float
    low: float
    high: float
    codebook_version: str = VERSION
    coder: str | None = None


def nominal(a: Hashable, b: Hashable) -> float:
    """0 where equal, else 1."""
    return float(a != b)


def masi(a: frozenset, b: frozenset) -> float:
    """MASI distance of two sets: 1 - Jaccard × monotonicity (1, 2/3 or 1/3; without shared items, Jaccard is 0)."""
    if not a and not b:
        return 0.0
    monotone = 1.0 if a == b else 2 / 3 if a <= b or b <= a else 1 / 3
    return 1 - len(a & b) / len(a | b) * monotone


def ordinal(values: Sequence[Any]) -> Distance:
    """Krippendorff's ordinal distance for the values that occur, by the number of values between two of them."""
    count = Counter(values)
    ranks = sorted(count)

    def distance(a: Hashable, b: Hashable) -> float:
        low, high = sorted((ranks.index(a), ranks.index(b)))
        between = sum(count[ranks[k]] for k in range(low, high + 1)) - (count[ranks[low]] + count[ranks[high]]) / 2
        return float(between**2) if low != high else 0.0

    return distance


def numbered(
    pairs: Sequence[tuple[Hashable, Hashable]], distance: Distance
) -> tuple[list[tuple[int, int]], list[list[float]]]:
    """The pairs with a number for each value, and the distances of all values."""
    number = {v: n for n, v in enumerate(dict.fromkeys(v for pair in pairs for v in pair))}
    return [(number[a], number[b]) for a, b in pairs], [[distance(a, b) for b in number] for a in number]


def alpha(pairs: Sequence[tuple[int, int]], apart: Sequence[Sequence[float]]) -> float:
    """Krippendorff's alpha of two coders: 1 - observed / expected disagreement; 1.0 if only one value occurs.

    ``pairs`` are what each coder decided about each unit, as numbers of values; ``apart`` the distances of all values.
    """
    observed = sum(apart[a][b] for a, b in pairs) / len(pairs)
    count = Counter(v for pair in pairs for v in pair)
    total = sum(count.values())
    expected = 2 * sum(m * n * apart[a][b] for (a, m), (b, n) in combinations(count.items(), 2)) / (total * (total - 1))
    return 1 - observed / expected if expected else 1.0


def match(first: Sequence[Record], second: Sequence[Record], share: float) -> list[tuple[Record, Record]]:
    """Pairs of units of a document whose spans share at least ``share`` of the longer one; each once, best first."""
    together = [(_shared(a, b), a, b) for a in first for b in second if a.get("source") == b.get("source")]
    candidates = [(-part, a.id, b.id, a, b) for part, a, b in together if part >= share]
    used: set[str] = set()
    out = []
    for *_, a, b in sorted(candidates, key=lambda c: c[:3]):
        if used.isdisjoint((a.id, b.id)):
            used |= {a.id, b.id}
            out.append((a, b))
    return sorted(out, key=lambda pair: pair[0].id)


def _shared(a: Record, b: Record) -> float:
    """The shared part of two spans, as a share of the longer one; below 0 if they are apart."""
    low = max(a.get("start"), b.get("start"))
    high = min(x.get("start") + x.get("length") for x in (a, b))
    return float((high - low) / max(a.get("length"), b.get("length")))


def f1(matched: int, first: int, second: int) -> float:
    """The harmonic mean of the shares of each coder's units that the other one has too."""
    return 2 * matched / (first + second) if first + second else 1.0


def _interval(sample: Callable[[random.Random], float]) -> tuple[float, float]:
    source = random.Random(SEED)
    values = sorted(sample(source) for _ in range(SAMPLES))
    return values[int(SAMPLES * 0.025)], values[int(SAMPLES * 0.975)]


def _unitising(name: str, first: list[Record], second: list[Record], share: float) -> Agreement:
    pairs = match(first, second, share)
    # Hits and weight of each unit: 2 of 2 if both coders have it, 0 of 1 if only one has it.
    units = [(2, 2)] * len(pairs) + [(0, 1)] * (len(first) + len(second) - 2 * len(pairs))

    def sample(source: random.Random) -> float:
        hits, weights = zip(*source.choices(units, k=len(units)))
        return sum(hits) / sum(weights)

    low, high = _interval(sample)
    return Agreement("unit", name, len(units), None, f1(len(pairs), len(first), len(second)), low, high)


def _variable(name: str, measure: str, pairs: list[tuple[Hashable, Hashable]]) -> Agreement:
    fixed: dict[str, Callable[..., float]] = {"alpha-nominal": nominal, "alpha-masi": masi}
    values, apart = numbered(pairs, fixed.get(measure) or ordinal([v for pair in pairs for v in pair]))
    same = sum(a == b for a, b in pairs) / len(pairs)
    low, high = _interval(lambda source: alpha(source.choices(values, k=len(values)), apart))
    return Agreement(name, measure, len(pairs), same, alpha(values, apart), low, high)


def decided(unit: Record, variable: str, pillar: dict[str, str]) -> Hashable:
    """The value of a variable in a coding or a published recommendation: one value, or a set."""
    if variable == "theme":
        return unit.items("themes")[0]
    if variable == "pillar":
        return pillar.get(unit.items("themes")[0], "")
    if variable == "instruments" and "citations" in unit.value:
        return frozenset(c["instrument_id"] for c in unit.items("citations"))
    return frozenset(unit.items(variable)) if MEASURES[variable] == "alpha-masi" else unit.get(variable)


def agreement(codings: Sequence[Record], pillar: dict[str, str]) -> list[Agreement]:
    """Every figure for the coders named first and second, by version. ``pillar`` maps themes to pillars."""
    versions = sorted({c.get("codebook_version") for c in codings if c.get("coder") in FIRST_PASS}, key=numbers)
    return [replace(f, codebook_version=v) for v in versions for f in _first_pass(codings, v, pillar)]


def numbers(version: str) -> list[int]:
    """A version of the codebook as numbers, for sorting."""
    return [int(n) for n in version.split(".")]


def _first_pass(codings: Sequence[Record], version: str, pillar: dict[str, str]) -> list[Agreement]:
    of: dict[tuple, list[Record]] = {(coder, level): [] for coder in FIRST_PASS for level in ("unit", "passage")}
    for c in codings:
        if (key := (c.get("coder"), c.get("level"))) in of and c.get("codebook_version") == version:
            of[key].append(c)
    first, second = of["first", "unit"], of["second", "unit"]
    shares = (("f1-boundaries", 1.0), ("f1-overlap", OVERLAP)) if first or second else ()
    out = [_unitising(name, first, second, share) for name, share in shares]
    if passages := match(of["first", "passage"], of["second", "passage"], 1.0):
        types = [(a.get("passage_type"), b.get("passage_type")) for a, b in passages]
        out.append(_variable("passage_type", "alpha-nominal", types))
    return out + _variables(match(first, second, OVERLAP), pillar)


def expert_agreement(codings: Sequence[Record], published: Sequence[Record], pillar: dict[str, str]) -> list[Agreement]:
    """Every figure for each further coder, against the published recommendations; empty if there is none.

    Such a coder is given the units, so boundaries are not measured: a coding belongs to the
    recommendation with the same start. Codings by another version of the codebook than that of
    the published codes are not compared with them.
    """
    by_start = {(r.get("source"), r.get("span_start")): r for r in published}
    units = [c for c in codings if c.get("level") == "unit" and c.get("codebook_version") == VERSION]
    out = []
    for coder in sorted({c.get("coder") for c in units} - set(FIRST_PASS)):
        own = [c for c in units if c.get("coder") == coder]
        pairs = [(u, by_start[key]) for u in own if (key := (u.get("source"), u.get("start"))) in by_start]
        asked = [f for f in _variables(pairs, pillar) if f.variable not in NOT_ASKED.get(coder, ())]
        out += [replace(f, coder=coder) for f in asked]
    return out


def _variables(pairs: list[tuple[Record, Record]], pillar: dict[str, str]) -> list[Agreement]:
    sides = ((name, [(decided(a, name, pillar), decided(b, name, pillar)) for a, b in pairs]) for name in MEASURES)
    return [_variable(name, MEASURES[name], values) for name, values in sides if pairs]
