"""YAML to plain values, with the place of every node, and nothing that could surprise.

The C parser of PyYAML delivers events; one walk over them builds dictionaries, lists and exact
scalars and remembers line and column of each key and value. What YAML 1.1 reads differently
from what an author meant is refused: duplicate keys, anchors, aliases, merge keys, tags, several
documents, great depth, ambiguous plain scalars, a comment behind a value.
"""
from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import yaml

MAX_DEPTH = 8  # a record needs five levels: file, record, list, item, scalar
_PARSER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)\Z")
_FLOAT = re.compile(r"[-+]?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?\Z")
_BOOLEANS = {"true": True, "false": False}
_AMBIGUOUS = re.compile(
    r"(?:y|n|yes|no|on|off|true|false|null|~"  # other spellings of booleans and null
    r"|[-+]?0[0-9_]+|[-+]?0(?:[xX][0-9A-Fa-f_]+|[oO][0-7_]+|[bB][01_]+)|[-+]?[0-9][0-9_]*_[0-9_]*"  # octal, hex, 1_000
    r"|[0-9]+(?::[0-5]?[0-9])+(?:\.[0-9]*)?"  # 12:30:45 is a number in base 60
    r"|[-+]?\.(?:inf|nan)|=)\Z",
    re.IGNORECASE,
)


class Mark(NamedTuple):
    """Place of a node: 1-based line and column (code points) of its first and behind its last character."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True)
class Fault:
    """Something the reader refuses; ``kind`` names the rule that reports it."""

    kind: str
    line: int
    column: int
    message: str
    actual: str | None = None
    hint: str | None = None


@dataclass
class Reading:
    """What one file says: ``value`` (None where unreadable), ``marks`` and ``key_marks`` by path, faults."""

    value: Any = None
    marks: dict[tuple, Mark] = field(default_factory=dict)
    key_marks: dict[tuple, Mark] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


class _Stop(Exception):
    """The rest of the file cannot be read in a meaningful way."""


def read_yaml(text: str) -> Reading:
    """Read one YAML document; never raises for what the text says.

    ``marks`` maps a path such as ``(0, "themes", 1)`` to the place of that value, ``key_marks`` a
    path that ends in a key to the place of the key.
    """
    reading = Reading()
    walk = _Walk(text, reading)
    try:
        walk.run()
    except _Stop:
        reading.value = None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        what = " ".join(x for x in (error.context, error.problem) if x)
        reading.value = None
        reading.faults.append(Fault("syntax", line, column, f"This is not valid YAML: {what}."))
    except yaml.YAMLError as error:  # characters that YAML does not allow
        reading.value = None
        at = getattr(error, "position", 0)
        line = text.count("\n", 0, at) + 1
        reading.faults.append(Fault("syntax", line, at - text.rfind("\n", 0, at), "This file holds a character that YAML does not allow."))
    except RecursionError:
        reading.value = None
        reading.faults.append(Fault("depth", 1, 1, "This file is nested too deeply."))
    return reading


class _Walk:
    def __init__(self, text: str, reading: Reading):
        self.lines = text.split("\n")
        self.reading = reading
        self.events = iter(yaml.parse(text, Loader=_PARSER))

    def run(self) -> None:
        next(self.events)  # stream start
        event = next(self.events)
        if isinstance(event, yaml.StreamEndEvent):
            self.reading.value = None
            return
        self.reading.value = self.node(next(self.events), (), 0)
        next(self.events)  # document end
        event = next(self.events)
        if not isinstance(event, yaml.StreamEndEvent):
            self.fault("syntax", event, "A file holds one YAML document; here a second one begins.", hint="Remove the line with ---.")

    def fault(self, kind: str, event: yaml.Event, message: str, actual: str | None = None, hint: str | None = None) -> None:
        mark = event.start_mark
        self.reading.faults.append(Fault(kind, mark.line + 1, mark.column + 1, message, actual, hint))

    def node(self, event: yaml.Event, path: tuple, depth: int) -> Any:
        if depth > MAX_DEPTH:
            self.fault("depth", event, f"This is nested more than {MAX_DEPTH} levels deep.")
            raise _Stop
        if isinstance(event, yaml.AliasEvent):
            self.fault("alias", event, f"An alias (*{event.anchor}) is not allowed here.", f"*{event.anchor}", "Write the value out.")
            raise _Stop
        if event.anchor:
            self.fault("alias", event, f"An anchor (&{event.anchor}) is not allowed here.", f"&{event.anchor}", "Remove the anchor and write values out.")
        if event.tag is not None and event.tag != "!":
            self.fault("tag", event, f"A tag ({event.tag}) is not allowed here.", event.tag, "Remove the tag.")
        start = event.start_mark
        if isinstance(event, yaml.ScalarEvent):
            value, end = self.scalar(event), event.end_mark
        elif isinstance(event, yaml.SequenceStartEvent):
            value, end = self.sequence(path, depth)
        else:
            value, end = self.mapping(path, depth)
        self.reading.marks[path] = Mark(start.line + 1, start.column + 1, end.line + 1, end.column + 1)
        return value

    def sequence(self, path: tuple, depth: int) -> tuple[list, Any]:
        values: list = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            values.append(self.node(event, (*path, len(values)), depth + 1))
        return values, event.end_mark

    def mapping(self, path: tuple, depth: int) -> tuple[dict, Any]:
        values: dict = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                self.fault("syntax", event, "A key must be a plain word.")
                raise _Stop
            key = event.value
            if key == "<<" and not event.style:
                self.fault("alias", event, "A merge key (<<) is not allowed here.", "<<", "Write the values out.")
            elif not event.style and not isinstance(self.scalar(event), str):
                self.fault("ambiguous", event, f"The key {key} is not text.", key, f'Write "{key}".')
            mark = event.start_mark
            here = (*path, key)
            if key in values:
                first = self.reading.key_marks[here].line
                self.fault("duplicate-key", event, f"The key {key} stands twice; it stood in line {first} already.", key, "Keep one of the two.")
                self.node(next(self.events), (*path, f"{key} (again)"), depth + 1)
                continue
            end = event.end_mark
            self.reading.key_marks[here] = Mark(mark.line + 1, mark.column + 1, end.line + 1, end.column + 1)
            values[key] = self.node(next(self.events), here, depth + 1)
        return values, event.end_mark

    def scalar(self, event: yaml.ScalarEvent) -> Any:
        text = event.value
        end = event.end_mark
        if event.style not in ("|", ">") and end.line < len(self.lines):
            rest = self.lines[end.line][end.column :]
            if re.match(r"\s+#", rest):
                column = end.column + len(rest) - len(rest.lstrip()) + 1
                self.reading.faults.append(Fault("comment", end.line + 1, column, "Text after a space and # is a comment and is not part of the value.", rest.strip(),
                                                 "Put the value in quotation marks, or the comment on a line of its own."))
        if event.style:  # quoted or block: always text
            return text
        if text == "":
            return None
        if text in _BOOLEANS:
            return _BOOLEANS[text]
        if text == "null":
            return None
        if _AMBIGUOUS.match(text):
            self.fault("ambiguous", event, f"{text} without quotation marks is read differently by different programs.", text, f'Write "{text}" for text, or true, false, null or a plain number.')
            return text
        if _INTEGER.match(text):
            return int(text) if len(text) < 20 else text
        if _FLOAT.match(text):
            return float(text)
        return text
