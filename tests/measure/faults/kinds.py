"""The kinds of faults: bytes and syntax. Each has a line that says what it is, its places, and how it is made.

Fixed before the first run. ``apart`` says whether a rule could see such a fault without the documents
and without knowing the facts; a wrong but possible year, for example, cannot be seen by any rule.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from corpus.model.records import Corpus, SourceFile

from .places import (
    Fault,
    Site,
    changed,
    prose,
    put,
    sites,
    text_of,
)


@dataclass(frozen=True)
class Kind:
    """A kind of fault."""

    name: str
    told: str
    apart: bool
    places: Callable[[Corpus], list]
    make: Callable[[Any, random.Random], Fault | None]


KINDS: dict[str, Kind] = {}


def kind(name: str, told: str, places: Callable[[Corpus], list], apart: bool = True) -> Callable:
    """Enter a function that makes a fault of a place into the list."""

    def enter(make: Callable[[Any, random.Random], Fault | None]) -> Callable:
        assert name not in KINDS
        KINDS[name] = Kind(name, told, apart, places, make)
        return make

    return enter


def files(corpus: Corpus) -> list[SourceFile]:
    return [f for f in corpus.files if f.kind is not None and f.text]


def in_lines(file: SourceFile, rng: random.Random, wanted: Callable[[str], bool]) -> tuple[list[str], int] | None:
    """The lines of a file, and the number of one of those that are wanted."""
    lines = (file.text or "").split("\n")[:-1] + [""]
    found = [n for n, line in enumerate(lines, 1) if wanted(line)]
    return (lines, rng.choice(found)) if found else None


def line_kind(
    name: str, told: str, wanted: Callable[[str], bool], edit: Callable[[str, random.Random], str], apart: bool = True
) -> None:
    """A kind that changes one line of a file."""

    def make(file: SourceFile, rng: random.Random) -> Fault | None:
        found = in_lines(
            file, rng, lambda line: bool(line.strip()) and not line.lstrip().startswith("#") and wanted(line)
        )
        if found is None:
            return None
        lines, n = found
        new = edit(lines[n - 1], rng)
        if new == lines[n - 1]:
            return None
        lines[n - 1] = new
        return changed(file, lines, n)

    def places(corpus: Corpus) -> list[SourceFile]:
        return [f for f in files(corpus) if any(wanted(line) for line in (f.text or "").split("\n"))]

    kind(name, told, places, apart)(make)


def at_some(line: str, rng: random.Random, of: Callable[[str], bool], new: Callable[[str], str]) -> str:
    """A line with one of its characters changed."""
    places = [n for n, c in enumerate(line) if of(c)]
    n = rng.choice(places) if places else -1
    return line if n < 0 else line[:n] + new(line[n]) + line[n + 1 :]


def value_of(line: str) -> str:
    return line.partition(": ")[2]


# Bytes

ACCENTED = "áàâäãåçéèêëíìîïñóòôöõøúùûüýÁÀÂÄÅÇÉÈÊËÍÑÓÖØÚÜ–’"


@kind(
    "windows-1252",
    "A file with accents is saved as Windows-1252.",
    lambda c: [f for f in files(c) if any(x in (f.text or "") for x in ACCENTED)],
)
def windows_1252(file: SourceFile, rng: random.Random) -> Fault | None:
    data = (file.text or "").encode("cp1252", "ignore")
    line = next(n for n, x in enumerate((file.text or "").split("\n"), 1) if any(a in x for a in ACCENTED))
    return Fault({file.path: data}, {file.path: {line}})


@kind("byte-order-mark", "A file is saved with a byte order mark.", files)
def byte_order_mark(file: SourceFile, rng: random.Random) -> Fault | None:
    return Fault({file.path: b"\xef\xbb\xbf" + file.data}, {file.path: {1}})


@kind("crlf-file", "A file is saved with the line ends of Windows.", files)
def crlf_file(file: SourceFile, rng: random.Random) -> Fault | None:
    return Fault({file.path: file.data.replace(b"\n", b"\r\n")}, {file.path: {1}})


@kind("no-final-newline", "The last line has no end.", files)
def no_final_newline(file: SourceFile, rng: random.Random) -> Fault | None:
    return Fault({file.path: file.data.rstrip(b"\n")}, {file.path: {file.data.count(b"\n")}})


@kind("cut-off", "A file is cut off in the middle of a line.", files)
def cut_off(file: SourceFile, rng: random.Random) -> Fault | None:
    at = rng.randrange(len(file.text or "") // 2, len(file.text or ""))
    text = (file.text or "")[:at]
    last = text.count("\n") + 1
    return None if text.endswith("\n") else Fault({file.path: text.encode("utf-8")}, {file.path: {last, last - 1}})


line_kind("crlf-line", "One line ends with CR and LF.", lambda x: True, lambda x, r: x + "\r")
line_kind("trailing-space", "A line ends with spaces.", lambda x: True, lambda x, r: x + " " * r.randint(1, 3))
line_kind(
    "decomposed",
    "An accented letter is written as two characters.",
    lambda x: any(a in x for a in ACCENTED[:-2]),
    lambda x, r: at_some(x, r, lambda c: c in ACCENTED[:-2], lambda c: unicodedata.normalize("NFD", c)),
)
line_kind(
    "zero-width-space",
    "A zero-width space is inside a value.",
    lambda x: len(value_of(x)) > 3,
    lambda x, r: x[:-2] + "\u200b" + x[-2:],
)
line_kind(
    "no-break-space",
    "A no-break space replaces a space.",
    lambda x: " " in value_of(x),
    lambda x, r: x.replace(value_of(x), value_of(x).replace(" ", "\u00a0", 1)),
)
line_kind(
    "control-character",
    "A control character is inside a value.",
    lambda x: len(value_of(x)) > 3,
    lambda x, r: x[:-2] + "\x07" + x[-2:],
)
line_kind("nul", "A NUL is inside a value.", lambda x: len(value_of(x)) > 3, lambda x, r: x[:-2] + "\x00" + x[-2:])
line_kind(
    "lost-character",
    "U+FFFD is in place of a lost letter.",
    lambda x: len(value_of(x)) > 3,
    lambda x, r: x[:-2] + "\ufffd" + x[-1:],
)
line_kind(
    "mojibake",
    "An accented letter has become two others, UTF-8 read as Windows-1252.",
    lambda x: any(a in x for a in ACCENTED),
    lambda x, r: at_some(x, r, lambda c: c in ACCENTED, lambda c: c.encode("utf-8").decode("cp1252", "replace")),
)
line_kind(
    "tab-indent",
    "A tab replaces the spaces at the beginning of a line.",
    lambda x: x.startswith("  "),
    lambda x, r: "\t" + x.lstrip(" "),
)


LOOK_ALIKE = dict(zip("aceopxyABCEHKMOPTX", "асеорхуАВСЕНКМОРТХ"))


@kind("look-alike", "A Cyrillic letter replaces its Latin twin inside a text.", prose)
def look_alike(site: Site, rng: random.Random) -> Fault | None:
    new = at_some(site.written, rng, lambda c: c in LOOK_ALIKE, LOOK_ALIKE.get)
    return None if new == site.written else put(site, new)


# Syntax

line_kind("one-space-more", "A line is indented by one space more.", lambda x: True, lambda x, r: " " + x)
line_kind("one-space-less", "A line is indented by one space less.", lambda x: x.startswith(" "), lambda x, r: x[1:])
line_kind("no-colon", "The colon after a field is missing.", lambda x: ": " in x, lambda x, r: x.replace(": ", " ", 1))
line_kind(
    "no-space-after-colon",
    "The space after the colon is missing.",
    lambda x: ": " in x and '"' not in x,
    lambda x, r: x.replace(": ", ":", 1),
)
line_kind(
    "no-dash",
    "The dash before an entry is missing.",
    lambda x: x.lstrip().startswith("- "),
    lambda x, r: x.replace("- ", "  ", 1),
)
line_kind(
    "conflict-marker",
    "A marker of a merge conflict is in the file.",
    lambda x: True,
    lambda x, r: f"<<<<<<< HEAD\n{x}",
)
line_kind("second-document", "A line with --- begins a second document.", lambda x: True, lambda x, r: f"---\n{x}")


@kind(
    "colon-in-text",
    "A colon and a space are inside text without quotation marks.",
    lambda c: [s for s in prose(c) if s.plain],
)
def colon_in_text(site: Site, rng: random.Random) -> Fault | None:
    return put(site, site.written.replace(" ", ": ", 1))


@kind(
    "number-sign",
    "A space and # are inside text without quotation marks: the rest is lost.",
    lambda c: [s for s in prose(c) if s.plain],
)
def number_sign(site: Site, rng: random.Random) -> Fault | None:
    return put(site, site.written.replace(" ", " #", 1))


@kind(
    "quote-open",
    "A quotation mark before a value is not closed.",
    lambda c: sites(c, lambda s: isinstance(s.value, str) and len(s.path) == 1),
)
def quote_open(site: Site, rng: random.Random) -> Fault | None:
    return put(site, '"' + site.written.strip('"'))


@kind("bracket-open", "The bracket after a list is missing.", lambda c: sites(c, lambda s: isinstance(s.value, list)))
def bracket_open(site: Site, rng: random.Random) -> Fault | None:
    return put(site, site.written.removesuffix("]"))


@kind(
    "quotes-dropped",
    "A number that is text has lost its quotation marks.",
    lambda c: sites(c, lambda s: isinstance(s.value, str) and s.value.isdigit() and s.written.startswith('"')),
)
def quotes_dropped(site: Site, rng: random.Random) -> Fault | None:
    return put(site, site.value)


@kind(
    "ambiguous-word",
    "A word appears that some programs read as true or false.",
    text_of("country", "label", "city", "abbreviation"),
)
def ambiguous_word(site: Site, rng: random.Random) -> Fault | None:
    return put(site, rng.choice(["NO", "no", "Yes", "on", "~"]))


@kind("alias", "An alias replaces a value.", text_of())
def alias(site: Site, rng: random.Random) -> Fault | None:
    return put(site, "*value")


@kind("tag", "A tag is before a value.", text_of())
def tag(site: Site, rng: random.Random) -> Fault | None:
    return put(site, "!!str " + site.written)
