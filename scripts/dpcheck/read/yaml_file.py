"""YAML to plain values with the place of every node, for descriptors that are kept as YAML. Anchors are refused."""

import datetime
from typing import Any

import yaml

from .places import Fault, Mark, Reading


def read_yaml(text: str) -> Reading:
    """Read one YAML document; never raises for what the text says."""
    reading = Reading()
    try:
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            if isinstance(event, yaml.AliasEvent):
                mark: Any = event.start_mark
                reading.faults.append(
                    Fault("syntax", mark.line + 1, mark.column + 1, "An alias is not read. Write the value itself.")
                )
                return reading
        loader = yaml.SafeLoader(text)
        node = loader.get_single_node()
        reading.value = _value(loader, node, (), reading) if node else None
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        reading.value = None
        reading.marks.clear()
        reason = getattr(error, "problem", None) or "it is nested too deep"
        reading.faults.append(Fault("syntax", line, column, f"This YAML cannot be read: {reason}."))
    return reading


def _value(loader: yaml.SafeLoader, node: yaml.Node, path: tuple[str | int, ...], reading: Reading) -> Any:
    begin, end = node.start_mark, node.end_mark
    reading.marks[path] = Mark(begin.line + 1, begin.column + 1, end.line + 1, end.column + 1)
    if isinstance(node, yaml.SequenceNode):
        return [_value(loader, item, (*path, n), reading) for n, item in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        out: dict[str, Any] = {}
        for key, item in node.value:
            name, mark = str(key.value), key.start_mark
            if name in out:
                reading.faults.append(
                    Fault("duplicate-key", mark.line + 1, mark.column + 1, f"The key {name} appears twice.", name)
                )
                continue
            reading.key_marks[(*path, name)] = Mark(
                mark.line + 1, mark.column + 1, key.end_mark.line + 1, key.end_mark.column + 1
            )
            out[name] = _value(loader, item, (*path, name), reading)
        return out
    value = loader.construct_object(node)
    return node.value if isinstance(value, (datetime.date, datetime.datetime, bytes)) else value
