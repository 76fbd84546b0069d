"""Writes a small graph in two syntaxes: JSON-LD 1.1, and the same as Turtle 1.1.

Written by hand because the serialisers of RDF libraries resolve relative addresses and order by
hash; the tests read both files with rdflib and compare the graphs.
"""

import re
from typing import Any

from corpus.derive.descriptor import filled, to_json
from dpcheck.wordlists import load

Node = dict[str, Any]
VOCABULARIES: dict[str, str] = load(__file__, "metadata.yaml")["prefixes"]


def iri(address: str | None) -> Any:
    """An address with invalid characters escaped, or None."""
    return address and {"@id": re.sub(r'[\x00-\x20<>"{}|^`\\]', lambda c: f"%{ord(c[0]):02X}", address)}


def text(value: str | None, language: str = "en") -> Any:
    """A text in English or another language, or None."""
    return value and {"@value": value, "@language": language}


def typed(value: object, kind: str) -> Node:
    """A value with a prefixed type, as xsd:date."""
    return {"@value": str(value), "@type": kind}


def files(name: str, prefixes: str, nodes: list[Node]) -> dict[str, bytes]:
    """A graph in both syntaxes, by the name of the file; ``prefixes`` are those it uses. Empty values are left out."""
    used, nodes = {p: VOCABULARIES[p] for p in prefixes.split()}, list(map(filled, nodes))
    return {f"{name}.ttl": turtle(used, nodes), f"{name}.jsonld": to_json({"@context": used, "@graph": nodes}, 1)}


def turtle(prefixes: dict[str, str], nodes: list[Node]) -> bytes:
    """Nodes as Turtle."""
    out = [f"@prefix {p}: <{a}> .\n" for p, a in prefixes.items()]
    for node in nodes:
        lines = []
        for name, values in node.items():
            if name == "@id":
                continue
            many = values if isinstance(values, list) else [values]
            objects = many if name == "@type" else [_object(v, prefixes) for v in many]
            lines.append(f"  {'a' if name == '@type' else name} {', '.join(objects)}")
        out.append(f"\n{_resource(node['@id'], prefixes)}\n" + " ;\n".join(lines) + " .\n")
    return "".join(out).encode()


def _object(value: Any, prefixes: dict[str, str]) -> str:
    if isinstance(value, str):
        return _quoted(value)
    if "@id" in value:
        return _resource(value["@id"], prefixes)
    if "@language" in value:
        return f"{_quoted(value['@value'])}@{value['@language']}"
    return f"{_quoted(value['@value'])}^^{value['@type']}"


def _resource(name: str, prefixes: dict[str, str]) -> str:
    """A prefixed name if it is a simple one, or else an address."""
    prefix, _, local = name.partition(":")
    if prefix in prefixes and re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", local):
        return name
    if prefix in prefixes:
        name = prefixes[prefix] + local
    return f"<{name}>"


def _quoted(value: str) -> str:
    escapes = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
    return '"' + "".join(escapes.get(c, c) for c in value) + '"'
