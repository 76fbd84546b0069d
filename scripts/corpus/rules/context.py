"""What rules on records look at. Knows the corpus and its tables, no rule."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from corpus.derive.tables import Table, build_tables
from corpus.model.records import Corpus, Record
from dpcheck.problem import ERROR, Problem


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


def at(record: Record, *path: str | int, message: str, **more) -> Problem:
    """A finding at a value of a record (at the record itself where ``path`` is empty)."""
    mark = record.mark(*path)
    name = next((str(p) for p in path if isinstance(p, str)), None)
    return Problem(message, record.file.path, mark.line, mark.column, name, record.id or None, **more)
