"""The data that rules check: the records, or the package. Knows the corpus and its tables, no rule."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from corpus.derive.relations import layer_of
from corpus.derive.tables import Table
from corpus.model.dates import bounds
from corpus.model.published import Identifier, gone
from corpus.model.records import Corpus, Record
from corpus.model.schema import TERMS, Field
from dpcheck.problem import ERROR, Problem

from .departures import Departure

Problems = Iterator[Problem]  # what a rule yields


class Reference(NamedTuple):
    """One value that refers to a record or a code: ``target`` is a table, or ``terms:`` with a vocabulary."""

    record: Record
    path: tuple
    target: str
    key: str


@dataclass(frozen=True)
class Package:
    """The data for rules on the package. ``tables`` is None if records have errors.

    ``stale`` is the level of tables that are not fresh; ``reference`` adds frictionless.
    """

    corpus: Corpus
    tables: dict[str, Table] | None
    stale: str = ERROR
    reference: bool = False


@dataclass(frozen=True, repr=False)
class Context:
    """The data for rules on records: all records, and their departures from their definitions."""

    corpus: Corpus
    departures: list[Departure]

    @cached_property
    def _unsound(self) -> set[int]:
        return {id(d.record) for d in self.departures}

    @cached_property
    def records(self) -> list[Record]:
        """All sound records: those that conform to their definitions."""
        return [r for r in self.corpus.records if id(r) not in self._unsound]

    @cached_property
    def _by_kind(self) -> dict[str, list[Record]]:
        out = defaultdict(list)
        for r in self.records:
            if r.id:
                out[r.kind.name].append(r)
        return out

    def sound(self, kind: str) -> list[Record]:
        """The sound records of a kind that have a key."""
        return self._by_kind.get(kind, [])

    def find(self, table: str, key: str | None) -> Record | None:
        """The sound record with this key, or None."""
        record = self.corpus.find(table, key)
        return None if record is None or id(record) in self._unsound else record

    def by_source(self, kind: str, place: str) -> dict[str, list[Record]]:
        """The passages or recommendations of each source, in the order of a field."""
        out = defaultdict(list)
        for r in sorted(self.sound(kind), key=lambda r: r.get(place)):
            out[r.get("source")].append(r)
        return out

    @cached_property
    def values(self) -> list[tuple[Record, tuple, Field, Any]]:
        """Every value of the sound records: record, path, field, value."""
        return [(r, path, f, value) for r in self.records for path, f, value in r.written()]

    @cached_property
    def references(self) -> list[Reference]:
        """Every reference of every sound record."""
        return [Reference(r, path, f.references, str(value)) for r, path, f, value in self.values if f.references]

    @cached_property
    def _misspelt(self) -> set[tuple[int, str]]:
        return {(id(r), str(path[0])) for r, path, target, key in self.references if not self.known(target, key)}

    def misspelt(self, record: Record, name: str) -> bool:
        """Whether a field refers to something that does not exist: K002 or K003 reports it, other rules do not."""
        return (id(record), name) in self._misspelt

    def known(self, target: str, key: str) -> bool:
        """Whether a record or term with this key exists."""
        if target.startswith(TERMS):
            return key in self.corpus.vocabularies.get(target[len(TERMS) :], {})
        return key in self.corpus.index(target)

    @cached_property
    def of_numbers(self) -> set[str]:
        """The vocabularies whose codes are whole numbers."""
        fields = (f for kind in self.corpus.schemas.kinds.values() for f in kind.fields)
        return {f.vocabulary for f in fields if f.vocabulary and f.definition["type"] == "integer"}

    def with_format(self, *formats: str) -> Iterator[tuple[Record, tuple, str]]:
        """Every value of these formats in the sound records: record, path, value."""
        return ((r, path, value) for r, path, f, value in self.values if f.format in formats)

    @cached_property
    def layers(self) -> dict[str, dict] | None:
        """The layer of every passage; None if sources or passages are incomplete."""
        return layer_of(self.corpus) if self.whole("source") and self.whole("passage") else None

    def days(self, record: Record | None, name: str = "date") -> tuple[date, date] | None:
        """First and last day of a date of a sound record; None if it has none, or R003 reports it as invalid."""
        if record is None or id(record) in self._unsound or not record.get(name):
            return None
        try:
            return bounds(record.get(name))
        except ValueError:
            return None

    @cached_property
    def gone(self) -> dict[Identifier, str]:
        """Published identifiers without a record that are not retired: only P003 reports them."""
        return gone(self.corpus)

    def stands(self, table: str, key: str) -> bool:
        """Whether a record with this identifier is in its table."""
        record = self.corpus.find(table, key)
        return record is not None and not record.proposed

    def loses_passages(self, source: str) -> bool:
        """Whether passages of a source are missing or duplicated for a reason that P003 or K001 reports."""
        lost = any(table == "passages" and key.rpartition("-")[0] == source for table, key in self.gone)
        return lost or "passages" in self.doubled or not self.whole("passage", source)

    @cached_property
    def doubled(self) -> set[str]:
        """The tables in which two records have the same identifier: one may have lost its own (K001 reports it)."""
        keys = Counter((r.kind.table_name, r.id) for r in self.corpus.records if r.kind.table and r.id)
        return {str(table) for (table, _), count in keys.items() if count > 1}

    def whole(self, kind: str, source: str = "") -> bool:
        """Whether every record of a kind (in the folder of one source) could be read and is sound.

        If not, what seems to be missing may only be unreadable: rules that report something missing
        check this first, so that one mistake is not reported many times.
        """
        return not any(of == kind and (not source or folder == source) for of, _, folder in self._doubtful)

    def may_hold(self, table: str, key: str) -> bool:
        """Whether a missing record may be in a file with errors that other rules report."""
        kind = self.corpus.schemas.kind_of_table[table]
        if table in self.doubled:
            return True
        if kind.records["many"]:
            return any(of == kind.name and not read for of, read, _ in self._doubtful)
        part = -2 if kind.name == "source" else -1  # it has its own file, named after it (R001)
        return any(f.kind is kind and key == f.path.removesuffix(".yaml").split("/")[part] for f in self.corpus.files)

    @cached_property
    def _doubtful(self) -> list[tuple[str, bool, str]]:
        """The files with unreadable or unsound content: kind, whether keys could be read, folder."""
        wrong = ((d.record, d.path[0]) for d in self.departures if d.path)
        unkeyed = {id(record) for record, name in wrong if name in record.kind.table.get("key", ())}
        keyed = Counter(r.file.path for r in self.corpus.records if r.id and id(r) not in unkeyed)
        sound = Counter(r.file.path for r in self.records if r.id)
        out = []
        for f in self.corpus.files:
            if f.kind is None:
                continue
            value, due = f.reading.value, 1
            nothing_but_comments = value is None and not f.reading.faults and (f.text or "").strip()[:1] == "#"
            if f.kind.records["many"] and (nothing_but_comments or isinstance(value, list)):
                due = len(value or ())
            if sound[f.path] != due:
                out.append((f.kind.name, keyed[f.path] == due, f.path.split("/")[-2]))
        return out


def at(
    record: Record,
    path: str | tuple,
    message: str,
    expected: object = None,
    actual: object = None,
    hint: str | None = None,
) -> Problem:
    """A problem at a value of a record: a field, or a path in it; () is the record itself."""
    path = (path,) if isinstance(path, str) else path
    mark = record.mark(*path)
    name = next((p for p in path if isinstance(p, str)), None)
    due, found = (None if x is None else str(x) for x in (expected, actual))
    return Problem(message, record.file.path, mark.line, mark.column, name, record.id or None, None, due, found, hint)
