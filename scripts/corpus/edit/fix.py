"""Fixes what is safe to fix in a record file: byte order mark, line ends, normal form, trailing spaces."""

import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

from corpus.derive.tables import write_all
from corpus.model.records import Corpus, SourceFile
from corpus.model.yaml_reader import read_yaml
from dpcheck.read.places import Reading

_KEEPS_BLANKS = re.compile(r"[|>][0-9]?\+|[|>]\+[0-9]?")


def mended(data: bytes) -> tuple[bytes, list[str]]:
    """The bytes of a record file after safe fixes, and a list of the fixes, like a diff line by line.

    Values change only in that their letters are in normal form C. If the file cannot be parsed, this cannot
    be checked, so only its mark and line ends are fixed; a file that is not UTF-8 stays unchanged.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return data, []
    done: list[str] = []
    if text.startswith("\ufeff"):
        text = text[1:]
        done.append("@@ byte order mark removed")
    if "\r" in text:
        ends = len(re.findall("\r\n?", text))
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        done.append(f"@@ {ends} line {'end' if ends == 1 else 'ends'} written as LF")
    reading = read_yaml(text)
    steps: list[tuple[str, Callable[[str, Reading], str]]] = [("final line end added", _ended)]
    if not reading.faults:
        steps = [("in normal form C", _composed), ("spaces at the end removed", _bare), *steps]
    for what, step in steps:
        new = step(text, reading)
        if new == text:
            continue
        after = read_yaml(new)
        if not reading.faults and not same(reading, after):
            continue  # this may change a value, for example in a block of text; the rules still report it
        done += [f"@@ {what}"] if step is _ended else []
        for n, (a, b) in enumerate(zip(text.split("\n"), new.split("\n")), 1):
            if a != b:
                done += [f"@@ line {n}: {what}", f"-{_visible(a)}", f"+{_visible(b)}"]
        text, reading = new, after
    return text.encode("utf-8"), done


def _composed(text: str, reading: Reading) -> str:
    return unicodedata.normalize("NFC", text)


def _bare(text: str, reading: Reading) -> str:
    lines = text.split("\n")
    kept = {n for first, last in blocks(lines, reading) for n in range(first + 1, last + 1)}
    return "\n".join(line if n in kept else line.rstrip(" \t") for n, line in enumerate(lines, 1))


def _ended(text: str, reading: Reading) -> str:
    return text + "\n" if text and not text.endswith("\n") else text


def blocks(lines: list[str], reading: Reading) -> Iterator[tuple[int, int]]:
    """First and last line of every block of text (| or >), including blank lines at its end if it keeps them."""
    for mark in reading.marks.values():
        head = lines[mark.line - 1][mark.column - 1 :] if mark.line <= len(lines) else ""
        if head[:1] in ("|", ">"):
            yield mark.line, end_of_block(lines, head, mark.end_line)


def end_of_block(lines: list[str], head: str, end: int) -> int:
    """The last line of a block of text that begins with ``head`` and whose text ends in line ``end``."""
    if _KEEPS_BLANKS.match(head):
        while end < len(lines) - 1 and not lines[end].strip():
            end += 1
    return end


def same(before: Reading, after: Reading) -> bool:
    """Whether two readings without faults are equal, apart from the order of keys and the normal form of letters."""
    return not before.faults and not after.faults and _told(before) == _told(after)


def _told(reading: Reading) -> str:
    return unicodedata.normalize("NFC", json.dumps(reading.value, sort_keys=True, ensure_ascii=False))


def chosen(corpus: Corpus, paths: list[Path]) -> list[SourceFile]:
    """The record files at these paths or in these folders; all if none is given. Raises ValueError."""
    records = {f.path: f for f in corpus.files if f.kind is not None}
    picked = named(corpus.root, paths, records.__contains__, "record file") if paths else records
    return [f for path, f in records.items() if path in picked]


def named(root: Path, paths: list[Path], wanted: Callable[[str], bool], what: str) -> set[str]:
    """The wanted files at these paths or in these folders, by their paths in the repository.

    Raises ValueError if a path has none, since silence would mean that all is well.
    """
    found: set[str] = set()
    for path in paths:
        if not path.exists():
            raise ValueError(f"there is no file {path}")
        if not path.resolve().is_relative_to(root.resolve()):
            raise ValueError(f"{path} is not in {root}")
        inside = [p for p in path.rglob("*") if p.is_file()] if path.is_dir() else [path]
        here = {p.resolve().relative_to(root.resolve()).as_posix() for p in inside}
        if not any(map(wanted, here)):
            raise ValueError(f"{path} {'contains no' if path.is_dir() else 'is not a'} {what}")
        found |= set(filter(wanted, here))
    return found


def fix(corpus: Corpus, paths: list[Path]) -> str:
    """Fix these record files (all, if none is given); returns a report, empty if nothing needed a fix."""
    new, told = {}, []
    for file in chosen(corpus, paths):
        data, done = mended(file.data)
        if data != file.data:
            new[corpus.root / file.path] = data
            told += [f"corrected: {file.path}", *done]
    write_all(new)
    return "\n".join(told)


def _visible(line: str) -> str:
    """A line with invisible characters made visible."""
    bare = line.rstrip(" \t")
    shown = "".join(
        c if c.isascii() or not unicodedata.combining(c) and unicodedata.is_normalized("NFC", c) else f"\\u{ord(c):04x}"
        for c in bare
    )
    return shown + line[len(bare) :].replace(" ", "·").replace("\t", "→")
