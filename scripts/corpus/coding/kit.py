"""The questions to an expert: fields, codes, columns and texts, from kit.yaml and the schemas. Knows no file format."""

import difflib
import hashlib
import re
from pathlib import Path
from typing import Any

import yaml

from corpus.model.records import Corpus, Record

_KIT: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("kit.yaml").read_text(encoding="utf-8"))
MEASURES: dict[str, str] = {name: v["measure"] for name, v in _KIT["variables"].items()}
CELLS: dict[str, int] = {name: v["cells"] for name, v in _KIT["variables"].items() if "cells" in v}
VERDICTS: dict[str, str] = _KIT["verdicts"]
SECTIONS: list[str] = _KIT["sections"]
STEPS: list[str] = _KIT["steps"]
RECORDS, CODES, LISTS, ABOUT = "Records", "Codes", "Lists", "Read me"  # the sheets
BETWEEN = " – "  # code – label


class Choices(dict[str, str]):
    """The codes that one field may have, with their labels."""

    def code(self, text: str) -> str | None:
        """The code in a cell, given as the code itself, code and label, or a label that only one code has."""
        same = [code for code, label in self.items() if label.casefold() == text.casefold()]
        exact = [c for c in (text, _before_label(text)) if c in self]
        return exact[0] if exact else same[0] if len(same) == 1 else None

    def nearest(self, text: str) -> str:
        """A hint that names the code most similar to a text."""
        names = {label.casefold(): code for code, label in self.items()} | {code: code for code in self}
        close = difflib.get_close_matches(_before_label(text).casefold(), names, n=1, cutoff=0.5)
        return f"did you mean {names[close[0]]}?" if close else f"see the sheet {CODES}"


def _before_label(text: str) -> str:
    return re.split(r"\s+[–-]\s+", text)[0]


class Kit:
    """The columns of answers for a corpus.

    ``fields`` are the coded fields as a coding defines them, ``needed`` those required for publication,
    ``lists`` the codes by field (and for ``verdict``), ``tables`` the sources of the codes,
    ``headers`` each column of answers with its field.
    """

    def __init__(self, corpus: Corpus):
        coding, published = (corpus.schemas.kinds[name] for name in ("coding", "recommendation"))
        self.fields = {name: coding.field(name) for name in CELLS}
        self.published = {f.name: f for f in published.fields}
        self.needed = {name for name in CELLS if name in self.published and self.published[name].required}
        self.lists: dict[str, Choices] = {}
        self.tables: dict[str, str] = {}
        for name, f in self.fields.items():
            table = self.tables[name] = f.references or ("instruments" if name == "instruments" else "actors")
            keys = list(corpus.vocabularies[f.vocabulary]) if f.vocabulary else sorted(corpus.index(table))
            self.lists[name] = Choices({key: corpus.label(table, key) for key in keys})
        self.lists["verdict"] = Choices(VERDICTS)
        self.headers = [
            (f"{f.title}{f' {n}' if CELLS[name] > 1 else ''}{' *' if n == 1 and name in self.needed else ''}", name)
            for name, f in self.fields.items()
            for n in range(1, CELLS[name] + 1)
        ]


def check(record: Record) -> str:
    """A short hash of what the expert sees, to detect answers about an older state."""
    return hashlib.sha256(f"{record.get('span_fingerprint')}/{record.get('in_our_words')}".encode()).hexdigest()[:12]
