"""Measure how far the codings agree, and write data/records/codings/agreement.yaml.

Compare the first coder with the second, and each further coder (any other folder in data/records/codings/)
with the published codes. Only codings by the same version of the codebook are compared. Every figure is
computed from the published codings and can be repeated, because the seed is fixed. Runs of one kind of coder
measure stability, not agreement among experts.
"""

import argparse

from corpus.coding.agreement import FIRST_PASS, Agreement, agreement, expert_agreement, numbers
from corpus.derive.tables import write_all
from corpus.edit.update import scalar
from corpus.model.records import Corpus

from .cli import CannotRun
from .sound import read_sound

PATH = "data/records/codings/agreement.yaml"


def main(args: argparse.Namespace) -> int:
    corpus = read_sound(args.root, apart_from=PATH)  # what this command writes may have errors
    figures = compute(corpus)
    for f in figures:
        print(in_words(f))
    text = as_yaml(figures)
    path = args.root / PATH
    old = path.read_text(encoding="utf-8") if path.is_file() else ""
    if args.check:
        return int(old != text)
    if old != text:
        write_all({path: text.encode("utf-8")})
        print(f"written: {PATH} (now run scripts/build.py)")
    return 0


def in_words(f: Agreement) -> str:
    """One figure on one line."""
    same = "" if f.identical is None else f", {100 * f.identical:.1f} % identical"
    who = f"{f.coder}: " if f.coder else ""
    who = f"{f.codebook_version} {who}"
    return f"{who}{f.variable:20} {f.measure:14} {f.value:.3f} [{f.low:.3f}, {f.high:.3f}] over {f.compared}{same}"


def compute(corpus: Corpus) -> list[Agreement]:
    """The figures for the codings of a corpus; raises CannotRun where there are not two coders."""
    codings = corpus.of("coding")
    if not {c.get("coder") for c in codings} >= set(FIRST_PASS):
        raise CannotRun("there are no codings by a first and a second coder")
    return agreement(codings, pillars(corpus)) + of_experts(corpus)


def of_experts(corpus: Corpus) -> list[Agreement]:
    """The figures of each further coder against the published codes."""
    published = corpus.published
    return expert_agreement(corpus.of("coding"), published, pillars(corpus))


def pillars(corpus: Corpus) -> dict[str, str]:
    """The pillar of each theme."""
    return {code: term.get("broader", "") for code, term in corpus.vocabularies.get("theme", {}).items()}


def as_yaml(figures: list[Agreement]) -> str:
    """The figures as records; one round per version of the codebook, in their order."""
    versions = sorted({f.codebook_version for f in figures}, key=numbers)
    out = ["# Written by scripts/reliability.py from the codings; do not edit."]
    for f in figures:
        name = f.measure if f.variable == "unit" else f.variable
        who = f"{f.coder}-" if f.coder else ""
        number = 1 + versions.index(f.codebook_version)
        lines = [f"- agreement_id: {number}-{who}{name.replace('_', '-')}", f"  round: {number}"]
        lines.append(f"  codebook_version: {scalar(f.codebook_version)}")
        lines += [f"  coder: {f.coder}"] if f.coder else []
        lines += [f"  variable: {f.variable}", f"  measure: {f.measure}", f"  compared: {f.compared}"]
        if f.identical is not None:
            lines.append(f"  identical: {f.identical:.3f}")
        lines += [f"  {name}: {value:.3f}" for name, value in (("value", f.value), ("low", f.low), ("high", f.high))]
        out.append("\n".join(lines))
    return "\n".join(out) + "\n"
