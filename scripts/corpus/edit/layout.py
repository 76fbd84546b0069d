"""Formats a record file by moving and indenting its source lines. Never rewrites a value."""

from collections.abc import Sequence
from typing import Any

from corpus.model.schema import Field, Schema
from corpus.model.yaml_reader import read_yaml
from dpcheck.read.places import Mark, Reading

from .fix import end_of_block, same
from .update import spliced

STEP = 2  # indentation below a key, in columns
_SORTED = {"recommendation": "keywords"}  # rule R005


class NotByLine(Exception):
    """The file cannot be formatted by moving lines; the message says where."""


def alphabetical(words: Sequence[str]) -> list[str]:
    """Words in the order of keywords."""
    return sorted(words, key=str.casefold)


def laid_out(text: str, kind: Schema) -> str:
    """The text of a valid record file with LF line ends, in the standard layout.

    Fields are in the order of their schema, indented one step below their parent; comments stay with
    the line they precede; blank lines separate the records of a list if they separate most of them, and
    nothing else; keywords are in alphabetical order. Raises NotByLine if lines cannot be moved.
    """
    reading = read_yaml(text)
    if reading.faults or not isinstance(reading.value, list if kind.records["many"] else dict) or not reading.value:
        return text
    text = _sorted(text, reading, kind)
    before = read_yaml(text)
    new = _Layout(text, before, kind).run()
    if not same(before, read_yaml(new)):
        raise NotByLine("its values would change")
    return new


def _sorted(text: str, reading: Reading, kind: Schema) -> str:
    """The text with the words of sorted fields reordered, each as it is written."""
    name = _SORTED.get(kind.name)
    lines, edits = text.split("\n"), []
    for n, record in enumerate(reading.value):
        words = record.get(name) if isinstance(record, dict) else None
        if not name or not isinstance(words, list) or not all(isinstance(w, str) for w in words):
            continue
        marks = [reading.marks[(n, name, k)] for k in range(len(words))]
        between = lines[marks[0].line - 1 : marks[-1].end_line] if marks else []
        if any(m.line != m.end_line for m in marks) or any(line.lstrip().startswith("#") for line in between):
            continue  # only people can decide what a comment belongs to
        order = sorted(range(len(words)), key=lambda k: words[k].casefold())
        for m, due in zip(marks, (marks[k] for k in order)):
            piece = lines[due.line - 1][due.column - 1 : due.end_column - 1]
            edits.append(((m.line, m.column), (m.end_line, m.end_column), piece))
    return spliced(text, edits)


class _Layout:
    def __init__(self, text: str, reading: Reading, kind: Schema):
        self.lines = text.split("\n")
        self.reading, self.kind = reading, kind
        self.at = 1  # the first line not yet processed

    def run(self) -> str:
        value = self.reading.value
        if isinstance(value, list):
            out = self.records(value)
        else:
            out = self.gap(self.line_of(()), 0, keep_blanks=True)
            out += [line for _, lines in self.fields((), value, self.kind.fields, 0) for line in lines]
        tail = self.gap(len(self.lines) + 1, 0, keep_blanks=True)
        return "\n".join([*out, *tail]).rstrip("\n") + "\n"

    def records(self, values: list) -> list[str]:
        """The records of a list; blank lines separate all of them if they separate most."""
        out, heads, bodies, parted = [], [], [], 0
        for n, value in enumerate(values):
            parted += n > 0 and self.at <= len(self.lines) and not self.lines[self.at - 1].strip()
            heads.append(self.gap(self.dash((n,)), 0, keep_blanks=True))
            bodies.append(self.item((n,), value, self.kind.fields, 0))
        apart = 2 * parted >= len(values) - 1 and parted
        for n, (head, body) in enumerate(zip(heads, bodies)):
            while n and head and not head[0]:
                head.pop(0)
            out += ([""] if n and apart else []) + head + body
        return out

    # Each of these methods consumes lines from self.at on, and returns them formatted.

    def gap(self, until: int, indent: int, keep_blanks: bool = False) -> list[str]:
        """The comments before a line; optionally with single blank lines among them."""
        out: list[str] = []
        for n in range(self.at, until):
            bare = self.lines[n - 1].strip()
            if bare and not bare.startswith("#"):
                raise NotByLine(f"line {n} is neither a field nor a comment")
            if bare:
                out.append(" " * indent + bare)
            elif keep_blanks and (not out or out[-1]):
                out.append("")
        self.at = max(self.at, until)
        while self.at == 1 and out and not out[0]:
            out.pop(0)
        return out if any(out) else []

    def fields(
        self, path: tuple, value: dict[str, Any], known: list[Field], indent: int
    ) -> list[tuple[list[str], list[str]]]:
        """The fields of a mapping in the order of the schema, with comments; unknown fields keep their place."""
        rank = {f.name: n for n, f in enumerate(known)}
        inner = {f.name: f.item_fields for f in known}
        out, here = [], -1
        for name, item in value.items():
            here = rank.get(name, here)
            key = self.reading.key_marks[(*path, name)]
            self.begins(key)
            comments = self.gap(key.line, indent)
            out.append((here, comments, self.field((*path, name), key, item, inner.get(name, []), indent)))
        return [(comments, comments + lines) for _, comments, lines in sorted(out, key=lambda x: x[0])]

    def begins(self, key: Mark) -> None:
        """Refuse a key whose line begins with anything except blanks and dashes."""
        if self.lines[key.line - 1][: key.column - 1].strip(" -"):
            raise NotByLine(f"line {key.line} has more than one field")

    def field(self, path: tuple, key: Mark, value: Any, known: list[Field], indent: int) -> list[str]:
        mark = self.reading.marks[path]
        if not self.is_block(value, mark):
            return self.leaf(key.line, key.column, mark, indent)
        head = " " * indent + self.lines[key.line - 1][key.column - 1 :].rstrip()
        self.at = key.line + 1
        if isinstance(value, dict):
            inner = [line for _, lines in self.fields(path, value, known, indent + STEP) for line in lines]
            return [head, *inner]
        out = [head]
        for n, item in enumerate(value):
            here = (*path, n)
            out += self.gap(self.dash(here), indent + STEP)
            out += self.item(here, item, known, indent + STEP)
        return out

    def is_block(self, value: Any, mark: Mark) -> bool:
        """Whether a collection is written without brackets."""
        return isinstance(value, (dict, list)) and self.lines[mark.line - 1][mark.column - 1 : mark.column] not in (
            "[",
            "{",
        )

    def line_of(self, path: tuple) -> int:
        return self.reading.marks[path].line

    def dash(self, path: tuple) -> int:
        """The line with the dash of an entry of a block list: that of the entry, or one before."""
        mark = self.reading.marks[path]
        line, before = mark.line, self.lines[mark.line - 1][: mark.column - 1].strip()
        while line > self.at and not before:
            line -= 1
            text = self.lines[line - 1].split("#")[0]
            before = text.strip()
        if before != "-":
            raise NotByLine(f"line {mark.line} has more than one entry")
        return line

    def item(self, path: tuple, value: Any, known: list[Field], indent: int) -> list[str]:
        """One entry of a block list, from its dash on."""
        mark = self.reading.marks[path]
        lead = " " * indent + "- "
        if not self.is_block(value, mark):
            first, *rest = self.leaf(mark.line, mark.column, mark, indent + STEP)
            return [(lead + first.lstrip()).rstrip(), *rest]
        if isinstance(value, list):
            raise NotByLine(f"line {mark.line} has a list in a list")
        if self.lines[self.at - 1].strip() == "-":
            self.at += 1
        fields = self.fields(path, value, known, indent + STEP)
        comments, lines = fields[0]
        first, *rest = lines[len(comments) :]
        hoisted = [c[STEP:] for c in comments]  # nothing may come between a dash and its first field
        return [*hoisted, lead + first.lstrip(), *rest, *(line for _, more in fields[1:] for line in more)]

    def leaf(self, line: int, column: int, mark: Mark, indent: int) -> list[str]:
        """The lines of a field or entry whose value is a scalar or in brackets."""
        head = self.lines[mark.line - 1][mark.column - 1 :]
        block = head[:1] in ("|", ">")
        end = end_of_block(self.lines, head, mark.end_line) if block else mark.end_line
        out = [" " * indent + self.lines[line - 1][column - 1 :].rstrip()]
        for text in self.lines[line:end]:
            bare = text.lstrip(" ")
            depth = len(text) - len(bare) + indent - (column - 1)
            if not bare.strip():
                out.append(text if block else "")
            elif block:
                if depth < 0:
                    raise NotByLine(f"the text below line {line} cannot be moved to the left")
                out.append(" " * depth + bare)
            else:
                out.append(" " * max(depth, indent + STEP) + bare.rstrip())
        self.at = end + 1
        return out
