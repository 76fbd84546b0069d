"""Where a fault can stand in the records, and how one is made: text replaced, lines changed, files gone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from corpus.model.records import Corpus, Record, SourceFile
from corpus.model.schema import Field
from dpcheck.read.places import Mark


@dataclass(frozen=True)
class Fault:
    """One fault: the files it changes (None: gone), and the lines on which it may be reported, by file."""

    files: dict[str, bytes | None]
    lines: dict[str, set[int]] = field(default_factory=dict)


@dataclass(frozen=True)
class Site:
    """A value in a record file: its record, the path in it, its place, its field and itself."""

    file: SourceFile
    record: Record
    path: tuple
    mark: Mark
    field: Field
    value: Any

    @property
    def name(self) -> str:
        return self.field.name

    @property
    def key(self) -> Mark | None:
        """The place of its key, where it has one of its own."""
        return self.file.reading.key_marks.get((*self.record.base, *self.path))

    @property
    def lines(self) -> list[str]:
        return (self.file.text or "").split("\n")

    @property
    def line(self) -> str:
        return self.lines[self.mark.line - 1]

    @property
    def written(self) -> str:
        """The value as it is written."""
        return self.line[self.mark.column - 1 : self.mark.end_column - 1]

    @property
    def plain(self) -> bool:
        """Whether it is text without quotation marks."""
        return isinstance(self.value, str) and self.written == self.value


def sites(corpus: Corpus, wanted: Callable[[Site], bool]) -> list[Site]:
    """The values of all records, on one line each, that are wanted; also those in lists, and lists in brackets."""
    return [
        s
        for r in corpus.records
        for s in _walk(r, r.value, r.kind.fields, ())
        if s.mark.line == s.mark.end_line and wanted(s)
    ]


def _walk(record: Record, value: dict, fields: list[Field], base: tuple) -> Iterator[Site]:
    for f in fields:
        if f.name not in value or f.from_path or f.derived:
            continue
        path, item = (*base, f.name), value[f.name]
        mark = record.file.reading.marks[(*record.base, *path)]
        if f.item_fields:
            for n, entry in enumerate(item):
                yield from _walk(record, entry, f.item_fields, (*path, n))
            continue
        yield Site(record.file, record, path, mark, f, item)
        if isinstance(item, list):
            for n, word in enumerate(item):
                yield Site(
                    record.file, record, (*path, n), record.file.reading.marks[(*record.base, *path, n)], f, word
                )


def text_of(*names: str, kinds: tuple[str, ...] = ()) -> Callable[[Corpus], list[Site]]:
    """The values of the fields named, or of any field where none is; of some kinds of records, or all; but no lists."""
    return lambda corpus: sites(
        corpus,
        lambda s: (
            (not names or s.name in names)
            and (not kinds or s.record.kind.name in kinds)
            and not isinstance(s.value, list)
        ),
    )


def prose(corpus: Corpus) -> list[Site]:
    """Values in words: text with a space and letters in it."""
    return sites(
        corpus,
        lambda s: (
            isinstance(s.value, str)
            and " " in s.value
            and s.field.references is None
            and not s.name.startswith("file_")
        ),
    )


def references(corpus: Corpus, *targets: str) -> list[Site]:
    """References to records of some tables (``terms`` for codes)."""
    return sites(
        corpus,
        lambda s: (
            not isinstance(s.value, list) and bool(s.field.references) and s.field.references.split(":")[0] in targets
        ),
    )


def put(site: Site, text: str) -> Fault:
    """The value written otherwise."""
    m, lines = site.mark, site.lines
    lines[m.line - 1] = site.line[: m.column - 1] + text + site.line[m.end_column - 1 :]
    return changed(site.file, lines, m.line)


def changed(file: SourceFile, lines: list[str], *at: int) -> Fault:
    """A file with other lines; the fault stands at some of them."""
    return Fault({file.path: "\n".join(lines).encode("utf-8", "surrogatepass")}, {file.path: set(at)})


def without(site: Site) -> Fault | None:
    """The field taken out: it may be reported where it stood, or at its record or entry, which lacks it."""
    if site.key is None:
        return None
    lines, first, last = site.lines, site.key.line, site.mark.end_line
    lead = lines[first - 1][: site.key.column - 1]
    if "-" in lead:  # its dash goes to the field behind it
        if last >= len(lines) or not lines[last].startswith(" " * len(lead)) or lines[last][len(lead)] in " -":
            return None
        lines[last] = lead + lines[last][len(lead) :]
    del lines[first - 1 : last]
    entry = site.record.mark(*site.path[:-1]).line
    return changed(site.file, lines, first, entry, site.record.mark().line)


def records_of(*kinds: str) -> Callable[[Corpus], list[Record]]:
    """All records of some kinds that have a file with others."""
    return lambda corpus: [r for k in kinds for r in corpus.of(k)]


def lines_of(record: Record) -> tuple[int, int]:
    """First and last line of a record."""
    mark = record.file.reading.marks[record.base]
    return mark.line, mark.end_line


def swapped(text: str, at: int) -> str:
    """Two neighbouring letters exchanged, as fingers do."""
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def misspelt(text: str, rng) -> str | None:
    """A word with two different neighbours exchanged."""
    places = [
        n for n in range(1, len(text) - 1) if text[n] != text[n + 1] and text[n].isalnum() and text[n + 1].isalnum()
    ]
    return swapped(text, rng.choice(places)) if places else None
