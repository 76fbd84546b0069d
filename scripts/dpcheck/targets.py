"""The targets of the command: descriptors, folders, archives, single tables. Knows no rule."""

import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from .check.text import Text
from .read.folder import Folder, Unreadable, is_remote, suffix
from .run import Checked, Options, check, check_package
from .terminal import CannotRun

NAMES = ("datapackage.json", "datapackage.yml", "datapackage.yaml")
TABLES = ("csv", "tsv", "tab", "txt", "json", "ndjson", "jsonl")
SKIPPED = ("node_modules", "__pycache__", "build", "dist")


def find(paths: Sequence[str], schema: str | None) -> Iterator[tuple[str, bool]]:
    """The descriptors and tables that the paths refer to, and whether each is a table."""
    for path in paths:
        if path == "-":
            yield path, schema is not None
        elif is_remote(path) and not Path(path).exists():
            raise CannotRun(f"{path} is an address: nothing is fetched, so give a file")
        elif Path(path).is_dir():
            found = list(_descriptors(Path(path)))
            if not found:
                raise CannotRun(f"there is no datapackage.json in {path}")
            yield from ((p.as_posix(), False) for p in found)
        elif not Path(path).exists():
            raise CannotRun(f"there is no file {path}")
        elif Path(path).suffix.lower() == ".zip" and schema is None:
            yield path, False
        else:
            end = suffix(path)
            is_descriptor = end in ("yml", "yaml") or (end == "json" and schema is None)
            if not is_descriptor and end not in TABLES and schema is None:
                raise CannotRun(f"{path} is neither a descriptor nor a table with text")
            yield path, not is_descriptor


def _descriptors(folder: Path) -> Iterator[Path]:
    """The descriptor in a folder, or else those in its subfolders."""
    for name in NAMES:
        if (folder / name).is_file():
            yield folder / name
            return
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(f for f in folders if not f.startswith(".") and f not in SKIPPED)
        yield from (Path(here) / n for n in [n for n in NAMES if n in files][:1])


def check_target(path: str, table: bool, schema: str | None, delimiter: str | None, options: Options) -> Checked:
    """Check one descriptor or table."""
    if table:
        return _check_table(path, schema, delimiter, options)
    if path == "-":
        return check(Folder(Path()), "-", "-", sys.stdin.buffer.read(), options)
    return check_package(Path(path), Path(path).as_posix(), options)


class _One(Folder):
    """A folder in which one file has the content of the standard input."""

    def __init__(self, data: bytes):
        super().__init__(Path())
        self.data = data

    def read(self, path: str) -> bytes:
        return self.data

    def kind(self, path: str) -> str | None:
        return "file"


def _check_table(path: str, schema: str | None, delimiter: str | None, options: Options) -> Checked:
    """Check a table with a descriptor that is made for it; problems of that descriptor are not reported."""
    resource: dict[str, object] = {"name": "table", "path": Path(path).name if path != "-" else "-", "type": "table"}
    if path == "-" or suffix(path) not in TABLES:
        resource["format"] = "csv"
    if delimiter:
        resource["dialect"] = {"delimiter": delimiter.replace("\\t", "\t")}
    if schema:
        if not Path(schema).is_file():
            raise CannotRun(f"there is no file {schema}")
        resource["schema"] = schema
        text = Path(schema).read_text(encoding="utf-8-sig", errors="replace")
        options = replace(options, copies={**options.copies, schema: text})
    folder: Folder = _One(sys.stdin.buffer.read()) if path == "-" else Folder(Path(path).parent)
    label = path if path == "-" else Path(path).as_posix()
    name = "\0descriptor"  # cannot be a file name
    prefix = label[: -len(str(resource["path"]))]
    made = json.dumps({"name": "table", "$schema": _V2, "resources": [resource]}).encode("utf-8")
    checked = check(folder, name, prefix + name, made, options)
    for code, problems in list(checked.problems.items()):
        kept = [p for p in problems if not (p.path or "").endswith(name) or code == "D019"]
        checked.problems[code] = [
            replace(p, path=label, line=None, column=None) if (p.path or "").endswith(name) else p for p in kept
        ]
    if "D010" in checked.problems:
        del checked.problems["D010"]  # other tables in the folder belong to no package
    checked.files -= 1
    return checked


_V2 = "https://datapackage.org/profiles/2.0/datapackage.json"


class Lines(Sequence[str]):
    """The lines of a file, decoded when needed."""

    def __init__(self, data: bytes):
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            data = data.decode("utf-16", "replace").encode("utf-8")
        self.text = Text("", data.removeprefix(b"\xef\xbb\xbf"))

    def __len__(self) -> int:
        return len(self.text.ends) + 1

    def __getitem__(self, index: int) -> str:  # type: ignore[override]  # no slices
        line = self.text.data[self.text.start(index + 1) : self.text.start(index + 2)]
        try:
            return line.decode("utf-8")
        except UnicodeDecodeError:
            return line.decode("windows-1252", "replace")


class Sources:
    """The lines of the checked files, for printing problems; one file is kept at a time."""

    def __init__(self) -> None:
        self.read: dict[str, Callable[[], bytes]] = {}
        self.last: tuple[str, Sequence[str]] = ("", [])

    def lines_of(self, path: str) -> Sequence[str]:
        """The lines of a file; empty if it cannot be read."""
        if self.last[0] != path:
            try:
                self.last = (path, Lines(self.read[path]()) if path in self.read else [])
            except (OSError, Unreadable):
                self.last = (path, [])
        return self.last[1]
