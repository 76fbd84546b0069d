"""The page docs/error-detection.md: what the fault run and the mutation run have found, from the tables they leave."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from corpus.derive import blocks
from helpers import ROOT, rule_link

FIRST, LAST = Path("tests/measure/faults/first-run.csv"), Path("tests/measure/faults/last-run.csv")
MUTATION = Path("tests/measure/mutation-run.csv")
PAGE = Path("docs/error-detection.md")


@dataclass
class Count:
    """What became of the faults of a kind: how many, how many detected, how many on the right line, by which rules."""

    made: int = 0
    detected: int = 0
    placed: int = 0
    rules: tuple[str, ...] = ()


def from_csv(path: Path) -> dict[str, Count]:
    """The counts of a run, by kind."""
    with path.open(encoding="utf-8", newline="") as file:
        return {
            r["kind"]: Count(int(r["faults"]), int(r["detected"]), int(r["right_line"]), tuple(r["rules"].split()))
            for r in csv.DictReader(file)
        }


def share(part: int, whole: int) -> str:
    """A share in per cent; never rounded up to all or down to none."""
    if not whole or part in (0, whole):
        return "–" if not whole else "100 %" if part else "0 %"
    return f"{min(99.9, max(0.1, round(100 * part / whole, 1))):.1f} %"


def _summed(run: dict[str, Count], kinds: list[str]) -> Count:
    mine = [run[k] for k in kinds if k in run]
    return Count(sum(c.made for c in mine), sum(c.detected for c in mine), sum(c.placed for c in mine))


def faults_block() -> str:
    """What the rules see of single faults: in all, and by kind."""
    from faults.kinds import KINDS

    runs = {"first run": from_csv(ROOT / FIRST)}
    if (ROOT / LAST).is_file():
        runs["last run"] = from_csv(ROOT / LAST)
    made = [k for k in KINDS if runs["first run"].get(k, Count()).made]
    apart, rest = [k for k in made if KINDS[k].apart], [k for k in made if not KINDS[k].apart]
    out = [
        "| Run | All faults | All kinds | Kinds | Faults of these kinds | Detected | On the right line |\n"
        "|---|---:|---:|---|---:|---:|---:|\n"
    ]
    for name, run in runs.items():
        for what, kinds in (("that a rule could see", apart), ("that no rule could see", rest)):
            c = _summed(run, kinds)
            head = f"{name} | {_summed(run, made).made:,} | {len(made)}" if kinds is apart else " | | "
            out.append(
                f"| {head} | {len(kinds)} {what} | {c.made:,} "
                f"| {share(c.detected, c.made)} | {share(c.placed, c.made)} |\n"
            )
    for title, kinds in (("Kinds that a rule could see", apart), ("Kinds that no rule could see", rest)):
        heads = "".join(f" {name}: detected | right line |" for name in runs)
        out.append(f"\n### {title}\n\n| Kind | Faults |{heads} Rules |\n|---|---:|{'---:|---:|' * len(runs)}---|\n")
        for k in kinds:
            last = [run[k] for run in runs.values() if k in run]
            cells = "".join(f" {c.detected} | {c.placed} |" for c in last) + " – | – |" * (len(runs) - len(last))
            codes = ", ".join(map(rule_link, last[-1].rules[:4])) + (" …" if len(last[-1].rules) > 4 else "")
            out.append(f"| {KINDS[k].told} | {last[-1].made} |{cells} {codes} |\n")
    none = [KINDS[k].told for k in KINDS if k not in made]
    if none:
        out.append(f"\nNot tried, because no record has a place for it: {' '.join(none)}\n")
    return "".join(out)


def mutation_block() -> str:
    """How many mutants of the rules the fixtures kill, and which not."""
    with (ROOT / MUTATION).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    alive = [r for r in rows if r["killed"] == "false"]
    out = [
        f"Of {len(rows)} mutants {len(rows) - len(alive)} were killed ({share(len(rows) - len(alive), len(rows))}); "
        f"{len(alive)} survived"
    ]
    out.append(":\n\n" if alive else ".\n")
    for r in alive:
        where, _, change = r["mutant"].partition(": ")
        was, _, now = change.partition(" → ")
        out.append(
            f"- **{', '.join(r['rules'].split())}** (`{where}`): `{was}` became `{now}`. Why it survives: "
            f"{r['why_not'] or 'a fixture is missing'}.\n"
        )
    return "".join(out)


def page(text: str) -> str:
    """The page with both blocks as the runs left them."""
    return blocks.fill(text, {"faults": faults_block, "mutation": mutation_block})


def write_page() -> None:
    """Write the page anew, where both runs have been made."""
    path = ROOT / PAGE
    if all((ROOT / p).is_file() for p in (PAGE, FIRST, MUTATION)):
        path.write_text(page(path.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
        print(f"written: {PAGE.as_posix()}")
