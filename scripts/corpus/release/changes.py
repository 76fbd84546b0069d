"""The differences between two versions (fields of records, definitions, counts), and the version number they require.

The rule is that of the Data Package standard, applied to records: removing published content or changing
its meaning raises the first number; additions raise the second; corrections raise the third.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader

from corpus.derive.descriptor import field_type
from corpus.derive.tables import Table
from corpus.model import published
from corpus.model.published import Identifier
from corpus.model.records import Corpus, Record
from corpus.model.schema import Schema

from .versions import MAJOR, MINOR, PATCH, Published, Rows, Version, lasting, rows_now

ADDED, CHANGED, RETIRED, REMOVED = "added", "changed", "retired", "removed"
_LEVELS = (PATCH, MINOR, MAJOR)
FEW = 5  # fields of a new record that are shown for review
FIRST = ("in_our_words", "made_by", "addressed_to", "wording_strength", "themes")  # the most informative of a request
FOLDED = {"passages"}  # hundreds per document, each meaningless alone
COMPUTED = {"start", "length", "anchor", "fingerprint", "file_sha256", "begins_with", "ends_with", "text_fragment"}


@dataclass(frozen=True)
class FieldChange:
    """One field of one record; None if it is absent."""

    name: str
    before: Any
    after: Any


@dataclass(frozen=True)
class RecordChange:
    """A record that was added, changed, retired (with its entry) or removed."""

    table: str
    record: str
    how: str
    fields: list[FieldChange] = field(default_factory=list)
    replaced_by: str | None = None
    reason: str | None = None
    proposed: bool = False  # it is not in the tables


@dataclass(frozen=True)
class DefinitionChange:
    """A table or field that was added, removed or changed in meaning."""

    level: str
    text: str


@dataclass(frozen=True)
class Count:
    """The numbers of rows of one table before and now."""

    table: str
    before: int
    now: int
    added: int
    removed: int
    changed: int


@dataclass
class Difference:
    """All differences. ``counts`` is None if errors in the records prevent building tables."""

    since: str
    before: Version | None
    records: list[RecordChange]
    definitions: list[DefinitionChange]
    counts: list[Count] | None
    requests: tuple[int, int] | None  # distinct requests before and now
    vanished: list[Identifier]
    added: list[Identifier]
    gone: list[Identifier]

    @property
    def level(self) -> str | None:
        """The level of the change; None if nothing differs or the level cannot be determined."""
        if self.counts is None:
            return None
        found = [d.level for d in self.definitions]
        found += [MAJOR] if self.gone else []
        found += [MINOR] if self.added else []
        found += [PATCH] if self.records or any(c.added or c.removed or c.changed for c in self.counts) else []
        return max(found, key=_LEVELS.index, default=None)

    @property
    def next_version(self) -> Version | None:
        """The smallest valid version number for this state; the previous one if nothing differs."""
        if self.counts is None:
            return None
        return self.before.raised(self.level) if self.before and self.level else self.before

    @property
    def reason(self) -> str:
        """The reason for the level, in a few words."""
        if self.level is None:
            return "nothing has changed"
        if self.level == PATCH:
            return "corrections only"
        first = next((d.text for d in self.definitions if d.level == self.level), None)
        what, ids = ("are no longer there", self.gone) if self.level == MAJOR else ("are new", self.added)
        return first or f"{len(ids)} identifiers {what}"


def compare(since: str, old: Published, corpus: Corpus, tables: dict[str, Table] | None) -> Difference:
    """The differences of the current records from a published version; ``tables`` is None if they cannot be built."""
    now = {name: rows_now(t) for name, t in tables.items()} if tables is not None else {}
    lists = lasting(corpus) if tables is not None else []
    new = [(t, "/".join(k)) for t in lists for k in now.get(t, {}) if k not in old.rows.get(t, {})]
    gone = [(t, "/".join(k)) for t in lists for k in old.rows.get(t, {}) if k not in now.get(t, {})]
    return Difference(
        since,
        old.version,
        list(_records(old.corpus, corpus, published.retired(corpus))),
        list(_definitions(old.corpus, corpus)),
        [_count(name, old.rows.get(name, {}), now.get(name, {})) for name in {**now, **old.rows}]
        if tables is not None
        else None,
        (_requests(old.rows), _requests(now)) if tables is not None else None,
        list(published.gone(corpus)),
        new,
        gone,
    )


def _requests(rows: dict[str, Rows]) -> int:
    return sum(r.get("count_once") == "true" for r in rows.get("recommendations", {}).values())


def _count(name: str, old: Rows, new: Rows) -> Count:
    changed = sum(_written(row) != _written(new[key]) for key, row in old.items() if key in new)
    return Count(name, len(old), len(new), len(new.keys() - old.keys()), len(old.keys() - new.keys()), changed)


def _written(row: dict[str, str]) -> dict[str, str]:
    """The cells that are not empty: a new, empty column changes no row."""
    return {k: v for k, v in row.items() if v}


def _by_table(corpus: Corpus) -> dict[str, dict[str, Record]]:
    """The records by table, in the order of the package, then those of kinds without a table by kind."""
    of_table = corpus.schemas.kind_of_table
    order = {name: of_table[name] for name in corpus.schemas.tables if name in of_table}
    order |= {kind.name: kind for kind in corpus.schemas.kinds.values() if not kind.table}
    return {name: {r.id: r for r in corpus.of(kind.name) if r.id} for name, kind in order.items()}


def _records(old: Corpus, new: Corpus, entries: dict[Identifier, Record]) -> Iterator[RecordChange]:
    before, now = _by_table(old), _by_table(new)
    for table in {**now, **before}:
        a, b = before.get(table, {}), now.get(table, {})
        for key in sorted(a.keys() | b.keys()):
            proposed = (b.get(key) or a[key]).proposed
            if key not in b:
                entry = entries.get((table, key))
                by, why = (entry.get("replaced_by"), entry.get("reason")) if entry else (None, None)
                yield RecordChange(table, key, RETIRED if entry else REMOVED, [], by, why, proposed)
                continue
            new_here = key not in a or a[key].proposed and not proposed  # it was in no table
            fields = list(_fields(table, {} if new_here else a[key].value, b[key].value))
            if new_here or fields:
                yield RecordChange(table, key, ADDED if new_here else CHANGED, fields, proposed=proposed)


def _fields(table: str, a: dict, b: dict) -> Iterator[FieldChange]:
    for name in {**a, **b}:
        # The version of the package is not a change of the data.
        if _text(a.get(name)) != _text(b.get(name)) and (table, name) != ("package", "version"):
            yield FieldChange(name, a.get(name), b.get(name))


def _definitions(old: Corpus, new: Corpus) -> Iterator[DefinitionChange]:
    """The changes that affect programs that read the tables."""
    a, b = old.schemas.tables, new.schemas.tables
    if old.package.get("name") != new.package.get("name"):
        yield DefinitionChange(MAJOR, "the package has another name")
    for name in {**a, **b}:
        if name not in b:
            yield DefinitionChange(MAJOR, f"the table {name} was removed")
        elif name not in a:
            yield DefinitionChange(MINOR, f"the table {name} was added")
        else:
            yield from _columns(name, a[name], b[name])


def _columns(name: str, old: Schema, new: Schema) -> Iterator[DefinitionChange]:
    a, b = ({f.name: f for f in s.columns} for s in (old, new))
    for what in ("path", "key"):
        if old.table[what] != new.table[what]:
            yield DefinitionChange(MAJOR, f"the {what} of the table {name} has changed")
    for column in {**a, **b}:
        if column not in b:
            yield DefinitionChange(MAJOR, f"the field {name}.{column} was removed")
        elif column not in a:
            yield DefinitionChange(MINOR, f"the field {name}.{column} was added")
        elif field_type(a[column]) != field_type(b[column]):
            yield DefinitionChange(MAJOR, f"the field {name}.{column} has another type")
    if [c for c in a if c in b] != [c for c in b if c in a]:
        yield DefinitionChange(MAJOR, f"the fields of {name} are in another order")


# Output for people and for programs


def as_json(d: Difference) -> str:
    """The difference as one JSON object."""
    out = asdict(d) | {
        "before": str(d.before) if d.before else None,
        "next": str(d.next_version) if d.next_version else None,
        "level": d.level,
    }
    for name in ("vanished", "added", "gone"):
        out[name] = [{"table": t, "record": r} for t, r in out[name]]
    return json.dumps(out, ensure_ascii=False, indent=2)


def totals(d: Difference) -> list[str]:
    """One line per table with numbers of records added, changed, retired, removed; those in no table separately."""
    counts = Counter((r.table, r.how) for r in d.records if not r.proposed)
    proposed = Counter(r.table for r in d.records if r.proposed)
    lines = []
    for table in dict.fromkeys(r.table for r in d.records):
        parts = [f"{n} {how}" for how in (ADDED, CHANGED, RETIRED, REMOVED) if (n := counts[table, how])]
        parts += [f"{n} proposed ones, which are not in the tables"] if (n := proposed[table]) else []
        lines.append(f"{table}: {', '.join(parts)}")
    return lines


def as_markdown(d: Difference, limit: int) -> str:
    """The difference as text, counts first; beyond ``limit`` records of a table, the rest is only counted."""
    by_table: dict[tuple[str, bool], list[RecordChange]] = {}
    for r in d.records:
        by_table.setdefault((r.table, r.proposed), []).append(r)
    pages = Environment(loader=FileSystemLoader(Path(__file__).parent), trim_blocks=True, lstrip_blocks=True)
    pages.filters["code"] = _code
    text = pages.get_template("changes.md").render(
        d=d,
        since=_plain(d.since),
        moved=[c for c in d.counts or () if c.added or c.removed or c.changed],
        totals=totals(d),
        by_table=by_table,
        folded=FOLDED,
        limit=limit,
        lines=_record,
    )
    return re.sub(r"\n{3,}", "\n\n", text).rstrip("\n") + "\n"


def _record(r: RecordChange) -> Iterator[str]:
    """One line with the most informative fields for a new record; otherwise one line per field."""
    end = f", replaced by {_code(r.replaced_by)}" if r.replaced_by else ""
    end += f": {_code(r.reason)}" if r.reason else ""
    told = [f for f in r.fields if f.name not in COMPUTED]
    if r.how == ADDED:
        told = sorted(told, key=lambda f: FIRST.index(f.name) if f.name in FIRST else len(FIRST))
        told = [f for f in told if _text(f.after) != r.record][:FEW]
        end += "".join(f"; {f.name} {_moved(f)}" for f in told)
    yield f"- **{r.how}** {_code(r.record)}{end}"
    if r.how != ADDED:
        yield from (f"    - {_code(f.name)}: {_moved(f)}" for f in told)
        if names := [_code(f.name) for f in r.fields if f.name in COMPUTED]:
            yield f"    - recomputed: {', '.join(names)}"


def _moved(f: FieldChange) -> str:
    if f.before is None:
        return _code(", ".join(map(_text, f.after)) if isinstance(f.after, list) else _text(f.after))
    if f.after is None:
        return f"{_code(_text(f.before))} → nothing"
    if isinstance(f.before, list) and isinstance(f.after, list):
        a, b = [_text(x) for x in f.before], [_text(x) for x in f.after]
        signs = [f"+ {_code(x)}" for x in b if x not in a] + [f"− {_code(x)}" for x in a if x not in b]
        return ", ".join(signs) or f"now in the order {_code(_text(f.after))}"
    return f"{_code(_text(f.before))} → {_code(_text(f.after))}"


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _code(text: str) -> str:
    """Text of a record as a code span, in which no Markdown, HTML or mention takes effect."""
    text = " ".join(text.split())
    longest = max(map(len, re.findall("`+", text)), default=0)
    fence, space = "`" * (longest + 1), " " * bool(longest)
    return f"{fence}{space}{text}{space}{fence}" if text else "(empty)"


def _plain(text: str) -> str:
    return text if Version.parse(text) else _code(text)
