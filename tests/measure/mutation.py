"""Mutation of the rules: one operator, constant or condition changed at a time, and whether the fixtures notice.

A sample of all mutants, the same for the same rules. A mutant is killed where a fixture of one of the
rules that use the changed function no longer gives exactly its problems, or where the good repository
gives any; else it has survived, and the reason why it cannot be told apart is in REASONS, or a fixture
is missing.
"""

from __future__ import annotations

import argparse
import ast
import copy
import csv
import io
import random
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from error_detection import MUTATION as RESULT
from error_detection import write_page

from cases import RULES as CASES
from cases import Bench, Case, bench_of, changed, problems_of
from corpus.commands.cli import Progress
from corpus.rules import registry
from dpcheck.rule import Registry
from dpcheck.terminal import utf8_output
from helpers import GOOD, ROOT, run

SAMPLE, SEED = 80, 42
CLEAN = "0 errors, 0 warnings"  # what the command says of a good repository
RULES = Path(registry.__file__).parent
# All modules of rules but one: what the reference validator says is not ours to test.
MODULES = sorted({p.stem for p in RULES.glob("[a-z]*.py")} - {"context", "registry", "frictionless"})
COMPARED = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
FOR_PEOPLE = {"message", "hint", "expected", "actual", "record"}  # arguments whose words no fixture pins

# Mutants that no test can tell from the rule as it is, by "module.function: old → new", and why.
WORDS = "what is shown for people; no fixture pins words"
OF_OTHERS = "reached only where another rule reports the cause; fixtures of that rule fail"
REASONS: dict[str, str] = {
    "bytes.no_look_alikes: file.text and (not file.text.isascii()) → file.text or not file.text.isascii()": (
        "a text in ASCII has no look-alikes, and a file that cannot be read is B001, which has fixtures of its own"
    ),
    "package._apart: len(line) > end → len(line) >= end": WORDS,
}


@dataclass(frozen=True)
class Mutant:
    """A change of one node of a module: where, what it was and has become, and the rules that use the function."""

    module: str
    line: int
    was: str
    now: str
    codes: tuple[str, ...]
    function: ast.FunctionDef
    place: int  # of the node in the walk of the function
    change: Callable[[ast.AST], None]

    @property
    def name(self) -> str:
        return f"{self.module}.{self.function.name}: {self.was} → {self.now}"

    @property
    def changed(self) -> ast.FunctionDef:
        """A copy of the function with the change."""
        out = copy.deepcopy(self.function)
        self.change(next(n for k, n in enumerate(ast.walk(out)) if k == self.place))
        return out


def parsed(module: str) -> tuple[ast.Module, dict[str, ast.FunctionDef]]:
    """A module of rules, and its functions by name."""
    tree = ast.parse((RULES / f"{module}.py").read_text(encoding="utf-8"))
    return tree, {f.name: f for f in tree.body if isinstance(f, ast.FunctionDef)}


def mutants(module: str) -> Iterator[Mutant]:
    """Every mutant of the functions of a module of rules."""
    _, functions = parsed(module)
    codes = {name: code for name, f in functions.items() if (code := _code(f))}
    for name, function in functions.items():
        used_by = tuple(sorted(code for rule, code in codes.items() if name in _reached(rule, functions)))
        if not used_by:
            continue
        for place, node, change in _changes(function):
            changed = copy.deepcopy(node)
            change(changed)
            was, now = ast.unparse(node), ast.unparse(changed)
            yield Mutant(module, node.lineno, was, now, used_by, function, place, change)


def _code(function: ast.FunctionDef) -> str | None:
    for d in function.decorator_list:
        if isinstance(d, ast.Call) and getattr(d.func, "id", "") == "rule":
            return d.args[0].value
    return None


def _reached(name: str, functions: dict[str, ast.FunctionDef]) -> set[str]:
    seen, todo = set(), [name]
    while todo:
        here = todo.pop()
        if here not in seen and here in functions:
            seen.add(here)
            todo += [n.id for n in ast.walk(functions[here]) if isinstance(n, ast.Name)]
    return seen


def _changes(function: ast.FunctionDef) -> Iterator[tuple[int, ast.AST, Callable]]:
    """The number of a node in the walk of a function, the node, and what changes it."""
    spared = {id(n) for d in function.decorator_list for n in ast.walk(d)}
    spared |= {
        id(n)
        for call in ast.walk(function)
        if isinstance(call, ast.Call)
        for k in call.keywords
        if k.arg in FOR_PEOPLE
        for n in ast.walk(k.value)
    }
    spared |= {id(n) for s in ast.walk(function) if isinstance(s, ast.JoinedStr) for n in ast.walk(s)}
    spared |= {
        id(n)
        for a in ast.walk(function)
        if isinstance(a, (ast.AnnAssign, ast.arg)) and a.annotation
        for n in ast.walk(a.annotation)
    }
    spared |= {id(n) for n in ast.walk(function.returns)} if function.returns else set()
    for place, node in enumerate(ast.walk(function)):
        if id(node) in spared:
            continue
        if isinstance(node, ast.Compare):
            for n, op in enumerate(node.ops):
                yield place, node, lambda x, n=n, op=op: x.ops.__setitem__(n, COMPARED[type(op)]())
        elif isinstance(node, ast.BoolOp):
            yield place, node, lambda x: setattr(x, "op", ast.And() if isinstance(x.op, ast.Or) else ast.Or())
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            yield place, node, _without_not
        elif isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Add, ast.Sub)):
            yield place, node, lambda x: setattr(x, "op", ast.Sub() if isinstance(x.op, ast.Add) else ast.Add())
        elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
            yield place, node, lambda x: setattr(x, "value", not x.value)
        elif isinstance(node, ast.Constant) and isinstance(node.value, (int, float)):
            yield place, node, lambda x: setattr(x, "value", x.value + 1)


def _without_not(node: ast.UnaryOp) -> None:
    """``not x`` becomes ``not not x``, which is as good as x."""
    node.operand = ast.UnaryOp(ast.Not(), node.operand)


def load(mutant: Mutant) -> None:
    """Put the rules of a mutant in the place of those that they were."""
    tree, functions = parsed(mutant.module)
    tree.body[tree.body.index(functions[mutant.function.name])] = mutant.changed
    twin = ModuleType(f"corpus.rules.{mutant.module}")
    twin.__dict__.update({"__package__": "corpus.rules", "__file__": str(RULES / f"{mutant.module}.py")})
    own, entered = registry.REGISTRY, Registry(registry.CATALOGUE)
    registry.REGISTRY = entered  # one without functions, for that of the project refuses a second one
    try:
        exec(compile(ast.fix_missing_locations(tree), twin.__file__, "exec"), twin.__dict__)
    finally:
        registry.REGISTRY = own
    own.update({code: entered[code] for code in mutant.codes})


def killed(mutant: Mutant, bench: Bench, cases: list[Case]) -> bool:
    """Whether some fixture, or the good repository, tells the mutant from the rules as they are."""
    before = dict(registry.REGISTRY)
    load(mutant)
    try:
        done = run("validate", root=bench[0])
        if done.code or not done.out.startswith(CLEAN):
            return True
        for case in cases:
            with changed(bench, case) as root:
                case.check(problems_of(case, root))
        return False
    except Exception:  # a failed check, or a rule that breaks down
        return True
    finally:
        registry.REGISTRY.update(before)


def sampled(size: int) -> list[Mutant]:
    """A sample of the mutants of all modules, in the order of modules and lines."""
    everything = [m for module in MODULES for m in mutants(module)]
    chosen = random.Random(SEED).sample(range(len(everything)), min(size, len(everything)))
    return [everything[n] for n in sorted(chosen)]


def of_functions(names: list[str]) -> list[Mutant]:
    """All mutants of some functions, each named as ``module.function``."""
    return [m for module in MODULES for m in mutants(module) if f"{m.module}.{m.function.name}" in names]


def prepared(place: Path) -> Bench:
    """A good repository with tables, which each case changes and puts back."""
    good = place / "good"
    shutil.copytree(ROOT / "schemas", good / "schemas", ignore=shutil.ignore_patterns("editor"))
    shutil.copytree(GOOD / "data", good / "data")
    built, checked = run("build", root=good), run("validate", root=good)
    assert built.code == 0, built.err
    assert checked.out.startswith(CLEAN), checked.out  # else every mutant would seem to be killed
    return bench_of(good, place)


def write_run(out: list[tuple[Mutant, bool]]) -> None:
    """The run as a table, and the page that shows it."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["mutant", "rules", "killed", "why_not"])
    writer.writerows(
        [m.name, " ".join(m.codes), str(dead).lower(), "" if dead else REASONS.get(m.name, "")] for m, dead in out
    )
    (ROOT / RESULT).write_text(text.getvalue(), encoding="utf-8", newline="\n")
    write_page()


def main() -> int:
    utf8_output()
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--sample",
        type=int,
        default=SAMPLE,
        metavar="N",
        help=f"how many mutants (default {SAMPLE}); another number writes nothing",
    )
    parser.add_argument(
        "--function",
        action="append",
        metavar="MODULE.NAME",
        help="try all mutants of this function instead of a sample, and write nothing; may be given again",
    )
    args = parser.parse_args()
    progress, out = Progress("mutants:"), []
    chosen = of_functions(args.function) if args.function else sampled(args.sample)
    with tempfile.TemporaryDirectory(prefix="mutation-") as place:
        bench = prepared(Path(place).resolve())
        for n, m in enumerate(chosen):
            progress(f"{n} of {len(chosen)}")
            out.append((m, killed(m, bench, [c for c in CASES if c.code in m.codes])))
    progress.done()
    survivors = [m for m, dead in out if not dead]
    if args.sample == SAMPLE and not args.function:
        write_run(out)
    for m in survivors:
        why = f": {REASONS[m.name]}" if m.name in REASONS else ""
        print(f"survived: {m.name} (line {m.line}; {', '.join(m.codes)}){why}")
    print(
        f"{len(out)} mutants, {len(out) - len(survivors)} killed, {len(survivors)} survived, "
        f"{sum(m.name in REASONS for m in survivors)} of them for a reason"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
