"""Reads the word lists and patterns of the folder words/ once; must not know how they are used.

patterns.txt, parties.txt and codes.txt have sections: ``[name] flags``, comments, then one alternative per line.
Flags: ``any-case``, ``dotall``, ``lines``, ``start`` (at the beginning), ``begins`` and ``ends`` (at the edge of a
word). In a pattern, ``{verb}`` is any verb of verbs.txt, ``{verbs}`` one in the third person, and any other name in
braces the section of that name.
"""

import csv
import re
from functools import lru_cache
from pathlib import Path

FOLDER = Path(__file__).with_name("words")


@lru_cache(maxsize=8)
def lines(name: str) -> list[str]:
    """The lines of a file, except empty ones."""
    return [line for line in (FOLDER / name).read_text(encoding="utf-8").split("\n") if line]


@lru_cache(maxsize=4)
def _sections(name: str) -> dict[str, tuple[str, list[str]]]:
    """Flags and alternatives by the name of the section."""
    out: dict[str, tuple[str, list[str]]] = {}
    for line in lines(name):
        if head := re.fullmatch(r"\[([a-z][a-z0-9: -]*)\] ?([a-z -]*)", line):
            section: list[str] = []
            out[head[1]] = (head[2], section)
        elif not line.startswith("# "):
            section.append(line)
    return out


def _verbs(ending: str = "") -> str:
    """A pattern for verbs that may open a request, the longest first; verbs in -ise also match with -ize."""
    verbs = sorted((re.sub("ise$", "i[sz]e", v) for v in lines("verbs.txt")), key=len, reverse=True)
    adverbs = r"(?:(?:also|better|further|always|never|not|\w+ly)\s+)?"
    return rf"(?:{adverbs}(?:(?:de|re)-[a-z]+|{'|'.join(verbs)}){ending}\b)"


VERB = _verbs()
_THIRD_PERSON = _verbs("e?s")


@lru_cache(maxsize=1)
def _all() -> dict[str, tuple[str, list[str]]]:
    return _sections("patterns.txt") | _sections("parties.txt")


def _filled(name: str) -> str:
    """The alternatives of a section as one pattern, with the names in braces replaced."""
    if name in ("verb", "verbs"):
        return VERB if name == "verb" else _THIRD_PERSON
    return re.sub(r"\{([a-z][a-z-]*)\}", lambda m: _filled(m[1]), f"(?:{'|'.join(_all()[name][1])})")


def pattern(name: str) -> re.Pattern[str]:
    """A section of patterns.txt or parties.txt as one expression."""
    flags = _all()[name][0].split()
    edges = ("^" if "start" in flags else "") + (r"\b" if "begins" in flags else "")
    known = {"any-case": re.IGNORECASE, "dotall": re.DOTALL, "lines": re.MULTILINE}
    return re.compile(edges + _filled(name) + (r"\b" if "ends" in flags else ""), sum(known.get(f, 0) for f in flags))


@lru_cache(maxsize=4)
def frames(list_: str) -> list[re.Pattern[str]]:
    """The sections ``[list: name]`` as expressions, in the order of the file."""
    return [pattern(name) for name in _all() if name.startswith(f"{list_}: ")]


class _Patterns:
    """The sections of patterns.txt as attributes: ``WORDS.asking_verb`` is the section ``asking-verb``."""

    def __getattr__(self, name: str) -> re.Pattern[str]:
        found = pattern(name.replace("_", "-"))
        setattr(self, name, found)  # the next access bypasses this function
        return found


WORDS = _Patterns()


@lru_cache(maxsize=8)
def codes(list_: str) -> dict[str, str]:
    """The alternatives of each code of a list (``[list: code]`` in codes.txt), in the order of the file."""
    found = ((name.partition(": "), "|".join(words)) for name, (_, words) in _sections("codes.txt").items())
    return {code: words for (of, _, code), words in found if of == list_}


@lru_cache(maxsize=1)
def themes() -> dict[str, list[tuple[float, str]]]:
    """Weights and patterns by theme (themes.tsv): words that name a subject weigh most, modes of acting least."""
    out: dict[str, list[tuple[float, str]]] = {}
    for row in csv.DictReader(lines("themes.tsv"), delimiter="\t", quoting=csv.QUOTE_NONE):
        out.setdefault(row["theme"], []).append((float(row["weight"]), row["words"]))
    return out


@lru_cache(maxsize=1)
def examples() -> list[tuple[list[str], str]]:
    """Invented requests with their themes, the main one first (examples.tsv)."""
    rows = csv.DictReader(lines("examples.tsv"), delimiter="\t", quoting=csv.QUOTE_NONE)
    return [(row["themes"].split(","), row["request"]) for row in rows]
