"""Runs all checks of one package, in the order of the data flow. Knows no rule itself."""

import csv
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa

from dpcheck.check.files import check_size_and_hash, check_stray
from dpcheck.check.foreign import check_foreign_keys, referenced
from dpcheck.check.grid import read_part, report_swallowed
from dpcheck.check.header import match_headers
from dpcheck.check.json_table import JsonPart, json_part, json_rows
from dpcheck.check.keys import encoded
from dpcheck.check.part import Part
from dpcheck.check.table import Table
from dpcheck.check.text import Text, read_text
from dpcheck.check.values import check_own_keys, check_values
from dpcheck.read.descriptor import Descriptor
from dpcheck.read.folder import Archive, Folder, Unreadable
from dpcheck.read.model import DELIMITED, LINES, Resource
from dpcheck.read.places import Node
from dpcheck.values.characters import HIDDEN

from .collector import PER_RULE, Collector

POINTER = b"version https://git-lfs.github.com/"
MAGIC = {
    POINTER: "a pointer of Git LFS (fetch the file itself)",
    b"PK\x03\x04": "a ZIP archive or a spreadsheet",
    b"\xd0\xcf\x11\xe0": "a spreadsheet of the old format",
    b"PAR1": "a Parquet file",
    b"%PDF-": "a PDF",
}
WORKERS = 2  # tables checked in parallel; more would need more memory
pa.set_cpu_count(1)  # Arrow's threads may abort the process at exit; https://github.com/apache/arrow/issues/50482


@dataclass
class Options:
    """The options of a check."""

    limit: int | None = PER_RULE
    descriptor_only: bool = False
    copies: Mapping[str, str] = field(default_factory=dict)  # the text of local copies of profiles, by address
    on_step: Callable[[object], None] = lambda _: None


@dataclass
class Checked:
    """The result for a package: the problems, the number of files checked, and how to read their lines."""

    problems: Collector
    files: int
    read: dict[str, Callable[[], bytes]]


def check_package(path: Path, label: str, options: Options | None = None) -> Checked:
    """Check the package of a descriptor, or of a ZIP archive that holds one."""
    if path.suffix.lower() == ".zip":
        archive = Archive(path)
        names = archive.descriptors()
        if not names:
            problems = Collector()
            problems.add("D009.archive", {"path": label})
            return Checked(problems, 1, {})
        archive.inside = names[0].rpartition("/")[0]
        name = names[0].rpartition("/")[2]
        return check(archive, name, f"{label}/{names[0]}", archive.read(name), options or Options())
    return check(Folder(path.parent), path.name, label, path.read_bytes(), options or Options())


def check(folder: Folder, name: str, label: str, data: bytes, options: Options) -> Checked:
    """Check a package whose descriptor has been read."""
    problems = Collector(options.limit)
    descriptor = Descriptor(problems, folder, name, label, data, options.copies)
    read: dict[str, Callable[[], bytes]] = {label: lambda: data}
    read |= {f.label: f.content for r in descriptor.resources for f in r.files}
    if options.descriptor_only:
        return Checked(problems, 1, read)
    tables: dict[str, Table] = {}
    keys = referenced(descriptor.resources)

    def run(resource: Resource) -> tuple[Collector, Table | None]:
        own = Collector(options.limit)
        return own, _table(own, resource, keys)

    limit = csv.field_size_limit(sys.maxsize)  # long cells are reported, not refused
    try:
        with ThreadPoolExecutor(WORKERS) as pool:
            for resource, (own, table) in zip(descriptor.resources, pool.map(run, descriptor.resources)):
                options.on_step(resource.name)
                problems.merge(own)
                if table is not None:
                    tables.setdefault(resource.name, table)
    finally:
        csv.field_size_limit(limit)
    options.on_step("keys")
    check_foreign_keys(problems, descriptor.resources, tables)
    check_stray(problems, descriptor, name)
    _one_cause(problems)
    return Checked(problems, 1 + sum(len(r.files) for r in descriptor.resources), read)


def _table(problems: Collector, resource: Resource, needed: set[tuple[str, str]]) -> Table | None:
    """Read the files of a resource and run the checks that need no other resource."""
    parts = list(_parts(problems, resource))
    schema = resource.schema
    if schema is not None and not schema.fields:
        problems.unchecked.append("table whose schema has no fields")
        return None  # the descriptor stage has reported it
    complete = resource.complete and len(parts) == max(1, len(resource.files))
    if not parts or schema is None:
        return None
    matched = match_headers(problems, parts, schema, resource.dialect.any_case)
    by_field = [{f.key: n for n, f in enumerate(m) if f} for m in matched]
    fields = {f.key: f for f in schema.fields if all(f.key in b for b in by_field)}
    for p in parts:
        if isinstance(p, Part):
            report_swallowed(problems, p, any(f.type not in ("string", "any") for f in schema.fields))
    columns = {}
    for key in fields if any(p.count for p in parts) else ():
        chunks = [c for p, b in zip(parts, by_field) for c in p.columns[b[key]].chunks]
        columns[key] = encoded(pa.chunked_array(chunks, pa.string()))
        for p, b in zip(parts, by_field):  # this releases the texts
            p.columns[b[key]] = None
    fields = {key: f for key, f in fields.items() if key in columns}
    table = Table(resource, parts, columns, fields, by_field, complete and all(p.sound for p in parts))
    check_values(problems, table, needed)
    check_own_keys(problems, table)
    table.columns = {key: c for key, c in columns.items() if (resource.name, key) in needed}
    return table


def _parts(problems: Collector, resource: Resource) -> Iterator[Part | JsonPart]:
    """The table in each file of a resource, or in the descriptor."""
    names = [f.name for f in resource.schema.fields] if resource.schema else []
    first: Part | None = None
    for content in _contents(problems, resource):
        if isinstance(content, Node):
            rows = json_part(problems, content, resource.schema, resource.dialect)
            yield from [rows] if rows else []
        elif part := read_part(problems, content, resource.dialect, names, first):
            content.release()
            first = first or part
            yield part


def _contents(problems: Collector, resource: Resource) -> Iterator[Text | Node]:
    """The text, or the rows of JSON, that are in each file of a resource, or in the descriptor."""
    declared, is_json = _declared(resource), bool(resource.kind and resource.kind != DELIMITED and resource.schema)
    at = resource.node.at("data")
    if resource.kind == DELIMITED and not resource.files and isinstance(at.value, str):
        text = read_text(problems, "", at.value.encode("utf-8"), "utf-8", False, declared, at.place())
        yield from [text] if text else []
    elif is_json and not resource.files and isinstance(at.value, list):
        yield at
    for file in resource.files:
        stored = file.stored()
        try:
            pointer = stored.startswith(POINTER)
            content = stored if pointer else file.content(stored)
        except Unreadable as error:
            problems.leave("D019.unreadable", {"path": file.label}, error=error)
            continue
        if len(resource.files) == 1 and not pointer:
            check_size_and_hash(problems, resource, file, stored, content)
        if resource.kind == DELIMITED and (binary := _binary(content)):
            problems.leave("D019.binary", {"path": file.label}, binary=binary)
        elif resource.kind == DELIMITED:
            path, encoding, detect = file.label, resource.encoding, resource.detect
            text = read_text(problems, path, content, encoding, detect, declared, again=file.content)
            del stored, content  # a large table has no room for both these and its columns
            yield from [text] if text else []
        elif is_json:
            node = json_rows(problems, file.label, content, resource.kind == LINES, resource.dialect)
            yield from [node] if node else []


def _one_cause(problems: Collector) -> None:
    """Remove problems about hidden characters that the rule for their cell reports too."""
    cells: dict[tuple[str | None, int | None], list[tuple[int, int]]] = {}
    for code in ("V001", "V009", "V014"):
        for p in problems.get(code, ()):
            text = re.sub(r"\\x[0-9a-f]{2}|\\u[0-9a-f]{4}", "_", p.actual or "")
            cells.setdefault((p.path, p.line), []).append((p.column or 0, (p.column or 0) + len(text)))
    if cells and "T003" in problems:
        problems["T003"] = [
            p for p in problems["T003"] if not any(a <= (p.column or 0) < b for a, b in cells.get((p.path, p.line), ()))
        ]


def _declared(resource: Resource) -> str:
    """The hidden characters that the descriptor uses in its dialect and in the fields of its schema."""
    named: list[object] = [resource.dialect.delimiter, resource.dialect.null]
    for f in resource.schema.fields if resource.schema else ():
        named += [f.get("groupChar"), f.get("decimalChar"), f.get("delimiter"), f.constraints.get("enum"), *f.missing]
    return "".join(HIDDEN.findall("".join(map(str, named))))


def _binary(data: bytes) -> str | None:
    """The kind of a file that is not a table, by its first bytes."""
    return next((words for begin, words in MAGIC.items() if data.startswith(begin)), None)
