"""The word lists and patterns of the folder words/, read once; must not know what they are used for.

patterns.txt and codes.txt have sections: ``[name] flags``, comments, then one alternative per line. Flags:
``any-case``, ``dotall``, ``start`` (at the beginning), ``begins`` and ``ends`` (at the edge of a word).
``{verb}`` in a pattern is any verb of verbs.txt.
"""

import csv
import re
from functools import lru_cache
from pathlib import Path

FOLDER = Path(__file__).with_name("words")


@lru_cache(maxsize=8)
def lines(name: str) -> list[str]:
    """The lines of a file, without those that are empty."""
    return [line for line in (FOLDER / name).read_text(encoding="utf-8").split("\n") if line]


@lru_cache(maxsize=2)
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
    """Any verb that may open a request, the longest first; verbs in -ise are also spelled -ize."""
    verbs = sorted((re.sub("ise$", "i[sz]e", v) for v in lines("verbs.txt")), key=len, reverse=True)
    adverbs = r"(?:(?:also|better|further|always|never|not|\w+ly)\s+)?"
    return rf"(?:{adverbs}(?:(?:de|re)-[a-z]+|{'|'.join(verbs)}){ending}\b)"


VERB = _verbs()
_THIRD_PERSON = _verbs("e?s")


def pattern(name: str) -> re.Pattern[str]:
    """A section of patterns.txt as one expression."""
    flags, alternatives = _sections("patterns.txt")[name]
    body = f"(?:{'|'.join(alternatives)})".replace("{verb}", VERB).replace("{verbs}", _THIRD_PERSON)
    edges = ("^" if "start" in flags else "") + (r"\b" if "begins" in flags else "")
    body = edges + body + (r"\b" if "ends" in flags else "")
    return re.compile(body, (re.IGNORECASE if "any-case" in flags else 0) | (re.DOTALL if "dotall" in flags else 0))


class _Patterns:
    """The sections of patterns.txt as attributes: ``WORDS.asking_verb`` is the section ``asking-verb``."""

    def __getattr__(self, name: str) -> re.Pattern[str]:
        found = pattern(name.replace("_", "-"))
        setattr(self, name, found)  # next time without this function
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
