"""Checks the stored files of a package: sizes and hashes, and tables that no resource names."""

import hashlib
import json
from pathlib import PurePosixPath
from typing import Any

from dpcheck.collector import Collector, excerpt
from dpcheck.read.descriptor import Descriptor
from dpcheck.read.folder import Folder
from dpcheck.read.model import File, Resource

STRAY = (".csv", ".tsv")
DESCRIPTORS = 50  # the most other descriptors that are read in a folder


def check_size_and_hash(problems: Collector, resource: Resource, file: File, stored: bytes, content: bytes) -> None:
    """Check the size and hash in the descriptor against the file, as stored or without compression."""
    size = resource.node.at("bytes")
    whole = isinstance(size.value, int) and not isinstance(size.value, bool)
    if whole and size.value not in (len(stored), len(content)):
        problems.add("D011.size", size, file=file.label, expected=str(size.value), actual=len(stored))
    at = resource.node.at("hash")
    if not isinstance(at.value, str):
        return
    name, _, digest = at.value.rpartition(":")
    try:
        actual = {_digest(name or "md5", data, len(digest) // 2) for data in (stored, content)}
    except (ValueError, TypeError):
        problems.leave("D019.hash", at, name=name, actual=at.value)
        return
    if digest.lower() not in actual:
        found = f"{name + ':' if name else ''}{_digest(name or 'md5', stored, len(digest) // 2)}"
        problems.add("D011.hash", at, file=file.label, said=excerpt(at.value, 200), digest=found)


def _digest(name: str, data: bytes, length: int) -> str:
    made: Any = hashlib.new(name.lower(), data, usedforsecurity=False)
    return str(made.hexdigest(length)) if name.lower().startswith("shake") else str(made.hexdigest())


def check_stray(problems: Collector, descriptor: Descriptor, own_name: str) -> None:
    """Report tables in the folders of the package that no resource names."""
    if any(problems[code] for code in ("D001", "D002", "D004", "D007", "D009")):
        return  # a path that could not be followed may mean one of them
    folder, claimed = descriptor.folder, set(descriptor.claimed)
    claimed |= _claimed_by_others(folder, own_name)
    for place in sorted({PurePosixPath(c).parent for c in descriptor.claimed}):
        for name in folder.names(str(place)):
            path = str(place / name)
            if name.lower().endswith(STRAY) and folder.key(path) not in claimed and not name.startswith("."):
                problems.add("D010.stray", {"path": descriptor.prefix + path})


def _claimed_by_others(folder: Folder, own_name: str) -> set[str]:
    """The files that other descriptors in the same folder name."""
    out: set[str] = set()
    for name in [n for n in folder.names(".") if n.endswith(".json") and n != own_name][:DESCRIPTORS]:
        try:
            value = json.loads(folder.read(name))
            for resource in value["resources"]:
                listed = resource.get("path", [])
                for path in [listed] if isinstance(listed, str) else listed:
                    if folder.fault(path) is None:
                        out.add(folder.key(path))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError, OSError):
            continue
    return out
