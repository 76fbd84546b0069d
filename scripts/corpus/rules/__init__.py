"""Rules: one function each, one module a stage, one registry.

A rule is a function that takes a :class:`Context` and yields :class:`Finding`; it never prints,
exits or stops at the first. Its docstring is its page: the first line says what must hold, the
rest why, with a bad and a good example.
"""

from __future__ import annotations

import difflib
import inspect
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from ..problems import ERROR, WARNING, Problem
from ..records import Corpus, Record
from ..tables import Table, build_tables

# The order in which rules look; a stage does not depend on a later one.
STAGES = {
    "bytes": "Bytes: what every file must be made of",
    "syntax": "Syntax: YAML that every program reads in the same way",
    "schema": "Schema: the fields of a record",
    "record": "Record: one record by itself",
    "references": "References and keys: records that name each other",
    "corpus": "Corpus: what must hold among all records",
    "package": "Package: tables, descriptor and files",
    "frictionless": "Frictionless: the reference validator of Data Packages",
}


@dataclass(frozen=True)
class Finding:
    """What a rule has found; the registry adds code and level."""

    message: str
    path: str | None = None
    line: int | None = None
    column: int | None = None
    field: str | None = None
    record: str | None = None
    row: int | None = None
    expected: str | None = None
    actual: str | None = None
    hint: str | None = None
    level: str | None = None  # where it differs from the rule's own


@dataclass(frozen=True)
class Rule:
    """A rule of the registry."""

    code: str
    level: str
    stage: str
    check: Callable[..., Iterable[Finding]]  # of a Context, or of what was found in any package

    @property
    def title(self) -> str:
        """What must hold, in one line."""
        return inspect.getdoc(self.check).split("\n", 1)[0].rstrip(".")

    @property
    def page(self) -> str:
        """Why, with a bad and a good example: Markdown."""
        return inspect.getdoc(self.check).split("\n", 1)[1].strip()

    @property
    def url(self) -> str:
        """Where the rule is explained, below the address of the site."""
        return f"rules/{self.code}.html"


REGISTRY: dict[str, Rule] = {}


def enters(registry: dict[str, Rule], stages: dict[str, str]) -> Callable[[str, str, str], Callable]:
    """The decorator that enters functions into a registry under their codes."""

    def rule(code: str, level: str, stage: str) -> Callable:
        def enter(function: Callable[..., Iterable[Finding]]) -> Callable:
            if code in registry or stage not in stages or level not in (ERROR, WARNING):
                raise ValueError(f"rule {code}: code taken, or stage or level unknown")
            registry[code] = Rule(code, level, stage, function)
            return function

        return enter

    return rule


rule = enters(REGISTRY, STAGES)


@dataclass
class Context:
    """What rules look at. ``stale`` is the level of tables that are not fresh; ``reference`` adds frictionless."""

    corpus: Corpus
    stale: str = ERROR
    reference: bool = False
    clean: bool = True  # False once an earlier stage has found an error
    references: list | None = None  # filled by the stage references, once
    schema_errors: list | None = None  # filled by the stage schema, once

    @cached_property
    def tables(self) -> dict[str, Table] | None:
        """The tables as they should be, or None where the records do not allow to build them."""
        return build_tables(self.corpus) if self.clean else None

    def sound(self, kind: str) -> list[Record]:
        """The records of a kind that passed the schema and have a key."""
        return [r for r in self.corpus.of(kind) if r.sound and r.id]

    def whole(self, kind: str, source: str = "") -> bool:
        """Whether every record of a kind (in the folder of one source) could be read and is sound.

        Where not, what seems to be missing may only be unreadable: rules that conclude from what is
        not there ask this first, so that one slip does not show as many.
        """
        return not any(of == kind and (not source or folder == source) for of, _, folder in self._doubtful)

    def may_hold(self, table: str, key: str) -> bool:
        """Whether a record that cannot be found may stand in a file that other rules complain of."""
        kind = self.corpus.schemas.kind_of_table[table]
        if kind.records["many"]:
            return any(of == kind.name and not read for of, read, _ in self._doubtful)
        part = -2 if kind.name == "source" else -1  # it has a file of its own, named after it (R001)
        return any(f.kind is kind and key == f.path.removesuffix(".yaml").split("/")[part] for f in self.corpus.files)

    @cached_property
    def _doubtful(self) -> list[tuple[str, bool, str]]:
        """The files that hold what is unreadable or unsound: kind, whether keys at least could be read, folder."""
        keyed, sound = Counter(), Counter()
        unkeyed = {
            id(r)
            for r, e in self.schema_errors or ()
            if r.kind.table and e.absolute_path and e.absolute_path[0] in r.kind.table["key"]
        }
        for r in self.corpus.records:
            keyed[r.file.path] += bool(r.id) and id(r) not in unkeyed
            sound[r.file.path] += bool(r.id) and r.sound
        out = []
        for f in self.corpus.files:
            if f.kind:
                value = f.reading.value
                many = f.kind.records["many"]
                comments = (
                    many
                    and value is None
                    and f.text is not None
                    and not f.reading.faults
                    and f.text.strip().startswith("#")
                )
                due = len(value) if many and isinstance(value, list) else 0 if comments else 1
                if sound[f.path] != due:
                    out.append((f.kind.name, keyed[f.path] == due, f.path.split("/")[-2]))
        return out


def at(record: Record, *path: str | int, message: str, **more) -> Finding:
    """A finding at a value of a record (at the record itself where ``path`` is empty)."""
    mark = record.mark(*path)
    name = next((str(p) for p in path if isinstance(p, str)), None)
    return Finding(message, record.file.path, mark.line, mark.column, name, record.id or None, **more)


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """A hint that names the nearest valid word, if one is near."""
    close = difflib.get_close_matches(str(word), list(choices), n=1, cutoff=0.6)
    return f"Did you mean {close[0]}?" if close else None


def run(context: Context, on_stage: Callable[[str], None] | None = None) -> list[Problem]:
    """Apply all rules, stage by stage; returns every problem, sorted by place."""
    problems: list[Problem] = []
    for stage in STAGES:
        if on_stage:
            on_stage(stage)
        found = [p for r in REGISTRY.values() if r.stage == stage for p in apply(r, context)]
        problems += found
        context.clean &= not any(p.level == ERROR for p in found)
    return sorted(problems, key=lambda p: p.order)


def apply(r: Rule, context: object) -> Iterator[Problem]:
    """The problems that one rule finds."""
    for f in r.check(context):
        yield Problem(
            r.code,
            f.level or r.level,
            f.path,
            f.line,
            f.column,
            f.row,
            f.field,
            f.record,
            f.message,
            f.expected,
            f.actual,
            f.hint,
            r.url,
        )


from . import (  # noqa: E402,F401  (they fill the registry)
    bytes_,
    coding_,
    corpus_,
    frictionless_,
    package_,
    record_,
    references_,
    relations_,
    schema_,
    stability_,
    syntax_,
)
