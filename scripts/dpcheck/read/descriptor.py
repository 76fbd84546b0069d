"""Reads the descriptor: from JSON to resources, reporting whatever is invalid in it."""

import codecs
import re
from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from dpcheck.collector import Collector
from dpcheck.problem import ERROR, WARNING, Nearest, nearest
from dpcheck.values.addresses import STARTS, fault_of_address
from dpcheck.values.characters import undecodable

from . import profiles
from .dialect import Dialect, read_dialect
from .folder import Folder, compression_of, is_remote, suffix
from .json_reader import read_json
from .model import DELIMITED, JSON, OTHER, PLAIN, File, Resource, Schema, kind_of
from .places import Document, Node
from .schema import read_schema
from .shapes import check_object, type_of
from .yaml_file import read_yaml

KINDS = {"syntax": "D001", "duplicate-key": "D002", "depth": "D003"}


class Descriptor:
    """Reads the descriptor of one package, and the schemas and dialects that it names."""

    def __init__(
        self, problems: Collector, folder: Folder, name: str, label: str, data: bytes, copies: Mapping[str, str]
    ):
        self.problems, self.folder, self.copies = problems, folder, copies
        self.prefix = label[: -len(name)]
        self.claimed: set[str] = set()  # files that the descriptor names
        self.version = ""  # of the specification, if the descriptor gives it
        self.tabular = False  # whether the package says that all its resources are tables
        self.document = self._document(label, data, name.lower().endswith((".yml", ".yaml")))
        self.resources: list[Resource] = list(self._resources()) if self.document else []

    def _document(self, label: str, data: bytes, yaml: bool = False) -> Document | None:
        start = {"path": label, "line": 1, "column": 1}
        if data.startswith(b"\xef\xbb\xbf"):
            self.problems.add("D001.mark", start)
            data = data[3:]
        if fault := undecodable(data):
            place = {"path": label, "line": fault[0], "column": fault[1]}
            self.problems.add("D001.bytes", place, actual=fault[2])
            return None
        text = data.decode("utf-8")
        if not yaml and re.match(r"(?:\s*#.*\n|---\n|\s)*[A-Za-z_$][\w$-]*:(?:\s|$)", text):
            self.problems.add("D001.yaml", start)
            return None
        if yaml:
            self.problems.add("D001.kept-as-yaml", start)
        document = Document(label, read_yaml(text) if yaml else read_json(text))
        for f in document.reading.faults:
            place = {"path": label, "line": f.line, "column": f.column}
            self.problems.add(KINDS[f.kind], place, message=f.message, actual=f.actual, hint=f.hint)
        return document if () in document.reading.marks else None

    def _resources(self) -> Iterator[Resource]:
        assert self.document
        root = Node(self.document, (), self.document.reading.value)
        if not isinstance(root.value, dict):
            self.problems.add("D004.descriptor", root, actual=type_of(root.value))
            return
        good = check_object(self.problems, root, "package", ("resources",))
        if good.get("resources") == []:
            self.problems.add("D004.no-resources", root.at("resources"))
        self._profile(root, "datapackage")
        self._about(root)
        self._name(root.at("name"), "package")
        names: dict[str, Node] = {}
        for node in root.at("resources").items():
            resource = self._resource(node)
            if resource is None:
                continue
            self._official(node, "dataresource")
            at = node.at("name")
            if resource.name and resource.name in names:
                other = names[resource.name].place()["line"]
                self.problems.add("D006.resources", at, actual=resource.name, other=other)
            names.setdefault(resource.name, at)
            yield resource
        self._official(root, "datapackage")

    # Profiles

    def _profile(self, node: Node, kind: str) -> tuple[str, bool]:
        """The version that an object declares, and whether it declares itself tabular."""
        version, tabular = self.version, False
        for name in ("$schema", "profile"):
            at = node.at(name)
            inner = name == "$schema" and kind != "datapackage" and node.path  # it counts only at the root of a file
            if (
                not isinstance(at.value, str)
                or inner
                or (name == "profile" and "$schema" in node.value and not node.path)
            ):
                continue
            known = profiles.official(at.value)
            if known:
                version, tabular = known
            elif at.value.rstrip("#") in self.copies:
                self._by_copy(node, at, self.copies[at.value.rstrip("#")])
            elif is_remote(at.value):
                self._not_fetched(at, "the profile", hint=f"Name a local copy: --profile {at.value}=FILE.")
            elif self.folder.fault(at.value) is None and self.folder.kind(at.value) == "file":
                self.claimed.add(self.folder.key(at.value))
                self._by_copy(node, at, self.folder.read(at.value).decode("utf-8", "replace"))
            elif at.value not in ("default", "table-schema", ""):
                known_names = ", ".join(profiles.REGISTERED)
                hint = nearest(at.value, profiles.REGISTERED)
                self.problems.add("D015.profile", at, expected=known_names, actual=at.value, hint=hint)
            if known and "fiscal" in at.value:
                self.problems.leave("D019.fiscal", at)
        if kind == "datapackage":
            self.version, self.tabular = version, tabular
        return version, tabular

    def _by_copy(self, node: Node, at: Node, text: str) -> None:
        """Check an object against a third-party profile of which there is a local copy."""
        try:
            faults = profiles.faults_by(read_json(text).value, node.value, self.copies)
        except ValueError as error:
            self.problems.leave("D019.profile", at, error=error)
            return
        self._add_faults(node, [(f, ERROR) for f in faults])

    def _official(self, node: Node, kind: str) -> None:
        """Check an object against the official profiles, skipping what another rule has already reported."""
        if not isinstance(node.value, dict):
            return
        versions = (self.version,) if self.version else ("2", "1")
        found: dict[tuple[str | int, ...], tuple[profiles.Fault, str]] = {}
        for version in versions:
            for f in profiles.faults(version, kind, node.value):
                # If no version is declared, what version 2 allows is not an error.
                found.setdefault(f.path, (f, WARNING if version != versions[0] else ERROR))
        self._add_faults(node, found.values())

    def _add_faults(self, node: Node, faults: Iterable[tuple[profiles.Fault, str]]) -> None:
        """Report departures from a profile, unless another rule has reported the same node or a node below it."""
        told = [p for code, reported in self.problems.items() if code.startswith("D") for p in reported]
        places = sorted((p.line, p.column) for p in told if p.path == node.document.path and p.line and p.column)
        for fault, level in faults:
            at = node.at(*fault.path)
            mark = at.document.reading.marks.get(at.path)
            n = bisect_left(places, mark[:2]) if mark else len(places)
            if mark and n < len(places) and (places[n] == mark[:2] or (fault.path and places[n] < mark[2:])):
                continue
            actual = at.value if isinstance(at.value, (str, int, float)) else None
            self.problems.add(fault.what, at, actual=actual, level=level, **fault.values)
            if mark:
                insort(places, mark[:2])

    # Properties

    def _name(self, node: Node, what: str) -> None:
        if isinstance(node.value, str) and not re.fullmatch(r"[a-z0-9._/-]+", node.value):
            usable = bool(node.value.strip()) and not re.search(r"[\x00-\x1f]", node.value)
            likely = re.sub("[^a-z0-9._-]+", "-", node.value.lower()).strip("-")
            level = WARNING if usable and self.version == "2" else ERROR
            hint = f"Perhaps {likely}?" if likely else None
            self.problems.add("D006.letters", node, what=what, actual=node.value, hint=hint, level=level)

    def _about(self, node: Node) -> None:
        """Check licences, sources, contributors and addresses of a package or resource."""
        for name in ("licenses", "sources", "contributors"):
            for item in node.at(name).items():
                check_object(self.problems, item, name.removesuffix("s"))
                known = {"name", "path", "url", "type", "id"}
                if name == "licenses" and isinstance(item.value, dict) and not known & item.value.keys():
                    self.problems.add("D004.license", item)
                self._address(item.at("path"))
        self._address(node.at("homepage"), web=True)
        self._address(node.at("$schema"))

    def _address(self, node: Node, web: bool = False) -> None:
        if isinstance(node.value, str) and (web or is_remote(node.value) or STARTS.match(node.value)):
            fault = fault_of_address(node.value, web)
            if fault:
                self.problems.add("D012", node, message=fault.message, actual=node.value)

    def _not_fetched(self, node: Node, what: str, **more: Any) -> None:
        verb = "are not checked" if what == "the data" else "is not read"
        self.problems.leave("D008.address", node, what=what, verb=verb, actual=node.value, **more)

    # Resources

    def _resource(self, node: Node) -> Resource | None:
        good = check_object(self.problems, node, "resource", ("name",))
        if not isinstance(node.value, dict):
            return None
        version, tabular = self._profile(node, "dataresource")
        tabular |= self.tabular
        path = "path" if "path" in node.value else "url"
        if path not in node.value and "data" not in node.value:
            self.problems.add("D004.no-path", node)
        elif path in node.value and "data" in node.value:
            self.problems.add("D004.path-and-data", node)
        self._about(node)
        self._name(node.at("name"), "resource")
        inline = "data" in node.value and path not in node.value
        files, complete = self._files(node.at(path), good) if path in good else ([], inline)
        kind = self._kind(node, good, path, tabular)
        encoding = self._encoding(node, good)
        dialect = self._dialect(node, good, path, kind) if kind else Dialect()
        at = self._inside(node.at("schema"), "schema")
        schema: Schema | None = None
        if kind and at is not None and at.value is not None:
            self._profile(at, "tableschema") if isinstance(at.value, dict) else None
            schema = read_schema(self.problems, at, self.version, dialect.null if dialect else None)
            self._official(at, "tableschema")
        if kind and (files or inline) and "schema" not in node.value:
            self.problems.add("D020.no-schema", node, level=ERROR if tabular and self.version != "2" else None)
            self.problems.unchecked.append("table without a schema")
        usable = bool(kind) and dialect is not None and encoding is not None
        return Resource(
            str(good.get("name", "")),
            node,
            files,
            kind if usable else "",
            dialect or Dialect(),
            encoding or "utf-8",
            version == "2" and "encoding" not in good,
            schema,
            complete,
        )

    def _kind(self, node: Node, good: dict[str, Any], path: str, tabular: bool) -> str:
        """How the rows of a resource are written; empty if it is not a table, or a table that cannot be read."""
        first = _first(node.value.get(path))
        end = suffix(first)
        format_ = str(good.get("format", "")).lower().strip().lstrip(".")
        media = str(good.get("mediatype", "")).lower().split(";")[0].strip()
        kind = kind_of(format_) or kind_of(media) or kind_of(end)
        schema = node.value.get("schema")
        described = isinstance(schema, str) or (isinstance(schema, dict) and "fields" in schema)
        table = tabular or described or good.get("type") == "table"
        if "data" in node.value and path not in node.value:
            data = node.value["data"]
            if isinstance(data, str):
                if not format_ and not media:
                    self.problems.add("D004.format", node)
                return DELIMITED if kind == DELIMITED else self._left_out(node, table, "data in the descriptor")
            return JSON if table and isinstance(data, list) else self._left_out(node, table, "data in the descriptor")
        if not first:
            return ""
        if kind == JSON and not (table and (schema is None or described)):
            return self._left_out(node, schema is not None, format_ or end)
        if kind == OTHER:
            return self._left_out(node, True, format_ or end or media)
        if kind is None:
            kind = DELIMITED if end in PLAIN and (table or "dialect" in node.value) else None
            if kind is None:
                return self._left_out(node, table, format_ or end or media)
        return kind

    def _left_out(self, node: Node, told: bool, actual: str) -> str:
        """Count a resource whose content is not checked, with a message if it is a table."""
        if told:
            self.problems.leave("D019.format", node, actual=actual)
        else:
            self.problems.unchecked.append("resource that is not a table")
        return ""

    def _encoding(self, node: Node, good: dict[str, Any]) -> str | None:
        try:
            info = codecs.lookup(good.get("encoding", "utf-8"))
            if not info._is_text_encoding:  # such as base64
                raise LookupError
            return info.name
        except (LookupError, ValueError):
            self.problems.add("D021.encoding", node.at("encoding"), actual=good["encoding"])
            return None

    def _dialect(self, node: Node, good: dict[str, Any], path: str, kind: str) -> Dialect | None:
        at = self._inside(node.at("dialect"), "dialect")
        if at is None:
            return None
        first = _first(node.value.get(path))
        named = str(good.get("format", good.get("mediatype", suffix(first)))).lower().lstrip(".")
        tabs = named in ("tsv", "tab", "text/tab-separated-values")
        if at.value is None:
            return Dialect(delimiter="\t" if tabs else ",")
        if isinstance(at.value, dict):
            self._profile(at, "tabledialect")
        dialect = read_dialect(self.problems, at, "\t" if tabs else ",", kind)
        self._official(at, "tabledialect")
        return dialect

    def _inside(self, node: Node, what: str) -> Node | None:
        """The object at this node, or in the file that the node names; None if it cannot be read."""
        if not isinstance(node.value, str):
            return node
        if node.value.rstrip("#") in self.copies:
            data, label = self.copies[node.value.rstrip("#")].encode("utf-8"), node.value
        else:
            file = self._file(node, f"the {what}", {})
            if file is None:
                return None
            data, label = file.stored(), file.label
        document = self._document(label, data)
        return Node(document, (), document.reading.value) if document else None

    def _files(self, at: Node, good: dict[str, Any]) -> tuple[list[File], bool]:
        """The files of a resource, and whether all of them may be read."""
        parts = [at] if isinstance(at.value, str) else at.items()
        if not parts:
            self.problems.add("D004.no-paths", at)
        remote = [is_remote(p.value) for p in parts if isinstance(p.value, str)]
        if any(remote) and not all(remote):
            self.problems.add("D007.mixed", at)
        declared = str(good.get("compression", ""))
        if compression_of("", declared) is None:
            place = Node(at.document, (*at.path[:-1], "compression"), declared)
            self.problems.leave("D019.compression", place, actual=declared)
            return [], False
        files = []
        for part in parts:
            if not isinstance(part.value, str):
                self.problems.add("D004.path", part, actual=type_of(part.value))
                continue
            file = self._file(part, "the data", good)
            if file:
                files.append(file)
        return files, len(files) == len(parts)

    def _file(self, node: Node, what: str, good: dict[str, Any]) -> File | None:
        """The file at a path, if it may be read and is there."""
        path = node.value
        if is_remote(path):
            self._address(node, web=True)
            self._not_fetched(node, what)
            return None
        if why := self.folder.fault(path):
            self.problems.add("D007.path", node, why=why, actual=path)
            return None
        self.claimed.add(self.folder.key(path))
        kind = self.folder.kind(path)
        if kind != "file":
            near = Nearest(self.folder.names(str(PurePosixPath(path).parent)), 0.85)
            self.problems.add(f"D009.{kind or 'none'}", node, actual=path, hint=near.hint(PurePosixPath(path).name))
            return None
        return File(self.prefix + path, self.folder, path, good.get("compression"), good.get("innerpath"))


def _first(paths: Any) -> str:
    """The first path of a resource."""
    return paths if isinstance(paths, str) else next((p for p in paths or () if isinstance(p, str)), "")
