"""Turns the answers of an expert into records: codings, readings, and the review status of confirmed records."""

import re
from collections import defaultdict
from typing import Any

from corpus.edit.update import edited, record_lines
from corpus.model.codebook import VERSION
from corpus.model.records import Corpus, Record, SourceFile

from .agreement import MODEL_RUNS, decided
from .filled import Answer
from .kit import CELLS

READINGS = "data/records/codings/readings.yaml"


def codings(corpus: Corpus, coder: str, answers: list[Answer]) -> list[Record]:
    """All codings of the coder, in the order of the documents: those on file, replaced by those of this workbook.

    A row that is now empty removes its coding; a stale row keeps the coding on file.
    """
    kind = corpus.schemas.kinds["coding"]
    kept = {c.id: c for c in corpus.of("coding") if c.get("coder") == coder}
    for a in answers:
        name = f"{coder}-{a.record.id}"
        if a.stale:
            continue
        kept.pop(name, None)
        if a.codes:
            r, path = a.record, coding_path(coder, a.record.get("source"))
            value = {
                "coding_id": name,
                "coder": coder,
                "source": r.get("source"),
                "codebook_version": VERSION,
                "level": "unit",
                "start": r.get("span_start"),
                "length": r.get("span_length"),
                **a.codes,
            }
            kept[name] = Record(kind, value, SourceFile(path, b"", kind), ())
    return sorted(kept.values(), key=lambda c: (c.get("source"), c.get("start"), c.id))


def coding_path(coder: str, source: str) -> str:
    """The file of a coder's codings of a source."""
    return f"data/records/codings/{coder}/{source}.yaml"


def coding_files(corpus: Corpus, coder: str, records: list[Record], name: str | None) -> dict[str, str]:
    """The texts of the coder's files, by path."""
    who = f"the human expert {' '.join(name.split())}" if name else "a human expert"
    head = f"# What {who} decided, without seeing the published codes. Kept as it was; not corrected.\n"
    order = [f.name for f in corpus.schemas.kinds["coding"].fields if not f.from_path]
    files: dict[str, str] = {}
    for c in records:
        path = coding_path(coder, c.get("source"))
        files[path] = files.get(path, head) + _entry({n: c.get(n) for n in order})
    for file in corpus.files:  # all removed: an empty list stays, because files are not deleted here
        if file.path.startswith(f"data/records/codings/{coder}/") and file.kind and file.kind.name == "coding":
            files.setdefault(file.path, head)
    return files


def _entry(values: dict[str, Any]) -> str:
    return "\n".join(record_lines({n: v for n, v in values.items() if v not in (None, [])})) + "\n"


def readings(corpus: Corpus, coder: str, answers: list[Answer], number: int | None) -> str:
    """The text of the file of readings with this expert's verdicts: known ones changed in place, new ones added."""
    known = corpus.of("reading")
    round_ = number or _round(known, coder)
    file = next((f for f in corpus.files if f.path == READINGS), None)
    by_id = {r.id: r for r in known}
    edits, new = [], []
    for a in answers:
        if a.stale or not a.verdict:
            continue
        name = f"{round_}-{coder}-{a.record.id}"
        if name in by_id:
            edits.append((by_id[name], {"verdict": a.verdict, "note": a.note}))
        else:
            values = {
                "reading_id": name,
                "round": round_,
                "codebook_version": VERSION,
                "reader": coder,
                "record_id": a.record.id,
                "verdict": a.verdict,
                "mended": False,
                "note": a.note,
            }
            new.append(_entry(values))
    head = "# Records read again beside their document: what each round found, and whether it is corrected.\n"
    text = edited(file, edits) if file is not None else head
    return text + ("" if text.endswith("\n") or not text else "\n") + "".join(new)


def _round(known: list[Record], coder: str) -> int:
    """The round of this expert that no release has closed, or else the next number."""
    opened = [r.get("round") for r in known if r.get("reader") == coder and not r.get("release")]
    return max(opened) if opened else 1 + max((r.get("round") for r in known), default=0)


def differences(answer: Answer) -> list[tuple[str, str, str]]:
    """The differences of an expert's codes from the published ones: field, the expert's, ours; themes in order."""
    out = []
    theirs = Record(answer.record.kind, answer.codes, answer.record.file, ())
    for name in CELLS:
        a, b = (x.items(name) if name == "themes" else decided(x, name, {}) for x in (theirs, answer.record))
        if a != b:
            out.append((name, _shown(a), _shown(b)))
    return out


def _shown(value: Any) -> str:
    values = sorted(value) if isinstance(value, frozenset) else value if isinstance(value, list) else [value]
    return "; ".join(str(v) for v in values if v is not None) or "nothing"


def confirmed(answers: list[Answer]) -> list[Record]:
    """The records that an expert found faithful and coded just as published."""
    return [a.record for a in answers if not a.stale and a.codes and a.verdict == "faithful" and not differences(a)]


def reviewed_files(records: list[Record]) -> dict[str, str]:
    """The files of these records with their review status set, line by line."""
    by_file: dict[str, list] = defaultdict(list)
    for r in records:
        if r.get("review_status") != "human-reviewed":
            by_file[r.file.path].append((r, {"review_status": "human-reviewed"}))
    return {path: edited(edits[0][0].file, edits) for path, edits in by_file.items()}


def bad_coder(name: str) -> str | None:
    """The reason why a name cannot be that of an expert, or None."""
    if name in MODEL_RUNS:
        return f"--coder {name}: this is a run of a language model; give the expert another name"
    if not re.fullmatch(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*", name):
        form = "lower-case letters, digits and single hyphens, beginning with a letter, for example expert-1"
        return f"--coder {name}: use {form}"
    return None
