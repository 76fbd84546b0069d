"""Recompute what is computed: lengths, anchors, fingerprints, first and last words, text fragments.

The start of each passage and the start and length of each span are the author's; the rest follows
from the document. Source lines are changed in place: the YAML is never written anew, so comments
and order stay.
"""

import copy as copying
import json
import re
from typing import Any

from anchoring.normalise import Copy, anchor, fingerprint
from anchoring.span_fields import span_fields, spare_words
from corpus.model.published import gaps, gone
from corpus.model.records import Corpus, Record, SourceFile
from corpus.model.yaml_reader import read_yaml


def updated_files(corpus: Corpus, matched: dict[str, Copy]) -> dict[str, str]:
    """New texts of the record files whose locators differ from the documents, by path.

    Raises ValueError where a place lies outside its document, where a copy is not the one that was coded, and
    where a passage is gone that was published or counted.
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

    Raises ValueError where the file is written so that this cannot be done line by line.
    """
    lines = (file.text or "").split("\n")
    expected = copying.deepcopy(file.reading.value)
    work: list[tuple[int, str, str, int, int]] = []  # (line, what, new text, from column, to column or last line)
    for record, values in edits:
        target = expected[record.base[0]] if record.base else expected
        for name, value in values.items():
            key = file.reading.key_marks.get((*record.base, name))
            if record.get(name) == value:
                continue
            if key is None:
                at, column = _line_for_new_field(record, name)
                work.append((at, "insert", f"{' ' * column}{name}: {scalar(value)}", 0, 0))
            elif value is None:
                work.append((key.line, "drop", "", 0, record.mark(name).end_line))
            else:
                mark = record.mark(name)
                work.append(
                    (
                        mark.line,
                        "replace",
                        (" " if mark.column == key.end_column + 1 else "") + scalar(value),
                        mark.column - 1,
                        mark.end_column - 1,
                    )
                )
            target[name] = value
            if value is None:
                del target[name]
    work = [w for _, w in sorted(enumerate(work), key=lambda x: (x[1][0], x[1][1] == "insert", x[1][3], x[0]))]
    for line, what, text, first, last in reversed(work):  # from the end, so that places stay right
        if what == "insert":
            lines.insert(line, text)
        elif what == "drop":
            del lines[line - 1 : last]
        else:
            lines[line - 1] = lines[line - 1][:first] + text + lines[line - 1][last:]
    changed = "\n".join(lines)
    if read_yaml(changed).value != expected:
        raise ValueError(f"{file.path} cannot be edited line by line: write each field of a record on its own line")
    return changed


def _line_for_new_field(record: Record, name: str) -> tuple[int, int]:
    """The line after which a new field goes (the last written field that precedes it in the schema), and its indent."""
    order = [f.name for f in record.kind.fields]
    marks = {str(k[-1]): m for k, m in record.file.reading.key_marks.items() if k[:-1] == record.base}
    before = [k for k in marks if k in order and order.index(k) < order.index(name)] or list(marks)
    last = max(before, key=lambda k: marks[k].line)
    return record.mark(last).end_line, max(m.column for m in marks.values()) - 1


_NOT_IN_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")  # JSON leaves them as they are


def scalar(value: Any) -> str:
    """A value as a YAML scalar on one line: plain where our reader reads it back as it is, else in quotation marks."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    text = str(value)
    reading = read_yaml(f"k: {text}")
    if reading.value == {"k": value} and not reading.faults:
        return text
    return _NOT_IN_YAML.sub(lambda m: f"\\u{ord(m.group()):04x}", json.dumps(value, ensure_ascii=False))
