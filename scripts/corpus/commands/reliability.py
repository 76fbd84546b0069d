"""Measure how far the codings agree, and write data/records/codings/agreement.yaml."""

import argparse
from dataclasses import asdict

from corpus.coding.agreement import FIRST_PASS, Agreement, agreement, expert_agreement, numbers
from corpus.derive.tables import write_all
from corpus.edit.update import record_lines
from corpus.model.records import Corpus

from .cli import CannotRun
from .sound import read_sound

PATH = "data/records/codings/agreement.yaml"


def main(args: argparse.Namespace) -> int:
    corpus = read_sound(args.root, apart_from=PATH)  # the output of this command may have errors
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
    """The figures for the codings of a corpus; raises CannotRun if there are fewer than two coders."""
    codings = corpus.of("coding")
    if not {c.get("coder") for c in codings} >= set(FIRST_PASS):
        raise CannotRun("there are no codings by a first and a second coder")
    pillar = {code: term.get("broader", "") for code, term in corpus.vocabularies.get("theme", {}).items()}
    return agreement(codings, pillar) + expert_agreement(codings, corpus.published, pillar)


def as_yaml(figures: list[Agreement]) -> str:
    """The figures as records, one round per version of the codebook, in order."""
    versions = sorted({f.codebook_version for f in figures}, key=numbers)
    out = ["# Written by scripts/reliability.py from the codings; do not edit."]
    for f in figures:
        values = asdict(f)
        number = 1 + versions.index(values.pop("codebook_version"))
        what = f.measure if f.variable == "unit" else f.variable
        name = "-".join(filter(None, (str(number), f.coder, what.replace("_", "-"))))
        head = {"agreement_id": name, "round": number, "codebook_version": f.codebook_version}
        record = {**head, "coder": values.pop("coder"), **values}
        out += record_lines({k: v for k, v in record.items() if v is not None})
    return "\n".join(out) + "\n"
