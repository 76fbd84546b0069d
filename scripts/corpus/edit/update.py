"""Recomputes lengths, anchors, fingerprints, first and last words, and text fragments.

The author sets the start of each passage and the start and length of each span; the rest is computed
from the document. Source lines are changed in place: the YAML is never rewritten, which keeps comments
and order.
"""

import copy as copying
import json
import re
from collections.abc import Sequence
from itertools import accumulate
from typing import Any

from anchoring.normalise import Copy, anchor, fingerprint
from anchoring.span_fields import span_fields, spare_words
from corpus.model.published import gaps, gone
from corpus.model.records import Corpus, Record, SourceFile
from corpus.model.yaml_reader import read_yaml

Place = tuple[int, int]  # a line and a column, from 1


def updated_files(corpus: Corpus, matched: dict[str, Copy]) -> dict[str, str]:
    """New texts of the record files whose locators differ from the documents, by path.

    Raises ValueError if a place is outside its document, if a copy is not the one that was coded, or if a
    passage that was published or counted is missing.
    """
    changes: dict[str, list[tuple[Record, dict[str, Any]]]] = {}
    files: dict[str, SourceFile] = {}

    def note(record: Record, values: dict[str, Any]) -> None:
        if any(record.get(k) != v for k, v in values.items()):
            changes.setdefault(record.file.path, []).append((record, values))
            files[record.file.path] = record.file

    for source in corpus.of("source"):
        copy = matched.get(source.id)
        if copy is None:
            continue
        text = copy.normalised
        if copy.sha256 != source.get("file_sha256") and len(text) != source.get("length"):
            lengths = f"it has {len(text)} letters and digits, the record says {source.get('length')}"
            raise ValueError(f"{copy.name} is not the copy from which {source.id} was coded: {lengths}")
        lost = [key for table, key in gone(corpus) if table == "passages" and key.rpartition("-")[0] == source.id]
        if lost := lost + gaps(corpus, source.id):
            todo = "restore it, or retire it in data/records/retired.yaml, before its words join the next passage"
            raise ValueError(f"the passage {lost[0]} is gone: {todo}")
        note(source, {"file_sha256": copy.sha256, "length": len(text)})
        passages = sorted(corpus.of_source("passage", source.id), key=lambda p: p.get("start"))
        for p, following in zip(passages, [*passages[1:], None]):
            end = following.get("start") if following else len(text)
            words = _cut(text.characters, p, p.get("start"), end - p.get("start"))
            note(p, {"length": len(words), "anchor": anchor(words), "fingerprint": fingerprint(words)})
        fields = {}
        for r in corpus.of_source("recommendation", source.id):
            words = _cut(text.characters, r, r.get("span_start"), r.get("span_length"))
            fields[r.id] = span_fields(text, r.get("span_start"), len(words))
        spare_words(list(fields.values()), len(text))
        for r in corpus.of_source("recommendation", source.id):
            note(r, fields[r.id])
    return {path: edited(files[path], edits) for path, edits in changes.items()}


def _cut(characters: str, record: Record, start: int, length: int) -> str:
    piece = characters[start : start + length] if start >= 0 else ""
    if length < 1 or len(piece) != length:
        raise ValueError(f"{record.id} is outside its document ({start} to {start + length} of {len(characters)})")
    return piece


def edited(file: SourceFile, edits: list[tuple[Record, dict[str, Any]]]) -> str:
    """The text of a file with some values of its records replaced, added or removed; every other byte stays.

    Raises ValueError if this cannot be done line by line, for example for a value on several lines.
    """
    text = file.text or ""
    expected = copying.deepcopy(file.reading.value)
    work: list[tuple[Place, Place, str]] = []
    for record, values in edits:
        target = expected[record.base[0]] if record.base else expected
        for name, value in values.items():
            key, mark = file.reading.key_marks.get((*record.base, name)), record.mark(name)
            if record.get(name) == value:
                continue
            if key is None:
                line, column = _line_for_new_field(record, name)
                end = (line + 1, 0)  # before the line end
                work.append((end, end, f"\n{' ' * column}{name}: {scalar(value)}"))
            elif value is None:
                work.append(((key.line, 1), (mark.end_line + 1, 1), ""))
            else:
                blank = " " if mark.column == key.end_column + 1 else ""
                work.append(((mark.line, mark.column), (mark.line, mark.end_column), blank + scalar(value)))
            target[name] = value
            if value is None:
                del target[name]
    changed = spliced(text, work)
    if read_yaml(changed).value != expected:
        raise ValueError(f"{file.path} cannot be edited line by line: write each field of a record on its own line")
    return changed


def spliced(text: str, edits: list[tuple[Place, Place, str]]) -> str:
    """The text with stretches between two places (line, column) replaced; the edits must not overlap."""
    starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
    spans = [(starts[a - 1] + b - 1, starts[c - 1] + d - 1, new) for (a, b), (c, d), new in edits]
    for first, last, new in sorted(spans, key=lambda s: s[:2])[::-1]:  # from the end, which keeps earlier places valid
        text = text[:first] + new + text[last:]
    return text


def _line_for_new_field(record: Record, name: str) -> tuple[int, int]:
    """The line after which a new field goes (the last written field that precedes it in the schema), and its indent."""
    order = [f.name for f in record.kind.fields]
    marks = {str(k[-1]): m for k, m in record.file.reading.key_marks.items() if k[:-1] == record.base}
    before = [k for k in marks if k in order and order.index(k) < order.index(name)] or list(marks)
    last = max(before, key=lambda k: marks[k].line)
    return record.mark(last).end_line, max(m.column for m in marks.values()) - 1


_NOT_IN_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")  # JSON leaves them as they are


def scalar(value: Any, flow: bool = False) -> str:
    """A value as a YAML scalar on one line: plain if our reader reads it back unchanged, or else quoted.

    ``flow`` is for an entry of a list in brackets, where commas and brackets end it.
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return f"{value:.3f}"
    text = str(value)
    reading = read_yaml(f"k: [{text}]" if flow else f"k: {text}")
    if reading.value == {"k": [value] if flow else value} and not reading.faults:
        return text
    return _NOT_IN_YAML.sub(lambda m: f"\\u{ord(m.group()):04x}", json.dumps(value, ensure_ascii=False))


def record_lines(values: dict[str, Any], reasons: Sequence[str] = ()) -> list[str]:
    """The lines of one record in a list of records, its reasons as comments before it."""
    out = []
    for name, value in values.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            out += [f"{name}:", *(f"  {line}" for entry in value for line in record_lines(entry))]
        elif isinstance(value, list):
            out.append(f"{name}: [{', '.join(scalar(v, flow=True) for v in value)}]")
        else:
            out.append(f"{name}: {scalar(value)}")
    return [f"# {' '.join(r.split())}" for r in reasons] + [
        f"{'  ' if n else '- '}{line}" for n, line in enumerate(out)
    ]
