"""The descriptor: from JSON to resources, with everything in it that cannot hold."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from pathlib import Path

from dpcheck.collector import Found, shown
from dpcheck.problem import ERROR, WARNING, nearest
from dpcheck.values.addresses import STARTS, fault_of_address
from dpcheck.values.characters import undecodable

from .dialect import Dialect, read_dialect
from .documents import Document, Node
from .json_reader import read_json
from .model import CSV_FORMATS, File, Resource
from .paths import is_remote, unsafe
from .schema import read_schema
from .shapes import CONTRIBUTOR, LICENSE, OBJECT, PACKAGE, RESOURCE, SOURCE, check_object, kind_of

KINDS = {"syntax": "D001", "duplicate-key": "D002", "depth": "D003"}


class Descriptor:
    """Reads the descriptor of one package, and the schemas and dialects that it names."""

    def __init__(self, found: Found, path: Path, label: str):
        self.found, self.folder = found, path.parent
        self.prefix = label[: -len(path.name)]
        self.claimed: set[Path] = set()  # files that the descriptor names
        self.document = self._document(path, label)
        self.resources: list[Resource] = list(self._resources()) if self.document else []

    def _document(self, path: Path, label: str) -> Document | None:
        data = path.read_bytes()
        document = Document(label)
        if data.startswith(b"\xef\xbb\xbf"):
            self.found.add(
                "D001",
                "This file begins with a byte order mark, which JSON does not allow.",
                label,
                1,
                1,
                hint="Save the file as UTF-8 without BOM.",
            )
            data = data[3:]
        if fault := undecodable(data):
            line, column, actual = fault
            self.found.add(
                "D001", "This file is not UTF-8.", label, line, column, actual=actual, hint="Save the file as UTF-8."
            )
            return None
        document.reading = read_json(data.decode("utf-8"))
        for f in document.reading.faults:
            self.found.add(
                KINDS[f.kind], f.message, label, f.line, f.column, actual=f.actual and shown(f.actual), hint=f.hint
            )
        return document if () in document.reading.marks else None

    def _resources(self) -> Iterator[Resource]:
        root = Node(self.document, (), self.document.reading.value)
        if not isinstance(root.value, dict):
            self.found.add(
                "D004", "A descriptor is an object.", **root.place(), expected=OBJECT, actual=kind_of(root.value)
            )
            return
        good = check_object(self.found, root, PACKAGE, "package", ("resources",))
        if good.get("resources") == []:
            self.found.add(
                "D004",
                "The list of resources is empty.",
                **root.at("resources").place(),
                expected="at least one resource",
            )
        self._about(root)
        self._name(root.at("name"), "package")
        names: dict[str, Node] = {}
        for node in root.at("resources").items():
            resource = self._resource(node)
            if resource is None:
                continue
            at = node.at("name")
            if resource.name and resource.name in names:
                self.found.add(
                    "D006",
                    f"Two resources are called {shown(resource.name)}.",
                    **at.place(),
                    actual=shown(resource.name),
                    hint=f"The other is in line {names[resource.name].place()['line']}.",
                )
            names.setdefault(resource.name, at)
            yield resource

    def _name(self, node: Node, what: str) -> None:
        if isinstance(node.value, str) and not re.fullmatch(r"[a-z0-9._/-]+", node.value):
            usable = bool(node.value.strip()) and not re.search(r"[\x00-\x1f]", node.value)
            self.found.add(
                "D006",
                f"The name of this {what} is not made of small letters, digits, points, hyphens and underscores.",
                **node.place(),
                actual=shown(node.value),
                hint=f"Perhaps {re.sub('[^a-z0-9._-]+', '-', node.value.lower()).strip('-')}?",
                level=WARNING if usable else ERROR,
            )

    def _about(self, node: Node) -> None:
        """Licences, sources, contributors and addresses of a package or resource."""
        for name, known in (("licenses", LICENSE), ("sources", SOURCE), ("contributors", CONTRIBUTOR)):
            for item in node.at(name).items():
                check_object(self.found, item, known, name.removesuffix("s"))
                if name == "licenses" and isinstance(item.value, dict) and not {"name", "path"} & item.value.keys():
                    self.found.add(
                        "D004",
                        "A license has a name or a path.",
                        **item.place(),
                        hint="Add the name, such as CC-BY-4.0.",
                    )
                self._address(item.at("path"))
        self._address(node.at("homepage"), web=True)
        self._address(node.at("$schema"))

    def _address(self, node: Node, web: bool = False) -> None:
        if isinstance(node.value, str) and (web or is_remote(node.value) or STARTS.match(node.value)):
            fault = fault_of_address(node.value, web)
            if fault:
                self.found.add("D012", fault.message, **node.place(), actual=shown(node.value))

    def _resource(self, node: Node) -> Resource | None:
        good = check_object(self.found, node, RESOURCE, "resource", ("name",))
        if not isinstance(node.value, dict):
            return None
        if "path" not in node.value and "data" not in node.value:
            self.found.add(
                "D004",
                "This resource has neither path nor data.",
                **node.place(),
                expected="path",
                hint="Add the path of its file.",
            )
        self._about(node)
        self._name(node.at("name"), "resource")
        files = list(self._files(node)) if "path" in good else []
        ends = {f.path.suffix.lower().lstrip(".") for f in files}
        tabular = bool(files) and str(good.get("format", next(iter(ends), ""))).lower() in CSV_FORMATS
        encoding = self._encoding(node, good)
        dialect = self._dialect(node, good, ends) if tabular else None
        schema = self._schema(node.at("schema"))
        if "data" in good or (files and not tabular and "schema" in good):
            self.found.add(
                "D019",
                "This resource is not CSV: its values are not checked.",
                **node.place(),
                actual=good.get("format") or next(iter(sorted(ends)), "data in the descriptor"),
            )
        elif tabular and "schema" not in node.value:
            self.found.add(
                "D020",
                "This table has no schema: its values are not checked.",
                **node.place(),
                hint="Add a schema with a type for each field.",
            )
        return Resource(
            str(good.get("name", "")),
            node,
            files,
            tabular and dialect is not None and encoding is not None,
            dialect,
            encoding or "utf-8",
            schema,
        )

    def _encoding(self, node: Node, good: dict) -> str | None:
        try:
            info = codecs.lookup(good.get("encoding", "utf-8"))
            if not info._is_text_encoding:  # such as base64
                raise LookupError
            return info.name
        except (LookupError, ValueError):
            self.found.add(
                "D021",
                "There is no such encoding.",
                **node.at("encoding").place(),
                actual=shown(good["encoding"]),
                hint="Write utf-8, if that is what it is.",
            )
            return None

    def _dialect(self, node: Node, good: dict, ends: set[str]) -> Dialect | None:
        at = self._inside(node.at("dialect"), "dialect")
        if at is None:
            return None
        if at.value is None:
            return (
                Dialect(delimiter="\t")
                if good.get("format") == "tsv" or "format" not in good and ends == {"tsv"}
                else Dialect()
            )
        return read_dialect(self.found, at)

    def _schema(self, node: Node):
        at = self._inside(node, "schema")
        return read_schema(self.found, at) if at is not None and at.value is not None else None

    def _inside(self, node: Node, what: str) -> Node | None:
        """The object that is written here or in the file that is named here; None where it cannot be had."""
        if not isinstance(node.value, str):
            return node
        file = self._file(node, f"the {what}")
        if file is None:
            return None
        document = self._document(file.path, file.shown)
        return Node(document, (), document.reading.value) if document else None

    def _files(self, node: Node) -> Iterator[File]:
        at = node.at("path")
        parts = [at] if isinstance(at.value, str) else at.items()
        if not parts:
            self.found.add("D004", "The list of paths is empty.", **at.place(), expected="at least one path")
        for part in parts:
            if not isinstance(part.value, str):
                self.found.add("D004", "A path is text.", **part.place(), expected="text", actual=kind_of(part.value))
                continue
            file = self._file(part, "the data")
            if file:
                yield file

    def _file(self, node: Node, what: str) -> File | None:
        """The file at a path, if it may be read and is there."""
        path = node.value
        if is_remote(path):
            self._address(node)
            self.found.add(
                "D008",
                f"This address is not fetched: {what} behind it are not checked."
                if what == "the data"
                else f"This address is not fetched: {what} behind it is not read.",
                **node.place(),
                actual=shown(path),
                hint="Put a copy of the file beside the descriptor, if it is to be checked.",
            )
            return None
        why = unsafe(path, self.folder)
        if why:
            self.found.add(
                "D007",
                f"This path {why}.",
                **node.place(),
                expected="a path below the folder of the descriptor, with /",
                actual=shown(path),
            )
            return None
        real = self.folder / path
        self.claimed.add(real.resolve())
        if not real.is_file():
            near = (
                nearest(real.name, [p.name for p in real.parent.iterdir() if p.is_file()])
                if real.parent.is_dir()
                else None
            )
            self.found.add(
                "D009",
                "This is a folder, not a file." if real.is_dir() else "There is no such file.",
                **node.place(),
                actual=shown(path),
                hint=near,
            )
            return None
        return File(self.prefix + path, real)
