"""Where the files of a package are: a folder or a ZIP archive. Knows which paths may be followed, and decompression."""

import bz2
import gzip
import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import IO

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")  # a single letter and a colon are a drive
COMPRESSIONS = ("gz", "zip", "bz2", "xz")
OPENERS: dict[str, Callable[[io.BytesIO], io.BufferedIOBase]] = {
    "gz": lambda data: gzip.GzipFile(fileobj=data), "bz2": bz2.BZ2File, "xz": lzma.LZMAFile,
}  # fmt: skip
BROKEN = (OSError, EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, RuntimeError, NotImplementedError)
LARGEST = 1 << 31  # the most bytes that are read from one compressed file


class Unreadable(Exception):
    """A file that cannot be decompressed; the text says why."""


def is_remote(path: str) -> bool:
    """Whether a path is an address."""
    return bool(_SCHEME.match(path)) or path.startswith("//")


class Folder:
    """A folder on disk, and what may be read below it."""

    def __init__(self, path: Path):
        self.path = path

    def fault(self, path: str) -> str | None:
        """The reason why a path may not be followed, in words; None if it may."""
        parts = re.split(r"[/\\]", path)
        if not path or path != path.strip():
            return "is empty or has spaces around it"
        if "\0" in path or len(path) > 1000 or any(len(p.encode("utf-8", "replace")) > 255 for p in parts):
            return "cannot be the name of a file"
        if path[0] in "/\\~":
            return "is absolute"
        if re.match(r"[A-Za-z]:", path):
            return "begins with the letter of a drive"
        if ".." in parts:
            return "leads out of the folder of the package"
        if "\\" in path:
            return "has backslashes, which separate folders only on Windows"
        if any(p.startswith(".") and p != "." for p in parts[:-1]):
            return "leads through a hidden folder, which the specification forbids"
        return self.link_fault(path)

    def link_fault(self, path: str) -> str | None:
        """The reason why a link in the path may not be followed."""
        try:
            inside = (self.path / path).resolve().is_relative_to(self.path.resolve())
        except (OSError, RuntimeError, ValueError):  # links that lead in a circle
            return "leads in a circle"
        return None if inside else "is a link that leads out of the folder of the package"

    def read(self, path: str) -> bytes:
        """The bytes of a file."""
        return (self.path / path).read_bytes()

    def kind(self, path: str) -> str | None:
        """``file``, ``folder``, ``other`` (such as a pipe), or None if nothing is there."""
        real = self.path / path
        return "file" if real.is_file() else "folder" if real.is_dir() else "other" if real.exists() else None

    def names(self, path: str) -> list[str]:
        """The names of the files in a folder."""
        real = self.path / path
        return sorted(p.name for p in real.iterdir() if p.is_file()) if real.is_dir() else []

    def key(self, path: str) -> str:
        """The same name for all paths to the same file."""
        return (self.path / path).resolve().relative_to(self.path.resolve()).as_posix()


class Archive(Folder):
    """The folder of the descriptor in a ZIP archive."""

    def __init__(self, path: Path, inside: str = ""):
        super().__init__(path)
        self.archive, self.inside = zipfile.ZipFile(path), inside
        self.members = {n for n in self.archive.namelist() if not n.endswith("/")}

    def descriptors(self) -> list[str]:
        """The descriptors in the archive, the outermost first."""
        named = [n for n in self.members if PurePosixPath(n).name == "datapackage.json"]
        return sorted(named, key=lambda n: (n.count("/"), n))

    def _name(self, path: str) -> str:
        return str(PurePosixPath(self.inside) / path)

    def link_fault(self, path: str) -> str | None:
        return None

    def read(self, path: str) -> bytes:
        with self.archive.open(self._name(path)) as stream:
            return _limited(stream)

    def kind(self, path: str) -> str | None:
        name = self._name(path)
        if name in self.members:
            return "file"
        return "folder" if any(n.startswith(name + "/") for n in self.members) else None

    def names(self, path: str) -> list[str]:
        folder = PurePosixPath(self._name(path))
        return sorted(PurePosixPath(n).name for n in self.members if PurePosixPath(n).parent == folder)

    def key(self, path: str) -> str:
        return str(PurePosixPath(path))


def _limited(stream: IO[bytes] | io.BufferedIOBase) -> bytes:
    data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise Unreadable(f"it has more than {LARGEST >> 30} GB")
    return data


def decompressed(data: bytes, compression: str, inner: str | None = None) -> bytes:
    """The content of a compressed file; raises :class:`Unreadable`."""
    try:
        if compression in OPENERS:
            return _limited(OPENERS[compression](io.BytesIO(data)))
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = [n for n in archive.namelist() if not n.endswith("/") and not n.startswith("__MACOSX/")]
            names = [inner] if inner in names else names
            if len(names) != 1:
                raise Unreadable(f"it has {len(names)} files, but one is expected")
            with archive.open(names[0]) as stream:
                return _limited(stream)
    except BROKEN as error:
        raise Unreadable(str(error) or type(error).__name__) from None


def compression_of(name: str, declared: str | None, data: bytes = b"") -> str | None:
    """How a file is compressed, by the descriptor, its name or its first bytes; ``""`` for no compression."""
    named = (declared or "").lower().lstrip(".").replace("gzip", "gz").replace("no", "")
    if named:
        return named if named in COMPRESSIONS else None
    end = name.rpartition(".")[2].lower()
    if end in COMPRESSIONS:
        return end
    return "gz" if data[:2] == b"\x1f\x8b" else ""


def suffix(name: str) -> str:
    """The ending of a file name without the dot; an ending for compression is ignored."""
    parts = [p for p in name.rpartition("/")[2].lower().split(".")[1:] if p]
    if parts and parts[-1] in COMPRESSIONS:
        parts.pop()
    return parts[-1] if parts else ""
