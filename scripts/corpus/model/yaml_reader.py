"""Reads YAML into plain values, with the place of every node, and refuses surprising syntax.

The C parser of PyYAML delivers events; one walk over them builds dictionaries, lists and exact
scalars and remembers line and column of each key and value. Syntax that YAML 1.1 may read
differently from what the author meant is refused: duplicate keys, anchors, aliases, merge keys, tags, several
documents, great depth, ambiguous plain scalars, a comment after a value.
"""

import re
from typing import Any

import yaml

from dpcheck.read.places import Fault, Mark, Reading
from dpcheck.values.characters import place
from dpcheck.wordlists import load

MAX_DEPTH = 8  # a record needs five levels: file, record, list, item, scalar
_PARSER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})\Z")
_DECIMAL = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})\.[0-9]{1,17}\Z")
_WORDS = {"true": True, "false": False, "null": None, "": None}
_AMBIGUOUS = re.compile(
    r"(?:y|n|yes|no|on|off|true|false|null|~"  # other spellings of booleans and null
    r"|[-+]?(?=[._]*[0-9])[0-9_]*\.?[0-9_]*(?:e[-+]?[0-9]+)?"  # 0123 is octal for some parsers; 1_000, .5, 1e5
    r"|[-+]?0(?:x[0-9a-f_]+|o[0-7_]+|b[01_]+)"
    r"|[0-9]+(?::[0-5]?[0-9])+(?:\.[0-9]*)?"  # 12:30:45 is a number in base 60
    r"|[-+]?\.(?:inf|nan)|=)\Z",
    re.IGNORECASE,
)
_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?: .*)?$", re.MULTILINE)  # merge conflict markers of git
# Unclosed constructs: the parser fails later, but the place to fix is their beginning.
_NOT_ENDED = ("end of stream", "could not find expected ':'", "expected ',' or ']'", "expected ',' or '}'")
_CAUSES: dict[str, list[dict[str, str]]] = load(__file__, "yaml_causes.yaml")
_NOT_ALLOWED = "This file has a character that YAML does not allow."
_OTHER_BREAKS = re.compile("\r(?!\n)|[\x85\u2028\u2029]")  # line ends for YAML, but not for editors


class _Stop(Exception):
    """The rest of the file cannot be read in a meaningful way."""


def read_yaml(text: str) -> Reading:
    """Read one YAML document; never raises because of its text.

    ``marks`` maps a path such as ``(0, "themes", 1)`` to the place of that value, ``key_marks`` a
    path that ends in a key to the place of the key.
    """
    reading = Reading()

    def refuse(at: int, message: str, actual: str | None = None, hint: str | None = None) -> Reading:
        reading.faults.append(Fault("syntax", *place(text, at), message, actual, hint))
        return reading

    if other := _OTHER_BREAKS.search(text):
        actual, hint = f"U+{ord(other.group()):04X}", "Delete the character, or begin a new line."
        return refuse(other.start(), "Some programs end the line at this character, others do not.", actual, hint)
    if conflict := _CONFLICT.search(text):
        message = "There is an unresolved merge conflict here."
        hint = "Choose between the two versions and delete the lines with the marks."
        return refuse(conflict.start(), message, conflict.group(), hint)
    try:
        reading.value = _Walk(text, reading).value()
    except _Stop:
        pass  # the reason was reported already
    except yaml.MarkedYAMLError as error:
        endless = any(words in (error.problem or "") for words in _NOT_ENDED)
        mark: Any = (error.context_mark if endless else None) or error.problem_mark or error.context_mark
        what = " ".join(x for x in (error.context, error.problem) if x)
        reading.faults.append(_cause(text.split("\n"), mark.line, mark.column, what))
    except yaml.reader.ReaderError as error:
        at = error.position  # the C parser counts bytes of UTF-8
        at = at if _PARSER is yaml.SafeLoader else len(text.encode("utf-8")[:at].decode("utf-8", "ignore"))
        return refuse(at, _NOT_ALLOWED, f"U+{ord(text[at]):04X}" if at < len(text) else None)
    except UnicodeEncodeError as error:  # half of a surrogate pair
        return refuse(error.start, _NOT_ALLOWED, f"U+{ord(text[error.start]):04X}")
    return reading


def _cause(lines: list[str], number: int, column: int, what: str) -> Fault:
    """The fault at the place where the parser stopped (from 0), in the words of the parser if no other is known."""
    line, before = (lines[n] if 0 <= n < len(lines) else "" for n in (number, number - 1))
    said = [c for c in _CAUSES["problems"] if c["says"] in what and re.fullmatch(c.get("up_to", ".*"), line[:column])]
    indented = said and "up_to" in said[0]  # otherwise a colon inside the text is the fault
    for n, text, causes in ((number, line, "lines"), *([(number - 1, before, "before")] if indented else [])):
        for cause in _CAUSES[causes]:
            if found := re.match(cause["pattern"], text):
                actual = found["at"].strip(" ")
                return Fault(
                    "syntax", n + 1, found.start("at") + 1, cause["message"], actual, found.expand(cause["fix"])
                )
    message, fix = (said[0]["message"], said[0]["fix"]) if said else (f"This is not valid YAML: {what}.", None)
    return Fault("syntax", number + 1, column + 1, message, None, fix)


class _Walk:
    """One walk over the events. They are Any, since the types of PyYAML do not define the marks of each event."""

    def __init__(self, text: str, reading: Reading):
        self.lines = text.split("\n")
        self.hashes = {n for n, line in enumerate(self.lines, 1) if "#" in line}  # the lines that may hold a comment
        self.reading = reading
        self.events = iter(yaml.parse(text, Loader=_PARSER))

    def value(self) -> Any:
        """The value of the text, or None if it is empty."""
        next(self.events)  # stream start
        if isinstance(next(self.events), yaml.StreamEndEvent):
            return None
        value = self.node(next(self.events), (), 0)
        next(self.events)  # document end
        event = next(self.events)
        if not isinstance(event, yaml.StreamEndEvent):
            hint = "Remove the line with ---."
            self.fault("syntax", event, "A second YAML document begins here, but a file has only one.", hint=hint)
        return value

    def fault(self, kind: str, event: Any, message: str, actual: str | None = None, hint: str | None = None) -> None:
        mark = event.start_mark
        self.reading.faults.append(Fault(kind, mark.line + 1, mark.column + 1, message, actual, hint))

    def node(self, event: Any, path: tuple[Any, ...], depth: int) -> Any:
        if depth > MAX_DEPTH:
            self.fault("depth", event, f"This is nested more than {MAX_DEPTH} levels deep.")
            raise _Stop
        self.bare(event)
        start = event.start_mark
        if isinstance(event, yaml.ScalarEvent):
            value, end = self.scalar(event), self.end(event)
        elif isinstance(event, yaml.SequenceStartEvent):
            value, end = self.sequence(event, path, depth)
        else:
            value, end = self.mapping(event, path, depth)
        self.reading.marks[path] = Mark(start.line + 1, start.column + 1, *end)
        return value

    def bare(self, event: Any) -> None:
        """Refuse aliases, anchors and tags, on values and on keys."""
        if isinstance(event, yaml.AliasEvent):
            alias = f"*{event.anchor}"
            self.fault("alias", event, f"An alias ({alias}) is not allowed here.", alias, "Write the value out.")
            raise _Stop
        if event.anchor:
            anchor, hint = f"&{event.anchor}", "Remove the anchor and write values out."
            self.fault("alias", event, f"An anchor ({anchor}) is not allowed here.", anchor, hint)
        if event.tag is not None:
            self.fault("tag", event, f"A tag ({event.tag}) is not allowed here.", event.tag, "Remove the tag.")

    def end(self, event: Any) -> tuple[int, int]:
        """Line and column after the last character of a scalar or flow collection."""
        mark = event.end_mark
        line, column = mark.line, mark.column
        if getattr(event, "style", None) in ("|", ">"):  # its end mark is at the next text
            while line > event.start_mark.line and (line >= len(self.lines) or not self.lines[line][:column].strip()):
                line -= 1
                column = len(self.lines[line].rstrip("\r"))
        return line + 1, column + 1

    def comment(self, line: int, column: int) -> None:
        """Refuse a comment in the rest of a line."""
        if line not in self.hashes:
            return
        rest = self.lines[line - 1][column - 1 :]
        if re.match(r"\s+#", rest):
            at = column + len(rest) - len(rest.lstrip())
            message = "Text after a space and # is a comment and is not part of the value."
            hint = "Put the value in quotation marks, or the comment on its own line."
            self.reading.faults.append(Fault("comment", line, at, message, rest.strip(), hint))

    def sequence(self, event: Any, path: tuple[Any, ...], depth: int) -> tuple[list[Any], tuple[int, int]]:
        values: list[Any] = []
        flow = event.flow_style
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            values.append(self.node(event, (*path, len(values)), depth + 1))
        return values, self.closing(event, flow, (*path, len(values) - 1))

    def closing(self, event: Any, flow: bool, last: tuple[Any, ...]) -> tuple[int, int]:
        """The end of a collection: a flow collection ends at its bracket, a block with its last value."""
        mark = self.reading.marks.get(last)
        if not flow and mark:
            return mark.end_line, mark.end_column
        end = self.end(event)
        if flow:
            self.comment(*end)
        return end

    def mapping(self, event: Any, path: tuple[Any, ...], depth: int) -> tuple[dict[str, Any], tuple[int, int]]:
        values: dict[str, Any] = {}
        flow, last = event.flow_style, path
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            self.bare(event)
            if not isinstance(event, yaml.ScalarEvent):
                self.fault("syntax", event, "A key must be a plain word.")
                raise _Stop
            key = event.value
            if key == "<<" and not event.style:
                self.fault("alias", event, "A merge key (<<) is not allowed here.", "<<", "Write the values out.")
            elif not event.style and not isinstance(self.scalar(event), str):
                self.fault("ambiguous", event, f"The key {key} is not text.", key, f'Write "{key}".')
            mark: Any = event.start_mark
            last = (*path, key)
            if key in values:
                first = self.reading.key_marks[last].line
                if path and isinstance(path[-1], int) and key == next(iter(values)):
                    hint = f"Write - {key}: … here, and indent what belongs to it by two spaces."
                    self.fault("syntax", event, "A dash is missing: the next entry of the list begins here.", hint=hint)
                    raise _Stop
                message = f"The key {key} appears twice; the first is in line {first}."
                self.fault("duplicate-key", event, message, key, "Keep one of the two.")
                last = (*path, key, "again")
                self.node(next(self.events), last, depth + 1)
                continue
            self.reading.key_marks[last] = Mark(mark.line + 1, mark.column + 1, *self.end(event))
            values[key] = self.node(next(self.events), last, depth + 1)
        return values, self.closing(event, flow, last)

    def scalar(self, event: Any) -> Any:
        text = event.value
        if event.style not in ("|", ">") and event.end_mark.line + 1 in self.hashes:
            self.comment(*self.end(event))
        if event.style:  # quoted or block: always text
            return text
        if text in _WORDS:
            return _WORDS[text]
        if _INTEGER.match(text):
            return int(text)
        if _DECIMAL.match(text):
            value = float(text)
            self.reading.whole_decimals |= value.is_integer()
            return value
        if _AMBIGUOUS.match(text):
            message = f"Programs read {text} differently if it has no quotation marks."
            hint = f'Write "{text}" for text, or true, false, null or a plain number.'
            self.fault("ambiguous", event, message, text, hint)
        return text
