"""Recompute what is computed: lengths, anchors, fingerprints, first and last words.

The start of each passage and the start and length of each span are the author's; the rest follows
from the document. Source lines are changed in place: the YAML is never written anew, so comments
and order stay.
"""
from __future__ import annotations

import json
import re
from typing import Any

from ..records import Corpus, Record, SourceFile
from .copies import Copy
from .normalise import anchor, edges, fingerprint


def updated_files(corpus: Corpus, matched: dict[str, Copy]) -> dict[str, str]:
    """New texts of the record files whose locators differ from the documents, by path.

    Raises ValueError where a place lies outside its document.
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
        note(source, {"file_sha256": copy.sha256, "length": len(text)})
        passages = sorted((p for p in corpus.of("passage") if p.get("source") == source.id), key=lambda p: p.get("start"))
        for p, following in zip(passages, [*passages[1:], None]):
            end = following.get("start") if following else len(text)
            words = _cut(text.characters, p, p.get("start"), end - p.get("start"))
            note(p, {"length": len(words), "anchor": anchor(words), "fingerprint": fingerprint(words)})
        for r in (r for r in corpus.of("recommendation") if r.get("source") == source.id):
            words = _cut(text.characters, r, r.get("span_start"), r.get("span_length"))
            first, last = edges(text.original(r.get("span_start"), len(words)))
            note(r, {"begins_with": first, "ends_with": last, "span_fingerprint": fingerprint(words)})
    return {path: edited(files[path], edits) for path, edits in changes.items()}


def _cut(characters: str, record: Record, start: int, length: int) -> str:
    piece = characters[start : start + length] if start >= 0 else ""
    if length < 1 or len(piece) != length:
        raise ValueError(f"{record.id} lies outside its document ({start} to {start + length} of {len(characters)})")
    return piece


def edited(file: SourceFile, edits: list[tuple[Record, dict[str, Any]]]) -> str:
    """The text of a file with some one-line values of its records replaced, added or removed."""
    lines = (file.text or "").split("\n")
    work: list[tuple[int, int, str | None, str]] = []  # (line, column, new text or None to drop the line, what)
    for record, values in edits:
        for name, value in values.items():
            key = file.reading.key_marks.get((*record.base, name))
            if key is None:
                if value is not None:
                    at, column = _line_for_new_field(record, name)
                    work.append((at, 0, " " * column + f"{name}: {scalar(value)}", "insert"))
            elif value is None:
                work.append((key.line, 0, None, "drop"))
            elif record.get(name) != value:
                work.append((key.line, key.end_column, f": {scalar(value)}", "replace"))
    for line, column, text, what in sorted(work, key=lambda w: (w[0], w[3] == "insert"), reverse=True):
        if what == "insert":
            lines.insert(line, text or "")
        elif what == "drop":
            del lines[line - 1]
        else:
            lines[line - 1] = lines[line - 1][: column - 1] + (text or "")
    return "\n".join(lines)


def _line_for_new_field(record: Record, name: str) -> tuple[int, int]:
    """Behind which line a new field goes (behind the last written field that precedes it in the schema), and its indent."""
    order = [f.name for f in record.kind.fields]
    marks = {k[-1]: m for k, m in record.file.reading.key_marks.items() if k[:-1] == record.base}
    before = [k for k in marks if order.index(k) < order.index(name)] or list(marks)
    last = max(before, key=lambda k: marks[k].line)
    return record.mark(last).end_line, max(m.column for m in marks.values()) - 1


def scalar(value: Any) -> str:
    """A value as a YAML scalar on one line, quoted where plain would be read differently."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    text = str(value)
    plain = re.fullmatch(r"[^\W\d_](?:[^:#\n\"'\[\]{},&*!|>%@`]|:(?! |$)|(?<! )#)*", text)
    ambiguous = re.fullmatch(r"(?i)y|n|yes|no|on|off|true|false|null", text)
    hexadecimal = re.fullmatch(r"(?=.*[a-df-z])[0-9a-f]*", text)  # a hash: text unless it could be a number
    return text if (plain and not ambiguous and text == text.strip()) or hexadecimal else json.dumps(text, ensure_ascii=False)
